"""On figures alone, knowing less never narrows what is possible."""

from hypothesis import given

from perfrules.testing.order import knowing_less
from perfrules.testing.tables import units
from perfrules.testing.unit import Unit


@given(units())
def test_knowing_less_leaves_every_outcome_at_least_as_wide(unit: Unit) -> None:
    """
    Under `stated="gap"` and without printed ratios, facts and judgements less never raise a least nor lower a most.
    """
    assert [] == list(knowing_less(unit))
