"""What formulas over printed numbers are worth, and where they lay before rounding."""

from collections.abc import Callable
from fractions import Fraction
from typing import TypeVar

import pytest
from hypothesis import given
from hypothesis import strategies as st

from perfrules.audit.numbers import Numbers, PrintedNumber
from perfrules.audit.worth import is_far, is_held, slope, span, worth
from perfrules.errors import UndefinedError
from perfrules.formula import interval, parse
from perfrules.formula.bounds import bounds
from perfrules.formula.evaluate import evaluate, holds
from perfrules.formula.extent import Bounds
from perfrules.formula.interval import Interval
from perfrules.formula.parse import parse_condition

T = TypeVar("T")
VALUES = st.integers(-30, 30)
SUMS = ("a + b + c", "a - b", "2 * a - c / 4", "-a", "a + a - b", "a - a", "0")
QUOTIENTS = ("a / b", "(a - c) / b", "a / (a + b)", "(a - b) / (a + b + c)", "(a + b) / 4", "a / (a + b + c + d + e)")
CONDITIONS = (
    "a == b + c",
    "a / b < c",
    "a - b >= 1",
    "a != c",
    "a <= b",
    "2 * a > b",
    "a < b < c",
    "max(a, b) == c",
    "not a == b",
)
OTHERS = ("a + 1", "a * b", "max(a, b)", "1 - a / b", "(a * b) / c", "a / (b * c)")


def numbers(a: int, b: int, c: int) -> Numbers:
    """Three numbers with one decimal and two exact ones."""
    found = {"a": (a, 1), "b": (b, 1), "c": (c, 1), "d": (50, 0), "e": (60, 0)}
    return Numbers(
        PrintedNumber(key, key, Fraction(value, 10), "amount", Fraction(step, 10)) for key, (value, step) in found.items()
    )


@given(a=VALUES, b=VALUES, c=VALUES)
@pytest.mark.parametrize("written", [*SUMS, *QUOTIENTS, *OTHERS])
def test_the_worth_is_that_of_the_definition(written: str, a: int, b: int, c: int) -> None:
    """
    The short way for sums gives what `evaluate` gives, and no value where that has none.
    """
    formula, known = parse(written), numbers(a, b, c)
    found, expected = (_or_none(one) for one in (lambda: worth(formula, known), lambda: evaluate(formula, _values(known))))

    assert expected == found


@given(a=VALUES, b=VALUES, c=VALUES)
@pytest.mark.parametrize("written", CONDITIONS)
def test_a_condition_holds_where_the_definition_says_so(written: str, a: int, b: int, c: int) -> None:
    """
    The short way for one comparison says what `holds` says, and nothing where that has no value.
    """
    condition, known = parse_condition(written), numbers(a, b, c)
    found, expected = (_or_none(one) for one in (lambda: is_held(condition, known), lambda: holds(condition, _values(known))))

    assert expected == found


@given(a=VALUES, b=VALUES, c=VALUES, value=st.integers(-60, 60), step=st.sampled_from((0, 1, 10)))
@pytest.mark.parametrize("written", [*SUMS, *QUOTIENTS, *OTHERS])
def test_what_is_far_no_rounding_explains(  # noqa: PLR0913, PLR0917  # three numbers and a fourth
    written: str, a: int, b: int, c: int, value: int, step: int
) -> None:
    """
    A printed number that is far from a formula has nothing in common with its spans, rounded or cut.
    """
    formula, known = parse(written), numbers(a, b, c)
    printed = PrintedNumber("r", "r", Fraction(value, 10), "amount", Fraction(step, 10))
    common = [interval.intersection(span(formula, known, cut=cut), printed.cut if cut else printed.half) for cut in (False, True)]

    assert not is_far(formula, printed, known) or all(one.is_empty for one in common)


def test_a_sum_or_a_quotient_can_be_far() -> None:
    """
    Twice what a sum or a quotient gives is far from it.
    """
    known = numbers(300, 200, 100)
    found = [is_far(parse(one), PrintedNumber("r", "r", Fraction(60), "amount"), known) for one in ("a", "a / b", "a * b")]

    assert [True, True, False] == found


@given(a=VALUES, b=VALUES, c=VALUES, by=VALUES)
@pytest.mark.parametrize("written", [*SUMS, *QUOTIENTS, *OTHERS])
def test_a_sum_rises_by_its_slope(written: str, a: int, b: int, c: int, by: int) -> None:
    """
    Where a number of a plain sum rises, the sum rises by its slope as often; nothing else has a slope.
    """
    formula, known = parse(written), numbers(a, b, c)
    rises = slope(formula, {"a"})
    risen = known.replaced("a", Fraction(a, 10) + by)

    assert worth(formula, known) + rises * by == worth(formula, risen) if rises is not None else written not in SUMS[:4]


@given(a=VALUES, b=VALUES, c=VALUES, places=st.tuples(*[st.integers(0, 4)] * 3), cut=st.booleans())
@pytest.mark.parametrize("written", [*SUMS, *QUOTIENTS, *OTHERS])
def test_what_the_numbers_may_have_been_lies_in_the_span(  # noqa: PLR0913, PLR0917  # three numbers and where in their ranges
    written: str,
    a: int,
    b: int,
    c: int,
    places: tuple[int, int, int],
    cut: bool,  # noqa: FBT001  # drawn
) -> None:
    """
    Anywhere inside the ranges of its numbers a formula is worth something inside its span.
    """
    formula, known = parse(written), numbers(a, b, c)
    inside = _values(known)
    for key, place in zip("abc", places, strict=True):
        one = known[key]
        inside[key] = one.value + one.step * (Fraction(place, 4) if cut else Fraction(place - 2, 4)) * (
            -1 if one.value < 0 else 1
        )
    found = _or_none(lambda: evaluate(formula, inside))

    assert found is None or found in span(formula, known, cut=cut)


@pytest.mark.parametrize("written", [*SUMS, *QUOTIENTS])
@pytest.mark.parametrize(("a", "b", "c"), [(3, 20, 1), (-3, 20, 1), (0, 5, 30), (-25, 1, 2), (7, -20, -9)])
def test_no_span_is_wider_than_what_is_proven(written: str, a: int, b: int, c: int) -> None:
    """
    The short way for sums and quotients gives at most the span that an analysis proves.
    """
    formula, known = parse(written), numbers(a, b, c)
    for cut in (False, True):
        ranges = {key: Bounds(one.cut if cut else one.half, None, defined=True) for key, one in known.items()}
        proven, found = bounds(formula, ranges).span, span(formula, known, cut=cut)

        assert _least(proven) <= _least(found)
        assert _most(found) <= _most(proven)


def _values(known: Numbers) -> dict[str, Fraction]:
    return {key: one.value for key, one in known.items()}


def _or_none(task: Callable[[], T]) -> T | None:
    try:
        return task()
    except UndefinedError:
        return None


def _least(one: Interval) -> Fraction:
    return Fraction(-(10**9)) if one.least is None else one.least


def _most(one: Interval) -> Fraction:
    return Fraction(10**9) if one.most is None else one.most
