"""Search: which rounding explains the printed scores: how it rounds, to how many places, and where."""

from collections import ChainMap
from collections.abc import Mapping
from fractions import Fraction
from functools import cached_property
from itertools import product
from typing import Literal, get_args

from attrs import frozen

from perfrules.audit.numbers import Numbers
from perfrules.audit.scores.applicable import applicable
from perfrules.audit.scores.rounded import Mode, Rounded, rounded_parts, to_step
from perfrules.audit.scores.scorers import Sheet
from perfrules.errors import UndefinedError
from perfrules.formula.evaluate import evaluate
from perfrules.formula.syntax import Formula, names
from perfrules.indicator import Indicator
from perfrules.rules import TOTAL, rules
from perfrules.score import Computed
from perfrules.scorecard import Scorecard, whole

Level = Literal["part", "indicator", "total"]
"""Where scores are rounded: in each rule, in the indicator above it, or in the total alone."""

PLACES = range(5)
"""To how many decimals scores may be rounded."""


@frozen
class Way:
    """A way to round scores."""

    mode: Mode
    places: int
    level: Level

    @property
    def step(self) -> Fraction:
        """What one unit of the last place is worth."""
        return Fraction(1, 10**self.places)


WAYS = tuple(Way(mode, places, level) for level, mode, places in product(get_args(Level), get_args(Mode), PLACES))
"""All ways that are tried, those in each rule first."""


_NOWHERE = Way("cut", 0, "total")
"""A way that leaves everything below the total as it is."""


class Search:
    """
    The search in the scores that one scorer prints.

    The argument of each rounding in a rule is evaluated once, exactly; the ways are applied to that number.
    """

    def __init__(self, card: Scorecard, known: Mapping[str, Fraction | bool], sheet: Sheet, numbers: Numbers) -> None:
        self._card = card
        self._known = known
        self._sheet = sheet
        self._numbers = numbers
        self._rules = rules(card.framework)
        self._worths: dict[tuple[str, Way | None], Fraction | None] = {}

    @cached_property
    def parts(self) -> Mapping[str, Rounded]:
        """The rules whose points depend on how they are rounded, by indicator."""
        found: dict[str, Rounded] = {}
        for id, path in self._card.framework.paths.items():
            score, formula = self._card.scores[id], self._formula(id)
            if not isinstance(score, Computed) or path[-1].children or formula is None:
                continue
            given = self._card.evidence.judged
            own = {"weight": path[-1].weight, **({"judged": given[id].points} if id in given else {})}
            part = rounded_parts(formula, ChainMap(own, self._known))  # type: ignore[arg-type]  # only read
            if part is not None:
                found[id] = part
        return found

    def _formula(self, id: str) -> Formula | None:
        return self._rules.formula(id, self._card.evidence.interpretations.get(id, ""))

    @cached_property
    def _above(self) -> frozenset[str]:
        """The indicators above these rules, and the whole."""
        paths = self._card.framework.paths
        return frozenset(above.id for id in self.parts for above in paths[id][:-1]) | ({TOTAL} if self.parts else set())

    @cached_property
    def printed(self) -> Mapping[str, Fraction]:
        """The printed scores that depend on rounding."""
        ids = [id for id in (*self._card.framework.paths, TOTAL) if id in self._sheet.keys]
        return {
            id: self._numbers[self._sheet.keys[id]].value
            for id in ids
            if id in self.parts or (id in self._above and self.shown(id, None) is not None)
        }

    @cached_property
    def ways(self) -> tuple[Way, ...]:
        """The ways that explain all these printed scores."""
        return tuple(way for way in WAYS if self.printed and all(self.shown(id, way) == self.printed[id] for id in self.printed))

    @cached_property
    def own(self) -> Mapping[str, Fraction]:
        """What the framework's own rounding gives in their places."""
        return {id: points for id in self.printed if (points := self.shown(id, None)) is not None}

    @property
    def agrees(self) -> bool:
        """Whether the framework's own rounding explains them."""
        return self.own == self.printed

    @cached_property
    def explained(self) -> frozenset[str]:
        """The indicators whose printed scores only another way explains."""
        if self.agrees or not self.ways:
            return frozenset()
        return frozenset(id for id, points in self.printed.items() if self.own.get(id) != points)

    @property
    def adopted(self) -> Way:
        """The way that is spoken of: the framework's own if it explains the scores, else the first that does."""
        per_part = (way for way in self.ways if way.level == "part")
        return next((way for way in per_part if self._is_own(way)), self.ways[0])

    def _is_own(self, way: Way) -> bool:
        return all(self.shown(id, way) == self.shown(id, None) for id in self.parts)

    def exact(self, id: str) -> Fraction | None:
        """The points before they are rounded."""
        indicator = whole(self._card.framework) if id == TOTAL else self._card.framework.paths[id][-1]
        return self._worth(indicator, _NOWHERE)

    @cached_property
    def unequal(self) -> frozenset[str]:
        """The indicators whose printed scores need not be those below them added up: scores are rounded above their rules."""
        return frozenset() if self.agrees or not self.ways else frozenset(self.printed)

    def shown(self, id: str, way: Way | None) -> Fraction | None:
        """The score that is printed where scores are rounded this way, or as the framework does; None where it is not known."""
        indicator = whole(self._card.framework) if id == TOTAL else self._card.framework.paths[id][-1]
        worth = self._worth(indicator, way)
        if worth is None or way is None or way.level == "part":
            return worth
        is_rounded = way.level == "total" or id in self.parts
        return to_step(worth, way.mode, way.step) if is_rounded else worth

    def _worth(self, indicator: Indicator, way: Way | None) -> Fraction | None:
        """What an indicator brings to what stands above it."""
        key = indicator.id, way
        if key not in self._worths:
            self._worths[key] = self._brought(indicator, way)
        return self._worths[key]

    def _brought(self, indicator: Indicator, way: Way | None) -> Fraction | None:
        part = self.parts.get(indicator.id)
        if part is not None:
            return part.own if way is None else part.worth(way.mode, way.step) if way.level == "part" else part.exact
        if indicator.id not in self._above:
            return self._settled(indicator)
        below = {child.id: self._worth(child, way) for child in indicator.children}
        known = {id: worth for id, worth in below.items() if worth is not None}
        points = self._combined(indicator, known) if len(known) == len(below) else None
        if points is None:
            return None if indicator.id == TOTAL else self._settled(indicator)
        is_here = way is not None and way.level == "indicator" and not self.parts.keys().isdisjoint(below)
        return to_step(points, way.mode, way.step) if way is not None and is_here else points

    def _settled(self, indicator: Indicator) -> Fraction | None:
        """Points that no rounding moves: the printed ones, else those that are certain, else those of what stands below."""
        if indicator.id in self._sheet.keys:
            return self._numbers[self._sheet.keys[indicator.id]].value
        points = self._card.scores[indicator.id].points
        if points is not None or not indicator.children or self._formula(indicator.id) is not None:
            return points
        below = [self._settled(child) for child in indicator.children]
        known = [one for one in below if one is not None]
        return sum(known, Fraction(0)) if len(known) == len(below) else None

    def _combined(self, indicator: Indicator, below: Mapping[str, Fraction]) -> Fraction | None:
        """The children of a branch together, by its formula if it has one."""
        subtotal = sum(below.values(), Fraction(0))
        formula = self._formula(indicator.id)
        if formula is None:
            return subtotal
        own = {**below, "subtotal": subtotal, "weight": indicator.weight, "applicable": applicable(self._card, indicator)}
        known = ChainMap(own, self._known)  # type: ignore[arg-type]  # only read
        try:
            return evaluate(formula, known) if all(name in known for name in names(formula)) else None
        except UndefinedError:
            return None
