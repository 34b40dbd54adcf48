"""The framework of one unit, ready to be scored: its target rows unfolded, and what is proven of them."""

from collections.abc import Iterator

from attrs import evolve

from perfrules.case import sites
from perfrules.check import broken_constraints, require_valid, row_problems
from perfrules.errors import EvidenceError, Problem
from perfrules.evidence import Evidence, TargetRow
from perfrules.framework import Framework
from perfrules.targets import Unit, row_formula, unfold

_WITHOUT_VALUE = frozenset({"perhaps-undefined", "never-defined"})


def unit_of(framework: Framework, evidence: Evidence) -> Unit:
    """
    The unit with its own framework, whose rules keep their limits: those of the framework are proven once, those of rows here.

    Raises `InvalidFrameworkError`, and `EvidenceError` with all rows and weights that do not fit.
    """
    require_valid(framework)
    unit = unfold(framework, evidence)
    if unit.framework is framework:
        return unit
    problems = (*_of_rows(framework, evidence, unit.framework), *_of_weights(framework, evidence, unit.framework))
    if problems:
        raise EvidenceError(problems)
    unit.framework.memory.once("check", tuple)
    return unit


def _of_rows(framework: Framework, evidence: Evidence, own: Framework) -> Iterator[Problem]:
    for row in evidence.targets:
        if row.of or row.must == "graded":
            continue
        path = f"targets/{row.id}"
        for found in _of_row(framework, evidence, own, row):
            if found.severity == "error":
                yield evolve(found, path=path, place=evidence.places.get(path))
            elif found.code in _WITHOUT_VALUE and row.target is not None and not row.target.value:
                message = "the target is 0, and the rule of the row divides by it; give another target, or a rule of its own"
                yield Problem("error", "zero-target", path, message, evidence.places.get(path))


def _of_row(framework: Framework, evidence: Evidence, own: Framework, row: TargetRow) -> tuple[Problem, ...]:
    """What is wrong with the rule of a row, with its own weight and target."""
    rules_id = sites(framework)[row.slot].rules.id
    formula = row_formula(framework, evidence, rules_id, row)
    ends = (None if end is None else end.value for end in (row.target, row.target_most))
    return row_problems(framework, rules_id, row.must, formula, own.paths[row.id][-1].weight, *ends)  # type: ignore[arg-type]  # a target is no flag


def _of_weights(framework: Framework, evidence: Evidence, own: Framework) -> Iterator[Problem]:
    """The constraints that the weights of this unit break."""
    weights = {id: path[-1].weight for id, path in own.paths.items()}
    for found in broken_constraints(framework, weights):
        yield evolve(found, path=f"weights ({found.path})", place=evidence.places.get("weights"))
