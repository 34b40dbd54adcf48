"""Exchanging code: a mutant of functions inside a program that has been imported."""

import inspect
import sys
from collections.abc import Iterator
from types import CodeType, FunctionType, ModuleType


def exchange(module: ModuleType, text: str, mutant: str) -> bool:
    """
    Gives the functions of a module the code that they have in a mutant of its text, and forgets what was remembered.

    False where more than the inside of functions differs: then nothing is exchanged.
    """
    old, new = (compile(one, str(module.__file__), "exec", dont_inherit=True) for one in (text, mutant))
    try:
        for function, code in [*_changes(module, old, new)]:
            function.__code__ = code
    except LookupError:
        return False
    _forget(module.__name__.partition(".")[0])
    return True


def _changes(owner: object, old: CodeType, new: CodeType) -> Iterator[tuple[FunctionType, CodeType]]:
    if _frame(old) != _frame(new):
        raise LookupError(old.co_name)
    for before, after in zip(_inner(old), _inner(new), strict=True):
        if before == after:
            continue
        named = vars(owner)[before.co_name]
        if isinstance(named, type):
            yield from _changes(named, before, after)
        else:
            yield _function(named, after), after


def _function(named: object, code: CodeType) -> FunctionType:
    named = named.fget if isinstance(named, property) else getattr(named, "__func__", named)
    function = inspect.unwrap(named) if callable(named) else named
    if not isinstance(function, FunctionType) or function.__code__.co_freevars != code.co_freevars:
        raise LookupError(code.co_name)
    return function


def _inner(code: CodeType) -> list[CodeType]:
    return [constant for constant in code.co_consts if isinstance(constant, CodeType)]


def _frame(code: CodeType) -> tuple[object, ...]:
    """A module or a class without the code of its functions."""
    constants = [one.co_name if isinstance(one, CodeType) else repr(one) for one in code.co_consts]
    return code.co_code, code.co_names, constants


def _forget(package: str) -> None:
    for name, module in list(sys.modules.items()):
        if name.partition(".")[0] == package:
            for one in list(vars(module).values()):
                if callable(forget := getattr(one, "cache_clear", None)):
                    forget()
