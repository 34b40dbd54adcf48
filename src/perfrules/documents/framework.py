"""Framework files to `Framework`."""

import re
from collections.abc import Iterator
from fractions import Fraction
from functools import lru_cache, partial
from itertools import chain
from pathlib import Path
from typing import Any, Literal, NewType

from attrs import evolve, field, frozen
from cattrs import Converter

from perfrules.documents.declarations import Signature, ValueEntry, add_declarations
from perfrules.documents.derivation import Find, completed_from, descended
from perfrules.documents.file import read_file
from perfrules.documents.indicators import add_indicators
from perfrules.documents.node import Mapping, Node, Scalar, Sequence, places, under
from perfrules.documents.problems import nearest
from perfrules.documents.rows import add_rows
from perfrules.documents.shape import check_not_empty, collected, completed, expected, only, refusal
from perfrules.documents.texts import Decimals, FrameworkId, Id, Points, text_converter
from perfrules.documents.tree import is_json, tree
from perfrules.formula.gate import PUBLISHED, Limits
from perfrules.formula.syntax import Condition, Definition, Formula
from perfrules.framework import (
    Alert,
    Fact,
    Framework,
    FrameworkSource,
    Grade,
    RoundingNote,
    RowRules,
    Table,
    Validity,
    Value,
)
from perfrules.frozen import Pairs
from perfrules.indicator import Indicator, Source
from perfrules.wording import shortened

FORMAT = 1
"""The format of framework files that this version reads."""

MAX_EDITION = 40
"""Characters of an edition."""

_BODY = re.compile(
    r"^(?:functions|facts|values|tables|rows|indicators|adjustments|alerts|constraints|relations|changes)[ \t]*:",
    re.MULTILINE,
)

Format = NewType("Format", int)
Edition = NewType("Edition", str)


@frozen
class PointsEntry:
    """The key `points`."""

    total: Points
    decimals: Decimals = Decimals(2)
    rounding: RoundingNote = RoundingNote()


@frozen
class TotalEntry:
    """The key `total`."""

    formula: Formula


@frozen
class FrameworkEntry:
    """The keys of a framework file; `extends` and `changes` are no more there once the framework is whole."""

    perfrules: Format
    id: FrameworkId
    edition: Edition
    title: str
    points: PointsEntry
    indicators: tuple[Indicator, ...]
    extends: str | None = None
    changes: Mapping | None = None
    valid: Validity = Validity()
    source: Source = Source()
    weights: Literal["fixed", "adjustable"] = "fixed"
    total: TotalEntry | None = None
    grades: tuple[Grade, ...] = ()
    alerts: tuple[Alert, ...] = ()
    constraints: tuple[Condition, ...] = ()
    relations: tuple[Condition, ...] = ()
    functions: dict[Signature, Formula] = field(factory=dict)
    facts: dict[Id, Fact] = field(factory=dict)
    values: dict[Id, ValueEntry] = field(factory=dict)
    tables: dict[Id, Table] = field(factory=dict)
    rows: dict[Id, RowRules] = field(factory=dict)
    adjustments: tuple[Indicator, ...] = ()


@frozen
class HeadEntry:
    """The keys by which a framework is found; the others may be wrong."""

    id: FrameworkId
    edition: Edition
    valid: Validity = Validity()


def framework_from(text: str, place_name: str, limits: Limits = PUBLISHED, find: Find | None = None) -> Framework:
    """
    The framework in a text; `place_name` is what messages call its file, `limits` are those of its formulas.

    `find` finds the parent that it extends. Raises `InvalidDocumentError` with every problem of the text.
    """
    written = tree(text, place_name)
    _check_is_framework(written.root)
    descent = descended(written, find)
    document = descent.document
    entry = completed_from(descent, partial(_entry, document.root, limits))
    return Framework(
        entry.id,
        entry.edition,
        entry.title,
        entry.points.total if isinstance(entry.points.total, Fraction) else Fraction(0),
        entry.indicators,
        tuple(evolve(fact, id=name) for name, fact in entry.facts.items()),
        tuple(_values(entry)),
        tuple(Definition(name.name, name.parameters, body) for name, body in entry.functions.items()),
        entry.grades,
        entry.points.decimals,
        entry.total.formula if entry.total else None,
        entry.points.rounding,
        entry.valid,
        entry.source,
        is_scored=entry.points.total != "none",
        has_adjustable_weights=entry.weights == "adjustable",
        adjustments=entry.adjustments,
        alerts=entry.alerts,
        constraints=entry.constraints,
        relations=entry.relations,
        tables=tuple(evolve(table, id=name) for name, table in entry.tables.items()),
        rows=tuple(evolve(rules, id=name) for name, rules in entry.rows.items()),
        lineage=descent.lineage,
        places=Pairs.of(dict(places(document.root))),
    )


def _check_is_framework(root: Mapping) -> None:
    keys = {key.text: key for key, _ in root.pairs}
    if "framework" in keys and not keys.keys() & {"perfrules", "id", "indicators"}:
        raise refusal("wrong-shape", keys["framework"], "this is a case, not a framework; `perfrules score` takes it")


def framework_file(path: Path) -> Framework:
    """The framework in a file; raises `DocumentError` with everything that is wrong with it."""
    return framework_from(read_file(path), str(path))


def source_from(text: str, place_name: str) -> FrameworkSource:
    """
    The key of the framework in a text: only its head is read, what stands before `facts` or `indicators`.

    Raises `InvalidDocumentError` where the head is wrong.
    """
    head = text if is_json(text, place_name) else _BODY.split(text, maxsplit=1)[0]
    document = tree(head, place_name)
    _check_is_framework(document.root)
    root = only(document.root, ("id", "edition", "valid"))
    entry = completed(document, lambda: framework_converter(PUBLISHED).structure(root, HeadEntry))
    return FrameworkSource(entry.id, entry.edition, entry.valid, place_name, text)


@lru_cache(maxsize=8)
def framework_converter(limits: Limits, *, is_scored: bool = True) -> Converter:
    """A converter that knows everything that stands in a framework file; formulas keep these limits."""
    converter = text_converter(limits)
    add_declarations(converter, limits)
    add_rows(converter)
    add_indicators(converter, limits, is_scored=is_scored)
    converter.register_structure_hook(Mapping, lambda node, _: expected(node, Mapping))
    converter.register_structure_hook(Format, lambda node, _: _format(converter.structure(node, int), node))
    converter.register_structure_hook(Edition, lambda node, _: _edition(expected(node, Scalar)))
    return converter


def _entry(root: Mapping, limits: Limits) -> FrameworkEntry:
    structure = partial(framework_converter(limits, is_scored=_is_scored(root)).structure, root, FrameworkEntry)
    checks = (partial(check_not_empty, root, "indicators"), partial(_check_slots, root))
    parts: list[Any] = collected([structure, *checks])
    entry: FrameworkEntry = parts[0]
    return entry


def _is_scored(root: Mapping) -> bool:
    total = under(root, "points", "total")
    return not (isinstance(total, Scalar) and total.text == "none")


def _check_slots(root: Mapping) -> None:
    """Raises `InvalidDocumentError` with each slot whose row rules the framework does not have."""
    rows = under(root, "rows")
    known = tuple(key.text for key, _ in rows.pairs) if isinstance(rows, Mapping) else ()
    wanted = chain.from_iterable(_slots(under(root, key)) for key in ("indicators", "adjustments"))
    collected(partial(_refuse_rules, rules, known) for rules in wanted if rules.text not in known)


def _slots(indicators: Node) -> Iterator[Scalar]:
    """The names of the row rules of all slots in a list of indicators and below."""
    for one in indicators.items if isinstance(indicators, Sequence) else ():
        slot = under(one, "slot")
        rules = under(slot, "rules") if isinstance(slot, Mapping) else slot
        if isinstance(rules, Scalar):
            yield rules
        yield from _slots(under(one, "children"))


def _refuse_rules(rules: Scalar, known: tuple[str, ...]) -> None:
    message = f"the framework has no row rules `{shortened(rules.text)}`{nearest(rules.text, known)}"
    raise refusal("unknown-id", rules, message)


def _values(entry: FrameworkEntry) -> Iterator[Value]:
    for name, value in entry.values.items():
        yield Value(name, value.label, value.formula, value.show, value.interpretations)


def _format(number: int, node: Node) -> int:
    if number == FORMAT:
        return number
    raise refusal("unsupported", node, f"format {number} is not known; this version reads format {FORMAT}")


def _edition(scalar: Scalar) -> str:
    if scalar.text.strip() and len(scalar.text) <= MAX_EDITION and not set("@/") & set(scalar.text):
        return scalar.text
    raise refusal("invalid-id", scalar, f"`{shortened(scalar.text)}` is no edition, one such as `2023` was expected")
