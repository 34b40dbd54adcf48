"""What the points rest on adds up to all of them."""

from fractions import Fraction

import attrs
from hypothesis import given
from hypothesis import strategies as st

from perfrules.scorecard import StatedPolicy
from perfrules.testing.tables import units
from perfrules.testing.unit import Unit


@given(units(), st.sampled_from(("keep", "gap")))
def test_the_six_numbers_add_up_to_the_total_weight(unit: Unit, policy: StatedPolicy) -> None:
    """
    Figures, printed ratios, judgements, statements, gaps and what does not apply are the whole table, none below zero.
    """
    found = attrs.astuple(unit.card(policy).completeness)

    assert unit.framework.points == sum(found, Fraction(0))
    assert all(number >= 0 for number in found)
