"""`perfrules show --origin`: where each part of a framework comes from."""

import json
from collections.abc import Callable

from attrs import evolve
from click.testing import Result

from perfrules.cli.origin import as_json, lines
from perfrules.documents import framework_from
from perfrules.framework import Framework, Function
from perfrules.rulebook.functions import Pool, definitions, with_functions

Command = Callable[..., Result]

TEXT = """\
perfrules: 1
id: a.b
edition: "1"
title: 题
points: {total: 1}
indicators: [{id: one, label: 一, weight: 1, judged: any, formula: once(judged)}]
"""


def shared() -> Framework:
    """A framework that calls a function of a plugin."""
    pool = Pool({"once": definitions([Function("once", ("x",), "min(x, 1)")])[0]})
    return with_functions(framework_from(TEXT, "a.yaml"), pool)


def test_each_key_has_its_document_and_its_line(run: Command, county: str) -> None:
    """
    What the county writes is numbered as its own, what it inherits as the example's.
    """
    shown = run("show", county, "execution", "--origin").stdout.splitlines()

    assert [
        "来源:",
        f"  [1] county.form@2024  某县财政局〔2024〕5号（其他文件引用）  {county}",
        "  [2] template.example@2024  自拟示例，不对应任何已公布的评分表（推定）  perfrules_template/data/example.yaml",
        "指标:",
        "  预算执行 (execution)",
        "    [2] 第 54 行 名称: 预算执行",
        "    [1] 第 12 行 分值: 30",
        "    [1] 第 12 行 评分标准: 预算执行率 × 30 分",
        "    [2] 第 57 行 公式: rounded(min(execution_rate, 1) * weight)",
    ] == shown


def test_a_whole_framework_is_shown_in_english(run: Command, county: str) -> None:
    """
    Section by section, in the order in which it is read.
    """
    shown = run("show", county, "--origin", "--language", "en").stdout.splitlines()

    assert ["origins:", "framework:", "grades:", "functions:", "facts:", "values:", "indicators:"] == [
        line for line in shown if not line.startswith(" ")
    ]
    assert "    [1] line 8 rounded(x) = cut(x, 0.01)" in shown
    assert "    [2] line 8 points/total: 100" in shown


def test_programs_read_json(run: Command, county: str) -> None:
    """
    The line of descent, and each key with its path, text and place.
    """
    found = json.loads(run("show", county, "results", "--origin", "--format", "json").stdout)

    assert ["county.form@2024", "template.example@2024"] == [one["framework"] for one in found["lineage"]]
    assert {"document": "某县财政局〔2024〕5号", "basis": "referenced"} == found["lineage"][0]["source"]
    assert {
        "path": "indicators/results/weight",
        "text": "60",
        "framework": "county.form@2024",
        "file": county,
        "line": 13,
        "column": 37,
    } == found["origins"][1]


def test_a_function_of_a_plugin_says_so() -> None:
    """
    It stands in no file.
    """
    assert "    [插件] once(x) = min(x, 1)" in list(lines(shared(), "once", "zh"))
    assert [None] == [one["line"] for one in as_json(shared(), "once")["origins"]]  # type: ignore[attr-defined]  # a list


def test_a_source_without_a_document_is_left_out() -> None:
    """
    A framework that names no document is shown by its key and file.
    """
    assert "  [1] a.b@1  a.yaml" == list(lines(shared(), None, "zh"))[1]
    assert [] == as_json(evolve(shared(), lineage=()), "nothing")["origins"]


def test_options_that_do_not_go_together_are_refused(run: Command, county: str) -> None:
    """
    The kernel has no origins, a format needs them, and an id must be there.
    """
    kernel = run("show", county, "--kernel", "--origin")
    form = run("show", county, "--format", "json")
    unknown = run("show", county, "exection", "--origin")

    assert (2, "--kernel shows the whole framework, without --origin\n") == (kernel.exit_code, kernel.stderr)
    assert (2, "--format goes with --origin\n") == (form.exit_code, form.stderr)
    assert 2 == unknown.exit_code
    assert "did you mean `execution`?" in unknown.stderr
