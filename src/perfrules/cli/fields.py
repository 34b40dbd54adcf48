"""What can be filled in, said in Chinese: kinds with their units, limits, points and weights."""

from collections.abc import Iterator
from fractions import Fraction

from perfrules import number
from perfrules.domain import Domain, shown
from perfrules.indicator import Indicator, Judgeable

_KINDS = {
    "amount": "金额，如 3106.80 {unit}",
    "count": "个数，如 46 {unit}",
    "rate": "比率，如 27.25%",
    "number": "数值{unit}",
    "flag": "是 或 否",
    "choice": "选一项",
    "date": "日期，如 {day}",
}


def flat(text: str) -> str:
    """A text on one line, as a comment needs it."""
    return " ".join(text.split())


def kind(domain: Domain) -> str:
    """How a fact of this domain is written."""
    day = "2023-06" if domain.precision == "month" else "2023-06-30"
    unit = f"，单位 {domain.unit}" if domain.kind == "number" and domain.unit else domain.unit
    return _KINDS[domain.kind].format(unit=unit, day=day).rstrip()


def limits(domain: Domain) -> Iterator[str]:
    """The states of a choice, or between which values a number lies."""
    if domain.kind == "choice":
        yield "、".join(f"{state}（{label}）" for state, label in domain.states)
    elif domain.kind not in {"flag", "date"}:
        yield f"{shown(domain.least, domain)} 至 {shown(domain.most, domain)}"


def points(indicator: Indicator, rule: Judgeable) -> str:
    """What a person can give; where a formula makes the points, the indicator's least is not theirs."""
    if isinstance(rule.allowed, tuple):
        return f"可给 {'、'.join(number.plain(one) for one in rule.allowed)} 分"
    least = number.plain(indicator.least if rule.formula is None else Fraction(0))
    most = number.plain(indicator.weight)
    return f"{least} 或 {most} 分" if rule.allowed == "all_or_nothing" else f"{least} 至 {most} 分"


def weight(indicator: Indicator) -> str:
    """What an indicator weighs."""
    return "分值由本单位确定" if indicator.is_open else f"满分 {number.plain(indicator.weight)}"
