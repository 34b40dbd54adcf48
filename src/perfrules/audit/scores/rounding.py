"""Rounding: which ways to round explain the printed scores, and what the total would be with the other usual one."""

from collections.abc import Iterator
from fractions import Fraction

from perfrules import number
from perfrules.audit.lines import SHEET
from perfrules.audit.numbers import Numbers
from perfrules.audit.report import Report
from perfrules.audit.saying import quoted
from perfrules.audit.scores.desks import desks, rounding_path
from perfrules.audit.scores.rounded import Mode
from perfrules.audit.scores.scorers import Sheet
from perfrules.audit.scores.search import Level, Search, Way
from perfrules.audit.words import MOST_WRITTEN, said, sentence
from perfrules.finding import Finding, Verdict
from perfrules.formula.explain import shown
from perfrules.phrases import Phrase
from perfrules.rules import TOTAL
from perfrules.wording import shortened

MOST_NAMED = 8
"""How many ways are named."""

_MODES: dict[Mode, Phrase] = {
    "cut": ("截去{places}以后的部分", "cut to {places}"),
    "half_up": ("四舍五入到{places}", "rounded half up to {places}"),
    "half_even": ("四舍六入五成双到{places}", "rounded half to even to {places}"),
    "up": ("进位到{places}", "rounded up to {places}"),
}
_LEVELS: dict[Level, Phrase] = {
    "part": ("逐项", "per part"),
    "indicator": ("按指标", "per indicator"),
    "total": ("仅在总分", "at the total"),
}
_PLACES: tuple[Phrase, ...] = (
    ("整数", "whole numbers"),
    ("一位小数", "one decimal"),
    ("两位小数", "two decimals"),
    ("三位小数", "three decimals"),
    ("四位小数", "four decimals"),
)
_OWN: Phrase = ("列示得分与{way}相符", "the printed scores are {way}")
_OTHER: Phrase = (
    "列示得分不合评价框架的舍入，与{way}相符",
    "the printed scores are not rounded as the framework does, but {way}",
)
_ANYWHERE: Phrase = ("{levels}这样舍入，结果相同", "so rounded {levels}, it is the same")
_ALIKE: Phrase = ("{ways}也与列示得分相符", "the printed scores are also {ways}")
_INSTEAD: Phrase = ("如{way}，总分为 {total}", "{way}, the total would be {total}")
_EXACT: Phrase = ("算式：{exact}", "arithmetic: {exact}")


def findings(report: Report) -> Iterator[Finding]:
    """What rounding explains the printed scores of each scorer, where they depend on any."""
    for desk in desks(report):
        if desk.search.ways:
            yield _finding(desk.search, desk.sheet, report)


def _finding(search: Search, sheet: Sheet, report: Report) -> Finding:
    way, numbers = search.adopted, report.numbers
    instead = _instead(search, way)
    exact = _exact(search, sheet, numbers)
    return Finding(
        code="rounding",
        verdict=_verdict(search, report),
        place=SHEET,
        path=rounding_path(sheet),
        label="得分的舍入",
        sentence=sentence(SHEET, (*_ways(search, way), *_otherwise(instead), said(_EXACT, {"exact": exact}))),
        printed="" if TOTAL not in sheet.keys else number.plain(numbers[sheet.keys[TOTAL]].value),
        computed="" if instead is None else number.plain(instead[1]),
        arithmetic=exact,
        numbers=tuple(sheet.keys[id] for id in search.printed),
    )


def _verdict(search: Search, report: Report) -> Verdict:
    """Where the document itself says how it rounds, scores that are rounded so agree with it."""
    if not search.agrees:
        return "rounding_can_explain"
    return "matches" if report.case.framework.rounding.basis == "printed" else "remark"


def _ways(search: Search, way: Way) -> Iterator[Phrase]:
    """The way that is spoken of, where else it may be done, and the other ways that explain the scores."""
    zh, en = _named(way)
    yield said(_OWN if search.agrees else _OTHER, {"way": zh}, {"way": en})
    elsewhere = [_LEVELS[one.level] for one in search.ways if (one.mode, one.places) == (way.mode, way.places) and one != way]
    if elsewhere:
        zh, en = _listed(elsewhere)
        yield said(_ANYWHERE, {"levels": zh}, {"levels": en})
    others = [one for one in search.ways if (one.mode, one.places) != (way.mode, way.places)]
    if others:
        zh, en = _listed(list(dict.fromkeys(_named(one, bare=True) for one in others)))
        yield said(_ALIKE, {"ways": zh}, {"ways": en})


def _named(way: Way, *, bare: bool = False) -> Phrase:
    """A way in words; a bare one does not say where it is done."""
    zh, en = _PLACES[way.places]
    mode = said(_MODES[way.mode], {"places": zh}, {"places": en})
    return mode if bare else (_LEVELS[way.level][0] + mode[0], f"{mode[1]} {_LEVELS[way.level][1]}")


def _listed(names: list[Phrase]) -> Phrase:
    more = ("等", " and more") if len(names) > MOST_NAMED else ("", "")
    return "、".join(zh for zh, _ in names[:MOST_NAMED]) + more[0], ", ".join(en for _, en in names[:MOST_NAMED]) + more[1]


def _instead(search: Search, way: Way) -> tuple[Way, Fraction] | None:
    """The other usual way, and the total that it gives."""
    other = Way("cut" if way.mode == "half_up" else "half_up", way.places, way.level)
    total = search.shown(TOTAL, other)
    return None if total is None else (other, total)


def _otherwise(instead: tuple[Way, Fraction] | None) -> Iterator[Phrase]:
    if instead is not None:
        zh, en = _named(instead[0])
        yield said(_INSTEAD, {"way": zh, "total": number.plain(instead[1])}, {"way": en})


def _exact(search: Search, sheet: Sheet, numbers: Numbers) -> str:
    """Each score that is rounded, before and after: `季度执行 3.8961 → 3.89`."""
    found = ((id, exact) for id in search.printed if (exact := search.exact(id)) is not None)
    return shortened("；".join(_line(sheet, id, exact, numbers[sheet.keys[id]].value) for id, exact in found), MOST_WRITTEN)


def _line(sheet: Sheet, id: str, exact: Fraction, printed: Fraction) -> str:
    return f"{quoted(sheet.indicator(id).label)} {shown(exact)} → {number.plain(printed)}"
