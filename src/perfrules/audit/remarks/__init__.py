"""Remarks: what a reviewer should look at although no number is wrong, and what is not there to be looked at."""

from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING, Literal

from perfrules import number
from perfrules.assess.knowledge import Knowledge
from perfrules.audit.lines import SHEET, Line, beside, table, walk
from perfrules.audit.numbers import Numbers
from perfrules.audit.remarks.achievement import achievement
from perfrules.audit.remarks.leftover import leftover
from perfrules.audit.remarks.problems import problems
from perfrules.audit.saying import Subject, points, quoted, remark
from perfrules.case import Case
from perfrules.errors import NumberError, UndefinedError
from perfrules.finding import Finding
from perfrules.framework import BARE, Framework, Validity
from perfrules.phrases import Phrase
from perfrules.score import Gap
from perfrules.scorecard import Scorecard

if TYPE_CHECKING:
    from perfrules.audit.report import Report

_UNSCORED: Phrase = ("评价框架不计分，报告没有列示得分", "the framework gives no scores and the report prints none")
_NO_VALUE: Phrase = ("{label}的评分标准除以零：{detail}", "the rule of {label} divides by zero: {detail}")


def findings(report: "Report") -> Iterator[Finding]:
    """All remarks about a report."""
    case = report.case
    yield from problems(case, report.numbers)
    yield from achievement(report)
    yield from leftover(case)
    yield from _without_value(case, report.scoring.knowledge)
    yield from _undefined(report.scoring.card)
    yield from _alerts(report.scoring.kept)
    yield from _expired(case)
    yield from _no_scores(case, report.numbers)
    yield from _incomplete(case, report.numbers, report.scoring.framework)


def _without_value(case: Case, known: Knowledge | None) -> Iterator[Finding]:
    """The values that divide by zero with what is known."""
    for id, value in case.framework.named.items():
        if known is not None and id in known and _is_undefined(known, id):
            yield remark("zero-denominator", Subject("", f"values/{id}", value.label, id), {})


def _undefined(card: Scorecard | None) -> Iterator[Finding]:
    """The rules that divide by zero with what is known."""
    if card is None:
        return
    for id, score in card.scores.items():
        if isinstance(score, Gap) and score.reason == "undefined":
            one = card.framework.paths[id][-1]
            about = Subject(SHEET, id, one.label, id)
            yield remark("zero-denominator", about, {"detail": quoted(score.detail)}, stake=one.weight, words=_NO_VALUE)


def _is_undefined(known: Knowledge, id: str) -> bool:
    try:
        known[id]
    except UndefinedError:
        return True
    return False


def _alerts(card: Scorecard | None) -> Iterator[Finding]:
    raised = () if card is None else card.alerts
    yield from (remark("alert", Subject(SHEET, f"alerts/{one.name}", one.label or one.name), {}) for one in raised if one.holds)


def _expired(case: Case) -> Iterator[Finding]:
    """A period whose last day is outside the days on which the framework is in force."""
    last, valid = _last_day(case.evidence.period), case.framework.valid
    if last is not None and not valid.includes(last):
        about = Subject("", f"period/{case.evidence.period}", case.framework.title, "")
        yield remark("expired", about, {"period": quoted(case.evidence.period), "valid": _span(valid)}, warns=True)


def _last_day(period: str) -> date | None:
    """The last day of a period; None for one that a program calls otherwise."""
    end = period.rpartition("/")[2]
    return _day(f"{end}-12-31") or _day(end, "month") or _day(end)


def _day(text: str, precision: Literal["day", "month"] = "day") -> date | None:
    try:
        return date.fromordinal(number.day(text, precision))
    except NumberError:
        return None


def _span(valid: Validity) -> str:
    return " ~ ".join("" if day is None else day.isoformat() for day in (valid.start, valid.end)).strip()


def _no_scores(case: Case, numbers: Numbers) -> Iterator[Finding]:
    if any(key.startswith(("scores/", "scorers/")) or key.endswith(("/printed", "/score")) for key in numbers):
        return
    if case.framework is BARE and not case.outline:
        return
    words = None if case.framework.is_scored or case.framework is BARE else _UNSCORED
    yield remark("no-scores", Subject(SHEET, "scores", "得分"), {}, words=words)


def _incomplete(case: Case, numbers: Numbers, own: Framework) -> Iterator[Finding]:
    """The points of slots and branches of which rows are missing, less those of the rows that are there."""
    lines = {path[-1].id: path[-1] for top in (table(case, numbers), *beside(case, numbers)) for path in walk(top)}
    for id, reason in case.evidence.incomplete.items():
        line = lines[id]
        weight = numbers[line.weight].value if line.weight else own.paths[id][-1].weight
        stake = max(weight - _listed(line, numbers), Fraction(0))
        about = Subject(line.place, id, line.label, id)
        parts = {"reason": quoted(reason), "points": points(stake)}
        yield remark("incomplete", about, parts, verdict="cannot_verify", stake=stake)


def _listed(line: Line, numbers: Numbers) -> Fraction:
    """What the rows weigh that are there."""
    keys = {path[-1].weight for path in walk(line)}
    return sum((numbers[key].value for key in keys if key.startswith("targets/")), Fraction(0))
