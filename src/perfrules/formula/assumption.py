"""What is taken for granted in one branch of a formula: narrowed parts, ordered sums, and what follows from them."""

from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction
from itertools import islice

from attrs import frozen

from perfrules.formula import linear
from perfrules.formula.interval import EVERYTHING, Interval, intersection
from perfrules.formula.linear import Linear, Spans, minus, quotients
from perfrules.formula.syntax import Formula

MOST_ORDERED = 8
"""How many sums that are at most zero are kept in mind, the newest."""

MOST_TRIED = 16
"""How many numbers are tried as limits of one quotient."""


@frozen(eq=False)
class Assumptions:
    """
    What holds where a branch is reached.

    `spans` narrows formulas, `nonzero` are formulas that are not zero, `ordered` are sums that are at most zero
    (`a <= b` says that `a - b` is) and whose parts all stand in `spans`, and `flags` are flags that are known.
    """

    spans: Mapping[Formula, Interval] = {}
    nonzero: frozenset[Formula] = frozenset()
    ordered: tuple[Linear, ...] = ()
    flags: Mapping[str, bool] = {}

    def span(self, formula: Formula) -> Interval:
        """The narrowed span of a formula."""
        return self.spans.get(formula, EVERYTHING)


@frozen
class Decided:
    """The assumptions under which a condition holds and fails; None where it never does."""

    holds: Assumptions | None
    fails: Assumptions | None
    defined: bool


def narrowed(known: Assumptions, spans: Mapping[Formula, Interval]) -> Assumptions:
    """The assumptions, with these spans instead of wider ones."""
    return Assumptions({**known.spans, **spans}, known.nonzero, known.ordered, known.flags)


def with_nonzero(known: Assumptions, formulas: Iterable[Formula]) -> Assumptions:
    """The assumptions, and that these formulas are not zero."""
    return Assumptions(known.spans, known.nonzero.union(formulas), known.ordered, known.flags)


def with_order(known: Assumptions, sums: tuple[Linear, ...]) -> Assumptions:
    """The assumptions, and that these sums are at most zero."""
    return Assumptions(known.spans, known.nonzero, (*known.ordered, *sums)[-MOST_ORDERED:], known.flags)


def with_flag(known: Assumptions, flag: str, *, holds: bool) -> Assumptions:
    """The assumptions, and that a flag holds or not."""
    return Assumptions(known.spans, known.nonzero, known.ordered, {**known.flags, flag: holds})


def span(one: Linear, spans: Spans, known: Assumptions) -> Interval:
    """Where a sum lies, given where its parts lie and what is known of other sums."""
    found = linear.span(one, spans)
    for low in known.ordered:
        for factor in quotients(one, low):
            rest = linear.span(minus(one, factor, low), lambda part: spans(part) if part in one.factors else known.span(part))
            found = intersection(found, Interval(None, rest.most) if factor > 0 else Interval(rest.least, None))
    return found


def ratio(upper: Linear, lower: Linear, spans: Spans, known: Assumptions) -> Interval:
    """Where the quotient of two sums lies, as far as equal parts and order tell, if the second is above zero."""
    found = EVERYTHING
    for limit in islice(dict.fromkeys(_limits(upper, lower, known)), MOST_TRIED):
        rest = span(minus(upper, limit, lower), spans, known)
        if rest.most is not None and rest.most <= 0:
            found = intersection(found, Interval(None, limit))
        if rest.least is not None and rest.least >= 0:
            found = intersection(found, Interval(limit, None))
    return found


def _limits(upper: Linear, lower: Linear, known: Assumptions) -> Iterator[Fraction]:
    """How often `lower` is taken for a part to go from `upper`, or from what order leaves of it."""
    yield from quotients(upper, lower)
    for low in known.ordered:
        for factor in quotients(upper, low):
            yield from quotients(minus(upper, factor, low), lower)
