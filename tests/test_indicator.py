"""Indicators are one recursive type: a branch with children, or a leaf with a rule."""

from fractions import Fraction

import pytest

from perfrules.indicator import Indicator, choices, walk
from tests.examples import branch, judged, leaf

TREE = (branch("a", leaf("b", 1, "1"), branch("c", judged("d", 2))), leaf("e", 3, "3"))


def test_only_a_branch_has_children() -> None:
    """
    The children of a branch are those of its rule, and a leaf has none.
    """
    top, last = TREE

    assert ["b", "c"] == [child.id for child in top.children]
    assert () == last.children


def test_a_walk_meets_every_indicator_in_reading_order() -> None:
    """
    Each indicator comes with all that stand above it, from the top.
    """
    assert ["a", "a b", "a c", "a c d", "e"] == [" ".join(one.id for one in path) for path in walk(TREE)]


def test_a_walk_over_nothing_meets_nothing() -> None:
    """
    Without indicators there is no path.
    """
    assert [] == list(walk(()))


@pytest.mark.parametrize(
    ("indicator", "expected"),
    [
        (judged("a", 5, "any"), ()),
        (judged("a", 5, "all_or_nothing", least=Fraction(1)), (Fraction(1), Fraction(5))),
        (judged("a", 5, "all_or_nothing", "judged", least=Fraction(1)), (Fraction(0), Fraction(5))),
        (judged("a", 5, (Fraction(2), Fraction(0))), (Fraction(2), Fraction(0))),
        (leaf("a", 5, "5"), ()),
        (branch("a", judged("b", 5, "all_or_nothing")), ()),
    ],
)
def test_a_person_chooses_between_the_points_that_a_rule_lists(indicator: Indicator, expected: tuple[Fraction, ...]) -> None:
    """
    All or nothing is weight or least, or 0 where a formula makes the points; where any can be given, or none, there is no list.
    """
    assert expected == choices(indicator)
