"""Sums over rows are bounded by what their rows give, and made up from rows that can be."""

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from perfrules.check.sums import MOST_TRIED, sum_bounds, worlds
from perfrules.domain import domain
from perfrules.formula.extent import Bounds
from perfrules.formula.interval import EVERYTHING, Interval, point
from perfrules.framework import Band, Fact, Table
from tests.examples import COUNT, FLAG, RATE, Field, framework, judged, row_rules, slot, table

SHARE = domain("number", decimals=1, least=Fraction(-2), most=Fraction(3))


def bounds_of(formula: str, **changes: Field) -> Bounds:
    """The bounds of the sum of a formula over a table with a share and a flag."""
    made = table("t", Fact("share", "份额", SHARE), Fact("done", "完成", FLAG), totals={"all": formula}, **changes)
    return sum_bounds(framework(judged("a", 10), tables=(made,)))["all"]


def of_rows(formula: str, ratio: dict[str, str], **changes: Field) -> Bounds:
    """The bounds of the sum of a formula over target rows."""
    rows = row_rules("standard", "weight", ratio, sums={"all": formula}, **changes)
    return sum_bounds(framework(slot("s", 10), rows=(rows,)))["all"]


@given(st.integers(1, 50))
def test_a_sum_lies_between_that_of_no_row_and_that_of_all(most: int) -> None:
    """
    So many rows at most give so many times what one gives, upward and downward, on the same lattice.
    """
    expected = Bounds(Interval(Fraction(-2 * most), Fraction(3 * most)), Fraction(1, 10), defined=True)

    assert expected == bounds_of("share", rows_at_most=most)


def test_a_count_is_whole() -> None:
    """
    A sum of ones counts rows.
    """
    expected = Bounds(Interval(Fraction(0), Fraction(4)), Fraction(1), defined=True)

    assert expected == bounds_of("1 if done else 0", rows_at_most=4)


def test_a_sum_that_can_divide_by_zero_may_have_no_value() -> None:
    """
    A row that never has a value leaves the sum of no rows.
    """
    assert not bounds_of("1 / share").defined
    assert Bounds(point(Fraction(0)), Fraction(0), defined=False) == bounds_of("1 / (share - share)")


def test_target_rows_are_added_up_for_every_word_of_must() -> None:
    """
    The ratio of a row is one of those that its rules say, and whatever a report prints where they say none.
    """
    ratio = {"equal": "1 if actual == target else 0", "at_most": "2 if actual <= target else 0.5"}
    graded = (Band("优", Fraction(0), Fraction(1)),)

    assert Interval(Fraction(0), Fraction(2000)) == of_rows("ratio", ratio=ratio).span
    assert Fraction(1, 2) == of_rows("ratio", ratio=ratio).lattice
    assert EVERYTHING == of_rows("ratio", ratio=ratio, graded=graded).span
    assert EVERYTHING == of_rows("ratio", ratio={}).span


def test_sums_that_mean_nothing_have_no_bounds() -> None:
    """
    A formula that cannot be bound is reported elsewhere.
    """
    made = framework(
        slot("s", 10),
        tables=(table("t", Fact("share", "份额", SHARE), totals={"wrong": "shere"}),),
        rows=(row_rules("standard", "wieght", sums={"all": "actual", "none": "actaul"}),),
    )

    assert {"all"} == set(sum_bounds(made))


def of_survey(*columns: Fact, **totals: str) -> tuple[Table, list[dict[str, Fraction]]]:
    """A table and its worlds."""
    made = table("survey", *columns, totals=totals, rows_at_most=5)
    return made, [dict(world) for world in worlds(framework(judged("a", 10), tables=(made,)), made)]


def test_a_world_is_what_the_sums_of_some_rows_come_to() -> None:
    """
    There is a world without rows, with one row, and with as many as there can be; sums belong together.
    """
    _, found = of_survey(Fact("done", "完成", FLAG), rows="1", done_ones="1 if done else 0")

    assert [(0, 0), (1, 0), (1, 1), (5, 0), (5, 5)] == [(int(world["rows"]), int(world["done_ones"])) for world in found]


def test_rows_without_a_value_are_in_no_world() -> None:
    """
    A row that divides by zero is left out.
    """
    _, found = of_survey(Fact("part", "部分", domain("count", most=Fraction(1))), turned="1 / part")

    assert [{"turned": Fraction(0)}, {"turned": Fraction(1)}, {"turned": Fraction(5)}] == found


def test_of_many_rows_some_are_tried_always_alike() -> None:
    """
    The rows of a wide table are drawn, the same each time.
    """
    columns = tuple(Fact(f"c{one}", "列", COUNT if one % 2 else RATE) for one in range(6))
    totals = {f"s{one}": f"c{one}" for one in range(6)}
    (_, found), (_, again) = of_survey(*columns, **totals), of_survey(*columns, **totals)

    assert (found, 2 * MOST_TRIED + 1) == (again, len(found))
