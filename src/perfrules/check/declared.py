"""What is declared must fit together: points that can be given, grades, interpretations, validity."""

from collections.abc import Iterator
from fractions import Fraction
from itertools import pairwise
from math import prod
from typing import assert_never

from perfrules import number
from perfrules.check.rule import fewest
from perfrules.check.weights import on_lattice, weights
from perfrules.errors import Problem
from perfrules.formula.syntax import Formula, Name, Number
from perfrules.framework import Framework
from perfrules.indicator import Branch, Calculated, Indicator, Interpretation, Judgeable, Slot, Unscored
from perfrules.rules import MAX_READINGS, located, problem_at


def declared(framework: Framework) -> Iterator[Problem]:
    """What is wrong with a framework without looking into its formulas."""
    yield from _validity(framework)
    yield from _present(framework)
    if framework.is_scored:
        yield from weights(framework)
        for where, path in located(framework):
            yield from _least(framework, where, path[-1])
            yield from _allowed(framework, where, path[-1])
            yield from _printed(framework, where, path[-1])
        yield from _grades(framework)
    else:
        yield from _not_scored(framework)
    yield from _readings(framework)


def _validity(framework: Framework) -> Iterator[Problem]:
    start, end = framework.valid.start, framework.valid.end
    if start is not None and end is not None and start > end:
        yield problem_at(framework, "error", "validity", "valid", f"it starts on {start} and ends before that, on {end}")


def _present(framework: Framework) -> Iterator[Problem]:
    if not framework.indicators:
        yield problem_at(framework, "error", "no-indicator", "indicators", "a framework has at least one indicator")
    for where, path in located(framework):
        if isinstance(path[-1].rule, Branch) and not path[-1].children:
            yield problem_at(framework, "error", "no-indicator", where, "a branch has at least one child")


def _not_scored(framework: Framework) -> Iterator[Problem]:
    """What only scores can have."""
    given = {
        "total": framework.total,
        "grades": framework.grades,
        "adjustments": framework.adjustments,
        "constraints": framework.constraints,
    }
    for key, one in given.items():
        if one:
            message = f"`points.total` is none: a framework without scores has no `{key}`"
            yield problem_at(framework, "error", "not-scored", key, message)


def _least(framework: Framework, path: str, indicator: Indicator) -> Iterator[Problem]:
    where, least = f"{path}/least", number.plain(indicator.least)
    if message := _beyond(path, indicator):
        yield problem_at(framework, "error", "least", where, message)
    if not on_lattice(framework, indicator.least):
        message = f"`least` {least} has more than {framework.decimals} decimals"
        yield problem_at(framework, "error", "least", where, message)
    if indicator.not_applicable == "zero" and indicator.least > 0:
        message = f"`not_applicable: zero` gives 0 points, `least` is {least}"
        yield problem_at(framework, "error", "least", f"{path}/not_applicable", message)
    below = sum((fewest(child) for child in indicator.children), Fraction(0))
    if indicator.children and below < indicator.least and indicator.rule == Branch(indicator.children):
        message = f"`least` is {least}, but the children add up to {number.plain(below)} at least"
        yield problem_at(framework, "error", "least", where, message)


def _beyond(path: str, indicator: Indicator) -> str:
    """What is wrong with the least points beside the weight; adjustments can be minus points, an open weight is not known."""
    is_above = indicator.least > indicator.weight and indicator.weight >= 0 and not indicator.is_open
    is_below = indicator.least < 0 and not path.startswith("adjustments/")
    if not is_above and not is_below:
        return ""
    return f"`least` {number.plain(indicator.least)} is not between 0 and the weight {number.plain(indicator.weight)}"


def _allowed(framework: Framework, path: str, indicator: Indicator) -> Iterator[Problem]:
    where = f"{path}/judged"
    match indicator.rule:
        case Judgeable(allowed=tuple() as listed, formula=None) if not indicator.is_open:
            for points in listed:
                if not indicator.least <= points <= indicator.weight or not on_lattice(framework, points):
                    ends = f"{number.plain(indicator.least)} to {number.plain(indicator.weight)}"
                    expected = f"expected {ends} with at most {framework.decimals} decimals"
                    message = f"{number.plain(points)} points cannot be given, {expected}"
                    yield problem_at(framework, "error", "judged-points", where, message)
            if max(listed, default=indicator.weight) < indicator.weight:
                message = f"at most {number.plain(max(listed))} of {number.plain(indicator.weight)} points can be given"
                yield problem_at(framework, "warning", "never-full", where, message)


def _printed(framework: Framework, path: str, indicator: Indicator) -> Iterator[Problem]:
    for key in ("printed_weight", "printed_rule_points"):
        if getattr(indicator, key) == indicator.weight and not indicator.is_open:
            message = f"`{key}` is the weight itself; it is for a number that contradicts the weight"
            yield problem_at(framework, "note", "printed-number", f"{path}/{key}", message)


def _grades(framework: Framework) -> Iterator[Problem]:
    grades = framework.grades
    for position, (above, below) in enumerate(pairwise(grades), 2):
        if below.at_least >= above.at_least:
            starts = f"`{below.name}` starts at {number.plain(below.at_least)}"
            message = f"{starts}, not below `{above.name}` at {number.plain(above.at_least)}; the highest grade stands first"
            yield problem_at(framework, "error", "grades", f"grades/{position}", message)
    seen: set[str] = set()
    for position, grade in enumerate(grades, 1):
        if grade.name in seen:
            yield problem_at(framework, "error", "grades", f"grades/{position}", f"`{grade.name}` already names a grade")
        seen.add(grade.name)
        if grade.at_least > framework.points:
            message = f"`{grade.name}` starts at {number.plain(grade.at_least)}, above `points.total`"
            yield problem_at(framework, "error", "grades", f"grades/{position}", f"{message} {number.plain(framework.points)}")
    lowest = min((grade.at_least for grade in grades), default=Fraction(0))
    if lowest > 0:
        yield problem_at(framework, "warning", "grades", "grades", f"totals below {number.plain(lowest)} have no grade")


def _readings(framework: Framework) -> Iterator[Problem]:
    owners = [(f"values/{value.id}", value.formula, value.interpretations) for value in framework.values]
    owners += [(f"rows/{rules.id}", rules.formula, rules.interpretations) for rules in framework.rows]
    owners += [(where, _adopted(path[-1]), path[-1].interpretations) for where, path in located(framework)]
    for where, adopted, others in owners:
        yield from _alike(framework, f"{where}/interpretations", adopted, others) if others else ()
    count = prod(len(others) + 1 for _, _, others in owners)
    if count > MAX_READINGS:
        message = f"the interpretations combine in {count} ways, at most {MAX_READINGS} can be reported"
        yield problem_at(framework, "error", "too-many-readings", "indicators", message)


def _alike(framework: Framework, path: str, adopted: Formula, others: tuple[Interpretation, ...]) -> Iterator[Problem]:
    named: set[str] = set()
    known = {adopted}
    for position, other in enumerate(others, 1):
        if other.name in named:
            message = f"`{other.name}` already names an interpretation of this rule"
            yield problem_at(framework, "error", "duplicate-reading", f"{path}/{position}", message)
        if other.formula in known:
            message = f"`{other.name}` has the same formula as another reading of this rule"
            yield problem_at(framework, "warning", "duplicate-reading", f"{path}/{position}", message)
        named.add(other.name)
        known.add(other.formula)


def _adopted(indicator: Indicator) -> Formula:
    """The adopted reading of a rule, written out where it has no formula."""
    match indicator.rule:
        case Branch(formula=formula) | Slot(formula=formula):
            return formula or Name("subtotal")
        case Judgeable(formula=formula):
            return formula or Name("judged")
        case Calculated(formula=formula):
            return formula
        case Unscored():
            return Number(Fraction(0))
    assert_never(indicator.rule)
