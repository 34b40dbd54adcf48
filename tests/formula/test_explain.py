"""A formula with its numbers, step by step: the lines are equal, and only what was reached is shown."""

from fractions import Fraction

import pytest

from perfrules.formula import parse
from perfrules.formula.explain import Decision, explained, shown, symbols
from perfrules.formula.parse import parse_condition
from perfrules.formula.scope import Scope, resolve
from perfrules.formula.syntax import Number

NAMES: dict[str, Fraction | bool] = {"a": Fraction(3), "b": Fraction(4), "c": Fraction(-2), "ok": True, "bad": False}


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("2", ("2",)),
        ("a", ("a", "3")),
        ("a / b * 2", ("a / b * 2", "3 / 4 * 2", "1.5")),
        ("-a", ("-a", "-3")),
        (
            "min(a / b, 1) + floor(2.5)",
            ("min(a / b, 1) + floor(2.5)", "min(3 / 4, 1) + floor(2.5)", "min(0.75, 1) + 2", "0.75 + 2", "2.75"),
        ),
        ("b - c", ("b - c", "4 - (-2)", "6")),
        ("max(c, -1)", ("max(c, -1)", "max(-2, -1)", "-1")),
        ("c", ("c", "-2")),
        ("a / 7", ("a / 7", "3 / 7", "0.428571…")),
        ("min(1, 2)", ("min(1, 2)", "1")),
    ],
)
def test_every_step_is_a_line(text: str, lines: tuple[str, ...]) -> None:
    """
    Names, then numbers, then each call whose arguments are numbers, to the result.
    """
    assert lines == explained(parse(text), NAMES).lines


@pytest.mark.parametrize(
    ("text", "conditions", "lines"),
    [
        ("1 if a > b else 2", (Decision("a > b", "3 > 4", held=False),), ("2",)),
        ("a if ok else b", (Decision("ok", "ok", held=True),), ("a", "3")),
        ("1 if not bad else 2", (Decision("bad", "bad", held=False),), ("1",)),
        ("1 if bad and ok else 2", (Decision("bad", "bad", held=False),), ("2",)),
        ("1 if ok or bad else 2", (Decision("ok", "ok", held=True),), ("1",)),
        ("1 if bad or ok else 2", (Decision("bad", "bad", held=False), Decision("ok", "ok", held=True)), ("1",)),
        ("1 if ok and not bad else 2", (Decision("ok", "ok", held=True), Decision("bad", "bad", held=False)), ("1",)),
        (
            "1 if a > b else 2 if a > 1 else 3",
            (Decision("a > b", "3 > 4", held=False), Decision("a > 1", "3 > 1", held=True)),
            ("2",),
        ),
        ("b + (a if ok else 1 / 0)", (Decision("ok", "ok", held=True),), ("b + a", "4 + 3", "7")),
        ("1 if c < 0 <= a else 2", (Decision("c < 0 <= a", "(-2) < 0 <= 3", held=True),), ("1",)),
    ],
)
def test_only_what_decided_is_shown(text: str, conditions: tuple[Decision, ...], lines: tuple[str, ...]) -> None:
    """
    A choice becomes the branch that was taken, with the comparisons and flags that were looked at.
    """
    found = explained(parse(text), NAMES)

    assert (conditions, lines) == (found.conditions, found.lines)


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("a / (b - 4)", ("a / (b - 4)", "3 / (4 - 4)")),
        ("min(2 / (b - 4), 1)", ("min(2 / (b - 4), 1)", "min(2 / (4 - 4), 1)")),
        ("1 if a / 0 > 1 else 2", ("1 if a / 0 > 1 else 2",)),
    ],
)
def test_a_division_by_zero_ends_the_lines(text: str, lines: tuple[str, ...]) -> None:
    """
    The last line is what divides by zero, and there is no result.
    """
    found = explained(parse(text), NAMES)

    assert (lines, None) == (found.lines, found.result)


def test_names_and_functions_have_labels_and_numbers_their_form() -> None:
    """
    `label` and `quote` write names, functions and the numbers of names.
    """
    labels = {"a": "执行数", "cut": "截尾"}
    formula = resolve(parse("cut(a / 8, 0.01)"), Scope.of({"a": "number"}))

    found = explained(formula, NAMES, lambda name: labels.get(name, name), lambda _, value: f"{value}%")

    assert ("截尾(执行数 / 8, 0.01)", "截尾(3% / 8, 0.01)", "截尾(0.375, 0.01)", "0.37") == found.lines


def test_a_quoted_number_below_zero_stands_in_brackets() -> None:
    """
    Two signs never meet.
    """
    found = explained(parse("b - c"), NAMES, quote=lambda _, value: f"{value}%")

    assert "4% - (-2%)" == found.lines[1]


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (Fraction("12.5"), "12.5"),
        (Fraction("0.0123456789"), "0.0123456789"),
        (Fraction("0.01234567891"), "0.012345…"),
        (Fraction(-1, 3), "-0.333333…"),
        (Fraction(10) ** 2000, "…"),
    ],
)
def test_a_number_is_exact_where_it_ends(value: Fraction, expected: str) -> None:
    """
    A number without end is broken off, with a mark; one that is too long to print is only the mark.
    """
    assert expected == shown(value)


def test_conditions_have_symbols_too() -> None:
    """
    A condition is written like a formula, with labels.
    """
    assert "甲 >= 1 and not 乙" == symbols(parse_condition("a >= 1 and not b"), lambda name: {"a": "甲", "b": "乙"}[name])


def test_a_number_keeps_its_spelling() -> None:
    """
    A state or a date is written as its author wrote it.
    """
    assert "date(2024, 1, 31)" == symbols(Number(Fraction(1), "date(2024, 1, 31)"))
