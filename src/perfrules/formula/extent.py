"""Bounds: what is proven about the values of a formula, and how such claims combine."""

from collections.abc import Mapping
from fractions import Fraction
from functools import lru_cache
from math import gcd, lcm

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
    if lattice == 0:
        span = interval.intersection(span, interval.point(Fraction(0)))
    elif lattice is not None and span.point is None:
        least = None if span.least is None else -(-span.least // lattice) * lattice
        most = None if span.most is None else span.most // lattice * lattice
        span = Interval(least, most)
    if span.is_empty:
        return Bounds(NOTHING, Fraction(0), defined)
    return Bounds(span, lattice if span.point is None else abs(span.point), defined)


def common(left: Fraction | None, right: Fraction | None) -> Fraction | None:
    """The coarsest lattice on which both lie; 0 is the lattice of zero alone."""
    if left is None or right is None:
        return None
    denominator = lcm(left.denominator, right.denominator)
    return Fraction(gcd(int(left * denominator), int(right * denominator)), denominator)


def apart_from_zero(divisor: Bounds) -> tuple[Interval, Interval]:
    """The parts of a divisor above and below zero, which it cannot be."""
    nearest = divisor.lattice or Fraction(0)
    above = interval.intersection(divisor.span, Interval(nearest, None))
    below = interval.intersection(divisor.span, Interval(None, -nearest))
    return (NOTHING if above.most == 0 else above, NOTHING if below.least == 0 else below)
