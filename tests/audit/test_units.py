"""A unit that cannot be meant is found."""

from fractions import Fraction

import pytest

from perfrules.audit.figures import findings
from perfrules.finding import Finding
from tests.audit.pages import bare, page


def slips(body: str) -> list[Finding]:
    """The units that are slips, in a report under the framework."""
    return [one for one in findings(page(body)) if one.code == "unit"]


def test_a_figure_in_the_wrong_unit_is_shown_by_what_holds() -> None:
    """
    It moves no score; a statement that holds with the unit that is meant and not with the printed one shows it.
    """
    one = bare(
        "figures:\n  a: {value: 3106.80 万元, printed: 3106.80 元, where: 一, note: 注}\n  b: 167.99 万元\n"
        "statements: [{printed: 3.00 万元, formula: b}, {printed: 3274.79 万元, formula: a + b, label: 合计}]\n"
    )
    (found,) = findings(one)

    assert ("unit", "figures/a", "differs_without_effect", "3106.80 元", "3106.80 万元") == (
        found.code,
        found.path,
        found.verdict,
        found.printed,
        found.computed,
    )
    assert "3106.80 万元 ÷ 3106.80 元 = 10000" == found.arithmetic
    assert (
        "一：此处的数字列示 3106.80 元，应为 3106.80 万元，相差 10000 倍；按此“合计”相符，按列示的单位则不符；说明：注；"
        "也可能是文本提取时的损伤。"
    ) == found.said("zh")


def test_a_fact_in_the_wrong_unit_may_move_points() -> None:
    """
    What the printed unit would make of the points is the effect; where nothing can be scored with it, it differs too.
    """
    given = "facts: {spent: {value: 150 万元, printed: 150 元}, budget: 200 万元, staff: 9, posts: 10}\n"
    rest = (
        "targets: [{slot: output, label: 甲, target: 1 次, actual: 1 次, weight: 50}]\n"
        "judged: {opinion: {points: 9, by: 甲, reason: 乙}}\n"
    )
    fine = "facts: {spent: 150 万元, budget: {value: 200.5 万元, printed: 200.5 元}}\n"
    ((known,), (unknown,)) = slips(f"{given}{rest}"), slips(fine)

    assert [("differs", True), ("differs", True)] == [(one.verdict, one.possible_extraction_damage) for one in (known, unknown)]
    assert (Fraction("-22.50"), None) == (known.effect.total, unknown.effect.total)


def test_a_fact_without_points_moves_nothing() -> None:
    """
    A fact on which no score rests is wrong all the same.
    """
    rest = (
        "facts: {spent: 150 万元, budget: 200 万元, staff: 9, posts: 10, basic: {value: 3 万元, printed: 3 元}}\n"
        "targets: [{slot: output, label: 甲, target: 1 次, actual: 1 次, weight: 50}]\n"
        "judged: {opinion: {points: 9, by: 甲, reason: 乙}}\n"
    )

    assert ["differs_without_effect"] == [one.verdict for one in slips(rest)]


@pytest.mark.parametrize(
    ("figure", "times"),
    [
        ("{value: 10.87 万人, printed: 10.87 人}", "10000"),
        ("{value: 3 元, printed: 3 亿元}", "0.00000001"),
        ("{value: 3 万元, printed: 3 亿元}", "0.0001"),
    ],
)
def test_all_units_of_ten_thousand_are_known(figure: str, times: str) -> None:
    """
    Money and counts, more and less.
    """
    (found,) = findings(bare(f"figures: {{a: {figure}}}\n"))

    assert found.arithmetic.endswith(f" = {times}")


@pytest.mark.parametrize(
    "body",
    [
        "facts: {spent: {value: 150 万元, printed: '150'}, staff: 5 人}\n",
        "facts: {spent: {value: 150 万元, printed: 150 万元}, progress: {value: 50%, printed: 0.005%}}\n",
        "facts: {spent: {value: 0 万元, printed: 0 元}}\n",
        "figures: {a: {value: -0.58 万元, printed: 比上年减少 0.58 万元}, b: {value: 5 万元, printed: 6 元}}\n",
    ],
)
def test_everything_else_is_no_slip_of_a_unit(body: str) -> None:
    """
    No unit, the same unit, a ratio, nothing, words, and another number.
    """
    assert [] == slips(body)
