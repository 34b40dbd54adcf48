"""What a report prints, as the keys of a case file: scores, figures, statements, tables, an outline, what a test expects."""

from fractions import Fraction

from perfrules.case import (
    BLANK,
    Case,
    Expectation,
    Figure,
    OutlineRow,
    PrintedRow,
    PrintedTable,
    ReportedProblem,
    Scorer,
    Statement,
    figure_from,
)
from perfrules.documents.framework_json import Json, without_defaults
from perfrules.documents.spelling import figure_text
from perfrules.errors import NumberError
from perfrules.formula.text import text
from perfrules.frozen import Pairs
from perfrules.number import plain


def printed_keys(case: Case) -> Json:
    """The keys that scoring does not read."""
    scorers = {name: _scorer(one) for name, one in case.printed.scorers.items()}
    printed: Json = {"scores": numbers(case.printed.scores), "weights": numbers(case.printed.weights), "scorers": scorers}
    return {
        "figures": {name: _figure(one) for name, one in case.figures.items()} | dict.fromkeys(case.blank_figures, BLANK),
        "statements": [_statement(one) for one in case.statements],
        "problems": [_problem(one) for one in case.problems],
        "outline": [_outline_row(one) for one in case.outline],
        "printed": without_defaults({**printed, "total": _optional(case.printed.total), "grade": case.printed.grade}),
        "expect": _expectation(case.expected),
    }


def numbers(given: Pairs[Fraction]) -> Json:
    """Numbers by id."""
    return {name: plain(value) for name, value in given.items()}


def _optional(value: Fraction | None) -> str:
    return "" if value is None else plain(value)


def _scorer(scorer: Scorer) -> Json:
    return without_defaults({"scores": numbers(scorer.scores), "total": _optional(scorer.total)})


def _figure(figure: Figure) -> Json:
    value = figure_text(figure.known, figure.kind)
    rest = {"where": figure.known.where, "note": figure.known.note, "exact": "true" if figure.exact else ""}
    printed = "" if value == figure.known.text else figure.known.text
    return {"value": value} | without_defaults({"kind": _kind(figure, value), "printed": printed, **rest})


def _kind(figure: Figure, value: str) -> str:
    """The kind of a figure where its text does not say it."""
    try:
        return "" if figure_from(value)[0] == figure.kind else figure.kind
    except NumberError:
        return figure.kind


def _statement(statement: Statement) -> Json:
    return without_defaults(
        {
            "printed": "" if statement.printed is None else figure_text(statement.printed),
            "formula": "" if statement.formula is None else text(statement.formula),
            "holds": "" if statement.holds is None else text(statement.holds),
            "label": statement.label,
            "where": statement.where,
            "note": statement.note,
            "exact": "true" if statement.exact else "",
        },
    )


def table_json(table: PrintedTable) -> Json:
    """A table that only the report has."""
    return {"columns": list(table.columns), "rows": [_row(row) for row in table.rows]} | without_defaults(
        {
            "total": [] if table.total is None else _row(table.total),
            "sums": list(table.sums),
            "each_row": {name: text(formula) for name, formula in table.each_row.items()},
            "where": table.where,
        },
    )


def _row(row: PrintedRow) -> list[str]:
    return [row.label, *(BLANK if cell is None else figure_text(cell) for cell in row.cells)]


def _problem(problem: ReportedProblem) -> Json:
    return {"text": problem.text} | without_defaults({"indicator": problem.indicator, "where": problem.where})


def _outline_row(row: OutlineRow) -> Json:
    return {"id": row.id, "label": row.label} | without_defaults(
        {
            "weight": _optional(row.weight),
            "score": _optional(row.score),
            "rule_points": _optional(row.rule_points),
            "children": [_outline_row(one) for one in row.children],
        },
    )


def _expectation(expected: Expectation) -> Json:
    rest = {"total": expected.total, "grade": expected.grade, "findings": list(expected.findings)}
    return without_defaults({"scores": dict(expected.scores), **rest})
