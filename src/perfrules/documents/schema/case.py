"""The schema of a case file: of a unit under a framework, or of a bare printed table."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from perfrules.documents.case.entries import (
    CaseEntry,
    FigureEntry,
    Given,
    OutlineEntry,
    Period,
    PrintedTableEntry,
    StatementEntry,
    TargetEntry,
    Targets,
)
from perfrules.documents.case.head import NEED_FRAMEWORK
from perfrules.documents.node import Scalar
from perfrules.documents.schema.words import TEXT, WORDS
from perfrules.documents.schema.writer import Json, Vocabulary, Writer
from perfrules.documents.texts import Id
from perfrules.framework import BARE

_WORDS: Mapping[Any, Json] = MappingProxyType(
    {
        **WORDS,
        Period: {"type": ["string", "number"], "description": "A year, a month, or two days with `/` between them."},
        Targets: {"anyOf": [TEXT, {"type": "array", "items": TEXT}]},
    },
)
_BETWEEN: Json = {
    "if": {"properties": {"must": {"const": "between"}}, "required": ["must"]},
    "then": {"properties": {"target": {"type": "array", "minItems": 2, "maxItems": 2}}},
    "else": {"properties": {"target": TEXT}},
}
_GRADED: Json = {
    "if": {"properties": {"must": {"const": "graded"}}, "required": ["must"]},
    "then": {"anyOf": [{"required": ["points"]}, {"required": ["printed"]}]},
}
_FIGURE = ("printed", "formula")
_ROW = tuple[Scalar, ...]


def case_schema() -> Json:
    """What a case file holds; which ids there are, and which columns target rows have, its framework says."""
    writer = Writer(_vocabulary())
    return {
        **writer.mapping(CaseEntry),
        "if": {"properties": {"framework": {"const": BARE.id}}},
        "then": {"properties": dict.fromkeys(NEED_FRAMEWORK, False)},
        "else": {"properties": {"outline": False}},
        "$defs": writer.definitions,
    }


def _vocabulary() -> Vocabulary:
    return Vocabulary(
        words=_WORDS,
        alone={Given: TEXT, FigureEntry: TEXT},
        more={
            TargetEntry: {"additionalProperties": TEXT, "allOf": [_BETWEEN, _GRADED]},
            StatementEntry: {"oneOf": [_having(_FIGURE, without=("holds",)), _having(("holds",), without=_FIGURE)]},
        },
        replaced={
            (CaseEntry, "tables"): dict[Id, tuple[_ROW, ...] | PrintedTableEntry],
            (CaseEntry, "targets"): tuple[TargetEntry, ...],
            (CaseEntry, "figures"): dict[Id, FigureEntry],
            (CaseEntry, "statements"): tuple[StatementEntry, ...],
            (CaseEntry, "outline"): tuple[OutlineEntry, ...],
            (OutlineEntry, "children"): tuple[OutlineEntry, ...],
            (PrintedTableEntry, "rows"): tuple[_ROW, ...],
            (PrintedTableEntry, "total"): _ROW,
        },
        filled=frozenset({(PrintedTableEntry, "columns")}),
    )


def _having(keys: tuple[str, ...], without: tuple[str, ...]) -> Json:
    return {"required": list(keys), "not": {"anyOf": [{"required": [key]} for key in without]}}
