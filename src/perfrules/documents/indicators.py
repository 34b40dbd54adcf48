"""Indicators of a framework file: exactly one rule each."""

from collections.abc import Callable
from fractions import Fraction
from typing import Any, Literal, TypeAlias

from attrs import field, frozen
from cattrs import Converter

from perfrules import number
from perfrules.documents.bands import Banded, Met, add_bands
from perfrules.documents.node import Mapping, Node, Scalar, Sequence
from perfrules.documents.problems import near_to
from perfrules.documents.shape import check_not_empty, class_hook, collected, expected, refusal
from perfrules.documents.texts import Decimals, Id, Share, Weight
from perfrules.formula.gate import Limits
from perfrules.formula.syntax import Formula
from perfrules.frozen import Pairs
from perfrules.indicator import (
    Branch,
    Calculated,
    Indicator,
    Interpretation,
    Judgeable,
    NotApplicablePolicy,
    Rule,
    Slot,
    Source,
    Split,
    Unscored,
)

AllowedWord: TypeAlias = Literal["any", "all_or_nothing"]
Allowed: TypeAlias = AllowedWord | tuple[Fraction, ...]

RULES = ("children", "formula", "bands", "met", "judged", "slot")
"""The keys that say how an indicator is scored."""

BESIDE_FORMULA = frozenset({"children", "judged", "slot"})
"""The rules that can have a formula of their own beside them."""


@frozen
class Judged:
    """Which points a person can give."""

    allowed: Allowed


@frozen
class SplitEntry:
    """The key `split`: how the weight of a slot is shared out."""

    decimals: Decimals = Decimals(0)
    remainder: Literal["leave", "last"] = "leave"


@frozen
class SlotEntry:
    """The key `slot`; a text alone is its `rules`."""

    rules: Id
    groups: dict[str, Share] = field(factory=dict)
    split: SplitEntry | None = None


@frozen
class IndicatorEntry:
    """The keys of an indicator."""

    id: Id
    label: str
    weight: Weight | None
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
    slot: SlotEntry | None = None


@frozen
class UnscoredEntry(IndicatorEntry):
    """The keys of an indicator in a framework without scores: it needs no weight, and no rule."""

    weight: Weight | None = None


def add_indicators(converter: Converter, limits: Limits, *, is_scored: bool = True) -> None:
    """Teaches a converter indicators with their rules; formulas keep these limits."""
    shape = IndicatorEntry if is_scored else UnscoredEntry
    add_bands(converter, limits)
    converter.register_structure_hook(
        Indicator,
        lambda node, _: _indicator(expected(node, Mapping), lambda: converter.structure(node, shape), is_scored=is_scored),
    )
    converter.register_structure_hook(Judged, lambda node, _: Judged(_allowed(node, converter)))
    full = class_hook(SlotEntry, converter)
    converter.register_structure_hook(SlotEntry, lambda node, shape: _slot(node, lambda: full(node, shape), converter))


def _indicator(node: Mapping, structure: Callable[[], IndicatorEntry], *, is_scored: bool) -> Indicator:
    checked: list[Any] = collected([structure, lambda: _check_rules(node, is_scored=is_scored)])
    entry: IndicatorEntry = checked[0]
    weight = entry.weight if isinstance(entry.weight, Fraction) else Fraction(0)
    _check_groups(node, entry)
    return Indicator(
        entry.id,
        entry.label,
        weight,
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
        is_open=entry.weight == "open",
    )


def _check_rules(node: Mapping, *, is_scored: bool) -> None:
    written = [key.text for key, _ in node.pairs]
    rules = tuple(key for key in RULES if key in written)
    listed = ", ".join(f"`{key}`" for key in RULES)
    if is_scored and not rules and not any(near_to(key, RULES) for key in written):
        raise refusal("one-of", node, f"an indicator has one of {listed}; this one has none")
    for key in ("children", "judged"):
        check_not_empty(node, key)
    others = set(rules) - {"formula"}
    if len(others) > 1 or ("formula" in rules and others - BESIDE_FORMULA):
        found = " and ".join(f"`{key}`" for key in rules)
        raise refusal("one-of", node, f"an indicator has one of {listed}; this one has {found}")


def _check_groups(node: Mapping, entry: IndicatorEntry) -> None:
    """A slot need not name every group, so what its groups weigh together is at most what it weighs itself."""
    if entry.slot is None or not entry.slot.groups or not isinstance(entry.weight, Fraction):
        return
    weights = entry.slot.groups.values()
    together = sum(weights, Fraction(0))
    if together > entry.weight:
        terms = " + ".join(number.plain(weight) for weight in weights)
        found = f"{terms} = {number.plain(together)}" if len(weights) > 1 else terms
        slot = next(value for key, value in node.pairs if key.text == "slot")
        raise refusal("weights", slot, f"the groups weigh {found}, the slot weighs {number.plain(entry.weight)}")


def _rule(entry: IndicatorEntry) -> Rule:
    if entry.children is not None:
        return Branch(entry.children, entry.formula)
    if entry.judged is not None:
        return Judgeable(entry.judged.allowed, entry.formula)
    if entry.slot is not None:
        split = None if entry.slot.split is None else Split(entry.slot.split.decimals, entry.slot.split.remainder)
        return Slot(entry.slot.rules, Pairs.of(entry.slot.groups), split, entry.formula)
    found = _formula(entry)
    return Unscored() if found is None else Calculated(found)


def _formula(entry: IndicatorEntry) -> Formula | None:
    if entry.bands is not None:
        return entry.bands.formula
    if entry.met is not None:
        return entry.met.formula
    return entry.formula


def _allowed(node: Node, converter: Converter) -> Allowed:
    if isinstance(node, Sequence):
        return converter.structure(node, tuple[Fraction, ...])
    word: AllowedWord = converter.structure(node, AllowedWord)  # type: ignore[arg-type]  # no class
    return word


def _slot(node: Node, full: Callable[[], SlotEntry], converter: Converter) -> SlotEntry:
    return SlotEntry(converter.structure(node, Id)) if isinstance(node, Scalar) else full()
