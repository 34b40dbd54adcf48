"""Texts in columns."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from perfrules.cli.layout import aligned, paragraph, rendered, table, wrapped


@pytest.mark.parametrize(
    ("text", "width", "expected"),
    [
        ("", 10, [""]),
        ("编外人员控制率", 8, ["编外人员", "控制率"]),
        ("得分为 98.79%，不", 12, ["得分为", "98.79%，不"]),
        ("占比43.209876…%高", 12, ["占比", "43.209876…%", "高"]),
        ("一二三，四", 6, ["一二", "三，四"]),
        ("一二（三）", 6, ["一二", "（三）"]),
        ("a  b", 1, ["a", "b"]),
        ("abcdefgh", 3, ["abc", "def", "gh"]),
        ("共（", 20, ["共（"]),
        ("共得 12 分。", 8, ["共得", "12 分。"]),
        ("3,106.80 万元", 9, ["3,106.80", "万元"]),
    ],
)
def test_lines_break_between_words_and_characters(text: str, width: int, expected: list[str]) -> None:
    """
    Chinese breaks between characters, never before a closing mark, and never inside a number.
    """
    assert expected == wrapped(text, width)


@given(st.text(alphabet="一二，（）“” a1.9%…"), st.integers(8, 30))
def test_wrapping_loses_nothing(text: str, width: int) -> None:
    """
    The lines hold every mark of the text but blanks, in order, and none is too wide.
    """
    lines = wrapped(text, width)

    assert "".join(text.split()) == "".join("".join(lines).split())
    assert all(cell_len(line) <= width for line in lines)


def test_further_lines_are_indented() -> None:
    """
    A paragraph keeps its first column free.
    """
    assert "分  一二三\n    四五" == paragraph("一二三四五", 10, "分  ").plain


def test_numbers_stand_point_below_point() -> None:
    """
    Numbers get blanks for the decimals that they lack.
    """
    assert ["5   ", "5.15", "0.5 "] == aligned(["5", "5.15", "0.5"])
    assert [] == aligned([])


def test_a_table_wraps_its_first_column_only() -> None:
    """
    A label that is too wide goes on below its own beginning; colours come only where they are asked for.
    """
    made = table(["指标", "分值", "依据"], [("  编外人员控制率和在编人员控制率", "1", "评定")], 30, ["bold"])

    assert [
        "",
        " 指标             分值   依据",
        " ────────────────────────────",
        "   编外人员控制      1   评定",
        "   率和在编人员",
        "   控制率",
        "",
    ] == rendered([made], 30, coloured=False).splitlines()
    assert "\x1b[1m" in rendered([made], 30, coloured=True)
