"""The standard functions do what their meanings say."""

from fractions import Fraction
from operator import attrgetter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from perfrules.formula import Scope, evaluate
from perfrules.formula.functions import KERNEL, RESERVED, ROUNDING, STANDARD, Standard, standard_names
from perfrules.formula.syntax import names
from perfrules.formula.text import text
from perfrules.testing.trees import LITERALS, STEPS

NUMBERS = st.sampled_from([*LITERALS, *(-value for value in LITERALS)]) | st.fractions(-100, 100, max_denominator=60)
STEP = st.sampled_from(STEPS)
SCOPE = Scope.of({})


def worth(function: str, *arguments: Fraction) -> Fraction:
    """What a function gives for these arguments, one after another as parameters of the language."""
    definition = SCOPE.functions[function]
    return evaluate(definition.body, dict(zip(definition.parameters, arguments, strict=True)))


def test_every_function_has_one_name_and_a_meaning_in_both_languages() -> None:
    """
    No two functions share a name, none is a reserved word, and each says what it does, in English and in Chinese.
    """
    named = [*KERNEL, *(function.name for function in STANDARD)]

    assert sorted(named) == sorted(standard_names())
    assert not RESERVED & standard_names()
    assert all(function.meaning.isascii() and not function.label.isascii() for function in STANDARD)
    assert all(KERNEL.values())


def test_rounding_functions_take_a_step_second() -> None:
    """
    The functions whose step must be a literal have the step as their second parameter, and they are all of those.
    """
    assert ROUNDING == {function.name for function in STANDARD if function.parameters[1:] == ("step",)}


@given(NUMBERS, STEP)
def test_cut_never_leaves_zero(x: Fraction, step: Fraction) -> None:
    """
    A cut number is a multiple of the step, between zero and the number, less than a step away.
    """
    found = worth("cut", x, step)

    assert (found / step).denominator == 1
    assert abs(found) <= abs(x) < abs(found) + step
    assert found * x >= 0


@given(st.sampled_from(("half_up", "half_even")), NUMBERS, STEP)
def test_rounding_takes_the_nearest(function: str, x: Fraction, step: Fraction) -> None:
    """
    A rounded number is a multiple of the step at most half a step away, and rounding mirrors at zero.
    """
    found = worth(function, x, step)

    assert (found / step).denominator == 1
    assert abs(found - x) <= step / 2
    assert -found == worth(function, -x, step)


@given(st.integers(-50, 50), STEP)
def test_a_half_goes_up_or_to_the_even_one(whole: int, step: Fraction) -> None:
    """
    Exactly between two multiples `half_up` takes the one away from zero, `half_even` the even one.
    """
    middle = (whole + Fraction(1, 2)) * step
    ends = {whole * step, (whole + 1) * step}

    assert {worth("half_up", middle, step)} == {end for end in ends if abs(end) > abs(middle)}
    assert {worth("half_even", middle, step)} == {end for end in ends if (end / step) % 2 == 0}


@given(st.sampled_from(("cut", "half_up", "half_even")), st.integers(-50, 50), STEP)
def test_a_multiple_of_the_step_stays(function: str, whole: int, step: Fraction) -> None:
    """
    What already stands on the step is not moved.
    """
    assert whole * step == worth(function, whole * step, step)


@given(NUMBERS)
def test_ceil_and_abs(x: Fraction) -> None:
    """
    `ceil` is the least whole number that is not below, `abs` the distance from zero.
    """
    assert worth("ceil", x).denominator == 1
    assert x <= worth("ceil", x) < x + 1
    assert max(x, -x) == worth("abs", x)


@given(
    st.sampled_from(("attained", "attained_reverse", "attained_linear")),
    st.fractions(0, 20, max_denominator=10),
    st.fractions(0, 20, max_denominator=10).filter(bool),
    st.sampled_from(LITERALS),
)
def test_attained_lies_in_the_weight(function: str, actual: Fraction, target: Fraction, weight: Fraction) -> None:
    """
    For a target above zero the points lie in the weight, all of them are given on the line, and more is not worse.
    """
    found = worth(function, actual, target, weight)
    better = actual + 1 if function == "attained" else max(actual - 1, Fraction(0))

    assert 0 <= found <= weight
    assert weight == worth(function, target, target, weight)
    assert found <= worth(function, better, target, weight)


@pytest.mark.parametrize("function", STANDARD, ids=attrgetter("name"))
def test_a_standard_function_is_what_its_text_says(function: Standard) -> None:
    """
    The definition of each standard function is its text, canonically written, over its parameters.
    """
    definition = SCOPE.functions[function.name]

    assert (function.parameters, function.body) == (definition.parameters, text(definition.body))
    assert set(function.parameters) == names(definition.body)
