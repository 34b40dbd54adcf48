"""Intervals of fractions, closed, with or without ends: the arithmetic behind `bounds`."""

import math
from collections.abc import Callable, Mapping
from fractions import Fraction

from attrs import frozen

from perfrules.formula.syntax import CompareOperator

End = Fraction | None


@frozen
class Interval:
    """From `least` to `most`, both included; None is no end. Where `least` lies above `most` there is nothing inside."""

    least: End
    most: End

    @property
    def is_empty(self) -> bool:
        """Whether no number lies inside."""
        return self.least is not None and self.most is not None and _exceeds(self.least, self.most)

    @property
    def point(self) -> End:
        """The only number inside, if there is just one."""
        least, most = self.least, self.most
        if least is None or most is None or least.as_integer_ratio() != most.as_integer_ratio():
            return None
        return least

    def __contains__(self, value: Fraction) -> bool:
        return (self.least is None or self.least <= value) and (self.most is None or value <= self.most)


def _exceeds(left: Fraction, right: Fraction) -> bool:
    """`left > right`, in less than half of the time that fractions take to compare."""
    (top, bottom), (other, part) = left.as_integer_ratio(), right.as_integer_ratio()
    return top * part > other * bottom


OPPOSITE: Mapping[CompareOperator, CompareOperator] = {"<": ">=", "<=": ">", ">": "<=", ">=": "<", "==": "!=", "!=": "=="}
"""The comparison that holds where another does not."""

EVERYTHING = Interval(None, None)
NOTHING = Interval(Fraction(1), Fraction(0))


def point(value: Fraction) -> Interval:
    """Just this number."""
    return Interval(value, value)


def union(left: Interval, right: Interval) -> Interval:
    """The least interval around both."""
    if left.is_empty or right.is_empty:
        return right if left.is_empty else left
    return Interval(_least(left.least, right.least), _most(left.most, right.most))


def intersection(left: Interval, right: Interval) -> Interval:
    """What both contain."""
    if right.least is None and right.most is None:
        return NOTHING if left.is_empty else left
    least = left.least if right.least is None or left.least is None else _greater(left.least, right.least)
    most = left.most if right.most is None or left.most is None else _smaller(left.most, right.most)
    found = narrowed(left, right.least if least is None else least, right.most if most is None else most)
    return NOTHING if found.is_empty else found


def narrowed(one: Interval, least: End, most: End) -> Interval:
    """An interval with other ends, itself if they are its own."""
    return one if least is one.least and most is one.most else Interval(least, most)


def negated(one: Interval) -> Interval:
    """The numbers with their signs turned."""
    return Interval(_map(one.most, lambda end: -end), _map(one.least, lambda end: -end))


def added(left: Interval, right: Interval) -> Interval:
    """All sums."""
    if left.is_empty or right.is_empty:
        return NOTHING
    return Interval(_plus(left.least, right.least), _plus(left.most, right.most))


def multiplied(left: Interval, right: Interval) -> Interval:
    """All products."""
    if left.is_empty or right.is_empty:
        return NOTHING
    factor = left.point
    if factor is not None:
        return scaled(right, factor)
    low, high = _not_below_zero(left), _not_below_zero(right)
    if low is not None and high is not None:
        return Interval(low[0] * high[0], low[1] * high[1])
    corners = [_product(a, b) for a in _ends(left) for b in _ends(right)]
    least, most = min(corners), max(corners)
    return Interval(_finite(least), _finite(most))


def quotients(left: Interval, right: Interval) -> Interval:
    """All quotients by a divisor that keeps one sign and stays away from zero."""
    if left.is_empty or right.is_empty:
        return NOTHING
    return multiplied(left, Interval(_inverse(right.most), _inverse(right.least)))


def floored(one: Interval) -> Interval:
    """All numbers rounded down."""
    if one.is_empty:
        return NOTHING
    return Interval(_map(one.least, _floor), _map(one.most, _floor))


def combined(choose: Callable[..., Fraction], ones: tuple[Interval, ...]) -> Interval:
    """All minima or maxima of one number from each; `choose` is `min` or `max`."""
    if any(one.is_empty for one in ones):
        return NOTHING
    lowest = [one.least for one in ones]
    highest = [one.most for one in ones]
    if choose is min:
        return Interval(_every(min, lowest), _some(min, highest))
    return Interval(_some(max, lowest), _every(max, highest))


def possible(gap: Interval, operator: str) -> bool:
    """Whether `left operator right` can hold where `left - right` lies in `gap`."""
    if operator == "!=":
        return gap.point != 0
    if operator == "==":
        return Fraction(0) in gap
    return gap.least is None or gap.least < 0 or (operator == "<=" and gap.least == 0)


def shifted(end: End, by: Fraction) -> End:
    """An end moved by a number; no end stays none."""
    return None if end is None else end + by


def times(end: End, factor: Fraction) -> End:
    """An end as many times; no end stays none."""
    return None if end is None else end * factor


def scaled(one: Interval, factor: Fraction) -> Interval:
    """The numbers as many times."""
    if one.is_empty:
        return NOTHING
    if not factor:
        return point(factor)
    if factor == 1:
        return one
    least, most = times(one.least, factor), times(one.most, factor)
    return Interval(least, most) if factor.numerator > 0 else Interval(most, least)


def _plus(left: End, right: End) -> End:
    if left is None or right is None:
        return None
    return left + right if left else right


def _not_below_zero(one: Interval) -> tuple[Fraction, Fraction] | None:
    """The ends where there are two and none lies below zero."""
    if one.least is None or one.most is None or one.least.numerator < 0:
        return None
    return one.least, one.most


def _floor(number: Fraction) -> Fraction:
    return Fraction(math.floor(number))


def _map(end: End, turn: Callable[[Fraction], Fraction]) -> End:
    return None if end is None else turn(end)


def _every(choose: Callable[..., Fraction], ends: list[End]) -> End:
    finite = [end for end in ends if end is not None]
    return choose(finite) if len(finite) == len(ends) else None


def _some(choose: Callable[..., Fraction], ends: list[End]) -> End:
    finite = [end for end in ends if end is not None]
    return choose(finite) if finite else None


def _least(left: End, right: End) -> End:
    return None if left is None or right is None else _smaller(left, right)


def _most(left: End, right: End) -> End:
    return None if left is None or right is None else _greater(left, right)


def _smaller(left: Fraction, right: Fraction) -> Fraction:
    return right if _exceeds(left, right) else left


def _greater(left: Fraction, right: Fraction) -> Fraction:
    return right if _exceeds(right, left) else left


_Corner = tuple[int, Fraction]
"""A number, or an infinity: -1 or 1 before a number that does not count."""

_ZERO = (0, Fraction(0))


def _ends(one: Interval) -> tuple[_Corner, _Corner]:
    least = (-1, Fraction(0)) if one.least is None else (0, one.least)
    most = (1, Fraction(0)) if one.most is None else (0, one.most)
    return least, most


def _product(left: _Corner, right: _Corner) -> _Corner:
    if not (any(left) and any(right)):
        return _ZERO
    if left[0] or right[0]:
        return _sign(left) * _sign(right), Fraction(0)
    return 0, left[1] * right[1]


def _sign(corner: _Corner) -> int:
    return corner[0] or (1 if corner[1] > 0 else -1)


def _finite(corner: _Corner) -> End:
    return None if corner[0] else corner[1]


def _inverse(end: End) -> End:
    """The reciprocal of a divisor's end: without an end it comes as near to zero as it likes, at zero it has no end."""
    if end is None:
        return Fraction(0)
    return None if end == 0 else 1 / end
