"""What a kernel reads: facts and judged points as integers."""

from collections.abc import Iterator
from fractions import Fraction
from math import lcm

from attrs import frozen

from perfrules import number
from perfrules.domain import Domain
from perfrules.framework import Framework
from perfrules.indicator import Indicator, Judgeable, walk


@frozen
class Input:
    """
    A fact, or the points of a judged leaf, as an integer count of `1 / scale`.

    Its integers lie between `least` and `most`; a flag is 0 or 1, a choice the position of its state, a date a day number.
    Where a person can give only certain points, `allowed` lists them.
    """

    id: str
    scale: int
    least: int
    most: int
    domain: Domain
    allowed: tuple[int, ...] = ()

    @property
    def is_flag(self) -> bool:
        """Whether it is a flag, which formulas read as a condition."""
        return self.domain.kind == "flag"


def inputs(framework: Framework) -> Iterator[Input]:
    """The facts, then the judged leaves, in their order."""
    for fact in framework.facts:
        scale = 10**fact.domain.decimals
        yield Input(fact.id, scale, int(fact.domain.least * scale), int(fact.domain.most * scale), fact.domain)
    for *_, leaf in walk(framework.indicators):
        if isinstance(leaf.rule, Judgeable):
            yield _judgement(leaf, leaf.rule, framework.decimals)


def _judgement(leaf: Indicator, rule: Judgeable, decimals: int) -> Input:
    """The points that a person gives; where a formula makes others of them, the indicator's least is not theirs."""
    ends = leaf.least if rule.formula is None else Fraction(0), leaf.weight
    points = ends if isinstance(rule.allowed, str) else rule.allowed or ends
    decimals = max(decimals, *(len(number.plain(one).partition(".")[2]) for one in points))
    scale = lcm(10**decimals, *(one.denominator for one in points))
    domain = Domain("number", "", decimals, min(points), max(points))
    counts = tuple(int(one * scale) for one in points)
    return Input(leaf.id, scale, min(counts), max(counts), domain, () if rule.allowed == "any" else counts)
