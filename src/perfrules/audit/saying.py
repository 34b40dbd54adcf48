"""Findings that no relation between numbers gives: remarks, and what cannot be verified."""

from collections.abc import Mapping
from fractions import Fraction

from attrs import frozen

from perfrules import number
from perfrules.audit.words import HEADS, said, sentence
from perfrules.finding import Finding, Verdict
from perfrules.phrases import Phrase
from perfrules.wording import shortened

MOST_QUOTED = 200
"""How many characters of a report's own text a finding quotes."""


@frozen
class Subject:
    """What a finding is about: its place in the report, what it is in the case, what people call it, its indicator."""

    place: str
    path: str
    label: str
    indicator: str = ""


def remark(  # noqa: PLR0913  # a finding has as many fields
    code: str,
    about: Subject,
    parts: Mapping[str, str],
    english: Mapping[str, str] | None = None,
    *,
    verdict: Verdict = "remark",
    warns: bool = False,
    stake: Fraction = Fraction(0),
    numbers: tuple[str, ...] = (),
    words: Phrase | None = None,
) -> Finding:
    """A finding with the words of its code, or others, and their parts filled in."""
    zh = {"label": quoted(about.label), **parts}
    en = {"label": quoted(about.indicator or about.label), **(english or {})}
    told = said(HEADS[code] if words is None else words, zh, en)
    return Finding(
        code=code,
        verdict=verdict,
        place=about.place,
        path=about.path,
        label=about.label,
        sentence=sentence(about.place, (told,)),
        indicator=about.indicator,
        numbers=numbers,
        stake=stake,
        warns=warns,
    )


def quoted(text: str) -> str:
    """A text of a report, made legible and short."""
    return shortened(text, MOST_QUOTED)


def points(value: Fraction) -> str:
    """Points as they are written."""
    return number.plain(value)
