"""Intervals: what lies in a sum, a product, a quotient, a minimum of numbers from two intervals."""

from fractions import Fraction
from itertools import product

from hypothesis import assume, given
from hypothesis import strategies as st

from perfrules.formula import interval
from perfrules.formula.interval import EVERYTHING, NOTHING, Interval, point

ENDS = st.none() | st.integers(-4, 4).map(lambda number: Fraction(number, 2))
INTERVALS = st.builds(Interval, ENDS, ENDS)
SAMPLES = [Fraction(number, 4) for number in (-4000, -9, -8, -5, -4, -3, -2, -1, 0, 1, 2, 3, 4, 5, 8, 9, 4000)]


def between(least: int | None, most: int | None) -> Interval:
    """An interval with whole ends."""
    return Interval(None if least is None else Fraction(least), None if most is None else Fraction(most))


def inside(one: Interval) -> list[Fraction]:
    """Numbers inside an interval."""
    return [number for number in SAMPLES if number in one]


def test_an_interval_contains_its_ends() -> None:
    """
    Both ends belong to an interval, and what lies beyond them does not.
    """
    one = between(1, 3)

    assert [False, True, True, True, False] == [Fraction(number) in one for number in range(5)]


def test_an_interval_without_ends_contains_every_number() -> None:
    """
    Where there is no end, there is no limit.
    """
    assert SAMPLES == inside(EVERYTHING)


def test_nothing_lies_in_an_interval_whose_ends_are_swapped() -> None:
    """
    An interval is empty only if both ends are there and the least lies above the most.
    """
    ones = (NOTHING, between(2, 1), between(1, 1), between(1, None), between(None, 1))

    assert (True, True, False, False, False) == tuple(one.is_empty for one in ones)


def test_only_equal_ends_make_a_point() -> None:
    """
    An interval has a point if its ends are equal numbers.
    """
    assert (Fraction(1), None, None) == (between(1, 1).point, between(0, 1).point, EVERYTHING.point)


@given(INTERVALS, INTERVALS)
def test_a_union_contains_both(left: Interval, right: Interval) -> None:
    """
    Each number of two intervals lies in their union, and an empty one adds nothing.
    """
    both = interval.union(left, right)

    assert [] == [number for number in inside(left) + inside(right) if number not in both]
    assert right == interval.union(NOTHING, right)


@given(INTERVALS, INTERVALS)
def test_an_intersection_contains_what_lies_in_both(left: Interval, right: Interval) -> None:
    """
    A number lies in the intersection if it lies in both intervals, and only then.
    """
    both = interval.intersection(left, right)

    assert [number for number in inside(left) if number in right] == inside(both)


@given(INTERVALS, INTERVALS)
def test_sums_products_minima_and_maxima_are_contained(left: Interval, right: Interval) -> None:
    """
    Whatever two numbers are taken from two intervals, their sum, product, minimum and maximum lie in the result.
    """
    added, multiplied = interval.added(left, right), interval.multiplied(left, right)
    least, most = interval.combined(min, (left, right)), interval.combined(max, (left, right))
    pairs = list(product(inside(left), inside(right)))

    assert [] == [(a, b) for a, b in pairs if a + b not in added or a * b not in multiplied]
    assert [] == [(a, b) for a, b in pairs if min(a, b) not in least or max(a, b) not in most]


@given(INTERVALS, INTERVALS)
def test_quotients_by_numbers_of_one_sign_are_contained(left: Interval, right: Interval) -> None:
    """
    Whatever is divided by a number of a divisor that keeps its sign, the quotient lies in the result.
    """
    assume((right.least is not None and right.least >= 0) or (right.most is not None and right.most <= 0))
    assume(right not in {point(Fraction(0)), Interval(None, None)})
    quotients = interval.quotients(left, right)
    pairs = [(a, b) for a, b in product(inside(left), inside(right)) if b]

    assert [] == [(a, b) for a, b in pairs if a / b not in quotients]


@given(INTERVALS)
def test_negated_and_floored_numbers_are_contained(one: Interval) -> None:
    """
    The negative and the floor of each number lie in the negated and the floored interval.
    """
    numbers = inside(one)

    assert [] == [number for number in numbers if -number not in interval.negated(one)]
    assert [] == [number for number in numbers if Fraction(number // 1) not in interval.floored(one)]


def test_an_operation_on_nothing_gives_nothing() -> None:
    """
    If one side is empty, so is every sum, product, quotient, minimum and floor.
    """
    one = between(1, 2)
    found = [act(NOTHING, one) for act in (interval.added, interval.multiplied, interval.quotients)]
    found += [interval.combined(min, (one, NOTHING)), interval.floored(NOTHING)]

    assert [NOTHING] * 5 == found


def test_a_product_has_no_end_where_a_factor_has_none() -> None:
    """
    The end of a factor that is missing is missing in the product, on the side of its sign, unless the other factor is zero.
    """
    assert between(2, None) == interval.multiplied(between(1, None), between(2, 3))
    assert between(None, -2) == interval.multiplied(between(1, None), between(-3, -2))
    assert EVERYTHING == interval.multiplied(between(1, None), between(-3, 2))
    assert point(Fraction(0)) == interval.multiplied(EVERYTHING, point(Fraction(0)))


def test_a_quotient_has_no_end_where_the_divisor_comes_near_zero() -> None:
    """
    A divisor that comes near zero leaves no limit, and one without an end comes down to zero but not below.
    """
    assert between(1, None) == interval.quotients(between(2, 3), between(0, 2))
    assert between(None, -1) == interval.quotients(between(2, 3), between(-2, 0))
    assert between(0, 3) == interval.quotients(between(2, 3), between(1, None))
    assert between(-3, 0) == interval.quotients(between(2, 3), between(None, -1))


def test_the_least_of_several_is_limited_by_each_of_them() -> None:
    """
    One upper end is enough to limit a minimum, one lower end a maximum; the other side needs all.
    """
    ones = (between(0, 5), between(None, 3), between(1, None))

    assert between(None, 3) == interval.combined(min, ones)
    assert between(1, None) == interval.combined(max, ones)
    assert EVERYTHING == interval.combined(min, (EVERYTHING, EVERYTHING))
    assert between(0, 3) == interval.combined(min, (between(0, 5), between(1, 3)))


def test_a_gap_decides_what_a_comparison_can_be() -> None:
    """
    The place of `left - right` says which comparisons can hold.
    """
    gaps = (between(-2, -1), between(-1, 0), point(Fraction(0)), between(0, 1), between(1, 2), EVERYTHING)
    can = {operator: [interval.possible(gap, operator) for gap in gaps] for operator in ("<", "<=", "==", "!=")}

    assert [True, True, False, False, False, True] == can["<"]
    assert [True, True, True, True, False, True] == can["<="]
    assert [False, True, True, True, False, True] == can["=="]
    assert [True, True, False, True, True, True] == can["!="]


def test_a_missing_end_stays_missing() -> None:
    """
    An end that is not there can be moved and multiplied, and is still not there.
    """
    assert (None, None) == (interval.shifted(None, Fraction(1)), interval.times(None, Fraction(2)))
    assert (Fraction(3), Fraction(4)) == (interval.shifted(Fraction(2), Fraction(1)), interval.times(Fraction(2), Fraction(2)))
