"""The JSON Schemas agree with the readers and writers."""

import json
from collections.abc import Callable, Iterator
from datetime import date
from functools import cache
from pathlib import Path
from typing import TypeAlias

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from perfrules.assess import assess
from perfrules.audit import audit
from perfrules.documents import as_json, case_from, framework_from, source_from
from perfrules.documents.node import Absent, Mapping, Node, Scalar, Sequence
from perfrules.documents.schema import SCHEMAS, schema
from perfrules.documents.tree import tree
from perfrules.documents.waivers import waivers_from
from perfrules.errors import InvalidDocumentError, Problem
from perfrules.finding import AuditReport, waive
from perfrules.framework import Framework, FrameworkSource
from perfrules.rulebook import Rulebook, read_case
from perfrules.testing.tables import frameworks

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs/reference/framework-file.md").read_text(encoding="utf-8")
FRAMEWORKS = sorted(ROOT.glob("frameworks/*/src/*/data/*.yaml"))
CASES = sorted(ROOT.glob("frameworks/*/cases/*.yaml"))
SCORED = [path for path in CASES if "framework: none" not in path.read_text(encoding="utf-8")]
SHAPE = frozenset({"unknown-key", "missing-key", "wrong-shape", "invalid-choice"})
"""The codes of problems that a schema finds too."""

DERIVED = """\
perfrules: 1
id: example.derived
edition: "2024"
title: 另一区评价指标
extends: example.unscored
points: {decimals: 1}
facts: {spent: {label: 支出, kind: amount, unit: 万元, at_most: 100}}
values: {half: {label: 一半, formula: spent / 2, show: cut(1)}}
rows: {standard: {formula: weight, target: {decimals: 2}, ratio: {at_least: actual / target}}}
changes:
  indicators:
    process: {label: 过程管理, clause: 按材料}
    execution: {bands: {of: spent, steps: [{below: 60, points: 5}, {else: 20}]}}
    reporting: {slot: {rules: standard, groups: {数量: 1}, split: {remainder: last}}, source: {basis: assumed}}
  add:
    - {under: process, after: execution, indicator: {id: filing, label: 归档, judged: any}}
"""
"""A framework that extends `unscored.yaml` of the page."""

FILLED = """\
framework: example.form
subject: 某局
period: 2024-01-01/2024-12-31
source: {document: 自评表, basis: printed}
facts: {budget: 120 万元, basic: {value: 20 万元, where: 表1, note: 含公用}}
tables:
  funds: [[一期, 60], [二期, blank]]
  staff:
    columns: [posts, people]
    rows: [[甲, 3, 2], [乙, 4, 4]]
    total: [合计, 7, 6]
    sums: [posts, people]
    each_row: {people: people_total / 2}
    where: 表3
targets:
  - {slot: output, group: 数量指标, label: 巡防次数, target: 120 次, actual: 133 次, printed: 10, samples: 30}
  - {slot: benefit, label: 时长, must: between, target: [1 天, 3 天], actual_text: 良好, weight: 20, where: 第2页}
  - {slot: benefit, id: grade, label: 评价, must: graded, grade: 达成预期指标, points: 9, by: 复核, reason: 已完成, weight: 10}
  - {slot: satisfaction, label: 满意, target: 90%, actual: 95%, weight: 10, formula: weight}
judged: {late: {points: -1, by: 复核, reason: 迟报三日}}
weights: {benefit: 30}
incomplete: {output: 缺页}
interpretations: {standard: 未达标不得分}
figures: {own: 4175.07 万元, other: {value: 3 人, kind: count, printed: 三, exact: 是}}
statements:
  - {printed: 40.23%, formula: basic / budget, where: 一, label: 占比, exact: 否}
  - {holds: basic <= budget, note: 见附表}
problems: [{indicator: output, text: 未按时, where: 三}]
printed: {scores: {output: 48}, weights: {total: 100}, total: 97, grade: 优, scorers: {复核: {scores: {output: 47}, total: 96}}}
expect: {scores: {output: "48"}, total: "97", grade: 优, findings: [x]}
"""
BARE = """\
framework: none
subject: 某局
period: "2024"
figures: {own: 4}
outline:
  - {id: top, label: 决策, weight: 20, score: 18, children: [{label: 立项, weight: 20, score: blank, rule_points: 8}]}
printed: {total: 18}
"""
WAIVERS = """\
perfrules: 1
waivers:
  - {id: statement-1a2b3c4d, reason: 已更正, by: 复核, until: 2024-12-31, subject: 某局}
  - {id: score-1a2b3c4d, reason: 已更正, by: 复核}
"""

Plain: TypeAlias = str | list["Plain"] | dict[str, "Plain"] | None


@cache
def validator(name: str) -> Draft202012Validator:
    """What finds faults by the schema of this name."""
    return Draft202012Validator(schema(name))


def faults(name: str, document: object) -> list[str]:
    """What the schema of this name finds wrong with a document."""
    return [f"{error.json_path}: {error.message}" for error in validator(name).iter_errors(document)]


def plain(node: Node) -> Plain:
    """A tree as JSON, every scalar a text."""
    match node:
        case Scalar(text=text):
            return text
        case Sequence(items=items):
            return [plain(item) for item in items]
        case Mapping(pairs=pairs):
            return {key.text: plain(value) for key, value in pairs}
        case Absent():
            return None


def written(path: Path) -> Plain:
    """The document in a file."""
    return plain(tree(path.read_text(encoding="utf-8"), path.name).root)


def shown(title: str) -> str:
    """The document that the page about framework files shows under this name."""
    return PAGE.partition(f'```yaml title="{title}"\n')[2].partition("```\n")[0]


def changed(document: Plain) -> Iterator[Plain]:
    """The document with one key left out, renamed or added, or with one value of another sort or another word."""
    match document:
        case dict():
            yield {**document, "zzz": "1"}
            for key, value in document.items():
                rest = {name: other for name, other in document.items() if name != key}
                yield from (rest, {f"{key}x": value, **rest})
                yield from ({**document, key: other} for other in changed(value))
        case list():
            for position, value in enumerate(document):
                yield from ([*document[:position], other, *document[position + 1 :]] for other in changed(value))
    others: tuple[Plain, ...] = ("zzz", ["zzz"], {"zzz": "1"}, [])
    yield from (other for other in others if type(other) is not type(document) or other == "zzz")


def all_changed(*texts: str) -> tuple[str, ...]:
    """Every change of some documents, as JSON."""
    return tuple(json.dumps(other) for text in texts for other in changed(plain(tree(text, "f.yaml").root)))


@cache
def changed_frameworks() -> tuple[str, ...]:
    """Every change of the frameworks of the page, and of the derived one above."""
    return all_changed(*(shown(title) for title in ("example.yaml", "form.yaml", "unscored.yaml")), DERIVED)


@cache
def changed_cases() -> tuple[str, ...]:
    """Every change of the two cases above."""
    return all_changed(FILLED, BARE)


@cache
def changed_waivers() -> tuple[str, ...]:
    """Every change of the waivers above."""
    return all_changed(WAIVERS)


def parent(*_: object) -> FrameworkSource:
    """The framework that the derived one extends."""
    return source_from(shown("unscored.yaml"), "unscored.yaml")


def form(*_: object) -> Framework:
    """The framework of the filled form."""
    return framework_from(shown("form.yaml"), "form.yaml")


def refused(read: Callable[[str], object], text: str) -> tuple[Problem, ...]:
    """What a reader finds wrong with a document."""
    try:
        read(text)
    except InvalidDocumentError as error:
        return error.problems
    return ()


@pytest.mark.parametrize("name", SCHEMAS)
def test_a_schema_is_one(name: str) -> None:
    """
    Each schema keeps the rules of JSON Schema 2020-12, and names itself.
    """
    Draft202012Validator.check_schema(schema(name))

    assert f"urn:perfrules:{name}:1" == schema(name)["$id"]


def test_an_unknown_schema_is_refused() -> None:
    """
    A program that asks for another name is told which there are.
    """
    with pytest.raises(
        ValueError, match=r"^`name` is `framework` or `case` or `scorecard` or `audit` or `waivers`, not `sheet`$"
    ):
        schema("sheet")


@pytest.mark.parametrize("path", FRAMEWORKS, ids=lambda path: path.stem)
def test_shipped_frameworks_keep_the_schema(path: Path) -> None:
    """
    Every framework that is shipped is valid, read by us and by an ordinary YAML reader.
    """
    ordinary = json.loads(json.dumps(yaml.safe_load(path.read_text(encoding="utf-8")), default=str))

    assert [] == faults("framework", written(path)) + faults("framework", ordinary)


@given(frameworks())
def test_frameworks_keep_the_schema(framework: Framework) -> None:
    """
    What is written of a sound framework is valid.
    """
    assert [] == faults("framework", as_json(framework))


@given(st.deferred(lambda: st.sampled_from(changed_frameworks())))
def test_reader_and_schema_agree_on_frameworks(text: str) -> None:
    """
    A schema refuses what the reader refuses for its keys, words and sorts of nodes, and takes all that the reader takes.

    What a derived framework lacks may stand in its parent, which a schema does not know.
    """
    document = json.loads(text)
    found = refused(lambda text: framework_from(text, "framework.json", find=parent), text)
    open_ones = {"missing-key"} if "extends" in document else set()
    is_valid = validator("framework").is_valid(document)

    assert not (is_valid and {problem.code for problem in found} & SHAPE - open_ones)
    assert is_valid or found


@given(st.deferred(lambda: st.sampled_from(changed_cases())))
def test_reader_and_schema_agree_on_cases(text: str) -> None:
    """
    The same holds for cases, but for what a schema does not know of a framework: its words, columns, and who shares weights out.
    """
    found = refused(lambda text: case_from(text, "case.json", form), text)
    shapes = [problem for problem in found if problem.code in SHAPE - {"invalid-choice"}]
    is_valid = validator("case").is_valid(json.loads(text))

    assert not (is_valid and [one for one in shapes if one.code == "wrong-shape" or not one.path.startswith("targets/")])
    assert is_valid or found


@pytest.mark.parametrize("text", [FILLED, BARE])
def test_every_key_of_a_case_keeps_the_schema(text: str) -> None:
    """
    A form that is filled in and a bare table are valid.
    """
    assert [] == faults("case", plain(tree(text, "case.yaml").root))


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_shipped_cases_keep_the_schema(path: Path) -> None:
    """
    Every case that is shipped is valid, read by us and by an ordinary YAML reader.
    """
    ordinary = json.loads(json.dumps(yaml.safe_load(path.read_text(encoding="utf-8")), default=str))

    assert [] == faults("case", written(path)) + faults("case", ordinary)


@pytest.mark.parametrize("path", SCORED, ids=lambda path: path.stem)
def test_scorecards_of_shipped_cases_keep_the_schema(path: Path) -> None:
    """
    What is written of the scorecard of a shipped case is valid.
    """
    case = read_case(path, Rulebook.load())

    assert [] == faults("scorecard", as_json(assess(case.framework, case.evidence)))


@given(st.deferred(lambda: st.sampled_from(changed_waivers())))
def test_reader_and_schema_agree_on_waivers(text: str) -> None:
    """
    Both take the same files, but for days that are no days and findings that are accepted twice.
    """
    codes = {problem.code for problem in refused(lambda text: waivers_from(text, "w.json"), text)}

    assert (codes <= {"invalid-date", "duplicate-key"}) == validator("waivers").is_valid(json.loads(text))


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_audits_of_shipped_cases_keep_the_schema(path: Path) -> None:
    """
    What is written of the audit of a shipped case is valid, alone and in a list.
    """
    case = read_case(path, Rulebook.load())
    found = AuditReport(case.evidence.subject, case.framework.id, waive(audit(case), (), date(2024, 1, 1)))
    written = as_json(found)

    assert [] == faults("audit", written) + faults("audit", [written, written])
