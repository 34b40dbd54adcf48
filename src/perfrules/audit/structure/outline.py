"""The score table of a report that follows no framework: its scores add up, level by level, and so do its weights."""

from collections.abc import Iterator
from fractions import Fraction
from typing import TYPE_CHECKING

from perfrules.audit.lines import SHEET, Line, below, score_of, table, terms, walk, weight_of
from perfrules.audit.numbers import Numbers
from perfrules.audit.relation import Equation, Relation
from perfrules.audit.saying import Subject, points, remark
from perfrules.finding import Finding
from perfrules.formula.evaluate import evaluate
from perfrules.framework import BARE
from perfrules.rules import TOTAL

if TYPE_CHECKING:
    from perfrules.audit.report import Report

USUAL = Fraction(100)
"""What the weights of a table usually add up to."""

_UNADDED = (
    "{label}列示得分 {score}，下级得分没有全部列示，不能复核",
    "{label} has the printed score {score}, not all scores below it are printed, so it cannot be verified",
)
_UNUSUAL = (
    "一级指标分值合计 {sum}，不是通常的 {usual}，也未列示总分值",
    "the weights of level 1 add up to {sum}, not to the usual {usual}, and no total is printed",
)


def relations(report: "Report") -> Iterator[Relation]:
    """The scores of an outline against those below them, and its total against level 1; its weights are in `structure`."""
    if report.case.framework is BARE:
        whole = table(report.case, report.numbers)
        for *_, line in walk(whole):
            yield from _scored(line, "total" if line is whole else "subtotal")


def _scored(line: Line, code: str) -> Iterator[Relation]:
    together = below(line, score_of)
    if line.score and together is not None:
        cells = (line.score, *terms(together))
        yield Equation(code, line.id, line.place, line.label, line.score, cells, indicator=line.id, formula=together)


def findings(report: "Report") -> Iterator[Finding]:
    """The scores that cannot be added up, and level 1 where it adds up to something unusual and nothing says what it should."""
    if report.case.framework is BARE:
        whole = table(report.case, report.numbers)
        yield from (_unadded(line, whole, report.numbers) for *_, line in walk(whole) if _is_unadded(line))
        yield from _unusual(whole, report.numbers)


def _is_unadded(line: Line) -> bool:
    return bool(line.score and line.children) and below(line, score_of) is None


def _unadded(line: Line, whole: Line, numbers: Numbers) -> Finding:
    """A score of which not all below it are printed."""
    stake = numbers[line.weight].value if line.weight else Fraction(0)
    about = Subject(line.place, line.id, line.label, line.id)
    parts = {"score": points(numbers[line.score].value)}
    code = "total" if line is whole else "subtotal"
    return remark(code, about, parts, verdict="cannot_verify", stake=stake, numbers=(line.score,), words=_UNADDED)


def _unusual(whole: Line, numbers: Numbers) -> Iterator[Finding]:
    together = None if whole.weight else below(whole, weight_of)
    if together is None:
        return
    found = evaluate(together, {key: numbers[key].value for key in terms(together)})
    if found != USUAL:
        about = Subject(SHEET, TOTAL, whole.label, TOTAL)
        parts = {"sum": points(found), "usual": points(USUAL)}
        yield remark("weights", about, parts, warns=True, numbers=terms(together), words=_UNUSUAL)
