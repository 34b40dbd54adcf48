"""The overview: one line for each of several units."""

from collections.abc import Sequence

from rich.console import RenderableType

from perfrules import number
from perfrules.cli.layout import aligned, table
from perfrules.cli.words import word
from perfrules.domain import Span
from perfrules.phrases import Language
from perfrules.scorecard import Scorecard

_HEADS = ("unit-column", "total", "known", "printed", "lacking", "not_applicable", "grade")


def overview(cards: Sequence[Scorecard], language: Language, width: int) -> RenderableType:
    """A table of units: total, grade, and on what the weights rest."""
    columns = [
        [f"{card.evidence.subject} {card.evidence.period}" for card in cards],
        aligned(_total(card.total, language) for card in cards),
        *(aligned(column) for column in zip(*map(_shares, cards), strict=True)),
        [_grade(card, language) for card in cards],
    ]
    return table([word(language, key) for key in _HEADS], list(zip(*columns, strict=True)), width)


def _total(total: Span, language: Language) -> str:
    least, most = (number.text(end, total.decimals) for end in (total.least, total.most))
    return least if total.is_point else word(language, "range", least=least, most=most)


def _grade(card: Scorecard, language: Language) -> str:
    return card.grade or (word(language, "no-grade") if card.framework.grades else "—")


def _shares(card: Scorecard) -> tuple[str, ...]:
    found = card.completeness
    known = found.figures + found.printed_ratios + found.judged
    return tuple(number.plain(points) for points in (known, found.stated, found.missing, found.not_applicable))
