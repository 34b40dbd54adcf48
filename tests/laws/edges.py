"""What laws about bounds draw beside random formulas: narrower domains, some down to one value, and values inside them."""

from collections.abc import Mapping
from fractions import Fraction

import attrs
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn

from perfrules.domain import Domain
from perfrules.formula.parse import parse
from perfrules.formula.scope import resolve
from perfrules.formula.syntax import Formula
from perfrules.testing.trees import Values, names, resolved, scope, values

SHAPES = (
    "0 if {a} > {b} else {a} / {b}",
    "{a} / {b} if {c} < {a} <= {b} else {c}",
    "{c} if {a} >= 2 * {b} else (1 - ({a} - {b}) / {b}) * {c}",
    "({a} + {b}) / ({c} + {a}) if {b} <= {c} else 0",
    "{a} / ({a} + {b})",
    "min({a}, {b}) / max({b}, {c})",
    "{a} / ({b} - {c}) if {b} != {c} else {a}",
    "{a} / ({b} - {c}) if {b} > {c} else {b} / {a}",
    "0 if {a} + {b} == {c} else {a} / ({c} - {b} - {a})",
    "{b} / {a} if not ({a} <= 0 or {b} > {a} * 2) else {b}",
    "{a} * 2 - {b} if {a} * 2 == {b} or {b} - {c} < 0 else {b} / ({b} - {c})",
    "{a} - floor({a}) if floor({a}) < {b} else cut({a} / {b}, 0.01)",
    "half_even({a} / {b}, 0.1) if {a} * 0.5 < {b} and {c} > 1 else half_up({b} * {c}, 0.5)",
)
"""Formulas in which order and equal parts decide something, over three formulas."""

PARTS = ("staff", "rate", "change", "增减", "1", "0", "2.5", "(staff - 3)", "(change * change)", "staff / rate")
"""What stands in these shapes."""


@st.composite
def tied(draw: DrawFn) -> Formula:
    """Formulas in which order and equal parts decide something, over facts, numbers and small sums."""
    parts = st.sampled_from(PARTS)
    filled = draw(st.sampled_from(SHAPES)).format(a=draw(parts), b=draw(parts), c=draw(parts))
    return resolve(parse(filled), scope())


def formulas() -> st.SearchStrategy[Formula]:
    """Random formulas, and formulas in which order and equal parts decide something."""
    return resolved() | tied()


@st.composite
def worlds(draw: DrawFn) -> tuple[Mapping[str, Domain], tuple[Values, ...]]:
    """Domains, some of them narrowed down to what several draws gave or to one value, and values inside them."""
    drawn = draw(st.lists(values(), min_size=1, max_size=4))
    domains = {name: _narrowed(draw, one, [Fraction(some[name]) for some in drawn]) for name, one in names().items()}
    return domains, tuple(_inside(some, domains) for some in drawn)


def _narrowed(draw: DrawFn, one: Domain, found: list[Fraction]) -> Domain:
    ends = draw(st.sampled_from([(one.least, one.most), (min(found), max(found)), (found[0], found[0]), (one.least, max(found))]))
    return attrs.evolve(one, least=ends[0], most=ends[1])


def _inside(some: Values, domains: Mapping[str, Domain]) -> Values:
    return {name: type(value)(min(max(value, domains[name].least), domains[name].most)) for name, value in some.items()}
