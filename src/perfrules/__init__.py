"""
Score budget performance evaluations exactly, explain every point, audit printed reports.

Find a framework: `Rulebook.load` asks the installed plugins, `read_framework` takes a file, `check` says what is wrong with it,
`origin` from which document a part of it comes.
Say what is known: `read_case` takes a file, `collect` what a program has; `unfold` makes rows and weights of a unit indicators.
Score and explain: `assess`, then `deductions`, `explain`, `missing`, `other_readings`, `receipt` of the scorecard.
Audit what was printed: `audit` gives findings, `waive` sets those apart that a file of `read_waivers` accepts.
Hot loops: `Kernel`, a framework as one function over integers.
Formulas alone: `parse` within `Limits`, `text`, `resolve` in a `Scope`, `evaluate`, `bounds`.
Carry elsewhere: `as_json`, and `schema` of what files hold. Extend: `hookimpl` and `framework_sources`.
Everything raised is a `PerfrulesError`.

>>> from fractions import Fraction
>>> from perfrules import Scope, evaluate, parse, resolve
>>> evaluate(resolve(parse("cut(57 / 11, 0.01)"), Scope.of({})), {})
Fraction(259, 50)
"""

from typing import TYPE_CHECKING

from perfrules.assess import Reading, assess, other_readings
from perfrules.audit import audit
from perfrules.case import (
    Case,
    Expectation,
    Figure,
    OutlineRow,
    Printed,
    PrintedRow,
    PrintedTable,
    ReportedProblem,
    Scorer,
    Statement,
    collect,
)
from perfrules.check import check
from perfrules.deduction import Deduction, deductions
from perfrules.derive import origin
from perfrules.domain import Domain, Span
from perfrules.errors import (
    DisturbingPluginError,
    DocumentError,
    DuplicateFrameworkError,
    DuplicateFunctionError,
    EditionError,
    EvidenceError,
    FaultyPluginError,
    FormulaError,
    FrameworkError,
    InvalidDocumentError,
    InvalidFrameworkError,
    NumberError,
    PerfrulesError,
    Place,
    PluginError,
    Problem,
    ScoreOutOfRangeError,
    UndefinedError,
    UnknownFrameworkError,
    UnknownIndicatorError,
    UnreadableDocumentError,
    UnwritableDocumentError,
)
from perfrules.evidence import Evidence, Judgement, Known, TableRow, TargetRow
from perfrules.explanation import Explanation, explain
from perfrules.formula.bounds import bounds
from perfrules.formula.evaluate import evaluate
from perfrules.formula.extent import Bounds
from perfrules.formula.gate import Limits
from perfrules.formula.measure import Meaning
from perfrules.formula.parse import parse
from perfrules.formula.scope import Scope, resolve
from perfrules.formula.syntax import Formula
from perfrules.formula.text import text
from perfrules.framework import (
    Alert,
    Band,
    Fact,
    Framework,
    FrameworkSource,
    Function,
    Grade,
    Origin,
    RowRules,
    Sum,
    Table,
    Validity,
    Value,
)
from perfrules.frozen import Pairs
from perfrules.hookspecs import hookimpl
from perfrules.indicator import Indicator, Interpretation, Slot, Source, Split, Unscored
from perfrules.kernel import UNDEFINED, Kernel
from perfrules.receipt import Receipt, receipt
from perfrules.rulebook import Plugin, Rulebook, framework_sources, read_case, read_framework
from perfrules.score import Computed, Gap, Judged, NotApplicable, Score, Stated, Subtotal
from perfrules.scorecard import Completeness, Missing, Raised, Scorecard, missing
from perfrules.targets import Unit, unfold

if TYPE_CHECKING:
    from perfrules.documents import as_json
    from perfrules.documents.schema import schema
    from perfrules.documents.waivers import read_waivers
    from perfrules.finding import (
        AuditReport,
        Effect,
        Finding,
        OtherReading,
        Repair,
        Severity,
        Verdict,
        Waived,
        Waiver,
        waive,
    )

    __version__: str
else:
    _FINDING = (
        "AuditReport",
        "Effect",
        "Finding",
        "OtherReading",
        "Repair",
        "Severity",
        "Verdict",
        "Waived",
        "Waiver",
        "waive",
    )
    _HOMES = {
        "as_json": "perfrules.documents",
        "schema": "perfrules.documents.schema",
        "read_waivers": "perfrules.documents.waivers",
        **dict.fromkeys(_FINDING, "perfrules.finding"),
    }

    def __getattr__(name: str) -> object:
        """What costs time to import, on first use."""
        if name in _HOMES:
            from importlib import import_module

            return getattr(import_module(_HOMES[name]), name)
        if name == "__version__":
            from importlib.metadata import version

            return version("perfrules")
        message = f"module `perfrules` has no attribute `{name}`"
        raise AttributeError(message, name=name)


__all__ = [
    "UNDEFINED",
    "Alert",
    "AuditReport",
    "Band",
    "Bounds",
    "Case",
    "Completeness",
    "Computed",
    "Deduction",
    "DisturbingPluginError",
    "DocumentError",
    "Domain",
    "DuplicateFrameworkError",
    "DuplicateFunctionError",
    "EditionError",
    "Effect",
    "Evidence",
    "EvidenceError",
    "Expectation",
    "Explanation",
    "Fact",
    "FaultyPluginError",
    "Figure",
    "Finding",
    "Formula",
    "FormulaError",
    "Framework",
    "FrameworkError",
    "FrameworkSource",
    "Function",
    "Gap",
    "Grade",
    "Indicator",
    "Interpretation",
    "InvalidDocumentError",
    "InvalidFrameworkError",
    "Judged",
    "Judgement",
    "Kernel",
    "Known",
    "Limits",
    "Meaning",
    "Missing",
    "NotApplicable",
    "NumberError",
    "Origin",
    "OtherReading",
    "OutlineRow",
    "Pairs",
    "PerfrulesError",
    "Place",
    "Plugin",
    "PluginError",
    "Printed",
    "PrintedRow",
    "PrintedTable",
    "Problem",
    "Raised",
    "Reading",
    "Receipt",
    "Repair",
    "ReportedProblem",
    "RowRules",
    "Rulebook",
    "Scope",
    "Score",
    "ScoreOutOfRangeError",
    "Scorecard",
    "Scorer",
    "Severity",
    "Slot",
    "Source",
    "Span",
    "Split",
    "Stated",
    "Statement",
    "Subtotal",
    "Sum",
    "Table",
    "TableRow",
    "TargetRow",
    "UndefinedError",
    "Unit",
    "UnknownFrameworkError",
    "UnknownIndicatorError",
    "UnreadableDocumentError",
    "Unscored",
    "UnwritableDocumentError",
    "Validity",
    "Value",
    "Verdict",
    "Waived",
    "Waiver",
    "__version__",
    "as_json",
    "assess",
    "audit",
    "bounds",
    "check",
    "collect",
    "deductions",
    "evaluate",
    "explain",
    "framework_sources",
    "hookimpl",
    "missing",
    "origin",
    "other_readings",
    "parse",
    "read_case",
    "read_framework",
    "read_waivers",
    "receipt",
    "resolve",
    "schema",
    "text",
    "unfold",
    "waive",
]
