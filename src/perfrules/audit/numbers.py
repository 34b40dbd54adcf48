"""The printed numbers of a report, each with its key, its place, and what its last digit is worth."""

import re
from collections.abc import Callable, Collection, Hashable, Iterable, Iterator, KeysView, Mapping, ValuesView
from datetime import date
from fractions import Fraction
from functools import lru_cache
from typing import TypeVar, cast

import attrs
from attrs import frozen

from perfrules import number
from perfrules.domain import Kind
from perfrules.errors import NumberError
from perfrules.formula.interval import Interval

T = TypeVar("T")
_Ratio = tuple[int, int]
"""A fraction, which takes longer to hash than its two numbers."""

_MARKS = re.compile(r"[0-9.,%‰万亿元]*[0-9][0-9.,%‰万亿元]*")

BEYOND = 2
"""How many decimals more than a printed number has are shown of a computed one."""

MOST_SHOWN = 10**100
"""Numbers that are as large are not written out."""

UNSHOWN = "—"
"""What stands for a number that cannot be written, a day outside the calendar too."""


@frozen
class PrintedNumber:
    """
    A number as a report prints it: money in 元, a ratio as a fraction, a date as a day number.

    `step` is what one unit of its last digit is worth, 0 where it is exact; `size` what 1 is worth in the unit `word` in which it
    is printed. `where` is its place in the report.
    """

    key: str
    label: str
    value: Fraction
    kind: Kind
    step: Fraction = Fraction(0)
    size: Fraction = Fraction(1)
    word: str = ""
    text: str = ""
    where: str = ""

    @property
    def decimals(self) -> int:
        """How many decimals are printed."""
        return decimals_of(self.step / self.size) if self.step else 0

    @property
    def half(self) -> Interval:
        """Where the number lay before it was rounded."""
        return Interval(self.value - self.step / 2, self.value + self.step / 2)

    @property
    def cut(self) -> Interval:
        """Where the number lay before its further digits were cut off; an end away from zero does not belong to it."""
        below = self.value - self.step if self.value <= 0 else self.value  # what is cut to 0 may have been less
        above = self.value + self.step if self.value >= 0 else self.value
        return Interval(below, above)

    def shown(self, value: Fraction) -> str:
        """A value in the unit and with the decimals of this number; `≈` and more decimals where it does not end there."""
        if self.kind == "date":
            return date.fromordinal(int(value)).isoformat() if 1 <= value <= date.max.toordinal() else UNSHOWN
        top, bottom = value.as_integer_ratio()
        if abs(top) >= MOST_SHOWN * bottom:
            return UNSHOWN
        step, size = self.step.as_integer_ratio(), self.size.as_integer_ratio()
        return _shown((top, bottom), step, size, is_points=self.is_points) + self._unit

    def holds(self, value: Fraction) -> bool:
        """Whether a value ends with a few more decimals than are printed."""
        return bool(10 ** (self.decimals + BEYOND) % (value / self.size).denominator == 0)

    @property
    def is_points(self) -> bool:
        """Whether it is a bare number such as points, which are printed without idle zeros."""
        return self.kind == "number" and not self.word

    @property
    def is_part(self) -> bool:
        """Whether it is printed as a percentage or in parts of a thousand."""
        return self.word in number.PARTS

    @property
    def is_broken(self) -> bool:
        """Whether its text is made of digits, points and units alone, and yet is no number: `17万50元`."""
        return self.kind != "date" and _is_broken(self.text)

    @property
    def bare(self) -> str:
        """The number without its unit."""
        return self.shown(self.value).removesuffix(self._unit)

    @property
    def _unit(self) -> str:
        return self.word if self.word in {*number.PARTS, ""} else f" {self.word}"


@lru_cache(4096)
def _is_broken(text: str) -> bool:
    if not _MARKS.fullmatch(text):
        return False
    try:
        number.quantity(text)
    except NumberError:
        return True
    return False


@lru_cache(4096)
def _shown(value: _Ratio, step: _Ratio, size: _Ratio, *, is_points: bool) -> str:
    """A value as `PrintedNumber.shown` has it, without its unit; a report asks for most of its numbers several times."""
    exact, scale = Fraction(*value), Fraction(*size)
    scaled, decimals = exact / scale, decimals_of(Fraction(*step) / scale) if step[0] else 0
    if is_points and 10 ** (decimals + BEYOND) % value[1] == 0:
        return number.plain(exact)
    for places in range(decimals, decimals + 2 * BEYOND):
        if 10**places % scaled.denominator == 0:
            return number.text(scaled, places)
    places = decimals + BEYOND
    return f"≈ {number.text(stepped(scaled, Fraction(1, 10**places)), places)}"


@lru_cache(256)
def decimals_of(value: Fraction) -> int:
    """How many decimals a number has that ends."""
    return len(number.plain(value).partition(".")[2])


def stepped(value: Fraction, step: Fraction) -> Fraction:
    """The nearest multiple of a step, of two the greater one."""
    return Fraction((2 * value / step + 1) // 2) * step


def aligned(numbers: Mapping[str, PrintedNumber]) -> Mapping[str, PrintedNumber]:
    """
    The numbers of one relation, where all amounts in one unit have as many decimals as the one with the most.

    Reports leave zeros away: 800.5 beside 441.94 is 800.50, and 4 beside 8.50 is 4.00.
    """
    finest: dict[tuple[Kind, _Ratio], Fraction] = {}
    for one in numbers.values():
        if one.kind in _ALIGNED and one.step:
            key = one.kind, one.size.as_integer_ratio()
            finest[key] = min(one.step, finest.get(key, one.step))
    return {key: _with_step(one, finest.get((one.kind, one.size.as_integer_ratio()), one.step)) for key, one in numbers.items()}


def _with_step(one: PrintedNumber, step: Fraction) -> PrintedNumber:
    return attrs.evolve(one, step=step) if one.step and step != one.step else one


_ALIGNED: frozenset[Kind] = frozenset({"amount", "number"})


def _with_value(one: PrintedNumber, value: Fraction) -> PrintedNumber:
    """What `attrs.evolve` makes, in a third of its time."""
    return PrintedNumber(one.key, one.label, value, one.kind, one.step, one.size, one.word, one.text, one.where)


class Numbers(Mapping[str, PrintedNumber]):
    """
    Printed numbers by key. `alike` are groups of keys that are the same number, printed in several places.

    A number that is replaced is replaced everywhere it is printed.
    """

    def __init__(self, numbers: Iterable[PrintedNumber], alike: Iterable[Collection[str]] = ()) -> None:
        self._numbers = {one.key: one for one in numbers}
        self._alike = {key: frozenset(group) for group in alike for key in group}
        self._changed: frozenset[str] = frozenset()
        self._derived: dict[Hashable, object] = {}

    def joined(self, others: Iterable[PrintedNumber]) -> "Numbers":
        """These numbers and others beside them."""
        made = Numbers(others)
        made._numbers = {**made._numbers, **self._numbers}
        made._alike, made._changed = self._alike, self._changed
        return made

    def replaced(self, key: str, value: Fraction) -> "Numbers":
        """The numbers with another value for one of them, wherever it is printed."""
        made = Numbers(())
        made._alike = self._alike
        same = self.same_as(key)
        others = {one: _with_value(self._numbers[one], value) for one in same if one in self._numbers}
        made._numbers = {**self._numbers, **others}
        made._changed = self._changed | others.keys()
        return made

    def same_as(self, key: str) -> frozenset[str]:
        """The keys under which this number is printed."""
        return self._alike.get(key, frozenset((key,)))

    def once(self, what: Hashable, derive: Callable[[], T]) -> T:
        """What `derive` first returned for this; with other numbers it is derived again."""
        if what not in self._derived:
            self._derived[what] = derive()
        return cast("T", self._derived[what])

    @property
    def changed(self) -> frozenset[str]:
        """The keys whose values are not those of the report."""
        return self._changed

    def __getitem__(self, key: str) -> PrintedNumber:
        return self._numbers[key]

    def __contains__(self, key: object) -> bool:
        return key in self._numbers

    def keys(self) -> KeysView[str]:
        """The keys of all numbers."""
        return self._numbers.keys()

    def values(self) -> ValuesView[PrintedNumber]:
        """All numbers."""
        return self._numbers.values()

    def __iter__(self) -> Iterator[str]:
        return iter(self._numbers)

    def __len__(self) -> int:
        return len(self._numbers)
