"""What is missing, and what rests on statements, is told with points that the total bears out."""

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from perfrules.scorecard import StatedPolicy, known_below, missing, rests_on_statement
from perfrules.testing.tables import units
from perfrules.testing.unit import Unit


@given(units(), st.sampled_from(("keep", "gap")))
def test_no_more_points_hang_on_anything_than_the_total_leaves_open(unit: Unit, policy: StatedPolicy) -> None:
    """
    The points of each missing fact or judgement lie between nothing and the width of the total.
    """
    card = unit.card(policy)
    width = card.whole.most - card.whole.least

    assert [] == [one for one in missing(card) if not 0 <= one.points <= width]


@given(units())
def test_statements_weigh_what_completeness_says(unit: Unit) -> None:
    """
    The weights of the indicators that are only stated, less what is known below them, are the stated part.
    """
    card = unit.card()
    shares = [one.weight - sum(known_below(card, one).values()) for one, _ in rests_on_statement(card)]

    assert card.completeness.stated == sum(shares, Fraction(0))
