"""Moves: how the scores of one case differ under two frameworks."""

from collections.abc import Callable, Mapping
from datetime import date
from fractions import Fraction
from typing import Any, TypeAlias, TypeVar

import attrs
from attrs import frozen

from perfrules.assess import assess
from perfrules.case import Case
from perfrules.cli.guard import CaseFault, told
from perfrules.errors import EditionError, PerfrulesError, UnknownFrameworkError
from perfrules.evidence import Evidence
from perfrules.framework import Framework
from perfrules.frozen import Pairs
from perfrules.indicator import Judgeable
from perfrules.rules import TOTAL, readings
from perfrules.scorecard import Scorecard

Points: TypeAlias = tuple[Fraction, Fraction] | None
"""Least and most; None where there are no points."""

T = TypeVar("T")


@frozen
class Move:
    """The points of an indicator, or of the total, before and after."""

    id: str
    label: str
    before: Points
    after: Points


@frozen
class Moves:
    """What becomes of one case: the scores that differ, the total, the grade, and what one framework has no place for."""

    scores: tuple[Move, ...]
    total: Move
    grades: tuple[str | None, str | None]
    lost: tuple[str, ...]


def moves(text: str, name: str, old: Framework, new: Framework) -> Moves:
    """
    What becomes of the case in a text, which names one of the two frameworks; `name` is what messages call its file.

    What the other one has no place for is left out there. Raises `PerfrulesError` where the case cannot be read, and
    `CaseFault` where one framework cannot score it.
    """
    from perfrules.documents import case_from

    case = case_from(text, name, lambda *asked: _asked((old, new), *asked))
    found = [carried(case, framework) for framework in (old, new)]
    before, after = (_card(name, framework, evidence) for framework, (evidence, _) in zip((old, new), found, strict=True))
    labels = {id: path[-1].label for card in (before, after) for id, path in card.framework.paths.items()}
    scores = (Move(id, label, _points(before, id), _points(after, id)) for id, label in labels.items())
    return Moves(
        tuple(one for one in scores if one.before != one.after),
        Move(TOTAL, "", _total(before), _total(after)),
        (before.grade, after.grade),
        tuple(lost for _, left_out in found for lost in left_out),
    )


def _card(name: str, framework: Framework, evidence: Evidence) -> Scorecard:
    try:
        return assess(framework, evidence)
    except PerfrulesError as error:
        raise CaseFault(f"{name}: with `{framework.id}@{framework.edition}`: {told(error)}") from None


def carried(case: Case, framework: Framework) -> tuple[Evidence, tuple[str, ...]]:
    """The evidence of a case as far as a framework has a place for it, and the ids of what is left out."""
    if framework == case.framework:
        return case.evidence, ()
    given, lost = case.evidence, list[str]()
    slots = tuple(row for row in given.targets if row.slot in framework.paths)
    lost.extend(row.id for row in given.targets if row not in slots)
    kept: dict[str, Any] = {name: _kept(getattr(given, name), place, lost) for name, place in _places(case, framework).items()}
    return attrs.evolve(given, targets=slots, **kept), tuple(dict.fromkeys(lost))


def _places(case: Case, framework: Framework) -> Mapping[str, Callable[[str], bool]]:
    """Whether a framework has a place for an id, by the sort of evidence."""
    tables, adopted = {table.id for table in framework.tables}, case.evidence.interpretations
    judged = {id for id, path in framework.paths.items() if isinstance(path[-1].rule, Judgeable)}
    return {
        "facts": lambda id: id in framework.declared and _measure(framework, id) == _measure(case.framework, id),
        "values": framework.named.__contains__,
        "judged": judged.__contains__,
        "tables": tables.__contains__,
        "interpretations": lambda id: (id, adopted[id]) in set(readings(framework)),
        **dict.fromkeys(("stated", "not_applicable", "weights", "incomplete"), {TOTAL, *framework.paths}.__contains__),
    }


def _measure(framework: Framework, fact: str) -> tuple[str, str, tuple[tuple[str, str], ...]]:
    domain = framework.declared[fact].domain
    return domain.kind, domain.unit, domain.states


def _kept(pairs: Pairs[T], has_place: Callable[[str], bool], lost: list[str]) -> Pairs[T]:
    lost.extend(id for id in pairs if not has_place(id))
    return Pairs.of({id: value for id, value in pairs.items() if has_place(id)})


def _asked(pair: tuple[Framework, Framework], id: str, edition: str | None, on: date | None) -> Framework:
    """The framework of two that a case names: in its edition, else in the one in force on its last day."""
    known = [one for one in pair if one.id == id]
    if not known:
        raise UnknownFrameworkError(id, tuple(dict.fromkeys(one.id for one in pair)))
    for one in known:
        if edition in {None, one.edition} and (on is None or one.valid.includes(on)):
            return one
    raise EditionError(id, edition or str(on), tuple(one.edition for one in known))


def _points(card: Scorecard, id: str) -> Points:
    return (card.scores[id].least, card.scores[id].most) if id in card.scores else None


def _total(card: Scorecard) -> Points:
    return (card.whole.least, card.whole.most) if card.framework.is_scored else None
