"""An explanation ends with the score that it explains."""

from hypothesis import given

from perfrules.testing.laws import quoted
from perfrules.testing.tables import units
from perfrules.testing.unit import Unit


@given(units())
def test_explanations_quote_the_score(unit: Unit) -> None:
    """
    Each indicator's explanation, and the total's, ends with its points or its limits, and so do the steps of a computed leaf.
    """
    assert [] == list(quoted(unit))
