"""A scorecard, its spans, problems and its receipt as plain mappings."""

from fractions import Fraction
from typing import assert_never

import attrs

from perfrules import number
from perfrules.deduction import Deduction, deductions
from perfrules.documents.framework_json import Json
from perfrules.domain import Span
from perfrules.errors import Problem
from perfrules.explanation import Explanation, explain
from perfrules.indicator import Indicator
from perfrules.receipt import Receipt, receipt
from perfrules.score import Computed, Gap, Judged, NotApplicable, Score, Stated, Subtotal
from perfrules.scorecard import Missing, Scorecard, missing


def card_json(card: Scorecard) -> Json:
    """Everything that a scorecard says, indicators in reading order."""
    return {
        "framework": card.framework.id,
        "edition": card.framework.edition,
        "subject": card.evidence.subject,
        "period": card.evidence.period,
        "total": None if card.total is None else span_json(card.total),
        "grade": card.grade,
        "completeness": {name: number.plain(points) for name, points in attrs.asdict(card.completeness).items()},
        "scores": [_score_json(card, path) for path in card.framework.paths.values()],
        "receipt": receipt_json(receipt(card)),
        "missing": [missing_json(one) for one in missing(card)],
        "alerts": [{"name": one.name, "label": one.label, "holds": one.holds} for one in card.alerts],
        "deductions": [deduction_json(one) for one in deductions(card)],
    }


def span_json(span: Span) -> Json:
    """The points where only one number is left, and the limits."""
    least, most = _points(span.least, span.decimals), _points(span.most, span.decimals)
    return {"points": least if span.is_point else None, "least": least, "most": most}


def missing_json(item: Missing) -> Json:
    """What would settle points, and how many hang on it."""
    return {
        "id": item.id,
        "kind": item.kind,
        "label": item.label,
        "points": number.plain(item.points),
        "indicators": list(item.indicators),
    }


def deduction_json(deduction: Deduction) -> Json:
    """The points that an indicator lost, and why."""
    return {"id": deduction.id, "points": number.plain(Fraction(deduction.points)), "sentence": deduction.sentence}


def explanation_json(explanation: Explanation) -> Json:
    """The steps of an explanation, one a line, and its formula for a typeset report."""
    return {
        "id": explanation.id,
        "label": explanation.label,
        "steps": list(explanation.steps),
        "text": explanation.text,
        "latex": explanation.latex,
    }


def receipt_json(written: Receipt) -> Json:
    """The fields of a receipt."""
    return dict(attrs.asdict(written))


def problem_json(problem: Problem) -> Json:
    """The fields of a problem; a place that is not known is null."""
    place = problem.place
    where = None if place is None else {"file": place.file, "line": str(place.line), "column": str(place.column)}
    return {
        "severity": problem.severity,
        "code": problem.code,
        "path": problem.path,
        "message": problem.message,
        "place": where,
        "excerpt": problem.excerpt,
    }


def _score_json(card: Scorecard, path: tuple[Indicator, ...]) -> Json:
    indicator, decimals = path[-1], card.framework.decimals
    score = card.scores[indicator.id]
    return {
        "id": indicator.id,
        "path": [above.id for above in path],
        "label": indicator.label,
        "weight": number.plain(indicator.weight),
        **span_json(Span(score.least, score.most, decimals)),
        "kind": score.kind,
        "explanation": "\n".join(explain(card, indicator.id).steps),
        "reading": card.evidence.interpretations.get(indicator.id, ""),
        **_details(score, decimals),
    }


def _details(score: Score, decimals: int) -> Json:
    match score:
        case Computed():
            spread = score.spread and [_points(end, decimals) for end in score.spread]
            return {"printed": list(score.printed), "spread": spread, "whatever": list(score.whatever)}
        case Judged():
            return {"given": number.plain(score.given), "by": score.by, "reason": score.reason}
        case Stated():
            return {"allowed": [_points(end, decimals) for end in score.allowed]}
        case Gap():
            return {"reason": score.reason, "missing": list(score.missing), "detail": score.detail}
        case NotApplicable():
            return {"policy": score.policy, "reason": score.reason}
        case Subtotal():
            return {"missing": list(score.missing)}
    assert_never(score)


def _points(value: Fraction, decimals: int) -> str:
    fits = (value * 10**decimals).denominator == 1
    return number.text(value, decimals) if fits else number.plain(value)
