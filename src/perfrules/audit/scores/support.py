"""On which printed numbers points rest: facts, printed ratios, judgements, rows, tables and weights, by key."""

from collections.abc import Iterator, Mapping
from functools import cached_property

from perfrules.assess.plan import Node, Plan, plan
from perfrules.audit.numbers import Numbers
from perfrules.case import Case
from perfrules.evidence import TargetRow
from perfrules.formula.syntax import names
from perfrules.framework import Framework
from perfrules.rules import TOTAL
from perfrules.scorecard import Scorecard
from perfrules.targets.weights import scoring

_ROW_FIGURES = ("actual", "target", "target_most", "points", "weight")


class Support:
    """The keys behind the scores of one card."""

    def __init__(self, case: Case, card: Scorecard, stand_ins: frozenset[str], numbers: Numbers) -> None:
        self._case = case
        self._card = card
        self._stand_ins = stand_ins
        self._numbers = numbers
        self._plan: Plan = plan(card.framework, card.evidence.interpretations)
        self._rows: Mapping[str, TargetRow] = {row.id: row for row in case.evidence.targets}
        self._found: dict[str, tuple[str, ...]] = {}

    def keys(self, id: str) -> tuple[str, ...]:
        """The keys of the printed numbers behind an indicator, or the `total`; those of its own rule first."""
        if id not in self._found:
            self._found[id] = tuple(dict.fromkeys(key for key in self._keys(id) if key in self._numbers))
        return self._found[id]

    def own_keys(self, id: str) -> tuple[str, ...]:
        """The keys of the printed numbers behind the rule of an indicator itself."""
        return tuple(dict.fromkeys(key for key in self._own(id) if key in self._numbers))

    def values(self, id: str) -> frozenset[str]:
        """The values behind an indicator and those below it."""
        node = self._node(id)
        own = frozenset[str]() if node.rule is None else node.rule.behind
        return own.union(*(self.values(child.id) for child in node.indicator.children))

    def below(self, id: str) -> tuple[str, ...]:
        """The ids of an indicator and of all below it."""
        indicator = self._node(id).indicator
        return (id, *(found for child in indicator.children for found in self.below(child.id)))

    def _node(self, id: str) -> Node:
        return self._plan.whole if id == TOTAL else self._plan.nodes[self._plan.positions[id]]

    def _keys(self, id: str) -> Iterator[str]:
        yield from self._own(id)
        for child in self._node(id).indicator.children:
            yield from self.keys(child.id)

    def _own(self, id: str) -> Iterator[str]:
        node = self._node(id)
        if node.rule is not None:
            yield from (key for fact in sorted(node.rule.needs) for key in self._of_fact(fact))
            yield from (key for value in sorted(node.rule.behind) for key in self._of_value(value))
        yield f"judged/{id}"
        if id in self._rows:
            yield from (f"targets/{id}/{name}" for name in (*_ROW_FIGURES, *self._rows[id].columns))
        if id in self._card.given.weights:
            yield f"weights/{id}"

    def _of_fact(self, fact: str) -> Iterator[str]:
        row, _, figure = fact.rpartition(" ")
        yield f"targets/{row}/{figure}" if row in self._rows else f"facts/{fact}"

    def _of_value(self, value: str) -> Iterator[str]:
        """A printed ratio that stands in, or what a sum adds up."""
        row, _, _ = value.rpartition(" ")
        if value in self._stand_ins:
            yield f"targets/{row}/ratio" if row in self._rows else f"values/{value}"
        yield from self._sums.get(value, ())

    @cached_property
    def _sums(self) -> Mapping[str, tuple[str, ...]]:
        """What the sums of tables and rows add up."""
        framework: Framework = self._case.framework
        found: dict[str, tuple[str, ...]] = {}
        for table in framework.tables:
            rows = range(1, len(self._case.evidence.tables.get(table.id, ())) + 1)
            for one in table.sums:
                columns = sorted(names(one.formula))
                found[one.id] = tuple(f"tables/{table.id}/{row}/{column}" for row in rows for column in columns)
        rows_of = scoring(self._case.evidence)
        for slot, rule in framework.slots.items():
            rows_here = rows_of.get(slot, ())
            keys = tuple(f"targets/{row.id}/{name}" for row in rows_here for name in (*_ROW_FIGURES, *row.columns))
            for one in framework.row_rules[rule.rules].sums:
                found[f"{one.id} of {slot}"] = keys
                found[one.id] = (*found.get(one.id, ()), *keys)
        return found
