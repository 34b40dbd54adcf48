"""Formulas as sums of parts times numbers, so that equal parts cancel; and between which values such a sum lies."""

from collections.abc import Callable, Iterator, Mapping
from fractions import Fraction
from functools import lru_cache

from attrs import frozen

from perfrules.formula import interval
from perfrules.formula.interval import Interval
from perfrules.formula.syntax import Arithmetic, Formula, Negate, Number

Spans = Callable[[Formula], Interval]
"""Where a part lies."""


@frozen(eq=False)
class Linear:
    """A sum of parts times numbers, and a number; no part is taken zero times."""

    factors: Mapping[Formula, Fraction]
    constant: Fraction


@lru_cache(maxsize=4096)
def linear(node: Formula) -> Linear:
    """A formula as a sum; what is no sum is one part, once."""
    match node:
        case Number(value=value):
            return Linear({}, value)
        case Negate(operand=operand):
            return _times(linear(operand), Fraction(-1))
        case Arithmetic(left=left, operator="+", right=right):
            return _sum(linear(left), linear(right))
        case Arithmetic(left=left, operator="-", right=right):
            return difference(left, right)
        case Arithmetic(left=Number(value=value), operator="*", right=part):
            return _times(linear(part), value)
        case Arithmetic(left=part, operator="*", right=Number(value=value)):
            return _times(linear(part), value)
        case Arithmetic(left=part, operator="/", right=Number(value=value)) if value:
            return _times(linear(part), 1 / value)
        case _:
            return Linear({node: Fraction(1)}, Fraction(0))


def difference(left: Formula, right: Formula) -> Linear:
    """`left - right` as a sum."""
    return minus(linear(left), Fraction(1), linear(right))


def shifted(one: Linear, by: Fraction) -> Linear:
    """A sum and a number more."""
    return Linear(one.factors, one.constant + by) if by else one


def scaled(node: Formula) -> tuple[Fraction, Formula]:
    """A formula as a number times a part."""
    found = linear(node)
    if len(found.factors) == 1 and not found.constant:
        ((part, factor),) = found.factors.items()
        return factor, part
    return Fraction(1), node


def share_parts(left: Formula, right: Formula) -> bool:
    """Whether a part stands in both formulas."""
    return not linear(left).factors.keys().isdisjoint(linear(right).factors.keys())


def span(one: Linear, spans: Spans) -> Interval:
    """Where a sum lies if its parts do not hang together."""
    found = interval.point(one.constant)
    for part, factor in one.factors.items():
        found = interval.added(found, interval.scaled(spans(part), factor))
    return found


def claims(low: Linear, spans: Spans) -> Iterator[tuple[Formula, Interval]]:
    """What a sum that is at most zero says of each of its parts."""
    for part, factor in low.factors.items():
        others = Linear({other: times for other, times in low.factors.items() if other != part}, low.constant)
        limit = interval.times(span(others, spans).least, -1 / factor)
        yield part, Interval(None, limit) if factor > 0 else Interval(limit, None)


def quotients(upper: Linear, lower: Linear) -> tuple[Fraction, ...]:
    """How often `lower` is taken from `upper` for a part to go."""
    shared = (factor / lower.factors[part] for part, factor in upper.factors.items() if part in lower.factors)
    return tuple(dict.fromkeys(shared))


def minus(left: Linear, factor: Fraction, right: Linear) -> Linear:
    """A sum less so many times another."""
    return _sum(left, _times(right, -factor))


def _times(one: Linear, factor: Fraction) -> Linear:
    if factor == 1:
        return one
    return Linear({part: factor * times for part, times in one.factors.items() if factor}, one.constant * factor)


def _sum(left: Linear, right: Linear) -> Linear:
    factors = dict(left.factors)
    for part, factor in right.factors.items():
        factors[part] = factors[part] + factor if part in factors else factor
    return Linear({part: factor for part, factor in factors.items() if factor}, left.constant + right.constant)
