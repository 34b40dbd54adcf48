"""The whole audit: the relations and findings of all sections, with causes and in order."""

from perfrules.audit import figures, remarks, scores, structure
from perfrules.audit.cause import traced
from perfrules.audit.figures import rows, tables
from perfrules.audit.report import Report
from perfrules.audit.scores import rounding
from perfrules.audit.structure import outline
from perfrules.audit.writing import Writer, ordered
from perfrules.case import Case
from perfrules.finding import Finding

_WITH_RELATIONS = (structure, outline, tables, figures, rows, scores)
_WITH_FINDINGS = (structure, outline, tables, figures, scores, rounding, remarks)


def findings(case: Case) -> tuple[Finding, ...]:
    """All that an audit says about a case."""
    report = Report(case)
    relations = tuple(relation for section in _WITH_RELATIONS for relation in section.relations(report))
    writer = Writer(relations, report.numbers, traced(relations, report.numbers), report.scoring.moved)
    found = [writer.finding(one) for one in relations]
    found += [finding for section in _WITH_FINDINGS for finding in section.findings(report)]
    return ordered(found)
