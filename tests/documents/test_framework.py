"""A framework file becomes a `Framework`."""

import json
import pickle
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest

from perfrules.documents import as_json, framework_file, framework_from, source_from
from perfrules.domain import domain
from perfrules.errors import InvalidDocumentError, Place, UnreadableDocumentError
from perfrules.formula import parse
from perfrules.formula.parse import parse_condition
from perfrules.formula.syntax import Definition
from perfrules.framework import Alert, Fact, Framework, FrameworkSource, Grade, RoundingNote, Show, Validity, Value
from perfrules.indicator import Branch, Calculated, Indicator, Interpretation, Judgeable, Source, Unscored

WRITTEN = """\
perfrules: 1
id: shenzhen.example
edition: "2023"
title: 示例
valid: {from: 2023-01-01, until: 2023年12月31日}
source: {document: 附件, published: 深府〔2023〕1号, url: "https://example.org/?a=1#b", basis: referenced}
points: {total: 10, decimals: 1, rounding: {basis: inferred, why: 印为 5.1}}
weights: adjustable
total: {formula: "min(subtotal, 10)"}
grades:
  - {name: 优, at_least: 9, unless: open}
  - {name: 差, at_least: 0}
functions:
  rounded(x): cut(x, 0.1)
facts:
  budget: {label: 预算, kind: amount, unit: 万元, decimals: 2, at_least: 100 元, at_most: 100 亿元}
  progress: {label: 进度, kind: rate, decimals: 4, at_most: 200%, better: higher, definition: 累计}
  closed: {label: 完成月份, kind: date, precision: month, at_least: 2023-01}
  disclosure: {label: 公开, kind: choice, states: {on_time: 按时, none: 未公开}}
  open: {label: 公开, kind: flag}
values:
  share:
    label: 占比
    formula: budget / 2
    show: half_up(0.01%)
    interpretations: [{name: 另, formula: budget}]
indicators:
  - id: top
    label: 上
    weight: 7
    formula: subtotal
    printed_weight: 8
    source: {document: 表}
    children:
      - id: banded
        label: 分档
        weight: 1
        bands: {of: progress, steps: [{below: -5%, points: 1}, {at_most: 0.1, points: 2}, {else: 0}]}
      - {id: met, label: 有, weight: 2, met: open, core: 是, evidence: 查阅}
      - {id: any, label: 判, weight: 2, judged: any, not_applicable: full, least: -1}
      - {id: listed, label: 判, weight: 2, judged: [0, 2], formula: judged, printed_rule_points: 3}
  - {id: rest, label: 余, weight: 3, formula: rounded(share), clause: 按比例, interpretations: [{name: 另, formula: "1"}]}
  - {id: left, label: 缺项, weight: open, judged: any, not_applicable: leave_out}
adjustments:
  - {id: minus, label: 扣分, weight: 0, least: -5, judged: any}
alerts:
  - {name: 红, when: progress < 0.6, label: 进度滞后}
  - {name: 黄, when: progress < 0.8}
constraints: [top + rest >= 6, rest == 3]
relations: [budget == share + share]
"""

TOP = Branch(
    (
        Indicator("banded", "分档", Fraction(1), Calculated(parse("1 if progress < -0.05 else 2 if progress <= 0.1 else 0"))),
        Indicator("met", "有", Fraction(2), Calculated(parse("weight if open else 0")), evidence="查阅", core=True),
        Indicator("any", "判", Fraction(2), Judgeable("any"), least=Fraction(-1), not_applicable="full"),
        Indicator(
            "listed",
            "判",
            Fraction(2),
            Judgeable((Fraction(0), Fraction(2)), parse("judged")),
            printed_rule_points=Fraction(3),
        ),
    ),
    parse("subtotal"),
)

EXPECTED = Framework(
    id="shenzhen.example",
    edition="2023",
    title="示例",
    points=Fraction(10),
    decimals=1,
    rounding=RoundingNote("inferred", "印为 5.1"),
    valid=Validity(date(2023, 1, 1), date(2023, 12, 31)),
    source=Source("附件", "深府〔2023〕1号", "https://example.org/?a=1#b", "referenced"),
    total=parse("min(subtotal, 10)"),
    grades=(Grade("优", Fraction(9), parse_condition("open")), Grade("差", Fraction(0))),
    has_adjustable_weights=True,
    adjustments=(Indicator("minus", "扣分", Fraction(0), Judgeable("any"), least=Fraction(-5)),),
    alerts=(Alert("红", parse_condition("progress < 0.6"), "进度滞后"), Alert("黄", parse_condition("progress < 0.8"))),
    constraints=(parse_condition("top + rest >= 6"), parse_condition("rest == 3")),
    relations=(parse_condition("budget == share + share"),),
    functions=(Definition("rounded", ("x",), parse("cut(x, 0.1)")),),
    facts=(
        Fact("budget", "预算", domain("amount", "万元", 2, Fraction("0.01"), Fraction(10**6))),
        Fact("progress", "进度", domain("rate", "", 4, None, Fraction(2)), "累计", "higher"),
        Fact("closed", "完成月份", domain("date", least=Fraction(date(2023, 1, 31).toordinal()), precision="month")),
        Fact("disclosure", "公开", domain("choice", states=(("on_time", "按时"), ("none", "未公开")))),
        Fact("open", "公开", domain("flag")),
    ),
    values=(
        Value(
            "share",
            "占比",
            parse("budget / 2"),
            Show("half_up", Fraction(1, 10000), percent=True),
            (Interpretation("另", parse("budget")),),
        ),
    ),
    indicators=(
        Indicator("top", "上", Fraction(7), TOP, printed_weight=Fraction(8), source=Source("表")),
        Indicator(
            "rest",
            "余",
            Fraction(3),
            Calculated(parse("rounded(share)")),
            clause="按比例",
            interpretations=(Interpretation("另", parse("1")),),
        ),
        Indicator("left", "缺项", Fraction(0), Judgeable("any"), not_applicable="leave_out", is_open=True),
    ),
)


def test_every_key_of_a_framework_file_is_read() -> None:
    """
    Keys, defaults, units and the sugar of bands and conditions become one framework.
    """
    assert EXPECTED == framework_from(WRITTEN, "example.yaml")


def test_every_key_of_a_framework_file_is_written() -> None:
    """
    What was read is written again, the sugar as formulas.
    """
    assert EXPECTED == framework_from(json.dumps(as_json(EXPECTED)), "example.json")


def test_a_framework_without_scores_needs_neither_weights_nor_rules() -> None:
    """
    With `points.total: none` an indicator may have no weight and no rule; what is written is read all the same.
    """
    text = WRITTEN.partition("points:")[0] + "points: {total: none}\nindicators:\n  - {id: one, label: 一}\n"
    branch = "  - {id: two, label: 二, weight: 5, children: [{id: three, label: 三, judged: any}]}\n"
    framework = framework_from(text + branch, "f.yaml")

    below = Indicator("three", "三", Fraction(0), Judgeable("any"))
    expected = (Indicator("one", "一", Fraction(0), Unscored()), Indicator("two", "二", Fraction(5), Branch((below,))))
    assert (False, Fraction(0), expected) == (framework.is_scored, framework.points, framework.indicators)


def test_a_framework_knows_where_each_part_was_written() -> None:
    """
    Each path of a file leads to its line and column, so that later problems can be shown there.
    """
    places = framework_from(WRITTEN, "example.yaml").places

    assert Place("example.yaml", 42, 70) == places["indicators/rest/clause"]
    assert Place("example.yaml", 37, 17) == places["indicators/top/banded/weight"]


def test_a_framework_that_was_read_can_be_pickled() -> None:
    """
    What is read equals what comes back from another process.
    """
    framework = framework_from(WRITTEN, "example.yaml")

    assert framework == pickle.loads(pickle.dumps(framework))  # noqa: S301  # our own bytes


def test_a_framework_is_read_from_a_file(tmp_path: Path) -> None:
    """
    A file gives the framework in it, and what is no file is a document error.
    """
    path = tmp_path / "example.yaml"
    path.write_text(WRITTEN, encoding="utf-8")

    assert EXPECTED == framework_file(path)
    with pytest.raises(UnreadableDocumentError):
        framework_file(tmp_path)


@pytest.mark.parametrize("name", ["example.yaml", "example.json"])
def test_the_head_of_a_framework_is_read_alone(name: str) -> None:
    """
    Id, edition and validity are known although the rest of the file is wrong.
    """
    yaml = WRITTEN.replace("indicators:", "indicators: ]")
    text = (
        yaml
        if name.endswith("yaml")
        else '{"id": "shenzhen.example", "edition": "2023", "valid": {"from": "2023-01-01"}, "facts": 1}'
    )
    end = date(2023, 12, 31) if name.endswith("yaml") else None

    expected = FrameworkSource("shenzhen.example", "2023", Validity(date(2023, 1, 1), end), name, text)
    assert expected == source_from(text, name)


@pytest.mark.parametrize(
    "key", ["facts", "values", "functions", "tables", "rows", "adjustments", "alerts", "constraints", "relations", "changes"]
)
def test_the_head_of_a_framework_ends_where_its_body_begins(key: str) -> None:
    """
    Nothing is read from the first key on that declares something.
    """
    head = 'id: a.b\nedition: "2023"\n'

    assert ("a.b", "2023") == (source_from(f"{head}{key}: ]\n", "f.yaml").id, source_from(f"{head}{key}: ]\n", "f.yaml").edition)


def test_a_head_without_an_id_is_refused() -> None:
    """
    A framework without an id and an edition before its facts cannot be found.
    """
    with pytest.raises(InvalidDocumentError) as caught:
        source_from("title: x\nfacts: {}\nid: a.b\n", "f.yaml")

    assert "f.yaml:1:1: key `id` is missing\nf.yaml:1:1: key `edition` is missing" == str(caught.value)
