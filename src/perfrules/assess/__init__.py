"""assess(framework, evidence) -> Scorecard: the scores of one unit, exactly."""

from itertools import product
from typing import get_args

import attrs
from attrs import field, frozen

from perfrules.assess.completeness import completeness
from perfrules.assess.fit import fitted, misfits
from perfrules.assess.nodes import Nodes
from perfrules.assess.plan import plan
from perfrules.assess.remarks import Remarks
from perfrules.assess.unit import unit_of
from perfrules.domain import Span
from perfrules.errors import ScoreOutOfRangeError
from perfrules.evidence import Evidence
from perfrules.framework import Framework
from perfrules.frozen import Pairs
from perfrules.rules import readings
from perfrules.score import Score
from perfrules.scorecard import Scorecard, StatedPolicy
from perfrules.wording import require_one_of

__all__ = ["Reading", "assess", "misfits", "other_readings"]

_POLICIES = get_args(StatedPolicy)


def assess(framework: Framework, evidence: Evidence, *, stated: StatedPolicy = "keep") -> Scorecard:
    """
    Score one unit.

    With `stated="keep"` a printed score stands in where nothing can be computed or was judged; with "gap" it does not.
    Raises `EvidenceError` with all that does not fit, `InvalidFrameworkError`, and `ScoreOutOfRangeError` where a rule that
    is not proven gives points outside its indicator; `ValueError` for another word than these two.
    """
    require_one_of("stated", stated, _POLICIES)
    unit = unit_of(framework, evidence)
    counts = fitted(unit.framework, unit.evidence)
    own = plan(unit.framework, unit.evidence.interpretations)
    scores, whole = Nodes(own, unit.evidence, counts, stated).outcomes()
    by_id = Pairs(tuple(zip(own.ids, map(scores.__getitem__, own.in_order), strict=True)))
    remarks = Remarks(own, unit.evidence, by_id, whole)
    return Scorecard(
        framework=unit.framework,
        evidence=unit.evidence,
        policy=stated,
        scores=by_id,
        whole=whole,
        grade=remarks.grade(),
        completeness=completeness(own, scores, whole),
        declared=framework,
        given=evidence,
        alerts=remarks.alerts(),
    )


@frozen
class Reading:
    """
    What a scorecard becomes when one ambiguous rule is read otherwise; `total` is the total then.

    A `name` without letters is the rule itself, where the case has adopted another reading. A value has no `score`. Where a
    rule, read so, gives points outside its indicator, there is neither score nor total, but a `fault`.
    """

    id: str
    name: str
    score: Score | None
    total: Span | None
    fault: ScoreOutOfRangeError | None = field(default=None, eq=str)


def other_readings(card: Scorecard) -> tuple[tuple[Reading, ...], Span]:
    """
    Each other reading alone, the adopted ones elsewhere, and the least and most over all combinations that can be scored.
    """
    options: dict[str, list[str]] = {}
    for owner, name in readings(card.declared):
        options.setdefault(owner, [""]).append(name)
    alone = [
        _reading(card, owner, name)
        for owner, names in options.items()
        for name in names
        if name != card.given.interpretations.get(owner, "")
    ]
    found = [_read_otherwise(card, dict(zip(options, names, strict=True))) for names in product(*options.values())]
    wholes = [one.whole for one in found if isinstance(one, Scorecard)]
    return tuple(alone), Span(min(one.least for one in wholes), max(one.most for one in wholes), card.framework.decimals)


def _reading(card: Scorecard, owner: str, name: str) -> Reading:
    again = _read_otherwise(card, {owner: name})
    if isinstance(again, ScoreOutOfRangeError):
        return Reading(owner, name, None, None, again)
    return Reading(owner, name, again.scores.get(owner), again.total)


def _read_otherwise(card: Scorecard, names: dict[str, str]) -> Scorecard | ScoreOutOfRangeError:
    """The scorecard where these readings are adopted, or why there is none."""
    adopted = {**card.given.interpretations, **names}
    evidence = attrs.evolve(card.given, interpretations=Pairs.of({owner: name for owner, name in adopted.items() if name}))
    try:
        return assess(card.declared, evidence, stated=card.policy)
    except ScoreOutOfRangeError as error:
        return error
