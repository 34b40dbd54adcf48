"""Whether evidence fits its framework: unknown ids, values outside their domains, judgements that nobody could give or signed."""

import unicodedata
from collections.abc import Collection, Iterator, Mapping
from fractions import Fraction

from perfrules import number
from perfrules.assess.stand_in import stand_in_misfit
from perfrules.domain import misfit
from perfrules.errors import Problem
from perfrules.evidence import Evidence, Judgement
from perfrules.framework import Framework
from perfrules.indicator import Indicator, Judgeable
from perfrules.rules import readings
from perfrules.wording import did_you_mean, near, stranger

CODES = (
    "unknown-id",
    "outside-domain",
    "not-judgeable",
    "judged-points",
    "judged-unsigned",
    "not-applicable",
    "unknown-reading",
)
"""The codes of the problems that evidence can have."""


def misfits(framework: Framework, evidence: Evidence) -> tuple[Problem, ...]:
    """All that keeps evidence from being scored under a framework."""
    return tuple(_problems(framework, evidence))


def _problems(framework: Framework, evidence: Evidence) -> Iterator[Problem]:
    for mapping, known, what in (
        ("facts", framework.declared.keys(), "fact"),
        ("values", framework.named.keys(), "value"),
        ("judged", framework.paths.keys(), "indicator"),
        ("stated", framework.paths.keys(), "indicator"),
        ("not_applicable", framework.paths.keys(), "indicator"),
    ):
        for name in getattr(evidence, mapping):
            if name not in known:
                yield _problem(evidence, "unknown-id", f"{_KEYS.get(mapping, mapping)}/{name}", _unknown(name, known, what))
    yield from _facts(framework, evidence)
    yield from _values(framework, evidence)
    yield from _judged(framework, evidence)
    yield from _unsigned(evidence)
    yield from _policies(framework, evidence)
    yield from _adopted(framework, evidence)


_KEYS = {"stated": "printed/scores"}


def _facts(framework: Framework, evidence: Evidence) -> Iterator[Problem]:
    for name, known in evidence.facts.items():
        if name in framework.declared:
            reason = misfit(known.value, framework.declared[name].domain)
            if reason:
                yield _problem(evidence, "outside-domain", f"facts/{name}", reason)


def _values(framework: Framework, evidence: Evidence) -> Iterator[Problem]:
    for name, known in evidence.values.items():
        if name in framework.named:
            reason = stand_in_misfit(framework, name, known, evidence.interpretations)
            if reason:
                yield _problem(evidence, "outside-domain", f"values/{name}", reason)


def _judged(framework: Framework, evidence: Evidence) -> Iterator[Problem]:
    for name, given in evidence.judged.items():
        if name not in framework.paths:
            continue
        indicator = framework.paths[name][-1]
        if not isinstance(indicator.rule, Judgeable):
            message = f"`{name}` is computed by its rule, nobody can judge it"
            yield _problem(evidence, "not-judgeable", f"judged/{name}", message)
        elif not _can_be_given(framework, indicator, indicator.rule, given):
            expected = _expected(framework, indicator, indicator.rule)
            message = f"{number.plain(given.points)} points cannot be given, expected {expected}"
            yield _problem(evidence, "judged-points", f"judged/{name}", message)


def _can_be_given(framework: Framework, indicator: Indicator, rule: Judgeable, given: Judgement) -> bool:
    if isinstance(rule.allowed, tuple):
        return given.points in rule.allowed
    if rule.allowed == "all_or_nothing":
        return given.points in {_least(indicator, rule), indicator.weight}
    on_lattice = (given.points / framework.step).denominator == 1
    return on_lattice and _least(indicator, rule) <= given.points <= indicator.weight


def _least(indicator: Indicator, rule: Judgeable) -> Fraction:
    """The fewest points that a person can give; where a formula makes the points, the indicator's least is not theirs."""
    return indicator.least if rule.formula is None else Fraction(0)


def _expected(framework: Framework, indicator: Indicator, rule: Judgeable) -> str:
    if isinstance(rule.allowed, tuple):
        return " or ".join(number.plain(points) for points in rule.allowed)
    ends = number.plain(_least(indicator, rule)), number.plain(indicator.weight)
    if rule.allowed == "all_or_nothing":
        return " or ".join(ends)
    return f"{ends[0]} to {ends[1]} with at most {framework.decimals} decimals"


def _unsigned(evidence: Evidence) -> Iterator[Problem]:
    for name, given in evidence.judged.items():
        for key, said in (("by", given.by), ("reason", given.reason)):
            if _is_blank(said):
                message = f"`{key}` is blank: points that are judged have an author and a reason"
                yield _problem(evidence, "judged-unsigned", f"judged/{name}/{key}", message)
    for name, reason in evidence.not_applicable.items():
        if _is_blank(reason):
            message = f"the reason why `{name}` does not apply is blank"
            yield _problem(evidence, "judged-unsigned", f"not_applicable/{name}", message)


def _is_blank(text: str) -> bool:
    """Whether a text has nothing that can be seen."""
    return all(unicodedata.category(mark)[0] in "ZC" for mark in text)


def _policies(framework: Framework, evidence: Evidence) -> Iterator[Problem]:
    for name in evidence.not_applicable:
        if name in framework.paths and framework.paths[name][-1].not_applicable == "refuse":
            message = f"`{name}` cannot be left out: its framework does not say what becomes of its points"
            yield _problem(evidence, "not-applicable", f"not_applicable/{name}", message)


def _adopted(framework: Framework, evidence: Evidence) -> Iterator[Problem]:
    if not evidence.interpretations:
        return
    known: dict[str, list[str]] = {}
    for owner, reading in readings(framework):
        known.setdefault(owner, []).append(reading)
    for name, reading in evidence.interpretations.items():
        if reading not in known.get(name, ()):
            message = _no_reading(framework, name, reading, known)
            yield _problem(evidence, "unknown-reading", f"interpretations/{name}", message)


def _no_reading(framework: Framework, name: str, reading: str, known: Mapping[str, list[str]]) -> str:
    if name in known:
        return _unknown(reading, known[name], "interpretation")
    if name in framework.named or name in framework.paths:
        return f"`{name}` has no other interpretations"
    return _unknown(name, known, "ambiguous rule")


def _unknown(name: str, known: Collection[str], what: str) -> str:
    return f"the framework has no {what} `{name}`{stranger(name)}{did_you_mean(near(name, known))}"


def _problem(evidence: Evidence, code: str, path: str, message: str) -> Problem:
    place = evidence.places.get(path)
    where = path if place is not None else f"{evidence.subject} / {path}" if evidence.subject else path
    return Problem("error", code, where, message, place)
