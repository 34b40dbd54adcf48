"""An edge is solved exactly for one input."""

from fractions import Fraction

import pytest

from perfrules.testing.solve import Crossing, Distance, crossing


@pytest.mark.parametrize(
    ("distance", "start", "expected"),
    [
        (lambda x: x - 7, 50, Crossing(6, 7, 8, 1)),
        (lambda x: 2 * x - 7, 0, Crossing(3, None, 4, 2)),
        (lambda x: 90 / (x + 1) - 9, 99, Crossing(8, 9, 10, 1)),
        (lambda x: (x - 5) / (x + 3), 5, Crossing(4, 5, 6, 1)),
        (lambda x: (x - 5) / (x + 3), 4, Crossing(4, 5, 6, 1)),
        (lambda x: x * x - 49, 0, Crossing(6, 7, 8, 1)),
        (lambda x: 50 - x * x, 0, Crossing(7, None, 8)),
        (lambda x: x * x - 50, 100, Crossing(7, None, 8)),
        (lambda x: min(x, Fraction(60)) - 40, 100, Crossing(39, 40, 41, 1)),
    ],
)
def test_the_crossing_is_found_exactly(distance: Distance, start: int, expected: Crossing) -> None:
    """
    Straight lines and ratios are solved, everything else is halved until two neighbours stand on either side.
    """
    assert expected == crossing(distance, start, 100)


@pytest.mark.parametrize(
    "distance",
    [
        lambda _: Fraction(1),
        lambda x: x + 1,
        lambda x: x * x + 1,
        lambda x: 1 / (x + 1),
        lambda x: None if 30 < x < 60 else Fraction(x > 45) - Fraction(1, 2),
        lambda _: None,
    ],
)
def test_without_a_crossing_nothing_is_found(distance: Distance) -> None:
    """
    What is never zero, has its zero outside, or has no value on the way, has no crossing.
    """
    assert crossing(distance, 0, 100) is None


def test_where_all_is_zero_the_nearest_position_is_found() -> None:
    """
    A distance that is zero for a while crosses where it was looked at.
    """
    assert Crossing(48, 49, 50, 1) == crossing(lambda _: Fraction(0), 50, 100)


def test_two_positions_are_enough() -> None:
    """
    An input with two values has a crossing between them.
    """
    assert Crossing(0, None, 1, 2) == crossing(lambda x: 2 * x - 1, 0, 1)
