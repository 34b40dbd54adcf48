"""Unit: a framework and what is known of one unit; how far that is from the plain case, and the way back."""

from collections.abc import Callable, Iterator
from fractions import Fraction
from typing import Any, TypeAlias

import attrs
from attrs import field, frozen

from perfrules.assess import assess
from perfrules.domain import shown
from perfrules.evidence import Evidence, Judgement, Known
from perfrules.framework import Framework
from perfrules.frozen import Memory, Pairs
from perfrules.number import plain as written
from perfrules.rules import TOTAL
from perfrules.scorecard import Scorecard, StatedPolicy
from perfrules.testing.inputs import judgement
from perfrules.testing.plain import plain
from perfrules.testing.world import closed

Entry: TypeAlias = tuple[str, str]
"""A mapping of evidence, and an id in it: `("facts", "budget")`."""

_MAPPINGS = ("facts", "values", "judged", "stated", "not_applicable", "interpretations")


@frozen
class Unit:
    """A framework and evidence that fits it; `card` is its scorecard, made once."""

    framework: Framework
    evidence: Evidence
    _memory: Memory = field(factory=Memory, init=False, eq=False, repr=False)

    def card(self, stated: StatedPolicy = "keep") -> Scorecard:
        """Its scorecard."""
        return self._memory.once(stated, lambda: assess(self.framework, self.evidence, stated=stated))

    def having(self, evidence: Evidence) -> "Unit":
        """Another unit under the same framework."""
        return Unit(self.framework, evidence)


def entries(evidence: Evidence) -> dict[Entry, object]:
    """Everything that evidence says, one by one."""
    return {(name, id): one for name in _MAPPINGS for id, one in getattr(evidence, name).items()}


def apart(unit: Unit) -> tuple[Entry, ...]:
    """Where a unit differs from the plain case of its framework."""
    own, usual = entries(unit.evidence), entries(plain(unit.framework))
    return tuple(one for one in {**usual, **own} if own.get(one) != usual.get(one))


def touched(unit: Unit) -> tuple[str, ...]:
    """The indicators, and the total, whose rules see something that is not as in the plain case; all in that case itself."""
    moved = {id for _, id in apart(unit)}
    moved |= {judgement(id) for id in moved}
    own = closed(unit.framework, unit.evidence.interpretations)
    behind = {id: {id, *own.needs(id), *_around(unit.framework, id)} for id in (*unit.framework.paths, TOTAL)}
    return tuple(id for id, names in behind.items() if not moved or names & moved)


def _around(framework: Framework, id: str) -> Iterator[str]:
    """What is printed of the values and children of an indicator may stand in for them."""
    yield from framework.named
    yield from (path[-1].id for path in framework.paths.values() if id == TOTAL or id in {above.id for above in path})


def simplest(unit: Unit, fails: Callable[[Unit], bool]) -> Unit:
    """The unit brought back to the plain case wherever it fails all the same."""
    for entry in apart(unit):
        nearer = unit.having(_brought_back(unit, entry))
        if fails(nearer):
            unit = nearer
    return unit


def described(unit: Unit) -> Iterator[str]:
    """What a unit says that the plain case does not, a line for each."""
    own, usual = entries(unit.evidence), entries(plain(unit.framework))
    for entry in apart(unit):
        name, id = entry
        now, then = (_written(unit.framework, id, one.get(entry)) for one in (own, usual))
        key = id if name == "facts" else f"{name}/{id}"
        yield f"{key} is {now}, {then} in the plain case"


def _brought_back(unit: Unit, entry: Entry) -> Evidence:
    name, id = entry
    mapping = dict(getattr(unit.evidence, name))
    mapping.pop(id, None)
    usual = entries(plain(unit.framework))
    changes: dict[str, Any] = {name: Pairs.of({**mapping, **({id: usual[entry]} if entry in usual else {})})}
    return attrs.evolve(unit.evidence, **changes)


def _written(framework: Framework, id: str, one: object) -> str:
    match one:
        case Known(value=value):
            return shown(value, framework.declared[id].domain) if id in framework.declared else written(Fraction(value))
        case Judgement(points=Fraction() as points) | (Fraction() as points):
            return written(points)
        case None:
            return "missing"
    return f"`{one}`"
