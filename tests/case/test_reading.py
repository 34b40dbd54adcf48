"""Printed figures say what they are, and how far they were rounded."""

from datetime import date
from fractions import Fraction

import pytest

from perfrules.case.reading import day_of, figure_from, known_from
from perfrules.domain import Kind
from perfrules.errors import NumberError
from perfrules.evidence import Known
from tests.examples import AMOUNT, RATE


@pytest.mark.parametrize(
    ("text", "kind", "expected", "value", "unit"),
    [
        ("4175.07 万元", None, "amount", "41750700", "100"),
        ("4 元", None, "amount", "4", "1"),
        ("40.23%", None, "rate", "0.4023", "0.0001"),
        ("5‰", None, "rate", "0.005", "0.001"),
        ("36 个", None, "count", "36", "1"),
        ("36", None, "count", "36", "1"),
        ("12万人", None, "number", "120000", "10000"),
        ("4.5 分", None, "number", "4.5", "0.1"),
        ("4175.07", "amount", "amount", "4175.07", "0.01"),
        ("0.4023", "rate", "rate", "0.4023", "0.0001"),
        ("36", "number", "number", "36", "1"),
        ("2 万", "count", "count", "20000", "10000"),
        ("是", "flag", "flag", "1", "0"),
        ("2023-09", "date", "date", str(date(2023, 9, 30).toordinal()), "0"),
    ],
)
def test_a_figure_says_what_it_is(text: str, kind: Kind | None, expected: Kind, value: str, unit: str) -> None:
    """
    Money is taken in 元, a ratio as a fraction, all else as a bare number; what its last digit is worth is known.
    """
    found, known = figure_from(text, kind)

    assert (expected, Fraction(value), Fraction(unit)) == (found, Fraction(known.value), known.unit)


@pytest.mark.parametrize(
    ("text", "kind", "message"),
    [
        ("95%", "count", "`95%` is a percentage, a count was expected"),
        ("好", None, "`好` is no number"),
        ("好", "choice", "`好` is no figure of kind `choice`: only a framework says what a choice can be"),
        ("9月", "date", "`9月` is no date, a month such as `2023-02` was expected"),
    ],
)
def test_a_figure_of_another_kind_is_refused(text: str, kind: Kind | None, message: str) -> None:
    """
    What is no such number says so.
    """
    with pytest.raises(NumberError) as caught:
        figure_from(text, kind)

    assert message == str(caught.value)


def test_a_wrong_unit_says_nothing_about_digits() -> None:
    """
    The last digit is that of the printed text only where this is the same number but for rounding.
    """
    wrong = known_from("3106.80 万元", AMOUNT, "3106.80 元")
    rounded = known_from("98.79%", RATE, "98.8%")

    assert Known(Fraction("3106.8"), "3106.80 元", decimals=2, unit=Fraction(1, 100)) == wrong
    assert Known(Fraction("0.9879"), "98.8%", decimals=1, unit=Fraction(1, 1000)) == rounded


@pytest.mark.parametrize("text", ["2023-09-30", "2023年9月30日", "2023-09", "2023年9月"])
def test_a_month_ends_on_its_last_day(text: str) -> None:
    """
    Days and months are both days.
    """
    assert date(2023, 9, 30).toordinal() == day_of(text)
