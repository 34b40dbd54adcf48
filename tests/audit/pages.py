"""Reports as they are written down: cases under a small framework with facts, values, relations, rows and a table."""

from perfrules.audit.figures.keys import Keys
from perfrules.audit.report import Report
from perfrules.documents import case_from, framework_from
from perfrules.framework import Framework

FORM = framework_from(
    """\
perfrules: 1
id: a.b
edition: "2023"
title: 题
points: {total: 100}
functions:
  twice(x): x * 2
facts:
  budget: {label: 预算, kind: amount, unit: 万元, decimals: 2}
  basic: {label: 基本支出预算, kind: amount, unit: 万元}
  project: {label: 项目支出预算, kind: amount, unit: 万元, decimals: 2}
  spent: {label: 支出, kind: amount, unit: 万元}
  planned: {label: 计划数, kind: amount, unit: 万元, decimals: 2}
  progress: {label: 进度, kind: rate, decimals: 4}
  staff: {label: 人数, kind: count, unit: 人}
  posts: {label: 编制, kind: count, unit: 人}
  exempt: {label: 免评, kind: flag}
  open: {label: 公开, kind: choice, states: {full: 全部, none: 未公开}}
  started: {label: 开工, kind: date}
values:
  rate:
    label: 执行率
    formula: spent / budget
    interpretations: [{name: 按基本支出, formula: spent / basic}, {name: 按计划, formula: spent / planned}]
  doubled: {label: 两倍, formula: twice(rate)}
  rest: {label: 结余, formula: budget - spent}
  excess: {label: 超出百万, formula: "max(spent - 100, 0)"}
  filled: {label: 满编率, formula: staff / posts}
  share: {label: 人均占比, formula: used_sum / spent}
relations:
  - budget == basic + project
  - spent == progress * planned
  - rest <= 500
  - filled <= 1 or exempt
rows:
  standard:
    ratio: {at_least: actual / target}
    formula: cut(min(ratio, 1) * weight, 0.01)
    columns:
      asked: {label: 问卷, kind: count, unit: 份}
    sums: {done_sum: actual, mean_ratio: ratio, answers: asked}
tables:
  funds:
    label: 资金
    columns:
      plan: {label: 预算, kind: amount, unit: 万元, decimals: 2}
      used: {label: 支出, kind: amount, unit: 万元, decimals: 2}
    sums: {used_sum: used, unused_sum: plan - used, large_sum: "max(used - 1, 0)"}
indicators:
  - id: execution
    label: 执行
    weight: 40
    formula: cut(0 if doubled > 1.9 and rate > 1 else subtotal, 0.01)
    children:
      - {id: pace, label: 进度, weight: 30, formula: "cut(min(rate, 1) * weight, 0.01)"}
      - {id: staffing, label: 人员, weight: 10, met: filled <= 1}
  - {id: output, label: 产出, weight: 50, slot: standard}
  - {id: opinion, label: 满意度, weight: 10, judged: any}
""",
    "a.yaml",
)

HEAD = "framework: a.b\nsubject: 单位\nperiod: '2023'\n"
BARE_HEAD = "framework: none\nsubject: 单位\nperiod: '2023'\n"


def page(body: str, head: str = HEAD) -> Report:
    """The report with this body."""

    def find(*_: object) -> Framework:
        return FORM

    return Report(case_from(head + body, "c.yaml", find))


def bare(body: str) -> Report:
    """The report with this body, which follows no framework."""
    return page(body, BARE_HEAD)


def keys_of(report: Report) -> Keys:
    """The names of a report over its printed numbers."""
    return Keys(report.case, report.numbers)
