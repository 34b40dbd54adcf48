"""Weights: they add up where they are known, and stop where scores do; what stands in for those that are open."""

from collections.abc import Iterator
from fractions import Fraction

from attrs import evolve, frozen

from perfrules import number
from perfrules.errors import Problem
from perfrules.framework import Framework
from perfrules.indicator import Branch, Indicator, Slot
from perfrules.rules import located, problem_at

TRIED = (Fraction(1), Fraction(10), Fraction(25, 2))
"""The weights with which rules are proven whose weight only a unit's report says."""


@frozen
class Weighed:
    """An indicator with a weight; `told` says which one, `is_possible` that only a case could set it."""

    indicator: Indicator
    told: str = ""
    is_possible: bool = False


def weights(framework: Framework) -> Iterator[Problem]:
    """What is wrong with the weights of a framework; those that are open or adjustable are looked at with each case."""
    yield from _sum(framework, "indicators", framework.indicators, framework.points, "`points.total`")
    for where, path in located(framework):
        indicator = path[-1]
        yield from _open(framework, where, indicator)
        if not indicator.is_open and not (where.startswith("adjustments/") and indicator.rule.formula):
            yield from _sum(framework, where, indicator.children, indicator.weight, "its weight")
        if indicator.weight < 0:
            message = f"the weight {number.plain(indicator.weight)} is below 0"
            yield problem_at(framework, "error", "weights", f"{where}/weight", message)
        if not on_lattice(framework, indicator.weight):
            message = f"the weight {number.plain(indicator.weight)} has more than {framework.decimals} decimals"
            yield problem_at(framework, "error", "off-lattice", f"{where}/weight", message)


def on_lattice(framework: Framework, points: Fraction) -> bool:
    """Whether points stop where the scores of a framework do."""
    return not framework.step.denominator % points.denominator


def tried(framework: Framework) -> tuple[Fraction, ...]:
    """The weights with which rules are proven, as far as a score can have them."""
    return tuple(weight for weight in TRIED if on_lattice(framework, weight))


def weighed(framework: Framework, indicator: Indicator) -> Iterator[Weighed]:
    """The indicator with each weight with which its rule is proven."""
    seen: list[Indicator] = []
    is_open, is_leaf = is_open_within(indicator), not indicator.children
    if not is_open:
        seen.append(indicator)
        yield Weighed(indicator)
    if is_open or (framework.has_adjustable_weights and is_leaf):
        for weight in tried(framework):
            one = filled(framework, evolve(indicator, is_open=True) if is_leaf else indicator, weight)
            if one not in seen:
                seen.append(one)
                yield Weighed(one, f"with a weight of {number.plain(weight)}, ", is_possible=not is_open)


def filled(framework: Framework, indicator: Indicator, weight: Fraction) -> Indicator:
    """
    The indicator with this weight in the place of each open one in it.

    An open branch weighs what its children do; what a fixed branch leaves goes to its open children, as evenly as can be.
    """
    if not indicator.children:
        return evolve(indicator, weight=weight, is_open=False) if indicator.is_open else indicator
    if not indicator.is_open:
        return _with_children(indicator, tuple(_shared_out(framework, indicator, weight)))
    children = tuple(filled(framework, child, weight) for child in indicator.children)
    below = sum((child.weight for child in children), Fraction(0))
    return _with_children(evolve(indicator, weight=below, is_open=False), children)


def is_open_within(indicator: Indicator) -> bool:
    """Whether the weight of an indicator, or one below it, is open."""
    return indicator.is_open or any(is_open_within(child) for child in indicator.children)


def _with_children(branch: Indicator, children: tuple[Indicator, ...]) -> Indicator:
    return evolve(branch, rule=Branch(children, branch.rule.formula))


def _shared_out(framework: Framework, branch: Indicator, weight: Fraction) -> Iterator[Indicator]:
    """The children of a branch with a weight of its own."""
    count = sum(child.is_open for child in branch.children)
    left = branch.weight - sum((child.weight for child in branch.children if not child.is_open), Fraction(0))
    for child in branch.children:
        if not child.is_open:
            yield filled(framework, child, weight)
            continue
        share = left / count // framework.step * framework.step if count > 1 else left
        left, count = left - share, count - 1
        yield filled(framework, evolve(child, weight=max(share, Fraction(0)), is_open=False), weight)


def _open(framework: Framework, where: str, indicator: Indicator) -> Iterator[Problem]:
    """Open weights where nothing can say what they are."""
    if not indicator.is_open:
        return
    if indicator.weight:
        message = f"its weight is open, and {number.plain(indicator.weight)} all the same"
        yield problem_at(framework, "error", "weights", f"{where}/weight", message)
    if where.startswith("adjustments/") and not isinstance(indicator.rule, Slot):
        message = "an adjustment has a weight of its own; only that of a slot can be open, which its rows have"
        yield problem_at(framework, "error", "weights", f"{where}/weight", message)


def _sum(framework: Framework, path: str, children: tuple[Indicator, ...], weight: Fraction, what: str) -> Iterator[Problem]:
    known = [child for child in children if not child.is_open]
    found = sum((child.weight for child in known), Fraction(0))
    is_known = len(known) == len(children)
    if not known or found == weight or (not is_known and found < weight):
        return
    terms = " + ".join(number.plain(child.weight) for child in known)
    sentence = f"{terms} = {number.plain(found)}" if len(known) > 1 else terms
    already = "" if is_known else " already"
    message = f"the weights below add up to {sentence}{already}, {what} is {number.plain(weight)}"
    if framework.has_adjustable_weights:
        yield problem_at(framework, "warning", "weights", path, f"{message}; each case must set other ones")
    else:
        yield problem_at(framework, "error", "weights", path, message)
