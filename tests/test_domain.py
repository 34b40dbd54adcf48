"""A fact's text is read for its domain, or refused; a value that does not fit says why; values print as people read them."""

import pickle
import time
from datetime import date, timedelta
from decimal import Decimal, localcontext
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from perfrules.domain import KINDS, MONEY, Domain, Kind, Measured, Measurement, Precision, Span, domain, measured, misfit, shown
from perfrules.errors import NumberError

STATES = (("on_time", "按时"), ("late", "逾期（补报）"), ("none", "未公开"))

YUAN = domain("amount", "元")
AMOUNT = domain("amount", "万元", decimals=2)
PEOPLE = domain("count", "人")
COUNT = domain("count")
WAN_PEOPLE = domain("count", "万人", decimals=4)
RATE = domain("rate", decimals=4, most=Fraction(2))
INDEX = domain("number", decimals=2, least=Fraction(-10), most=Fraction(10))
AREA = domain("number", "m²", decimals=1, least=Fraction(0), most=Fraction(1000))
PERCENT = domain("number", "%", decimals=2, least=Fraction(0), most=Fraction(100))
PRICE = domain("number", "元", decimals=2, least=Fraction(0), most=Fraction(10**6))
FLAG = domain("flag")
CHOICE = domain("choice", states=STATES)
DAY = domain("date", least=Fraction(date(2020, 1, 1).toordinal()), most=Fraction(date(2023, 12, 31).toordinal()))
MONTH = domain("date", precision="month")


def ordinal(year: int, month: int, day: int) -> Fraction:
    """The value of a day."""
    return Fraction(date(year, month, day).toordinal())


@pytest.mark.parametrize(
    ("written", "of", "expected"),
    [
        ("3106.80 万元", AMOUNT, Measured(Fraction("3106.8"), "", 2)),
        ("3106.80 元", AMOUNT, Measured(Fraction("0.31068"), "", 2)),
        ("3106.80", AMOUNT, Measured(Fraction("3106.8"), "", 2)),
        ("1.5亿元", AMOUNT, Measured(Fraction(15000), "", 1)),
        ("12.5万", AMOUNT, Measured(Fraction("12.5"), "", 1)),
        ("2亿", AMOUNT, Measured(Fraction(20000), "", 0)),
        ("1 万亿元", AMOUNT, Measured(Fraction(10**8), "", 0)),
        ("12.5 万 元", YUAN, Measured(Fraction(125000), "", 1)),
        ("46 人", PEOPLE, Measured(Fraction(46))),
        ("46", PEOPLE, Measured(Fraction(46))),
        ("12.5万 人", PEOPLE, Measured(Fraction(125000), "", 1)),
        ("3万", PEOPLE, Measured(Fraction(30000))),
        ("46 名", PEOPLE, Measured(Fraction(46), "`名` is read as a count in 人")),
        ("2 万名", PEOPLE, Measured(Fraction(20000), "`万名` is read as a count in 人")),
        ("46 名", COUNT, Measured(Fraction(46))),
        ("12.5", WAN_PEOPLE, Measured(Fraction("12.5"), "", 1)),
        ("12.5 万人", WAN_PEOPLE, Measured(Fraction("12.5"), "", 1)),
        ("125000 人", WAN_PEOPLE, Measured(Fraction("12.5"))),
        ("27.25%", RATE, Measured(Fraction("0.2725"), "", 2)),
        ("５‰", RATE, Measured(Fraction("0.005"))),
        ("0.9879", RATE, Measured(Fraction("0.9879"), "", 4)),
        ("-2.50", INDEX, Measured(Fraction("-2.5"), "", 2)),
        ("1万", INDEX, Measured(Fraction(10000))),
        ("5 分", INDEX, Measured(Fraction(5), "`分` is read as a number")),
        ("8 km²", AREA, Measured(Fraction(8), "`km²` is read as a number in m²")),
        ("8 m²", AREA, Measured(Fraction(8))),
        ("8 ㎡", AREA, Measured(Fraction(8), "`㎡` is read as a number in m²")),
        ("97.5%", PERCENT, Measured(Fraction("97.5"), "", 1)),
        ("2 万元", PRICE, Measured(Fraction(20000))),
        ("是", FLAG, Measured(value=True)),
        ("YES", FLAG, Measured(value=True)),
        (" True ", FLAG, Measured(value=True)),
        ("否", FLAG, Measured(value=False)),
        ("ｎｏ", FLAG, Measured(value=False)),
        ("FALSE", FLAG, Measured(value=False)),
        ("on_time", CHOICE, Measured(Fraction(0))),
        ("逾期（补报）", CHOICE, Measured(Fraction(1))),
        ("逾期(补报)", CHOICE, Measured(Fraction(1))),
        (" 未公开", CHOICE, Measured(Fraction(2))),
        ("2023年2月3日", DAY, Measured(ordinal(2023, 2, 3))),
        ("2023-02", MONTH, Measured(ordinal(2023, 2, 28))),
    ],
)
def test_a_text_is_read_for_its_domain(written: str, of: Domain, expected: Measured) -> None:
    """
    Money, percent and multipliers convert exactly into the unit of the fact; a differing unit word leaves a note.
    """
    assert expected == measured(written, of)


@pytest.mark.parametrize(
    ("written", "of", "reason"),
    [
        ("27.25%", AMOUNT, "is a percentage, an amount in 万元 was expected"),
        ("46 人", AMOUNT, "carries the unit `人`, an amount in 万元 was expected"),
        ("5 千元", AMOUNT, "carries the unit `千元`, an amount in 万元 was expected"),
        ("5 万美元", AMOUNT, "carries the unit `美元`, an amount in 万元 was expected"),
        ("46%", PEOPLE, "is a percentage, a count in 人 was expected"),
        ("46‰", COUNT, "is a percentage, a count was expected"),
        ("46 万元", PEOPLE, "is an amount of money, a count in 人 was expected"),
        ("5 百人", PEOPLE, "carries `百人`, which may be a multiplier, a count in 人 was expected"),
        ("5 萬人", PEOPLE, "carries `萬人`, which may be a multiplier, a count in 人 was expected"),
        ("5w", PEOPLE, "carries `w`, which may be a multiplier, a count in 人 was expected"),
        ("5 万万人", PEOPLE, "carries `万人`, which may be a multiplier, a count in 人 was expected"),
        ("5 千万", COUNT, "carries `千万`, which may be a multiplier, a count was expected"),
        ("5 万元", RATE, "carries the unit `万元`, a ratio or a percentage such as `27.25%` was expected"),
        ("5 人", RATE, "carries the unit `人`, a ratio or a percentage such as `27.25%` was expected"),
        ("5万", RATE, "carries the unit `万`, a ratio or a percentage such as `27.25%` was expected"),
        ("5%", INDEX, "is a percentage, a number was expected"),
        ("5 元", AREA, "is an amount of money, a number in m² was expected"),
        ("5‰", PERCENT, "is a percentage, a number in % was expected"),
        ("5 分", PERCENT, "carries the unit `分`, a number in % was expected"),
        ("5 人", PRICE, "carries the unit `人`, a number in 元 was expected"),
        ("≥90%", RATE, "is a comparison, not a number"),
        ("1", FLAG, "is no flag, 是 or 否 (yes or no, true or false) was expected"),
        ("", FLAG, "is empty"),
        ("2023-02", DAY, "is a month, a day such as `2023-02-03` was expected"),
        ("2023-02-30", DAY, "is not in the calendar"),
        (
            "on_tme",
            CHOICE,
            "is no state, known are `on_time` (按时), `late` (逾期（补报）), `none` (未公开); did you mean `on_time`?",
        ),
        ("5", CHOICE, "is no state, known are `on_time` (按时), `late` (逾期（补报）), `none` (未公开)"),
    ],
)
def test_a_text_of_another_kind_is_refused(written: str, of: Domain, reason: str) -> None:
    """
    What does not fit the kind of a fact is refused with what was expected, never dropped.
    """
    with pytest.raises(NumberError) as caught:
        measured(written, of)

    assert f"`{written}` {reason}" == str(caught.value)


@pytest.mark.parametrize("of", [AMOUNT, PEOPLE, RATE, INDEX, FLAG, CHOICE, DAY])
@pytest.mark.parametrize(
    "written",
    ["9" * 10**6, "x" * 100, "逾" * 100, "1" + "万" * 99, "\x00"],
    ids=["digits", "letters", "labels", "multipliers", "control"],
)
def test_no_domain_reads_for_long(of: Domain, written: str) -> None:
    """
    Every domain refuses a hostile text within a millisecond.
    """
    took = []
    for _ in range(5):
        start = time.perf_counter()
        with pytest.raises(NumberError):
            measured(written, of)
        took.append(time.perf_counter() - start)

    assert min(took) < 0.001


def test_a_refusal_names_a_dozen_states_at_most() -> None:
    """
    A choice with very many states lists the first twelve only.
    """
    many = domain("choice", states=tuple((f"s{position}", f"状态{position}") for position in range(40)))

    with pytest.raises(NumberError) as caught:
        measured("?", many)

    assert (12, True) == (caught.value.reason.count("状态"), caught.value.reason.endswith("`s11` (状态11)"))


@pytest.mark.parametrize(
    ("value", "of", "expected"),
    [
        (Fraction("0.2725"), RATE, ""),
        (Fraction(2), RATE, ""),
        (Fraction("27.25"), RATE, "2725% lies above 200%; did you mean `27.25%`?"),
        (Fraction(20001, 100), RATE, "20001% lies above 200%"),
        (Fraction("27.2525"), RATE, "2725.25% lies above 200%"),
        (Fraction("-0.01"), RATE, "-1% lies below 0%"),
        (Fraction("0.27255"), RATE, "27.255% is 0.27255 and has more than 4 decimals"),
        (Fraction(35, 87), RATE, "35/87 has more than 4 decimals"),
        (Fraction("12.345"), AMOUNT, "12.345 万元 has more than 2 decimals"),
        (Fraction(-1), AMOUNT, "-1 万元 lies below 0 万元"),
        (Fraction(10**8 + 1), AMOUNT, "100000001 万元 lies above 100000000 万元"),
        (Fraction("46.5"), PEOPLE, "46.5 人 is no whole number"),
        (Fraction("0.15"), AREA, "0.15 m² has more than 1 decimal"),
        (Fraction("-10.01"), INDEX, "-10.01 lies below -10"),
        (Fraction(10), INDEX, ""),
        (True, PEOPLE, "是 is no count"),
        (False, DAY, "否 is no date"),
        (True, FLAG, ""),
        (Fraction(1), FLAG, "1 is no flag, 是 or 否 was expected"),
        (Fraction(2), CHOICE, ""),
        (Fraction(3), CHOICE, "3 is none of the 3 states, which count from 0"),
        (Fraction(1, 2), CHOICE, "0.5 is none of the 3 states, which count from 0"),
        (ordinal(2023, 12, 31), DAY, ""),
        (ordinal(2024, 1, 1), DAY, "2024-01-01 lies above 2023-12-31"),
        (ordinal(2019, 12, 31), DAY, "2019-12-31 lies below 2020-01-01"),
        (Fraction(0), DAY, "0 is not in the calendar"),
        (Fraction(3, 2), DAY, "1.5 is not in the calendar"),
        (Fraction(10**9), DAY, "1000000000 is not in the calendar"),
        (ordinal(2023, 2, 28), MONTH, ""),
    ],
)
def test_a_value_that_does_not_fit_says_why(value: Measurement, of: Domain, expected: str) -> None:
    """
    Outside the limits, between the steps, or of another kind: the reason uses the fact's own printing.
    """
    assert expected == misfit(value, of)


@pytest.mark.parametrize(
    ("value", "of", "expected"),
    [
        (Fraction("0.2725"), RATE, "27.25%"),
        (Fraction(1), RATE, "100%"),
        (Fraction(35, 87), RATE, "35/87"),
        (Fraction("3106.80"), AMOUNT, "3106.8 万元"),
        (Fraction(46), PEOPLE, "46 人"),
        (Fraction(46), COUNT, "46"),
        (Fraction("97.5"), PERCENT, "97.5%"),
        (Fraction("-2.5"), INDEX, "-2.5"),
        (True, FLAG, "是"),
        (False, FLAG, "否"),
        (Fraction(1), FLAG, "是"),
        (Fraction(1), CHOICE, "逾期（补报）"),
        (ordinal(2023, 2, 3), DAY, "2023-02-03"),
        (ordinal(2023, 2, 28), MONTH, "2023-02"),
        (Fraction(1), domain("date"), "0001-01-01"),
    ],
)
def test_a_value_is_shown_as_people_read_it(value: Measurement, of: Domain, expected: str) -> None:
    """
    Percent, units, labels and dates print exactly, fractions where no decimal number is exact.
    """
    assert expected == shown(value, of)


@pytest.mark.parametrize(("value", "of"), [(Fraction(7), FLAG), (Fraction(-1), CHOICE), (Fraction(0), DAY)])
def test_what_does_not_exist_is_not_shown(value: Fraction, of: Domain) -> None:
    """
    A flag, state or day that does not exist is refused instead of shown.
    """
    with pytest.raises(NumberError):
        shown(value, of)


@pytest.mark.parametrize(
    ("kind", "unit", "decimals", "least", "most"),
    [
        ("amount", "元", 2, 0, 10**12),
        ("amount", "万元", 6, 0, 10**8),
        ("amount", "亿元", 10, 0, 10**4),
        ("count", "人", 0, 0, 10**9),
        ("rate", "", 6, 0, 10),
        ("flag", "", 0, 0, 1),
        ("date", "", 0, 1, date.max.toordinal()),
    ],
)
def test_a_kind_says_what_its_fact_leaves_out(kind: Kind, unit: str, decimals: int, least: int, most: int) -> None:
    """
    Decimals and limits come from the kind and the unit of money.
    """
    assert Domain(kind, unit, decimals, Fraction(least), Fraction(most)) == domain(kind, unit)


def test_a_choice_lies_between_its_first_and_last_state() -> None:
    """
    The values of a choice are the positions of its states.
    """
    assert Domain("choice", "", 0, Fraction(0), Fraction(2), STATES) == CHOICE


def test_what_a_fact_says_counts() -> None:
    """
    Given decimals, limits and precision replace those of the kind.
    """
    made = domain("date", "", None, ordinal(2020, 1, 31), ordinal(2020, 12, 31), precision="month")

    assert Domain("date", "", 0, ordinal(2020, 1, 31), ordinal(2020, 12, 31), (), "month") == made


def test_a_step_is_the_last_decimal() -> None:
    """
    Neighbouring values lie one unit of the last decimal apart.
    """
    assert Fraction(1, 10000) == RATE.step


@pytest.mark.parametrize(
    ("kind", "unit", "decimals", "least", "most", "states", "precision", "reason"),
    [
        ("amount", "", None, None, None, (), "day", "needs a unit, one of 元, 万元, 亿元"),
        ("amount", "美元", None, None, None, (), "day", "needs a unit, one of 元, 万元, 亿元"),
        ("count", "%", None, None, None, (), "day", "is not counted in `%`"),
        ("count", "万元", None, None, None, (), "day", "is not counted in `万元`"),
        ("rate", "%", None, None, None, (), "day", "has no unit, `%` was given"),
        ("flag", "", 0, None, None, (), "day", "has neither decimals nor limits"),
        ("choice", "", None, None, None, (), "day", "needs states"),
        ("choice", "", None, None, Fraction(1), STATES, "day", "has neither decimals nor limits"),
        ("choice", "", None, None, None, (("a", "甲"), ("a", "乙")), "day", "has several states named `a`"),
        ("choice", "", None, None, None, (("a", "甲（一）"), ("b", "甲(一)")), "day", "has several states named `甲(一)`"),
        ("choice", "", None, None, None, (("a", "b"), ("b", "乙")), "day", "has several states named `b`"),
        ("rate", "", None, None, None, STATES, "day", "has states, only a choice has"),
        ("rate", "", None, None, None, (), "month", "has a precision, only a date has"),
        ("date", "", 2, None, None, (), "day", "has no decimals"),
        ("number", "", None, None, None, (), "day", "needs `decimals` and `at_least` and `at_most`"),
        ("number", "", 2, None, Fraction(1), (), "day", "needs `at_least`"),
        ("rate", "", None, Fraction(1), Fraction(1, 2), (), "day", "has `at_least` 100% above `at_most` 50%"),
        ("count", "", None, None, Fraction(-1), (), "day", "has `at_least` 0 above `at_most` -1"),
        ("amount", "元", None, None, Fraction("0.125"), (), "day", "has the limit 0.125 元, which has more than 2 decimals"),
        ("rate", "", -1, None, None, (), "day", "has 0 to 40 decimals, -1 was given"),
        ("rate", "", 41, None, None, (), "day", "has 0 to 40 decimals, 41 was given"),
    ],
)
def test_a_domain_that_makes_no_sense_is_refused(  # noqa: PLR0913, PLR0917 the keys of a fact
    kind: Kind,
    unit: str,
    decimals: int | None,
    least: Fraction | None,
    most: Fraction | None,
    states: tuple[tuple[str, str], ...],
    precision: Precision,
    reason: str,
) -> None:
    """
    What is missing, contradicts itself or belongs to another kind is refused at once.
    """
    with pytest.raises(NumberError) as caught:
        domain(kind, unit, decimals, least, most, states, precision)

    assert f"`{kind}` {reason}" == str(caught.value)


def test_a_state_may_have_its_id_as_label() -> None:
    """
    One state whose id and label are the same word is no clash.
    """
    made = domain("choice", states=(("A", "A"), ("B", "B")))

    assert Fraction(1) == measured("B", made).value


@pytest.mark.parametrize(
    ("span", "expected"),
    [
        (Span(Fraction("97.15"), Fraction("97.15"), 2), "97.15"),
        (Span(Fraction(97), Fraction(97), 2), "97.00"),
        (Span(Fraction("91.15"), Fraction("97.15"), 2), "91.15 to 97.15"),
    ],
)
def test_a_span_prints_with_its_decimals(span: Span, expected: str) -> None:
    """
    One point prints as a number, more as a range.
    """
    assert expected == str(span)


def test_a_point_is_a_decimal_number_in_any_context() -> None:
    """
    A decimal context with few digits does not round the points of a span.
    """
    span = Span(Fraction("97.10"), Fraction("97.1"), 2)
    with localcontext(prec=1):
        actual = span.decimal

    assert str(Decimal("97.10")) == str(actual)


def test_a_range_is_no_decimal_number() -> None:
    """
    A span of several values refuses to be one.
    """
    with pytest.raises(NumberError, match=r"`91.15 to 97.15` is a range, not one value"):
        _ = Span(Fraction("91.15"), Fraction("97.15"), 2).decimal


@given(st.sampled_from([YUAN, AMOUNT, PEOPLE, WAN_PEOPLE, RATE, INDEX, AREA, PERCENT, PRICE]), st.data())
def test_what_is_shown_is_measured_again(of: Domain, data: st.DataObject) -> None:
    """
    Every value of a domain, its limits first, is read from its own printing, and fits.
    """
    steps = st.integers(int(of.least / of.step), int(of.most / of.step))
    value = data.draw(
        st.sampled_from([of.least, of.most, of.least + of.step, of.most - of.step]) | steps.map(lambda n: n * of.step)
    )
    read = measured(shown(value, of), of)

    assert (value, "", "") == (read.value, read.note, misfit(read.value, of))


@given(st.sampled_from([YUAN, AMOUNT, PEOPLE, INDEX, AREA, PERCENT, PRICE, DAY]))
def test_one_step_beyond_a_limit_does_not_fit(of: Domain) -> None:
    """
    The limits belong to a domain, the next values outside do not.
    """
    fits = [not misfit(value, of) for value in (of.least - of.step, of.least, of.most, of.most + of.step)]

    assert [False, True, True, False] == fits


@given(st.sampled_from(sorted(MONEY)), st.sampled_from(sorted(MONEY)), st.integers(0, 10**12))
def test_units_of_money_convert_exactly(written: str, own: str, cents: int) -> None:
    """
    An amount is the same in 元, whatever unit it is written in and read for.
    """
    value = measured(f"{cents // 100}.{cents % 100:02} {written}", domain("amount", own)).value

    assert Fraction(cents, 100) * MONEY[written] == value * MONEY[own]


@given(st.dates(), st.sampled_from(["day", "month"]))
def test_a_shown_date_is_measured_again(day: date, precision: Precision) -> None:
    """
    A day, and the last day of a month, is read from its own printing.
    """
    of = domain("date", precision=precision)
    first = day.replace(day=1)
    last = first + timedelta(days=[31, 30, 29, 28][[(first + timedelta(n)).month for n in (30, 29, 28, 27)].index(day.month)] - 1)
    value = Fraction((last if precision == "month" else day).toordinal())

    assert value == measured(shown(value, of), of).value


@given(st.text(max_size=12), st.sampled_from([AMOUNT, PEOPLE, RATE, INDEX, AREA, FLAG, CHOICE, DAY, MONTH]))
def test_any_text_is_measured_or_refused(written: str, of: Domain) -> None:
    """
    No text raises anything but `NumberError`, and what is read can be judged.
    """
    try:
        value = measured(written, of).value
    except NumberError:
        return

    assert isinstance(misfit(value, of), str)


def test_domains_pickle() -> None:
    """
    A domain and what was measured for it survive a pickle.
    """
    kept = (CHOICE, measured("46 名", PEOPLE), Span(Fraction(1), Fraction(2), 2))

    assert kept == pickle.loads(pickle.dumps(kept))  # noqa: S301 our own bytes


def test_every_kind_has_a_domain() -> None:
    """
    No kind is forgotten by these tests.
    """
    tried = {of.kind for of in (AMOUNT, PEOPLE, RATE, INDEX, FLAG, CHOICE, DAY)}

    assert set(KINDS) == tried
