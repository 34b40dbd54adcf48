"""Indicator: one recursive type, a branch with children or a leaf with a rule."""

from collections.abc import Iterator
from fractions import Fraction
from typing import ClassVar, Literal, TypeAlias

from attrs import frozen

from perfrules.formula.syntax import Formula
from perfrules.frozen import Pairs

Basis = Literal["printed", "referenced", "inferred", "assumed"]
NotApplicablePolicy = Literal["refuse", "full", "zero", "leave_out"]


@frozen
class Source:
    """
    Where something comes from.

    `printed` in the document, `referenced` by another one, `inferred` from printed numbers, or `assumed`: nobody says so.
    """

    document: str = ""
    published: str = ""
    url: str = ""
    basis: Basis = "printed"


@frozen
class Interpretation:
    """Another way to read a rule; the adopted reading stands in the rule itself."""

    name: str
    formula: Formula


@frozen
class Branch:
    """Worth the sum of its children, or its formula over them and their `subtotal`."""

    children: tuple["Indicator", ...]
    formula: Formula | None = None


@frozen
class Calculated:
    """Worth its formula."""

    formula: Formula


@frozen
class Judgeable:
    """
    Given by a person: any points, all or nothing, or one of a list.

    With a formula, what the person gives is `judged` and the formula makes points of it.
    """

    allowed: Literal["any", "all_or_nothing"] | tuple[Fraction, ...]
    formula: Formula | None = None


@frozen
class Split:
    """How a weight is shared out evenly: to how many decimals, and whether the last row, by id, has what remains."""

    decimals: int = 0
    remainder: Literal["leave", "last"] = "leave"


@frozen
class Slot:
    """
    A place for the target rows of a unit, which become its children; `rules` are the row rules that score them.

    `groups` are the weights of rows that stand together, by name; with a `split` the rows of a group share its weight.
    It is worth the sum of its rows, or its formula over their `subtotal`, as a branch is.
    """

    rules: str
    groups: Pairs[Fraction] = Pairs()
    split: Split | None = None
    formula: Formula | None = None


@frozen
class Unscored:
    """Not worth anything: the framework gives no scores, or the rows of a slot are not all there."""

    formula: ClassVar[None] = None


Rule: TypeAlias = Branch | Calculated | Judgeable | Slot | Unscored


@frozen
class Indicator:
    """
    What is scored: between `least` and `weight` points, by its rule.

    `printed_weight` and `printed_rule_points` are numbers with which the document contradicts itself; they take no part
    in scoring. `evidence` says how its evidence is obtained, `core` marks a starred indicator. Where `is_open`, the weight
    is 0 and stands elsewhere: in the rows of a unit, or in its case.
    """

    id: str
    label: str
    weight: Fraction
    rule: Rule
    least: Fraction = Fraction(0)
    printed_weight: Fraction | None = None
    printed_rule_points: Fraction | None = None
    clause: str = ""
    source: Source | None = None
    evidence: str = ""
    core: bool = False
    not_applicable: NotApplicablePolicy = "refuse"
    interpretations: tuple[Interpretation, ...] = ()
    is_open: bool = False

    @property
    def children(self) -> tuple["Indicator", ...]:
        """The indicators below, none for a leaf."""
        return self.rule.children if isinstance(self.rule, Branch) else ()


def walk(indicators: tuple[Indicator, ...], above: tuple[Indicator, ...] = ()) -> Iterator[tuple[Indicator, ...]]:
    """Every indicator with those above it, as paths from the top, in reading order."""
    for indicator in indicators:
        path = (*above, indicator)
        yield path
        yield from walk(indicator.children, path)


def choices(indicator: Indicator) -> tuple[Fraction, ...]:
    """The points between which a person who judges can choose; none where any can be given, or nobody judges."""
    match indicator.rule:
        case Judgeable(allowed=tuple() as listed):
            return listed
        case Judgeable(allowed="all_or_nothing", formula=formula):
            return (indicator.least if formula is None else Fraction(0)), indicator.weight
    return ()
