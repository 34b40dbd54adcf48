"""Scope: which names mean what where; sorts, states, dates and arity."""

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date
from fractions import Fraction
from functools import cache
from graphlib import CycleError, TopologicalSorter
from typing import assert_never

import attrs
from attrs import frozen

from perfrules.domain import Kind
from perfrules.formula import functions
from perfrules.formula.expand import MAX_LEVELS, MAX_STEPS, size
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
from perfrules.formula.text import fault, text
from perfrules.wording import did_you_mean, near, shortened

MOST_NAMED = 12
"""States and functions that a message names where it says what was expected."""


@frozen
class Scope:
    """The names that formulas in one place can use, and the functions of their framework."""

    names: Mapping[str, Meaning]
    functions: Mapping[str, Definition]

    @classmethod
    def of(cls, names: Mapping[str, Meaning | Kind], own: Iterable[Definition] = ()) -> "Scope":
        """
        A scope with the standard functions and these own ones, which are resolved here.

        For a name without unit and states its kind is enough: `Scope.of({"used": "count", "exempt": "flag"})`.
        """
        meanings = {name: Meaning(one) if isinstance(one, str) else one for name, one in names.items()}
        return cls(meanings, defined(tuple(own)))


def resolve(formula: Formula, scope: Scope) -> Formula:
    """
    The formula with its states, dates and functions bound.

    Raises `FormulaError` with a caret where a name is unknown, a flag stands for a number, a function has other
    arguments, or units do not fit.
    """
    bound = _Binder(scope).formula(formula)
    _check_size(bound)
    measure(bound, scope.names)
    return bound


def resolve_condition(condition: Condition, scope: Scope) -> Condition:
    """The condition with its states, dates and functions bound; errors as in `resolve`."""
    bound = _Binder(scope).condition(condition)
    _check_size(bound)
    check_condition(bound, scope.names)
    return bound


@cache
def standard() -> Mapping[str, Definition]:
    """The standard functions, bound."""
    return _bound(tuple(Definition(one.name, one.parameters, parse(one.body)) for one in functions.STANDARD), {})


def defined(own: tuple[Definition, ...]) -> Mapping[str, Definition]:
    """
    The standard functions and these, each bound after those it calls.

    Raises `FormulaError` for a cycle, a clash with a standard function or another, and all that `resolve` refuses.
    """
    count = Counter(definition.name for definition in own)
    for definition in own:
        if definition.name in functions.standard_names() | functions.RESERVED:
            raise fault(definition.body, f"`{definition.name}` is a standard name and cannot be defined again")
        if count[definition.name] > 1:
            raise fault(definition.body, f"`{definition.name}` is defined more than once")
        if len(set(definition.parameters)) < len(definition.parameters):
            raise fault(definition.body, f"`{definition.name}` has two parameters of one name")
    return {**standard(), **_bound(own, standard())}


def _bound(own: tuple[Definition, ...], known: Mapping[str, Definition]) -> dict[str, Definition]:
    waiting = {definition.name: definition for definition in own}
    everything = dict(known)
    for name in _callees_first(waiting):
        definition = waiting[name]
        scope = Scope(dict.fromkeys(definition.parameters, Meaning()), everything)
        everything[name] = attrs.evolve(definition, body=resolve(definition.body, scope))
    return {name: everything[name] for name in waiting}


def _callees_first(waiting: Mapping[str, Definition]) -> tuple[str, ...]:
    calls = {name: tuple(_called(definition.body, waiting)) for name, definition in waiting.items()}
    try:
        return tuple(TopologicalSorter(calls).static_order())
    except CycleError as error:
        cycle = error.args[1][::-1]
        again = _called(waiting[cycle[0]].body, waiting)[cycle[1]]
        raise fault(again, f"`{cycle[0]}` calls itself: {shortened(' → '.join(cycle), 200)}") from None


def _called(body: Formula, among: Mapping[str, Definition]) -> dict[str, Call]:
    return {node.function: node for node in nodes(body) if isinstance(node, Call) and node.function in among}


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
        if name in self._scope.functions or name in functions.KERNEL or name == "date":
            raise fault(node, f"`{name}` is a function", "write its arguments in brackets")
        raise fault(node, f"unknown name `{name}`{did_you_mean(near(name, self._scope.names))}")

    def _is_choice(self, name: str) -> bool:
        return name in self._scope.names and self._scope.names[name].kind == "choice"

    def _name(self, node: Name, meaning: Meaning) -> Name:
        if meaning.kind == "flag":
            raise fault(node, f"`{node.id}` is a flag, not a number", f"write `1 if {node.id} else 0`")
        if meaning.kind == "choice":
            raise fault(node, f"`{node.id}` is a choice, not a number", f"compare it: `{node.id} == {meaning.states[0]}`")
        return node

    def _flag(self, node: Flag, meaning: Meaning) -> Flag:
        if meaning.kind == "choice":
            raise fault(node, f"`{node.name}` is a choice, not a condition", f"compare it: `{node.name} == {meaning.states[0]}`")
        if meaning.kind != "flag":
            raise fault(node, f"`{node.name}` is a number, not a condition", "compare it with something")
        return node

    def _state(self, node: Compare, choice: Name, other: Formula) -> Compare:
        states = self._scope.names[choice.id].states
        if len(node.rest) > 1 or node.rest[0][0] not in {"==", "!="}:
            raise fault(node, f"`{choice.id}` is a choice and has no order", "compare it with `==` or `!=`, once")
        if isinstance(other, Number) and other.spelling in states:
            return node  # bound before
        if not isinstance(other, Name) or other.id not in states:
            written = text(other)
            alike = near(written, states)
            more = " or …" if len(states) > MOST_NAMED else ""
            expected = "" if alike else f"expected {' or '.join(f'`{state}`' for state in states[:MOST_NAMED])}{more}"
            raise fault(other, f"`{shortened(written, 100)}` is no state of `{choice.id}`{did_you_mean(alike)}", expected)
        state = Number(Fraction(states.index(other.id)), other.id, at=other.at)
        return Compare(choice, ((node.rest[0][0], state),), at=node.at)

    def _call(self, node: Call) -> Call:
        definition = self._scope.functions.get(node.function)
        if definition is None and node.function not in functions.KERNEL:
            if node.function in self._scope.names:
                raise fault(node, f"`{node.function}` is no function", "write `*` to multiply")
            known = (*functions.KERNEL, *self._scope.functions)
            alike = near(node.function, known)
            raise fault(node, f"unknown function `{node.function}`{did_you_mean(alike)}", "" if alike else _listed(known))
        _check_arity(node, definition)
        _check_step(node)
        arguments = tuple(self.formula(argument) for argument in node.arguments)
        return attrs.evolve(node, arguments=arguments, definition=definition)


def _listed(known: tuple[str, ...]) -> str:
    more = ", …" if len(known) > MOST_NAMED else ""
    return f"known are {', '.join(f'`{name}`' for name in known[:MOST_NAMED])}{more}"


def _check_arity(node: Call, definition: Definition | None) -> None:
    given = len(node.arguments)
    counted = "1 argument" if given == 1 else f"{given} arguments"
    if definition is not None:
        if given != len(definition.parameters):
            form = f"`{definition.name}({', '.join(definition.parameters)})`"
            raise fault(node, f"`{node.function}` cannot take {counted} here", f"expected {form}")
    elif node.function == "floor" and given != 1:
        raise fault(node, f"`floor` cannot take {counted} here", "expected `floor(x)`")
    elif node.function != "floor" and given < 2:  # noqa: PLR2004  # two is the least that can be compared
        raise fault(node, f"`{node.function}` cannot take {counted} here", "expected at least two")


def _check_step(node: Call) -> None:
    if node.function not in functions.ROUNDING or len(node.arguments) < 2:  # noqa: PLR2004  # value and step
        return
    step = node.arguments[1]
    if not isinstance(step, Number) or step.value <= 0:
        raise fault(step, f"the step of `{node.function}` is not a number above 0", f"write `{node.function}(…, 0.01)`")


def _date(node: Call) -> Number:
    numbers = [part.value for part in node.arguments if isinstance(part, Number) and part.value.denominator == 1]
    if len(numbers) != len(node.arguments) or len(numbers) != 3:  # noqa: PLR2004  # year, month, day
        raise fault(node, "a date has a year, a month and a day", "write `date(2024, 1, 31)`")
    year, month, day = (int(part) for part in numbers)
    try:
        return Number(Fraction(date(year, month, day).toordinal()), f"date({year}, {month}, {day})", at=node.at)
    except (ValueError, OverflowError):
        raise fault(node, "this day does not exist", "write `date(year, month, day)`") from None


def _check_size(tree: Tree) -> None:
    found = size(tree)
    for count, most, what in ((found.steps, MAX_STEPS, "steps"), (found.levels, MAX_LEVELS, "levels")):
        if count > most:
            reason = f"with its functions written out the formula has more than {most} {what}"
            raise fault(tree, reason, "use `values` for parts")
