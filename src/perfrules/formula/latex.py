"""Tree to LaTeX: fractions, cases and braces as a reader of mathematics expects them."""

from collections.abc import Callable
from typing import assert_never

from perfrules.formula.explain import shown
from perfrules.formula.syntax import (
    And,
    Arithmetic,
    Call,
    Choose,
    Compare,
    Flag,
    Formula,
    Name,
    Negate,
    Not,
    Number,
    Or,
    Tree,
)
from perfrules.formula.text import AND, CHOOSE, NOT, OR, PRODUCT, SIGN, SUM

_SIGNS = {"<": "<", "<=": r"\le", ">": ">", ">=": r"\ge", "==": "=", "!=": r"\ne"}
_WORDS = {"\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}"}
_ESCAPED = str.maketrans({**{mark: f"\\{mark}" for mark in "#$%&_{}"}, **_WORDS})

Label = Callable[[str], str]


def latex(tree: Tree, label: Label = str) -> str:
    r"""
    A formula as LaTeX, to stand between dollar signs.

    >>> from perfrules.formula import parse
    >>> print(latex(parse("a / b * 2")))
    \frac{\text{a}}{\text{b}} \times 2
    """
    return _form(tree, CHOOSE, label)


def _form(tree: Tree, needed: int, label: Label) -> str:
    match tree:
        case Number(value=value, spelling=spelling):
            return _word(spelling) if spelling else shown(value)
        case Name(id=name) | Flag(name=name):
            return _word(label(name))
        case Negate(operand=operand):
            return _bracketed(f"-{_form(operand, SIGN, label)}", needed > SIGN)
        case Arithmetic(left=left, operator="/", right=right):
            return rf"\frac{{{_form(left, CHOOSE, label)}}}{{{_form(right, CHOOSE, label)}}}"
        case Arithmetic(left=left, operator=operator, right=right):
            binds = PRODUCT if operator == "*" else SUM
            sign = r"\times" if operator == "*" else operator
            return _bracketed(f"{_form(left, binds, label)} {sign} {_form(right, binds + 1, label)}", needed > binds)
        case Choose():
            rows = r" \\ ".join(_rows(tree, label))
            return rf"\begin{{cases}} {rows} \end{{cases}}"
        case Call(function=function, arguments=arguments):
            inside = ", ".join(_form(argument, CHOOSE, label) for argument in arguments)
            return rf"\lfloor {inside} \rfloor" if function == "floor" else rf"{_operator(function, label)}\left({inside}\right)"
        case Compare(first=first, rest=rest):
            tail = "".join(f" {_SIGNS[sign]} {_form(side, SUM, label)}" for sign, side in rest)
            return f"{_form(first, SUM, label)}{tail}"
        case Not(operand=condition):
            return rf"\lnot {_form(condition, NOT, label)}"
        case And(operands=operands):
            return _bracketed(r" \land ".join(_form(one, NOT, label) for one in operands), needed > AND)
        case Or(operands=operands):
            return _bracketed(r" \lor ".join(_form(one, AND, label) for one in operands), needed > OR)
    assert_never(tree)


def _rows(tree: Formula, label: Label) -> list[str]:
    """The rows of a chain of choices."""
    if isinstance(tree, Choose):
        row = rf"{_form(tree.then, CHOOSE, label)} & {_form(tree.condition, CHOOSE, label)}"
        return [row, *_rows(tree.otherwise, label)]
    return [rf"{_form(tree, CHOOSE, label)} & \text{{otherwise}}"]


def _operator(function: str, label: Label) -> str:
    return rf"\{function}" if function in {"min", "max"} else rf"\operatorname{{{label(function).translate(_ESCAPED)}}}"


def _word(text: str) -> str:
    return rf"\text{{{text.translate(_ESCAPED)}}}"


def _bracketed(text: str, needed: bool) -> str:  # noqa: FBT001  # the condition reads best beside the text
    return rf"\left({text}\right)" if needed else text
