"""A difference is traced to the lowest number that explains it and all that stands above it."""

from fractions import Fraction
from typing import ClassVar

from hypothesis import given
from hypothesis import strategies as st

from perfrules.audit.cause import MOST_SEARCHED, MOST_STEPS, MOST_TRACED, Trace, root, traced
from perfrules.audit.numbers import Numbers
from perfrules.audit.relation import Equation
from tests.audit.sheet import claim, equation, numbers

SMALL = st.fractions(-50, 50, max_denominator=20)


def test_consistent_numbers_have_no_causes() -> None:
    """
    Where everything agrees nothing is traced.
    """
    assert {} == traced([equation("sum", "a + b")], numbers(sum="3.00", a="1.00", b="2.00"))


def test_the_total_is_blamed_before_its_parts() -> None:
    """
    Of several numbers that would mend a sum the total comes first, then its parts in order.
    """
    total = equation("sum", "a + b")
    found = traced([total], numbers(sum="4.00", a="1.00", b="2.00"))

    assert (("sum", Fraction(3)), ("a", Fraction(2)), ("b", Fraction(3))) == found[total].repairs


def test_the_number_of_two_differences_is_their_cause() -> None:
    """
    Only the number that stands in both sums mends both; the second follows from the first.
    """
    first, second = equation("first", "a + b"), equation("second", "a + c")
    found = traced([first, second], numbers(first="3.00", second="4.00", a="1.50", b="2.00", c="3.00"))

    assert (("a", Fraction(1)),) == found[first].repairs
    assert first == found[second].follows


def test_a_correction_is_carried_upwards() -> None:
    """
    5119.37 lacks 0.02 because one of the two units it is added from lacks them.
    """
    kinds = equation("spent", "basic + project")
    units = equation("again", "own + grid")
    grid = equation("grid_again", "grid_basic + grid_project")
    same = (("spent", "again"), ("grid", "grid_again"))
    report = numbers(
        *same,
        spent="5119.37",
        again="5119.37",
        basic="3716.73",
        project="1402.62",
        own="3876.91",
        grid="1242.46",
        grid_again="1242.46",
        grid_basic="441.94",
        grid_project="800.50",
    )
    found = traced([kinds, units, grid], report)

    assert grid == found[kinds].follows
    assert ("grid_again", Fraction("1242.44")) == found[grid].repairs[0]


def test_a_number_that_breaks_more_than_it_mends_is_no_cause() -> None:
    """
    The total is not blamed where another sum confirms it.
    """
    first, second = equation("sum", "a + b"), equation("sum", "c + d")
    found = traced([first, second], numbers(sum="3.00", a="1.00", b="1.00", c="1.00", d="2.00"))

    assert ["a", "b"] == [key for key, _ in found[first].repairs]


def test_what_nothing_mends_has_no_cause() -> None:
    """
    A condition without a single number that would make it hold stays alone.
    """
    failing = claim("a < b")

    assert {failing: Trace()} == traced([failing], numbers(a="2.00", b="1.00"))


def test_an_equality_that_fails_is_mended() -> None:
    """
    What should be equal can be mended on both sides.
    """
    failing = claim("a == b + 1", exact=True)
    found = traced([failing], numbers(a="2.50", b="1.00"))

    assert [("a", Fraction(2)), ("b", Fraction("1.5"))] == list(found[failing].repairs)


def test_roundings_are_traced_apart() -> None:
    """
    A sum that only rounding can explain follows from the lower one that does not add up exactly.
    """
    whole, part = equation("whole", "own + grid"), equation("grid", "x + y")
    report = numbers(whole="10.01", own="5.00", grid="5.01", x="2.50", y="2.50")
    above = equation("whole", "own + x + y")
    found = traced([above, whole, part], report)

    assert part == found[above].follows


def test_only_so_many_are_traced() -> None:
    """
    Beyond the limit a difference has no cause, and is still a difference.
    """
    many = [equation(f"t{position}", "a + b") for position in range(MOST_TRACED + 5)]
    report = numbers(a="1.00", b="1.00", **{one.result: f"{5 + position}.00" for position, one in enumerate(many)})
    found = traced(many, report)

    assert [Trace()] * 5 == [found[one] for one in many[-5:]]


@given(SMALL, SMALL, SMALL, SMALL, SMALL)
def test_roots_of_quotients_are_found(a: Fraction, b: Fraction, c: Fraction, d: Fraction, near: Fraction) -> None:
    """
    Where a root is returned for a quotient of linear functions, the quotient is zero there.
    """

    def residual(x: Fraction) -> Fraction | None:
        return None if c * x + d == 0 else (a * x + b) / (c * x + d)

    found = root(residual, near)

    assert found is None or residual(found) in {None, 0}


def test_a_constant_has_no_root() -> None:
    """
    A number that changes nothing mends nothing.
    """
    assert root(lambda _: Fraction(1), Fraction(3)) is None
    assert root(lambda _: None, Fraction(3)) is None


def test_roots_at_the_points_tried_are_found() -> None:
    """
    The number itself and the last point tried can be roots.
    """
    assert Fraction(3) == root(lambda x: x - 3, Fraction(3))
    assert Fraction(0) == root(lambda x: x, Fraction(0))
    assert Fraction(18) == root(lambda x: x - 18, Fraction(16))


def test_a_correction_is_not_carried_for_ever() -> None:
    """
    A number on which a long chain of sums stands is no cause where its terms would do.
    """
    links = [equation(f"r{step + 1}", f"r{step} + z") for step in range(MOST_STEPS + 1)]
    wrong = equation("r0", "x + y")
    report = numbers(x="1.00", y="1.00", z="0.00", **{f"r{step}": "3.00" for step in range(MOST_STEPS + 2)})

    assert ["x", "y"] == [key for key, _ in traced([wrong, *links], report)[wrong].repairs]


class Opaque(Equation):
    """A relation that does not say for which value of a number it holds, and counts how often it is asked."""

    asked: ClassVar[list[str]] = []

    def solutions(self, numbers: Numbers, key: str) -> tuple[Fraction, ...]:  # noqa: ARG002  # it has none
        """None, after a search."""
        self.asked.append(key)
        return ()


def test_only_so_many_numbers_are_searched() -> None:
    """
    Rules that must be tried with one value after the other are tried for a few numbers, however many there are.
    """
    names = [f"n{position}" for position in range(MOST_SEARCHED + 5)]
    plain = equation("sum", " + ".join(names))
    opaque = Opaque(plain.code, plain.path, plain.place, plain.label, plain.result, plain.cells, formula=plain.formula)
    report = numbers(sum="3.00", **dict.fromkeys(names, "1.00"))
    traced([opaque], report)

    assert MOST_SEARCHED == len(Opaque.asked)
