"""Case files to `Case`: the framework is found first, then every id and value is read as that framework declares it."""

import re
from collections.abc import Callable, Iterable
from datetime import date
from fractions import Fraction
from functools import cache, partial
from pathlib import Path
from typing import Any, TypeAlias, TypeVar

from attrs import evolve, field, frozen
from cattrs import Converter

from perfrules import number
from perfrules.case import Case, Printed, known_from, measures
from perfrules.documents.file import read_file
from perfrules.documents.node import Absent, Mapping, Node, Scalar, places
from perfrules.documents.problems import nearest, note
from perfrules.documents.shape import class_hook, collected, completed, expected, only, refusal
from perfrules.documents.texts import choice, fraction, measured_as, text_converter
from perfrules.documents.tree import tree
from perfrules.domain import Domain
from perfrules.errors import EditionError, InvalidDocumentError, NumberError, Problem, UnknownFrameworkError
from perfrules.evidence import Evidence, Judgement, Known
from perfrules.framework import Framework
from perfrules.frozen import Pairs
from perfrules.indicator import Source
from perfrules.rules import readings
from perfrules.wording import shortened

T = TypeVar("T")
Read: TypeAlias = Callable[[Scalar, Node], T]
Find: TypeAlias = Callable[[str, str | None, date | None], Framework]
"""Finds a framework by its id, its edition, or the day on which it is in force."""

BLANK = "blank"
"""The word for a cell that is printed without anything in it."""

_HEAD = ("framework", "edition", "period")
_YEAR = re.compile(r"[0-9]{4}")


@frozen
class Period:
    """The time of an evaluation as it is written, and its last day."""

    text: str
    last: date


@frozen
class Given:
    """What stands under the id of a fact or value: a text alone is its `value`."""

    value: Scalar
    where: str = ""
    printed: str = ""
    note: str = ""


@frozen
class PrintedEntry:
    """The key `printed`."""

    scores: dict[Scalar, Scalar] = field(factory=dict)
    total: Fraction | None = None
    grade: str = ""


@frozen
class HeadEntry:
    """The keys that lead to the framework."""

    framework: Scalar
    period: Period
    edition: str | None = None


@frozen
class CaseEntry:
    """The keys of a case file."""

    framework: Scalar
    subject: str
    period: Period
    edition: str | None = None
    source: Source = Source()
    facts: dict[Scalar, Given] = field(factory=dict)
    values: dict[Scalar, Given] = field(factory=dict)
    judged: dict[Scalar, Judgement] = field(factory=dict)
    not_applicable: dict[Scalar, str] = field(factory=dict)
    interpretations: dict[Scalar, Scalar] = field(factory=dict)
    printed: PrintedEntry = PrintedEntry()


@frozen
class Findings:
    """What a case says once its framework is known."""

    framework: Framework
    facts: Pairs[Known]
    values: Pairs[Known]
    judged: Pairs[Judgement]
    scores: Pairs[Fraction]
    not_applicable: Pairs[str]
    interpretations: Pairs[str]
    notes: tuple[Problem, ...]


def case_from(text: str, name: str, find: Find) -> Case:
    """
    The case in a text; `name` is what messages call its file, `find` gives its framework.

    Raises `InvalidDocumentError` with every problem of the text.
    """
    document = tree(text, name)
    _check_is_case(document.root)
    return completed(document, partial(_case, document.root, find))


def _check_is_case(root: Mapping) -> None:
    keys = {key.text: key for key, _ in root.pairs}
    if "perfrules" in keys and "framework" not in keys:
        raise refusal("wrong-shape", keys["perfrules"], "this is a framework, not a case; `perfrules check` takes it")


def case_file(path: Path, find: Find) -> Case:
    """The case in a file; raises `DocumentError` with everything that is wrong with it."""
    return case_from(read_file(path), str(path), find)


@cache
def case_converter() -> Converter:
    """A converter that knows everything that stands in a case file."""
    converter = text_converter()
    full = class_hook(Given, converter)
    converter.register_structure_hook(Given, lambda node, shape: Given(node) if isinstance(node, Scalar) else full(node, shape))
    converter.register_structure_hook(Period, lambda node, _: _period(expected(node, Scalar)))
    return converter


def _case(root: Mapping, find: Find) -> Case:
    parts: list[Any] = collected([partial(case_converter().structure, root, CaseEntry), partial(_findings, root, find)])
    entry: CaseEntry = parts[0]
    found: Findings = parts[1]
    evidence = Evidence(
        entry.subject,
        entry.period.text,
        found.facts,
        found.values,
        found.judged,
        found.scores,
        found.not_applicable,
        found.interpretations,
        Pairs.of(dict(places(root))),
    )
    printed = Printed(found.scores, entry.printed.total, entry.printed.grade)
    return Case(found.framework, evidence, printed, entry.source, found.notes)


def _findings(root: Mapping, find: Find) -> Findings:
    framework = _framework(root, find)
    read, notes = case_converter().structure, list[Problem]()
    declared, named, paths = framework.declared, measures(framework), framework.paths
    ambiguous = tuple(dict.fromkeys(owner for owner, _ in readings(framework)))
    sections: list[Any] = collected(
        [
            partial(_section, root, ("facts",), declared, lambda key, node: _known(declared[key.text].domain, node, notes)),
            partial(_section, root, ("values",), named, lambda key, node: _known(named[key.text], node, notes)),
            partial(_section, root, ("judged",), paths, lambda _, node: read(node, Judgement)),
            partial(_section, root, ("printed", "scores"), paths, lambda _, node: _score(expected(node, Scalar), notes)),
            partial(_section, root, ("not_applicable",), paths, lambda _, node: read(node, str)),
            partial(_section, root, ("interpretations",), (*named, *paths), partial(_reading, framework), ambiguous),
        ],
    )
    facts, values, judged, scores, not_applicable, interpretations = sections
    return Findings(framework, facts, values, judged, scores, not_applicable, interpretations, tuple(notes))


def _framework(root: Mapping, find: Find) -> Framework:
    try:
        head = case_converter().structure(only(root, _HEAD), HeadEntry)
    except InvalidDocumentError:
        raise InvalidDocumentError(()) from None  # `CaseEntry` has these keys too, and says what is wrong with them
    try:
        return find(head.framework.text, head.edition, None if head.edition else head.period.last)
    except EditionError as error:
        raise _no_edition(root, head, error) from None
    except UnknownFrameworkError as error:
        raise refusal("unknown-framework", head.framework, str(error)) from None


def _no_edition(root: Mapping, head: HeadEntry, error: EditionError) -> InvalidDocumentError:
    """What is wrong stands under `edition` or `period`, whichever asked for an edition that there is not."""
    if head.edition or not error.asked:
        return refusal("unknown-framework", _under(root, "edition") if head.edition else head.framework, str(error))
    known = ", ".join(f"`{edition}`" for edition in error.editions)
    day = f"{head.period.last}, the last day of `{shortened(head.period.text)}`"
    message = f"no edition of framework `{error.id}` is in force on {day}; it has {known}"
    return refusal("unknown-framework", _under(root, "period"), message)


def _section(
    root: Mapping,
    keys: tuple[str, ...],
    known: Iterable[str],
    read: Read[T],
    offered: tuple[str, ...] = (),
) -> Pairs[T]:
    """What stands under the known ids of a section; for another id those that are `offered`, else the known ones, are near."""
    node = _under(root, *keys)
    ids = tuple(known)
    entries = collected(partial(_entry, key, value, ids, read, offered or ids) for key, value in _pairs(node))
    return Pairs.of({name: entry for name, entry in entries if entry is not None})


def _under(root: Mapping, *keys: str) -> Node:
    node: Node = root
    for name in keys:
        node = next((value for key, value in _pairs(node) if key.text == name), Absent(root.place))
    return node


def _pairs(node: Node) -> tuple[tuple[Scalar, Node], ...]:
    return node.pairs if isinstance(node, Mapping) else ()


def _entry(key: Scalar, value: Node, known: tuple[str, ...], read: Read[T], near: tuple[str, ...]) -> tuple[str, T | None]:
    if key.text not in known:
        raise refusal("unknown-id", key, f"the framework has no `{shortened(key.text)}` here{nearest(key.text, near)}")
    return key.text, None if isinstance(value, Absent) else read(key, value)


def _known(domain: Domain, node: Node, notes: list[Problem]) -> Known | None:
    given = case_converter().structure(node, Given)
    if _is_blank(given.value, notes):
        return None
    found = measured_as(given.value, lambda text: known_from(text, domain, given.printed))
    if found.note:
        notes.append(note("unit", given.value.path, found.note, given.value.place))
    return evolve(found, where=given.where, note=given.note)


def _score(scalar: Scalar, notes: list[Problem]) -> Fraction | None:
    return None if _is_blank(scalar, notes) else fraction(scalar)


def _reading(framework: Framework, key: Scalar, node: Node) -> str:
    declared = framework.named[key.text] if key.text in framework.named else framework.paths[key.text][-1]
    if not declared.interpretations:
        raise refusal("invalid-choice", key, f"`{key.text}` has no other interpretations")
    return choice(expected(node, Scalar), tuple(interpretation.name for interpretation in declared.interpretations))


def _is_blank(scalar: Scalar, notes: list[Problem]) -> bool:
    if scalar.text != BLANK:
        return False
    notes.append(note("blank", scalar.path, "the cell is printed blank: it counts as missing", scalar.place))
    return True


def _period(scalar: Scalar) -> Period:
    first, _, last = scalar.text.partition("/")
    if not last:
        return Period(scalar.text, measured_as(scalar, _end, "invalid-date"))
    start, end = measured_as(scalar, lambda _: (number.day(first), number.day(last)), "invalid-date")
    if start > end:
        raise refusal("invalid-date", scalar, f"`{shortened(scalar.text)}` ends before it starts")
    return Period(scalar.text, date.fromordinal(end))


def _end(text: str) -> date:
    if _YEAR.fullmatch(text):
        return date.fromordinal(number.day(f"{text}-12-31"))
    try:
        return date.fromordinal(number.day(text, "month"))
    except NumberError:
        raise NumberError(text, "is no period, one such as `2023`, `2023-06` or `2023-01-01/2023-12-31` was expected") from None
