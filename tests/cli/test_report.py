"""The report of an audit with every kind of finding."""

from collections.abc import Iterable
from datetime import date
from fractions import Fraction
from typing import get_args

import attrs
import pytest

from perfrules.case import Case
from perfrules.cli.choice import SEVERITIES, Choice
from perfrules.cli.layout import rendered
from perfrules.cli.report import Report, at_stake
from perfrules.documents import case_from, framework_from
from perfrules.finding import AuditReport, Finding, Severity, Waiver, waive
from perfrules.framework import BARE, Framework
from perfrules.phrases import Language
from tests.cli.conftest import CASE, FRAMEWORK
from tests.findings import AMBIGUOUS, CAUSE, EVERY, FOLLOWER, LAST, OVER, UNEXPLAINED, agreeing, unverified

TRIAL = framework_from(FRAMEWORK, "framework.yaml")
REPORTED = case_from(CASE, "case.yaml", lambda *_: TRIAL)
USUAL = Choice()
TODAY = date(2024, 6, 30)


def lines(
    findings: Iterable[Finding] = EVERY,
    choice: Choice = USUAL,
    language: Language = "zh",
    case: Case = REPORTED,
    waivers: tuple[Waiver, ...] = (),
) -> list[str]:
    """The lines of the report on a case."""
    found = AuditReport(case.evidence.subject, case.framework.id, waive(findings, waivers, TODAY))
    return rendered(Report(case, found, choice, language, 90).parts(), 90, coloured=False).splitlines()


def test_the_command_knows_every_severity() -> None:
    """
    The words of `--only` are those that findings have.
    """
    assert get_args(Severity) == SEVERITIES


def test_errors_stand_first_and_what_cannot_be_verified_last() -> None:
    """
    An error has three lines, what follows from it stands below it; what is open stands by its points.
    """
    assert [
        "部门评价（试行 版）",
        "单位：甲局",
        "期间：2023",
        "",
        "错误（2 项，另有由其引起的 2 项）",
        f"  1. 一（四）2：网格办支出  [{CAUSE.id}]",
        "     列示 1242.46 万元；计算 1242.44 万元；相差 0.02 万元；算式：441.94 + 800.50 = 1242.44",
        "     不影响得分。",
        "     由此引起：",
        f"     - 一（四）：支出合计  [{FOLLOWER.id}]：列示 5119.37 万元；计算 5119.35 万元；相",
        "       差 0.02 万元",
        f"     - 一：支出不超过预算  [{LAST.id}]：不成立",
        f"  2. 支出不超过预算  [{UNEXPLAINED.id}]",
        "     不成立；算式：3876.91 <= 3832.56",
        "     报告称支出不超过预算；算式：3876.91 <= 3832.56。",
        "",
        "警告（3 项）",
    ] == lines()[:17]
    assert [
        "不能复核（2 项，按涉及分值排列）",
        f"  20  评分表：efficiency不能复核。  [{unverified('efficiency', 20).id}]",
        f"   4  评分表：quarters不能复核。  [{unverified('quarters', 4).id}]",
        "",
        "错误 4 项，警告 3 项，不能复核 2 项（涉及 20 分中的 20 分），提示 1 项，已核对相符 2 项。",
    ] == lines()[-5:]


def test_warnings_say_what_they_know() -> None:
    """
    Rounding its arithmetic, an ambiguous rule its readings, a remark its sentence.
    """
    found = lines()
    start = found.index("警告（3 项）")

    assert [
        "     列示 5481.65 万元；计算 5481.64 万元；相差 0.01 万元；算式：3796.60 + 1685.04 =",
        "     5481.64",
        f"  2. 评分表 重点工作：季度执行  [{AMBIGUOUS.id}]",
        "     列示 3.89",
        "     规则有两种理解。",
        "     理解为“逐季”：得 3.89 分、总分 97.15",
        "     理解为“曲线”：—",
    ] == found[start + 2 : start + 9]
    assert "     满分，但列有问题。" == found[start + 10]


def test_all_shows_what_agrees_and_plain_remarks() -> None:
    """
    In parts of their own behind the others.
    """
    found = lines(choice=Choice(everything=True))

    assert ["提示（1 项）", "相符（2 项）"] == [line for line in found if line.startswith(("提示", "相符"))]
    assert "     超额完成。" in found


@pytest.mark.parametrize(
    ("only", "expected"),
    [
        ({"error"}, ["错误（2 项，另有由其引起的 2 项）"]),
        ({"warning"}, ["警告（3 项）"]),
        ({"note"}, ["不能复核（2 项，按涉及分值排列）", "提示（1 项）"]),
        ({"ok", "warning"}, ["警告（3 项）", "相符（2 项）"]),
    ],
)
def test_only_some_severities_can_be_shown(only: set[str], expected: list[str]) -> None:
    """
    The counts at the end are those of all findings; nobody says that there are no errors where none is shown.
    """
    found = lines(choice=Choice(frozenset(only)))  # type: ignore[arg-type]  # words of a command line
    heads = [line for line in found if line and not line.startswith((" ", "部门", "单位", "期间"))]

    assert [*expected, lines()[-1]] == heads


def test_what_follows_from_a_hidden_finding_stands_alone() -> None:
    """
    Where its cause is not shown, a consequence is a finding like others.
    """
    cause = attrs.evolve(CAUSE, verdict="rounding_can_explain")
    found = lines((cause, FOLLOWER), Choice(frozenset({"error"})))

    assert "错误（1 项）" in found
    assert f"  1. 一（四）：支出合计  [{FOLLOWER.id}]" in found


def test_a_report_without_faults_says_so() -> None:
    """
    There is nothing but the line with the counts.
    """
    assert [
        "没有错误",
        "",
        "错误 0 项，警告 0 项，不能复核 0 项，提示 0 项，已核对相符 1 项。",
    ] == lines([agreeing("tables/1")])[4:]


def test_accepted_findings_stand_apart() -> None:
    """
    With who accepted them, why, and until when; the counts before stand below those after.
    """
    waivers = (Waiver(CAUSE.id, "已更正", "张三", date(2025, 1, 1)), Waiver(OVER.id, "属实", "李四"))
    found = lines(waivers=waivers)

    assert [
        "已接受（4 项）",
        f"  - 一（四）2：网格办支出  [{CAUSE.id}]",
        "    张三接受至 2025-01-01：已更正",
    ] == found[-12:-9]
    assert "    李四接受：属实" == found[-4]
    assert [
        "错误 1 项，警告 3 项，不能复核 2 项（涉及 20 分中的 20 分），提示 0 项，已核对相符 2 项。",
        "接受前：错误 4 项，警告 3 项，其他 5 项。",
    ] == found[-2:]


def test_a_report_can_be_english() -> None:
    """
    Labels and places stay as they are printed.
    """
    found = lines(language="en")

    assert "errors (2, and 2 that follow from them)" in found
    assert "     no effect on the score." in found
    assert "     read as `逐季`: 3.89 points, total 97.15" in found
    assert [
        "errors: 4, warnings: 3, cannot be verified: 2 (20 of 20 points), remarks: 1, checked and",
        "right: 2.",
    ] == found[-2:]


def test_a_bare_table_has_no_framework() -> None:
    """
    The title says what is checked then.
    """
    bare = case_from("framework: none\nsubject: 甲局\nperiod: '2023'\n", "case.yaml", lambda *_: BARE)

    assert "没有评价框架：只核对列示的数字" == lines(case=bare)[0]


@pytest.mark.parametrize(
    ("stakes", "expected"),
    [
        ({}, 0),
        ({"spending": 0}, 0),
        ({"spending": 10, "publication": 4}, 14),
        ({"quality": 6, "survey": 2, "visit": 2}, 6),
        ({"survey": 2, "visit": 2}, 4),
        ({"quality/数量/巡查": 3, "quality": 6}, 6),
        ({"quality/数量/巡查": 3, "quality/数量/整改": 2}, 5),
        ({"spending": 10, "elsewhere": 50}, 20),
        ({"quality": 0, "survey": 2}, 2),
        ({"total": 7, "survey": 2, "quality/数量/巡查": 3, "elsewhere": 1}, 7),
        ({"total": 4, "survey": 2, "quality/数量/巡查": 3, "elsewhere": 1}, 6),
        ({"quality": 3, "survey": 2, "visit": 2}, 4),
    ],
)
def test_points_at_stake_are_counted_once(stakes: dict[str, int], expected: int) -> None:
    """
    Of an indicator and what stands below it those of one count, the more, and never more than there are points.
    """
    findings = [unverified(indicator, stake) for indicator, stake in stakes.items()]

    assert expected == at_stake(findings, TRIAL)


def test_one_indicator_is_counted_once() -> None:
    """
    Several findings can hang on the same points; the most counts.
    """
    assert 4 == at_stake([unverified("publication", 3), unverified("publication", 4)], TRIAL)


def test_without_scores_nothing_is_at_stake() -> None:
    """
    A framework without points has none to lose.
    """
    unscored: Framework = attrs.evolve(TRIAL, points=Fraction(0))

    assert 0 == at_stake([unverified("publication", 3)], unscored)


def test_what_nobody_can_see_is_marked() -> None:
    """
    A label with line ends and marks that turn the text round stays on its line.
    """
    found = lines([attrs.evolve(UNEXPLAINED, label="甲\n\u202e乙")])

    assert any(line.startswith("  1. 甲\ufffd\ufffd乙  [condition-") for line in found)
