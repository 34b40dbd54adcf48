"""The tally of many audits."""

import attrs

from perfrules.cli.layout import rendered
from perfrules.cli.tally import MOST_NAMED, Tally
from tests.findings import CAUSE, EVERY, OVER, ROUNDED


def lines(tally: Tally) -> list[str]:
    """What the tally says, in Chinese."""
    return rendered(tally.parts("zh", 80), 80, coloured=False).splitlines()


def test_codes_and_reports_with_errors_are_counted() -> None:
    """
    A row for each code, and one for each report with errors, the most first.
    """
    tally = Tally()
    tally.add("甲局 2023", [CAUSE, ROUNDED])
    tally.add("乙局 2023", EVERY)
    tally.add("丙局 2023", [OVER])

    assert [
        "汇总（3 份报告，2 份有错误）",
        "",
        " 类别             错误   警告   说明   相符",
        " ─────────────────────────────────────────────",
        " 正文说法            1      0      0      0",
        " 评分标准歧义        0      1      0      0",
        " 超额完成            0      0      2      0",
        " 报告自列问题        0      1      0      0",
        " 数据勾稽            1      0      0      0",
        " 得分与评分标准      0      0      2      0",
        " 正文数字            3      2      0      0",
        " 表格合计            0      0      0      2",
        "",
        "有错误的报告（错误多者在前）",
        "",
        " 单位        错误   警告",
        " ──────────────────────────",
        " 乙局 2023      4      3",
        " 甲局 2023      1      1",
        "",
    ] == lines(tally)


def test_reports_without_findings_have_no_tables() -> None:
    """
    Only their number is said.
    """
    tally = Tally()
    tally.add("甲局 2023", [])

    assert ["汇总（1 份报告，0 份有错误）"] == lines(tally)


def test_not_all_reports_are_named() -> None:
    """
    Those with most errors are, the others are counted.
    """
    tally = Tally()
    for position in range(MOST_NAMED + 2):
        tally.add(f"第{position}局", [attrs.evolve(CAUSE, path=str(each)) for each in range(position + 1)])
    found = lines(tally)

    assert "另有 2 份" == found[-1]
    assert MOST_NAMED == sum(line.startswith(" 第") for line in found)
    assert found[-3].split() == ["第2局", "3", "0"]


def test_codes_stand_in_english() -> None:
    """
    In English a code is its own name.
    """
    tally = Tally()
    tally.add("甲局 2023", [CAUSE])

    assert " statement" in rendered(tally.parts("en", 80), 80, coloured=False)
