"""Reports whose scores the library has printed itself, and what an audit says of them."""

from collections.abc import Collection, Iterable
from fractions import Fraction

from attrs import evolve

from perfrules.assess import assess
from perfrules.audit import scores
from perfrules.audit.cause import traced
from perfrules.audit.report import Report
from perfrules.audit.scores import rounding
from perfrules.audit.writing import Writer
from perfrules.case import Case, Printed
from perfrules.evidence import Evidence
from perfrules.finding import Finding
from perfrules.framework import Framework
from perfrules.frozen import Pairs
from perfrules.rules import TOTAL
from tests.examples import Number, evidence, framework


def printed_by(printer: Framework, given: Evidence, without: Collection[str] = (), under: Framework | None = None) -> Case:
    """A report that prints what a framework scores, but for some ids; it is audited under another one, or the same."""
    card = assess(printer, given, stated="gap")
    known = {id: score.points for id, score in card.scores.items() if score.points is not None and id not in without}
    found = {id: points for id, points in known.items() if points is not None}
    rows = tuple(evolve(row, printed=found.get(row.id)) for row in given.targets)
    own = Pairs.of({id: points for id, points in found.items() if id in printer.paths})
    total = None if TOTAL in without else card.whole.points
    return Case(under or printer, evolve(given, targets=rows, stated=own), Printed(own, total, card.grade or ""))


def small(without: Collection[str] = (), **changes: Number) -> Case:
    """A report under the small framework, with other scores than it should print."""
    case = printed_by(framework(), evidence(), without)
    return reprinted(case, **changes)


def reprinted(case: Case, **changes: Number) -> Case:
    """A report with other printed scores, or another `total`."""
    given = {id: Fraction(points) for id, points in changes.items()}
    total = given.pop(TOTAL, case.printed.total)
    own = Pairs.of({**case.printed.scores, **given})
    return evolve(case, printed=evolve(case.printed, scores=own, total=total), evidence=evolve(case.evidence, stated=own))


def findings(case: Case) -> tuple[Finding, ...]:
    """What the sections about scores say of a report, with causes."""
    report = Report(case)
    relations = scores.relations(report)
    writer = Writer(relations, report.numbers, traced(relations, report.numbers), report.scoring.moved)
    return (*map(writer.finding, relations), *scores.findings(report), *rounding.findings(report))


def verdicts(found: Iterable[Finding], *codes: str) -> dict[str, str]:
    """The verdicts by path, of findings with these codes."""
    return {one.path: one.verdict for one in found if one.code in codes}


def wrong(found: Iterable[Finding]) -> dict[str, str]:
    """The verdicts by path of what is no agreement, remark or gap."""
    return {f"{one.code} {one.path}": one.verdict for one in found if one.severity in {"error", "warning"}}


def only(found: Iterable[Finding], code: str, path: str = "") -> Finding:
    """The one finding with a code, and a path."""
    (one,) = [one for one in found if one.code == code and path in {"", one.path}]
    return one
