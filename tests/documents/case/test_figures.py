"""Figures and statements of a case file are read; a name that nobody has is refused."""

from fractions import Fraction

import pytest

from perfrules.case import Figure, Statement
from perfrules.evidence import Known
from perfrules.formula import parse
from perfrules.frozen import Pairs
from tests.documents.case.form import BARE_HEAD, case, notes, refusals
from tests.examples import condition


def test_figures_are_read_with_what_they_are() -> None:
    """
    A text alone is the value; else where it stands, how it is printed, its kind, a note, and whether it is exact.
    """
    body = (
        "figures:\n  own: 4175.07 万元\n"
        "  cost: {value: 3106.80 万元, printed: 3106.80 元, where: 一, note: 单位有误, exact: 是}\n"
        "  rate: {value: 0.5, kind: rate}\n"
    )

    assert (
        Pairs.of(
            {
                "own": Figure(Known(Fraction(41750700), "4175.07 万元", decimals=2, unit=Fraction(100)), "amount"),
                "cost": Figure(
                    Known(Fraction(31068000), "3106.80 元", "一", "单位有误", decimals=2, unit=Fraction(100)),
                    "amount",
                    exact=True,
                ),
                "rate": Figure(Known(Fraction(1, 2), "0.5", decimals=1, unit=Fraction(1, 10)), "rate"),
            },
        )
        == case(body).figures
    )


def test_a_blank_figure_is_noted() -> None:
    """
    Its name can stand in a statement, its number is not there.
    """
    body = "figures: {own: blank, goal: {value: blank, where: 一}}\nstatements: [{holds: own > goal}]\n"

    assert (Pairs(), ("own", "goal")) == (case(body).figures, case(body).blank_figures)
    assert ["4: figures/own: the cell is printed blank: it counts as missing"] == notes(body)[:1]


def test_statements_are_read_in_their_order() -> None:
    """
    A printed figure with its formula over facts, sums and figures, or a condition, also over a state.
    """
    body = (
        "figures: {own: 3 人}\nstatements:\n"
        "  - {printed: 40.23%, formula: staff / own + spent_sum, where: 一, label: 率, exact: 是}\n"
        "  - {holds: open == full and own > 0, note: 注}\n"
    )

    assert (
        Statement(
            Known(Fraction("0.4023"), "40.23%", decimals=2, unit=Fraction(1, 10**4)),
            parse("staff / own + spent_sum"),
            where="一",
            label="率",
            exact=True,
        ),
        Statement(holds=condition("open == full and own > 0"), note="注"),
    ) == case(body).statements


def test_a_bare_case_has_figures_and_statements() -> None:
    """
    Without a framework the figures are all the names that there are.
    """
    found = case("figures: {a: 3, b: 4}\nstatements: [{printed: 7, formula: a + b}]\n", BARE_HEAD)

    assert 1 == len(found.statements)


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (
            "figures: {a b: 3}",
            "4: figures/a b: `a b` is no id: letters, digits, `_` and Chinese characters were expected, no digit first",
        ),
        ("figures: {staff: 3}", "4: figures/staff: `staff` is a name of the framework; a figure has a name of its own"),
        ("figures: {twice: 3}", "4: figures/twice: `twice` is a name of the framework; a figure has a name of its own"),
        ("figures: {total: 3}", "4: figures/total: `total` is a word of the language; a figure has a name of its own"),
        ("figures: {a: 好}", "4: figures/a: `好` is no number; a day or a flag is a figure with its `kind`"),
        ("figures: {a: {value: 3%, kind: count}}", "4: figures/a/value: `3%` is a percentage, a count was expected"),
        ("statements: [{printed: 3}]", "4: statements/1: a statement has `printed` and `formula`, or `holds` alone"),
        (
            "statements: [{printed: 3, formula: '1', holds: staff > 1}]",
            "4: statements/1: a statement has `printed` and `formula`, or `holds` alone",
        ),
        (
            "statements: [{printed: 3, formula: staf + 1}]",
            "4: statements/1/formula: unknown name `staf`; did you mean `staff`?",
        ),
        ("statements: [{holds: opn}]", "4: statements/1/holds: unknown name `opn`; did you mean `open`?"),
        (
            "statements: [{printed: 3, formula: halfup(staff)}]",
            "4: statements/1/formula: unknown function `halfup`; did you mean `half_up`?",
        ),
        (
            "statements: [{printed: 3, formula: twice}]",
            "4: statements/1/formula: `twice` is a function; write its arguments in brackets",
        ),
        (
            "statements: [{printed: 3, formula: full + 1}]",
            "4: statements/1/formula: unknown name `full`",
        ),
        (
            "statements: [{holds: open == ful}]",
            "4: statements/1/holds: `ful` is no state of `open`; did you mean `full`?",
        ),
        (
            "statements: [{holds: staff}]",
            "4: statements/1/holds: `staff` is a number, not a condition; compare it with something",
        ),
        (
            "figures: {day: {value: 2023-02-03, kind: date}}\nstatements: [{printed: 3, formula: day + 1}]",
            (
                "5: statements/1/formula: a date is compared with a date or subtracted from one, nothing else; "
                "`date - date` is a number of days"
            ),
        ),
        (
            "figures: {on: {value: 是, kind: flag}}\nstatements: [{printed: 3, formula: on + 1}, {holds: not on}]",
            "5: statements/1/formula: `on` is a flag, not a number; write `1 if on else 0`",
        ),
        (
            "statements: [{printed: 好, formula: '1'}]",
            "4: statements/1/printed: `好` is no number; a day or a flag is a figure with its `kind`",
        ),
        ("statements: [3]", "4: statements/1: a mapping is expected here, not a text"),
        ("figures: []", "4: figures: a mapping is expected here, not a list"),
        ("statements: {}", "4: statements: a list is expected here, not a mapping"),
    ],
)
def test_what_cannot_be_read_is_refused(body: str, expected: str) -> None:
    """
    Names that are taken or unknown, sorts that do not fit, and texts that are no figures.
    """
    assert [expected] == refusals(f"{body}\n")
