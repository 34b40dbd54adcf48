"""Rounded points: the roundings in a rule that only shorten its points, with the exact numbers that go into them."""

from collections import ChainMap
from collections.abc import Mapping
from fractions import Fraction
from typing import Literal

from attrs import evolve, frozen

from perfrules.errors import FormulaError, UndefinedError
from perfrules.formula.evaluate import evaluate
from perfrules.formula.expand import expanded
from perfrules.formula.functions import ROUNDING
from perfrules.formula.syntax import Arithmetic, Call, Choose, Definition, Formula, Name, Negate, Number, nodes

Mode = Literal["cut", "half_up", "half_even", "up"]
"""How a number loses its further digits; `up` is away from zero."""

MOST_PLACES = 4
"""The most decimals to which points are rounded."""

_STEPS = frozenset(Fraction(1, 10**places) for places in range(MOST_PLACES + 1))


def to_step(value: Fraction, mode: Mode, step: Fraction) -> Fraction:
    """A number as a multiple of a step."""
    top, bottom = (abs(value) / step).as_integer_ratio()
    whole, rest = divmod(top, bottom)
    more = {
        "cut": False,
        "half_up": rest * 2 >= bottom,
        "half_even": rest * 2 > bottom or (rest * 2 == bottom and whole % 2 == 1),
        "up": rest > 0,
    }[mode]
    points = (whole + more) * step
    return points if value >= 0 else -points


@frozen
class Rounded:
    """
    The points of a rule: as the framework rounds them, exact, and however else they may be rounded.

    `shape` is the rule with names for its roundings, `arguments` what goes into each, `known` everything else that it names.
    """

    own: Fraction
    exact: Fraction
    shape: Formula
    arguments: Mapping[str, Fraction]
    known: Mapping[str, Fraction | bool]

    def worth(self, mode: Mode, step: Fraction) -> Fraction:
        """The points where each is rounded this way."""
        return _evaluated(self.shape, {name: to_step(value, mode, step) for name, value in self.arguments.items()}, self.known)


def rounded_parts(formula: Formula, known: Mapping[str, Fraction | bool]) -> Rounded | None:
    """The points of a bound rule with what is known; None where rounding does not move them, or they are not known."""
    calls: list[Call] = []
    shape = _marked(formula, calls)
    if not calls:
        return None
    try:
        own = evaluate(formula, known)
    except (FormulaError, UndefinedError):
        return None
    arguments = {_name(position): _argument(call, known) for position, call in enumerate(calls)}
    exact = _evaluated(shape, arguments, known)
    return None if exact == own else Rounded(own, exact, shape, arguments, known)


def _argument(call: Call, known: Mapping[str, Fraction | bool]) -> Fraction:
    """What goes into a rounding; where that has no value, the rule does not come to it."""
    try:
        return evaluate(call.arguments[0], known)
    except (FormulaError, UndefinedError):
        return Fraction(0)


def _evaluated(shape: Formula, rounded: Mapping[str, Fraction], known: Mapping[str, Fraction | bool]) -> Fraction:
    if isinstance(shape, Name):
        return rounded[shape.id]
    return evaluate(shape, ChainMap(rounded, known))  # type: ignore[arg-type]  # only read


def _name(position: int) -> str:
    return f"rounding {position}"


def _marked(formula: Formula, found: list[Call]) -> Formula:
    """The rule with names for the roundings of which it is made by choosing, adding and comparing."""
    match formula:
        case Call(function=function) if function in ROUNDING:
            if not isinstance(formula.arguments[1], Number) or formula.arguments[1].value not in _STEPS:
                return formula
            found.append(formula)
            return Name(_name(len(found) - 1))
        case Call(function="min" | "max", arguments=arguments):
            return evolve(formula, arguments=tuple(_marked(one, found) for one in arguments))
        case Call(definition=Definition()) if _rounds(formula):
            return _marked(expanded(formula), found)
        case Choose(condition=condition, then=then, otherwise=otherwise):
            return Choose(condition, _marked(then, found), _marked(otherwise, found))
        case Arithmetic(left=left, operator="+" | "-" as sign, right=right):
            return Arithmetic(_marked(left, found), sign, _marked(right, found))
        case Negate(operand=operand):
            return Negate(_marked(operand, found))
    return formula


def _rounds(call: Call) -> bool:
    """Whether the body of a function rounds."""
    inside = nodes(expanded(call))
    return any(isinstance(one, Call) and (one.function in ROUNDING or (one.definition and _rounds(one))) for one in inside)
