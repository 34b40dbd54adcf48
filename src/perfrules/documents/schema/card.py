"""The schema of a scorecard as `as_json` writes it: every number is a text, what is not there is null."""

from decimal import Decimal
from fractions import Fraction
from typing import Any, Literal, TypeAlias

from attrs import frozen

from perfrules.deduction import Deduction
from perfrules.documents.schema.writer import Json, Vocabulary, Writer
from perfrules.indicator import NotApplicablePolicy
from perfrules.receipt import Receipt
from perfrules.score import GapReason
from perfrules.scorecard import Completeness, Missing, Raised


@frozen
class SpanShape:
    """Points: one number where only one is left, and the limits."""

    points: str | None
    least: str
    most: str


@frozen
class ScoreShape(SpanShape):
    """What every outcome of an indicator has; `path` are the ids from the top down to it."""

    id: str
    path: tuple[str, ...]
    label: str
    weight: str
    explanation: str
    reading: str


@frozen
class ComputedShape(ScoreShape):
    """The rule gave the points."""

    kind: Literal["computed"]
    printed: tuple[str, ...]
    spread: tuple[str, ...] | None
    whatever: tuple[str, ...]


@frozen
class JudgedShape(ScoreShape):
    """A person gave the points."""

    kind: Literal["judged"]
    given: str
    by: str
    reason: str


@frozen
class StatedShape(ScoreShape):
    """The report prints the points, and nothing here confirms them."""

    kind: Literal["stated"]
    allowed: tuple[str, ...]


@frozen
class GapShape(ScoreShape):
    """Nothing gives the points; what is known keeps them inside the limits."""

    kind: Literal["gap"]
    reason: GapReason
    missing: tuple[str, ...]
    detail: str


@frozen
class NotApplicableShape(ScoreShape):
    """The indicator does not apply to the unit."""

    kind: Literal["not_applicable"]
    policy: NotApplicablePolicy
    reason: str


@frozen
class SubtotalShape(ScoreShape):
    """A branch: what its children, or its formula over them, give."""

    kind: Literal["subtotal"]
    missing: tuple[str, ...]


AnyScore: TypeAlias = ComputedShape | JudgedShape | StatedShape | GapShape | NotApplicableShape | SubtotalShape


@frozen
class CardShape:
    """The scores of one unit, total, grade, completeness, and what is still missing."""

    framework: str
    edition: str
    subject: str
    period: str
    total: SpanShape | None
    grade: str | None
    completeness: Completeness
    scores: tuple[AnyScore, ...]
    receipt: Receipt
    missing: tuple[Missing, ...]
    alerts: tuple[Raised, ...]
    deductions: tuple[Deduction, ...]


def card_schema() -> Json:
    """What a scorecard is in JSON."""
    text: Json = {"type": "string"}
    words: dict[Any, Json] = {str: text, Fraction: text, Decimal: text, bool: {"type": "boolean"}}
    writer = Writer(Vocabulary(words, has_null=True))
    return {**writer.mapping(CardShape), "$defs": writer.definitions}
