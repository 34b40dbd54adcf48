"""
Between which values a formula lies, on which lattice, and whether it always has a value: one analysis.

Every claim is a proof: a value outside `span` or off the `lattice` cannot happen, and a `defined` formula has a value for
everything inside its domains. It narrows in branches, decides conditions, cancels equal terms
(`a - a` is 0), and knows that `a <= b` makes `a / b` at most 1.
"""

from collections.abc import Iterable, Mapping
from fractions import Fraction
from functools import partial
from typing import TypeAlias, assert_never

from perfrules.domain import Domain
from perfrules.formula import assumption, extent, interval
from perfrules.formula.assumption import Assumptions, Decided
from perfrules.formula.expand import expanded
from perfrules.formula.extent import Bounds, apart_from_zero, common, drawn_in, of_domain, with_points
from perfrules.formula.interval import NOTHING, Interval
from perfrules.formula.linear import Linear, claims, difference, linear, scaled, share_parts, shifted
from perfrules.formula.syntax import (
    And,
    Arithmetic,
    Call,
    Choose,
    Compare,
    CompareOperator,
    Condition,
    Flag,
    Formula,
    Name,
    Negate,
    Not,
    Number,
    Or,
)
from perfrules.formula.text import fault

MOST_WORK = 300
"""How many steps of work an analysis does before it stops to narrow in branches: a proof may then be missed, none is wrong."""

COMPARISON = 3
"""As how many steps a comparison counts, beside those of its sides."""

Domains = Mapping[str, Domain | Bounds]
_Pairs: TypeAlias = tuple[tuple[Formula, Formula, Linear], ...]

_IMPOSSIBLE = Bounds(NOTHING, Fraction(0), defined=True)


def bounds(formula: Formula, domains: Domains) -> Bounds:
    """
    What is proven about a resolved formula whose names lie in these domains; a `FormulaError` where it is not resolved.

    >>> from perfrules.domain import Domain
    >>> from perfrules.formula import parse
    >>> used = Domain("count", "", 0, Fraction(0), Fraction(10))
    >>> bounds(parse("min(used / 4, 1)"), {"used": used}).span
    Interval(least=Fraction(0, 1), most=Fraction(1, 1))
    """
    return Analysis(domains).formula(with_points(formula, domains), Assumptions())


class Analysis:
    """
    One analysis: the domains, and what has been found so far for each formula and condition under its assumptions.

    `work` counts its steps; after `most` of them it no longer narrows.
    """

    def __init__(self, domains: Domains, most: int = MOST_WORK) -> None:
        self.work = 0
        self._domains = domains
        self._most = most
        self._found: dict[tuple[Assumptions, Formula], Bounds] = {}
        self._decided: dict[tuple[Assumptions, Condition], Decided] = {}

    def formula(self, node: Formula, known: Assumptions) -> Bounds:
        """What is proven about a formula where these assumptions hold."""
        found = self._found.get((known, node))
        if found is None:
            wide = self._unnarrowed(node, known)
            span = interval.intersection(wide.span, known.span(node))
            found = self._found[known, node] = drawn_in(span, wide.lattice, defined=wide.defined)
            self.work += extent.work(wide)
        return found

    def _unnarrowed(self, node: Formula, known: Assumptions) -> Bounds:
        match node:
            case Number(value=value):
                return Bounds(interval.point(value), abs(value), defined=True)
            case Name(id=name):
                return self._of_name(node, name)
            case Negate(operand=operand):
                inner = self.formula(operand, known)
                return Bounds(interval.negated(inner.span), inner.lattice, inner.defined)
            case Arithmetic():
                return self._arithmetic(node, known)
            case Choose():
                return self._choose(node, known)
            case Call():
                return self._call(node, known)
        assert_never(node)

    def _of_name(self, node: Name | Flag, name: str) -> Bounds:
        if name not in self._domains:
            raise fault(node, f"`{name}` has no domain here", "call `resolve` first if it is a state")
        return of_domain(self._domains[name])

    def _arithmetic(self, node: Arithmetic, known: Assumptions) -> Bounds:
        left, right = self.formula(node.left, known), self.formula(node.right, known)
        defined = left.defined and right.defined
        match node.operator:
            case "/":
                return self._quotient(node, left, right, known)
            case "*":
                lattice = None if left.lattice is None or right.lattice is None else left.lattice * right.lattice
                span = interval.multiplied(left.span, right.span)
                square = Interval(Fraction(0), None) if node.left == node.right else interval.EVERYTHING
                return Bounds(interval.intersection(span, square), lattice, defined)
            case "+" | "-":
                span = interval.added(left.span, right.span if node.operator == "+" else interval.negated(right.span))
                if known.ordered or share_parts(node.left, node.right):
                    span = interval.intersection(span, self._sum_span(linear(node), known))
                return Bounds(span, common(left.lattice, right.lattice), defined)
        assert_never(node.operator)

    def _quotient(self, node: Arithmetic, left: Bounds, right: Bounds, known: Assumptions) -> Bounds:
        above, below = apart_from_zero(right)
        span = interval.union(interval.quotients(left.span, above), interval.quotients(left.span, below))
        divisor = right.span.point
        if below.is_empty and divisor is None:  # a number that divides says nothing that the span of what it divides does not
            span = interval.intersection(span, self._ratio_span(node.left, node.right, known))
        lattice = left.lattice / abs(divisor) if divisor and left.lattice is not None else None
        never_zero = Fraction(0) not in right.span or node.right in known.nonzero
        return Bounds(span, lattice, left.defined and right.defined and never_zero)

    def _ratio_span(self, left: Formula, right: Formula, known: Assumptions) -> Interval:
        """What the order of two formulas says of their quotient, where the second is above zero."""
        span = assumption.ratio(linear(left), linear(right), partial(self._span, known), known)
        factor, upper = scaled(left)
        divisor, lower = scaled(right)
        if factor <= 0 or divisor <= 0:
            return span
        most = factor / divisor if self._at_most(upper, lower, known) else None
        least = factor / divisor if self._at_most(lower, upper, known) else None
        return interval.intersection(span, Interval(least, most))

    def _at_most(self, left: Formula, right: Formula, known: Assumptions) -> bool:
        """Whether it is proven that `left <= right`."""
        most = self._sum_span(difference(left, right), known).most
        if most is not None and most <= 0:
            return True
        match left, right:
            case Call(function="max", arguments=arguments), _:
                return all(self._at_most(argument, right, known) for argument in arguments)
            case _, Call(function="min", arguments=arguments):
                return all(self._at_most(left, argument, known) for argument in arguments)
            case Call(function="min", arguments=arguments), _:
                return any(self._at_most(argument, right, known) for argument in arguments)
            case _, Call(function="max", arguments=arguments):
                return any(self._at_most(left, argument, known) for argument in arguments)
        return False

    def _sum_span(self, one: Linear, known: Assumptions) -> Interval:
        return assumption.span(one, partial(self._span, known), known)

    def _span(self, known: Assumptions, part: Formula) -> Interval:
        return self.formula(part, known).span

    def _choose(self, node: Choose, known: Assumptions) -> Bounds:
        test = self.condition(node.condition, known)
        then = _IMPOSSIBLE if test.holds is None else self.formula(node.then, test.holds)
        otherwise = _IMPOSSIBLE if test.fails is None else self.formula(node.otherwise, test.fails)
        lattice = common(then.lattice, otherwise.lattice)
        return Bounds(interval.union(then.span, otherwise.span), lattice, test.defined and then.defined and otherwise.defined)

    def _call(self, node: Call, known: Assumptions) -> Bounds:
        arguments = tuple(self.formula(argument, known) for argument in node.arguments)
        defined = all(argument.defined for argument in arguments)
        if node.definition is not None:
            body = self.formula(expanded(node), known)
            span = NOTHING if any(argument.span.is_empty for argument in arguments) else body.span
            return Bounds(span, body.lattice, defined and body.defined)
        if node.function == "floor":
            (inner,) = arguments
            whole = inner.lattice is not None and inner.lattice.denominator == 1
            return Bounds(interval.floored(inner.span), inner.lattice if whole else Fraction(1), defined)
        if node.function not in {"min", "max"}:
            raise fault(node, f"`{node.function}` is not resolved", "call `resolve` first")
        choose = min if node.function == "min" else max
        lattice: Fraction | None = Fraction(0)
        for argument in arguments:
            lattice = common(lattice, argument.lattice)
        return Bounds(interval.combined(choose, tuple(argument.span for argument in arguments)), lattice, defined)

    def condition(self, node: Condition, known: Assumptions) -> Decided:
        """Under which assumptions a condition holds or fails."""
        key = known, node
        if key not in self._decided:
            self._decided[key] = self._undecided(node, known)
        return self._decided[key]

    def _undecided(self, node: Condition, known: Assumptions) -> Decided:
        match node:
            case Flag(name=name):
                return self._flag(node, name, known)
            case Not(operand=operand):
                inner = self.condition(operand, known)
                return Decided(holds=inner.fails, fails=inner.holds, defined=inner.defined)
            case And(operands=operands):
                return self._and(tuple(operands), known)
            case Or(operands=operands):
                turned = self._and(tuple(Not(operand) for operand in operands), known)
                return Decided(holds=turned.fails, fails=turned.holds, defined=turned.defined)
            case Compare(first=first, rest=rest):
                pairs = zip((first, *(side for _, side in rest)), rest, strict=False)
                links = tuple(Compare(left, (link,)) for left, link in pairs)
                return self._compare(links[0], known) if len(links) == 1 else self._and(links, known)
        assert_never(node)

    def _flag(self, node: Flag, name: str, known: Assumptions) -> Decided:
        span = self._of_name(node, name).span
        given = known.flags.get(name, None if span.point is None else bool(span.point))
        holds = None if given is False else assumption.with_flag(known, name, holds=True)
        return Decided(holds, None if given is True else assumption.with_flag(known, name, holds=False), defined=True)

    def _and(self, operands: tuple[Condition, ...], known: Assumptions) -> Decided:
        reached: Assumptions | None = known
        failing: list[Assumptions] = []
        defined = True
        for operand in operands:
            if reached is None:
                break
            test = self.condition(operand, reached)
            defined = defined and test.defined
            reached = test.holds
            failing += [test.fails] if test.fails is not None else []
        fails = None if not failing else failing[0] if len(failing) == 1 else known
        return Decided(holds=reached, fails=fails, defined=defined)

    def _compare(self, node: Compare, known: Assumptions) -> Decided:
        self.work += COMPARISON
        left, ((operator, right),) = node.first, node.rest
        sides = self.formula(left, known), self.formula(right, known)
        defined = sides[0].defined and sides[1].defined
        if sides[0].span.is_empty or sides[1].span.is_empty:
            return Decided(holds=None, fails=None, defined=defined)
        holds = self._assume(left, operator, right, known)
        return Decided(holds, self._assume(left, interval.OPPOSITE[operator], right, known), defined)

    def _assume(self, left: Formula, operator: CompareOperator, right: Formula, known: Assumptions) -> Assumptions | None:
        """The assumptions and that a comparison holds, or None where it cannot."""
        if operator in {">", ">="}:
            return self._assume(right, "<" if operator == ">" else "<=", left, known)
        gap = difference(left, right)
        if not interval.possible(self._sum_span(gap, known), operator):
            return None
        if self.work > self._most:
            return known
        if operator == "!=":
            return self._assume_unequal(left, right, known)
        if operator == "==":
            return self._assume_order(((left, right, gap), (right, left, difference(right, left))), None, known)
        return self._assume_order(((left, right, gap),), operator, known)

    def _assume_order(self, pairs: _Pairs, operator: CompareOperator | None, known: Assumptions) -> Assumptions | None:
        """The assumptions and that in each pair the first is at most the second, and below it if the operator says so."""
        margin = Fraction(0)
        claimed: list[tuple[Formula, Interval]] = []
        sums: list[Linear] = []
        for left, right, gap in pairs:
            low, high = self.formula(left, known), self.formula(right, known)
            margin = (common(low.lattice, high.lattice) or margin) if operator == "<" else margin
            sums.append(shifted(gap, margin))
            claimed += claims(sums[-1], partial(self._span, known))
            claimed.append((left, Interval(None, interval.shifted(high.span.most, -margin))))
            claimed.append((right, Interval(interval.shifted(low.span.least, margin), None)))
        spans = self._spans(claimed, known)
        if spans is None:
            return None
        known = assumption.with_order(assumption.narrowed(known, spans), tuple(sums))
        if operator == "<" and not margin:
            known = assumption.with_nonzero(known, (part for part, span in claimed if 0 in {span.least, span.most}))
        return known

    def _spans(self, claimed: Iterable[tuple[Formula, Interval]], known: Assumptions) -> dict[Formula, Interval] | None:
        """The spans of formulas after all that is claimed of them, or None where nothing is left of one."""
        spans: dict[Formula, Interval] = {}
        for formula, span in claimed:
            found = self.formula(formula, known)
            narrow = interval.intersection(spans.get(formula, found.span), span)
            spans[formula] = drawn_in(narrow, found.lattice, defined=True).span
            if spans[formula].is_empty:
                return None
        return spans

    def _assume_unequal(self, left: Formula, right: Formula, known: Assumptions) -> Assumptions:
        low, high = self.formula(left, known).span, self.formula(right, known).span
        return assumption.with_nonzero(known, [*([left] if high.point == 0 else []), *([right] if low.point == 0 else [])])
