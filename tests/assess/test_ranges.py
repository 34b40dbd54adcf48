"""Ranges: where a rule lies for every unit, found once."""

import pytest

from perfrules.assess.plan import Plan, plan
from perfrules.assess.ranges import Range, Reached
from tests.examples import framework, leaf, value

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
    ],
)
def test_what_is_proven_of_a_rule_is_where_it_lies_for_every_unit(formula: str, expected: Reached) -> None:
    """
    The least and most are counts of a score's last decimal, whatever the facts are.
    """
    assert expected == found(formula).proven


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
