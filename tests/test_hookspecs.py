"""The hooks, and the page that describes them."""

import ast
import inspect
import re
from pathlib import Path

import pytest

from perfrules import hookspecs

PAGE = Path(__file__).parents[1] / "docs" / "reference" / "hooks.md"


def signatures() -> list[str]:
    """The hooks as they are written, in order."""
    functions = [node for node in ast.parse(inspect.getsource(hookspecs)).body if isinstance(node, ast.FunctionDef)]
    return [f"{one.name}({ast.unparse(one.args)}) -> {ast.unparse(one.returns)}" for one in functions if one.returns]


def test_the_page_has_a_heading_for_each_hook() -> None:
    """
    The reference has one heading for each hook, with its signature, in the order of the code.
    """
    headings = re.findall(r"^## `(perfrules_.*)`$", PAGE.read_text(encoding="utf-8"), flags=re.MULTILINE)

    assert signatures() == headings


def test_every_hook_says_what_it_is_for() -> None:
    """
    Each hook starts with `perfrules_`, has a docstring and is a specification.
    """
    hooks = {name: value for name, value in vars(hookspecs).items() if inspect.isfunction(value)}

    assert {"perfrules_frameworks", "perfrules_functions"} == hooks.keys()
    assert all(hook.__doc__ and hasattr(hook, "perfrules_spec") for hook in hooks.values())


def test_a_hook_is_never_called_itself() -> None:
    """
    A specification has no behaviour.
    """
    for hook in (hookspecs.perfrules_frameworks, hookspecs.perfrules_functions):
        with pytest.raises(NotImplementedError):
            hook()
