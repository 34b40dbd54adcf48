"""Every number that a report prints has a key, a label, its place, and what its last digit is worth."""

from fractions import Fraction

import pytest

from perfrules.audit.numbers import Numbers
from perfrules.audit.printed import printed_numbers
from perfrules.case import Case, Statement
from perfrules.evidence import Evidence, Known
from perfrules.formula import parse
from perfrules.framework import BARE
from tests.audit.pages import BARE_HEAD, HEAD, page


def printed(body: str, head: str = HEAD) -> Numbers:
    """The printed numbers of a report."""
    return printed_numbers(page(body, head).case)


@pytest.mark.parametrize(
    ("body", "key", "shown", "label"),
    [
        ("facts: {spent: 150.00 万元}", "facts/spent", "150.00 万元", "支出"),
        ("facts: {spent: 1500000 元}", "facts/spent", "1500000 元", "支出"),
        ("facts: {progress: 98.85%}", "facts/progress", "98.85%", "进度"),
        ("facts: {progress: 988.5‰}", "facts/progress", "988.5‰", "进度"),
        ("facts: {progress: 0.9885}", "facts/progress", "0.9885", "进度"),
        ("facts: {staff: 46}", "facts/staff", "46 人", "人数"),
        ("facts: {started: 2023-02-03}", "facts/started", "2023-02-03", "开工"),
        ("values: {rate: 75%}", "values/rate", "75%", "执行率"),
        ("figures: {a: 3.10 万元}", "figures/a", "3.10 万元", "3.10 万元"),
        ("figures: {a: 87 辆}", "figures/a", "87 辆", "87 辆"),
        ("figures: {a: 10.87 万人}", "figures/a", "10.87 万人", "10.87 万人"),
        ("figures: {a: {value: 0.58 万元, printed: 减少 0.58 万元}}", "figures/a", "0.58 万元", "减少 0.58 万元"),
        ("statements: [{printed: 2 人, formula: staff, where: 一, label: 人}]", "statements/staff@一", "2 人", "人"),
        ("statements: [{printed: 2.5, formula: staff}]", "statements/staff@", "2.5", "2.5"),
        ("tables: {t: {columns: [a], rows: [[甲, 3 万元]], where: 二}}", "tables/t/甲/a", "3 万元", "甲 a"),
        ("tables: {t: {columns: [a], rows: [], total: [合计, 3%]}}", "tables/t/total/a", "3%", "合计 a"),
        ("tables: {funds: [[甲, 5, 3.10]]}", "tables/funds/1/used", "3.10 万元", "甲 支出"),
        ("judged: {opinion: {points: 9.5, by: 甲, reason: 乙}}", "judged/opinion", "9.5", "满意度的评定分"),
        ("printed: {weights: {total: 100}}", "weights/total", "100", "合计的分值"),
        ("printed: {scores: {pace: 3}, total: 9.50}", "scores/pace", "3", "进度的得分"),
        ("printed: {total: 97.15}", "scores/total", "97.15", "总分"),
        ("printed: {scorers: {复核: {scores: {pace: 3}, total: 4}}}", "scorers/复核/pace", "3", "进度的复核得分"),
        ("printed: {scorers: {复核: {scores: {pace: 3}, total: 4}}}", "scorers/复核/total", "4", "复核总分"),
    ],
)
def test_a_number_is_read_in_its_own_unit(body: str, key: str, shown: str, label: str) -> None:
    """
    Money in 元, ratios as fractions, all as they are printed; points without idle zeros.
    """
    one = printed(f"{body}\n")[key]

    assert (shown, label) == (one.shown(one.value), one.label)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("target", "4 次"),
        ("actual", "3 次"),
        ("ratio", "75%"),
        ("asked", "7 份"),
        ("weight", "20"),
        ("printed", "15"),
    ],
)
def test_a_target_row_has_all_its_numbers(name: str, value: str) -> None:
    """
    Each by the id of the row.
    """
    row = "{slot: output, label: 甲, target: 4 次, actual: 3 次, ratio: 75%, asked: 7, weight: 20, printed: 15}"
    one = printed(f"targets: [{row}]\n")[f"targets/output/甲/{name}"]

    assert value == one.shown(one.value)


def test_other_rows_have_days_ends_and_points() -> None:
    """
    The upper end of a target, a day, and the points that a person gave.
    """
    rows = (
        "targets:\n  - {slot: output, label: 乙, must: graded, points: 9, by: 甲, reason: 丙, weight: 10, of: output/丁}\n"
        "  - {slot: output, label: 丁, target: 1, actual: 1, weight: 1}\n"
    )

    assert Fraction(9) == printed(rows)["targets/output/乙/points"].value


def test_what_is_exact_has_no_last_digit() -> None:
    """
    Counts, days, and figures that say so; amounts, ratios and scores have one.
    """
    body = "facts: {staff: 46, spent: 3.1 万元}\nfigures: {a: {value: 3.10 万元, exact: 是}, b: 5%}\nprinted: {total: 97.15}\n"
    found = printed(body)

    assert {
        "facts/staff": Fraction(0),
        "facts/spent": Fraction(1000),
        "figures/a": Fraction(0),
        "figures/b": Fraction(1, 100),
        "scores/total": Fraction(1, 100),
    } == {key: one.step for key, one in found.items()}


def test_each_number_knows_its_place() -> None:
    """
    That of a fact, of a statement, of a table.
    """
    found = printed(
        "facts: {staff: {value: 46, where: 一}}\nstatements: [{printed: 46 人, formula: staff, where: 二}]\n"
        "tables: {t: {columns: [a, b], rows: [[甲, 3, blank]], where: 三}}\n"
    )

    assert {"facts/staff": "一", "statements/staff@二": "二", "tables/t/甲/a": "三"} == {
        key: one.where for key, one in found.items()
    }


def test_a_statement_restates_a_number() -> None:
    """
    An equal amount, fraction or large count is the same number, unless it is a term of the statement or there are two.
    """
    found = printed(
        "facts: {budget: 7.50 万元, basic: 3 万元, project: 4.50 万元, staff: 46}\n"
        "statements:\n  - {printed: 7.50 万元, formula: basic + project}\n  - {printed: 3 万元, formula: basic}\n"
        "  - {printed: 46 人, formula: staff * 1}\n"
    )

    assert frozenset({"facts/budget", "statements/basic + project@"}) == found.same_as("facts/budget")
    assert frozenset({"facts/basic"}) == found.same_as("facts/basic")
    assert frozenset({"facts/staff"}) == found.same_as("facts/staff")


def test_two_equal_facts_are_not_the_same_number() -> None:
    """
    Nor is what a statement prints one of them.
    """
    facts = "facts: {basic: 3 万元, project: 3 万元, budget: 1 万元}\n"
    found = printed(f"{facts}statements: [{{printed: 3 万元, formula: budget * 3}}]\n")

    assert frozenset({"facts/basic"}) == found.same_as("facts/basic")


def test_an_outline_has_weights_and_scores() -> None:
    """
    Those of all rows, also below others, and what a rule text gives; scores count for the decimals of a total.
    """
    body = (
        "outline:\n  - {label: 甲, weight: 10, children: [{label: 乙, weight: 10, score: 9.5, rule_points: 8}]}\n"
        "printed: {scores: {甲: 9}, total: 9}\n"
    )
    found = printed(body, BARE_HEAD)

    assert ["10", "10", "9.5", "8", "9", "9"] == [
        found[key].shown(found[key].value)
        for key in (
            "outline/甲/weight",
            "outline/甲/乙/weight",
            "outline/甲/乙/score",
            "outline/甲/乙/rule_points",
            "scores/甲",
            "scores/total",
        )
    ]
    assert "甲的得分" == found["scores/甲"].label


def test_a_program_can_state_a_number_without_a_text() -> None:
    """
    Nobody knows its unit then.
    """
    case = Case(BARE, Evidence(), statements=(Statement(Known(Fraction(3)), parse("1 + 2"), where="一"),))

    assert ("number", Fraction(0)) == (
        printed_numbers(case)["statements/1 + 2@一"].kind,
        printed_numbers(case)["statements/1 + 2@一"].step,
    )
