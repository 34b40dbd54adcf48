"""Sums: what a formula gives, added up exactly over the rows of a table or over target rows."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction

from attrs import frozen

from perfrules.domain import Domain
from perfrules.errors import UndefinedError
from perfrules.evidence import Evidence, TargetRow
from perfrules.formula.evaluate import evaluate
from perfrules.formula.expand import substituted
from perfrules.formula.syntax import Arithmetic, Formula, Name, Number, names
from perfrules.framework import Fact, Framework, Sum, Table, Value
from perfrules.indicator import Slot
from perfrules.rules import rules
from perfrules.targets.weights import Rows, Weights

Row = Mapping[str, Fraction | bool]

DECIMALS = 12
"""Decimals of a sum that nobody can compute because a cell is missing."""

_MOST = Fraction(10**15)
_NEVER = Arithmetic(Number(Fraction(0)), "/", Number(Fraction(0)))


@frozen
class Added:
    """A sum as a value; where a cell is missing it rests on a fact that nobody gave."""

    value: Value
    facts: tuple[Fact, ...] = ()


def table_sums(framework: Framework, evidence: Evidence) -> Iterator[Added]:
    """The sums of all tables; a table of which no row is there is missing."""
    for table in framework.tables:
        rows = [{name: known.value for name, known in row.cells.items()} for row in evidence.tables.get(table.id, ())]
        for one in table.sums:
            yield _added(framework, one, one.id, _label(table, one), rows)


def _label(table: Table, one: Sum) -> str:
    """What people call a sum: by its column where it adds up one, else by its id."""
    columns = {column.id: column.label for column in table.columns}
    return f"{table.label}{columns[one.formula.id]}合计" if isinstance(one.formula, Name) else f"{table.label}：{one.id}"


def row_sums(framework: Framework, weights: Weights, slots: Mapping[str, Rows]) -> Iterator[Added]:
    """The sums of all row rules over all rows that they score."""
    for declared in framework.rows:
        rows = [row for slot, rule in framework.slots.items() if rule.rules == declared.id for row in slots.get(slot, ())]
        for one in declared.sums:
            yield _added(framework, one, one.id, one.id, list(_figures(framework, weights, declared.id, rows)))


def slot_sums(
    framework: Framework, weights: Weights, slot: str, rule: Slot, rows: Rows
) -> tuple[Formula | None, tuple[Added, ...]]:
    """The formula of a slot, in which a sum covers the slot's own rows, and these sums."""
    formula = rules(framework).formulas.get(slot)
    if formula is None:
        return None, ()
    used = [one for one in framework.row_rules[rule.rules].sums if one.id in names(formula)]
    figures = list(_figures(framework, weights, rule.rules, rows))
    sums = tuple(_added(framework, one, f"{one.id} of {slot}", one.id, figures) for one in used)
    return substituted(formula, {one.id: Name(f"{one.id} of {slot}") for one in used}), sums


def _figures(framework: Framework, weights: Weights, rules_id: str, rows: Iterable[TargetRow]) -> Iterator[Row]:
    """What the formula of a sum can name in each row."""
    bound = rules(framework).rows[rules_id]
    for row in rows:
        known = {"actual": row.actual, "target": row.target, "target_most": row.target_most, **row.columns}
        found: dict[str, Fraction | bool] = {name: one.value for name, one in known.items() if one is not None}
        found["weight"] = weights.of_row(row)
        ratio = _ratio(bound.ratio.get(row.must), row, found)
        yield found if ratio is None else {**found, "ratio": ratio}


def _ratio(formula: Formula | None, row: TargetRow, known: Row) -> Fraction | None:
    """The ratio of a row: by its formula, else as it is printed."""
    if formula is not None and names(formula) <= known.keys():
        try:
            return evaluate(formula, known)
        except UndefinedError:
            return None
    return None if row.ratio is None else Fraction(row.ratio.value)


def _added(framework: Framework, one: Sum, id: str, label: str, rows: Sequence[Row]) -> Added:
    formula = rules(framework).sums[one.id]
    if not rows or any(not names(formula) <= row.keys() for row in rows):
        fact = Fact(f"{id} of all rows", label, Domain("number", "", DECIMALS, -_MOST, _MOST))
        return Added(Value(id, label, Name(fact.id)), (fact,))
    try:
        total = sum((evaluate(formula, row) for row in rows), Fraction(0))
    except UndefinedError:
        return Added(Value(id, label, _NEVER))
    return Added(Value(id, label, Number(total)))
