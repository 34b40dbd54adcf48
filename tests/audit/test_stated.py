"""A ratio that differs says which other number gives what is printed."""

import pytest

from perfrules.audit.figures import relations
from perfrules.phrases import Phrase
from tests.audit.pages import bare


def hints(body: str) -> tuple[Phrase, ...]:
    """What is said besides of the last statement."""
    one = bare(body)
    *_, last = relations(one)
    return last.hints(one.numbers, last.compared(one.numbers))


PEOPLE = "figures: {contract: 35 人, staff: 46 人, posts: 52 人, all: {value: 87 人, where: 表}, cars: 87 辆}\n"


def test_a_wrong_denominator_is_found() -> None:
    """
    The number of the same unit by which the quotient is what is printed, with its place.
    """
    body = f"{PEOPLE}statements: [{{printed: 40.23%, formula: contract / (staff + contract)}}]\n"

    assert (
        ("列示的 40.23% 合 35 ÷ 87 ≈ 40.2299%（87 人：表）", "what is printed, 40.23%, is 35 ÷ 87 ≈ 40.2299% (87 人: 表)"),
    ) == hints(body)


def test_the_number_of_the_same_place_is_named() -> None:
    """
    Of several that are the same that which stands where the ratio does.
    """
    body = (
        f"{PEOPLE}statements:\n  - {{printed: 87 人, formula: staff, where: 二}}\n"
        "  - {printed: 40.23%, formula: contract / (staff + contract), where: 二}\n"
    )

    assert ["87 人：二"] == [zh[-7:-1] for zh, _ in hints(body)]


def test_a_wrong_numerator_is_found_where_no_denominator_is() -> None:
    """
    What stands above is tried after what stands below; without a place the label of the number is said.
    """
    body = "figures: {a: 30 件, b: 45 件, c: 60 台}\nstatements: [{printed: 75%, formula: a / c}]\n"

    assert ["列示的 75% 合 45 件 ÷ 60 台 = 75%（45 件：45 件）"] == [zh for zh, _ in hints(body)]


@pytest.mark.parametrize(
    "body",
    [
        f"{PEOPLE}statements: [{{printed: 43.21%, formula: contract / (staff + contract)}}]\n",
        f"{PEOPLE}statements: [{{printed: 10%, formula: contract / (staff + contract)}}]\n",
        f"{PEOPLE}statements: [{{printed: 90 人, formula: contract + staff}}]\n",
        "figures: {a: 1 件, b: 3 件, c: 0 件}\nstatements: [{printed: 50%, formula: a / b}]\n",
        "figures: {a: 50, b: 150, c: 100, d: 101, e: 99}\nstatements: [{printed: 50%, formula: a / b}]\n",
    ],
)
def test_else_nothing_is_said(body: str) -> None:
    """
    Where it agrees, where no number fits, where it is no ratio, by zero, and where so many numbers fit that it is chance.
    """
    assert () == hints(body)
