"""explain(card, id): clause, formula, numbers, rounding and outcome of one indicator."""

from collections.abc import Iterator
from typing import assert_never

from attrs import frozen

from perfrules import number
from perfrules.explanation.author import Author
from perfrules.explanation.words import displayed
from perfrules.formula.explain import Decision
from perfrules.formula.latex import latex
from perfrules.formula.syntax import Formula
from perfrules.indicator import Indicator
from perfrules.phrases import Language
from perfrules.rules import TOTAL
from perfrules.score import Computed, Gap, Judged, NotApplicable, Score, Stated, Subtotal
from perfrules.scorecard import Scorecard, speaker, whole

__all__ = ["Author", "Explanation", "basis", "decisions", "displayed", "explain"]


@frozen
class Explanation:
    """
    Why an indicator has its points: one step a line, from the clause to the outcome.

    `latex` is its formula for a typeset report, empty where it has none.
    """

    id: str
    label: str
    steps: tuple[str, ...]
    latex: str = ""

    @property
    def text(self) -> str:
        """The label, and the steps below it."""
        return "\n".join((self.label, *(f"  {step}" for step in self.steps)))


def explain(card: Scorecard, id: str, language: Language = "zh") -> Explanation:
    """
    Why an indicator of a scorecard, or its `total`, has its points.

    Raises `UnknownIndicatorError` for an id that the framework does not have.
    """
    score = card[id]
    indicator = whole(card.framework) if id == TOTAL else card.framework.paths[id][-1]
    author = Author(card, language)
    formula = author.formula(id)
    steps = (*_sources(author, indicator), *_working(author, indicator, score), *_outcome(author, indicator, score))
    return Explanation(id, indicator.label, steps, "" if formula is None else latex(author.worded(formula), author.label))


def _sources(author: Author, indicator: Indicator) -> Iterator[str]:
    """The clause, and what the rule rests on."""
    if indicator.clause:
        yield author.say("clause", text=indicator.clause)
    if indicator.source is not None:
        if indicator.source.document:
            yield author.say("source", text=indicator.source.document)
        if indicator.source.basis in {"assumed", "inferred"}:
            yield author.say(indicator.source.basis)


def _working(author: Author, indicator: Indicator, score: Score) -> Iterator[str]:
    """The values, conditions and steps from what is known to the points."""
    formula = author.formula(indicator.id)
    if formula is not None:
        yield from _formula(author, indicator, score, formula)
        yield from author.adopted(indicator.id)
    elif indicator.children:
        yield author.say("subtotal", text=" + ".join(_limits(author.card.scores[child.id]) for child in indicator.children))


def _formula(author: Author, indicator: Indicator, score: Score, formula: Formula) -> Iterator[str]:
    yield from author.values(formula)
    found = None if isinstance(score, NotApplicable) else author.explained(indicator, formula)
    if found is None or (found.result is None and len(found.lines) == 1):
        yield author.say("points", text=author.symbols(formula))
        yield from author.known(formula)
        return
    yield from decisions(author, found.conditions)
    yield author.say("points", text=author.signs(found.lines[0]))
    yield from (f"  = {author.signs(line)}" for line in found.lines[1:])


def decisions(author: Author, conditions: tuple[Decision, ...]) -> Iterator[str]:
    """What decided, with its numbers and whether it held."""
    for decision in conditions:
        key = ("flag-" if decision.numbers == decision.written else "") + ("holds" if decision.held else "fails")
        yield author.say(key, written=author.signs(decision.written), numbers=author.signs(decision.numbers))


def _limits(score: Score) -> str:
    if score.points is not None:
        return number.plain(score.points)
    return f"[{number.plain(score.least)}, {number.plain(score.most)}]"


def _outcome(author: Author, indicator: Indicator, score: Score) -> Iterator[str]:
    """On what the points rest, and what they are."""
    above = speaker(author.card, indicator.id) if score.points is None else None
    if isinstance(above, Stated):
        yield author.say("inside")
    else:
        yield from basis(author, above or score)
    weight = number.plain(indicator.weight)
    if score.points is None:
        yield author.say("between", weight=weight, least=number.plain(score.least), most=number.plain(score.most))
    elif score.points == indicator.weight:
        yield author.say("scored", weight=weight, points=number.plain(score.points))
    else:
        lost = number.plain(indicator.weight - score.points)
        yield author.say("scored-lost", weight=weight, points=number.plain(score.points), lost=lost)


def basis(author: Author, score: Score) -> Iterator[str]:
    """On what an outcome rests, where that is more than its formula."""
    match score:
        case Computed():
            yield from _computed(author, score)
        case Judged(by=by, reason=reason, given=given):
            yield author.say("judged", by=by, given=number.plain(given), reason=reason)
        case Stated(allowed=(least, most)):
            yield author.say("stated", least=number.plain(least), most=number.plain(most))
        case NotApplicable(reason=reason):
            yield author.say("not-applicable", reason=reason)
        case Gap():
            yield from _gap(author, score)
        case Subtotal(missing=missing):
            if missing:
                yield author.say("missing" if score.points is None else "whatever", names=author.listed(missing))
        case _:
            assert_never(score)


def _computed(author: Author, score: Computed) -> Iterator[str]:
    if score.whatever:
        yield author.say("whatever", names=author.listed(score.whatever))
    if score.spread is not None:
        yield author.say("spread", least=number.plain(score.spread[0]), most=number.plain(score.spread[1]))


def _gap(author: Author, gap: Gap) -> Iterator[str]:
    if gap.reason != "missing":
        yield author.say(gap.reason if gap.detail or gap.reason != "incomplete" else "no-rows", detail=gap.detail)
    if gap.missing:
        yield author.say("missing", names=author.listed(gap.missing))
