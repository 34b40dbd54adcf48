"""Sweep: a fixed set of units under which each edge of a framework is met from both sides, in as few units as possible."""

from collections.abc import Iterator, Mapping
from itertools import zip_longest
from random import Random

import attrs
from attrs import define

from perfrules.evidence import Evidence
from perfrules.framework import Framework
from perfrules.frozen import Pairs
from perfrules.rules import readings
from perfrules.testing.aim import Side, aimed, redrawn
from perfrules.testing.edge import Edge, edges
from perfrules.testing.form import Form, fold
from perfrules.testing.forms import forms, is_whole
from perfrules.testing.inputs import Given, Input, Worth, evidence_of, inputs, judgement, nobody, value
from perfrules.testing.plain import extreme
from perfrules.testing.printed import printed
from perfrules.testing.world import closed

ROUNDS = 3
"""How often each edge is met: first from the plain case with each of its inputs, then with one of them, the others drawn."""

SIDES: tuple[Side, ...] = (-1, 0, 1)

Moves = Mapping[str, Worth | None]
"""Inputs with their values; None is missing."""


@define
class _Pack:
    """Moves of one unit that do not meet in a rule, and all inputs of the rules that they meet."""

    moves: dict[str, Worth | None]
    taken: set[str]


def sweep(framework: Framework) -> tuple[Evidence, ...]:
    """
    Units that stand on every edge and beside it, each fact missing once, each judgement and state given once.

    What does not meet in a rule stands in one unit together: `simplest` tells it apart again. The same framework is swept
    with the same units.
    """
    return framework.memory.once("sweep", lambda: tuple(dict.fromkeys(_of_forms(framework))))


def _of_forms(framework: Framework) -> Iterator[Evidence]:
    for form in forms(framework):
        yield from _of_form(form)


def _of_form(form: Form) -> Iterator[Evidence]:
    """The units that fill in a form: the usual one wholly, others in what is their own."""
    own = form.framework
    if form is forms(form.declared)[0]:
        units = _sweep(own, 2 if form.is_folded else ROUNDS)
    elif is_whole(form) or form.given.interpretations:
        units = _figures(form)
    else:
        units = iter((_full(own), nobody(own)))
    return (fold(form, one) for one in units)


def _figures(form: Form) -> Iterator[Evidence]:
    """Units that stand on the edges of target rows, and otherwise as in the plain case."""
    own = form.framework
    moves = (*_single(own), *_aims(own, 1))
    rows = {*form.places, *(judgement(row.id) for row in form.given.targets)}
    yield from _ends(own)
    yield from _moved(own, tuple(one for one in moves if not rows.isdisjoint(one)))
    yield from (one for one in _read_otherwise(own) if not rows.isdisjoint(map(judgement, one.interpretations)))


def _ends(framework: Framework) -> Iterator[Evidence]:
    yield evidence_of(framework, extreme(framework, "most"))
    yield evidence_of(framework, extreme(framework, "least"))


def _sweep(framework: Framework, rounds: int) -> Iterator[Evidence]:
    yield from _ends(framework)
    yield from _moved(framework, (*_single(framework), *_aims(framework, rounds)))
    yield from _left_out(framework)
    yield from _read_otherwise(framework)
    yield from _printed(framework)


def _packed(framework: Framework, moves: tuple[Moves, ...]) -> list[_Pack]:
    beside = neighbours(framework)
    packs: list[_Pack] = []
    for one in moves:
        touched = set(one).union(*(beside[name] for name in one))
        free = next((pack for pack in packs if pack.taken.isdisjoint(one)), None)
        if free is None:
            packs.append(_Pack(dict(one), touched))
        else:
            free.moves.update(one)
            free.taken |= touched
    return packs


def neighbours(framework: Framework) -> Mapping[str, frozenset[str]]:
    """For each input those that stand in a rule with it, also through values; branches do not count as rules of their parts."""
    return framework.memory.once("neighbours", lambda: _neighbours(framework))


def _neighbours(framework: Framework) -> dict[str, frozenset[str]]:
    own = closed(framework)
    found: dict[str, frozenset[str]] = dict.fromkeys(inputs(framework), frozenset())
    for one in own.indicators:
        together = own.needs(one.id, [child.id for child in one.children]) & found.keys()
        for name in together:
            found[name] |= together
    return found


def _moved(framework: Framework, moves: tuple[Moves, ...]) -> Iterator[Evidence]:
    usual = extreme(framework, "most")
    for pack in _packed(framework, moves):
        moved = {**usual, **pack.moves}
        yield evidence_of(framework, {name: worth for name, worth in moved.items() if worth is not None})


def _full(framework: Framework) -> Evidence:
    return evidence_of(framework, extreme(framework, "most"))


def _single(framework: Framework) -> Iterator[Moves]:
    """Each input at each of its few values, at its ends and beside them, and missing."""
    for name, one in inputs(framework).items():
        for worth in dict.fromkeys(_worth_trying(one)):
            yield {name: worth}
        yield {name: None}


def _worth_trying(one: Input) -> Iterator[Worth]:
    if one.listed:
        yield from one.listed
        return
    for position in (0, 1, one.count - 2, one.count - 1):
        yield value(one, max(position, 0))
    yield from one.notable


def _aims(framework: Framework, rounds: int) -> Iterator[Moves]:
    dice = Random(framework.id)  # noqa: S311  # the same framework is swept with the same units
    for number in range(rounds):
        for edge in edges(framework):
            if number:
                yield from _aims_at(framework, edge, dice.choice(edge.solvable), _drawn(framework, edge, dice))
            else:
                for name in edge.solvable:
                    yield from _aims_at(framework, edge, name, extreme(framework, "most"))


def _drawn(framework: Framework, edge: Edge, dice: Random) -> Given:
    """The plain case with what an edge rests on drawn."""
    known = inputs(framework)
    return redrawn(framework, extreme(framework, "most"), {name: dice.randrange(known[name].count) for name in edge.inputs})


def _aims_at(framework: Framework, edge: Edge, name: str, given: Given) -> Iterator[Moves]:
    for side in SIDES:
        found = aimed(framework, given, edge, name, side)
        if found is not None:
            yield {other: found[other] for other in edge.inputs}


def _left_out(framework: Framework) -> Iterator[Evidence]:
    """Each indicator that may be left out, alone, with its neighbours, and with all others."""
    paths = framework.paths
    optional = [id for id, path in paths.items() if path[-1].not_applicable != "refuse"]
    beside = [tuple(other for other in optional if paths[other][:-1] == paths[id][:-1]) for id in optional]
    for several in dict.fromkeys((*((id,) for id in optional), *beside, tuple(optional)) if optional else ()):
        yield attrs.evolve(_full(framework), not_applicable=Pairs.of(dict.fromkeys(several, "无此项")))


def _read_otherwise(framework: Framework) -> Iterator[Evidence]:
    """Each other reading, on the units that meet its edges."""
    usual = extreme(framework, "most")
    dice = Random(framework.id)  # noqa: S311  # the same framework is swept with the same units
    for owner, name in readings(framework):
        adopted = Pairs.of({owner: name})
        yield attrs.evolve(_full(framework), interpretations=adopted)
        for edge in (one for one in edges(framework) if (one.owner, one.adopted) == (owner, name)):
            for moves in _aims_at(framework, edge, dice.choice(edge.solvable), _drawn(framework, edge, dice)):
                found = {**usual, **{one: worth for one, worth in moves.items() if worth is not None}}
                yield attrs.evolve(evidence_of(framework, found), interpretations=adopted)


def _printed(framework: Framework) -> Iterator[Evidence]:
    """A report that prints ratios and points, but not what they follow from."""
    points = {id: path[-1].weight for id, path in framework.paths.items()}
    least = {id: path[-1].least for id, path in framework.paths.items()}
    yield nobody(framework)
    for several in zip_longest(*([(id, one) for one in known] for id, known in printed(framework).items())):
        yield attrs.evolve(nobody(framework), values=Pairs.of(dict(filter(None, several))))
    yield attrs.evolve(nobody(framework), stated=Pairs.of(points))
    yield attrs.evolve(nobody(framework), stated=Pairs.of(least))
    yield attrs.evolve(_full(framework), stated=Pairs.of(least))
