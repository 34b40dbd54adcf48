"""Printed shares of one total: where their amounts add up to it, they add up to 100 %."""

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import combinations

from attrs import frozen

from perfrules.audit.figures.stated import Stated
from perfrules.audit.numbers import Numbers
from perfrules.audit.relation import Compared, Relation
from perfrules.audit.report import Report
from perfrules.formula.syntax import Arithmetic, Name

MOST_SHARES = 12
"""Among how many shares of one total those are looked for that make it up."""


@frozen(eq=False)
class Shares(Relation):
    """The parts of one whole, printed as shares of it: what is left of 100 % is the rounding of each."""

    def compared(self, numbers: Numbers) -> Compared:
        """Whether the shares add up to 100 %, or could before each was rounded or cut."""
        printed = sum((numbers[key].value for key in self.cells), Fraction(0))
        step = sum((numbers[key].step for key in self.cells), Fraction(0))
        if printed == 1:
            return Compared("matches", printed, Fraction(1))
        is_rounded, is_cut = abs(printed - 1) <= step / 2, 0 < 1 - printed < step
        return Compared("rounding_can_explain" if is_rounded or is_cut else "differs", printed, Fraction(1))

    def arithmetic(self, numbers: Numbers) -> str:
        """The shares and their sum."""
        shown = [numbers[key].shown(numbers[key].value) for key in self.cells]
        result = numbers[self.result]
        total = result.shown(sum((numbers[key].value for key in self.cells), Fraction(0)))
        return f"{' + '.join(shown)} = {total}"


def relations(report: Report, stated: Sequence[Stated]) -> Iterator[Relation]:
    """The shares that must add up, for each total of which a place of the report prints them."""
    found: dict[tuple[str, str], dict[str, Stated]] = {}
    for one in stated:
        match one.formula:
            case Arithmetic(left=Name(id=part), operator="/", right=Name(id=whole)) if report.numbers[one.result].is_part:
                found.setdefault((whole, one.place), {})[part] = one
    for (whole, place), shares in found.items():
        for group in _adding_up(tuple(sorted(shares)), whole, report.numbers):
            yield _relation(whole, place, {part: share for part, share in shares.items() if part in group})


def _adding_up(parts: tuple[str, ...], whole: str, numbers: Numbers) -> Iterator[tuple[str, ...]]:
    """The parts that are the whole together, as they are printed; each part in one group."""
    if len(parts) > MOST_SHARES:
        return
    left = list(parts)
    for count in range(2, len(parts) + 1):
        for group in combinations(parts, count):
            total = sum((numbers[part].value for part in group), Fraction(0))
            if total == numbers[whole].value and set(group) <= set(left):
                left = [part for part in left if part not in group]
                yield group


def _relation(whole: str, place: str, shares: Mapping[str, Stated]) -> Shares:
    keys = tuple(one.result for one in shares.values())
    path = f"shares/{' + '.join(part.partition('/')[2] for part in sorted(shares))} of {whole.partition('/')[2]}"
    label = "、".join(one.label for one in shares.values())
    return Shares("shares", path, place, label, keys[-1], keys)
