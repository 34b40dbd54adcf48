"""What is left out: which formula above shares out its weight, and what is proven of `applicable`."""

from collections.abc import Iterator
from fractions import Fraction

from perfrules.errors import Problem
from perfrules.formula.expand import expanded
from perfrules.formula.syntax import Call, Choose, Compare, Condition, Formula, Name, Number, names
from perfrules.framework import Framework
from perfrules.indicator import Branch, Indicator, Slot, walk
from perfrules.rules import located, problem_at, rule_path, rules

SHARED: Condition = Compare(Name("subtotal"), (("<=", Name("applicable")),))
"""What holds below a formula that shares out the weight of what is left out."""


def left_out(framework: Framework) -> Iterator[Problem]:
    """Errors where nothing shares out what is left out, notes where there is nothing to share out."""
    for where, path in located(framework):
        yield from _unshared(framework, where, path)
        if isinstance(path[-1].rule, Branch | Slot):
            yield from _idle(framework, rule_path(framework, path), path[-1].rule.formula, path[-1].children)
    yield from _idle(framework, "total/formula", framework.total, framework.indicators)


def shares(formula: Formula | None) -> bool:
    """Whether a formula uses `applicable`."""
    return formula is not None and "applicable" in names(formula)


def fewest_applicable(indicators: tuple[Indicator, ...]) -> Fraction:
    """The least weight that applies where not all of these indicators are left out."""
    always = [_least(one) for one in indicators if not _can_be_left_out(one)]
    return sum(always, Fraction(0)) if always else min((_least(one) for one in indicators), default=Fraction(0))


def keeps_below(framework: Framework, indicators: tuple[Indicator, ...]) -> bool:
    """Whether it is proven that the points of these indicators never exceed the weight that applies."""
    return all(_keeps_below(framework, one) for one in indicators)


def _unshared(framework: Framework, where: str, path: tuple[Indicator, ...]) -> Iterator[Problem]:
    above = [one.rule.formula for one in path[:-1]]
    above += [framework.total] if where.startswith("indicators/") else []
    if path[-1].not_applicable == "leave_out" and not any(shares(formula) for formula in above):
        hint = "write for example `rounded(subtotal / applicable * weight)` in a branch above or in `total`"
        message = f"nothing above shares out the weight of what is left out: no formula uses `applicable`; {hint}"
        yield problem_at(framework, "error", "not-shared", f"{where}/not_applicable", message)


def _idle(framework: Framework, path: str, formula: Formula | None, below: tuple[Indicator, ...]) -> Iterator[Problem]:
    if shares(formula) and not any(one.not_applicable == "leave_out" for *_, one in walk(below)):
        message = "nothing below can be left out, so `applicable` is the whole weight"
        yield problem_at(framework, "note", "not-shared", path, message)


def _can_be_left_out(one: Indicator) -> bool:
    return one.not_applicable == "leave_out" or (bool(one.children) and all(map(_can_be_left_out, one.children)))


def _least(one: Indicator) -> Fraction:
    """The least weight of an indicator that applies; one that shares out what is left out counts whole."""
    return fewest_applicable(one.children) if one.children and not shares(one.rule.formula) else one.weight


def _keeps_below(framework: Framework, one: Indicator) -> bool:
    """Whether an indicator never has more points than what applies of its weight."""
    if not any(below.not_applicable == "leave_out" for *_, below in walk(one.children)):
        return True
    bound = rules(framework)
    formula = bound.formulas.get(one.id)
    readings = (*([formula] if formula is not None else []), *bound.readings.get(one.id, {}).values())
    if formula is not None and all(shares(reading) for reading in readings):
        return True
    return keeps_below(framework, one.children) and all(_is_at_most_subtotal(reading) for reading in readings)


def _is_at_most_subtotal(formula: Formula) -> bool:
    """Whether it is plain that a formula over points is at most their subtotal."""
    match formula:
        case Name(id=name):
            return name == "subtotal"
        case Number(value=value):
            return value <= 0
        case Choose(then=then, otherwise=otherwise):
            return _is_at_most_subtotal(then) and _is_at_most_subtotal(otherwise)
        case Call(function="min", arguments=arguments):
            return any(_is_at_most_subtotal(argument) for argument in arguments)
        case Call(definition=definition) if definition is not None:
            return _is_at_most_subtotal(expanded(formula))
    return False
