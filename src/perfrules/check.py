"""check(framework) -> problems: what can be known before any evidence."""

from collections.abc import Iterator
from fractions import Fraction
from math import prod

from attrs import frozen

from perfrules import number
from perfrules.domain import Domain, shown
from perfrules.errors import InvalidFrameworkError, Problem
from perfrules.formula.expand import MAX_STEPS, steps
from perfrules.formula.syntax import Formula, names
from perfrules.formula.witness import NotProven, Outcome, Proven, Refuted, inside
from perfrules.framework import Framework
from perfrules.indicator import Branch, Indicator, Judgeable, walk
from perfrules.rules import (
    MAX_READINGS,
    TOTAL,
    indicator_path,
    point_domain,
    problem_at,
    rules,
    spelled_out,
    with_weight,
)

CODES = (
    "duplicate-id",
    "reserved-name",
    "cycle",
    "invalid-formula",
    "weights",
    "no-indicator",
    "off-lattice",
    "out-of-range",
    "perhaps-out-of-range",
    "never-defined",
    "perhaps-undefined",
    "too-large",
    "too-many-readings",
    "duplicate-reading",
    "judged-points",
    "least",
    "grades",
    "not-used",
)
"""The codes of the problems that `check` finds."""


def check(framework: Framework) -> tuple[Problem, ...]:
    """
    What is wrong with a framework: errors (it is refused), warnings (nothing is proven), notes.

    It proves for each rule that its points lie on the framework's decimals and inside least and weight, or refutes it with
    values that were run. The same framework is checked once.
    """
    return framework.memory.once("check", lambda: tuple(_Check(framework).problems()))


def require_valid(framework: Framework) -> None:
    """Raise `InvalidFrameworkError` with all errors of a framework, if it has any."""
    errors = tuple(problem for problem in check(framework) if problem.severity == "error")
    if errors:
        raise InvalidFrameworkError(framework.id, errors)


@frozen
class _Rule:
    """A formula to be checked: where it stands, and what surrounds it."""

    path: str
    formula: Formula
    domains: dict[str, Domain]
    least: Fraction
    weight: Fraction


class _Check:
    def __init__(self, framework: Framework) -> None:
        self._framework = framework
        self._rules = rules(framework)

    def problems(self) -> Iterator[Problem]:
        yield from self._rules.problems
        yield from self._weights()
        yield from self._indicators()
        yield from self._grades()
        yield from self._readings()
        if not self._rules.problems:
            for rule in self._scored():
                yield from self._rule(rule)
            yield from self._unused()

    def _problem(self, severity: str, code: str, path: str, message: str) -> Problem:
        return problem_at(self._framework, severity, code, path, message)

    def _weights(self) -> Iterator[Problem]:
        framework = self._framework
        if not framework.indicators:
            yield self._problem("error", "no-indicator", "indicators", "a framework has at least one indicator")
        yield from self._sum("indicators", framework.indicators, framework.points, "`points.total`")
        for path in walk(framework.indicators):
            where = indicator_path(path)
            if isinstance(path[-1].rule, Branch) and not path[-1].children:
                yield self._problem("error", "no-indicator", where, "a branch has at least one child")
            if path[-1].children:
                yield from self._sum(where, path[-1].children, path[-1].weight, "its weight")
            if not self._on_lattice(path[-1].weight):
                message = f"the weight {number.plain(path[-1].weight)} has more than {framework.decimals} decimals"
                yield self._problem("error", "off-lattice", f"{where}/weight", message)

    def _sum(self, path: str, children: tuple[Indicator, ...], weight: Fraction, what: str) -> Iterator[Problem]:
        found = sum((child.weight for child in children), Fraction(0))
        if children and found != weight:
            terms = " + ".join(number.plain(child.weight) for child in children)
            message = f"the weights below add up to {terms} = {number.plain(found)}, {what} is {number.plain(weight)}"
            yield self._problem("error", "weights", path, message)

    def _indicators(self) -> Iterator[Problem]:
        for path in walk(self._framework.indicators):
            indicator, where = path[-1], indicator_path(path)
            if not 0 <= indicator.least <= indicator.weight or not self._on_lattice(indicator.least):
                message = f"`least` {number.plain(indicator.least)} is not between 0 and the weight, with the decimals of a score"
                yield self._problem("error", "least", f"{where}/least", message)
            if isinstance(indicator.rule, Judgeable) and isinstance(indicator.rule.allowed, tuple) and indicator.rule.formula is None:
                yield from self._allowed(where, indicator, indicator.rule.allowed)

    def _allowed(self, path: str, indicator: Indicator, allowed: tuple[Fraction, ...]) -> Iterator[Problem]:
        for points in allowed:
            if not indicator.least <= points <= indicator.weight or not self._on_lattice(points):
                message = f"{number.plain(points)} points cannot be given: the indicator has {_range(indicator)}"
                yield self._problem("error", "judged-points", f"{path}/judged", message)

    def _grades(self) -> Iterator[Problem]:
        framework = self._framework
        bounds = [grade.at_least for grade in framework.grades]
        if bounds != sorted(set(bounds), reverse=True):
            yield self._problem("error", "grades", "grades", "the lower bounds of the grades do not fall from one to the next")
        elif bounds and bounds[-1] > 0:
            yield self._problem("warning", "grades", "grades", f"totals below {number.plain(bounds[-1])} have no grade")
        if any(bound > framework.points for bound in bounds):
            yield self._problem("error", "grades", "grades", f"a grade starts above {number.plain(framework.points)} points")

    def _readings(self) -> Iterator[Problem]:
        counts = []
        owners = [(f"values/{value.id}", value.interpretations) for value in self._framework.values]
        owners += [(indicator_path(path), path[-1].interpretations) for path in walk(self._framework.indicators)]
        for path, others in owners:
            counts.append(len(others) + 1)
            if len({other.name for other in others}) < len(others):
                yield self._problem("error", "duplicate-reading", f"{path}/interpretations", "two interpretations share a name")
        if prod(counts) > MAX_READINGS:
            message = f"the interpretations combine in {prod(counts)} ways, at most {MAX_READINGS} can be reported"
            yield self._problem("error", "too-many-readings", "indicators", message)

    def _on_lattice(self, points: Fraction) -> bool:
        return (points / self._framework.step).denominator == 1

    def _scored(self) -> Iterator[_Rule]:
        facts = {fact.id: fact.domain for fact in self._framework.facts}
        for path in walk(self._framework.indicators):
            indicator = path[-1]
            around = {**facts, **self._around(indicator.children), **self._judged(indicator)}
            where = indicator_path(path)
            if indicator.id in self._rules.formulas:
                yield _Rule(f"{where}/formula", self._rules.formulas[indicator.id], around, indicator.least, indicator.weight)
            for count, formula in enumerate(self._rules.readings[indicator.id].values(), 1):
                yield _Rule(f"{where}/interpretations/{count}/formula", formula, around, indicator.least, indicator.weight)
        if TOTAL in self._rules.formulas:
            everything = self._around(tuple(path[-1] for path in walk(self._framework.indicators)), self._framework.indicators)
            yield _Rule("total/formula", self._rules.formulas[TOTAL], {**facts, **everything}, Fraction(0), self._framework.points)

    def _around(self, indicators: tuple[Indicator, ...], summed: tuple[Indicator, ...] | None = None) -> dict[str, Domain]:
        """The domains of points below a branch, and of their sum."""
        decimals = self._framework.decimals
        found = {one.id: Domain("number", "", decimals, one.least, one.weight) for one in indicators}
        parts = indicators if summed is None else summed
        least, most = (sum(ends, Fraction(0)) for ends in ((one.least for one in parts), (one.weight for one in parts)))
        return {**found, "subtotal": Domain("number", "", decimals, least, most)}

    def _judged(self, indicator: Indicator) -> dict[str, Domain]:
        if not isinstance(indicator.rule, Judgeable):
            return {}
        allowed = indicator.rule.allowed
        given = allowed if isinstance(allowed, tuple) else (Fraction(0), indicator.weight)
        return {"judged": Domain("number", "", self._framework.decimals, min(given), max(given))}

    def _rule(self, rule: _Rule) -> Iterator[Problem]:
        formula = with_weight(spelled_out(self._framework, rule.formula), rule.weight)
        if steps(formula) > MAX_STEPS:
            message = f"with its values and functions written out the rule has more than {MAX_STEPS} steps"
            yield self._problem("error", "too-large", rule.path, message)
            return
        outcome = inside(formula, rule.domains, rule.least, rule.weight)
        yield from self._range(rule, outcome)
        if not isinstance(outcome, Refuted):
            yield from self._proofs(rule, outcome)

    def _range(self, rule: _Rule, outcome: Outcome) -> Iterator[Problem]:
        limits = f"{number.plain(rule.least)} to {number.plain(rule.weight)}"
        if isinstance(outcome, Refuted):
            given = ", ".join(f"{name} = {self._shown(rule, name, value)}" for name, value in outcome.values)
            message = f"gives {number.plain(outcome.result)} points for {given}, outside {limits}; write `min(…, weight)`"
            yield self._problem("error", "out-of-range", rule.path, message)
        elif isinstance(outcome, NotProven):
            message = f"it is not proven that the points lie in {limits}; write `min(…, weight)` or `max(…, 0)`"
            yield self._problem("warning", "perhaps-out-of-range", rule.path, message)

    @staticmethod
    def _shown(rule: _Rule, name: str, value: Fraction | bool) -> str:
        return shown(value, rule.domains[name])

    def _proofs(self, rule: _Rule, outcome: Proven | NotProven) -> Iterator[Problem]:
        found = outcome.bounds
        if found.span.is_empty:
            yield self._problem("error", "never-defined", rule.path, "the rule never has a value: it always divides by zero")
            return
        if found.lattice is None or not self._on_lattice(found.lattice):
            step = number.text(self._framework.step, self._framework.decimals)
            message = f"it is not proven that the points stop after {self._framework.decimals} decimals; write `cut(…, {step})`"
            yield self._problem("error", "off-lattice", rule.path, f"{message} or `half_up(…, {step})`")
        if not found.defined:
            message = "the rule has no value where a division by zero is reached; such a unit gets a gap"
            yield self._problem("note", "perhaps-undefined", rule.path, message)

    def _unused(self) -> Iterator[Problem]:
        used: set[str] = set()
        for formula in (*self._rules.formulas.values(), *(one for own in self._rules.readings.values() for one in own.values())):
            used |= names(formula)
        for kind, ids in (("facts", self._framework.declared), ("values", self._framework.named)):
            for name in sorted(ids.keys() - used):
                yield self._problem("note", "not-used", f"{kind}/{name}", "no formula uses it")


def _range(indicator: Indicator) -> str:
    return f"{number.plain(indicator.least)} to {number.plain(indicator.weight)}"
