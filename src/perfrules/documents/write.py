"""Results as plain mappings for JSON; numbers are texts, so that no reader rounds them."""

from typing import TypeAlias, assert_never

from perfrules.case import Case
from perfrules.deduction import Deduction
from perfrules.documents.audit_json import audit_json, finding_json
from perfrules.documents.card_json import card_json, deduction_json, explanation_json, problem_json, receipt_json, span_json
from perfrules.documents.case_json import case_json, evidence_json
from perfrules.documents.framework_json import Json, framework_json
from perfrules.domain import Span
from perfrules.errors import Problem
from perfrules.evidence import Evidence
from perfrules.explanation import Explanation
from perfrules.finding import AuditReport, Finding
from perfrules.framework import Framework
from perfrules.receipt import Receipt
from perfrules.scorecard import Scorecard

Result: TypeAlias = (
    Framework | Case | Evidence | Scorecard | Explanation | Deduction | Problem | Receipt | Span | AuditReport | Finding
)


def as_json(result: Result) -> Json:
    """
    A result as a mapping of texts, lists and mappings that `json.dumps` takes.

    A framework or a case becomes what its file holds, and can be read again.

    >>> from fractions import Fraction
    >>> as_json(Span(Fraction("97.15"), Fraction("97.15"), 2))
    {'points': '97.15', 'least': '97.15', 'most': '97.15'}
    """
    match result:
        case Framework():
            return framework_json(result)
        case Case():
            return case_json(result)
        case Evidence():
            return evidence_json(result, {})
        case Scorecard():
            return card_json(result)
        case Explanation():
            return explanation_json(result)
        case Deduction():
            return deduction_json(result)
        case Problem():
            return problem_json(result)
        case Receipt():
            return receipt_json(result)
        case Span():
            return span_json(result)
        case AuditReport():
            return audit_json(result)
        case Finding():
            return finding_json(result)
    assert_never(result)
