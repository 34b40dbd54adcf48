"""The ratios that a report prints for the values of its framework, against what their formulas give."""

from collections.abc import Iterator
from fractions import Fraction

from attrs import evolve

from perfrules.audit.figures.keys import Keys
from perfrules.audit.figures.stated import Stated
from perfrules.audit.figures.unverified import is_complete, unverified
from perfrules.audit.numbers import Numbers
from perfrules.audit.report import Report
from perfrules.audit.words import said, sentence
from perfrules.finding import Finding, OtherReading
from perfrules.formula.syntax import Formula, names
from perfrules.framework import Framework
from perfrules.indicator import Indicator
from perfrules.phrases import Phrase
from perfrules.rules import rules

_READ: Phrase = (
    "{label}列示 {printed}，按采用的理解计算为 {computed}，按另一理解“{reading}”则相符",
    "{label} is printed {printed}; as it is read its formula gives {computed}, read as `{reading}` it agrees",
)


ADOPTED = "评价框架的理解"
"""What the reading in the rule itself is called, where a case adopts another one."""


def relations(report: Report, keys: Keys) -> Iterator[Stated]:
    """The printed ratios whose inputs are all printed, but for those that another reading gives."""
    complete = (one for one in _ratios(report, keys) if is_complete(one, report.numbers))
    yield from (one for one in complete if not _readings(one, report, keys))


def findings(report: Report, keys: Keys) -> Iterator[Finding]:
    """The printed ratios whose inputs are not printed, with the points at stake; and those that another reading gives."""
    for one in _ratios(report, keys):
        if not is_complete(one, report.numbers):
            stake = sum((found.weight for found in _resting(report.case.framework, _value(one))), Fraction(0))
            yield unverified(one, report.numbers, keys, stake)
        elif others := _readings(one, report, keys):
            yield _ambiguous(one, report.numbers, others)


def _ratios(report: Report, keys: Keys) -> Iterator[Stated]:
    framework = report.case.framework
    for name, known in report.case.evidence.values.items():
        formula = keys.value(name, keys.adopted(name))
        if formula is not None:
            key = f"values/{name}"
            indicator = next((one.id for one in _resting(framework, name)), "")
            cells = (key, *sorted(names(formula)))
            label = framework.named[name].label
            yield Stated("ratio", key, known.where, label, key, cells, indicator=indicator, note=known.note, formula=formula)


def _value(ratio: Stated) -> str:
    return ratio.result.partition("/")[2]


def _readings(ratio: Stated, report: Report, keys: Keys) -> tuple[str, ...]:
    """The other readings of a value that give what is printed where the adopted one does not."""
    name = _value(ratio)
    value = report.case.framework.named[name]
    if not value.interpretations or ratio.found(report.numbers).verdict != "differs":
        return ()
    others = {"", *(one.name for one in value.interpretations)} - {keys.adopted(name)}
    return tuple(sorted(one for one in others if _agrees(ratio, keys.value(name, one), report.numbers)))


def _agrees(ratio: Stated, formula: Formula | None, numbers: Numbers) -> bool:
    return formula is not None and evolve(ratio, formula=formula).compared(numbers).verdict == "matches"


def _ambiguous(ratio: Stated, numbers: Numbers, readings: tuple[str, ...]) -> Finding:
    one, compared = numbers[ratio.result], ratio.compared(numbers)
    words = {
        "label": ratio.label,
        "printed": one.shown(one.value),
        "computed": one.shown(compared.computed or Fraction(0)),
        "reading": "、".join(reading or ADOPTED for reading in readings),
    }
    return Finding(
        code=ratio.code,
        verdict="ambiguous",
        place=ratio.place,
        path=ratio.path,
        label=ratio.label,
        sentence=sentence(ratio.place, (said(_READ, words, {"label": _value(ratio)}),)),
        indicator=ratio.indicator,
        printed=words["printed"],
        computed=words["computed"],
        difference=one.shown(compared.difference or Fraction(0)),
        arithmetic=ratio.arithmetic(numbers),
        interpretations=tuple(OtherReading(reading or ADOPTED, None, None) for reading in readings),
        numbers=ratio.cells,
    )


def _resting(framework: Framework, value: str) -> tuple[Indicator, ...]:
    """The indicators whose rules need a value, but for those below one of them."""
    bound = rules(framework)
    needing = {value}
    for name in bound.values:
        if names(bound.formulas[name]) & needing:
            needing.add(name)
    found = dict[str, Indicator]()
    for *above, one in framework.paths.values():
        formula = bound.formulas.get(one.id)
        if formula is not None and names(formula) & needing and not any(upper.id in found for upper in above):
            found[one.id] = one
    return tuple(found.values())
