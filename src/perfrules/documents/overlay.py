"""
A tree over another: mappings merge key by key, lists and texts replace, and every node keeps its own place.

A mapping or list that is made anew has no path, until the whole is `named`: what stands in it can come from elsewhere.
"""

from collections.abc import Callable, Iterator
from typing import TypeAlias

from attrs import evolve

from perfrules.documents.node import Absent, Mapping, Node, Scalar, Sequence, under
from perfrules.errors import Place

LISTS = ("indicators", "adjustments")
"""The keys at the top with lists of indicators."""

Edit: TypeAlias = Callable[[Sequence, int], Sequence]
"""What becomes of a list of indicators in which one was found at this position."""

_FUNCTIONS = ("functions/", "changes/functions/")


def overlaid(old: Node, new: Node) -> Node:
    """A node over another; what is merged stands where the new one does."""
    if isinstance(new, Absent):
        return old
    if not isinstance(old, Mapping) or not isinstance(new, Mapping):
        return new
    fresh = {name(key): (key, value) for key, value in reversed(new.pairs)}
    kept = tuple(_pair(key, value, fresh) for key, value in old.pairs)
    known = {name(key) for key, _ in old.pairs}
    added = tuple(pair for pair in new.pairs if name(pair[0]) not in known or pair[0] is not fresh[name(pair[0])][0])
    return evolve(old, pairs=(*kept, *added), place=new.place, path="")


def name(key: Scalar) -> str:
    """What a key names: a function without its parameters, all others as they are written."""
    return key.text.partition("(")[0].strip() if key.path.startswith(_FUNCTIONS) else key.text


def without(node: Mapping, names: frozenset[str]) -> Mapping:
    """A mapping without some of its keys."""
    return evolve(node, pairs=tuple(pair for pair in node.pairs if name(pair[0]) not in names), path="")


def with_value(node: Mapping, key: str, value: Node) -> Mapping:
    """A mapping with another value under a key that it has."""
    return evolve(node, pairs=tuple((written, value if written.text == key else old) for written, old in node.pairs), path="")


def moved(node: Mapping, key: str, place: Place) -> Mapping:
    """A mapping whose value under a key, if there is one, stands elsewhere."""
    return with_value(node, key, evolve(under(node, key), place=place))


def placed(items: Sequence, position: int, instead: tuple[Node, ...], place: Place) -> Sequence:
    """A list with others instead of the item at a position, which stands at another place now."""
    return evolve(items, items=(*items.items[:position], *instead, *items.items[position + 1 :]), place=place, path="")


def edited(root: Mapping, id: str, edit: Edit) -> Mapping:
    """The tree after an edit of the list in which the indicator with this id stands, at whatever depth."""
    for key in LISTS:
        found = _edited(under(root, key), id, edit)
        if found is not None:
            return with_value(root, key, found)
    return root


def ids(items: Node) -> tuple[str, ...]:
    """The ids of the indicators of a list, an empty one where it has none."""
    held = items.items if isinstance(items, Sequence) else ()
    return tuple(_id(item) for item in held)


def indicator_ids(root: Mapping) -> Iterator[str]:
    """The ids of all indicators of a framework, adjustments included, in reading order."""
    for key in LISTS:
        yield from _below(under(root, key))


def _id(item: Node) -> str:
    written = under(item, "id")
    return written.text if isinstance(written, Scalar) else ""


def _pair(key: Scalar, value: Node, fresh: dict[str, tuple[Scalar, Node]]) -> tuple[Scalar, Node]:
    if name(key) not in fresh:
        return key, value
    written, new = fresh[name(key)]
    return written, overlaid(value, new)


def _edited(items: Node, id: str, edit: Edit) -> Sequence | None:
    """The list after the edit, or nothing where the indicator stands neither in it nor below."""
    if not isinstance(items, Sequence):
        return None
    known = ids(items)
    if id in known:
        return edit(items, known.index(id))
    for position, item in enumerate(items.items):
        below = _edited(under(item, "children"), id, edit)
        if below is not None and isinstance(item, Mapping):
            return placed(items, position, (with_value(item, "children", below),), items.place)
    return None


def _below(items: Node) -> Iterator[str]:
    for id, item in zip(ids(items), items.items if isinstance(items, Sequence) else (), strict=True):
        yield id
        yield from _below(under(item, "children"))
