"""The readings of a formula as integer steps, printed over numbers and over limits, held against the definition."""

from collections.abc import Mapping
from fractions import Fraction

from perfrules.errors import UndefinedError
from perfrules.formula import evaluate
from perfrules.formula.limits import limits
from perfrules.formula.lower import Quotient
from perfrules.formula.program import Program
from perfrules.formula.syntax import Formula
from tests.formula.lowered import Column, Values, Worth, lowering, reading

Columns = Mapping[str, Column]


class DifferenceError(Exception):
    """Two readings of one formula give other results."""


def lowered(formula: Formula, columns: Columns) -> tuple[Program, Quotient]:
    """A formula as integer steps; raises `NotLoweredError` with the reason where it has none."""
    program, lower = lowering(columns)
    return program, lower.formula(formula)


def by_kernel(formula: Formula, columns: Columns) -> Worth:
    """The printed function of the steps."""
    return reading(formula, dict(columns), "<hostile formula>")


def by_limits(formula: Formula, columns: Columns) -> Worth:
    """The printed function of the steps over limits, which are both the number itself."""
    program, found = lowered(formula, columns)
    top = limits(program, found.numerator, found.defined, "<hostile numerator>")
    bottom = limits(program, found.denominator, found.defined, "<hostile denominator>")

    def worth(values: Values) -> Fraction | None:
        ints = [column.counted(values[name]) for name, column in columns.items()]
        least, most, never, ever = top(ints, ints)
        below, above, *_ = bottom(ints, ints)
        if (least, below, never) != (most, above, ever):
            raise DifferenceError(f"a point has the limits {least} to {most}, {below} to {above}, {never} to {ever}")
        return found.factor * least / below if ever else None

    return worth


def by_definition(formula: Formula, values: Values) -> Fraction | None:
    """What `evaluate` gives, None where a formula has no value."""
    try:
        return evaluate(formula, values)
    except UndefinedError:
        return None


def agree(formula: Formula, worth: Worth, row: Values) -> None:
    """Raise `DifferenceError` where a reading is not what the definition says."""
    expected, actual = by_definition(formula, row), worth(row)
    if expected != actual:
        raise DifferenceError(f"{expected} by definition, {actual} in integers")
