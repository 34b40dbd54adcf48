"""Deductions are exact and complete."""

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from perfrules.deduction import deductions
from perfrules.phrases import Language
from perfrules.scorecard import StatedPolicy
from perfrules.testing.tables import units
from perfrules.testing.unit import Unit

DOUBLED = ("。。", "；；", "；。", "。；", "：；", "：。", "，，", "..", "; ;", ";.", ": ;", "  ")


@given(units(), st.sampled_from(("keep", "gap")))
def test_deductions_add_up_to_the_points_that_were_lost(unit: Unit, policy: StatedPolicy) -> None:
    """
    Where the total is certain they are exactly what it lacks; where it is open, no deduction is below zero.
    """
    card = unit.card(policy)
    lost = [Fraction(one.points) for one in deductions(card)]

    assert all(points > 0 for points in lost)
    assert card.whole.points is None or unit.framework.points - card.whole.points == sum(lost, Fraction(0))


@given(units(), st.sampled_from(("zh", "en")))
def test_a_sentence_never_doubles_its_marks(unit: Unit, language: Language) -> None:
    """
    Whatever reasons and clauses end with, a sentence ends once.
    """
    sentences = [one.sentence for one in deductions(unit.card(), language)]

    assert [] == [one for one in sentences if any(doubled in one for doubled in DOUBLED)]
