"""`perfrules new-case`: an empty case."""

import re
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path

import pytest
from click.testing import Result

from perfrules import read_framework
from perfrules.documents import case_file

Command = Callable[..., Result]


@pytest.mark.parametrize("id", ["shenzhen.longgang-department", "template.example"])
def test_an_empty_case_is_all_gaps(run: Command, id: str) -> None:
    """
    The skeleton is scored as it is: everything is missing.
    """
    found = run("score", "-", given=run("new-case", id).stdout)

    assert (4, "") == (found.exit_code, found.stderr)
    assert " 至 100.00  等级 未定" in found.stdout
    assert "缺数据100分" in "".join(found.stdout.split())


def test_a_filled_case_reads_back(run: Command) -> None:
    """
    With the marks of comments taken away and values written behind the colons, the case is scored.
    """
    values = {
        "budget": "120 万元",
        "spent": "115.37 万元",
        "satisfaction": "90%",
        "execution_rate": "96.14%",
        "points": "46",
        "by": "甲",
        "reason": "好",
        "total": "95.23",
        "grade": "优",
        "execution": "19.23",
        "service": "30",
    }
    bare = re.sub("(?m)^# ", "", run("new-case", "template.example").stdout)
    for name, value in values.items():
        bare = re.sub(f"(?m)^( +{name}:)  #", rf"\1 {value}  #", bare)
    filled = re.sub("(?m)^    results:.*\n", "", bare)
    found = run("score", "-", given=filled)

    assert (0, "") == (found.exit_code, found.stderr)
    assert "总分 95.23  等级 优" in found.stdout


def test_everything_that_can_be_filled_in_stands_there(run: Command, framework: str) -> None:
    """
    Facts have label, kind, unit, limits and definition, judgements their points, printed scores their weights.
    """
    lines = run("new-case", framework).stdout.splitlines()

    assert ["framework: trial.department", 'edition: "试行"', "subject: 单位名称", 'period: "2024"'] == lines[3:7]
    for expected in (
        "#   used:  # 支出；金额，如 3106.80 万元；0 万元 至 1000 万元",
        "#   open:  # 公开；选一项；full（全部公开）、none（未公开）",
        "#   score:  # 测评；数值，单位 级；0 级 至 10 级",
        "#   signed:  # 签订；日期，如 2023-06",
        "#   begun:  # 开工；日期，如 2023-06-30",
        "#   rate:  # 支出率",
        "#   survey:  # 问卷；可给 0、1、2 分；问卷得分",
        "#   visit:  # 走访；0 至 2 分",
        "#     marks:  # 质量 / 测评分；满分 2",
    ):
        assert expected in lines


@pytest.mark.parametrize(
    ("valid", "year"),
    [("valid: {from: 2021-01-01, until: 2022-12-31}\n", "2022"), ("valid: {from: 2021-01-01}\n", "2021"), ("", "2024")],
)
def test_the_period_is_one_in_which_the_edition_is_in_force(
    run: Command, framework_of: Callable[[str], str], valid: str, year: str
) -> None:
    """
    Where the edition is no year, its validity gives one.
    """
    assert f'period: "{year}"' in run("new-case", framework_of(valid)).stdout.splitlines()


def test_what_a_framework_does_not_have_is_left_out(run: Command, tmp_path: Path) -> None:
    """
    Without facts, values and judgements there is only what a report prints.
    """
    path = tmp_path / "small.yaml"
    path.write_text(
        "perfrules: 1\nid: a.b\nedition: '2024'\ntitle: 题\npoints: {total: 1}\n"
        "indicators: [{id: one, label: 一, weight: 1, formula: '1'}]\n",
        encoding="utf-8",
    )
    lines = run("new-case", str(path)).stdout.splitlines()

    assert ["# printed:  # 报告列示的得分"] == [line for line in lines if line.startswith("# ") and not line.startswith("#  ")]


def test_what_a_person_can_give_is_said(run: Command, tmp_path: Path) -> None:
    """
    All or nothing, or a range, from the least of the indicator; where a formula makes the points, from nothing.
    """
    path = tmp_path / "judged.yaml"
    path.write_text(
        "perfrules: 1\nid: a.b\nedition: '2024'\ntitle: 题\npoints: {total: 8}\n"
        "indicators:\n"
        "  - {id: all, label: 甲, weight: 2, least: 1, judged: all_or_nothing}\n"
        "  - {id: none, label: 乙, weight: 2, judged: all_or_nothing}\n"
        "  - {id: any, label: 丙, weight: 2, least: 0.5, judged: any}\n"
        "  - {id: rule, label: 丁, weight: 2, least: 0.5, judged: any, formula: 'max(judged, 0.5)'}\n",
        encoding="utf-8",
    )
    lines = run("new-case", str(path)).stdout.splitlines()

    for expected in ("all:  # 甲；1 或 2 分", "none:  # 乙；0 或 2 分", "any:  # 丙；0.5 至 2 分", "rule:  # 丁；0 至 2 分"):
        assert f"#   {expected}" in lines


FORM = """\
perfrules: 1
id: a.form
edition: "2024"
title: 表
points: {total: 100}
rows:
  standard:
    target: {at_least: 0.0001, decimals: 4}
    ratio:
      at_least: min(actual / target, 1)
      by_date: 1 if actual <= target else 0
    formula: half_up(ratio * weight, 0.01)
    columns: {asked: {label: 问卷, kind: count, unit: 份}}
    graded: [{name: 达成, from: 80%, to: 100%}]
tables:
  funds:
    label: 资金
    columns:
      plan: {label: 预算, kind: amount, unit: 万元}
      used: {label: 支出, kind: amount, unit: 万元}
indicators:
  - {id: output, label: 产出, weight: 50, slot: {rules: standard, groups: {数量指标: 30, 质量指标: 20}, split: {decimals: 0}}}
  - {id: effect, label: 效益, weight: open, slot: standard}
  - {id: opinion, label: 满意度, weight: 10, judged: any}
"""


@pytest.fixture
def form(tmp_path: Path) -> str:
    """The path of a form with slots and a table."""
    path = tmp_path / "form.yaml"
    path.write_text(FORM, encoding="utf-8")
    return str(path)


def test_a_form_has_a_row_for_each_group_and_the_columns_of_tables(run: Command, form: str) -> None:
    """
    What a unit brings itself stands there with the words and units that it takes.
    """
    lines = run("new-case", form).stdout.splitlines()

    first = lines.index("#   - slot: output  # 产出；满分 50")
    assert [
        '#     group: "数量指标"  # 共 30 分',
        "#     label:  # 指标名称",
        "#     must:  # at_least 不少于（可省略）；by_date 按期，目标值和实际值写日期；graded 由人评定",
        "#     target:  # 目标值；文字写在 target_text 后",
        "#     actual:  # 实际完成值，单位同目标值；文字写在 actual_text 后",
        "#     asked:  # 问卷；个数，如 46 份",
        "#     grade:  # 评定的等次：达成",
        "#     points:  # 评定的得分，另写 by（评定人）和 reason（理由）",
        "#     printed:  # 报告列示的得分",
        "#   - slot: output  # 产出；满分 50",
    ] == lines[first + 1 : first + 11]
    for expected in (
        "#   - slot: effect  # 效益；分值由本单位确定",
        "#     weight:  # 分值",
        "#   effect:  # 效益",
        "#   funds:  # 资金：名称，预算（金额，如 3106.80 万元），支出（金额，如 3106.80 万元）",
        "#     - [名称, blank, blank]",
    ):
        assert expected in lines


def test_a_filled_form_reads_back(run: Command, form: str, tmp_path: Path) -> None:
    """
    With the marks of comments taken away and values written behind the colons, the rows are read.
    """
    bare = re.sub("(?m)^# ", "", run("new-case", form).stdout)
    labels = iter(("巡防", "合格率", "群众安全感"))
    bare = re.sub("(?m)^    label:  #", lambda _: f"    label: {next(labels)}  #", bare)
    for name, value in {"target": "90%", "actual": "95%", "asked": "12 份", "weight": "40", "effect": "40"}.items():
        bare = re.sub(f"(?m)^( +{name}:)  #", rf"\1 {value}  #", bare)
    rows = re.sub(r"(?m)^    \w+:  #.*\n", "", bare.partition("\njudged:")[0])
    path = tmp_path / "case.yaml"
    path.write_text(rows, encoding="utf-8")
    found = case_file(path, lambda *_: read_framework(form))

    assert ["output/数量指标/巡防", "output/质量指标/合格率", "effect/群众安全感"] == [row.id for row in found.evidence.targets]
    assert {"funds"} == set(found.evidence.tables)
    assert {"effect": Fraction(40)} == dict(found.evidence.weights)


def test_adjustable_weights_are_listed_with_what_they_are(run: Command, tmp_path: Path) -> None:
    """
    Where a case can set every weight, each stands there with that of the framework.
    """
    path = tmp_path / "adjustable.yaml"
    path.write_text(FORM.replace("points:", "weights: adjustable\npoints:"), encoding="utf-8")

    assert "#   output:  # 产出；原为 50" in run("new-case", str(path)).stdout.splitlines()


def test_a_framework_without_scores_asks_for_none(run: Command, tmp_path: Path) -> None:
    """
    A report without scores prints none, and its rows have no weights.
    """
    path = tmp_path / "words.yaml"
    path.write_text(
        "perfrules: 1\nid: a.b\nedition: '2024'\ntitle: 题\npoints: {total: none}\n"
        "rows: {standard: {formula: '0'}}\nindicators: [{id: one, label: 一, slot: standard}]\n",
        encoding="utf-8",
    )
    shown = run("new-case", str(path)).stdout

    assert "slot: one" in shown
    assert "printed:  # 报告列示的得分\n#   total" not in shown
    assert "weight:" not in shown
