"""The outline of a bare case: the rows of a printed score table that follows no framework."""

from collections.abc import Iterator
from functools import partial
from typing import Any

from perfrules.case import OutlineRow
from perfrules.documents.case.entries import OutlineEntry, case_converter
from perfrules.documents.case.sections import Notes, items, pairs, printed_number, under
from perfrules.documents.node import Absent, Node, Scalar
from perfrules.documents.shape import collected, refusal
from perfrules.wording import shortened

Named = tuple[str, Node]


def outline(node: Node, notes: Notes) -> tuple[OutlineRow, ...]:
    """The rows in order; a row without an id is called after its label and those of the rows above."""
    parts: list[Any] = collected((partial(_rows, node, "", notes), partial(_check_ids, node)))
    rows: tuple[OutlineRow, ...] = parts[0]
    return rows


def outline_ids(node: Node) -> tuple[str, ...]:
    """The ids of all rows, whatever else is wrong with them."""
    return tuple(name for name, _ in _named(node, ""))


def _rows(node: Node, above: str, notes: Notes) -> tuple[OutlineRow, ...]:
    return tuple(collected(partial(_row, one, above, notes) for one in items(node)))


def _row(node: Node, above: str, notes: Notes) -> OutlineRow:
    name, keys = _name(node, above), {key.text: value for key, value in pairs(node)}
    parts: list[Any] = collected(
        (
            partial(case_converter().structure, node, OutlineEntry),
            partial(_rows, keys.get("children", Absent(node.place)), name, notes),
            *(partial(printed_number, keys.get(key), notes) for key in ("weight", "score")),
        ),
    )
    entry, children, weight, points = parts
    return OutlineRow(name, entry.label, weight, points, entry.rule_points, children)


def _name(node: Node, above: str) -> str:
    texts = {key.text: value.text for key, value in pairs(node) if isinstance(value, Scalar)}
    label = texts.get("label", "")
    return texts.get("id", f"{above}/{label}" if above else label)


def _named(node: Node, above: str) -> Iterator[Named]:
    for one in items(node):
        name = _name(one, above)
        yield name, one
        yield from _named(under(one, "children"), name)


def _check_ids(node: Node) -> None:
    """Raises `InvalidDocumentError` for rows with the name of an earlier one."""
    first: dict[str, Node] = {}
    twice = [(name, row) for name, row in _named(node, "") if first.setdefault(name, row) is not row]
    message = "stands in the outline twice; give one of them an `id`"
    collected(partial(_refuse, row, f"`{shortened(name)}` {message}") for name, row in twice)


def _refuse(row: Node, message: str) -> None:
    raise refusal("invalid-id", row, message)
