"""The ratio printed beside a target row is checked against what was done and what was to be done."""

from fractions import Fraction

import pytest
from attrs import evolve

from perfrules.audit.figures import rows
from perfrules.case import RATIO, known_from
from perfrules.evidence import Known, Must, TargetRow
from tests.audit.reports import report
from tests.examples import slot


def row(target: int | None, actual: int | None, ratio: str, must: Must = "at_least") -> TargetRow:
    """A row with a printed ratio."""
    bare = TargetRow("巡查", "output", "巡查", must=must, weight=Fraction(10), unit="件", ratio=known_from(ratio, RATIO))
    return evolve(bare, target=_pieces(target), actual=_pieces(actual))


def _pieces(count: int | None) -> Known | None:
    return None if count is None else Known(Fraction(count), f"{count} 件", unit=Fraction(1))


def verdicts(*given: TargetRow) -> list[str]:
    """What becomes of the printed ratios."""
    here = report(slot("output", 10, "standard"), targets=given)
    return [one.compared(here.numbers).verdict for one in rows.relations(here)]


@pytest.mark.parametrize(
    ("target", "actual", "ratio", "verdict"),
    [
        (120, 133, "110.83%", "matches"),
        (120, 133, "100%", "matches"),
        (120, 90, "75.00%", "matches"),
        (120, 90, "76.00%", "differs"),
        (120, 133, "110.93%", "differs"),
        (120, None, "75%", "cannot_verify"),
        (0, 5, "75%", "cannot_verify"),
    ],
)
def test_a_ratio_is_that_of_the_rules_or_the_plain_one(target: int, actual: int | None, ratio: str, verdict: str) -> None:
    """
    More than all may be printed as it is, or as all; without both figures nothing is known.
    """
    assert [verdict] == verdicts(row(target, actual, ratio))


def test_rows_without_a_ratio_are_passed_over() -> None:
    """
    Where no ratio is printed, or the rules have none for the row, there is nothing to check.
    """
    bare = TargetRow("宣传", "output", "宣传", weight=Fraction(10), unit="件")

    assert [] == verdicts(bare, row(120, 100, "83%", must="at_most"))
