"""Printed numbers: what their last digit is worth, how others are shown beside them, and which are the same."""

from datetime import date
from fractions import Fraction

import pytest

from perfrules.audit.numbers import Numbers, PrintedNumber, aligned
from perfrules.domain import Kind
from perfrules.formula.interval import Interval


def number(  # noqa: PLR0913, PLR0917  # a printed number has as many parts
    value: str, word: str = "", step: str = "0.01", size: str = "1", kind: Kind = "amount", text: str = ""
) -> PrintedNumber:
    """A printed number, its value and step in its unit."""
    scale = Fraction(size)
    return PrintedNumber("n", "数", Fraction(value) * scale, kind, Fraction(step) * scale, scale, word, text)


@pytest.mark.parametrize(
    ("one", "half", "cut"),
    [
        (number("1.25"), ("1.245", "1.255"), ("1.25", "1.26")),
        (number("-1.25"), ("-1.255", "-1.245"), ("-1.26", "-1.25")),
        (number("0"), ("-0.005", "0.005"), ("-0.01", "0.01")),
        (number("3", step="0"), ("3", "3"), ("3", "3")),
        (number("1.25", "万元", size="10000"), ("12450", "12550"), ("12500", "12600")),
    ],
)
def test_a_number_lay_within_its_last_digit(one: PrintedNumber, half: tuple[str, str], cut: tuple[str, str]) -> None:
    """
    Half a unit to both sides where it was rounded, a unit away from zero where it was cut.
    """
    assert (Interval(*map(Fraction, half)), Interval(*map(Fraction, cut))) == (one.half, one.cut)


@pytest.mark.parametrize(
    ("one", "value", "expected"),
    [
        (number("1.25", "万元", size="10000"), Fraction(20000), "2.00 万元"),
        (number("1.25", "万元", size="10000"), Fraction(20012), "2.0012 万元"),
        (number("1.25", "万元", size="10000"), Fraction(10000, 3), "≈ 0.3333 万元"),
        (number("1.25", "万元", size="10000"), Fraction(-20000, 3), "≈ -0.6667 万元"),
        (number("515", "万元", "1", "10000"), Fraction(5120050), "512.005 万元"),
        (number("50", "%", "0.01", "0.01", "rate"), Fraction("0.63095"), "63.095%"),
        (number("50", "%", "0.01", "0.01", "rate"), Fraction(1, 3), "≈ 33.3333%"),
        (number("46", "人", "0", kind="count"), Fraction(81), "81 人"),
        (number("46", step="0", kind="count"), Fraction(81, 2), "40.5"),
        (number("1", step="0", kind="date"), Fraction(date(2023, 2, 3).toordinal()), "2023-02-03"),
        (number("1", step="0", kind="date"), Fraction(0), "—"),
        (number("1", step="0", kind="date"), Fraction(date.max.toordinal() + 1), "—"),
        (number("1", step="1", kind="number"), Fraction(10**1300), "—"),
        (number("1", step="1", kind="number"), Fraction(1, 3**3000), "≈ 0.00"),
    ],
)
def test_values_are_shown_as_the_number_is_printed(one: PrintedNumber, value: Fraction, expected: str) -> None:
    """
    In its unit and with its decimals, with a few more where these hold it, else marked.
    """
    assert expected == one.shown(value)


@pytest.mark.parametrize(
    ("text", "kind", "expected"),
    [
        ("17万50元", "amount", True),
        ("3106.80 元", "amount", False),
        ("3106.80元", "amount", False),
        ("1.2.3", "number", True),
        ("约占4%", "rate", False),
        ("2023.2.3", "date", False),
        ("", "amount", False),
    ],
)
def test_a_broken_text_is_known(text: str, kind: Kind, expected: bool) -> None:  # noqa: FBT001  # what is expected
    """
    One of digits, points and units alone that is no number; words say something else.
    """
    assert expected == number("1", text=text, kind=kind).is_broken


def test_a_number_stands_without_its_unit_too() -> None:
    """
    A part of a hundred is no bare number.
    """
    money, share = number("1.25", "万元", size="10000"), number("50", "%", "1", "0.01", "rate")

    assert ("1.25", "50", False, True, 2, 0) == (
        money.bare,
        share.bare,
        money.is_part,
        share.is_part,
        money.decimals,
        share.decimals,
    )


def test_amounts_of_one_unit_are_aligned() -> None:
    """
    Zeros that were left away are put back, in each unit alone; ratios keep their own digits, exact numbers stay so.
    """
    found = aligned(
        {
            "a": number("800.5", step="0.1"),
            "b": number("441.94"),
            "c": number("3", "万元", "1", "10000"),
            "d": number("4", step="0"),
            "e": number("0.5", step="0.1", kind="rate"),
            "f": number("0.55", step="0.01", kind="rate"),
        }
    )

    assert {
        "a": Fraction("0.01"),
        "b": Fraction("0.01"),
        "c": Fraction(10000),
        "d": Fraction(0),
        "e": Fraction("0.1"),
        "f": Fraction("0.01"),
    } == {key: one.step for key, one in found.items()}


def test_a_number_is_replaced_wherever_it_is_printed() -> None:
    """
    Those that are the same change together, and it is known which have changed.
    """
    numbers = Numbers([PrintedNumber(key, key, Fraction(1), "count") for key in "abc"], [("a", "b", "x")])
    found = numbers.replaced("a", Fraction(2)).replaced("c", Fraction(3))

    assert {"a": 2, "b": 2, "c": 3} == {key: one.value for key, one in found.items()}
    assert (frozenset("abc"), frozenset[str](), 3) == (found.changed, numbers.changed, len(found))
    assert (frozenset("abx"), frozenset("c")) == (found.same_as("b"), found.same_as("c"))


def test_others_are_joined_beside_them() -> None:
    """
    A number that is printed counts before one of the same key that is not; what was replaced stays known.
    """
    numbers = Numbers([PrintedNumber("a", "a", Fraction(1), "count")], [("a", "b")]).replaced("a", Fraction(2))
    found = numbers.joined([PrintedNumber("a", "a", Fraction(9), "count"), PrintedNumber("c", "c", Fraction(3), "count")])

    assert {"a": 2, "c": 3} == {key: one.value for key, one in found.items()}
    assert (frozenset("a"), frozenset("ab")) == (found.changed, found.same_as("a"))
