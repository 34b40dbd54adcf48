"""explain(card, id): clause, formula, numbers, rounding and outcome of one indicator."""

from collections.abc import Iterator

from attrs import frozen

from perfrules import number
from perfrules.explanation.author import Author, displayed
from perfrules.formula.latex import latex
from perfrules.indicator import Indicator
from perfrules.phrases import Language
from perfrules.score import Computed, Gap, Judged, NotApplicable, Score, Stated, Subtotal
from perfrules.scorecard import Scorecard

__all__ = ["Author", "Explanation", "displayed", "explain"]


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
    Why an indicator of a scorecard has its points.

    Raises `UnknownIndicatorError` for an id that the framework does not have.
    """
    score = card[id]
    indicator = card.framework.paths[id][-1]
    author = Author(card, language)
    formula = author.formula(id)
    steps = (*_sources(author, indicator), *_working(author, indicator, score), *_outcome(author, indicator, score))
    return Explanation(id, indicator.label, steps, "" if formula is None else latex(formula, author.label))


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
    if formula is None:
        if indicator.children:
            yield author.say("subtotal", text=" + ".join(_limits(author.card.scores[child.id]) for child in indicator.children))
        return
    yield from author.values(formula)
    if not isinstance(score, Computed | Judged | Subtotal) or score.points is None or author.knowledge.support(formula).missing:
        yield author.say("points", text=author.symbols(formula))
        return
    found = author.explained(indicator, formula)
    for decision in found.conditions:
        key = ("flag-" if decision.numbers == decision.written else "") + ("holds" if decision.held else "fails")
        yield author.say(key, written=author.signs(decision.written), numbers=author.signs(decision.numbers))
    yield author.say("points", text=author.signs(found.lines[0]))
    yield from (f"  = {author.signs(line)}" for line in found.lines[1:])


def _limits(score: Score) -> str:
    if score.points is not None:
        return number.plain(score.points)
    return f"[{number.plain(score.least)}, {number.plain(score.most)}]"


def _outcome(author: Author, indicator: Indicator, score: Score) -> Iterator[str]:
    """On what the points rest, and what they are."""
    yield from basis(author, score)
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
        case Judged(by=by, reason=reason):
            yield author.say("judged", by=by, reason=reason)
        case Stated(allowed=(least, most)):
            yield author.say("stated", least=number.plain(least), most=number.plain(most))
        case NotApplicable(reason=reason):
            yield author.say("not-applicable", reason=reason)
        case Gap():
            yield from _gap(author, score)
        case Subtotal(missing=missing) if missing:
            yield author.say("missing", names=author.listed(missing))
        case Subtotal():
            pass


def _computed(author: Author, score: Computed) -> Iterator[str]:
    if score.whatever:
        yield author.say("whatever", names=author.listed(score.whatever))
    if score.spread is not None:
        yield author.say("spread", least=number.plain(score.spread[0]), most=number.plain(score.spread[1]))
    if score.reading:
        yield author.say("reading", name=score.reading)


def _gap(author: Author, gap: Gap) -> Iterator[str]:
    if gap.reason == "not-judged":
        yield author.say("not-judged")
    if gap.reason == "undefined":
        yield author.say("undefined", text=gap.detail)
    if gap.reason == "stated-out-of-range":
        yield author.say("stated-out-of-range", detail=gap.detail)
    if gap.missing:
        yield author.say("missing", names=author.listed(gap.missing))
