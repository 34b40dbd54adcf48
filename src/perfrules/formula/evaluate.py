"""
What a formula is worth: the definition, by simpleeval, in exact fractions.

Nothing of simpleeval's defaults is inherited: its nodes, operators, functions and names are those of the language, and the
nodes are made from our tree. One evaluator serves one call.
"""

import ast
import math
import operator
from collections.abc import Callable, Mapping
from fractions import Fraction
from functools import lru_cache
from typing import assert_never, cast

from attrs import frozen
from simpleeval import SimpleEval

from perfrules.errors import FormulaError, UndefinedError
from perfrules.formula.syntax import (
    And,
    Arithmetic,
    Call,
    Choose,
    Compare,
    Condition,
    Definition,
    Flag,
    Formula,
    Name,
    Negate,
    Not,
    Number,
    Or,
    Tree,
)
from perfrules.formula.text import fault, text

Names = Mapping[str, Fraction | bool]


def evaluate(formula: Formula, names: Names) -> Fraction:
    """
    What a resolved formula is worth.

    Raises `UndefinedError` where a division by zero is reached, `FormulaError` where a name has no value or a
    function is not resolved.

    >>> from perfrules.formula import parse
    >>> evaluate(parse("used / total"), {"used": Fraction(1), "total": Fraction(3)})
    Fraction(1, 3)
    """
    return Fraction(_run(formula, names))


def holds(condition: Condition, names: Names) -> bool:
    """Whether a resolved condition holds; errors as in `evaluate`."""
    return bool(_run(condition, names))


def _run(tree: Tree, names: Names) -> Fraction | bool:
    try:
        return _Evaluator(_prepared(tree), names).result()
    except ZeroDivisionError:
        raise UndefinedError(text(tree)) from None


@frozen(eq=False)
class _Prepared:
    """A tree as Python's nodes, and the definitions they call."""

    node: ast.expr
    definitions: Mapping[str, Definition]


def _floor(number: Fraction) -> Fraction:
    return Fraction(math.floor(number))


_KERNEL: Mapping[str, Callable[..., Fraction]] = {"min": min, "max": max, "floor": _floor}


class _Evaluator(SimpleEval):  # type: ignore[misc]  # simpleeval has no annotations
    def __init__(self, prepared: _Prepared, names: Names) -> None:
        self._prepared = prepared
        self._known = names
        self.names = self._look_up
        self.operators = _OPERATORS
        self.functions = {**_KERNEL, **{name: _function(one) for name, one in prepared.definitions.items()}}
        self.nodes = {
            ast.Constant: self._eval_constant,
            ast.Name: self._eval_name,
            ast.UnaryOp: self._eval_unaryop,
            ast.BinOp: self._eval_binop,
            ast.BoolOp: self._eval_boolop,
            ast.Compare: self._eval_compare,
            ast.IfExp: self._eval_ifexp,
            ast.Call: self._eval_call,
        }

    def result(self) -> Fraction | bool:
        return cast("Fraction | bool", self._eval(self._prepared.node))

    def _look_up(self, node: ast.Name) -> Fraction | bool:
        if node.id not in self._known:
            raise FormulaError(node.id, 0, len(node.id), f"`{node.id}` has no value here")
        value = self._known[node.id]
        if isinstance(value, Fraction | bool):
            return value
        raise FormulaError(node.id, 0, len(node.id), f"`{node.id}` is no exact fraction here")


def _function(definition: Definition) -> Callable[..., Fraction]:
    def call(*arguments: Fraction) -> Fraction:
        given = dict(zip(definition.parameters, arguments, strict=True))
        return cast("Fraction", _Evaluator(_prepared(definition.body), given).result())

    return call


_OPERATORS = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
    ast.USub: operator.neg,
    ast.Not: operator.not_,
    ast.Lt: operator.lt,
    ast.LtE: operator.le,
    ast.Gt: operator.gt,
    ast.GtE: operator.ge,
    ast.Eq: operator.eq,
    ast.NotEq: operator.ne,
}
_ARITHMETIC: Mapping[str, type[ast.operator]] = {"+": ast.Add, "-": ast.Sub, "*": ast.Mult, "/": ast.Div}
_COMPARE: Mapping[str, type[ast.cmpop]] = {
    "<": ast.Lt,
    "<=": ast.LtE,
    ">": ast.Gt,
    ">=": ast.GtE,
    "==": ast.Eq,
    "!=": ast.NotEq,
}


@lru_cache(maxsize=4096)
def _prepared(tree: Tree) -> _Prepared:
    definitions: dict[str, Definition] = {}
    return _Prepared(_python(tree, definitions), definitions)


def _python(tree: Tree, definitions: dict[str, Definition]) -> ast.expr:
    match tree:
        case Number(value=value):
            return ast.Constant(cast("float", value))
        case Name(id=name) | Flag(name=name):
            return ast.Name(name)
        case Negate(operand=operand):
            return ast.UnaryOp(ast.USub(), _python(operand, definitions))
        case Not(operand=condition):
            return ast.UnaryOp(ast.Not(), _python(condition, definitions))
        case Arithmetic(left=left, operator=sign, right=right):
            return ast.BinOp(_python(left, definitions), _ARITHMETIC[sign](), _python(right, definitions))
        case Choose(condition=condition, then=then, otherwise=otherwise):
            parts = (_python(part, definitions) for part in (condition, then, otherwise))
            return ast.IfExp(*parts)
        case Call(function=function, arguments=arguments, definition=definition):
            if definition is not None:
                function = _key(definition, definitions)
            elif function not in _KERNEL:
                raise fault(tree, f"`{function}` is not resolved", "call `resolve` first")
            return ast.Call(ast.Name(function), [_python(argument, definitions) for argument in arguments], [])
        case Compare(first=first, rest=rest):
            sides = [_python(side, definitions) for _, side in rest]
            return ast.Compare(_python(first, definitions), [_COMPARE[sign]() for sign, _ in rest], sides)
        case And(operands=operands):
            return ast.BoolOp(ast.And(), [_python(operand, definitions) for operand in operands])
        case Or(operands=operands):
            return ast.BoolOp(ast.Or(), [_python(operand, definitions) for operand in operands])
    assert_never(tree)


def _key(definition: Definition, definitions: dict[str, Definition]) -> str:
    """A name for the definition that no formula can spell: two functions of one name stay apart."""
    for key, known in definitions.items():
        if known == definition:
            return key
    key = f"{definition.name}#{len(definitions)}"
    definitions[key] = definition
    return key
