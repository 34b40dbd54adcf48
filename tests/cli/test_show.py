"""`perfrules show`: a framework, and its parts."""

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

Command = Callable[..., Result]


def test_a_framework_is_shown_as_a_tree(run: Command) -> None:
    """
    The whole framework has its head, its indicators with weights, its facts and its values.
    """
    found = run("show", "template.example")

    assert [
        "示例：一级指标评分表",
        "id: template.example",
        "edition: 2024, in force 2024-01-01 to 2024-12-31",
        "source: 自拟示例，不对应任何已公布的评分表",
        "points: 100, 2 decimals",
        "grades: 优 from 90, 良 from 80, 中 from 60, 差 from 0",
        "indicators:",
        "  预算执行 (execution) 20",
        "  服务对象满意度 (service) 30",
        "  项目效果 (results) 50",
        "facts:",
        "  全年预算数 (budget) amount 万元",
        "  全年执行数 (spent) amount 万元",
        "  服务对象满意度 (satisfaction) rate",
        "values:",
        "  预算执行率 (execution_rate)",
    ] == found.stdout.splitlines()


def test_what_a_framework_does_not_have_is_not_shown(run: Command, framework: str) -> None:
    """
    Without source and grades there is no line for them; an open validity has dots.
    """
    lines = run("show", framework).stdout.splitlines()

    assert ["edition: 试行, in force … to …", "points: 20, 2 decimals", "indicators:"] == lines[2:5]


@pytest.mark.parametrize(
    ("id", "expected"),
    [
        ("used", ["支出 (used)", "kind: amount 万元", "range: 0 万元 to 1000 万元"]),
        ("open", ["公开 (open)", "kind: choice", "state: full (全部公开)", "state: none (未公开)"]),
        ("rate", ["支出率 (rate)", "formula: used / plan", "interpretation `倒数`: plan / used"]),
        (
            "survey",
            [
                "问卷 (survey)",
                "weight: 2",
                "weight as printed: 3",
                "points in the printed rule: 4",
                "clause: 问卷得分",
                "evidence: 问卷",
                "judged: 0, 1, 2",
            ],
        ),
        ("quality", ["质量 (quality)", "weight: 6", "children: survey, visit, marks"]),
        ("spending", ["预算执行 (spending)", "weight: 10", "formula: cut(min(rate, 1) * weight, 0.01)"]),
        (
            "marks",
            [
                "测评分 (marks)",
                "weight: 2",
                "judged: any",
                "formula: min(judged, weight) if score > 0 else 0",
                "interpretation `减半`: cut(min(judged, weight) / 2, 0.01)",
            ],
        ),
    ],
)
def test_a_part_is_shown_with_all_it_says(run: Command, framework: str, id: str, expected: list[str]) -> None:
    """
    A fact, a value, an indicator each show their own keys.
    """
    assert expected == run("show", framework, id).stdout.splitlines()


def test_a_definition_is_shown(run: Command) -> None:
    """
    A fact shows how it is defined.
    """
    assert "definition: 截至年末的实际支出" in run("show", "template.example", "spent").stdout.splitlines()


def test_a_framework_without_facts_has_no_list_of_them(run: Command, framework: str) -> None:
    """
    An empty list has no heading.
    """
    with open(framework, "w", encoding="utf-8") as file:  # noqa: PTH123  # the path is a text
        file.write(
            "perfrules: 1\nid: a.b\nedition: '1'\ntitle: 题\npoints: {total: 1}\n"
            "indicators: [{id: one, label: 一, weight: 1, judged: any}]\n"
        )

    assert "  一 (one) 1" == run("show", framework).stdout.splitlines()[-1]


def test_the_kernel_is_shown_as_python(run: Command) -> None:
    """
    A framework is shown as the function it is compiled to, and not together with one of its parts.
    """
    shown = run("show", "template.example", "--kernel")
    both = run("show", "template.example", "service", "--kernel")

    assert "def points(inputs):" == shown.stdout.splitlines()[0]
    assert (2, "--kernel shows the whole framework, without an ID\n") == (both.exit_code, both.stderr)


def test_open_weights_slots_and_tables_are_shown(run: Command, tmp_path: Path) -> None:
    """
    What a unit brings itself is named: rows of a slot, tables; a framework without scores has no points.
    """
    path = tmp_path / "rows.yaml"
    path.write_text(
        "perfrules: 1\nid: a.b\nedition: '1'\ntitle: 题\npoints: {total: none}\n"
        "tables: {staff: {label: 人员, columns: {pay: {label: 人数, kind: count, unit: 人}}}}\n"
        "rows: {standard: {formula: weight}}\n"
        "indicators: [{id: output, label: 产出, weight: open, slot: standard}]\n",
        encoding="utf-8",
    )

    assert ["points: none", "indicators:", "  产出 (output) open", "tables:", "  人员 (staff)"] == run(
        "show", str(path)
    ).stdout.splitlines()[3:]
    assert ["产出 (output)", "weight: open", "slot: rows by `standard`"] == run("show", str(path), "output").stdout.splitlines()
