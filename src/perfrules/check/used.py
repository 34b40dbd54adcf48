"""What takes no part in scoring: declarations that nobody names, points that never count."""

from collections.abc import Iterator

from perfrules.errors import Problem
from perfrules.formula.syntax import Call, Formula, Tree, names, nodes
from perfrules.framework import Framework
from perfrules.indicator import Branch, Indicator, Judgeable, Slot, walk
from perfrules.rules import function_path, located, problem_at, rules


def unused(framework: Framework) -> Iterator[Problem]:
    """Warnings where points never count, notes where a declaration is of no use."""
    for where, path in located(framework):
        yield from _not_counted(framework, f"{where}/formula", path[-1])
    if framework.total is not None:
        yield from _ignored(framework, "total/formula", framework.total, framework.indicators)
    if framework.is_scored:
        yield from _beside(framework)
    if not rules(framework).problems:
        yield from _not_used(framework)


def _not_counted(framework: Framework, where: str, indicator: Indicator) -> Iterator[Problem]:
    match indicator.rule:
        case Branch(children=children, formula=formula) if formula is not None:
            yield from _ignored(framework, where, formula, children)
        case Slot(formula=formula) if formula is not None and not names(formula) & {"subtotal", *framework.sums}:
            message = "the formula uses neither `subtotal` nor a sum of its rows, whose points never count"
            yield problem_at(framework, "warning", "not-counted", where, message)
        case Judgeable(formula=formula) if formula is not None and "judged" not in names(formula):
            message = "the formula does not use `judged`, so what is judged never counts"
            yield problem_at(framework, "warning", "not-counted", where, message)


def _ignored(framework: Framework, where: str, formula: Formula, below: tuple[Indicator, ...]) -> Iterator[Problem]:
    used = names(formula)
    for indicator in below:
        if not used & {"subtotal", *(path[-1].id for path in walk((indicator,)))}:
            message = f"the formula uses neither `subtotal` nor `{indicator.id}`, whose points never count"
            yield problem_at(framework, "warning", "not-counted", where, message)


def _beside(framework: Framework) -> Iterator[Problem]:
    """The adjustments that nothing looks at."""
    conditions = [alert.when for alert in framework.alerts]
    conditions += [grade.unless for grade in framework.grades if grade.unless is not None]
    used = _names([*conditions, *([] if framework.total is None else [framework.total])])
    for one in framework.adjustments:
        if not used & {path[-1].id for path in walk((one,))}:
            message = f"neither `total` nor an alert or grade uses `{one.id}`, whose points never count"
            yield problem_at(framework, "warning", "not-counted", f"adjustments/{one.id}", message)


def _not_used(framework: Framework) -> Iterator[Problem]:
    formulas = _formulas(framework)
    used = _names(formulas)
    bodies = [function.body for function in framework.functions]
    called = {node.function for tree in (*formulas, *bodies) for node in nodes(tree) if isinstance(node, Call)}
    scoring = {path[-1].rule.rules for _, path in located(framework) if isinstance(path[-1].rule, Slot)}
    declared = [(f"facts/{fact.id}", fact.id, used, "formula") for fact in framework.facts]
    if framework.is_scored:  # without scores the values are what is computed
        declared += [(f"values/{value.id}", value.id, used, "formula") for value in framework.values]
    declared += [(function_path(function), function.name, called, "formula") for function in framework.functions]
    declared += [
        (f"tables/{table.id}/sums/{one.id}", one.id, used, "formula") for table in framework.tables for one in table.sums
    ]
    declared += [(f"rows/{one.id}", one.id, scoring, "slot") for one in framework.rows]
    declared += [(f"rows/{rules.id}/sums/{one.id}", one.id, used, "formula") for rules in framework.rows for one in rules.sums]
    for path, name, known, what in declared:
        if name not in known:
            yield problem_at(framework, "note", "not-used", path, f"no {what} uses it")


def _formulas(framework: Framework) -> list[Tree]:
    """All formulas and conditions of a framework but those of its functions."""
    bound = rules(framework)
    ratios = [ratio for row in bound.rows.values() for ratio in (row.formula, *row.ratio.values(), *row.readings.values())]
    readings = [one for own in bound.readings.values() for one in own.values()]
    return [*bound.formulas.values(), *readings, *ratios, *bound.sums.values(), *bound.conditions.values()]


def _names(trees: list[Tree]) -> set[str]:
    return {name for tree in trees for name in names(tree)}
