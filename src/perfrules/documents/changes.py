"""What a framework changes in its parent: what is removed, what is changed by its id, what is added."""

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import TypeAlias

from attrs import evolve, frozen

from perfrules.documents.node import Absent, Mapping, Node, Scalar, Sequence, under
from perfrules.documents.overlay import (
    LISTS,
    edited,
    ids,
    indicator_ids,
    moved,
    name,
    overlaid,
    placed,
    with_value,
    without,
)
from perfrules.documents.problems import near_to, nearest
from perfrules.documents.shape import expected, refusal
from perfrules.errors import InvalidDocumentError, Problem
from perfrules.wording import shortened

HEAD = frozenset({"perfrules", "id", "edition", "title", "source", "valid"})
"""What a framework says of itself alone: these keys are not inherited."""

DECLARED = ("facts", "values", "functions", "rows", "tables")
"""The keys under which things are declared by their ids."""

MAIN_RULES = frozenset({"children", "slot", "bands", "met", "judged"})
"""The keys that say how an indicator is scored, but for `formula`, which can stand beside some of them."""

WITHOUT_FORMULA = frozenset({"bands", "met", "judged"})
"""Those that a formula alone replaces."""

Step: TypeAlias = Callable[[Mapping], Mapping]
"""One change of a whole tree; raises `InvalidDocumentError` where it cannot be made."""


@frozen
class AddEntry:
    """An indicator that is added: below `under`, else at the top; behind `after`, else at the end."""

    indicator: Mapping
    under: Scalar | None = None
    after: Scalar | None = None


@frozen
class ChangesEntry:
    """The key `changes`."""

    facts: Mapping | None = None
    values: Mapping | None = None
    functions: Mapping | None = None
    rows: Mapping | None = None
    tables: Mapping | None = None
    indicators: Mapping | None = None
    remove: tuple[Scalar, ...] = ()
    add: tuple[AddEntry, ...] = ()


def with_keys(parent: Mapping, child: Mapping) -> Mapping:
    """The parent's tree under the keys of the child, but for `extends` and `changes`; the head is the child's alone."""
    total = under(child, "points", "total")
    inherited = without(parent, HEAD) if isinstance(total, Absent) else moved(without(parent, HEAD), "indicators", total.place)
    return expected(overlaid(inherited, without(child, frozenset({"extends", "changes"}))), Mapping)


def changed(root: Mapping, changes: ChangesEntry) -> tuple[Mapping, tuple[Problem, ...]]:
    """
    The tree after all changes that can be made, and what is wrong with the others.

    A list of indicators in which weights are touched takes the place of the change, so that weights which no longer add up
    lead to it.
    """
    problems: list[Problem] = []
    for step in _steps(root, changes):
        try:
            root = step(root)
        except InvalidDocumentError as error:
            problems.extend(error.problems)
    return root, tuple(problems)


def _steps(root: Mapping, changes: ChangesEntry) -> Iterator[Step]:
    known = (*indicator_ids(root), *(one for section in DECLARED for one in _declared(root, section)))
    yield from (partial(_removed, id, known) for id in changes.remove)
    for section in DECLARED:
        yield from (partial(_redeclared, section, *pair) for pair in _pairs(getattr(changes, section)))
    yield from (partial(_reworked, *pair) for pair in _pairs(changes.indicators))
    yield from (partial(_added, entry) for entry in changes.add)


def _removed(id: Scalar, known: tuple[str, ...], root: Mapping) -> Mapping:
    """The tree without this id; what stood below another that is removed is gone with it."""
    if id.text not in known:
        raise refusal("unknown-id", id, f"the parent has no `{shortened(id.text)}`{nearest(id.text, known)}")
    for section in DECLARED:
        held = under(root, section)
        if isinstance(held, Mapping):
            root = with_value(root, section, without(held, frozenset({id.text})))
    return edited(root, id.text, lambda items, position: placed(items, position, (), id.place))


def _redeclared(section: str, key: Scalar, value: Node, root: Mapping) -> Mapping:
    _require(key, name(key), section, root)
    return with_value(root, section, overlaid(under(root, section), Mapping(((key, value),), key.place)))


def _reworked(key: Scalar, change: Node, root: Mapping) -> Mapping:
    _require(key, key.text, "indicators", root)
    weight = under(change, "weight")

    def edit(items: Sequence, position: int) -> Sequence:
        place = items.place if isinstance(weight, Absent) else weight.place
        return placed(items, position, (_over(items.items[position], change),), place)

    return edited(root, key.text, edit)


def _over(old: Node, change: Node) -> Node:
    """An indicator under a change: another rule drops the old one, and another weight must fit the weights below."""
    if not isinstance(old, Mapping) or not isinstance(change, Mapping):
        return change
    named, weight = frozenset(key.text for key, _ in change.pairs), under(change, "weight")
    kept = without(old, _dropped(named) - named)
    return overlaid(kept if isinstance(weight, Absent) else moved(kept, "children", weight.place), change)


def _dropped(named: frozenset[str]) -> frozenset[str]:
    """The rules that give way to what a change names."""
    if named & MAIN_RULES:
        return MAIN_RULES | {"formula"}
    return WITHOUT_FORMULA if "formula" in named else frozenset()


def _added(entry: AddEntry, root: Mapping) -> Mapping:
    if entry.under is None:
        home = next((key for key in LISTS if entry.after is not None and entry.after.text in ids(under(root, key))), LISTS[0])
        return with_value(root, home, _inserted(under(root, home), entry))
    above = entry.under
    _require(above, above.text, "indicators", root)

    def edit(items: Sequence, position: int) -> Sequence:
        branch = items.items[position]
        below = under(branch, "children")
        if not isinstance(branch, Mapping) or isinstance(below, Absent):
            raise refusal("wrong-shape", above, f"`{above.text}` has no `children` to which one could be added")
        return placed(items, position, (with_value(branch, "children", _inserted(below, entry)),), items.place)

    return edited(root, above.text, edit)


def _inserted(items: Node, entry: AddEntry) -> Node:
    """The list with the indicator behind another, else at the end."""
    if not isinstance(items, Sequence):
        raise InvalidDocumentError(())  # it is no list, which is said when it is read
    position, known = len(items.items), ids(items)
    if entry.after is not None:
        if entry.after.text not in known:
            where = "at the top" if entry.under is None else f"right below `{shortened(entry.under.text)}`"
            message = f"no `{shortened(entry.after.text)}` stands {where}{nearest(entry.after.text, known)}"
            raise refusal("unknown-id", entry.after, message)
        position = known.index(entry.after.text) + 1
    return evolve(
        items,
        items=(*items.items[:position], entry.indicator, *items.items[position:]),
        place=entry.indicator.place,
        path="",
    )


def _require(key: Scalar, wanted: str, section: str, root: Mapping) -> None:
    """Refuse what is not there, with what is near; else with where a new one stands."""
    if wanted in _known(section, root):
        return
    known = tuple(_known(section, root))
    new = "; a new one stands under `add`" if section == "indicators" else f"; a new one stands under `{section}` at the top"
    hint = nearest(wanted, known) if near_to(wanted, known) else new
    raise refusal("unknown-id", key, f"the parent has no `{shortened(wanted)}` in its `{section}`{hint}")


def _known(section: str, root: Mapping) -> Iterable[str]:
    return indicator_ids(root) if section == "indicators" else _declared(root, section)


def _declared(root: Mapping, section: str) -> tuple[str, ...]:
    return tuple(name(key) for key, _ in _pairs(under(root, section)))


def _pairs(node: object) -> tuple[tuple[Scalar, Node], ...]:
    return tuple(pair for pair in node.pairs if not isinstance(pair[1], Absent)) if isinstance(node, Mapping) else ()
