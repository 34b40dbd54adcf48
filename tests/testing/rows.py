"""A small framework with target rows and a table, for the tests of the kit."""

from perfrules.documents import framework_from
from perfrules.framework import Framework

ROWS = """\
perfrules: 1
id: example.rows
edition: "2024"
title: 自评表
points: {total: 20}
alerts:
  - {name: 未用完, when: used_sum < arranged_sum}
grades:
  - {name: 优, at_least: 18, unless: misuse}
  - {name: 差, at_least: 0}
facts:
  misuse: {label: 违规, kind: flag}
tables:
  funds:
    label: 资金表
    columns:
      arranged: {label: 安排, kind: amount, unit: 万元, decimals: 2, at_least: 1 万元, at_most: 1000 万元}
      used: {label: 使用, kind: amount, unit: 万元, decimals: 2, at_most: 1000 万元, better: higher}
    sums: {arranged_sum: arranged, used_sum: used}
rows:
  standard:
    target: {decimals: 2, at_least: 1, at_most: 1000}
    actual: {decimals: 2, at_most: 1000}
    ratio:
      at_least: "1 if actual >= target else actual / target"
      between: 1 if target <= actual <= target_most else 0
    formula: half_up(ratio * weight, 0.01)
    graded:
      - {name: 好, from: 80%, to: 100%}
      - {name: 差, from: 0%, to: 80%}
    columns:
      sure: {label: 佐证, kind: flag}
    sums: {reached: 1 if actual >= target else 0}
    interpretations:
      - {name: 从严, formula: weight if ratio >= 1 else 0}
indicators:
  - id: execution
    label: 执行率
    weight: 5
    formula: half_up(min(used_sum / arranged_sum, 1) * weight, 0.01)
  - {id: output, label: 产出, weight: 15, slot: {rules: standard, groups: {数量指标: 10}}}
"""


def rows(*changes: tuple[str, str]) -> Framework:
    """The framework, with changes to its text."""
    text = ROWS
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    return framework_from(text, "rows.yaml")
