"""Texts of a document to what they mean: numbers, dates, ids, choices, formulas."""

import re
from collections.abc import Callable
from datetime import date
from fractions import Fraction
from functools import partial
from typing import Any, Literal, NewType, TypeAlias, TypeVar, get_args

from cattrs import Converter

from perfrules import number
from perfrules.documents.node import Node, Scalar
from perfrules.documents.problems import Code, near_to, nearest
from perfrules.documents.shape import expected, is_shape, new_converter, refusal
from perfrules.domain import domain, measured
from perfrules.errors import FormulaError, NumberError
from perfrules.formula.gate import PUBLISHED, Limits, is_name
from perfrules.formula.parse import parse, parse_condition
from perfrules.formula.syntax import Condition, Formula
from perfrules.wording import shortened, stranger

Id = NewType("Id", str)
"""What a fact, a value, a state, an indicator is called: a name of the formula language."""
Decimals = NewType("Decimals", int)
"""How many decimals a number has."""
FrameworkId = NewType("FrameworkId", str)
"""What a framework is called: `district.scheme`."""
RowCount = NewType("RowCount", int)
"""How many rows a table can have."""
Share = NewType("Share", Fraction)
"""A number that is not below 0."""
Weight: TypeAlias = Fraction | Literal["open"]
"""The weight of an indicator, which may stand elsewhere."""
Points: TypeAlias = Fraction | Literal["none"]
"""The points of a framework, which may have none."""

MAX_ROWS = 1_000_000
"""Rows of a table."""

MAX_ID = 100
"""Characters of the id of a framework."""

T = TypeVar("T")

_FRAMEWORK_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")
_FLAG, _DAY = domain("flag"), domain("date")


def text_converter(limits: Limits = PUBLISHED) -> Converter:
    """A converter that knows classes, and what the texts of perfrules mean; formulas keep these limits."""
    converter = new_converter()
    readings: dict[Any, Callable[[Scalar], object]] = {
        Fraction: fraction,
        int: whole,
        Decimals: decimals,
        RowCount: row_count,
        Share: share,
        bool: flag,
        date: day,
        Id: partial(identifier, limits=limits),
        FrameworkId: framework_identifier,
    }
    for shape, reading in readings.items():
        converter.register_structure_hook(shape, _hook(reading))
    for kinds, word in (((Weight, Weight | None), "open"), ((Points,), "none")):
        converter.register_structure_hook_func(kinds.__contains__, _hook(partial(number_or, word=word)))
    for kinds, tree in (((Formula, Formula | None), formula), ((Condition, Condition | None), condition)):
        converter.register_structure_hook_func(kinds.__contains__, _hook(partial(tree, limits=limits)))
    converter.register_structure_hook_func(
        is_shape(Literal),
        lambda node, shape: choice(expected(node, Scalar), get_args(shape)),
    )
    return converter


def measured_as(scalar: Scalar, reading: Callable[[str], T], code: Code = "invalid-number") -> T:
    """What `reading` makes of a text; its `NumberError` becomes a problem of the document."""
    if not scalar.text.strip():
        raise refusal(code, scalar, "an empty text stands here")
    try:
        return reading(scalar.text)
    except NumberError as error:
        raise refusal(code, scalar, str(error)) from None


def fraction(scalar: Scalar) -> Fraction:
    """A number, exactly; `%` and `万` are applied."""
    return measured_as(scalar, number.read)


def share(scalar: Scalar) -> Fraction:
    """A number that is not below 0."""
    found = fraction(scalar)
    if found < 0:
        raise refusal("invalid-number", scalar, f"`{shortened(scalar.text)}` lies below 0")
    return found


def number_or(scalar: Scalar, word: str) -> Fraction | str:
    """A number, or the one word that may stand in its place."""
    if scalar.text == word:
        return word
    if near_to(scalar.text, (word,)):
        raise refusal("invalid-number", scalar, f"`{shortened(scalar.text)}` is no number{nearest(scalar.text, (word,))}")
    return fraction(scalar)


def whole(scalar: Scalar) -> int:
    """A whole number that is not negative and has at most three digits: the number of a format."""
    if re.fullmatch("[0-9]{1,3}", scalar.text):
        return int(scalar.text)
    raise refusal("invalid-number", scalar, f"`{shortened(scalar.text)}` is no whole number from 0 to 999")


def decimals(scalar: Scalar) -> int:
    """A number of decimals that can be printed."""
    if re.fullmatch("[0-9]{1,2}", scalar.text) and int(scalar.text) <= number.MAX_DIGITS:
        return int(scalar.text)
    message = f"`{shortened(scalar.text)}` is no number of decimals, 0 to {number.MAX_DIGITS} was expected"
    raise refusal("invalid-number", scalar, message)


def row_count(scalar: Scalar) -> int:
    """A number of rows, at least one."""
    if re.fullmatch("[0-9]{1,7}", scalar.text) and 1 <= int(scalar.text) <= MAX_ROWS:
        return int(scalar.text)
    raise refusal("invalid-number", scalar, f"`{shortened(scalar.text)}` is no number of rows, 1 to {MAX_ROWS} was expected")


def flag(scalar: Scalar) -> bool:
    """Yes or no."""
    return bool(measured_as(scalar, lambda text: measured(text, _FLAG).value, "invalid-choice"))


def day(scalar: Scalar) -> date:
    """A day of the calendar."""
    return date.fromordinal(int(measured_as(scalar, lambda text: measured(text, _DAY).value, "invalid-date")))


def identifier(scalar: Scalar, limits: Limits = PUBLISHED) -> str:
    """An id that formulas can use as a name."""
    if not is_name(scalar.text, limits):
        expected_form = f"letters, digits, `_` and Chinese characters were expected, no digit first{stranger(scalar.text)}"
        raise refusal("invalid-id", scalar, f"`{shortened(scalar.text)}` is no id: {expected_form}")
    return scalar.text


def framework_identifier(scalar: Scalar) -> str:
    """The id of a framework."""
    if _FRAMEWORK_ID.fullmatch(scalar.text) and len(scalar.text) <= MAX_ID:
        return scalar.text
    message = f"`{shortened(scalar.text)}` is no id of a framework, one such as `shenzhen.department` was expected"
    raise refusal("invalid-id", scalar, message)


def choice(scalar: Scalar, known: tuple[str, ...]) -> str:
    """One of the known words."""
    if scalar.text in known:
        return scalar.text
    raise refusal("invalid-choice", scalar, f"`{shortened(scalar.text)}` is not known here{nearest(scalar.text, known)}")


def formula(scalar: Scalar, limits: Limits = PUBLISHED) -> Formula:
    """A formula as its tree."""
    return _parsed(scalar, parse, limits)


def condition(scalar: Scalar, limits: Limits = PUBLISHED) -> Condition:
    """A condition as its tree."""
    return _parsed(scalar, parse_condition, limits)


def _parsed(scalar: Scalar, parser: Callable[[str, Limits], T], limits: Limits) -> T:
    try:
        return parser(scalar.text[: limits.length + 1], limits)
    except FormulaError as error:
        raise refusal("invalid-formula", scalar, error.sentence, error.excerpt) from None


def _hook(reading: Callable[[Scalar], object]) -> Callable[[Node, object], Any]:
    return lambda node, _: reading(expected(node, Scalar))
