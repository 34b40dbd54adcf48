"""A parent, and frameworks that extend it."""

from datetime import date

from perfrules.documents import framework_from
from perfrules.errors import EditionError, UnknownFrameworkError
from perfrules.framework import Framework, FrameworkSource, Validity

PARENT = """\
perfrules: 1
id: a.b
edition: "2023"
title: 母表
valid: {from: 2023-01-01}
source: {document: 甲文, basis: referenced}
points: {total: 20, decimals: 1}
grades: [{name: 优, at_least: 18}, {name: 差, at_least: 0}]
functions:
  rounded(x): cut(x, 0.1)
facts:
  spent: {label: 支出, kind: amount, unit: 万元, decimals: 2, at_most: 1000 万元}
  plan: {label: 预算, kind: amount, unit: 万元, decimals: 2, at_least: 1 万元, at_most: 1000 万元}
  open: {label: 公开, kind: choice, states: {full: 全部, none: 未公开}}
values:
  rate: {label: 执行率, formula: spent / plan}
rows:
  standard: {formula: "cut(min(ratio, 1) * weight, 0.1)"}
tables:
  staff: {label: 人员, columns: {pay: {label: 工资, kind: amount, unit: 元}}, sums: {payroll: pay}}
indicators:
  - id: money
    label: 资金
    weight: 10
    children:
      - {id: pace, label: 进度, weight: 6, formula: "rounded(min(rate, 1) * weight)"}
      - id: openness
        label: 公开
        weight: 4
        bands: {of: rate, steps: [{below: 0.5, points: 1}, {else: weight}]}
  - {id: result, label: 效果, weight: 10, judged: any, formula: "min(judged, weight)"}
adjustments:
  - {id: honours, label: 表彰, weight: 2, judged: any}
"""
"""One of everything that a child can change, without a check of what the indicators say."""

HEAD = """\
perfrules: 1
id: c.d
edition: "2024"
title: 子表
source: {document: 乙文}
extends: a.b
"""


def source(text: str, place: str) -> FrameworkSource:
    """What a plugin contributes; id and edition stand in lines of their own."""
    id, edition = (next(line for line in text.splitlines() if line.startswith(key)).split(": ")[1] for key in ("id:", "edition:"))
    return FrameworkSource(id, edition.strip("\"'"), Validity(), place, text)


class Shelf:
    """Where parents are found; keeps in mind what it was asked for."""

    def __init__(self, *sources: FrameworkSource) -> None:
        self.sources = sources
        self.asked: list[tuple[str, str | None, date | None]] = []

    def __call__(self, id: str, edition: str | None, on: date | None) -> FrameworkSource:
        """The first with this id in this edition."""
        self.asked.append((id, edition, on))
        known = [one for one in self.sources if one.id == id]
        if not known:
            raise UnknownFrameworkError(id, tuple(one.id for one in self.sources))
        for one in known:
            if edition in {None, one.edition}:
                return one
        raise EditionError(id, str(edition), tuple(one.edition for one in known))


def derived(body: str, *others: FrameworkSource, head: str = HEAD) -> Framework:
    """The framework that says this of its parent."""
    return framework_from(head + body, "child.yaml", find=Shelf(source(PARENT, "parent.yaml"), *others))
