"""The overview: one line for each of several units."""

from collections.abc import Iterator, Sequence
from typing import TypeAlias

from rich.console import RenderableType

from perfrules import number
from perfrules.cli.layout import aligned, paragraph, table
from perfrules.cli.words import word
from perfrules.domain import Span
from perfrules.phrases import Language
from perfrules.scorecard import Scorecard

_HEADS = ("unit", "total", "known", "printed", "lacking", "not-applicable", "grade")


Line: TypeAlias = tuple[str, ...]
"""One unit: its name, total, four shares of weight, and grade."""


def line(card: Scorecard, language: Language) -> Line:
    """The line of one unit."""
    return f"{card.evidence.subject} {card.evidence.period}", _total(card.total, language), *_shares(card), _grade(card, language)


def overview(lines: Sequence[Line], language: Language, width: int) -> Iterator[RenderableType]:
    """A table of units: total, grade, and on what the weights rest; below it, what its columns mean."""
    units, *numbers, grades = zip(*lines, strict=True)
    rows = list(zip(units, *map(aligned, numbers), grades, strict=True))
    yield table([word(language, f"head:{key}") for key in _HEADS], rows, width)
    yield paragraph(word(language, "legend"), width)


def _total(total: Span | None, language: Language) -> str:
    if total is None:
        return "—"
    least, most = (number.text(end, total.decimals) for end in (total.least, total.most))
    return least if total.is_point else word(language, "range", least=least, most=most)


def _grade(card: Scorecard, language: Language) -> str:
    return card.grade or (word(language, "no-grade") if card.framework.grades else "—")


def _shares(card: Scorecard) -> tuple[str, ...]:
    found = card.completeness
    known = found.figures + found.printed_ratios + found.judged
    return tuple(number.plain(points) for points in (known, found.stated, found.missing, found.not_applicable))
