"""assess(framework, evidence) -> Scorecard: the scores of one unit, exactly."""

from collections.abc import Iterator
from fractions import Fraction
from itertools import product
from typing import assert_never

import attrs
from attrs import frozen

from perfrules.assess.fit import misfits
from perfrules.assess.nodes import Nodes
from perfrules.check import require_valid
from perfrules.domain import Span
from perfrules.errors import EvidenceError
from perfrules.evidence import Evidence
from perfrules.framework import Framework
from perfrules.frozen import Pairs
from perfrules.indicator import Indicator
from perfrules.rules import readings
from perfrules.score import Computed, Gap, Judged, NotApplicable, Score, Stated, Subtotal
from perfrules.scorecard import Completeness, Scorecard, StatedPolicy

__all__ = ["Reading", "assess", "misfits", "other_readings"]


def assess(framework: Framework, evidence: Evidence, *, stated: StatedPolicy = "keep") -> Scorecard:
    """
    Score one unit.

    With `stated="keep"` a printed score stands in where nothing can be computed or was judged; with "gap" it does not.
    Raises `EvidenceError` with all that does not fit, `InvalidFrameworkError`, and `ScoreOutOfRangeError` where a rule that
    is not proven gives points outside its indicator.
    """
    require_valid(framework)
    problems = misfits(framework, evidence)
    if problems:
        raise EvidenceError(problems)
    nodes = Nodes(framework, evidence, stated)
    whole = nodes.total()
    return Scorecard(
        framework=framework,
        evidence=evidence,
        policy=stated,
        scores=Pairs.of(nodes.found),
        whole=whole,
        grade=_grade(framework, whole),
        completeness=_completeness(framework, nodes.found),
    )


def _grade(framework: Framework, total: Score) -> str | None:
    """The band in which both ends of the total lie."""
    found = {next((grade.name for grade in framework.grades if end >= grade.at_least), None) for end in (total.least, total.most)}
    return found.pop() if len(found) == 1 else None


def _completeness(framework: Framework, scores: dict[str, Score]) -> Completeness:
    sums = dict.fromkeys((field.name for field in attrs.fields(Completeness)), Fraction(0))
    for indicator in framework.indicators:
        for name, weight in _weights(indicator, scores):
            sums[name] += weight
    return Completeness(**sums)


def _weights(indicator: Indicator, scores: dict[str, Score]) -> Iterator[tuple[str, Fraction]]:
    """The weight below a node, by what it rests on."""
    score = scores[indicator.id]
    match score:
        case Computed(printed=printed):
            yield ("printed_ratios" if printed else "figures"), indicator.weight
        case Judged():
            yield "judged", indicator.weight
        case NotApplicable():
            yield "not_applicable", indicator.weight
        case Gap() if not indicator.children:
            yield "missing", indicator.weight
        case Stated():
            below = (part for child in indicator.children for part in _weights(child, scores))
            known = [(name, weight) for name, weight in below if name not in {"missing", "stated"}]
            yield from known
            yield "stated", indicator.weight - sum((weight for _, weight in known), Fraction(0))
        case Gap() | Subtotal():
            for child in indicator.children:
                yield from _weights(child, scores)
        case _:
            assert_never(score)


@frozen
class Reading:
    """
    What a scorecard becomes when one ambiguous rule is read otherwise; `total` is the total then.

    A `name` without letters is the rule itself, where the case has adopted another reading. A value has no `score`.
    """

    id: str
    name: str
    score: Score | None
    total: Span


def other_readings(card: Scorecard) -> tuple[tuple[Reading, ...], Span]:
    """Each other reading alone, the adopted ones elsewhere, and the least and most over all combinations."""
    options: dict[str, list[str]] = {}
    for owner, name in readings(card.framework):
        options.setdefault(owner, [""]).append(name)
    alone = [
        _reading(card, owner, name)
        for owner, names in options.items()
        for name in names
        if name != card.evidence.interpretations.get(owner, "")
    ]
    totals = [_read_otherwise(card, dict(zip(options, names, strict=True))).total for names in product(*options.values())]
    return tuple(alone), Span(min(one.least for one in totals), max(one.most for one in totals), card.total.decimals)


def _reading(card: Scorecard, owner: str, name: str) -> Reading:
    again = _read_otherwise(card, {owner: name})
    return Reading(owner, name, again.scores.get(owner), again.total)


def _read_otherwise(card: Scorecard, names: dict[str, str]) -> Scorecard:
    adopted = {**card.evidence.interpretations, **names}
    evidence = attrs.evolve(card.evidence, interpretations=Pairs.of({owner: name for owner, name in adopted.items() if name}))
    return assess(card.framework, evidence, stated=card.policy)
