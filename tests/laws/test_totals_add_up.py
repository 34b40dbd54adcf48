"""Totals are sums, limits are limits, and every score has its decimals."""

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from perfrules.indicator import Branch
from perfrules.score import Subtotal
from perfrules.scorecard import Scorecard, StatedPolicy, whole
from tests.laws.units import Unit, units

POLICIES = st.sampled_from(("keep", "gap"))


def sums(card: Scorecard) -> dict[str, tuple[object, object]]:
    """For each branch without a formula its limits, and the sums of those below."""
    branches = [path[-1] for path in card.framework.paths.values() if isinstance(path[-1].rule, Branch)]
    plain = [
        one
        for one in (*branches, whole(card.framework))
        if isinstance(one.rule, Branch) and one.rule.formula is None and isinstance(card[one.id], Subtotal)
    ]
    return {
        one.id: (
            (card[one.id].least, card[one.id].most),
            (
                sum((card[child.id].least for child in one.children), Fraction(0)),
                sum((card[child.id].most for child in one.children), Fraction(0)),
            ),
        )
        for one in plain
    }


@given(units(), POLICIES)
def test_a_branch_without_a_formula_is_the_sum_of_its_children(unit: Unit, policy: StatedPolicy) -> None:
    """
    Least and most of a branch, and of the total, are the sums of those below.
    """
    assert {} == {id: both for id, both in sums(unit.card(policy)).items() if both[0] != both[1]}


@given(units(), POLICIES)
def test_every_outcome_lies_inside_its_indicator_on_its_decimals(unit: Unit, policy: StatedPolicy) -> None:
    """
    No score leaves least and weight, and none has more decimals than the framework says.
    """
    card = unit.card(policy)
    ends = [(card[path[-1].id], path[-1]) for path in unit.framework.paths.values()]

    outside = [one.id for score, one in ends if not 0 <= score.least <= score.most <= one.weight]
    off = [one.id for score, one in ends for end in (score.least, score.most) if (end * 100).denominator != 1]

    assert ([], []) == (outside, off)


@given(units())
def test_printed_scores_only_narrow_the_total(unit: Unit) -> None:
    """
    What is taken over lies inside what is known alone, as long as no rule of a branch turns it round.
    """
    kept, alone = unit.card("keep").total, unit.card("gap").total

    assert (True, True) == (alone.least <= kept.least, kept.most <= alone.most)
