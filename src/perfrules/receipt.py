"""Receipt: which engine, framework and evidence gave a scorecard, as hashes that anyone can compute again."""

from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from typing import cast

import attrs
from attrs import frozen

from perfrules.formula.syntax import And, Arithmetic, Call, Choose, Compare, Flag, Name, Negate, Not, Number, Or
from perfrules.formula.text import text
from perfrules.scorecard import Scorecard

_NODES = (Number, Name, Negate, Arithmetic, Choose, Call, Compare, Flag, Not, And, Or)


@frozen
class Receipt:
    """
    What gave a scorecard.

    `framework_hash` covers the framework with the texts of its formulas and functions, `evidence_hash` all evidence,
    `scores_hash` every outcome; each is SHA-256 over canonical JSON. `plugin` names the distribution and its version.
    """

    engine: str
    framework: str
    edition: str
    plugin: str
    framework_hash: str
    evidence_hash: str
    scores_hash: str


def receipt(card: Scorecard) -> Receipt:
    """The receipt of a scorecard, hashed now."""
    from importlib.metadata import version  # costs as much as all of perfrules to import, and few ask for receipts

    framework = card.declared
    return Receipt(
        engine=version("perfrules"),
        framework=framework.id,
        edition=framework.edition,
        plugin=framework.plugin,
        framework_hash=framework.memory.once("hash", lambda: digest(framework)),
        evidence_hash=digest(card.given),
        scores_hash=digest((card.policy, card.scores, card.whole, card.grade)),
    )


def digest(value: object) -> str:
    """SHA-256 of a frozen value, over all that takes part in its equality."""
    import hashlib  # like `json`, for receipts alone
    import json

    written = json.dumps(_plain(value), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(written.encode()).hexdigest()


def _plain(value: object) -> object:
    if value is None or isinstance(value, bool | int | str):
        return value
    if isinstance(value, _NODES):
        return text(value)
    if isinstance(value, Fraction):
        return f"{value.numerator}/{value.denominator}"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {str(key): _plain(one) for key, one in value.items()}
    if isinstance(value, tuple):
        return [_plain(one) for one in value]
    fields = attrs.fields(cast("type[attrs.AttrsInstance]", type(value)))
    shown = {field.name: _plain(getattr(value, field.name)) for field in fields if field.eq}
    return {"": type(value).__name__, **shown}
