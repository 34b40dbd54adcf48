"""Whether evidence fits its framework: unknown ids, values outside their domains, judgements that nobody could give or signed."""

import unicodedata
from collections.abc import Collection, Iterator, Mapping
from fractions import Fraction
from itertools import chain

from perfrules import number
from perfrules.assess.stand_in import stand_in_misfit, surely_stands_in
from perfrules.domain import misfit
from perfrules.errors import EvidenceError, Problem
from perfrules.evidence import Evidence
from perfrules.framework import Framework
from perfrules.indicator import Judgeable, choices
from perfrules.kernel.inputs import Input, counted, inputs_by_id, judgement
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


def fitted(framework: Framework, evidence: Evidence) -> Mapping[str, int]:
    """
    The facts and judgements of a unit as the kernel counts them.

    Raises `EvidenceError` with all that keeps the evidence from being scored under the framework.
    """
    counts = _counts(framework, evidence)
    if not _surely_fits(framework, evidence, counts) and (problems := misfits(framework, evidence)):
        raise EvidenceError(problems)
    return counts


def _counts(framework: Framework, evidence: Evidence) -> dict[str, int]:
    """What can be counted; the rest does not fit."""
    columns = inputs_by_id(framework)
    found: dict[str, int] = {}
    for name, known in evidence.facts.pairs:
        column = columns.facts.get(name)
        if column is not None and (count := counted(known.value, column)) is not None:
            found[name] = count
    for name, given in evidence.judged.pairs:
        column = columns.judged.get(name)
        if column is not None and (count := counted(given.points, column)) is not None:
            found[name] = count
    return found


def _surely_fits(framework: Framework, evidence: Evidence, counts: Mapping[str, int]) -> bool:
    """Whether evidence fits, seen at a glance; what is not sure is looked at more closely by `misfits`."""
    if len(counts) < len(evidence.facts) + len(evidence.judged):
        return False
    if not framework.paths.keys() >= {id for id, _ in (*evidence.stated.pairs, *evidence.not_applicable.pairs)}:
        return False
    named, adopted = framework.named, evidence.interpretations
    if not all(value in named and surely_stands_in(framework, value, known, adopted) for value, known in evidence.values.pairs):
        return False
    if not (evidence.judged.pairs or evidence.not_applicable.pairs or adopted.pairs):
        return True
    others = chain(_unsigned(evidence), _policies(framework, evidence), _adopted(framework, evidence))
    return next(others, None) is None


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
            continue
        column = judgement(indicator, indicator.rule, framework.decimals)
        if counted(given.points, column) is None:
            expected = _expected(column, choices(indicator), framework.decimals)
            message = f"{number.plain(given.points)} points cannot be given, expected {expected}"
            yield _problem(evidence, "judged-points", f"judged/{name}", message)


def _expected(column: Input, listed: tuple[Fraction, ...], decimals: int) -> str:
    ends = column.domain.least, column.domain.most
    if column.allowed:
        return " or ".join(number.plain(points) for points in listed or ends)
    return f"{number.plain(ends[0])} to {number.plain(ends[1])} with at most {decimals} decimals"


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
