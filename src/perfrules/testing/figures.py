"""Figures: what target rows and tables say as facts, and sums as formulas over these facts."""

from collections.abc import Iterable, Mapping
from fractions import Fraction
from functools import reduce

import attrs
from attrs import frozen

from perfrules.evidence import Evidence, TargetRow
from perfrules.formula.expand import substituted
from perfrules.formula.syntax import Arithmetic, Formula, Name, Number, names
from perfrules.framework import Fact, Framework, RowRules, Sum, Table
from perfrules.rules import own_rule, rules
from perfrules.targets import row_formula
from perfrules.targets.rows import figure

_ALL = " of all rows"
"""What stands behind the id of a sum that nobody can compute, as a fact."""


@frozen
class Place:
    """Where a fact stands: under a name in a target row (`actual` or a column), or in a row `table/number` of a table."""

    row: str
    name: str


@frozen
class Symbolic:
    """A unit's framework in which every figure is a fact; `untold` are facts that nobody can give."""

    framework: Framework
    places: Mapping[str, Place]
    untold: frozenset[str]


def symbolic(declared: Framework, given: Evidence, own: Framework) -> Symbolic:
    """The framework of one unit, with sums that follow from its rows."""
    found = _Figures(declared, given, own)
    written = {**found.sums, **found.rules}
    values = tuple(attrs.evolve(one, formula=written.get(one.id, one.formula)) for one in own.values)
    used = frozenset[str]().union(*(names(one) for one in found.sums.values())) - own.declared.keys()
    facts = {fact.id: fact for fact in (*own.facts, *(found.facts[name] for name in sorted(used)))}
    gone = {f"{id}{_ALL}" for id in found.sums}
    kept = tuple(fact for fact in facts.values() if fact.id not in gone)
    made = attrs.evolve(own, facts=kept, values=values)
    bound = rules(own)
    formulas, readings = {**bound.formulas, **written}, {**bound.readings, **found.readings}
    made.memory.once("rules", lambda: attrs.evolve(bound, formulas=formulas, readings=readings))  # all of them are bound already
    made.memory.once("check", tuple)  # its rules are those of the declared framework and of its rows, which are proven
    places = {fact.id: found.places[fact.id] for fact in kept if fact.id in found.places}
    untold = frozenset(fact.id for fact in kept if fact.id not in {*declared.declared, *places})
    return Symbolic(made, places, untold)


class _Figures:
    """The facts that rows and tables hold, and the sums over them."""

    def __init__(self, declared: Framework, given: Evidence, own: Framework) -> None:
        self.facts: dict[str, Fact] = {}
        self.places: dict[str, Place] = {}
        self.sums: dict[str, Formula] = {}
        self.rules: dict[str, Formula] = {}
        self.readings: dict[str, dict[str, Formula]] = {}
        self._declared, self._given, self._own = declared, given, own
        self._bound = rules(declared)
        for table in declared.tables:
            self._table(table, len(given.tables.get(table.id, ())))
        rows = [row for row in given.targets if not row.of]
        for used in declared.rows:
            self._rows(used, [row for row in rows if declared.slots[row.slot].rules == used.id])

    def _table(self, table: Table, count: int) -> None:
        rows = [{column.id: self._cell(table.id, number, column) for column in table.columns} for number in range(1, count + 1)]
        for one in table.sums:
            self._add(one.id, [substituted(self._bound.sums[one.id], row) for row in rows])

    def _cell(self, table: str, number: int, column: Fact) -> Formula:
        row = f"{table}/{number}"
        return self._name(attrs.evolve(column, id=f"{row} {column.id}", label=f"{row}{column.label}"), Place(row, column.id))

    def _rows(self, used: RowRules, rows: list[TargetRow]) -> None:
        words = {row.id: self._words(used, row) for row in rows}
        for row in rows:
            if row.must != "graded":
                self._rule(used, row, words[row.id])
        for one in used.sums:
            self._add(one.id, [self._term(one, words[row.id]) for row in rows])
            for slot in self._declared.slots:
                below = [words[row.id] for row in rows if row.slot == slot]
                if f"{one.id} of {slot}" in self._own.named:
                    self._add(f"{one.id} of {slot}", [self._term(one, known) for known in below])

    def _rule(self, used: RowRules, row: TargetRow, words: Mapping[str, Formula]) -> None:
        """The rule of a row over its figures, worked out a second time, and the readings of one of its own."""
        name = f"{row.id} ratio"
        below = {**words, "ratio": Name(name)}
        if name in self._own.named:
            self.rules[name] = substituted(self._bound.rows[used.id].ratio[row.must], words)
        self.rules[row.id] = substituted(row_formula(self._declared, self._given, used.id, row), below)
        others = {one.name: own_rule(self._declared, used.id, one.formula, row.must) for one in row.interpretations}
        self.readings[row.id] = {other: substituted(formula, below) for other, formula in others.items()}

    def _term(self, one: Sum, words: Mapping[str, Formula]) -> Formula | None:
        """What one row adds to a sum; None where a word of it has no meaning in this row."""
        formula = self._bound.sums[one.id]
        return substituted(formula, words) if names(formula) <= words.keys() else None

    def _words(self, used: RowRules, row: TargetRow) -> Mapping[str, Formula]:
        """What the words of row rules mean in one row."""
        actual = Fact(f"{row.id} actual", f"{row.label}实际完成值", figure(used.actual, row))
        found: dict[str, Formula] = {"actual": self._name(actual, Place(row.id, "actual"))}
        found["weight"] = Number(self._own.paths[row.id][-1].weight)
        for name, end in (("target", row.target), ("target_most", row.target_most)):
            fact = f"{row.id} {name}"
            if end is not None or fact in self._own.declared:
                found[name] = Name(fact) if end is None else Number(Fraction(end.value))
        for column in used.columns:
            cell = attrs.evolve(column, id=f"{row.id} {column.id}", label=f"{row.label}{column.label}")
            found[column.id] = self._name(cell, Place(row.id, column.id))
        ratio = self._bound.rows[used.id].ratio.get(row.must)
        if ratio is not None and names(ratio) <= found.keys():
            found["ratio"] = substituted(ratio, found)
        return found

    def _name(self, fact: Fact, place: Place) -> Name:
        self.facts[fact.id], self.places[fact.id] = fact, place
        return Name(fact.id)

    def _add(self, id: str, terms: Iterable[Formula | None]) -> None:
        known = list(terms)
        found = [term for term in known if term is not None]
        if known and len(found) == len(known):
            self.sums[id] = reduce(lambda left, right: Arithmetic(left, "+", right), found)
