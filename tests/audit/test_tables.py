"""Printed tables: totals of columns, rows, and what stands there twice."""

import pytest

from perfrules.audit.figures.tables import findings, relations
from tests.audit.pages import bare, page
from tests.audit.reports import results, verdicts

TABLE = """\
tables:
  use:
    where: 三
    columns: [plan, used, ratio]
    rows:
      - [甲, 1.50 万元, 1.50 万元, 100%]
      - [乙, 2.25 万元, 1.00 万元, {second}]
    total: [合计, {plan}, 2.50 万元, {ratio}]
    sums: [plan, used]
    each_row: {{ratio: used / plan}}
"""


def table(second: str = "44%", plan: str = "3.75 万元", ratio: str = "67%") -> str:
    """A table with one changed cell."""
    return TABLE.format(second=second, plan=plan, ratio=ratio)


@pytest.mark.parametrize(
    ("body", "wrong"),
    [
        (table(), {}),
        (table(plan="3.76 万元", ratio="66%"), {"tables/use/total/plan": "rounding_can_explain"}),
        (table(plan="3.80 万元", ratio="66%"), {"tables/use/total/plan": "differs"}),
        (table(second="45%"), {"tables/use/乙/ratio": "rounding_can_explain"}),
        (table(second="50%"), {"tables/use/乙/ratio": "differs"}),
        (table(ratio="70%"), {"tables/use/total/ratio": "differs"}),
    ],
)
def test_totals_and_rows_are_compared(body: str, wrong: dict[str, str]) -> None:
    """
    The sum of each column against the total, the formula in each row and in the total.
    """
    one = bare(body)
    everything = [
        ("table-total", "tables/use/total/plan"),
        ("table-total", "tables/use/total/used"),
        ("table-row", "tables/use/甲/ratio"),
        ("table-row", "tables/use/乙/ratio"),
        ("table-row", "tables/use/total/ratio"),
    ]

    assert [(code, path, wrong.get(path, "matches")) for code, path in everything] == verdicts(relations(one), one)
    assert [] == list(findings(one))


def test_a_row_can_name_totals() -> None:
    """
    `<column>_total` is the cell of the total; labels, place and cells are those of the table.
    """
    one = bare(
        "tables:\n  t: {where: 三, columns: [a, share], rows: [[甲, 1 元, 25%], [甲, 3 元, 75%]], total: [合计, 4 元, 100%], "
        "sums: [a], each_row: {share: a / a_total}}\n"
    )
    found = list(relations(one))

    assert {"matches"} == {each.compared(one.numbers).verdict for each in found}
    assert [
        ("合计 a", ("tables/t/total/a", "tables/t/甲/a", "tables/t/甲#2/a")),
        ("甲 share", ("tables/t/甲/share", "tables/t/甲/a", "tables/t/total/a")),
        ("甲#2 share", ("tables/t/甲#2/share", "tables/t/甲#2/a", "tables/t/total/a")),
        ("合计 share", ("tables/t/total/share", "tables/t/total/a")),
    ] == [(each.label, each.cells) for each in found]
    assert {"三"} == {each.place for each in found}


def test_each_row_has_a_name_of_its_own() -> None:
    """
    A row that is called like the total, or like a row that is counted, is another row.
    """
    one = bare(
        "tables:\n  t: {columns: [a], rows: [[total, 1 元], [乙, 2 元], ['乙#2', 3 元], [乙, 4 元], [乙, 5 元]], "
        "total: [合计, 15 元], sums: [a]}\n"
    )
    (total,) = relations(one)

    assert "matches" == total.compared(one.numbers).verdict
    assert ("total", "total#2", "乙", "乙#2", "乙#3", "乙#4") == tuple(key.split("/")[2] for key in total.cells)


def test_a_blank_cell_cannot_be_verified() -> None:
    """
    Nor can a total that is not printed; a table without rows says nothing.
    """
    one = bare(
        "tables:\n  t: {columns: [a, b], rows: [[甲, 1, blank], [乙, blank, 4]], total: [合计, 3, 4], "
        "sums: [a, b], each_row: {b: a * 2}}\n"
        "  u: {columns: [a], rows: [[甲, 1]], sums: [a]}\n  v: {columns: [a], rows: [], sums: [a], total: [合计, 0]}\n"
    )

    assert [("table-row", "tables/t/total/b", "differs")] == verdicts(relations(one), one)
    assert [
        ("table-total", "tables/t/total/a", "cannot_verify"),
        ("table-total", "tables/t/total/b", "cannot_verify"),
        ("table-row", "tables/t/甲/b", "cannot_verify"),
        ("table-row", "tables/t/乙/b", "cannot_verify"),
        ("table-total", "tables/u/total/a", "cannot_verify"),
    ] == results(findings(one))
    assert ["合计 a列示 3；缺少乙 a，不能复核。", "合计 a；缺少合计 a，不能复核。"] == [
        each.said("zh") for each in findings(one) if each.path.endswith("total/a")
    ]


def test_rows_that_stand_there_twice_are_a_warning() -> None:
    """
    Rows with the same label and the same numbers; not blank ones, and not those whose numbers differ.
    """
    rows = "[甲, 1, 2], [甲, 1, 3], [甲, 1, 2], [乙, 1, 2], [丙, blank, blank], [丙, blank, blank]"
    one = bare(f"tables:\n  t: {{where: 三, columns: [a, b], rows: [{rows}]}}\n")
    (found,) = findings(one)

    assert ("duplicate", "tables/t/甲#3", "warning", "三") == (found.code, found.path, found.severity, found.place)
    assert ("三：“甲”一行列示了两次，数字相同。", "三: the row `甲` stands there twice with the same numbers.") == found.sentence


def test_so_are_rows_of_declared_tables() -> None:
    """
    A declared table has nothing printed but its cells.
    """
    one = page("tables: {funds: [[甲, 5, 3], [甲, 5, 3]]}\n")

    assert [] == list(relations(one))
    assert [("duplicate", "tables/funds/甲#2", "remark")] == results(findings(one))


def test_tables_that_stand_there_twice_are_a_warning() -> None:
    """
    Tables with the same rows; those without any are not compared.
    """
    rows = "columns: [a], rows: [[甲, 1], [乙, 2]]"
    empty = "columns: [a], rows: []"
    one = bare(f"tables:\n  t: {{{rows}}}\n  u: {{{empty}}}\n  v: {{{empty}}}\n  w: {{{rows}, where: 四}}\n")
    (found,) = findings(one)

    assert ("tables/w", "四：表“w”与表“t”完全相同。", True) == (found.path, found.said("zh"), found.warns)
