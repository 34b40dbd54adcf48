"""Why points were lost: for each indicator a sentence that can stand in 扣分理由."""

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

from attrs import frozen

from perfrules import number
from perfrules.explanation import Author
from perfrules.formula.syntax import Formula, names
from perfrules.indicator import Indicator
from perfrules.phrases import Language
from perfrules.score import Computed, Judged, NotApplicable, Score, Stated, Subtotal
from perfrules.scorecard import Scorecard, uncovered


@frozen
class Deduction:
    """
    Points that an indicator lost, and the sentence that says why: arithmetic, rule and place in the report.

    `points` is exact: a score has finitely many decimals.
    """

    id: str
    points: Decimal
    sentence: str


def deductions(card: Scorecard, language: Language = "zh") -> tuple[Deduction, ...]:
    """
    The points that are lost for certain, in reading order.

    A leaf speaks for itself; a branch speaks where the report or its own formula takes points that its children do not
    explain. Open points are not lost: `missing` tells what they hang on.
    """
    author = Author(card, language)
    return tuple(_deduction(author, *lost) for lost in _losses(card))


def _losses(card: Scorecard) -> Iterator[tuple[Indicator, Score, Fraction]]:
    for indicator, score in uncovered(card):
        if score.points is None:
            continue
        lost = indicator.weight - score.points
        if isinstance(score, Subtotal):
            lost -= sum((child.weight - card.scores[child.id].least for child in indicator.children), Fraction(0))
        if lost > 0:
            yield indicator, score, lost


def _deduction(author: Author, indicator: Indicator, score: Score, lost: Fraction) -> Deduction:
    parts = [*_why(author, indicator, score), *_places(author, indicator, score)]
    if indicator.clause:
        parts.append(author.say("clause", text=indicator.clause.rstrip("。.")))
    points = "" if score.points is None else number.plain(score.points)
    head = author.say("lost", lost=number.plain(lost), weight=number.plain(indicator.weight), points=points)
    name = author.label(indicator.id) if author.language == "zh" else indicator.id
    sentence = name + author.say("colon") + author.say("semicolon").join((head, *parts)) + author.say("stop")
    return Deduction(indicator.id, Decimal(number.plain(lost)), sentence)


def _why(author: Author, indicator: Indicator, score: Score) -> Iterator[str]:
    formula = author.formula(indicator.id)
    match score:
        case Computed(whatever=whatever) if formula is not None:
            yield from author.values(formula)
            yield from [author.say("whatever", names=author.listed(whatever))] if whatever else _arithmetic(author, indicator, formula)
        case Judged(by=by, reason=reason):
            yield author.say("judged", by=by, reason=reason)
        case NotApplicable(reason=reason):
            yield author.say("not-applicable", reason=reason)
        case Stated(points=points):
            yield author.say("as-printed", points=number.plain(points))
        case Subtotal() if formula is not None and not author.knowledge.support(formula).missing:
            yield from author.values(formula)
            yield from _arithmetic(author, indicator, formula)


def _arithmetic(author: Author, indicator: Indicator, formula: Formula) -> Iterator[str]:
    """The condition that decided and the numbers, from the formula to the points."""
    found = author.explained(indicator, formula)
    for decision in found.conditions:
        if decision.held or decision is found.conditions[-1]:
            key = ("flag-" if decision.numbers == decision.written else "") + ("holds" if decision.held else "fails")
            yield author.say(key, written=author.signs(decision.written), numbers=author.signs(decision.numbers))
    if len(found.lines) > 1:
        yield author.say("points", text=author.signs(" = ".join((found.lines[1], *found.lines[-2:][len(found.lines) == 2 :]))))  # noqa: PLR2004  # symbols and result


def _places(author: Author, indicator: Indicator, score: Score) -> Iterator[str]:
    """Where in the report the numbers stand."""
    formula = author.formula(indicator.id)
    if formula is None or not isinstance(score, Computed | Subtotal):
        return
    evidence = author.card.evidence
    facts = author.facts_behind(formula)
    known = [(evidence.facts if name in evidence.facts else evidence.values)[name] for name in facts]
    places = tuple(dict.fromkeys(one.where for one in known if one.where))
    if places:
        yield author.say("source", text=author.say("comma").join(places))
