"""A printed number that cannot be what its value is worth is no stand-in for it."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from perfrules.assess.stand_in import stand_in_misfit, surely_stands_in
from perfrules.assess.unit import unit_of
from perfrules.case import known_from, measures
from perfrules.evidence import Known
from perfrules.framework import Show
from tests.examples import framework, function, value
from tests.targets.forms import UNIT, form

PERCENT = Show("half_up", Fraction(1, 10000), percent=True)
VALUES = (
    value("saved", "budget - spent"),
    value("share", "spent / budget", show=PERCENT),
    value("part", "min(spent / budget, 1)", show=PERCENT),
    value("third", "min(spent / budget, 2 / 3)"),
    value("growth", "(spent - budget) / budget", show=PERCENT),
    value("printed", "half_up(spent / budget, 0.0001)", {"按原数": "spent / budget"}, show=PERCENT),
    value("twice", "printed * 2", show=PERCENT),
    value("mean", "(progress + progress / 2) / 2"),
    value("quarter", "staff / 4"),
    value("sevenths", "staff / 7"),
    value("never", "staff / (staff - staff)"),
    value("closed", "finished"),
    value("nothing", "staff - staff"),
    value("each", "spent / staff"),
    value("least", "max(spent / budget, 1 / 3)"),
    value("gain", "spent / (budget / spent)"),
    value("loss", "1 - gain"),
)
TABLE = framework(values=VALUES)


def misfit(id: str, text: str, printed: str = "", reading: str = "") -> str:
    """Why a text does not fit as a stand-in, where `printed` is read in one of its readings."""
    adopted = {"printed": reading} if reading else {}
    return stand_in_misfit(TABLE, id, known_from(text, measures(TABLE)[id], printed), adopted)


@pytest.mark.parametrize(
    ("id", "text"),
    [
        ("saved", "-100 万元"),
        ("saved", "1234500 元"),
        ("share", "98.79%"),
        ("share", "0.9879"),
        ("share", "2"),
        ("share", "9879%"),
        ("share", "9879‰"),
        ("part", "100.00%"),
        ("third", "66.67%"),
        ("growth", "-98.79%"),
        ("growth", "-1"),
        ("printed", "33.33%"),
        ("printed", "33.330%"),
        ("mean", "33.3333%"),
        ("quarter", "11.3"),
        ("quarter", "11.25"),
        ("sevenths", "14.2857"),
        ("never", "12.5%"),
        ("closed", "2023-12-29"),
        ("nothing", "0"),
    ],
)
def test_what_a_value_can_be_fits(id: str, text: str) -> None:
    """
    Inside the limits of the value, as far as it was rounded, with a sign or small, with its decimals.
    """
    assert "" == misfit(id, text)


@pytest.mark.parametrize(
    ("id", "text", "expected"),
    [
        ("saved", "2000000 万元", "2000000 万元 lies above 1000000 万元"),
        ("saved", "-2000000 万元", "-2000000 万元 lies below -1000000 万元"),
        ("saved", "0.123 元", "0.0000123 万元 has more decimals than its formula gives: a multiple of 0.01 万元"),
        ("share", "98.79", "9879% is written without its `%`; did you mean `98.79%` or `9879%`?"),
        ("share", "2.01", "201% is written without its `%`; did you mean `2.01%` or `201%`?"),
        ("share", "-98.79", "-9879% lies below 0%"),
        ("growth", "-12.5", "-1250% lies below -100%"),
        ("part", "98.79", "9879% lies above 100%; did you mean `98.79%`?"),
        ("part", "350%", "350% lies above 100%; did you mean `3.5%`?"),
        ("part", "350000%", "350000% lies above 100%"),
        ("part", "101", "10100% lies above 100%"),
        ("part", "101.00%", "101% lies above 100%; did you mean `1.01%`?"),
        ("third", "66.68%", "66.68% lies above 2/3; did you mean `0.6668%`?"),
        ("printed", "33.333%", "33.333% has more decimals than its formula gives: a multiple of 0.01%"),
        ("quarter", "11.375", "11.375 has more decimals than its formula gives: a multiple of 0.25"),
        ("quarter", "1137.5%", "1137.5% has more decimals than its formula gives: a multiple of 25%"),
        ("third", "50", "50 lies above 2/3; did you mean `50%`?"),
    ],
)
def test_what_a_value_can_never_be_is_refused(id: str, text: str, expected: str) -> None:
    """
    Outside the limits, large without a percent sign, or finer than the value itself.
    """
    assert expected == misfit(id, text)


@pytest.mark.parametrize(
    ("text", "printed", "fits"),
    [
        ("98.79", "98.79%", False),
        ("98.79", "约九成九", False),
        ("98.79", "", False),
        ("350%", "3.5倍", True),
        ("350%", "三倍半", True),
        ("250%", "25.0%", True),
        ("9879%", "9879％", True),
    ],
)
def test_the_sign_is_sought_in_what_was_printed(text: str, printed: str, *, fits: bool) -> None:
    """
    A forgotten sign shows in the printed text, or in what its last digit is worth.
    """
    assert fits is (misfit("share", text, printed) == "")


@pytest.mark.parametrize(("worth", "fits"), [("2", True), ("98.79", False)])
def test_a_number_from_a_program_has_no_sign(worth: str, *, fits: bool) -> None:
    """
    A large ratio is given as a text, so that its sign can be seen.
    """
    assert fits is (stand_in_misfit(TABLE, "share", Known(Fraction(worth)), {}) == "")


@pytest.mark.parametrize(
    ("id", "adopted", "fits"),
    [("printed", "按原数", True), ("twice", "按原数", True), ("printed", "没有", False), ("twice", "", False)],
)
def test_a_value_is_taken_in_the_reading_that_is_adopted(id: str, adopted: str, *, fits: bool) -> None:
    """
    What is too fine for one reading of a value can fit another.
    """
    assert fits is (misfit(id, "33.333%", reading=adopted) == "")


@pytest.mark.parametrize(
    ("id", "worth", "sure"),
    [
        ("share", "0.9879", True),
        ("share", "2", True),
        ("share", "2.01", False),
        ("third", "0.6666", True),
        ("third", "0.6667", False),
        ("third", "-0.01", False),
        ("growth", "-1", True),
        ("growth", "-1.01", False),
        ("quarter", "11.25", False),
        ("never", "0.5", False),
        ("closed", "738000", False),
        ("each", "12345", True),
        ("least", "0.5", True),
        ("least", "0.33", False),
        ("gain", "12345", True),
        ("loss", "-12345", True),
        ("loss", "1.01", False),
        ("quarter", "1", False),
        ("growth", "-0.5", True),
    ],
)
def test_a_number_well_inside_its_limits_surely_fits(id: str, worth: str, *, sure: bool) -> None:
    """
    Between the limits, small enough to need no sign, of a value that can have any decimals; all else is looked at closely.
    """
    assert sure is surely_stands_in(TABLE, id, Known(Fraction(worth)), {})


def test_a_number_that_was_rounded_up_from_a_limit_fits() -> None:
    """
    Only what lies above a limit by more than it was rounded is refused.
    """
    unit = Fraction(1, 100)

    found = [stand_in_misfit(TABLE, "part", Known(worth, unit=unit), {}) for worth in (1 + unit / 2, 1 + unit)]

    assert ["", "101% lies above 100%; did you mean `1.01%`?"] == found


def test_a_reading_of_a_value_that_has_none_says_nothing() -> None:
    """
    What nobody can adopt is reported elsewhere, and the rule itself decides.
    """
    assert "" == stand_in_misfit(TABLE, "share", Known(Fraction(1, 3)), {"share": "没有"})


def test_a_number_is_sure_in_the_reading_that_is_adopted() -> None:
    """
    One reading of a value can have any decimals, the rule itself cannot, and a name that no reading has says nothing.
    """
    third = Known(Fraction(1, 3))

    found = [surely_stands_in(TABLE, "printed", third, {"printed": name} if name else {}) for name in ("", "按原数", "没有", "")]

    assert [False, True, False, False] == found


@given(id=st.sampled_from([one.id for one in VALUES]), worth=st.fractions(-3, 3), adopted=st.sampled_from(("", "按原数", "没有")))
def test_what_surely_fits_fits(id: str, worth: Fraction, adopted: str) -> None:
    """
    Nothing speaks against a number that is sure, in any reading.
    """
    readings = {"printed": adopted} if adopted else {}
    given_number = Known(worth, unit=Fraction(1, 100))

    is_sure = surely_stands_in(TABLE, id, given_number, readings)

    assert not is_sure or stand_in_misfit(TABLE, id, given_number, readings) == ""


def test_a_day_outside_the_calendar_is_refused() -> None:
    """
    A value that is a date takes the days that there are.
    """
    assert "0.5 is not in the calendar" == stand_in_misfit(TABLE, "closed", Known(Fraction(1, 2)), {})


def test_a_value_without_meaning_has_no_limits() -> None:
    """
    Where a framework cannot be bound nothing is proven, and nothing is said.
    """
    broken = framework(values=(value("share", "spent / budget"),), functions=(function("odd", "x", "x + y"),))

    assert "" == stand_in_misfit(broken, "share", Known(Fraction(5)), {})


@pytest.mark.parametrize("worth", ["-999999", "0.9", "999999"])
def test_what_a_report_says_of_its_sums_is_not_refused(worth: str) -> None:
    """
    A value over the sums of a unit's rows has no limits: it is compared with the rows, when all of them are there.
    """
    rate = "values:\n  rate: {label: 执行率, formula: used_sum / arranged_sum}\ntables:\n"
    table = unit_of(form(("tables:\n", rate)), UNIT).framework
    printed = Known(Fraction(worth))

    assert ("", True) == (stand_in_misfit(table, "rate", printed, {}), surely_stands_in(table, "rate", printed, {}))
