"""Rules are made once, and values, weights and readings are found in them."""

from fractions import Fraction

import pytest

from perfrules.errors import FormulaError
from perfrules.formula import evaluate, parse, text
from perfrules.rules import own_rule, readings, rules, spelled_out, with_weight
from tests.examples import branch, framework, judged, leaf, row_rules, slot, value


def test_rules_are_made_once() -> None:
    """
    The second call gives the very same rules.
    """
    made = framework()

    assert rules(made) is rules(made)


def test_values_are_spelled_out_in_the_adopted_reading() -> None:
    """
    Each value is replaced by its formula, also inside other values, but for those to keep.
    """
    values = (value("half", "progress / 2", {"另": "progress / 4"}), value("twice", "half * 4"))
    made = framework(leaf("a", 10, "twice + half"), values=values)
    formula = rules(made).formulas["a"]

    assert "progress / 2 * 4 + progress / 2" == text(spelled_out(made, formula))
    assert "progress / 4 * 4 + progress / 4" == text(spelled_out(made, formula, adopted={"half": "另"}))
    assert "half * 4 + half" == text(spelled_out(made, formula, keep={"half"}))


def test_a_weight_becomes_a_number() -> None:
    """
    A formula over its weight is worth something once the weight stands in it.
    """
    formula = rules(framework(leaf("a", 10, "weight / 4"))).formulas["a"]

    assert Fraction(5, 2) == evaluate(with_weight(formula, Fraction(10)), {})


def test_readings_are_listed_for_values_and_indicators() -> None:
    """
    Every interpretation is known by its owner and its name, values first.
    """
    values = (value("v", "progress", {"甲": "1", "乙": "2"}),)
    made = framework(branch("top", leaf("a", 10, "v", {"丙": "3"})), values=values)

    assert [("v", "甲"), ("v", "乙"), ("a", "丙")] == list(readings(made))


def test_only_values_that_a_formula_needs_are_spelled_out() -> None:
    """
    A formula without values stays the very same, and one over a value that cannot be bound keeps its name.
    """
    values = (value("half", "progress / 2"), value("broken", "spnet"))
    made = framework(leaf("a", 10, "progress"), values=values)

    assert parse("progress") == spelled_out(made, parse("progress"))
    assert "broken + progress / 2" == text(spelled_out(made, parse("broken + half")))


def test_a_row_can_have_a_rule_of_its_own() -> None:
    """
    Its formula sees the figures of the row, and where it is measured by date these are dates.
    """
    made = framework(slot("s", 10), rows=(row_rules("standard", "cut(min(ratio, 1) * weight, 0.01)"),))

    assert parse("weight if actual >= target else 0") == own_rule(made, "standard", parse("weight if actual >= target else 0"))
    assert "actual <= date(2023, 9, 30)" in text(
        own_rule(made, "standard", parse("weight if actual <= date(2023, 9, 30) else 0"), "by_date")
    )
    with pytest.raises(FormulaError, match="a date meets a number here"):
        own_rule(made, "standard", parse("weight if actual <= date(2023, 9, 30) else 0"))


def test_a_rule_of_a_row_sees_nothing_else() -> None:
    """
    Facts are no figures of a row.
    """
    made = framework(slot("s", 10), rows=(row_rules("standard", "weight"),))

    with pytest.raises(FormulaError) as caught:
        own_rule(made, "standard", parse("weight if staff > 1 else 0"))

    assert "unknown name `staff`" == caught.value.reason


def test_readings_of_adjustments_are_listed_too() -> None:
    """
    An adjustment that can be read otherwise is among the readings of its framework.
    """
    made = framework(judged("a", 10), adjustments=(leaf("more", 2, "2", {"另": "1"}),))

    assert [("more", "另")] == list(readings(made))
