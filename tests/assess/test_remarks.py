"""What is said of a unit without points: alerts and grades, certain or open."""

from fractions import Fraction

import pytest
from attrs import evolve

from perfrules.assess import assess
from perfrules.evidence import Evidence, Known
from perfrules.framework import Alert, Framework, Grade
from perfrules.frozen import Pairs
from perfrules.indicator import Indicator, Unscored
from perfrules.scorecard import Raised
from tests.assess.cards import card
from tests.examples import Field, condition, framework, judged, judgements, known, leaf, value
from tests.targets.forms import UNIT, form

HALF = leaf("a", 10, "rounded(min(rate, 1) * weight)")
GRADES = (Grade("优", Fraction(9), condition("misuse")), Grade("良", Fraction(5)), Grade("差", Fraction(0)))


def raised(when: str, **given: Field) -> tuple[bool | None, ...]:
    """Whether an alert is raised by a unit; nothing where it is not."""
    found = card(HALF, changes={"alerts": (Alert("提醒", condition(when), "须说明"),)}, **given)
    return tuple(one.holds for one in found.alerts)


@pytest.mark.parametrize(
    ("when", "given", "expected"),
    [
        ("spent < 0.8 * budget", {"spent": 7, "budget": 10}, (True,)),
        ("spent < 0.8 * budget", {"spent": 8, "budget": 10}, ()),
        ("spent < 0.8 * budget", {"spent": 8}, (None,)),
        ("spent < 0.8 * budget", {}, (None,)),
        ("misuse", {"misuse": True}, (True,)),
        ("not misuse", {"misuse": True}, ()),
        ("misuse or spent >= 0", {}, (True,)),
        ("disclosure == late", {"disclosure": 1}, (True,)),
        ("rate >= 0.5", {"spent": 5, "budget": 10}, (True,)),
        ("spent / budget >= 0.5", {"spent": 5, "budget": 0}, (None,)),
        ("a >= 5", {"spent": 5, "budget": 10}, (True,)),
        ("a >= 5", {"budget": 10}, (None,)),
        ("total < 11", {}, (True,)),
        ("total < 5 or a > 10", {"spent": 5, "budget": 10}, ()),
    ],
)
def test_an_alert_is_raised_open_or_silent(when: str, given: dict[str, int], expected: tuple[bool | None, ...]) -> None:
    """
    Facts, values, points and the total decide it; where what is missing decides, or nothing is divided by, it is open.
    """
    assert expected == raised(when, facts=known(**given))


def test_an_alert_carries_its_name_and_its_label() -> None:
    """
    Both stand beside the answer.
    """
    found = card(HALF, changes={"alerts": (Alert("提醒", condition("not misuse"), "须说明"),)}, facts=known(misuse=False))

    assert (Raised("提醒", "须说明", holds=True),) == found.alerts


def test_an_alert_rests_on_a_printed_ratio() -> None:
    """
    Where the inputs of a value are missing, what is printed of it decides.
    """
    ratio = value("share", "spent / budget")
    printed = Pairs.of({"share": Known(Fraction(79, 100), "79%")})
    changes = {"values": (ratio,), "alerts": (Alert("低", condition("share < 0.8")),)}

    found = card(leaf("a", 10, "weight if share >= 0.8 else 0"), changes=changes, values=printed)

    assert [True] == [one.holds for one in found.alerts]


def test_an_alert_follows_the_adopted_reading() -> None:
    """
    A value that is read otherwise is read otherwise there too.
    """
    share = value("share", "spent / 100", {"按十": "spent / 10"})
    changes = {"values": (share,), "alerts": (Alert("高", condition("share > 0.5")),)}
    rule = leaf("a", 10, "weight if share >= 1 else 0")
    found = [
        card(rule, changes=changes, facts=known(spent=8), interpretations=Pairs.of(adopted))
        for adopted in ({}, {"share": "按十"})
    ]

    assert [0, 1] == [len(one.alerts) for one in found]


def test_an_alert_sees_sums_over_rows() -> None:
    """
    A cell that is blank leaves it open.
    """
    alert = (Alert("未用完", condition("used_sum < 0.95 * arranged_sum")),)
    made = evolve(form(), alerts=alert)
    cells = [row for rows in UNIT.tables.values() for row in rows]
    blank = evolve(UNIT, tables=Pairs.of({"funds": (cells[0], evolve(cells[1], cells=Pairs()))}))

    assert [(True,), (None,)] == [tuple(one.holds for one in assess(made, unit).alerts) for unit in (UNIT, blank)]


@pytest.mark.parametrize(
    ("given", "points", "grade"),
    [
        ({"misuse": False}, 9, "优"),
        ({"misuse": True}, 9, "良"),
        ({}, 9, None),
        ({}, 8, "良"),
        ({}, 4, "差"),
    ],
)
def test_a_grade_is_ruled_out(given: dict[str, bool], points: int, grade: str | None) -> None:
    """
    The next one takes its place; where what rules it out is not known, there is none, unless the total is below it anyway.
    """
    found = card(judged("a", 10), changes={"grades": GRADES}, facts=known(**given), judged=judgements(a=points))

    assert grade == found.grade


def test_a_total_between_two_grades_has_none() -> None:
    """
    Both ends must lie in one band.
    """
    made = card(judged("a", 10), judged("b", 2), changes={"grades": GRADES}, facts=known(misuse=True))

    assert None is made.grade
    assert (
        "良"
        == card(
            judged("a", 10), judged("b", 2), changes={"grades": GRADES}, facts=known(misuse=True), judged=judgements(a=8)
        ).grade
    )


def test_a_total_below_all_grades_has_none() -> None:
    """
    Where the lowest one starts above it.
    """
    assert None is card(judged("a", 10), changes={"grades": GRADES[:2]}, judged=judgements(a=1)).grade


def unscored() -> Framework:
    """A framework without scores that has values and alerts all the same."""
    alerts = (Alert("低", condition("rate < 0.8")),)
    return framework(Indicator("a", "甲", Fraction(0), Unscored()), is_scored=False, points=Fraction(0), alerts=alerts, grades=())


def test_without_scores_there_is_no_grade_and_alerts_all_the_same() -> None:
    """
    A report without points has neither total nor grade.
    """
    found = assess(unscored(), Evidence(facts=known(spent=7, budget=10)))

    assert (None, None, [True]) == (found.total, found.grade, [one.holds for one in found.alerts])
