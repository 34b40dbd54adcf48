"""Sums of parts times numbers: equal parts cancel, whatever they are."""

from fractions import Fraction

from hypothesis import given

from perfrules.errors import UndefinedError
from perfrules.formula.evaluate import evaluate
from perfrules.formula.interval import EVERYTHING, Interval
from perfrules.formula.linear import claims, difference, linear, minus, quotients, scaled, share_parts, shifted, span
from perfrules.formula.parse import parse
from perfrules.formula.syntax import Formula, Name, Number
from perfrules.testing.trees import Values, resolved, values

A, B = Name("a"), Name("b")


def summed(text: str) -> tuple[dict[Formula, Fraction], Fraction]:
    """A formula as a sum, to be compared."""
    found = linear(parse(text))
    return dict(found.factors), found.constant


def halves(part: Formula) -> Interval:
    """A place for each part: `a` from 0 to 1, everything else anywhere."""
    return Interval(Fraction(0), Fraction(1)) if part == A else EVERYTHING


def test_equal_parts_are_added_up() -> None:
    """
    A part that stands several times is counted once, times the sum of its numbers.
    """
    assert ({A: Fraction(5, 2), B: Fraction(-1)}, Fraction(3)) == summed("a * 2 + 3 - b + a / 2")
    assert ({A: Fraction(3)}, Fraction(-1)) == summed("-(1 - 3 * a)")


def test_equal_parts_cancel() -> None:
    """
    A part that is added and taken away again is no part.
    """
    assert ({}, Fraction(1)) == summed("a - b + 1 + b - a")
    assert ({}, Fraction(0)) == summed("0 * (a + b)")


def test_what_is_no_sum_is_one_part() -> None:
    """
    A product of parts, a division by a part or by zero, a call and a choice stay whole.
    """
    wholes = [parse(text) for text in ("a * b", "a / b", "a / 0", "min(a, b)", "a if a > b else b")]

    assert [({whole: Fraction(1)}, Fraction(0)) for whole in wholes] == [
        (dict(linear(whole).factors), linear(whole).constant) for whole in wholes
    ]


@given(resolved(), values())
def test_a_sum_is_worth_what_its_formula_is_worth(formula: Formula, some: Values) -> None:
    """
    If a formula has a value, the parts of its sum have values that add up to it.
    """
    found = linear(formula)
    try:
        worth = evaluate(formula, some)
    except UndefinedError:
        return

    assert worth == found.constant + sum(factor * evaluate(part, some) for part, factor in found.factors.items())


def test_a_formula_is_a_number_times_a_part_only_without_a_constant() -> None:
    """
    `2 * a` is `a` twice; `2 * a + 1` and `a + b` are themselves once.
    """
    assert (Fraction(2), A) == scaled(parse("2 * a"))
    assert [(Fraction(1), parse(text)) for text in ("2 * a + 1", "a + b", "3")] == [
        scaled(parse(text)) for text in ("2 * a + 1", "a + b", "3")
    ]


def test_sums_are_taken_from_one_another() -> None:
    """
    A sum less several times another, and a sum and a number more.
    """
    left, right = linear(parse("3 * a + b")), linear(parse("a - 1"))
    found = shifted(minus(left, Fraction(3), right), Fraction(4))

    assert ({B: Fraction(1)}, Fraction(7)) == (dict(found.factors), found.constant)
    assert {A: Fraction(1), B: Fraction(-1)} == dict(difference(A, B).factors)


def test_a_part_goes_if_a_sum_is_taken_as_often_as_their_quotient() -> None:
    """
    The quotients of the factors of shared parts, each once.
    """
    assert (Fraction(2), Fraction(3)) == quotients(linear(parse("4 * a + 3 * b")), linear(parse("2 * a + b")))
    assert (Fraction(1),) == quotients(linear(parse("a + b")), linear(parse("a + b")))
    assert (True, False) == (share_parts(A, parse("a + b")), share_parts(A, Number(Fraction(1))))


def test_a_sum_lies_between_the_sums_of_the_ends_of_its_parts() -> None:
    """
    The ends of the parts give the ends of the sum; a part without ends leaves none.
    """
    assert Interval(Fraction(1), Fraction(3)) == span(linear(parse("3 - 2 * a")), halves)
    assert EVERYTHING == span(linear(parse("a + b")), halves)


def test_a_sum_at_most_zero_limits_each_part_by_the_others() -> None:
    """
    `b - 2 * a - 1 <= 0` limits `b` from above by what `a` can be, and says nothing of `a` while `b` can be anything.
    """
    assert {B: Interval(None, Fraction(3)), A: EVERYTHING} == dict(claims(linear(parse("b - 2 * a - 1")), halves))
    assert {A: Interval(Fraction(1, 2), None)} == dict(claims(linear(parse("1 - 2 * a")), halves))
