"""What is proven of each rule: where its points lie, where they stop, whether all of its parts can be reached."""

from collections.abc import Callable, Iterator
from itertools import islice, product

from attrs import evolve

from perfrules import number
from perfrules.check.allowance import READ_AT_ONCE, USED_UP, Allowance, Effort
from perfrules.check.rule import Rule, scored, written_out
from perfrules.check.spelling import Adopted, ambiguous, spelling
from perfrules.check.trial import needs_trials, trials
from perfrules.check.verdict import NEVER_DEFINED, drawn, granted, off_lattice, out_of_range, settled, short
from perfrules.check.weights import on_lattice
from perfrules.errors import Problem
from perfrules.formula.assumption import Assumptions, Decided
from perfrules.formula.bounds import Analysis
from perfrules.formula.expand import MAX_LEVELS, MAX_STEPS, size, substituted
from perfrules.formula.extent import Bounds, with_points
from perfrules.formula.syntax import Choose, Condition, Formula, Tree, names, parts
from perfrules.formula.text import text
from perfrules.formula.witness import NotProven, Outcome, Refuted, Values
from perfrules.framework import Framework
from perfrules.rules import MAX_READINGS, problem_at


def proofs(framework: Framework, effort: Effort) -> Iterator[Problem]:
    """
    What is wrong with the points that rules give; of one with several weights only what the first does not show.

    The rules that stand first get the effort first.
    """
    told: set[tuple[str, str]] = set()
    for rule in scored(framework):
        found = tuple(one for one in _proven(framework, rule, effort) if one.severity == "error" or not rule.is_possible)
        for one in found:
            if (one.path, one.code) not in told:
                severity = "warning" if rule.is_possible else one.severity
                yield evolve(one, severity=severity, message=f"{rule.told}{one.message}")
        told |= {(one.path, one.code) for one in found}
        if effort.has_ended:
            return


def _proven(framework: Framework, rule: Rule, effort: Effort) -> Iterator[Problem]:
    """The problems of a rule as its values are adopted, then those that only other readings of its values have."""
    found: set[str] = set()
    for adopted in _combinations(framework, rule.formula):
        if ended := effort.end():
            yield problem_at(framework, "error", "too-large", rule.path, ended)
            return
        told = "".join(f"with `{value}` read as `{name}`, " for value, name in adopted.items() if name)
        problems = tuple(_problems(framework, rule, adopted, effort))
        yield from (evolve(one, message=f"{told}{one.message}") for one in problems if one.code not in found)
        found |= {one.code for one in problems}


def _combinations(framework: Framework, formula: Formula) -> Iterator[Adopted]:
    """Each way to read the values on which a formula rests, the adopted one first."""
    values = ambiguous(framework, formula)
    options = [("", *(other.name for other in value.interpretations)) for value in values]
    for chosen in islice(product(*options), MAX_READINGS):
        yield {value.id: name for value, name in zip(values, chosen, strict=True)}


def _problems(framework: Framework, rule: Rule, adopted: Adopted, effort: Effort) -> Iterator[Problem]:
    formula, given = written_out(framework, rule, adopted)
    measured = size(formula)
    effort.proving.take(1 + (measured.steps + len(rule.summed)) // READ_AT_ONCE)
    for count, most, what in ((measured.steps, MAX_STEPS, "steps"), (measured.levels, MAX_LEVELS, "levels")):
        if count > most:
            message = f"with its values and functions written out the rule has more than {most} {what}"
            yield problem_at(framework, "error", "too-large", rule.path, message)
            return
    if not all(name in rule.domains for name in names(formula)):
        return  # a value that it names could not be bound, which has been reported
    written = evolve(rule, given=given, assuming=None if rule.assuming is None else substituted(rule.assuming, given))
    analysis = Analysis(rule.domains, effort.narrowing)
    start = granted(analysis, formula, written.assuming)
    proven = analysis.formula(with_points(formula, rule.domains), start)
    running = Allowance(effort.running_one)
    found = settled(formula, proven, (rule.least, rule.weight), _runs(framework, written, formula, adopted, running))
    effort.running.take(effort.running_one - running.left)
    yield from _range(framework, rule, found, USED_UP if effort.is_used_up else "")
    if not isinstance(found, Refuted):
        yield from _decimals(framework, rule, proven)
        yield from _full(framework, rule, proven)
        yield from _unreachable(framework, written, adopted, analysis, start)
    effort.proving.take(analysis.work)


def _runs(framework: Framework, rule: Rule, formula: Formula, adopted: Adopted, running: Allowance) -> Iterator[Values]:
    """Values to run a rule with, as long as it may be run."""
    if needs_trials(framework, rule, formula):
        yield from (trial.values for trial in trials(framework, rule, formula, adopted, running))
    else:
        yield from drawn(formula, rule.domains, rule.assuming, running)


def _range(framework: Framework, rule: Rule, found: Outcome, why: str) -> Iterator[Problem]:
    message = out_of_range(found, rule.domains, (rule.least, rule.weight), why)
    if isinstance(found, Refuted):
        yield problem_at(framework, "error", "out-of-range", rule.path, message)
    elif isinstance(found, NotProven):
        yield problem_at(framework, "warning", "perhaps-out-of-range", rule.path, message)


def _decimals(framework: Framework, rule: Rule, found: Bounds) -> Iterator[Problem]:
    if found.span.is_empty:
        yield problem_at(framework, "error", "never-defined", rule.path, NEVER_DEFINED)
        return
    if found.lattice is None or not on_lattice(framework, found.lattice):
        message = off_lattice(framework.step, framework.decimals)
        yield problem_at(framework, "error", "off-lattice", rule.path, message)
    if not found.defined:
        message = "the rule has no value where a division by zero is reached; such a unit gets a gap"
        yield problem_at(framework, "note", "perhaps-undefined", rule.path, message)


def _full(framework: Framework, rule: Rule, found: Bounds) -> Iterator[Problem]:
    """Full points that nobody can reach: that is proven, and hardly meant."""
    most = found.span.most
    if rule.adopted and not found.span.is_empty and most is not None and most < rule.weight:
        message = f"the rule gives at most {short(most)} of {number.plain(rule.weight)} points"
        yield problem_at(framework, "warning", "never-full", rule.path, message)


def _unreachable(framework: Framework, rule: Rule, adopted: Adopted, analysis: Analysis, start: Assumptions) -> Iterator[Problem]:
    """Parts that nobody can reach; what its values choose is left to them."""
    values = spelling(framework, adopted)

    def decided(condition: Condition, known: Assumptions) -> Decided:
        spelled = values.written(substituted(condition, rule.given))
        return analysis.condition(with_points(spelled, rule.domains), known)

    for condition in _never_holding(rule.formula, start, decided):
        message = f"`{text(condition)}` never holds where it stands, so its points are never given"
        yield problem_at(framework, "warning", "unreachable", rule.path, message)


def _never_holding(node: Tree, known: Assumptions, decided: Callable[[Condition, Assumptions], Decided]) -> Iterator[Condition]:
    """The conditions of a rule that never hold after those before them."""
    if not isinstance(node, Choose):
        for part in parts(node):
            yield from _never_holding(part, known, decided)
        return
    test = decided(node.condition, known)
    if test.holds is not None:
        yield from _never_holding(node.then, test.holds, decided)
    elif test.fails is not None:
        yield node.condition
    if test.fails is not None:
        yield from _never_holding(node.otherwise, test.fails, decided)
    elif test.holds is not None and isinstance(node.otherwise, Choose):
        yield node.otherwise.condition
