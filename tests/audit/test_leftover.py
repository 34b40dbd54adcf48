"""Words of a template that were left in a report are found, wherever they stand."""

from fractions import Fraction

import pytest

from perfrules.audit.remarks.leftover import TEMPLATE, leftover
from perfrules.case import Case, Figure, PrintedRow, PrintedTable, ReportedProblem, Statement
from perfrules.evidence import Evidence, Known, TableRow
from perfrules.framework import BARE
from perfrules.frozen import Pairs
from tests.audit.reports import line, row

KNOWN = Known(Fraction(1), "1", "一", "填写说明")


@pytest.mark.parametrize("text", ["（具体分值供参考）", "模板", "示例", "填报说明", "XX局", "××街道", "…………", "____年"])
def test_words_of_templates_are_known(text: str) -> None:
    """
    Hints how to fill in a form, and marks for what is to be filled in, are words of a template.
    """
    assert TEMPLATE.search(text)


@pytest.mark.parametrize("text", ["", "巡防次数", "3×4 米", "X 光机", "……"])
def test_other_words_are_not(text: str) -> None:
    """
    A single mark, or an ordinary word, is none.
    """
    assert not TEMPLATE.search(text)


def test_texts_of_a_report_are_looked_at() -> None:
    """
    Problems, notes, statements, rows and tables of a report are looked at, each at its place.
    """
    table = PrintedTable("资金", ("数",), (PrintedRow("XX项目", (None,)),), where="二")
    evidence = Evidence(
        facts=Pairs.of({"budget": KNOWN}),
        values=Pairs.of({"rate": KNOWN}),
        targets=(row("XX次数", where="三"), row("甲", target_text="示例", actual_text="示例二", note="模板")),
        tables=Pairs.of({"funds": (TableRow("××", Pairs()),)}),
    )
    case = Case(
        BARE,
        evidence,
        figures=Pairs.of({"own": Figure(KNOWN, "number")}),
        statements=(Statement(label="示例", note="供参考", where="四"),),
        tables=(table,),
        problems=(ReportedProblem("模板", where="五"),),
        outline=(line("决策", 1, 1, line("XX指标")),),
    )
    found = [(one.path, one.place) for one in leftover(case)]

    assert [
        ("problems/模板", "五"),
        ("facts/budget/note", "一"),
        ("values/rate/note", "一"),
        ("figures/own/note", "一"),
        ("statements/示例", "四"),
        ("statements/示例/供参考", "四"),
        ("targets/output/XX次数/XX次数", "三"),
        ("targets/output/甲/示例", "评分表"),
        ("targets/output/甲/示例二", "评分表"),
        ("targets/output/甲/模板", "评分表"),
        ("tables/资金/XX项目", "二"),
        ("tables/funds/××", ""),
        ("outline/XX指标", "评分表 决策"),
    ] == found


def test_the_text_is_quoted() -> None:
    """
    The remark quotes the text that looks left over.
    """
    (found,) = leftover(Case(BARE, Evidence(), problems=(ReportedProblem("具体分值供参考", where="二"),)))

    assert "二：“具体分值供参考”像是模板中留下的文字。" == found.said("zh")
