"""Completeness: on what the weights rest, and that nothing is missing only where the total is certain."""

from fractions import Fraction

from perfrules.formula import parse
from perfrules.frozen import Pairs
from perfrules.scorecard import Completeness
from tests.assess.cards import card
from tests.examples import branch, judged, judgements, known, leaf


def shares(**given: int) -> Completeness:
    """Six numbers, 0 where nothing is said."""
    names = ("figures", "printed_ratios", "judged", "stated", "missing", "not_applicable")
    return Completeness(*(Fraction(given.get(name, 0)) for name in names))


def test_a_veto_that_is_not_known_leaves_its_branch_missing() -> None:
    """
    Where all children are certain and the branch is not, its weight is missing: the veto could take every point.
    """
    table = branch("a", leaf("b", 3, "weight if staff > 0 else 0"), formula="0 if misuse else subtotal")

    found = card(table, facts=known(staff=1))

    assert (Fraction(0), Fraction(3)) == (found.whole.least, found.whole.most)
    assert shares(missing=3) == found.completeness


def test_a_branch_without_a_value_is_missing_as_a_whole() -> None:
    """
    A branch formula that divides by zero leaves nothing of what its children rest on.
    """
    table = branch("a", judged("b", 3), formula="cut(min(subtotal / staff, weight), 0.01)")

    found = card(table, facts=known(staff=0), judged=judgements(b=3))

    assert shares(missing=3) == found.completeness


def test_a_branch_with_open_children_keeps_what_they_rest_on() -> None:
    """
    What is missing below an open branch is said there, once.
    """
    table = branch("a", leaf("b", 3, "weight if staff > 0 else 0"), judged("c", 2), formula="0 if misuse else subtotal")

    found = card(table, facts=known(staff=1))

    assert shares(figures=3, missing=2) == found.completeness


def test_an_open_branch_below_a_printed_score_is_covered_by_it() -> None:
    """
    A printed score stands for an open veto below it; what was computed there still counts as computed.
    """
    inner = branch("b", leaf("c", 3, "weight if staff > 0 else 0"), formula="0 if misuse else subtotal")

    found = card(branch("a", inner), facts=known(staff=1), stated=Pairs.of({"a": Fraction(3)}))

    assert shares(figures=3) == found.completeness


def test_an_open_total_is_missing_as_a_whole() -> None:
    """
    A formula over the whole table that lacks a fact leaves the total open, and completeness says so.
    """
    found = card(
        leaf("a", 3, "weight if staff > 0 else 0"),
        facts=known(staff=1),
        changes={"total": parse("subtotal if misuse else 0")},
    )

    assert shares(missing=3) == found.completeness


def test_a_branch_formula_that_is_certain_hides_nothing() -> None:
    """
    Where a veto is known not to be cast, the branch rests on what its children rest on.
    """
    table = branch("a", leaf("b", 3, "weight if staff > 0 else 0"), formula="0 if misuse else subtotal")

    found = card(table, facts=known(staff=1, misuse=False))

    assert shares(figures=3) == found.completeness


def test_an_open_branch_leaves_its_neighbours_as_they_are() -> None:
    """
    What stands before and after a branch that is missing as a whole counts by itself.
    """
    veto = branch("b", leaf("c", 3, "weight if staff > 0 else 0"), formula="0 if misuse else subtotal")

    found = card(leaf("a", 1, "weight if staff > 0 else 0"), veto, judged("d", 2), facts=known(staff=1))

    assert shares(figures=1, missing=5) == found.completeness
