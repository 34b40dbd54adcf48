"""Conditions: alerts, relations and grades that are decided before any evidence, constraints that weights break."""

from collections.abc import Iterator, Mapping
from fractions import Fraction

from perfrules import number
from perfrules.check.rule import fewest
from perfrules.check.sums import sum_bounds
from perfrules.domain import Domain
from perfrules.errors import Problem, UndefinedError
from perfrules.formula.assumption import Assumptions
from perfrules.formula.bounds import Analysis
from perfrules.formula.evaluate import evaluate, holds
from perfrules.formula.expand import MAX_LEVELS, MAX_STEPS, size
from perfrules.formula.extent import Bounds
from perfrules.formula.interval import Interval
from perfrules.formula.syntax import And, Compare, CompareOperator, Condition, Formula, Name, Number, Tree, names
from perfrules.formula.text import text
from perfrules.framework import Framework
from perfrules.indicator import Indicator
from perfrules.rules import TOTAL, problem_at, rules, spelled_out

_KEYS = {"alerts": "/when", "grades": "/unless"}
_NEVER = {
    "alerts": "so the remark is never made",
    "grades": "so it rules out nothing",
    "relations": "so every unit breaks it",
}
_ALWAYS = {
    "alerts": "so the remark is always made",
    "grades": "so the grade is never given",
    "relations": "so it finds nothing",
}
_ASKED: Mapping[CompareOperator, str] = {
    ">=": "at least {} was asked",
    ">": "more than {} was asked",
    "<=": "at most {} was asked",
    "<": "less than {} was asked",
    "==": "exactly {} was asked",
    "!=": "anything but {} was asked",
}


def conditions(framework: Framework) -> Iterator[Problem]:
    """What is wrong with the conditions of a framework, and which constraints its own weights break."""
    yield from _alike(framework)
    for path, condition in rules(framework).conditions.items():
        if not path.startswith("constraints/"):
            yield from _decided(framework, path, spelled_out(framework, condition))
    if framework.is_scored and not framework.has_adjustable_weights:
        yield from broken_constraints(framework, fixed_weights(framework))


def fixed_weights(framework: Framework) -> dict[str, Fraction]:
    """The weights that a framework itself says, by id."""
    return {id: path[-1].weight for id, path in framework.paths.items() if not path[-1].is_open}


def broken_constraints(framework: Framework, weights: Mapping[str, Fraction]) -> Iterator[Problem]:
    """The constraints that these weights break, with the arithmetic; those over other weights are left alone."""
    weights = {TOTAL: framework.points, **weights}
    for path, condition in rules(framework).conditions.items():
        if not path.startswith("constraints/") or not names(condition) <= weights.keys():
            continue
        try:
            broken = _broken(condition, weights)
        except UndefinedError:
            broken = f"`{text(condition)}` divides by zero"
        if broken:
            yield problem_at(framework, "error", "constraint", path, broken)


def _broken(condition: Condition, weights: Mapping[str, Fraction]) -> str:
    """Why a condition over weights does not hold, empty where it does."""
    if holds(condition, weights):
        return ""
    match condition:
        case And(operands=operands):
            return next(told for one in operands if (told := _broken(one, weights)))
        case Compare(first=first, rest=((operator, right),)):
            return f"{_arithmetic(first, weights)}, {_ASKED[operator].format(_arithmetic(right, weights))}"
        case Compare(first=first, rest=rest):
            lefts = (first, *(side for _, side in rest))
            links = (Compare(left, (link,)) for left, link in zip(lefts, rest, strict=False))
            return next(told for link in links if (told := _broken(link, weights)))
    known = ", ".join(f"{name} = {number.plain(weights[name])}" for name in sorted(names(condition)))
    return f"`{text(condition)}` does not hold for {known}"


def _arithmetic(formula: Formula, weights: Mapping[str, Fraction]) -> str:
    """A formula over weights with its numbers, and what it comes to."""

    def spell(tree: Tree) -> str | None:
        return number.plain(weights[tree.id]) if isinstance(tree, Name) else None

    worth = number.plain(evaluate(formula, weights))
    return worth if isinstance(formula, Name | Number) else f"{text(formula, spell)} = {worth}"


def _alike(framework: Framework) -> Iterator[Problem]:
    for position, alert in enumerate(framework.alerts, 1):
        if alert.name in {other.name for other in framework.alerts[: position - 1]}:
            yield problem_at(framework, "error", "duplicate-id", f"alerts/{position}", f"`{alert.name}` already names an alert")


def _decided(framework: Framework, path: str, condition: Condition) -> Iterator[Problem]:
    part = path.partition("/")[0]
    where = f"{path}{_KEYS.get(part, '')}"
    measured = size(condition)
    if measured.steps > MAX_STEPS or measured.levels > MAX_LEVELS:
        message = f"with its values and functions written out it has more than {MAX_STEPS} steps or {MAX_LEVELS} levels"
        yield problem_at(framework, "error", "too-large", where, message)
        return
    domains = _domains(framework)
    if not names(condition) <= domains.keys():
        return  # a value that it names could not be bound, which has been reported
    found = Analysis(domains).condition(condition, Assumptions())
    if found.holds is None:
        yield problem_at(framework, "warning", "decided", where, f"the condition never holds, {_NEVER[part]}")
    elif found.fails is None:
        yield problem_at(framework, "warning", "decided", where, f"the condition always holds, {_ALWAYS[part]}")
    elif not found.defined:
        message = "the condition has no value where a division by zero is reached"
        yield problem_at(framework, "note", "perhaps-undefined", where, message)


def _domains(framework: Framework) -> Mapping[str, Domain | Bounds]:
    return framework.memory.once("domains of conditions", lambda: dict(_known(framework)))


def _known(framework: Framework) -> Iterator[tuple[str, Domain | Bounds]]:
    """The domains of all that a condition can name."""
    yield from ((fact.id, fact.domain) for fact in framework.facts)
    yield from sum_bounds(framework).items()
    yield from ((id, _points(framework, path[-1])) for id, path in framework.paths.items())
    yield TOTAL, Domain("number", "", framework.decimals, Fraction(0), framework.points)


def _points(framework: Framework, indicator: Indicator) -> Domain | Bounds:
    if indicator.is_open or framework.has_adjustable_weights:
        least = min(fewest(indicator), Fraction(0))
        return Bounds(Interval(least, None), framework.step, defined=True)
    return Domain("number", "", framework.decimals, fewest(indicator), indicator.weight)
