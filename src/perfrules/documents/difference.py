"""Difference: what one framework says otherwise than another."""

from collections.abc import Iterator
from difflib import SequenceMatcher
from typing import Literal, TypeAlias

from attrs import frozen

from perfrules.documents.parts import SECTIONS, Part, parts
from perfrules.framework import Framework

Change = Literal["added", "removed", "moved", "changed"]
Index: TypeAlias = dict[tuple[str, str], Part]


@frozen
class Difference:
    """
    One thing that differs: a part that is there in one framework alone, or stands elsewhere, or one of its keys.

    Where a part was changed, `key` is what (`source/basis`), `before` and `after` its texts, empty where it was not said.
    Where one was moved, `key` is `above` with the ids of the indicators above it, or `order` with its positions among them.
    """

    change: Change
    section: str
    id: str
    label: str
    key: str = ""
    before: str = ""
    after: str = ""


def differences(old: Framework, new: Framework) -> tuple[Difference, ...]:
    """What differs, in reading order; ids and editions are no difference, and neither is the order of what is no indicator."""
    before, after = _by_id(old), _by_id(new)
    return tuple(found for section in SECTIONS for found in _section(section, before, after))


def _by_id(framework: Framework) -> Index:
    """Parts by section and id; a framework has no id here, since there is one on either side."""
    return {(one.section, one.id if one.section else ""): one for one in parts(framework)}


def _section(section: str, old: Index, new: Index) -> Iterator[Difference]:
    order = _reordered(section, old, new)
    for place, part in new.items():
        if part.section == section and place in old:
            yield from _moved(old[place], part, order)
            yield from _changed(old[place], part)
        elif part.section == section:
            yield Difference("added", section, part.id, part.label)
    gone = (part for place, part in old.items() if part.section == section and place not in new)
    yield from (Difference("removed", section, part.id, part.label) for part in gone)


def _moved(old: Part, new: Part, order: dict[str, tuple[str, str]]) -> Iterator[Difference]:
    if old.above != new.above:
        yield Difference("moved", new.section, new.id, new.label, "above", old.above, new.above)
    elif new.id in order:
        yield Difference("moved", new.section, new.id, new.label, "order", *order[new.id])


def _changed(old: Part, new: Part) -> Iterator[Difference]:
    before, after = ({key.name: key.text for key in part.keys} for part in (old, new))
    for name in dict.fromkeys((*after, *before)):
        texts = before.get(name, ""), after.get(name, "")
        if texts[0] != texts[1]:
            yield Difference("changed", new.section, new.id, new.label, name, *texts)


def _reordered(section: str, old: Index, new: Index) -> dict[str, tuple[str, str]]:
    """The indicators that stand elsewhere among those which are below the same one in both, with both positions."""
    found: dict[str, tuple[str, str]] = {}
    if section not in {"indicators", "adjustments"}:
        return found
    for above in dict.fromkeys(part.above for part in new.values()):
        both = [set(_below(index, section, above)) for index in (old, new)]
        first, second = ([id for id in _below(index, section, above) if id in both[0] & both[1]] for index in (old, new))
        blocks = SequenceMatcher(None, first, second, autojunk=False).get_matching_blocks()
        stayed = {id for block in blocks for id in second[block.b : block.b + block.size]}
        found |= {id: (str(first.index(id) + 1), str(second.index(id) + 1)) for id in second if id not in stayed}
    return found


def _below(index: Index, section: str, above: str) -> Iterator[str]:
    return (part.id for part in index.values() if part.section == section and part.above == above)
