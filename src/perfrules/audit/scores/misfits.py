"""What is said of evidence that does not fit its framework, and of rules that give points outside their indicator."""

from collections.abc import Iterator, Mapping
from fractions import Fraction

from attrs import frozen

from perfrules import number
from perfrules.audit.lines import SHEET, lower
from perfrules.audit.numbers import Numbers
from perfrules.audit.saying import quoted
from perfrules.audit.scores.fitting import Fitted, figure_of_row
from perfrules.audit.words import said, sentence
from perfrules.case import Case, sites
from perfrules.domain import Domain, misfit, shown
from perfrules.errors import Problem, ScoreOutOfRangeError
from perfrules.evidence import TargetRow
from perfrules.finding import Finding
from perfrules.phrases import Phrase
from perfrules.rules import TOTAL
from perfrules.targets.rows import figure

_OUTSIDE: Phrase = (
    "{label}列示 {printed}，不在可能的范围 {least} 至 {most} 之内，不作为评分依据",
    "{label} is printed {printed}, outside what it can be, {least} to {most}, and is left out",
)
_BEYOND: Phrase = (
    "{label}列示 {printed}，不在可能的范围之内，不作为评分依据",
    "{label} is printed {printed} and is left out: {why}",
)
_MISFIT: Phrase = ("{label}{why}，不作为评分依据", "{label} is left out: {why}")
_UNWEIGHED: Phrase = (
    "{label}没有列示分值，也不能从其他分值得出，不能复核",
    "{label} has no printed weight, nor do other weights give it, so it cannot be verified",
)
_RANGE: Phrase = (
    "{label}按评分标准得 {computed} 分，超出 {least} 至 {most} 分，不作为得分",
    "the rule of {label} gives {computed} points, outside {least} to {most}",
)

_WHY: Mapping[str, str] = {
    "unknown-id": "不在评价框架之内",
    "outside-domain": "不在可能的范围之内",
    "not-judgeable": "由公式计算，不能评定",
    "judged-points": "的评定分不在可给的分值之内",
    "judged-unsigned": "没有署名或理由",
    "not-applicable": "不能按不适用处理",
    "unknown-reading": "没有所采用的这种理解",
    "duplicate-id": "重复列示",
    "zero-target": "的目标值为零，评分标准以其为分母",
}


@frozen
class _Named:
    """What an entry of the evidence is called, where it stands, its indicator, and the keys of its numbers."""

    label: str
    place: str
    indicator: str = ""
    keys: tuple[str, ...] = ()
    domain: Domain | None = None


def misfit_findings(case: Case, fitted: Fitted, numbers: Numbers) -> Iterator[Finding]:
    """What does not fit; weights that do not add up are compared where the structure is."""
    for problem in fitted.problems:
        if problem.code != "weights" or _lacks_weight(case, problem.path):
            yield _of_problem(case, problem, numbers)
    for fault in fitted.faults:
        yield _of_fault(case, fault)


def _lacks_weight(case: Case, path: str) -> bool:
    """Whether weights do not add up because one is not there."""
    head, _, id = path.partition("/")
    if head == "targets":
        return any(row.id == id and row.weight is None for row in case.evidence.targets)
    return id in case.framework.paths and case.framework.paths[id][-1].is_open and id not in case.evidence.weights


def _of_problem(case: Case, problem: Problem, numbers: Numbers) -> Finding:
    named = _named(case, problem.path)
    keys = tuple(key for key in named.keys if key in numbers)
    label = quoted(named.label)
    printed, limits = "", {}
    if problem.code == "outside-domain" and len(keys) == 1:
        one = numbers[keys[0]]
        printed, limits = quoted(one.text or one.shown(one.value)), _limits(named.domain)
        label = quoted(one.label)
    if printed:
        parts = {"label": label, "printed": printed, **limits}
        told = said(_OUTSIDE if limits else _BEYOND, parts, {"why": problem.message})
    elif problem.code == "weights":
        told = said(_UNWEIGHED, {"label": label})
    else:
        told = said(_MISFIT, {"label": label, "why": _WHY.get(problem.code, "与评价框架不符")}, {"why": problem.message})
    return Finding(
        code="outside-domain" if problem.code == "outside-domain" else "misfit",
        verdict="cannot_verify" if problem.code == "weights" else "differs",  # nothing that is printed is wrong
        place=named.place,
        path=problem.path,
        label=label,
        sentence=sentence(named.place, (told,)),
        indicator=named.indicator,
        printed=printed,
        computed=f"[{limits['least']}, {limits['most']}]" if limits else "",
        numbers=keys,
    )


def _limits(domain: Domain | None) -> dict[str, str]:
    """Between which values a fact can lie."""
    return {} if domain is None else {"least": shown(domain.least, domain), "most": shown(domain.most, domain)}


def _named(case: Case, path: str) -> _Named:
    framework, evidence = case.framework, case.evidence
    head, _, id = path.removeprefix("printed/").partition("/")
    if head == "facts" and id in evidence.facts:
        fact = framework.declared.get(id)
        where = evidence.facts[id].where
        return _Named(id, where, "", (path,)) if fact is None else _Named(fact.label, where, "", (path,), fact.domain)
    if head == "values" and id in evidence.values:
        value = framework.named.get(id)
        return _Named(id if value is None else value.label, evidence.values[id].where, "", (path,))
    figure = figure_of_row(evidence, path)
    if figure is not None:
        row, name = figure
        return _Named(row.label, row.where or SHEET, row.id, (f"targets/{row.id}/{name}",))
    rows = [row for row in evidence.targets if row.id == id]
    if rows and head in {"targets", "judged"}:
        return _Named(rows[0].label, rows[0].where or SHEET, id, tuple(_misfitting(case, rows[0])))
    return _of_indicator(case, head, id)


def _misfitting(case: Case, row: TargetRow) -> Iterator[str]:
    """The keys of the numbers of a row that cannot be; of one that a person scores its points."""
    if row.slot not in case.framework.slots:
        return
    declared = sites(case.framework)[row.slot].rules
    if row.weight is not None and misfit(row.weight, declared.weight):
        yield f"targets/{row.id}/weight"
    for name, known in (("target", row.target), ("target_most", row.target_most)):
        if known is not None and misfit(known.value, figure(declared.target, row)):
            yield f"targets/{row.id}/{name}"
    if row.must == "graded":
        yield f"targets/{row.id}/points"


def _of_indicator(case: Case, head: str, id: str) -> _Named:
    paths = case.framework.paths
    owner = id if id in paths else id.rpartition("/")[0]
    if owner not in paths:
        return _Named(id or head, SHEET)
    *above, one = paths[owner]
    return _Named(one.label, place_below([other.label for other in above]), owner, (f"{head}/{owner}",))


def place_below(labels: list[str]) -> str:
    """The place in the score table below lines with these labels."""
    place = SHEET
    for label in labels:
        place = lower(place, label)
    return place


def _of_fault(case: Case, fault: ScoreOutOfRangeError) -> Finding:
    named = _Named("总分", SHEET, TOTAL) if fault.indicator == TOTAL else _named(case, f"targets/{fault.indicator}")
    label = quoted(named.label)
    parts = {"label": label, "computed": fault.points, "least": fault.least, "most": fault.most}
    return Finding(
        code="out-of-range",
        verdict="differs",
        place=named.place,
        path=fault.indicator,
        label=label,
        sentence=sentence(named.place, (said(_RANGE, parts, {"label": fault.indicator}),)),
        indicator=fault.indicator,
        computed=fault.points,
        difference=number.plain(_beyond(fault)),
    )


def _beyond(fault: ScoreOutOfRangeError) -> Fraction:
    """By how much points lie outside."""
    points, least, most = (Fraction(text) for text in (fault.points, fault.least, fault.most))
    return points - most if points > most else points - least
