"""The formulas of a framework are bound in an order in which they can be computed."""

from fractions import Fraction

from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from perfrules.formula import parse, text
from perfrules.framework import Alert, Fact, Grade
from perfrules.indicator import Calculated
from perfrules.rules import Rules, rules
from tests.examples import (
    AMOUNT,
    CHOICE,
    COUNT,
    DAY,
    FLAG,
    branch,
    condition,
    framework,
    function,
    judged,
    leaf,
    row_rules,
    slot,
    table,
    value,
)


def bound(formula: str, **changes: object) -> Rules:
    """The rules of a framework with one leaf."""
    return rules(framework(leaf("a", 10, formula), **changes))


def test_each_value_stands_after_those_it_names() -> None:
    """
    Values are computed in an order that their formulas and interpretations allow, whatever order they were written in.
    """
    values = (value("third", "second + first"), value("second", "1", {"另": "first"}), value("first", "progress"))

    assert ("first", "second", "third") == bound("third", values=values).values


@given(st.permutations(range(8)))
def test_the_order_of_values_never_matters(order: list[int]) -> None:
    """
    A chain of values is bound from its start, however it is shuffled.
    """
    written = [value(f"v{one}", f"v{one - 1} + 1" if one else "progress") for one in range(8)]
    found = bound("v7", values=tuple(written[one] for one in order))

    assert tuple(f"v{one}" for one in range(8)) == found.values
    assert () == found.problems


def test_the_formula_of_a_reading_is_found_by_its_name() -> None:
    """
    The adopted reading has no name; a branch without a formula has none to give.
    """
    made = framework(branch("top", leaf("a", 10, "progress", {"另": "weight"})))

    assert parse("progress") == rules(made).formula("a")
    assert parse("weight") == rules(made).formula("a", "另")
    assert None is rules(made).formula("top")


def test_every_kind_of_rule_sees_its_own_names() -> None:
    """
    A leaf sees its weight, a branch its children and their subtotal, a judged one what was judged, the total everything.
    """
    made = framework(
        branch(
            "top", leaf("a", 5, "min(weight, 5)"), judged("b", 5, formula="min(judged, weight)"), formula="min(a + b, subtotal)"
        ),
        total=parse("min(a + b, subtotal, top, weight)"),
    )

    assert () == rules(made).problems


def test_the_unit_of_a_value_is_that_of_its_formula() -> None:
    """
    A value over amounts is an amount in their unit, and does not meet another unit later.
    """
    found = bound("1 if saved > cost else 0", values=(value("saved", "budget - spent"), value("cost", "progress")))

    assert () == found.problems


def test_a_value_can_be_a_date() -> None:
    """
    A value over dates is a date: it is compared with dates, and the difference to one is a number of days.
    """
    values = (value("day", "finished", {"另": "date(2023, 6, 30)"}), value("late", "day - date(2023, 12, 31)"))
    found = bound("weight if day <= finished and late <= 3 else 0", values=values)

    assert () == found.problems


def test_functions_that_are_wrong_leave_no_rule_to_be_proven() -> None:
    """
    Formulas are still read, so that their own problems are found, but mean nothing.
    """
    found = bound("wrong(progress) + spnet", functions=(function("wrong", "x", "x + y"),))

    assert {} == found.formulas
    assert {} == found.readings
    assert ["unknown name `y`", "unknown name `spnet`; did you mean `spent`?"] == [one.message for one in found.problems]


SURVEY = table(
    "survey",
    Fact("paid", "支出", AMOUNT),
    Fact("open", "公开", FLAG),
    totals={"spent_in_all": "paid", "open_ones": "1 if open else 0"},
)
ROWS = row_rules(
    "standard",
    "cut(min(ratio, 1) * weight, 0.01)",
    {
        "at_least": "actual / target",
        "between": "1 if target <= actual <= target_most else 0",
        "by_date": "1 if actual <= target else 0",
    },
    columns=(Fact("people", "人数", COUNT), Fact("state", "状态", CHOICE)),
    sums={"reached": "people if state == on_time and ratio >= 1 else 0"},
)


def test_sums_are_names_with_a_unit() -> None:
    """
    A sum is bound over the columns of its rows, and measures what its formula does.
    """
    found = bound("weight if spent_in_all <= budget and reached > 0 and open_ones > 1 else 0", tables=(SURVEY,), rows=(ROWS,))

    assert () == found.problems
    assert {"spent_in_all": "万元", "open_ones": "", "reached": ""} == {name: found.measures[name].unit for name in found.sums}


def test_values_see_sums_and_keep_their_units() -> None:
    """
    A value over a sum of amounts does not meet another unit.
    """
    found = bound(
        "1 if saved > cost else 0", values=(value("saved", "budget - spent_in_all"), value("cost", "staff")), tables=(SURVEY,)
    )

    assert () == found.problems


def test_row_rules_are_bound_for_each_word_of_must() -> None:
    """
    A formula, its ratios and its interpretations are found by the id of the rules; dates are dates only where they are meant.
    """
    other = row_rules("other", "weight", {}, interpretations=value("x", "1", {"另": "0", "错": "wieght"}).interpretations)
    found = bound("weight", rows=(ROWS, other))

    assert {"at_least", "between", "by_date"} == set(found.rows["standard"].ratio)
    assert {"另": parse("0")} == found.rows["other"].readings
    assert ["unknown name `wieght`; did you mean `weight`?"] == [one.message for one in found.problems]


def test_conditions_are_found_by_their_path() -> None:
    """
    Alerts and grades see points and the total, constraints see weights, relations see facts, values and sums.
    """
    found = bound(
        "10",
        alerts=(Alert("甲", condition("a < 5 or rate > 1")), Alert("乙", condition("total < 60 and more > 0"))),
        grades=(Grade("优", Fraction(9), condition("misuse or disclosure == late")), Grade("差", Fraction(0))),
        constraints=(condition("a + more >= 0.1 * total"),),
        relations=(condition("spent <= budget and spent_in_all == spent"),),
        adjustments=(judged("more", 1),),
        tables=(SURVEY,),
    )

    assert () == found.problems
    assert ["alerts/1", "alerts/2", "constraints/1", "grades/1", "relations/1"] == sorted(found.conditions)


def test_branches_slots_and_the_total_know_what_is_applicable() -> None:
    """
    `applicable` is a word of everything that has a subtotal; a slot sees its subtotal, its weight and sums.
    """
    made = framework(
        branch("top", judged("a", 5), formula="cut(subtotal / applicable * weight, 0.01)"),
        slot("s", 5, formula="cut(subtotal / applicable * weight, 0.01) if reached > 0 else 0"),
        rows=(ROWS,),
        adjustments=(branch("more", judged("b", 2), formula="subtotal"),),
        total=parse("min(subtotal / applicable * weight + more + b, weight)"),
    )

    assert () == rules(made).problems


def test_what_was_bound_can_be_bound_again() -> None:
    """
    A bound formula means the same in the next framework: states are not looked up twice.
    """
    first = rules(framework(leaf("a", 10, "weight if disclosure == on_time else 0"))).formulas["a"]
    again = rules(framework(evolve(leaf("a", 10, "0"), rule=Calculated(first))))

    assert first == again.formulas["a"]
    assert "weight if disclosure == on_time else 0" == text(again.formulas["a"])


def test_nothing_has_a_meaning_where_names_clash() -> None:
    """
    Rows, sums and conditions are read for their own problems, but mean nothing.
    """
    found = bound("weight", rows=(ROWS, ROWS), alerts=(Alert("甲", condition("a < 5")),))

    assert ({}, {}, {}) == (found.rows, found.sums, found.conditions)


def test_dates_are_not_added_up() -> None:
    """
    A sum over days means nothing; a sum over differences of days does.
    """
    columns = Fact("due", "期限", DAY), Fact("done", "完成", DAY)
    found = bound("10", tables=(table("t", *columns, totals={"wrong": "done", "late": "done - due"}),))

    assert ["dates cannot be added up; `date - date` is a number of days"] == [one.message for one in found.problems]
    assert {"late"} == set(found.sums)
