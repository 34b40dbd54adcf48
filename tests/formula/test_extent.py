"""What is claimed of a formula, and how claims come from domains and combine."""

from fractions import Fraction
from math import gcd

import pytest
from hypothesis import given
from hypothesis import strategies as st

from perfrules.domain import Domain, domain
from perfrules.formula.extent import Bounds, apart_from_zero, common, drawn_in, of_domain, with_points
from perfrules.formula.interval import EVERYTHING, NOTHING, Interval, point
from perfrules.formula.parse import parse
from perfrules.formula.text import text

ZERO = Fraction(0)


def limits(least: str | None, most: str | None) -> Interval:
    """An interval from texts."""
    return Interval(None if least is None else Fraction(least), None if most is None else Fraction(most))


def test_a_domain_says_where_its_values_lie_and_on_which_step() -> None:
    """
    The values of a fact are whole multiples of its step between its limits.
    """
    assert Bounds(limits("0", "2"), Fraction(1, 10**4), defined=True) == of_domain(domain("rate", decimals=4, most=Fraction(2)))


def test_a_single_value_is_its_own_lattice() -> None:
    """
    Where a domain leaves one value, everything is a multiple of that one, though it may lie beside the step.
    """
    third = Domain("number", "", 2, Fraction(-1, 3), Fraction(-1, 3))

    assert Bounds(point(Fraction(-1, 3)), Fraction(1, 3), defined=True) == of_domain(third)


def test_bounds_can_stand_for_a_domain() -> None:
    """
    What is already proven of a name is taken as it is.
    """
    given = Bounds(EVERYTHING, None, defined=False)

    assert given == of_domain(given)


@given(st.fractions(0, 5, max_denominator=12), st.fractions(0, 5, max_denominator=12))
def test_a_common_lattice_divides_both(left: Fraction, right: Fraction) -> None:
    """
    Both lattices are whole multiples of their common one, and no coarser one has that.
    """
    found = common(left, right)
    times = [int(one / found) if found else 0 for one in (left, right)]

    assert found is not None
    assert [left, right] == [found * number for number in times]
    assert gcd(*times) <= 1


def test_no_lattice_has_nothing_in_common() -> None:
    """
    Where one lattice is not known, neither is the common one; and zero lies on every lattice.
    """
    assert (None, None, Fraction(1, 4)) == (common(None, ZERO), common(Fraction(1), None), common(ZERO, Fraction(1, 4)))


@pytest.mark.parametrize(
    ("span", "lattice", "expected"),
    [
        (limits("0.25", "0.9"), "0.1", (limits("0.3", "0.9"), "0.1")),
        (limits("-0.25", None), "0.1", (limits("-0.2", None), "0.1")),
        (limits(None, "0.25"), "0.1", (limits(None, "0.2"), "0.1")),
        (limits("0.21", "0.29"), "0.1", (NOTHING, "0")),
        (limits("0.21", "0.39"), "0.1", (limits("0.3", "0.3"), "0.3")),
        (limits("0.25", "0.9"), None, (limits("0.25", "0.9"), None)),
        (limits("-0.25", "-0.25"), None, (limits("-0.25", "-0.25"), "0.25")),
        (limits("-1", "1"), "0", (limits("0", "0"), "0")),
        (limits("1", "2"), "0", (NOTHING, "0")),
        (NOTHING, None, (NOTHING, "0")),
    ],
)
def test_a_span_is_drawn_in_to_its_lattice(span: Interval, lattice: str | None, expected: tuple[Interval, str | None]) -> None:
    """
    Between two values of a lattice lies none; what is left of a span may be one value, or none.
    """
    found = drawn_in(span, None if lattice is None else Fraction(lattice), defined=False)

    assert Bounds(expected[0], None if expected[1] is None else Fraction(expected[1]), defined=False) == found


@pytest.mark.parametrize(
    ("span", "lattice", "above", "below"),
    [
        (limits("-5", "5"), "1", limits("1", "5"), limits("-5", "-1")),
        (limits("0", "5"), "0.5", limits("0.5", "5"), NOTHING),
        (limits("0", "5"), None, limits("0", "5"), NOTHING),
        (limits("-5", "0"), None, NOTHING, limits("-5", "0")),
        (limits("0", "0"), "0", NOTHING, NOTHING),
        (EVERYTHING, None, limits("0", None), limits(None, "0")),
        (NOTHING, "0", NOTHING, NOTHING),
    ],
)
def test_a_divisor_lies_apart_from_zero(span: Interval, lattice: str | None, above: Interval, below: Interval) -> None:
    """
    A divisor keeps the distance of its lattice from zero, on either side.
    """
    divisor = Bounds(span, None if lattice is None else Fraction(lattice), defined=True)

    assert (above, below) == apart_from_zero(divisor)


def test_names_with_one_value_become_numbers() -> None:
    """
    A fact that can have one value only stands as that value, unless it may have none.
    """
    unsure = Bounds(point(Fraction(7)), Fraction(7), defined=False)
    domains: dict[str, Domain | Bounds] = {
        "a": of_domain(Domain("count", "", 0, Fraction(3), Fraction(3))),
        "b": domain("count"),
        "c": unsure,
        "f": domain("flag"),
    }

    assert "3 + b * c if f else 3" == text(with_points(parse("a + b * c if f else a"), domains))
