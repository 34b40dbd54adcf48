"""
A formula with its numbers, step by step: names as labels, then what is known, then each call, to the result.

Only what was reached is shown: a choice becomes the branch that was taken, with the condition that decided it.
"""

from collections.abc import Callable, Iterator, Mapping
from fractions import Fraction
from typing import assert_never

from attrs import frozen

from perfrules import number
from perfrules.errors import NumberError, UndefinedError
from perfrules.formula.evaluate import evaluate, holds
from perfrules.formula.syntax import (
    And,
    Arithmetic,
    Call,
    Choose,
    Compare,
    Condition,
    Flag,
    Formula,
    Name,
    Negate,
    Not,
    Number,
    Or,
    Tree,
    parts,
    with_parts,
)
from perfrules.formula.text import text

Names = Mapping[str, Fraction | bool]
Label = Callable[[str], str]
Quote = Callable[[str, Fraction], str]
Compared = Callable[[Condition], Quote]

DECIMALS = 6
"""After how many decimals a number without end is broken off, with `…`."""


@frozen
class _Wording:
    label: Label
    compared: Compared


@frozen
class Decision:
    """A condition that decided, as written and with its numbers, and whether it held."""

    written: str
    numbers: str
    held: bool


@frozen
class Explained:
    """
    How a formula came to its result.

    `lines` are equal to one another from top to bottom; the last is the result, or the formula that divides by zero.
    """

    conditions: tuple[Decision, ...]
    lines: tuple[str, ...]
    result: Fraction | None


def _plainly(_: str, value: Fraction) -> str:
    return shown(value)


def explained(
    formula: Formula, names: Names, label: Label = str, quote: Quote = _plainly, compared: Compared | None = None
) -> Explained:
    """
    The steps from a bound formula to its result, with these numbers for its names.

    `label` gives a name or function its text, `quote` the number of a name its own form, such as `27.25%`; where conditions
    quote numbers otherwise, `compared` says how each does.

    >>> from perfrules.formula import parse
    >>> explained(parse("min(used / total, 1) * 2"), {"used": Fraction(3), "total": Fraction(4)}).lines
    ('min(used / total, 1) * 2', 'min(3 / 4, 1) * 2', 'min(0.75, 1) * 2', '0.75 * 2', '1.5')
    """
    conditions: list[Decision] = []
    lines: list[str] = []
    try:
        reached = _reached(formula, names, _Wording(label, compared or (lambda _: quote)), conditions)
        lines.append(symbols(reached, label))
        for step in _steps(_with_numbers(reached, names, quote)):
            lines.append(symbols(step, label))  # noqa: PERF401  # those before a division by zero are kept
    except UndefinedError:
        return Explained(tuple(conditions), tuple(_without_repeats(lines or [symbols(formula, label)])), None)
    return Explained(tuple(conditions), tuple(_without_repeats(lines)), evaluate(reached, names))


def shown(value: Fraction) -> str:
    """A number as it is quoted: exact where it ends, else broken off with `…`."""
    try:
        written = number.plain(value)
    except NumberError:
        return "…"
    if "/" not in written and len(written.partition(".")[2]) <= DECIMALS + 4:
        return written
    scale = 10**DECIMALS
    cut = Fraction(abs(value) * scale // 1, scale)
    return f"{'-' if value < 0 else ''}{number.text(cut, DECIMALS)}…"


def _reached(formula: Formula, names: Names, wording: "_Wording", found: list[Decision]) -> Formula:
    """The formula without the choices that were not taken."""
    if isinstance(formula, Choose):
        held = holds(formula.condition, names)
        found.extend(_decided(formula.condition, names, wording))
        return _reached(formula.then if held else formula.otherwise, names, wording, found)
    below = tuple(_reached(part, names, wording, found) for part in parts(formula))  # type: ignore[arg-type]  # only a choice has a condition
    return with_parts(formula, below)  # type: ignore[return-value]  # a formula stays one


def _decided(condition: Condition, names: Names, wording: "_Wording") -> Iterator[Decision]:
    """The comparisons and flags of a condition that were looked at, in order."""
    match condition:
        case Compare() | Flag():
            numbers = symbols(_with_numbers(condition, names, wording.compared(condition)), wording.label)
            yield Decision(symbols(condition, wording.label), numbers, holds(condition, names))
        case Not(operand=operand):
            yield from _decided(operand, names, wording)
        case And(operands=operands) | Or(operands=operands):
            for operand in operands:
                yield from _decided(operand, names, wording)
                if holds(operand, names) == isinstance(condition, Or):
                    return
        case _:
            assert_never(condition)


def _with_numbers(tree: Tree, names: Names, quote: Quote) -> Tree:
    if isinstance(tree, Name):
        value = Fraction(names[tree.id])
        return Number(value, quote(tree.id, value))
    return with_parts(tree, tuple(_with_numbers(part, names, quote) for part in parts(tree)))


def _steps(tree: Tree) -> Iterator[Tree]:
    """The tree, and what becomes of it step by step until one number is left."""
    yield tree
    while not isinstance(tree, Number):
        tree = _step(tree)
        yield tree


def _without_repeats(lines: list[str]) -> Iterator[str]:
    return (line for line, before in zip(lines, [None, *lines], strict=False) if line != before)


def _step(tree: Tree) -> Tree:
    """The tree after one step: arithmetic between numbers first, then the calls whose arguments are numbers."""
    if _is_arithmetic(tree):
        return Number(evaluate(tree, {}))  # type: ignore[arg-type]  # arithmetic is a formula
    if isinstance(tree, Call) and all(isinstance(argument, Number) for argument in tree.arguments):
        return Number(evaluate(tree, {}))
    return with_parts(tree, tuple(part if isinstance(part, Number) else _step(part) for part in parts(tree)))


def _is_arithmetic(tree: Tree) -> bool:
    """Whether a tree is nothing but numbers and operators."""
    if isinstance(tree, Number):
        return True
    return isinstance(tree, Arithmetic | Negate) and all(_is_arithmetic(part) for part in parts(tree))


def symbols(tree: Tree, label: Label = str) -> str:
    """A tree with labels for its names and functions."""

    def spell(node: Tree) -> str | None:
        match node:
            case Number(value=value):
                return _written(node) if value >= 0 else f"({_written(node)})"
            case Name(id=name) | Flag(name=name):
                return label(name)
            case Call(function=function, arguments=arguments):
                return f"{label(function)}({', '.join(symbols(argument, label) for argument in arguments)})"
        return None

    return _written(tree) if isinstance(tree, Number) else text(tree, spell)


def _written(literal: Number) -> str:
    return literal.spelling or shown(literal.value)
