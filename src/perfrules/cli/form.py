"""What a unit brings itself, in an empty case: its weights, an example row for each group of a slot, the columns of tables."""

import json
from collections.abc import Iterator

from perfrules import number
from perfrules.case import BLANK, Site, sites
from perfrules.cli.fields import flat, kind, weight
from perfrules.framework import Framework

_MUST = {
    "at_least": "不少于（可省略）",
    "at_most": "不超过",
    "equal": "等于",
    "between": "介于，目标值写作 [下限, 上限]",
    "by_date": "按期，目标值和实际值写日期",
    "graded": "由人评定",
}


def weight_lines(framework: Framework) -> Iterator[str]:
    """The weights that a case can set."""
    yield "weights:  # 由本单位确定的分值"
    for *_, one in framework.paths.values():
        if one.is_open:
            yield f"  {one.id}:  # {flat(one.label)}"
        elif framework.has_adjustable_weights:
            yield f"  {one.id}:  # {flat(one.label)}；原为 {number.plain(one.weight)}"


def target_lines(framework: Framework) -> Iterator[str]:
    """An example row for each group of each slot."""
    yield "targets:  # 绩效指标，每个一行，可照样添加；数后写单位，如 120 次、90%、3 万元"
    for slot, site in sites(framework).items():
        one = framework.paths[slot][-1]
        for group in site.slot.groups or ("",):
            yield f"  - slot: {slot}  # {flat(one.label)}；{weight(one)}"
            if group:
                yield f"    group: {_text(group)}  # 共 {number.plain(site.slot.groups[group])} 分"
            yield from (f"    {line}" for line in _row_lines(site))


def _row_lines(site: Site) -> Iterator[str]:
    yield "label:  # 指标名称"
    yield f"must:  # {'；'.join(f'{word} {_MUST[word]}' for word in _MUST if word == 'graded' or word in site.rules.ratio)}"
    yield "target:  # 目标值；文字写在 target_text 后"
    yield "actual:  # 实际完成值，单位同目标值；文字写在 actual_text 后"
    if site.is_scored and site.slot.split is None:
        yield "weight:  # 分值"
    for column in site.rules.columns:
        yield f"{column.id}:  # {flat(column.label)}；{kind(column.domain)}"
    if site.rules.graded:
        yield f"grade:  # 评定的等次：{'、'.join(flat(band.name) for band in site.rules.graded)}"
    yield "points:  # 评定的得分，另写 by（评定人）和 reason（理由）"
    yield "printed:  # 报告列示的得分"


def table_lines(framework: Framework) -> Iterator[str]:
    """The columns of each table, and a row that is still blank."""
    yield "tables:  # 表，每行一个方括号：名称在前，各列依次在后；空格写 blank"
    for table in framework.tables:
        columns = "，".join(f"{flat(column.label)}（{kind(column.domain)}）" for column in table.columns)
        yield f"  {table.id}:  # {flat(table.label)}：名称，{columns}"
        yield f"    - [名称, {', '.join(BLANK for _ in table.columns)}]"


def _text(text: str) -> str:
    """A text of a framework in quotes, whatever it holds."""
    return json.dumps(text, ensure_ascii=False)
