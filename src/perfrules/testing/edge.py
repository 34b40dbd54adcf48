"""Edges: where rules turn, inside functions and values too; a comparison, a least or greatest, a rounding."""

from collections.abc import Iterator
from fractions import Fraction
from itertools import combinations, pairwise

from attrs import frozen

from perfrules.formula.expand import expanded
from perfrules.formula.syntax import Call, Compare, Formula, Tree, names, parts
from perfrules.framework import Framework
from perfrules.rules import readings, rules
from perfrules.testing.inputs import inputs
from perfrules.testing.world import Closed, World, closed

FEW = 3
"""An input with fewer values is tried out, nothing is solved for it."""


@frozen
class Edge:
    """
    Where the rule of `owner` turns: `left` equals `right`, or without a `right` is a whole number.

    `inputs` are those on which it rests, `solvable` those that can be moved onto it; `adopted` is the reading it belongs to.
    """

    owner: str
    left: Formula
    right: Formula | None
    inputs: tuple[str, ...]
    solvable: tuple[str, ...]
    adopted: str = ""


def edges(framework: Framework) -> tuple[Edge, ...]:
    """Every edge of a framework onto which some input can be moved, each once."""
    return framework.memory.once("edges", lambda: tuple(dict.fromkeys(_edges(framework))))


def distance(edge: Edge, world: World) -> Fraction | None:
    """How far a world is beyond an edge: `left - right`, or what `left` is; None where a side has no value."""
    left = world.of(edge.left)
    if edge.right is None or left is None:
        return left
    right = world.of(edge.right)
    return None if right is None else left - right


def _edges(framework: Framework) -> Iterator[Edge]:
    for owner, adopted in (("", ""), *readings(framework)):
        own = closed(framework, {owner: adopted} if adopted else {})
        for name in [owner] if adopted else [*rules(framework).values, *(one.id for one in own.indicators)]:
            yield from _of_rule(framework, own, name, adopted)


def _of_rule(framework: Framework, own: Closed, owner: str, adopted: str) -> Iterator[Edge]:
    known = inputs(framework)
    for left, right in dict.fromkeys(_turns(own.formulas[owner])):
        used = names(left) | (frozenset() if right is None else names(right))
        rests = sorted(frozenset[str]().union(*(own.needs(name) for name in used)))
        can_be_told = known.keys() >= set(rests)
        solvable = tuple(name for name in rests if can_be_told and not known[name].listed and known[name].count >= FEW)
        if solvable:
            yield Edge(owner, left, right, tuple(rests), solvable, adopted)


def _turns(tree: Tree) -> Iterator[tuple[Formula, Formula | None]]:
    match tree:
        case Compare(first=first, rest=rest):
            sides = (first, *(side for _, side in rest))
            yield from pairwise(sides)
        case Call(function="floor", arguments=(inner,)):
            yield inner, None
        case Call(definition=None, arguments=arguments):
            yield from combinations(arguments, 2)
        case Call():
            yield from _turns(expanded(tree))
    for part in parts(tree):
        yield from _turns(part)
