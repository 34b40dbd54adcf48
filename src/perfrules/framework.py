"""Framework: facts, values and indicators of one published evaluation scheme in one edition."""

from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from typing import Literal

from attrs import field, frozen

from perfrules.domain import Domain
from perfrules.errors import Place
from perfrules.formula.syntax import Definition, Formula
from perfrules.frozen import Memory, Pairs
from perfrules.indicator import Basis, Indicator, Interpretation, Source, walk


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
    """A band of totals, from `at_least` up to the next one; the lower bound belongs to it."""

    name: str
    at_least: Fraction


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
class Framework:
    """
    One published scheme in one edition: what is known, what follows, and how points are given.

    `points` is the total, a score has `decimals` decimals. `places` (path to place in the file), `plugin` and what has
    been derived so far are no part of equality.
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
    places: Pairs[Place] = field(default=Pairs(), eq=False, repr=False)
    plugin: str = field(default="", eq=False)
    memory: Memory = field(factory=Memory, init=False, eq=False, repr=False)

    @property
    def step(self) -> Fraction:
        """The smallest difference between two scores."""
        return Fraction(1, 10**self.decimals)

    @property
    def paths(self) -> Mapping[str, tuple[Indicator, ...]]:
        """Each indicator by id, with those above it, in reading order."""
        return self.memory.once("paths", lambda: {path[-1].id: path for path in walk(self.indicators)})

    @property
    def declared(self) -> Mapping[str, Fact]:
        """The facts by id."""
        return self.memory.once("facts", lambda: {fact.id: fact for fact in self.facts})

    @property
    def named(self) -> Mapping[str, Value]:
        """The values by id."""
        return self.memory.once("values", lambda: {value.id: value for value in self.values})
