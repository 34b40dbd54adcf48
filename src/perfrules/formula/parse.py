"""Text to tree, with a caret where it fails; knows no names."""

import ast
from collections.abc import Callable, Sequence
from fractions import Fraction
from typing import TypeVar

from perfrules.errors import FormulaError
from perfrules.formula import gate
from perfrules.formula.gate import PUBLISHED, Limits
from perfrules.formula.syntax import (
    And,
    Arithmetic,
    ArithmeticOperator,
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
    Stretch,
)

T = TypeVar("T")

MAX_DEPTH = 100
"""Nodes of a tree below one another."""

_ARITHMETIC: dict[type[ast.operator], ArithmeticOperator] = {ast.Add: "+", ast.Sub: "-", ast.Mult: "*", ast.Div: "/"}
_COMPARE: dict[type[ast.cmpop], CompareOperator] = {
    ast.Lt: "<",
    ast.LtE: "<=",
    ast.Gt: ">",
    ast.GtE: ">=",
    ast.Eq: "==",
    ast.NotEq: "!=",
}


def parse(text: str, limits: Limits = PUBLISHED) -> Formula:
    """
    The tree of a formula that keeps these limits.

    Raises `FormulaError` with a caret under the first thing that is no part of the language.

    >>> parse("used / total")
    Arithmetic(left=Name(id='used'), operator='/', right=Name(id='total'))
    """
    tree = _tree(text, limits)
    return _Reader(text).formula(tree, 1)


def parse_condition(text: str, limits: Limits = PUBLISHED) -> Condition:
    """The tree of a condition, such as the one that `met` takes."""
    tree = _tree(text, limits)
    return _Reader(text).condition(tree, 1)


def patiently(read: Callable[[], T], tries: int = 100) -> T:
    """
    What a reading by Python's parser gives, tried again where another thread disturbed it.

    CPython counts the depth of the tree it builds in one place for all threads (its issue 106905), so that one of two
    threads that parse at once can meet a `SystemError` or `RecursionError` that has nothing to do with its text.
    """
    for _ in range(tries):
        try:
            return read()
        except (SystemError, RecursionError):
            continue
    return read()


def _tree(text: str, limits: Limits) -> ast.expr:
    found = gate.tokens(text, limits)
    blank = "".join(" " if mark.isspace() else mark for mark in text)
    try:
        return patiently(lambda: ast.parse(f"({blank})", mode="eval").body)
    except SyntaxError as error:
        raise _syntax_error(text, found, error) from None


def _syntax_error(text: str, found: tuple[gate.Token, ...], error: SyntaxError) -> FormulaError:
    words = [token.text for token in found]
    if words.count("if") != words.count("else"):
        token = next(token for token in reversed(found) if token.text in {"if", "else"})
        reason = f"`{token.text}` stands without its other half"
        return FormulaError(text, token.start, token.end, reason, "write `a if condition else b`")
    start = min(max(0, (error.offset or 1) - 2), found[-1].start)
    token = next(token for token in reversed(found) if token.start <= start or token is found[0])
    reason = "the formula breaks off or has two things side by side here"
    return FormulaError(text, token.start, token.end, reason, "is an operator missing?")


class _Reader:
    """Turns Python's tree of one text into ours; what the language does not have is refused."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._characters = _character_offsets(text)

    def formula(self, node: ast.expr, depth: int) -> Formula:
        at, below = self._at(node), self._deeper(node, depth)
        match node:
            case ast.Constant():
                return Number(Fraction(self._text[at.start : at.end]), at=at)
            case ast.Name(id=name):
                return Name(name, at=at)
            case ast.UnaryOp(op=ast.USub(), operand=operand):
                return Negate(self.formula(operand, below), at=at)
            case ast.BinOp(left=left, op=operator, right=right) if type(operator) in _ARITHMETIC:
                sides = self.formula(left, below), self.formula(right, below)
                return Arithmetic(sides[0], _ARITHMETIC[type(operator)], sides[1], at=at)
            case ast.IfExp(test=test, body=body, orelse=otherwise):
                return Choose(self.condition(test, below), self.formula(body, below), self.formula(otherwise, below), at=at)
            case ast.Call(func=ast.Name(id=name) as called, args=arguments, keywords=[]) if called.col_offset == node.col_offset:
                return Call(name, tuple(self.formula(argument, below) for argument in arguments), at=at)
        raise self._refusal(node, wanted="number")

    def condition(self, node: ast.expr, depth: int) -> Condition:
        at, below = self._at(node), self._deeper(node, depth)
        match node:
            case ast.Name(id=name):
                return Flag(name, at=at)
            case ast.UnaryOp(op=ast.Not(), operand=operand):
                return Not(self.condition(operand, below), at=at)
            case ast.BoolOp(op=operator, values=values):
                sort: Callable[..., And | Or] = And if isinstance(operator, ast.And) else Or
                return sort(tuple(self.condition(value, below) for value in values), at=at)
            case ast.Compare(left=left, ops=operators, comparators=others) if all(type(one) in _COMPARE for one in operators):
                sides = tuple(self.formula(other, below) for other in others)
                rest = tuple(zip((_COMPARE[type(one)] for one in operators), sides, strict=True))
                return Compare(self.formula(left, below), rest, at=at)
        raise self._refusal(node, wanted="condition")

    def _deeper(self, node: ast.expr, depth: int) -> int:
        if depth > MAX_DEPTH:
            raise self._error(node, f"a formula has at most {MAX_DEPTH} levels", "use `values` for parts")
        return depth + 1

    def _refusal(self, node: ast.expr, wanted: str) -> FormulaError:
        match node:
            case ast.Tuple(elts=[]):
                return self._error(node, "these brackets are empty")
            case ast.Tuple():
                return self._error(node, "a comma stands outside of a function", "write large numbers without commas")
            case ast.Call(keywords=[]):
                if wanted == "condition":
                    return self._error(node, "a function stands where a condition is needed", "compare it with something")
                return self._error(node, "only a function can be called", "write `*` to multiply")
            case ast.UnaryOp(op=ast.UAdd()):
                return self._error(node, "`+` before a number is no part of the language", "delete it")
            case ast.Compare() | ast.BoolOp() | ast.UnaryOp(op=ast.Not()):
                return self._error(node, "a condition stands where a number is needed", "write `1 if … else 0`")
            case ast.Constant() | ast.BinOp() | ast.UnaryOp() | ast.IfExp():
                return self._error(node, "a number stands where a condition is needed", "compare it with something")
        return self._error(node, "this is no part of the language")

    def _error(self, node: ast.expr, reason: str, hint: str = "") -> FormulaError:
        at = self._at(node)
        return FormulaError(self._text, at.start, at.end, reason, hint)

    def _at(self, node: ast.expr) -> Stretch:
        start, end = self._character(node.col_offset), self._character(node.end_col_offset or 0)
        return Stretch(self._text, start, end)

    def _character(self, byte: int) -> int:
        return self._characters[min(max(0, byte - 1), len(self._characters) - 1)]


def _character_offsets(text: str) -> Sequence[int]:
    """For each UTF-8 byte of a text, and its end, the character it belongs to: Python's tree counts bytes."""
    if text.isascii():
        return range(len(text) + 1)
    offsets = [position for position, mark in enumerate(text) for _ in mark.encode()]
    return [*offsets, len(text)]
