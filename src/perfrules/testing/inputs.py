"""What a unit brings to a framework: facts and judgements, each with the values it can have, counted from the least."""

from collections.abc import Collection, Iterator, Mapping
from fractions import Fraction
from typing import Literal, TypeAlias

import attrs
from attrs import frozen

from perfrules.domain import Domain
from perfrules.evidence import Evidence, Judgement, Known
from perfrules.framework import Framework
from perfrules.frozen import Pairs
from perfrules.indicator import Judgeable, choices

Worth: TypeAlias = Fraction | bool
Given: TypeAlias = Mapping[str, Worth]
"""What is known of one unit: facts by their ids, judgements by `judgement(id)`."""

BY, REASON = "复核", "抽查。"
"""Who judges where nobody did, and why."""


@frozen
class Input:
    """
    A fact, or what a person gives to an indicator (`judged`): `owner` is its id.

    `listed` are its only values where they are few and have no order of their own, `notable` some that matter though no rule
    turns there.
    """

    owner: str
    domain: Domain
    listed: tuple[Worth, ...] = ()
    better: Literal["", "higher", "lower"] = ""
    judged: bool = False
    notable: tuple[Worth, ...] = ()

    @property
    def count(self) -> int:
        """How many values it can have."""
        return len(self.listed) or int((self.domain.most - self.domain.least) / self.domain.step) + 1


def judgement(id: str) -> str:
    """The name of what a person gives to an indicator; no formula can spell it."""
    return f"judged of {id}"


def inputs(framework: Framework) -> Mapping[str, Input]:
    """The facts and judgements of a framework by name, in reading order."""
    return framework.memory.once("inputs", lambda: dict(_inputs(framework)))


def restrict(framework: Framework, untold: Collection[str], notable: Mapping[str, tuple[Worth, ...]]) -> None:
    """Say once which inputs of a framework nobody can give, and which values of others matter."""
    known = {name: attrs.evolve(one, notable=notable.get(name, ())) for name, one in _inputs(framework) if name not in untold}
    framework.memory.once("inputs", lambda: known)


def value(one: Input, position: int) -> Worth:
    """The value at a position, counted from the least."""
    return one.listed[position] if one.listed else one.domain.least + position * one.domain.step


def evidence_of(framework: Framework, given: Given) -> Evidence:
    """A unit of which this is known."""
    known = inputs(framework)
    facts = {name: Known(worth) for name, worth in given.items() if not known[name].judged}
    judged = {known[name].owner: Judgement(Fraction(worth), BY, REASON) for name, worth in given.items() if known[name].judged}
    return attrs.evolve(nobody(framework), facts=Pairs.of(facts), judged=Pairs.of(judged))


def nobody(framework: Framework) -> Evidence:
    """A unit of which nothing is known, in a year in which the framework is in force."""
    start = framework.valid.start or framework.valid.end
    return Evidence("某单位", str(start.year) if start else "2024")


def given_by(evidence: Evidence) -> dict[str, Worth]:
    """What evidence gives, by name."""
    facts = {name: known.value for name, known in evidence.facts.items()}
    return {**facts, **{judgement(id): one.points for id, one in evidence.judged.items()}}


def alone(evidence: Evidence) -> Evidence:
    """Facts, judgements and what does not apply: without printed ratios and scores, and with every rule as adopted."""
    return attrs.evolve(evidence, values=Pairs(), stated=Pairs(), interpretations=Pairs())


def _inputs(framework: Framework) -> Iterator[tuple[str, Input]]:
    for fact in framework.facts:
        yield fact.id, Input(fact.id, fact.domain, _listed(fact.domain), fact.better)
    for *_, leaf in framework.paths.values():
        if isinstance(leaf.rule, Judgeable):
            least = leaf.least if leaf.rule.formula is None else Fraction(0)
            listed = choices(leaf)
            domain = Domain("number", "", framework.decimals, least, leaf.weight)
            yield judgement(leaf.id), Input(leaf.id, domain, listed, judged=True)


def _listed(domain: Domain) -> tuple[Worth, ...]:
    if domain.kind == "flag":
        return tuple(bool(value) for value in range(int(domain.least), int(domain.most) + 1))
    return tuple(Fraction(position) for position in range(len(domain.states)))
