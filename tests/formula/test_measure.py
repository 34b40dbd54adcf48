"""Money of one unit, days and bare numbers do not mix."""

import pytest

from perfrules.errors import FormulaError
from perfrules.formula import Scope, parse, parse_condition, resolve, resolve_condition
from perfrules.formula.measure import DATE, PLAIN, Meaning, measure
from perfrules.formula.syntax import Arithmetic, Definition, Name

YUAN, WAN = Meaning("amount", "元"), Meaning("amount", "万元")
MEANINGS = {
    "yuan": YUAN,
    "wan": WAN,
    "other": WAN,
    "count": Meaning("count", "人"),
    "rate": Meaning("rate"),
    "due": DATE,
    "done": DATE,
    "f": Meaning("flag"),
    "how": Meaning("choice", "", ("good", "bad")),
}
SCOPE = Scope.of(MEANINGS, [Definition("both", ("x", "y"), parse("x + y")), Definition("same", ("x",), parse("x"))])


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("1", PLAIN),
        ("count", PLAIN),
        ("rate", PLAIN),
        ("wan", WAN),
        ("-wan", WAN),
        ("wan + other", WAN),
        ("wan - 1", WAN),
        ("1 + wan", WAN),
        ("wan * 2", WAN),
        ("2 * wan", WAN),
        ("wan * other", PLAIN),
        ("wan * yuan", PLAIN),
        ("wan / other", PLAIN),
        ("wan / count", WAN),
        ("1 / wan", PLAIN),
        ("count * rate", PLAIN),
        ("min(wan, other, 1)", WAN),
        ("max(1, wan)", WAN),
        ("floor(yuan)", YUAN),
        ("cut(wan, 0.01)", WAN),
        ("attained(wan, other, 10)", PLAIN),
        ("both(wan, 1)", WAN),
        ("same(yuan)", YUAN),
        ("wan if f else 0", WAN),
        ("0 if f else wan", WAN),
        ("wan if not (f or how == good and wan <= other < 3) else other", WAN),
        ("due", DATE),
        ("date(2024, 1, 1)", DATE),
        ("due - done", PLAIN),
        ("due - date(2024, 1, 1)", PLAIN),
        ("(due - done) / 2", PLAIN),
        ("wan + (due - done)", WAN),
    ],
)
def test_a_formula_measures_what_its_parts_make_it(written: str, expected: Meaning) -> None:
    """
    Sums keep the unit, quotients of money are bare, a difference of dates is a number of days.
    """
    assert expected == measure(resolve(parse(written), SCOPE), MEANINGS)


@pytest.mark.parametrize(
    "written",
    [
        "yuan + wan",
        "yuan - wan",
        "yuan / wan",
        "min(yuan, wan)",
        "min(1, yuan, 2, wan)",
        "yuan if f else wan",
        "both(yuan, wan)",
        "attained(yuan, wan, 1)",
        "(yuan * 2) + (1 + wan)",
        "1 if yuan < wan else 0",
        "1 if f and (wan > 1 or not 0 < wan < yuan) else 0",
        "same(yuan) + wan",
    ],
)
def test_two_units_of_money_do_not_meet(written: str) -> None:
    """
    Amounts in 元 and 万元 are not added, divided or compared, also not inside of functions and conditions.
    """
    with pytest.raises(FormulaError, match="元 meet here; declare both facts in one unit"):
        resolve(parse(written), SCOPE)


@pytest.mark.parametrize(
    "written",
    [
        "due + 1",
        "1 + due",
        "due + done",
        "due - 1",
        "1 - due",
        "due * 2",
        "due / done",
        "-due",
        "floor(due)",
        "max(due, done)",
        "same(due)",
        "cut(due, 1)",
        "due if f else done",
        "due - wan",
    ],
)
def test_a_date_is_compared_or_subtracted_only(written: str) -> None:
    """
    Nothing can be done with a date but comparing it with a date and subtracting it from one.
    """
    with pytest.raises(FormulaError, match="a date is compared with a date or subtracted from one, nothing else"):
        resolve(parse(written), SCOPE)


@pytest.mark.parametrize("written", ["due > 3", "3 < due", "due == wan", "done < due < count", "due - done > due"])
def test_a_date_is_not_compared_with_a_number(written: str) -> None:
    """
    A date beside a number in a comparison is refused.
    """
    with pytest.raises(FormulaError, match="a date meets a number here"):
        resolve_condition(parse_condition(written), SCOPE)


def test_dates_are_compared() -> None:
    """
    Dates and literals are compared, also in a chain.
    """
    condition = parse_condition("date(2023, 1, 1) <= done <= due or f or not how != bad")

    assert condition == parse_condition("date(2023,1,1) <= done <= due or f or not (how != bad)")
    assert resolve_condition(condition, SCOPE)


def test_a_made_formula_is_quoted_by_its_text() -> None:
    """
    Where nobody wrote a formula, the error quotes its canonical text.
    """
    with pytest.raises(FormulaError) as caught:
        measure(Arithmetic(Name("yuan"), "+", Name("wan")), MEANINGS)

    assert ("yuan + wan", 0, 10) == (caught.value.text, caught.value.start, caught.value.end)
