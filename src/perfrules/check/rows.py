"""Rules of target rows: proven for every word of `must` and some weights, and for one row with its own weight and target."""

from collections.abc import Iterator, Mapping
from fractions import Fraction
from functools import lru_cache, partial

from attrs import evolve, frozen

from perfrules import number
from perfrules.check.allowance import Effort
from perfrules.check.sums import row_domains
from perfrules.check.verdict import NEVER_DEFINED, off_lattice, out_of_range, outcome
from perfrules.check.weights import TRIED, on_lattice
from perfrules.domain import Domain, misfit
from perfrules.errors import Problem, Severity
from perfrules.evidence import Must
from perfrules.formula.expand import MAX_LEVELS, MAX_STEPS, size, substituted
from perfrules.formula.extent import Bounds
from perfrules.formula.syntax import Compare, Condition, Formula, Name, Number, names
from perfrules.formula.witness import Proven, Refuted
from perfrules.framework import Framework, RowRules
from perfrules.frozen import Pairs
from perfrules.rules import problem_at, rules

BETWEEN: Condition = Compare(Name("target"), (("<=", Name("target_most")),))
"""What holds of the ends between which an actual figure must lie."""

STEPS_TRIED = 2
"""As how many steps of work a node of a rule for rows counts: it is proven alone, and perhaps run."""

MOST_KEPT = 4096
"""For how many formulas, weights and words of `must` a framework remembers what is wrong with them."""


@frozen
class RowRule:
    """A formula for one row, its ratio written in: over figures in these domains it gives at most the row's `weight`."""

    formula: Formula
    domains: Pairs[Domain]
    weight: Fraction
    decimals: int


@frozen
class Fault:
    """What is wrong with a formula for a row."""

    severity: Severity
    code: str
    message: str


def row_rules(framework: Framework, effort: Effort) -> Iterator[Problem]:
    """What is wrong with the rules of target rows, whatever the rows of a unit are, as far as there is effort left."""
    bound = rules(framework).rows
    for declared in framework.rows:
        if declared.id in bound:
            yield from _of_formula(framework, declared, f"rows/{declared.id}/formula", bound[declared.id].formula, effort)
            for position, other in enumerate(declared.interpretations, 1):
                where = f"rows/{declared.id}/interpretations/{position}/formula"
                if other.name in bound[declared.id].readings:
                    yield from _of_formula(framework, declared, where, bound[declared.id].readings[other.name], effort)


def row_problems(  # noqa: PLR0913, PLR0917  a row is its rules, what it must be, a formula, a weight and two ends
    framework: Framework,
    rules_id: str,
    must: Must,
    formula: Formula,
    weight: Fraction,
    target: Fraction | None = None,
    target_most: Fraction | None = None,
) -> tuple[Problem, ...]:
    """
    What is wrong with the bound formula of one row that has this weight and target, or none that is known.

    Its points must be proven to lie between 0 and the weight, and to stop where scores do. A formula that has no value, or may
    have none, is a warning. What holds of every target above zero is found once for each formula and weight.
    """
    path = f"rows/{rules_id}/formula"
    if "ratio" in names(formula) and must not in rules(framework).rows[rules_id].ratio:
        message = f"the row rules `{rules_id}` have no ratio for `{must}`"
        return (problem_at(framework, "error", "no-ratio", path, message),)
    of_any = framework.memory.once("faults of rows", lambda: lru_cache(MOST_KEPT)(partial(_of_any_row, framework)))
    found = of_any(rules_id, must, formula, weight, is_above=target is not None and target > 0)
    if found and target is not None:
        rule = _row_rule(framework, rules_id, must, formula, weight)
        found = _faults(_with_ends(rule, {"target": target, "target_most": target_most}))
    return tuple(problem_at(framework, _for_one_row(one), one.code, path, one.message) for one in found)


def _for_one_row(fault: Fault) -> Severity:
    """How much a fault matters in a row that a unit brings: one without a value gets a gap, which is no error."""
    return "warning" if fault.code == "never-defined" else fault.severity


def _of_any_row(  # noqa: PLR0913  as above
    framework: Framework, rules_id: str, must: str, formula: Formula, weight: Fraction, *, is_above: bool
) -> tuple[Fault, ...]:
    """What is wrong whatever the target is, or whatever it is above zero."""
    rule = _row_rule(framework, rules_id, must, formula, weight)
    return _faults(_above_zero(rule) if is_above else rule)


def _of_formula(framework: Framework, declared: RowRules, path: str, formula: Formula, effort: Effort) -> Iterator[Problem]:
    """The problems of a formula with each word of `must` and each weight, one of each code."""
    row = rules(framework).rows[declared.id]
    musts: tuple[str, ...] = tuple(row.ratio) if "ratio" in names(formula) else ("at_least",)
    told: set[str] = set()
    for must in musts:
        for weight in _weights(framework, declared.weight):
            if effort.has_ended:
                return
            if ended := effort.end():
                yield problem_at(framework, "error", "too-large", path, ended)
                return
            rule = _row_rule(framework, declared.id, must, formula, weight)
            effort.proving.take(STEPS_TRIED * size(rule.formula).steps)
            for one in _faults(rule):
                if one.code not in told:
                    message = f"for a row of weight {number.plain(weight)} that must be `{must}`, {one.message}"
                    yield problem_at(framework, one.severity, one.code, path, message)
                    told.add(one.code)


def _weights(framework: Framework, domain: Domain) -> tuple[Fraction, ...]:
    """The weights that are tried: those that a row can have, or else the most that it can."""
    usual = tuple(one for one in TRIED if on_lattice(framework, one) and not misfit(one, domain))
    return usual or (domain.most,)


def _row_rule(framework: Framework, rules_id: str, must: str, formula: Formula, weight: Fraction) -> RowRule:
    declared, row = framework.row_rules[rules_id], rules(framework).rows[rules_id]
    ratio: Mapping[str, Formula] = {"ratio": row.ratio[must]} if must in row.ratio else {}
    written = substituted(substituted(formula, ratio), {"weight": Number(weight)})
    return RowRule(written, Pairs.of(row_domains(declared, must)), weight, framework.decimals)


def _above_zero(rule: RowRule) -> RowRule:
    """The rule for targets above zero."""
    least = {name: max(rule.domains[name].least, rule.domains[name].step) for name in ("target", "target_most")}
    return evolve(
        rule, domains=Pairs.of({**rule.domains, **{name: evolve(rule.domains[name], least=least[name]) for name in least}})
    )


def _with_ends(rule: RowRule, ends: Mapping[str, Fraction | None]) -> RowRule:
    return evolve(rule, formula=substituted(rule.formula, {name: Number(end) for name, end in ends.items() if end is not None}))


def _faults(rule: RowRule) -> tuple[Fault, ...]:
    measured = size(rule.formula)
    if measured.steps > MAX_STEPS or measured.levels > MAX_LEVELS:
        message = f"with its ratio and functions written out the rule has more than {MAX_STEPS} steps or {MAX_LEVELS} levels"
        return (Fault("error", "too-large", message),)
    limits = Fraction(0), rule.weight
    found = outcome(rule.formula, rule.domains, limits, BETWEEN)
    if isinstance(found, Proven):
        return tuple(_stopping(rule, found.bounds))
    message = out_of_range(found, rule.domains, limits)
    if isinstance(found, Refuted):
        return (Fault("error", "out-of-range", message),)
    return Fault("warning", "perhaps-out-of-range", message), *_stopping(rule, found.bounds)


def _stopping(rule: RowRule, found: Bounds) -> Iterator[Fault]:
    step = Fraction(1, 10**rule.decimals)
    if found.span.is_empty:
        yield Fault("error", "never-defined", NEVER_DEFINED)
        return
    if found.lattice is None or (found.lattice / step).denominator > 1:
        yield Fault("error", "off-lattice", off_lattice(step, rule.decimals))
    if not found.defined:
        yield Fault("warning", "perhaps-undefined", _undefined(rule))
    if found.span.most is not None and found.span.most < rule.weight:
        message = f"the rule gives at most {number.plain(found.span.most)} of {number.plain(rule.weight)} points"
        yield Fault("warning", "never-full", message)


def _undefined(rule: RowRule) -> str:
    target = rule.domains["target"]
    if target.least <= 0 and not any(one.code == "perhaps-undefined" for one in _faults(_above_zero(rule))):
        return "the rule has no value for a target of 0; write `at_least` above 0 under `target`, or what such a row gets"
    return "the rule has no value where a division by zero is reached; such a row gets a gap"
