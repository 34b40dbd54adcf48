"""What a report prints: scores, figures, statements, tables, an outline; all of it waits to be audited."""

from fractions import Fraction

from attrs import frozen

from perfrules.domain import Kind
from perfrules.evidence import Known
from perfrules.formula.syntax import Condition, Formula
from perfrules.frozen import Pairs


@frozen
class Scorer:
    """What a second scorer gave, such as the reviewer (复核)."""

    scores: Pairs[Fraction] = Pairs()
    total: Fraction | None = None


@frozen
class Printed:
    """What the report prints about its own scores and weights; None is not printed. `scorers` go by their names."""

    scores: Pairs[Fraction] = Pairs()
    total: Fraction | None = None
    grade: str = ""
    weights: Pairs[Fraction] = Pairs()
    scorers: Pairs[Scorer] = Pairs()


@frozen
class Figure:
    """
    A printed number that no framework declares: money in 元, a ratio as a fraction, everything else as a bare number.

    Where it is `exact`, its printed digits are all there are.
    """

    known: Known
    kind: Kind
    exact: bool = False


@frozen
class Statement:
    """
    What a report says about its own numbers: a `printed` figure that a formula over others gives, or a condition that `holds`.

    A condition that fails with a `note` is explained by it. Where it is `exact`, the operands are not taken as rounded.
    """

    printed: Known | None = None
    formula: Formula | None = None
    holds: Condition | None = None
    where: str = ""
    label: str = ""
    note: str = ""
    exact: bool = False


@frozen
class PrintedRow:
    """A row of a printed table; a cell that is blank is None."""

    label: str
    cells: tuple[Known | None, ...]


@frozen
class PrintedTable:
    """
    A table as the report prints it: `sums` are the columns that add up to the row `total`.

    `each_row` are columns that follow from others by a formula over columns and `<column>_total`.
    """

    id: str
    columns: tuple[str, ...]
    rows: tuple[PrintedRow, ...]
    total: PrintedRow | None = None
    sums: tuple[str, ...] = ()
    each_row: Pairs[Formula] = Pairs()
    where: str = ""


@frozen
class ReportedProblem:
    """A problem that the report lists itself; without an indicator it is about the report."""

    text: str
    indicator: str = ""
    where: str = ""


@frozen
class OutlineRow:
    """A row of a printed score table that follows no framework, with the rows below it; None is not printed."""

    id: str
    label: str
    weight: Fraction | None = None
    score: Fraction | None = None
    rule_points: Fraction | None = None
    children: tuple["OutlineRow", ...] = ()


@frozen
class Expectation:
    """What a case expects as a test: scores, total and grade as they are shown, findings by id."""

    scores: Pairs[str] = Pairs()
    total: str = ""
    grade: str = ""
    findings: tuple[str, ...] = ()
