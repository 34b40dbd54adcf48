"""Solving exactly for one input: the value at which a distance is zero, or the two neighbours between which it turns."""

from collections.abc import Callable
from fractions import Fraction

from attrs import frozen

Distance = Callable[[Fraction], Fraction | None]
"""How far a position is from an edge; None where that has no value. Positions are whole, but may be asked between."""


@frozen
class Crossing:
    """
    The last position before a distance is zero and the first after it; `at` is where it is zero, if a position is.

    `parts` says into how many parts a position has to be divided for one to stand there, 0 where that is not known.
    """

    before: int
    at: int | None
    after: int
    parts: int = 0


def crossing(distance: Distance, start: int, most: int) -> Crossing | None:
    """
    Where a distance is zero for positions from 0 to `most`, seen from `start`.

    Most distances are linear, or one linear thing over another: three positions beside `start` say where that is zero, and
    it is made sure of. Otherwise the positions are halved between two ends with different signs.
    """
    found = _fitted(distance, start, most)
    return _halved(distance, start, most) if found is None else found


def _fitted(distance: Distance, start: int, most: int) -> Crossing | None:
    first = min(max(start - 1, 0), max(most - 2, 0))
    at = [Fraction(first + place) for place in range(3)]
    values = [distance(place) for place in at]
    low, middle, high = values
    if low is None or middle is None or high is None:
        return None
    root = _root(at, (low, middle, high))
    if root is None or not 0 <= root <= most or distance(root) != 0:
        return None
    return _around(root)


def _root(at: list[Fraction], values: tuple[Fraction, Fraction, Fraction]) -> Fraction | None:
    """Where (a x + b) / (c x + d) through three neighbours is zero: cross-ratios are kept by such a map."""
    low, middle, high = values
    if low == high:
        return at[0] if low == 0 else None
    ratio = low * (middle - high)
    other = high * (middle - low)
    slope = other * (at[1] - at[2]) - ratio * (at[1] - at[0])
    if slope == 0:
        return None
    return (other * at[0] * (at[1] - at[2]) - ratio * at[2] * (at[1] - at[0])) / slope


def _halved(distance: Distance, start: int, most: int) -> Crossing | None:
    """Between `start` and an end on the other side."""
    here = distance(Fraction(start))
    for end in (0, most):
        there = distance(Fraction(end))
        if here is not None and there is not None and (here >= 0) != (there >= 0):
            return _between(distance, start, end)
    return None


def _between(distance: Distance, one: int, other: int) -> Crossing | None:
    below, above = (one, other) if _is_below(distance, one) else (other, one)
    while abs(above - below) > 1:
        middle = (above + below) // 2
        found = distance(Fraction(middle))
        if found is None:
            return None
        below, above = (middle, above) if found < 0 else (below, middle)
    if distance(Fraction(above)) == 0:
        return _around(Fraction(above))
    return Crossing(min(below, above), None, max(below, above))


def _is_below(distance: Distance, position: int) -> bool:
    found = distance(Fraction(position))
    return found is not None and found < 0


def _around(root: Fraction) -> Crossing:
    whole = root.numerator // root.denominator
    if root.denominator == 1:
        return Crossing(whole - 1, whole, whole + 1, 1)
    return Crossing(whole, None, whole + 1, root.denominator)
