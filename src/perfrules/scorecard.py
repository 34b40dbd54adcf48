"""Scorecard: the scores of one unit, total, grade, completeness, and what is still missing."""

from collections import Counter
from collections.abc import Iterator
from fractions import Fraction
from typing import Literal, TypeAlias

from attrs import fields, frozen

from perfrules import number
from perfrules.domain import Span
from perfrules.errors import UnknownIndicatorError
from perfrules.evidence import Evidence
from perfrules.framework import Framework
from perfrules.frozen import Pairs
from perfrules.indicator import Basis, Branch, Indicator, Judgeable
from perfrules.rules import TOTAL
from perfrules.score import Computed, Gap, Judged, NotApplicable, Score, Stated, Subtotal
from perfrules.wording import near

StatedPolicy = Literal["keep", "gap"]

_Lack: TypeAlias = tuple[Literal["fact", "judgement"], str, str]
"""What would settle points: kind, id and label."""


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
class Raised:
    """An alert of the framework that a unit raises; where what is missing decides, `holds` is None."""

    name: str
    label: str
    holds: bool | None


@frozen
class Scorecard:
    """
    The scores of one unit under one framework; `card[id]` is the outcome of one indicator.

    `framework` and `evidence` are those of this unit, its target rows unfolded; `declared` and `given` are what they were made
    from. `whole` is the outcome of the whole table, whose id is `total`. `alerts` are remarks without points.
    """

    framework: Framework
    evidence: Evidence
    policy: StatedPolicy
    scores: Pairs[Score]
    whole: Subtotal | Gap
    grade: str | None
    completeness: Completeness
    declared: Framework
    given: Evidence
    alerts: tuple[Raised, ...] = ()

    @property
    def total(self) -> Span | None:
        """The limits of the total; None where the framework gives no scores."""
        if not self.framework.is_scored:
            return None
        return Span(self.whole.least, self.whole.most, self.framework.decimals)

    def __getitem__(self, id: str) -> Score:
        """The outcome of one indicator, or of `total`; raises `UnknownIndicatorError`."""
        if id == TOTAL:
            return self.whole
        if id not in self.scores:
            raise UnknownIndicatorError(id, near(id, self.scores))
        return self.scores[id]


@frozen
class Missing:
    """
    Something that would settle points: a fact to be given, or an indicator to be judged.

    `points` is how far the total can move by it, at most: what is lacking in a leaf and in the rule of a branch above counts
    once, in the branch. Two facts of one rule hang on the same points. `indicators` are those whose rules lack it.
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


def speaker(card: Scorecard, id: str) -> Stated | NotApplicable | None:
    """The outcome of the nearest branch above an indicator that speaks for all below it, if there is one."""
    for above in reversed(card.framework.paths[id][:-1] if id != TOTAL else ()):
        score = card.scores[above.id]
        if isinstance(score, Stated | NotApplicable):
            return score
    return None


def is_open(card: Scorecard) -> bool:
    """Whether points are undecided."""
    if not card.framework.is_scored:
        return False
    return card.whole.points is None or any(score.points is None for _, score in uncovered(card))


def missing(card: Scorecard) -> tuple[Missing, ...]:
    """What would settle the open points, the most points first."""
    root = whole(card.framework)
    lacking: dict[_Lack, list[str]] = {}
    for indicator, score in (*uncovered(card), (root, card.whole)):
        for lack in _lacks(card, indicator, score):
            lacking.setdefault(lack, []).append(indicator.id)
    points = _hanging(card, root)
    items = (Missing(id, kind, label, points[kind, id, label], tuple(on)) for (kind, id, label), on in lacking.items())
    return tuple(sorted(items, key=lambda item: (-item.points, item.id)))


def _lacks(card: Scorecard, indicator: Indicator, score: Score) -> Iterator[_Lack]:
    """What an open indicator itself lacks."""
    if not isinstance(score, Gap | Subtotal) or score.points is not None:
        return
    if isinstance(indicator.rule, Judgeable) and indicator.id not in card.evidence.judged:
        yield "judgement", indicator.id, indicator.label
    yield from (("fact", fact, card.framework.declared[fact].label) for fact in score.missing)


def _hanging(card: Scorecard, indicator: Indicator) -> dict[_Lack, Fraction]:
    """How many points of an indicator hang on what it and those below it lack."""
    score = card[indicator.id]
    if isinstance(score, Stated | NotApplicable):
        return {}
    width = score.most - score.least
    found: Counter[_Lack] = Counter()
    for child in indicator.children:
        found.update(_hanging(card, child))
    own = dict.fromkeys(_lacks(card, indicator, score), width)
    return {**{lack: min(Fraction(points), width) for lack, points in found.items()}, **own}


def rests_on_statement(card: Scorecard) -> tuple[tuple[Indicator, Stated], ...]:
    """The indicators whose points are only printed."""
    return tuple((indicator, score) for indicator, score in uncovered(card) if isinstance(score, Stated))


def rests_on_assumption(card: Scorecard) -> Fraction:
    """The weight of what is computed by rules that no document states."""
    found = (indicator for indicator, score in uncovered(card) if isinstance(score, Computed))
    return sum((one.weight for one in found if _basis(card, one) == "assumed"), Fraction(0))


def _basis(card: Scorecard, indicator: Indicator) -> Basis:
    """Where the rule of an indicator comes from: its own source, else that of the nearest above it."""
    sources = (one.source for one in reversed(card.framework.paths[indicator.id]))
    return next((source.basis for source in sources if source is not None), card.framework.source.basis)


def known_below(card: Scorecard, indicator: Indicator) -> dict[str, Fraction]:
    """The weights below an indicator that rest on more than a printed score, by the names of `Completeness`."""
    found: dict[str, Fraction] = {}
    for child in indicator.children:
        for name, weight in _known(card, child).items():
            found[name] = found.get(name, Fraction(0)) + weight
    return found


def _known(card: Scorecard, indicator: Indicator) -> dict[str, Fraction]:
    match card[indicator.id]:
        case Computed(printed=printed):
            return {"printed_ratios" if printed else "figures": indicator.weight}
        case Judged() | NotApplicable() as score:
            return {score.kind: indicator.weight}
    return known_below(card, indicator)
