"""Lines: a printed score table with the keys of its weights and scores; of a framework and a unit's rows, or of an outline."""

from collections.abc import Callable, Iterable, Iterator, Mapping

from attrs import frozen

from perfrules.audit.numbers import Numbers
from perfrules.case import Case, OutlineRow
from perfrules.evidence import TargetRow
from perfrules.formula.syntax import Arithmetic, Formula, Name, Tree, nodes
from perfrules.framework import BARE
from perfrules.indicator import Indicator, Slot
from perfrules.rules import TOTAL

SHEET = "评分表"
"""The place of a line: the score table, and the lines above it."""

MOST_ADDED = 50
"""How many terms stand in one sum; a longer one is a sum of sums, so that no formula becomes too deep."""


@frozen
class Line:
    """
    A line of a score table, with the lines below it.

    `weight`, `score` and `rule_points` are the keys of its numbers, empty where there is none: its weight is the printed one,
    else that of the framework, whose key is `declared`. Only where it `adds_up` must its children weigh what it does. A group of
    rows weighs what they do, and has only a `declared` weight with which that is compared.
    """

    id: str
    label: str
    place: str
    weight: str = ""
    score: str = ""
    rule_points: str = ""
    declared: str = ""
    children: tuple["Line", ...] = ()
    adds_up: bool = True


def table(case: Case, numbers: Numbers) -> Line:
    """The whole table as one line above all others."""
    return numbers.once("table", lambda: _table(case, numbers))


def _table(case: Case, numbers: Numbers) -> Line:
    if case.framework is BARE:
        return _whole(numbers, tuple(_outlined(case.outline, numbers, SHEET)))
    sheet = _Sheet(case, numbers)
    return _whole(numbers, tuple(sheet.line(one, SHEET) for one in case.framework.indicators))


def beside(case: Case, numbers: Numbers) -> tuple[Line, ...]:
    """The lines of adjustments, which are outside the total."""
    sheet = _Sheet(case, numbers)
    return tuple(sheet.line(one, SHEET, is_beside=True) for one in case.framework.adjustments)


def walk(line: Line, above: tuple[Line, ...] = ()) -> Iterator[tuple[Line, ...]]:
    """A line and all below it, each with those above it, in reading order."""
    path = (*above, line)
    yield path
    for child in line.children:
        yield from walk(child, path)


def added(some: Iterable[Formula]) -> Formula:
    """The sum of one term or more."""
    found = tuple(some)
    if len(found) > MOST_ADDED:
        return added(added(found[start : start + MOST_ADDED]) for start in range(0, len(found), MOST_ADDED))
    total = found[0]
    for term in found[1:]:
        total = Arithmetic(total, "+", term)
    return total


def terms(tree: Tree) -> tuple[str, ...]:
    """The names of a formula or condition in their order, each once."""
    return tuple(dict.fromkeys(node.id for node in nodes(tree) if isinstance(node, Name)))


def weight_of(line: Line) -> Formula | None:
    """What a line weighs: its printed weight, else what those below it weigh that print one, else that of the framework."""
    own = Name(line.weight) if line.weight else None
    if not line.adds_up:
        return own
    if _is_printed(line) or not any(_is_printed(path[-1]) for path in walk(line)):
        return own or below(line, weight_of)
    return below(line, weight_of) or own


def _is_printed(line: Line) -> bool:
    return bool(line.weight) and line.weight != line.declared


def score_of(line: Line) -> Formula | None:
    """What a line is given: its own score, else those below it; None where one is not printed."""
    return Name(line.score) if line.score else below(line, score_of)


def below(line: Line, worth: "Callable[[Line], Formula | None]") -> Formula | None:
    """What the children of a line are worth together; None where that is not known."""
    found = [worth(child) for child in line.children]
    known = [term for term in found if term is not None]
    return added(known) if known and len(known) == len(found) else None


def _whole(numbers: Numbers, lines: tuple[Line, ...]) -> Line:
    keys = f"weights/{TOTAL}", f"framework/{TOTAL}/weight"
    return Line(
        TOTAL,
        "合计",
        SHEET,
        _first(numbers, *keys),
        _first(numbers, f"scores/{TOTAL}"),
        declared=_first(numbers, keys[1]),
        children=lines,
    )


def _first(numbers: Numbers, *keys: str) -> str:
    """The first of some keys that there is, empty where there is none."""
    return next((key for key in keys if key in numbers), "")


def _outlined(rows: tuple[OutlineRow, ...], numbers: Numbers, place: str) -> Iterator[Line]:
    for row in rows:
        yield Line(
            row.id,
            row.label,
            place,
            _first(numbers, f"outline/{row.id}/weight", f"weights/{row.id}"),
            _first(numbers, f"outline/{row.id}/score", f"scores/{row.id}"),
            _first(numbers, f"outline/{row.id}/rule_points"),
            children=tuple(_outlined(row.children, numbers, lower(place, row.label))),
        )


def lower(place: str, label: str) -> str:
    """The place of what stands below a line."""
    return f"{place} {label}" if place == SHEET else f"{place}/{label}"


class _Sheet:
    """The table of a framework, as one unit has filled it in."""

    def __init__(self, case: Case, numbers: Numbers) -> None:
        self._case = case
        self._numbers = numbers
        self._rows = scoring_rows(case)

    def line(self, one: Indicator, place: str, *, is_beside: bool = False) -> Line:
        """The line of an indicator; what an adjustment makes of those below it is its own affair."""
        lines = tuple(self._below(one, lower(place, one.label), is_beside=is_beside))
        declared = f"framework/{one.id}/weight"
        return Line(
            one.id,
            one.label,
            place,
            self._key(f"weights/{one.id}", f"framework/{one.id}/printed_weight", declared),
            self._key(f"scores/{one.id}"),
            self._key(f"framework/{one.id}/rule_points"),
            "" if self._is_set(one.id) else self._key(declared),
            lines,
            adds_up=not (is_beside and one.rule.formula is not None) and self._adds_up(one),
        )

    def _key(self, *keys: str) -> str:
        return _first(self._numbers, *keys)

    def _is_set(self, id: str) -> bool:
        """Whether a weight is the case's own, and no other one is printed beside it."""
        return id in self._case.evidence.weights and id not in self._case.printed.weights

    def _adds_up(self, one: Indicator) -> bool:
        """Rows that share out a weight, or are not all there, need not weigh what their slot does."""
        return not isinstance(one.rule, Slot) or (one.rule.split is None and one.id not in self._case.evidence.incomplete)

    def _below(self, one: Indicator, place: str, *, is_beside: bool) -> Iterator[Line]:
        for child in one.children:
            yield self.line(child, place, is_beside=is_beside)
        if isinstance(one.rule, Slot):
            yield from self._slot(one, place)

    def _slot(self, one: Indicator, place: str) -> Iterator[Line]:
        rows = self._rows.get(one.id, ())
        for group in dict.fromkeys(row.group for row in rows):
            found = tuple(self._row(row, lower(place, group) if group else place) for row in rows if row.group == group)
            if not group:
                yield from found
                continue
            key = self._key(f"framework/{one.id}/{group}/weight")
            yield Line(f"{one.id}/{group}", group, place, declared=key, children=found, adds_up=self._adds_up(one))

    def _row(self, row: TargetRow, place: str) -> Line:
        weight, score = self._key(f"targets/{row.id}/weight"), self._key(f"targets/{row.id}/printed")
        return Line(row.id, row.label, row.where or place, weight, score)


def scoring_rows(case: Case) -> Mapping[str, tuple[TargetRow, ...]]:
    """The target rows that score, by slot; a row that is part of another does not."""
    found: dict[str, list[TargetRow]] = {}
    for row in case.evidence.targets:
        if not row.of:
            found.setdefault(row.slot, []).append(row)
    return {slot: tuple(rows) for slot, rows in found.items()}
