"""Outcomes have limits, and points where the limits coincide."""

from fractions import Fraction

import pytest

from perfrules.score import Computed, Gap, Judged, NotApplicable, Score, Stated, Subtotal

TWO, THREE = Fraction(2), Fraction(3)


@pytest.mark.parametrize(
    ("score", "kind"),
    [
        (Computed(TWO), "computed"),
        (Judged(TWO, "复核", "账实相符", TWO), "judged"),
        (Stated(TWO, (Fraction(0), THREE)), "stated"),
        (NotApplicable(TWO, "full", "无此项"), "not_applicable"),
        (Gap(TWO, TWO, "missing"), "gap"),
        (Subtotal(TWO, TWO), "subtotal"),
    ],
)
def test_an_outcome_with_one_number_has_points(score: Score, kind: str) -> None:
    """
    Least, most and points of a certain outcome are the same, and its kind is what JSON prints.
    """
    assert (TWO, TWO, TWO, kind) == (score.least, score.most, score.points, score.kind)


@pytest.mark.parametrize("score", [Gap(TWO, THREE, "missing"), Subtotal(TWO, THREE)])
def test_an_open_outcome_has_no_points(score: Score) -> None:
    """
    An outcome with two limits has no number of points.
    """
    assert (TWO, THREE, None) == (score.least, score.most, score.points)
