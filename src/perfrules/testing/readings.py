"""Readings of a framework that must agree: the definition, the kernel, and an author's own statement of the rules."""

from collections.abc import Callable, Mapping
from datetime import date
from fractions import Fraction
from typing import Any, TypeAlias

from perfrules.errors import NumberError
from perfrules.evidence import Evidence
from perfrules.framework import Framework
from perfrules.kernel import UNDEFINED, Kernel
from perfrules.kernel.compiler import Input as Column
from perfrules.rules import TOTAL
from perfrules.testing.inputs import Worth, given_by
from perfrules.testing.world import closed, world

Reading: TypeAlias = Callable[[Framework, Evidence], Mapping[str, Fraction | None]]
"""
Gives points by indicator, for as many indicators as it reads; None where a rule divides by zero or something is missing.

It reads facts, judgements and what does not apply; printed ratios and scores and other interpretations are not its business.
"""

Facts: TypeAlias = Mapping[str, Any]
"""What a rule in Python sees: numbers as fractions, flags, states by their ids, days as dates; judgements by indicator."""

Rule: TypeAlias = Callable[[Facts], Fraction | int]


def by_definition(framework: Framework, evidence: Evidence) -> Mapping[str, Fraction | None]:
    """The points of each indicator and the total by `evaluate` alone."""
    here = world(framework, evidence)
    return {id: here.points(id) for id in (*framework.paths, TOTAL)}


def by_kernel(framework: Framework, evidence: Evidence) -> Mapping[str, Fraction | None]:
    """The points of each indicator and the total by the integers of the kernel; none where a framework gives no points."""
    if not framework.is_scored:
        return {}
    kernel = Kernel.of(framework)
    given = {**{id: one.points for id, one in evidence.judged.items()}, **{id: one.value for id, one in evidence.facts.items()}}
    columns = kernel.compiled.inputs
    ints = [_scaled(column, given.get(column.id)) for column in columns]
    missing = sum(1 << place for place, column in enumerate(columns) if column.id not in given)
    left_out = sum(1 << place for place, id in enumerate(kernel.compiled.optional) if id in evidence.not_applicable)
    found = kernel.points(ints, missing, left_out)
    pairs = zip(kernel.outputs, found, strict=True)
    return {id: None if points is UNDEFINED else points * framework.step for id, points in pairs}


def by_rules(rules: Mapping[str, Rule]) -> Reading:
    """
    A reading from rules written in Python, by indicator: a second, independent statement of the printed table.

    >>> half = by_rules({"staffing": lambda facts: 5 if facts["staff"] <= 50 else 0})
    """

    def stated(framework: Framework, evidence: Evidence) -> Mapping[str, Fraction | None]:
        facts = _facts(framework, evidence)
        return {id: _stated(framework, evidence, id, rule, facts) for id, rule in rules.items()}

    return stated


def _scaled(column: Column, worth: Worth | None) -> int:
    return column.least if worth is None else int(worth * column.scale)


def _stated(framework: Framework, evidence: Evidence, id: str, rule: Rule, facts: Facts) -> Fraction | None:
    """What a rule gives; None where something is missing that it, or the framework, rests on."""
    left_out = set(evidence.not_applicable)
    if not closed(framework).needs(id, left_out) <= given_by(evidence).keys():
        return None
    try:
        points = rule(facts)
    except (KeyError, ZeroDivisionError):
        return None
    if isinstance(points, float):
        reason = f"is a float, which is not exact; the rule of `{id}` must give a whole number or a Fraction"
        raise NumberError(repr(points), reason)
    return Fraction(points)


def _facts(framework: Framework, evidence: Evidence) -> Facts:
    facts: dict[str, Any] = {name: _plain(framework, name, known.value) for name, known in evidence.facts.items()}
    return {**facts, **{id: one.points for id, one in evidence.judged.items()}}


def _plain(framework: Framework, name: str, worth: Worth) -> Worth | str | date:
    domain = framework.declared[name].domain
    if domain.kind == "choice":
        return domain.states[int(worth)][0]
    return date.fromordinal(int(worth)) if domain.kind == "date" else worth
