"""What is declared must fit together before any formula is looked into."""

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from perfrules.framework import Grade
from perfrules.rules import MAX_READINGS
from tests.check.codes import codes
from tests.examples import framework, leaf


@given(st.lists(st.integers(-1, 11), min_size=1, max_size=4))
def test_grades_fall_from_one_to_the_next(bounds: list[int]) -> None:
    """
    Grades are sound exactly if their lower bounds fall, stay inside the points, and reach down to zero.
    """
    grades = tuple(Grade(str(position), Fraction(bound)) for position, bound in enumerate(bounds))
    found = codes(framework(leaf("a", 10, "10"), grades=grades))

    sound = bounds == sorted(set(bounds), reverse=True) and bounds[0] <= 10 and bounds[-1] <= 0
    assert sound == (found == [])


def test_readings_may_be_as_many_as_can_be_reported() -> None:
    """
    The largest number of combinations is accepted, and one more is not.
    """
    others = {str(number): f"weight - 0.01 * {number}" for number in range(1, MAX_READINGS)}
    most, more = others, {**others, "more": "weight - 9"}

    assert [] == codes(framework(leaf("a", 10, "weight", most)))
    assert ["too-many-readings"] == codes(framework(leaf("a", 10, "weight", more)))
