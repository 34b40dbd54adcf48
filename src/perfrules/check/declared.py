"""What is declared must fit together: weights, points that can be given, grades, interpretations, validity."""

from collections.abc import Iterator
from fractions import Fraction
from itertools import pairwise
from math import prod
from typing import assert_never

from perfrules import number
from perfrules.check.rule import fewest
from perfrules.errors import Problem
from perfrules.formula.syntax import Formula, Name
from perfrules.framework import Framework
from perfrules.indicator import Branch, Calculated, Indicator, Interpretation, Judgeable, walk
from perfrules.rules import MAX_READINGS, indicator_path, problem_at


def declared(framework: Framework) -> Iterator[Problem]:
    """What is wrong with a framework without looking into its formulas."""
    yield from _validity(framework)
    yield from _weights(framework)
    for path in walk(framework.indicators):
        yield from _least(framework, path)
        yield from _allowed(framework, path)
        yield from _printed(framework, path)
    yield from _grades(framework)
    yield from _readings(framework)


def on_lattice(framework: Framework, points: Fraction) -> bool:
    """Whether points stop where the scores of a framework do."""
    return (points / framework.step).denominator == 1


def _validity(framework: Framework) -> Iterator[Problem]:
    start, end = framework.valid.start, framework.valid.end
    if start is not None and end is not None and start > end:
        yield problem_at(framework, "error", "validity", "valid", f"it starts on {start} and ends before that, on {end}")


def _weights(framework: Framework) -> Iterator[Problem]:
    if not framework.indicators:
        yield problem_at(framework, "error", "no-indicator", "indicators", "a framework has at least one indicator")
    yield from _sum(framework, "indicators", framework.indicators, framework.points, "`points.total`")
    for path in walk(framework.indicators):
        indicator, where = path[-1], indicator_path(path)
        if isinstance(indicator.rule, Branch) and not indicator.children:
            yield problem_at(framework, "error", "no-indicator", where, "a branch has at least one child")
        yield from _sum(framework, where, indicator.children, indicator.weight, "its weight")
        if indicator.weight < 0:
            message = f"the weight {number.plain(indicator.weight)} is below 0"
            yield problem_at(framework, "error", "weights", f"{where}/weight", message)
        if not on_lattice(framework, indicator.weight):
            message = f"the weight {number.plain(indicator.weight)} has more than {framework.decimals} decimals"
            yield problem_at(framework, "error", "off-lattice", f"{where}/weight", message)


def _sum(framework: Framework, path: str, children: tuple[Indicator, ...], weight: Fraction, what: str) -> Iterator[Problem]:
    found = sum((child.weight for child in children), Fraction(0))
    if children and found != weight:
        terms = " + ".join(number.plain(child.weight) for child in children)
        sentence = f"{terms} = {number.plain(found)}" if len(children) > 1 else terms
        message = f"the weights below add up to {sentence}, {what} is {number.plain(weight)}"
        yield problem_at(framework, "error", "weights", path, message)


def _least(framework: Framework, path: tuple[Indicator, ...]) -> Iterator[Problem]:
    indicator, where = path[-1], f"{indicator_path(path)}/least"
    least = number.plain(indicator.least)
    if not 0 <= indicator.least <= indicator.weight and indicator.weight >= 0:
        message = f"`least` {least} is not between 0 and the weight {number.plain(indicator.weight)}"
        yield problem_at(framework, "error", "least", where, message)
    if not on_lattice(framework, indicator.least):
        message = f"`least` {least} has more than {framework.decimals} decimals"
        yield problem_at(framework, "error", "least", where, message)
    if indicator.not_applicable == "zero" and indicator.least > 0:
        message = f"`not_applicable: zero` gives 0 points, `least` is {least}"
        yield problem_at(framework, "error", "least", f"{indicator_path(path)}/not_applicable", message)
    below = sum((fewest(child) for child in indicator.children), Fraction(0))
    if indicator.children and below < indicator.least and indicator.rule == Branch(indicator.children):
        message = f"`least` is {least}, but the children add up to {number.plain(below)} at least"
        yield problem_at(framework, "error", "least", where, message)


def _allowed(framework: Framework, path: tuple[Indicator, ...]) -> Iterator[Problem]:
    indicator, where = path[-1], f"{indicator_path(path)}/judged"
    match indicator.rule:
        case Judgeable(allowed=tuple() as listed, formula=None):
            for points in listed:
                if not indicator.least <= points <= indicator.weight or not on_lattice(framework, points):
                    ends = f"{number.plain(indicator.least)} to {number.plain(indicator.weight)}"
                    expected = f"expected {ends} with at most {framework.decimals} decimals"
                    message = f"{number.plain(points)} points cannot be given, {expected}"
                    yield problem_at(framework, "error", "judged-points", where, message)
            if max(listed, default=indicator.weight) < indicator.weight:
                message = f"at most {number.plain(max(listed))} of {number.plain(indicator.weight)} points can be given"
                yield problem_at(framework, "warning", "never-full", where, message)


def _printed(framework: Framework, path: tuple[Indicator, ...]) -> Iterator[Problem]:
    indicator = path[-1]
    for key in ("printed_weight", "printed_rule_points"):
        if getattr(indicator, key) == indicator.weight:
            message = f"`{key}` is the weight itself; it is for a number that contradicts the weight"
            yield problem_at(framework, "note", "printed-number", f"{indicator_path(path)}/{key}", message)


def _grades(framework: Framework) -> Iterator[Problem]:
    grades = framework.grades
    for position, (above, below) in enumerate(pairwise(grades), 2):
        if below.at_least >= above.at_least:
            starts = f"`{below.name}` starts at {number.plain(below.at_least)}"
            message = f"{starts}, not below `{above.name}` at {number.plain(above.at_least)}; the highest grade stands first"
            yield problem_at(framework, "error", "grades", f"grades/{position}", message)
    for position, grade in enumerate(grades, 1):
        if grade.name in {other.name for other in grades[: position - 1]}:
            yield problem_at(framework, "error", "grades", f"grades/{position}", f"`{grade.name}` already names a grade")
        if grade.at_least > framework.points:
            message = f"`{grade.name}` starts at {number.plain(grade.at_least)}, above `points.total`"
            yield problem_at(framework, "error", "grades", f"grades/{position}", f"{message} {number.plain(framework.points)}")
    lowest = min((grade.at_least for grade in grades), default=Fraction(0))
    if lowest > 0:
        yield problem_at(framework, "warning", "grades", "grades", f"totals below {number.plain(lowest)} have no grade")


def _readings(framework: Framework) -> Iterator[Problem]:
    owners = [(f"values/{value.id}", value.formula, value.interpretations) for value in framework.values]
    owners += [(indicator_path(path), _adopted(path[-1]), path[-1].interpretations) for path in walk(framework.indicators)]
    for where, adopted, others in owners:
        yield from _alike(framework, f"{where}/interpretations", adopted, others)
    count = prod(len(others) + 1 for _, _, others in owners)
    if count > MAX_READINGS:
        message = f"the interpretations combine in {count} ways, at most {MAX_READINGS} can be reported"
        yield problem_at(framework, "error", "too-many-readings", "indicators", message)


def _alike(framework: Framework, path: str, adopted: Formula, others: tuple[Interpretation, ...]) -> Iterator[Problem]:
    for position, other in enumerate(others, 1):
        earlier = others[: position - 1]
        if other.name in {one.name for one in earlier}:
            message = f"`{other.name}` already names an interpretation of this rule"
            yield problem_at(framework, "error", "duplicate-reading", f"{path}/{position}", message)
        if other.formula in {adopted, *(one.formula for one in earlier)}:
            message = f"`{other.name}` has the same formula as another reading of this rule"
            yield problem_at(framework, "warning", "duplicate-reading", f"{path}/{position}", message)


def _adopted(indicator: Indicator) -> Formula:
    """The adopted reading of a rule, written out where it has no formula."""
    match indicator.rule:
        case Branch(formula=formula):
            return formula or Name("subtotal")
        case Judgeable(formula=formula):
            return formula or Name("judged")
        case Calculated(formula=formula):
            return formula
    assert_never(indicator.rule)
