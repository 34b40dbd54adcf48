"""Formulas over keys: what statements, values and relations say, with the printed numbers in the places of their names."""

from collections.abc import Callable, Iterator, Mapping
from fractions import Fraction
from functools import cached_property

from perfrules.audit.figures.scale import condition_in_yuan, in_yuan
from perfrules.audit.lines import added
from perfrules.audit.numbers import Numbers
from perfrules.case import Case, measures, statement_scope
from perfrules.domain import MONEY, Domain, Kind
from perfrules.evidence import TargetRow
from perfrules.formula.expand import substituted
from perfrules.formula.scope import Scope, resolve, resolve_condition
from perfrules.formula.syntax import Condition, Formula, Name, Tree, names
from perfrules.framework import Framework, RowRules, Table
from perfrules.rules import TOTAL, Rules, rules
from perfrules.targets.weights import scoring

_OF_ROW = ("actual", "target", "target_most", "weight")


class Keys:
    """
    Gives the names of one case their printed numbers, by key: money in 元, ratios as fractions.

    A fact or figure is its own number, a sum those of its cells, a value the printed one or what its formula says.
    """

    def __init__(self, case: Case, numbers: Numbers) -> None:
        self._case = case
        self._framework: Framework = case.framework
        self._numbers = numbers
        self._bound: Rules = rules(case.framework)
        self._found: dict[str, Formula] = {}

    def stated(self, formula: Formula) -> Formula:
        """The formula of a statement; a value that is printed is taken as printed."""
        return substituted(resolve(formula, self._scope), _over(formula, self._named))

    def claimed(self, condition: Condition) -> Condition:
        """The condition of a statement; a value that is printed is taken as printed."""
        return substituted(resolve_condition(condition, self._scope), _over(condition, self._named))

    def relation(self, path: str) -> Condition | None:
        """A relation of the framework by its path in the rules; of a value only what cannot be computed is taken as printed."""
        bound = self._bound.conditions.get(path)
        return None if bound is None else condition_in_yuan(substituted(bound, _over(bound, self._meant)), self._sizes)

    def value(self, name: str, reading: str = "") -> Formula | None:
        """What gives a value in one of its readings, the one in its formula has no name; None where there is no such reading."""
        own = self._own(name, reading)
        return None if own is None else in_yuan(own, self._sizes, _size(measures(self._framework)[name]))

    def adopted(self, name: str) -> str:
        """The reading of a value that the case adopts."""
        return self._case.evidence.interpretations.get(name, "")

    def is_printed(self, tree: Tree) -> bool:
        """Whether all its numbers are printed."""
        return names(tree) <= self._numbers.keys()

    def label(self, key: str) -> str:
        """What people call the number with this key, also where it is not printed."""
        head, _, name = key.partition("/")
        if head == "tables":
            return self._cell(name)
        return self.called(name) if head in {"facts", "values"} else name

    def _cell(self, name: str) -> str:
        """What people call a cell: by its row and column, in a declared table by their number and label."""
        id, _, cell = name.partition("/")
        row, _, column = cell.rpartition("/")
        tables = {table.id: table for table in self._framework.tables}
        if id not in tables:
            return f"{'合计' if row == TOTAL else row} {column}"
        columns = {one.id: one.label for one in tables[id].columns}
        return f"{tables[id].label}第 {row} 行{columns[column]}"

    def called(self, name: str) -> str:
        """What people call a fact or value of the framework."""
        known = self._framework.declared.get(name) or self._framework.named.get(name)
        return name if known is None else known.label

    @cached_property
    def _scope(self) -> Scope:
        kinds: dict[str, Kind] = {name: one.kind for name, one in self._case.figures.items()}
        kinds |= dict.fromkeys(self._case.blank_figures, "number")
        return statement_scope(self._framework, kinds)

    @cached_property
    def domains(self) -> Mapping[str, Domain]:
        """What the framework says of its numbers, by key, also of those that are not printed."""
        return dict(self._domains())

    @cached_property
    def _sizes(self) -> Mapping[str, Fraction]:
        """The sizes of the units in which the framework means its amounts of money, by key."""
        return {key: _size(domain) for key, domain in self.domains.items() if domain.kind == "amount"}

    def _domains(self) -> Iterator[tuple[str, Domain]]:
        yield from ((f"facts/{fact.id}", fact.domain) for fact in self._framework.facts)
        yield from ((f"values/{name}", domain) for name, domain in measures(self._framework).items())
        for table in self._framework.tables:
            for row in self._cells(table):
                yield from ((row[one.id].id, one.domain) for one in table.columns)
        for target, declared in self._targets():
            yield from ((f"targets/{target.id}/{one.id}", one.domain) for one in declared.columns)

    def _cells(self, table: Table) -> Iterator[Mapping[str, Name]]:
        """The keys of the cells of a declared table, row by row, by column."""
        for position, _ in enumerate(self._case.evidence.tables.get(table.id, ()), 1):
            yield {one.id: Name(f"tables/{table.id}/{position}/{one.id}") for one in table.columns}

    def _named(self, name: str) -> Formula:
        """What stands for a name in a statement."""
        if name in self._case.figures or name in self._case.blank_figures:
            return Name(f"figures/{name}")
        if name in self._framework.sums:
            meaning = self._bound.measures[name]
            return in_yuan(self._meant(name), self._sizes, Fraction(MONEY.get(meaning.unit, 1)))
        if name in self._framework.named:
            printed = Name(f"values/{name}")
            return printed if self.is_printed(printed) else self.value(name, self.adopted(name)) or printed
        return Name(f"facts/{name}")

    def _meant(self, name: str) -> Formula:
        """What stands for a name in the formulas of the framework."""
        if name not in self._found:
            self._found[name] = self._made(name)
        return self._found[name]

    def _made(self, name: str) -> Formula:
        if name in self._framework.declared:
            return Name(f"facts/{name}")
        if name in self._framework.sums:
            return self._sum(name)
        own, printed = self._own(name, self.adopted(name)), Name(f"values/{name}")
        return printed if own is None or (self.is_printed(printed) and not self.is_printed(own)) else own

    def _own(self, name: str, reading: str) -> Formula | None:
        formula = self._bound.formula(name, reading)
        return None if formula is None else substituted(formula, _over(formula, self._meant))

    def _sum(self, name: str) -> Formula:
        rows = tuple(self._rows(name))
        return added([substituted(self._bound.sums[name], row) for row in rows]) if rows else Name(f"sums/{name}")

    def _rows(self, name: str) -> Iterator[Mapping[str, Formula]]:
        """What the formula of a sum names, row by row."""
        for table in self._framework.tables:
            if any(one.id == name for one in table.sums):
                yield from self._cells(table)
        for row, declared in self._targets():
            if any(one.id == name for one in declared.sums):
                yield self._of_row(row, declared)

    def _targets(self) -> Iterator[tuple[TargetRow, RowRules]]:
        """The target rows that score, with their rules."""
        rows = scoring(self._case.evidence)
        for slot, rule in self._framework.slots.items():
            yield from ((row, self._framework.row_rules[rule.rules]) for row in rows.get(slot, ()))

    def _of_row(self, row: TargetRow, declared: RowRules) -> Mapping[str, Formula]:
        known: dict[str, Formula] = {
            name: Name(f"targets/{row.id}/{name}") for name in (*_OF_ROW, *(column.id for column in declared.columns))
        }
        printed = Name(f"targets/{row.id}/ratio")
        ratio = self._bound.rows[declared.id].ratio.get(row.must)
        own = None if ratio is None else substituted(ratio, known)
        return {**known, "ratio": own if own is not None and self.is_printed(own) else printed}


def _over(tree: Tree, stands_for: Callable[[str], Formula]) -> Mapping[str, Formula]:
    return {name: stands_for(name) for name in names(tree)}


def _size(domain: Domain) -> Fraction:
    """How many 元 one unit of a domain is; 1 for what is no money."""
    return Fraction(MONEY[domain.unit]) if domain.kind == "amount" else Fraction(1)
