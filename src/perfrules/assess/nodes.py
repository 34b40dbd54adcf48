"""The outcome of each node: computed, judged, taken over from the report, or a gap with its limits."""

from collections import ChainMap
from collections.abc import Collection, Mapping
from fractions import Fraction
from types import MappingProxyType
from typing import NoReturn, TypeAlias, TypeVar

from perfrules import number
from perfrules.assess.knowledge import worth
from perfrules.assess.limits import Unit
from perfrules.assess.plan import Node, Plan, Rule
from perfrules.assess.ranges import Reached
from perfrules.errors import ScoreOutOfRangeError, UndefinedError
from perfrules.evidence import Evidence
from perfrules.formula.text import text
from perfrules.frozen import Pairs
from perfrules.indicator import Judgeable
from perfrules.kernel.reach import Ends
from perfrules.score import Computed, Gap, GapReason, Judged, NotApplicable, Score, Stated, Subtotal
from perfrules.scorecard import StatedPolicy

S = TypeVar("S", bound=Score)

Found: TypeAlias = tuple[S, Ends, Ends]
"""An outcome with its limits as counts, and those that a printed score must keep: a gap without a value has wider ones."""

_NOTHING: Mapping[str, Ends] = MappingProxyType({})


class Nodes:
    """
    The outcomes of all nodes of one unit by position, found from the leaves upward; points are counts of their last decimal.

    What is known of the unit bears on the nodes that are `moved`; the others are the same for every unit.
    """

    def __init__(self, plan: Plan, evidence: Evidence, counts: Mapping[str, int], policy: StatedPolicy) -> None:
        self._plan = plan
        self._unit = Unit(plan, evidence, counts)
        self._counts = counts
        self._judged = dict(evidence.judged.pairs)
        positions = plan.positions
        self._left_out = {positions[id]: reason for id, reason in evidence.not_applicable.pairs}
        self._printed = {positions[id]: points for id, points in evidence.stated.pairs} if policy == "keep" else {}
        self._gone = {position for position in self._left_out if _is_dropped(plan.nodes[position])}
        self._incomplete = evidence.incomplete
        self._known = (*counts, *[id for id, _ in (*evidence.values.pairs, *evidence.not_applicable.pairs)])
        self.found: dict[int, Found[Score]] = {}
        self.undefined: set[int] = set()

    def outcomes(self) -> tuple[list[Score], Subtotal | Gap]:
        """The outcome of each node by its position, and that of the whole table."""
        moved = self._plan.moved(self._known, self._printed) if self._plan.kernel else self._plan.everywhere
        silent = self._plan.once("silent", lambda: _silent(self._plan))
        if lacking := self._plan.everywhere.difference(moved, silent.found):
            silent.find(lacking)
        self.found, self.undefined = dict(silent.found), silent.undefined - moved
        self.find(moved)
        whole, _, _ = self._branch(self._plan.whole)
        found = self.found
        return [found[position][0] for position in range(len(found))], whole

    def find(self, moved: Collection[int]) -> None:
        """Find the outcomes of the nodes that are moved, and take over the printed scores."""
        nodes, printed, undefined = self._plan.nodes, self._printed, self.undefined
        for position, points in printed.items():
            if position not in moved and position not in undefined:
                self.found[position] = self._taken_over(position, points)
        for position in sorted(moved):
            node = nodes[position]
            found = self._outcome(position, node)
            score, (least, most), _ = found
            if least != most and self._is_undefined(node, score):
                undefined.add(position)
            elif position in printed:
                found = self._stated(found, printed[position])
            self.found[position] = found  # last: another thread may be reading the nodes that all units share

    def _is_undefined(self, node: Node, score: Score) -> bool:
        """Whether open points are open because of a division by zero: for those no printed score stands in."""
        return (isinstance(score, Gap) and score.reason == "undefined") or not self.undefined.isdisjoint(node.children)

    def _taken_over(self, position: int, points: Fraction) -> Found[Score]:
        """What a printed score makes of a node of which nothing is known, which is the same for every unit."""
        key = position, points.as_integer_ratio()  # a fraction takes long to hash
        known = self._plan.taken_over.get(key)
        if known is not None:
            return known
        found = self._stated(self.found[position], points)
        if isinstance(found[0], Stated):  # as many as there are points that a node can have
            self._plan.taken_over[key] = found
        return found

    def _stated(self, found: Found[Score], points: Fraction) -> Found[Score]:
        """A printed score in place of open points, if what is known allows it."""
        score, ends, possible = found
        if ends[0] == ends[1]:
            return found
        count = self._plan.count(points)
        least, most = possible
        if count is not None and least <= count <= most:
            return Stated(points, (self._plan.points(least), self._plan.points(most))), (count, count), (count, count)
        missing = score.missing if isinstance(score, Gap | Subtotal) else ()
        return Gap(score.least, score.most, "stated-out-of-range", missing, number.plain(points)), ends, possible

    def _outcome(self, position: int, node: Node) -> Found[Score]:
        if position in self._left_out:
            return self._not_applicable(node, self._left_out[position])
        if node.children:
            is_gone = self._gone and self._gone.issuperset(node.children)
            return self._dropped(position, node) if is_gone else self._branch(node)
        if not node.scored:
            return self._unscored(node)
        if node.rule is None or isinstance(node.indicator.rule, Judgeable):
            return self._judgeable(node)
        return self._leaf(node, node.rule, self._unit.missing(node.rule), _NOTHING)

    def _not_applicable(self, node: Node, reason: str) -> Found[Score]:
        policy = node.indicator.not_applicable
        count = node.weight if policy == "full" else 0
        return NotApplicable(self._plan.points(count), policy, reason), (count, count), (count, count)

    def _dropped(self, position: int, node: Node) -> Found[Score]:
        """A branch of which nothing applies does not apply itself."""
        self._gone.add(position)
        score, _, _ = self.found[node.children[0]]
        reason = score.reason if isinstance(score, NotApplicable) else ""
        return NotApplicable(self._plan.points(0), "leave_out", reason), (0, 0), (0, 0)

    def _applicable(self, node: Node) -> int:
        """The weight below a branch that is not left out; one that shares it out, or does not apply itself, counts whole."""
        return sum(self._applies(child) for child in node.children)

    def _applies(self, position: int) -> int:
        node = self._plan.nodes[position]
        if position in self._gone:
            return 0
        passes_on = node.children and not node.shares and position not in self._left_out
        return self._applicable(node) if passes_on else node.weight

    def _unscored(self, node: Node) -> Found[Score]:
        """A leaf that nobody scores, or target rows that are not all there."""
        if not self._plan.framework.is_scored:
            return self._unknown(node, "not-scored")
        slot, _, _ = node.indicator.id.rpartition("/")
        return self._unknown(node, "incomplete", detail=self._incomplete.get(slot, ""))

    def _judgeable(self, node: Node) -> Found[Score]:
        """What a person gave, or what the rule makes of it; the rule can be certain without."""
        given = self._judged.get(node.indicator.id)
        if node.rule is None:
            if given is None:
                return self._unknown(node, "not-judged")
            count = self._counts[node.indicator.id]
            return Judged(given.points, given.by, given.reason, given.points), (count, count), (count, count)
        missing, more = self._unit.missing(node.rule), {"judged": self._unit.ends(node.indicator.id)}
        if given is None:
            return self._open(node, node.rule, "not-judged", missing, more)
        found, ends, possible = self._leaf(node, node.rule, missing, more)
        if isinstance(found, Gap):
            return found, ends, possible
        return Judged(found.points, given.by, given.reason, given.points), ends, possible

    def _branch(self, node: Node) -> Found[Subtotal | Gap]:
        least = most = fewest = greatest = 0
        for child in node.children:
            _, (low, high), (worst, best) = self.found[child]
            least, most, fewest, greatest = least + low, most + high, fewest + worst, greatest + best
        if node.rule is not None:
            return self._ruled(node, node.rule, (least, most))
        if least == most == fewest == greatest:
            return self._plan.settled(least)
        return Subtotal(self._plan.points(least), self._plan.points(most)), (least, most), (fewest, greatest)

    def _ruled(self, node: Node, rule: Rule, subtotal: Ends) -> Found[Subtotal | Gap]:
        """A branch with a formula over its children."""
        more = {id: self.found[position][1] for id, position in node.named.items()}
        more["subtotal"] = subtotal
        if node.shares:
            more["applicable"] = (self._applicable(node),) * 2
        found, ends, possible = self._open(node, rule, "missing", self._unit.missing(rule), more)
        if isinstance(found, Computed):
            return Subtotal(found.points, found.points, found.whatever), ends, possible
        if found.reason == "undefined":
            return found, ends, possible
        return Subtotal(found.least, found.most, found.missing), ends, possible

    def _leaf(self, node: Node, rule: Rule, missing: frozenset[str], more: Mapping[str, Ends]) -> Found[Computed | Gap]:
        return self._open(node, rule, "missing", missing, more) if missing else self._settled(node, rule, more)

    def _settled(self, node: Node, rule: Rule, more: Mapping[str, Ends]) -> Found[Computed | Gap]:
        """What a leaf's rule gives when all that it names is known."""
        count = self._unit.exact(node, rule, more)
        if count is None:
            return self._defined(node, rule, more)
        if not node.least <= count <= node.weight:
            self._refuse(node, self._plan.points(count))
        if rule.position is not None and not self._unit.printed(rule):
            return self._plan.computed(count)
        return self._computed(node, rule, count, (), more)

    def _defined(self, node: Node, rule: Rule, more: Mapping[str, Ends]) -> Found[Computed | Gap]:
        """What a leaf's rule gives by definition, or the gap where it divides by zero."""
        indicator = node.indicator
        own = {"weight": indicator.weight}
        if indicator.id in self._judged:
            own["judged"] = self._judged[indicator.id].points
        points = worth(rule.formula, ChainMap(own, self._unit.knowledge))  # type: ignore[arg-type]  # only read
        if isinstance(points, UndefinedError):
            return self._unknown(node, "undefined", detail=points.text)
        if not indicator.least <= points <= indicator.weight:
            self._refuse(node, points)
        if (points / self._plan.framework.step).denominator != 1:  # a printed ratio too coarse or too fine to give points
            return self._unknown(node, "missing", rule.needs.difference(self._counts))
        return self._computed(node, rule, int(points / self._plan.framework.step), (), more)

    def _computed(
        self, node: Node, rule: Rule, count: int, whatever: tuple[str, ...], more: Mapping[str, Ends]
    ) -> Found[Computed]:
        printed, reading = self._unit.printed(rule), self._plan.adopted.get(rule.id, "")
        spread = self._spread(node, rule, more) if printed else None
        ends = count, count
        return Computed(self._plan.points(count), tuple(sorted(printed)), spread, whatever, reading), ends, ends

    def _spread(self, node: Node, rule: Rule, more: Mapping[str, Ends]) -> tuple[Fraction, Fraction] | None:
        """Where the points could lie if the printed ratios were rounded, if that makes a difference."""
        found = self._unit.spread(node, rule, more)
        if not found.always:
            return node.indicator.least, node.indicator.weight
        least, most = self._inside(node, found)
        return None if least == most else (self._plan.points(least), self._plan.points(most))

    def _open(
        self, node: Node, rule: Rule, reason: GapReason, missing: frozenset[str], more: Mapping[str, Ends]
    ) -> Found[Computed | Gap]:
        """
        The points of a rule with open parts where they are certain all the same, or the gap.

        Where a division by zero is possible, a gap with the indicator's own limits is possible too.
        """
        found = self._unit.limits(node, rule, more)
        if not found.ever:
            return self._unknown(node, "undefined", missing, text(rule.formula))
        least, most = possible = self._inside(node, found)
        if not found.always:
            gap, ends, _ = self._unknown(node, reason, missing)
            return gap, ends, possible
        if least == most:
            return self._computed(node, rule, least, tuple(sorted(missing)), more)
        return Gap(self._plan.points(least), self._plan.points(most), reason, tuple(sorted(missing))), possible, possible

    @staticmethod
    def _unknown(node: Node, reason: GapReason, missing: Collection[str] = (), detail: str = "") -> Found[Gap]:
        """A gap between the limits of its indicator."""
        ends = node.least, node.weight
        return Gap(node.indicator.least, node.indicator.weight, reason, tuple(sorted(missing)), detail), ends, ends

    def _inside(self, node: Node, found: Reached) -> Ends:
        """Limits inside those of the indicator; refuses limits that lie wholly outside."""
        if found.always and (found.least > node.weight or found.most < node.least):
            self._refuse(node, self._plan.points(found.least if found.least > node.weight else found.most))
        return max(found.least, node.least), min(found.most, node.weight)

    @staticmethod
    def _refuse(node: Node, points: Fraction) -> NoReturn:
        ends = number.plain(node.indicator.least), number.plain(node.indicator.weight)
        raise ScoreOutOfRangeError(node.indicator.id, number.plain(points), *ends)


def _is_dropped(node: Node) -> bool:
    """Whether a node that does not apply counts nowhere, neither in points nor in weight."""
    return node.indicator.not_applicable == "leave_out"


def _silent(plan: Plan) -> Nodes:
    """The nodes of a unit of which nothing is known, shared by all units and found when the first one needs them."""
    return Nodes(plan, Evidence(interpretations=Pairs.of(plan.adopted)), {}, "gap")
