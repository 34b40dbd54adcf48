"""Shared functions: what plugins contribute is read, and what a framework calls becomes its own."""

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import cast

import attrs
from attrs import frozen

from perfrules.errors import DuplicateFunctionError, FormulaError
from perfrules.formula.gate import PUBLISHED, Limits
from perfrules.formula.parse import parse
from perfrules.formula.scope import defined
from perfrules.formula.syntax import Call, Definition, Name
from perfrules.framework import Framework, Function
from perfrules.wording import shortened

MAX_FUNCTIONS = 1_000
"""Functions of one plugin; an endless iterable ends here."""


@frozen
class Pool:
    """The functions that plugins share, by name; what two plugins claim can be used by nobody."""

    definitions: Mapping[str, Definition] = MappingProxyType({})
    clashes: Mapping[str, DuplicateFunctionError] = MappingProxyType({})


def fault(found: list[object]) -> str:
    """What is wrong with what a plugin contributes as functions, before their texts are read, if anything."""
    if len(found) > MAX_FUNCTIONS:
        return f"it contributes more than {MAX_FUNCTIONS} functions"
    for position, element in enumerate(found, 1):
        if type(element) is not Function:
            return f"element {position} is a `{shortened(type(element).__name__)}`, a `Function` was expected"
        if not _is_sound(element):
            return f"element {position} has a field of another type than `Function` says"
    return ""


def definitions(found: list[object], limits: Limits = PUBLISHED) -> tuple[Definition, ...]:
    """
    The functions of one plugin that have no `fault`, read within these limits.

    Raises `FormulaError` where one is wrong, or names what neither the language nor this plugin has.
    """
    made = tuple(_definition(one, limits) for one in cast("list[Function]", found))
    defined(made)
    return made


def with_functions(framework: Framework, pool: Pool) -> Framework:
    """
    The framework with the shared functions that it calls, itself or through others; its own functions hide them.

    Raises `DuplicateFunctionError` where it calls one that two plugins claim.
    """
    if not pool.definitions and not pool.clashes:
        return framework
    taken: dict[str, Definition] = {one.name: one for one in framework.functions}
    waiting = sorted(_called(framework))
    while waiting:
        name = waiting.pop(0)
        if name in taken:
            continue
        if name in pool.clashes:
            raise pool.clashes[name]
        if name in pool.definitions:
            taken[name] = pool.definitions[name]
            waiting += sorted(_called(taken[name].body))
    return framework if len(taken) == len(framework.functions) else attrs.evolve(framework, functions=tuple(taken.values()))


def _is_sound(function: Function) -> bool:
    """Whether the fields have just the types that they should have: nothing of the plugin runs when they are used."""
    texts = (function.name, function.body)
    if type(function.parameters) is not tuple or any(type(text) is not str for text in texts):
        return False
    return all(type(one) is str for one in function.parameters)


def _definition(function: Function, limits: Limits) -> Definition:
    signature = f"{function.name}({', '.join(function.parameters)})"
    match parse(signature, limits):
        case Call(function=name, arguments=arguments) if name == function.name:
            named = tuple(one.id if isinstance(one, Name) else "" for one in arguments)
            if named == function.parameters:
                return Definition(function.name, function.parameters, parse(function.body, limits))
    raise FormulaError(signature, 0, len(signature), "a function has a name, and names as parameters: `name(x, y)`")


def _called(part: object) -> frozenset[str]:
    """The functions that are called anywhere in a framework or a part of it."""
    found: set[str] = set()
    waiting = [part]
    while waiting:
        one = waiting.pop()
        if isinstance(one, Call):
            found.add(one.function)
        waiting += one if isinstance(one, tuple) else _said(one)
    return frozenset(found)


def _said(part: object) -> Iterator[object]:
    """What a part of a framework says: not what takes no part in equality."""
    shape = type(part)
    if attrs.has(shape):
        yield from (getattr(part, field.name) for field in attrs.fields(shape) if field.eq)
