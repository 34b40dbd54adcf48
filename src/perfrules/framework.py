"""Framework: facts, values and indicators of one published evaluation scheme in one edition."""

from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from typing import Literal

from attrs import field, frozen

from perfrules.domain import Domain
from perfrules.errors import Place
from perfrules.formula.syntax import Condition, Definition, Formula
from perfrules.frozen import Memory, Pairs
from perfrules.indicator import Basis, Indicator, Interpretation, Slot, Source, walk


@frozen
class Fact:
    """A declaration of what is to be known about each unit."""

    id: str
    label: str
    domain: Domain
    definition: str = ""
    better: Literal["", "higher", "lower"] = ""


@frozen
class Value:
    """A named number that follows from facts; `show` is a formula over `value` that says how it is printed."""

    id: str
    label: str
    formula: Formula
    show: "Show | None" = None
    interpretations: tuple[Interpretation, ...] = ()


@frozen
class Show:
    """
    How a value is printed: cut or rounded to a step, as a percentage or bare.

    Only for reading: formulas use the exact value.
    """

    mode: Literal["cut", "half_up", "half_even"]
    step: Fraction
    percent: bool = False


@frozen
class Grade:
    """A band of totals, from `at_least` up to the next one; the lower bound belongs to it. `unless` rules it out."""

    name: str
    at_least: Fraction
    unless: Condition | None = None


@frozen
class Alert:
    """A remark that is made when its condition holds; it gives and takes no points."""

    name: str
    when: Condition
    label: str = ""


@frozen
class Sum:
    """A name for what a formula gives, added up over all rows."""

    id: str
    formula: Formula


@frozen
class Table:
    """Rows with the same columns, at most `rows_at_most` of them; its sums are names in formulas."""

    id: str
    label: str
    columns: tuple[Fact, ...]
    sums: tuple[Sum, ...] = ()
    rows_at_most: int = 1000


@frozen
class Band:
    """The shares of a weight that a judged grade can give: `start` belongs to it, `end` only where it is all."""

    name: str
    start: Fraction
    end: Fraction


@frozen
class RowRules:
    """
    How target rows are scored: by a formula over their `actual`, `target`, `ratio`, `weight` and columns.

    `ratio` says what the ratio is for each word of `must`. `target`, `actual` and `weight` are the domains of bare numbers: a
    percentage counts as a fraction, money in the unit of the row's target. Where `graded`, a person gives points inside a band.
    """

    id: str
    formula: Formula
    target: Domain
    actual: Domain
    weight: Domain
    ratio: Pairs[Formula] = Pairs()
    graded: tuple[Band, ...] = ()
    columns: tuple[Fact, ...] = ()
    sums: tuple[Sum, ...] = ()
    interpretations: tuple[Interpretation, ...] = ()


@frozen
class Origin:
    """A framework in a line of descent: its key, its document, and the file in which it stands."""

    framework: str
    source: Source
    file: str


@frozen
class RoundingNote:
    """Why scores stop where they do."""

    basis: Basis = "printed"
    why: str = ""


@frozen
class Validity:
    """From when until when an edition is in force; both ends belong to it, None is open."""

    start: date | None = None
    end: date | None = None

    def includes(self, day: date) -> bool:
        """Whether the edition is in force on this day."""
        return (self.start is None or self.start <= day) and (self.end is None or day <= self.end)


@frozen
class FrameworkSource:
    """A framework before it is read: its key, when it is in force, and its text."""

    id: str
    edition: str
    valid: Validity
    place: str
    text: str = field(repr=False)


@frozen
class Function:
    """A function that a plugin shares with all frameworks, before it is read: its name, its parameters, and its body as text."""

    name: str
    parameters: tuple[str, ...]
    body: str


@frozen
class Framework:
    """
    One published scheme in one edition: what is known, what follows, and how points are given.

    `points` is the total, a score has `decimals` decimals; where it is not `is_scored`, there are no points. `adjustments` are
    outside the total, `constraints` are conditions over weights, `relations` over facts. `places` (path to place in the file),
    `lineage` (itself, its parent, and so on), `plugin` and what has been derived so far are no part of equality.
    """

    id: str
    edition: str
    title: str
    points: Fraction
    indicators: tuple[Indicator, ...]
    facts: tuple[Fact, ...] = ()
    values: tuple[Value, ...] = ()
    functions: tuple[Definition, ...] = ()
    grades: tuple[Grade, ...] = ()
    decimals: int = 2
    total: Formula | None = None
    rounding: RoundingNote = RoundingNote()
    valid: Validity = Validity()
    source: Source = Source()
    is_scored: bool = True
    has_adjustable_weights: bool = False
    adjustments: tuple[Indicator, ...] = ()
    alerts: tuple[Alert, ...] = ()
    constraints: tuple[Condition, ...] = ()
    relations: tuple[Condition, ...] = ()
    tables: tuple[Table, ...] = ()
    rows: tuple[RowRules, ...] = ()
    lineage: tuple[Origin, ...] = field(default=(), eq=False, repr=False)
    places: Pairs[Place] = field(default=Pairs(), eq=False, repr=False)
    plugin: str = field(default="", eq=False)
    memory: Memory = field(factory=Memory, init=False, eq=False, repr=False)

    @property
    def step(self) -> Fraction:
        """The smallest difference between two scores."""
        return self.memory.once("step", lambda: Fraction(1, 10**self.decimals))

    @property
    def paths(self) -> Mapping[str, tuple[Indicator, ...]]:
        """Each indicator by id, with those above it, in reading order; adjustments at the end."""
        return self.memory.once("paths", lambda: {path[-1].id: path for path in walk((*self.indicators, *self.adjustments))})

    @property
    def slots(self) -> Mapping[str, Slot]:
        """The places for target rows, by the ids of their indicators."""
        return self.memory.once(
            "slots", lambda: {id: path[-1].rule for id, path in self.paths.items() if isinstance(path[-1].rule, Slot)}
        )

    @property
    def declared(self) -> Mapping[str, Fact]:
        """The facts by id."""
        return self.memory.once("facts", lambda: {fact.id: fact for fact in self.facts})

    @property
    def row_rules(self) -> Mapping[str, RowRules]:
        """The rules of target rows by id."""
        return self.memory.once("row rules", lambda: {rules.id: rules for rules in self.rows})

    @property
    def sums(self) -> Mapping[str, Sum]:
        """The sums over tables and target rows, by the names that formulas use."""
        groups = (*(table.sums for table in self.tables), *(rules.sums for rules in self.rows))
        return self.memory.once("sums", lambda: {one.id: one for group in groups for one in group})

    @property
    def named(self) -> Mapping[str, Value]:
        """The values by id."""
        return self.memory.once("values", lambda: {value.id: value for value in self.values})


BARE = Framework("none", "", "", Fraction(0), (), is_scored=False)
"""The framework of a bare printed table, which follows none."""
