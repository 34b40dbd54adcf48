"""`collect` makes evidence from a program's own data, exactly or not at all."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from perfrules.case import Case, Given, Printed, collect, known_from
from perfrules.evidence import Judgement, Known
from perfrules.framework import Show
from perfrules.frozen import Pairs
from tests.examples import RATE, evidence, framework, value


def test_texts_are_read_as_in_a_file() -> None:
    """
    A text is read with its unit, keeps its form, and says what differs.
    """
    given = {
        "budget": "12,500 元",
        "staff": "46个",
        "progress": "27.25%",
        "misuse": "否",
        "disclosure": "逾期",
        "finished": "2023-12-29",
    }

    found = collect(framework(), given).facts

    assert {
        "budget": Known(Fraction("1.25"), "12,500 元", unit=Fraction(1, 10000)),
        "staff": Known(Fraction(46), "46个", note="`个` is read as a count in 人", unit=Fraction(1)),
        "progress": Known(Fraction("0.2725"), "27.25%", decimals=2, unit=Fraction(1, 10000)),
        "misuse": Known(value=False, text="否"),
        "disclosure": Known(Fraction(1), "逾期"),
        "finished": Known(Fraction(date(2023, 12, 29).toordinal()), "2023-12-29"),
    } == dict(found)


def test_numbers_are_taken_in_the_unit_of_their_fact() -> None:
    """
    Whole numbers, decimals, fractions, flags and days are taken as they are.
    """
    given: dict[str, Given] = {
        "budget": Decimal("12.5"),
        "spent": 3,
        "progress": Fraction(1, 4),
        "misuse": True,
        "finished": date(2023, 12, 29),
    }

    found = collect(framework(), given).facts

    assert {
        "budget": Known(Fraction("12.5")),
        "spent": Known(Fraction(3)),
        "progress": Known(Fraction(1, 4)),
        "misuse": Known(value=True),
        "finished": Known(Fraction(date(2023, 12, 29).toordinal())),
    } == dict(found)


def test_everything_that_scoring_reads_can_be_given() -> None:
    """
    Printed ratios, judgements, printed scores, reasons and readings reach the evidence, all numbers as fractions.
    """
    found = collect(
        framework(),
        [("staff", 3)],
        values={"rate": "98.79%"},
        judged={"accounting": Judgement("10", "复核", "账实相符")},  # type: ignore[arg-type]  # a program's number
        stated={"effects": Decimal("35.5")},
        not_applicable={"effects": "无此项"},
        interpretations={"rate": "另一种"},
        subject="某单位",
        period="2023",
    )

    assert ("某单位", "2023") == (found.subject, found.period)
    assert Pairs.of({"rate": Known(Fraction("0.9879"), "98.79%", decimals=2, unit=Fraction(1, 10000))}) == found.values
    assert Pairs.of({"accounting": Judgement(Fraction(10), "复核", "账实相符")}) == found.judged
    assert Pairs.of({"effects": Fraction("35.5")}) == found.stated
    assert Pairs.of({"effects": "无此项"}) == found.not_applicable
    assert Pairs.of({"rate": "另一种"}) == found.interpretations


MEASURED = (
    value("saved", "budget - spent"),
    value("closed", "finished"),
    value("share", "spent / budget"),
    value("rest", "1 - share"),
    value("pace", "max(progress, 0)"),
    value("crowd", "staff + 1"),
    value("part", "staff - 1", show=Show("half_up", Fraction(1, 100), percent=True)),
)


@pytest.mark.parametrize(
    ("id", "given", "expected"),
    [
        ("saved", "300 元", "0.03"),
        ("saved", "2.5万", "2.5"),
        ("saved", Decimal("2.5"), "2.5"),
        ("share", "98.79%", "0.9879"),
        ("share", "987.9‰", "0.9879"),
        ("share", "0.9879", "0.9879"),
        ("rest", "1.21%", "0.0121"),
        ("pace", "50%", "0.5"),
        ("crowd", "1.2万", "12000"),
        ("crowd", "46 人", "46"),
        ("part", "50%", "0.5"),
    ],
)
def test_a_stand_in_is_read_in_what_its_value_measures(id: str, given: Given, expected: str) -> None:
    """
    Amounts convert into the unit of the value, a ratio takes a percentage, a bare number takes words.
    """
    assert Fraction(expected) == collect(framework(values=MEASURED), {}, values={id: given}).values[id].value


def test_a_stand_in_can_be_a_day() -> None:
    """
    A value that is a date is given as one.
    """
    found = collect(framework(values=MEASURED), {}, values={"closed": "2023-12-29"}).values

    assert Pairs.of({"closed": Known(Fraction(date(2023, 12, 29).toordinal()), "2023-12-29")}) == found


@pytest.mark.parametrize(
    ("text", "printed", "expected"),
    [
        ("98.79%", "", (2, "0.0001")),
        ("98.79%", "98.8%", (1, "0.001")),
        ("98.79%", "约九成九", (2, "0.0001")),
        ("0.9879", "98.79%", (2, "0.0001")),
        ("98.79%", "0.988", (3, "0.001")),
        ("98%", "98 人", (0, "0.01")),
    ],
)
def test_the_last_digit_is_that_of_what_was_printed(text: str, printed: str, expected: tuple[int, str]) -> None:
    """
    Decimals and the worth of the last digit come from one text: the printed one if it is a number, else the given one.
    """
    found = known_from(text, RATE, printed)

    assert (expected[0], Fraction(expected[1])) == (found.decimals, found.unit)


def test_a_long_number_is_taken_up_to_the_limit() -> None:
    """
    What can be computed with in time is kept, whatever its domain says.
    """
    longest = Fraction(2**1024 - 1, 2**1023)
    given: dict[str, Given] = {"budget": Decimal("1E+300"), "spent": longest}

    found = collect(framework(), given).facts

    assert (10**300, longest) == (found["budget"].value, found["spent"].value)


def test_a_value_outside_its_domain_is_kept() -> None:
    """
    `collect` takes what it can read; `assess` refuses what does not fit.
    """
    assert Fraction(-5) == collect(framework(), {"staff": -5}).facts["staff"].value


def test_a_case_prints_nothing_until_told() -> None:
    """
    A case without printed scores has none, no total and no grade.
    """
    case = Case(framework(), evidence())

    assert Printed() == case.printed
    assert (None, "") == (case.printed.total, case.printed.grade)
