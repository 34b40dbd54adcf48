"""Totals are sums, limits are limits, and every score has its decimals."""

import pytest
from hypothesis import given

from perfrules.testing.journeys import repeated
from perfrules.testing.laws import Law, inside, totals
from perfrules.testing.tables import units
from perfrules.testing.unit import Unit


@pytest.mark.parametrize("law", [inside, totals, repeated])
@given(units())
def test_points_are_sound(law: Law, unit: Unit) -> None:
    """
    Scores lie inside least and weight, on their decimals; what has no formula is a sum; a second time all is the same.
    """
    assert [] == list(law(unit))


@given(units())
def test_printed_scores_only_narrow_the_total(unit: Unit) -> None:
    """
    What is taken over lies inside what is known alone, as long as no rule of a branch turns it round.
    """
    kept, alone = unit.card("keep").whole, unit.card("gap").whole

    assert (True, True) == (alone.least <= kept.least, kept.most <= alone.most)
