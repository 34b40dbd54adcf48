"""A case is written as what its file holds."""

import json
from fractions import Fraction

import pytest

from perfrules.case import Case
from perfrules.documents import as_json, case_from, framework_from
from perfrules.evidence import Evidence, Judgement, Known
from perfrules.framework import Framework
from perfrules.frozen import Pairs

FRAMEWORK = framework_from(
    """\
perfrules: 1
id: a.b
edition: "2023"
title: 题
points: {total: 10}
facts:
  used: {label: 支出, kind: amount, unit: 万元}
  progress: {label: 进度, kind: rate}
  open: {label: 公开, kind: flag}
values:
  share: {label: 率, formula: progress / 2, interpretations: [{name: 另, formula: progress}]}
  half: {label: 一半, formula: used / 2}
indicators:
  - {id: one, label: 一, weight: 10, judged: any, not_applicable: full}
""",
    "a.yaml",
)


def find(*_: object) -> Framework:
    """The one framework that there is."""
    return FRAMEWORK


@pytest.mark.parametrize(
    "given",
    [
        "facts: {used: 3106.80 元, progress: 27.250%, open: 是}",
        "facts: {used: {value: 3106.80 万元, printed: 3106.80 元, where: 表, note: 注}}",
        "facts: {progress: {value: 27.250%, printed: 三成}}",
        "facts: {used: {value: 115.37 元, printed: 115 元}, progress: {value: 975‰, printed: 约}}",
        "values: {half: {value: 1.5万, printed: 15000}}",
        "values: {half: 300 元, share: {value: 0.9879, printed: 98.79%}}",
        "values: {share: {value: 50.00%, printed: 约五成}}",
        "facts: {progress: {value: 0.2725, printed: 三成}, open: {value: 否, printed: 无}}",
        "values: {share: {value: 98.790%, printed: 约 99%}}",
        "judged: {one: {points: 5.5, by: 复核, reason: 账实相符}}\ninterpretations: {share: 另}",
        "not_applicable: {one: 无项目}\nprinted: {total: 9.50, grade: 优, scores: {one: 9.5}}\nsource: {document: 报告}",
    ],
)
def test_a_case_that_was_written_is_read_again(given: str) -> None:
    """
    A case survives the way through JSON, whatever unit its numbers were written in.
    """
    case = case_from(f"framework: a.b\nsubject: 单位\nperiod: '2023'\n{given}\n", "c.yaml", find)

    assert case == case_from(json.dumps(as_json(case)), "c.json", find)


def test_a_number_that_no_text_fits_is_written_exactly() -> None:
    """
    A value that was computed, not written, keeps its exact number.
    """
    facts = {"used": Known(Fraction("0.31068")), "progress": Known(Fraction(1, 3), "约三成", decimals=2)}

    expected = {"used": {"value": "0.31068 万元"}, "progress": {"value": "1/3", "printed": "约三成"}}
    assert expected == as_json(Case(FRAMEWORK, Evidence(facts=Pairs.of(facts))))["facts"]


def test_evidence_alone_is_written_by_id() -> None:
    """
    Without its framework a fact is a bare number.
    """
    evidence = Evidence(
        "单位",
        "2023",
        facts=Pairs.of({"used": Known(Fraction("3106.8"), "3106.80 万元", "表", decimals=2)}),
        judged=Pairs.of({"one": Judgement(Fraction(5), "复核", "无误")}),
        stated=Pairs.of({"one": Fraction("5.5")}),
    )

    expected = {
        "subject": "单位",
        "period": "2023",
        "facts": {"used": {"value": "3106.80", "where": "表", "printed": "3106.80 万元"}},
        "judged": {"one": {"points": "5", "by": "复核", "reason": "无误"}},
        "printed": {"scores": {"one": "5.5"}},
    }
    assert expected == as_json(evidence)
