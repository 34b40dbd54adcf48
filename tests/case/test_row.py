"""Target rows are read in the unit of their target, and say what does not fit."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

import attrs
import pytest

from perfrules.case.exact import Given
from perfrules.case.row import Site, read_row, row_id, sites
from perfrules.domain import domain
from perfrules.evidence import Known, Must, TargetRow
from perfrules.framework import Band, Fact
from perfrules.frozen import Pairs
from perfrules.indicator import Slot, Split
from tests.examples import COUNT, Field, framework, row_rules, slot

RULES = row_rules("standard", "cut(ratio * weight, 0.01)", columns=(Fact("asked", "问卷", COUNT),))
SITE = Site(Slot("standard"), RULES)
BANDED = Site(Slot("standard"), attrs.evolve(RULES, graded=(Band("好", Fraction(4, 5), Fraction(1)),)))


def row(must: Must = "at_least", **changes: Field) -> TargetRow:
    """A row of ten points without figures."""
    return TargetRow(**{"id": "output/巡防", "slot": "output", "label": "巡防", "must": must, "weight": Fraction(10), **changes})


def read(target: Given | tuple[Given, ...], actual: Given, must: Must = "at_least") -> TargetRow:
    """A row with these figures, in which nothing is wrong."""
    found, faults = read_row(row(must), {"target": target, "actual": actual}, SITE)

    assert () == faults
    return found


def faults(must: Must = "at_least", site: Site = SITE, row_changes: Field = None, **figures: Field) -> list[str]:
    """What is wrong with a row, each with its key and code."""
    _, found = read_row(row(must, **(row_changes or {})), figures, site)
    return [f"{one.key} {one.code} {one.message}" for one in found]


@pytest.mark.parametrize(
    ("target", "actual", "unit", "expected"),
    [
        ("120 次", "133 次", "次", "133"),
        ("120 次", "133", "次", "133"),
        ("120 次", "１３３　次", "次", "133"),
        ("120", "1.2万", "", "12000"),
        ("3万", "35000", "", "35000"),
        ("3 万人", "35000 人", "万人", "3.5"),
        ("35000 人", "3 万人", "人", "30000"),
        ("10 万元", "98000 元", "万元", "9.8"),
        ("10 万元", "9.8", "万元", "9.8"),
        ("90%", "95.5%", "%", "0.955"),
        ("90%", "955‰", "%", "0.955"),
        ("5‰", "0.4%", "‰", "0.004"),
        ("90%", "0", "%", "0"),
        ("90%", Fraction(19, 20), "%", "0.95"),
        (120, Decimal("133.5"), "", "133.5"),
        ("50 亩", "52.5亩", "亩", "52.5"),
    ],
)
def test_figures_stand_in_the_unit_of_their_target(target: Given, actual: Given, unit: str, expected: str) -> None:
    """
    A percentage is a fraction, money and 万 convert exactly, a bare number is in the unit of the target.
    """
    found = read(target, actual)

    assert found.actual is not None
    assert (unit, Fraction(expected)) == (found.unit, found.actual.value)


def test_a_figure_knows_what_its_last_digit_is_worth() -> None:
    """
    The worth of the last printed digit is converted with the number.
    """
    found = read("10 万元", "98000.5 元")

    assert Known(Fraction(10), "10 万元", unit=Fraction(1)) == found.target
    assert Known(Fraction("9.80005"), "98000.5 元", decimals=1, unit=Fraction(1, 10**5)) == found.actual


def test_a_row_without_a_target_has_the_unit_of_its_actual_figure() -> None:
    """
    Where the target is words, the actual figure says the unit.
    """
    found, _ = read_row(row(target_text="足额"), {"actual": "98000 元"}, SITE)

    assert ("元", Fraction(98000)) == (found.unit, found.actual.value if found.actual else None)


def test_a_row_without_figures_has_no_unit() -> None:
    """
    What is blank is not there.
    """
    found, _ = read_row(row(), {"target": "blank", "actual": "blank", "ratio": "blank", "asked": "blank"}, SITE)

    assert row() == found


def test_dates_are_day_numbers_and_months_end_on_their_last_day() -> None:
    """
    A row that must be done by a date takes days, months, and days of a program.
    """
    found = read("2023-09", "2023年8月15日", "by_date")
    given = read(date(2023, 9, 30), "2023-08-15", "by_date")

    days = [Fraction(date(2023, 9, 30).toordinal()), Fraction(date(2023, 8, 15).toordinal())]
    assert days == [one.value for one in (found.target, found.actual) if one]
    assert days == [one.value for one in (given.target, given.actual) if one]
    assert "" == found.unit


@pytest.mark.parametrize("ends", [("90%", "110%"), ("900‰", "1100‰"), ("0.9%", Fraction(11, 10))])
def test_a_row_between_two_targets_has_both(ends: tuple[Given, ...]) -> None:
    """
    `between` has the least and the most, both in one unit.
    """
    found = read(ends, "100%", "between")

    assert found.target_most is not None
    assert Fraction(11, 10) == found.target_most.value


def test_ratio_and_columns_are_read_as_what_they_are() -> None:
    """
    A printed ratio is a fraction, a column has the domain that its rules declare.
    """
    found, _ = read_row(row(), {"ratio": "80%", "asked": "12 份"}, SITE)

    assert Known(Fraction(4, 5), "80%", unit=Fraction(1, 100)) == found.ratio
    assert "`份` is read as a count in 人" == found.columns["asked"].note


def test_bare_figures_are_ratios_where_the_rules_say_so() -> None:
    """
    Rules whose target is a rate take `0.9` and `90%` for the same.
    """
    rules = attrs.evolve(RULES, target=domain("rate"))
    found, wrong = read_row(row(), {"target": "0.9", "actual": "95%"}, Site(Slot("standard"), rules))

    assert ((), "%", Fraction(9, 10)) == (wrong, found.unit, found.target.value if found.target else None)


@pytest.mark.parametrize(
    ("figures", "expected"),
    [
        (
            {"target": "120 次", "actual": "95%"},
            "actual invalid-number `95%` is a percentage, its target `120 次` is in `次`",
        ),
        (
            {"target": "50 亩", "actual": "3 公顷"},
            "actual invalid-number `3 公顷` is in `公顷`, its target `50 亩` is in `亩`",
        ),
        ({"target": "120", "actual": "133 次"}, "actual invalid-number `133 次` is in `次`, its target `120` has no unit"),
        ({"target": 120, "actual": "133 次"}, "actual invalid-number `133 次` is in `次`, its target `120` has no unit"),
        (
            {"target": "90%", "actual": "95"},
            "actual invalid-number `95` has no `%`, its target `90%` has: write it as a percentage",
        ),
        ({"target": "10 万元", "actual": "3 次"}, "actual invalid-number `3 次` is in `次`, its target `10 万元` is in `万元`"),
        (
            {"actual": "≥90%"},
            "actual invalid-number `≥90%` is a comparison, not a number; words go under `actual_text`",
        ),
        ({"target": "良好"}, "target invalid-number `良好` is no number; words go under `target_text`"),
        (
            {"target": ("1", "2")},
            "target wrong-shape `must: at_least` has one target; two have `must: between`",
        ),
        (
            {"ratio": "3 次"},
            "ratio invalid-number `3 次` carries the unit `次`, a ratio or a percentage such as `27.25%` was expected",
        ),
        ({"asked": "3%"}, "asked invalid-number `3%` is a percentage, a count in 人 was expected"),
        (
            {"actual": 0.5},
            (
                "actual invalid-number `0.5` is a float, which is not exact; give a text, a Decimal or a Fraction; "
                "words go under `actual_text`"
            ),
        ),
    ],
)
def test_a_figure_that_does_not_fit_is_refused(figures: Field, expected: str) -> None:
    """
    Two units that do not convert, words, and the wrong number of targets.
    """
    assert [expected] == faults(**figures)


@pytest.mark.parametrize(
    ("target", "expected"),
    [
        ("90%", "target wrong-shape `must: between` has two targets, `[least, most]`"),
        (("90%",), "target wrong-shape `must: between` has two targets, `[least, most]`"),
        (("110%", "90%"), "target invalid-number `110%` is more than `90%`; the smaller one comes first"),
        (("90", "110%"), "target invalid-number `110%` is a percentage, its target `90` has no unit"),
        (("x", "110%"), "target invalid-number `x` is no number; words go under `target_text`"),
    ],
)
def test_a_range_has_two_ends(target: Given | tuple[Given, ...], expected: str) -> None:
    """
    Both ends of a range are there, in their order, in one unit.
    """
    assert [expected] == faults("between", target=target)


def test_a_date_names_its_year() -> None:
    """
    `9月` alone is no date.
    """
    expected = "target invalid-date `9月` is no date, a month such as `2023-02` was expected; words go under `target_text`"
    assert [expected] == faults("by_date", target="9月", actual="2023-08")


@pytest.mark.parametrize(
    ("must", "site", "changes", "expected"),
    [
        ("at_least", SITE, {"weight": None}, ["weight missing-key key `weight` is missing"]),
        ("at_least", SITE, {"weight": None, "of": "output/全部"}, []),
        ("at_least", attrs.evolve(SITE, is_scored=False), {"weight": None}, []),
        ("at_least", attrs.evolve(SITE, slot=Slot("standard", split=Split())), {"weight": None, "group": "数量"}, []),
        ("at_least", SITE, {"label": " "}, ["label empty a row has a label"]),
        (
            "at_least",
            attrs.evolve(SITE, slot=Slot("standard", Pairs.of({"数量": Fraction(5)}), Split())),
            {"weight": None, "group": "质量"},
            ["group invalid-choice the slot shares out the weight of `数量`, not of this group"],
        ),
        (
            "at_least",
            SITE,
            {"points": Fraction(3), "by": "甲"},
            [
                "points one-of `points` stands in a row with `must: graded`; what a report prints goes under `printed`",
                "by one-of `by` stands in a row with `must: graded`; words about it go under `note`",
            ],
        ),
        ("graded", BANDED, {"points": Fraction(9), "grade": "好"}, []),
        ("graded", BANDED, {"printed": Fraction(9)}, []),
        ("graded", BANDED, {}, ["points missing-key a graded row has `points`, or `printed` if nobody else gave any"]),
        ("graded", BANDED, {"of": "output/全部"}, []),
        ("graded", attrs.evolve(BANDED, is_scored=False), {}, []),
        (
            "graded",
            BANDED,
            {"points": Fraction(9), "grade": "很好"},
            ["grade invalid-choice the rules `standard` have no grade `很好`; did you mean `好`?"],
        ),
        (
            "graded",
            BANDED,
            {"points": Fraction(9), "grade": "A"},
            ["grade invalid-choice the rules `standard` have no grade `A`; they have `好`"],
        ),
        (
            "graded",
            SITE,
            {"points": Fraction(9), "grade": "A"},
            ["grade invalid-choice the rules `standard` have no grade `A`; they have none"],
        ),
    ],
)
def test_what_does_not_fit_about_a_row_is_said(must: Must, site: Site, changes: Field, expected: list[str]) -> None:
    """
    Weights, groups, grades and judged points fit the slot and its rules.
    """
    assert expected == faults(must, site, changes)


def test_a_row_is_called_after_its_place() -> None:
    """
    Without an id of its own a row is called after slot, group and label.
    """
    assert "output/数量/巡防" == row_id("", "output", "数量", "巡防")
    assert "output/巡防" == row_id("", "output", "", "巡防")
    assert "own" == row_id("own", "output", "数量", "巡防")


def test_sites_are_the_slots_with_their_rules() -> None:
    """
    A slot whose rules do not exist is no place for rows; it is a fault of its framework.
    """
    found = sites(framework(slot("output", 10), slot("other", 10, "none"), rows=(RULES,)))

    assert {"output": SITE} == dict(found)
