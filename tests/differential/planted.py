"""An error as an author makes it, planted in a formula: one comparison strict that was not, or the other way round."""

from collections.abc import Mapping
from random import Random
from types import MappingProxyType

import attrs

from perfrules.formula.syntax import Compare, CompareOperator, Formula, Tree, nodes, parts, with_parts

OTHER: Mapping[CompareOperator, CompareOperator] = MappingProxyType({"<": "<=", "<=": "<", ">": ">=", ">=": ">"})


def planted(dice: Random, formula: Formula) -> Formula | None:
    """The formula with one comparison changed; None where it has none that can be."""
    several = [node for node in nodes(formula) if isinstance(node, Compare) and any(sign in OTHER for sign, _ in node.rest)]
    return _replaced(formula, dice.choice(several)) if several else None  # type: ignore[return-value]  # a formula stays one


def _replaced(tree: Tree, wanted: Compare) -> Tree:
    if tree == wanted:
        return attrs.evolve(wanted, rest=tuple((OTHER.get(sign, sign), side) for sign, side in wanted.rest))
    return with_parts(tree, tuple(_replaced(part, wanted) for part in parts(tree)))
