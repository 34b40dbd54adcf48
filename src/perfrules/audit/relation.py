"""Relations: what must hold between the printed numbers of a report, and whether it does."""

from abc import ABC, abstractmethod
from collections.abc import Collection, Mapping
from fractions import Fraction
from typing import Literal

from attrs import field, frozen

from perfrules.audit.numbers import Numbers, PrintedNumber, aligned
from perfrules.audit.words import MOST_WRITTEN
from perfrules.audit.worth import first_condition, first_formula, is_far, is_held, names, slope, span, worth
from perfrules.errors import UndefinedError
from perfrules.finding import OtherReading
from perfrules.formula import interval
from perfrules.formula.explain import symbols
from perfrules.formula.interval import Interval
from perfrules.formula.syntax import Choose, Compare, Condition, Formula, Name, Number, Tree
from perfrules.phrases import Phrase
from perfrules.wording import shortened

Agreement = Literal["matches", "rounding_can_explain", "differs", "cannot_verify", "ambiguous"]


@frozen
class Compared:
    """
    What a relation comes to: `printed` and `computed` where it has them, `missing` the numbers that are not printed.

    Where a division by zero is reached there is no computed number, and nothing is missing.
    """

    verdict: Agreement
    printed: Fraction | None = None
    computed: Fraction | None = None
    missing: tuple[str, ...] = ()

    @property
    def difference(self) -> Fraction | None:
        """What is printed less what is computed."""
        return None if self.printed is None or self.computed is None else self.printed - self.computed


@frozen
class Detail:
    """
    What a finding says in place of the usual words, or besides them.

    `head` and `tail` are said in place of those of its code and verdict, `computed` is a range. `stake` are the points that hang
    on it, `follows` is the id of a finding that explains it.
    """

    head: Phrase | None = None
    tail: tuple[Phrase, ...] = ()
    computed: str = ""
    stake: Fraction = Fraction(0)
    interpretations: tuple[OtherReading, ...] = ()
    follows: str = ""


@frozen(eq=False)
class Relation(ABC):
    """
    Something that must hold between printed numbers.

    `code` is that of its finding, `path` says what it is in the case, `place` where it stands in the report. `cells` are the keys
    of all numbers that take part, `result` is the one it speaks about, empty for a condition. `note` explains it where it fails.
    Relations are compared by identity, and so must be their subclasses.
    """

    code: str
    path: str
    place: str
    label: str
    result: str
    cells: tuple[str, ...]
    indicator: str = field(default="", kw_only=True)
    note: str = field(default="", kw_only=True)

    @abstractmethod
    def compared(self, numbers: Numbers) -> Compared:
        """Whether it holds with these numbers."""

    def found(self, numbers: Numbers) -> Compared:
        """What `compared` comes to, remembered for those who ask again about the same numbers."""
        return numbers.once(self, lambda: self.compared(numbers))

    @abstractmethod
    def arithmetic(self, numbers: Numbers) -> str:
        """The line that a reader can check."""

    def hints(self, numbers: Numbers, compared: Compared) -> tuple[Phrase, ...]:  # noqa: ARG002  # few relations have any
        """What else may explain that it fails."""
        return ()

    def detail(self, numbers: Numbers, compared: Compared) -> Detail:  # noqa: ARG002  # the usual words do for most
        """What its finding says in place of the usual words, or besides them."""
        return Detail()

    def solutions(self, numbers: Numbers, key: str) -> tuple[Fraction, ...] | None:  # noqa: ARG002  # arithmetic finds most
        """The values of a number with which it holds, the likeliest first; None where arithmetic finds them."""
        return None

    def slope(self, keys: Collection[str]) -> Fraction | None:  # noqa: ARG002  # only plain sums have one
        """By how much the residual rises where these numbers, which are one, rise by 1; None where that depends."""
        return None

    def residual(self, numbers: Numbers) -> Fraction | None:
        """By how much it fails; 0 where it holds exactly, None where there is no such number."""
        difference = self.compared(numbers).difference
        return None if difference is None else -difference


@frozen(eq=False)
class Equation(Relation):
    """
    A printed number that a formula over others gives; the names of the formula are keys.

    Where it `is_exact`, the numbers are not taken as rounded.
    """

    formula: Formula = field(kw_only=True, converter=first_formula)
    is_exact: bool = field(default=False, kw_only=True)

    def compared(self, numbers: Numbers) -> Compared:
        """Whether exact arithmetic gives what is printed, or what was rounded away can explain the difference."""
        printed = numbers[self.result].value
        missing = _missing(self.formula, numbers)
        if missing:
            return Compared("cannot_verify", printed, missing=missing)
        try:
            computed = worth(self.formula, numbers)
        except UndefinedError:
            return Compared("cannot_verify", printed)
        return Compared(self._agreement(numbers, computed), printed, computed)

    def _agreement(self, numbers: Numbers, computed: Fraction) -> Agreement:
        printed = numbers[self.result]
        if printed.value == computed:
            return "matches"
        if self.is_exact or is_far(self.formula, printed, numbers):
            return "differs"
        used = {key: numbers[key] for key in {self.result, *names(self.formula)}}
        if self._is_printed_again(used):
            return "differs"
        used = used if isinstance(self.formula, Name) else dict(aligned(used))
        printed = used[self.result]
        if _lies_in(computed, printed):
            return "matches"
        if any(_meet(span(self.formula, used, cut=cut), printed, cut=cut) for cut in (False, True)):
            return "rounding_can_explain"
        return "differs"

    def _is_printed_again(self, used: Mapping[str, PrintedNumber]) -> bool:
        """Whether it is one number, printed twice with the same decimals: no rounding gives it two values."""
        return isinstance(self.formula, Name) and used[self.formula.id].step == used[self.result].step

    def slope(self, keys: Collection[str]) -> Fraction | None:
        """That of a plain sum less that of the result."""
        rises = slope(self.formula, keys)
        return None if rises is None else rises - (self.result in keys)

    def residual(self, numbers: Numbers) -> Fraction | None:
        """What is computed less what is printed; None where there is nothing computed."""
        if _missing(self.formula, numbers):
            return None
        try:
            return worth(self.formula, numbers) - numbers[self.result].value
        except UndefinedError:
            return None

    def arithmetic(self, numbers: Numbers) -> str:
        """The formula with its numbers, and what it comes to; nothing where it is one number."""
        if isinstance(self.formula, Name):
            return ""
        if _missing(self.formula, numbers):
            return _written(self.formula, numbers)
        try:
            computed = worth(self.formula, numbers)
        except UndefinedError:
            return _written(self.formula, numbers)
        shown = numbers[self.result].shown(computed)
        return f"{_written(self.formula, numbers)} {'' if shown.startswith('≈') else '= '}{shown}"


@frozen(eq=False)
class Claim(Relation):
    """A condition that a report says, or means, to hold between its numbers; the names are keys."""

    condition: Condition = field(kw_only=True, converter=first_condition)
    is_exact: bool = field(default=False, kw_only=True)

    def compared(self, numbers: Numbers) -> Compared:
        """Whether it holds as printed, or could hold before the numbers were rounded."""
        missing = _missing(self.condition, numbers)
        if missing:
            return Compared("cannot_verify", missing=missing)
        try:
            if is_held(self.condition, numbers):
                return Compared("matches")
        except UndefinedError:
            return Compared("cannot_verify")
        if not self.is_exact and self._could_hold(numbers):
            return Compared("rounding_can_explain")
        return Compared("differs")

    def _could_hold(self, numbers: Numbers) -> bool:
        used = aligned({key: numbers[key] for key in names(self.condition)})
        asked = Choose(self.condition, Number(Fraction(1)), Number(Fraction(0)))
        return any(span(asked, used, cut=cut).most == 1 for cut in (False, True))

    def residual(self, numbers: Numbers) -> Fraction | None:
        """By how much two sides differ that should be equal."""
        condition = self.condition
        if not isinstance(condition, Compare) or [sign for sign, _ in condition.rest] != ["=="]:
            return None
        if _missing(condition, numbers):
            return None
        try:
            return worth(condition.rest[0][1], numbers) - worth(condition.first, numbers)
        except UndefinedError:
            return None

    def arithmetic(self, numbers: Numbers) -> str:
        """The condition with its numbers."""
        return _written(self.condition, numbers)


def _missing(tree: Tree, numbers: Numbers) -> tuple[str, ...]:
    return () if names(tree) <= numbers.keys() else tuple(sorted(names(tree) - numbers.keys()))


def _lies_in(value: Fraction, printed: PrintedNumber) -> bool:
    """Whether a value is printed so, rounded or cut."""
    is_cut = value in printed.cut and abs(value) < abs(printed.value) + printed.step
    return is_cut or value in printed.half


def _meet(found: Interval, printed: PrintedNumber, *, cut: bool) -> bool:
    """Whether a range and what was printed have a number in common; where digits were cut, ends that only touch do not."""
    common = interval.intersection(found, printed.cut if cut else printed.half)
    return not common.is_empty and (not cut or common.point is None)


def _written(tree: Tree, numbers: Numbers) -> str:
    """A formula or condition with its printed numbers for its names; their unit is left away where all have the same."""
    units = {numbers[key].word for key in names(tree) if key in numbers}
    bare = len(units) == 1

    def quoted(key: str) -> str:
        if key not in numbers:
            return key
        one = numbers[key]
        written = one.bare if bare and not one.is_part else one.shown(one.value)
        return f"({written})" if one.value < 0 else written

    return shortened(signed(symbols(tree, quoted)), MOST_WRITTEN)


def signed(written: str) -> str:
    """A formula or condition with the signs that people write."""
    for sign, shown in _SIGNS:
        written = written.replace(f" {sign} ", f" {shown} ")
    return written


_SIGNS = (("/", "÷"), ("*", "×"), ("==", "="), ("<=", "≤"), (">=", "≥"), ("!=", "≠"))
