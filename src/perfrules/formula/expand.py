"""Names replaced by formulas, calls by the bodies of their functions; and how large that becomes."""

from collections.abc import Mapping
from typing import TypeVar

from perfrules.formula.syntax import Call, Condition, Formula, Name, Tree, parts, with_parts

MAX_STEPS = 2000
"""Nodes of a formula with all its functions and values written out."""

T = TypeVar("T", Formula, Condition)


def substituted(tree: T, formulas: Mapping[str, Formula]) -> T:
    """The tree with each name that `formulas` knows replaced by its formula."""
    return _replaced(tree, formulas)  # type: ignore[return-value]  # a formula stays a formula, a condition a condition


def expanded(call: Call) -> Formula:
    """The body of a call's function over its arguments; a kernel function has none."""
    if call.definition is None:
        return call
    return substituted(call.definition.body, dict(zip(call.definition.parameters, call.arguments, strict=True)))


def steps(tree: Tree, most: int = MAX_STEPS) -> int:
    """
    How many nodes a tree has with all functions written out; counting stops beyond `most`.

    >>> from perfrules.formula import parse
    >>> steps(parse("1 + 2 * 3"))
    5
    """
    return _steps(tree, {}, most)


def _steps(tree: Tree, given: Mapping[str, int], left: int) -> int:
    if left < 0:
        return 1
    if isinstance(tree, Name):
        return given.get(tree.id, 1)
    count = 1
    sizes = []
    for part in parts(tree):
        sizes.append(_steps(part, given, left - count))
        count += sizes[-1]
    if isinstance(tree, Call) and tree.definition is not None and count <= left:
        inside = dict(zip(tree.definition.parameters, sizes, strict=True))
        count += _steps(tree.definition.body, inside, left - count)
    return count


def _replaced(tree: Tree, by: Mapping[str, Formula]) -> Tree:
    if isinstance(tree, Name):
        return by.get(tree.id, tree)
    return with_parts(tree, tuple(_replaced(part, by) for part in parts(tree)))
