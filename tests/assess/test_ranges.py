"""Ranges: where a rule lies for every unit, found once."""

from fractions import Fraction

import pytest
from attrs import evolve

from perfrules.assess import assess
from perfrules.assess.plan import Plan, plan
from perfrules.assess.ranges import Range, Reached
from perfrules.evidence import Evidence
from perfrules.frozen import Pairs
from perfrules.score import Gap, Subtotal
from tests.examples import branch, framework, judged, known, leaf, value

RATIO = value("share", "spent / budget")
NOTHING: frozenset[str] = frozenset()


def made(formula: str) -> Plan:
    """The plan of one leaf of ten points over a ratio."""
    return plan(framework(leaf("a", 10, formula), values=(RATIO,)), {})


def found(formula: str, *printed: str) -> Range:
    """The range of that leaf."""
    own = made(formula)
    rule = own.nodes[0].rule
    assert rule is not None
    return own.ranges.of(own.nodes[0].indicator, rule.formula, frozenset(printed))


@pytest.mark.parametrize(
    ("formula", "expected"),
    [
        ("4 if staff > 5 else 7", Reached(400, 700, always=True, ever=True)),
        ("cut(min(share, 0.333) * weight, 0.01)", Reached(0, 333, always=False, ever=True)),
        ("cut(5 * share * share / (share * share), 0.01)", Reached(0, 1000, always=False, ever=True)),
        ("cut(9 - 5 * share * share / (share * share), 0.01)", Reached(0, 900, always=False, ever=True)),
    ],
)
def test_what_is_proven_of_a_rule_is_where_it_lies_for_every_unit(formula: str, expected: Reached) -> None:
    """
    The least and most are counts of a score's last decimal, whatever the facts are; an end that is not proven is the indicator's.
    """
    assert expected == found(formula).proven


@pytest.mark.parametrize(
    ("formula", "expected"),
    [
        ("cut(2 + subtotal / 2, 0.01)", Reached(200, 700, always=True, ever=True)),
        ("subtotal if subtotal < 5 else 0", Reached(0, 499, always=True, ever=True)),
    ],
)
def test_a_rule_over_points_lies_between_what_these_can_be(formula: str, expected: Reached) -> None:
    """
    From nothing to the weights of the children, in steps of a score's last decimal.
    """
    own = plan(framework(branch("top", judged("x", 6), judged("y", 4), formula=formula)), {})
    top = own.nodes[2]
    assert top.rule is not None

    assert expected == own.ranges.of(top.indicator, top.rule.formula, NOTHING).proven


def test_something_applies_of_a_branch() -> None:
    """
    A branch of which nothing applies is left out itself, so its rule never divides by zero.
    """
    children = (judged(id, weight, not_applicable="leave_out") for id, weight in (("x", 6), ("y", 4)))
    own = plan(framework(branch("top", *children, formula="cut(subtotal / applicable * weight, 0.01)")), {})
    top = own.nodes[2]
    assert top.rule is not None

    assert own.ranges.of(top.indicator, top.rule.formula, NOTHING).proven.always


@pytest.mark.parametrize(("formula", "expected"), [("cut(min(share, 1) * weight, 0.01)", True), ("min(share * 10, 10)", False)])
def test_a_rule_over_a_printed_ratio_stops_where_it_rounds(formula: str, *, expected: bool) -> None:
    """
    What is printed for a value has any decimals, so only a rule that rounds stops at those of a score.
    """
    table = framework(leaf("a", 10, formula), values=(value("share", "staff / 1"),))
    own = plan(table, {})
    rule = own.nodes[0].rule

    assert rule is not None
    assert expected is own.ranges.of(own.nodes[0].indicator, rule.formula, frozenset({"share"})).stops


def test_a_rule_without_integer_form_has_no_reach() -> None:
    """
    A rule whose numbers grow too large for integer steps has a proof and no function.
    """
    product = " * ".join(["spent"] * 60)

    assert found(f"cut(min((({product}) * ({product}) * ({product})), 1) * weight, 0.01) if staff > 0 else 0").reach is None


def test_a_rule_that_divides_by_a_known_zero_lies_nowhere() -> None:
    """
    It has no value, so it has no limits: none are told.
    """
    own = made("cut(min(5 / staff, 1) * weight, 0.01)")
    node = own.nodes[0]
    assert node.rule is not None

    assert Reached(0, 0, always=False, ever=False) == own.ranges.within(node.indicator, node.rule.formula, {"staff": (0, 0)})


def test_the_function_of_a_rule_is_named_after_it() -> None:
    """
    A traceback says of which indicator, over which printed ratios and in which framework; a number keeps two of one name apart.
    """
    reach = found("cut(min(share, 1) * weight, 0.01)", "share").reach

    assert reach is not None
    assert reach.run.__code__.co_filename.startswith("<perfrules reach of a share of example.small 2023")


def test_a_range_is_found_once() -> None:
    """
    The range of a rule is the same object whenever it is asked for, and another one where a ratio stands as printed.
    """
    own = made("cut(min(share, 1) * weight, 0.01)")
    node = own.nodes[0]
    assert node.rule is not None
    first, again = (own.ranges.of(node.indicator, node.rule.formula, NOTHING) for _ in range(2))

    assert first is again
    assert first is not own.ranges.of(node.indicator, node.rule.formula, frozenset({"share"}))


def test_points_of_children_stop_at_their_decimals_in_a_unit_too() -> None:
    """
    Less than five points are at most 4.99, also where the rule of a branch is not compiled.
    """
    table = framework(branch("top", judged("x", 6), formula="subtotal if subtotal < 5 else 0"), judged("b", 4))
    weights = Pairs.of({"x": Fraction(6), "b": Fraction(4)})

    of_unit = assess(evolve(table, has_adjustable_weights=True), Evidence(weights=weights))

    assert Subtotal(Fraction(0), Fraction(499, 100)) == of_unit["top"]


def test_a_rule_lies_where_it_does_whether_it_is_compiled_or_not() -> None:
    """
    The framework of one unit is not compiled; a fact that is known and one that is missing bound its rules all the same.
    """
    made = framework(leaf("a", 6, "0 if misuse else cut(min(progress, 1) * weight, 0.01)"), judged("b", 4))
    weights = Pairs.of({"a": Fraction(6), "b": Fraction(4)})
    compiled = assess(made, Evidence(facts=known(progress="0.5")))
    of_unit = assess(evolve(made, has_adjustable_weights=True), Evidence(facts=known(progress="0.5"), weights=weights))

    assert Gap(Fraction(0), Fraction(3), "missing", ("misuse",)) == compiled["a"] == of_unit["a"]
