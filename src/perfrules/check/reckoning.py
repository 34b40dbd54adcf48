"""Reckoning: the points of a unit that is made up, upward from what is drawn for its facts and its people."""

from collections.abc import Iterable, Mapping
from fractions import Fraction

from perfrules.check.applicable import shares
from perfrules.check.weights import on_lattice
from perfrules.errors import UndefinedError
from perfrules.formula.evaluate import evaluate
from perfrules.formula.syntax import Formula
from perfrules.framework import Framework
from perfrules.indicator import Indicator, Slot

Drawn = Mapping[str, Fraction | bool]
"""A value for each fact, points for each judged leaf and slot, and by `left_out` whether an indicator does not apply."""


def left_out(one: Indicator) -> str:
    """Under which name it is drawn whether an indicator does not apply; no id is like it."""
    return f"{one.id} is left out"


class Reckoning:
    """
    The points of indicators by id, and how much of their weight applies; each is reckoned after those below it.

    `is_sound` is false where something has no points, or points outside its own limits.
    """

    def __init__(self, framework: Framework, formulas: Mapping[str, Formula], drawn: Drawn) -> None:
        self.points: dict[str, Fraction] = {}
        self.is_sound = True
        self._framework = framework
        self._formulas = formulas
        self._drawn = drawn
        self._applies: dict[str, Fraction] = {}
        self._out: set[str] = set()

    def add(self, indicators: Iterable[Indicator]) -> "Reckoning":
        """The same reckoning with these indicators."""
        for one in indicators:
            found = self._points(one)
            if found is None:
                self.is_sound = False
                return self
            self.points[one.id] = found
        return self

    def subtotal(self, indicators: tuple[Indicator, ...]) -> Fraction:
        """The points of some indicators, as far as they were reckoned."""
        return _added(self.points, indicators)

    def applicable(self, indicators: tuple[Indicator, ...]) -> Fraction:
        """How much of their weight applies, as far as they were reckoned."""
        return _added(self._applies, indicators)

    def _points(self, one: Indicator) -> Fraction | None:
        is_out = bool(self._drawn.get(left_out(one)))
        is_empty = bool(one.children) and self._out.issuperset(_ids(one.children))
        if one.not_applicable == "leave_out" if is_out else is_empty:
            self._out.add(one.id)
            self._applies[one.id] = Fraction(0)
            return Fraction(0)
        passes_on = bool(one.children) and not shares(one.rule.formula)
        self._applies[one.id] = self.applicable(one.children) if passes_on and not is_out else one.weight
        if is_out:
            return one.weight if one.not_applicable == "full" else Fraction(0)
        return self._by_rule(one)

    def _by_rule(self, one: Indicator) -> Fraction | None:
        subtotal = Fraction(self._drawn[one.id]) if isinstance(one.rule, Slot) else self.subtotal(one.children)
        if one.id not in self._formulas:
            return subtotal if one.children else Fraction(self._drawn[one.id])
        words = {"subtotal": subtotal, "judged": self._drawn.get(one.id, False)}
        words["applicable"] = self.applicable(one.children) if one.children else one.weight
        try:
            found = evaluate(self._formulas[one.id], {**self._drawn, **self.points, **words})
        except UndefinedError:
            return None
        return found if one.least <= found <= one.weight and on_lattice(self._framework, found) else None


def _added(known: Mapping[str, Fraction], indicators: tuple[Indicator, ...]) -> Fraction:
    return sum((known[one.id] for one in indicators if one.id in known), Fraction(0))


def _ids(indicators: tuple[Indicator, ...]) -> Iterable[str]:
    return (one.id for one in indicators)
