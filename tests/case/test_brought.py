"""`collect` takes target rows, tables and weights from a program."""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from perfrules.case import collect
from perfrules.case.brought import Cells, RowData
from perfrules.errors import EvidenceError
from perfrules.evidence import Evidence, Known, TableRow, TargetRow
from perfrules.formula import parse
from perfrules.framework import Fact
from perfrules.frozen import Pairs
from perfrules.indicator import Interpretation
from tests.examples import AMOUNT, COUNT, Field, branch, framework, judged, row_rules, slot, table

FORM = framework(
    branch("results", slot("output", 50), slot("effect", 0, is_open=True)),
    judged("opinion", 10),
    rows=(row_rules("standard", "cut(ratio * weight, 0.01)", columns=(Fact("asked", "问卷", COUNT),)),),
    tables=(table("funds", Fact("plan", "预算", AMOUNT), Fact("used", "支出", AMOUNT), rows_at_most=2),),
)


def collected(targets: Iterable[RowData] = (), tables: Mapping[str, Iterable[Cells]] | None = None, **given: Field) -> Evidence:
    """The evidence of a unit that brings this."""
    return collect(FORM, {}, targets=targets, tables=tables or {}, **given)


def said(**given: Field) -> list[str]:
    """What is wrong with what a unit brings."""
    with pytest.raises(EvidenceError) as caught:
        collected(**given)
    return [str(problem) for problem in caught.value.problems]


def test_a_row_is_read_as_in_a_file() -> None:
    """
    Every key of a row in a file can be given, with texts, numbers, days, and trees in their place.
    """
    given = {
        "slot": "output",
        "group": "数量指标",
        "label": "巡防",
        "must": "graded",
        "weight": 10,
        "target": "120 次",
        "target_text": "足额",
        "actual": 133,
        "actual_text": "完成",
        "ratio": "80%",
        "asked": "12 人",
        "points": Decimal("8.5"),
        "by": "甲",
        "reason": "好",
        "printed": "8.5",
        "formula": "weight",
        "interpretations": [{"name": "另", "formula": "0"}, Interpretation("又", parse("1"))],
        "of": "x",
        "where": "表",
        "note": "注",
    }
    found, whole = collected([given, {"slot": "output", "label": "全部", "weight": 1, "id": "x", "formula": parse("1")}]).targets

    assert (
        TargetRow(
            id="output/数量指标/巡防",
            slot="output",
            group="数量指标",
            label="巡防",
            must="graded",
            weight=Fraction(10),
            unit="次",
            target=Known(Fraction(120), "120 次", unit=Fraction(1)),
            target_text="足额",
            actual=Known(Fraction(133)),
            actual_text="完成",
            ratio=Known(Fraction(4, 5), "80%", unit=Fraction(1, 100)),
            columns=Pairs.of({"asked": Known(Fraction(12), "12 人", unit=Fraction(1))}),
            points=Fraction("8.5"),
            by="甲",
            reason="好",
            printed=Fraction("8.5"),
            formula=parse("weight"),
            interpretations=(Interpretation("另", parse("0")), Interpretation("又", parse("1"))),
            of="x",
            where="表",
            note="注",
        )
        == found
    )
    assert ("x", parse("1")) == (whole.id, whole.formula)


def test_a_row_that_a_program_made_is_taken_as_it_is() -> None:
    """
    A target row needs no reading.
    """
    row = TargetRow("a", "output", "甲", weight=Fraction(1), actual=Known(Fraction(date(2023, 1, 1).toordinal())))

    assert (row,) == collected([row]).targets


def test_what_is_blank_is_missing() -> None:
    """
    A blank score and a blank figure are left out.
    """
    (row,) = collected([{"slot": "output", "label": "甲", "weight": 1, "printed": "blank", "actual": "blank"}]).targets

    assert (None, None) == (row.printed, row.actual)


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ({}, ["targets/1: key `slot` is missing", "targets/1: key `label` is missing"]),
        (
            {"slot": "ouput", "label": "甲"},
            ["targets/1/slot: the framework has no slot `ouput`; did you mean `output`?"],
        ),
        (
            {"slot": "output", "label": "甲", "weigth": 1},
            ["targets/1/weigth: unknown key `weigth`; did you mean `weight`?", "targets/1/weight: key `weight` is missing"],
        ),
        ({"slot": "output", "label": 3, "weight": 1}, ["targets/1/label: `3` is no text", "targets/1/label: a row has a label"]),
        (
            {"slot": "output", "label": "甲", "weight": 0.5},
            [
                "targets/1/weight: `0.5` is a float, which is not exact; give a text, a Decimal or a Fraction",
                "targets/1/weight: key `weight` is missing",
            ],
        ),
        (
            {"slot": "output", "label": "甲", "weight": 1, "must": "more"},
            [
                (
                    "targets/1/must: `more` is not known here, `must` is `at_least` or `at_most` or `equal` or `between` "
                    "or `by_date` or `graded`"
                ),
            ],
        ),
        (
            {"slot": "output", "label": "甲", "weight": 1, "formula": "1 +"},
            [
                (
                    "targets/1/formula: the formula breaks off or has two things side by side here; is an operator missing?\n"
                    "    1 +\n      ^"
                ),
            ],
        ),
        (
            {"slot": "output", "label": "甲", "weight": 1, "target": "120 次", "actual": "95%"},
            ["targets/1/actual: `95%` is a percentage, its target `120 次` is in `次`"],
        ),
    ],
)
def test_a_row_that_cannot_be_read_is_refused(row: Field, expected: list[str]) -> None:
    """
    Each problem names the number of its row and the key.
    """
    assert expected == said(targets=[row])


def test_rows_are_compared_with_one_another() -> None:
    """
    The same row twice is refused with the number of the second one.
    """
    row = {"slot": "output", "label": "甲", "weight": 1}

    assert ["targets/2/label: `output/甲` stands here twice; give one of them an `id`"] == said(targets=[row, row])


def test_tables_are_given_by_position_or_by_column() -> None:
    """
    A row is a label and its cells, or cells by column; a blank cell is missing.
    """
    found = collected(tables={"funds": [["甲", "12 万元", Decimal("11.5")], {"label": "乙", "plan": 3, "used": "blank"}]}).tables

    expected = (
        TableRow("甲", Pairs.of({"plan": Known(Fraction(12), "12 万元", unit=Fraction(1)), "used": Known(Fraction("11.5"))})),
        TableRow("乙", Pairs.of({"plan": Known(Fraction(3))})),
    )
    assert Pairs.of({"funds": expected}) == found


def test_a_table_that_cannot_be_read_is_refused() -> None:
    """
    Unknown tables and columns, rows of another length, too many rows, cells that are no such number.
    """
    rows = [["甲", "12 万元"], {"label": "乙", "plna": 3, "used": "3 人"}, ["丙", 1, 2]]

    assert [
        "tables/fund: the framework has no table `fund`; did you mean `funds`?",
        "tables/funds: `funds` has 3 rows, 2 are the most",
        "tables/funds/1: the row has 2 cells, 3 were expected: label, `plan`, `used`",
        "tables/funds/2/plna: the table `funds` has no column `plna`; did you mean `plan`?",
        "tables/funds/2/used: `3 人` carries the unit `人`, an amount in 万元 was expected",
    ] == said(tables={"fund": [], "funds": rows})


def test_a_long_table_names_its_first_columns() -> None:
    """
    A message stays short, however many columns there are.
    """
    wide = framework(tables=(table("wide", *(Fact(f"c{number}", "列", COUNT) for number in range(13))),))
    with pytest.raises(EvidenceError) as caught:
        collect(wide, {}, tables={"wide": [["甲"]]})

    assert str(caught.value).endswith("14 were expected: label, " + ", ".join(f"`c{number}`" for number in range(12)) + ", …")


def test_weights_and_missing_rows_are_given_where_they_can_be() -> None:
    """
    A weight that is open, and the slots and branches of which rows are missing.
    """
    found = collected(weights={"effect": "40"}, incomplete={"effect": "缺页", "results": "缺页"})

    assert Pairs.of({"effect": Fraction(40)}) == found.weights
    assert Pairs.of({"effect": "缺页", "results": "缺页"}) == found.incomplete


def test_weights_and_missing_rows_are_refused_elsewhere() -> None:
    """
    A fixed weight, and an indicator that has no rows.
    """
    fixed = "the framework says what `output` weighs; a case sets only weights that are `open`, or `adjustable`"
    assert [
        f"weights/output: {fixed}",
        "incomplete/opinion: `opinion` is neither a slot nor a branch, so no rows of it can be missing",
    ] == said(weights={"output": 40}, incomplete={"opinion": "缺页"})


def test_adjustable_weights_can_be_given() -> None:
    """
    Where a framework is adjustable, a case says what any indicator weighs.
    """
    adjustable = framework(slot("output", 10), rows=FORM.rows, has_adjustable_weights=True)

    assert Pairs.of({"output": Fraction(12)}) == collect(adjustable, {}, weights={"output": 12}).weights
