"""What takes no part in scoring: facts, values and functions that nobody names, points that never count."""

from collections.abc import Iterator

from perfrules.errors import Problem
from perfrules.formula.syntax import Call, Formula, names, nodes
from perfrules.framework import Framework
from perfrules.indicator import Branch, Indicator, Judgeable, walk
from perfrules.rules import function_path, indicator_path, problem_at, rules


def unused(framework: Framework) -> Iterator[Problem]:
    """Warnings where points never count, notes where a declaration is of no use."""
    for path in walk(framework.indicators):
        yield from _not_counted(framework, path)
    if framework.total is not None:
        yield from _ignored(framework, "total/formula", framework.total, framework.indicators)
    if not rules(framework).problems:
        yield from _not_used(framework)


def _not_counted(framework: Framework, path: tuple[Indicator, ...]) -> Iterator[Problem]:
    where = f"{indicator_path(path)}/formula"
    match path[-1].rule:
        case Branch(children=children, formula=formula) if formula is not None:
            yield from _ignored(framework, where, formula, children)
        case Judgeable(formula=formula) if formula is not None and "judged" not in names(formula):
            message = "the formula does not use `judged`, so what is judged never counts"
            yield problem_at(framework, "warning", "not-counted", where, message)


def _ignored(framework: Framework, where: str, formula: Formula, below: tuple[Indicator, ...]) -> Iterator[Problem]:
    used = names(formula)
    for indicator in below:
        if not used & {"subtotal", *(path[-1].id for path in walk((indicator,)))}:
            message = f"the formula uses neither `subtotal` nor `{indicator.id}`, whose points never count"
            yield problem_at(framework, "warning", "not-counted", where, message)


def _not_used(framework: Framework) -> Iterator[Problem]:
    bound = rules(framework)
    formulas = [*bound.formulas.values(), *(one for own in bound.readings.values() for one in own.values())]
    used = {name for formula in formulas for name in names(formula)}
    bodies = [function.body for function in framework.functions]
    called = {node.function for formula in (*formulas, *bodies) for node in nodes(formula) if isinstance(node, Call)}
    declared = [(f"facts/{fact.id}", fact.id, used) for fact in framework.facts]
    declared += [(f"values/{value.id}", value.id, used) for value in framework.values]
    declared += [(function_path(function), function.name, called) for function in framework.functions]
    for path, name, known in declared:
        if name not in known:
            yield problem_at(framework, "note", "not-used", path, "no formula uses it")
