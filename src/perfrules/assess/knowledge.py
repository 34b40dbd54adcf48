"""What the evidence says about each value: computed, printed, missing or without a value."""

from collections.abc import Iterator, Mapping
from fractions import Fraction

import attrs
from attrs import frozen

from perfrules import number
from perfrules.domain import Domain
from perfrules.errors import UndefinedError
from perfrules.evidence import Evidence, Known
from perfrules.formula.bounds import bounds
from perfrules.formula.evaluate import evaluate
from perfrules.formula.extent import Bounds
from perfrules.formula.interval import Interval
from perfrules.formula.syntax import Formula, names
from perfrules.framework import Framework
from perfrules.rules import point_domain, rules, spelled_out


@frozen
class Support:
    """On what a formula rests: facts that were given, printed ratios that stand in, and facts that nobody gave."""

    given: frozenset[str] = frozenset()
    printed: frozenset[str] = frozenset()
    missing: frozenset[str] = frozenset()


class Knowledge(Mapping[str, Fraction | bool]):
    """
    The names of one unit's facts and values with what they are worth.

    A value is computed when it is first asked for; one that divides by zero raises `UndefinedError` then, so a formula
    that never reaches it is not harmed.
    """

    def __init__(self, framework: Framework, evidence: Evidence) -> None:
        self._framework = framework
        self._evidence = evidence
        self._rules = rules(framework)
        self._worth: dict[str, Fraction | bool] = {id: known.value for id, known in evidence.facts.items()}
        self._support: dict[str, Support] = {}
        for fact in framework.facts:
            known = fact.id in self._worth
            self._support[fact.id] = Support(given=frozenset({fact.id})) if known else Support(missing=frozenset({fact.id}))
        for value in self._rules.values:
            self._support[value] = self._value_support(value)

    @property
    def stand_ins(self) -> frozenset[str]:
        """The values that are taken as printed."""
        return frozenset(name for name, support in self._support.items() if name in support.printed)

    def support(self, formula: Formula) -> Support:
        """On what a bound formula rests."""
        own = [self._support[name] for name in names(formula) if name in self._support]
        return Support(
            given=frozenset().union(*(one.given for one in own)),
            printed=frozenset().union(*(one.printed for one in own)),
            missing=frozenset().union(*(one.missing for one in own)),
        )

    def span(self, formula: Formula, more: Mapping[str, Domain]) -> Bounds:
        """Where a bound formula can lie, with all that is known as points and the rest anywhere in its domain."""
        points = {value: point_domain(Fraction(self._evidence.values[value].value), 0) for value in self.stand_ins}
        return self._bounds(formula, {**points, **more})

    def spread(self, formula: Formula, more: Mapping[str, Domain]) -> Bounds:
        """Where a bound formula can lie if the printed ratios it rests on were rounded or cut when they were printed."""
        around = {value: _around(self._evidence.values[value]) for value in self.support(formula).printed}
        return self._bounds(formula, {**around, **more})

    def _bounds(self, formula: Formula, more: Mapping[str, Domain | Bounds]) -> Bounds:
        written = spelled_out(self._framework, formula, more.keys(), self._evidence.interpretations)
        return bounds(written, {**{fact.id: self._domain(fact.id) for fact in self._framework.facts}, **more})

    def _domain(self, fact: str) -> Domain:
        domain = self._framework.declared[fact].domain
        if fact not in self._evidence.facts:
            return domain
        value = Fraction(self._evidence.facts[fact].value)
        return attrs.evolve(domain, least=value, most=value)

    def _value_support(self, value: str) -> Support:
        formula = self._formula(value)
        found = self.support(formula)
        if not found.missing or value not in self._evidence.values or self._never_has_a_value(formula, found):
            return found
        return Support(printed=frozenset({value}))

    def _never_has_a_value(self, formula: Formula, support: Support) -> bool:
        """Whether what is given already divides by zero: for that no printed ratio stands in."""
        return bool(support.given) and self.span(formula, {}).span.is_empty

    def _formula(self, value: str) -> Formula:
        formula = self._rules.formula(value, self._evidence.interpretations.get(value, ""))
        if formula is None:  # pragma: no cover  # `require_valid` has refused a framework with an unbound value
            raise KeyError(value)
        return formula

    def __getitem__(self, name: str) -> Fraction | bool:
        if name not in self._worth:
            self._worth[name] = self._compute(name)
        return self._worth[name]

    def _compute(self, name: str) -> Fraction:
        if name in self._support[name].printed:
            return Fraction(self._evidence.values[name].value)
        return evaluate(self._formula(name), self)

    def __contains__(self, name: object) -> bool:
        return name in self._support and not self._support[str(name)].missing

    def __iter__(self) -> Iterator[str]:
        return (name for name in self._support if name in self)

    def __len__(self) -> int:
        return sum(1 for _ in self)


_SCALES: Mapping[str, Fraction] = {**number.PARTS, **{name: Fraction(factor) for name, factor in number.MULTIPLIERS.items()}}


def _around(known: Known) -> Bounds:
    """The numbers that are printed like this one, rounded half up or cut; one that was never printed is exact."""
    value = Fraction(known.value)
    if not known.text:
        return Bounds(Interval(value, value), None, defined=True)
    written = number.narrow(known.text)
    unit = next((scale for sign, scale in _SCALES.items() if sign in written), Fraction(1)) / 10**known.decimals
    below, above = (unit / 2 if value > 0 else unit), (unit / 2 if value < 0 else unit)
    return Bounds(Interval(value - below, value + above), None, defined=True)


def worth(formula: Formula, known: Mapping[str, Fraction | bool]) -> Fraction | UndefinedError:
    """What a formula is worth, or why it has no value."""
    try:
        return evaluate(formula, known)
    except UndefinedError as error:
        return error
