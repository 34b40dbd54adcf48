"""A formula is computed in the unit of its author only where the unit matters."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from perfrules.audit.figures.scale import condition_in_yuan, in_yuan
from perfrules.formula import parse
from perfrules.formula.evaluate import evaluate
from perfrules.formula.parse import parse_condition
from perfrules.formula.scope import Scope, resolve
from perfrules.formula.text import text

SIZES = {"a": Fraction(10000), "b": Fraction(10000)}
SCOPE = Scope.of({"a": "number", "b": "number", "n": "count", "f": "flag"})
AMOUNTS = st.fractions(1, 1000, max_denominator=100)

THE_SAME = (
    "a + b",
    "-a",
    "a / b",
    "n * a",
    "a * n / b",
    "max(0, a - b)",
    "min(a, b) / a",
    "a / b if a > b else 0",
    "a if f and not f else b",
    "max(0, 0)",
    "cut(a / b, 0.01)",
    "abs(a - b)",
    "floor(n)",
)
OTHERWISE = (
    "a + 1",
    "a * b",
    "n / a",
    "floor(a)",
    "cut(a, 0.01)",
    "a if b > 100 else a",
    "0 * a",
    "a if n > 0 else n",
    "a if (a > 1 and a > 0) else a",
    "max(a * b / a, 1)",
)


@pytest.mark.parametrize("written", THE_SAME)
def test_ratios_and_sums_are_the_same_in_every_unit(written: str) -> None:
    """
    Where the unit does not matter the formula is left as it is.
    """
    formula = resolve(parse(written), SCOPE)

    assert formula == in_yuan(formula, SIZES, Fraction(10000))


@pytest.mark.parametrize("written", OTHERWISE)
def test_everything_else_is_computed_in_the_unit_of_its_author(written: str) -> None:
    """
    Where a bare number meets an amount, each amount is divided by the size of its unit.
    """
    formula = resolve(parse(written), SCOPE)

    assert "a / 10000" in text(in_yuan(formula, SIZES))


@given(a=AMOUNTS, b=AMOUNTS)
@pytest.mark.parametrize("written", ["a + b", "max(a - 100, 0)", "a if a > b + 10 else b", "abs(a - b)"])
def test_an_amount_in_yuan_is_the_amount_of_its_author(written: str, a: Fraction, b: Fraction) -> None:
    """
    Over numbers in 元 the formula gives ten thousand times what its author's gives over 万元.
    """
    formula = resolve(parse(written), SCOPE)
    found = evaluate(in_yuan(formula, SIZES, Fraction(10000)), {"a": a * 10000, "b": b * 10000})

    assert evaluate(formula, {"a": a, "b": b}) * 10000 == found


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("a == b * n", "a == b * n"),
        ("a <= 500", "a / 10000 <= 500"),
        ("not f or 0 < a < b", "not f or 0 < a < b"),
        ("f and a > 1", "f and a / 10000 > 1"),
    ],
)
def test_conditions_too(written: str, expected: str) -> None:
    """
    A comparison is the same in every unit where both sides have it.
    """
    assert expected == text(condition_in_yuan(parse_condition(written), SIZES))
