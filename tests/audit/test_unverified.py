"""What is not printed is named, with what it would have to be."""

import pytest

from perfrules.audit.figures import findings
from perfrules.finding import Finding
from tests.audit.pages import page


def of(body: str, code: str) -> Finding:
    """The first finding with a code."""
    return next(one for one in findings(page(body)) if one.code == code)


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("facts: {budget: 7 万元, basic: 3 万元}", "4 万元"),
        ("facts: {basic: 3 万元, project: 4.125 万元}", "≈ 7.13 万元"),
        ("facts: {basic: 3 万元}", ""),
    ],
)
def test_one_missing_number_of_an_equality_is_computed(body: str, expected: str) -> None:
    """
    In the unit and with the decimals of its fact, marked where these do not hold it; nothing where two are missing.
    """
    assert expected == of(f"{body}\n", "relation").computed


@pytest.mark.parametrize(
    ("statement", "expected"),
    [
        ("{printed: 12 人, formula: staff * 2}", "6 人"),
        ("{printed: 25%, formula: progress / 2}", "50%"),
        ("{printed: 12, formula: 'half_up(staff, 10)'}", ""),
        ("{printed: 12, formula: staff - staff}", ""),
        ("{holds: staff > 12}", ""),
        ("{holds: 1 / staff == 0}", ""),
        ("{printed: 12, formula: done_sum}", ""),
    ],
)
def test_so_is_that_of_a_statement(statement: str, expected: str) -> None:
    """
    Where a number would make the statement hold and its domain is known; else nothing is said.
    """
    assert expected == of(f"statements: [{statement}]\n", "condition" if "holds" in statement else "statement").computed


def test_the_sentence_names_what_is_missing() -> None:
    """
    In Chinese by its label, in English by its name, with what it would be and the note.
    """
    found = of("statements: [{printed: 12 人, formula: staff * 2, where: 一, label: 两倍, note: 注}]\n", "statement")
    english = "`staff` is not printed, so it cannot be verified; if it holds, `staff` is 6 人; note: 注."

    assert (
        "一：两倍列示 12 人；缺少人数，不能复核；如成立，人数应为 6 人；说明：注。",
        f"一: staff * 2 is printed 12 人; {english}",
    ) == found.sentence
    assert "staff" in found.arithmetic


def test_a_blank_figure_is_missing_too() -> None:
    """
    It has no domain, so nothing is said of what it would be.
    """
    found = of("figures: {goal: blank, done: 5 人}\nstatements: [{holds: done == goal, label: 完成}]\n", "condition")

    assert ("报告称或意味着“完成”；缺少goal，不能复核。", "") == (found.said("zh"), found.computed)


def test_a_relation_is_said_as_the_framework_asks_it() -> None:
    """
    A relation has no printed number of its own.
    """
    missing = "`planned`, `progress`, `spent` is not printed, so it cannot be verified"

    assert (
        "按评价框架应有“支出 = 进度 × 计划数”；缺少计划数、进度、支出，不能复核。",
        f"the framework asks for `spent == progress * planned`; {missing}.",
    ) == next(one for one in findings(page("")) if "progress" in one.path).sentence
