"""Each line of a table is filled in, and only once."""

from fractions import Fraction

from perfrules.audit.report import Report
from perfrules.audit.structure.filled import filled
from perfrules.frozen import Pairs
from tests.audit.reports import Result, line, outlined, points, printed, report, results, row
from tests.examples import Field, branch, judged, judgements, slot

REMARK = "remark"


def found(one: Report) -> list[Result]:
    """What is said of the lines."""
    return results(filled(one.case, one.numbers))


def rows(*given: Field, **more: Field) -> Report:
    """A report of one slot with these rows."""
    return report(slot("output", 30), targets=given, **more)


def test_a_line_without_a_score_beside_others_is_missed() -> None:
    """
    Where the leaves of a level have scores, one without is a warning, and its weight is at stake.
    """
    one = report(branch("a", judged("b", 3), judged("c", 4)), says=printed(scores=points(b=3)))
    (missed,) = filled(one.case, one.numbers)

    assert ("unscored-row", "c", "warning") == (missed.code, missed.path, missed.severity)
    assert 4 == missed.stake
    assert "评分表 a：c分值 4，未列示得分。" == missed.said("zh")


def test_a_score_above_or_below_speaks_for_a_line() -> None:
    """
    A branch that prints a score speaks for its criteria, and criteria that print theirs speak for the branch.
    """
    above = report(branch("a", judged("b", 3), judged("c", 4)), judged("d", 5), says=printed(scores=points(a=7, d=5)))
    below = report(branch("a", judged("b", 3)), judged("d", 5), says=printed(scores=points(b=3, d=5)))

    assert [] == found(above)
    assert [] == found(below)


def test_only_the_highest_line_without_a_score_is_missed() -> None:
    """
    A branch without any score below it is missed once, not with each of its leaves.
    """
    one = report(branch("a", judged("b", 3), judged("c", 4)), branch("d", judged("e", 5)), says=printed(scores=points(d=5, e=5)))

    assert [("unscored-row", "a", REMARK)] == found(one)


def test_a_level_without_scores_is_not_looked_at() -> None:
    """
    Where a report prints no score, or none at a level, nothing is missed.
    """
    assert [] == found(report(judged("a", 3), judged("b", 4)))
    assert [] == found(report(branch("a", judged("b", 3)), judged("c", 4), says=printed(scores=points(b=3))))


def test_a_line_that_is_settled_otherwise_is_not_missed() -> None:
    """
    Points that a person gave, and lines that do not apply, need no printed score.
    """
    indicators = judged("a", 3), judged("b", 4), judged("c", 5, not_applicable="full")
    given: dict[str, Field] = {"judged": judgements(b=4), "not_applicable": Pairs.of({"c": "无此事项"})}

    assert [] == found(report(*indicators, says=printed(scores=points(a=3)), **given))


def test_target_rows_are_one_level() -> None:
    """
    A row without a printed score is missed where others have one, in a group or not; a graded row has that of a person.
    """
    scored = row("甲", 10, printed=Fraction(10), group="数量")
    graded = row("丙", 10, must="graded", points=Fraction(8), by="复核", reason="抽查")

    assert [("unscored-row", "output/乙", REMARK)] == found(rows(scored, row("乙", 10), graded))


def test_a_score_without_a_weight_is_strange() -> None:
    """
    Where others of a level print weights, a score without one is a warning.
    """
    strange = outlined(line("甲", 10, 9), line("乙", None, 8), line("丙", None, 5, line("子", 5, 5)))
    (one,) = filled(strange.case, strange.numbers)

    assert ("unscored-row", "乙", "warning") == (one.code, one.path, one.severity)
    assert "乙列示得分 8，未列示分值" in one.said("zh")


def test_a_framework_weight_is_no_printed_one() -> None:
    """
    Scores beside which no weights are printed are not strange.
    """
    assert [] == found(report(judged("a", 3), judged("b", 4), says=printed(scores=points(a=3, b=4))))


def test_two_rows_with_one_label_in_one_place_repeat() -> None:
    """
    Two rows of one slot and group with the same label are one too many.
    """
    first, again = row("甲", 10, "3", "4"), row("甲", 10, "5", "6", id="again", where="第三页")
    one = rows(first, again)
    (double,) = filled(one.case, one.numbers)

    assert ("duplicate", "again", "第三页", "warning") == (double.code, double.path, double.place, double.severity)
    assert 10 == double.stake
    assert "甲与“output/甲”重复" in double.said("zh")


def test_two_rows_with_one_label_and_the_same_figures_repeat() -> None:
    """
    Rows of two groups repeat where label, figures and weight are the same; other figures are another target.
    """
    first = row("甲", 10, "3", "4", group="数量")
    same, other = row("甲", 10, "3", "4", group="质量", id="same"), row("甲", 10, "3", "5", group="质量", id="other")

    assert [("duplicate", "same", REMARK)] == found(rows(first, same))
    assert [] == found(rows(first, other))
    assert [] == found(rows(row("甲", 10, group="数量"), row("甲", 10, group="质量", id="bare")))


def test_a_part_of_a_row_may_be_called_like_it() -> None:
    """
    A row that is part of another one does not repeat it.
    """
    whole, part = row("甲", 10, "3", "4"), row("甲", None, "3", "4", id="part", of="output/甲")

    assert [] == found(rows(whole, part))
    assert [] == found(rows(part, whole))


def test_two_lines_of_an_outline_with_one_label_repeat() -> None:
    """
    Two lines with one label below one line repeat; below two lines they do not.
    """
    twice = outlined(line("甲", 10, 9), line("甲", 20, 19, id="again"))
    apart = outlined(line("甲", 10, None, line("子", 10, id="a")), line("乙", 10, None, line("子", 10, id="b")))

    assert [("duplicate", "again", REMARK)] == found(twice)
    assert [] == found(apart)


def test_the_same_label_twice_in_a_framework_is_its_own_affair() -> None:
    """
    Indicators of a framework may share a label.
    """
    assert [] == found(report(branch("a", judged("b", 3)), branch("c", judged("d", 3))))
