"""A case as the mapping that a case file holds, and evidence as the part of it that scoring reads."""

from collections.abc import Mapping

from perfrules.case import BLANK, RATIO, Case, measures, row_id, sites
from perfrules.documents.framework_json import Json, source_json, without_defaults
from perfrules.documents.printed_json import numbers, printed_keys, table_json
from perfrules.documents.spelling import known_text, row_text
from perfrules.domain import Domain
from perfrules.evidence import Evidence, Known, TableRow, TargetRow
from perfrules.formula.text import text
from perfrules.framework import BARE, Framework
from perfrules.number import plain

Domains = Mapping[str, Domain]


def case_json(case: Case) -> Json:
    """The keys of a case file; reading them gives an equal case."""
    framework = case.framework
    head = without_defaults({"framework": framework.id, "edition": "" if framework == BARE else framework.edition})
    columns = {table.id: tuple(column.id for column in table.columns) for table in framework.tables}
    domains = _domains(framework)
    tables = {**_tables(case.evidence, domains, columns), **{table.id: table_json(table) for table in case.tables}}
    tail: Json = {"source": source_json(case.source), "tables": tables, **printed_keys(case)}
    return head | evidence_json(case.evidence, domains) | without_defaults(tail)


def _domains(framework: Framework) -> dict[str, Domain]:
    """In what facts, values and the columns of slots and tables are written; a column goes by what it is a column of."""
    rows = {f"{slot}/{one.id}": one.domain for slot, site in sites(framework).items() for one in site.rules.columns}
    tables = {f"{table.id}/{one.id}": one.domain for table in framework.tables for one in table.columns}
    return {name: fact.domain for name, fact in framework.declared.items()} | dict(measures(framework)) | rows | tables


def evidence_json(evidence: Evidence, domains: Domains) -> Json:
    """The keys of a case file that scoring reads; what has no domain is written as a bare number."""
    judged = {name: {"points": plain(one.points), "by": one.by, "reason": one.reason} for name, one in evidence.judged.items()}
    return {"subject": evidence.subject, "period": evidence.period} | without_defaults(
        {
            "facts": {name: _known(known, domains.get(name)) for name, known in evidence.facts.items()},
            "values": {name: _known(known, domains.get(name)) for name, known in evidence.values.items()},
            "tables": _tables(evidence, domains, {}),
            "targets": [_row(row, domains) for row in evidence.targets],
            "judged": judged,
            "weights": numbers(evidence.weights),
            "incomplete": dict(evidence.incomplete),
            "not_applicable": dict(evidence.not_applicable),
            "interpretations": dict(evidence.interpretations),
            "printed": without_defaults({"scores": numbers(evidence.stated)}),
        },
    )


def _known(known: Known, domain: Domain | None) -> Json:
    value = known_text(known, domain)
    printed = "" if value == known.text else known.text
    return {"value": value} | without_defaults({"where": known.where, "printed": printed, "note": known.note})


def _tables(evidence: Evidence, domains: Domains, columns: Mapping[str, tuple[str, ...]]) -> Json:
    """The rows of tables with their cells in the order of the columns, else in that of their names."""
    return {
        name: [_table_row(row, {one: domains.get(f"{name}/{one}") for one in columns.get(name, _columns(rows))}) for row in rows]
        for name, rows in evidence.tables.items()
    }


def _columns(rows: tuple[TableRow, ...]) -> tuple[str, ...]:
    return tuple(sorted({name for row in rows for name in row.cells}))


def _table_row(row: TableRow, columns: Mapping[str, Domain | None]) -> list[str]:
    cells = (known_text(row.cells[name], domain) if name in row.cells else BLANK for name, domain in columns.items())
    return [row.label, *cells]


def _row(row: TargetRow, domains: Domains) -> Json:
    target = row_text(row, row.target)
    columns = {name: known_text(known, domains.get(f"{row.slot}/{name}")) for name, known in row.columns.items()}
    return {"slot": row.slot, "label": row.label} | without_defaults(
        {
            "group": row.group,
            "id": "" if row.id == row_id("", row.slot, row.group, row.label) else row.id,
            "must": "" if row.must == "at_least" else row.must,
            "weight": "" if row.weight is None else plain(row.weight),
            "target": target if row.target_most is None else [target, row_text(row, row.target_most)],
            "target_text": row.target_text,
            "actual": row_text(row, row.actual),
            "actual_text": row.actual_text,
            "ratio": "" if row.ratio is None else known_text(row.ratio, RATIO),
            "points": "" if row.points is None else plain(row.points),
            "grade": row.grade,
            "by": row.by,
            "reason": row.reason,
            "printed": "" if row.printed is None else plain(row.printed),
            "formula": "" if row.formula is None else text(row.formula),
            "interpretations": [{"name": one.name, "formula": text(one.formula)} for one in row.interpretations],
            "of": row.of,
            "where": row.where,
            "note": row.note,
            **columns,
        },
    )
