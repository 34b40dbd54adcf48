"""What a reviewer should look at although no number is wrong."""

from datetime import date
from fractions import Fraction

import pytest

from perfrules.audit.remarks import findings
from perfrules.audit.report import Report
from perfrules.case import Printed, ReportedProblem, Scorer
from perfrules.framework import Alert, Validity
from perfrules.frozen import Pairs
from tests.audit.reports import Result, line, outlined, points, printed, report, results, row
from tests.examples import Field, condition, judged, known, leaf, slot, value

SAID = printed(scores=points(a=3))


def found(one: Report, *codes: str) -> list[Result]:
    """The remarks about a report."""
    return results(findings(one), *codes)


def said(one: Report, code: str) -> list[str]:
    """The sentences of the remarks with this code."""
    return [finding.said("zh") for finding in findings(one) if finding.code == code]


def test_a_clean_report_has_no_remarks() -> None:
    """
    A report with nothing remarkable gives no remark.
    """
    assert [] == found(report(judged("a", 3), says=SAID))


def test_values_and_rules_without_a_value_are_remarked() -> None:
    """
    A value, and a rule, that divide by zero with what is known have no number; the points of the rule are at stake.
    """
    values = value("rate", "spent / budget"), value("sum", "spent + budget"), value("other", "staff / budget")
    own = leaf("a", 3, "cut(min(rate, 1) * weight, 0.01)"), judged("b", 4)
    one = report(*own, says=SAID, changes={"values": values}, facts=known(budget=0, spent=90))
    remarks = [finding for finding in findings(one) if finding.code == "zero-denominator"]

    assert [("values/rate", Fraction(0)), ("a", Fraction(3))] == [(finding.path, finding.stake) for finding in remarks]
    assert "rate的分母为零，没有数值。" == remarks[0].said("zh")
    assert "a的评分标准除以零" in remarks[1].said("zh")


def test_alerts_that_hold_are_remarked() -> None:
    """
    An alert of the framework that a unit raises is told by its label, or its name; one that does not hold is not.
    """
    changes = {
        "alerts": (
            Alert("spent", condition("spent > 50"), "支出过大"),
            Alert("staffed", condition("spent > 80")),
            Alert("idle", condition("spent > 95")),
            Alert("unknown", condition("staff > 95")),
        )
    }
    one = report(judged("a", 3), says=SAID, changes=changes, facts=known(budget=100, spent=90))

    assert ["评分表：评价框架提示“支出过大”的情形成立。", "评分表：评价框架提示“staffed”的情形成立。"] == said(one, "alert")


@pytest.mark.parametrize(
    ("period", "verdicts"),
    [
        ("2023", []),
        ("2024", ["warning"]),
        ("2022", ["warning"]),
        ("2023-12", []),
        ("2024-01", ["warning"]),
        ("2023-07-01/2024-06-30", ["warning"]),
        ("2022-07-01/2023-06-30", []),
        ("", []),
        ("去年", []),
    ],
)
def test_a_period_outside_the_framework_is_remarked(period: str, verdicts: list[str]) -> None:
    """
    The last day of the period lies where the framework is in force; a period that is no date says nothing.
    """
    valid = Validity(date(2023, 1, 1), date(2023, 12, 31))
    one = report(judged("a", 3), says=SAID, changes={"valid": valid}, period=period)

    assert verdicts == [finding.severity for finding in findings(one) if finding.code == "expired"]


def test_the_days_of_a_framework_are_quoted() -> None:
    """
    Both ends are quoted, one that is open is left away.
    """
    closed, opened = Validity(date(2023, 1, 1), date(2023, 12, 31)), Validity(None, date(2023, 12, 31))
    sentences = [said(report(judged("a", 3), changes={"valid": one}, period="2024"), "expired") for one in (closed, opened)]

    assert [
        ["报告期 2024 不在评价框架的适用期 2023-01-01 ~ 2023-12-31 内。"],
        ["报告期 2024 不在评价框架的适用期 ~ 2023-12-31 内。"],
    ] == sentences


def test_a_report_without_scores_is_remarked() -> None:
    """
    A report that prints no score at all says so; a framework that gives none is named as the reason.
    """
    unscored = {"is_scored": False, "points": Fraction(0)}

    assert ["评分表：报告没有列示得分。"] == said(report(judged("a", 3)), "no-scores")
    assert ["评分表：评价框架不计分，报告没有列示得分。"] == said(report(judged("a", 0), changes=unscored), "no-scores")
    assert ["评分表：报告没有列示得分。"] == said(outlined(line("决策", 100)), "no-scores")


@pytest.mark.parametrize(
    "says", [SAID, Printed(total=Fraction(3)), printed(复核=Scorer(points(a=3))), printed(复核=Scorer(total=Fraction(3)))]
)
def test_one_score_is_enough(says: Printed) -> None:
    """
    A printed score, total, or score of a second scorer is a score.
    """
    assert [] == said(report(judged("a", 3), says=says), "no-scores")


def test_rows_and_outlines_have_scores_too() -> None:
    """
    The printed score of a target row or of an outline is one; a text without any table needs none.
    """
    form = report(slot("output", 10), targets=(row("甲", 10, "4", "5", printed=Fraction(10)),))

    assert [] == said(form, "no-scores")
    assert [] == said(outlined(line("决策", 100, 98)), "no-scores")
    assert [] == said(outlined(), "no-scores")


def test_missing_rows_leave_points_at_stake() -> None:
    """
    Where rows are missing, what the slot weighs less the rows that are there cannot be verified.
    """
    given: dict[str, Field] = {
        "targets": (row("甲", 12, "4", "5"),),
        "incomplete": Pairs.of({"output": "缺页", "open": "缺页", "bonus": "缺页"}),
    }
    changes = {"adjustments": (slot("bonus", 5),), "points": Fraction(60)}
    one = report(slot("output", 30), slot("open", 0, is_open=True), says=SAID, changes=changes, **given)
    remarks = [finding for finding in findings(one) if finding.code == "incomplete"]

    assert {"cannot_verify"} == {finding.verdict for finding in remarks}
    assert {"bonus": 5, "open": 30, "output": 18} == {finding.path: finding.stake for finding in remarks}
    assert "评分表：output未列全（缺页），18 分不能复核。" == remarks[-1].said("zh")


def test_all_kinds_of_remarks_come_together() -> None:
    """
    Problems, figures and left-over texts are among the remarks.
    """
    problems = (ReportedProblem("示例"),)
    one = report(slot("output", 10), says=SAID, targets=(row("甲", 10, "4", "8", printed=Fraction(10)),), problems=problems)

    assert ["problem", "over-achieved", "template-text"] == [code for code, _, _ in found(one)]
