"""The tree that YAML and JSON both give: texts, lists and mappings, each with its place and its path."""

import re
from collections.abc import Iterator
from typing import TypeAlias

from attrs import frozen

from perfrules.documents.problems import Code, below, problem
from perfrules.errors import Place, Problem
from perfrules.wording import shortened

MAX_DEPTH = 64
"""Lists and mappings inside one another."""
MAX_NODES = 50_000
"""Texts, lists and mappings of a document, keys included."""
FULL_WIDTH_COLON = "a key ends with `: `, not with the full-width `：`"
"""What is said where a key ends with the wrong colon."""


@frozen
class Flaw:
    """Something that a document must not have, found before its path is known."""

    code: Code
    message: str


@frozen
class Scalar:
    """A text; numbers are texts too, exactly as they were written."""

    text: str
    place: Place
    quoted: bool = False
    path: str = ""
    flaws: tuple[Flaw, ...] = ()


@frozen
class Sequence:
    """A list."""

    items: tuple["Node", ...]
    place: Place
    path: str = ""
    flaws: tuple[Flaw, ...] = ()


@frozen
class Mapping:
    """Keys with their values, in the order of the file; `inline` where it was written in `{…}`."""

    pairs: tuple[tuple[Scalar, "Node"], ...]
    place: Place
    path: str = ""
    flaws: tuple[Flaw, ...] = ()
    inline: bool = False


@frozen
class Absent:
    """What should stand here and does not; `reported` where something else already says why."""

    place: Place
    path: str = ""
    flaws: tuple[Flaw, ...] = ()
    reported: bool = False


Node: TypeAlias = Scalar | Sequence | Mapping | Absent


@frozen
class Tree:
    """A document that was read to its end: its root, and what is wrong with it so far."""

    root: Mapping
    problems: tuple[Problem, ...] = ()


_NO_VALUE = 'has no value; write one, or delete the key; an empty text is `""`'
_INLINE = "has no value; inside `{…}` a comma, `: `, `?` or ` #` ends a text: put the whole text in quotes"
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff]")


def text_flaws(text: str) -> tuple[Flaw, ...]:
    """What no text of a document may contain."""
    found = _CONTROL.search(text)
    if found is None:
        return ()
    return (Flaw("control-character", f"the text has a control character (U+{ord(found.group()):04X})"),)


def named(node: Node, path: str, problems: list[Problem]) -> Node:
    """
    The node with its path, and those of all nodes below it; one that has it already is left as it is.

    Flaws, duplicate keys and keys without a value are added to `problems`, in the order of the file.
    """
    if path and node.path == path:
        return node
    problems += [problem(flaw.code, path, flaw.message, node.place) for flaw in node.flaws]
    match node:  # `evolve` takes longer
        case Scalar():
            return Scalar(node.text, node.place, node.quoted, path)
        case Sequence():
            return Sequence(tuple(_named_items(node, path, problems)), node.place, path)
        case Mapping():
            return Mapping(tuple(_named_pairs(node, path, problems)), node.place, path, inline=node.inline)
    return Absent(node.place, path, reported=node.reported)


def places(node: Node) -> Iterator[tuple[str, Place]]:
    """The path and place of every node below this one, and its own."""
    waiting = [node]
    while waiting:
        one = waiting.pop()
        yield one.path, one.place
        match one:
            case Sequence(items=items):
                waiting += reversed(items)
            case Mapping(pairs=pairs):
                waiting += [value for _, value in reversed(pairs)]


def under(node: Node, *keys: str) -> Node:
    """What stands below a node under these keys, one in the other; `Absent` where nothing does."""
    for name in keys:
        node = _below(node, name)
    return node


def _below(node: Node, name: str) -> Node:
    for key, value in node.pairs if isinstance(node, Mapping) else ():
        if key.text == name:
            return value
    return Absent(node.place, node.path)


def _named_items(sequence: Sequence, path: str, problems: list[Problem]) -> Iterator[Node]:
    for number, item in enumerate(sequence.items, 1):
        if isinstance(item, Absent) and not item.reported:
            problems.append(problem("no-value", path, f"item {number} of this list has no value", item.place))
        yield named(item, _item_path(path, item, number), problems)


def _named_pairs(mapping: Mapping, path: str, problems: list[Problem]) -> Iterator[tuple[Scalar, Node]]:
    lines: dict[str, int] = {}
    for key, value in mapping.pairs:
        below_key = below(path, key.text)
        problems += [problem(flaw.code, below_key, flaw.message, key.place) for flaw in key.flaws]
        if any(flaw.code == "wrong-key" for flaw in key.flaws):
            continue
        if key.text in lines:
            message = f"key `{shortened(key.text)}` stands here again; it already stands in line {lines[key.text]}"
            problems.append(problem("duplicate-key", below_key, message, key.place))
            continue
        lines[key.text] = key.place.line
        trace = path if key.text == "children" and isinstance(value, Sequence) else below_key
        yield Scalar(key.text, key.place, key.quoted, below_key), _named_value(mapping, key, value, trace, problems)


def _named_value(mapping: Mapping, key: Scalar, value: Node, path: str, problems: list[Problem]) -> Node:
    if isinstance(value, Absent) and not value.reported:
        message = f"key `{shortened(key.text)}` {_missing_hint(mapping, key)}"
        problems.append(problem("no-value", path, message, key.place))
    return named(value, path, problems)


def _missing_hint(mapping: Mapping, key: Scalar) -> str:
    if ":" in key.text and not key.quoted:
        return "has no value; a colon needs a space behind it"
    if "：" in key.text and not key.quoted:
        return f"has no value; {FULL_WIDTH_COLON}"
    return _INLINE if mapping.inline else _NO_VALUE


def _item_path(path: str, item: Node, number: int) -> str:
    if isinstance(item, Mapping):
        for key, value in item.pairs:
            if key.text == "id" and isinstance(value, Scalar):
                return below(path, value.text)
    return below(path, str(number))
