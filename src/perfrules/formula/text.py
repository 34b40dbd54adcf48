"""Tree to canonical text; the precedence table; errors that quote a tree."""

from collections.abc import Callable
from fractions import Fraction
from typing import assert_never

from perfrules import number
from perfrules.errors import FormulaError
from perfrules.formula.syntax import (
    And,
    Arithmetic,
    Call,
    Choose,
    Compare,
    Flag,
    Name,
    Negate,
    Not,
    Number,
    Or,
    Tree,
)

CHOOSE, OR, AND, NOT, COMPARE, SUM, PRODUCT, SIGN, ATOM = range(9)
"""How tightly each form binds, loosest first."""

Spell = Callable[[Tree], str | None]


def _as_written(_: Tree) -> str | None:
    return None


def text(tree: Tree, spell: Spell = _as_written) -> str:
    """
    The canonical text of a tree; parsing it gives the same tree.

    `spell` may give a node another text, which is then used as it is: labels, numbers.

    >>> from perfrules.formula import parse
    >>> text(parse("(used/total)*2 if (ok) else 0"))
    'used / total * 2 if ok else 0'
    """
    return _write(tree, CHOOSE, spell)


def fault(node: Tree, reason: str, hint: str = "") -> FormulaError:
    """What is wrong with a node, as an error that quotes it in its author's text, or in its canonical one."""
    if node.at.text:
        return FormulaError(node.at.text, node.at.start, node.at.end, reason, hint)
    written = text(node)
    return FormulaError(written, 0, len(written), reason, hint)


def _write(tree: Tree, needed: int, spell: Spell) -> str:
    written = spell(tree)
    if written is not None:
        return written
    body, binds = _form(tree, spell)
    return body if binds >= needed else f"({body})"


def _form(tree: Tree, spell: Spell) -> tuple[str, int]:
    match tree:
        case Number():
            return _literal(tree), SIGN if tree.value < 0 and not tree.spelling else ATOM
        case Name(id=name) | Flag(name=name):
            return name, ATOM
        case Negate(operand=operand):
            return f"-{_write(operand, SIGN, spell)}", SIGN
        case Arithmetic(left=left, operator=operator, right=right):
            binds = SUM if operator in "+-" else PRODUCT
            return f"{_write(left, binds, spell)} {operator} {_write(right, binds + 1, spell)}", binds
        case Choose(condition=condition, then=then, otherwise=otherwise):
            head = f"{_write(then, OR, spell)} if {_write(condition, OR, spell)}"
            return f"{head} else {_write(otherwise, CHOOSE, spell)}", CHOOSE
        case Call(function=function, arguments=arguments):
            return f"{function}({', '.join(_write(argument, CHOOSE, spell) for argument in arguments)})", ATOM
        case Compare(first=first, rest=rest):
            tail = "".join(f" {operator} {_write(side, SUM, spell)}" for operator, side in rest)
            return _write(first, SUM, spell) + tail, COMPARE
        case Not(operand=operand):
            return f"not {_write(operand, NOT, spell)}", NOT
        case And(operands=operands):
            return " and ".join(_write(operand, NOT, spell) for operand in operands), AND
        case Or(operands=operands):
            return " or ".join(_write(operand, AND, spell) for operand in operands), OR
    assert_never(tree)


def _literal(literal: Number) -> str:
    return literal.spelling or number.plain(Fraction(literal.value))
