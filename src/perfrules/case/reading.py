"""What is read for a fact, a value or a printed figure: the number, and the last digit that was printed."""

import re
from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import assert_never

from perfrules import number
from perfrules.domain import Domain, Kind, Measurement, domain, measured
from perfrules.errors import NumberError
from perfrules.evidence import Known
from perfrules.formula.syntax import Arithmetic, Formula, names, nodes
from perfrules.framework import Framework
from perfrules.rules import rules

BLANK = "blank"
"""The word for a cell that is printed without anything in it."""

RATIO = domain("rate")
"""What a printed ratio is."""

DAY_PARTS = 3
"""Year, month and day."""

_DIGITS = re.compile(r"\d+")
_MEASURED = frozenset({"amount", "count", "rate", "number"})
_BARE = domain("number", "", 0, Fraction(0), Fraction(0))
_MONEY = domain("amount", "元")
_COUNT = domain("count")
_FLAG = domain("flag")


def measures(framework: Framework) -> Mapping[str, Domain]:
    """
    In what each value of a framework is given: an amount of money, a date, a ratio or a bare number; their limits say nothing.

    A value is a ratio where it is shown in percent, divides, or names a rate or another ratio.
    """
    return framework.memory.once("measures of values", lambda: dict(_measures(framework)))


def _measures(framework: Framework) -> Iterator[tuple[str, Domain]]:
    bound = rules(framework)
    ratios = {fact.id for fact in framework.facts if fact.domain.kind == "rate"}
    for name in bound.values:
        value, meaning = framework.named[name], bound.measures[name]
        if meaning.kind in {"amount", "date"}:
            yield name, domain(meaning.kind, meaning.unit)
        elif (value.show is not None and value.show.percent) or _divides(value.formula) or names(value.formula) & ratios:
            ratios.add(name)
            yield name, RATIO
        else:
            yield name, _BARE


def _divides(formula: Formula) -> bool:
    return any(isinstance(node, Arithmetic) and node.operator == "/" for node in nodes(formula))


def known_from(text: str, domain: Domain, printed: str = "") -> Known:
    """
    What a text says about a fact or value of this domain; `printed` is how the report has it, where that differs.

    The last digit is that of `printed` if it is the same number but for rounding, else that of the text. Raises `NumberError`.
    """
    found = measured(text, domain)
    decimals, unit = _rounded(printed, domain, found.value) or _last_digit(text, domain) or (0, Fraction(0))
    return Known(found.value, printed or text, note=found.note, decimals=decimals, unit=unit)


def figure_from(text: str, kind: Kind | None = None, printed: str = "") -> tuple[Kind, Known]:
    """
    What a printed figure says that no framework declares: money in 元, a ratio as a fraction, everything else as a bare number.

    Without a kind its unit says what it is: money, a ratio, a count where it is whole, else a number. Raises `NumberError`.
    """
    found = kind or _kind_of(text)
    if found == "date":
        return found, Known(Fraction(day_of(text)), printed or text)
    known = known_from(text, _figure_domain(found, text), printed)
    return found, Known(known.value, known.text, decimals=known.decimals, unit=known.unit)


def day_of(text: str) -> int:
    """The day number of a day, or of the last day of a month; raises `NumberError` for everything else."""
    return number.day(text, "day" if len(_DIGITS.findall(text)) == DAY_PARTS else "month")


def _kind_of(text: str) -> Kind:
    written = number.quantity(text)
    factor, name = number.multiplier(written.unit)
    if written.unit in number.PARTS:
        return "rate"
    if name == "元":
        return "amount"
    return "number" if written.decimals or factor > 1 else "count"


def _figure_domain(kind: Kind, text: str) -> Domain:
    match kind:
        case "amount":
            return _MONEY
        case "count":
            return _COUNT
        case "rate":
            return RATIO
        case "number":
            return _BARE
        case "flag":
            return _FLAG
        case "choice" | "date":
            raise NumberError(text, f"is no figure of kind `{kind}`: only a framework says what a choice can be")
    assert_never(kind)


def _rounded(printed: str, domain: Domain, value: Measurement) -> tuple[int, Fraction] | None:
    """The last digit of what is printed, if that is the value but for rounding: a wrong unit says nothing about digits."""
    digit = _last_digit(printed, domain)
    if digit is None or abs(Fraction(measured(printed, domain).value) - value) >= digit[1]:
        return None
    return digit


def _last_digit(text: str, domain: Domain) -> tuple[int, Fraction] | None:
    """The decimals of a written number and what one unit of its last digit is worth; None where it is no such number."""
    if domain.kind not in _MEASURED:
        return None
    try:
        written = number.quantity(text)
        one = measured(f"1{written.unit}", domain)
    except NumberError:
        return None
    return written.decimals, Fraction(one.value) / 10**written.decimals
