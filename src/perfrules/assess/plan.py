"""The plan of a framework: what scoring a unit needs to know of each node, found once for each way of reading the framework."""

from collections.abc import Callable, Iterable, Mapping
from fractions import Fraction
from functools import cache
from math import ceil
from typing import TypeVar

from attrs import frozen

from perfrules.assess.ranges import Ranges
from perfrules.formula.syntax import Formula, names
from perfrules.framework import Framework
from perfrules.frozen import Memory
from perfrules.indicator import Indicator, Unscored
from perfrules.kernel import Kernel
from perfrules.kernel.reach import Ends
from perfrules.rules import rules, spelled_out
from perfrules.score import Computed, Score, Subtotal
from perfrules.scorecard import whole
from perfrules.targets import is_folded, is_of_one_unit

T = TypeVar("T")


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


@frozen(eq=False)
class Node:
    """
    An indicator with what is the same for every unit: its rule if it has a formula, its limits as counts of points.

    A node goes by its position, which comes after those of all nodes below it: they stand from `first` on. `children` are the
    positions of those right below, `named` the indicators that its rule names. It `shares` out the weight of what is left out
    below it where its rule uses `applicable`; where it is not `scored`, nobody gives it points.
    """

    indicator: Indicator
    rule: Rule | None
    first: int
    children: tuple[int, ...]
    named: Mapping[str, int]
    least: int
    weight: int
    shares: bool
    scored: bool


class Plan:
    """
    The nodes of one framework, read in one way, and the whole table, which comes after all of them.

    `positions` are those of the indicators by id, `everywhere` is all of them, `in_order` has them as the sorted `ids` go.
    `lowest` is the least that the kernel reads of each fact and judgement, `points` makes points of a count of a score's last
    decimal, `settled` and `computed` an outcome, each once; `grades` have the count from which they start. There is no kernel
    for a framework that was unfolded for one unit, or gives no scores: compiling it costs more than it saves.
    """

    def __init__(self, framework: Framework, adopted: Mapping[str, str]) -> None:
        self.framework = framework
        self.adopted = adopted
        self.kernel = Kernel.of(framework) if _is_worth_compiling(framework) else None
        self.facts = frozenset(framework.declared)
        self.ranges = Ranges(framework, adopted)
        self._rules = rules(framework)
        self._memory = Memory()
        self._scale: int = 10**framework.decimals
        self.points: Callable[[int], Fraction] = cache(lambda count: Fraction(count, self._scale))
        self.settled: Callable[[int], tuple[Subtotal, Ends, Ends]] = cache(self._settled)
        self.computed: Callable[[int], tuple[Computed, Ends, Ends]] = cache(self._computed)
        self.lowest = {one.id: one.least for one in self.kernel.compiled.inputs} if self.kernel else {}
        self._outputs = {id: position for position, id in enumerate(self.kernel.outputs)} if self.kernel else {}
        self.grades = tuple((grade, ceil(grade.at_least * self._scale)) for grade in framework.grades)
        self.values = {value: found for value in self._rules.values if (found := self._rule(value)) is not None}
        self.nodes: list[Node] = []
        self.positions: dict[str, int] = {}
        for one in framework.adjustments:
            self._add(one)
        self.whole = self._node(whole(framework))
        self.everywhere = frozenset(self.positions.values())
        self.ids = tuple(sorted(self.positions))
        self.in_order = tuple([self.positions[id] for id in self.ids])
        self.taken_over: dict[tuple[int, tuple[int, int]], tuple[Score, Ends, Ends]] = {}
        self._above = self._ways()
        self._moved = self._bearing()

    def _node(self, indicator: Indicator) -> Node:
        """The node of an indicator, after adding those below it."""
        first = len(self.nodes)
        children = tuple([self._add(child) for child in indicator.children])
        rule = self._rule(indicator.id)
        named = {} if rule is None else {id: self.positions[id] for id in names(rule.formula) & self.positions.keys()}
        least, weight = int(indicator.least * self._scale), int(indicator.weight * self._scale)
        shares = rule is not None and "applicable" in names(rule.formula)
        scored = self.framework.is_scored and not isinstance(indicator.rule, Unscored)
        return Node(indicator, rule, first, children, named, least, weight, shares, scored)

    def _add(self, indicator: Indicator) -> int:
        node = self._node(indicator)
        self.positions[indicator.id] = len(self.nodes)
        self.nodes.append(node)
        return self.positions[indicator.id]

    def _rule(self, id: str) -> Rule | None:
        formula = self._rules.formula(id, self.adopted.get(id, ""))
        if formula is None:
            return None
        used = names(formula)
        spelled = names(spelled_out(self.framework, formula, (), self.adopted))
        values = frozenset(used & self.framework.named.keys())
        behind = self._behind(values)
        own = not self.adopted.keys() & {id, *behind}
        return Rule(id, formula, used & self.facts, values, spelled & self.facts, behind, self._outputs.get(id) if own else None)

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

    def _ways(self) -> list[frozenset[int]]:
        """The positions of all nodes above each."""
        above = [frozenset[int]()] * len(self.nodes)
        for position in reversed(range(len(self.nodes))):
            for child in self.nodes[position].children:
                above[child] = above[position] | {position}
        return above

    def _bearing(self) -> Mapping[str, frozenset[int]]:
        """The positions of the nodes on which each name bears."""
        found: dict[str, frozenset[int]] = dict.fromkeys((*self.framework.declared, *self.framework.named), frozenset())
        for position, node in enumerate(self.nodes):
            found[node.indicator.id] = self._above[position] | {position}
            for name in () if node.rule is None else node.rule.needs | node.rule.behind:
                found[name] |= found[node.indicator.id]
        return found

    def moved(self, known: Iterable[str], printed: Iterable[int]) -> frozenset[int]:
        """
        The positions of the nodes that can be other ones than those of a unit of which nothing is known.

        Of it is `known` what bears on them, or a score of a node below, at a position in `printed`, is.
        """
        nothing = frozenset[int]()
        return nothing.union(*[self._moved[name] for name in known], *[self._above[position] for position in printed])

    def _settled(self, count: int) -> tuple[Subtotal, Ends, Ends]:
        """What a branch is whose points are certain."""
        points, ends = self.points(count), (count, count)
        return Subtotal(points, points), ends, ends

    def _computed(self, count: int) -> tuple[Computed, Ends, Ends]:
        """What a leaf is whose own rule gives these points, with all that it names known."""
        return Computed(self.points(count)), (count, count), (count, count)

    def once(self, name: str, derive: Callable[[], T]) -> T:
        """What is the same for every unit, derived once."""
        return self._memory.once(name, derive)

    def count(self, points: Fraction) -> int | None:
        """Points as a count of a score's last decimal, None where they have more decimals."""
        top, bottom = points.as_integer_ratio()
        count, rest = divmod(top * self._scale, bottom)
        return None if rest else count


def _is_worth_compiling(framework: Framework) -> bool:
    """Whether a framework has points, and is not that of one unit, nor one that has to be unfolded for each."""
    return framework.is_scored and not is_of_one_unit(framework) and not is_folded(framework)


def plan(framework: Framework, adopted: Mapping[str, str]) -> Plan:
    """The plan of a framework in which some rules are read otherwise, made once."""
    name = sorted(adopted.items()) if adopted else ""
    return framework.memory.once(f"plan {name}", lambda: Plan(framework, dict(adopted)))
