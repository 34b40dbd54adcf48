"""A program's own numbers, flags and days: taken exactly, or refused."""

from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import TypeAlias

from perfrules import number
from perfrules.case.reading import known_from
from perfrules.domain import Domain
from perfrules.errors import NumberError
from perfrules.evidence import Known

Given: TypeAlias = str | int | bool | Decimal | Fraction | date
"""What a program can give for a fact: a text is read like one in a file, a float is refused."""

MOST_BITS = 1024
"""Bits of the numerator and of the denominator of a number that a program gives."""

MOST_DIGITS = 300
"""Digits of a decimal number that a program gives, written without an exponent."""


def known_of(given: Given, domain: Domain) -> Known:
    """What a program says about a fact or value of this domain; raises `NumberError`."""
    _check_size(given)
    match given, domain.kind:
        case str(), _:
            return known_from(given, domain)
        case bool(), "flag":
            return Known(given)
        case date(), "date":
            return Known(Fraction(given.toordinal()))
        case (bool() | date(), _) | (_, "flag" | "choice" | "date"):
            raise NumberError(str(given), f"is no {domain.kind}")
    return Known(number_of(given))


def number_of(given: Given) -> Fraction:
    """A number that a program gives, exactly; raises `NumberError`."""
    _check_size(given)
    match given:
        case str():
            return number.read(given)
        case Decimal() if not given.is_finite():
            raise NumberError(str(given), "is no finite number")
        case int() | Decimal() | Fraction() if not isinstance(given, bool):
            return Fraction(given)
        case float():
            raise NumberError(repr(given), "is a float, which is not exact; give a text, a Decimal or a Fraction")
    raise NumberError(str(given), "is no number; leave out what is not known")


def _check_size(given: Given) -> None:
    """Refuse a number that is too large to be computed with, before anything is made of it."""
    match given:
        case Decimal() if given.is_finite() and _digits(given) > MOST_DIGITS:
            raise NumberError(str(given), f"is too long, {MOST_DIGITS} digits are the most")
        case int() | Fraction():
            bits = max(given.numerator.bit_length(), given.denominator.bit_length())
            if bits > MOST_BITS:
                raise NumberError(f"a number of {bits} bits", f"is too long, {MOST_BITS} bits are the most")


def _digits(given: Decimal) -> int:
    return max(len(given.as_tuple().digits), abs(given.adjusted()), abs(int(given.as_tuple().exponent)))
