"""Verdicts: what is proven of a formula where something is taken for granted, and the words for what is not."""

from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction

from perfrules import number
from perfrules.check.allowance import RUNNING_ONE, Allowance
from perfrules.domain import Domain, Measurement, shown
from perfrules.formula.assumption import Assumptions
from perfrules.formula.bounds import Analysis
from perfrules.formula.evaluate import holds
from perfrules.formula.expand import steps
from perfrules.formula.extent import Bounds, with_points
from perfrules.formula.syntax import Condition, Formula, names
from perfrules.formula.witness import NotProven, Outcome, Proven, Refuted, Values, candidates, refuted

Domains = Mapping[str, Domain | Bounds]

MOST_BITS = 256
"""A longer number of points is not printed."""

NEVER_DEFINED = "the rule never has a value: it always divides by zero"


def taken_for_granted(analysis: Analysis, assuming: Condition | None) -> Assumptions:
    """The assumptions under which a condition holds that always does."""
    known = Assumptions()
    return known if assuming is None else analysis.condition(assuming, known).holds or known


def granted(analysis: Analysis, formula: Formula, assuming: Condition | None) -> Assumptions:
    """The assumptions for a formula: only a condition over its own names says something of it."""
    return taken_for_granted(analysis, assuming if assuming is not None and names(assuming) <= names(formula) else None)


def proven(formula: Formula, domains: Domains, assuming: Condition | None) -> Bounds:
    """What is proven about a formula, given that a condition over its names holds."""
    analysis = Analysis(domains)
    return analysis.formula(with_points(formula, domains), granted(analysis, formula, assuming))


def outcome(
    formula: Formula,
    domains: Domains,
    limits: tuple[Fraction, Fraction],
    assuming: Condition | None = None,
    runs: Iterable[Values] | None = None,
) -> Outcome:
    """
    Whether all values of a formula lie inside these limits: proven, refuted by values that were run, or not proven.

    Without `runs` each name has any value of its domain that the condition allows.
    """
    found = proven(formula, domains, assuming)
    return settled(formula, found, limits, drawn(formula, domains, assuming) if runs is None else runs)


def settled(formula: Formula, found: Bounds, limits: tuple[Fraction, Fraction], runs: Iterable[Values]) -> Outcome:
    """What follows from the bounds of a formula; only where they are too wide it is run."""
    least, most = limits
    span = found.span
    if span.is_empty or (span.least is not None and span.most is not None and least <= span.least and span.most <= most):
        return Proven(found)
    return refuted(formula, limits, runs) or NotProven(found)


def drawn(formula: Formula, domains: Domains, assuming: Condition | None, running: Allowance | None = None) -> Iterator[Values]:
    """Values to run a formula with where a condition holds, as long as it may be run."""
    running = Allowance(RUNNING_ONE) if running is None else running
    used, nodes = names(formula), steps(formula)
    of_names = {name: domains[name] for name in used}
    found = candidates(formula, {name: one for name, one in of_names.items() if isinstance(one, Domain)}, running.left)
    for values in found:
        running.take(nodes)
        if assuming is None or not names(assuming) <= used or holds(assuming, values):
            yield values


def out_of_range(outcome: Outcome, domains: Domains, limits: tuple[Fraction, Fraction], why: str = "") -> str:
    """What is said of a formula that is not proven to stay inside its limits."""
    least, most = (number.plain(end) for end in limits)
    high, low = "`min(…, weight)`", f"`max(…, {least})`"
    if isinstance(outcome, Refuted):
        given = ", ".join(f"{name} = {_shown(value, domains[name])}" for name, value in outcome.values)
        hint = high if outcome.result > limits[1] else low
        result = f"gives {short(outcome.result)} points{f' for {given}' if given else ''}"
        return f"{result}, outside {least} to {most}; write {hint}"
    return f"it is not proven that the points lie in {least} to {most}{why}; write {high} or {low}"


def short(points: Fraction) -> str:
    """A number of points, or a mark where it is too long for a message."""
    bits = max(points.numerator.bit_length(), points.denominator.bit_length())
    return number.plain(points) if bits <= MOST_BITS else "…"


def off_lattice(step: Fraction, decimals: int) -> str:
    """What is said of a formula whose points may have more decimals."""
    written = number.text(step, decimals)
    return (
        f"it is not proven that the points stop after {decimals} decimals; write `cut(…, {written})` or `half_up(…, {written})`"
    )


def _shown(value: Measurement, domain: Domain | Bounds) -> str:
    return shown(value, domain) if isinstance(domain, Domain) else number.plain(Fraction(value))
