"""The forms of Chongqing: a published report claims 100 and proves 35; the form with coefficients comes out as expected."""

from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import settings

from perfrules import Rulebook, assess, check, read_case
from perfrules.case import Case
from perfrules.scorecard import rests_on_assumption
from perfrules.testing import check_framework

CASES = Path(__file__).parents[1] / "cases"
RULEBOOK = Rulebook.load(only=["chongqing", "mof"])


def case(name: str) -> Case:
    """A case of the distribution."""
    return read_case(CASES / name, RULEBOOK)


@pytest.mark.parametrize("id", ["chongqing.street", "chongqing.self-evaluation"])
def test_the_framework_keeps_every_law(id: str) -> None:
    """
    On each of its edges; little is drawn beside that, since most of the rules are those of the national form.
    """
    check_framework(RULEBOOK.framework(id), settings=settings(max_examples=1, derandomize=True, database=None))


def test_the_claimed_hundred_stands_beside_what_the_evidence_allows() -> None:
    """
    Between 35 and 100: the funds were used and two of four targets were met; the report says nothing of the rest.
    """
    report = case("chaotianmen-2020.yaml")
    card = assess(report.framework, report.evidence)

    assert (Fraction(100), "35.00 to 100.00") == (report.printed.total, str(card.total))
    assert card.grade is None
    assert (Fraction(35), Fraction(65)) == (card.completeness.figures, card.completeness.missing)
    assert 35 == rests_on_assumption(card)


def test_the_four_targets_share_the_weight_of_the_output() -> None:
    """
    12.5 points each; two are met, two have no figure.
    """
    report = case("chaotianmen-2020.yaml")
    card = assess(report.framework, report.evidence)

    each = Fraction("12.5")

    assert [(each, each), (each, each), (0, each), (0, each)] == [
        (card[row.id].least, card[row.id].most) for row in report.evidence.targets
    ]


def test_the_printed_tables_hold_the_same_eleven_items() -> None:
    """
    The arrangement, the use and what is scored are the same rows; only the printed totals are not.
    """
    report = case("chaotianmen-2020.yaml")
    printed = [[row.label for row in table.rows] for table in report.tables]
    totals = [table.total.cells[-2].text for table in report.tables if table.total and table.total.cells[-2]]

    assert [[row.label for row in report.evidence.tables["funds"]]] * 2 == printed
    assert ["561.24 万元", "562.24 万元"] == totals


def test_the_form_with_coefficients_scores_as_expected() -> None:
    """
    Each row is its weight times its coefficient, as the form prints it.
    """
    form = case("self-evaluation-2023.yaml")
    card = assess(form.framework, form.evidence)

    assert (form.expected.total, form.printed.total) == (str(card.total), card.whole.points)
    assert {id: Fraction(text) for id, text in form.expected.scores.items()} == {
        id: card[id].points for id in form.expected.scores
    }
    assert [row.printed for row in form.evidence.targets] == [card[row.id].points for row in form.evidence.targets]


def test_check_remarks_only_what_is_listed() -> None:
    """
    The use of funds has no value where none were arranged.
    """
    found = {one.id: [(each.severity, each.code) for each in check(RULEBOOK.framework(one.id))] for one in RULEBOOK.sources}

    assert [("note", "perhaps-undefined")] == found["chongqing.street"]
    assert [] == found["chongqing.self-evaluation"]
