"""Evidence from a program's own data."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TypeAlias, TypeVar

import attrs

from perfrules.case.brought import Cells, RowData, rows_of, tables_of
from perfrules.case.exact import Given, known_of, number_of
from perfrules.case.reading import measures
from perfrules.errors import EvidenceError, NumberError, Problem
from perfrules.evidence import Evidence, Judgement
from perfrules.framework import Framework
from perfrules.frozen import Pairs
from perfrules.indicator import Branch, Slot
from perfrules.wording import did_you_mean, near, stranger

T = TypeVar("T")
U = TypeVar("U")
Entries: TypeAlias = Mapping[str, T] | Iterable[tuple[str, T]]


def collect(  # noqa: PLR0913  # one keyword for each thing that scoring can know
    framework: Framework,
    facts: Entries[Given],
    *,
    values: Entries[Given] = (),
    judged: Entries[Judgement] = (),
    stated: Entries[Given] = (),
    not_applicable: Entries[str] = (),
    interpretations: Entries[str] = (),
    weights: Entries[Given] = (),
    targets: Iterable[RowData] = (),
    tables: Entries[Iterable[Cells]] = (),
    incomplete: Entries[str] = (),
    subject: str = "",
    period: str | None = None,
) -> Evidence:
    """
    Evidence from a program's own data.

    `facts` go by the framework's ids: texts are read as in a case file (`"27.25%"`, `"12.5万元"`), numbers are taken in the
    unit of their fact and a rate as a ratio; `values` likewise, in what their formula measures. `targets` are
    rows, or mappings with the keys of a row in a file, their numbers in the unit of their target; `tables` have rows of a label
    and its cells, or of cells by column. Raises `EvidenceError` with all that cannot be read; values outside a domain and
    weights that do not add up are kept, and `assess` refuses them.
    """
    declared, problems = framework.declared, list[Problem]()
    named = measures(framework)
    evidence = Evidence(
        subject=subject,
        period=period or "",
        facts=_converted("facts", facts, declared, lambda name, given: known_of(given, declared[name].domain), problems),
        values=_converted("values", values, named, lambda name, given: known_of(given, named[name]), problems),
        judged=_converted("judged", judged, framework.paths, lambda _, given: _judgement(given), problems),
        stated=_converted("stated", stated, framework.paths, lambda _, given: number_of(given), problems),
        not_applicable=Pairs.of(dict(not_applicable)),
        interpretations=Pairs.of(dict(interpretations)),
        weights=_converted("weights", weights, framework.paths, lambda _, given: number_of(given), problems),
        targets=rows_of(framework, targets, problems),
        tables=tables_of(framework, dict(tables), problems),
        incomplete=_converted("incomplete", incomplete, framework.paths, lambda _, given: given, problems),
    )
    problems += _unfit(framework, evidence)
    if problems:
        raise EvidenceError(tuple(problems))
    return evidence


def _converted(
    key: str,
    entries: Entries[U],
    known: Mapping[str, object],
    convert: Callable[[str, U], T],
    problems: list[Problem],
) -> Pairs[T]:
    found: dict[str, T] = {}
    for name, given in dict(entries).items():
        try:
            if name in known:
                found[name] = convert(name, given)
            else:
                hint = f"{stranger(name)}{did_you_mean(near(name, known))}"
                problems.append(Problem("error", "unknown-id", f"{key}/{name}", f"the framework has no `{name}` here{hint}"))
        except NumberError as error:
            problems.append(Problem("error", error.code, f"{key}/{name}", str(error)))
    return Pairs.of(found)


def _unfit(framework: Framework, evidence: Evidence) -> Iterator[Problem]:
    for name in evidence.weights:
        if fault := weight_fault(framework, name):
            yield Problem("error", "weights", f"weights/{name}", fault)
    for name in evidence.incomplete:
        if fault := incomplete_fault(framework, name):
            yield Problem("error", "unknown-id", f"incomplete/{name}", fault)


def weight_fault(framework: Framework, id: str) -> str:
    """Why a case cannot say what an indicator weighs; empty if it can."""
    if framework.has_adjustable_weights or framework.paths[id][-1].is_open:
        return ""
    return f"the framework says what `{id}` weighs; a case sets only weights that are `open`, or `adjustable`"


def incomplete_fault(framework: Framework, id: str) -> str:
    """Why rows of an indicator cannot be missing; empty if they can."""
    if isinstance(framework.paths[id][-1].rule, Branch | Slot):
        return ""
    return f"`{id}` is neither a slot nor a branch, so no rows of it can be missing"


def _judgement(given: Judgement) -> Judgement:
    return attrs.evolve(given, points=number_of(given.points))
