"""Bounds: what is proven about the values of a formula, and how such claims combine."""

from collections.abc import Mapping
from fractions import Fraction
from functools import lru_cache
from math import gcd, lcm
from typing import Literal

from attrs import frozen

from perfrules.domain import Domain
from perfrules.formula import interval
from perfrules.formula.expand import T, substituted
from perfrules.formula.interval import NOTHING, Interval
from perfrules.formula.syntax import Formula, Number, names

BITS = 512
"""With so many bits more of its lattice a finding counts as one step more."""


@frozen
class Bounds:
    """
    What is proven about a formula.

    All its values lie in `span` and are whole multiples of `lattice` (None: no such number is known); `defined` says that
    it always has a value. An empty span says that it never has one.
    """

    span: Interval
    lattice: Fraction | None
    defined: bool


def work(found: Bounds) -> int:
    """As how many steps of work a finding counts."""
    return 1 if found.lattice is None else 1 + found.lattice.denominator.bit_length() // BITS


@lru_cache(maxsize=4096)
def of_domain(domain: Domain | Bounds) -> Bounds:
    """What a domain alone says."""
    if isinstance(domain, Bounds):
        return domain
    span = Interval(domain.least, domain.most)
    return drawn_in(span, domain.step, defined=True)


def with_points(tree: T, domains: Mapping[str, Domain | Bounds]) -> T:
    """The formula or condition with each name that has just one value replaced by it, so that sums see a number."""
    found = {name: of_domain(domains[name]) for name in names(tree) if name in domains}
    points = {name: one.span.point for name, one in found.items() if one.defined}
    numbers: dict[str, Formula] = {name: Number(value) for name, value in points.items() if value is not None}
    return substituted(tree, numbers) if numbers else tree


def drawn_in(span: Interval, lattice: Fraction | None, *, defined: bool) -> Bounds:
    """Bounds whose ends lie on their lattice; a single value is its own lattice, and on that of 0 lies only 0."""
    if lattice is not None and not lattice:
        span = interval.intersection(span, interval.point(Fraction(0)))
    elif lattice is not None and span.point is None:
        least = None if span.least is None else _multiple(span.least, lattice, 1)
        most = None if span.most is None else _multiple(span.most, lattice, 0)
        span = interval.narrowed(span, least, most)
    if span.is_empty:
        return Bounds(NOTHING, Fraction(0), defined)
    value = span.point
    return Bounds(span, lattice if value is None else abs(value), defined)


def _multiple(end: Fraction, lattice: Fraction, above: Literal[0, 1]) -> Fraction:
    """An end that is a multiple of the lattice, else the nearest one below it, or above it."""
    (top, bottom), (step, part) = end.as_integer_ratio(), lattice.as_integer_ratio()
    count, rest = divmod(top * part, bottom * step)
    return Fraction((count + above) * step, part) if rest else end


def common(left: Fraction | None, right: Fraction | None) -> Fraction | None:
    """The coarsest lattice on which both lie; 0 is the lattice of zero alone."""
    if left is None or right is None:
        return None
    (step, part), (other, others) = left.as_integer_ratio(), right.as_integer_ratio()
    if step == other and part == others:
        return left
    whole = lcm(part, others)
    return Fraction(gcd(step * (whole // part), other * (whole // others)), whole)


def apart_from_zero(divisor: Bounds) -> tuple[Interval, Interval]:
    """The parts of a divisor above and below zero, which it cannot be."""
    nearest = divisor.lattice or Fraction(0)
    above = interval.intersection(divisor.span, Interval(nearest, None))
    below = interval.intersection(divisor.span, Interval(None, -nearest))
    return (NOTHING if above.most == 0 else above, NOTHING if below.least == 0 else below)
