"""`perfrules new-case`: an empty case, with everything that can be filled in as a comment."""

import json
import re
from collections.abc import Iterator
from fractions import Fraction

import click

from perfrules import number
from perfrules.cli import options
from perfrules.cli.ending import Ending
from perfrules.cli.streams import emit
from perfrules.domain import Domain, shown
from perfrules.framework import Fact, Framework
from perfrules.indicator import Indicator, Judgeable
from perfrules.rulebook import find_framework

_KINDS = {
    "amount": "金额，如 3106.80 {unit}",
    "count": "个数，如 46 {unit}",
    "rate": "比率，如 27.25%",
    "number": "数值{unit}",
    "flag": "是 或 否",
    "choice": "选一项",
    "date": "日期，如 {day}",
}
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
    yield f"## {_flat(framework.title)}（{_flat(framework.edition)} 版）"
    yield "## 填写：去掉行首的“# ”，在冒号后写值；没有的不写，也不去掉“# ”。含逗号、冒号的文字加引号。"
    yield "## 每项也可写成 {value: 值, where: 在报告何处, note: 说明}。"
    yield f"framework: {framework.id}"
    yield f"edition: {json.dumps(framework.edition, ensure_ascii=False)}"
    yield "subject: 单位名称"
    yield f"period: {json.dumps(_year(framework))}"
    for section in (_facts(framework), _values(framework), _judged(framework), _printed(framework)):
        head, *entries = section
        if entries:
            yield from ("", *(f"# {line}" for line in (head, *entries)))


def _facts(framework: Framework) -> Iterator[str]:
    yield "facts:  # 数据"
    for fact in framework.facts:
        about = [fact.label, _kind(fact.domain), *_limits(fact), *([fact.definition] if fact.definition else [])]
        yield f"  {fact.id}:  # {_flat('；'.join(about))}"


def _values(framework: Framework) -> Iterator[str]:
    yield "values:  # 报告只列示比率、未列示原始数据时填"
    for value in framework.values:
        yield f"  {value.id}:  # {_flat(value.label)}"


def _judged(framework: Framework) -> Iterator[str]:
    yield "judged:  # 由人评定的指标"
    for path in framework.paths.values():
        indicator = path[-1]
        if isinstance(indicator.rule, Judgeable):
            about = (indicator.label, _points(indicator, indicator.rule), *([indicator.clause] if indicator.clause else []))
            yield f"  {indicator.id}:  # {_flat('；'.join(about))}"
            yield "    points:  # 得分"
            yield "    by:  # 评定人"
            yield "    reason:  # 理由"


def _printed(framework: Framework) -> Iterator[str]:
    yield "printed:  # 报告列示的得分"
    yield f"  total:  # 总分，满分 {number.plain(framework.points)}"
    yield "  grade:  # 等级"
    yield "  scores:"
    for path in framework.paths.values():
        label = " / ".join(_flat(one.label) for one in path)
        yield f"    {path[-1].id}:  # {label}；满分 {number.plain(path[-1].weight)}"


def _kind(domain: Domain) -> str:
    day = "2023-06" if domain.precision == "month" else "2023-06-30"
    unit = f"，单位 {domain.unit}" if domain.kind == "number" and domain.unit else domain.unit
    return _KINDS[domain.kind].format(unit=unit, day=day).rstrip()


def _limits(fact: Fact) -> Iterator[str]:
    domain = fact.domain
    if domain.kind == "choice":
        yield "、".join(f"{state}（{label}）" for state, label in domain.states)
    elif domain.kind not in {"flag", "date"}:
        yield f"{shown(domain.least, domain)} 至 {shown(domain.most, domain)}"


def _points(indicator: Indicator, rule: Judgeable) -> str:
    """What a person can give; where a formula makes the points, the indicator's least is not theirs."""
    least = number.plain(indicator.least if rule.formula is None else Fraction(0))
    most = number.plain(indicator.weight)
    if isinstance(rule.allowed, tuple):
        return f"可给 {'、'.join(number.plain(points) for points in rule.allowed)} 分"
    return f"{least} 或 {most} 分" if rule.allowed == "all_or_nothing" else f"{least} 至 {most} 分"


def _year(framework: Framework) -> str:
    """A year in which the edition is in force."""
    if found := _YEAR.fullmatch(framework.edition):
        return found[0]
    ends = [str(day.year) for day in (framework.valid.end, framework.valid.start) if day is not None]
    return [*ends, "2024"][0]


def _flat(text: str) -> str:
    """A text on one line, as a comment needs it."""
    return " ".join(text.split())
