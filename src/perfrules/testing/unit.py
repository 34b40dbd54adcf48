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
from perfrules.testing.form import Form, fold, form_of, opened
from perfrules.testing.inputs import judgement
from perfrules.testing.plain import usual
from perfrules.testing.world import closed

Entry: TypeAlias = tuple[str, str]
"""A mapping of evidence, and an id in it: `("facts", "budget")`."""

_MAPPINGS = ("facts", "values", "judged", "stated", "not_applicable", "interpretations")


@frozen
class Unit:
    """
    A framework and evidence that fits it; `card` is its scorecard, made once.

    `form` is what it fills in, and `own` the same evidence by the names of the form's framework, in which the figures of target
    rows are facts. Where a unit brings nothing but facts and judgements, these are its framework and its evidence.
    """

    framework: Framework
    evidence: Evidence
    _memory: Memory = field(factory=Memory, init=False, eq=False, repr=False)

    @property
    def form(self) -> Form:
        """The form that it fills in."""
        return self._memory.once("form", lambda: form_of(self.framework, self.evidence))

    @property
    def own(self) -> Evidence:
        """What is known of it by the names of its form's framework."""
        return self._memory.once("own", lambda: opened(self.form, self.evidence))

    def card(self, stated: StatedPolicy = "keep") -> Scorecard:
        """Its scorecard; where nothing is stated, both policies give the same."""
        if stated == "keep" and not self.own.stated:
            return self._memory.once(stated, lambda: attrs.evolve(self.card("gap"), policy=stated))
        return self._memory.once(stated, lambda: assess(self.framework, self.evidence, stated=stated))

    def having(self, evidence: Evidence) -> "Unit":
        """Another unit under the same framework."""
        return Unit(self.framework, evidence)

    def knowing(self, own: Evidence) -> "Unit":
        """A unit that fills in the same form; itself where no more and no less is known."""
        return self if own == self.own else self.having(fold(self.form, own))


def entries(evidence: Evidence) -> dict[Entry, object]:
    """Everything that evidence says, one by one."""
    return {(name, id): one for name in _MAPPINGS for id, one in getattr(evidence, name).items()}


def apart(unit: Unit) -> tuple[Entry, ...]:
    """Where a unit differs from the plain case of its form."""
    own, plain = entries(unit.own), entries(_plain(unit))
    return tuple(one for one in {**plain, **own} if own.get(one) != plain.get(one))


def _plain(unit: Unit) -> Evidence:
    form = unit.form
    return form.memory.once("plain case by its own names", lambda: opened(form, usual(form)))


def touched(unit: Unit) -> tuple[str, ...]:
    """The indicators, and the total, whose rules see something that is not as in the plain case; all in that case itself."""
    moved = {id for _, id in apart(unit)}
    moved |= {judgement(id) for id in moved}
    framework = unit.form.framework
    own = closed(framework, unit.own.interpretations)
    behind = {id: {id, *own.needs(id), *_around(framework, id)} for id in (*framework.paths, TOTAL)}
    return tuple(id for id, names in behind.items() if not moved or names & moved)


def _around(framework: Framework, id: str) -> Iterator[str]:
    """What is printed of the values and children of an indicator may stand in for them."""
    yield from framework.named
    yield from (path[-1].id for path in framework.paths.values() if id == TOTAL or id in {above.id for above in path})


def simplest(unit: Unit, fails: Callable[[Unit], bool]) -> Unit:
    """The unit brought back to the plain case wherever it fails all the same."""
    for entry in apart(unit):
        nearer = unit.knowing(_brought_back(unit, entry))
        if fails(nearer):
            unit = nearer
    return unit


def described(unit: Unit) -> Iterator[str]:
    """What a unit says that the plain case does not, a line for each."""
    own, plain = entries(unit.own), entries(_plain(unit))
    for entry in apart(unit):
        name, id = entry
        now, then = (_written(unit.form.framework, id, one.get(entry)) for one in (own, plain))
        key = id if name == "facts" else f"{name}/{id}"
        yield f"{key} is {now}, {then} in the plain case"


def _brought_back(unit: Unit, entry: Entry) -> Evidence:
    name, id = entry
    mapping = dict(getattr(unit.own, name))
    mapping.pop(id, None)
    plain = entries(_plain(unit))
    changes: dict[str, Any] = {name: Pairs.of({**mapping, **({id: plain[entry]} if entry in plain else {})})}
    return attrs.evolve(unit.own, **changes)


def _written(framework: Framework, id: str, one: object) -> str:
    match one:
        case Known(value=value):
            return shown(value, framework.declared[id].domain) if id in framework.declared else written(Fraction(value))
        case Judgement(points=Fraction() as points) | (Fraction() as points):
            return written(points)
        case None:
            return "missing"
    return f"`{one}`"
