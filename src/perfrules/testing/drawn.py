"""Evidence drawn by hypothesis: the plain case with a few changes, most of them aimed at edges."""

from collections.abc import Mapping
from fractions import Fraction
from typing import Any, TypeAlias, assert_never

import attrs
from attrs import frozen
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from perfrules.evidence import Evidence
from perfrules.framework import Framework
from perfrules.frozen import Pairs
from perfrules.rules import readings
from perfrules.testing.aim import Side, aimed, redrawn
from perfrules.testing.edge import Edge, edges
from perfrules.testing.form import Form, fold
from perfrules.testing.forms import forms
from perfrules.testing.inputs import Given, evidence_of, inputs
from perfrules.testing.plain import extreme
from perfrules.testing.printed import printed, without_misfits

CHANGES = 8
"""How many changes a drawn unit has at most."""

REASON = "无此项"


@frozen
class Aim:
    """One input put onto an edge or beside it, after some of the others were moved."""

    edge: Edge
    name: str
    side: Side
    others: Mapping[str, int]


@frozen
class Move:
    """Some inputs at other positions."""

    positions: Mapping[str, int]


@frozen
class Forget:
    """An input missing."""

    name: str


@frozen
class Say:
    """An entry of evidence that is neither a fact nor a judgement."""

    mapping: str
    id: str
    said: object


Change: TypeAlias = Aim | Move | Forget | Say


def evidence(framework: Framework) -> SearchStrategy[Evidence]:
    """
    Evidence that fits a framework and aims at its edges; it shrinks to the fewest changes of the plain case.

    Facts stand on a comparison or a rounding or one step beside it, others are missing; indicators do not apply, ratios and
    scores are only printed, rules are read otherwise.
    """
    return st.sampled_from(forms(framework)).flatmap(_of_form)


def _of_form(form: Form) -> SearchStrategy[Evidence]:
    own = form.framework
    return st.lists(_changes(own), max_size=CHANGES).map(lambda changes: fold(form, _changed(own, changes)))


def _changed(framework: Framework, changes: list[Change]) -> Evidence:
    given: Given = extreme(framework, "most")
    forgotten: frozenset[str] = frozenset()
    said: dict[str, dict[str, object]] = {}
    for change in changes:
        match change:
            case Aim(edge=edge, name=name, side=side, others=others):
                given = redrawn(framework, given, others)
                given = aimed(framework, given, edge, name, side) or given
            case Move(positions=positions):
                given = redrawn(framework, given, positions)
            case Forget(name=name):
                forgotten |= {name}
            case Say(mapping=mapping, id=id, said=one):
                said.setdefault(mapping, {})[id] = one
            case _:
                assert_never(change)
    known = evidence_of(framework, {name: worth for name, worth in given.items() if name not in forgotten})
    entries: dict[str, Any] = {mapping: Pairs.of(one) for mapping, one in said.items()}
    return without_misfits(framework, attrs.evolve(known, **entries))


def _changes(framework: Framework) -> SearchStrategy[Change]:
    positions = {name: _positions(one.count) for name, one in inputs(framework).items()}
    several: list[SearchStrategy[Change]] = []
    if edges(framework):
        several += [st.sampled_from(edges(framework)).flatmap(lambda edge: _aims(edge, positions))] * 3
    if positions:
        names = st.sampled_from(sorted(positions))
        several.append(names.flatmap(lambda name: st.builds(Move, st.fixed_dictionaries({name: positions[name]}))))
        several.append(st.builds(Forget, names))
    several += _sayings(framework)
    return st.one_of(several)


def _aims(edge: Edge, positions: Mapping[str, SearchStrategy[int]]) -> SearchStrategy[Change]:
    sides: SearchStrategy[Side] = st.sampled_from((0, -1, 1))
    others = st.fixed_dictionaries({}, optional={name: positions[name] for name in edge.inputs})
    return st.builds(Aim, st.just(edge), st.sampled_from(edge.solvable), sides, others)


def _positions(count: int) -> SearchStrategy[int]:
    """Any position, often an end."""
    return st.sampled_from(sorted({0, count - 1})) | st.integers(0, count - 1)


def _sayings(framework: Framework) -> list[SearchStrategy[Change]]:
    """What may be said beside facts and judgements, as far as the framework has it."""
    paths = framework.paths
    optional = [id for id, path in paths.items() if path[-1].not_applicable != "refuse"]
    found: list[SearchStrategy[Change]] = [
        st.sampled_from(list(paths)).flatmap(lambda id: st.builds(Say, st.just("stated"), st.just(id), _points(framework, id)))
    ]
    if ratios := [Say("values", id, one) for id, known in printed(framework).items() for one in known]:
        found.append(st.sampled_from(ratios))
    if optional:
        found.append(st.builds(Say, st.just("not_applicable"), st.sampled_from(optional), st.just(REASON)))
    if other := [Say("interpretations", owner, name) for owner, name in readings(framework)]:
        found.append(st.sampled_from(other))
    return found


def _points(framework: Framework, id: str) -> SearchStrategy[Fraction]:
    most = int(framework.paths[id][-1].weight / framework.step)
    return _positions(most + 1).map(lambda count: count * framework.step)
