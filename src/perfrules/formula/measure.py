"""What a formula measures: money of one unit, days, or a bare number; the two never mix."""

from collections.abc import Mapping
from typing import assert_never

from attrs import frozen

from perfrules.domain import Kind
from perfrules.errors import FormulaError
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
)
from perfrules.formula.text import fault


@frozen
class Meaning:
    """What a name stands for: the kind of its fact, the unit of an amount, the states of a choice."""

    kind: Kind = "number"
    unit: str = ""
    states: tuple[str, ...] = ()


PLAIN = Meaning()
DATE = Meaning("date")


def measure(formula: Formula, meanings: Mapping[str, Meaning]) -> Meaning:
    """
    What a resolved formula measures.

    Raises `FormulaError` where amounts of two units, or dates and numbers, meet.
    """
    match formula:
        case Number(spelling=spelling):
            return DATE if spelling.startswith("date(") else PLAIN
        case Name(id=name):
            return _bare(meanings.get(name, PLAIN))
        case Negate(operand=operand):
            return _no_date(formula, measure(operand, meanings))
        case Arithmetic(left=left, operator=operator, right=right):
            return _combined(formula, operator, measure(left, meanings), measure(right, meanings))
        case Choose(condition=condition, then=then, otherwise=otherwise):
            check_condition(condition, meanings)
            return _no_date(formula, _alike(formula, measure(then, meanings), measure(otherwise, meanings)))
        case Call(arguments=arguments, definition=definition):
            given = tuple(_no_date(formula, measure(argument, meanings)) for argument in arguments)
            if definition is None:
                return _together(formula, given)
            return _of_body(formula, dict(zip(definition.parameters, given, strict=True)), definition.body)
    assert_never(formula)


def check_condition(condition: Condition, meanings: Mapping[str, Meaning]) -> None:
    """Refuse a condition that compares what cannot be compared."""
    match condition:
        case Flag():
            return
        case Not(operand=operand):
            check_condition(operand, meanings)
        case And(operands=operands) | Or(operands=operands):
            for one in operands:
                check_condition(one, meanings)
        case Compare(first=first, rest=rest):
            left = measure(first, meanings)
            for _, side in rest:
                right = measure(side, meanings)
                _alike(condition, left, right)
                left = right
        case _:
            assert_never(condition)


def _bare(meaning: Meaning) -> Meaning:
    return meaning if meaning.kind in {"amount", "date"} else PLAIN


def _combined(node: Arithmetic, operator: str, left: Meaning, right: Meaning) -> Meaning:
    if operator == "-" and left == right == DATE:
        return PLAIN
    for side in (left, right):
        _no_date(node, side)
    if operator in "+-":
        return _alike(node, left, right)
    if operator == "/":
        _alike(node, left, right)
        return left if right == PLAIN else PLAIN
    return _alike(node, left, right) if PLAIN in {left, right} else PLAIN


def _together(node: Formula, given: tuple[Meaning, ...]) -> Meaning:
    found = PLAIN
    for one in given:
        found = _alike(node, found, one)
    return found


def _alike(node: Tree, left: Meaning, right: Meaning) -> Meaning:
    if left.kind == right.kind == "amount" and left.unit != right.unit:
        raise fault(node, f"{left.unit} and {right.unit} meet here", "declare both facts in one unit")
    if (left == DATE) != (right == DATE):
        raise fault(node, "a date meets a number here", "dates are compared with dates; `date - date` is a number of days")
    return left if left != PLAIN else right


def _no_date(node: Tree, meaning: Meaning) -> Meaning:
    if meaning == DATE:
        reason = "a date is compared with a date or subtracted from one, nothing else"
        raise fault(node, reason, "`date - date` is a number of days")
    return meaning


def _of_body(call: Call, given: Mapping[str, Meaning], body: Formula) -> Meaning:
    try:
        return measure(body, given)
    except FormulaError as error:
        raise fault(call, f"in `{call.function}`: {error.reason}", error.hint) from None
