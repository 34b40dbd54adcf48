"""The published Longgang report of 2023 comes out at 97.15, for the right reasons."""

from decimal import Decimal
from fractions import Fraction
from functools import cache
from pathlib import Path

import attrs
import pytest

from perfrules.assess import assess, other_readings
from perfrules.case import Case, collect
from perfrules.deduction import deductions
from perfrules.documents import case_from
from perfrules.explanation import explain
from perfrules.framework import Framework
from perfrules.frozen import Pairs
from perfrules.score import Computed
from perfrules.scorecard import Completeness, Scorecard, StatedPolicy, missing
from tests.longgang import OWN, longgang

SHENZHEN = Path(__file__).parents[2] / "frameworks" / "shenzhen"
REPORT = SHENZHEN / "cases" / "longgang-2023.yaml"

CUT = "rounded(x): cut(x, 0.01)"
HALF_UP = "rounded(x): half_up(x, 0.01)"
OTHER_MEAN = Pairs.of({"mean": "进度与序时之比"})


@cache
def table(rounding: str = CUT) -> Framework:
    """The published table, with its one line of rounding replaced."""
    return longgang(OWN.replace(CUT, rounding))


@cache
def report(rounding: str = CUT) -> Case:
    """The published report under that table."""
    return case_from(REPORT.read_text(encoding="utf-8"), REPORT.name, lambda *_: table(rounding))


@cache
def scored(policy: StatedPolicy = "keep") -> Scorecard:
    """The scorecard of the report."""
    return assess(report().framework, report().evidence, stated=policy)


def computed_leaves(found: Scorecard) -> dict[str, tuple[Fraction, Fraction]]:
    """Points and weight of each leaf that is computed."""
    paths = found.framework.paths
    return {one: (score.points, paths[one][-1].weight) for one, score in found.scores.items() if isinstance(score, Computed)}


def test_the_report_scores_as_printed() -> None:
    """
    Total and grade are those of the report.
    """
    assert ("97.15", "优", report().printed.total) == (str(scored().total), scored().grade, scored().whole.points)


def test_the_computed_leaves_are_exactly_these() -> None:
    """
    Figures and one printed ratio give 12.15 points on leaves that weigh 15; nothing else is computed.
    """
    found = computed_leaves(scored())

    assert {
        "adjustment": (Fraction(1), Fraction(1)),
        "staff_control": (Fraction(1), Fraction(1)),
        "contract_control": (Fraction(0), Fraction(1)),
        "three_public_control": (Fraction(3), Fraction(3)),
        "daily_control": (Fraction(2), Fraction(3)),
        "quarters": (Fraction("3.89"), Fraction(4)),
        "mean": (Fraction("1.26"), Fraction(2)),
    } == found
    assert (Fraction("12.15"), Fraction(15)) == tuple(sum(column) for column in zip(*found.values(), strict=True))


def test_one_computed_leaf_rests_on_a_printed_ratio() -> None:
    """
    日常公用经费控制率 is taken as printed, and its rounding moves no points.
    """
    assert Computed(Fraction(2), ("daily_rate",)) == scored()["daily_control"]


@pytest.mark.parametrize(
    ("policy", "expected"),
    [("keep", (12, 3, 0, 85, 0, 0)), ("gap", (12, 3, 0, 0, 85, 0))],
)
def test_completeness_says_what_the_points_rest_on(policy: StatedPolicy, expected: tuple[int, ...]) -> None:
    """
    Of 100 points 12 rest on figures, 3 on a printed ratio, the rest on the report's word alone.
    """
    assert Completeness(*(Fraction(points) for points in expected)) == scored(policy).completeness


def test_on_figures_alone_the_total_is_a_range() -> None:
    """
    Without the report's own scores 12.15 to 97.15 are possible, and no grade is certain.
    """
    assert ("12.15 to 97.15", None) == (str(scored("gap").total), scored("gap").grade)


@pytest.mark.parametrize(
    ("rounding", "adopted", "total"),
    [
        (CUT, Pairs(), "97.15"),
        (CUT, OTHER_MEAN, "97.89"),
        (HALF_UP, Pairs(), "97.16"),
        (HALF_UP, OTHER_MEAN, "97.90"),
    ],
)
def test_reading_and_rounding_move_the_total(rounding: str, adopted: Pairs[str], total: str) -> None:
    """
    Two readings of 全年平均执行率 under two roundings give four totals; one line of the file changes the rounding.
    """
    case = report(rounding)

    found = assess(case.framework, attrs.evolve(case.evidence, interpretations=adopted))

    assert total == str(found.total)


def test_the_file_has_one_line_of_rounding() -> None:
    """
    The rounding stands once, and both ways of rounding make a sound framework of their own.
    """
    assert 1 == OWN.count(CUT)
    assert table(CUT) != table(HALF_UP)


def test_ambiguous_rules_are_reported() -> None:
    """
    Only the reading of 全年平均执行率 moves the total of this report; the readings of 调整调剂 agree below 10 %.
    """
    alone, span = other_readings(scored())

    assert [
        ("adjustment", "满一个百分点才扣", "97.15"),
        ("adjustment", "不足一个百分点按一个扣", "97.15"),
        ("mean", "进度与序时之比", "97.89"),
    ] == [(one.id, one.name, str(one.total)) for one in alone]
    assert "97.15 to 97.89" == str(span)


@pytest.mark.parametrize(
    ("adjusted", "expected"),
    [
        ("1000", ("1", "1", "1")),
        ("1050", ("0.95", "1", "0.9")),
        ("1100", ("0.9", "0.9", "0.9")),
        ("3000", ("0", "0", "0")),
    ],
)
def test_beyond_ten_percent_the_readings_part(adjusted: str, expected: tuple[str, ...]) -> None:
    """
    Of a budget of 10000 adjustments beyond 1000 cost points: in proportion, by whole or by started points of percent.
    """
    evidence = collect(table(), {"budget": "10000", "budget_adjustments": adjusted})
    readings = ("", "满一个百分点才扣", "不足一个百分点按一个扣")
    adopted = [Pairs.of({"adjustment": name} if name else {}) for name in readings]

    found = [assess(table(), attrs.evolve(evidence, interpretations=one))["adjustment"].points for one in adopted]

    assert [Fraction(points) for points in expected] == found


def test_a_timely_publication_is_certain_whatever_secrecy_is() -> None:
    """
    A budget published as required scores in full, classified or not; an unpublished one hangs on that fact.
    """
    found = assess(table(), collect(table(), {"budget_publication": "按要求公开", "accounts_publication": "未公开"}))

    assert Computed(Fraction("1.5"), whatever=("classified",)) == found["budget_disclosure"]
    assert ((Fraction(0), Fraction("1.5")), ("classified",)) == (
        (found["accounts_disclosure"].least, found["accounts_disclosure"].most),
        getattr(found["accounts_disclosure"], "missing", ()),
    )


def test_four_sentences_explain_the_points_that_were_lost() -> None:
    """
    2.85 points are lost, each with a sentence that an official can hand over.
    """
    found = deductions(scored())

    assert Decimal("2.85") == sum(one.points for one in found)
    assert {
        "contract_control": (
            "编外人员控制率：扣 1 分（满分 1 分，得 0 分）；"
            "编外人员控制率 = 编外人数 ÷ (在编人数（含工勤） + 编外人数) = 35 ÷ (46 + 35) ≈ 43.21%；"
            "编外人员控制率 < 5%：43.21% < 5%，不成立；编外人员控制率 ≤ 10%：43.21% ≤ 10%，不成立；"
            "数据出处：一（四）（3）人员管理；"
            "评分标准：编外占在职总人数（在编 + 编外）低于 5% 得 1 分，5% 至 10% 得 0.5 分，高于 10% 得 0 分"
            "（评分表 部门管理/人员管理/编外人员控制率 第1至3点）。"
        ),
        "daily_control": (
            "日常公用经费控制率：扣 1 分（满分 3 分，得 2 分）；日常公用经费控制率按报告列示的 98.79% 计算，其原始数据未提供；"
            "日常公用经费控制率 < 90%：98.79% < 90%，不成立；日常公用经费控制率 ≤ 100%：98.79% ≤ 100%，成立；"
            "数据出处：评分表 部门绩效/经济性/公用经费控制率 扣分情况；"
            "评分标准：决算数与调整预算数之比低于 90% 得 3 分，90% 至 100% 得 2 分，高于 100% 得 0 分"
            "（评分表 部门绩效/经济性/公用经费控制率 第2点）。"
        ),
        "quarters": (
            "季度执行：扣 0.11 分（满分 4 分，得 3.89 分）；"
            "得分 = 截尾(取小(0.2725 ÷ 0.25, 1) + 取小(0.4538 ÷ 0.5, 1) + 取小(0.809 ÷ 0.75, 1)"
            " + 取小(0.9885 ÷ 1, 1), 0.01) = 截尾(3.8961, 0.01) = 3.89；数据出处：评分表 部门绩效/效率性/预算执行率 扣分情况；"
            "评分标准：各季度末累计支出进度 ÷ 序时进度（25%、50%、75%、100%）× 1 分，每季最高 1 分"
            "（评分表 部门绩效/效率性/预算执行率 第1至4点）。"
        ),
        "mean": (
            "全年平均：扣 0.74 分（满分 2 分，得 1.26 分）；"
            "全年平均执行率 = (一季度累计支出进度 + 二季度累计支出进度 + 三季度累计支出进度"
            " + 四季度累计支出进度) ÷ 4 = (27.25% + 45.38% + 80.90% + 98.85%) ÷ 4 ≈ 63.10%；"
            "得分 = 截尾(取小(0.63095 × 2, 2), 0.01) = 截尾(1.2619, 0.01) = 1.26；"
            "数据出处：评分表 部门绩效/效率性/预算执行率 扣分情况；"
            "评分标准：全年平均执行率（四个季度执行率的平均）× 2 分，最高 2 分（评分表 部门绩效/效率性/预算执行率 第5点）。"
        ),
    } == {one.id: one.sentence for one in found}


def test_what_is_missing_covers_what_is_open() -> None:
    """
    On figures alone the list names every fact and every judgement that would settle points, 效果性 with its 25 first.
    """
    found = missing(scored("gap"))

    assert ("benefits", "judgement", Fraction(25)) == (found[0].id, found[0].kind, found[0].points)
    assert set() == {one.id for one in found if one.kind == "fact"} & report().evidence.facts.keys()


def test_every_indicator_can_be_explained() -> None:
    """
    The last line of each explanation quotes the score, in both languages.
    """
    weights = {one: (scored()[one].points, path[-1].weight) for one, path in table().paths.items()}
    ends = [explain(scored(), one).steps[-1] for one, (points, weight) in weights.items() if points == weight]

    assert len(ends) == sum(" 分，得 " in end and "扣" not in end for end in ends)
    assert "5.15 of 6 points, 0.85 lost" == explain(scored(), "execution", "en").steps[-1]
    assert "满分 100 分，得 97.15 分，扣 2.85 分" == explain(scored(), "total").steps[-1]
