"""World: what each name of a framework is worth for one unit, by `evaluate` alone; what all readings are compared with."""

from collections.abc import Collection, Iterator, Mapping
from fractions import Fraction
from functools import reduce
from types import MappingProxyType

from attrs import frozen

from perfrules.errors import UndefinedError
from perfrules.evidence import Evidence
from perfrules.formula.evaluate import evaluate
from perfrules.formula.expand import substituted
from perfrules.formula.syntax import Arithmetic, Formula, Name, Number, names
from perfrules.framework import Framework
from perfrules.indicator import Indicator, Unscored
from perfrules.rules import TOTAL, rules, with_weight
from perfrules.scorecard import whole
from perfrules.testing.inputs import Given, Worth, given_by, judgement
from perfrules.testing.left_out import applicable, left_out, weights

ADOPTED: Mapping[str, str] = MappingProxyType({})
"""Every rule read as its framework adopts it."""

NEVER = Arithmetic(Number(Fraction(0)), "/", Number(Fraction(0)))
"""What nobody scores has no value."""

NOTHING: Mapping[str, Fraction] = MappingProxyType({})


@frozen(eq=False)
class Closed:
    """
    The rules of a framework in one flat scope: a name is an input, or has a formula over other names.

    `indicators` are those with a rule of their own, the total too if it has one; `below` are the children of a branch,
    without whose points it is not known.
    """

    formulas: Mapping[str, Formula]
    indicators: tuple[Indicator, ...]
    below: Mapping[str, tuple[str, ...]]
    memory: dict[str, frozenset[str]]

    def needs(self, name: str, left_out: Collection[str] = ()) -> frozenset[str]:
        """The inputs on which a name rests, also through values and children."""
        return self._needs(name, left_out, {} if left_out else self.memory)

    def needs_of(self, formula: Formula, left_out: Collection[str]) -> frozenset[str]:
        """The inputs on which a formula over these names rests."""
        return frozenset[str]().union(*(self.needs(name, left_out) for name in names(formula)))

    def _needs(self, name: str, left_out: Collection[str], found: dict[str, frozenset[str]]) -> frozenset[str]:
        if name in left_out:
            return frozenset()
        if name not in self.formulas:
            return frozenset({name})
        if name not in found:
            below = (*names(self.formulas[name]), *self.below.get(name, ()))
            found[name] = frozenset[str]().union(*(self._needs(one, left_out, found) for one in below))
        return found[name]


def closed(framework: Framework, adopted: Mapping[str, str] = ADOPTED) -> Closed:
    """The rules of a framework in one flat scope, some of them read otherwise."""
    key = " ".join(f"{owner}={name}" for owner, name in sorted(adopted.items()))
    return framework.memory.once(f"closed {key}", lambda: _closed(framework, adopted))


class World(Mapping[str, Worth]):
    """
    What each name is worth, worked out when it is asked for.

    `left_out` gives names a worth without asking their rules: points of what is left out, and weights that apply. A name that
    divides by zero raises `UndefinedError`.
    """

    def __init__(
        self,
        framework: Framework,
        given: Given,
        left_out: Mapping[str, Fraction] = NOTHING,
        adopted: Mapping[str, str] = ADOPTED,
    ) -> None:
        self.closed = closed(framework, adopted)
        self.left_out = left_out
        self.given = given
        self._known: dict[str, Worth] = {**given, **left_out}

    def __getitem__(self, name: str) -> Worth:
        if name not in self._known:
            self._known[name] = evaluate(self.closed.formulas[name], self)
        return self._known[name]

    def __contains__(self, name: object) -> bool:
        return name in self._known or name in self.closed.formulas

    def __iter__(self) -> Iterator[str]:
        return iter({**self._known, **self.closed.formulas})

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def points(self, name: str) -> Fraction | None:
        """What a name is worth; None where it divides by zero, and where something that it rests on is missing."""
        if not self.given.keys() >= self.closed.needs(name, self.left_out):
            return None
        return self.of(Name(name))

    def of(self, formula: Formula) -> Fraction | None:
        """What a formula over these names is worth; None where it divides by zero."""
        try:
            return evaluate(formula, self)
        except UndefinedError:
            return None


def world(framework: Framework, evidence: Evidence) -> World:
    """The world of a unit: its facts, judgements, adopted readings, and what does not apply to it."""
    adopted = evidence.interpretations
    return World(framework, given_by(evidence), left_out(framework, evidence.not_applicable, adopted), adopted)


def _closed(framework: Framework, adopted: Mapping[str, str]) -> Closed:
    bound = rules(framework)
    formulas: dict[str, Formula] = {id: Number(weight) for id, weight in weights(framework, adopted).items()}
    for value in bound.values:
        formulas[value] = _own(framework, value, adopted) or Name(value)
    everything = (*(path[-1] for path in framework.paths.values()), whole(framework))
    for one in everything:
        formulas[one.id] = _points(one, _own(framework, one.id, adopted))
    below = {one.id: tuple(child.id for child in one.children) for one in everything if one.id != TOTAL}
    ruled = tuple(one for one in everything if not one.children or one.id in bound.formulas)
    return Closed(MappingProxyType(formulas), ruled, MappingProxyType(below), {})


def _own(framework: Framework, id: str, adopted: Mapping[str, str]) -> Formula | None:
    return rules(framework).formula(id, adopted.get(id, ""))


def _points(indicator: Indicator, own: Formula | None) -> Formula:
    """The points of an indicator as a formula over names that mean the same everywhere."""
    if isinstance(indicator.rule, Unscored):
        return NEVER
    given = Name(judgement(indicator.id))
    parts: list[Formula] = [Name(child.id) for child in indicator.children] or [given]
    total = reduce(lambda left, right: Arithmetic(left, "+", right), parts)
    words = {"judged": given, "subtotal": total, "applicable": Name(applicable(indicator.id))}
    return with_weight(substituted(own or total, words), indicator.weight)
