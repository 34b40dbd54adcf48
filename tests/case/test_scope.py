"""Statements see facts, values, sums and figures; money is all in 元."""

import pytest

from perfrules.case import statement_scope
from perfrules.domain import domain
from perfrules.errors import FormulaError
from perfrules.formula import parse
from perfrules.formula.measure import Meaning
from perfrules.formula.scope import resolve
from perfrules.framework import BARE, Fact
from tests.examples import AMOUNT, CHOICE, DAY, FLAG, framework, function, leaf, table, value

YUAN = domain("amount", "元")
FORM = framework(
    leaf("a", 1, "1"),
    facts=(
        Fact("spent", "支出", AMOUNT),
        Fact("bought", "采购", YUAN),
        Fact("open", "公开", CHOICE),
        Fact("exempt", "免评", FLAG),
        Fact("started", "开工", DAY),
    ),
    values=(value("rest", "spent * 2"), value("days", "started - started")),
    tables=(table("funds", Fact("used", "支出", AMOUNT), totals={"used_sum": "used"}),),
    functions=(function("twice", "x", "x * 2"),),
)
SCOPE = statement_scope(FORM, {"own": "amount", "until": "date", "ready": "flag", "people": "count"})


def test_every_name_has_its_sort() -> None:
    """
    Of amounts the unit is 元, of all else there is none; states are kept.
    """
    money = Meaning("amount", "元")

    assert {
        "spent": money,
        "bought": money,
        "open": Meaning("choice", "", ("on_time", "late", "none")),
        "exempt": Meaning("flag"),
        "started": Meaning("date"),
        "rest": money,
        "days": Meaning(),
        "used_sum": money,
        "own": money,
        "until": Meaning("date"),
        "ready": Meaning("flag"),
        "people": Meaning("count"),
    } == SCOPE.names


@pytest.mark.parametrize("written", ["spent + bought + own", "twice(rest) * people", "1 if until > started and ready else 0"])
def test_amounts_of_two_units_can_be_added(written: str) -> None:
    """
    A framework refuses to add 万元 to 元; a statement takes all in 元.
    """
    resolve(parse(written), SCOPE)


def test_a_bare_case_has_figures_alone() -> None:
    """
    Without a framework there are the standard functions and the figures.
    """
    scope = statement_scope(BARE, {"own": "number"})
    resolve(parse("half_up(own, 1)"), scope)

    with pytest.raises(FormulaError, match="unknown name `spent`"):
        resolve(parse("spent"), scope)
