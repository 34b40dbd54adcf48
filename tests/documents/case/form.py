"""A form with slots and tables, and cases under it."""

import pytest

from perfrules.case import Case
from perfrules.documents import case_from, framework_from
from perfrules.errors import InvalidDocumentError, Problem
from perfrules.framework import Framework

FORM = framework_from(
    """\
perfrules: 1
id: a.b
edition: "2023"
title: 题
points: {total: 100}
facts:
  used: {label: 支出, kind: amount, unit: 万元}
  staff: {label: 人数, kind: count, unit: 人}
  open: {label: 公开, kind: choice, states: {full: 全部, none: 未公开}}
functions:
  twice(x): x * 2
rows:
  standard:
    ratio: {at_least: actual / target, between: 1 if target <= actual <= target_most else 0, by_date: "1"}
    formula: cut(min(ratio, 1) * weight, 0.01)
    columns:
      asked: {label: 问卷, kind: count, unit: 份}
    graded: [{name: 达成, from: 80%, to: 100%}]
    interpretations: [{name: 另, formula: weight}]
tables:
  funds:
    label: 资金
    columns:
      plan: {label: 预算, kind: amount, unit: 万元}
      used_up: {label: 支出, kind: amount, unit: 万元}
    sums: {spent_sum: used_up}
    rows_at_most: 2
indicators:
  - {id: output, label: 产出, weight: 50, slot: standard}
  - {id: effect, label: 效益, weight: open, slot: standard}
  - {id: opinion, label: 满意度, weight: 10, judged: any}
""",
    "a.yaml",
)

HEAD = "framework: a.b\nsubject: 单位\nperiod: '2023'\n"
BARE_HEAD = "framework: none\nsubject: 单位\nperiod: '2023'\n"


def find(*_: object) -> Framework:
    """The one framework that there is."""
    return FORM


def case(body: str, head: str = HEAD) -> Case:
    """The case with this body."""
    return case_from(head + body, "c.yaml", find)


def refusals(body: str, head: str = HEAD) -> list[str]:
    """What is wrong with a case of this body, each with its line; the body begins in line 4."""
    with pytest.raises(InvalidDocumentError) as caught:
        case(body, head)
    return [told(problem) for problem in caught.value.problems]


def notes(body: str, head: str = HEAD) -> list[str]:
    """What is noted about a case of this body."""
    return [told(problem) for problem in case(body, head).notes]


def told(problem: Problem) -> str:
    """A problem with its line, path and message."""
    line = problem.place.line if problem.place else 0
    return f"{line}: {problem.path}: {problem.message}"
