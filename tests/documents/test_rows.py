"""Row rules, slots and tables of a framework file."""

from fractions import Fraction

import pytest

from perfrules.documents import framework_from
from perfrules.domain import Domain, domain
from perfrules.formula import parse
from perfrules.framework import Band, Fact, Framework, RowRules, Sum, Table
from perfrules.frozen import Pairs
from perfrules.indicator import Interpretation, Rule, Slot, Split

HEAD = 'perfrules: 1\nid: a.b\nedition: "2023"\ntitle: 题\npoints: {total: 10}\n'
ROWS = """\
rows:
  standard:
    target: {decimals: 2, at_least: 0.01, at_most: 1万}
    actual: {kind: rate, at_most: 300%}
    weight: {decimals: 1}
    ratio:
      at_least: min(actual / target, 1)
      by_date: 1 if actual <= target else 0
    formula: cut(ratio * weight, 0.01)
    graded:
      - {name: 达成, from: 80%, to: 100%}
      - {name: 未达成, from: 0, to: 80%}
    columns:
      reviewed: {label: 复核得分, kind: number, decimals: 2, at_least: 0, at_most: 10}
    sums: {all_reviewed: reviewed, done: 1 if ratio >= 1 else 0}
    interpretations: [{name: 另, formula: weight}]
"""
TABLES = """\
tables:
  funds:
    label: 资金
    columns:
      planned: {label: 预算, kind: amount, unit: 万元, decimals: 2}
      used: {label: 支出, kind: amount, unit: 万元, decimals: 2}
    sums: {all_used: used}
    rows_at_most: 20
  plots: {columns: {area: {label: 面积, kind: number, decimals: 0, at_least: 0, at_most: 9}}}
"""
FIGURE = domain("number", "", 6, Fraction(0), Fraction(10**12))


def framework(slot: str = "slot: standard", rows: str = ROWS) -> Framework:
    """A framework with one indicator, which has this slot."""
    return framework_from(f"{HEAD}{rows}indicators:\n  - id: one\n    label: 一\n    weight: 10\n    {slot}\n", "f.yaml")


def rule(slot: str) -> Rule:
    """What becomes of a slot."""
    return framework(slot).indicators[0].rule


def test_every_key_of_row_rules_is_read() -> None:
    """
    Domains, ratios, the formula, grades, columns, sums and interpretations become one set of rules.
    """
    reviewed = Fact("reviewed", "复核得分", domain("number", "", 2, Fraction(0), Fraction(10)))

    expected = RowRules(
        id="standard",
        formula=parse("cut(ratio * weight, 0.01)"),
        target=domain("number", "", 2, Fraction("0.01"), Fraction(10000)),
        actual=domain("rate", most=Fraction(3)),
        weight=domain("number", "", 1, Fraction(0), Fraction(100)),
        ratio=Pairs.of({"at_least": parse("min(actual / target, 1)"), "by_date": parse("1 if actual <= target else 0")}),
        graded=(Band("达成", Fraction("0.8"), Fraction(1)), Band("未达成", Fraction(0), Fraction("0.8"))),
        columns=(reviewed,),
        sums=(Sum("all_reviewed", parse("reviewed")), Sum("done", parse("1 if ratio >= 1 else 0"))),
        interpretations=(Interpretation("另", parse("weight")),),
    )
    assert (expected,) == framework().rows


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("", FIGURE),
        ("    actual: {}\n", FIGURE),
        ("    actual: {decimals: 0}\n", domain("number", "", 0, Fraction(0), Fraction(10**12))),
        ("    actual: {at_least: -5}\n", domain("number", "", 6, Fraction(-5), Fraction(10**12))),
        ("    actual: {kind: count}\n", domain("count")),
        ("    actual: {kind: rate, decimals: 2}\n", domain("rate", "", 2)),
    ],
)
def test_what_is_not_said_about_figures_is_usual(written: str, expected: Domain) -> None:
    """
    A bare number has six decimals and lies between 0 and 1 万亿; another kind has what facts of that kind have.
    """
    (rules,) = framework(rows=f"rows:\n  standard:\n{written}    formula: weight\n").rows

    assert (FIGURE, expected, domain("number", "", 2, Fraction(0), Fraction(100))) == (rules.target, rules.actual, rules.weight)


@pytest.mark.parametrize(
    ("slot", "expected"),
    [
        ("slot: standard", Slot("standard")),
        ("slot: {rules: standard}", Slot("standard")),
        ("slot: standard\n    formula: min(subtotal, weight)", Slot("standard", formula=parse("min(subtotal, weight)"))),
        ("slot: {rules: standard, split: {}}", Slot("standard", split=Split(0, "leave"))),
        (
            "slot: {rules: standard, groups: {数量指标: 4, 质量指标: 6}, split: {decimals: 1, remainder: last}}",
            Slot("standard", Pairs.of({"数量指标": Fraction(4), "质量指标": Fraction(6)}), Split(1, "last")),
        ),
        ("slot: {rules: standard, groups: {数量指标: 4}}", Slot("standard", Pairs.of({"数量指标": Fraction(4)}))),
    ],
)
def test_a_slot_is_a_text_or_a_mapping(slot: str, expected: Slot) -> None:
    """
    A text alone names the row rules; groups need not be all that there are, a formula stands beside the slot.
    """
    assert expected == rule(slot)


def test_a_slot_may_stand_deep_and_among_the_adjustments() -> None:
    """
    Row rules are found from every indicator.
    """
    deep = "children: [{id: two, label: 二, weight: 10, slot: standard}]\nadjustments:\n"
    found = framework(f"{deep}  - {{id: extra, label: 加分, weight: open, slot: standard}}")

    assert [Slot("standard"), Slot("standard")] == [found.indicators[0].children[0].rule, found.adjustments[0].rule]


def test_every_key_of_a_table_is_read() -> None:
    """
    A table has columns like facts, sums over them, and 1000 rows where nothing else is said.
    """
    found = framework_from(f"{HEAD}{TABLES}indicators: [{{id: one, label: 一, weight: 10, judged: any}}]\n", "f.yaml")
    planned, used = (Fact(name, label, domain("amount", "万元", 2)) for name, label in (("planned", "预算"), ("used", "支出")))
    area = Fact("area", "面积", domain("number", "", 0, Fraction(0), Fraction(9)))

    expected = (Table("funds", "资金", (planned, used), (Sum("all_used", parse("used")),), 20), Table("plots", "", (area,)))
    assert expected == found.tables
