"""Names replaced by formulas, calls by the bodies of their functions; and how large that becomes."""

import operator
from collections.abc import Mapping
from typing import TypeVar

from attrs import frozen

from perfrules.formula.syntax import Call, Condition, Flag, Formula, Name, Tree, parts, with_parts

MAX_STEPS = 2000
"""Nodes of a formula with all its functions and values written out."""

MAX_LEVELS = 100
"""Nodes below one another in a formula with all its functions written out."""

T = TypeVar("T", Formula, Condition)


def substituted(tree: T, formulas: Mapping[str, Formula]) -> T:
    """The tree with each name that `formulas` knows replaced by its formula; a flag only takes another name."""
    return _replaced(tree, formulas)  # type: ignore[return-value]  # a formula stays a formula, a condition a condition


def expanded(call: Call) -> Formula:
    """The body of a call's function over its arguments; a kernel function has none."""
    if call.definition is None:
        return call
    return substituted(call.definition.body, dict(zip(call.definition.parameters, call.arguments, strict=True)))


@frozen
class Size:
    """How many nodes a tree has with all functions written out, and how many of them below one another."""

    steps: int
    levels: int


_LEAF = Size(1, 1)


def steps(tree: Tree, most: int = MAX_STEPS) -> int:
    """
    How many nodes a tree has with all functions written out; counting stops beyond `most`.

    >>> from perfrules.formula import parse
    >>> steps(parse("1 + 2 * 3"))
    5
    """
    return size(tree, most).steps


def size(tree: Tree, most: int = MAX_STEPS) -> Size:
    """
    How large a tree is with all functions written out; counting stops beyond `most` steps and `MAX_LEVELS` levels.

    >>> from perfrules.formula import parse
    >>> size(parse("1 + 2 * 3"))
    Size(steps=5, levels=3)
    """
    return _size(tree, {}, most, MAX_LEVELS)


def _size(tree: Tree, given: Mapping[str, Size], left: int, deeper: int) -> Size:
    if left < 0 or deeper < 0:
        return _LEAF
    if isinstance(tree, Name):
        return given.get(tree.id, _LEAF)
    count, sizes = 1, list[Size]()
    for part in parts(tree):
        sizes.append(_size(part, given, left - count, deeper - 1))
        count += sizes[-1].steps
    levels = max((one.levels for one in sizes), default=0)
    if isinstance(tree, Call) and tree.definition is not None and count <= left:
        inside = dict(zip(tree.definition.parameters, sizes, strict=True))
        body = _size(tree.definition.body, inside, left - count, deeper - 1)
        count, levels = count + body.steps, max(levels, body.levels)
    return Size(count, levels + 1)


def _replaced(tree: Tree, by: Mapping[str, Formula]) -> Tree:
    if isinstance(tree, Name):
        return by.get(tree.id, tree)
    if isinstance(tree, Flag):
        other = by.get(tree.name)
        return Flag(other.id, at=tree.at) if isinstance(other, Name) else tree
    below = parts(tree)
    replaced = tuple(_replaced(part, by) for part in below)
    return tree if all(map(operator.is_, below, replaced)) else with_parts(tree, replaced)
