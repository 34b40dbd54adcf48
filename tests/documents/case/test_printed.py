"""What a report prints and lists, and what a case expects as a test."""

from fractions import Fraction

import pytest

from perfrules.case import Expectation, Printed, ReportedProblem, Scorer
from perfrules.frozen import Pairs
from tests.documents.case.form import case, notes, refusals

BODY = """\
targets: [{slot: output, label: 甲, weight: 1}]
printed:
  scores: {opinion: 9.5, output: blank}
  weights: {total: 100, output: 55}
  total: 97.15
  grade: 优
  scorers:
    复核: {scores: {opinion: 9}, total: 96}
    财政: {scores: {opinion: blank}}
problems:
  - {indicator: opinion, text: 弱, where: 四}
  - {indicator: output/甲, text: 少}
  - {text: 他地名称}
expect: {total: "97.15", grade: 优, scores: {opinion: "9.50", output/甲: 1 to 2}, findings: [weights]}
"""


def test_what_a_report_prints_is_read() -> None:
    """
    Its scores and weights, those of other scorers, and the problems that it lists.
    """
    found = case(BODY)

    assert (
        Printed(
            Pairs.of({"opinion": Fraction("9.5")}),
            Fraction("97.15"),
            "优",
            Pairs.of({"total": Fraction(100), "output": Fraction(55)}),
            Pairs.of({"复核": Scorer(Pairs.of({"opinion": Fraction(9)}), Fraction(96)), "财政": Scorer()}),
        )
        == found.printed
    )
    assert Pairs.of({"opinion": Fraction("9.5")}) == found.evidence.stated
    assert (
        ReportedProblem("弱", "opinion", "四"),
        ReportedProblem("少", "output/甲"),
        ReportedProblem("他地名称"),
    ) == found.problems


def test_what_a_test_expects_is_read_as_text() -> None:
    """
    Expected scores are what is shown.
    """
    expected = Expectation(Pairs.of({"opinion": "9.50", "output/甲": "1 to 2"}), "97.15", "优", ("weights",))
    assert expected == case(BODY).expected


def test_blank_scores_are_noted() -> None:
    """
    Also those of other scorers.
    """
    assert ["6: printed/scores/output", "12: printed/scorers/财政/scores/opinion"] == [
        one.rpartition(": the cell")[0].rpartition(": it counts")[0] or one.partition(": the")[0] for one in notes(BODY)
    ]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("printed: {weights: {totl: 100}}", "4: printed/weights/totl: the framework has no `totl` here; did you mean `total`?"),
        ("printed: {weights: {total: 好}}", "4: printed/weights/total: `好` is no number"),
        (
            "printed: {scorers: {复核: {scores: {opnion: 1}}}}",
            "4: printed/scorers/复核/scores/opnion: the framework has no `opnion` here; did you mean `opinion`?",
        ),
        ("printed: {scorers: {复核: 3}}", "4: printed/scorers/复核: a mapping is expected here, not a text"),
        ("printed: 3", "4: printed: a mapping is expected here, not a text"),
        (
            "problems: [{text: 弱, indicator: opnion}]",
            "4: problems/1/indicator: the framework has no `opnion` here; did you mean `opinion`?",
        ),
        (
            "expect: {scores: {opnion: '1'}}",
            "4: expect/scores/opnion: the framework has no `opnion` here; did you mean `opinion`?",
        ),
        ("expect: 3", "4: expect: a mapping is expected here, not a text"),
    ],
)
def test_unknown_indicators_are_refused(body: str, expected: str) -> None:
    """
    The nearest one is named.
    """
    assert [expected] == refusals(f"{body}\n")
