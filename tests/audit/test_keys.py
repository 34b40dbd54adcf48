"""Names of statements, values and relations become the keys of printed numbers."""

from fractions import Fraction

import pytest
from attrs import evolve

from perfrules.audit.figures.keys import Keys
from perfrules.audit.report import Report
from perfrules.audit.worth import worth
from perfrules.errors import FormulaError
from perfrules.formula import parse
from perfrules.formula.text import text
from perfrules.frozen import Pairs
from tests.audit.pages import bare, keys_of, page
from tests.examples import condition

FUNDS = "tables:\n  funds:\n    - [甲, 5, 3]\n    - [乙, 2, 1.5]\n"
ROWS = (
    "targets:\n"
    "  - {slot: output, label: 甲, target: 4 次, actual: 3 次, weight: 20, asked: 7}\n"
    "  - {slot: output, label: 乙, target: 2 次, actual: 2 次, weight: 20, ratio: 100%, asked: 8}\n"
    "  - {slot: output, label: 丙, must: graded, printed: 9, weight: 10, ratio: 90%}\n"
    "  - {slot: output, label: 丁, target: 1 次, actual: 1 次, of: output/乙}\n"
)


@pytest.mark.parametrize(
    ("formula", "expected"),
    [
        ("spent + own", "facts/spent + figures/own"),
        ("twice(spent)", "twice(facts/spent)"),
        ("rate", "values/rate"),
        ("doubled", "twice(facts/spent / facts/budget)"),
        ("rest", "facts/budget - facts/spent"),
        ("excess", "max(facts/spent / 10000 - 100, 0) * 10000"),
        ("used_sum", "tables/funds/1/used + tables/funds/2/used"),
        ("done_sum", "sums/done_sum"),
        ("1 if exempt else 0", "1 if facts/exempt else 0"),
        ("1 if open == full else 0", "1 if facts/open == full else 0"),
    ],
)
def test_a_statement_takes_its_names_as_printed(formula: str, expected: str) -> None:
    """
    Facts and figures are themselves, values as printed or else their formula in 元, sums those of their cells.
    """
    one = page(f"facts: {{spent: 150 万元, budget: 200 万元}}\nvalues: {{rate: 75%}}\nfigures: {{own: 3 万元}}\n{FUNDS}")

    assert expected == text(keys_of(one).stated(parse(formula)))


def test_sums_over_target_rows_leave_out_parts_of_other_rows() -> None:
    """
    A sum over rows has the figures of those that score, and their ratios as computed, else as printed.
    """
    keys = keys_of(page(ROWS))
    first, second = "targets/output/甲/actual", "targets/output/乙/actual"

    assert (
        f"{first} + {second} + targets/output/丙/actual",
        f"{first} / targets/output/甲/target + {second} / targets/output/乙/target + targets/output/丙/ratio",
        "targets/output/甲/asked + targets/output/乙/asked + targets/output/丙/asked",
    ) == tuple(text(keys.stated(parse(name))) for name in ("done_sum", "mean_ratio", "answers"))


def test_sums_of_money_are_in_yuan() -> None:
    """
    A sum over cells in 万元 is in 元, also where its formula is not the same in each unit.
    """
    one = page(f"{FUNDS}{ROWS}")
    keys = keys_of(one)

    assert (Fraction(25000), Fraction(25000)) == tuple(
        worth(keys.stated(parse(name)), one.numbers) for name in ("unused_sum", "large_sum")
    )


def test_a_condition_is_over_keys() -> None:
    """
    Conditions name printed numbers too.
    """
    keys = keys_of(page("facts: {spent: 150 万元}\nfigures: {own: 3 万元}\n"))

    assert "facts/spent > figures/own and not facts/exempt" == text(keys.claimed(condition("spent > own and not exempt")))


@pytest.mark.parametrize(
    ("position", "given", "expected"),
    [
        (1, "", "facts/budget == facts/basic + facts/project"),
        (2, "", "facts/spent == facts/progress * facts/planned"),
        (3, "", "facts/budget / 10000 - facts/spent / 10000 <= 500"),
        (4, "", "facts/staff / facts/posts <= 1 or facts/exempt"),
        (4, "values: {filled: 90%}", "values/filled <= 1 or facts/exempt"),
        (4, "facts: {staff: 9, posts: 10}\nvalues: {filled: 90%}", "facts/staff / facts/posts <= 1 or facts/exempt"),
    ],
)
def test_a_relation_is_over_facts(position: int, given: str, expected: str) -> None:
    """
    A value is taken as printed only where its own numbers are not; a limit in 万元 stays one.
    """
    found = keys_of(page(f"{given}\n")).relation(f"relations/{position}")

    assert found is not None
    assert expected == text(found)


def test_a_value_has_its_formula_in_each_reading() -> None:
    """
    The reading of the case, one by name, and nothing for a reading that there is not.
    """
    keys = keys_of(page("interpretations: {rate: 按计划}\n"))
    found = [keys.value("rate", name) for name in ("", keys.adopted("rate"), "另")]

    assert ["facts/spent / facts/budget", "facts/spent / facts/planned", None] == [one and text(one) for one in found]


def test_a_value_over_another_one_follows_the_adopted_reading() -> None:
    """
    A value is spelled out down to facts, as the case reads what is inside.
    """
    found = keys_of(page("interpretations: {rate: 按计划}\n")).value("doubled")

    assert found is not None
    assert "twice(facts/spent / facts/planned)" == text(found)


def test_without_a_meaning_a_value_is_its_printed_number() -> None:
    """
    Where a case adopts a reading that there is not, and where a framework has no such relation, nothing is invented.
    """
    one = page("").case
    odd = evolve(one, evidence=evolve(one.evidence, interpretations=Pairs.of({"rate": "另"})))
    keys = keys_of(Report(odd))

    assert ("values/rate", "twice(values/rate)") == (text(keys.stated(parse("rate"))), text(keys.value("doubled") or parse("0")))
    assert keys.relation("relations/9") is None


def test_a_name_that_nobody_has_is_an_error() -> None:
    """
    A program that makes a case hears of a name that is not there.
    """
    keys = keys_of(bare("figures: {own: 3}\n"))

    with pytest.raises(FormulaError, match="unknown name `owm`; did you mean `own`"):
        keys.stated(parse("owm"))


def test_numbers_are_called_by_their_labels() -> None:
    """
    Facts and values by their labels, everything else by the end of its key.
    """
    keys: Keys = keys_of(page(""))

    assert ["支出", "执行率", "own", "资金第 1 行支出", "other"] == [
        keys.label(key) for key in ("facts/spent", "values/rate", "figures/own", "tables/funds/1/used", "facts/other")
    ]


def test_domains_are_known_by_key() -> None:
    """
    Also of cells, of the columns of target rows, and of numbers that are not printed.
    """
    domains = keys_of(page(f"{FUNDS}{ROWS}")).domains

    assert ["amount", "rate", "amount", "count"] == [
        domains[key].kind for key in ("facts/budget", "values/rate", "tables/funds/2/used", "targets/output/甲/asked")
    ]
