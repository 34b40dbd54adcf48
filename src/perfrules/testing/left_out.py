"""What is left out of a table: the points that its indicators get, and how much weight applies in each branch."""

from collections.abc import Iterator, Mapping
from fractions import Fraction

from perfrules.formula.syntax import names
from perfrules.framework import Framework
from perfrules.indicator import Indicator
from perfrules.rules import rules
from perfrules.scorecard import whole


def applicable(id: str) -> str:
    """The name of the weight that applies below an indicator; no formula can spell it."""
    return f"applicable of {id}"


def left_out(framework: Framework, reasons: Mapping[str, str], adopted: Mapping[str, str]) -> Mapping[str, Fraction]:
    """What the indicators that do not apply are worth, and the weight that applies in each branch where that is not all."""
    return _LeftOut(framework, reasons, adopted).found() if reasons else {}


def weights(framework: Framework, adopted: Mapping[str, str]) -> Mapping[str, Fraction]:
    """The weight that applies in each branch whose rule asks for it, where nothing is left out."""
    return dict(_LeftOut(framework, {}, adopted).weights())


class _LeftOut:
    """The weights of a table of which something is left out."""

    def __init__(self, framework: Framework, reasons: Mapping[str, str], adopted: Mapping[str, str]) -> None:
        self._framework = framework
        self._reasons = reasons
        self._adopted = adopted
        self._gone = frozenset(self._dropped((*framework.indicators, *framework.adjustments)))

    def found(self) -> Mapping[str, Fraction]:
        points = dict.fromkeys(self._gone, Fraction(0))
        for id in self._reasons:
            one = self._framework.paths[id][-1]
            points[id] = one.weight if one.not_applicable == "full" else Fraction(0)
        return {**points, **dict(self.weights())}

    def weights(self) -> Iterator[tuple[str, Fraction]]:
        everything = (*(path[-1] for path in self._framework.paths.values()), whole(self._framework))
        return ((applicable(one.id), self._below(one)) for one in everything if self._shares(one.id))

    def _dropped(self, indicators: tuple[Indicator, ...]) -> Iterator[str]:
        """The indicators that count nowhere: those left out, and those below which everything is."""
        for one in indicators:
            below = set(self._dropped(one.children))
            yield from below
            is_empty = bool(one.children) and below.issuperset(child.id for child in one.children)
            if one.not_applicable == "leave_out" if one.id in self._reasons else is_empty:
                yield one.id

    def _below(self, one: Indicator) -> Fraction:
        return sum((self._applies(child) for child in one.children), Fraction(0))

    def _applies(self, one: Indicator) -> Fraction:
        """How much of its weight an indicator brings to the branch above it."""
        if one.id in self._gone:
            return Fraction(0)
        is_whole = not one.children or self._shares(one.id) or one.id in self._reasons
        return one.weight if is_whole else self._below(one)

    def _shares(self, id: str) -> bool:
        """Whether a rule asks how much weight applies."""
        formula = rules(self._framework).formula(id, self._adopted.get(id, ""))
        return formula is not None and "applicable" in names(formula)
