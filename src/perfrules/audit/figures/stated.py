"""Statements; where a printed ratio differs, which other printed number gives it: a wrong denominator is the commonest error."""

from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction
from typing import TypeGuard

from attrs import evolve, frozen

from perfrules.audit.numbers import Numbers
from perfrules.audit.relation import Compared, Equation
from perfrules.audit.words import said
from perfrules.audit.worth import worth
from perfrules.formula.syntax import Arithmetic, Formula, Name, names
from perfrules.phrases import Phrase

MOST_HINTS = 2
"""How many other numbers are named; where more give what is printed, it is chance."""

_OTHER: Phrase = (
    "列示的 {printed} 合 {arithmetic}（{number}：{place}）",
    "what is printed, {printed}, is {arithmetic} ({number}: {place})",
)
_PRINTED = ("facts/", "figures/", "statements/", "tables/")


@frozen(eq=False)
class Stated(Equation):
    """A printed number that follows from others; where it is a ratio, other numbers are tried."""

    def hints(self, numbers: Numbers, compared: Compared) -> tuple[Phrase, ...]:
        """With which other number of the same unit below, or else above, a ratio would be what is printed."""
        if not _divides(self.formula) or compared.verdict != "differs":
            return ()
        left, right = self.formula.left, self.formula.right
        above, below = worth(left, numbers), worth(right, numbers)
        under = self._giving(right, numbers, lambda other: above / other if other else None)
        over = self._giving(left, numbers, lambda other: other / below)
        return self._hints([(key, Arithmetic(left, "/", Name(key))) for key in under], numbers) or self._hints(
            [(key, Arithmetic(Name(key), "/", right)) for key in over], numbers
        )

    def _hints(self, giving: Sequence[tuple[str, Formula]], numbers: Numbers) -> tuple[Phrase, ...]:
        found = {numbers[key].value: (key, other) for key, other in reversed(giving)}
        return tuple(self._said(*one, numbers) for one in found.values()) if len(found) <= MOST_HINTS else ()

    def _giving(self, side: Formula, numbers: Numbers, ratio: Callable[[Fraction], Fraction | None]) -> Iterator[str]:
        """The numbers with which, in place of a side, the ratio is what is printed, rounded or cut."""
        printed = numbers[self.result]
        spans = printed.half, printed.cut
        for key in self._others(side, numbers):
            value = ratio(numbers[key].value)
            if value is not None and any(value in span for span in spans):
                yield key

    def _others(self, side: Formula, numbers: Numbers) -> Iterator[str]:
        """The numbers of the same kind and unit as a side of the ratio, those of the same place first."""
        used = [numbers[key] for key in sorted(names(side))]
        alike = {(one.kind, one.word) for one in used}
        known = (one for one in numbers.values() if one.key.startswith(_PRINTED) and one.key not in self.cells)
        same = (one for one in known if alike == {(one.kind, one.word)})
        return (one.key for one in sorted(same, key=lambda one: one.where != self.place))

    def _said(self, key: str, other: Formula, numbers: Numbers) -> Phrase:
        one, printed = numbers[key], numbers[self.result]
        words = {
            "printed": printed.shown(printed.value),
            "arithmetic": evolve(self, formula=other).arithmetic(numbers),
            "number": one.shown(one.value),
            "place": one.where or one.label,
        }
        return said(_OTHER, words)


def _divides(formula: Formula) -> TypeGuard[Arithmetic]:
    return isinstance(formula, Arithmetic) and formula.operator == "/"
