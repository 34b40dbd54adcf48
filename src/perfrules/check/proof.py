"""What is proven of each rule: where its points lie, where they stop, whether all of its parts can be reached."""

from collections.abc import Iterator
from itertools import islice, product

from attrs import evolve

from perfrules import number
from perfrules.check.declared import on_lattice
from perfrules.check.rule import Adopted, Rule, scored, written_out
from perfrules.check.trial import sees_points, trials
from perfrules.domain import shown
from perfrules.errors import Problem
from perfrules.formula.assumption import Assumptions
from perfrules.formula.bounds import Analysis
from perfrules.formula.expand import MAX_LEVELS, MAX_STEPS, size, substituted
from perfrules.formula.extent import Bounds
from perfrules.formula.syntax import Choose, Formula, Tree, names, parts
from perfrules.formula.text import text
from perfrules.formula.witness import NotProven, Outcome, Refuted, inside
from perfrules.framework import Framework, Value
from perfrules.rules import MAX_READINGS, problem_at, rules, spelled_out


def proofs(framework: Framework) -> Iterator[Problem]:
    """What is wrong with the points that rules give."""
    for rule in scored(framework):
        yield from _proven(framework, rule)


def _proven(framework: Framework, rule: Rule) -> Iterator[Problem]:
    """The problems of a rule as its values are adopted, then those that only other readings of its values have."""
    found: set[str] = set()
    for adopted in _combinations(framework, rule.formula):
        told = "".join(f"with `{value}` read as `{name}`, " for value, name in adopted.items() if name)
        problems = tuple(_problems(framework, rule, adopted))
        yield from (evolve(one, message=f"{told}{one.message}") for one in problems if one.code not in found)
        found |= {one.code for one in problems}


def _combinations(framework: Framework, formula: Formula) -> Iterator[Adopted]:
    """Each way to read the values on which a formula rests, the adopted one first."""
    ambiguous = [value for value in _rests_on(framework, formula) if value.interpretations]
    options = [("", *(other.name for other in value.interpretations)) for value in ambiguous]
    for chosen in islice(product(*options), MAX_READINGS):
        yield {value.id: name for value, name in zip(ambiguous, chosen, strict=True)}


def _rests_on(framework: Framework, formula: Formula) -> list[Value]:
    """The values that a formula names, or that these name."""
    needed = set(names(formula))
    for value in reversed(rules(framework).values):
        if value in needed:
            own = framework.named[value]
            needed |= names(own.formula).union(*(names(other.formula) for other in own.interpretations))
    return [value for value in framework.values if value.id in needed]


def _problems(framework: Framework, rule: Rule, adopted: Adopted) -> Iterator[Problem]:
    formula, given = written_out(framework, rule, adopted)
    measured = size(formula)
    for count, most, what in ((measured.steps, MAX_STEPS, "steps"), (measured.levels, MAX_LEVELS, "levels")):
        if count > most:
            message = f"with its values and functions written out the rule has more than {most} {what}"
            yield problem_at(framework, "error", "too-large", rule.path, message)
            return
    if not names(formula) <= rule.domains.keys():
        return  # a value that it names could not be bound, which has been reported
    runs = (trial.values for trial in trials(framework, rule, formula, adopted)) if sees_points(rule, formula) else None
    outcome = inside(formula, rule.domains, rule.least, rule.weight, runs)
    yield from _range(framework, rule, outcome)
    if not isinstance(outcome, Refuted):
        yield from _decimals(framework, rule, outcome.bounds)
        yield from _reached(framework, evolve(rule, given=given), adopted, outcome.bounds)


def _range(framework: Framework, rule: Rule, outcome: Outcome) -> Iterator[Problem]:
    limits = f"{number.plain(rule.least)} to {number.plain(rule.weight)}"
    high, low = "`min(…, weight)`", f"`max(…, {number.plain(rule.least)})`"
    if isinstance(outcome, Refuted):
        given = ", ".join(f"{name} = {shown(value, rule.domains[name])}" for name, value in outcome.values)
        hint = high if outcome.result > rule.weight else low
        message = f"gives {number.plain(outcome.result)} points{f' for {given}' if given else ''}, outside {limits}; write {hint}"
        yield problem_at(framework, "error", "out-of-range", rule.path, message)
    elif isinstance(outcome, NotProven):
        message = f"it is not proven that the points lie in {limits}; write {high} or {low}"
        yield problem_at(framework, "warning", "perhaps-out-of-range", rule.path, message)


def _decimals(framework: Framework, rule: Rule, found: Bounds) -> Iterator[Problem]:
    if found.span.is_empty:
        message = "the rule never has a value: it always divides by zero"
        yield problem_at(framework, "error", "never-defined", rule.path, message)
        return
    if found.lattice is None or not on_lattice(framework, found.lattice):
        step = number.text(framework.step, framework.decimals)
        message = f"it is not proven that the points stop after {framework.decimals} decimals; write `cut(…, {step})`"
        yield problem_at(framework, "error", "off-lattice", rule.path, f"{message} or `half_up(…, {step})`")
    if not found.defined:
        message = "the rule has no value where a division by zero is reached; such a unit gets a gap"
        yield problem_at(framework, "note", "perhaps-undefined", rule.path, message)


def _reached(framework: Framework, rule: Rule, adopted: Adopted, found: Bounds) -> Iterator[Problem]:
    """Full points that nobody can reach, and parts that nobody can reach: both are proven, and hardly meant."""
    most = found.span.most
    if rule.adopted and not found.span.is_empty and most is not None and most < rule.weight:
        message = f"the rule gives at most {number.plain(most)} of {number.plain(rule.weight)} points"
        yield problem_at(framework, "warning", "never-full", rule.path, message)
    for condition in _unreachable(framework, rule, adopted):
        message = f"`{condition}` never holds where it stands, so its points are never given"
        yield problem_at(framework, "warning", "unreachable", rule.path, message)


def _unreachable(framework: Framework, rule: Rule, adopted: Adopted) -> Iterator[str]:
    """The conditions of a rule that never hold after those before them; what its values choose is left to them."""
    analysis = Analysis(rule.domains)

    def below(node: Tree, known: Assumptions) -> Iterator[str]:
        if not isinstance(node, Choose):
            for part in parts(node):
                yield from below(part, known)
            return
        test = analysis.condition(spelled_out(framework, substituted(node.condition, rule.given), adopted=adopted), known)
        if test.holds is not None:
            yield from below(node.then, test.holds)
        elif test.fails is not None:
            yield text(node.condition)
        if test.fails is not None:
            yield from below(node.otherwise, test.fails)
        elif test.holds is not None and isinstance(node.otherwise, Choose):
            yield text(node.otherwise.condition)

    return below(rule.formula, Assumptions())
