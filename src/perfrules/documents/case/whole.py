"""A case as a whole: its head, then all parts that its framework gives a meaning."""

from fractions import Fraction
from functools import partial
from typing import Any

from attrs import evolve

from perfrules.case import Case, incomplete_fault, measures, weight_fault
from perfrules.documents.case.entries import CaseEntry, case_converter
from perfrules.documents.case.figures import figure_kinds, figures, statements
from perfrules.documents.case.head import Find, check_keys, framework_of
from perfrules.documents.case.named import NamedRow, named_rows, own_readings, row_ids, row_places
from perfrules.documents.case.outline import outline, outline_ids
from perfrules.documents.case.printed import expectation, printed, problems
from perfrules.documents.case.rows import target_rows
from perfrules.documents.case.sections import Notes, known, section, under
from perfrules.documents.case.tables import tables
from perfrules.documents.node import Mapping, Node, Scalar, places
from perfrules.documents.shape import collected, expected, refusal
from perfrules.documents.texts import choice, fraction
from perfrules.evidence import Evidence, Judgement
from perfrules.framework import BARE, Framework
from perfrules.frozen import Pairs
from perfrules.rules import readings
from perfrules.wording import shortened


def case_of(root: Mapping, find: Find) -> Case:
    """The case in a document; raises `InvalidDocumentError` with all that is wrong with it."""
    parts: list[Any] = collected([partial(case_converter().structure, root, CaseEntry), partial(_case, root, find)])
    entry: CaseEntry = parts[0]
    case: Case = parts[1]
    evidence = evolve(case.evidence, subject=entry.subject, period=entry.period.text)
    return evolve(case, evidence=evidence, source=entry.source)


def _case(root: Mapping, find: Find) -> Case:
    framework = framework_of(root, find)
    notes: Notes = []
    ids = outline_ids(under(root, "outline")) if framework is BARE else tuple(framework.paths)
    rows = named_rows(under(root, "targets"))
    known_ids = (*ids, *row_ids(rows))
    parts: list[Any] = collected(
        (
            partial(check_keys, root, framework),
            partial(_evidence, root, framework, rows, notes),
            partial(printed, under(root, "printed"), ids, notes),
            partial(figures, under(root, "figures"), framework, notes),
            partial(statements, under(root, "statements"), framework, figure_kinds(under(root, "figures"))),
            partial(tables, under(root, "tables"), framework, notes),
            partial(problems, under(root, "problems"), known_ids),
            partial(outline, under(root, "outline"), notes),
            partial(expectation, under(root, "expect"), known_ids),
        ),
    )
    _, evidence, said, found, stated, (declared, own), listed, sketched, wanted = parts
    evidence = evolve(
        evidence, stated=said.scores, tables=declared, places=Pairs.of({**dict(places(root)), **dict(row_places(rows))})
    )
    return Case(
        framework,
        evidence,
        said,
        figures=Pairs.of({name: figure for name, figure in found.items() if figure is not None}),
        blank_figures=tuple(name for name, figure in found.items() if figure is None),
        statements=stated,
        tables=own,
        problems=listed,
        outline=sketched,
        expected=wanted,
        notes=tuple(notes),
    )


def _evidence(root: Mapping, framework: Framework, rows: tuple[NamedRow, ...], notes: Notes) -> Evidence:
    """Everything that scoring reads, but for what the report prints and its tables."""
    read = case_converter().structure
    declared, named, paths = framework.declared, measures(framework), tuple(framework.paths)
    parts: list[Any] = collected(
        (
            partial(section, under(root, "facts"), declared, lambda key, node: known(declared[key.text].domain, node, notes)),
            partial(section, under(root, "values"), named, lambda key, node: known(named[key.text], node, notes)),
            partial(section, under(root, "judged"), paths, lambda _, node: read(node, Judgement)),
            partial(section, under(root, "not_applicable"), paths, lambda _, node: read(node, str)),
            partial(_interpretations, root, framework, rows),
            partial(section, under(root, "weights"), paths, partial(_weight, framework)),
            partial(target_rows, rows, framework, notes),
            partial(section, under(root, "incomplete"), paths, partial(_incomplete, framework)),
        ),
    )
    facts, values, judged, not_applicable, interpretations, weights, targets, incomplete = parts
    return Evidence(
        facts=facts,
        values=values,
        judged=judged,
        not_applicable=not_applicable,
        interpretations=interpretations,
        weights=weights,
        targets=targets,
        incomplete=incomplete,
    )


def _interpretations(root: Mapping, framework: Framework, rows: tuple[NamedRow, ...]) -> Pairs[str]:
    """The adopted readings of values, indicators, row rules and rows with a rule of their own."""
    known: dict[str, list[str]] = {}
    of_rules = ((rules.id, one.name) for rules in framework.rows for one in rules.interpretations)
    for owner, name in (*readings(framework), *of_rules, *own_readings(rows)):
        known.setdefault(owner, []).append(name)
    owners = (*framework.named, *framework.paths, *framework.row_rules, *row_ids(rows))
    return section(under(root, "interpretations"), owners, partial(_reading, known), tuple(known))


def _reading(known: dict[str, list[str]], key: Scalar, node: Node) -> str:
    if key.text not in known:
        raise refusal("invalid-choice", key, f"`{shortened(key.text)}` has no other interpretations")
    return choice(expected(node, Scalar), tuple(known[key.text]))


def _weight(framework: Framework, key: Scalar, node: Node) -> Fraction:
    if fault := weight_fault(framework, key.text):
        raise refusal("weights", key, fault)
    return fraction(expected(node, Scalar))


def _incomplete(framework: Framework, key: Scalar, node: Node) -> str:
    if fault := incomplete_fault(framework, key.text):
        raise refusal("unknown-id", key, fault)
    return expected(node, Scalar).text
