"""Points that a rounding shortens, with the exact numbers that go into it."""

from fractions import Fraction
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from perfrules.audit.scores.rounded import Mode, Rounded, rounded_parts, to_step
from perfrules.formula.evaluate import evaluate
from perfrules.formula.parse import parse
from perfrules.formula.scope import Scope, defined, resolve, standard
from perfrules.formula.syntax import Call, Number
from tests.examples import function

CENT = Fraction(1, 100)
FUNCTIONS = defined((function("rounded", "x", "cut(x, 0.01)"), function("twice", "x", "2 * rounded(x)")))


def parts(formula: str, **known: str) -> Rounded | None:
    """The rounded parts of a formula over numbers."""
    scope = Scope({**Scope.of(dict.fromkeys(known, "number")).names}, FUNCTIONS)
    return rounded_parts(resolve(parse(formula), scope), {name: Fraction(value) for name, value in known.items()})


@pytest.mark.parametrize(
    ("mode", "shown"),
    [("cut", "1.23"), ("half_up", "1.24"), ("half_even", "1.24"), ("up", "1.24")],
)
def test_a_number_loses_its_further_digits(mode: Mode, shown: str) -> None:
    """
    Each way to round gives its own number, and the same away from zero.
    """
    assert (Fraction(shown), -Fraction(shown)) == (
        to_step(Fraction("1.235"), mode, CENT),
        to_step(Fraction("-1.235"), mode, CENT),
    )


@given(st.fractions(-1000, 1000, max_denominator=4000), st.sampled_from(["cut", "half_up", "half_even"]))
def test_the_ways_to_round_are_those_of_the_language(value: Fraction, mode: Mode) -> None:
    """
    Cutting and rounding give what the functions of the language give.
    """
    assert evaluate(Call(mode, (Number(value), Number(CENT)), standard()[mode]), {}) == to_step(value, mode, CENT)


@given(st.integers(-1000, 1000))
def test_what_stops_there_stays(count: int) -> None:
    """
    A multiple of the step is never moved.
    """
    assert {count * CENT} == {to_step(count * CENT, mode, CENT) for mode in get_args(Mode)}


def test_the_argument_of_a_rounding_is_exact() -> None:
    """
    The rule is known as it is rounded, exactly, and in every other way.
    """
    found = parts("rounded(x / 3) + min(rounded(x / 7), 5) - -half_up(x / 9, 0.1)", x="10")

    assert found is not None
    assert Fraction("3.33") + Fraction("1.42") + Fraction("1.1") == found.own
    assert Fraction(10, 3) + Fraction(10, 7) + Fraction(10, 9) == found.exact
    assert Fraction(3 + 1 + 1) == found.worth("cut", Fraction(1))


def test_a_choice_is_rounded_where_it_leads() -> None:
    """
    Where a rule does not come to a rounding, nothing goes into it.
    """
    found = parts("rounded(x / y) if y > 0 else rounded(x / 3)", x="1", y="0")

    assert found is not None
    assert (Fraction("0.33"), Fraction(1, 3)) == (found.own, found.exact)


@pytest.mark.parametrize(
    ("formula", "known"),
    [
        ("x", {"x": "1"}),  # nothing is rounded
        ("rounded(x)", {"x": "1.25"}),  # nothing is shortened
        ("rounded(x / y)", {"x": "1", "y": "0"}),  # there is no number
        ("cut(x / 3, 0.05)", {"x": "1"}),  # the step is no decimal place
        ("rounded(x / 3) * 2", {"x": "1"}),  # what is rounded is not the points
        ("max(x, 0)", {"x": "1"}),
        ("abs(x)", {"x": "1"}),
    ],
)
def test_other_rules_have_no_such_parts(formula: str, known: dict[str, str]) -> None:
    """
    A rule whose points no rounding moves has none.
    """
    assert parts(formula, **known) is None


def test_a_function_that_rounds_inside_another_is_found() -> None:
    """
    A function of the framework is opened where its body rounds; what it multiplies is not the points.
    """
    assert parts("twice(x / 3)", x="1") is None
