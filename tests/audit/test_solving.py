"""With which value of a number a rule gives what is printed."""

from datetime import date
from fractions import Fraction

from attrs import evolve
from hypothesis import assume, given
from hypothesis import strategies as st

from perfrules.audit.solving import slips, solved
from tests.audit.sheet import printed


def test_a_slip_of_the_pen_comes_first() -> None:
    """
    Two digits exchanged explain a number before any other value does, though one is nearer.
    """
    assert (Fraction("45.38"),) == solved(lambda value: Fraction(value < 45) - Fraction(value > 46), printed("q2", "43.58"))


def test_a_day_is_no_number_with_digits() -> None:
    """
    A day is not multiplied, and its digits are not exchanged: the nearest one that fits is taken.
    """
    day = evolve(printed("finished", str(date(2023, 7, 30).toordinal())), kind="date", step=Fraction(0))
    limit = date(2023, 6, 30).toordinal()

    assert [] == list(slips(day))
    assert (Fraction(limit),) == solved(lambda value: Fraction(0 if value <= limit else 50), day)


def test_the_nearest_value_is_found_in_both_directions() -> None:
    """
    A rule that rises is followed upwards and downwards; the nearer end of what fits is taken.
    """
    one = printed("x", "100")

    assert (Fraction(137),) == solved(lambda value: value - 137, one)
    assert (Fraction(37),) == solved(lambda value: value - 37, one)


def test_a_rule_without_an_answer_has_none() -> None:
    """
    Where a rule never gives what is printed, has no value, or leaps over it, nothing is found.
    """
    one = printed("x", "100")

    assert () == solved(lambda _: Fraction(1), one)
    assert () == solved(lambda _: None, one)
    assert () == solved(lambda value: Fraction(1) if value > 150 else Fraction(-1), one)


def test_where_a_rule_ends_nothing_is_looked_for() -> None:
    """
    Beyond the limits of a number its rule says nothing, and the search stops there.
    """
    assert (Fraction(120),) == solved(lambda value: value - 120 if value <= 130 else None, printed("x", "100"))


def test_slips_of_a_negative_number_keep_its_sign() -> None:
    """
    The digits of a decrease are exchanged as those of any other number.
    """
    assert Fraction("-0.85") in set(slips(printed("x", "-0.58")))


def test_of_a_number_without_last_digit_its_own_digits_count() -> None:
    """
    An exact number has the digits that it is written with; one with endless digits has none to exchange.
    """
    exact, endless = (evolve(printed("x", "1"), value=value, step=Fraction(0)) for value in (Fraction("12.5"), Fraction(1, 3)))

    assert Fraction("21.5") in set(slips(exact))
    assert Fraction(10, 3) in set(slips(endless))


@given(st.integers(1, 10**6), st.integers(1, 10**6))
def test_every_whole_value_is_found(start: int, wanted: int) -> None:
    """
    A rule that only rises gives the value, wherever it is.
    """
    assume(start != wanted)

    assert (Fraction(wanted),) == solved(lambda value: value - wanted, printed("x", str(start)))
