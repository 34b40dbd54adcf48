"""
The laws of one unit: what holds for every framework and everything that can be known of a unit.

A law gives what breaks it; nothing, if it holds.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from fractions import Fraction
from typing import TypeAlias

import attrs
from attrs import frozen

from perfrules.errors import ScoreOutOfRangeError
from perfrules.explanation import explain
from perfrules.formula.syntax import Choose, Formula, Number
from perfrules.indicator import Branch, Indicator
from perfrules.number import plain as written
from perfrules.phrases import Language
from perfrules.rules import TOTAL, rules
from perfrules.score import Computed, Score, Subtotal
from perfrules.scorecard import Scorecard, StatedPolicy, whole
from perfrules.testing.inputs import alone
from perfrules.testing.readings import Reading, by_definition, by_kernel
from perfrules.testing.unit import Unit, touched
from perfrules.testing.world import World, world


@frozen
class Breach:
    """Where a law is broken, and how: an indicator, or `total`."""

    id: str
    sentence: str


Law: TypeAlias = Callable[[Unit], Iterator[Breach]]

LANGUAGES: tuple[Language, ...] = ("zh", "en")


def policies(unit: Unit) -> tuple[StatedPolicy, ...]:
    """The policies that can make a difference."""
    return ("keep", "gap") if unit.own.stated else ("gap",)


def inside(unit: Unit) -> Iterator[Breach]:
    """Scores lie between least and weight, on the decimals of their framework."""
    try:
        cards = [unit.card(policy) for policy in policies(unit)]
    except ScoreOutOfRangeError as error:
        yield Breach(error.indicator, str(error))
        return
    for card in cards:
        for one in _indicators(card):
            yield from _inside(unit, one, card[one.id])


def totals(unit: Unit) -> Iterator[Breach]:
    """A branch without a formula, and such a total, is the sum of what stands below; completeness adds up to all points."""
    for card in map(unit.card, policies(unit)):
        for one in _indicators(card):
            if isinstance(card[one.id], Subtotal) and _formula(one) is None:
                yield from _sum(card, one)
        found = sum(attrs.astuple(card.completeness), Fraction(0))
        if found != unit.framework.points:
            yield Breach(TOTAL, f"completeness adds up to {written(found)}, not to {written(unit.framework.points)}")


def defined(unit: Unit) -> Iterator[Breach]:
    """`assess` gives the points that `evaluate` gives; where a division by zero is reached, a leaf is a gap."""
    bare = unit.knowing(attrs.evolve(alone(unit.own), interpretations=unit.own.interpretations))
    card = bare.card("gap")
    for id, points in by_definition(unit.form.framework, bare.own).items():
        found = card[id].points
        if points is not None and found != points:
            yield Breach(id, f"`assess` gives {_shown(found)}, `evaluate` gives {written(points)}")


def remarked(unit: Unit) -> Iterator[Breach]:
    """Where all is known, grades and alerts are those that `evaluate` gives."""
    bare = unit.knowing(attrs.evolve(alone(unit.own), interpretations=unit.own.interpretations))
    card, here = bare.card("gap"), world(unit.form.framework, bare.own)
    alerts = {one.name: _holds(unit, here, f"alerts/{place}") for place, one in enumerate(unit.framework.alerts, 1)}
    for name, holds in alerts.items():
        if holds is not None and raised(card)[name] != holds:
            yield Breach(TOTAL, f"the alert `{name}` is {raised(card)[name]}, `evaluate` gives {holds}")
    total = here.points(TOTAL) if unit.framework.is_scored else None
    grade = None if total is None else _grade(unit, here, total)
    if grade is not None and card.grade != grade:
        yield Breach(TOTAL, f"its grade is `{card.grade}`, `evaluate` gives `{grade}`")


def compiled(unit: Unit) -> Iterator[Breach]:
    """The kernel of the unit's own framework gives the points that `assess` gives."""
    card = unit.knowing(alone(unit.own)).card("gap")
    for id, points in by_kernel(card.framework, card.evidence).items():
        if points is not None and points != card[id].points:
            yield Breach(id, f"`assess` gives {_shown(card[id].points)}, the kernel of the unit {written(points)}")


def quoted(unit: Unit) -> Iterator[Breach]:
    """An explanation ends with the points or limits that it explains, and so do its steps."""
    card, moved = unit.card(), set(touched(unit))
    for one in _indicators(card):
        for language in LANGUAGES if one.id in moved else ():
            yield from misquoted(explain(card, one.id, language).steps, one, card[one.id])


def agreeing(reading: Reading) -> Law:
    """The law that a reading gives the points that `evaluate` gives, and has no value where that has none."""
    name = getattr(reading, "__name__", "a reading")

    def agrees(unit: Unit) -> Iterator[Breach]:
        framework, evidence = unit.form.framework, alone(unit.own)
        expected = by_definition(framework, evidence)
        for id, points in reading(framework, evidence).items():
            if id not in expected:
                yield Breach(id, f"`{name}` reads it, but the framework has no such indicator")
            elif points != expected[id]:
                yield Breach(id, f"`{name}` gives {_shown(points)}, `evaluate` gives {_shown(expected[id])}")

    agrees.__name__ = f"agreeing({name})"
    return agrees


def misquoted(steps: tuple[str, ...], indicator: Indicator, score: Score) -> Iterator[Breach]:
    """What is wrong with the steps of an explanation: its last line has other numbers, or its working another end."""
    last = {indicator.weight - score.least} - {Fraction(0)} if score.points is not None else {score.most}
    if {Fraction(number) for number in re.findall(r"-?\d+(?:\.\d+)?", steps[-1])} != {indicator.weight, score.least} | last:
        yield Breach(indicator.id, f"its explanation ends with `{steps[-1]}`, its points are {limits(score)}")
    working = [step for step in steps if step.startswith("  = ")]
    if isinstance(score, Computed) and working and working[-1] != f"  = {written(score.points)}":
        yield Breach(indicator.id, f"its steps end with `{working[-1].strip()}`, its points are {limits(score)}")


def raised(card: Scorecard) -> Mapping[str, bool | None]:
    """Whether each alert holds; None where what is missing decides."""
    return {one.name: False for one in card.framework.alerts} | {one.name: one.holds for one in card.alerts}


def _holds(unit: Unit, here: World, condition: str) -> bool | None:
    """Whether a condition holds by definition; None where something is missing or it divides by zero."""
    formula = Choose(rules(unit.framework).conditions[condition], Number(Fraction(1)), Number(Fraction(0)))
    known = here.closed.needs_of(formula, here.left_out) <= here.given.keys()
    found = here.of(formula) if known else None
    return None if found is None else bool(found)


def _grade(unit: Unit, here: World, total: Fraction) -> str | None:
    """The grade by definition; None where it is not certain, or there is none."""
    for place, grade in enumerate(unit.framework.grades, 1):
        is_ruled_out = False if grade.unless is None else _holds(unit, here, f"grades/{place}")
        if total >= grade.at_least and is_ruled_out is not True:
            return None if is_ruled_out is None else grade.name
    return None


def _indicators(card: Scorecard) -> Iterator[Indicator]:
    yield from (path[-1] for path in card.framework.paths.values())
    yield whole(card.framework)


def _inside(unit: Unit, one: Indicator, score: Score) -> Iterator[Breach]:
    least = one.least if not unit.evidence.not_applicable else Fraction(0)
    for points in (score.least, score.most):
        if not least <= points <= one.weight:
            yield Breach(one.id, f"{written(points)} points lie outside {written(least)} to {written(one.weight)}")
        if (points / unit.framework.step).denominator != 1:
            yield Breach(one.id, f"{written(points)} points have more than {unit.framework.decimals} decimals")
    if score.least > score.most:
        yield Breach(one.id, f"the least, {written(score.least)}, lies above the most, {written(score.most)}")


def _formula(indicator: Indicator) -> Formula | None:
    return indicator.rule.formula if isinstance(indicator.rule, Branch) else None


def _sum(card: Scorecard, one: Indicator) -> Iterator[Breach]:
    for name in ("least", "most"):
        found = getattr(card[one.id], name)
        expected = sum((getattr(card[child.id], name) for child in one.children), Fraction(0))
        if found != expected:
            yield Breach(one.id, f"it has {written(found)} points at {name}, those below add up to {written(expected)}")


def limits(score: Score) -> str:
    """The points of an outcome, or between which they lie."""
    if score.points is not None:
        return written(score.points)
    return f"{written(score.least)} to {written(score.most)}"


def _shown(points: Fraction | None) -> str:
    return "no value" if points is None else written(points)
