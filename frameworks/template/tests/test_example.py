"""The example keeps every law, and its case comes out as it is printed."""

from pathlib import Path

from perfrules import Rulebook, assess, read_case
from perfrules.testing import check_framework

CASES = Path(__file__).parents[1] / "cases"
RULEBOOK = Rulebook.load(only=["template"])


def test_the_framework_keeps_every_law() -> None:
    """
    On each of its edges, and on drawn evidence.
    """
    check_framework(RULEBOOK.framework("template.example"))


def test_the_case_scores_as_printed() -> None:
    """
    Its total, its grade, and each score that it prints.
    """
    case = read_case(CASES / "example.yaml", RULEBOOK)
    card = assess(case.framework, case.evidence)

    assert (case.printed.total, case.printed.grade) == (card.whole.points, card.grade)
    assert dict(case.printed.scores) == {id: card[id].points for id in case.printed.scores}
