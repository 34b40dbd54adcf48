"""Figures and statements of a case: numbers that no framework declares, and what the report says that follows from numbers."""

from collections.abc import Collection
from functools import partial
from typing import Any

from attrs import evolve

from perfrules.case import Figure, Statement, figure_from
from perfrules.documents.case.entries import FigureEntry, StatementEntry, case_converter
from perfrules.documents.case.sections import items, pairs
from perfrules.documents.node import Absent, Mapping, Node, Scalar
from perfrules.documents.shape import collected, expected, refusal
from perfrules.documents.texts import identifier, measured_as
from perfrules.domain import Kind
from perfrules.errors import NumberError
from perfrules.evidence import Known
from perfrules.formula import functions
from perfrules.formula.syntax import Flag, Name, Tree, nodes
from perfrules.formula.text import fault
from perfrules.framework import Framework
from perfrules.frozen import Pairs
from perfrules.wording import did_you_mean, near


def figures(node: Node, framework: Framework) -> Pairs[Figure]:
    """The figures by id, none of which may be a name that the framework has."""
    entries = [(key, value) for key, value in pairs(node) if not isinstance(value, Absent)]
    return Pairs.of(dict(collected(partial(_figure, key, value, framework) for key, value in entries)))


def _figure(key: Scalar, value: Node, framework: Framework) -> tuple[str, Figure]:
    parts: list[Any] = collected((partial(_name, key, framework), partial(_figure_of, value)))
    return parts[0], parts[1]


def _name(key: Scalar, framework: Framework) -> str:
    taken = {**framework.paths, **framework.declared, **framework.named, **framework.sums}
    own = {one.name for one in framework.functions}
    if key.text in taken or key.text in own | functions.RESERVED | functions.standard_names():
        what = "a name of the framework" if key.text in taken or key.text in own else "a word of the language"
        raise refusal("invalid-id", key, f"`{key.text}` is {what}; a figure has a name of its own")
    return identifier(key)


def _figure_of(node: Node) -> Figure:
    entry = case_converter().structure(node, FigureEntry)
    kind, known = printed_figure(entry.value, entry.kind, entry.printed)
    return Figure(evolve(known, where=entry.where, note=entry.note), kind, entry.exact)


def printed_figure(scalar: Scalar, kind: Kind | None = None, printed: str = "") -> tuple[Kind, Known]:
    """What a printed number says, with its kind."""
    return measured_as(scalar, lambda text: _read(text, kind, printed))


def _read(text: str, kind: Kind | None, printed: str) -> tuple[Kind, Known]:
    try:
        return figure_from(text, kind, printed)
    except NumberError as error:
        hint = "" if kind else "; a day or a flag is a figure with its `kind`"
        raise NumberError(error.text, f"{error.reason}{hint}") from None


def statements(node: Node, framework: Framework, figures: Collection[str]) -> tuple[Statement, ...]:
    """The statements in order; raises `InvalidDocumentError` for names that neither the framework nor a figure has."""
    states = (state for fact in framework.facts for state, _ in fact.domain.states)
    known = (*framework.declared, *framework.named, *framework.sums, *figures, *states)
    return tuple(collected(partial(_statement, one, known) for one in items(node)))


def _statement(node: Node, known: tuple[str, ...]) -> Statement:
    entry = case_converter().structure(node, StatementEntry)
    given = {key.text: value for key, value in expected(node, Mapping).pairs}
    if {"printed", "formula", "holds"} & given.keys() not in ({"printed", "formula"}, {"holds"}):
        raise refusal("one-of", node, "a statement has `printed` and `formula`, or `holds` alone")
    for key, tree in (("formula", entry.formula), ("holds", entry.holds)):
        if tree is not None:
            check_names(given[key], tree, known)
    printed = None if entry.printed is None else printed_figure(entry.printed)[1]
    return Statement(printed, entry.formula, entry.holds, entry.where, entry.label, entry.note, entry.exact)


def check_names(node: Node, tree: Tree, known: Collection[str]) -> None:
    """Raises `InvalidDocumentError` at the first name of a formula that is not known here."""
    for part in nodes(tree):
        name = part.id if isinstance(part, Name) else part.name if isinstance(part, Flag) else None
        if name is not None and name not in known:
            error = fault(part, f"unknown name `{name}`{did_you_mean(near(name, known))}")
            raise refusal("invalid-formula", node, error.sentence, error.excerpt)
