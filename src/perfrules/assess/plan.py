"""The plan of a framework: what scoring a unit needs to know of each rule, found once for each way of reading the framework."""

import math
from collections.abc import Callable, Iterable, Iterator, Mapping
from fractions import Fraction
from typing import TypeVar

from attrs import frozen

from perfrules.domain import Domain
from perfrules.formula.bounds import bounds
from perfrules.formula.extent import Bounds
from perfrules.formula.interval import EVERYTHING, Interval
from perfrules.formula.syntax import Formula, names
from perfrules.framework import Framework
from perfrules.frozen import Memory
from perfrules.indicator import Indicator, Judgeable
from perfrules.kernel import Kernel
from perfrules.kernel.reach import Column, Reach, reach
from perfrules.rules import rules, spelled_out, with_weight
from perfrules.scorecard import whole

T = TypeVar("T")

FINEST = 10**12
"""Printed ratios are counted in parts of this size; a rule over one that is finer keeps the limits that hold of every unit."""

_ENDLESS = 10**40


@frozen(eq=False)
class Rule:
    """
    An indicator or value with its bound formula in the adopted reading.

    `facts` and `values` are the names in the formula itself, `needs` all facts and `behind` all values that it rests on.
    `position` is its place among the outputs of the kernel; None where the formula is not the framework's own.
    """

    id: str
    formula: Formula
    facts: frozenset[str]
    values: frozenset[str]
    needs: frozenset[str]
    behind: frozenset[str]
    position: int | None


Ends = tuple[int, int]
"""The least and most of something, counted in its last decimal."""


@frozen
class Limits:
    """The least and most count of points, whether there is always a value, and whether there ever is one."""

    least: int
    most: int
    always: bool
    ever: bool


@frozen(eq=False)
class Node:
    """An indicator with what is the same for every unit: its rule if it has a formula, its limits as counts of points."""

    indicator: Indicator
    rule: Rule | None
    children: tuple["Node", ...]
    least: int
    weight: int

    @property
    def id(self) -> str:
        """The id of its indicator."""
        return self.indicator.id


class Plan:
    """The rules of one framework, read in one way."""

    def __init__(self, framework: Framework, adopted: Mapping[str, str]) -> None:
        self.framework = framework
        self.adopted = adopted
        self.kernel = Kernel.of(framework)
        self.facts = frozenset(framework.declared)
        self.total = whole(framework)
        self._rules = rules(framework)
        self._memory = Memory()
        self._fractions: dict[int, Fraction] = {}
        self._scale: int = 10**framework.decimals
        self._columns = {one.id: Column(one.scale, one.least, one.most) for one in self.kernel.compiled.inputs}
        self._positions = {id: position for position, id in enumerate(self.kernel.outputs)}
        self.values = {value: found for value in self._rules.values if (found := self._rule(value)) is not None}
        self.whole = self._node(self.total)
        self.nodes = tuple(_upward(self.whole.children))

    def _node(self, indicator: Indicator) -> Node:
        children = tuple(self._node(child) for child in indicator.children)
        return Node(indicator, self._rule(indicator.id), children, self.count(indicator.least), self.count(indicator.weight))

    def _rule(self, id: str) -> Rule | None:
        formula = self._rules.formula(id, self.adopted.get(id, ""))
        if formula is None:
            return None
        used = names(formula)
        spelled = names(spelled_out(self.framework, formula, (), self.adopted))
        values = frozenset(used & self.framework.named.keys())
        behind = self._behind(values)
        own = not self.adopted.keys() & {id, *behind}
        position = self._positions.get(id) if own else None
        return Rule(id, formula, used & self.facts, values, spelled & self.facts, behind, position)

    def _behind(self, values: frozenset[str]) -> frozenset[str]:
        """The values, and those behind them in any reading."""
        found = set(values)
        waiting = list(values)
        while waiting:
            name = waiting.pop()
            formulas = (self._rules.formulas[name], *self._rules.readings[name].values())
            more = {one for formula in formulas for one in names(formula)} & self.framework.named.keys() - found
            found |= more
            waiting.extend(more)
        return frozenset(found)

    def once(self, name: str, derive: Callable[[], T]) -> T:
        """What is the same for every unit, derived once."""
        return self._memory.once(name, derive)

    def points(self, count: int) -> Fraction:
        """A count of a score's last decimal as points."""
        if count not in self._fractions:
            self._fractions[count] = Fraction(count, self._scale)
        return self._fractions[count]

    def count(self, points: Fraction) -> int:
        """Points as a count of a score's last decimal; they have no more decimals."""
        return points.numerator * self._scale // points.denominator

    def column(self, id: str) -> Column:
        """How the value of a fact, or the points of a judged leaf, is counted."""
        return self._columns[id]

    def around(self, indicator: Indicator) -> dict[str, Column]:
        """The words and children that an indicator's rule can name, each between its least and most."""
        found = {one.id: Column(self._scale, self.count(one.least), self.count(one.weight)) for one in self._parts(indicator)}
        least = sum(self.count(one.least) for one in indicator.children)
        most = sum(self.count(one.weight) for one in indicator.children)
        if isinstance(indicator.rule, Judgeable):
            found["judged"] = self._columns[indicator.id]
        return {**found, "subtotal": Column(self._scale, least, most)}

    def _parts(self, indicator: Indicator) -> Iterable[Indicator]:
        if indicator is self.total:
            return (path[-1] for path in self.framework.paths.values())
        return indicator.children

    def reach(self, node: Node, rule: Rule, printed: frozenset[str]) -> Reach | None:
        """The reach of a rule in which these values stand as printed; None where it has no integer form."""
        name = " ".join(("reach of", rule.id, *sorted(printed)))
        return self._memory.once(name, lambda: self._reach(node.indicator, rule, printed, name))

    def _reach(self, indicator: Indicator, rule: Rule, printed: frozenset[str], name: str) -> Reach | None:
        formula = self._written_out(indicator, rule, printed)
        ratios = dict.fromkeys(printed, Column(FINEST, -_ENDLESS, _ENDLESS))
        known = {**self._columns, **self.around(indicator), **ratios}
        columns = {one: known[one] for one in sorted(names(formula))}
        place = f"<perfrules {name} of {self.framework.id} {self.framework.edition}>"
        return reach(formula, columns, self.framework.step, place)

    def _written_out(self, indicator: Indicator, rule: Rule, printed: frozenset[str]) -> Formula:
        """A rule over facts, printed ratios and points alone, its weight as a number."""
        return with_weight(spelled_out(self.framework, rule.formula, printed, self.adopted), indicator.weight)

    def rounds(self, node: Node, rule: Rule, printed: frozenset[str]) -> bool:
        """Whether a rule stops at a score's decimals whatever is printed for these values."""
        name = " ".join(("rounds", rule.id, *sorted(printed)))
        return self._memory.once(name, lambda: self._rounds(node, rule, printed))

    def _rounds(self, node: Node, rule: Rule, printed: frozenset[str]) -> bool:
        formula = self._written_out(node.indicator, rule, printed)
        anything = Bounds(EVERYTHING, None, defined=True)
        lattice = bounds(formula, {**self._domains(node), **dict.fromkeys(printed, anything)}).lattice
        return lattice is not None and (lattice / self.framework.step).denominator == 1

    def unknown(self, node: Node, rule: Rule) -> Limits:
        """What is proven about a rule of every unit, inside the limits of its indicator."""
        return self._memory.once(f"unknown {rule.id}", lambda: self._unknown(node, rule))

    def _unknown(self, node: Node, rule: Rule) -> Limits:
        formula = self._written_out(node.indicator, rule, frozenset())
        found = bounds(formula, self._domains(node))  # never empty: `check` refuses a rule that never has a value
        low, high = found.span.least, found.span.most
        least = node.least if low is None else math.ceil(low * self._scale)
        most = node.weight if high is None else math.floor(high * self._scale)
        return Limits(least, most, found.defined, ever=True)

    def _domains(self, node: Node) -> dict[str, Domain | Bounds]:
        """The domains of all names that a node's rule can use."""
        domains: dict[str, Domain | Bounds] = {fact.id: fact.domain for fact in self.framework.facts}
        for name, column in self.around(node.indicator).items():
            span = Interval(Fraction(column.least, column.scale), Fraction(column.most, column.scale))
            domains[name] = Bounds(span, Fraction(1, column.scale), defined=True)
        return domains


def _upward(nodes: Iterable[Node]) -> Iterator[Node]:
    """Every node after those below it."""
    for node in nodes:
        yield from _upward(node.children)
        yield node


def plan(framework: Framework, adopted: Mapping[str, str]) -> Plan:
    """The plan of a framework in which some rules are read otherwise, made once."""
    return framework.memory.once(f"plan {sorted(adopted.items())}", lambda: Plan(framework, dict(adopted)))
