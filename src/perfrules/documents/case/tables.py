"""Tables of a case: the rows of those that the framework declares, and those that only the report has."""

from collections.abc import Callable
from functools import partial
from typing import Any

from perfrules.case import PrintedRow, PrintedTable, known_from, misshapen, too_many
from perfrules.documents.case.entries import PrintedTableEntry, case_converter
from perfrules.documents.case.figures import check_bound, printed_figure
from perfrules.documents.case.sections import Notes, is_blank, items, note_unit, pairs
from perfrules.documents.node import Absent, Mapping, Node, Scalar, Sequence
from perfrules.documents.problems import nearest
from perfrules.documents.shape import check_not_empty, collected, expected, refusal
from perfrules.documents.texts import choice, identifier, measured_as
from perfrules.errors import InvalidDocumentError
from perfrules.evidence import Known, TableRow
from perfrules.formula.measure import PLAIN
from perfrules.formula.scope import Scope, resolve, standard
from perfrules.framework import Fact, Framework, Table
from perfrules.frozen import Pairs
from perfrules.wording import shortened

Rows = tuple[TableRow, ...]


def tables(node: Node, framework: Framework, notes: Notes) -> tuple[Pairs[Rows], tuple[PrintedTable, ...]]:
    """The rows of declared tables by id, and the printed tables in the order of the file."""
    declared = {table.id: table for table in framework.tables}
    entries = [(key, value) for key, value in pairs(node) if not isinstance(value, Absent)]
    found = collected(partial(_table, key, value, declared, notes) for key, value in entries)
    rows = {key.text: one for (key, _), one in zip(entries, found, strict=True) if not isinstance(one, PrintedTable)}
    return Pairs.of(rows), tuple(one for one in found if isinstance(one, PrintedTable))


def _table(key: Scalar, value: Node, declared: dict[str, Table], notes: Notes) -> PrintedTable | Rows:
    if key.text in declared:
        return _rows(expected(value, Sequence), declared[key.text], notes)
    if isinstance(value, Mapping):
        return _printed_table(key, value, notes)
    message = f"the framework has no table `{shortened(key.text)}`{nearest(key.text, tuple(declared))}"
    raise refusal("unknown-id", key, f"{message}; one that only the report has is a mapping with `columns` and `rows`")


def _rows(node: Sequence, table: Table, notes: Notes) -> Rows:
    rows = items(node)
    if len(rows) > table.rows_at_most:
        raise refusal("too-large", node, too_many(table, len(rows)))
    return tuple(collected(partial(_row, row, table, notes) for row in rows))


def _row(node: Node, table: Table, notes: Notes) -> TableRow:
    columns = tuple(column.id for column in table.columns)
    label, cells = _cells(node, lambda count: misshapen(columns, count))
    known = collected(partial(_cell, *pair, notes) for pair in zip(table.columns, cells, strict=True))
    return TableRow(label, Pairs.of({name: one for name, one in zip(columns, known, strict=True) if one is not None}))


def _cells(node: Node, fault: Callable[[int], str]) -> tuple[str, list[Scalar]]:
    """The label and the cells of a row; `fault` says what is wrong with so many."""
    row = expected(node, Sequence)
    if message := fault(len(row.items)):
        raise refusal("wrong-shape", node, message)
    if any(isinstance(item, Absent) for item in row.items):
        raise InvalidDocumentError(())  # that an item has no value has been said
    label, *cells = collected(partial(expected, item, Scalar) for item in row.items)
    return label.text, cells


def _cell(column: Fact, cell: Scalar, notes: Notes) -> Known | None:
    if is_blank(cell, notes):
        return None
    found = measured_as(cell, lambda text: known_from(text, column.domain))
    note_unit(found, cell, notes)
    return found


def _printed_table(key: Scalar, node: Mapping, notes: Notes) -> PrintedTable:
    entry = case_converter().structure(node, PrintedTableEntry)
    columns = tuple(column.text for column in entry.columns)
    parts: list[Any] = collected(
        (
            partial(identifier, key),
            partial(check_not_empty, node, "columns"),
            partial(_check_names, entry, columns),
            partial(_printed_rows, items(entry.rows), columns, notes),
            partial(_printed_rows, () if entry.total is None else (entry.total,), columns, notes),
        ),
    )
    rows, total = parts[3:]
    each_row = Pairs.of({name.text: formula for name, formula in entry.each_row.items()})
    sums = tuple(name.text for name in entry.sums)
    return PrintedTable(key.text, columns, rows, total[0] if total else None, sums, each_row, entry.where)


def _check_names(entry: PrintedTableEntry, columns: tuple[str, ...]) -> None:
    """Raises `InvalidDocumentError` for columns that stand twice, and for names that are no columns."""
    seen: list[str] = []
    known = (*columns, *(f"{column}_total" for column in columns))
    tasks: list[Callable[[], object]] = []
    for column in entry.columns:
        tasks.append(partial(_column, column, tuple(seen)))
        seen.append(column.text)
    tasks += [partial(choice, name, columns) for name in (*entry.sums, *entry.each_row)]
    scope = Scope(dict.fromkeys(known, PLAIN), standard())
    tasks += [partial(check_bound, name, partial(resolve, one, scope)) for name, one in entry.each_row.items()]
    collected(tasks)


def _column(column: Scalar, before: tuple[str, ...]) -> str:
    if column.text in before:
        raise refusal("duplicate-key", column, f"the column `{shortened(column.text)}` stands here twice")
    return identifier(column)


def _printed_rows(rows: tuple[Node, ...], columns: tuple[str, ...], notes: Notes) -> tuple[PrintedRow, ...]:
    return tuple(collected(partial(_printed_row, row, columns, notes) for row in rows))


def _printed_row(node: Node, columns: tuple[str, ...], notes: Notes) -> PrintedRow:
    label, cells = _cells(node, lambda count: misshapen(columns, count))
    return PrintedRow(label, tuple(collected(partial(_printed_cell, cell, notes) for cell in cells)))


def _printed_cell(cell: Scalar, notes: Notes) -> Known | None:
    return None if is_blank(cell, notes) else printed_figure(cell)[1]
