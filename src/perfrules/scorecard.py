"""Scorecard: the scores of one unit, total, grade, completeness, and what is still missing."""

import difflib
from collections.abc import Iterator
from fractions import Fraction
from typing import Literal

from attrs import fields, frozen

from perfrules import number
from perfrules.domain import Span
from perfrules.errors import UnknownIndicatorError
from perfrules.evidence import Evidence
from perfrules.framework import Framework
from perfrules.frozen import Pairs
from perfrules.indicator import Branch, Indicator, Judgeable
from perfrules.rules import TOTAL
from perfrules.score import Gap, Score, Stated, Subtotal

StatedPolicy = Literal["keep", "gap"]


@frozen
class Completeness:
    """
    On what the weights rest: six numbers of points that add up to the total weight.

    `figures` and `printed_ratios` are computed, `judged` has a person behind it, `stated` only a printed score.
    """

    figures: Fraction
    printed_ratios: Fraction
    judged: Fraction
    stated: Fraction
    missing: Fraction
    not_applicable: Fraction

    def __str__(self) -> str:
        parts = ((field.name.replace("_", " "), getattr(self, field.name)) for field in fields(Completeness))
        return ", ".join(f"{name} {number.plain(points)}" for name, points in parts)


@frozen
class Scorecard:
    """
    The scores of one unit under one framework; `card[id]` is the outcome of one indicator.

    `whole` is the outcome of the whole table, whose id is `total`.
    """

    framework: Framework
    evidence: Evidence
    policy: StatedPolicy
    scores: Pairs[Score]
    whole: Subtotal | Gap
    grade: str | None
    completeness: Completeness

    @property
    def total(self) -> Span:
        """The limits of the total."""
        return Span(self.whole.least, self.whole.most, self.framework.decimals)

    def __getitem__(self, id: str) -> Score:
        """The outcome of one indicator, or of `total`; raises `UnknownIndicatorError`."""
        if id == TOTAL:
            return self.whole
        if id not in self.scores:
            raise UnknownIndicatorError(id, tuple(difflib.get_close_matches(id, self.scores, n=1)))
        return self.scores[id]


@frozen
class Missing:
    """
    Something that would settle points: a fact to be given, or an indicator to be judged.

    `points` is the width of the gaps that hang on it; two facts of one rule hang on the same points.
    """

    id: str
    kind: Literal["fact", "judgement"]
    label: str
    points: Fraction
    indicators: tuple[str, ...]


def whole(framework: Framework) -> Indicator:
    """The whole table as one indicator above all others."""
    return Indicator(TOTAL, "总分", framework.points, Branch(framework.indicators, framework.total))


def uncovered(card: Scorecard) -> Iterator[tuple[Indicator, Score]]:
    """The nodes of a scorecard in reading order, without those below a stated or not applicable branch."""
    for id, path in card.framework.paths.items():
        if not any(card.scores[above.id].kind in {"stated", "not_applicable"} for above in path[:-1]):
            yield path[-1], card.scores[id]


def missing(card: Scorecard) -> tuple[Missing, ...]:
    """What would settle the open points, the most points first."""
    labels = {fact.id: fact.label for fact in card.framework.facts}
    found: dict[tuple[Literal["fact", "judgement"], str, str], dict[str, Fraction]] = {}
    for indicator, score in (*uncovered(card), (whole(card.framework), card.whole)):
        if not isinstance(score, Gap | Subtotal) or score.points is not None:
            continue
        if isinstance(indicator.rule, Judgeable) and indicator.id not in card.evidence.judged:
            found[("judgement", indicator.id, indicator.label)] = {indicator.id: score.most - score.least}
        for fact in score.missing:
            found.setdefault(("fact", fact, labels[fact]), {})[indicator.id] = score.most - score.least
    items = (Missing(id, kind, label, sum(on.values(), Fraction(0)), tuple(on)) for (kind, id, label), on in found.items())
    return tuple(sorted(items, key=lambda item: (-item.points, item.id)))


def rests_on_statement(card: Scorecard) -> tuple[tuple[Indicator, Stated], ...]:
    """The indicators whose points are only printed."""
    return tuple((indicator, score) for indicator, score in uncovered(card) if isinstance(score, Stated))
