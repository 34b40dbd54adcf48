"""Case: a framework, one unit's evidence, and what its report prints; `collect` makes evidence from a program's own data."""

from attrs import field, frozen

from perfrules.case.brought import Cells, RowData, misshapen, no_slot, too_many
from perfrules.case.exact import Given
from perfrules.case.given import collect, incomplete_fault, weight_fault
from perfrules.case.neighbours import clashes, taken_ids
from perfrules.case.printed import (
    Expectation,
    Figure,
    OutlineRow,
    Printed,
    PrintedRow,
    PrintedTable,
    ReportedProblem,
    Scorer,
    Statement,
)
from perfrules.case.reading import BLANK, RATIO, figure_from, known_from, measures
from perfrules.case.row import Fault, Figures, Site, read_row, row_id, sites
from perfrules.case.scope import statement_scope
from perfrules.errors import Problem
from perfrules.evidence import Evidence
from perfrules.framework import Framework
from perfrules.frozen import Pairs
from perfrules.indicator import Source

__all__ = [
    "BLANK",
    "RATIO",
    "Case",
    "Cells",
    "Expectation",
    "Fault",
    "Figure",
    "Figures",
    "Given",
    "OutlineRow",
    "Printed",
    "PrintedRow",
    "PrintedTable",
    "ReportedProblem",
    "RowData",
    "Scorer",
    "Site",
    "Statement",
    "clashes",
    "collect",
    "figure_from",
    "incomplete_fault",
    "known_from",
    "measures",
    "misshapen",
    "no_slot",
    "read_row",
    "row_id",
    "sites",
    "statement_scope",
    "taken_ids",
    "too_many",
    "weight_fault",
]


@frozen
class Case:
    """
    One report: the framework it follows, what is known about its unit, and what it prints.

    A bare printed table follows none, its `framework` is `BARE`: only its `outline`, tables, figures and statements count.
    `blank_figures` are named and have no number.
    """

    framework: Framework
    evidence: Evidence
    printed: Printed = Printed()
    source: Source = Source()
    figures: Pairs[Figure] = Pairs()
    statements: tuple[Statement, ...] = ()
    tables: tuple[PrintedTable, ...] = ()
    problems: tuple[ReportedProblem, ...] = ()
    outline: tuple[OutlineRow, ...] = ()
    expected: Expectation = Expectation()
    blank_figures: tuple[str, ...] = ()
    notes: tuple[Problem, ...] = field(default=(), eq=False)
