"""Between which counts of points a rule lies for one unit, whatever is missing."""

from collections.abc import Callable, Mapping
from typing import TypeAlias

import attrs

from perfrules.assess.knowledge import Knowledge, Support, widened
from perfrules.assess.plan import Node, Plan, Rule
from perfrules.assess.ranges import FINEST, NEVER, Reached
from perfrules.domain import Measurement
from perfrules.evidence import Evidence, Known
from perfrules.kernel import UNDEFINED, Kernel, Points
from perfrules.kernel.reach import Ends, Reach

Read: TypeAlias = Callable[[Known], Ends | None]
"""Between which counts a printed ratio lies, None where it is too fine to be counted."""

_NOTHING: frozenset[str] = frozenset()


class Unit:
    """
    What one unit's evidence says about rules: what they lack, what they give, and between which limits they lie.

    `counts` are its facts and judgements as the kernel counts them. In every method `more` are the words and points, as counts,
    that the rule may name besides.
    """

    def __init__(self, plan: Plan, evidence: Evidence, counts: Mapping[str, int]) -> None:
        self.knowledge = Knowledge(plan.framework, evidence)
        self._plan = plan
        self._values = evidence.values
        self._counts = counts
        self._stand_ins = self.knowledge.stand_ins
        self._points: tuple[Points, ...] = ()
        self._supports: dict[str, Support] = {}

    def missing(self, rule: Rule) -> frozenset[str]:
        """The facts that a rule rests on and nobody gave, but for those behind printed ratios."""
        if self._stand_ins.isdisjoint(rule.behind):
            return rule.needs.difference(self._counts)
        return self._support(rule).missing

    def printed(self, rule: Rule) -> frozenset[str]:
        """The printed ratios that a rule rests on."""
        return _NOTHING if self._stand_ins.isdisjoint(rule.behind) else self._support(rule).printed

    def _support(self, rule: Rule) -> Support:
        if rule.id not in self._supports:
            self._supports[rule.id] = self.knowledge.support_of(rule)
        return self._supports[rule.id]

    def exact(self, node: Node, rule: Rule, more: Mapping[str, Ends]) -> int | None:
        """The count of points of a leaf's rule that lacks nothing; None where only its definition can tell."""
        printed = self.printed(rule)
        if printed or (self._plan.kernel is not None and rule.position is None):
            return self._by_reach(node, rule, printed, more)
        if self._plan.kernel is None or rule.position is None:
            return None
        points = self._by_kernel(self._plan.kernel)[rule.position]
        return None if points is UNDEFINED else points

    def _by_kernel(self, kernel: Kernel) -> tuple[Points, ...]:
        """What the kernel gives; where something is missing, it means nothing."""
        if not self._points:
            self._points = kernel.points(tuple({**self._plan.lowest, **self._counts}.values()))
        return self._points

    def _by_reach(self, node: Node, rule: Rule, printed: frozenset[str], more: Mapping[str, Ends]) -> int | None:
        """What an adopted reading gives, or a rule over printed ratios."""
        found, ratios = self._plan.ranges.of(node.indicator, rule.formula, printed), self._ratios(printed, _exact)
        if found.reach is None or ratios is None or not found.stops:
            return None
        count, _, _, has_value = self._ends(found.reach, more, ratios)
        return count if has_value else None

    def limits(self, node: Node, rule: Rule, more: Mapping[str, Ends]) -> Reached:
        """Where a rule lies with all that is known."""
        return self._between(node, rule, more, _exact)

    def spread(self, node: Node, rule: Rule, more: Mapping[str, Ends]) -> Reached:
        """Where a rule lies if the printed ratios it rests on were rounded or cut when they were printed."""
        return self._between(node, rule, more, _around)

    def _between(self, node: Node, rule: Rule, more: Mapping[str, Ends], read: Read) -> Reached:
        """What the rule's reach says, inside what is proven of every unit; without a reach that alone."""
        printed = self.printed(rule)
        if not printed and self._plan.kernel is None:
            return self._plan.ranges.within(node.indicator, rule.formula, {**self._given(rule), **more})
        found, ratios = self._plan.ranges.of(node.indicator, rule.formula, printed), self._ratios(printed, read)
        proven = found.proven
        if found.reach is None or ratios is None:
            return proven
        lowest, highest, always, ever = self._ends(found.reach, more, ratios)
        if not ever:
            return NEVER
        if not found.stops:
            return attrs.evolve(proven, always=False)
        return Reached(max(lowest, proven.least), min(highest, proven.most), bool(always) or proven.always, ever=True)

    def _given(self, rule: Rule) -> dict[str, Ends]:
        """The counts of the facts that a rule needs and somebody gave."""
        return {name: (count, count) for name in rule.needs if (count := self._counts.get(name)) is not None}

    def _ends(self, reach: Reach, more: Mapping[str, Ends], ratios: Mapping[str, Ends]) -> tuple[int, int, int, int]:
        least, most = [], []
        for name in reach.names:
            low, high = more.get(name) or ratios.get(name) or self.ends(name)
            least.append(low)
            most.append(high)
        return reach.run(least, most)

    def ends(self, name: str) -> Ends:
        """The least and most count of a fact or judgement."""
        count = self._counts.get(name)
        if count is not None:
            return count, count
        column = self._plan.ranges.columns[name]
        return column.least, column.most

    def _ratios(self, printed: frozenset[str], read: Read) -> dict[str, Ends] | None:
        """Printed ratios as counts, None where one is too fine to be counted."""
        found: dict[str, Ends] = {}
        for value in printed:
            ends = read(self._values[value])
            if ends is None:
                return None
            found[value] = ends
        return found


def _exact(known: Known) -> Ends | None:
    """A printed ratio as it stands there."""
    count = _counted(known.value)
    return None if count is None else (count, count)


def _around(known: Known) -> Ends | None:
    """A printed ratio with all that is printed like it."""
    count, unit = _counted(known.value), _counted(known.unit)
    if count is None or unit is None or (count and unit % 2):
        return None
    return widened(count, unit // 2, unit)


def _counted(value: Measurement) -> int | None:
    top, bottom = value.as_integer_ratio()
    count, rest = divmod(top * FINEST, bottom)
    return None if rest else count
