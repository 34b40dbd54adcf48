"""
Tree to integer steps: comparisons are cross-multiplied, roundings become floor divisions, what has a value is a bit.

Every number is a factor times a numerator over a denominator, both integer steps and the denominator above zero; inputs are
their values times ten to the decimals of their domain.
So nothing is ever rounded that the formula does not round.
"""

from collections.abc import Callable, Mapping
from fractions import Fraction
from functools import partial, reduce
from math import gcd, lcm
from typing import assert_never

from attrs import frozen

from perfrules.formula.expand import expanded
from perfrules.formula.program import Ends, Program
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

MAX_STEPS = 20_000
"""Steps of one formula; what needs more is not lowered."""

MAX_BITS = 4096
"""Bits of a number in a formula's steps; what needs more is not lowered."""


class NotLoweredError(Exception):
    """A formula has no integer form, and why."""


@frozen
class Quotient:
    """`factor * numerator / denominator` where `defined` is 1; the three are steps but for the factor."""

    factor: Fraction
    numerator: int
    denominator: int
    defined: int


@frozen
class Bit:
    """A condition: 1 where it holds; means nothing where `defined` is 0."""

    holds: int
    defined: int


class Lowering:
    """
    Lowers formulas into one program; names are what they were lowered to, flags are inputs of 0 and 1.

    A formula is refused with `NotLoweredError` where it needs more than `most` steps or larger numbers than `MAX_BITS`.
    """

    def __init__(self, program: Program, names: Mapping[str, Quotient], flags: Mapping[str, int], most: int = MAX_STEPS) -> None:
        self._program = program
        self._most = most
        self._last = 0
        self._names = names
        self._flags = flags
        self._found: dict[Formula, Quotient] = {}
        self._yes = program.constant(1)

    def formula(self, node: Formula) -> Quotient:
        """A formula as a quotient of steps."""
        self._last = len(self._program.steps) + self._most
        return self._lowered(node)

    def condition(self, node: Condition) -> Bit:
        """A condition as a bit."""
        self._last = len(self._program.steps) + self._most
        return self._condition(node)

    def _lowered(self, node: Formula) -> Quotient:
        if node not in self._found:
            found = self._formula(node)
            if len(self._program.steps) > self._last:
                raise NotLoweredError(f"it needs more than {self._most} steps")
            self._found[node] = found
        return self._found[node]

    def _formula(self, node: Formula) -> Quotient:
        match node:
            case Number(value=value):
                return self._whole(value, self._yes)
            case Name(id=name):
                return self._named(name)
            case Negate(operand=operand):
                inner = self._lowered(operand)
                return Quotient(-inner.factor, inner.numerator, inner.denominator, inner.defined)
            case Arithmetic(left=left, operator=operator, right=right):
                return self._arithmetic(operator, self._lowered(left), self._lowered(right))
            case Choose(condition=condition, then=then, otherwise=otherwise):
                return self._choose(self._condition(condition), self._lowered(then), self._lowered(otherwise))
            case Call():
                return self._call(node)
        assert_never(node)

    def _named(self, name: str) -> Quotient:
        if name not in self._names:
            raise NotLoweredError(f"`{name}` has no integer form")
        return self._names[name]

    def _whole(self, value: Fraction, defined: int) -> Quotient:
        return Quotient(value, self._program.constant(1), self._program.constant(1), defined)

    def _arithmetic(self, operator: str, left: Quotient, right: Quotient) -> Quotient:
        defined = self._program.both(left.defined, right.defined)
        match operator:
            case "*":
                top = self._program.multiply(left.numerator, right.numerator)
                bottom = self._program.multiply(left.denominator, right.denominator)
                return self._reduced(Quotient(left.factor * right.factor, top, bottom, defined))
            case "/":
                return self._quotient(left, right, defined)
        if operator == "-":
            right = Quotient(-right.factor, right.numerator, right.denominator, right.defined)
        factor, (one, other), bottom = self._common(left, right)
        return self._reduced(Quotient(factor, self._program.add(one, other), bottom, defined))

    def _quotient(self, left: Quotient, right: Quotient, defined: int) -> Quotient:
        program, zero = self._program, self._program.constant(0)
        divisor = right.numerator if right.factor else zero
        is_zero = program.equal(divisor, zero)
        defined = program.both(defined, program.negate(is_zero))
        if program.certain(is_zero) == 1:
            return self._whole(Fraction(0), defined)
        top = program.multiply(left.numerator, right.denominator)
        opposite = program.subtract(zero, divisor)
        top = program.select(program.below(divisor, zero), program.subtract(zero, top), top)
        size = program.greatest(self._yes, program.greatest(divisor, opposite))  # where it is 0 nothing depends on it
        return self._reduced(Quotient(left.factor / right.factor, top, program.multiply(left.denominator, size), defined))

    def _reduced(self, one: Quotient) -> Quotient:
        """The same number with constants in the factor, so that later products stay small."""
        top, bottom = self._program.certain(one.numerator), self._program.certain(one.denominator)
        factor, numerator, denominator = one.factor, one.numerator, one.denominator
        if bottom is not None:
            factor, denominator = factor / bottom, self._yes
        if top is not None:
            factor, numerator = factor * top, self._yes
        if not factor:
            numerator = denominator = self._yes
        self._check_size(factor.as_integer_ratio(), *(self._program.steps[step].ends for step in (numerator, denominator)))
        if numerator == denominator:
            return self._whole(factor, one.defined)
        return Quotient(factor, numerator, denominator, one.defined)

    @staticmethod
    def _check_size(*pairs: Ends) -> None:
        if max(abs(end) for pair in pairs for end in pair).bit_length() > MAX_BITS:
            raise NotLoweredError(f"its numbers need more than {MAX_BITS} bits")

    def _common(self, left: Quotient, right: Quotient) -> tuple[Fraction, tuple[int, int], int]:
        """One factor and denominator for both, and the numerators over them."""
        factor = _common_factor(left.factor, right.factor)
        one, other = self._times(left.numerator, left.factor / factor), self._times(right.numerator, right.factor / factor)
        if left.denominator == right.denominator:
            return factor, (one, other), left.denominator
        one, other = self._program.multiply(one, right.denominator), self._program.multiply(other, left.denominator)
        return factor, (one, other), self._program.multiply(left.denominator, right.denominator)

    def _times(self, step: int, factor: Fraction) -> int:
        return self._program.multiply(step, self._program.constant(int(factor)))

    def _choose(self, test: Bit, then: Quotient, otherwise: Quotient) -> Quotient:
        program = self._program
        defined = program.both(test.defined, program.select(test.holds, then.defined, otherwise.defined))
        factor = _common_factor(then.factor, otherwise.factor)
        tops = self._times(then.numerator, then.factor / factor), self._times(otherwise.numerator, otherwise.factor / factor)
        taken = self._taken(test.holds, then.defined, otherwise.defined)
        bottom = program.select(taken, then.denominator, otherwise.denominator)
        return self._reduced(Quotient(factor, program.select(taken, *tops), bottom, defined))

    def _taken(self, holds: int, then: int, otherwise: int) -> int:
        """Which side counts: nothing hangs on one without a value, so the other stands for it and limits stay narrow."""
        if then == otherwise:
            return holds
        return self._program.either(self._program.both(holds, then), self._program.negate(otherwise))

    def _call(self, node: Call) -> Quotient:
        given = tuple(self._lowered(argument) for argument in node.arguments)
        if node.definition is not None:
            body = self._lowered(expanded(node))
            defined = reduce(self._program.both, (one.defined for one in given), body.defined)
            return Quotient(body.factor, body.numerator, body.denominator, defined)
        if node.function == "floor":
            (one,) = given
            top = self._times(one.numerator, Fraction(one.factor.numerator))
            bottom = self._times(one.denominator, Fraction(one.factor.denominator))
            return self._reduced(Quotient(Fraction(1), self._program.divide(top, bottom), self._yes, one.defined))
        choose = self._program.least if node.function == "min" else self._program.greatest
        return reduce(partial(self._extreme, choose), given)

    def _extreme(self, choose: Callable[[int, int], int], left: Quotient, right: Quotient) -> Quotient:
        """The least or greatest of two."""
        factor, tops, bottom = self._common(left, right)
        return self._reduced(Quotient(factor, choose(*tops), bottom, self._program.both(left.defined, right.defined)))

    def _condition(self, node: Condition) -> Bit:
        match node:
            case Flag(name=name):
                return Bit(self._flags[name], self._yes)
            case Not(operand=operand):
                inner = self._condition(operand)
                return Bit(self._program.negate(inner.holds), inner.defined)
            case And(operands=operands):
                return reduce(self._and, (self._condition(operand) for operand in operands))
            case Or(operands=operands):
                turned = reduce(self._and, (self._condition(Not(operand)) for operand in operands))
                return Bit(self._program.negate(turned.holds), turned.defined)
            case Compare(first=first, rest=rest):
                lefts = (first, *(side for _, side in rest))
                links = (self._compare(left, operator, right) for left, (operator, right) in zip(lefts, rest, strict=False))
                return reduce(self._and, links)
        assert_never(node)

    def _and(self, left: Bit, right: Bit) -> Bit:
        """Both, where the right one is looked at only if the left one holds."""
        program = self._program
        reached = program.either(program.negate(left.holds), right.defined)
        return Bit(program.both(left.holds, right.holds), program.both(left.defined, reached))

    def _compare(self, left: Formula, operator: CompareOperator, right: Formula) -> Bit:
        one, other = self._lowered(left), self._lowered(right)
        _, tops, _ = self._common(one, other)
        return Bit(self._compared(operator, *tops), self._program.both(one.defined, other.defined))

    def _compared(self, operator: CompareOperator, left: int, right: int) -> int:
        program = self._program
        match operator:
            case "<":
                return program.below(left, right)
            case "<=":
                return program.at_most(left, right)
            case ">":
                return program.below(right, left)
            case ">=":
                return program.at_most(right, left)
            case "==":
                return program.equal(left, right)
            case "!=":
                return program.negate(program.equal(left, right))
        assert_never(operator)

    def count(self, one: Quotient, step: Fraction) -> int:
        """How many times `step` goes into a number that is proven to be a multiple of it."""
        factor = one.factor / step
        top = self._times(one.numerator, Fraction(factor.numerator))
        return self._program.divide(top, self._times(one.denominator, Fraction(factor.denominator)))


def _common_factor(left: Fraction, right: Fraction) -> Fraction:
    """The greatest factor of which both are whole multiples; 1 where both are zero."""
    bottom = lcm(left.denominator, right.denominator)
    top = gcd(int(left * bottom), int(right * bottom))
    return Fraction(top, bottom) if top else Fraction(1)
