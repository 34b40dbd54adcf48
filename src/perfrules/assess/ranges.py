"""Where the rules of a framework lie for every unit: what is proven of them, and how to find it for one unit."""

import math
from collections.abc import Callable, Iterable, Mapping
from fractions import Fraction
from functools import lru_cache

from attrs import frozen

from perfrules.check import fewest_applicable
from perfrules.domain import Domain
from perfrules.formula.bounds import bounds
from perfrules.formula.extent import Bounds
from perfrules.formula.interval import EVERYTHING, Interval
from perfrules.formula.syntax import Formula, names
from perfrules.framework import Framework
from perfrules.frozen import Memory, Pairs
from perfrules.indicator import Indicator, Judgeable
from perfrules.kernel.inputs import inputs
from perfrules.kernel.reach import Column, Ends, Reach, reach
from perfrules.rules import TOTAL, spelled_out, with_weight
from perfrules.targets import declared_of

FINEST = 10**12
"""Printed ratios are counted in parts of this size; a rule over one that is finer keeps the limits that hold of every unit."""

MOST_KEPT = 4096
"""For how many rules of rows, with what is known of their figures, a framework remembers where they lie."""

_ENDLESS = 10**40


@frozen
class Reached:
    """The least and most count of points, whether there is always a value, and whether there ever is one."""

    least: int
    most: int
    always: bool
    ever: bool


NEVER = Reached(0, 0, always=False, ever=False)
"""Where a rule lies that has no value."""


@frozen(eq=False)
class Range:
    """
    What holds of a rule for every unit.

    `proven` is where it lies, `stops` whether its points stop at a score's decimals whatever is printed for a value. `reach` says
    where it lies for one unit; a rule without integer form has none.
    """

    proven: Reached
    stops: bool
    reach: Reach | None


def _bounds(formula: Formula, domains: Pairs[Domain | Bounds]) -> Bounds:
    """Where a formula lies: units with the same targets have the same rules of rows, and lack the same figures."""
    return bounds(formula, domains)


def _remembered(framework: Framework) -> Callable[[Formula, Pairs[Domain | Bounds]], Bounds]:
    return declared_of(framework).memory.once("bounds of rows", lambda: lru_cache(MOST_KEPT)(_bounds))


class Ranges:
    """
    The ranges of the rules of a framework in their adopted readings, each found when it is first asked for.

    `columns` say how the values of facts and the points of judged leaves are counted.
    """

    def __init__(self, framework: Framework, adopted: Mapping[str, str]) -> None:
        self._framework = framework
        self._adopted = adopted
        self._memory = Memory()
        self._scale: int = 10**framework.decimals
        self.columns = {one.id: Column(one.scale, one.least, one.most) for one in inputs(framework)}

    def of(self, indicator: Indicator, formula: Formula, printed: frozenset[str]) -> Range:
        """The range of an indicator's rule in which these values stand as printed."""
        name = " ".join((indicator.id, *sorted(printed))) if printed else indicator.id
        return self._memory.once(name, lambda: self._range(indicator, formula, printed))

    def _range(self, indicator: Indicator, formula: Formula, printed: frozenset[str]) -> Range:
        """Without printed values a rule stops at a score's decimals, or `check` refuses it."""
        stops = not printed or self._stops(indicator, formula, printed)
        return Range(self._proven(indicator, formula), stops, self._reach(indicator, formula, printed))

    def within(self, indicator: Indicator, rule: Formula, known: Mapping[str, Ends]) -> Reached:
        """Where a rule lies if what is `known` lies between these counts; it is not compiled for that."""
        formula = self._written_out(indicator, rule, frozenset())
        domains = self._domains(indicator)
        for name in names(formula) & known.keys():
            least, most = known[name]
            scale = self.columns[name].scale if name in self.columns else self._scale
            domains[name] = Bounds(Interval(Fraction(least, scale), Fraction(most, scale)), Fraction(1, scale), defined=True)
        used = Pairs.of({name: domains[name] for name in names(formula)})
        return self._reached(indicator, _remembered(self._framework)(formula, used))

    def _proven(self, indicator: Indicator, rule: Formula) -> Reached:
        """What is proven about a rule for every unit."""
        return self._reached(indicator, bounds(self._written_out(indicator, rule, frozenset()), self._domains(indicator)))

    def _reached(self, indicator: Indicator, found: Bounds) -> Reached:
        """What is proven, in counts; where nothing is, the limits of the indicator."""
        if found.span.is_empty:
            return NEVER
        low, high = found.span.least, found.span.most
        least = math.ceil((indicator.least if low is None else low) * self._scale)
        most = math.floor((indicator.weight if high is None else high) * self._scale)
        return Reached(least, most, found.defined, ever=True)

    def _stops(self, indicator: Indicator, rule: Formula, printed: frozenset[str]) -> bool:
        formula = self._written_out(indicator, rule, printed)
        anything = Bounds(EVERYTHING, None, defined=True)
        lattice = bounds(formula, {**self._domains(indicator), **dict.fromkeys(printed, anything)}).lattice
        return lattice is not None and (lattice / self._framework.step).denominator == 1

    def _reach(self, indicator: Indicator, rule: Formula, printed: frozenset[str]) -> Reach | None:
        formula = self._written_out(indicator, rule, printed)
        ratios = dict.fromkeys(printed, Column(FINEST, -_ENDLESS, _ENDLESS))
        known = {**self.columns, **self._around(indicator), **ratios}
        columns = {one: known[one] for one in sorted(names(formula))}
        name = " ".join(("reach of", indicator.id, *sorted(printed), "of", self._framework.id, self._framework.edition))
        return reach(formula, columns, self._framework.step, f"<perfrules {name}>")

    def _written_out(self, indicator: Indicator, formula: Formula, printed: frozenset[str]) -> Formula:
        """A rule over facts, printed ratios and points alone, its weight as a number."""
        return with_weight(spelled_out(self._framework, formula, printed, self._adopted), indicator.weight)

    def _around(self, indicator: Indicator) -> dict[str, Column]:
        """The words and children that an indicator's rule can name, each between its least and most."""
        found = {one.id: self._column(one.least, one.weight) for one in self._parts(indicator)}
        least = sum((one.least for one in indicator.children), Fraction(0))
        most = sum((one.weight for one in indicator.children), Fraction(0))
        if isinstance(indicator.rule, Judgeable):
            found["judged"] = self.columns[indicator.id]
        fewest = Fraction(0) if indicator.id == TOTAL else fewest_applicable(indicator.children)  # all may be left out
        applies = self._column(min(fewest, indicator.weight), indicator.weight)
        return {**found, "subtotal": self._column(least, most), "applicable": applies}

    def _column(self, least: Fraction, most: Fraction) -> Column:
        return Column(self._scale, int(least * self._scale), int(most * self._scale))

    def _parts(self, indicator: Indicator) -> Iterable[Indicator]:
        if indicator.id == TOTAL:
            return (path[-1] for path in self._framework.paths.values())
        return indicator.children

    def _domains(self, indicator: Indicator) -> dict[str, Domain | Bounds]:
        """The domains of all names that an indicator's rule can use."""
        domains: dict[str, Domain | Bounds] = {fact.id: fact.domain for fact in self._framework.facts}
        for name, column in self._around(indicator).items():
            span = Interval(Fraction(column.least, column.scale), Fraction(column.most, column.scale))
            domains[name] = Bounds(span, Fraction(1, column.scale), defined=True)
        return domains
