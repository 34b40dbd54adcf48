"""What a unit brings itself: the rules of target rows, and tables with their columns and sums."""

from collections.abc import Iterator
from fractions import Fraction
from functools import partial
from typing import Any, Literal, NewType, TypeVar

from attrs import evolve, field, fields, frozen
from cattrs import Converter

from perfrules import number
from perfrules.documents.declarations import limits_in
from perfrules.documents.node import Mapping, Node, Scalar
from perfrules.documents.shape import collected, expected, refusal
from perfrules.documents.texts import Decimals, Id, RowCount, Share
from perfrules.domain import Domain, domain
from perfrules.errors import NumberError
from perfrules.evidence import TargetRow
from perfrules.formula.syntax import Formula
from perfrules.framework import Band, Fact, RowRules, Sum, Table
from perfrules.frozen import Pairs
from perfrules.indicator import Interpretation
from perfrules.wording import shortened

T = TypeVar("T")
Figure = NewType("Figure", Domain)
RowWeight = NewType("RowWeight", Domain)

FIGURE = Figure(domain("number", "", 6, Fraction(0), Fraction(10**12)))
"""What the target and the actual figure of a row can be where nothing else is said."""

WEIGHT = RowWeight(domain("number", "", 2, Fraction(0), Fraction(100)))
"""What the weight of a row can be where nothing else is said."""

MOST_ROWS = RowCount(1000)
"""How many rows a table can have where nothing else is said."""

_OF_A_ROW = frozenset(one.name for one in fields(TargetRow))


@frozen
class RowDomainEntry:
    """The keys `target`, `actual` and `weight` of row rules; the figures of a row have the unit of its target."""

    kind: Literal["number", "count", "rate"] = "number"
    decimals: Decimals | None = None
    at_least: Scalar | None = None
    at_most: Scalar | None = None


@frozen
class RatioEntry:
    """The key `ratio`: what `ratio` is, by what the actual figure must be."""

    at_least: Formula | None = None
    at_most: Formula | None = None
    equal: Formula | None = None
    between: Formula | None = None
    by_date: Formula | None = None


@frozen
class BandEntry:
    """What a judged grade can give, in shares of the weight."""

    name: str
    start: Share
    to: Share


@frozen
class RowRulesEntry:
    """What stands under the id of row rules."""

    formula: Formula
    target: Figure = FIGURE
    actual: Figure = FIGURE
    weight: RowWeight = WEIGHT
    ratio: RatioEntry = RatioEntry()
    graded: tuple[Band, ...] = ()
    columns: dict[Id, Fact] = field(factory=dict)
    sums: dict[Id, Formula] = field(factory=dict)
    interpretations: tuple[Interpretation, ...] = ()


@frozen
class TableEntry:
    """What stands under the id of a table."""

    columns: dict[Id, Fact]
    label: str = ""
    sums: dict[Id, Formula] = field(factory=dict)
    rows_at_most: RowCount = MOST_ROWS


def add_rows(converter: Converter) -> None:
    """Teaches a converter row rules and tables, both still without their id."""
    for shape, usual in ((Figure, FIGURE), (RowWeight, WEIGHT)):
        converter.register_structure_hook(shape, partial(_domain, converter, usual))
    converter.register_structure_hook(Band, lambda node, _: _band(node, converter.structure(node, BandEntry)))
    converter.register_structure_hook(RowRules, lambda node, _: _row_rules(expected(node, Mapping), converter))
    converter.register_structure_hook(Table, lambda node, _: _table(expected(node, Mapping), converter))


def _row_rules(node: Mapping, converter: Converter) -> RowRules:
    checks = (partial(converter.structure, node, RowRulesEntry), partial(_check_columns, node), partial(_check_sums, node))
    parts: list[Any] = collected(checks)
    entry: RowRulesEntry = parts[0]
    ratio = {one.name: getattr(entry.ratio, one.name) for one in fields(RatioEntry)}
    return RowRules(
        "",
        entry.formula,
        entry.target,
        entry.actual,
        entry.weight,
        Pairs.of({must: formula for must, formula in ratio.items() if formula is not None}),
        entry.graded,
        _columns(entry.columns),
        _sums(entry.sums),
        entry.interpretations,
    )


def _table(node: Mapping, converter: Converter) -> Table:
    checks = (partial(converter.structure, node, TableEntry), partial(_check_filled, node), partial(_check_sums, node))
    parts: list[Any] = collected(checks)
    entry: TableEntry = parts[0]
    return Table("", entry.label, _columns(entry.columns), _sums(entry.sums), entry.rows_at_most)


def _columns(entries: dict[Id, Fact]) -> tuple[Fact, ...]:
    return tuple(evolve(fact, id=name) for name, fact in entries.items())


def _sums(entries: dict[Id, Formula]) -> tuple[Sum, ...]:
    return tuple(Sum(name, formula) for name, formula in entries.items())


def _domain(converter: Converter, usual: Domain, node: Node, _: object) -> Domain:
    entry = converter.structure(node, RowDomainEntry)
    rough = Domain(entry.kind, "", entry.decimals or 0, Fraction(0), Fraction(0))
    least, most = limits_in((entry.at_least, entry.at_most), rough)
    base = usual if entry.kind == usual.kind else domain(entry.kind)
    decimals = base.decimals if entry.decimals is None else entry.decimals
    try:
        return domain(entry.kind, "", decimals, base.least if least is None else least, base.most if most is None else most)
    except NumberError as error:
        raise refusal("invalid-domain", node, f"a figure of kind {error}") from None


def _band(node: Node, entry: BandEntry) -> Band:
    start, end = f"{number.plain(entry.start * 100)}%", f"{number.plain(entry.to * 100)}%"
    if entry.to > 1:
        raise refusal("invalid-domain", node, f"a band holds shares of the weight, 0% to 100%, and this one ends at {end}")
    if entry.start > entry.to:
        raise refusal("invalid-domain", node, f"the band starts at {start} and ends below that, at {end}")
    if entry.start == entry.to < 1:
        raise refusal("invalid-domain", node, f"the band is empty: its end, {end}, does not belong to it, only 100% would")
    return Band(entry.name, entry.start, entry.to)


def _check_filled(node: Mapping) -> None:
    for key, value in node.pairs:
        if key.text == "columns" and isinstance(value, Mapping) and not value.pairs:
            raise refusal("empty", value, "a table has at least one column")


def _check_columns(node: Mapping) -> None:
    """The columns of target rows stand among the other keys of a row, so they cannot have their names."""
    clashes = (name for name in _keys(node, "columns") if name.text in _OF_A_ROW)
    collected(partial(_refuse, name, f"`{name.text}` is a key of every target row and cannot name a column") for name in clashes)


def _check_sums(node: Mapping) -> None:
    columns = {name.text for name in _keys(node, "columns")}
    clashes = (name for name in _keys(node, "sums") if name.text in columns)
    collected(partial(_refuse, name, f"`{shortened(name.text)}` already names a column") for name in clashes)


def _keys(node: Mapping, key: str) -> Iterator[Scalar]:
    for name, value in node.pairs:
        if name.text == key and isinstance(value, Mapping):
            yield from (inner for inner, _ in value.pairs)


def _refuse(name: Scalar, message: str) -> None:
    raise refusal("invalid-id", name, message)
