"""Waiver files: findings that a person accepts, each with a reason, a name and perhaps a last day."""

import re
from collections.abc import Iterator
from datetime import date
from functools import cache, partial
from pathlib import Path
from typing import Any, NewType

import attrs
from attrs import frozen
from cattrs import Converter

from perfrules.documents.file import read_file
from perfrules.documents.framework import FORMAT, Format
from perfrules.documents.node import Mapping, Node, Scalar, Sequence, under
from perfrules.documents.shape import collected, completed, expected, refusal
from perfrules.documents.texts import text_converter
from perfrules.documents.tree import tree
from perfrules.finding import Waiver
from perfrules.wording import shortened

FindingId = NewType("FindingId", str)
"""What a finding is called: its code and eight characters."""
Said = NewType("Said", str)
"""A text that says something."""

FINDING_ID = "[a-z]+(?:-[a-z]+)*-[0-9a-f]{8}"
"""What the id of a finding looks like."""


@frozen
class WaiverEntry:
    """A finding that is accepted: why, by whom, until which day, and in the report of which unit alone."""

    id: FindingId
    reason: Said
    by: Said
    until: date | None = None
    subject: str = ""


@frozen
class WaiversEntry:
    """The keys of a waiver file."""

    perfrules: Format
    waivers: tuple[WaiverEntry, ...]


def read_waivers(source: Path | str) -> tuple[Waiver, ...]:
    """
    The waivers in a file, in its order.

    Raises `UnreadableDocumentError`, or `InvalidDocumentError` with everything that is wrong with it.
    """
    path = Path(source)
    return waivers_from(read_file(path), str(path))


def waivers_from(text: str, name: str) -> tuple[Waiver, ...]:
    """The waivers in a text; `name` is what messages call its file. Raises `InvalidDocumentError`."""
    document = tree(text, name)
    return completed(document, partial(_waivers, document.root))


def _waivers(root: Mapping) -> tuple[Waiver, ...]:
    parts: list[Any] = collected([partial(_converter().structure, root, WaiversEntry), partial(_check_single, root)])
    return tuple(Waiver(**attrs.asdict(one)) for one in parts[0].waivers)


def _check_single(root: Mapping) -> None:
    """Raises `InvalidDocumentError` with each finding that is accepted twice for one subject."""
    first: dict[tuple[str, str], Scalar] = {}
    again = [(one, earlier) for key, one in _keys(root) if (earlier := first.setdefault(key, one)) is not one]
    collected(partial(_refuse_again, one, earlier) for one, earlier in again)


def _keys(root: Mapping) -> Iterator[tuple[tuple[str, str], Scalar]]:
    """The finding and the subject of each waiver that says them."""
    listed = under(root, "waivers")
    for one in listed.items if isinstance(listed, Sequence) else ():
        named, subject = under(one, "id"), under(one, "subject")
        if isinstance(named, Scalar):
            yield (named.text, subject.text if isinstance(subject, Scalar) else ""), named


def _refuse_again(node: Scalar, earlier: Scalar) -> None:
    message = f"finding `{shortened(node.text)}` is accepted here again; it already is in line {earlier.place.line}"
    raise refusal("duplicate-key", node, message)


@cache
def _converter() -> Converter:
    converter = text_converter()
    converter.register_structure_hook(Format, lambda node, _: _format(node))
    converter.register_structure_hook(FindingId, lambda node, _: _finding_id(expected(node, Scalar)))
    converter.register_structure_hook(Said, lambda node, _: _said(expected(node, Scalar)))
    return converter


def _format(node: Node) -> int:
    text = expected(node, Scalar).text
    if text == str(FORMAT):
        return FORMAT
    raise refusal("unsupported", node, f"format `{shortened(text)}` is not known; this version reads format {FORMAT}")


def _finding_id(scalar: Scalar) -> str:
    if re.fullmatch(FINDING_ID, scalar.text):
        return scalar.text
    form = "one such as `statement-1a2b3c4d` was expected, as `perfrules audit` shows it"
    raise refusal("invalid-id", scalar, f"`{shortened(scalar.text)}` is no id of a finding, {form}")


def _said(scalar: Scalar) -> str:
    if scalar.text.strip():
        return scalar.text
    raise refusal("empty", scalar, "an empty text stands here")
