"""Aiming: facts that put a rule exactly onto an edge, or one step of their last decimal before or behind it."""

from collections.abc import Iterator, Mapping
from fractions import Fraction
from functools import partial
from typing import Literal

from perfrules.framework import Framework
from perfrules.testing.edge import Edge, distance
from perfrules.testing.inputs import Given, Input, Worth, inputs
from perfrules.testing.solve import Crossing, Distance, crossing
from perfrules.testing.world import NOTHING, World

Side = Literal[-1, 0, 1]
"""One step before an edge, on it, or one behind it."""


def aimed(framework: Framework, given: Given, edge: Edge, name: str, side: Side) -> Given | None:
    """
    What is given, with one input moved beside or onto an edge; None where its domain has no such value.

    Where no value stands exactly on the edge, another input gives way so that one does: a twentieth of 50000 people more is
    no whole person, of 49989 it is. Where that does not help, the neighbours of the edge stand for it.
    """
    around, found = _exactly(framework, given, edge, name)
    if found is None:
        return None
    one = inputs(framework)[name]
    middle = found.after if found.at is None else found.at
    position = {-1: found.before, 0: middle, 1: found.after}[side]
    return {**around, name: _at(one, Fraction(position))} if 0 <= position < one.count else None


def _exactly(framework: Framework, given: Given, edge: Edge, name: str) -> tuple[Given, Crossing | None]:
    """What is given or nearly so, and where the edge is then, on a value of the input if possible."""
    found = _crossing(framework, given, edge, name)
    if found is not None and found.parts > 1:
        for other in edge.solvable:
            moved = {**given, other: _multiple(inputs(framework)[other], given[other], found.parts)}
            again = _crossing(framework, moved, edge, name) if other != name else None
            if again is not None and again.at is not None:
                return moved, again
    return given, found


def _multiple(one: Input, worth: Worth, parts: int) -> Fraction:
    """The nearest value below that can be divided into so many parts, or the first one that can."""
    unit = one.domain.step * parts
    return min(max(max(worth // unit, 1) * unit, one.domain.least), one.domain.most)


def _crossing(framework: Framework, given: Given, edge: Edge, name: str) -> Crossing | None:
    """Where the edge is, seen from what is given; for a rounding the nearest whole number on either side that can be had."""
    one, adopted = inputs(framework)[name], {edge.owner: edge.adopted} if edge.adopted else {}

    def far(position: Fraction) -> Fraction | None:
        return distance(edge, World(framework, {**given, name: _at(one, position)}, NOTHING, adopted))

    start = int((Fraction(given[name]) - one.domain.least) / one.domain.step)
    for whole in _wholes(edge, far(Fraction(start))):
        found = crossing(partial(_beyond, far, whole), start, one.count - 1)
        if found is not None:
            return found
    return None


def _wholes(edge: Edge, here: Fraction | None) -> Iterator[int]:
    """What the distance is to be: nothing, or a whole number near to what it is."""
    if edge.right is not None:
        yield 0
    elif here is not None:
        whole = here.numerator // here.denominator
        yield from (whole, whole + 1)


def _beyond(far: Distance, whole: int, position: Fraction) -> Fraction | None:
    found = far(position)
    return None if found is None else found - whole


def _at(one: Input, position: Fraction) -> Fraction:
    return one.domain.least + position * one.domain.step


def redrawn(framework: Framework, given: Given, positions: Mapping[str, int]) -> dict[str, Worth]:
    """What is given, with some inputs at other positions."""
    known = inputs(framework)
    moved: dict[str, Worth] = {}
    for name, position in positions.items():
        one = known[name]
        moved[name] = one.listed[position % one.count] if one.listed else _at(one, Fraction(position % one.count))
    return {**given, **moved}
