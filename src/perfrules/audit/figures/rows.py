"""The ratios that a report prints beside its target rows: what was done against what was to be done."""

from collections.abc import Iterator

from perfrules.audit.relation import Equation, Relation
from perfrules.audit.report import Report
from perfrules.case import sites
from perfrules.evidence import TargetRow
from perfrules.formula.expand import substituted
from perfrules.formula.syntax import Arithmetic, Formula, Name, names
from perfrules.framework import Framework
from perfrules.rules import rules

SHARES = frozenset({"at_least", "equal", "graded"})
"""Rows whose printed ratio may be what was done over what was to be done, more than all of it too."""


def relations(report: Report) -> Iterator[Relation]:
    """The printed ratio of each row against its figures."""
    for row in report.case.evidence.targets:
        if row.ratio is None:
            continue
        readings = [_equation(row, formula) for formula in _ratios(report.case.framework, row)]
        fitting = [one for one in readings if one.found(report.numbers).verdict == "matches"]
        yield from (*fitting, *readings)[:1]


def _ratios(framework: Framework, row: TargetRow) -> Iterator[Formula]:
    """What the ratio of a row can be: as its rules have it, else more than all too."""
    own = rules(framework).rows[sites(framework)[row.slot].rules.id].ratio.get(row.must)
    if own is not None:
        yield substituted(own, {name: Name(f"targets/{row.id}/{name}") for name in ("actual", "target", "target_most")})
    if row.must in SHARES:
        yield Arithmetic(Name(f"targets/{row.id}/actual"), "/", Name(f"targets/{row.id}/target"))


def _equation(row: TargetRow, formula: Formula) -> Equation:
    result = f"targets/{row.id}/ratio"
    cells = (result, *sorted(names(formula)))
    return Equation("ratio", row.id, row.where, f"{row.label}完成率", result, cells, indicator=row.id, formula=formula)
