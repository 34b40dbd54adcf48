"""What is said of a unit without points: its grade, and the alerts that it raises."""

from collections.abc import Mapping
from fractions import Fraction

from attrs import evolve

from perfrules.assess.knowledge import Knowledge
from perfrules.assess.plan import Plan
from perfrules.domain import Domain
from perfrules.evidence import Evidence
from perfrules.formula.bounds import bounds
from perfrules.formula.extent import Bounds
from perfrules.formula.interval import Interval
from perfrules.formula.syntax import Choose, Condition, Number, names
from perfrules.framework import Grade
from perfrules.rules import TOTAL, rules, spelled_out
from perfrules.score import Gap, Score, Subtotal
from perfrules.scorecard import Raised

_ONE, _ZERO = Number(Fraction(1)), Number(Fraction(0))


class Remarks:
    """What the conditions of grades and alerts say about one unit."""

    def __init__(self, plan: Plan, evidence: Evidence, scores: Mapping[str, Score], whole: Subtotal | Gap) -> None:
        self._plan = plan
        self._evidence = evidence
        self._scores = scores
        self._whole = whole
        self._conditions = rules(plan.framework).conditions

    def grade(self) -> str | None:
        """The band in which both ends of the total lie, if it is certain that nothing rules it out."""
        framework = self._plan.framework
        if not framework.is_scored:
            return None
        lower = self._band(self._whole.least)
        return lower if self._whole.points is not None or lower == self._band(self._whole.most) else None

    def _band(self, total: Fraction) -> str | None:
        count = self._plan.count(total)  # a total has no more decimals than scores have
        for position, (grade, start) in enumerate(self._plan.grades, 1):
            if count is not None and count >= start and (excluded := self._is_ruled_out(grade, position)) is not True:
                return None if excluded is None else grade.name
        return None

    def _is_ruled_out(self, grade: Grade, position: int) -> bool | None:
        return False if grade.unless is None else self._holds(self._conditions[f"grades/{position}"])

    def alerts(self) -> tuple[Raised, ...]:
        """The alerts that the unit raises, and those of which what is missing decides."""
        alerts = self._plan.framework.alerts
        found = ((one, self._holds(self._conditions[f"alerts/{position}"])) for position, one in enumerate(alerts, 1))
        return tuple(Raised(one.name, one.label, holds) for one, holds in found if holds is not False)

    def _holds(self, condition: Condition) -> bool | None:
        """Whether a condition holds; None where that hangs on what is missing, or it divides by zero."""
        knowledge = Knowledge(self._plan.framework, self._evidence)
        written = spelled_out(self._plan.framework, condition, knowledge.stand_ins, self._plan.adopted)
        domains = {name: self._domain(name) for name in names(written)}
        found = bounds(Choose(written, _ONE, _ZERO), domains)
        holds = found.span.point if found.defined else None
        return None if holds is None else bool(holds)

    def _domain(self, name: str) -> Domain | Bounds:
        """What is known under a name: a point, or all between two."""
        if name == TOTAL or name in self._scores:
            score = self._whole if name == TOTAL else self._scores[name]
            return Bounds(Interval(score.least, score.most), self._plan.framework.step, defined=True)
        if name in self._evidence.facts:
            domain, value = self._plan.framework.declared[name].domain, Fraction(self._evidence.facts[name].value)
            return evolve(domain, least=value, most=value)
        if name in self._plan.framework.declared:
            return self._plan.framework.declared[name].domain
        value = Fraction(self._evidence.values[name].value)
        return Bounds(Interval(value, value), None, defined=True)
