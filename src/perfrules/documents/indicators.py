"""Indicators of a framework file: exactly one rule each, `bands` and `met` written out as formulas."""

from collections.abc import Callable
from fractions import Fraction
from functools import partial
from typing import Any, Literal, TypeAlias

from attrs import frozen
from cattrs import Converter

from perfrules.documents.node import Absent, Mapping, Node, Scalar, Sequence
from perfrules.documents.problems import near_to
from perfrules.documents.shape import check_not_empty, collected, expected, refusal
from perfrules.documents.texts import Id, condition
from perfrules.errors import FormulaError
from perfrules.formula.gate import Limits
from perfrules.formula.parse import MAX_DEPTH, parse
from perfrules.formula.syntax import Choose, Compare, CompareOperator, Formula, Name, Negate, Number
from perfrules.formula.text import text
from perfrules.indicator import Branch, Calculated, Indicator, Interpretation, Judgeable, NotApplicablePolicy, Rule, Source

AllowedWord: TypeAlias = Literal["any", "all_or_nothing"]
Allowed: TypeAlias = AllowedWord | tuple[Fraction, ...]

RULES = ("children", "formula", "bands", "met", "judged")
"""The keys that say how an indicator is scored."""

MAX_STEPS = MAX_DEPTH
"""Steps of `bands`."""

_LAST = "has `else` alone"
_BOUNDS: dict[str, CompareOperator] = {"below": "<", "at_most": "<=", "at_least": ">=", "above": ">"}


@frozen
class Banded:
    """A chain of choices, written as bands."""

    formula: Formula


@frozen
class Met:
    """All points or none, written as a condition."""

    formula: Formula


@frozen
class Judged:
    """Which points a person can give."""

    allowed: Allowed


@frozen
class IndicatorEntry:
    """The keys of an indicator."""

    id: Id
    label: str
    weight: Fraction
    least: Fraction = Fraction(0)
    printed_weight: Fraction | None = None
    printed_rule_points: Fraction | None = None
    clause: str = ""
    source: Source | None = None
    evidence: str = ""
    core: bool = False
    not_applicable: NotApplicablePolicy = "refuse"
    interpretations: tuple[Interpretation, ...] = ()
    children: tuple[Indicator, ...] | None = None
    formula: Formula | None = None
    bands: Banded | None = None
    met: Met | None = None
    judged: Judged | None = None


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


def add_indicators(converter: Converter, limits: Limits) -> None:
    """Teaches a converter indicators, bands and the points that a person can give; formulas keep these limits."""
    converter.register_structure_hook(
        Indicator,
        lambda node, _: _indicator(expected(node, Mapping), lambda: converter.structure(node, IndicatorEntry)),
    )
    converter.register_structure_hook(Banded, lambda node, _: Banded(_written_out(node, _chain(node, converter), limits)))
    converter.register_structure_hook(Met, lambda node, _: Met(_written_out(node, _all_or_nothing(node, limits), limits)))
    converter.register_structure_hook(Judged, lambda node, _: Judged(_allowed(node, converter)))
    converter.register_structure_hook(Sequence, lambda node, _: expected(node, Sequence))


def _indicator(node: Mapping, structure: Callable[[], IndicatorEntry]) -> Indicator:
    checked: list[Any] = collected([structure, lambda: _check_rules(node)])
    entry: IndicatorEntry = checked[0]
    return Indicator(
        entry.id,
        entry.label,
        entry.weight,
        _rule(entry),
        entry.least,
        entry.printed_weight,
        entry.printed_rule_points,
        entry.clause,
        entry.source,
        entry.evidence,
        entry.core,
        entry.not_applicable,
        entry.interpretations,
    )


def _check_rules(node: Mapping) -> None:
    written = [key.text for key, _ in node.pairs]
    rules = tuple(key for key in RULES if key in written)
    listed = ", ".join(f"`{key}`" for key in RULES)
    if not rules and not any(near_to(key, RULES) for key in written):
        raise refusal("one-of", node, f"an indicator has one of {listed}; this one has none")
    for key in ("children", "judged"):
        check_not_empty(node, key)
    if len(set(rules) - {"formula"}) > 1 or {"formula"} < set(rules) <= {"formula", "bands", "met"}:
        found = " and ".join(f"`{key}`" for key in rules)
        raise refusal("one-of", node, f"an indicator has one of {listed}; this one has {found}")


def _rule(entry: IndicatorEntry) -> Rule:
    if entry.children is not None:
        return Branch(entry.children, entry.formula)
    if entry.judged is not None:
        return Judgeable(entry.judged.allowed, entry.formula)
    return Calculated(_formula(entry))


def _formula(entry: IndicatorEntry) -> Formula:
    if entry.bands is not None:
        return entry.bands.formula
    if entry.met is not None:
        return entry.met.formula
    return entry.formula or Number(Fraction(0))  # without a value it has been reported, and this is thrown away


def _written_out(node: Node, formula: Formula, limits: Limits) -> Formula:
    """The formula, if it can be written as one text and read again."""
    try:
        parse(text(formula), limits)
    except FormulaError as error:
        raise refusal("invalid-formula", node, f"written out as one formula this is too large: {error.sentence}") from None
    return formula


def _all_or_nothing(node: Node, limits: Limits) -> Formula:
    return Choose(condition(expected(node, Scalar), limits), Name("weight"), Number(Fraction(0)))


def _allowed(node: Node, converter: Converter) -> Allowed:
    if isinstance(node, Sequence):
        return converter.structure(node, tuple[Fraction, ...])
    word: AllowedWord = converter.structure(node, AllowedWord)  # type: ignore[arg-type]  # no class
    return word


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
    bounds = [(operator, bound) for key, operator in _BOUNDS.items() if (bound := getattr(entry, key)) is not None]
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
