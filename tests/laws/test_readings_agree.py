"""The readings of a framework agree, also where they have no value."""

import pytest
from hypothesis import given

from perfrules.testing.laws import Law, agreeing, defined
from perfrules.testing.readings import by_kernel
from perfrules.testing.tables import units
from perfrules.testing.unit import Unit


@pytest.mark.parametrize("law", [defined, agreeing(by_kernel)])
@given(units())
def test_every_reading_gives_what_evaluate_gives(law: Law, unit: Unit) -> None:
    """
    `assess` and the kernel give each indicator the points that its formula is worth, and none where it is worth nothing.
    """
    assert [] == list(law(unit))
