"""What a report prints about its own scores, what it lists as problems, and what a case expects as a test."""

from fractions import Fraction
from functools import partial
from typing import Any

from perfrules.case import Expectation, Printed, ReportedProblem, Scorer
from perfrules.documents.case.entries import ExpectEntry, PrintedEntry, ProblemEntry, ScorerEntry, case_converter
from perfrules.documents.case.sections import Notes, check_known, items, pairs, score, section, under
from perfrules.documents.node import Absent, Node, Scalar
from perfrules.documents.shape import collected, expected
from perfrules.documents.texts import fraction
from perfrules.frozen import Pairs
from perfrules.rules import TOTAL

Ids = tuple[str, ...]


def printed(node: Node, known: Ids, notes: Notes) -> Printed:
    """The scores and weights that a report prints, its own and those of other scorers."""
    if isinstance(node, Absent):
        return Printed()
    parts: list[Any] = collected(
        (
            partial(case_converter().structure, node, PrintedEntry),
            partial(_scores, under(node, "scores"), known, notes),
            partial(section, under(node, "weights"), (*known, TOTAL), _number),
            partial(_scorers, under(node, "scorers"), known, notes),
        ),
    )
    entry, scores, weights, scorers = parts
    return Printed(scores, entry.total, entry.grade, weights, scorers)


def _scores(node: Node, known: Ids, notes: Notes) -> Pairs[Fraction]:
    return section(node, known, lambda _, value: score(expected(value, Scalar), notes))


def _number(_: Scalar, node: Node) -> Fraction:
    return fraction(expected(node, Scalar))


def _scorers(node: Node, known: Ids, notes: Notes) -> Pairs[Scorer]:
    names = tuple(key.text for key, _ in pairs(node))
    return section(node, names, lambda _, value: _scorer(value, known, notes))


def _scorer(node: Node, known: Ids, notes: Notes) -> Scorer:
    parts: list[Any] = collected(
        (partial(case_converter().structure, node, ScorerEntry), partial(_scores, under(node, "scores"), known, notes)),
    )
    return Scorer(parts[1], parts[0].total)


def problems(node: Node, known: Ids) -> tuple[ReportedProblem, ...]:
    """The problems that a report lists itself, each about a known indicator or about the report."""
    return tuple(collected(partial(_problem, one, known) for one in items(node)))


def _problem(node: Node, known: Ids) -> ReportedProblem:
    entry = case_converter().structure(node, ProblemEntry)
    if entry.indicator is not None:
        check_known(entry.indicator, known)
    return ReportedProblem(entry.text, entry.indicator.text if entry.indicator else "", entry.where)


def expectation(node: Node, known: Ids) -> Expectation:
    """What a case expects as a test."""
    if isinstance(node, Absent):
        return Expectation()
    entry = case_converter().structure(node, ExpectEntry)
    collected(partial(check_known, name, known) for name in entry.scores)
    return Expectation(
        Pairs.of({name.text: text for name, text in entry.scores.items()}), entry.total, entry.grade, entry.findings
    )
