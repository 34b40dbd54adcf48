"""The outcome of each node: computed, judged, taken over from the report, or a gap with its limits."""

import math
from collections import ChainMap
from collections.abc import Mapping
from fractions import Fraction

from perfrules import number
from perfrules.assess.knowledge import Knowledge, Support, worth
from perfrules.domain import Domain
from perfrules.errors import ScoreOutOfRangeError, UndefinedError
from perfrules.evidence import Evidence
from perfrules.formula.extent import Bounds
from perfrules.formula.syntax import Formula
from perfrules.framework import Framework
from perfrules.indicator import Branch, Calculated, Indicator, Judgeable
from perfrules.rules import TOTAL, point_domain, rules
from perfrules.score import Computed, Gap, Judged, NotApplicable, Score, Stated, Subtotal
from perfrules.scorecard import StatedPolicy

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

    def total(self) -> Ends:
        """The limits of the total, after finding the outcome of every node."""
        for indicator in self._framework.indicators:
            self._find(indicator)
        ends = self._sum(self._framework.indicators)
        formula = self._rules.formula(TOTAL)
        if formula is None:
            return ends
        around = {one: self._domain((score.least, score.most)) for one, score in self.found.items()}
        around["subtotal"] = self._domain(ends)
        around["weight"] = self._domain((self._framework.points, self._framework.points))
        span = self._knowledge.span(formula, around)
        return self._limits(TOTAL, span, Fraction(0), self._framework.points)

    def _find(self, indicator: Indicator) -> None:
        for child in indicator.children:
            self._find(child)
        score = self._not_applicable(indicator) or self._outcome(indicator)
        self.found[indicator.id] = self._stated(indicator, score) if self._policy == "keep" else score

    def _stated(self, indicator: Indicator, score: Score) -> Score:
        """A printed score in place of open points, if what is known allows it."""
        if not isinstance(score, Gap | Subtotal) or score.points is not None or indicator.id not in self._evidence.stated:
            return score
        points = self._evidence.stated[indicator.id]
        if score.least <= points <= score.most and (points / self._framework.step).denominator == 1:
            return Stated(points, (score.least, score.most))
        return Gap(score.least, score.most, "stated-out-of-range", score.missing, number.plain(points))

    def _not_applicable(self, indicator: Indicator) -> NotApplicable | None:
        if indicator.id not in self._evidence.not_applicable:
            return None
        points = indicator.weight if indicator.not_applicable == "full" else Fraction(0)
        return NotApplicable(points, indicator.not_applicable, self._evidence.not_applicable[indicator.id])

    def _outcome(self, indicator: Indicator) -> Score:
        formula = self._rules.formula(indicator.id, self._evidence.interpretations.get(indicator.id, ""))
        match indicator.rule:
            case Branch():
                return self._branch(indicator, formula)
            case Judgeable():
                return self._judged(indicator, formula)
            case Calculated():
                return self._leaf(indicator, formula)

    def _leaf(self, indicator: Indicator, formula: Formula | None) -> Score:
        if formula is None:  # pragma: no cover  # `require_valid` has refused a framework with an unbound rule
            raise KeyError(indicator.id)
        support = self._knowledge.support(formula)
        reading = self._evidence.interpretations.get(indicator.id, "")
        if support.missing:
            ends, certain = self._open(indicator, formula, support)
            missing = tuple(sorted(support.missing))
            if certain:
                return Computed(ends[0], tuple(sorted(support.printed)), None, missing, reading)
            return Gap(*ends, "missing", missing)
        points = worth(formula, ChainMap({"weight": indicator.weight}, self._known()))
        if isinstance(points, UndefinedError):
            return Gap(indicator.least, indicator.weight, "undefined", detail=points.text)
        self._check_range(indicator.id, points, indicator.least, indicator.weight)
        return Computed(points, tuple(sorted(support.printed)), self._spread(indicator, formula), (), reading)

    def _open(self, indicator: Indicator, formula: Formula, support: Support) -> tuple[Ends, bool]:
        """As `_bounded`; a leaf of which nothing is known has the same limits for every unit, which are found once."""
        if support.given or support.printed or self._evidence.interpretations:
            return self._bounded(indicator, formula, {})
        return self._framework.memory.once(f"open {indicator.id}", lambda: self._bounded(indicator, formula, {}))

    def _spread(self, indicator: Indicator, formula: Formula) -> Ends | None:
        """Where the points could lie if the printed ratios were rounded, if that makes a difference."""
        if not self._knowledge.support(formula).printed:
            return None
        span = self._knowledge.spread(formula, {"weight": self._domain((indicator.weight, indicator.weight))})
        least, most = self._limits(indicator.id, span, indicator.least, indicator.weight)
        return None if least == most else (least, most)

    def _judged(self, indicator: Indicator, formula: Formula | None) -> Score:
        if indicator.id not in self._evidence.judged:
            return self._not_judged(indicator, formula)
        given = self._evidence.judged[indicator.id]
        if formula is None:
            return Judged(given.points, given.by, given.reason)
        missing = self._knowledge.support(formula).missing
        if missing:
            ends, certain = self._bounded(indicator, formula, {"judged": self._domain((given.points, given.points))})
            return Judged(ends[0], given.by, given.reason) if certain else Gap(*ends, "missing", tuple(sorted(missing)))
        points = worth(formula, ChainMap({"weight": indicator.weight, "judged": given.points}, self._known()))
        if isinstance(points, UndefinedError):
            return Gap(indicator.least, indicator.weight, "undefined", detail=points.text)
        self._check_range(indicator.id, points, indicator.least, indicator.weight)
        return Judged(points, given.by, given.reason)

    def _not_judged(self, indicator: Indicator, formula: Formula | None) -> Score:
        if formula is None:
            return Gap(indicator.least, indicator.weight, "not-judged")
        missing = tuple(sorted(self._knowledge.support(formula).missing))
        ends, certain = self._bounded(indicator, formula, {"judged": self._domain((Fraction(0), indicator.weight))})
        return Computed(ends[0], whatever=missing) if certain else Gap(*ends, "not-judged", missing)

    def _branch(self, indicator: Indicator, formula: Formula | None) -> Score:
        ends = self._sum(indicator.children)
        if formula is None:
            return Subtotal(*ends)
        below = {child.id: self.found[child.id] for child in indicator.children}
        missing = tuple(sorted(self._knowledge.support(formula).missing))
        if not missing and all(score.points is not None for score in below.values()):
            return self._computed_branch(indicator, formula, ends[0])
        around = {one: self._domain((score.least, score.most)) for one, score in below.items()}
        limits, _ = self._bounded(indicator, formula, {**around, "subtotal": self._domain(ends)})
        return Subtotal(*limits, missing)

    def _computed_branch(self, indicator: Indicator, formula: Formula, subtotal: Fraction) -> Score:
        around: dict[str, Fraction | bool] = {child.id: self.found[child.id].least for child in indicator.children}
        around |= {"subtotal": subtotal, "weight": indicator.weight}
        points = worth(formula, ChainMap(around, self._known()))
        if isinstance(points, UndefinedError):
            return Gap(indicator.least, indicator.weight, "undefined", detail=points.text)
        self._check_range(indicator.id, points, indicator.least, indicator.weight)
        return Subtotal(points, points)

    def _bounded(self, indicator: Indicator, formula: Formula, around: Mapping[str, Domain]) -> tuple[Ends, bool]:
        """The limits of a rule with missing facts, and whether they leave one certain number of points."""
        weight = self._domain((indicator.weight, indicator.weight))
        span = self._knowledge.span(formula, {"weight": weight, **around})
        least, most = self._limits(indicator.id, span, indicator.least, indicator.weight)
        return (least, most), least == most and span.defined

    def _limits(self, id: str, proven: Bounds, least: Fraction, most: Fraction) -> Ends:  # noqa: A002  # the field's word
        """Proven limits inside those of the indicator, drawn in to whole steps of a score."""
        span, step = proven.span, self._framework.step
        if span.is_empty:
            return least, most
        low = least if span.least is None else max(least, math.ceil(span.least / step) * step)
        high = most if span.most is None else min(most, math.floor(span.most / step) * step)
        self._check_range(id, low, least, most)
        self._check_range(id, high, least, most)
        return low, high

    def _sum(self, indicators: tuple[Indicator, ...]) -> Ends:
        scores = [self.found[indicator.id] for indicator in indicators]
        return sum((one.least for one in scores), Fraction(0)), sum((one.most for one in scores), Fraction(0))

    def _domain(self, ends: Ends) -> Domain:
        return Domain("number", "", self._framework.decimals, *ends)

    def _known(self) -> dict[str, Fraction | bool]:
        return self._knowledge  # type: ignore[return-value]  # ChainMap only reads, and is typed as if it wrote

    @staticmethod
    def _check_range(id: str, points: Fraction, least: Fraction, most: Fraction) -> None:  # noqa: A002  # the field's word
        if not least <= points <= most:
            raise ScoreOutOfRangeError(id, number.plain(points), number.plain(least), number.plain(most))
