"""Printed tables: totals of columns, columns that follow from others row by row, rows and tables that stand there twice."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction

from perfrules.audit.figures.keys import Keys
from perfrules.audit.figures.unverified import is_complete, unverified
from perfrules.audit.lines import added
from perfrules.audit.printed import row_labels
from perfrules.audit.relation import Equation, Relation
from perfrules.audit.report import Report
from perfrules.audit.saying import Subject, remark
from perfrules.case import PrintedTable
from perfrules.evidence import Known
from perfrules.finding import Finding
from perfrules.formula.expand import substituted
from perfrules.formula.measure import PLAIN
from perfrules.formula.scope import Scope, resolve, standard
from perfrules.formula.syntax import Formula, Name, nodes
from perfrules.phrases import Phrase

TOTAL = "total"
"""What the row of totals is called in keys."""

_ROW_TWICE: Phrase = ("“{label}”一行列示了两次，数字相同", "the row `{label}` stands there twice with the same numbers")
_TABLE_TWICE: Phrase = ("表“{label}”与表“{other}”完全相同", "the table `{label}` is the table `{other}` once more")

Cells = tuple[Fraction | bool | None, ...]


def relations(report: Report) -> Iterator[Relation]:
    """The totals and rows of all printed tables whose cells are all there."""
    checks = (one for table in report.case.tables for one in _checks(table))
    return (one for one in checks if is_complete(one, report.numbers))


def findings(report: Report) -> Iterator[Finding]:
    """The totals and rows with a cell that is not printed; and what stands there twice."""
    keys = Keys(report.case, report.numbers)
    for table in report.case.tables:
        checks = (one for one in _checks(table) if not is_complete(one, report.numbers))
        yield from (unverified(one, report.numbers, keys) for one in checks)
        yield from _repeated_rows(table.id, table.where, ((row.label, _values(row.cells)) for row in table.rows))
    for name, rows in report.case.evidence.tables.items():
        yield from _repeated_rows(name, "", ((row.label, _values(row.cells.values())) for row in rows))
    yield from _repeated_tables(report.case.tables)


def _checks(table: PrintedTable) -> Iterator[Relation]:
    rows = row_labels(table)
    for column in table.sums if rows else ():
        total = added(Name(_key(table, row, column)) for row in rows)
        yield _equation(table, "table-total", TOTAL, column, total)
    for column, formula in table.each_row.items():
        bound = resolve(formula, _scope(table))
        for row in (*rows, *(() if table.total is None else (TOTAL,))):
            yield _equation(table, "table-row", row, column, substituted(bound, _cells(table, row)))


def _equation(table: PrintedTable, code: str, row: str, column: str, formula: Formula) -> Equation:
    key = _key(table, row, column)
    total = "合计" if table.total is None else table.total.label
    label = total if row == TOTAL else row
    cells = tuple(dict.fromkeys((key, *_ordered(formula))))
    return Equation(code, key, table.where, f"{label} {column}", key, cells, formula=formula)


def _ordered(formula: Formula) -> Iterator[str]:
    """The keys of a formula in the order of the table."""
    return (node.id for node in nodes(formula) if isinstance(node, Name))


def _scope(table: PrintedTable) -> Scope:
    named = (*table.columns, *(f"{column}_{TOTAL}" for column in table.columns))
    return Scope(dict.fromkeys(named, PLAIN), standard())


def _cells(table: PrintedTable, row: str) -> Mapping[str, Formula]:
    """What the names of a formula mean in a row."""
    totals = {f"{column}_{TOTAL}": Name(_key(table, TOTAL, column)) for column in table.columns}
    return {**totals, **{column: Name(_key(table, row, column)) for column in table.columns}}


def _key(table: PrintedTable, row: str, column: str) -> str:
    return f"tables/{table.id}/{row}/{column}"


def _values(cells: Iterable[Known | None]) -> Cells:
    return tuple(None if cell is None else cell.value for cell in cells)


def _repeated_rows(table: str, where: str, rows: Iterable[tuple[str, Cells]]) -> Iterator[Finding]:
    """The rows with the label and the numbers of one above."""
    seen, count = set[tuple[str, Cells]](), Counter[str]()
    for label, cells in rows:
        count[label] += 1
        if (label, cells) in seen and set(cells) != {None}:
            about = Subject(where, f"tables/{table}/{label}#{count[label]}", label)
            yield remark("duplicate", about, {}, warns=True, words=_ROW_TWICE)
        seen.add((label, cells))


def _repeated_tables(tables: Iterable[PrintedTable]) -> Iterator[Finding]:
    """The tables with the rows of one above."""
    first: dict[tuple[tuple[str, Cells], ...], str] = {}
    for table in tables:
        rows = tuple((row.label, _values(row.cells)) for row in table.rows)
        other = first.setdefault(rows, table.id)
        if rows and other != table.id:
            about = Subject(table.where, f"tables/{table.id}", table.id)
            yield remark("duplicate", about, {"other": other}, warns=True, words=_TABLE_TWICE)
