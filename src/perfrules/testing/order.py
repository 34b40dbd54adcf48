"""The laws about more and less: what is better never costs points, knowing less never narrows what is possible."""

from collections.abc import Iterator

import attrs

from perfrules.domain import shown
from perfrules.evidence import Evidence
from perfrules.framework import Framework
from perfrules.frozen import Pairs
from perfrules.number import plain as written
from perfrules.rules import TOTAL
from perfrules.scorecard import Scorecard
from perfrules.testing.inputs import Worth, alone, given_by, inputs, value
from perfrules.testing.laws import Breach, raised
from perfrules.testing.plain import extreme
from perfrules.testing.sweep import neighbours
from perfrules.testing.unit import Unit, apart
from perfrules.testing.world import World, world


def monotone(unit: Unit) -> Iterator[Breach]:
    """A fact with `better: higher` never costs points when it rises, one with `better: lower` never when it falls."""
    framework, own = unit.form.framework, unit.own
    here = world(framework, own)
    moved = {id for _, id in apart(unit)} & own.facts.keys()
    for name in sorted(moved):
        if framework.declared[name].better:
            for other in _elsewhere(unit, name):
                there = world(framework, _with_fact(own, name, other))
                yield from _costing(unit, name, here, there)


def knowing_less(unit: Unit) -> Iterator[Breach]:
    """By figures and judgements alone, without some of them each score is at least as open as with them."""
    bare = unit.knowing(alone(unit.own))
    known, moved = bare.card("gap"), _moved(unit)
    for group in _apart_from_each_other(unit.form.framework, moved):
        less = bare.knowing(_without(bare.own, group)).card("gap")
        yield from _surer(known, less, group)
        for id in (*known.scores, TOTAL):
            one, other = known[id], less[id]
            if other.least > one.least or other.most < one.most:
                with_it, without = (f"{written(score.least)} to {written(score.most)}" for score in (one, other))
                yield Breach(id, f"it scores {with_it}, and {without} without {', '.join(group)}")


def _surer(known: Scorecard, less: Scorecard, group: tuple[str, ...]) -> Iterator[Breach]:
    """Grades and alerts that are certain with less are the same with more."""
    if less.grade is not None and known.grade != less.grade:
        yield Breach(TOTAL, f"its grade is `{known.grade}`, and `{less.grade}` without {', '.join(group)}")
    for name, holds in raised(less).items():
        if holds is not None and raised(known)[name] != holds:
            yield Breach(TOTAL, f"the alert `{name}` is certain only without {', '.join(group)}")


def _elsewhere(unit: Unit, name: str) -> Iterator[Worth]:
    """The neighbours of a fact, its ends, and where it is in the plain case."""
    one = inputs(unit.form.framework)[name]
    here = unit.own.facts[name].value
    ends = value(one, 0), value(one, one.count - 1), extreme(unit.form.framework, "most")[name]
    near = (here - one.domain.step, here + one.domain.step)
    for other in dict.fromkeys((*near, *ends)):
        if one.domain.least <= other <= one.domain.most and other != here:
            yield other


def _with_fact(evidence: Evidence, name: str, worth: Worth) -> Evidence:
    known = attrs.evolve(evidence.facts[name], value=worth)
    return attrs.evolve(evidence, facts=Pairs.of({**evidence.facts, name: known}))


def _costing(unit: Unit, name: str, here: World, there: World) -> Iterator[Breach]:
    """The rules that give less where the fact is better; a sum gives less only if one of its parts does."""
    fact = unit.form.framework.declared[name]
    is_better = (there[name] > here[name]) == (fact.better == "higher")
    better, worse = (there, here) if is_better else (here, there)
    for one in here.closed.indicators:
        if name in here.closed.needs(one.id, here.left_out):
            more, less = better.points(one.id), worse.points(one.id)
            if more is not None and less is not None and more < less:
                ends = f"{shown(better[name], fact.domain)} is better than {shown(worse[name], fact.domain)}"
                yield Breach(one.id, f"`{name}` {ends}, but gives {written(more)} points instead of {written(less)}")


def _without(evidence: Evidence, names: tuple[str, ...]) -> Evidence:
    known = given_by(evidence).keys() - set(names)
    facts = {id: fact for id, fact in evidence.facts.items() if id in known}
    judged = {id: one for id, one in evidence.judged.items() if f"judged of {id}" in known}
    return attrs.evolve(evidence, facts=Pairs.of(facts), judged=Pairs.of(judged))


def _moved(unit: Unit) -> list[str]:
    """The inputs that are not as in the plain case, all of them in that case itself."""
    usual = extreme(unit.form.framework, "most")
    known = given_by(unit.own)
    return [name for name, worth in known.items() if usual[name] != worth] or list(known)


def _apart_from_each_other(framework: Framework, names: list[str]) -> list[tuple[str, ...]]:
    """Inputs in few groups, in each of which no two stand in one rule: a group goes missing like one of them."""
    beside = neighbours(framework)
    groups: list[tuple[str, ...]] = []
    for name in names:
        free = next((place for place, group in enumerate(groups) if beside[name].isdisjoint(group)), None)
        if free is None:
            groups.append((name,))
        else:
            groups[free] += (name,)
    return groups
