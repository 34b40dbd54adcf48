"""Shares: weights for a framework that leaves them to a case, as even as its fixed ones and its constraints let them be."""

from collections.abc import Iterator, Mapping
from fractions import Fraction
from random import Random

from perfrules.check import broken_constraints
from perfrules.framework import Framework
from perfrules.indicator import Indicator, Slot

Weights = Mapping[str, Fraction]

TRIED = 50
"""How many ways to share out weights are tried where constraints refuse the even one."""


def weights(framework: Framework) -> Iterator[Weights]:
    """The weights of all indicators of a unit: those of the framework, and other ones where it lets a case set them."""
    if not framework.is_scored:
        yield {id: path[-1].weight for id, path in framework.paths.items()}
        return
    if (found := _allowed(framework, is_free=False)) is not None:
        yield found
    if framework.has_adjustable_weights and (found := _allowed(framework, is_free=True)) is not None:
        yield found


def said(framework: Framework, found: Weights) -> Weights:
    """What a case has to say of these weights: that of a slot is told by its rows, the rest where the framework has another."""
    paths = framework.paths
    return {
        id: weight
        for id, weight in found.items()
        if (paths[id][-1].is_open and not isinstance(paths[id][-1].rule, Slot) and not paths[id][-1].children)
        or (not paths[id][-1].is_open and weight != paths[id][-1].weight)
    }


def _allowed(framework: Framework, *, is_free: bool) -> Weights | None:
    """Weights that break no constraint; None where none were found."""
    dice = Random(framework.id)  # noqa: S311  # the same framework gets the same weights
    for number in range(TRIED):
        found = dict(_spread(framework, is_free=is_free, dice=dice if number else None))
        if min(found.values(), default=Fraction(0)) >= 0 and not any(broken_constraints(framework, found)):
            return found
    return None


def _spread(framework: Framework, *, is_free: bool, dice: Random | None) -> Iterator[tuple[str, Fraction]]:
    yield from _below(framework, framework.indicators, framework.points, is_free=is_free, dice=dice)
    yield from ((id, path[-1].weight) for id, path in framework.paths.items() if path[0] in framework.adjustments)


def _below(
    framework: Framework, indicators: tuple[Indicator, ...], whole: Fraction, *, is_free: bool, dice: Random | None
) -> Iterator[tuple[str, Fraction]]:
    """The weights of indicators that weigh so much together, and of all below them."""
    settled = [Fraction(0) if is_free else _settled(one) for one in indicators]
    moving = [number for number, one in enumerate(indicators) if is_free or _is_open(one)]
    shares = _shares(whole - sum(settled, Fraction(0)), len(moving), framework.step, dice)
    for number, share in zip(moving, shares, strict=True):
        settled[number] += share
    for one, weight in zip(indicators, settled, strict=True):
        yield one.id, weight
        yield from _below(framework, one.children, weight, is_free=is_free, dice=dice)


def _is_open(one: Indicator) -> bool:
    """Whether what is left can go to an indicator."""
    return one.is_open and (not one.children or any(map(_is_open, one.children)))


def _settled(one: Indicator) -> Fraction:
    """What an indicator weighs at least."""
    if not one.is_open:
        return one.weight
    return sum((_settled(child) for child in one.children), Fraction(0))


def _shares(whole: Fraction, count: int, step: Fraction, dice: Random | None) -> list[Fraction]:
    """So many parts of a whole: nearly even whole numbers where they can be, or at random."""
    if not count:
        return []
    parts = [1] * count if dice is None else [dice.randint(1, 10) for _ in range(count)]
    unit = Fraction(1) if whole >= count else step
    shares = [whole * part / sum(parts) // unit * unit for part in parts]
    shares[-1] += whole - sum(shares, Fraction(0))
    return shares
