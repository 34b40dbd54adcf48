"""Tables of a case file: rows of declared ones, and tables that only the report has."""

from fractions import Fraction

import pytest

from perfrules.case import PrintedRow, PrintedTable
from perfrules.evidence import Known, TableRow
from perfrules.formula import parse
from perfrules.frozen import Pairs
from tests.documents.case.form import BARE_HEAD, case, notes, refusals

PRINTED = """\
tables:
  shares:
    columns: [plan, share]
    rows: [[甲, 12 万元, 80%], [乙, blank, 20%]]
    total: [合计, 15 万元, 100%]
    sums: [plan]
    each_row: {share: plan / plan_total}
    where: 三、1
"""


def test_rows_of_a_declared_table_are_read_as_its_columns() -> None:
    """
    The cells stand in the order of the columns; one that is blank is missing.
    """
    found = case("tables: {funds: [[甲, 12 万元, 11], [乙, 3 元, blank]]}\n").evidence.tables

    one = Fraction(1)
    rows = (
        TableRow(
            "甲", Pairs.of({"plan": Known(Fraction(12), "12 万元", unit=one), "used_up": Known(Fraction(11), "11", unit=one)})
        ),
        TableRow("乙", Pairs.of({"plan": Known(Fraction("0.0003"), "3 元", unit=Fraction(1, 10**4))})),
    )
    assert Pairs.of({"funds": rows}) == found


@pytest.mark.parametrize("head", ["framework: a.b\nsubject: 单位\nperiod: '2023'\n", BARE_HEAD])
def test_a_table_of_the_report_is_read_as_it_is_printed(head: str) -> None:
    """
    Its cells are figures; sums and formulas say what should follow from what.
    """
    amounts = [Known(Fraction(size), text, unit=Fraction(10**4)) for size, text in ((120000, "12 万元"), (150000, "15 万元"))]
    rates = [Known(Fraction(size, 100), f"{size}%", unit=Fraction(1, 100)) for size in (80, 20, 100)]

    assert (
        PrintedTable(
            "shares",
            ("plan", "share"),
            (PrintedRow("甲", (amounts[0], rates[0])), PrintedRow("乙", (None, rates[1]))),
            PrintedRow("合计", (amounts[1], rates[2])),
            ("plan",),
            Pairs.of({"share": parse("plan / plan_total")}),
            "三、1",
        ),
    ) == case(PRINTED, head).tables


def test_a_blank_cell_is_noted() -> None:
    """
    Both sorts of tables say which cells are missing.
    """
    assert ["7: tables/shares/rows/2/2: the cell is printed blank: it counts as missing"] == notes(PRINTED)
    assert ["4: tables/funds/1/3: the cell is printed blank: it counts as missing"] == notes(
        "tables: {funds: [[甲, 3, blank]]}\n"
    )


@pytest.mark.parametrize(
    ("tables", "expected"),
    [
        ("[]", ["4: tables: a mapping is expected here, not a list"]),
        (
            "{fund: [[甲, 1, 2]]}",
            [
                (
                    "4: tables/fund: the framework has no table `fund`; did you mean `funds`?; "
                    "one that only the report has is a mapping with `columns` and `rows`"
                ),
            ],
        ),
        ("{funds: {columns: [a], rows: []}}", ["4: tables/funds: a list is expected here, not a mapping"]),
        (
            "{funds: [[甲, 1], [], [乙, 1, 2, 3]]}",
            ["4: tables/funds: `funds` has 3 rows, 2 are the most"],
        ),
        (
            "{funds: [[甲, 1], []]}",
            [
                "4: tables/funds/1: the row has 2 cells, 3 were expected: label, `plan`, `used_up`",
                "4: tables/funds/2: the row has 0 cells, 3 were expected: label, `plan`, `used_up`",
            ],
        ),
        ("{funds: [甲]}", ["4: tables/funds/1: a list is expected here, not a text"]),
        ("{funds: [[甲, 3 人, [4]]]}", ["4: tables/funds/1/3: a text is expected here, not a list"]),
        ("{funds: [[甲, 3 人, 4]]}", ["4: tables/funds/1/2: `3 人` carries the unit `人`, an amount in 万元 was expected"]),
        ("{a b: {columns: [plan], rows: []}}", ["4: tables/a b: `a b` is no id"]),
        ("{a: {columns: [], rows: []}}", ["4: tables/a/columns: `columns` has at least one item"]),
        (
            "{a: {columns: [b, b, 1], rows: [[甲, 1]], total: [合计], sums: [c], each_row: {d: e}}}",
            [
                "4: tables/a/columns/2: the column `b` stands here twice",
                "4: tables/a/columns/3: `1` is no id",
                "4: tables/a/rows/1: the row has 2 cells, 4 were expected: label, `b`, `b`, `1`",
                "4: tables/a/total: the row has 1 cell, 4 were expected: label, `b`, `b`, `1`",
                "4: tables/a/sums/1: `c` is not known here; expected one of",
                "4: tables/a/each_row/d: `d` is not known here; expected one of",
                "4: tables/a/each_row/d: unknown name `e`",
            ],
        ),
        ("{a: {columns: [b], rows: [[甲, 好]]}}", ["4: tables/a/rows/1/2: `好` is no number; a day or a flag"]),
        ("\n  funds:\n    -\n      - 甲\n      -\n      - 3", ["8: tables/funds/1: item 2 of this list has no value"]),
    ],
)
def test_a_table_that_cannot_be_read_is_refused(tables: str, expected: list[str]) -> None:
    """
    Unknown tables and columns, rows of another length, too many rows, cells that are no such number.
    """
    found = refusals(f"tables: {tables}\n")

    assert len(expected) == len(found), found
    assert all(one.startswith(start) for one, start in zip(found, expected, strict=True)), found
