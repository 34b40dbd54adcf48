"""What an audit found, as plain mappings."""

from collections import Counter
from collections.abc import Iterable
from datetime import date
from fractions import Fraction
from typing import get_args

import attrs

from perfrules import number
from perfrules.documents.card_json import span_json
from perfrules.documents.framework_json import Json
from perfrules.domain import Span
from perfrules.finding import AuditReport, Effect, Finding, OtherReading, Severity, Verdict, Waiver


def audit_json(report: AuditReport) -> Json:
    """The findings that stand, in the order of the audit, and a summary with those that are accepted."""
    accepted = report.waived.accepted
    return {
        "subject": report.subject,
        "framework": report.framework,
        "findings": [finding_json(one) for one in report.findings],
        "summary": {
            "severities": _severities(report.findings),
            "before": _severities((*report.findings, *(finding for finding, _ in accepted))),
            "verdicts": _counts((one.verdict for one in report.findings), get_args(Verdict)),
            "accepted": [{"finding": finding_json(finding), "waiver": waiver_json(waiver)} for finding, waiver in accepted],
            "expired": [waiver_json(one) for one in report.waived.expired],
            "unused": [waiver_json(one) for one in report.waived.unused],
        },
    }


def finding_json(finding: Finding) -> Json:
    """What a finding says; what is not there is null."""
    chinese, english = finding.sentence
    return {
        "id": finding.id,
        "code": finding.code,
        "verdict": finding.verdict,
        "severity": finding.severity,
        "place": finding.place or None,
        "indicator": finding.indicator or None,
        "printed": finding.printed or None,
        "computed": finding.computed or None,
        "difference": finding.difference or None,
        "arithmetic": finding.arithmetic or None,
        "effect": _effect_json(finding.effect),
        "cause": [attrs.asdict(one) for one in finding.cause],
        "follows_from": finding.follows_from or None,
        "interpretations": [_reading_json(one) for one in finding.interpretations],
        "possible_extraction_damage": finding.possible_extraction_damage,
        "sentence": {"zh": chinese, "en": english},
    }


def waiver_json(waiver: Waiver) -> Json:
    """The fields of a waiver; without a last day `until` is null."""
    return {**attrs.asdict(waiver), "until": _day(waiver.until)}


def _effect_json(effect: Effect) -> Json:
    return {"points": _points(effect.points), "total": _points(effect.total)}


def _reading_json(reading: OtherReading) -> Json:
    return {"name": reading.name, "points": _span(reading.points), "total": _span(reading.total)}


def _severities(findings: Iterable[Finding]) -> Json:
    return _counts((one.severity for one in findings), get_args(Severity))


def _counts(found: Iterable[str], words: tuple[str, ...]) -> Json:
    """How often each word was found, also those that were not."""
    counts = Counter(found)
    return {word: str(counts[word]) for word in words}


def _points(value: Fraction | None) -> str | None:
    return None if value is None else number.plain(value)


def _span(span: Span | None) -> Json | None:
    return None if span is None else span_json(span)


def _day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()
