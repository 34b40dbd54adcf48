"""`perfrules new-case`: an empty case, with everything that can be filled in as a comment."""

import json
import re
from collections.abc import Iterator

import click

from perfrules import number
from perfrules.cli import options
from perfrules.cli.ending import Ending
from perfrules.cli.fields import flat, kind, limits, points, weight
from perfrules.cli.form import table_lines, target_lines, weight_lines
from perfrules.cli.streams import emit
from perfrules.framework import Framework
from perfrules.indicator import Judgeable
from perfrules.rulebook import find_framework

_YEAR = re.compile(r"[12][0-9]{3}")


@click.command("new-case", epilog=options.examples("perfrules new-case shenzhen.longgang-department > report.yaml"))
@click.argument("framework", metavar="FRAMEWORK")
def new_case(framework: str) -> int:
    """
    Print an empty case to fill in.

    Every fact, printed ratio, judgement and printed score stands in it as a comment. It can be scored as it is: everything is
    missing.
    """
    found = find_framework(framework, options.rulebook())
    emit("\n".join(_lines(found)))
    return Ending.DONE


def _lines(framework: Framework) -> Iterator[str]:
    yield f"## {flat(framework.title)}（{flat(framework.edition)} 版）"
    yield "## 填写：去掉行首的“# ”，在冒号后写值；没有的不写，也不去掉“# ”。含逗号、冒号的文字加引号。"
    yield "## 每项也可写成 {value: 值, where: 在报告何处, note: 说明}。"
    yield f"framework: {framework.id}"
    yield f"edition: {json.dumps(framework.edition, ensure_ascii=False)}"
    yield "subject: 单位名称"
    yield f"period: {json.dumps(_year(framework))}"
    sections = (_facts, _values, table_lines, weight_lines, target_lines, _judged, _printed)
    for section in sections:
        head, *entries = section(framework)
        if entries:
            yield from ("", *(f"# {line}" for line in (head, *entries)))


def _facts(framework: Framework) -> Iterator[str]:
    yield "facts:  # 数据"
    for fact in framework.facts:
        about = [fact.label, kind(fact.domain), *limits(fact.domain), *([fact.definition] if fact.definition else [])]
        yield f"  {fact.id}:  # {flat('；'.join(about))}"


def _values(framework: Framework) -> Iterator[str]:
    yield "values:  # 报告只列示比率、未列示原始数据时填"
    for value in framework.values:
        yield f"  {value.id}:  # {flat(value.label)}"


def _judged(framework: Framework) -> Iterator[str]:
    yield "judged:  # 由人评定的指标"
    for path in framework.paths.values():
        indicator = path[-1]
        if isinstance(indicator.rule, Judgeable):
            about = (indicator.label, points(indicator, indicator.rule), *([indicator.clause] if indicator.clause else []))
            yield f"  {indicator.id}:  # {flat('；'.join(about))}"
            yield "    points:  # 得分"
            yield "    by:  # 评定人"
            yield "    reason:  # 理由"


def _printed(framework: Framework) -> Iterator[str]:
    yield "printed:  # 报告列示的得分"
    if not framework.is_scored:
        return
    yield f"  total:  # 总分，满分 {number.plain(framework.points)}"
    yield "  grade:  # 等级"
    yield "  scores:"
    for path in framework.paths.values():
        label = " / ".join(flat(one.label) for one in path)
        yield f"    {path[-1].id}:  # {label}；{weight(path[-1])}"


def _year(framework: Framework) -> str:
    """A year in which the edition is in force."""
    if found := _YEAR.fullmatch(framework.edition):
        return found[0]
    ends = [str(day.year) for day in (framework.valid.end, framework.valid.start) if day is not None]
    return [*ends, "2024"][0]
