"""`collect` makes evidence from a program's own data, exactly or not at all."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

from perfrules.case import Case, Given, Printed, collect
from perfrules.evidence import Judgement, Known
from perfrules.frozen import Pairs
from tests.examples import evidence, framework


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
        "budget": Known(Fraction("1.25"), "12,500 元"),
        "staff": Known(Fraction(46), "46个", note="`个` is read as a count in 人"),
        "progress": Known(Fraction("0.2725"), "27.25%", decimals=2),
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
    assert Pairs.of({"rate": Known(Fraction("0.9879"), "98.79%", decimals=2)}) == found.values
    assert Pairs.of({"accounting": Judgement(Fraction(10), "复核", "账实相符")}) == found.judged
    assert Pairs.of({"effects": Fraction("35.5")}) == found.stated
    assert Pairs.of({"effects": "无此项"}) == found.not_applicable
    assert Pairs.of({"rate": "另一种"}) == found.interpretations


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
