"""Scope: which names mean what where; sorts, states, dates and arity."""

import difflib
from collections.abc import Iterable, Mapping
from datetime import date
from fractions import Fraction
from functools import cache
from typing import assert_never

import attrs
from attrs import frozen

from perfrules.errors import FormulaError
from perfrules.formula import functions
from perfrules.formula.expand import MAX_STEPS, steps
from perfrules.formula.measure import Meaning, check_condition, measure
from perfrules.formula.parse import parse
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
    nodes,
)
from perfrules.formula.text import text
from perfrules.wording import did_you_mean


@frozen
class Scope:
    """The names that formulas in one place can use, and the functions of their framework."""

    names: Mapping[str, Meaning]
    functions: Mapping[str, Definition]

    @classmethod
    def of(cls, names: Mapping[str, Meaning], own: Iterable[Definition] = ()) -> "Scope":
        """A scope with the standard functions and these own ones, which are resolved here."""
        return cls(names, defined(tuple(own)))


def resolve(formula: Formula, scope: Scope) -> Formula:
    """
    The formula with its states, dates and functions bound.

    Raises `FormulaError` with a caret where a name is unknown, a flag stands for a number, a function has other
    arguments, or units do not fit.
    """
    bound = _Binder(scope).formula(formula)
    measure(bound, scope.names)
    _check_size(bound)
    return bound


def resolve_condition(condition: Condition, scope: Scope) -> Condition:
    """The condition with its states, dates and functions bound; errors as in `resolve`."""
    bound = _Binder(scope).condition(condition)
    check_condition(bound, scope.names)
    _check_size(bound)
    return bound


@cache
def standard() -> Mapping[str, Definition]:
    """The standard functions, bound."""
    return _bound(tuple(Definition(one.name, one.parameters, parse(one.body)) for one in functions.STANDARD), {})


def defined(own: tuple[Definition, ...]) -> Mapping[str, Definition]:
    """
    The standard functions and these, each bound after those it calls.

    Raises `FormulaError` for a cycle, a clash with a standard function, and all that `resolve` refuses.
    """
    for definition in own:
        if definition.name in functions.standard_names() | functions.RESERVED:
            raise _error(definition.body, f"`{definition.name}` is a standard name and cannot be defined again")
    return {**standard(), **_bound(own, standard())}


def _bound(own: tuple[Definition, ...], known: Mapping[str, Definition]) -> dict[str, Definition]:
    waiting = {definition.name: definition for definition in own}
    found: dict[str, Definition] = {}

    def bind(name: str, above: tuple[str, ...]) -> None:
        definition = waiting[name]
        for node in nodes(definition.body):
            if isinstance(node, Call) and node.function in waiting and node.function not in found:
                if node.function in (*above, name):
                    raise _error(node, f"`{node.function}` calls itself: {' → '.join((*above, name, node.function))}")
                bind(node.function, (*above, name))
        scope = Scope(dict.fromkeys(definition.parameters, Meaning()), {**known, **found})
        found[name] = attrs.evolve(definition, body=resolve(definition.body, scope))

    for name in waiting:
        if name not in found:
            bind(name, ())
    return found


class _Binder:
    """Binds one tree in one scope."""

    def __init__(self, scope: Scope) -> None:
        self._scope = scope

    def formula(self, node: Formula) -> Formula:
        match node:
            case Number():
                return node
            case Name(id=name):
                return self._name(node, self._meaning(node, name))
            case Negate(operand=operand):
                return attrs.evolve(node, operand=self.formula(operand))
            case Arithmetic(left=left, right=right):
                return attrs.evolve(node, left=self.formula(left), right=self.formula(right))
            case Choose(condition=condition, then=then, otherwise=otherwise):
                first, last = self.formula(then), self.formula(otherwise)
                return attrs.evolve(node, condition=self.condition(condition), then=first, otherwise=last)
            case Call(function="date"):
                return _date(node)
            case Call():
                return self._call(node)
        assert_never(node)

    def condition(self, node: Condition) -> Condition:
        match node:
            case Flag(name=name):
                return self._flag(node, self._meaning(node, name))
            case Not(operand=operand):
                return attrs.evolve(node, operand=self.condition(operand))
            case And(operands=operands) | Or(operands=operands):
                return attrs.evolve(node, operands=tuple(self.condition(operand) for operand in operands))
            case Compare(first=first, rest=rest):
                for choice, other in ((first, rest[0][1]), (rest[0][1], first)):
                    if isinstance(choice, Name) and self._is_choice(choice.id):
                        return self._state(node, choice, other)
                sides = tuple((operator, self.formula(side)) for operator, side in rest)
                return attrs.evolve(node, first=self.formula(first), rest=sides)
        assert_never(node)

    def _meaning(self, node: Tree, name: str) -> Meaning:
        if name in self._scope.names:
            return self._scope.names[name]
        if name in self._scope.functions or name in functions.KERNEL:
            raise _error(node, f"`{name}` is a function", "write its arguments in brackets")
        near = difflib.get_close_matches(name, self._scope.names, n=1)
        raise _error(node, f"unknown name `{name}`{did_you_mean(tuple(near))}")

    def _is_choice(self, name: str) -> bool:
        return name in self._scope.names and self._scope.names[name].kind == "choice"

    def _name(self, node: Name, meaning: Meaning) -> Name:
        if meaning.kind == "flag":
            raise _error(node, f"`{node.id}` is a flag, not a number", f"write `1 if {node.id} else 0`")
        if meaning.kind == "choice":
            raise _error(node, f"`{node.id}` is a choice, not a number", f"compare it: `{node.id} == {meaning.states[0]}`")
        return node

    def _flag(self, node: Flag, meaning: Meaning) -> Flag:
        if meaning.kind == "choice":
            raise _error(node, f"`{node.name}` is a choice, not a condition", f"compare it: `{node.name} == {meaning.states[0]}`")
        if meaning.kind != "flag":
            raise _error(node, f"`{node.name}` is a number, not a condition", "compare it with something")
        return node

    def _state(self, node: Compare, choice: Name, other: Formula) -> Compare:
        states = self._scope.names[choice.id].states
        if len(node.rest) > 1 or node.rest[0][0] not in {"==", "!="}:
            raise _error(node, f"`{choice.id}` is a choice and has no order", "compare it with `==` or `!=`, once")
        if not isinstance(other, Name) or other.id not in states:
            written = other.id if isinstance(other, Name) else text(other)
            near = tuple(difflib.get_close_matches(written, states, n=1))
            expected = " or ".join(f"`{state}`" for state in states)
            raise _error(other, f"`{written}` is no state of `{choice.id}`{did_you_mean(near)}", f"expected {expected}")
        state = Number(Fraction(states.index(other.id)), other.id, at=other.at)
        return Compare(choice, ((node.rest[0][0], state),), at=node.at)

    def _call(self, node: Call) -> Call:
        definition = self._scope.functions.get(node.function)
        if definition is None and node.function not in functions.KERNEL:
            known = [*functions.KERNEL, *self._scope.functions]
            near = tuple(difflib.get_close_matches(node.function, known, n=1))
            raise _error(node, f"unknown function `{node.function}`{did_you_mean(near)}")
        _check_arity(node, definition)
        _check_step(node)
        arguments = tuple(self.formula(argument) for argument in node.arguments)
        return attrs.evolve(node, arguments=arguments, definition=definition)


def _check_arity(node: Call, definition: Definition | None) -> None:
    given = len(node.arguments)
    if definition is not None:
        if given != len(definition.parameters):
            form = f"`{definition.name}({', '.join(definition.parameters)})`"
            raise _error(node, f"`{node.function}` has {given} arguments here", f"expected {form}")
    elif node.function == "floor" and given != 1:
        raise _error(node, f"`floor` has {given} arguments here", "expected `floor(x)`")
    elif node.function != "floor" and given < 2:  # noqa: PLR2004  # two is the least that can be compared
        raise _error(node, f"`{node.function}` has {given} arguments here", "expected at least two")


def _check_step(node: Call) -> None:
    if node.function not in functions.ROUNDING or len(node.arguments) < 2:  # noqa: PLR2004  # value and step
        return
    step = node.arguments[1]
    if not isinstance(step, Number) or step.value <= 0:
        raise _error(step, f"the step of `{node.function}` is not a number above 0", f"write `{node.function}(…, 0.01)`")


def _date(node: Call) -> Number:
    numbers = [part.value for part in node.arguments if isinstance(part, Number) and part.value.denominator == 1]
    if len(numbers) != len(node.arguments) or len(numbers) != 3:  # noqa: PLR2004  # year, month, day
        raise _error(node, "a date has a year, a month and a day", "write `date(2024, 1, 31)`")
    year, month, day = (int(part) for part in numbers)
    try:
        return Number(Fraction(date(year, month, day).toordinal()), f"date({year}, {month}, {day})", at=node.at)
    except (ValueError, OverflowError):
        raise _error(node, "this day does not exist", "write `date(year, month, day)`") from None


def _check_size(tree: Tree) -> None:
    if steps(tree) > MAX_STEPS:
        raise _error(tree, f"with its functions written out the formula has more than {MAX_STEPS} steps", "use `values` for parts")


def _error(node: Tree, reason: str, hint: str = "") -> FormulaError:
    if node.at.text:
        return FormulaError(node.at.text, node.at.start, node.at.end, reason, hint)
    written = text(node)
    return FormulaError(written, 0, len(written), reason, hint)
