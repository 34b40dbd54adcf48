"""A unit that is made up is reckoned from what is drawn for it."""

from fractions import Fraction

from perfrules.check.reckoning import Reckoning, left_out
from perfrules.indicator import Indicator, Unscored, walk
from perfrules.rules import rules, with_weight
from tests.examples import Number, branch, framework, judged, leaf, row_rules, slot

SHARED = "cut(subtotal / applicable * weight, 0.01)"


def reckoned(*indicators: Indicator, out: tuple[str, ...] = (), **drawn: Number) -> Reckoning:
    """The reckoning of a whole framework."""
    made = framework(*indicators, rows=(row_rules("standard", "weight"),))
    bound = rules(made).formulas
    formulas = {one.id: with_weight(bound[one.id], one.weight) for (*_, one) in made.paths.values() if one.id in bound}
    everything = tuple(path[-1] for path in reversed(tuple(walk(made.indicators))))
    given = {name: Fraction(one) for name, one in drawn.items()} | {f"{id} is left out": True for id in out}
    return Reckoning(made, formulas, given).add(everything)


def optional(id: str, weight: int) -> Indicator:
    """An indicator that is left out where it does not apply."""
    return judged(id, weight, not_applicable="leave_out")


def test_what_is_left_out_counts_neither_points_nor_weight() -> None:
    """
    A branch that shares out its weight counts whole, one that passes it on counts what applies.
    """
    both = optional("b", 4), judged("c", 6)
    sharing = reckoned(branch("a", *both, formula=SHARED), judged("d", 10), out=("b",), b=4, c=3, d=1)
    passing = reckoned(branch("a", *both), judged("d", 10), out=("b",), b=4, c=3, d=1)

    assert [5, 0, 20] == [sharing.points["a"], sharing.points["b"], sharing.applicable(_top(10))]
    assert [3, 0, 16] == [passing.points["a"], passing.points["b"], passing.applicable(_top(10))]


def _top(weight: int) -> tuple[Indicator, ...]:
    return judged("a", weight), judged("d", weight)


def test_a_branch_of_which_all_is_left_out_is_left_out() -> None:
    """
    Its formula is not asked, and its weight does not apply.
    """
    found = reckoned(
        branch("a", optional("b", 4), optional("c", 6), formula=SHARED), judged("d", 10), out=("b", "c"), b=1, c=1, d=1
    )

    assert found.is_sound
    assert [0, 10] == [found.points["a"], found.applicable(_top(10))]


def test_full_and_zero_count_their_weight() -> None:
    """
    What does not apply has all points or none, and its weight stays.
    """
    found = reckoned(judged("a", 4, not_applicable="full"), judged("d", 6, not_applicable="zero"), out=("a", "d"), a=1, d=1)

    assert [4, 0, 10] == [found.points["a"], found.points["d"], found.applicable((judged("a", 4), judged("d", 6)))]


def test_slots_have_what_is_drawn_for_their_rows() -> None:
    """
    Alone that is their points, with a formula it is their subtotal.
    """
    found = reckoned(slot("a", 5), slot("b", 5, formula="min(subtotal, applicable) / 2"), a=3, b=4)

    assert [3, 2] == [found.points["a"], found.points["b"]]


def test_what_has_no_rule_has_what_is_drawn() -> None:
    """
    Nobody knows the points of rows that are not all there.
    """
    found = reckoned(Indicator("a", "a", Fraction(5), Unscored()), leaf("b", 5, "weight"), a=3)

    assert [3, 5, 8] == [found.points["a"], found.points["b"], found.subtotal((judged("a", 5), judged("b", 5)))]


def test_a_unit_with_points_outside_the_limits_is_not_sound() -> None:
    """
    Nor is one with a division by zero.
    """
    assert not reckoned(leaf("a", 5, "6")).is_sound
    assert not reckoned(leaf("a", 5, "1 / staff"), staff=0).is_sound
    assert left_out(judged("a", 5)) == "a is left out"
