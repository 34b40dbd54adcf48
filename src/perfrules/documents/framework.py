"""Framework files to `Framework`."""

import re
from collections.abc import Iterator
from fractions import Fraction
from functools import lru_cache, partial
from pathlib import Path
from typing import Any, NewType

from attrs import evolve, field, frozen
from cattrs import Converter

from perfrules.documents.declarations import Signature, ValueEntry, add_declarations
from perfrules.documents.file import read_file
from perfrules.documents.indicators import add_indicators
from perfrules.documents.node import Mapping, Node, Scalar, places
from perfrules.documents.shape import check_not_empty, collected, completed, expected, only, refusal
from perfrules.documents.texts import Decimals, FrameworkId, Id, text_converter
from perfrules.documents.tree import is_json, tree
from perfrules.formula.gate import PUBLISHED, Limits
from perfrules.formula.syntax import Definition, Formula
from perfrules.framework import Fact, Framework, FrameworkSource, Grade, RoundingNote, Validity, Value
from perfrules.frozen import Pairs
from perfrules.indicator import Indicator, Source
from perfrules.wording import shortened

FORMAT = 1
"""The format of framework files that this version reads."""

MAX_EDITION = 40
"""Characters of an edition."""

_BODY = re.compile(r"^(?:functions|facts|values|indicators)[ \t]*:", re.MULTILINE)

Format = NewType("Format", int)
Edition = NewType("Edition", str)


@frozen
class PointsEntry:
    """The key `points`."""

    total: Fraction
    decimals: Decimals = Decimals(2)
    rounding: RoundingNote = RoundingNote()


@frozen
class TotalEntry:
    """The key `total`."""

    formula: Formula


@frozen
class FrameworkEntry:
    """The keys of a framework file."""

    perfrules: Format
    id: FrameworkId
    edition: Edition
    title: str
    points: PointsEntry
    indicators: tuple[Indicator, ...]
    valid: Validity = Validity()
    source: Source = Source()
    total: TotalEntry | None = None
    grades: tuple[Grade, ...] = ()
    functions: dict[Signature, Formula] = field(factory=dict)
    facts: dict[Id, Fact] = field(factory=dict)
    values: dict[Id, ValueEntry] = field(factory=dict)


@frozen
class HeadEntry:
    """The keys by which a framework is found; the others may be wrong."""

    id: FrameworkId
    edition: Edition
    valid: Validity = Validity()


def framework_from(text: str, place_name: str, limits: Limits = PUBLISHED) -> Framework:
    """
    The framework in a text; `place_name` is what messages call its file, `limits` are those of its formulas.

    Raises `InvalidDocumentError` with every problem of the text.
    """
    document = tree(text, place_name)
    _check_is_framework(document.root)
    entry = completed(document, partial(_entry, document.root, limits))
    return Framework(
        entry.id,
        entry.edition,
        entry.title,
        entry.points.total,
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
        Pairs.of(dict(places(document.root))),
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
def framework_converter(limits: Limits) -> Converter:
    """A converter that knows everything that stands in a framework file; formulas keep these limits."""
    converter = text_converter(limits)
    add_declarations(converter, limits)
    add_indicators(converter, limits)
    converter.register_structure_hook(Format, lambda node, _: _format(converter.structure(node, int), node))
    converter.register_structure_hook(Edition, lambda node, _: _edition(expected(node, Scalar)))
    return converter


def _entry(root: Mapping, limits: Limits) -> FrameworkEntry:
    structure = partial(framework_converter(limits).structure, root, FrameworkEntry)
    parts: list[Any] = collected([structure, partial(check_not_empty, root, "indicators")])
    entry: FrameworkEntry = parts[0]
    return entry


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
