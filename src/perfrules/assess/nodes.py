"""The outcome of each node: computed, judged, taken over from the report, or a gap with its limits."""

from collections import ChainMap
from collections.abc import Mapping
from fractions import Fraction
from typing import NoReturn, TypeAlias

from perfrules import number
from perfrules.assess.knowledge import Knowledge, worth
from perfrules.assess.limits import Unit
from perfrules.assess.plan import Ends, Limits, Node, Plan, Rule, plan
from perfrules.errors import ScoreOutOfRangeError, UndefinedError
from perfrules.evidence import Evidence
from perfrules.formula.text import text
from perfrules.framework import Framework
from perfrules.indicator import Judgeable
from perfrules.kernel import UNDEFINED
from perfrules.score import Computed, Gap, GapReason, Judged, NotApplicable, Score, Stated, Subtotal
from perfrules.scorecard import StatedPolicy

Found: TypeAlias = tuple[Score, Ends, Ends]
"""An outcome with its limits as counts, and those that a printed score must keep: a gap without a value has wider ones."""


class Nodes:
    """
    The outcomes of all nodes of one unit, found from the leaves upward; points are counts of a score's last decimal.

    Leaves of which every fact is known come from the kernel; where a printed ratio stands in or another reading is adopted,
    from the definition.
    """

    def __init__(self, framework: Framework, evidence: Evidence, policy: StatedPolicy) -> None:
        self._plan: Plan = plan(framework, evidence.interpretations)
        self._readings = evidence.interpretations
        self._printed = dict(evidence.stated.pairs) if policy == "keep" else {}
        self._judged = dict(evidence.judged.pairs)
        self._left_out = dict(evidence.not_applicable.pairs)
        self._knowledge = Knowledge(framework, evidence)
        self._unit = Unit(self._plan, evidence, self._knowledge)
        self._ends: dict[str, Ends] = {}
        self._possible: dict[str, Ends] = {}
        self._undefined: set[str] = set()
        self.found: dict[str, Score] = {}

    def find(self) -> Subtotal | Gap:
        """The outcome of the whole table, after finding that of every node."""
        for node in self._plan.nodes:
            id = node.id
            found = self._not_applicable(node) if id in self._left_out else self._outcome(node)
            if id in self._printed and found[1][0] != found[1][1]:
                found = self._stated(node, found)
            self.found[id], self._ends[id], self._possible[id] = found
            if found[1][0] != found[1][1] and self._is_undefined(node, found[0]):
                self._undefined.add(id)
        return self._branch(self._plan.whole)[0]

    def _is_undefined(self, node: Node, score: Score) -> bool:
        """Whether points are open here because of a division by zero: for those no printed score stands in."""
        if isinstance(score, Gap) and score.reason == "undefined":
            return True
        return bool(self._undefined) and any(child.id in self._undefined for child in node.children)

    def _stated(self, node: Node, found: Found) -> Found:
        """A printed score in place of open points, if what is known allows it."""
        score, ends, possible = found
        if not isinstance(score, Gap | Subtotal) or self._is_undefined(node, score):
            return found
        points = self._printed[node.id]
        count = self._plan.count(points)
        if possible[0] <= count <= possible[1] and self._plan.points(count) == points:
            allowed = self._plan.points(possible[0]), self._plan.points(possible[1])
            return Stated(points, allowed), (count, count), (count, count)
        return Gap(score.least, score.most, "stated-out-of-range", score.missing, number.plain(points)), ends, possible

    def _not_applicable(self, node: Node) -> Found:
        policy = node.indicator.not_applicable
        return self._certain(
            NotApplicable(self._plan.points(node.weight if policy == "full" else 0), policy, self._left_out[node.id])
        )

    def _outcome(self, node: Node) -> Found:
        if node.children:
            return self._branch(node)
        if node.rule is None or isinstance(node.indicator.rule, Judgeable):
            return self._judgeable(node)
        return self._leaf(node, node.rule)

    def _leaf(self, node: Node, rule: Rule) -> Found:
        missing = self._unit.missing(rule)
        if missing:
            return self._unknown(node, rule, "missing", missing, {})
        count = self._unit.by_kernel(rule)
        if count is None or count is UNDEFINED:
            return self._certain(self._defined(node, rule, {}))
        if not node.least <= count <= node.weight:
            self._refuse(node, self._plan.points(count))
        return Computed(self._plan.points(count)), (count, count), (count, count)

    def _judgeable(self, node: Node) -> Found:
        rule = node.rule
        given = self._judged.get(node.id)
        if given is None:
            if rule is None:
                return self._plan.once(f"open {node.id}", lambda: self._certain(self._gap(node, "not-judged")))
            column = self._plan.column(node.id)
            return self._unknown(node, rule, "not-judged", self._unit.missing(rule), {"judged": (column.least, column.most)})
        if rule is None:
            return self._certain(Judged(given.points, given.by, given.reason, given.points))
        if not self._unit.missing(rule):
            scored = self._defined(node, rule, {"judged": given.points})
            return self._certain(
                scored if isinstance(scored, Gap) else Judged(scored.points, given.by, given.reason, given.points)
            )
        count = int(given.points * self._plan.column(node.id).scale)
        found, ends, possible = self._open(node, rule, "missing", {"judged": (count, count)})
        if isinstance(found, Gap):
            return found, ends, possible
        return Judged(found.points, given.by, given.reason, given.points), ends, possible

    def _unknown(self, node: Node, rule: Rule, reason: GapReason, missing: frozenset[str], more: Mapping[str, Ends]) -> Found:
        """A leaf with open parts; where nothing at all is known it is the same for every unit."""
        if missing == rule.needs:
            return self._plan.once(f"open {rule.id}", lambda: self._open(node, rule, reason, more))
        return self._open(node, rule, reason, more)

    def _branch(self, node: Node) -> tuple[Subtotal | Gap, Ends, Ends]:
        ends = self._sum(node, self._ends)
        if node.rule is None:
            score = Subtotal(self._plan.points(ends[0]), self._plan.points(ends[1]))
            return score, ends, self._sum(node, self._possible) if ends[0] != ends[1] else ends
        found, ends, possible = self._open(node, node.rule, "missing", {**self._ends, "subtotal": ends})
        if isinstance(found, Computed):
            return Subtotal(found.points, found.points, found.whatever), ends, possible
        if found.reason == "undefined":
            return found, ends, possible
        return Subtotal(found.least, found.most, found.missing), ends, possible

    @staticmethod
    def _sum(node: Node, ends: Mapping[str, Ends]) -> Ends:
        below = [ends[child.id] for child in node.children]
        return sum([least for least, _ in below]), sum([most for _, most in below])

    def _certain(self, score: Score) -> Found:
        """An outcome whose limits leave nothing out."""
        ends = self._plan.count(score.least), self._plan.count(score.most)
        return score, ends, ends

    def _defined(self, node: Node, rule: Rule, around: Mapping[str, Fraction]) -> Computed | Gap:
        """What a rule gives by definition when all that it names is known, or the gap where it divides by zero."""
        indicator = node.indicator
        known = ChainMap({"weight": indicator.weight, **around}, self._knowledge)  # type: ignore[arg-type]  # only read
        points = worth(rule.formula, known)
        if isinstance(points, UndefinedError):
            return self._gap(node, "undefined", detail=points.text)
        if not indicator.least <= points <= indicator.weight:
            self._refuse(node, points)
        if (points / self._plan.framework.step).denominator != 1:  # a printed ratio too coarse or too fine to give points
            return self._gap(node, "missing", tuple(sorted(rule.needs & self._knowledge.missing)))
        return self._computed(node, rule, points, around)

    def _computed(self, node: Node, rule: Rule, points: Fraction, around: Mapping[str, Fraction]) -> Computed:
        printed = self._unit.printed(rule)
        spread = self._spread(node, rule, around) if printed else None
        missing = tuple(sorted(self._unit.missing(rule)))
        return Computed(points, tuple(sorted(printed)), spread, missing, self._readings.get(rule.id, ""))

    def _spread(self, node: Node, rule: Rule, around: Mapping[str, Fraction]) -> tuple[Fraction, Fraction] | None:
        """Where the points could lie if the printed ratios were rounded, if that makes a difference."""
        more: dict[str, Ends] = {}
        if isinstance(node.indicator.rule, Judgeable):
            column = self._plan.column(rule.id)
            more["judged"] = (int(around["judged"] * column.scale),) * 2 if "judged" in around else (column.least, column.most)
        found = self._unit.spread(node, rule, more)
        if not found.always:
            return node.indicator.least, node.indicator.weight
        least, most = self._inside(node, found)
        return None if least == most else (self._plan.points(least), self._plan.points(most))

    def _open(self, node: Node, rule: Rule, reason: GapReason, more: Mapping[str, Ends]) -> tuple[Computed | Gap, Ends, Ends]:
        """
        The points of a rule with open parts where they are certain all the same, or the gap.

        Where a division by zero is possible, a gap with the indicator's own limits is possible too.
        """
        missing = tuple(sorted(self._unit.missing(rule)))
        found = self._unit.limits(node, rule, more)
        if not found.ever:
            ends = node.least, node.weight
            return self._gap(node, "undefined", missing, text(rule.formula)), ends, ends
        possible = self._inside(node, found)
        if not found.always:
            return self._gap(node, reason, missing), (node.least, node.weight), possible
        if possible[0] == possible[1]:
            return self._computed(node, rule, self._plan.points(possible[0]), {}), possible, possible
        return Gap(self._plan.points(possible[0]), self._plan.points(possible[1]), reason, missing), possible, possible

    @staticmethod
    def _gap(node: Node, reason: GapReason, missing: tuple[str, ...] = (), detail: str = "") -> Gap:
        return Gap(node.indicator.least, node.indicator.weight, reason, missing, detail)

    def _inside(self, node: Node, found: Limits) -> Ends:
        """Limits inside those of the indicator; refuses limits that lie wholly outside."""
        if found.always and (found.least > node.weight or found.most < node.least):
            self._refuse(node, self._plan.points(found.least if found.least > node.weight else found.most))
        return max(found.least, node.least), min(found.most, node.weight)

    @staticmethod
    def _refuse(node: Node, points: Fraction) -> NoReturn:
        ends = number.plain(node.indicator.least), number.plain(node.indicator.weight)
        raise ScoreOutOfRangeError(node.id, number.plain(points), *ends)
