"""One tree over another."""

from perfrules.documents.node import Absent, Mapping, Node, Scalar, Sequence
from perfrules.documents.overlay import edited, indicator_ids, moved, overlaid, with_value, without
from perfrules.errors import Place

OLD, NEW = Place("old.yaml", 1, 1), Place("new.yaml", 2, 2)


def node(value: object, place: Place = OLD) -> Node:
    """A tree of nodes as Python writes it."""
    match value:
        case dict():
            return Mapping(tuple((Scalar(str(key), place), node(one, place)) for key, one in value.items()), place)
        case list():
            return Sequence(tuple(node(one, place) for one in value), place)
        case None:
            return Absent(place)
    return Scalar(str(value), place)


def mapping(value: dict[str, object], place: Place = OLD) -> Mapping:
    """A mapping."""
    found = node(value, place)
    assert isinstance(found, Mapping)
    return found


def test_a_merged_mapping_stands_where_the_new_one_does() -> None:
    """
    What was not said again stays where it stood.
    """
    found = overlaid(node({"a": {"b": 1, "c": 2}, "d": 3}), node({"a": {"c": 4}}, NEW))

    inner = mapping({"b": 1}).pairs + mapping({"c": 4}, NEW).pairs
    expected = Mapping(((Scalar("a", NEW), Mapping(inner, NEW)), *mapping({"d": 3}).pairs), NEW)
    assert expected == found


def test_other_sorts_replace() -> None:
    """
    A text, a list or a mapping over another sort takes its place; nothing changes nothing.
    """
    for old, new in (({"a": 1}, 1), (1, {"a": 1}), ([1], [2]), ([1], {"a": 1})):
        assert node(new, NEW) == overlaid(node(old), node(new, NEW))
    assert node({"a": 1}) == overlaid(node({"a": 1}), Absent(NEW))


def test_keys_are_dropped_changed_and_moved() -> None:
    """
    A key that is not there stays away.
    """
    held = mapping({"a": 1, "b": 2})

    assert mapping({"b": 2}) == without(held, frozenset({"a", "c"}))
    assert mapping({"a": 1, "b": 3}) == with_value(held, "b", node(3))
    assert held == with_value(held, "c", node(3))
    assert (node(1, NEW), node(2)) == tuple(value for _, value in moved(moved(held, "a", NEW), "c", NEW).pairs)


def test_an_indicator_is_found_at_any_depth() -> None:
    """
    The list in which it stands is edited; a tree without it, or with something else for a list, stays as it is.
    """
    root = mapping({"indicators": [{"id": "a", "children": [{"id": "b"}, {"id": "c"}]}, "text", {}], "adjustments": "none"})

    def alone(items: Sequence, position: int) -> Sequence:
        return Sequence((items.items[position],), NEW)

    found = edited(root, "c", alone)

    assert ["a", "b", "c", "", ""] == list(indicator_ids(root))
    assert ["a", "c", "", ""] == list(indicator_ids(found))
    assert root == edited(root, "d", alone)
