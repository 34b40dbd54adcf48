"""
A second evaluator of the formula language, written by hand from its documentation on a parser of its own.

It shares nothing with the library: a formula becomes nested functions of its names, worked out when they are called.
"""

import math
import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from fractions import Fraction
from typing import Any, TypeAlias

Values: TypeAlias = Mapping[str, Fraction | bool]
Node: TypeAlias = Callable[[Values], Any]  # a fraction or a truth, as the grammar has it
Function: TypeAlias = Callable[..., Fraction]
Own: TypeAlias = Mapping[str, tuple[Sequence[str], str]]
States: TypeAlias = Mapping[str, Sequence[str]]

HALF = Fraction(1, 2)


class NoValueError(Exception):
    """A division by zero was reached."""


def worth(text: str, values: Values, own: Own | None = None, states: States | None = None) -> Fraction | None:
    """What a formula is worth, or None where it has no value; a condition is worth 1 or 0."""
    parser = Parser(text, own or {}, states or {})
    try:
        return Fraction(parser.whole()(values))
    except NoValueError:
        return None


def divided(left: Fraction, right: Fraction) -> Fraction:
    """A quotient, if there is one."""
    if right == 0:
        raise NoValueError
    return left / right


def cut(x: Fraction, step: Fraction) -> Fraction:
    """Towards zero."""
    return math.trunc(x / step) * step


def half_up(x: Fraction, step: Fraction) -> Fraction:
    """A half away from zero."""
    size = int(abs(x) / step + HALF) * step
    return size if x > 0 else -size


def half_even(x: Fraction, step: Fraction) -> Fraction:
    """A half to the even multiple."""
    return round(x / step) * step


def attained(actual: Fraction, target: Fraction, weight: Fraction) -> Fraction:
    """Full when the target is met, else in proportion, never below zero."""
    if actual >= target:
        return weight
    return divided(actual if actual > 0 else Fraction(0), target) * weight


def attained_reverse(actual: Fraction, target: Fraction, weight: Fraction) -> Fraction:
    """Full when the limit is kept, else limit by actual."""
    if actual <= target:
        return weight
    return divided(target if target > 0 else Fraction(0), actual) * weight


def attained_linear(actual: Fraction, target: Fraction, weight: Fraction) -> Fraction:
    """Full when the limit is kept, then less by the share that exceeds it."""
    if actual <= target:
        return weight
    share = 1 - divided(actual - target, target)
    return share * weight if share > 0 else Fraction(0)


STANDARD: Mapping[str, Function] = {
    "min": min,
    "max": max,
    "floor": lambda x: Fraction(math.floor(x)),
    "ceil": lambda x: Fraction(math.ceil(x)),
    "abs": abs,
    "cut": cut,
    "half_up": half_up,
    "half_even": half_even,
    "attained": attained,
    "attained_reverse": attained_reverse,
    "attained_linear": attained_linear,
    "date": lambda year, month, day: Fraction(date(int(year), int(month), int(day)).toordinal()),
}

COMPARE: Mapping[str, Callable[[Fraction, Fraction], bool]] = {
    "<": lambda left, right: left < right,
    "<=": lambda left, right: left <= right,
    ">": lambda left, right: left > right,
    ">=": lambda left, right: left >= right,
    "==": lambda left, right: left == right,
    "!=": lambda left, right: left != right,
}


class Parser:
    """One text, read from left to right, each method one line of the grammar."""

    def __init__(self, text: str, own: Own, states: States) -> None:
        self._words: list[str] = [*re.findall(r"\d+\.\d+|\d+|[^\W\d]\w*|[<>=!]=|\S", text), ""]
        self._position = 0
        self._own = own
        self._states = states

    def whole(self) -> Node:
        """The formula, to its end."""
        found = self._choose()
        self._expect("")
        return found

    def _next(self) -> str:
        return self._words[self._position]

    def _take(self) -> str:
        self._position += 1
        return self._words[self._position - 1]

    def _took(self, *wanted: str) -> str:
        return self._take() if self._next() in wanted else ""

    def _expect(self, wanted: str) -> None:
        found = self._take()
        if found != wanted:
            message = f"expected {wanted!r}, found {found!r}"
            raise ValueError(message)

    def _choose(self) -> Node:
        then = self._or()
        if not self._took("if"):
            return then
        condition = self._or()
        self._expect("else")
        otherwise = self._choose()
        return lambda values: then(values) if condition(values) else otherwise(values)

    def _or(self) -> Node:
        operands = [self._and()]
        while self._took("or"):
            operands.append(self._and())
        return operands[0] if len(operands) == 1 else lambda values: any(operand(values) for operand in operands)

    def _and(self) -> Node:
        operands = [self._not()]
        while self._took("and"):
            operands.append(self._not())
        return operands[0] if len(operands) == 1 else lambda values: all(operand(values) for operand in operands)

    def _not(self) -> Node:
        if not self._took("not"):
            return self._compare()
        operand = self._not()
        return lambda values: not operand(values)

    def _compare(self) -> Node:
        start = self._position
        first = self._sum()
        if self._next() not in COMPARE:
            return first
        links = []
        while operator := self._took(*COMPARE):
            links.append((operator, self._sum()))
        if state := self._state(self._words[start : self._position]):
            return state

        def chain(values: Values) -> bool:
            left = first(values)
            for operator, side in links:
                right = side(values)
                if not COMPARE[operator](left, right):
                    return False
                left = right
            return True

        return chain

    def _state(self, words: Sequence[str]) -> Node | None:
        """A choice beside one of its states: words that compare, brackets left out."""
        bare = [word for word in words if word not in "()"]
        for choice, state in ((bare[0], bare[-1]), (bare[-1], bare[0])):
            if choice in self._states:
                position, equal = self._states[choice].index(state), bare[1] == "=="
                return lambda values: (values[choice] == position) == equal
        return None

    def _sum(self) -> Node:
        left = self._product()
        while operator := self._took("+", "-"):
            left = self._joined(left, operator, self._product())
        return left

    def _product(self) -> Node:
        left = self._sign()
        while operator := self._took("*", "/"):
            left = self._joined(left, operator, self._sign())
        return left

    @staticmethod
    def _joined(left: Node, operator: str, right: Node) -> Node:
        actions: Mapping[str, Function] = {
            "+": lambda a, b: a + b,
            "-": lambda a, b: a - b,
            "*": lambda a, b: a * b,
            "/": divided,
        }
        return lambda values: actions[operator](left(values), right(values))

    def _sign(self) -> Node:
        if not self._took("-"):
            return self._atom()
        operand = self._sign()
        return lambda values: -operand(values)

    def _atom(self) -> Node:
        word = self._take()
        if word == "(":
            inside = self._choose()
            self._expect(")")
            return inside
        if word[:1].isdigit():
            number = Fraction(word)
            return lambda _: number
        if self._took("("):
            return self._call(word)
        if not word.isidentifier():
            message = f"unexpected {word!r}"
            raise ValueError(message)
        return lambda values: values[word]

    def _call(self, name: str) -> Node:
        arguments = [self._choose()]
        while self._took(","):
            arguments.append(self._choose())
        self._expect(")")
        if name in STANDARD:
            function = STANDARD[name]
            return lambda values: function(*[argument(values) for argument in arguments])
        parameters, body = self._own[name]
        inside = Parser(body, self._own, {}).whole()

        return lambda values: inside({name: argument(values) for name, argument in zip(parameters, arguments, strict=True)})
