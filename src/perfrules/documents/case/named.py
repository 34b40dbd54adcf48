"""What target rows are called, known before anything else of them is read."""

from collections.abc import Iterator

from attrs import frozen

from perfrules.case import row_id
from perfrules.documents.case.sections import items, pairs, under
from perfrules.documents.node import Node, Scalar
from perfrules.errors import Place
from perfrules.evidence import TargetRow


@frozen
class NamedRow:
    """A target row in a file: its keys, and the row with its names alone, if `is_named`: if they are all there."""

    node: Node
    keys: dict[str, Node]
    row: TargetRow
    is_named: bool


def named_rows(node: Node) -> tuple[NamedRow, ...]:
    """The rows of a list."""
    return tuple(_named(one) for one in items(node))


def _named(node: Node) -> NamedRow:
    keys = {key.text: value for key, value in pairs(node)}
    slot, label, group, own, whole = (_text(keys.get(key)) for key in ("slot", "label", "group", "id", "of"))
    row = TargetRow(row_id(own, slot, group, label), slot, label, group, of=whole)
    return NamedRow(node, keys, row, all(isinstance(keys.get(key), Scalar) for key in ("slot", "label")))


def _text(node: Node | None) -> str:
    return node.text if isinstance(node, Scalar) else ""


def row_ids(rows: tuple[NamedRow, ...]) -> tuple[str, ...]:
    """The ids of all rows that have one."""
    return tuple(one.row.id for one in rows if one.is_named)


def row_places(rows: tuple[NamedRow, ...]) -> Iterator[tuple[str, Place]]:
    """The places of rows and their keys, under paths that go by the ids of rows."""
    for one in rows:
        path = f"targets/{one.row.id}"
        yield path, one.node.place
        yield from ((f"{path}/{key}", value.place) for key, value in one.keys.items())


def own_readings(rows: tuple[NamedRow, ...]) -> Iterator[tuple[str, str]]:
    """The interpretations that rows with a rule of their own have, as id and name."""
    for one in rows:
        if one.is_named and "interpretations" in one.keys:
            names = (under(other, "name") for other in items(one.keys["interpretations"]))
            yield from ((one.row.id, name.text) for name in names if isinstance(name, Scalar))
