"""Every part of a framework sees its own names and no others."""

from fractions import Fraction

from perfrules.domain import domain
from perfrules.formula.measure import DATE, Meaning
from perfrules.framework import Fact
from perfrules.indicator import Indicator, Unscored
from perfrules.rules.scopes import meaning, of_constraints, of_indicator, of_ratio, of_remarks, of_row, of_total
from tests.examples import AMOUNT, CHOICE, branch, framework, judged, leaf, row_rules, slot

ROWS = row_rules("standard", "weight", columns=(Fact("paid", "支出", AMOUNT),))


def test_indicators_see_the_words_of_their_kind() -> None:
    """
    A leaf sees its weight, a judged one what was judged, a branch its children, a slot what its rows come to.
    """
    kinds = leaf("a", 1, "1"), judged("b", 1), branch("c", judged("d", 1)), slot("e", 1)

    assert [
        {"weight"},
        {"weight", "judged"},
        {"subtotal", "applicable", "weight", "d"},
        {"subtotal", "applicable", "weight"},
    ] == [set(of_indicator(one) or ()) for one in kinds]
    assert None is of_indicator(Indicator("f", "f", Fraction(1), Unscored()))


def test_the_total_conditions_and_constraints_see_every_id() -> None:
    """
    Ids are points for the total, alerts and grades, and weights for constraints; where nothing is scored there are no points.
    """
    made = framework(branch("a", judged("b", 1)), adjustments=(judged("more", 1),))
    ids = {"a", "b", "more"}

    assert ids | {"subtotal", "applicable", "weight"} == set(of_total(made))
    assert [ids | {"total"}] * 2 == [set(of_remarks(made)), set(of_constraints(made))]
    assert {} == of_remarks(framework(judged("a", 0), is_scored=False))


def test_rows_see_their_own_figures() -> None:
    """
    Actual figure and target are dates where they must be there by date; a ratio has an upper end only between two.
    """
    figures = {"actual", "target", "target_most", "ratio", "weight", "paid"}

    assert figures == set(of_row(ROWS, "at_least"))
    assert {"actual", "target", "paid"} == set(of_ratio(ROWS, "at_least"))
    assert {"actual", "target", "target_most", "paid"} == set(of_ratio(ROWS, "between"))
    assert [DATE, DATE] == [of_row(ROWS, "by_date")[name] for name in ("actual", "target")]
    assert Meaning("amount", "万元") == of_row(ROWS, "equal")["paid"]


def test_a_name_stands_for_what_its_domain_says() -> None:
    """
    Only money has a unit that formulas watch, and only a choice has states.
    """
    assert [Meaning("amount", "万元"), Meaning("count"), Meaning("choice", "", ("on_time", "late", "none"))] == [
        meaning(one) for one in (AMOUNT, domain("count", "人"), CHOICE)
    ]
