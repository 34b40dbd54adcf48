"""Statements, conditions and relations of a report are compared with its numbers."""

import pytest
from attrs import evolve

from perfrules.audit.figures import findings, relations
from perfrules.audit.report import Report
from tests.audit.pages import bare, page
from tests.audit.reports import results, verdicts
from tests.examples import condition

PARTS = "figures: {a: 1.50 万元, b: 2.25 万元, c: 3, d: 12}\n"


@pytest.mark.parametrize(
    ("statement", "expected"),
    [
        ("{printed: 3.75 万元, formula: a + b}", "matches"),
        ("{printed: 37500 元, formula: a + b}", "matches"),
        ("{printed: 3.76 万元, formula: a + b}", "rounding_can_explain"),
        ("{printed: 3.76 万元, formula: a + b, exact: 是}", "differs"),
        ("{printed: 3.77 万元, formula: a + b}", "differs"),
        ("{printed: 3.8 万元, formula: a + b}", "differs"),
        ("{printed: 4 万元, formula: a + b}", "differs"),
        ("{printed: 25%, formula: c / d}", "matches"),
        ("{printed: 66.66%, formula: a / b}", "matches"),
        ("{printed: 66.67%, formula: a / b}", "matches"),
        ("{printed: 66.68%, formula: a / b}", "rounding_can_explain"),
        ("{printed: 67.68%, formula: a / b}", "differs"),
        ("{printed: 1, formula: c / (d - 12)}", "cannot_verify"),
        ("{printed: 12, formula: d}", "matches"),
        ("{printed: 13, formula: d}", "differs"),
    ],
)
def test_a_statement_is_compared_with_what_its_numbers_give(statement: str, expected: str) -> None:
    """
    Rounding and cutting of what is printed agree, those of the operands explain, all else differs.
    """
    one = bare(f"{PARTS}statements: [{statement}]\n")

    assert [expected] == [verdict for *_, verdict in verdicts(relations(one), one)]


@pytest.mark.parametrize(
    ("statement", "expected"),
    [
        ("{holds: a + b == 3.75 * 10000}", "matches"),
        ("{holds: a + b > 3.75 * 10000}", "rounding_can_explain"),
        ("{holds: a + b > 3.75 * 10000, exact: 是}", "differs"),
        ("{holds: a > b}", "differs"),
        ("{holds: 1 / (c - 3) > 0}", "cannot_verify"),
    ],
)
def test_a_condition_holds_or_could_hold(statement: str, expected: str) -> None:
    """
    A condition that fails as printed may have held before its numbers were rounded.
    """
    one = bare(f"{PARTS}statements: [{statement}]\n")

    assert [expected] == [verdict for *_, verdict in verdicts(relations(one), one)]


def test_statements_are_called_after_their_formulas() -> None:
    """
    The path is the formula, the label what the report says or else the formula; two numbers for one formula are two statements.
    """
    one = bare(
        "figures: {a: 1, b: 2}\nstatements:\n"
        "  - {printed: 3, formula: a+b, where: 一, label: 合计, note: 注}\n"
        "  - {printed: 4, formula: a + b, where: 一}\n"
        "  - {printed: 3, formula: a + b, where: 一}\n"
        "  - {printed: 3, formula: a + b, where: 二}\n"
        "  - {holds: a < b}\n"
    )
    found = list(relations(one))

    assert [
        ("statements/a + b", "一", "合计", "注", "statements/a + b@一"),
        ("statements/a + b#2", "一", "a + b", "", "statements/a + b#2@一"),
        ("statements/a + b", "一", "a + b", "", "statements/a + b@一"),
        ("statements/a + b", "二", "a + b", "", "statements/a + b@二"),
        ("statements/a < b", "", "a < b", "", ""),
    ] == [(each.path, each.place, each.label, each.note, each.result) for each in found]


def test_what_a_framework_asks_of_facts_is_compared() -> None:
    """
    A relation holds as printed, or could hold before rounding, or fails; it is read with labels.
    """
    budget = "budget: 7.00 万元, basic: 3.50 万元, project: 3.51 万元"
    one = page(f"facts: {{{budget}, spent: 2 万元, progress: 50%, planned: 4.1 万元}}\n")
    found = [each for each in relations(one) if each.code == "relation"]

    assert [
        ("relations/budget == basic + project", "rounding_can_explain"),
        ("relations/spent == progress * planned", "rounding_can_explain"),
        ("relations/rest <= 500", "matches"),
    ] == [(each.path, each.compared(one.numbers).verdict) for each in found]
    assert ["预算 = 基本支出预算 + 项目支出预算", "支出 = 进度 × 计划数", "结余 ≤ 500"] == [each.label for each in found]


def test_what_is_not_printed_cannot_be_verified() -> None:
    """
    A statement or relation with a number that is not printed is a finding, and no relation.
    """
    one = page("facts: {budget: 7 万元, basic: 3 万元}\nstatements: [{printed: 1 人, formula: staff}, {holds: basic < spent}]\n")

    assert [] == verdicts(relations(one), one)
    assert [
        ("statement", "statements/staff", "cannot_verify"),
        ("condition", "statements/basic < spent", "cannot_verify"),
        ("relation", "relations/budget == basic + project", "cannot_verify"),
        ("relation", "relations/spent == progress * planned", "cannot_verify"),
        ("relation", "relations/rest <= 500", "cannot_verify"),
        ("relation", "relations/filled <= 1 or exempt", "cannot_verify"),
    ] == results(findings(one))


def test_ratios_shares_and_units_stand_beside_statements() -> None:
    """
    The section gives the printed ratios, the shares that add up, and the units that are slips.
    """
    one = page(
        "facts: {budget: 200 万元, spent: {value: 150 万元, printed: 150 元}}\nvalues: {rate: 75%}\nfigures: {a: 50 万元}\n"
        "statements: [{printed: 25%, formula: a / budget}, {printed: 75%, formula: spent / budget}]\n"
    )

    assert {"statement", "ratio", "shares", "relation"} == {each.code for each in relations(one)}
    assert ("unit", "facts/spent") in {(each.code, each.path) for each in findings(one)}


def test_a_relation_without_a_meaning_is_not_compared() -> None:
    """
    A framework that cannot be used is refused where it is scored, not here.
    """
    one = page("").case
    odd = Report(evolve(one, framework=evolve(one.framework, relations=(condition("nobody == 1"),))))

    assert ([], []) == (list(relations(odd)), results(findings(odd)))
