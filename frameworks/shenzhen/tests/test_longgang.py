"""The framework of Longgang keeps every law, and its published report comes out as it was printed."""

from pathlib import Path

from perfrules import Rulebook, assess, read_case
from perfrules.testing import check_framework

CASES = Path(__file__).parents[1] / "cases"
RULEBOOK = Rulebook.load(only=["shenzhen"])


def test_the_framework_keeps_every_law() -> None:
    """
    On each of its edges, and on drawn evidence.
    """
    check_framework(RULEBOOK.framework("shenzhen.longgang-department"))


def test_the_report_of_2023_scores_as_printed() -> None:
    """
    Its total, its grade where one is printed, and each score that it prints.
    """
    case = read_case(CASES / "longgang-2023.yaml", RULEBOOK)
    card = assess(case.framework, case.evidence)
    known = {id: card[id].points for id in case.printed.scores}

    assert (case.printed.total, case.printed.total) == (card.whole.least, card.whole.most)
    assert case.printed.grade in {"", card.grade}
    assert dict(case.printed.scores) == known
