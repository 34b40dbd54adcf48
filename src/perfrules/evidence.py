"""Evidence: everything that scoring reads about one unit."""

from fractions import Fraction
from typing import Literal

from attrs import field, frozen

from perfrules.errors import Place
from perfrules.formula.syntax import Formula
from perfrules.frozen import Pairs
from perfrules.indicator import Interpretation


@frozen
class Known:
    """
    A fact, or a printed ratio that stands in for one.

    `text` is how it was written, `where` the place in the report. `decimals` says how many decimals were printed, `unit` what
    one unit of the last printed digit is worth: 0 where nothing was printed, and the value is exact.
    """

    value: Fraction | bool
    text: str = ""
    where: str = ""
    note: str = ""
    decimals: int = 0
    unit: Fraction = Fraction(0)


@frozen
class Judgement:
    """Points that a person gave, with name and reason."""

    points: Fraction
    by: str
    reason: str


Must = Literal["at_least", "at_most", "equal", "between", "by_date", "graded"]
"""What the actual figure of a target row must be."""


@frozen
class TargetRow:
    """
    A target that a unit set itself, what became of it, and what it weighs.

    Figures are bare numbers in `unit`, the unit of the target: a percentage is a fraction, a date a day number. `target_most` is
    the upper end where the actual figure `must` lie between two; `actual_text` is a word where a number should be.
    `points`, `grade`, `by` and `reason` are a person's. `weight` None is shared out by the slot. A row that is part `of` another
    one does not score; `formula` is a rule of its own. `printed` is the score that the report prints.
    """

    id: str
    slot: str
    label: str
    group: str = ""
    must: Must = "at_least"
    weight: Fraction | None = None
    unit: str = ""
    target: Known | None = None
    target_most: Known | None = None
    target_text: str = ""
    actual: Known | None = None
    actual_text: str = ""
    ratio: Known | None = None
    columns: Pairs[Known] = Pairs()
    points: Fraction | None = None
    grade: str = ""
    by: str = ""
    reason: str = ""
    printed: Fraction | None = None
    formula: Formula | None = None
    interpretations: tuple[Interpretation, ...] = ()
    of: str = ""
    where: str = ""
    note: str = ""


@frozen
class TableRow:
    """A row of a table: its cells by column; a blank cell is not there."""

    label: str
    cells: Pairs[Known]


@frozen
class Evidence:
    """
    What is known about one unit in one period; every mapping goes by the ids of a framework.

    `values` are printed ratios that stand in where their inputs are missing, `stated` printed scores that stand in
    where nothing can be computed, `interpretations` the adopted readings of ambiguous rules. `weights` are those that the
    framework leaves to a case, `targets` the rows for its slots, `tables` the rows of its tables; `incomplete` says of which
    slots and branches rows are missing, and why.
    """

    subject: str = ""
    period: str = ""
    facts: Pairs[Known] = Pairs()
    values: Pairs[Known] = Pairs()
    judged: Pairs[Judgement] = Pairs()
    stated: Pairs[Fraction] = Pairs()
    not_applicable: Pairs[str] = Pairs()
    interpretations: Pairs[str] = Pairs()
    weights: Pairs[Fraction] = Pairs()
    targets: tuple[TargetRow, ...] = ()
    tables: Pairs[tuple[TableRow, ...]] = Pairs()
    incomplete: Pairs[str] = Pairs()
    places: Pairs[Place] = field(default=Pairs(), eq=False, repr=False)
