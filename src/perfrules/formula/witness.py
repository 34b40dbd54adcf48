"""
Whether a formula stays inside two limits: proven by its bounds, refuted by a witness that was run, or not proven.
"""

import itertools
import math
import random
from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction
from typing import TypeAlias

from attrs import frozen

from perfrules.domain import Domain
from perfrules.errors import UndefinedError
from perfrules.formula.bounds import bounds
from perfrules.formula.evaluate import evaluate
from perfrules.formula.expand import steps
from perfrules.formula.extent import Bounds
from perfrules.formula.syntax import Compare, Formula, Number, Tree, names, nodes

MAX_RUNS = 2000
"""How often a formula is run in search of a witness."""

MAX_NODES_RUN = 200_000
"""How many nodes are run in all: a large formula is run less often."""

Values = Mapping[str, Fraction | bool]


@frozen
class Proven:
    """No value lies outside."""

    bounds: Bounds


@frozen
class Refuted:
    """With these values the formula was run and gave a value outside."""

    values: tuple[tuple[str, Fraction | bool], ...]
    result: Fraction


@frozen
class NotProven:
    """Neither a proof nor a witness was found."""

    bounds: Bounds


Outcome: TypeAlias = Proven | Refuted | NotProven


def inside(
    formula: Formula,
    domains: Mapping[str, Domain],
    least: Fraction,
    most: Fraction,
    runs: Iterable[Values] | None = None,
) -> Outcome:
    """
    Whether all values of a resolved formula lie between `least` and `most`, both included.

    Where names depend on one another, `runs` says which values they can have together; without it each has any of its own.
    """
    proven = bounds(formula, domains)
    span = proven.span
    if span.is_empty or (span.least is not None and span.most is not None and least <= span.least and span.most <= most):
        return Proven(proven)
    return refuted(formula, (least, most), candidates(formula, domains) if runs is None else runs) or NotProven(proven)


def refuted(formula: Formula, limits: tuple[Fraction, Fraction], runs: Iterable[Values]) -> Refuted | None:
    """The first of these values with which a formula lies outside these limits."""
    for values in runs:
        try:
            result = evaluate(formula, values)
        except UndefinedError:
            continue
        if not limits[0] <= result <= limits[1]:
            return Refuted(tuple((name, values[name]) for name in sorted(names(formula))), result)
    return None


def candidates(formula: Formula, domains: Mapping[str, Domain], most: int = MAX_NODES_RUN) -> Iterator[Values]:
    """
    Values at the ends of the domains and around the numbers that the formula compares with: all, or some at random.

    With all of them at most so many nodes are run.
    """
    used = sorted(names(formula))
    places = compared(formula)
    choices = [worth_trying(domains[name], places) for name in used]
    runs = min(MAX_RUNS, most // steps(formula))
    if math.prod(len(choice) for choice in choices) <= max(1, runs):
        yield from (dict(zip(used, values, strict=True)) for values in itertools.product(*choices))
        return
    yield from _sample(used, choices, runs)


def _sample(used: list[str], choices: list[tuple[Fraction | bool, ...]], runs: int) -> Iterator[Values]:
    dice = random.Random(0)  # noqa: S311  # a search that must repeat itself, no secret
    for _ in range(runs):
        yield {name: dice.choice(choice) for name, choice in zip(used, choices, strict=True)}


def worth_trying(domain: Domain, places: Iterable[Fraction]) -> tuple[Fraction | bool, ...]:
    """The values of a domain at its ends and around these places."""
    if domain.kind == "flag":
        return tuple(value for value in (False, True) if domain.least <= value <= domain.most)
    if domain.least == domain.most:
        return (domain.least,)
    near = (place + offset for place in places for offset in (-domain.step, Fraction(0), domain.step))
    ends = (domain.least, domain.most, domain.least + domain.step, domain.most - domain.step)
    tried = dict.fromkeys((*ends, Fraction(0), Fraction(1), *near))
    return tuple(value for value in tried if domain.least <= value <= domain.most and (value / domain.step).denominator == 1)


def compared(*trees: Tree) -> tuple[Fraction, ...]:
    """The numbers that stand in the comparisons of these formulas."""
    found = (side for tree in trees for node in nodes(tree) if isinstance(node, Compare) for side in nodes(node))
    return tuple(dict.fromkeys(side.value for side in found if isinstance(side, Number)))
