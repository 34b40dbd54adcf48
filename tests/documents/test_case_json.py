"""A case is written as what its file holds."""

import json
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from perfrules.case import Case, Figure, collect
from perfrules.documents import as_json, case_from, framework_from
from perfrules.domain import Kind
from perfrules.errors import InvalidDocumentError
from perfrules.evidence import Evidence, Judgement, Known, TableRow
from perfrules.framework import Framework
from perfrules.frozen import Pairs
from perfrules.number import text
from tests.documents.case.form import BARE_HEAD, FORM, HEAD
from tests.documents.case.form import case as form_case
from tests.documents.case.form import find as form_find
from tests.documents.case.test_printed import BODY as PRINTED
from tests.documents.case.test_rows import WHOLE as ROWS
from tests.documents.case.test_tables import PRINTED as TABLES

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


FIGURES = """\
figures:
  own: 4175.07 万元
  cost: {value: 3106.80 万元, printed: 3106.80 元, where: 一, note: 单位有误, exact: 是}
  rate: {value: 0.5, kind: rate}
  people: 12万人
  day: {value: 2023-09, kind: date}
  done: {value: 是, kind: flag}
statements:
  - {printed: 40.23%, formula: staff / own + spent_sum, where: 一, label: 率, exact: 是}
  - {printed: 12 万元, formula: own}
  - {printed: 3.10, formula: people}
  - {holds: open == full and own > 0, note: 注}
"""


def find(*_: object) -> Framework:
    """The one framework that there is."""
    return FRAMEWORK


@pytest.mark.parametrize(
    "body",
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
def test_a_case_that_was_written_is_read_again(body: str) -> None:
    """
    A case survives the way through JSON, whatever unit its numbers were written in.
    """
    case = case_from(f"framework: a.b\nsubject: 单位\nperiod: '2023'\n{body}\n", "c.yaml", find)

    assert case == case_from(json.dumps(as_json(case)), "c.json", find)


@pytest.mark.parametrize(
    ("body", "head"),
    [
        (ROWS, HEAD),
        ("tables: {funds: [[甲, 12 万元, 11], [乙, 3 元, blank]]}\nweights: {effect: 40}\nincomplete: {effect: 缺页}\n", HEAD),
        (TABLES, HEAD),
        (TABLES, BARE_HEAD),
        (FIGURES, HEAD),
        (PRINTED, HEAD),
        ("outline: [{label: 甲, weight: 6, children: [{id: x, label: 乙, score: 3, rule_points: 8}]}]\n", BARE_HEAD),
    ],
)
def test_everything_that_a_unit_brings_and_a_report_prints_is_read_again(body: str, head: str) -> None:
    """
    Rows, tables, weights, figures, statements, problems, outlines and expectations survive the way through JSON.
    """
    found = form_case(body, head)

    assert found == case_from(json.dumps(as_json(found)), "c.json", form_find)


FIGURE_TEXTS = st.tuples(
    st.integers(0, 10**6), st.integers(0, 3), st.sampled_from(("", " 次", "%", "‰", " 元", " 万元", "万", " 万人", " 人"))
)


@given(FIGURE_TEXTS, FIGURE_TEXTS)
def test_any_figures_that_were_read_are_read_again(target: tuple[int, int, str], actual: tuple[int, int, str]) -> None:
    """
    Whatever its units, a row that was read and written is the same row; so is a printed figure.
    """
    texts = [f"{text(Fraction(digits, 10**decimals), decimals)}{unit}" for digits, decimals, unit in (target, actual)]
    row = f"targets: [{{slot: output, label: 甲, weight: 1, target: '{texts[0]}', actual: '{texts[1]}'}}]\n"
    figures = f"figures: {{a: '{texts[0]}', b: '{texts[1]}'}}\n"
    try:
        found = form_case(row + figures)
    except InvalidDocumentError:
        found = form_case(figures)

    assert found == case_from(json.dumps(as_json(found)), "c.json", form_find)


def test_numbers_of_a_program_are_written_in_their_units() -> None:
    """
    What was never a text is written as people write it; it is the same number when it is read.
    """
    evidence = collect(
        FORM,
        {},
        targets=[
            {"slot": "output", "label": "甲", "weight": 1, "target": "90%", "actual": Fraction(19, 20)},
            {"slot": "output", "label": "乙", "weight": 1, "target": "10 万元", "actual": Decimal("9.8")},
            {"slot": "output", "label": "丙", "weight": 1, "target": date(2023, 9, 30), "must": "by_date"},
        ],
        tables={"funds": [("甲", 3, Decimal("2.5"))]},
    )
    known = Pairs.of(
        {"day": Known(Fraction(date(2023, 9, 30).toordinal())), "done": Known(value=True), "rate": Known(Fraction(1, 3))}
    )
    kinds: dict[str, Kind] = {"day": "date", "done": "flag", "rate": "rate"}
    figures = Pairs.of({name: Figure(one, kinds[name]) for name, one in known.items()})
    written: Any = as_json(Case(FORM, evidence, figures=figures))

    assert ["95%", "9.8 万元"] == [row["actual"] for row in written["targets"][:2]]
    assert "2023-09-30" == written["targets"][2]["target"]
    assert {"funds": [["甲", "3 万元", "2.5 万元"]]} == written["tables"]
    assert {
        "day": {"value": "2023-09-30", "kind": "date"},
        "done": {"value": "是", "kind": "flag"},
        "rate": {"value": "1/3", "kind": "rate"},
    } == written["figures"]


def test_rows_of_evidence_alone_are_written_by_the_names_of_their_cells() -> None:
    """
    Without its framework a table has the columns that its rows have.
    """
    rows = (TableRow("甲", Pairs.of({"b": Known(Fraction(2))})), TableRow("乙", Pairs.of({"a": Known(Fraction(1))})))

    assert {"t": [["甲", "blank", "2"], ["乙", "1", "blank"]]} == as_json(Evidence(tables=Pairs.of({"t": rows})))["tables"]


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
