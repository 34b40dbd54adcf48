"""The laws of journeys: what is kept, sent, written, or declared in another order is the same afterwards."""

import json
import pickle
from collections.abc import Iterator, Mapping

import attrs

from perfrules.assess import assess
from perfrules.case import Case
from perfrules.documents import as_json, case_from
from perfrules.evidence import Evidence, Known, TableRow, TargetRow
from perfrules.framework import Framework
from perfrules.frozen import Pairs
from perfrules.indicator import Branch, Indicator
from perfrules.rules import TOTAL
from perfrules.scorecard import Scorecard
from perfrules.testing.laws import Breach, limits, policies, raised
from perfrules.testing.unit import Unit, entries


def repeated(unit: Unit) -> Iterator[Breach]:
    """The same evidence gives the same scorecard, also under a copy of its framework that was never used."""
    for policy in policies(unit):
        again = assess(_copied(unit.framework), unit.evidence, stated=policy)
        yield from _differences(unit.card(policy), again, "a second time")


def reordered(unit: Unit) -> Iterator[Breach]:
    """The order in which facts, values, functions, indicators, target rows and rows of tables stand changes no score."""
    tables = Pairs.of({id: rows[::-1] for id, rows in unit.evidence.tables.items()})
    again = assess(_backwards(unit.framework), attrs.evolve(unit.evidence, targets=unit.evidence.targets[::-1], tables=tables))
    yield from _differences(unit.card(), again, "declared in another order")


def pickled(unit: Unit) -> Iterator[Breach]:
    """Framework, evidence and scorecard survive pickling."""
    sent = (unit.framework, unit.evidence, unit.card())
    if pickle.loads(pickle.dumps(sent)) != sent:  # noqa: S301  # our own bytes
        yield Breach(TOTAL, "framework, evidence or scorecard is another one after pickling")


def documented(unit: Unit) -> Iterator[Breach]:
    """A case that is written as a document says the same when it is read."""
    if any(row.must == "graded" and row.points is None and row.printed is None for row in unit.evidence.targets):
        return  # a file says what a graded row is worth
    text = json.dumps(as_json(Case(unit.framework, unit.evidence)))
    read = case_from(text, "case.json", lambda *_: unit.framework).evidence
    if _said(read) != _said(unit.evidence):
        yield Breach(TOTAL, "the evidence is another one after it was written and read")


def _differences(card: Scorecard, again: Scorecard, how: str) -> Iterator[Breach]:
    for id in (*card.scores, TOTAL):
        if card[id] != again[id]:
            yield Breach(id, f"it scores {limits(card[id])}, {how} {limits(again[id])}")
    if (card.grade, card.completeness, raised(card)) != (again.grade, again.completeness, raised(again)):
        yield Breach(TOTAL, f"its grade, completeness or alerts are other ones {how}")


def _copied(framework: Framework) -> Framework:
    """A copy that has derived nothing yet, made once."""
    copy: Framework = framework.memory.once("copy", lambda: pickle.loads(pickle.dumps(framework)))  # noqa: S301  # our own bytes
    return copy


def _backwards(framework: Framework) -> Framework:
    """The framework declared from its end to its start, made once."""
    return framework.memory.once(
        "backwards",
        lambda: attrs.evolve(
            framework,
            facts=framework.facts[::-1],
            values=framework.values[::-1],
            functions=framework.functions[::-1],
            indicators=_turned(framework.indicators),
            adjustments=_turned(framework.adjustments),
            alerts=framework.alerts[::-1],
            constraints=framework.constraints[::-1],
            relations=framework.relations[::-1],
            tables=framework.tables[::-1],
            rows=framework.rows[::-1],
        ),
    )


def _turned(indicators: tuple[Indicator, ...]) -> tuple[Indicator, ...]:
    return tuple(
        attrs.evolve(one, rule=attrs.evolve(one.rule, children=_turned(one.children))) if isinstance(one.rule, Branch) else one
        for one in reversed(indicators)
    )


def _said(evidence: Evidence) -> Mapping[object, object]:
    """What evidence says, however its numbers are written."""
    own = {entry: one.value if isinstance(one, Known) else one for entry, one in entries(evidence).items()}
    rows = {("targets", row.id): _said_of(row) for row in evidence.targets}
    tables = {("tables", id): [_said_of(row) for row in several] for id, several in evidence.tables.items()}
    found: dict[object, object] = {"weights": evidence.weights, "incomplete": evidence.incomplete}
    found.update(own)
    found.update(rows)
    found.update(tables)
    return found


def _said_of(row: TargetRow | TableRow) -> Mapping[str, object]:
    """What a row says; its unit is that of its figures, so without any it has none."""
    found = attrs.asdict(row, recurse=False)
    if isinstance(row, TargetRow) and row.target is None and row.actual is None:
        found.pop("unit")
    return {name: _bare(one) for name, one in found.items()}


def _bare(one: object) -> object:
    if isinstance(one, Pairs):
        return {name: _bare(cell) for name, cell in one.items()}
    return one.value if isinstance(one, Known) else one
