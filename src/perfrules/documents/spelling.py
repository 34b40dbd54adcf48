"""How a number that was read may have been written: a text that gives the same number with the same last digit."""

from collections.abc import Callable, Iterable
from datetime import date
from fractions import Fraction

from perfrules import number
from perfrules.case import figure_from, known_from
from perfrules.domain import Domain, Kind, domain, shown
from perfrules.errors import NumberError
from perfrules.evidence import Known, TargetRow
from perfrules.number import PARTS, plain

_AMOUNT, _RATE = domain("amount", "元"), domain("rate")


def known_text(known: Known, domain: Domain | None) -> str:
    """The text of a fact or value of this domain; what has no domain is written as a bare number."""
    if domain is None:
        return _first(_spellings(known, None), known, lambda text: _bare(text, known.unit))
    return _first(_spellings(known, domain), known, lambda text: known_from(text, domain, known.text))


def figure_text(known: Known, kind: Kind | None = None) -> str:
    """The text of a printed figure of this kind, or of one that says itself what it is."""
    if kind in {"flag", "date"}:
        return shown(known.value, domain(kind)) if kind == "flag" else day_text(known)
    spellings = (text for of in (_AMOUNT, _RATE, None) for text in _spellings(known, of))
    return _first(spellings, known, lambda text: figure_from(text, kind, known.text)[1])


def row_text(row: TargetRow, known: Known | None) -> str:
    """The text of a target or an actual figure of a row; a program's own number is written in the unit of its row."""
    if known is None or known.text:
        return known.text if known else ""
    if row.must == "by_date":
        return day_text(known)
    value = Fraction(known.value) / PARTS.get(row.unit, 1)
    return f"{plain(value)}{'' if row.unit in PARTS else ' '}{row.unit}".rstrip()


def day_text(known: Known) -> str:
    """A day as it was written, or as people write it."""
    return known.text or date.fromordinal(int(known.value)).isoformat()


def _spellings(known: Known, domain: Domain | None) -> tuple[str, ...]:
    """How the value may have been written, the likeliest first, and at last in a way that always says it."""
    exact, unit = Fraction(known.value), domain.unit if domain else ""
    factor, name = number.multiplier(unit)
    parts = {sign: part for sign, part in PARTS.items() if sign != unit}
    words = {f" {word}{name}".rstrip(): Fraction(size, factor) for word, size in {"": 1, **number.MULTIPLIERS}.items()}
    sizes = {f" {unit}".rstrip(): Fraction(1)} | parts | words
    written = (f"{_pointed(exact / size, known.decimals)}{word}" for word, size in sizes.items())
    return known.text, *written, shown(known.value, domain) if domain else plain(exact)


def _pointed(value: Fraction, decimals: int) -> str:
    return number.text(value, decimals) if (value * 10**decimals).denominator == 1 else ""


def _first(spellings: Iterable[str], known: Known, read: Callable[[str], Known]) -> str:
    """The first text that says the same, else the last one."""
    texts = tuple(spellings)
    return next((text for text in texts if _says(text, known, read)), texts[-1])


def _says(text: str, known: Known, read: Callable[[str], Known]) -> bool:
    try:
        found = read(text)
    except NumberError:
        return False
    return (found.value, found.decimals, found.unit) == (known.value, known.decimals, known.unit)


def _bare(text: str, unit: Fraction) -> Known:
    """A number alone; what its last digit is worth nobody knows without its domain."""
    return Known(number.read(text), decimals=number.quantity(text).decimals, unit=unit)
