"""The schema of a framework file: with scores, without, or derived from another one."""

from collections.abc import Iterator
from typing import get_args

from attrs import NOTHING, fields_dict

from perfrules.documents.bands import BOUNDS, Banded, BandsEntry, Met, StepEntry
from perfrules.documents.changes import DECLARED, HEAD, AddEntry, ChangesEntry
from perfrules.documents.declarations import FactEntry
from perfrules.documents.framework import FrameworkEntry
from perfrules.documents.indicators import BESIDE_FORMULA, RULES, AllowedWord, IndicatorEntry, Judged, SlotEntry, UnscoredEntry
from perfrules.documents.rows import BandEntry, Figure, RowDomainEntry, RowRulesEntry, RowWeight, TableEntry
from perfrules.documents.schema.words import NUMBER, WORDS
from perfrules.documents.schema.writer import Json, Vocabulary, Writer
from perfrules.documents.texts import Id
from perfrules.formula.syntax import Condition
from perfrules.framework import Band, Fact, RowRules, Table
from perfrules.indicator import Indicator

_NO_SCORES: Json = {
    "required": ["points"],
    "properties": {"points": {"required": ["total"], "properties": {"total": {"const": "none"}}}},
}


_OF_DERIVED = frozenset({"extends", "changes"})


def framework_schema() -> Json:
    """What a framework file holds."""
    scored, unscored = (Writer(_vocabulary(shape)) for shape in (IndicatorEntry, UnscoredEntry))
    kinds = {
        "with_scores": scored.mapping(FrameworkEntry, without=_OF_DERIVED),
        "without_scores": unscored.mapping(FrameworkEntry, without=_OF_DERIVED),
        "derived": _derived(unscored),
    }
    return {
        "if": {"required": ["extends"]},
        "then": {"$ref": "#/$defs/derived"},
        "else": {"if": _NO_SCORES, "then": {"$ref": "#/$defs/without_scores"}, "else": {"$ref": "#/$defs/with_scores"}},
        "$defs": {**kinds, **scored.definitions, **unscored.definitions},
    }


def _derived(writer: Writer) -> Json:
    """What a framework that extends another one holds: parts, which stand over those of its parent."""
    own = [name for name, one in fields_dict(FrameworkEntry).items() if name in HEAD and one.default is NOTHING]
    return writer.mapping(FrameworkEntry, is_part=True) | {"required": [*own, "extends"]}


def _vocabulary(indicator: type) -> Vocabulary:
    judged: Json = {"anyOf": [{"enum": list(get_args(AllowedWord))}, {"type": "array", "items": NUMBER, "minItems": 1}]}
    return Vocabulary(
        words={**WORDS, Judged: judged, Met: WORDS[Condition]},
        entries={
            Fact: FactEntry,
            Table: TableEntry,
            RowRules: RowRulesEntry,
            Band: BandEntry,
            Figure: RowDomainEntry,
            RowWeight: RowDomainEntry,
            Banded: BandsEntry,
            Indicator: indicator,
        },
        alone={SlotEntry: WORDS[Id]},
        more={
            IndicatorEntry: {"oneOf": list(_rules())},
            UnscoredEntry: {"oneOf": [*_rules(), _lacking(*RULES)]},
            StepEntry: {"oneOf": list(_steps())},
        },
        replaced={
            (FrameworkEntry, "changes"): ChangesEntry,
            (BandsEntry, "steps"): tuple[StepEntry, ...],
            (AddEntry, "indicator"): Indicator,
            (ChangesEntry, "indicators"): dict[Id, Indicator],
            **{(ChangesEntry, name): fields_dict(FrameworkEntry)[name].type for name in DECLARED},
        },
        filled=frozenset(
            {
                (FrameworkEntry, "indicators"),
                (indicator, "children"),
                (BandsEntry, "steps"),
                (TableEntry, "columns"),
            }
        ),
    )


def _rules() -> Iterator[Json]:
    """The ways in which an indicator is scored; some have a formula of their own beside them."""
    for key in RULES:
        alone = _lacking(*BESIDE_FORMULA) if key == "formula" else {}
        yield {"required": [key], **alone}


def _steps() -> Iterator[Json]:
    """The forms of a step of `bands`."""
    for bound in BOUNDS:
        yield {"required": [bound, "points"], **_lacking("else")}
    yield {"required": ["else"], "maxProperties": 1}


def _lacking(*keys: str) -> Json:
    return {"not": {"anyOf": [{"required": [key]} for key in sorted(keys)]}}
