"""Numbers are read exactly or refused with the reason, and printed exactly."""

import string
import sys
import time
import unicodedata
from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from perfrules import number
from perfrules.domain import Precision
from perfrules.errors import NumberError
from perfrules.number import Quantity

fractions = st.builds(Fraction, st.integers(-(10**12), 10**12), st.integers(1, 10**6))
decimal_fractions = st.builds(
    lambda scaled, decimals: (Fraction(scaled, 10**decimals), decimals), st.integers(-(10**20), 10**20), st.integers(0, 12)
)

HOSTILE = (
    "9" * 10**6,
    "1" + ",000" * 10**6,
    "1e1000000000",
    "0e1000000000",
    "-" * 10**6 + "1",
    "." * 10**6,
    " " * 10**6 + "1",
    "1" + " " * 98 + "x",
    "1" + "以" * 98 + "x",
    "0" * 40 + "." + "0" * 50 + "万",
    "，" * 99 + "1",
    "2023" + " " * 90 + "年",
)


def refusal(text: str) -> str:
    """The message with which a text is refused."""
    with pytest.raises(NumberError) as caught:
        number.quantity(text)
    return str(caught.value)


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("40", Quantity(Fraction(40), "", 0)),
        ("97.150", Quantity(Fraction("97.15"), "", 3)),
        ("-0.00", Quantity(Fraction(0), "", 2)),
        ("+3", Quantity(Fraction(3), "", 0)),
        ("008", Quantity(Fraction(8), "", 0)),
        ("27.25%", Quantity(Fraction("27.25"), "%", 2)),
        ("3 ‰", Quantity(Fraction(3), "‰", 0)),
        ("1,234.50", Quantity(Fraction("1234.5"), "", 2)),
        ("12,345,678 元", Quantity(Fraction(12345678), "元", 0)),
        ("12.5万 人", Quantity(Fraction("12.5"), "万人", 1)),
        ("3106.80 万元", Quantity(Fraction("3106.8"), "万元", 2)),
        ("５，６７８．９０％", Quantity(Fraction("5678.9"), "%", 2)),
        ("－１２．５", Quantity(Fraction("-12.5"), "", 1)),
        ("\u22125", Quantity(Fraction(-5), "", 0)),
        ("\u00a0\u3000 46 人\u3000", Quantity(Fraction(46), "人", 0)),
        ("5 个（次）", Quantity(Fraction(5), "个(次)", 0)),
        ("120.5 元/m²", Quantity(Fraction("120.5"), "元/m²", 1)),
        ("8 ㎡", Quantity(Fraction(8), "㎡", 0)),
        ("5 (公里)²", Quantity(Fraction(5), "(公里)²", 0)),
        ("1" + ",000" * 13, Quantity(Fraction(10**39), "", 0)),
        ("9" * 40, Quantity(Fraction(10**40 - 1), "", 0)),
        ("9" * 38 + "%", Quantity(Fraction(10**38 - 1), "%", 0)),
        ("9" * 28 + "万亿元", Quantity(Fraction(10**28 - 1), "万亿元", 0)),
    ],
)
def test_a_printed_number_is_read_with_its_unit_and_decimals(written: str, expected: Quantity) -> None:
    """
    What people and Chinese input methods type is read exactly: value, unit and decimals.
    """
    assert expected == number.quantity(written)


@pytest.mark.parametrize(
    ("written", "reason"),
    [
        ("", "is empty"),
        (" \u3000", "is empty"),
        ("abc", "is no number"),
        ("nan", "is no finite number"),
        ("-Infinity", "is no finite number"),
        ("∞", "is no finite number"),
        ("1_000", "holds an underscore, digits without it were expected"),
        ("1/3", "is a fraction, write a decimal number or a percentage"),
        ("80/100 人", "is a fraction, write a decimal number or a percentage"),
        ("0x10", "is not written in decimal digits"),
        ("0X1F", "is not written in decimal digits"),
        ("0b1", "is not written in decimal digits"),
        ("١٢", "holds `١`, digits from 0 to 9 were expected"),
        ("1๒", "holds `๒`, digits from 0 to 9 were expected"),
        ("१", "holds `१`, digits from 0 to 9 were expected"),
        ("𝟏", "holds `𝟏`, digits from 0 to 9 were expected"),
        ("Ⅴ", "holds `Ⅴ`, digits from 0 to 9 were expected"),
        ("5½", "holds `½`, digits from 0 to 9 were expected"),
        ("10²", "holds `²`, digits from 0 to 9 were expected"),
        ("1e5", "is written with an exponent, write it out"),
        ("1.5E-3", "is written with an exponent, write it out"),
        ("1e５", "is written with an exponent, write it out"),
        ("1e", "is written with an exponent, write it out"),
        ("≥90%", "is a comparison, not a number"),
        ("＞90%", "is a comparison, not a number"),
        ("不低于90%", "is a comparison, not a number"),
        ("约 90", "is a comparison, not a number"),
        ("五", "is written in Chinese numerals, digits were expected"),
        ("百分之五", "is written in Chinese numerals, digits were expected"),
        ("90%以上", "is not exact, a number was expected"),
        ("100余人", "is not exact, a number was expected"),
        ("3万多人", "is not exact, a number was expected"),
        ("2×3", "is a calculation, not a number"),
        ("1 2", "holds two numbers, one was expected"),
        ("3～5", "holds two numbers, one was expected"),
        ("1.2.3", "holds two numbers, one was expected"),
        ("1 234", "holds two numbers, one was expected"),
        ("1\u30002", "holds two numbers, one was expected"),
        ("1.5,000", "holds two numbers, one was expected"),
        ("--5", "has more than one sign"),
        (".5", "has no digit before its point"),
        ("5.", "has no digit behind its point"),
        ("￥100", "begins with a currency sign, the unit stands behind the number"),
        ("人 46", "does not begin with a number"),
        ("(5)", "does not begin with a number"),
        ("5-", "holds `-` where a unit was expected"),
        ("5。", "holds `。` where a unit was expected"),
        ("5)", "holds `)` where a unit was expected"),
        ("5·人", "holds `·` where a unit was expected"),
        ("5、人", "holds `、` where a unit was expected"),
        ("5人。", "holds `。` where a unit was expected"),
        ("5/人", "holds `/` where a unit was expected"),
        ("12,34", "has a comma that does not part thousands"),
        ("1,2345", "has a comma that does not part thousands"),
        ("1,", "has a comma that does not part thousands"),
        ("1,,234", "has a comma that does not part thousands"),
        ("0,123", "has a comma that does not part thousands"),
        ("1234,567", "has a comma that does not part thousands"),
        ("9" * 41, "has more than 40 digits"),
        ("0." + "0" * 40, "has more than 40 digits"),
        ("9" * 39 + "%", "has more than 40 digits once `%` is applied"),
        ("9" * 29 + "万亿元", "has more than 40 digits once `万亿元` is applied"),
    ],
)
def test_what_is_no_number_is_refused_with_its_own_reason(written: str, reason: str) -> None:
    """
    Each way of not being a number has its own reason, after the author's words.
    """
    assert f"`{written}` {reason}" == refusal(written)


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("1\x00", "0000"),
        ("1\n", "000A"),
        ("\t1", "0009"),
        ("1\u200b", "200B"),
        ("\u202e1", "202E"),
        ("\ud800", "D800"),
        ("1\u115f", "115F"),
        ("1\u3164", "3164"),
        ("1\u2028", "2028"),
        ("1\u2029", "2029"),
        ("1\ue000", "E000"),
        ("1\u0378", "0378"),
    ],
)
def test_an_invisible_character_is_named(written: str, code: str) -> None:
    """
    Control, bidi, zero-width, blank, unassigned and lone surrogate characters are refused by their code, never shown.
    """
    assert refusal(written).endswith(f"holds the invisible character U+{code}")


def test_a_long_text_is_refused_before_it_is_read() -> None:
    """
    A text over the limit is refused for its length, and the error keeps its head only.
    """
    with pytest.raises(NumberError) as caught:
        number.quantity("1" * 10**6)

    assert ("is longer than 100 characters", number.MAX_LENGTH + 1) == (caught.value.reason, len(caught.value.text))


def test_a_text_of_the_greatest_length_is_read() -> None:
    """
    A text of exactly 100 characters is read like a shorter one.
    """
    assert Quantity(Fraction(1), "人", 0) == number.quantity("1" + " " * 98 + "人")


def test_narrow_forms_are_those_of_unicode() -> None:
    """
    Of all characters only blanks, full-width forms of ASCII and the minus sign have a narrow form.
    """
    marks = "".join(map(chr, range(sys.maxunicode + 1)))
    expected = "".join(narrowed_by_unicode(mark) for mark in marks)

    assert f"|{expected}|" == number.narrow(f"|{marks}|")


def narrowed_by_unicode(mark: str) -> str:
    """A character as its name and category say that it is written narrowly."""
    if unicodedata.category(mark) == "Zs":
        return " "
    plain = unicodedata.normalize("NFKC", mark)
    if plain.isascii() and unicodedata.name(mark, "").startswith("FULLWIDTH"):
        return plain
    return "-" if mark == "\N{MINUS SIGN}" else mark


@pytest.mark.parametrize("text", ["X", "\tm", "m\n", "\x00"])
def test_nothing_but_blanks_is_taken_from_the_ends(text: str) -> None:
    """
    Letters and control characters at the ends of a text stay, so that they can be seen and refused.
    """
    assert text == number.narrow(f" {text} ")


@pytest.mark.parametrize("letter", string.ascii_letters)
def test_every_letter_can_stand_in_a_unit(letter: str) -> None:
    """
    A unit may be spelt with any ASCII letter, and no letter before a number is taken for a numeral.
    """
    assert f"m{letter}" == number.quantity(f"5 m{letter}").unit
    assert f"`{letter}5` does not begin with a number" == refusal(f"{letter}5")


def test_k_and_w_are_the_letters_that_may_multiply() -> None:
    """
    A unit that is only `k` or `w`, large or small, may stand for a thousand or ten thousand; no other letter may.
    """
    assert set("kKwW") == {letter for letter in string.ascii_letters if number.may_multiply(letter)}


@pytest.mark.parametrize("written", HOSTILE, ids=range(len(HOSTILE)))
def test_no_text_takes_long(written: str) -> None:
    """
    A hostile text is answered within a millisecond.
    """
    took = []
    for _ in range(5):
        start = time.perf_counter()
        with pytest.raises(NumberError):
            number.read(written)
        with pytest.raises(NumberError):
            number.day(written)
        took.append(time.perf_counter() - start)

    assert min(took) < 0.001


@given(st.text(st.sampled_from("0123456789.,+-%‰万亿元人eE/_ ：．，％５²①\u3000\u00a0\x00≥") | st.characters(), max_size=12))
def test_any_text_is_a_number_or_refused(written: str) -> None:
    """
    No text raises anything but `NumberError`.
    """
    try:
        value = number.read(written)
    except NumberError:
        return

    assert value == number.read(written.strip(" "))


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("27.25%", Fraction("0.2725")),
        ("3‰", Fraction("0.003")),
        ("12.5万", Fraction(125000)),
        ("1.2 亿", Fraction(120000000)),
        ("1万亿", Fraction(10**12)),
        ("-3", Fraction(-3)),
    ],
)
def test_percent_and_multipliers_are_applied_exactly(written: str, expected: Fraction) -> None:
    """
    `%`, `‰`, `万` and `亿` change the value by exactly their factor.
    """
    assert expected == number.read(written)


@pytest.mark.parametrize("written", ["46 人", "5 万元", "5%%"])
def test_a_unit_is_never_dropped(written: str) -> None:
    """
    A number with another unit is refused where a bare number is wanted, and the unit is named.
    """
    with pytest.raises(NumberError, match=r"carries the unit `.+`, a number without a unit was expected"):
        number.read(written)


@pytest.mark.parametrize(
    ("written", "precision", "expected"),
    [
        ("2023-02-03", "day", date(2023, 2, 3)),
        ("2023/2/3", "day", date(2023, 2, 3)),
        ("2023年2月3日", "day", date(2023, 2, 3)),
        ("２０２３ 年 ２ 月 ３ 日", "day", date(2023, 2, 3)),
        ("9999-12-31", "day", date(9999, 12, 31)),
        ("2024-02", "month", date(2024, 2, 29)),
        ("2023年9月", "month", date(2023, 9, 30)),
        ("9999/12", "month", date(9999, 12, 31)),
    ],
)
def test_a_date_is_its_day_number(written: str, precision: Precision, expected: date) -> None:
    """
    A day is read as its number, a month as the number of its last day.
    """
    assert expected.toordinal() == number.day(written, precision)


@pytest.mark.parametrize(
    ("written", "precision", "reason"),
    [
        ("2023-02-29", "day", "is not in the calendar"),
        ("2023-13", "month", "is not in the calendar"),
        ("0000-01", "month", "is not in the calendar"),
        ("2023年9月", "day", "is a month, a day such as `2023-02-03` was expected"),
        ("2023-09-01", "month", "is a day, a month such as `2023-02` was expected"),
        ("2023", "month", "is no date, a month such as `2023-02` was expected"),
        ("2023-02/03", "day", "is no date, a day such as `2023-02-03` was expected"),
        ("20230203", "day", "is no date, a day such as `2023-02-03` was expected"),
        ("٢023-02-03", "day", "is no date, a day such as `2023-02-03` was expected"),
    ],
)
def test_what_is_no_date_is_refused(written: str, precision: Precision, reason: str) -> None:
    """
    A day that does not exist, a day for a month, a month for a day and other texts are refused.
    """
    with pytest.raises(NumberError) as caught:
        number.day(written, precision)

    assert f"`{written}` {reason}" == str(caught.value)


@given(st.dates())
def test_a_day_is_read_as_it_was_printed(day: date) -> None:
    """
    Printed in either way, a day is read as itself.
    """
    words = f"{day.year:04}年{day.month}月{day.day}日"

    assert (day.toordinal(), day.toordinal()) == (number.day(day.isoformat()), number.day(words))


@pytest.mark.parametrize(
    ("value", "decimals", "expected"),
    [
        (Fraction("97.15"), 2, "97.15"),
        (Fraction("97.1"), 2, "97.10"),
        (Fraction(0), 2, "0.00"),
        (Fraction("-0.05"), 2, "-0.05"),
        (Fraction(40), 0, "40"),
        (Fraction(10**30), 0, "1" + "0" * 30),
        (Fraction(1, 10**30), 30, "0." + "0" * 29 + "1"),
    ],
)
def test_a_value_is_printed_with_its_decimals(value: Fraction, decimals: int, expected: str) -> None:
    """
    Trailing zeros stay, exponents never appear.
    """
    assert expected == number.text(value, decimals)


@pytest.mark.parametrize(
    ("value", "decimals", "message"),
    [
        (Fraction("12.345"), 2, "`12.345` has more than 2 decimals"),
        (Fraction("0.25"), 1, "`0.25` has more than 1 decimal"),
        (Fraction("0.5"), 0, "`0.5` is no whole number"),
        (Fraction(1, 3), 40, "`1/3` has more than 40 decimals"),
        (Fraction(1), -1, "`-1` is no number of decimals, 0 to 40 was expected"),
        (Fraction(1), 41, "`41` is no number of decimals, 0 to 40 was expected"),
        (Fraction(2**4096), 2, "`a number of 4097 bits` is too long to print, 4096 bits are the most"),
    ],
)
def test_printing_never_rounds(value: Fraction, decimals: int, message: str) -> None:
    """
    A value that its decimals do not hold is refused.
    """
    with pytest.raises(NumberError) as caught:
        number.text(value, decimals)

    assert message == str(caught.value)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (Fraction("97.150"), "97.15"),
        (Fraction(40), "40"),
        (Fraction(-7, 8), "-0.875"),
        (Fraction(35, 87), "35/87"),
        (Fraction(-1, 3), "-1/3"),
        (Fraction(1, 5**20), f"0.{2**20:020}"),
        (Fraction(1, 5**40), f"0.{2**40:040}"),
    ],
)
def test_the_shortest_exact_text(value: Fraction, expected: str) -> None:
    """
    A decimal number without trailing zeros, or a fraction where no decimal number is exact.
    """
    assert expected == number.plain(value)


def test_a_number_of_the_longest_kind_is_printed() -> None:
    """
    Values up to the limit of bits print in full, with every decimal.
    """
    value = Fraction(2**4096 - 1, 2**4095)

    assert value == Fraction(number.plain(value))


@given(decimal_fractions)
def test_what_is_printed_is_read_again(sample: tuple[Fraction, int]) -> None:
    """
    A printed number is read as the value it came from, with the same decimals.
    """
    value, decimals = sample
    printed = number.text(value, decimals)

    assert Quantity(value, "", decimals) == number.quantity(printed)


@given(fractions)
def test_the_shortest_text_is_exact(value: Fraction) -> None:
    """
    The shortest text names the value itself.
    """
    assert value == Fraction(number.plain(value))


@given(decimal_fractions)
def test_full_width_and_thousands_change_nothing(sample: tuple[Fraction, int]) -> None:
    """
    Full-width marks and well-placed commas leave the value alone.
    """
    value, decimals = sample
    whole, point, rest = number.text(value, decimals).partition(".")
    grouped = f"{int(whole):,}" if abs(value) >= 1 else whole
    wide = "".join(chr(ord(mark) + 0xFEE0) for mark in f"{grouped}{point}{rest}")

    assert value == number.read(wide)
