"""Applicable: the weight below a branch that a printed table scores, without what does not apply."""

from fractions import Fraction

from perfrules.formula.syntax import names
from perfrules.indicator import Indicator
from perfrules.score import NotApplicable
from perfrules.scorecard import Scorecard


def applicable(card: Scorecard, indicator: Indicator) -> Fraction:
    """The weight below a branch that is not left out; one that shares it out, or does not apply itself, counts whole."""
    return sum((_applies(card, child) for child in indicator.children), Fraction(0))


def _applies(card: Scorecard, one: Indicator) -> Fraction:
    score = card.scores[one.id]
    if isinstance(score, NotApplicable):
        return Fraction(0) if score.policy == "leave_out" else one.weight
    return applicable(card, one) if one.children and not _shares(one) else one.weight


def _shares(one: Indicator) -> bool:
    """Whether a branch shares out its weight among those that apply."""
    return one.rule.formula is not None and "applicable" in names(one.rule.formula)
