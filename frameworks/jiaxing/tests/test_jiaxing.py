"""The framework of Jiaxing keeps every law; its published report prints 100, of which hardly anything can be checked."""

from fractions import Fraction
from pathlib import Path

from perfrules import Computed, Framework, Rulebook, assess, check, origin, read_case
from perfrules.case import Case
from perfrules.scorecard import Scorecard, rests_on_assumption
from perfrules.testing import check_framework

REPORT = Path(__file__).parents[1] / "cases" / "jiabei-2021.yaml"
RULEBOOK = Rulebook.load(only=["jiaxing", "mof"])


def table() -> Framework:
    """The framework."""
    return RULEBOOK.framework("jiaxing.project")


def report() -> Case:
    """The published report."""
    return read_case(REPORT, RULEBOOK)


def scored() -> Scorecard:
    """Its scorecard."""
    return assess(report().framework, report().evidence)


def test_the_framework_keeps_every_law() -> None:
    """
    On each of its edges, and on drawn evidence.
    """
    check_framework(table())


def test_the_report_scores_as_printed() -> None:
    """
    100, and each score that it prints.
    """
    card, printed = scored(), report().printed

    assert ("100.00", Fraction(100)) == (str(card.total), printed.total)
    assert dict(printed.scores) == {id: card[id].points for id in printed.scores}


def test_ninety_points_are_only_printed_and_ten_rest_on_assumed_rules() -> None:
    """
    What the report prints is taken over for 90 points; the other 10 follow from its figures, by rules that it does not print.
    """
    card = scored()
    computed = {id for id, score in card.scores.items() if isinstance(score, Computed)}

    assert (Fraction(10), Fraction(90)) == (card.completeness.figures, card.completeness.stated)
    assert 10 == rests_on_assumption(card)
    assert {"funds_in_place", "execution"} == computed


def test_without_its_own_scores_the_report_proves_ten_points() -> None:
    """
    On figures alone 10 to 100 are possible.
    """
    assert "10.00 to 100.00" == str(assess(report().framework, report().evidence, stated="gap").total)


def test_the_weights_are_the_printed_ones() -> None:
    """
    Every weight that the report prints is that of the framework; the one that it does not print is the sum of those below it.
    """
    weights = {"total": table().points, **{id: path[-1].weight for id, path in table().paths.items()}}

    assert {**report().printed.weights, "project_benefit": 30} == weights


def test_the_weights_come_from_the_report_and_the_rules_from_the_ministry() -> None:
    """
    The report prints the weights; indicators, clauses and formulas are those of the national framework.
    """
    path = "indicators/process/fund_management/execution"

    assert "jiaxing.project@2021" == origin(table(), f"{path}/weight").framework
    assert "mof.project@2020" == origin(table(), f"{path}/formula").framework


def test_check_remarks_only_what_is_listed() -> None:
    """
    Two rules have no value where nothing arrived or nothing was made, and no rule says what a saving is worth.
    """
    assert [("note", "perhaps-undefined"), ("note", "perhaps-undefined"), ("note", "not-used")] == [
        (problem.severity, problem.code) for problem in check(table())
    ]
