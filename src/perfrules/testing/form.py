"""Form: a framework with the rows, tables and weights of one unit, whose figures are open: they are facts like others."""

from collections.abc import Iterator, Mapping
from fractions import Fraction
from types import MappingProxyType
from typing import Any

import attrs
from attrs import field, frozen

from perfrules.case import sites
from perfrules.evidence import Evidence, Judgement, Known, TableRow, TargetRow
from perfrules.framework import Band, Framework, RowRules
from perfrules.frozen import Memory, Pairs
from perfrules.targets import unfold
from perfrules.testing.figures import Place, symbolic
from perfrules.testing.inputs import judgement, restrict


@frozen(eq=False)
class Form:
    """
    The rows, tables and weights of a unit without their figures (`given`), and the `framework` that they become.

    In that framework a figure of a row or a cell of a table is a fact, and a sum a value over these facts; `places` says where
    each of them stands, `untold` are facts that nobody can give: a target that is no number, a sum over no rows.
    """

    declared: Framework
    given: Evidence
    framework: Framework
    places: Mapping[str, Place]
    untold: frozenset[str] = frozenset()
    memory: Memory = field(factory=Memory, init=False, repr=False)

    @property
    def is_folded(self) -> bool:
        """Whether a unit brings anything of its own."""
        return self.framework is not self.declared


def form_of(framework: Framework, evidence: Evidence) -> Form:
    """The form that a unit fills in, made once for all units with the same rows and weights."""
    bare = _bare(framework, evidence)
    made: dict[Evidence, Form] = framework.memory.once("forms by rows", dict)
    if bare not in made:
        made[bare] = _form(framework, bare)
    return made[bare]


def fold(form: Form, own: Evidence) -> Evidence:
    """What is known by the names of the form's framework, as a unit brings it: figures in their rows and tables."""
    if not form.is_folded:
        return own
    return attrs.evolve(
        own,
        facts=_kept(own.facts, form.declared.declared),
        values=_kept(own.values, form.declared.named),
        judged=_kept(own.judged, form.declared.paths),
        stated=_kept(own.stated, form.declared.paths),
        not_applicable=_kept(own.not_applicable, form.declared.paths),
        interpretations=Pairs.of({**form.given.interpretations, **own.interpretations}),
        weights=form.given.weights,
        targets=tuple(row if row.of else _filled(form, own, row) for row in form.given.targets),
        tables=Pairs.of({id: tuple(_cells(form, own, id, rows)) for id, rows in form.given.tables.items()}),
        incomplete=form.given.incomplete,
    )


def opened(form: Form, evidence: Evidence) -> Evidence:
    """What a unit brings, by the names of the form's framework."""
    if not form.is_folded:
        return evidence
    rows = {row.id: row for row in evidence.targets if not row.of}
    ratios = {f"{row.id} ratio": row.ratio for row in rows.values() if row.ratio is not None}
    judged = {row.id: Judgement(row.points, row.by, row.reason) for row in rows.values() if row.points is not None}
    stated = {row.id: row.printed for row in rows.values() if row.printed is not None}
    own = {owner: name for owner, name in evidence.interpretations.items() if owner not in form.declared.row_rules}
    return attrs.evolve(
        evidence,
        facts=Pairs.of({**evidence.facts, **_figures(form, evidence, rows)}),
        values=Pairs.of({**evidence.values, **ratios}),
        judged=Pairs.of({**evidence.judged, **judged}),
        stated=Pairs.of({**evidence.stated, **stated}),
        interpretations=Pairs.of(own),
        weights=Pairs(),
        targets=(),
        tables=Pairs(),
        incomplete=Pairs(),
    )


def _form(framework: Framework, given: Evidence) -> Form:
    unit = unfold(framework, given)
    if unit.framework is framework:
        return Form(framework, given, framework, MappingProxyType({}))
    found = symbolic(framework, given, unit.framework)
    restrict(found.framework, found.untold, dict(_notable(framework, given, found.framework)))
    return Form(framework, given, found.framework, found.places, found.untold)


def _notable(framework: Framework, given: Evidence, own: Framework) -> Iterator[tuple[str, tuple[Fraction, ...]]]:
    """The points at the ends of the bands of graded rows, and right before them."""
    for row in given.targets:
        if row.must == "graded" and not row.of:
            weight = own.paths[row.id][-1].weight
            starts = [band.start * weight // -own.step * -own.step for band in _rules_of(framework, row).graded]
            yield judgement(row.id), tuple(points for start in starts for points in (start - own.step, start) if points >= 0)


def _rules_of(framework: Framework, row: TargetRow) -> RowRules:
    """The rules by which a row is scored."""
    return sites(framework)[row.slot].rules


def _bare(framework: Framework, evidence: Evidence) -> Evidence:
    """What is the same for all units with these rows: everything but figures, points and what is said about them."""
    return Evidence(
        interpretations=Pairs.of({id: name for id, name in evidence.interpretations.items() if id in framework.row_rules}),
        weights=evidence.weights,
        targets=tuple(row if row.of else without_figures(row) for row in evidence.targets),
        tables=Pairs.of({id: tuple(TableRow(row.label, Pairs()) for row in rows) for id, rows in evidence.tables.items()}),
        incomplete=evidence.incomplete,
    )


def without_figures(row: TargetRow) -> TargetRow:
    """A row with nothing but its target and its weight."""
    return attrs.evolve(
        row, actual=None, actual_text="", ratio=None, columns=Pairs(), points=None, grade="", by="", reason="", printed=None
    )


def _kept(found: Pairs[Any], known: Mapping[str, object]) -> Pairs[Any]:
    return Pairs.of({id: one for id, one in found.items() if id in known})


def _filled(form: Form, own: Evidence, row: TargetRow) -> TargetRow:
    """A row with its figures, its points and what is printed of it."""
    figures = {name: own.facts[fact] for name, fact in _facts_of(form, row.id) if fact in own.facts}
    actual = figures.pop("actual", None)
    ratio, printed = own.values.get(f"{row.id} ratio"), own.stated.get(row.id)
    filled = attrs.evolve(row, actual=actual, columns=Pairs.of(figures), ratio=ratio, printed=printed)
    given = own.judged.get(row.id)
    if given is None:
        return filled
    grade = _grade(_rules_of(form.declared, row), given.points, form.framework.paths[row.id][-1].weight)
    return attrs.evolve(filled, points=given.points, grade=grade, by=given.by, reason=given.reason)


def _grade(rules: RowRules, points: Fraction, weight: Fraction) -> str:
    """The grade whose band holds these points; none where no band does."""
    return next((band.name for band in rules.graded if _holds(band, points, weight)), "")


def _holds(band: Band, points: Fraction, weight: Fraction) -> bool:
    is_all = band.end == 1 and points == weight
    return band.start * weight <= points and (is_all or points < band.end * weight)


def _cells(form: Form, own: Evidence, table: str, rows: tuple[TableRow, ...]) -> Iterator[TableRow]:
    for number, row in enumerate(rows, 1):
        cells = {name: own.facts[fact] for name, fact in _facts_of(form, f"{table}/{number}") if fact in own.facts}
        yield TableRow(row.label, Pairs.of(cells))


def _facts_of(form: Form, row: str) -> tuple[tuple[str, str], ...]:
    """The figures or cells of a row, by name and fact."""
    found: dict[str, tuple[tuple[str, str], ...]] = form.memory.once("facts of rows", dict)
    if row not in found:
        found[row] = tuple((place.name, fact) for fact, place in form.places.items() if place.row == row)
    return found[row]


def _figures(form: Form, evidence: Evidence, rows: Mapping[str, TargetRow]) -> Mapping[str, Known]:
    """The figures of rows and the cells of tables by their facts."""
    known: dict[tuple[str, str], Known] = {}
    for id, row in rows.items():
        known |= {(id, name): one for name, one in row.columns.items()}
        if row.actual is not None:
            known[id, "actual"] = row.actual
    for id, table in evidence.tables.items():
        cells = ((f"{id}/{number}", row.cells) for number, row in enumerate(table, 1))
        known |= {(row, name): one for row, found in cells for name, one in found.items()}
    return {fact: known[place.row, place.name] for fact, place in form.places.items() if (place.row, place.name) in known}
