"""Assumptions: what a branch takes for granted, and what follows for sums and quotients."""

from fractions import Fraction

import pytest

from perfrules.formula import assumption
from perfrules.formula.assumption import MOST_ORDERED, MOST_TRIED, Assumptions
from perfrules.formula.interval import EVERYTHING, NOTHING, Interval, point
from perfrules.formula.linear import linear
from perfrules.formula.parse import parse
from perfrules.formula.syntax import Formula, Name

A, B, C = Name("a"), Name("b"), Name("c")
POSITIVE = Interval(Fraction(0), None)


def ordered(*sums: str) -> Assumptions:
    """Assumptions that these sums of parts above zero are at most zero."""
    known = assumption.narrowed(Assumptions(), {A: POSITIVE, B: POSITIVE, C: POSITIVE})
    return assumption.with_order(known, tuple(linear(parse(one)) for one in sums))


def above_zero(part: Formula) -> Interval:
    """Every part lies above zero; `never` has no value at all."""
    return NOTHING if part == Name("never") else POSITIVE


def span(text: str, known: Assumptions) -> Interval:
    """Where a sum lies."""
    return assumption.span(linear(parse(text)), above_zero, known)


def ratio(upper: str, lower: str, known: Assumptions) -> Interval:
    """Where a quotient lies."""
    return assumption.ratio(linear(parse(upper)), linear(parse(lower)), above_zero, known)


def test_nothing_is_assumed_of_other_formulas() -> None:
    """
    A narrowed formula has its span, every other one may be anything.
    """
    known = assumption.narrowed(Assumptions(), {A: point(Fraction(1))})

    assert (point(Fraction(1)), EVERYTHING) == (known.span(A), known.span(B))


def test_assumptions_add_up() -> None:
    """
    Each step keeps what was assumed before, and the assumptions it starts from stay as they were.
    """
    start = Assumptions()
    known = assumption.with_flag(assumption.with_nonzero(start, [A]), "late", holds=True)
    known = assumption.with_flag(assumption.with_nonzero(known, [B]), "misuse", holds=False)

    assert ({A, B}, {"late": True, "misuse": False}) == (set(known.nonzero), dict(known.flags))
    assert (frozenset(), {}) == (start.nonzero, dict(start.flags))


def test_only_the_newest_orders_are_kept() -> None:
    """
    When more sums are ordered than are kept in mind, the oldest go.
    """
    known = ordered(*(f"a - b - {number}" for number in range(MOST_ORDERED + 2)))

    assert [-number for number in range(2, MOST_ORDERED + 2)] == [one.constant for one in known.ordered]


@pytest.mark.parametrize(
    ("text", "orders", "expected"),
    [
        ("a - b", ["a - b"], Interval(None, Fraction(0))),
        ("b - a", ["a - b"], Interval(Fraction(0), None)),
        ("2 * a - 2 * b + 1", ["a - b"], Interval(None, Fraction(1))),
        ("a - b", ["a - b", "b - a"], point(Fraction(0))),
        ("a - b", ["a + c - b"], Interval(None, Fraction(0))),
        ("a - b", ["c - b"], EVERYTHING),
        ("a + b", ["a + b - 5"], Interval(Fraction(0), Fraction(5))),
    ],
)
def test_an_order_limits_the_sums_of_its_parts(text: str, orders: list[str], expected: Interval) -> None:
    """
    A sum lies on the side of another that is at most zero, moved by what stands between them.
    """
    assert expected == span(text, ordered(*orders))


@pytest.mark.parametrize(
    ("upper", "lower", "orders", "expected"),
    [
        ("a", "b", ["a - b"], Interval(None, Fraction(1))),
        ("a", "b", ["b - a"], Interval(Fraction(1), None)),
        ("a", "b", [], EVERYTHING),
        ("a", "a + b", [], Interval(None, Fraction(1))),
        ("a + b", "a", [], Interval(Fraction(1), None)),
        ("a - b", "b", ["a - 2 * b"], Interval(Fraction(-1), Fraction(1))),
        ("a", "b", ["6 * b - 10 * a"], Interval(Fraction(3, 5), None)),
        ("a", "b", ["a - b", "b - a"], point(Fraction(1))),
    ],
)
def test_order_and_equal_parts_limit_a_quotient(upper: str, lower: str, orders: list[str], expected: Interval) -> None:
    """
    A quotient lies below a number if its upper part is at most so many times its lower, above zero, and the other way round.
    """
    assert expected == ratio(upper, lower, ordered(*orders))


def test_only_so_many_limits_of_a_quotient_are_tried() -> None:
    """
    A quotient of long sums is limited by the first shared parts only.
    """
    parts = range(1, MOST_TRIED + 1)
    upper = " + ".join(f"{number} * x{number}" for number in parts)
    lower = " + ".join(f"x{number}" for number in parts)
    last = MOST_TRIED + 1

    assert Interval(Fraction(1), Fraction(MOST_TRIED)) == ratio(upper, lower, Assumptions())
    assert Interval(Fraction(1), None) == ratio(f"{upper} + {last} * more", f"{lower} + more", Assumptions())


def test_a_contradiction_leaves_nothing() -> None:
    """
    Where sums are ordered in a way that cannot be, a quotient of their parts lies nowhere.
    """
    assert NOTHING == ratio("a", "b", ordered("a - b", "2 * b - a"))
