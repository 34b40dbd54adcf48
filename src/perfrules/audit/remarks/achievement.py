"""Actual figures beside their targets: far above them, all exactly on them, or not there; and spending beyond 100 %."""

from collections.abc import Iterator
from fractions import Fraction
from typing import TYPE_CHECKING

from perfrules import number
from perfrules.assess.knowledge import Knowledge
from perfrules.audit.lines import SHEET
from perfrules.audit.numbers import Numbers, PrintedNumber
from perfrules.audit.saying import Subject, quoted, remark
from perfrules.case import measures
from perfrules.errors import UndefinedError
from perfrules.evidence import Known, TargetRow
from perfrules.finding import Finding

if TYPE_CHECKING:
    from perfrules.audit.report import Report

OVER = Fraction(130, 100)
"""From which share of its target on a row has done so much more that the target is questioned."""

FEWEST = 3
"""With how many rows it is strange that all are exactly on their targets."""

SPENDING = ("执行", "进度")
"""Words in the label of a rate that measures spending."""


def achievement(report: "Report") -> Iterator[Finding]:
    """What is remarkable about figures beside their targets."""
    rows, paths = report.case.evidence.targets, report.scoring.framework.paths
    for row in rows:
        yield from _beside_target(row, paths[row.id][-1].weight if row.id in paths else row.weight or Fraction(0))
    yield from _all_on_target(rows)
    yield from _over_executed(report)


def _beside_target(row: TargetRow, stake: Fraction) -> Iterator[Finding]:
    about = Subject(row.where or SHEET, row.id, row.label, row.id)
    keys = f"targets/{row.id}/target", f"targets/{row.id}/actual"
    match row.target, row.actual:
        case Known() as target, None if not (row.actual_text or _is_said(row)):
            parts = {"target": quoted(target.text)}
            yield remark("no-actual", about, parts, verdict="cannot_verify", stake=stake, numbers=keys[:1])
        case None, Known() as actual if not _is_said(row):
            parts = {"actual": quoted(actual.text)}
            yield remark("no-target", about, parts, verdict="cannot_verify", stake=stake, numbers=keys[1:])
        case Known() as target, Known() as actual if row.must == "at_least" and target.value > 0:
            ratio = Fraction(actual.value) / Fraction(target.value)
            parts = {"target": quoted(target.text), "actual": quoted(actual.text), "ratio": _percent(ratio)}
            yield from (remark("over-achieved", about, parts, numbers=keys),) if ratio >= OVER else ()


def _is_said(row: TargetRow) -> bool:
    """Whether a person's points, columns, a printed ratio or a rule of its own stand in the place of a figure."""
    return row.points is not None or row.ratio is not None or row.formula is not None or bool(row.columns)


def _all_on_target(rows: tuple[TargetRow, ...]) -> Iterator[Finding]:
    both = [(row, row.target, row.actual) for row in rows if row.target is not None and row.actual is not None]
    found = [row for row, target, actual in both if row.must not in {"between", "graded"} and target.value == actual.value]
    if len(both) >= FEWEST and len(found) == len(both):
        keys = tuple(f"targets/{row.id}/{name}" for row in found for name in ("target", "actual"))
        about = Subject(SHEET, "targets", "、".join(quoted(row.label) for row in found[:FEWEST]))
        yield remark("all-on-target", about, {"count": str(len(found))}, numbers=keys)


def _over_executed(report: "Report") -> Iterator[Finding]:
    for one in (*_printed_rates(report.numbers), *_computed_rates(report)):
        if one.value > 1 and any(word in one.label for word in SPENDING):
            about = Subject(one.where, one.key, one.label, one.key.partition("/")[2])
            yield remark("over-executed", about, {"rate": _percent(one.value)}, numbers=(one.key,))


def _printed_rates(numbers: Numbers) -> Iterator[PrintedNumber]:
    """The printed rates, without those that are aims."""
    for key, one in numbers.items():
        if (one.kind == "rate" or one.is_part) and not key.endswith(("/target", "/target_most")):
            yield one


def _computed_rates(report: "Report") -> Iterator[PrintedNumber]:
    """The rates that a framework computes and the report does not print."""
    known = report.scoring.knowledge
    if known is None:
        return
    kinds = measures(report.case.framework)
    for id, value in report.case.framework.named.items():
        if kinds[id].kind == "rate" and f"values/{id}" not in report.numbers and id in known:
            worth = _worth(known, id)
            if worth is not None:
                yield PrintedNumber(f"values/{id}", value.label, worth, "rate")


def _worth(known: Knowledge, id: str) -> Fraction | None:
    try:
        return Fraction(known[id])
    except UndefinedError:
        return None


def _percent(value: Fraction) -> str:
    """A ratio in percent, exact or to two decimals."""
    hundredths = value * 10**4
    if hundredths.denominator == 1:
        return f"{number.plain(value * 100)}%"
    return f"≈ {number.text(Fraction((2 * hundredths + 1) // 2, 100), 2)}%"
