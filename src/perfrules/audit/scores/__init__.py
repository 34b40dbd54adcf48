"""Scores: what a report prints as points, against its rules, the points below, and its grade."""

from collections.abc import Iterator
from fractions import Fraction

from attrs import evolve

from perfrules.audit.numbers import Numbers
from perfrules.audit.printed import score_step
from perfrules.audit.relation import Relation
from perfrules.audit.report import Report
from perfrules.audit.scores.desks import Desk, desks
from perfrules.audit.scores.grades import edge, grade_relations
from perfrules.audit.scores.openness import completeness, interpretations, parts
from perfrules.audit.scores.rule_check import RuleCheck
from perfrules.audit.scores.scorers import Sheet
from perfrules.audit.scores.subtotals import subtotals
from perfrules.audit.solving import slips
from perfrules.finding import Finding, Repair
from perfrules.indicator import Indicator
from perfrules.rules import TOTAL


def relations(report: Report) -> tuple[Relation, ...]:
    """The printed scores against those below them and against their rules, and the grade against the total."""
    return report.scoring.memory.once("relations", lambda: tuple(_relations(report)))


def _relations(report: Report) -> Iterator[Relation]:
    for desk in desks(report):
        exact = not _is_shortened(desk, score_step(report.case))
        added = {one.id: one for one in subtotals(desk, report.numbers, exact=exact)}
        for id in _in_order(desk.sheet):
            yield added.get(id) or _check(desk, id, report.numbers)
        if not desk.sheet.name:
            yield from grade_relations(desk, report.case.printed.grade)


def findings(report: Report) -> Iterator[Finding]:
    """What there is to say of scores besides: evidence that does not fit, other readings, what they rest on."""
    scoring = report.scoring
    yield from (_mended(one, report) for one in scoring.problems)
    for desk in desks(report):
        if not desk.sheet.name:
            yield from parts(desk, report.numbers)
            yield from edge(desk, report.numbers)
    yield from interpretations(scoring)
    yield from completeness(scoring)


def _is_shortened(desk: Desk, step: Fraction) -> bool:
    """Whether scores have more decimals than are printed of them; what nothing shows to be shortened is not."""
    points = (score.points for score in desk.card.scores.values())
    return any(one is not None and (one / step).denominator != 1 for one in points)


def _mended(problem: Finding, report: Report) -> Finding:
    """The finding about a number that cannot be, with the slip of the pen that explains it and all scores that rest on it."""
    checks = [one for one in relations(report) if len(problem.numbers) == 1 and problem.numbers[0] in one.cells]
    for value in slips(report.numbers[problem.numbers[0]]) if checks else ():
        numbers = report.numbers.replaced(problem.numbers[0], value)
        if all(one.compared(numbers).verdict == "matches" for one in checks):
            one = report.numbers[problem.numbers[0]]
            return evolve(problem, cause=(Repair(one.key, one.label, one.shown(one.value), one.shown(value)),))
    return problem


def _in_order(sheet: Sheet) -> Iterator[str]:
    """The indicators with printed scores in the order of the table, the total last."""
    yield from (id for id in sheet.framework.paths if id in sheet.keys)
    yield from (TOTAL,) if TOTAL in sheet.keys else ()


def _check(desk: Desk, id: str, numbers: Numbers) -> RuleCheck:
    sheet = desk.sheet
    cells = tuple(dict.fromkeys((sheet.keys[id], *_behind(desk, sheet.indicator(id)))))
    code = "total" if id == TOTAL else "score"
    about = (code, sheet.path(id), sheet.place(id), sheet.label(id), sheet.keys[id])
    found = RuleCheck(*about, cells, indicator=id, desk=desk, id=id)
    compared = found.found(numbers)
    is_unreached = compared.verdict == "differs" and compared.computed is None
    return evolve(found, code="unreachable") if is_unreached else found


def _behind(desk: Desk, indicator: Indicator) -> Iterator[str]:
    """The numbers behind an indicator: the printed scores nearest below it, and what its other parts rest on."""
    if not indicator.children or indicator.rule.formula is not None:
        yield from desk.support.keys(indicator.id)
        return
    for child in indicator.children:
        if child.id in desk.sheet.keys:
            yield desk.sheet.keys[child.id]
        else:
            yield from _behind(desk, child)
