"""`perfrules diff`: what one framework says otherwise than another, and which scores that moves."""

import json
from collections.abc import Callable
from pathlib import Path

from click.testing import Result

from tests.cli.county import COUNTY

Command = Callable[..., Result]

HEAD = """\
template.example@2024 → county.form@2024
评价体系:
  某县评分表 (county.form)
    标题：示例：一级指标评分表 → 某县评分表
    来源/文件：自拟示例，不对应任何已公布的评分表 → 某县财政局〔2024〕5号
    来源/依据：assumed → referenced
    有效期/起：2024-01-01 → （无）
    有效期/止：2024-12-31 → （无）
函数:
  rounded
    rounded(x) = half_up(x, 0.01) → rounded(x) = cut(x, 0.01)
指标:
  预算执行 (execution)
    分值：20 → 30
    评分标准：预算执行率 × 20 分，最高 20 分（评分表 第1行） → 预算执行率 × 30 分
+ 质量 (quality)
  产出与效益 (results)
    名称：项目效果 → 产出与效益
    分值：50 → 60
- 服务对象满意度 (service)
"""


def test_what_changed_stands_part_by_part(run: Command, county: str) -> None:
    """
    What is new has a plus, what is gone a minus, and changes their texts.
    """
    found = run("diff", "template.example", county)

    assert (0, HEAD, "") == (found.exit_code, found.stdout, found.stderr)


def test_equal_frameworks_have_no_difference(run: Command) -> None:
    """
    It says so.
    """
    found = run("diff", "template.example", "template.example", "--language", "en")

    assert "template.example@2024 → template.example@2024\nno difference\n" == found.stdout


def test_scores_that_move_are_listed(run: Command, county: str, example: str) -> None:
    """
    With cases each score that differs, the total and the grade; what one framework has no place for is told.
    """
    found = run("diff", "template.example", county, example)

    assert [
        example,
        "  预算执行 (execution)：19.23 → 28.84",
        "  服务对象满意度 (service)：30 → （无）",
        "  质量 (quality)：（无） → 0 至 10",
        "  总分：95.23 → 74.84 至 84.84",
        "  等级：优 → 未定",
    ] == found.stdout.splitlines()[-6:]
    assert f"note: {example}: only one of the frameworks has a place for `service`\n" == found.stderr
    assert 0 == found.exit_code


def test_a_case_whose_scores_stay_says_so(run: Command, example: str) -> None:
    """
    Total and grade stand there all the same.
    """
    found = run("diff", "template.example", "template.example", example, "--language", "en").stdout.splitlines()

    assert [example, "  no score moves", "  total: 95.23 → 95.23", "  grade: 优 → 优"] == found[-4:]


def test_an_indicator_that_moves_names_what_it_stands_below(run: Command, tmp_path: Path) -> None:
    """
    At the top, it has no indicator above it.
    """
    branch = "{id: effects, label: 成效, weight: 50, children: [{id: results, label: 项目效果, weight: 50, judged: any}]}"
    path = tmp_path / "moved.yaml"
    changes = f"changes:\n  remove: [results]\n  add:\n    - indicator: {branch}\n"
    path.write_text(COUNTY.partition("functions:")[0] + changes, encoding="utf-8")

    assert "    上级：（顶层） → effects" in run("diff", "template.example", str(path)).stdout.splitlines()


def test_programs_read_json(run: Command, county: str, example: str) -> None:
    """
    Changes and moves with numbers as texts, null where there are none.
    """
    found = json.loads(run("diff", "template.example", county, example, "--format", "json").stdout)

    assert [
        {"framework": "template.example", "edition": "2024"},
        {"framework": "county.form", "edition": "2024"},
    ] == [found["old"], found["new"]]
    assert {
        "change": "changed",
        "section": "indicators",
        "id": "execution",
        "label": "预算执行",
        "key": "weight",
        "before": "20",
        "after": "30",
    } in found["changes"]
    (case,) = found["cases"]
    assert (example, ["service"], {"before": "优", "after": None}) == (case["case"], case["left_out"], case["grade"])
    assert {
        "id": "quality",
        "label": "质量",
        "before": None,
        "after": {"least": "0", "most": "10"},
    } == case["scores"][-1]


def test_a_case_that_cannot_be_scored_does_not_stop_the_others(run: Command, tmp_path: Path, example: str) -> None:
    """
    It is named with the framework that refuses it, and the code says so.
    """
    small = tmp_path / "small.yaml"
    small.write_text(
        COUNTY.partition("functions:")[0]
        + "points: {total: 60}\ngrades: [{name: 好, at_least: 0}]\nchanges: {indicators: {results: {weight: 10}}}\n",
        encoding="utf-8",
    )
    wrong = tmp_path / "wrong.yaml"
    wrong.write_text("framework: x.y\nsubject: 甲\nperiod: '2024'\n", encoding="utf-8")
    found = run("diff", "template.example", str(small), example, str(wrong))

    assert 5 == found.exit_code
    assert f"{example}: with `county.form@2024`: " in found.stderr
    assert "46 points cannot be given" in found.stderr
    assert f"{wrong}:1:12: framework: no framework `x.y` is installed" in found.stderr


def test_an_invalid_framework_is_refused(run: Command, tmp_path: Path) -> None:
    """
    With 5, as everywhere; one that is not there with 2.
    """
    path = tmp_path / "bad.yaml"
    path.write_text(COUNTY.replace("weight: 60", "weight: 6"), encoding="utf-8")

    assert 5 == run("diff", "template.example", str(path)).exit_code
    assert 2 == run("diff", "template.example", "no.such").exit_code
