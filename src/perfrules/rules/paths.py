"""Paths: how problems name the parts of a framework, and where these stand in its file."""

from collections.abc import Iterator, Mapping

from perfrules.errors import Place, Problem
from perfrules.formula.syntax import Definition
from perfrules.framework import Framework, Origin
from perfrules.indicator import Indicator, walk

RULE_KEYS = ("bands", "met")
"""The keys that are written out as formulas."""


def problem_at(framework: Framework, severity: str, code: str, path: str, message: str) -> Problem:
    """A problem of a framework, with its place in the file or the framework's id before its path."""
    place = place_of(framework, path)
    where = path if place is not None else f"{framework.id} / {path}"
    return Problem(severity, code, where, inherited(framework.lineage, place, message), place)  # type: ignore[arg-type]  # callers give a literal


def place_of(framework: Framework, path: str) -> Place | None:
    """The place of a path in the framework's file, or of the nearest thing above it."""
    while path and path not in framework.places:
        path = path.rpartition("/")[0]
    return framework.places.get(path)


def inherited(lineage: tuple[Origin, ...], place: Place | None, message: str) -> str:
    """A message about a place, which says who inherits what stands there where that is another framework's file."""
    if place is None or not lineage or place.file == lineage[0].file:
        return message
    return f"inherited by `{lineage[0].framework}`: {message}"


def indicator_path(path: tuple[Indicator, ...], top: str = "indicators") -> str:
    """How problems name an indicator: `indicators/execution/mean`; `top` is the key above it."""
    return "/".join((top, *(indicator.id for indicator in path)))


def located(framework: Framework) -> tuple[tuple[str, tuple[Indicator, ...]], ...]:
    """Every indicator with those above it, by how problems name it; adjustments at the end."""
    return framework.memory.once("located", lambda: tuple(_located(framework)))


def _located(framework: Framework) -> Iterator[tuple[str, tuple[Indicator, ...]]]:
    for top, found in (("indicators", framework.indicators), ("adjustments", framework.adjustments)):
        yield from ((indicator_path(path, top), path) for path in walk(found))


def rule_path(framework: Framework, path: tuple[Indicator, ...]) -> str:
    """Where the rule of an indicator stands, under the key that its author wrote."""
    return written_path(framework, _by_id(framework)[path[-1].id])


def written_path(framework: Framework, where: str) -> str:
    """The path of the rule below the path of an indicator."""
    written = (key for key in RULE_KEYS if f"{where}/{key}" in framework.places)
    return f"{where}/{next(written, 'formula')}"


def _by_id(framework: Framework) -> Mapping[str, str]:
    return framework.memory.once("indicator paths", lambda: {path[-1].id: where for where, path in located(framework)})


def function_path(function: Definition) -> str:
    """How problems name a function: `functions/rounded(x)`."""
    return f"functions/{function.name}({', '.join(function.parameters)})"
