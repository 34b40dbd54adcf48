"""Between which counts of points a rule lies for one unit, whatever is missing."""

from collections.abc import Mapping
from fractions import Fraction

import attrs

from perfrules.assess.knowledge import Knowledge, Support, around_printed
from perfrules.assess.plan import FINEST, Ends, Limits, Node, Plan, Rule
from perfrules.evidence import Evidence
from perfrules.kernel import Points

Printed = Mapping[str, tuple[Fraction, Fraction]]

_NOTHING: frozenset[str] = frozenset()


class Unit:
    """What one unit's evidence says about rules: what they lack, and between which limits they lie."""

    def __init__(self, plan: Plan, evidence: Evidence, knowledge: Knowledge) -> None:
        self._plan = plan
        self._evidence = evidence
        self._knowledge = knowledge
        self._stand_ins = knowledge.stand_ins
        self._facts = dict(evidence.facts.pairs)
        self._points: tuple[Points, ...] = ()
        self._supports: dict[str, Support] = {}

    def missing(self, rule: Rule) -> frozenset[str]:
        """The facts that a rule rests on and nobody gave, but for those behind printed ratios."""
        if self._stand_ins & rule.behind:
            return self._support(rule).missing
        return rule.needs & self._knowledge.missing

    def printed(self, rule: Rule) -> frozenset[str]:
        """The printed ratios that a rule rests on."""
        return self._support(rule).printed if self._stand_ins & rule.behind else _NOTHING

    def _support(self, rule: Rule) -> Support:
        if rule.id not in self._supports:
            self._supports[rule.id] = self._knowledge.support_of(rule)
        return self._supports[rule.id]

    def by_kernel(self, rule: Rule) -> Points | None:
        """The points of a rule of which all facts are known, or None where the kernel reads it otherwise."""
        if rule.position is None or self.printed(rule):
            return None
        if not self._points:
            inputs = self._plan.kernel.compiled.inputs
            self._points = self._plan.kernel.points([self._count(one.id, one.scale, one.least) for one in inputs])
        return self._points[rule.position]

    def _count(self, fact: str, scale: int, otherwise: int) -> int:
        known = self._facts.get(fact)
        if known is None:
            return otherwise
        value = known.value
        return int(value) if isinstance(value, bool) else value.numerator * scale // value.denominator

    def limits(self, node: Node, rule: Rule, more: Mapping[str, Ends]) -> Limits:
        """Where a rule lies with all that is known; `more` are the words and children it names."""
        exact = {value: Fraction(self._evidence.values[value].value) for value in self.printed(rule)}
        return self._between(node, rule, more, {value: (ratio, ratio) for value, ratio in exact.items()})

    def spread(self, node: Node, rule: Rule, more: Mapping[str, Ends]) -> Limits:
        """Where a rule lies if the printed ratios it rests on were rounded or cut when they were printed."""
        around = {value: around_printed(self._evidence.values[value]) for value in self.printed(rule)}
        return self._between(node, rule, more, around)

    def _between(self, node: Node, rule: Rule, more: Mapping[str, Ends], printed: Printed) -> Limits:
        """What the rule's reach says, inside what is proven of every unit; without a reach that alone."""
        proven = self._plan.unknown(node, rule)
        reach = self._plan.reach(node, rule, frozenset(printed))
        known: dict[str, Ends] = {}
        for value, (low, high) in printed.items():
            least, most = low * FINEST, high * FINEST
            if least.denominator != 1 or most.denominator != 1:
                return proven
            known[value] = least.numerator, most.numerator
        if reach is None:
            return proven
        for name in reach.names:
            if name not in known:
                known[name] = more[name] if name in more else self._ends(name)
        lowest, highest, always, ever = reach.ends(known)
        if not ever:
            return Limits(lowest, highest, always=False, ever=False)
        if printed and not self._plan.rounds(node, rule, frozenset(printed)):
            return attrs.evolve(proven, always=False)
        return Limits(max(lowest, proven.least), min(highest, proven.most), bool(always) or proven.always, ever=True)

    def _ends(self, fact: str) -> Ends:
        column = self._plan.column(fact)
        if fact in self._knowledge.missing:
            return column.least, column.most
        count = self._count(fact, column.scale, 0)
        return count, count
