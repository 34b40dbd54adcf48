"""Structure: what the weights of a table must keep, before any evidence is looked at."""

from collections.abc import Iterator, Mapping
from fractions import Fraction
from functools import reduce
from typing import TYPE_CHECKING

from perfrules import number
from perfrules.audit.lines import SHEET, Line, below, beside, lower, table, terms, walk, weight_of
from perfrules.audit.numbers import Numbers, PrintedNumber
from perfrules.audit.relation import Claim, Equation, Relation, signed
from perfrules.audit.saying import Subject, points, remark
from perfrules.audit.structure.filled import filled
from perfrules.audit.structure.stale import moved_points
from perfrules.case import Case
from perfrules.evidence import TargetRow
from perfrules.finding import Finding
from perfrules.formula.expand import substituted
from perfrules.formula.explain import symbols
from perfrules.formula.syntax import And, Choose, Compare, Condition, Formula, Name, Number, names
from perfrules.formula.text import text
from perfrules.framework import Framework
from perfrules.indicator import Calculated, Indicator
from perfrules.rules import TOTAL, rules

if TYPE_CHECKING:
    from perfrules.audit.report import Report

OWN = "framework/"
"""How the keys of numbers begin that stand in the framework, and not in the report."""


def extra_numbers(case: Case, printed: Numbers) -> Iterator[PrintedNumber]:
    """The numbers of the framework beside which those of a report stand: weights, and what its document prints otherwise."""
    framework = case.framework
    if not framework.is_scored:
        return
    yield _own(TOTAL, "weight", "全表满分", framework.points)
    for id, path in framework.paths.items():
        one = path[-1]
        if not one.is_open or id in case.evidence.weights:
            yield _own(id, "weight", f"{one.label}的分值（评价框架）", case.evidence.weights.get(id, one.weight))
        if one.printed_weight is not None and f"weights/{id}" not in printed:
            yield _own(id, "printed_weight", f"{one.label}的分值（文件所印）", one.printed_weight)
        if one.printed_rule_points is not None:
            yield _own(id, "rule_points", f"{one.label}的评分标准所写分值", one.printed_rule_points)
    for id, slot in framework.slots.items():
        for group, weight in slot.groups.items():
            yield _own(f"{id}/{group}", "weight", f"{group}的分值（评价框架）", weight)


def _own(id: str, what: str, label: str, value: Fraction) -> PrintedNumber:
    return PrintedNumber(f"{OWN}{id}/{what}", label, value, "number", text=number.plain(value))


def relations(report: "Report") -> Iterator[Relation]:
    """What the weights of a table, of a framework or an outline, must keep."""
    whole, others = table(report.case, report.numbers), beside(report.case, report.numbers)
    scorers = tuple(report.case.printed.scorers)
    for top in (*whole.children, *others):
        for *_, line in walk(top):
            yield from _of_line(line)
            yield from _scores(line, report.numbers, scorers)
    yield from _of_line(whole)
    yield from () if others else _scores(whole, report.numbers, scorers)
    yield from _constraints(report.case.framework, {path[-1].id: path[-1] for top in (whole, *others) for path in walk(top)})
    yield from _parts(report.case.evidence.targets, report.numbers)


def _of_line(line: Line) -> Iterator[Relation]:
    together, own = below(line, weight_of), line.weight or line.declared
    if line.adds_up and own and together is not None and any(_is_printed(key) for key in (own, *terms(together))):
        yield _equation("weights", line, own, together)
    if line.weight and line.declared not in {"", line.weight}:
        yield _equation("weight", line, line.weight, Name(line.declared))
    if line.rule_points and line.weight:
        yield _equation("rule-points", line, line.rule_points, Name(line.weight))


def _is_printed(key: str) -> bool:
    """Whether a number stands in the document; the framework's own weights add up, or it would not load."""
    return not (key.startswith(OWN) and key.endswith("/weight"))


def _equation(code: str, line: Line, result: str, formula: Formula) -> Equation:
    cells = (result, *(key for key in terms(formula) if _is_printed(key)))
    return Equation(code, line.id, line.place, line.label, result, cells, indicator=line.id, formula=formula, is_exact=True)


def _scores(line: Line, numbers: Numbers, scorers: tuple[str, ...]) -> Iterator[Relation]:
    """No score, of the report or a second scorer, is more than the weight."""
    if line.score and line.weight:
        yield _at_most(line, line.score, line.id, line.label)
    for name in scorers:
        key = f"scorers/{name}/{line.id}"
        if key in numbers and line.weight:
            yield _at_most(line, key, f"{name}/{line.id}", f"{line.label}（{name}）")


def _at_most(line: Line, score: str, path: str, label: str) -> Claim:
    condition = Compare(Name(score), (("<=", Name(line.weight)),))
    cells = (score, line.weight)
    return Claim("score-above-weight", path, line.place, label, "", cells, indicator=line.id, condition=condition)


def _constraints(framework: Framework, lines: Mapping[str, Line]) -> Iterator[Relation]:
    """The conditions of a framework in which an id is its weight; one of which a weight is not known cannot be verified."""
    for path, condition in rules(framework).conditions.items():
        if path.startswith("constraints/"):
            known = {id: weight_of(lines[id]) or Name(f"weights/{id}") for id in names(condition)}
            over = substituted(condition, known)
            label = signed(symbols(condition, lambda id: lines[id].label))
            yield Claim("constraint", text(condition), SHEET, label, "", tuple(terms(over)), condition=over)


def _parts(rows: tuple[TargetRow, ...], numbers: Numbers) -> Iterator[Relation]:
    """A row that is part of another one has neither weight nor score, or they would count twice."""
    for row in rows:
        keys = tuple(key for name in ("weight", "printed") if (key := f"targets/{row.id}/{name}") in numbers)
        if row.of and keys:
            none = tuple(Compare(Name(key), (("==", Number(Fraction(0))),)) for key in keys)
            condition: Condition = none[0] if len(none) == 1 else And(none)
            yield Claim("of-which", row.id, row.where or SHEET, row.label, "", keys, indicator=row.id, condition=condition)


def findings(report: "Report") -> Iterator[Finding]:
    """What is remarkable about a table without any number being wrong."""
    yield from filled(report.case, report.numbers)
    yield from moved_points(report.case, report.numbers)
    yield from (one for path in report.case.framework.paths.values() for one in _no_zero(path))


def _no_zero(path: tuple[Indicator, ...]) -> Iterator[Finding]:
    """Bands of which even the last gives points."""
    one = path[-1]
    least = _fewest(one.rule.formula) if isinstance(one.rule, Calculated) else None
    if least is not None and least > 0:
        place = reduce(lower, (above.label for above in path[:-1]), SHEET)
        yield remark("no-zero", Subject(place, one.id, one.label, one.id), {"least": points(least)})


def _fewest(formula: Formula) -> Fraction | None:
    """The least of the numbers between which bands choose; None where they give anything but numbers."""
    given: list[Fraction] = []
    while isinstance(formula, Choose) and isinstance(formula.then, Number):
        given.append(formula.then.value)
        formula = formula.otherwise
    return min(*given, formula.value) if given and isinstance(formula, Number) else None
