"""The parts of a case that go by ids: each entry is read as what its id stands for."""

from collections.abc import Callable, Iterable
from fractions import Fraction
from functools import partial
from typing import TypeAlias, TypeVar

from attrs import evolve

from perfrules.case import BLANK, known_from
from perfrules.documents.case.entries import Given, case_converter
from perfrules.documents.node import Absent, Mapping, Node, Scalar, Sequence
from perfrules.documents.problems import nearest, note
from perfrules.documents.shape import collected, refusal
from perfrules.documents.texts import fraction, measured_as
from perfrules.domain import Domain
from perfrules.errors import Problem
from perfrules.evidence import Known
from perfrules.frozen import Pairs
from perfrules.wording import shortened

T = TypeVar("T")
Read: TypeAlias = Callable[[Scalar, Node], T]
Notes: TypeAlias = list[Problem]
"""What was read all the same, but people should know of."""


def section(node: Node, known: Iterable[str], read: Read[T | None], offered: tuple[str, ...] = ()) -> Pairs[T]:
    """What stands under the known ids of a section; for another id those that are `offered`, else the known ones, are near."""
    ids = tuple(known)
    entries = collected(partial(_entry, key, value, ids, read, offered or ids) for key, value in pairs(node))
    return Pairs.of({name: entry for name, entry in entries if entry is not None})


def _entry(key: Scalar, value: Node, known: tuple[str, ...], read: Read[T], near: tuple[str, ...]) -> tuple[str, T | None]:
    check_known(key, known, near)
    return key.text, None if isinstance(value, Absent) else read(key, value)


def check_known(scalar: Scalar, known: Iterable[str], near: tuple[str, ...] = ()) -> None:
    """Raises `InvalidDocumentError` where a text is none of the known ids."""
    ids = tuple(known)
    if scalar.text not in ids:
        raise refusal(
            "unknown-id", scalar, f"the framework has no `{shortened(scalar.text)}` here{nearest(scalar.text, near or ids)}"
        )


def under(root: Node, *keys: str) -> Node:
    """What stands under these keys, one below the other; `Absent` where nothing does."""
    node = root
    for name in keys:
        node = next((value for key, value in pairs(node) if key.text == name), Absent(root.place))
    return node


def pairs(node: Node) -> tuple[tuple[Scalar, Node], ...]:
    """The keys and values of a mapping; none of anything else, which is reported where the file is read as a whole."""
    return node.pairs if isinstance(node, Mapping) else ()


def items(node: Node) -> tuple[Node, ...]:
    """The items of a list; none of anything else."""
    return tuple(item for item in node.items if not isinstance(item, Absent)) if isinstance(node, Sequence) else ()


def known(domain: Domain, node: Node, notes: Notes) -> Known | None:
    """A fact or value of this domain; None where its cell is blank."""
    given = case_converter().structure(node, Given)
    if is_blank(given.value, notes):
        return None
    found = measured_as(given.value, lambda text: known_from(text, domain, given.printed))
    note_unit(found, given.value, notes)
    return evolve(found, where=given.where, note=given.note)


def note_unit(found: Known, node: Node, notes: Notes) -> None:
    """Notes that another unit word stands behind a number."""
    if found.note:
        notes.append(note("unit", node.path, found.note, node.place))


def score(scalar: Scalar, notes: Notes) -> Fraction | None:
    """Points as they are printed; None where their cell is blank."""
    return None if is_blank(scalar, notes) else fraction(scalar)


def printed_number(node: Node | None, notes: Notes) -> Fraction | None:
    """A printed number where there is a text; what else stands there is refused where its mapping is read."""
    return score(node, notes) if isinstance(node, Scalar) else None


def is_blank(scalar: Scalar, notes: Notes) -> bool:
    """Whether a cell is printed blank, which is noted."""
    if scalar.text != BLANK:
        return False
    notes.append(note("blank", scalar.path, "the cell is printed blank: it counts as missing", scalar.place))
    return True
