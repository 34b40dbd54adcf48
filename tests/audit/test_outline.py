"""The printed table of a report without framework is checked by itself."""

from fractions import Fraction

from perfrules.audit import audit
from perfrules.audit.structure import relations as structure
from perfrules.audit.structure.outline import findings, relations
from tests.audit.reports import line, outlined, points, printed, report, results, verdicts
from tests.examples import judged

TABLE = (
    line("决策", 20, 18, line("目标", 12, 10), line("依据", 8, 8)),
    line("绩效", 80, None, line("产出", 50, 45), line("效益", 30, 30)),
)


def test_scores_add_up_level_by_level() -> None:
    """
    The score of a line is that of the lines below it, and the total that of level 1.
    """
    one = outlined(*TABLE, says=printed(total=93))

    assert [("total", "total", "matches"), ("subtotal", "决策", "matches")] == verdicts(relations(one), one)


def test_a_wrong_sum_of_scores_is_found() -> None:
    """
    A subtotal or a total that the scores do not give differs.
    """
    one = outlined(line("决策", 20, 19, line("目标", 12, 10), line("依据", 8, 8)), says=printed(total=20))

    assert [("total", "total", "differs"), ("subtotal", "决策", "differs")] == verdicts(relations(one), one)


def test_scores_that_are_not_all_printed_are_not_added() -> None:
    """
    Where a score below a line is not printed, its own cannot be verified.
    """
    rows = line("决策", 20, 19, line("目标", 12, 10), line("依据", 8)), line("绩效", None, 5), line("影响", 80)
    one = outlined(*rows, says=printed(total=20))
    expected = [("total", "total", "cannot_verify"), ("subtotal", "决策", "cannot_verify")]

    assert [] == list(relations(one))
    assert expected == [row for row in results(findings(one)) if row[0] != "weights"]
    assert [0, 20] == [each.stake for each in findings(one) if each.code != "weights"]


def test_a_score_above_its_weight_bears_on_the_score() -> None:
    """
    Nobody says that an error in a table without a framework moves no score.
    """
    one = outlined(line("决策", 20, 21), line("绩效", 80, 70), says=printed(total=91))
    wrong = [(each.code, each.verdict) for each in audit(one.case) if each.severity == "error"]

    assert [("score-above-weight", "differs")] == wrong


def test_weights_of_an_outline_add_up() -> None:
    """
    The weights below a line are compared with its own, and level 1 with the printed total.
    """
    one = outlined(*TABLE, says=printed(points(total=90)))

    assert [("weights", "决策", "matches"), ("weights", "绩效", "matches"), ("weights", "total", "differs")] == verdicts(
        structure(one), one, "weights"
    )


def test_an_unusual_sum_without_a_printed_total_is_a_remark() -> None:
    """
    Where no total is printed nothing is guessed: level 1 that does not add up to 100 is a remark.
    """
    one = outlined(line("决策", 20), line("绩效", 75))
    (found,) = findings(one)

    assert ("weights", "total", "remark", "warning") == (found.code, found.path, found.verdict, found.severity)
    assert "一级指标分值合计 95，不是通常的 100，也未列示总分值" in found.said("zh")
    assert ("outline/决策/weight", "outline/绩效/weight") == found.numbers


def test_nothing_is_remarked_where_the_sum_is_usual_or_known() -> None:
    """
    100, a printed total, or a weight that is not printed leaves nothing to say.
    """
    assert [] == results(findings(outlined(*TABLE)))
    assert [] == results(findings(outlined(line("决策", 20), says=printed(points(total=30)))))
    assert [] == results(findings(outlined(line("决策", 20), line("绩效"))))
    assert [] == results(findings(outlined()))


def test_a_framework_is_no_outline() -> None:
    """
    Under a framework the scores are compared with its rules instead.
    """
    one = report(judged("a", 3), says=printed(points(a=3), points(a=2), 2))

    assert [] == list(relations(one))
    assert [] == list(findings(one))


def test_a_score_without_a_weight_does_not_stop_the_sums() -> None:
    """
    A line that prints only its score still counts in the sum of the line above it.
    """
    one = outlined(line("决策", 20, 19, line("目标", None, 10), line("依据", 8, 9)), says=printed(total=Fraction(19)))

    assert [("total", "total", "matches"), ("subtotal", "决策", "matches")] == verdicts(relations(one), one)
