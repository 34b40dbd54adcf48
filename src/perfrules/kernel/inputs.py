"""What a kernel reads: facts and judged points as integers."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from fractions import Fraction
from math import ceil, floor, lcm
from typing import TypeAlias

from attrs import field, frozen

from perfrules import number
from perfrules.domain import Domain
from perfrules.framework import Framework
from perfrules.indicator import Indicator, Judgeable, choices

Given: TypeAlias = Decimal | Fraction | int | bool

EXACT = (Decimal, int, Fraction)  # in this order: a test for `Fraction` takes longest
"""The types of exact numbers."""

MAX_MAGNITUDE = 60
"""Digits before or behind the point of a `Decimal`; beyond, its exponent alone could fill the memory."""


@frozen
class Input:
    """
    A fact, or the points of a judged leaf, as an integer count of `1 / scale`.

    Its integers lie between `least` and `most`; a flag is 0 or 1, a choice the position of its state, a date a day number.
    Where a person can give only certain points, `allowed` lists them. Formulas read it as a condition where it `is_flag`.
    """

    id: str
    scale: int
    least: int
    most: int
    domain: Domain
    allowed: tuple[int, ...] = ()
    is_flag: bool = field(init=False, eq=False, repr=False)

    @is_flag.default
    def _is_flag(self) -> bool:
        return self.domain.kind == "flag"


@frozen
class Inputs:
    """The inputs of a framework by the ids of its facts and of its judged leaves."""

    facts: Mapping[str, Input]
    judged: Mapping[str, Input]


def inputs(framework: Framework) -> Iterator[Input]:
    """The facts, then the judged leaves, in their order; those of adjustments at the end."""
    found = inputs_by_id(framework)
    yield from found.facts.values()
    yield from found.judged.values()


def inputs_by_id(framework: Framework) -> Inputs:
    """The facts and judged leaves of a framework, found once."""
    return framework.memory.once("inputs of the kernel", lambda: Inputs(dict(_facts(framework)), dict(_judged(framework))))


def _facts(framework: Framework) -> Iterator[tuple[str, Input]]:
    for fact in framework.facts:
        scale = 10**fact.domain.decimals
        yield fact.id, Input(fact.id, scale, ceil(fact.domain.least * scale), floor(fact.domain.most * scale), fact.domain)


def _judged(framework: Framework) -> Iterator[tuple[str, Input]]:
    for *_, leaf in framework.paths.values():
        if isinstance(leaf.rule, Judgeable):
            yield leaf.id, judgement(leaf, leaf.rule, framework.decimals)


def judgement(leaf: Indicator, rule: Judgeable, decimals: int) -> Input:
    """The points that a person gives; where a formula makes others of them, the indicator's least is not theirs."""
    points = choices(leaf) or (leaf.least if rule.formula is None else Fraction(0), leaf.weight)
    decimals = max(decimals, *(len(number.plain(one).partition(".")[2]) for one in points))
    scale = lcm(10**decimals, *(one.denominator for one in points))
    domain = Domain("number", "", decimals, min(points), max(points))
    counts = tuple(int(one * scale) for one in points)
    return Input(leaf.id, scale, min(counts), max(counts), domain, () if rule.allowed == "any" else counts)


def counted(value: Given, column: Input) -> int | None:
    """A value as an integer of its input, or None where it does not fit."""
    if column.is_flag or isinstance(value, bool):
        return int(value) if column.is_flag and isinstance(value, bool) else None
    if not isinstance(value, EXACT) or (isinstance(value, Decimal) and not is_moderate(value)):
        return None
    top, bottom = value.as_integer_ratio()
    scaled = top * column.scale
    if bottom != 1:
        scaled, rest = divmod(scaled, bottom)
        if rest:
            return None
    if column.allowed and scaled not in column.allowed:
        return None
    return scaled if column.least <= scaled <= column.most else None


def is_moderate(value: Decimal) -> bool:
    """Whether a decimal is a number of a size that can be measured."""
    return value.is_finite() and -MAX_MAGNITUDE <= value.adjusted() <= MAX_MAGNITUDE
