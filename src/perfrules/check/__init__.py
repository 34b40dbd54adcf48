"""check(framework) -> problems: what can be known before any evidence."""

from collections.abc import Iterator

from perfrules.check.allowance import Effort
from perfrules.check.applicable import fewest_applicable, left_out, shares
from perfrules.check.conditions import broken_constraints, conditions
from perfrules.check.declared import declared
from perfrules.check.proof import proofs
from perfrules.check.rows import row_problems, row_rules
from perfrules.check.slots import slots
from perfrules.check.used import unused
from perfrules.errors import InvalidFrameworkError, Problem
from perfrules.framework import Framework
from perfrules.rules import rules

__all__ = ["CODES", "broken_constraints", "check", "fewest_applicable", "require_valid", "row_problems", "shares"]

CODES = (
    "constraint",
    "cycle",
    "decided",
    "duplicate-id",
    "duplicate-reading",
    "graded",
    "grades",
    "invalid-formula",
    "judged-points",
    "least",
    "never-defined",
    "never-full",
    "no-indicator",
    "not-counted",
    "not-scored",
    "not-shared",
    "not-used",
    "off-lattice",
    "out-of-range",
    "perhaps-out-of-range",
    "perhaps-undefined",
    "printed-number",
    "reserved-name",
    "too-large",
    "too-many-readings",
    "unknown-id",
    "unreachable",
    "validity",
    "weights",
)
"""The codes of the problems that `check` finds."""


def check(framework: Framework) -> tuple[Problem, ...]:
    """
    What is wrong with a framework: errors (it is refused), warnings (something is not proven, or surely not meant), notes.

    It proves for each rule that its points lie on the framework's decimals and inside least and weight, or refutes it with
    values that were run. The same framework is checked once.
    """
    return framework.memory.once("check", lambda: tuple(_problems(framework)))


def require_valid(framework: Framework) -> None:
    """Raise `InvalidFrameworkError` with all errors of a framework, if it has any."""
    errors = tuple(problem for problem in check(framework) if problem.severity == "error")
    if errors:
        raise InvalidFrameworkError(framework.id, errors)


def _problems(framework: Framework) -> Iterator[Problem]:
    yield from rules(framework).problems
    yield from declared(framework)
    yield from slots(framework)
    if framework.is_scored:
        yield from left_out(framework)
        effort = Effort()
        yield from proofs(framework, effort)
        yield from row_rules(framework, effort)
    yield from conditions(framework)
    yield from unused(framework)
