"""A self-evaluation form with slots, a table and open weights, and units that fill it in."""

from fractions import Fraction

from perfrules.evidence import Evidence, Known, TableRow, TargetRow
from perfrules.framework import Framework
from perfrules.frozen import Pairs
from perfrules.rulebook import framework_in

FORM = """\
perfrules: 1
id: form.self-evaluation
edition: "1"
title: 自评表
points: {total: 100}
functions:
  rounded(x): half_up(x, 0.01)
tables:
  funds:
    label: 资金表
    columns:
      arranged: {label: 安排, kind: amount, unit: 万元}
      used: {label: 使用, kind: amount, unit: 万元}
    sums: {arranged_sum: arranged, used_sum: used, rate_sum: used / arranged}
    rows_at_most: 20
rows:
  standard:
    ratio:
      at_least: "1 if actual >= target else actual / target"
      at_most: "1 if actual <= target else target / actual"
      between: 1 if target <= actual <= target_most else 0
      by_date: 1 if actual <= target else 0
    formula: rounded(ratio * weight)
    graded:
      - {name: 达成, from: 80%, to: 100%}
      - {name: 未达成, from: 0%, to: 80%}
    sums: {ratios: ratio, count: "1", weights: weight}
    interpretations:
      - {name: 达到才得分, formula: weight if ratio >= 1 else 0}
  scored:
    columns:
      share: {label: 系数, kind: rate, decimals: 4, at_most: 100%}
    formula: rounded(share * weight)
indicators:
  - id: execution
    label: 预算执行率
    weight: 10
    formula: rounded(min(used_sum / arranged_sum, 1) * weight)
  - id: output
    label: 产出指标
    weight: 50
    slot: {rules: standard, groups: {数量指标: 30}}
  - id: benefit
    label: 效益指标
    weight: 30
    slot: standard
    formula: rounded(min(ratios / count, 1) * weight)
  - id: satisfaction
    label: 满意度
    weight: 10
    slot: {rules: scored, split: {decimals: 0, remainder: last}}
"""


def form(*changes: tuple[str, str]) -> Framework:
    """The form, with changes to its text."""
    text = FORM
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    return framework_in(text, "form.yaml")


def known(text: str) -> Known:
    """A printed number."""
    return Known(Fraction(text), text)


def target(  # noqa: PLR0913, PLR0917  # what a row is made of
    slot: str, label: str, weight: str = "", wanted: str = "10", actual: str = "10", group: str = ""
) -> TargetRow:
    """A target row with numbers; an empty text is not there."""
    return TargetRow(
        id="/".join(part for part in (slot, group, label) if part),
        slot=slot,
        label=label,
        group=group,
        weight=Fraction(weight) if weight else None,
        unit="次",
        target=known(wanted) if wanted else None,
        actual=known(actual) if actual else None,
    )


def funds(*rows: tuple[str, str]) -> Pairs[tuple[TableRow, ...]]:
    """The rows of the table: arranged and used; an empty text is blank."""
    cells = [{name: known(text) for name, text in zip(("arranged", "used"), row, strict=True) if text} for row in rows]
    return Pairs.of({"funds": tuple(TableRow(f"项目{number}", Pairs.of(one)) for number, one in enumerate(cells, 1))})


OUTPUT = (
    target("output", "巡防", "20", "120", "133", "数量指标"),
    target("output", "培训", "10", "8", "6", "数量指标"),
    target("output", "验收", "20", "4", "4", "质量指标"),
)
BENEFIT = (target("benefit", "发案下降", "15", "10", "10"), target("benefit", "知晓", "15", "100", "80"))
SATISFACTION = (
    TargetRow("satisfaction/居民", "satisfaction", "居民", columns=Pairs.of({"share": known("0.9")})),
    TargetRow("satisfaction/企业", "satisfaction", "企业", columns=Pairs.of({"share": known("1")})),
    TargetRow("satisfaction/学校", "satisfaction", "学校", columns=Pairs.of({"share": known("1")})),
)
UNIT = Evidence(
    "单位",
    "2023",
    targets=(*OUTPUT, *BENEFIT, *SATISFACTION),
    tables=funds(("100", "95"), ("50", "40")),
)
