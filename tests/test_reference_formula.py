"""The reference of the formula language names every function, limit and refusal as the code has them."""

import re
from importlib import import_module
from pathlib import Path

import pytest

from perfrules.errors import FormulaError
from perfrules.formula import functions, parse

PAGE = (Path(__file__).parents[1] / "docs" / "reference" / "formula.md").read_text(encoding="utf-8")
SECTIONS = dict(re.findall(r"^### `([^`]+)`\n(.*?)(?=^##)", PAGE, re.MULTILINE | re.DOTALL))
MODULES = ("gate", "parse", "expand")


def rows(heading: str) -> list[list[str]]:
    """The cells of the table below a heading, without its head."""
    (section,) = re.findall(rf"^## {heading}\n(.*?)(?=^## |\Z)", PAGE, re.MULTILINE | re.DOTALL)
    lines = [line for line in section.splitlines() if line.startswith("|")][2:]
    return [[cell.strip() for cell in re.split(r"(?<!\\)\|", line)[1:-1]] for line in lines]


def test_every_function_has_a_heading() -> None:
    """
    The headings are the functions, with their parameters, in the order of the code.
    """
    kernel = ["min(x, y, …)", "max(x, y, …)", "floor(x)"]
    standard = [f"{function.name}({', '.join(function.parameters)})" for function in functions.STANDARD]

    assert kernel == [form for form in kernel if form.partition("(")[0] in functions.KERNEL]
    assert len(kernel) == len(functions.KERNEL)
    assert [*kernel, *standard] == list(SECTIONS)


def test_every_function_shows_its_meaning_and_definition() -> None:
    """
    Below its heading stand the meaning of a function in both languages and its definition, word for word.
    """
    assert [] == [
        function.name
        for function, section in zip(functions.STANDARD, list(SECTIONS.values())[len(functions.KERNEL) :], strict=True)
        if f"{function.meaning} ({function.label}).".lower() not in section.lower() or f"\n{function.body}\n" not in section
    ]
    assert [] == [
        meaning
        for meaning, section in zip(functions.KERNEL.values(), SECTIONS.values(), strict=False)
        if meaning not in section.lower()
    ]


def test_every_limit_is_listed_with_its_number() -> None:
    """
    The table of limits holds each published constant of the language, with its number and what it counts.
    """
    found = [
        [f"`{name}.{constant}`", str(getattr(module, constant))]
        for name, module in ((name, import_module(f"perfrules.formula.{name}")) for name in MODULES)
        for constant in vars(module)
        if constant.startswith("MAX_")
    ]

    assert sorted(found) == sorted([constant, number] for constant, number, _ in rows("Limits"))


def test_every_reserved_word_is_listed() -> None:
    """
    The page lists the reserved words, all of them.
    """
    (line,) = re.findall(r"^Reserved words: (.*)\.$", PAGE, re.MULTILINE)

    assert sorted(functions.RESERVED) == re.findall(r"`(\w+)`", line)


@pytest.mark.parametrize(("written", "hint"), rows("What is refused"))
def test_every_refusal_says_what_the_page_says(written: str, hint: str) -> None:
    """
    Each text of the table is refused with the hint beside it, or with that reason where there is no hint.
    """
    with pytest.raises(FormulaError) as caught:
        parse(written.strip("`").replace("\\|", "|"))

    assert hint == (caught.value.hint or caught.value.reason)
