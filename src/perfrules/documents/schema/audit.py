"""The schemas of an audit: of its findings as `as_json` writes them, and of the waivers that its reader takes."""

from fractions import Fraction
from typing import Any

from attrs import frozen

from perfrules.documents.schema.card import SpanShape
from perfrules.documents.schema.words import TEXT, WORDS
from perfrules.documents.schema.writer import Json, Vocabulary, Writer
from perfrules.documents.waivers import FINDING_ID, FindingId, Said, WaiversEntry
from perfrules.finding import Effect, Repair, Severity, Verdict

_COUNT: Json = {"type": "string", "pattern": "^[0-9]+$"}


@frozen
class SentenceShape:
    """A sentence for a review form, in Chinese and English."""

    zh: str
    en: str


@frozen
class ReadingShape:
    """What an indicator and the total come to where a rule is read otherwise; null where that cannot be scored."""

    name: str
    points: SpanShape | None
    total: SpanShape | None


@frozen
class FindingShape:
    """One result of an audit; `difference` is what is printed less what is computed, `follows_from` the id of another."""

    id: FindingId
    code: str
    verdict: Verdict
    severity: Severity
    place: str | None
    indicator: str | None
    printed: str | None
    computed: str | None
    difference: str | None
    arithmetic: str | None
    effect: Effect
    cause: tuple[Repair, ...]
    follows_from: FindingId | None
    interpretations: tuple[ReadingShape, ...]
    possible_extraction_damage: bool
    sentence: SentenceShape


@frozen
class WaiverShape:
    """A finding that a person accepts, why, and until which day."""

    id: FindingId
    reason: str
    by: str
    until: str | None
    subject: str


@frozen
class AcceptedShape:
    """A finding that does not stand, and the waiver that accepts it or what it follows from."""

    finding: FindingShape
    waiver: WaiverShape


@frozen
class SeveritiesShape:
    """How many findings there are of each severity."""

    error: int
    warning: int
    note: int
    ok: int


@frozen
class VerdictsShape:
    """How many findings there are of each verdict."""

    matches: int
    differs: int
    differs_without_effect: int
    rounding_can_explain: int
    cannot_verify: int
    ambiguous: int
    remark: int


@frozen
class SummaryShape:
    """Counts of the findings that stand, and `before` any was accepted; waivers that are in force, expired, or fit nothing."""

    severities: SeveritiesShape
    before: SeveritiesShape
    verdicts: VerdictsShape
    accepted: tuple[AcceptedShape, ...]
    expired: tuple[WaiverShape, ...]
    unused: tuple[WaiverShape, ...]


@frozen
class AuditShape:
    """What an audit found in the report of one unit."""

    subject: str
    framework: str
    findings: tuple[FindingShape, ...]
    summary: SummaryShape


def audit_schema() -> Json:
    """What an audit is in JSON: that of one report, or a list of several."""
    text: Json = {"type": "string"}
    words: dict[Any, Json] = {
        str: text,
        Fraction: text,
        FindingId: {**text, "pattern": f"^{FINDING_ID}$"},
        bool: {"type": "boolean"},
        int: _COUNT,
    }
    writer = Writer(Vocabulary(words, has_null=True))
    one = writer.schema(AuditShape)
    return {"anyOf": [one, {"type": "array", "items": one}], "$defs": writer.definitions}


def waivers_schema() -> Json:
    """What a waiver file holds."""
    said: Json = {**TEXT, "pattern": r"\S"}
    words: dict[Any, Json] = {**WORDS, FindingId: {"type": "string", "pattern": f"^{FINDING_ID}$"}, Said: said}
    writer = Writer(Vocabulary(words))
    return {**writer.mapping(WaiversEntry), "$defs": writer.definitions}
