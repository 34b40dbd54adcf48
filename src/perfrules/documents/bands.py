"""The keys `bands` and `met` of an indicator: sugar, written out as formulas."""

from collections.abc import Mapping
from fractions import Fraction
from functools import partial
from types import MappingProxyType

from attrs import frozen
from cattrs import Converter

from perfrules.documents.node import Absent, Node, Scalar, Sequence
from perfrules.documents.shape import collected, expected, refusal
from perfrules.documents.texts import condition
from perfrules.errors import FormulaError
from perfrules.formula.gate import Limits
from perfrules.formula.parse import MAX_DEPTH, parse
from perfrules.formula.syntax import Choose, Compare, CompareOperator, Formula, Name, Negate, Number
from perfrules.formula.text import text

MAX_STEPS = MAX_DEPTH
"""Steps of `bands`."""

BOUNDS: Mapping[str, CompareOperator] = MappingProxyType({"below": "<", "at_most": "<=", "at_least": ">=", "above": ">"})
"""The keys of a step that say where it holds, and how its number is compared."""

_LAST = "has `else` alone"


@frozen
class Banded:
    """A chain of choices, written as bands."""

    formula: Formula


@frozen
class Met:
    """All points or none, written as a condition."""

    formula: Formula


@frozen
class BandsEntry:
    """The key `bands`: what is compared, and the steps with their bounds."""

    of: Formula
    steps: Sequence


@frozen
class StepEntry:
    """A step of `bands`: one bound and the points below or above it; the last one has `else` alone."""

    below: Fraction | None = None
    at_most: Fraction | None = None
    at_least: Fraction | None = None
    above: Fraction | None = None
    points: Formula | None = None
    otherwise: Formula | None = None


@frozen
class Link:
    """One link of the chain: the points, and the comparison under which they are given."""

    points: Formula
    operator: CompareOperator = "<"
    bound: Formula = Number(Fraction(0))


def add_bands(converter: Converter, limits: Limits) -> None:
    """Teaches a converter `bands` and `met`; what they are written out as keeps these limits."""
    converter.register_structure_hook(Banded, lambda node, _: Banded(_written_out(node, _chain(node, converter), limits)))
    converter.register_structure_hook(Met, lambda node, _: Met(_written_out(node, _all_or_nothing(node, limits), limits)))
    converter.register_structure_hook(Sequence, lambda node, _: expected(node, Sequence))


def _written_out(node: Node, formula: Formula, limits: Limits) -> Formula:
    """The formula, if it can be written as one text and read again."""
    try:
        parse(text(formula), limits)
    except FormulaError as error:
        raise refusal("invalid-formula", node, f"written out as one formula this is too large: {error.sentence}") from None
    return formula


def _all_or_nothing(node: Node, limits: Limits) -> Formula:
    return Choose(condition(expected(node, Scalar), limits), Name("weight"), Number(Fraction(0)))


def _chain(node: Node, converter: Converter) -> Formula:
    entry = converter.structure(node, BandsEntry)
    steps = [step for step in entry.steps.items if not isinstance(step, Absent)]
    if not steps:
        raise refusal("empty", entry.steps, f"bands have steps, and the last one {_LAST}")
    if len(steps) > MAX_STEPS:
        raise refusal("too-large", entry.steps, f"bands have at most {MAX_STEPS} steps")
    last = steps.pop()
    *links, otherwise = collected([*(partial(_link, step, converter) for step in steps), partial(_last, last, converter)])
    chain = otherwise.points
    for link in reversed(links):
        chain = Choose(Compare(entry.of, ((link.operator, link.bound),)), link.points, chain)
    return chain


def _link(node: Node, converter: Converter) -> Link:
    entry = converter.structure(node, StepEntry)
    bounds = [(operator, bound) for key, operator in BOUNDS.items() if (bound := getattr(entry, key)) is not None]
    if entry.otherwise is not None or len(bounds) != 1 or entry.points is None:
        raise refusal("one-of", node, "a step of bands has `points` and one of `below`, `at_most`, `at_least`, `above`")
    operator, bound = bounds[0]
    return Link(entry.points, operator, _literal(bound))


def _last(node: Node, converter: Converter) -> Link:
    entry = converter.structure(node, StepEntry)
    if entry.otherwise is None or entry != StepEntry(otherwise=entry.otherwise):
        raise refusal("one-of", node, f"the last step of bands {_LAST}")
    return Link(entry.otherwise)


def _literal(value: Fraction) -> Formula:
    return Negate(Number(-value)) if value < 0 else Number(value)
