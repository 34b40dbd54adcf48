"""A framework that a county makes of the example."""

COUNTY = """\
perfrules: 1
id: county.form
edition: "2024"
title: 某县评分表
source: {document: 某县财政局〔2024〕5号, basis: referenced}
extends: template.example
functions:
  rounded(x): cut(x, 0.01)
changes:
  remove: [service]
  indicators:
    execution: {weight: 30, clause: 预算执行率 × 30 分}
    results: {label: 产出与效益, weight: 60}
  add:
    - after: execution
      indicator: {id: quality, label: 质量, weight: 10, judged: any}
"""
