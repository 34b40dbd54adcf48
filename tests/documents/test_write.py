"""Results are written as plain mappings."""

import json
from fractions import Fraction

import pytest
from jsonschema import Draft202012Validator

from perfrules.assess import assess
from perfrules.deduction import deductions
from perfrules.documents import as_json, case_from, framework_from
from perfrules.documents.schema import schema
from perfrules.domain import Span
from perfrules.errors import Place, Problem
from perfrules.explanation import explain
from perfrules.framework import Framework
from perfrules.receipt import receipt
from perfrules.scorecard import Scorecard

FRAMEWORK = framework_from(
    """\
perfrules: 1
id: a.b
edition: "2023"
title: 题
points: {total: 12}
grades: [{name: 优, at_least: 11}, {name: 差, at_least: 0}]
facts:
  used: {label: 支出, kind: rate, decimals: 4, at_most: 100%}
  open: {label: 公开, kind: flag}
values:
  share: {label: 率, formula: used / 1}
indicators:
  - id: top
    label: 上
    weight: 4
    children:
      - {id: computed, label: 算, weight: 2, formula: "cut(used * 2, 0.01)"}
      - {id: given, label: 判, weight: 2, judged: any}
  - {id: stated, label: 列, weight: 2, judged: any}
  - {id: gap, label: 缺, weight: 2, met: open}
  - {id: excused, label: 免, weight: 2, judged: any, not_applicable: full}
  - id: spread
    label: 摆
    weight: 2
    formula: 2 if share >= 0.98785 else 1
""",
    "a.yaml",
)

CASE = """\
framework: a.b
subject: 单位
period: "2023"
facts: {used: 50%}
judged: {given: {points: 1.5, by: 复核, reason: 缺一份}}
not_applicable: {excused: 无项目}
printed: {scores: {stated: 2}}
"""


def find(*_: object) -> Framework:
    """The one framework that there is."""
    return FRAMEWORK


@pytest.fixture
def card() -> Scorecard:
    """A scorecard with every kind of outcome."""
    return assess(FRAMEWORK, case_from(CASE, "c.yaml", find).evidence)


def test_a_scorecard_is_written_with_every_outcome(card: Scorecard) -> None:
    """
    Total, grade, completeness and each score stand in the JSON, numbers as texts, in reading order.
    """
    written = as_json(card)
    scores = written.pop("scores")
    written.pop("receipt")

    expected = {
        "framework": "a.b",
        "edition": "2023",
        "subject": "单位",
        "period": "2023",
        "total": {"points": None, "least": "7.50", "most": "9.50"},
        "grade": "差",
        "completeness": {
            "figures": "4",
            "printed_ratios": "0",
            "judged": "2",
            "stated": "2",
            "missing": "2",
            "not_applicable": "2",
        },
        "missing": [{"id": "open", "kind": "fact", "label": "公开", "points": "2", "indicators": ["gap"]}],
        "alerts": [],
        "deductions": [as_json(one) for one in deductions(card)],
    }
    assert expected == written
    assert isinstance(scores, list)
    found = {score["id"]: (score["kind"], score["points"], score["path"]) for score in scores}
    assert {
        "top": ("subtotal", "2.50", ["top"]),
        "computed": ("computed", "1.00", ["top", "computed"]),
        "given": ("judged", "1.50", ["top", "given"]),
        "stated": ("stated", "2.00", ["stated"]),
        "gap": ("gap", None, ["gap"]),
        "excused": ("not_applicable", "2.00", ["excused"]),
        "spread": ("computed", "1.00", ["spread"]),
    } == found
    assert list(found) == ["top", "computed", "given", "stated", "gap", "excused", "spread"]


def test_a_scorecard_keeps_its_schema(card: Scorecard) -> None:
    """
    Every outcome is written as the schema of scorecards says, and a key more or less is a fault.
    """
    validator = Draft202012Validator(schema("scorecard"))
    written = as_json(card)
    grown, lacking = {**written, "more": ""}, {key: value for key, value in written.items() if key != "grade"}

    assert [True, False, False] == [validator.is_valid(one) for one in (written, grown, lacking)]


def test_each_outcome_says_on_what_it_rests(card: Scorecard) -> None:
    """
    A score carries label, weight, limits and explanation, and what only its kind knows.
    """
    scores = {score["id"]: score for score in json.loads(json.dumps(as_json(card)))["scores"]}

    common = {"id", "path", "label", "weight", "points", "least", "most", "kind", "explanation", "reading"}
    expected = {
        "top": {"missing": []},
        "computed": {"printed": [], "spread": None, "whatever": []},
        "given": {"given": "1.5", "by": "复核", "reason": "缺一份"},
        "stated": {"allowed": ["0.00", "2.00"]},
        "gap": {"reason": "missing", "missing": ["open"], "detail": ""},
        "excused": {"policy": "full", "reason": "无项目"},
        "spread": {"printed": [], "spread": None, "whatever": []},
    }
    assert expected == {name: {key: score[key] for key in score if key not in common} for name, score in scores.items()}
    assert all(common <= score.keys() for score in scores.values())
    assert "\n".join(explain(card, "gap").steps) == scores["gap"]["explanation"]
    assert {""} == {score["reading"] for score in scores.values()}


def test_a_printed_ratio_shows_how_far_its_rounding_reaches() -> None:
    """
    Where the rounding of a printed ratio could change the points, both ends are written.
    """
    text = CASE.replace("facts: {used: 50%}", "values: {share: 98.79%}").replace("98.79%", "98.8%")
    scores = as_json(assess(FRAMEWORK, case_from(text, "c.yaml", find).evidence))["scores"]

    assert isinstance(scores, list)
    assert [(["share"], ["1.00", "2.00"])] == [(one["printed"], one["spread"]) for one in scores if one["id"] == "spread"]


def test_what_is_made_from_a_scorecard_is_written_field_by_field(card: Scorecard) -> None:
    """
    Deductions, explanations and receipts have the keys of their fields.
    """
    lost, explained, written = deductions(card)[0], explain(card, "computed"), receipt(card)

    assert {"id": "computed", "points": "1", "sentence": lost.sentence} == as_json(lost)
    assert {
        "id": "computed",
        "label": "算",
        "steps": list(explained.steps),
        "text": explained.text,
        "latex": explained.latex,
    } == as_json(explained)
    assert as_json(card)["receipt"] == as_json(written)
    assert {"engine", "framework", "edition", "plugin", "framework_hash", "evidence_hash", "scores_hash"} == as_json(
        written
    ).keys()


@pytest.mark.parametrize(
    ("place", "expected"),
    [(None, None), (Place("f.yaml", 2, 3), {"file": "f.yaml", "line": "2", "column": "3"})],
)
def test_a_problem_is_written_with_its_place(place: Place | None, expected: dict[str, str] | None) -> None:
    """
    A place that is not known is null.
    """
    written = as_json(Problem("error", "no-value", "facts/used", "key `used` has no value", place))

    assert {
        "severity": "error",
        "code": "no-value",
        "path": "facts/used",
        "message": "key `used` has no value",
        "place": expected,
        "excerpt": "",
    } == written


def test_a_span_is_written_with_its_decimals_or_exactly() -> None:
    """
    Points have the decimals of the framework; limits that do not fit them stay exact.
    """
    span = Span(Fraction(1, 3), Fraction("97.1"), 2)

    assert {"points": None, "least": "1/3", "most": "97.10"} == as_json(span)
