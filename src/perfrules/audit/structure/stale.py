"""Numbers that were left behind when points moved from one indicator to another: put back, the old table adds up."""

from collections.abc import Iterator
from fractions import Fraction
from itertools import combinations

from attrs import frozen

from perfrules.audit.lines import SHEET, Line, table
from perfrules.audit.numbers import Numbers
from perfrules.audit.saying import Subject, points, quoted, remark
from perfrules.case import Case
from perfrules.finding import Finding

MOST_STALE = 8
"""How many numbers that do not fit are looked at together."""


@frozen
class Stale:
    """A printed number that does not fit what its line weighs now; `top` is the first-level indicator in which it stands."""

    key: str
    line: Line
    now: Fraction
    then: Fraction
    top: int

    @property
    def apart(self) -> Fraction:
        """By how much the line weighed more."""
        return self.then - self.now


def moved_points(case: Case, numbers: Numbers) -> Iterator[Finding]:
    """Several stale numbers by which the table would weigh the same."""
    whole = table(case, numbers)
    weights = [_now(line, numbers) for line in whole.children]
    known = [weight for weight in weights if weight is not None]
    if not whole.weight or len(known) < len(weights) or sum(known) != numbers[whole.weight].value:
        return
    found = [one for top, line in enumerate(whole.children) for one in _stale(line, numbers, top)]
    cancelling = _cancelling(found[:MOST_STALE])
    if cancelling:
        yield _finding(cancelling, known)


def _now(line: Line, numbers: Numbers) -> Fraction | None:
    """What a line weighs: by its framework, else by what stands below it, else as it is printed."""
    if line.declared:
        return numbers[line.declared].value
    below = [_now(child, numbers) for child in line.children]
    known = [weight for weight in below if weight is not None]
    if known and len(known) == len(below):
        return sum(known, Fraction(0))
    return numbers[line.weight].value if line.weight else None


def _stale(line: Line, numbers: Numbers, top: int) -> Iterator[Stale]:
    """The stale numbers of a line and of those below it; one above others speaks for them."""
    now = _now(line, numbers)
    for key in (line.weight, line.rule_points):
        if key and now is not None and numbers[key].value != now:
            yield Stale(key, line, now, numbers[key].value, top)
            return
    for child in line.children:
        yield from _stale(child, numbers, top)


def _cancelling(found: list[Stale]) -> tuple[Stale, ...]:
    """The most numbers that together make no difference."""
    for size in range(len(found), 1, -1):
        for some in combinations(found, size):
            if not sum(one.apart for one in some):
                return some
    return ()


def _finding(found: tuple[Stale, ...], weights: list[Fraction]) -> Finding:
    before = list(weights)
    for one in found:
        before[one.top] += one.apart
    moved = sum((one.apart for one in found if one.apart > 0), Fraction(0))
    told = [(quoted(one.line.label), one.line.id, points(one.then), points(one.now)) for one in found]
    parts = {
        "stale": "、".join(f"{label} {then}（现为 {now}）" for label, _, then, now in told),
        "sum": f"{' + '.join(points(weight) for weight in before)} = {points(sum(before, Fraction(0)))}",
        "moved": points(moved),
    }
    about = Subject(SHEET, "/".join(one.line.id for one in found), "、".join(one.line.label for one in found), found[0].line.id)
    english = ", ".join(f"{id} {then} (now {now})" for _, id, then, now in told)
    return remark("moved-points", about, parts, {"stale": english}, numbers=tuple(one.key for one in found))
