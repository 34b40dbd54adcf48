"""Evidence with other numbers than the report prints: which of them feed scores, and where they are put in."""

from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Any, TypeAlias

from attrs import evolve

from perfrules.audit.numbers import Numbers
from perfrules.case import Case, measures, sites
from perfrules.domain import MONEY, Domain
from perfrules.evidence import Evidence, Known, TableRow, TargetRow
from perfrules.frozen import Pairs
from perfrules.rules import TOTAL

Change: TypeAlias = tuple[str, Fraction]
"""The key of a number, and its value in 元."""

_FIGURES = ("target", "target_most", "actual", "ratio")


def fed_by(case: Case, numbers: Numbers, *, stated: bool) -> Iterator[Change]:
    """The changed numbers that scoring reads, printed scores among them where they are `stated`."""
    for key in sorted(numbers.changed):
        if _feeds(case.evidence, key, stated=stated):
            yield key, numbers[key].value


def _feeds(evidence: Evidence, key: str, *, stated: bool) -> bool:
    head, _, id = key.partition("/")
    match head:
        case "facts" | "values" | "judged":
            return True
        case "targets":
            return stated or not id.endswith("/printed")
        case "tables":
            return id.partition("/")[0] in evidence.tables
        case "weights":
            return id in evidence.weights
        case "scores":
            return stated and id != TOTAL
    return False


def with_changes(case: Case, evidence: Evidence, changes: tuple[Change, ...]) -> Evidence:
    """Evidence with these numbers in it; what was taken out of it before is there again with its new number."""
    found: dict[str, dict[str, Fraction]] = {}
    for key, value in changes:
        head, _, id = key.partition("/")
        found.setdefault(head, {})[id] = value
    given, framework = case.evidence, case.framework
    domains = {id: framework.declared[id].domain for id in found.get("facts", {})}
    judged = {id: evolve(given.judged[id], points=value) for id, value in found.get("judged", {}).items()}
    return evolve(
        evidence,
        facts=_known(evidence.facts, given.facts, domains, found.get("facts", {})),
        values=_known(evidence.values, given.values, measures(framework) if "values" in found else {}, found.get("values", {})),
        judged=Pairs.of({**evidence.judged, **judged}),
        stated=Pairs.of({**evidence.stated, **found.get("scores", {})}),
        weights=Pairs.of({**evidence.weights, **found.get("weights", {})}),
        targets=tuple(_row(case, row, found.get("targets", {})) for row in evidence.targets),
        tables=_tables(case, evidence, found.get("tables", {})),
    )


def _known(
    here: Mapping[str, Known], given: Mapping[str, Known], domains: Mapping[str, Domain], changes: Mapping[str, Fraction]
) -> Pairs[Known]:
    changed = {id: _with(given[id], value, domains[id]) for id, value in changes.items()}
    return Pairs.of({**here, **changed})


def _with(known: Known, value: Fraction, domain: Domain) -> Known:
    """A number in the unit of its domain; a flag holds or not."""
    if domain.kind == "flag":
        return evolve(known, value=bool(value))
    return evolve(known, value=value / MONEY[domain.unit] if domain.kind == "amount" else value)


def changed_row(case: Case, row: TargetRow, numbers: Numbers) -> TargetRow:
    """A target row with the changed numbers."""
    head = f"targets/{row.id}/"
    own = {key: numbers[key].value for key in numbers.changed if key.startswith(head)}
    return _row(case, row, {key.removeprefix("targets/"): value for key, value in own.items()})


def _row(case: Case, row: TargetRow, changes: Mapping[str, Fraction]) -> TargetRow:
    own = {key.rpartition("/")[2]: value for key, value in changes.items() if key.rpartition("/")[0] == row.id}
    if not own:
        return row
    whole = next(one for one in case.evidence.targets if one.id == row.id)
    domains = {column.id: column.domain for column in sites(case.framework)[row.slot].rules.columns}
    columns = {id: _with(one, own.pop(id), domains[id]) if id in own else one for id, one in whole.columns.items()}
    found: dict[str, Any] = {
        name: evolve(getattr(whole, name), value=value) if name in _FIGURES else value for name, value in own.items()
    }
    return evolve(whole, columns=Pairs.of(columns), **found)


def _tables(case: Case, evidence: Evidence, changes: Mapping[str, Fraction]) -> Pairs[tuple[TableRow, ...]]:
    if not changes:
        return evidence.tables
    domains = {(table.id, column.id): column.domain for table in case.framework.tables for column in table.columns}
    tables = {id: list(rows) for id, rows in evidence.tables.items()}
    for key, value in changes.items():
        id, position, column = key.split("/")
        row = tables[id][int(position) - 1]
        cells = {**row.cells, column: _with(row.cells[column], value, domains[id, column])}
        tables[id][int(position) - 1] = evolve(row, cells=Pairs.of(cells))
    return Pairs.of({id: tuple(rows) for id, rows in tables.items()})
