"""Numbers that were left behind when points moved: put back together, the old table adds up."""

from fractions import Fraction

from perfrules.audit.report import Report
from perfrules.audit.structure.stale import MOST_STALE, moved_points
from perfrules.finding import Finding
from tests.audit.reports import line, outlined, points, printed, report
from tests.examples import branch, judged


def moved(one: Report) -> list[Finding]:
    """What is said of moved points."""
    return list(moved_points(one.case, one.numbers))


def longgang(rule_points: int = 8, printed_weight: int = 55) -> Report:
    """The shape of Longgang's table: a rule text of 8 for 3 points, a branch printed 55 for 60."""
    goals = branch("goals", judged("complete", 3, printed_rule_points=Fraction(rule_points)), judged("clear", 7))
    return report(
        branch("decision", judged("budgeting", 10), goals),
        judged("management", 20),
        branch("performance", judged("efficiency", 35), judged("effect", 25), printed_weight=Fraction(printed_weight)),
    )


def test_two_stale_numbers_that_cancel_out_are_a_trace() -> None:
    """
    8 for 3 and 55 for 60 cancel out: the older table was 25 + 20 + 55 = 100.
    """
    (found,) = moved(longgang())

    assert ("moved-points", "remark") == (found.code, found.verdict)
    assert ("framework/complete/rule_points", "framework/performance/printed_weight") == found.numbers
    assert "complete 8（现为 3）、performance 55（现为 60）" in found.said("zh")
    assert "25 + 20 + 55 = 100" in found.said("en")


def test_numbers_that_do_not_cancel_out_are_no_trace() -> None:
    """
    One stale number alone, or two that leave a difference, say nothing of where points went.
    """
    assert [] == moved(longgang(rule_points=7))
    assert [] == moved(longgang(rule_points=3))
    assert [] == moved(report(judged("a", 10), says=printed(points(a=9))))


def test_a_printed_weight_may_differ_from_the_framework() -> None:
    """
    Weights that the report prints otherwise than its framework count too.
    """
    (found,) = moved(report(judged("a", 10), judged("b", 20), says=printed(points(a=12, b=18))))

    assert ("weights/a", "weights/b") == found.numbers
    assert "12 + 18 = 30" in found.said("zh")


def test_of_several_numbers_those_that_cancel_out_are_named() -> None:
    """
    A third number that does not fit is left alone.
    """
    (found,) = moved(report(*(judged(id, 10) for id in "abc"), says=printed(points(a=12, b=13, c=8))))

    assert ("weights/a", "weights/c") == found.numbers


def test_a_number_above_others_speaks_for_them() -> None:
    """
    A branch and its child that are both two points too heavy are one number that moved.
    """
    (found,) = moved(report(branch("a", judged("b", 10)), judged("c", 10), says=printed(points(a=12, b=12, c=8))))

    assert ("weights/a", "weights/c") == found.numbers


def test_an_outline_is_measured_by_what_stands_below() -> None:
    """
    In a table without framework a branch weighs what its children do, a line what is printed.
    """
    rows = (
        line("决策", 10, None, line("目标", 4, rule_points=Fraction(6)), line("依据", 6)),
        line("绩效", 88, None, line("产出", 50), line("效益", 40)),
    )
    (found,) = moved(outlined(*rows, says=printed(points(total=100))))

    assert ("outline/目标/rule_points", "outline/绩效/weight") == found.numbers
    assert "12 + 88 = 100" in found.said("zh")


def test_a_table_that_is_not_known_as_a_whole_is_left_alone() -> None:
    """
    Without a total, with a weight that is not printed, or where level 1 does not add up, nothing is said.
    """
    rows = (line("甲", 40, rule_points=Fraction(50)), line("乙", 60, rule_points=Fraction(50)))

    assert [] == moved(outlined(*rows))
    assert [] == moved(outlined(*rows, line("丙"), says=printed(points(total=100))))
    assert [] == moved(outlined(*rows, says=printed(points(total=90))))
    assert 1 == len(moved(outlined(*rows, says=printed(points(total=100)))))


def test_only_some_numbers_are_tried_together() -> None:
    """
    In a table of nothing but stale numbers the first few are looked at.
    """
    many = [line(f"甲{number}", 2, rule_points=Fraction(3)) for number in range(MOST_STALE)]
    rows = (*many, line("乙", 84, rule_points=Fraction(83)))

    assert [] == moved(outlined(*rows, says=printed(points(total=100))))
    assert 1 == len(moved(outlined(*reversed(rows), says=printed(points(total=100)))))


def test_a_line_below_one_without_weight_is_found() -> None:
    """
    A branch that prints no weight weighs what its children do.
    """
    rows = (line("甲", None, None, line("子", 40, rule_points=Fraction(50))), line("乙", 60, rule_points=Fraction(50)))
    (found,) = moved(outlined(*rows, says=printed(points(total=100))))

    assert "50 + 50 = 100" in found.said("zh")
