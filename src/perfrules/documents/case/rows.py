"""Target rows of a case, each with its figures in the unit of its target."""

from collections.abc import Callable, Collection, Iterator
from fractions import Fraction
from functools import partial
from itertools import islice
from typing import Any, get_args

from attrs import evolve, fields

from perfrules.case import Fault, Figures, Site, clashes, no_slot, read_row, sites, taken_ids
from perfrules.documents.case.entries import TargetEntry, case_converter
from perfrules.documents.case.named import NamedRow
from perfrules.documents.case.sections import Notes, is_blank, note_unit, pairs, printed_number
from perfrules.documents.node import Absent, Mapping, Node, Scalar, Sequence
from perfrules.documents.problems import near_to, nearest, note, problem
from perfrules.documents.shape import MAX_PROBLEMS, collected, expected, only, refusal
from perfrules.errors import InvalidDocumentError, Problem
from perfrules.evidence import Must, TargetRow
from perfrules.framework import Framework

KEYS = tuple(one.name for one in fields(TargetEntry))
"""The keys of a target row, but for its columns."""

_READ_LATER = frozenset({"id", "slot", "target", "actual", "ratio", "printed"})
_TEXTS = frozenset(KEYS) - {"target", "actual", "ratio"}
_AS_GIVEN = tuple(one.name for one in fields(TargetRow) if one.name in KEYS and one.name not in _READ_LATER)


def target_rows(rows: tuple[NamedRow, ...], framework: Framework, notes: Notes) -> tuple[TargetRow, ...]:
    """The target rows of a case; raises `InvalidDocumentError` with all that is wrong with them and between them."""
    tasks: list[Callable[[], Any]] = [partial(_row, one, framework, notes) for one in rows]
    tasks.append(partial(_check_neighbours, rows, framework))
    return tuple(collected(tasks)[:-1])


def _row(named: NamedRow, framework: Framework, notes: Notes) -> TargetRow:
    site = sites(framework).get(named.row.slot)
    try:
        entry, site, printed = _parts(named, site, framework, notes)
    except InvalidDocumentError as error:
        raise InvalidDocumentError((*error.problems, *_faults_of_figures(named, site))) from None
    given = {key: getattr(entry, key) for key in _AS_GIVEN}
    row = TargetRow(named.row.id, named.row.slot, printed=printed, **given)
    read, faults = read_row(row, _figures(named, site), site)
    if faults:
        raise InvalidDocumentError(tuple(_problem(named, fault) for fault in faults))
    _add_notes(named, read, notes)
    return read


def _parts(named: NamedRow, site: Site | None, framework: Framework, notes: Notes) -> tuple[TargetEntry, Site, Fraction | None]:
    """The keys of a row but for its figures, its site, and the score that the report prints."""
    node = expected(named.node, Mapping)
    aside = _aside(named, site)
    bare = only(node, tuple(key for key in named.keys if key not in aside)) if aside else node
    parts: list[Any] = collected(
        (
            partial(case_converter().structure, bare, TargetEntry),
            partial(_site, named, site, framework, aside),
            partial(printed_number, named.keys.get("printed"), notes),
        ),
    )
    entry, found, printed = parts
    return entry, found, printed


def _faults_of_figures(named: NamedRow, site: Site | None) -> Iterator[Problem]:
    """What is wrong with the figures of a row, where something else is wrong as well."""
    written = named.keys.get("must")
    must = next((word for word in get_args(Must) if isinstance(written, Scalar) and word == written.text), None)
    if site is not None and (must or written is None):
        figures = _figures(named, site)
        _, faults = read_row(evolve(named.row, must=must or named.row.must), figures, site)
        yield from (_problem(named, fault) for fault in faults if fault.key in figures)


def _site(named: NamedRow, site: Site | None, framework: Framework, aside: Collection[str]) -> Site:
    """The site of a row, to whose columns its other keys belong; raises `InvalidDocumentError` where that is not so."""
    if site is not None:
        _check_columns(named, site, aside)
        return site
    slot = named.keys.get("slot")
    if isinstance(slot, Scalar):
        raise refusal("unknown-id", slot, no_slot(slot.text, sites(framework)))
    raise InvalidDocumentError(())  # that there is no slot is said where the other keys are read


def _aside(named: NamedRow, site: Site | None) -> set[str]:
    """The keys of a row that are columns of its rules, or meant to be; without rules all that look like nothing else."""
    strange = [key for key in named.keys if key not in KEYS]
    if site is None:
        return {key for key in strange if not near_to(key, KEYS)}
    names = tuple(column.id for column in site.rules.columns)
    return {key for key in strange if key in names or set(near_to(key, (*names, *KEYS))[:1]) & set(names)}


def _check_columns(named: NamedRow, site: Site, aside: Collection[str]) -> None:
    """Raises `InvalidDocumentError` for unknown columns, and cells that are no texts."""
    names = tuple(column.id for column in site.rules.columns)
    cells = [pair for pair in pairs(named.node) if pair[0].text in aside and not isinstance(pair[1], Absent)]
    collected(partial(_check_cell, key, value, names) for key, value in cells)


def _check_cell(key: Scalar, value: Node, names: tuple[str, ...]) -> None:
    if key.text not in names:
        raise refusal("unknown-key", key, f"unknown key `{key.text}`{nearest(key.text, names)}")
    expected(value, Scalar)


def _figures(named: NamedRow, site: Site) -> Figures:
    """The texts of all figures; what is no text, or a list elsewhere than under `target`, is refused with the other keys."""
    keys = ("target", "actual", "ratio", *(column.id for column in site.rules.columns))
    nodes = {key: named.keys[key] for key in keys if key in named.keys}
    figures: dict[str, str | tuple[str, ...]] = {key: node.text for key, node in nodes.items() if isinstance(node, Scalar)}
    if isinstance(target := nodes.get("target"), Sequence):
        figures["target"] = tuple(item.text for item in target.items if isinstance(item, Scalar))
    return figures


def _add_notes(named: NamedRow, read: TargetRow, notes: Notes) -> None:
    """Cells that are blank, words where a number should be, and other units in columns."""
    for key, node in named.keys.items():
        if key not in _TEXTS and isinstance(node, Scalar):
            is_blank(node, notes)
    for key, figure in (("target", read.target), ("actual", read.actual)):
        words = named.keys.get(f"{key}_text")
        if words is not None and figure is None and read.must != "graded":
            notes.append(note("blank", words.path, "words stand where a number should be: it counts as missing", words.place))
    for name, known in read.columns.items():
        note_unit(known, named.keys[name], notes)


def _check_neighbours(rows: tuple[NamedRow, ...], framework: Framework) -> None:
    """Raises `InvalidDocumentError` for ids that stand twice and rows that are part of nothing, once each row has a name."""
    names = [one.row for one in rows if one.is_named]
    if len(names) < len(rows):
        return
    found = islice(clashes(names, taken_ids(framework, names)), MAX_PROBLEMS)
    problems = tuple(_problem(rows[position], fault) for position, fault in found)
    if problems:
        raise InvalidDocumentError(problems)


def _problem(named: NamedRow, fault: Fault) -> Problem:
    """A fault at its key; that of an id stands at the label where the row has no id of its own."""
    key = "id" if fault.key == "label" and "id" in named.keys else fault.key
    other = named.keys.get("label", named.node) if key == "id" else named.node
    at = named.keys.get(key, other)
    return problem(fault.code, at.path, fault.message, at.place)  # type: ignore[arg-type]  # faults use these codes
