"""No number text hurts its reader or slips through as another number, and no context of decimals changes a value."""

import decimal
import time
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal
from fractions import Fraction

import perfrules_template
import pytest

from perfrules import NumberError, Rulebook, as_json, assess, collect
from perfrules.number import MAX_BITS, MAX_DIGITS, plain, read, text

TRAPS: Mapping[str, tuple[str, ...]] = {
    "exponents": ("1e5", "1E5", "1e1000000", "1e1000000000", "0e1000000000", "1e-1000000000", "1e+5", "1e５", "1e", "1.5e3"),
    "underscores": ("1_000", "1__0", "_1", "1_"),
    "foreign digits": ("١٢", "๑๒", "१२", "𝟏𝟐", "𝟙", "①", "²", "Ⅻ", "½", "1２٣"),
    "no numbers": (
        "nan",
        "NaN",
        "sNaN",
        "-nan",
        "inf",
        "Infinity",
        "-Infinity",
        "∞",
        "null",
        "True",
        "None",
        "",
        " ",
        "-",
        "+",
        ".",
        "%",
    ),
    "fractions": ("1/3", "80/100", "1 / 2", "⅓"),
    "invisible": (
        "1\x1c2",
        "\x1f1",
        "1\x85",
        "1\u200b2",
        "\u202e1",
        "\ufeff1",
        "1\0",
        "\ud800",
        "1\u2028",
        "\u31641",
        "1\n\x0b2",
    ),
    "other bases": ("0x10", "0b1", "0o7", "1h"),
    "separators": ("1,2", "1,23,456", ",123", "1.234,56", "1'000", "1 2", "1、234", "1..2", "1.2.3", "1."),
    "signs": ("--1", "+-1", "1-", "(1)", "−−1"),
    "calculations": ("1+1", "2*3", "10^2", "2**3", "=1", "SUM(1)", "#DIV/0!", "#N/A"),
    "giants": ("9" * (MAX_DIGITS + 1), "9" * 4301, "9" * 10**6, "0." + "9" * MAX_DIGITS, "0" * 10**6 + "1", "-" * 10**6 + "1"),
    "units": ("1%%", "1%‰", "1 万万万", "85 percent", "1k", "1.2w", "5元", "1 人"),
}
RIGHT: Mapping[str, Fraction] = {
    "８５．５％": Fraction(855, 1000),
    "－１２．５": Fraction(-25, 2),
    "１，２３４．５０": Fraction(2469, 2),
    "−12.5": Fraction(-25, 2),
    "85%": Fraction(17, 20),
    "5‰": Fraction(1, 200),
    "12.5万": Fraction(125000),
    "1.2 亿": Fraction(120000000),
    "0.10": Fraction(1, 10),
    "-0": Fraction(0),
    "007": Fraction(7),
    "+1": Fraction(1),
    "9" * MAX_DIGITS: Fraction(10**MAX_DIGITS - 1),
}


@pytest.mark.parametrize("written", [one for texts in TRAPS.values() for one in texts], ids=lambda one: ascii(one[:12]))
def test_what_a_ledger_must_not_take_is_refused_at_once(written: str) -> None:
    """
    The text is refused within a millisecond, in a short, legible sentence.
    """
    least = 1.0
    for _ in range(5):
        start = time.thread_time()
        with pytest.raises(NumberError) as caught:
            read(written)
        told = str(caught.value)
        least = min(least, time.thread_time() - start)

    assert least < 0.001
    assert len(told) < 200
    assert told.isprintable()


@pytest.mark.parametrize(("written", "value"), RIGHT.items())
def test_what_people_type_is_read_exactly(written: str, value: Fraction) -> None:
    """
    Full-width forms, percents and multipliers are applied, never dropped.
    """
    assert value == read(written)


@pytest.mark.parametrize("value", [Fraction(1 << MAX_BITS), Fraction(1, 1 << MAX_BITS), Fraction(10**4301), -Fraction(10**5000)])
def test_a_giant_value_is_refused_and_not_printed_in_part(value: Fraction) -> None:
    """
    A value that Python would not print is a `NumberError`, not a `ValueError` in the middle of a report.
    """
    for print_ in (plain, lambda one: text(one, 2)):
        with pytest.raises(NumberError) as caught:
            print_(value)

        assert len(str(caught.value)) < 200


def test_the_largest_value_is_printed() -> None:
    """
    A value just below the limit is printed to its last digit.
    """
    value = (1 << MAX_BITS) - 1

    assert str(value) == plain(Fraction(value))
    assert f"{value}.00" == text(Fraction(value), 2)


def test_no_context_of_decimals_changes_a_score() -> None:
    """
    A precision of five digits, another rounding and other traps, here or in another thread, change no byte.
    """
    framework = Rulebook.of(perfrules_template).framework("template.example")
    facts = {"budget": Decimal("912345.68"), "spent": Decimal("912345.67"), "satisfaction": Decimal("0.9123")}

    def score() -> object:
        return as_json(assess(framework, collect(framework, facts)))

    expected = score()
    with decimal.localcontext(decimal.Context(prec=5, rounding=decimal.ROUND_UP, Emax=3, Emin=-3, traps=[decimal.Inexact])):
        narrow = score()
        with ThreadPoolExecutor(1) as pool:
            elsewhere = pool.submit(score).result()

    assert [expected, expected] == [narrow, elsewhere]
