"""What the evidence says about each value: computed, printed, missing or without a value."""

from collections.abc import Iterator, Mapping
from fractions import Fraction
from functools import lru_cache
from typing import TypeVar

import attrs
from attrs import frozen

from perfrules.assess.plan import Plan, Rule, plan
from perfrules.domain import Domain
from perfrules.errors import UndefinedError
from perfrules.evidence import Evidence, Known
from perfrules.formula.bounds import bounds
from perfrules.formula.evaluate import evaluate
from perfrules.formula.extent import Bounds
from perfrules.formula.syntax import Formula, names
from perfrules.framework import Framework
from perfrules.rules import spelled_out

N = TypeVar("N", int, Fraction)

_NOTHING: frozenset[str] = frozenset()


@frozen
class Support:
    """On what a formula rests: facts that were given, printed ratios that stand in, and facts that nobody gave."""

    given: frozenset[str] = _NOTHING
    printed: frozenset[str] = _NOTHING
    missing: frozenset[str] = _NOTHING


@lru_cache(maxsize=1024)
def _as_printed(value: str) -> Support:
    """The support of a value that is taken as printed."""
    return Support(printed=frozenset({value}))


class Knowledge(Mapping[str, Fraction | bool]):
    """
    The names of one unit's facts and values with what they are worth.

    A value is computed when it is first asked for; one that divides by zero raises `UndefinedError` then, so a formula
    that never reaches it is not harmed.
    """

    def __init__(self, framework: Framework, evidence: Evidence) -> None:
        self._plan: Plan = plan(framework, evidence.interpretations)
        self._printed = dict(evidence.values.pairs)
        self._worth: dict[str, Fraction | bool] = {}
        self._supports: dict[str, Support] = {}
        self._facts = dict(evidence.facts.pairs)

    @property
    def stand_ins(self) -> frozenset[str]:
        """The values that are taken as printed."""
        return frozenset([value for value in self._printed if value in self._support_of_value(value).printed])

    def support(self, formula: Formula) -> Support:
        """On what a bound formula rests."""
        used = names(formula)
        return self._support(used & self._plan.facts, used & self._plan.values.keys())

    def support_of(self, rule: Rule) -> Support:
        """On what a rule rests."""
        return self._support(rule.facts, rule.values)

    def _support(self, facts: frozenset[str], values: frozenset[str]) -> Support:
        missing = facts.difference(self._facts)
        given, printed = facts - missing, _NOTHING
        for value in values:
            behind = self._support_of_value(value)
            given, printed, missing = given | behind.given, printed | behind.printed, missing | behind.missing
        return Support(given, printed, missing)

    def _support_of_value(self, value: str) -> Support:
        """On what a value rests, found when it is first asked for."""
        if value not in self._supports:
            rule = self._plan.values[value]
            own = self.support_of(rule)
            stands_in = own.missing and value in self._printed and not self._never_has_a_value(rule, own)
            self._supports[value] = _as_printed(value) if stands_in else own
        return self._supports[value]

    def _never_has_a_value(self, rule: Rule, support: Support) -> bool:
        """Whether what is given already divides by zero: for that no printed ratio stands in."""
        return bool(support.given) and self._between(rule.formula).span.is_empty

    def _between(self, formula: Formula) -> Bounds:
        """Where a bound formula lies, with what is given as points and the rest anywhere in its domain."""
        written = spelled_out(self._plan.framework, formula, (), self._plan.adopted)
        return bounds(written, {fact.id: self._domain(fact.id) for fact in self._plan.framework.facts})

    def _domain(self, fact: str) -> Domain:
        domain = self._plan.framework.declared[fact].domain
        if fact not in self._facts:
            return domain
        value = Fraction(self._facts[fact].value)
        return attrs.evolve(domain, least=value, most=value)

    def __getitem__(self, name: str) -> Fraction | bool:
        if name in self._facts:
            return self._facts[name].value
        if name not in self._worth:
            self._worth[name] = self._compute(name)
        return self._worth[name]

    def _compute(self, name: str) -> Fraction:
        if name in self._support_of_value(name).printed:
            return Fraction(self._printed[name].value)
        return evaluate(self._plan.values[name].formula, self)

    def __contains__(self, name: object) -> bool:
        if name in self._plan.facts:
            return name in self._facts
        return name in self._plan.values and not self._support_of_value(str(name)).missing

    def __iter__(self) -> Iterator[str]:
        declared = (fact.id for fact in self._plan.framework.facts)
        return (name for name in (*declared, *self._plan.values) if name in self)

    def __len__(self) -> int:
        return sum(1 for _ in self)


def around_printed(known: Known) -> tuple[Fraction, Fraction]:
    """The numbers that are printed like this one, rounded half up or cut; one that was never printed is exact."""
    return widened(Fraction(known.value), known.unit / 2, known.unit)


def widened(value: N, half: N, unit: N) -> tuple[N, N]:
    """What is printed like a value whose last digit is worth a unit: rounding moved it by half of that, or cut it towards 0."""
    return value - (half if value > 0 else unit), value + (half if value < 0 else unit)


def worth(formula: Formula, known: Mapping[str, Fraction | bool]) -> Fraction | UndefinedError:
    """What a formula is worth, or why it has no value."""
    try:
        return evaluate(formula, known)
    except UndefinedError as error:
        return error
