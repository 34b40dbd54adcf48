"""Whether it matters in which unit of money a formula is computed: ratios and plain sums give the same in each."""

from collections.abc import Collection, Mapping
from fractions import Fraction
from typing import assert_never

from perfrules.formula.expand import expanded, substituted
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
)

_ANY = -1
"""A zero is as much in every unit."""

_MIXED = None
"""What gives another result in another unit."""


def in_yuan(formula: Formula, sizes: Mapping[str, Fraction], size: Fraction = Fraction(1)) -> Formula:
    """
    A formula over numbers in 元, where its author meant them in units of these sizes, by key, and its result in one of `size`.

    It is the same where the unit does not matter; else each number is divided by the size of its unit first.
    """
    if _degree(formula, sizes) is not _MIXED:
        return formula
    bare = substituted(formula, _in_units(sizes))
    return bare if size == 1 else Arithmetic(bare, "*", Number(size))


def condition_in_yuan(condition: Condition, sizes: Mapping[str, Fraction]) -> Condition:
    """A condition over numbers in 元, where its author meant them in units of these sizes, by key."""
    mixed = _of_condition(condition, sizes) is _MIXED
    return substituted(condition, _in_units(sizes)) if mixed else condition


def _in_units(sizes: Mapping[str, Fraction]) -> Mapping[str, Formula]:
    return {key: Arithmetic(Name(key), "/", Number(size)) for key, size in sizes.items()}


def _degree(formula: Formula, money: Collection[str]) -> int | None:
    """How often a formula takes the unit of its money: 0 for a ratio, 1 for an amount, `_MIXED` where it is neither."""
    match formula:
        case Number(value=value):
            return 0 if value else _ANY
        case Name(id=name):
            return int(name in money)
        case Negate(operand=operand):
            return _degree(operand, money)
        case Arithmetic():
            return _of_arithmetic(formula, money)
        case Choose(condition=condition, then=then, otherwise=otherwise):
            sides = _alike((_degree(then, money), _degree(otherwise, money)))
            return _MIXED if _of_condition(condition, money) is _MIXED else sides
        case Call():
            return _of_call(formula, money)
    assert_never(formula)


def _of_arithmetic(node: Arithmetic, money: Collection[str]) -> int | None:
    left, right = _degree(node.left, money), _degree(node.right, money)
    if node.operator in "+-":
        return _alike((left, right))
    if left is _MIXED or right is _MIXED or _ANY in {left, right}:
        return _MIXED
    found = left + right if node.operator == "*" else left - right
    return found if found in {0, 1} else _MIXED


def _of_call(call: Call, money: Collection[str]) -> int | None:
    given = [_degree(argument, money) for argument in call.arguments]
    if all(one in {0, _ANY} for one in given):
        return 0
    if call.definition is not None:
        return _degree(expanded(call), money)
    return _MIXED if call.function == "floor" else _alike(given)


def _of_condition(condition: Condition, money: Collection[str]) -> int | None:
    match condition:
        case Flag():
            return 0
        case Not(operand=operand):
            return _of_condition(operand, money)
        case And(operands=operands) | Or(operands=operands):
            return _alike([_of_condition(one, money) for one in operands])
        case Compare(first=first, rest=rest):
            sides = [_degree(first, money), *(_degree(side, money) for _, side in rest)]
            return _MIXED if _alike(sides) is _MIXED else 0
    assert_never(condition)


def _alike(degrees: Collection[int | None]) -> int | None:
    """What several parts have in common that are added or compared."""
    known = set(degrees) - {_ANY}
    if len(known) > 1:
        return _MIXED
    return known.pop() if known else _ANY
