"""What a unit brings itself, from a program's own data: target rows and the rows of tables."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Any, TypeAlias, get_args

from perfrules.case.exact import Given, known_of, number_of
from perfrules.case.neighbours import clashes, taken_ids
from perfrules.case.reading import BLANK
from perfrules.case.row import Site, read_row, row_id, sites
from perfrules.errors import FormulaError, NumberError, Problem
from perfrules.evidence import Known, Must, TableRow, TargetRow
from perfrules.formula.parse import parse
from perfrules.formula.syntax import Formula
from perfrules.framework import Framework, Table
from perfrules.frozen import Pairs
from perfrules.indicator import Interpretation
from perfrules.wording import did_you_mean, near, shortened, stranger

RowData: TypeAlias = TargetRow | Mapping[str, Any]
"""A target row that a program has made, or the keys of one in a file; texts are read as in a file."""

Cells: TypeAlias = Sequence[Given] | Mapping[str, Given]
TableData: TypeAlias = Mapping[str, Iterable[Cells]]
"""The rows of tables by id: a label and the cells, or cells by column with `label`."""

LABEL = "label"
"""The key of a label among the cells of a row."""

MOST_NAMED = 12
"""Columns that a message names."""

_FIGURES = ("target", "actual", "ratio")


def rows_of(framework: Framework, given: Iterable[RowData], problems: list[Problem]) -> tuple[TargetRow, ...]:
    """The target rows that a program gives; what is wrong with them is added to the problems."""
    rows = list[TargetRow]()
    for number, one in enumerate(given, 1):
        row = one if isinstance(one, TargetRow) else _Row(framework, number, one, problems).row()
        rows += () if row is None else (row,)
    if not problems:
        for position, fault in clashes(rows, taken_ids(framework, rows)):
            problems.append(Problem("error", fault.code, f"targets/{position + 1}/{fault.key}", fault.message))
    return tuple(rows)


class _Row:
    """One target row as its keys."""

    def __init__(self, framework: Framework, number: int, given: Mapping[str, Any], problems: list[Problem]) -> None:
        self._sites = sites(framework)
        self._path = f"targets/{number}"
        self._given = given
        self._problems = problems

    def row(self) -> TargetRow | None:
        """The row, or nothing where it has no slot or no label."""
        missing = [key for key in ("slot", "label") if key not in self._given]
        for key in missing:
            self._report("", "missing-key", f"key `{key}` is missing")
        slot = str(self._given.get("slot", ""))
        if "slot" not in missing and slot not in self._sites:
            self._report("slot", "unknown-id", no_slot(slot, self._sites))
        return None if missing or slot not in self._sites else self._read(self._sites[slot])

    def _read(self, site: Site) -> TargetRow:
        columns = [column.id for column in site.rules.columns]
        known = (*_READ, *_FIGURES, *columns)
        for key in self._given:
            if key not in known:
                self._report(key, "unknown-key", f"unknown key `{shortened(key)}`{_near(key, known)}")
        figures = {key: self._given[key] for key in (*_FIGURES, *columns) if key in self._given}
        row, faults = read_row(self._bare(), figures, site)
        for fault in faults:
            self._report(fault.key, fault.code, fault.message)
        return row

    def _bare(self) -> TargetRow:
        """The row without its figures."""
        found = {key: self._value(key, read) for key, read in _READ.items() if key in self._given}
        said = {key: value for key, value in found.items() if value is not None}
        names = {key: said.get(key, "") for key in ("id", "slot", "group", "label")}
        return TargetRow(**{**said, **names, "id": row_id(**names)})

    def _value(self, key: str, read: Callable[[Any], Any]) -> Any:  # noqa: ANN401  # each key has its own type
        try:
            return read(self._given[key])
        except NumberError as error:
            self._report(key, error.code, str(error))
        except FormulaError as error:
            self._report(key, error.code, error.sentence, error.excerpt)
        return None

    def _report(self, key: str, code: str, message: str, excerpt: str = "") -> None:
        path = f"{self._path}/{key}" if key else self._path
        self._problems.append(Problem("error", code, path, message, None, excerpt))


def tables_of(framework: Framework, given: TableData, problems: list[Problem]) -> Pairs[tuple[TableRow, ...]]:
    """The rows of tables that a program gives; what is wrong with them is added to the problems."""
    declared = {table.id: table for table in framework.tables}
    found = dict[str, tuple[TableRow, ...]]()
    for name, rows in given.items():
        if name in declared:
            found[name] = tuple(_table_rows(declared[name], list(rows), problems))
            continue
        message = f"the framework has no table `{shortened(name)}`{_near(name, declared)}"
        problems.append(Problem("error", "unknown-id", f"tables/{name}", message))
    return Pairs.of(found)


def _table_rows(table: Table, rows: list[Cells], problems: list[Problem]) -> Iterator[TableRow]:
    path = f"tables/{table.id}"
    if len(rows) > table.rows_at_most:
        problems.append(Problem("error", "too-large", path, too_many(table, len(rows))))
    for number, row in enumerate(rows[: table.rows_at_most], 1):
        fault = "" if isinstance(row, Mapping) else misshapen(tuple(one.id for one in table.columns), len(row))
        if fault:
            problems.append(Problem("error", "wrong-shape", f"{path}/{number}", fault))
            continue
        yield _table_row(table, _by_column(table, row), f"{path}/{number}", problems)


def _by_column(table: Table, row: Cells) -> Mapping[str, Given]:
    return row if isinstance(row, Mapping) else dict(zip((LABEL, *(one.id for one in table.columns)), row, strict=True))


def _table_row(table: Table, row: Mapping[str, Given], path: str, problems: list[Problem]) -> TableRow:
    columns = {column.id: column.domain for column in table.columns}
    cells = dict[str, Known]()
    for name, cell in row.items():
        if name != LABEL and name not in columns:
            message = f"the table `{table.id}` has no column `{shortened(name)}`{_near(name, columns)}"
            problems.append(Problem("error", "unknown-id", f"{path}/{name}", message))
        elif name != LABEL and cell != BLANK:
            try:
                cells[name] = known_of(cell, columns[name])
            except NumberError as error:
                problems.append(Problem("error", error.code, f"{path}/{name}", str(error)))
    return TableRow(str(row.get(LABEL, "")), Pairs.of(cells))


def no_slot(name: str, known: Iterable[str]) -> str:
    """What is wrong where a row names a slot that there is not."""
    return f"the framework has no slot `{shortened(name)}`{_near(name, known)}"


def misshapen(columns: Sequence[str], cells: int) -> str:
    """What is wrong with a row of so many cells, its label among them; empty if it fits."""
    if cells == len(columns) + 1:
        return ""
    wanted = ", ".join((LABEL, *(f"`{shortened(column, 40)}`" for column in columns[:MOST_NAMED])))
    more = ", …" if len(columns) > MOST_NAMED else ""
    return f"the row has {cells} cell{'' if cells == 1 else 's'}, {len(columns) + 1} were expected: {wanted}{more}"


def too_many(table: Table, rows: int) -> str:
    """What is wrong where a table has more rows than it may."""
    return f"`{table.id}` has {rows} rows, {table.rows_at_most} are the most"


def _text(given: object) -> str:
    if isinstance(given, str):
        return given
    raise NumberError(str(given), "is no text")


def _printed(given: Given) -> Fraction | None:
    return None if given == BLANK else number_of(given)


def _must(given: object) -> str:
    if given in get_args(Must):
        return str(given)
    raise NumberError(str(given), f"is not known here, `must` is {' or '.join(f'`{word}`' for word in get_args(Must))}")


def _formula(given: str | Formula) -> Formula:
    return parse(given) if isinstance(given, str) else given


def _interpretations(given: Iterable[Interpretation | Mapping[str, str]]) -> tuple[Interpretation, ...]:
    return tuple(
        one if isinstance(one, Interpretation) else Interpretation(_text(one.get("name")), _formula(one.get("formula", "")))
        for one in given
    )


_READ: Mapping[str, Callable[[Any], Any]] = {
    **dict.fromkeys(("id", "slot", "label", "group", "target_text", "actual_text", "grade", "by", "reason"), _text),
    **dict.fromkeys(("of", "where", "note"), _text),
    **dict.fromkeys(("weight", "points"), number_of),
    "printed": _printed,
    "must": _must,
    "formula": _formula,
    "interpretations": _interpretations,
}
"""How each key of a row is read, but for its figures."""


def _near(name: str, known: Iterable[str]) -> str:
    return f"{stranger(name)}{did_you_mean(near(name, known))}"
