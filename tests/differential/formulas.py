"""Random formulas for the differential run, made from a seed so that a run can be repeated, and what is in them."""

from collections.abc import Callable, Mapping
from datetime import date
from fractions import Fraction
from random import Random
from types import MappingProxyType

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
    Tree,
    nodes,
)
from perfrules.testing.trees import LITERALS, STATES, STEPS, is_small, names

DEPTH = 4
"""Levels of a random formula below its root."""

CENT = Number(Fraction(1, 100))
ROUNDINGS = frozenset({"cut", "half_up", "half_even", "floor", "ceil", "rounded"})
CHOICES = tuple(name for name, one in names().items() if one.kind == "choice")
DATES = tuple(name for name, one in names().items() if one.kind == "date")
FLAGS = tuple(name for name, one in names().items() if one.kind == "flag")
NUMBERS = tuple(name for name, one in names().items() if one.kind in {"amount", "count", "rate", "number"})

_DAYS = (date(2023, 1, 1), date(2023, 6, 30), date(2023, 9, 30), date(2023, 12, 31))
_ORDERS: tuple[CompareOperator, ...] = ("<", "<=", ">", ">=", "==", "!=")


def formula(dice: Random) -> Formula:
    """A random formula as `parse` gives it; one that is too large is thrown again."""
    while True:
        tree = _formula(dice, dice.randint(2, DEPTH))
        if is_small(rule(tree)):
            return tree


def rule(tree: Formula) -> Formula:
    """A formula rounded down to two decimals, as a rule of points must be."""
    return Arithmetic(Call("floor", (Arithmetic(tree, "/", CENT),)), "*", CENT)


def features(tree: Tree) -> frozenset[str]:
    """Which of the features that a run must hold are written in a formula."""
    found = list(nodes(tree))
    named = {node.id for node in found if isinstance(node, Name)}
    present = {
        "division": any(isinstance(node, Arithmetic) and node.operator == "/" for node in found),
        "rounding": any(isinstance(node, Call) and node.function in ROUNDINGS for node in found),
        "if": any(isinstance(node, Choose) for node in found),
        "state or date": bool(named & {*CHOICES, *DATES}),
    }
    return frozenset(name for name, there in present.items() if there)


def _formula(dice: Random, depth: int) -> Formula:
    if not depth:
        return _leaf(dice)
    (make,) = dice.choices(list(_SHAPES), list(_SHAPES.values()))
    return make(dice, depth - 1)


def _leaf(dice: Random) -> Formula:
    return Name(dice.choice(NUMBERS)) if dice.random() < 0.7 else Number(dice.choice(LITERALS))


def _shallow(dice: Random, _: int) -> Formula:
    return _leaf(dice)


def _arithmetic(dice: Random, depth: int) -> Formula:
    return Arithmetic(_formula(dice, depth), dice.choice("+-*"), _formula(dice, depth))  # type: ignore[arg-type]  # one of the signs


def _quotient(dice: Random, depth: int) -> Formula:
    return Arithmetic(_formula(dice, depth), "/", _formula(dice, depth))


def _days(dice: Random, _: int) -> Formula:
    return Arithmetic(_day(dice), "-", _day(dice))


def _negative(dice: Random, depth: int) -> Formula:
    return Negate(_formula(dice, depth))


def _choice(dice: Random, depth: int) -> Formula:
    return Choose(_condition(dice, depth), _formula(dice, depth), _formula(dice, depth))


def _rounding(dice: Random, depth: int) -> Formula:
    name = dice.choice(("cut", "half_up", "half_even", "cut", "half_up", "half_even", "floor", "ceil", "rounded"))
    inner = _formula(dice, depth)
    return Call(name, (inner, Number(dice.choice(STEPS))) if name[0] == "h" or name == "cut" else (inner,))


def _extreme(dice: Random, depth: int) -> Formula:
    return Call(dice.choice(("min", "max")), tuple(_formula(dice, depth) for _ in range(dice.randint(2, 3))))


def _function(dice: Random, depth: int) -> Formula:
    name = dice.choice(("abs", "share", "later", "attained", "attained_reverse", "attained_linear"))
    if name.startswith("attained"):
        return Call(name, (_leaf(dice), _leaf(dice), _formula(dice, depth)))
    return Call(name, tuple(_formula(dice, depth) for _ in range(1 if name == "abs" else 2)))


_SHAPES: Mapping[Callable[[Random, int], Formula], int] = MappingProxyType(
    {
        _shallow: 2,
        _arithmetic: 5,
        _quotient: 3,
        _days: 1,
        _negative: 1,
        _choice: 5,
        _rounding: 4,
        _extreme: 3,
        _function: 2,
    },
)
"""What a formula may be, and how often."""


def _condition(dice: Random, depth: int) -> Condition:
    kind = dice.random()
    if depth and kind < 0.3:
        return _joined(dice, depth - 1)
    if kind < 0.4:
        return Flag(dice.choice(FLAGS))
    if kind < 0.55:
        state = Name(dice.choice([identifier for identifier, _ in STATES]))
        return Compare(Name(dice.choice(CHOICES)), ((dice.choice(("==", "!=")), state),))
    side = _day if kind < 0.7 else _side
    rest = tuple((dice.choice(_ORDERS), side(dice)) for _ in range(dice.choice((1, 1, 2))))
    return Compare(side(dice), rest)


def _joined(dice: Random, depth: int) -> Condition:
    if dice.random() < 0.25:
        return Not(_condition(dice, depth))
    several = tuple(_condition(dice, depth) for _ in range(dice.randint(2, 3)))
    return And(several) if dice.random() < 0.5 else Or(several)


def _side(dice: Random) -> Formula:
    return _formula(dice, dice.randint(0, 2))


def _day(dice: Random) -> Formula:
    if dice.random() < 0.7:
        return Name(dice.choice(DATES))
    day = dice.choice(_DAYS)
    return Call("date", tuple(Number(Fraction(part)) for part in (day.year, day.month, day.day)))
