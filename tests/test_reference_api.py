"""The reference of the Python API names everything public, with the signature and the first line that the code has."""

import ast
import inspect
import re
from collections.abc import Iterator
from pathlib import Path
from textwrap import dedent
from typing import get_args

import attrs
import pytest

import perfrules

PAGE = (Path(__file__).parents[1] / "docs" / "reference" / "api.md").read_text(encoding="utf-8")
ENTRIES = dict(re.findall(r"^### `(\w+)`\n\n(.*?)(?=^##|\Z)", PAGE, re.MULTILINE | re.DOTALL))
TOLD = {
    "Severity": "How grave a finding is.",
    "Verdict": "What an audit says of one number, rule or row.",
    "Formula": "The tree of a formula: one class per meaning.",
    "Score": "The outcome of an indicator.",
    "__version__": "The version of the installed distribution.",
    "hookimpl": "Marks a function as the implementation of a hook.",
}
"""What is said of names that are no class and no function."""

WIDTH = 110


def entry(name: str) -> str:
    """What the page says below the heading of a public name."""
    value = getattr(perfrules, name)
    lines = [f"{name}{line}" for line in signatures(name, value)]
    told = TOLD.get(name) or str(inspect.getdoc(value)).splitlines()[0]
    return "\n".join(("```", *lines, "```", "", told))


def signatures(name: str, value: object) -> Iterator[str]:
    """The signature of a function, or of a class with what it offers; what a name stands for; else nothing but the name."""
    if inspect.isclass(value):
        yield made(list(fields(value))) if attrs.has(value) else ""
        yield from members(value)
    elif inspect.isfunction(value):
        yield called(parsed(value))
    elif name in {"Formula", "Score"}:
        yield f" = {' | '.join(one.__name__ for one in get_args(value))}"
    elif name in {"Severity", "Verdict"}:
        yield f" = {' | '.join(repr(one) for one in get_args(value))}"
    else:
        yield ""


def made(arguments: list[str]) -> str:
    """The fields in brackets, on lines of their own where they are many."""
    line = f"({', '.join(arguments)})"
    return line if len(line) <= WIDTH else "".join(("(\n", *(f"    {one},\n" for one in arguments), ")"))


def fields(value: type) -> Iterator[str]:
    """The fields that a frozen class is made with, as the source spells them."""
    spelled: dict[str, ast.AnnAssign] = {}
    for owner in reversed(value.__mro__[:-1]):
        if owner.__module__.startswith("perfrules"):
            body = parsed(owner).body
            spelled |= {one.target.id: one for one in body if isinstance(one, ast.AnnAssign) and isinstance(one.target, ast.Name)}
    for one in attrs.fields(value):
        if one.init:
            yield f"{one.name}: {written(spelled[one.name].annotation)}" + default(one, spelled[one.name])


def written(annotation: ast.expr | None) -> str:
    """An annotation without the quotes that a name needs which is not defined yet."""
    return re.sub(r"'((?:tuple\[)?[A-Z][\w\[\], .]*)( \| None)?'", r"\1\2", "" if annotation is None else ast.unparse(annotation))


def default(field: "attrs.Attribute[object]", spelled: ast.AnnAssign) -> str:
    """The default of a field as the source spells it, if it has one."""
    if field.default is attrs.NOTHING or spelled.value is None:
        return ""
    inner = spelled.value
    if isinstance(inner, ast.Call) and ast.unparse(inner.func) == "field":
        inner = next(keyword.value for keyword in inner.keywords if keyword.arg == "default")
    return f" = {ast.unparse(inner)}"


def members(value: type) -> Iterator[str]:
    """The public methods and properties of a class, as they are used."""
    for one in parsed(value).body:
        if isinstance(one, ast.FunctionDef) and not one.name.startswith("_"):
            marks = {ast.unparse(mark) for mark in one.decorator_list}
            shown = f".{one.name} -> {written(one.returns)}" if "property" in marks else f".{one.name}{called(one)}"
            yield re.sub(r"\((?:self|cls)(?:, )?", "(", shown, count=1)


def called(function: ast.FunctionDef | ast.ClassDef) -> str:
    """The arguments and the result of a function."""
    if isinstance(function, ast.ClassDef):
        return ""
    unquoted = re.sub(r": '([^']+)'", r": \1", ast.unparse(function.args))
    arguments = re.sub(r"(?<! )=(?! )", " = ", unquoted)
    return f"({arguments}) -> {written(function.returns)}"


def parsed(value: object) -> ast.FunctionDef | ast.ClassDef:
    """The definition of a function or class."""
    (found,) = ast.parse(dedent(inspect.getsource(value))).body  # type: ignore[arg-type]  # it has a source
    if isinstance(found, ast.FunctionDef | ast.ClassDef):
        return found
    raise TypeError(value)


def test_every_public_name_has_a_heading() -> None:
    """
    The headings are the public names, each once.
    """
    headings = re.findall(r"^### `(\w+)`$", PAGE, re.MULTILINE)

    assert sorted(perfrules.__all__) == sorted(headings)


@pytest.mark.parametrize("name", perfrules.__all__)
def test_a_name_stands_with_its_signature(name: str) -> None:
    """
    Below a heading stand the signature as the code has it, and what the name is.
    """
    assert ENTRIES[name].strip() == entry(name)
