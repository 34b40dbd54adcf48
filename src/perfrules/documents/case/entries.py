"""The keys of a case file, and what of their values is read before the framework is known."""

import re
from collections.abc import Callable
from datetime import date
from fractions import Fraction
from functools import cache, partial
from typing import Any, TypeVar

from attrs import field, frozen
from cattrs import Converter

from perfrules import number
from perfrules.documents.node import Mapping, Node, Scalar, Sequence
from perfrules.documents.shape import class_hook, collected, expected, refusal
from perfrules.documents.texts import measured_as, text_converter
from perfrules.domain import Kind
from perfrules.errors import NumberError
from perfrules.evidence import Judgement, Must
from perfrules.formula.syntax import Condition, Formula
from perfrules.indicator import Interpretation, Source
from perfrules.wording import shortened

T = TypeVar("T")

_YEAR = re.compile(r"[0-9]{4}")


@frozen
class Period:
    """The time of an evaluation as it is written, and its last day."""

    text: str
    last: date


@frozen
class Given:
    """What stands under the id of a fact or value: a text alone is its `value`."""

    value: Scalar
    where: str = ""
    printed: str = ""
    note: str = ""


@frozen
class FigureEntry:
    """What stands under the id of a figure: a text alone is its `value`."""

    value: Scalar
    kind: Kind | None = None
    where: str = ""
    printed: str = ""
    note: str = ""
    exact: bool = False


@frozen
class StatementEntry:
    """What a report says about its own numbers: a `printed` figure and its `formula`, or a condition that `holds`."""

    printed: Scalar | None = None
    formula: Formula | None = None
    holds: Condition | None = None
    label: str = ""
    where: str = ""
    note: str = ""
    exact: bool = False


@frozen
class PrintedTableEntry:
    """A table that the framework does not declare."""

    columns: tuple[Scalar, ...]
    rows: Sequence
    total: Sequence | None = None
    sums: tuple[Scalar, ...] = ()
    each_row: dict[Scalar, Formula] = field(factory=dict)
    where: str = ""


@frozen
class Targets:
    """One target, or the two between which the actual figure must lie."""

    texts: tuple[Scalar, ...]
    is_list: bool


@frozen
class TargetEntry:
    """The keys of a target row, but for its columns."""

    slot: Scalar
    label: str
    weight: Fraction | None = None
    group: str = ""
    id: str = ""
    must: Must = "at_least"
    target: Targets | None = None
    target_text: str = ""
    actual: Scalar | None = None
    actual_text: str = ""
    ratio: Scalar | None = None
    points: Fraction | None = None
    grade: str = ""
    by: str = ""
    reason: str = ""
    printed: Scalar | None = None
    formula: Formula | None = None
    interpretations: tuple[Interpretation, ...] = ()
    of: str = ""
    where: str = ""
    note: str = ""


@frozen
class ProblemEntry:
    """A problem that the report lists."""

    text: str
    indicator: Scalar | None = None
    where: str = ""


@frozen
class OutlineEntry:
    """A row of a score table that follows no framework."""

    label: str
    id: str = ""
    weight: Scalar | None = None
    score: Scalar | None = None
    rule_points: Fraction | None = None
    children: Sequence | None = None


@frozen
class ScorerEntry:
    """What a second scorer gave."""

    scores: dict[Scalar, Scalar] = field(factory=dict)
    total: Fraction | None = None


@frozen
class PrintedEntry:
    """The key `printed`."""

    scores: dict[Scalar, Scalar] = field(factory=dict)
    weights: dict[Scalar, Fraction] = field(factory=dict)
    total: Fraction | None = None
    grade: str = ""
    scorers: dict[str, ScorerEntry] = field(factory=dict)


@frozen
class ExpectEntry:
    """The key `expect`."""

    scores: dict[Scalar, str] = field(factory=dict)
    total: str = ""
    grade: str = ""
    findings: tuple[str, ...] = ()


@frozen
class HeadEntry:
    """The keys that lead to the framework."""

    framework: Scalar
    period: Period
    edition: str | None = None


@frozen
class CaseEntry:
    """The keys of a case file; rows, tables, figures, statements and outlines are read once the framework is known."""

    framework: Scalar
    subject: str
    period: Period
    edition: str | None = None
    source: Source = Source()
    facts: dict[Scalar, Given] = field(factory=dict)
    values: dict[Scalar, Given] = field(factory=dict)
    tables: Mapping | None = None
    targets: Sequence | None = None
    judged: dict[Scalar, Judgement] = field(factory=dict)
    weights: dict[Scalar, Fraction] = field(factory=dict)
    incomplete: dict[Scalar, str] = field(factory=dict)
    not_applicable: dict[Scalar, str] = field(factory=dict)
    interpretations: dict[Scalar, Scalar] = field(factory=dict)
    figures: Mapping | None = None
    statements: Sequence | None = None
    problems: tuple[ProblemEntry, ...] = ()
    outline: Sequence | None = None
    printed: PrintedEntry = PrintedEntry()
    expect: ExpectEntry = ExpectEntry()


@cache
def case_converter() -> Converter:
    """A converter that knows everything that stands in a case file."""
    converter = text_converter()
    converter.register_structure_hook(Period, lambda node, _: _period(expected(node, Scalar)))
    converter.register_structure_hook(Targets, lambda node, _: _targets(node))
    converter.register_structure_hook(Mapping, lambda node, _: expected(node, Mapping))
    converter.register_structure_hook(Sequence, lambda node, _: expected(node, Sequence))
    for shape in (Given, FigureEntry):
        converter.register_structure_hook(shape, partial(_or_text, class_hook(shape, converter)))
    return converter


def _or_text(full: Callable[[Node, Any], T], node: Node, shape: Any) -> T:  # noqa: ANN401  # one of the two classes
    """What stands under an id: a text alone is its first key."""
    made: T = shape(node) if isinstance(node, Scalar) else full(node, shape)
    return made


def _targets(node: Node) -> Targets:
    if isinstance(node, Scalar):
        return Targets((node,), is_list=False)
    items = expected(node, Sequence).items
    return Targets(tuple(collected(partial(expected, item, Scalar) for item in items)), is_list=True)


def _period(scalar: Scalar) -> Period:
    first, _, last = scalar.text.partition("/")
    if not last:
        return Period(scalar.text, measured_as(scalar, _end, "invalid-date"))
    start, end = measured_as(scalar, lambda _: (number.day(first), number.day(last)), "invalid-date")
    if start > end:
        raise refusal("invalid-date", scalar, f"`{shortened(scalar.text)}` ends before it starts")
    return Period(scalar.text, date.fromordinal(end))


def _end(text: str) -> date:
    if _YEAR.fullmatch(text):
        return date.fromordinal(number.day(f"{text}-12-31"))
    try:
        return date.fromordinal(number.day(text, "month"))
    except NumberError:
        raise NumberError(text, "is no period, one such as `2023`, `2023-06` or `2023-01-01/2023-12-31` was expected") from None
