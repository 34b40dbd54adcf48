"""Printed shares of a whole add up to 100 %, but for their rounding."""

from fractions import Fraction

import pytest

from perfrules.audit.figures import relations
from perfrules.audit.figures.shares import MOST_SHARES, Shares
from tests.audit.pages import bare


def shares(body: str) -> list[tuple[str, str, str]]:
    """The shares that were compared: their path, what they come to, the sum."""
    one = bare(body)
    found = [each for each in relations(one) if isinstance(each, Shares)]
    return [(each.path, each.compared(one.numbers).verdict, each.arithmetic(one.numbers)) for each in found]


def body(first: str, second: str, third: str, where: str = "一") -> str:
    """Three shares of a total."""
    printed = ((first, "a"), (second, "b"), (third, "c"))
    said = "".join(f"  - {{printed: {share}, formula: {part} / t, where: {where}}}\n" for share, part in printed)
    return f"figures: {{a: 1.00 元, b: 2.00 元, c: 3.00 元, t: 6.00 元}}\nstatements:\n{said}"


@pytest.mark.parametrize(
    ("given", "verdict", "total"),
    [
        (("16.67%", "33.33%", "50.00%"), "matches", "100.00%"),
        (("16.66%", "33.33%", "50.00%"), "rounding_can_explain", "99.99%"),
        (("16.66%", "33.32%", "50.00%"), "rounding_can_explain", "99.98%"),
        (("16.67%", "33.34%", "50.00%"), "rounding_can_explain", "100.01%"),
        (("16.67%", "33.35%", "50.00%"), "differs", "100.02%"),
        (("16.66%", "33.31%", "50.00%"), "differs", "99.97%"),
    ],
)
def test_each_share_may_be_off_by_its_rounding(given: tuple[str, str, str], verdict: str, total: str) -> None:
    """
    Half a unit of the last digit either way where they were rounded, up to a unit less where they were cut.
    """
    assert [("shares/a + b + c of t", verdict, f"{' + '.join(given)} = {total}")] == shares(body(*given))


def test_the_order_of_statements_does_not_rename_them() -> None:
    """
    The same shares are one group with one name, in whatever order the report prints them.
    """
    given = ("16.67%", "33.33%", "50.00%")
    head, *said = body(*given).splitlines(keepends=True)
    backwards = "".join((head, said[0], *reversed(said[1:])))

    assert [("shares/a + b + c of t", "matches", f"{' + '.join(reversed(given))} = 100.00%")] == shares(backwards)


def test_only_parts_that_make_up_the_whole_are_added() -> None:
    """
    Each part once, the smallest groups first, at one place of the report.
    """
    places = zip("abcd", "一一一二", strict=True)
    said = "".join(f"  - {{printed: 50%, formula: {part} / t, where: {where}}}\n" for part, where in places)

    assert [("shares/a + b of t", "matches", "50% + 50% = 100%")] == shares(
        f"figures: {{a: 3, b: 3, c: 3, d: 3, t: 6}}\nstatements:\n{said}"
    )


def test_what_is_no_share_is_not_added() -> None:
    """
    A quotient that is no percentage, or of more than one number, is none; too many of one whole are not tried.
    """
    many = ", ".join(f"a{count}: 1" for count in range(MOST_SHARES + 1))
    said = "".join(f"  - {{printed: 8%, formula: a{count} / t}}\n" for count in range(MOST_SHARES + 1))

    for first, second in (("0.5, formula: a / t", "0.5, formula: b / t"), ("50%, formula: a / (t + 0)", "50%, formula: b / t")):
        two = f"figures: {{a: 1, b: 1, t: 2}}\nstatements: [{{printed: {first}}}, {{printed: {second}}}]\n"

        assert [] == shares(two)
    assert [] == shares(f"figures: {{{many}, t: {MOST_SHARES + 1}}}\nstatements:\n{said}")


def test_shares_say_by_how_much_they_fail() -> None:
    """
    What is missing to 100 %, so that a share can be the cause.
    """
    one = bare(body("16.67%", "33.35%", "50.00%"))
    (found,) = (each for each in relations(one) if isinstance(each, Shares))

    assert Fraction(-2, 10000) == found.residual(one.numbers)
