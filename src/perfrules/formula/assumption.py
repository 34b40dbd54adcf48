"""What is taken for granted in one branch of a formula: narrowed parts, and which sums are at most zero."""

from collections.abc import Iterable, Mapping

import attrs
from attrs import frozen

from perfrules.formula.interval import EVERYTHING, Interval
from perfrules.formula.linear import Linear
from perfrules.formula.syntax import Formula

MOST_ORDERED = 8
"""How many sums that are at most zero are kept in mind, the newest."""


@frozen(eq=False)
class Assumptions:
    """
    What holds where a branch is reached.

    `spans` narrows formulas, `nonzero` are formulas that are not zero, `ordered` are sums that are at most zero
    (`a <= b` says that `a - b` is), and `flags` are flags that are known.
    """

    spans: Mapping[Formula, Interval] = {}
    nonzero: frozenset[Formula] = frozenset()
    ordered: tuple[Linear, ...] = ()
    flags: Mapping[str, bool] = {}

    def span(self, formula: Formula) -> Interval:
        """The narrowed span of a formula."""
        return self.spans.get(formula, EVERYTHING)


def narrowed(known: Assumptions, spans: Mapping[Formula, Interval]) -> Assumptions:
    """The assumptions, with these spans instead of wider ones."""
    return attrs.evolve(known, spans={**known.spans, **spans})


def with_nonzero(known: Assumptions, formulas: Iterable[Formula]) -> Assumptions:
    """The assumptions, and that these formulas are not zero."""
    return attrs.evolve(known, nonzero=known.nonzero.union(formulas))


def with_order(known: Assumptions, sums: tuple[Linear, ...]) -> Assumptions:
    """The assumptions, and that these sums are at most zero."""
    return attrs.evolve(known, ordered=(*known.ordered, *sums)[-MOST_ORDERED:])


def with_flag(known: Assumptions, flag: str, *, holds: bool) -> Assumptions:
    """The assumptions, and that a flag holds or not."""
    return attrs.evolve(known, flags={**known.flags, flag: holds})
