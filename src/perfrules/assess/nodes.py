"""The outcome of each node: computed, judged, taken over from the report, or a gap with its limits."""

import math
from collections import ChainMap
from collections.abc import Mapping
from fractions import Fraction
from typing import assert_never

from perfrules import number
from perfrules.assess.knowledge import Knowledge, Support, worth
from perfrules.domain import Domain
from perfrules.errors import ScoreOutOfRangeError, UndefinedError
from perfrules.evidence import Evidence
from perfrules.formula.extent import Bounds
from perfrules.formula.syntax import Formula
from perfrules.formula.text import text
from perfrules.framework import Framework
from perfrules.indicator import Branch, Calculated, Indicator, Judgeable
from perfrules.rules import TOTAL, rules
from perfrules.score import Computed, Gap, GapReason, Judged, NotApplicable, Score, Stated, Subtotal
from perfrules.scorecard import StatedPolicy, whole

Ends = tuple[Fraction, Fraction]


class Nodes:
    """The outcomes of all nodes of one unit, found from the leaves upward."""

    def __init__(self, framework: Framework, evidence: Evidence, policy: StatedPolicy) -> None:
        self._framework = framework
        self._evidence = evidence
        self._policy = policy
        self._rules = rules(framework)
        self._knowledge = Knowledge(framework, evidence)
        self.found: dict[str, Score] = {}

    def total(self) -> Subtotal | Gap:
        """The outcome of the whole table, after finding that of every node."""
        for indicator in self._framework.indicators:
            self._find(indicator)
        return self._branch(whole(self._framework), self._rules.formula(TOTAL), self.found)

    def _find(self, indicator: Indicator) -> None:
        for child in indicator.children:
            self._find(child)
        score = self._not_applicable(indicator) or self._outcome(indicator)
        self.found[indicator.id] = self._stated(indicator, score) if self._policy == "keep" else score

    def _stated(self, indicator: Indicator, score: Score) -> Score:
        """A printed score in place of open points, if what is known allows it."""
        if not isinstance(score, Gap | Subtotal) or score.points is not None or indicator.id not in self._evidence.stated:
            return score
        if self._is_undefined(indicator, score):
            return score
        points = self._evidence.stated[indicator.id]
        if score.least <= points <= score.most and (points / self._framework.step).denominator == 1:
            return Stated(points, (score.least, score.most))
        return Gap(score.least, score.most, "stated-out-of-range", score.missing, number.plain(points))

    def _is_undefined(self, indicator: Indicator, score: Score) -> bool:
        """Whether points are open here because of a division by zero: for those no printed score stands in."""
        if isinstance(score, Gap) and score.reason == "undefined":
            return True
        below = indicator.children if isinstance(score, Gap | Subtotal) else ()
        return any(self._is_undefined(child, self.found[child.id]) for child in below)

    def _not_applicable(self, indicator: Indicator) -> NotApplicable | None:
        if indicator.id not in self._evidence.not_applicable:
            return None
        points = indicator.weight if indicator.not_applicable == "full" else Fraction(0)
        return NotApplicable(points, indicator.not_applicable, self._evidence.not_applicable[indicator.id])

    def _outcome(self, indicator: Indicator) -> Score:
        formula = self._rules.formula(indicator.id, self._reading(indicator))
        match indicator.rule:
            case Branch(children=children):
                return self._branch(indicator, formula, {child.id: self.found[child.id] for child in children})
            case Judgeable():
                return self._judgeable(indicator, formula)
            case Calculated():
                return self._leaf(indicator, formula)
        assert_never(indicator.rule)

    def _reading(self, indicator: Indicator) -> str:
        return self._evidence.interpretations.get(indicator.id, "")

    def _leaf(self, indicator: Indicator, formula: Formula | None) -> Score:
        if formula is None:  # pragma: no cover  # `require_valid` has refused a framework with an unbound rule
            raise KeyError(indicator.id)
        support = self._knowledge.support(formula)
        if support.missing:
            found = self._open(indicator, formula, "missing", support, self._reach_of_leaf(indicator, formula, support))
        else:
            found = self._points(indicator, formula, {})
        return found if isinstance(found, Gap) else self._computed(indicator, formula, found)

    def _computed(self, indicator: Indicator, formula: Formula, points: Fraction) -> Computed:
        support = self._knowledge.support(formula)
        spread = self._spread(indicator, formula) if support.printed else None
        return Computed(points, tuple(sorted(support.printed)), spread, tuple(sorted(support.missing)), self._reading(indicator))

    def _spread(self, indicator: Indicator, formula: Formula) -> Ends | None:
        """Where the points could lie if the printed ratios were rounded, if that makes a difference."""
        around = {"weight": self._domain((indicator.weight, indicator.weight)), **self._range_of_judgement(indicator)}
        least, most = self._limits(indicator, self._knowledge.spread(formula, around))
        return None if least == most else (least, most)

    def _judgeable(self, indicator: Indicator, formula: Formula | None) -> Score:
        if indicator.id not in self._evidence.judged:
            return self._not_judged(indicator, formula)
        given = self._evidence.judged[indicator.id]
        if formula is None:
            return Judged(given.points, given.by, given.reason, given.points)
        support = self._knowledge.support(formula)
        if support.missing:
            reach = self._reach(indicator, formula, {"judged": self._domain((given.points, given.points))})
            found = self._open(indicator, formula, "missing", support, reach)
        else:
            found = self._points(indicator, formula, {"judged": given.points})
        return found if isinstance(found, Gap) else Judged(found, given.by, given.reason, given.points)

    def _not_judged(self, indicator: Indicator, formula: Formula | None) -> Score:
        if formula is None:
            return Gap(indicator.least, indicator.weight, "not-judged")
        reach = self._reach(indicator, formula, self._range_of_judgement(indicator))
        found = self._open(indicator, formula, "not-judged", self._knowledge.support(formula), reach)
        return found if isinstance(found, Gap) else self._computed(indicator, formula, found)

    def _range_of_judgement(self, indicator: Indicator) -> dict[str, Domain]:
        """Between which points a person can judge."""
        if not isinstance(indicator.rule, Judgeable):
            return {}
        allowed = indicator.rule.allowed
        points = allowed if isinstance(allowed, tuple) else (Fraction(0), indicator.weight)
        return {"judged": self._domain((min(points), max(points)))}

    def _branch(self, indicator: Indicator, formula: Formula | None, below: Mapping[str, Score]) -> Subtotal | Gap:
        ends = self._sum(indicator.children)
        if formula is None:
            return Subtotal(*ends)
        support = self._knowledge.support(formula)
        found: Fraction | Gap
        if not support.missing and all(score.points is not None for score in below.values()):
            found = self._points(indicator, formula, {"subtotal": ends[0], **{one: score.least for one, score in below.items()}})
        else:
            around = {one: self._domain((score.least, score.most)) for one, score in below.items()}
            reach = self._reach(indicator, formula, {**around, "subtotal": self._domain(ends)})
            found = self._open(indicator, formula, "missing", support, reach)
        if isinstance(found, Gap):
            return found if found.reason == "undefined" else Subtotal(found.least, found.most, found.missing)
        return Subtotal(found, found, tuple(sorted(support.missing)))

    def _points(self, indicator: Indicator, formula: Formula, around: Mapping[str, Fraction]) -> Fraction | Gap:
        """What a rule gives when all that it names is known, or the gap where it divides by zero."""
        known = self._knowledge
        points = worth(formula, ChainMap({"weight": indicator.weight, **around}, known))  # type: ignore[arg-type]  # only read
        if isinstance(points, UndefinedError):
            return Gap(indicator.least, indicator.weight, "undefined", detail=points.text)
        self._check_range(indicator, points)
        return points

    def _open(self, indicator: Indicator, formula: Formula, reason: GapReason, support: Support, reach: Bounds) -> Fraction | Gap:
        """The points of a rule with missing parts where they are certain all the same, or the gap."""
        missing = tuple(sorted(support.missing))
        if reach.span.is_empty:
            return Gap(indicator.least, indicator.weight, "undefined", missing, text(formula))
        least, most = self._limits(indicator, reach)
        return least if least == most and reach.defined else Gap(least, most, reason, missing)

    def _reach(self, indicator: Indicator, formula: Formula, around: Mapping[str, Domain]) -> Bounds:
        """What is proven about a rule with missing parts."""
        return self._knowledge.span(formula, {"weight": self._domain((indicator.weight, indicator.weight)), **around})

    def _reach_of_leaf(self, indicator: Indicator, formula: Formula, support: Support) -> Bounds:
        """As `_reach`; a leaf of which nothing is known has the same limits for every unit, which are found once."""
        if support.given or support.printed or self._evidence.interpretations:
            return self._reach(indicator, formula, {})
        return self._framework.memory.once(f"open {indicator.id}", lambda: self._reach(indicator, formula, {}))

    def _limits(self, indicator: Indicator, reach: Bounds) -> Ends:
        """
        Proven limits inside those of the indicator, drawn in to whole steps of a score.

        Where a division by zero is possible, a gap with the indicator's own limits is possible too.
        """
        span, step = reach.span, self._framework.step
        low, high = span.least, span.most
        least = indicator.least if low is None else max(indicator.least, math.ceil(low / step) * step)
        most = indicator.weight if high is None else min(indicator.weight, math.floor(high / step) * step)
        self._check_range(indicator, least)
        self._check_range(indicator, most)
        return (least, most) if reach.defined else (indicator.least, indicator.weight)

    def _sum(self, indicators: tuple[Indicator, ...]) -> Ends:
        scores = [self.found[indicator.id] for indicator in indicators]
        return sum((one.least for one in scores), Fraction(0)), sum((one.most for one in scores), Fraction(0))

    def _domain(self, ends: Ends) -> Domain:
        return Domain("number", "", self._framework.decimals, *ends)

    @staticmethod
    def _check_range(indicator: Indicator, points: Fraction) -> None:
        least, most = indicator.least, indicator.weight
        if not least <= points <= most:
            raise ScoreOutOfRangeError(indicator.id, number.plain(points), number.plain(least), number.plain(most))
