"""The printed ratios of values are compared with their formulas."""

from fractions import Fraction

import pytest
from attrs import evolve

from perfrules.audit.figures.ratios import findings, relations
from perfrules.audit.report import Report
from perfrules.finding import OtherReading
from perfrules.frozen import Pairs
from tests.audit.pages import keys_of, page
from tests.audit.reports import results, verdicts

INPUTS = "facts: {spent: 150 万元, budget: 200 万元, basic: 250 万元}\n"


@pytest.mark.parametrize(
    ("printed", "expected"), [("75%", "matches"), ("75.30%", "rounding_can_explain"), ("80%", "differs"), ("0.75", "matches")]
)
def test_a_ratio_is_compared_where_its_inputs_are_printed(printed: str, expected: str) -> None:
    """
    By the formula of the value, with the numbers as they are printed.
    """
    one = page(f"{INPUTS}values: {{rate: {{value: {printed}, where: 三, note: 注}}}}\n")
    found = list(relations(one, keys_of(one)))

    assert [("ratio", "values/rate", expected)] == verdicts(found, one)
    assert [("三", "执行率", "execution", "注")] == [(each.place, each.label, each.indicator, each.note) for each in found]


def test_the_adopted_reading_counts() -> None:
    """
    Where the case reads a value otherwise, that formula is compared.
    """
    one = page(f"{INPUTS}values: {{rate: 60%}}\ninterpretations: {{rate: 按基本支出}}\n")

    assert [("ratio", "values/rate", "matches")] == verdicts(relations(one, keys_of(one)), one)


@pytest.mark.parametrize(
    ("given", "reading", "computed"),
    [
        ("values: {rate: 60%}\n", "按基本支出", "75%"),
        ("values: {rate: 75%}\ninterpretations: {rate: 按基本支出}\n", "评价框架的理解", "60%"),
    ],
)
def test_a_ratio_that_another_reading_gives_is_ambiguous(given: str, reading: str, computed: str) -> None:
    """
    It is no difference then, and the reading is named; one whose inputs are not printed gives nothing.
    """
    one = page(f"{INPUTS}{given}")
    (found,) = findings(one, keys_of(one))

    assert [] == list(relations(one, keys_of(one)))
    assert ("ambiguous", computed, (OtherReading(reading, None, None),)) == (found.verdict, found.computed, found.interpretations)
    assert reading in found.said("zh")
    assert found.said("en").startswith("rate is printed")


@pytest.mark.parametrize(
    ("name", "stake", "indicator"), [("rate", 40, "execution"), ("filled", 10, "staffing"), ("share", 0, "")]
)
def test_what_rests_on_a_ratio_without_inputs_is_at_stake(name: str, stake: int, indicator: str) -> None:
    """
    The weight of the indicators whose rules need it, also through other values, those below another one once.
    """
    one = page(f"values: {{{name}: 90%}}\n")
    (found,) = findings(one, keys_of(one))

    assert [("ratio", f"values/{name}", "cannot_verify")] == results([found])
    assert (Fraction(stake), indicator, bool(stake)) == (found.stake, found.indicator, f"涉及 {stake} 分" in found.said("zh"))


def test_a_reading_that_there_is_not_gives_no_ratio() -> None:
    """
    A program that adopts it hears of that where the evidence is scored.
    """
    one = page("values: {rate: 75%}\n").case
    odd = Report(evolve(one, evidence=evolve(one.evidence, interpretations=Pairs.of({"rate": "另"}))))

    assert ([], []) == (list(relations(odd, keys_of(odd))), list(findings(odd, keys_of(odd))))
