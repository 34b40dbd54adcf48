"""The formulas of a framework in plain simpleeval, parsed once, over any kind of number: what many would write first."""

import ast
import math
from collections.abc import Callable, Mapping
from typing import Any

from simpleeval import SimpleEval

from perfrules.formula.syntax import Formula, Number, Tree, nodes
from perfrules.formula.text import text
from perfrules.framework import Framework
from perfrules.indicator import Branch, Indicator, walk
from perfrules.rules import rules, with_weight

Facts = Mapping[str, Any]
"""Numbers of one kind, and flags, by id."""


def table(framework: Framework, number: Callable[[str], Any]) -> Callable[[Facts], Any]:
    """The total of a framework whose branches are sums or vetoes, each formula evaluated on its own."""
    hundred = number("100")
    functions = {"min": min, "max": max, "floor": math.floor, "rounded": lambda x: math.floor(x * hundred) / hundred}
    evaluator = SimpleEval(functions=functions)
    bound = rules(framework)
    weights = {one.id: one.weight for (*_, one) in walk(framework.indicators)}
    formulas = {id: with_weight(one, weights[id]) if id in weights else one for id, one in bound.formulas.items()}
    parsed = {id: _parsed(one, number) for id, one in formulas.items()}
    states = {node.spelling: node.value for one in formulas.values() for node in _numbers(one) if node.spelling}

    def worth(id: str) -> Any:  # noqa: ANN401  # any kind of number
        written, tree = parsed[id]
        return evaluator.eval(written, previously_parsed=tree)

    def points(indicator: Indicator) -> Any:  # noqa: ANN401  # any kind of number
        names = evaluator.names
        if isinstance(indicator.rule, Branch):
            names["subtotal"] = sum(points(child) for child in indicator.children)
            return worth(indicator.id) if indicator.id in parsed else names["subtotal"]
        names["judged"] = names.get(indicator.id)
        return worth(indicator.id) if indicator.id in parsed else names["judged"]

    def total(unit: Facts) -> Any:  # noqa: ANN401  # any kind of number
        evaluator.names = {**unit, **states}
        for value in bound.values:
            evaluator.names[value] = worth(value)
        return sum(points(indicator) for indicator in framework.indicators)

    return total


def _parsed(formula: Formula, number: Callable[[str], Any]) -> tuple[str, ast.AST]:
    """A formula as simpleeval parses it, its literals made numbers of one kind before anything is computed."""
    written = text(formula)
    tree = SimpleEval.parse(written)
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant):
            node.value = number(ast.get_source_segment(written, node) or "")
    return written, tree


def _numbers(tree: Tree) -> list[Number]:
    return [node for node in nodes(tree) if isinstance(node, Number)]
