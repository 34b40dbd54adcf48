"""The framework of Futian gives no scores: its published report is read, its ratios are computed, nothing is scored."""

from pathlib import Path

from perfrules import Gap, Rulebook, assess, check, read_case
from perfrules.case import Case
from perfrules.testing import check_framework

RULEBOOK = Rulebook.load(only=["shenzhen"])


def report() -> Case:
    """The published report."""
    return read_case(Path(__file__).parents[1] / "cases" / "futian-2021.yaml", RULEBOOK)


def test_the_framework_keeps_every_law() -> None:
    """
    Those that a framework without scores can break.
    """
    check_framework(RULEBOOK.framework("shenzhen.futian-project"))


def test_a_report_without_scores_is_accepted() -> None:
    """
    Every indicator is a gap because the framework gives no scores; there is no total and no grade.
    """
    card = assess(report().framework, report().evidence)
    leaves = [score for score in card.scores.values() if isinstance(score, Gap)]

    assert (False, None, None) == (card.framework.is_scored, report().printed.total, card.grade)
    assert {"not-scored"} == {gap.reason for gap in leaves}
    assert 10 == len(leaves)


def test_three_of_four_printed_ratios_have_nothing_behind_them() -> None:
    """
    Only the execution follows from printed amounts.
    """
    evidence = report().evidence

    assert {"received_rate", "execution_rate", "qualified_rate", "satisfaction_rate"} == set(evidence.values)
    assert {"budget", "spent", "outputs"} == set(evidence.facts)


def test_the_numbers_of_the_report_are_transcribed() -> None:
    """
    Each figure and each statement has its place.
    """
    case = report()

    assert (17, 5, 5) == (len(case.figures), len(case.statements), len(case.problems))
    assert [] == [id for id, one in case.figures.items() if not one.known.where]


def test_check_has_nothing_to_remark() -> None:
    """
    No errors, no warnings, no notes.
    """
    assert () == check(RULEBOOK.framework("shenzhen.futian-project"))
