"""Target rows: their figures read in the unit of their target, and what does not fit about a row."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from datetime import date
from fractions import Fraction
from functools import partial
from typing import Any, TypeAlias, TypeVar

from attrs import evolve, frozen

from perfrules import number
from perfrules.case.exact import Given, known_of, number_of
from perfrules.case.reading import BLANK, RATIO, day_of
from perfrules.domain import Domain
from perfrules.errors import NumberError
from perfrules.evidence import Known, TargetRow
from perfrules.framework import Framework, RowRules
from perfrules.frozen import Pairs
from perfrules.indicator import Slot
from perfrules.number import PARTS
from perfrules.wording import did_you_mean, near, shortened

T = TypeVar("T")
Figures: TypeAlias = Mapping[str, Given | Sequence[Given]]
"""The figures of a row that are not read yet, by key: `target` (of two, where the actual figure lies between them) and so on."""


@frozen
class Site:
    """Where target rows stand: a slot, the rules that score its rows, and whether its framework gives points."""

    slot: Slot
    rules: RowRules
    is_scored: bool = True


@frozen
class Fault:
    """What is wrong with a target row, under which of its keys."""

    key: str
    code: str
    message: str


@frozen
class _Written:
    """A figure as it is written: in its own unit, with what its last digit is worth; a program's own number has no text."""

    text: str
    value: Fraction
    unit: str = ""
    decimals: int = 0
    step: Fraction = Fraction(0)


def sites(framework: Framework) -> Mapping[str, Site]:
    """The slots of a framework by id."""
    return framework.memory.once("sites", lambda: dict(_sites(framework)))


def _sites(framework: Framework) -> Iterator[tuple[str, Site]]:
    for *_, one in framework.paths.values():
        if isinstance(one.rule, Slot) and one.rule.rules in framework.row_rules:
            yield one.id, Site(one.rule, framework.row_rules[one.rule.rules], framework.is_scored)


def row_id(id: str, slot: str, group: str, label: str) -> str:
    """What a row is called: by its own id, else after its slot, its group and its label."""
    return id or "/".join(part for part in (slot, group, label) if part)


def read_row(row: TargetRow, figures: Figures, site: Site) -> tuple[TargetRow, tuple[Fault, ...]]:
    """
    The row with its figures, which are read in the unit of its target; and all that does not fit about it.

    A percentage becomes a fraction, money and 万 convert exactly into the unit of the target, a month is its last day.
    """
    reader = _Reader(row, figures, site.rules)
    return reader.row(), (*_misfits(row, site), *reader.faults)


class _Reader:
    """Reads the figures of one row, and collects what is wrong with them."""

    def __init__(self, row: TargetRow, figures: Figures, rules: RowRules) -> None:
        self.faults: list[Fault] = []
        self._row = row
        self._rules = rules
        self._figures = {key: given for key, given in figures.items() if given != BLANK}

    def row(self) -> TargetRow:
        """The row with all figures that can be read."""
        least, most = self._ends()
        reached = self._figure("actual", self._figures.get("actual"))
        base = least or most or reached
        columns = {column.id: self._known(column.id, column.domain) for column in self._rules.columns}
        return evolve(
            self._row,
            unit=base.unit if base else "",
            target=self._in_unit("target", least, base),
            target_most=self._in_unit("target", most, base),
            actual=self._in_unit("actual", reached, base),
            ratio=self._known("ratio", RATIO),
            columns=Pairs.of({name: known for name, known in columns.items() if known is not None}),
        )

    def _ends(self) -> tuple[_Written | None, _Written | None]:
        given = self._figures.get("target")
        pair = given if isinstance(given, Sequence) and not isinstance(given, str) else None
        if given is None or (self._row.must != "between" and pair is None):
            return self._figure("target", given), None
        if self._row.must != "between" or pair is None or len(pair) != 2:  # noqa: PLR2004  # the least and the most
            self._report("target", "wrong-shape", f"`must: {self._row.must}` has {_WANTED[self._row.must == 'between']}")
            return None, None
        least, most = (self._figure("target", end) for end in pair)
        if least and most and least.unit == most.unit and least.value > most.value:
            self._report("target", "invalid-number", f"`{least.text}` is more than `{most.text}`; the smaller one comes first")
        return least, most

    def _figure(self, key: str, given: Any) -> _Written | None:  # noqa: ANN401  # a program can give anything; it is refused
        if given is None:
            return None
        return self._read(key, partial(self._written, given), f"{key}_text")

    def _written(self, given: Given) -> _Written:
        if self._row.must == "by_date":
            return _day(given)
        written = _number(given)
        is_ratio = self._rules.target.kind == "rate" and not written.unit
        return evolve(written, unit="%") if is_ratio else written

    def _in_unit(self, key: str, one: _Written | None, base: _Written | None) -> Known | None:
        if one is None or base is None:
            return None
        return self._read(key, partial(_converted, one, base))

    def _known(self, key: str, domain: Domain) -> Known | None:
        if key not in self._figures:
            return None
        return self._read(key, partial(known_of, self._figures[key], domain))  # type: ignore[arg-type]  # else it is refused

    def _read(self, key: str, task: Callable[[], T], words: str = "") -> T | None:
        try:
            return task()
        except NumberError as error:
            code = "invalid-date" if words and self._row.must == "by_date" else error.code
            self._report(key, code, f"{error}; words go under `{words}`" if words else str(error))
            return None

    def _report(self, key: str, code: str, message: str) -> None:
        self.faults.append(Fault(key, code, message))


_WANTED = {True: "two targets, `[least, most]`", False: "one target; two have `must: between`"}


def _day(given: Given) -> _Written:
    if isinstance(given, date):
        return _Written("", Fraction(given.toordinal()))
    return _Written(str(given), Fraction(day_of(str(given))))


def _number(given: Given) -> _Written:
    if not isinstance(given, str):
        return _Written("", number_of(given))
    found = number.quantity(given)
    factor, name = number.multiplier(found.unit)
    if found.unit in PARTS or not name:
        size = PARTS.get(found.unit, Fraction(factor))
        unit = found.unit if found.unit in PARTS else ""
        return _Written(given, found.value * size, unit, found.decimals, size / 10**found.decimals)
    return _Written(given, found.value, found.unit, found.decimals, Fraction(1, 10**found.decimals))


def _converted(one: _Written, base: _Written) -> Known:
    """A figure in the unit of another one, which must be of its kind."""
    if one.unit == base.unit:
        return Known(one.value, one.text, decimals=one.decimals, unit=one.step)
    size = _size(one, base)
    return Known(one.value * size, one.text, decimals=one.decimals, unit=one.step * size)


def _size(one: _Written, base: _Written) -> Fraction:
    bare = bool(base.unit in PARTS and one.text and one.value)
    if {one.unit, base.unit} <= PARTS.keys() or not (one.unit or bare):
        return Fraction(1)
    (own, name), (theirs, wanted) = number.multiplier(one.unit), number.multiplier(base.unit)
    if name and name == wanted:
        return Fraction(own, theirs)
    target = f"its target `{shortened(base.text or number.plain(base.value))}`"
    if bare and not one.unit:
        raise NumberError(one.text, f"has no `%`, {target} has: write it as a percentage")
    unit = "is a percentage" if one.unit in PARTS else f"is in `{one.unit}`"
    raise NumberError(one.text, f"{unit}, {target} {f'is in `{base.unit}`' if base.unit else 'has no unit'}")


def _misfits(row: TargetRow, site: Site) -> Iterator[Fault]:
    """What does not fit about a row, whatever its figures are."""
    if not row.label.strip():
        yield Fault("label", "empty", "a row has a label")
    split = site.slot.split
    if row.weight is None and site.is_scored and not (row.of or split):
        yield Fault("weight", "missing-key", "key `weight` is missing")
    if split and site.slot.groups and row.group not in site.slot.groups and not row.of:
        yield Fault(
            "group", "invalid-choice", f"the slot shares out the weight of {_listed(site.slot.groups)}, not of this group"
        )
    yield from _graded(row, site) if row.must == "graded" else _not_graded(row)


def _graded(row: TargetRow, site: Site) -> Iterator[Fault]:
    names = tuple(band.name for band in site.rules.graded)
    if row.grade and row.grade not in names:
        known = f"they have {_listed(names)}" if names else "they have none"
        alike = did_you_mean(near(row.grade, names))
        message = f"the rules `{site.rules.id}` have no grade `{shortened(row.grade)}`{alike or f'; {known}'}"
        yield Fault("grade", "invalid-choice", message)
    if row.points is None and row.printed is None and site.is_scored and not row.of:
        yield Fault("points", "missing-key", "a graded row has `points`, or `printed` if nobody else gave any")


def _not_graded(row: TargetRow) -> Iterator[Fault]:
    given = {"points": row.points is not None, "grade": row.grade, "by": row.by, "reason": row.reason}
    for key in (key for key, is_given in given.items() if is_given):
        hint = "what a report prints goes under `printed`" if key == "points" else "words about it go under `note`"
        yield Fault(key, "one-of", f"`{key}` stands in a row with `must: graded`; {hint}")


def _listed(names: Collection[str]) -> str:
    return ", ".join(f"`{shortened(name, 40)}`" for name in list(names)[:12])
