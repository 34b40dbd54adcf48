"""Numbers and day numbers: exact values from what people print, exact texts from values, nothing rounded."""

import re
import unicodedata
from calendar import monthrange
from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from functools import lru_cache
from typing import Literal

from attrs import frozen

from perfrules.errors import NumberError

MAX_LENGTH = 100
"""The longest text that is looked at, in characters."""

MAX_DIGITS = 40
"""The most digits that a written number has, and the most decimals that a printed one has."""

MAX_BITS = 4096
"""The longest numerator and denominator that are printed."""

PARTS: Mapping[str, Fraction] = {"%": Fraction(1, 100), "‰": Fraction(1, 1000)}
"""The signs behind a number that make it a part of one."""

MULTIPLIERS: Mapping[str, int] = {"万亿": 10**12, "万": 10**4, "亿": 10**8}
"""The words behind a number that multiply it, the longest first."""

_SPACES = (0x00A0, 0x1680, *range(0x2000, 0x200B), 0x202F, 0x205F, 0x3000)
_NARROW = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | dict.fromkeys(_SPACES, 0x20) | {0x2212: 0x2D}
_BLANK_LETTERS = "\u115f\u1160\u3164\uffa0"
_NUMBER = re.compile(r"([+-]?)([0-9][0-9,]*)(?:\.([0-9]+))?")
_THOUSANDS = re.compile(r"[1-9][0-9]{0,2}(,[0-9]{3})+")
_NUMERALS = "零〇一二两三四五六七八九十百千半壹贰叁肆伍陆柒捌玖拾佰仟万亿萬億"
_MULTIPLYING = re.compile(rf"[{_NUMERALS}]|[kKwW](?![a-zA-Z])")
_DAY = re.compile(r"([0-9]{4})([-/])([0-9]{1,2})(?:\2([0-9]{1,2}))?")
_DAY_IN_WORDS = re.compile(r"([0-9]{4}) *(年) *([0-9]{1,2}) *月(?: *([0-9]{1,2}) *日)?")
_UNIT_MARKS = frozenset("%‰°℃㎡㎥㎞㎏㎝㎜/·、()²³")

_FAULTS_BEFORE = (
    (r"[<>=≥≤≠≈~≧≦±约近超]|不[低少小超大高多]|[至最][多少高低]|[大小高低多少]于", "is a comparison, not a number"),
    (r"(?i)[+-]?(s?nan|inf(inity)?|∞)$", "is no finite number"),
    (rf"[+-]?[{_NUMERALS}]", "is written in Chinese numerals, digits were expected"),
    (r"[+-]?\.[0-9]", "has no digit before its point"),
    (r"[+-]{2}", "has more than one sign"),
    (r"[¥\uffe5$]", "begins with a currency sign, the unit stands behind the number"),
    (r".*[0-9]", "does not begin with a number"),
)
_FAULTS_BEHIND = (
    (r"[eE]([+-]?[0-9]|$)", "is written with an exponent, write it out"),
    (r"/[0-9]", "is a fraction, write a decimal number or a percentage"),
    (r"[*×^÷]", "is a calculation, not a number"),
    (r"\.$", "has no digit behind its point"),
    (r".*[0-9]", "holds two numbers, one was expected"),
    (r"[万亿千百十%]*[余多几]|.*(以上|以下|以内|左右|上下)$", "is not exact, a number was expected"),
)
"""What is wrong with a text, by how it begins; compiled when something is wrong for the first time."""


@frozen
class Quantity:
    """
    A number as it is written, and what stands behind it.

    The unit is not applied: `27.25%` has the value 27.25, the unit `%` and two decimals.
    """

    value: Fraction
    unit: str
    decimals: int


@lru_cache(maxsize=4096)
def quantity(text: str) -> Quantity:
    """
    The number and the unit in a text; raises `NumberError` for everything else.

    >>> quantity("3,106.80 万元")
    Quantity(value=Fraction(15534, 5), unit='万元', decimals=2)
    """
    written = legible(text)
    if fault := _script_fault(written):
        raise NumberError(text, fault)
    match = _NUMBER.match(written)
    if match is None:
        raise NumberError(text, _first(_FAULTS_BEFORE, written) or "is no number")
    sign, whole, decimals = match.group(1), match.group(2), match.group(3) or ""
    unit = word(written[match.end() :])
    if fault := _digits_fault(whole, decimals, unit) or _unit_fault(whole, unit):
        raise NumberError(text, fault)
    digits = int(whole.replace(",", "") + decimals)
    return Quantity(Fraction(-digits if sign == "-" else digits, 10 ** len(decimals)), unit, len(decimals))


def read(text: str) -> Fraction:
    """
    The value of a text: a plain number, or one with `%`, `‰`, `万` or `亿`, applied exactly.

    >>> read("27.25%")
    Fraction(109, 400)
    """
    written = quantity(text)
    if written.unit in PARTS:
        return written.value * PARTS[written.unit]
    factor, rest = multiplier(written.unit)
    if rest:
        raise NumberError(text, f"carries the unit `{written.unit}`, a number without a unit was expected")
    return written.value * factor


def day(text: str, precision: Literal["day", "month"] = "day") -> int:
    """
    The day number of a written day, or of the last day of a written month; raises `NumberError` for everything else.

    >>> date.fromordinal(day("2023年9月", "month"))
    datetime.date(2023, 9, 30)
    """
    written = legible(text)
    match = _DAY.fullmatch(written) or _DAY_IN_WORDS.fullmatch(written)
    wanted = "a month such as `2023-02` was expected" if precision == "month" else "a day such as `2023-02-03` was expected"
    if match is None:
        raise NumberError(text, f"is no date, {wanted}")
    if bool(match[4]) is (precision == "month"):
        raise NumberError(text, f"is a {'day' if match[4] else 'month'}, {wanted}")
    year, month = int(match[1]), int(match[3])
    try:
        return date(year, month, int(match[4] or monthrange(year, month)[1])).toordinal()
    except ValueError:
        raise NumberError(text, "is not in the calendar") from None


def text(value: Fraction, decimals: int) -> str:
    """
    A value with exactly these decimals; raises `NumberError` where they do not hold it.

    >>> text(Fraction("97.1"), 2)
    '97.10'
    """
    if not 0 <= decimals <= MAX_DIGITS:
        raise NumberError(str(decimals), f"is no number of decimals, 0 to {MAX_DIGITS} was expected")
    scaled = value * 10**decimals
    if scaled.denominator != 1:
        raise NumberError(plain(value), more_than(decimals))
    _refuse_giant(value)
    return _pointed(scaled.numerator, decimals)


def plain(value: Fraction) -> str:
    """
    The shortest exact text of a value: a decimal number, or a fraction where no decimal number is exact.

    >>> plain(Fraction("97.150")), plain(Fraction(35, 87))
    ('97.15', '35/87')
    """
    _refuse_giant(value)
    decimals = _decimals(value.denominator)
    if decimals is None:
        return f"{value.numerator}/{value.denominator}"
    return _pointed((value * 10**decimals).numerator, decimals)


def more_than(decimals: int) -> str:
    """The reason why a value does not fit these decimals."""
    if decimals == 0:
        return "is no whole number"
    return f"has more than {decimals} decimal{'s' if decimals > 1 else ''}"


def legible(text: str) -> str:
    """A text in its narrow form; raises `NumberError` if it is too long, or empty, or holds what nobody can see."""
    if len(text) > MAX_LENGTH:
        raise NumberError(text[: MAX_LENGTH + 1], f"is longer than {MAX_LENGTH} characters")
    for mark in text:
        if unicodedata.category(mark) in {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"} or mark in _BLANK_LETTERS:
            raise NumberError(text, f"holds the invisible character U+{ord(mark):04X}")
    written = narrow(text)
    if not written:
        raise NumberError(text, "is empty")
    return written


def narrow(text: str) -> str:
    """A text with full-width forms as ASCII, every space as a blank, and none at its ends."""
    return text.translate(_NARROW).strip(" ")


def word(unit: str) -> str:
    """A unit as units are compared: narrow, without blanks."""
    return narrow(unit).replace(" ", "")


def multiplier(unit: str) -> tuple[int, str]:
    """
    The multiplier at the head of a unit, and the rest of it.

    >>> multiplier("万元"), multiplier("人")
    ((10000, '元'), (1, '人'))
    """
    name = word(unit)
    for head, factor in MULTIPLIERS.items():
        if name.startswith(head):
            return factor, name.removeprefix(head)
    return 1, name


def may_multiply(unit: str) -> bool:
    """Whether a unit begins like a multiplier that is not read: `百人`, `萬元`, `w`."""
    return _MULTIPLYING.match(unit) is not None


def _script_fault(written: str) -> str:
    for before, mark in zip(f" {written}", written, strict=False):
        if mark == "_":
            return "holds an underscore, digits without it were expected"
        power = mark in "²³" and (before.isalpha() or before == ")")
        if unicodedata.category(mark) in {"Nd", "Nl", "No"} and mark not in "0123456789〇" and not power:
            return f"holds `{mark}`, digits from 0 to 9 were expected"
    return ""


def _digits_fault(whole: str, decimals: str, unit: str) -> str:
    digits = len(whole) - whole.count(",") + len(decimals)
    if digits > MAX_DIGITS:
        return f"has more than {MAX_DIGITS} digits"
    if digits + _zeros(unit) > MAX_DIGITS:
        return f"has more than {MAX_DIGITS} digits once `{unit}` is applied"
    if "," in whole and not _THOUSANDS.fullmatch(whole):
        return "has a comma that does not part thousands"
    return ""


def _zeros(unit: str) -> int:
    """How many more digits a number may have when it is written without this unit."""
    factor = 1 / PARTS[unit] if unit in PARTS else multiplier(unit)[0]
    return len(str(factor)) - 1


def _unit_fault(whole: str, unit: str) -> str:
    if whole == "0" and re.match(r"[xob][0-9a-f]", unit, re.IGNORECASE):
        return "is not written in decimal digits"
    if fault := _first(_FAULTS_BEHIND, unit):
        return fault
    strange = [mark for mark in unit if not mark.isalpha() and mark not in _UNIT_MARKS]
    if strange or unit.startswith(("/", "·", "、", ")")):
        return f"holds `{strange[0] if strange else unit[0]}` where a unit was expected"
    return ""


def _first(faults: tuple[tuple[str, str], ...], written: str) -> str:
    return next((reason for pattern, reason in faults if re.match(pattern, written)), "")


def _refuse_giant(value: Fraction) -> None:
    bits = max(value.numerator.bit_length(), value.denominator.bit_length())
    if bits > MAX_BITS:
        raise NumberError(f"a number of {bits} bits", f"is too long to print, {MAX_BITS} bits are the most")


def _decimals(denominator: int) -> int | None:
    twos = (denominator & -denominator).bit_length() - 1
    rest, fives = denominator >> twos, 0
    while rest % 5 == 0:
        rest, fives = rest // 5, fives + 1
    return max(twos, fives) if rest == 1 else None


def _pointed(scaled: int, decimals: int) -> str:
    digits = str(abs(scaled)).rjust(decimals + 1, "0")
    whole, rest = digits[: len(digits) - decimals], digits[len(digits) - decimals :]
    return f"{'-' if scaled < 0 else ''}{whole}{'.' if rest else ''}{rest}"
