"""Units: a number whose printed text, taken at its word, is ten thousand times as much or as little: 元 for 万元."""

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction

from attrs import frozen

from perfrules import number
from perfrules.audit.figures.keys import Keys
from perfrules.audit.figures.unverified import is_complete
from perfrules.audit.numbers import Numbers, PrintedNumber
from perfrules.audit.relation import Relation
from perfrules.audit.report import Report
from perfrules.audit.words import TAILS, said, sentence
from perfrules.errors import NumberError
from perfrules.evidence import Known
from perfrules.finding import Effect, Finding
from perfrules.phrases import Phrase

TIMES = frozenset(Fraction(10) ** power for power in (-8, -4, 4, 8))
"""By what a wrong unit makes a number wrong."""

_HEAD: Phrase = (
    "{label}列示 {printed}，应为 {computed}，相差 {times} 倍",
    "{label} is printed {printed}, {computed} is meant: {times} times as much",
)
_SHOWN: Phrase = (
    "按此“{label}”相符，按列示的单位则不符",
    "with it `{label}` agrees, with the printed unit it does not",
)
_FIGURE = "此处的数字"
"""What a figure without a name is called."""


@frozen
class _Slip:
    """A number, what people call it, how many times it is what its text says, and whether scores rest on it."""

    key: str
    label: str
    known: Known
    times: Fraction
    is_scored: bool


def findings(report: Report, keys: Keys, relations: Sequence[Relation]) -> Iterator[Finding]:
    """The numbers whose unit must be another one; `relations` show it where they hold with that alone."""
    for one in _slips(report, keys):
        yield _finding(report, one, relations)


def _slips(report: Report, keys: Keys) -> Iterator[_Slip]:
    for name, known in report.case.evidence.facts.items():
        key = f"facts/{name}"
        if times := _times(report.numbers[key], known, keys.domains[key].unit):
            yield _Slip(key, keys.called(name), known, times, is_scored=True)
    for name, figure in report.case.figures.items():
        key = f"figures/{name}"
        if times := _times(report.numbers[key], figure.known):
            yield _Slip(key, _FIGURE, figure.known, times, is_scored=False)


def _times(printed: PrintedNumber, known: Known, unit: str = "") -> Fraction | None:
    """How many times a number is what its text says, where that is a matter of its unit; `unit` is the one it is counted in."""
    if printed.kind not in {"amount", "count", "number"}:
        return None
    try:
        written = number.quantity(known.text)
    except NumberError:
        return None
    literal = written.value * number.multiplier(written.unit)[0] if written.unit else 0
    size = 1 if printed.kind == "amount" else number.multiplier(unit)[0]
    times = printed.value * size / literal if literal else None
    return times if times in TIMES else None


def _finding(report: Report, one: _Slip, relations: Sequence[Relation]) -> Finding:
    printed = report.numbers[one.key]
    literal = report.numbers.replaced(one.key, printed.value / one.times)
    effect = report.scoring.moved(literal) if one.is_scored else Effect(Fraction(0), Fraction(0))
    is_without = effect.total == 0 and not effect.points
    words = {
        "label": one.label,
        "printed": one.known.text,
        "computed": printed.shown(printed.value),
        "times": number.plain(one.times),
    }
    return Finding(
        code="unit",
        verdict="differs_without_effect" if is_without else "differs",
        place=one.known.where,
        path=one.key,
        label=one.label,
        sentence=sentence(one.known.where, tuple(_parts(one, words, _shown(report, one.key, literal, relations)))),
        printed=one.known.text,
        computed=words["computed"],
        arithmetic=f"{words['computed']} ÷ {one.known.text} = {words['times']}",
        effect=effect,
        possible_extraction_damage=True,
        numbers=(one.key,),
    )


def _parts(one: _Slip, words: Mapping[str, str], shown: Relation | None) -> Iterator[Phrase]:
    yield said(_HEAD, words, {"label": one.key.partition("/")[2]})
    if shown is not None:
        yield said(_SHOWN, {"label": shown.label}, {"label": shown.path.partition("/")[2]})
    if one.known.note:
        yield said(TAILS["note"], {"note": one.known.note})
    yield TAILS["damage"]


def _shown(report: Report, key: str, literal: Numbers, relations: Sequence[Relation]) -> Relation | None:
    """The first relation that holds with the number, and not with its text taken at its word."""
    using = (one for one in relations if key in one.cells and is_complete(one, literal))
    held = (one for one in using if one.compared(report.numbers).verdict != "differs")
    return next((one for one in held if one.compared(literal).verdict == "differs"), None)
