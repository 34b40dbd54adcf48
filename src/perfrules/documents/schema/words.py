"""The texts of a document as JSON Schema; a YAML reader makes numbers and booleans of some, so these are let through too."""

from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from types import MappingProxyType
from typing import Any

from perfrules import number
from perfrules.documents.declarations import SHOW, Signature
from perfrules.documents.framework import FORMAT, MAX_EDITION, Edition, Format
from perfrules.documents.node import Scalar
from perfrules.documents.schema.writer import Json
from perfrules.documents.texts import MAX_ID, MAX_ROWS, Decimals, FrameworkId, Id, Points, RowCount, Share, Weight
from perfrules.domain import FLAGS
from perfrules.formula.gate import MAX_NAME
from perfrules.formula.syntax import Condition, Formula
from perfrules.framework import Show


def _either(word: str) -> str:
    """A pattern for a word in large and small letters."""
    return "".join(f"[{mark}{mark.upper()}]" if mark.isascii() else mark for mark in word)


def _whole(least: int, most: int) -> Json:
    return {"type": ["string", "integer"], "pattern": "^[0-9]+$", "minimum": least, "maximum": most}


TEXT: Json = {"type": ["string", "number", "boolean"]}
"""Any text."""

NUMBER: Json = {"type": ["string", "number"], "description": "A number, taken exactly as it is written."}
"""A number."""

_ID: Json = {"type": "string", "pattern": r"^[^0-9\s]\S*$", "maxLength": MAX_NAME}
_FORMULA: Json = {**TEXT, "description": "A formula of the language, worth a number."}
_CONDITION: Json = {**TEXT, "description": "A condition of the language: it holds or not."}

WORDS: Mapping[Any, Json] = MappingProxyType(
    {
        str: TEXT,
        Scalar: TEXT,
        Fraction: NUMBER,
        Share: NUMBER,
        Weight: {**NUMBER, "description": "A number, or `open`."},
        Weight | None: {**NUMBER, "description": "A number, or `open`."},
        Points: {**NUMBER, "description": "A number, or `none`."},
        Decimals: _whole(0, number.MAX_DIGITS),
        RowCount: _whole(1, MAX_ROWS),
        bool: {"type": ["string", "boolean"], "pattern": rf"^\s*({'|'.join(map(_either, FLAGS))})\s*$"},
        date: {"type": "string", "description": "A day, such as `2024-01-31`."},
        Id: _ID,
        FrameworkId: {"type": ["string", "number"], "pattern": "^[A-Za-z0-9][A-Za-z0-9._-]*$", "maxLength": MAX_ID},
        Edition: {"type": ["string", "number"], "pattern": "^[^@/]+$", "maxLength": MAX_EDITION},
        Format: {"enum": [FORMAT, str(FORMAT)]},
        Signature: {"type": "string", "pattern": r"^\s*[^()\s]+\s*\([^()]+\)\s*$"},
        Show: {"type": "string", "pattern": f"^{SHOW.pattern}$"},
        Formula: _FORMULA,
        Formula | None: _FORMULA,
        Condition: _CONDITION,
        Condition | None: _CONDITION,
    },
)
"""What each type of a single text is."""
