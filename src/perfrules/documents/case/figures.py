"""Figures and statements of a case: numbers that no framework declares, and what the report says that follows from numbers."""

from collections.abc import Callable
from functools import partial
from typing import Any

from attrs import evolve

from perfrules.case import Figure, Statement, figure_from, statement_scope
from perfrules.documents.case.entries import FigureEntry, StatementEntry, case_converter
from perfrules.documents.case.sections import Notes, is_blank, items, pairs
from perfrules.documents.node import Absent, Mapping, Node, Scalar
from perfrules.documents.shape import collected, expected, refusal
from perfrules.documents.texts import identifier, measured_as
from perfrules.domain import Kind
from perfrules.errors import FormulaError, NumberError
from perfrules.evidence import Known
from perfrules.formula import functions
from perfrules.formula.scope import Scope, resolve, resolve_condition
from perfrules.framework import Framework


def figures(node: Node, framework: Framework, notes: Notes) -> dict[str, Figure | None]:
    """The figures by id, none of which may be a name that the framework has; None where a cell is blank."""
    entries = [(key, value) for key, value in pairs(node) if not isinstance(value, Absent)]
    return dict(collected(partial(_figure, key, value, framework, notes) for key, value in entries))


def _figure(key: Scalar, value: Node, framework: Framework, notes: Notes) -> tuple[str, Figure | None]:
    parts: list[Any] = collected((partial(_name, key, framework), partial(_figure_of, value, notes)))
    return parts[0], parts[1]


def _name(key: Scalar, framework: Framework) -> str:
    taken = {**framework.paths, **framework.declared, **framework.named, **framework.sums}
    own = {one.name for one in framework.functions}
    if key.text in taken or key.text in own | functions.RESERVED | functions.standard_names():
        what = "a name of the framework" if key.text in taken or key.text in own else "a word of the language"
        raise refusal("invalid-id", key, f"`{key.text}` is {what}; a figure has a name of its own")
    return identifier(key)


def _figure_of(node: Node, notes: Notes) -> Figure | None:
    entry = case_converter().structure(node, FigureEntry)
    if is_blank(entry.value, notes):
        return None
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


def figure_kinds(node: Node) -> dict[str, Kind]:
    """What the figures of a section are in formulas: days and flags by their `kind`, all others are numbers."""
    return {key.text: _kind(value) for key, value in pairs(node)}


def _kind(value: Node) -> Kind:
    given = {key.text: one.text for key, one in pairs(value) if isinstance(one, Scalar)}
    match given.get("kind"):
        case "date":
            return "date"
        case "flag":
            return "flag"
    return "number"


def statements(node: Node, framework: Framework, figures: dict[str, Kind]) -> tuple[Statement, ...]:
    """The statements in order; raises `InvalidDocumentError` for what neither the framework nor a figure gives a meaning."""
    scope = statement_scope(framework, figures)
    return tuple(collected(partial(_statement, one, scope) for one in items(node)))


def _statement(node: Node, scope: Scope) -> Statement:
    entry = case_converter().structure(node, StatementEntry)
    given = {key.text: value for key, value in expected(node, Mapping).pairs}
    if {"printed", "formula", "holds"} & given.keys() not in ({"printed", "formula"}, {"holds"}):
        raise refusal("one-of", node, "a statement has `printed` and `formula`, or `holds` alone")
    if entry.formula is not None:
        check_bound(given["formula"], partial(resolve, entry.formula, scope))
    if entry.holds is not None:
        check_bound(given["holds"], partial(resolve_condition, entry.holds, scope))
    printed = None if entry.printed is None else printed_figure(entry.printed)[1]
    return Statement(printed, entry.formula, entry.holds, entry.where, entry.label, entry.note, entry.exact)


def check_bound(node: Node, bind: Callable[[], object]) -> None:
    """Raises `InvalidDocumentError` at a formula where its names, states, dates, functions or sorts have no meaning."""
    try:
        bind()
    except FormulaError as error:
        raise refusal("invalid-formula", node, error.sentence, error.excerpt) from None
