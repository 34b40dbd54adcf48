"""Fitting: evidence that does not fit its framework is taken out, entry by entry, until the rest can be scored."""

from collections.abc import Iterator
from typing import Any

from attrs import evolve, frozen

from perfrules.assess import assess
from perfrules.audit.scores.loosening import bare, blanked, loosened, unweighed, weight_of_rows
from perfrules.errors import EvidenceError, Problem, ScoreOutOfRangeError
from perfrules.evidence import Evidence, TargetRow
from perfrules.framework import BARE, Framework
from perfrules.frozen import Pairs
from perfrules.scorecard import Scorecard

MOST_TRIES = 12
"""How often something is taken out before nothing is scored at all."""

_MAPPINGS = {
    "facts": "facts",
    "values": "values",
    "judged": "judged",
    "not_applicable": "not_applicable",
    "interpretations": "interpretations",
    "printed/scores": "stated",
}
"""How the paths of problems begin, and where these entries stand."""


_STRANGERS = frozenset({"unknown-id", "duplicate-id"})
"""What is wrong with rows that are not to be there."""


@frozen
class Fitted:
    """
    Evidence as far as it can be scored, with the framework that scores it.

    Rules that give points outside their indicator are open there, and weights that do not add up are those of the leaves.
    `card` goes without printed scores, `kept` takes them over; both are None where nothing can be scored. `problems` and `faults`
    are what did not fit.
    """

    framework: Framework
    evidence: Evidence
    card: Scorecard | None = None
    kept: Scorecard | None = None
    problems: tuple[Problem, ...] = ()
    faults: tuple[ScoreOutOfRangeError, ...] = ()


def fitted(framework: Framework, evidence: Evidence) -> Fitted:
    """What can be scored; raises `InvalidFrameworkError`."""
    one = Fitted(framework, evolve(evidence, subject=""))  # the paths of problems begin with the subject
    for _ in range(MOST_TRIES if framework is not BARE else 0):
        try:
            card = assess(one.framework, one.evidence, stated="gap")
            kept = _kept(card) or assess(one.framework, one.evidence, stated="keep")
        except EvidenceError as error:
            smaller = _without(one, error.problems)
            if (smaller.framework, smaller.evidence) == (one.framework, one.evidence):
                return smaller
            one = smaller
        except ScoreOutOfRangeError as error:
            one = _open(one, error)
        else:
            return evolve(one, card=card, kept=kept)
    return one


def _kept(card: Scorecard) -> Scorecard | None:
    """The same scores with the printed ones taken over, where all points are certain without them; else None."""
    is_certain = all(score.points is not None for score in (card.whole, *card.scores.values()))
    return evolve(card, policy="keep") if is_certain else None


def _open(one: Fitted, error: ScoreOutOfRangeError) -> Fitted:
    """The rule that gave these points is open: a row without its figures, an indicator without its rule."""
    evidence = _with_row(one.evidence, error.indicator)
    framework = one.framework if evidence != one.evidence else blanked(one.framework, error.indicator)
    judged = Pairs.of({id: given for id, given in evidence.judged.items() if id != error.indicator})
    return evolve(one, framework=framework, evidence=evolve(evidence, judged=judged), faults=(*one.faults, error))


def _with_row(evidence: Evidence, id: str) -> Evidence:
    """The evidence with one row that nobody has scored."""
    return evolve(evidence, targets=tuple(bare(row) if row.id == id else row for row in evidence.targets))


def _without(one: Fitted, problems: tuple[Problem, ...]) -> Fitted:
    """What is left without the entries that have problems."""
    known = {(problem.path, problem.code) for problem in one.problems}
    new = tuple(problem for problem in problems if (problem.path, problem.code) not in known)
    found = evolve(one, problems=(*one.problems, *new))
    strangers = tuple(problem for problem in problems if problem.path.startswith("targets/") and problem.code in _STRANGERS)
    for problem in strangers or problems:  # without them, weights may add up
        found = _less(found, problem)
    return found


def _less(one: Fitted, problem: Problem) -> Fitted:
    head, _, id = problem.path.partition("/")
    if head == "targets":
        return _less_of_rows(one, problem, id)
    if problem.code == "weights" or head.startswith("weights"):
        return _by_leaves(one)
    figure = figure_of_row(one.evidence, problem.path)
    if figure is not None:
        return evolve(one, evidence=_without_figure(one.evidence, *figure))
    return evolve(one, evidence=_dropped(one.evidence, problem.path))


def figure_of_row(evidence: Evidence, path: str) -> tuple[TargetRow, str] | None:
    """The row and the name of its figure, where a problem is about that: it is a fact or value called after both."""
    id, _, name = path.partition("/")[2].rpartition(" ")
    row = next((row for row in evidence.targets if row.id == id), None)
    return None if row is None else (row, name)


def _without_figure(evidence: Evidence, row: TargetRow, name: str) -> Evidence:
    columns = Pairs.of({column: known for column, known in row.columns.items() if column != name})
    changed = evolve(row, columns=columns)
    if name in {"actual", "ratio"}:
        changed = evolve(row, actual=None) if name == "actual" else evolve(row, ratio=None)
    return evolve(evidence, targets=tuple(changed if other is row else other for other in evidence.targets))


def _dropped(evidence: Evidence, path: str) -> Evidence:
    """The evidence without the entry that has this path, or a path above it."""
    name = next((name for head, name in _MAPPINGS.items() if path.startswith(f"{head}/")), "facts")
    id = path.removeprefix("printed/").partition("/")[2]
    kept = {key: one for key, one in getattr(evidence, name).items() if key != id and not id.startswith(f"{key}/")}
    found: dict[str, Any] = {name: Pairs.of(kept)}
    return evolve(evidence, **found)


def _less_of_rows(one: Fitted, problem: Problem, id: str) -> Fitted:
    rows = [row for row in one.evidence.targets if row.id == id]
    if not rows:
        return _slot(one, id, problem)
    row = rows[0]
    if row.slot not in one.framework.slots:
        return _without_row(one, row)
    if problem.code == "duplicate-id":
        return evolve(one, evidence=evolve(one.evidence, targets=tuple(_once(one.evidence.targets, id))))
    if problem.code == "weights" and row.weight is not None:
        return _incomplete(one, row.slot, problem)
    if problem.code == "weights" or row == bare(row):
        return _incomplete(_without_row(one, row), row.slot, problem)
    return evolve(one, evidence=_with_row(one.evidence, id))


def _once(rows: tuple[TargetRow, ...], id: str) -> Iterator[TargetRow]:
    """The rows, of those with this id the first."""
    first = next(position for position, row in enumerate(rows) if row.id == id)
    return (row for position, row in enumerate(rows) if row.id != id or position == first)


def _without_row(one: Fitted, row: TargetRow) -> Fitted:
    return evolve(one, evidence=evolve(one.evidence, targets=tuple(other for other in one.evidence.targets if other != row)))


def _slot(one: Fitted, slot: str, problem: Problem) -> Fitted:
    """Rows that weigh less than their slot are not all there; where they weigh more, the slot weighs what they do."""
    path = one.framework.paths.get(slot)
    if path is None:
        return one
    given = one.evidence.weights.get(slot, path[-1].weight)
    return _by_leaves(one, slot) if weight_of_rows(one.evidence, slot) > given else _incomplete(one, slot, problem)


def _incomplete(one: Fitted, slot: str, problem: Problem) -> Fitted:
    if slot in one.evidence.incomplete:
        return one
    incomplete = Pairs.of({**one.evidence.incomplete, slot: problem.message})
    return evolve(one, evidence=evolve(one.evidence, incomplete=incomplete))


def _by_leaves(one: Fitted, slot: str = "") -> Fitted:
    framework, weights = loosened(one.framework, one.evidence, slot)
    unknown = dict.fromkeys(sorted(unweighed(one.framework, one.evidence)), "没有分值")
    incomplete = Pairs.of({**unknown, **one.evidence.incomplete})
    return evolve(one, framework=framework, evidence=evolve(one.evidence, weights=Pairs.of(weights), incomplete=incomplete))
