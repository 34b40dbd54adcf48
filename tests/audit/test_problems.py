"""A report that lists a problem and gives full points beside it is worth a second look."""

from perfrules.audit.remarks.problems import problems
from perfrules.audit.report import Report
from perfrules.case import Printed, ReportedProblem
from perfrules.finding import Finding
from tests.audit.reports import line, outlined, points, printed, report, row
from tests.examples import branch, judged, slot

OWN = branch("a", judged("b", 3), judged("c", 4)), branch("d", judged("e", 5))


def listed(*indicators: str) -> tuple[ReportedProblem, ...]:
    """Problems about these indicators."""
    return tuple(ReportedProblem("进度偏慢", one, "三（二）") for one in indicators)


def told(one: Report) -> list[Finding]:
    """What is said of the problems."""
    return list(problems(one.case, one.numbers))


def warned(says: Printed, *indicators: str) -> list[bool]:
    """Which of the problems about these indicators stand beside a full score."""
    return [found.warns for found in told(report(*OWN, says=says, problems=listed(*indicators)))]


def test_a_problem_beside_a_full_score_warns() -> None:
    """
    The score is quoted with the problem, and the remark is a warning.
    """
    (found,) = told(report(*OWN, says=printed(scores=points(b=3)), problems=listed("b")))

    assert ("problem", "remark", "warning", "b") == (found.code, found.verdict, found.severity, found.indicator)
    assert "三（二）：b列示得分 3，是满分，而报告自己列出问题：进度偏慢。" == found.said("zh")
    assert ("scores/b", "framework/b/weight") == found.numbers


def test_a_problem_beside_lost_points_is_a_plain_remark() -> None:
    """
    Where points were lost, or nothing is printed, the problem is only quoted.
    """
    (found,) = told(report(*OWN, says=printed(scores=points(b=2)), problems=listed("b")))

    assert ("remark", "note") == (found.verdict, found.severity)
    assert "三（二）：报告列出问题（b）：进度偏慢。" == found.said("zh")
    assert [False] == warned(printed(), "b")


def test_a_branch_is_full_when_all_printed_scores_below_are() -> None:
    """
    A branch without a score of its own is full where each score below it is.
    """
    assert [True] == warned(printed(scores=points(b=3, c=4)), "a")
    assert [True] == warned(printed(scores=points(b=3)), "a")
    assert [False] == warned(printed(scores=points(b=3, c=3)), "a")


def test_a_criterion_is_full_with_the_line_above_it() -> None:
    """
    A criterion that prints no score takes that of the nearest line above it.
    """
    assert [True, False] == warned(printed(scores=points(a=7, d=4)), "b", "e")


def test_a_problem_without_an_indicator_is_a_plain_remark() -> None:
    """
    A problem of the whole report, or of an indicator that there is not, is quoted as it is.
    """
    found = told(report(*OWN, problems=listed("", "nowhere")))

    assert ["三（二）：报告列出问题：进度偏慢。"] * 2 == [one.said("zh") for one in found]
    assert ["problems/report/进度偏慢", "problems/nowhere/进度偏慢"] == [one.path for one in found]


def test_a_full_total_beside_problems_warns() -> None:
    """
    Where no single full score stands beside a problem, a full total does.
    """
    full = told(report(*OWN, says=printed(total=12), problems=listed("", "")))[-1]

    assert ("problem", "total", True) == (full.code, full.path, full.warns)
    assert "评分表：列示总分 12，是满分，而报告自己列出 2 个问题。" == full.said("zh")
    assert [True] == warned(printed(scores=points(b=3), total=12), "b")
    assert [False] == warned(printed(total=11), "")
    assert [] == warned(printed(total=12))


def test_rows_adjustments_and_outlines_have_problems_too() -> None:
    """
    A problem can name a target row, an adjustment or a line of an outline.
    """
    form = report(
        slot("output", 10),
        targets=(row("甲", 10, printed=points(x=10)["x"]),),
        says=printed(scores=points(bonus=2)),
        changes={"adjustments": (judged("bonus", 2),)},
        problems=listed("output/甲", "bonus"),
    )
    bare = outlined(line("决策", 20, 20), line("绩效", None, 5), problems=listed("决策", "绩效"))

    assert [True, True] == [one.warns for one in told(form)]
    assert [True, False] == [one.warns for one in told(bare)]
