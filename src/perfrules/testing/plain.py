"""The plain case of a framework, with full marks as far as they can be had; and the barest one."""

from collections.abc import Iterator, Mapping
from fractions import Fraction
from itertools import chain, islice
from random import Random
from typing import Literal

import attrs

from perfrules.domain import Domain
from perfrules.evidence import Evidence
from perfrules.formula.expand import substituted
from perfrules.formula.syntax import Formula, Number, names
from perfrules.formula.witness import candidates
from perfrules.framework import Framework
from perfrules.indicator import Indicator
from perfrules.rules import spelled_out
from perfrules.testing.aim import Side, aimed, redrawn
from perfrules.testing.edge import edges
from perfrules.testing.form import Form, fold
from perfrules.testing.forms import forms
from perfrules.testing.inputs import Given, Input, Worth, evidence_of, inputs, value
from perfrules.testing.world import Closed, World, closed

End = Literal["most", "least"]

TRIED = 400
"""How many values of its inputs are tried for one indicator."""


def plain(framework: Framework) -> Evidence:
    """A unit of which everything is known and judged, with full marks wherever they were found; failures shrink towards it."""
    return usual(forms(framework)[0])


def usual(form: Form) -> Evidence:
    """The plain case of a form."""
    own = form.framework
    return form.memory.once("plain case", lambda: fold(form, evidence_of(own, extreme(own, "most"))))


def extreme(framework: Framework, end: End) -> Mapping[str, Worth]:
    """What gives each indicator its most or least points, as far as one unit can have them all."""
    return framework.memory.once(f"extreme {end}", lambda: _climbed(framework, end))


def reaching(framework: Framework, indicator: Indicator, end: End) -> Given | None:
    """What gives one indicator its weight, or its least points; None where nothing of the kind was found."""
    goal = _goal(indicator, end)
    starts = (extreme(framework, end), extreme(framework, "most"), extreme(framework, "least"))
    tried = chain(starts, *(_tries(framework, start, indicator) for start in starts))
    return next((given for given in tried if World(framework, given).points(indicator.id) == goal), None)


def _goal(indicator: Indicator, end: End) -> Fraction:
    return indicator.weight if end == "most" else indicator.least


def _climbed(framework: Framework, end: End) -> dict[str, Worth]:
    """From a first guess, one indicator after the other is brought to its end if that costs the others nothing."""
    given = {name: _guess(one, end) for name, one in inputs(framework).items()}
    for indicator in closed(framework).indicators:
        if not _reached(World(framework, given), indicator, end):
            given = _better(framework, given, indicator, end)
    return given


def _better(framework: Framework, given: dict[str, Worth], indicator: Indicator, end: End) -> dict[str, Worth]:
    """What brings one more indicator to its end, or what is given."""
    here = _merit(framework, given, end)
    for other in islice(_tries(framework, given, indicator), TRIED // 4):
        if _reached(World(framework, other), indicator, end) and _merit(framework, other, end) > here:
            return dict(other)
    return given


def _reached(one: World, indicator: Indicator, end: End) -> bool:
    return one.points(indicator.id) == _goal(indicator, end)


def _merit(framework: Framework, given: Given, end: End) -> int:
    """How many rules are at their end."""
    one = World(framework, given)
    return sum(_reached(one, indicator, end) for indicator in closed(framework).indicators)


def _guess(one: Input, end: End) -> Worth:
    """The better end for full marks, the worse one for none; the middle where nothing says what is better."""
    if one.judged:
        return value(one, one.count - 1 if end == "most" else 0)
    if not one.better or one.listed:
        return value(one, 0 if one.listed else one.count // 2)
    return value(one, one.count - 1 if (one.better == "higher") == (end == "most") else 0)


def _tries(framework: Framework, given: Given, indicator: Indicator) -> Iterator[Given]:
    """What could bring an indicator elsewhere: ends and thresholds of its own inputs, then its edges, then anything."""
    own = closed(framework)
    formula = _over_inputs(framework, own, given, indicator)
    known = inputs(framework)
    if not known.keys() >= names(formula):
        return
    domains = {name: _domain(known[name]) for name in names(formula)}
    for values in islice(candidates(formula, domains), TRIED):
        yield {**given, **{name: _allowed(known[name], found) for name, found in values.items()}}
    yield from _on_edges(framework, given, indicator)
    dice = Random(indicator.id)  # noqa: S311  # a search that must repeat itself, no secret
    for _ in range(TRIED // 4):
        yield redrawn(framework, given, {name: dice.randrange(known[name].count) for name in sorted(names(formula))})


def _over_inputs(framework: Framework, own: Closed, given: Given, indicator: Indicator) -> Formula:
    """The rule of an indicator over inputs alone, its children as they are now."""
    here = World(framework, given)
    rule = spelled_out(framework, own.formulas[indicator.id])
    below = {name: Number(here.points(name) or Fraction(0)) for name in names(rule) if name in framework.paths}
    return substituted(rule, below)


def _domain(one: Input) -> Domain:
    """Where candidates lie: positions in a list are counted like states."""
    if not one.listed or one.domain.kind in {"flag", "choice"}:
        return one.domain
    return attrs.evolve(one.domain, least=Fraction(min(one.listed)), most=Fraction(max(one.listed)))


def _allowed(one: Input, found: Worth) -> Worth:
    """The value itself, or the nearest in a list."""
    return min(one.listed, key=lambda listed: abs(Fraction(listed) - found)) if one.listed else found


def _on_edges(framework: Framework, given: Given, indicator: Indicator) -> Iterator[Given]:
    sides: tuple[Side, ...] = (0, -1, 1)
    own = closed(framework).needs(indicator.id)
    for edge in edges(framework):
        if own.issuperset(edge.inputs):
            for name in edge.solvable:
                found = (aimed(framework, given, edge, name, side) for side in sides)
                yield from (other for other in found if other is not None)
