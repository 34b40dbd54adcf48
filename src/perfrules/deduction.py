"""Why points were lost: for each indicator a sentence that can stand in 扣分理由."""

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

from attrs import frozen

from perfrules import number
from perfrules.explanation import Author, decisions
from perfrules.formula.explain import Explained
from perfrules.formula.syntax import Formula
from perfrules.indicator import Indicator
from perfrules.phrases import Language
from perfrules.score import Judged, NotApplicable, Score, Stated
from perfrules.scorecard import Scorecard, whole


@frozen
class Deduction:
    """
    Points that an indicator lost, and the sentence that says why: arithmetic, rule and place in the report.

    `points` is exact: a score has finitely many decimals.
    """

    id: str
    points: Decimal
    sentence: str


@frozen
class _Loss:
    """Points lost at an indicator, beside those that are lost below it."""

    indicator: Indicator
    score: Score
    points: Fraction
    below: Fraction


def deductions(card: Scorecard, language: Language = "zh") -> tuple[Deduction, ...]:
    """
    The points that are lost for certain, in reading order; where the total is certain they add up to what it lacks.

    A leaf speaks for itself; a branch, or the `total`, speaks where the report or its own formula takes points that
    nothing below explains. Open points are not lost: `missing` tells what they hang on.
    """
    author = Author(card, language)
    return tuple(_deduction(author, loss) for loss in _losses(card, whole(card.framework)))


def _losses(card: Scorecard, indicator: Indicator) -> list[_Loss]:
    score = card[indicator.id]
    below = [] if isinstance(score, NotApplicable) else [loss for child in indicator.children for loss in _losses(card, child)]
    if score.points is None:
        return below
    explained = sum((loss.points for loss in below), Fraction(0))
    lost = indicator.weight - score.points
    if lost < explained:  # a rule gives points back: then only the branch as a whole can say what is lost
        below, explained = [], Fraction(0)
    own = [_Loss(indicator, score, lost - explained, explained)] if lost > explained else []
    return own + below


def _deduction(author: Author, loss: _Loss) -> Deduction:
    indicator = loss.indicator
    parts = [_head(author, loss), *_why(author, indicator, loss.score), *_places(author, indicator, loss.score)]
    if indicator.clause:
        parts.append(author.say("clause", text=indicator.clause))
    name = indicator.label if author.language == "zh" else indicator.id
    sentence = name + author.say("colon") + author.say("semicolon").join(parts) + author.say("stop")
    return Deduction(indicator.id, Decimal(number.plain(loss.points)), sentence)


def _head(author: Author, loss: _Loss) -> str:
    weight = loss.indicator.weight
    points = number.plain(weight - loss.points - loss.below)
    key, lost, below = ("lost-above" if loss.below else "lost"), number.plain(loss.points), number.plain(loss.below)
    return author.say(key, lost=lost, weight=number.plain(weight), points=points, below=below)


def _why(author: Author, indicator: Indicator, score: Score) -> Iterator[str]:
    if isinstance(score, NotApplicable):
        yield author.say("not-applicable", reason=score.reason)
        return
    if isinstance(score, Stated):
        yield author.say("as-printed", points=number.plain(score.points))
        return
    if isinstance(score, Judged):
        yield author.say("judged", by=score.by, given=number.plain(score.given), reason=score.reason)
    formula = author.formula(indicator.id)
    if formula is not None:
        yield from _working(author, indicator, formula)


def _working(author: Author, indicator: Indicator, formula: Formula) -> Iterator[str]:
    """The values, and the condition that decided or what is known."""
    yield from author.values(formula)
    found = author.explained(indicator, formula)
    yield from author.known(formula) if found is None else _arithmetic(author, found)
    yield from author.adopted(indicator.id)
    missing = author.knowledge.support(formula).missing
    if missing:
        yield author.say("whatever", names=author.listed(tuple(sorted(missing))))


def _arithmetic(author: Author, found: Explained) -> Iterator[str]:
    """The last conditions that decided, and the numbers from the formula to the points."""
    yield from decisions(author, found.conditions[-2:])
    if len(found.lines) > 1:
        yield author.say("points", text=author.signs(" = ".join((found.lines[1], *found.lines[2:][-2:]))))


def _places(author: Author, indicator: Indicator, score: Score) -> Iterator[str]:
    """Where in the report the numbers stand."""
    formula = author.formula(indicator.id)
    if formula is None or isinstance(score, Stated | NotApplicable):
        return
    evidence = author.card.evidence
    known = [(evidence.facts if name in evidence.facts else evidence.values)[name] for name in author.facts_behind(formula)]
    places = tuple(dict.fromkeys(one.where for one in known if one.where))
    if places:
        yield author.say("places", text=author.say("comma").join(places))
