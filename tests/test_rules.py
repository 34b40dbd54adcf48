"""The formulas of a framework are bound in an order in which they can be computed."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from perfrules.errors import Place
from perfrules.formula import evaluate, parse, text
from perfrules.frozen import Pairs
from perfrules.rules import Rules, problem_at, readings, rule_path, rules, spelled_out, with_weight
from tests.examples import branch, framework, function, judged, leaf, value


def bound(formula: str, **changes: object) -> Rules:
    """The rules of a framework with one leaf."""
    return rules(framework(leaf("a", 10, formula), **changes))


def test_each_value_stands_after_those_it_names() -> None:
    """
    Values are computed in an order that their formulas and interpretations allow, whatever order they were written in.
    """
    values = (value("third", "second + first"), value("second", "1", {"另": "first"}), value("first", "progress"))

    assert ("first", "second", "third") == bound("third", values=values).values


@given(st.permutations(range(8)))
def test_the_order_of_values_never_matters(order: list[int]) -> None:
    """
    A chain of values is bound from its start, however it is shuffled.
    """
    written = [value(f"v{one}", f"v{one - 1} + 1" if one else "progress") for one in range(8)]
    found = bound("v7", values=tuple(written[one] for one in order))

    assert tuple(f"v{one}" for one in range(8)) == found.values
    assert () == found.problems


def test_the_formula_of_a_reading_is_found_by_its_name() -> None:
    """
    The adopted reading has no name; a branch without a formula has none to give.
    """
    made = framework(branch("top", leaf("a", 10, "progress", {"另": "weight"})))

    assert parse("progress") == rules(made).formula("a")
    assert parse("weight") == rules(made).formula("a", "另")
    assert None is rules(made).formula("top")


def test_rules_are_made_once() -> None:
    """
    The second call gives the very same rules.
    """
    made = framework()

    assert rules(made) is rules(made)


def test_every_kind_of_rule_sees_its_own_names() -> None:
    """
    A leaf sees its weight, a branch its children and their subtotal, a judged one what was judged, the total everything.
    """
    made = framework(
        branch(
            "top", leaf("a", 5, "min(weight, 5)"), judged("b", 5, formula="min(judged, weight)"), formula="min(a + b, subtotal)"
        ),
        total=parse("min(a + b, subtotal, top, weight)"),
    )

    assert () == rules(made).problems


def test_the_unit_of_a_value_is_that_of_its_formula() -> None:
    """
    A value over amounts is an amount in their unit, and does not meet another unit later.
    """
    found = bound("1 if saved > cost else 0", values=(value("saved", "budget - spent"), value("cost", "progress")))

    assert () == found.problems


def test_a_value_can_be_a_date() -> None:
    """
    A value over dates is a date: it is compared with dates, and the difference to one is a number of days.
    """
    values = (value("day", "finished", {"另": "date(2023, 6, 30)"}), value("late", "day - date(2023, 12, 31)"))
    found = bound("weight if day <= finished and late <= 3 else 0", values=values)

    assert () == found.problems


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


def test_a_problem_stands_at_the_nearest_place_above_it() -> None:
    """
    Where a path is not in the file, the problem is shown at what contains it; without a file the framework is named.
    """
    place = Place("a.yaml", 3, 1)
    written = framework(places=Pairs.of({"indicators/a": place}))

    assert "a.yaml:3:1: indicators/a/formula: x" == str(problem_at(written, "error", "weights", "indicators/a/formula", "x"))
    assert "example.small / facts/b: x" == str(problem_at(written, "error", "weights", "facts/b", "x"))


@pytest.mark.parametrize("key", ["bands", "met", "formula"])
def test_a_rule_is_named_by_the_key_that_was_written(key: str) -> None:
    """
    Bands and conditions become formulas, but their author finds them where he wrote them.
    """
    made = framework(leaf("a", 10, "10"), places=Pairs.of({f"indicators/a/{key}": Place("a.yaml", 3, 1)}))

    assert f"indicators/a/{key}" == rule_path(made, made.indicators)


def test_functions_that_are_wrong_leave_no_rule_to_be_proven() -> None:
    """
    Formulas are still read, so that their own problems are found, but mean nothing.
    """
    found = bound("wrong(progress) + spnet", functions=(function("wrong", "x", "x + y"),))

    assert {} == found.formulas
    assert {} == found.readings
    assert ["unknown name `y`", "unknown name `spnet`; did you mean `spent`?"] == [one.message for one in found.problems]
