"""Small reports, made in a line: what a unit prints under a small framework, or in a table that follows none."""

from collections.abc import Iterable
from fractions import Fraction

from perfrules.audit.relation import Relation
from perfrules.audit.report import Report
from perfrules.case import Case, OutlineRow, Printed, ReportedProblem, Scorer
from perfrules.evidence import Evidence, Known, TargetRow
from perfrules.finding import Finding
from perfrules.framework import BARE, Fact
from perfrules.frozen import Pairs
from perfrules.indicator import Indicator
from tests.examples import RATE, Field, Number, framework, row_rules

Result = tuple[str, str, str]
"""The code, the path and the verdict of what was found."""

NOTHING = Printed()
"""A report that prints neither weights nor scores."""

NONE: Pairs[Fraction] = Pairs()
"""No weights, or no scores."""

ROWS = row_rules(
    "standard", "cut(ratio * weight, 0.01)", {"at_least": "min(actual / target, 1)"}, columns=(Fact("share", "系数", RATE),)
)


def points(**given: Number) -> Pairs[Fraction]:
    """Weights or scores by id."""
    return Pairs.of({name.replace("__", "/"): Fraction(one) for name, one in given.items()})


def printed(
    weights: Pairs[Fraction] = NONE, scores: Pairs[Fraction] = NONE, total: Number | None = None, **scorers: Scorer
) -> Printed:
    """What a report prints."""
    whole = None if total is None else Fraction(total)
    return Printed(scores=scores, weights=weights, total=whole, scorers=Pairs.of(scorers))


def report(
    *indicators: Indicator,
    says: Printed = NOTHING,
    problems: tuple[ReportedProblem, ...] = (),
    changes: dict[str, Field] | None = None,
    **given: Field,
) -> Report:
    """A report under a framework of these indicators; `changes` are those of the framework."""
    own = framework(*indicators, **{"rows": (ROWS,), **(changes or {})})
    return Report(Case(own, Evidence(**given), says, problems=problems))


def line(label: str, weight: Number | None = None, score: Number | None = None, *below: OutlineRow, **more: Field) -> OutlineRow:
    """A row of an outline; its label is its id."""
    worth, got = (None if one is None else Fraction(one) for one in (weight, score))
    return OutlineRow(more.pop("id", label), label, worth, got, children=below, **more)


def outlined(*rows: OutlineRow, says: Printed = NOTHING, problems: tuple[ReportedProblem, ...] = ()) -> Report:
    """A report that follows no framework."""
    return Report(Case(BARE, Evidence(), says, outline=rows, problems=problems))


def row(label: str, weight: Number | None = None, target: str = "", actual: str = "", **more: Field) -> TargetRow:
    """A row of the slot `output`; an empty text is not there."""
    return TargetRow(
        id=more.pop("id", f"output/{label}"),
        slot=more.pop("slot", "output"),
        label=label,
        weight=None if weight is None else Fraction(weight),
        target=figure(target) if target else None,
        actual=figure(actual) if actual else None,
        **more,
    )


def figure(text: str) -> Known:
    """A printed number."""
    return Known(Fraction(text), text)


def verdicts(relations: Iterable[Relation], among: Report, *codes: str) -> list[Result]:
    """What relations come to; only those with these codes, if there are any."""
    found = [(one.code, one.path, one.compared(among.numbers).verdict) for one in relations]
    return [one for one in found if not codes or one[0] in codes]


def results(findings: Iterable[Finding], *codes: str) -> list[Result]:
    """The findings, only those with these codes, if there are any."""
    found = [(one.code, one.path, one.verdict) for one in findings]
    return [one for one in found if not codes or one[0] in codes]
