"""What printed scores rest on: readings of ambiguous rules, computed parts of indicators, and what can be recomputed."""

from collections.abc import Iterator, Mapping
from fractions import Fraction

from perfrules import number
from perfrules.audit.lines import SHEET
from perfrules.audit.numbers import Numbers
from perfrules.audit.saying import Subject, quoted, remark
from perfrules.audit.scores.desks import Desk
from perfrules.audit.scores.misfits import place_below
from perfrules.audit.scores.proof import limits, within
from perfrules.audit.scores.scoring import Scoring
from perfrules.audit.words import said, sentence
from perfrules.domain import Span
from perfrules.finding import Finding, OtherReading
from perfrules.framework import Framework
from perfrules.phrases import Phrase
from perfrules.rules import TOTAL
from perfrules.score import Computed
from perfrules.scorecard import Scorecard

_READ: Phrase = (
    "评分标准有不同理解：采用的理解得 {points} 分，总分 {total}",
    "the rule can be read in several ways: as it is read it gives {points}, the total is {total}",
)
_READ_VALUE: Phrase = (
    "有不同理解：采用的理解下总分 {total}",
    "it can be read in several ways: as it is read the total is {total}",
)
_OTHERWISE: Phrase = ("按“{name}”得 {points} 分，总分 {total}", "read as `{name}` it gives {points}, the total is {total}")
_OTHERWISE_VALUE: Phrase = ("按“{name}”总分 {total}", "read as `{name}` the total is {total}")
_PART: Phrase = (
    "{label}按评分标准得 {points} 分（满分 {weight} 分），与列示的“{above}”{printed} 分相容",
    "the rule of {label} gives {points} of {weight}, which fits the printed {printed} of `{above}`",
)
_EITHER: Phrase = ("各种理解下得分相同", "it is the same in every reading")
_COMPLETE: Phrase = ("{whole} 分中{parts}", "of {whole} points {parts}")
_RESTS: Mapping[str, Phrase] = {
    "figures": ("{points} 分可由数据复算", "{points} can be recomputed"),
    "printed_ratios": ("{points} 分依据列示的比率复算", "{points} are computed from printed ratios"),
    "judged": ("{points} 分有评定", "{points} are judged"),
    "stated": ("{points} 分只有列示得分", "{points} are only printed"),
    "missing": ("{points} 分没有依据", "{points} rest on nothing"),
    "not_applicable": ("{points} 分不适用", "{points} do not apply"),
}


def interpretations(scoring: Scoring) -> Iterator[Finding]:
    """The rules that can be read otherwise, where that changes points or the total."""
    kept = scoring.kept
    if kept is None or kept.total is None:
        return
    owners = dict.fromkeys(owner for owner, _ in scoring.read_otherwise)
    for owner in owners:
        others = [(name, card) for (one, name), card in scoring.read_otherwise.items() if one == owner]
        found = tuple(_reading(owner, name, card) for name, card in others if card is None or _moves(kept, card, owner))
        if found:
            yield _ambiguous(scoring.framework, kept, owner, found)


def _moves(kept: Scorecard, other: Scorecard, owner: str) -> bool:
    if kept.total != other.total:
        return True
    return owner in kept.scores and kept[owner].points != other[owner].points


def _reading(owner: str, name: str, card: Scorecard | None) -> OtherReading:
    if card is None:
        return OtherReading(name or _ITSELF, None, None)
    score = card.scores.get(owner)
    points = None if score is None else Span(score.least, score.most, card.framework.decimals)
    return OtherReading(name or _ITSELF, points, card.total)


_ITSELF = "评分标准本文"
"""What the rule itself is called among its readings."""


def _ambiguous(framework: Framework, kept: Scorecard, owner: str, others: tuple[OtherReading, ...]) -> Finding:
    path = framework.paths.get(owner, ())
    named = framework.named.get(owner)
    label = path[-1].label if path else named.label if named else owner
    place = place_below([above.label for above in path[:-1]])
    own = _reading(owner, "", kept)
    head = said(_READ if own.points is not None else _READ_VALUE, {"points": _said(own.points), "total": _said(own.total)})
    totals = [one.total for one in others if one.total is not None]
    return Finding(
        code="interpretation",
        verdict="ambiguous",
        place=place,
        path=owner,
        label=label,
        sentence=sentence(place, (_after(quoted(label), owner, head), *(_as_said(one) for one in others))),
        indicator=owner if path else "",
        computed=_said(own.points),
        interpretations=others,
        stake=max((abs(total.most - kept.whole.most) for total in totals), default=Fraction(0)),
    )


def _after(label: str, id: str, phrase: Phrase) -> Phrase:
    return f"{label}{phrase[0]}", f"`{id}`: {phrase[1]}"


def _as_said(one: OtherReading) -> Phrase:
    words = _OTHERWISE if one.points is not None else _OTHERWISE_VALUE
    return said(words, {"name": quoted(one.name), "points": _said(one.points), "total": _said(one.total)})


def _said(span: Span | None) -> str:
    return "—" if span is None else str(span)


def parts(desk: Desk, numbers: Numbers) -> Iterator[Finding]:
    """Computed rules without a printed score of their own, inside a printed one that can be reached."""
    for id, path in desk.card.framework.paths.items():
        score = desk.card.scores[id]
        if id in desk.sheet.keys or path[-1].children or not isinstance(score, Computed):
            continue
        above = desk.sheet.above(id)
        if above and _is_reached(desk, above, numbers):
            yield _part(desk, id, above, numbers)


def _is_reached(desk: Desk, id: str, numbers: Numbers) -> bool:
    ends = limits(within(desk.card), desk.sheet.indicator(id), desk.sheet.keys, numbers)
    return ends is not None and ends[0] <= numbers[desk.sheet.keys[id]].value <= ends[1]


def _part(desk: Desk, id: str, above: str, numbers: Numbers) -> Finding:
    indicator, score = desk.sheet.indicator(id), desk.card.scores[id]
    printed = numbers[desk.sheet.keys[above]]
    parts = {
        "label": quoted(indicator.label),
        "points": number.plain(score.least),
        "weight": number.plain(indicator.weight),
        "above": quoted(desk.sheet.indicator(above).label),
        "printed": printed.shown(printed.value),
    }
    words = (said(_PART, parts, {"label": id, "above": above}), *_whichever(desk, id))
    place = desk.sheet.place(id)
    return Finding(
        code="part",
        verdict="matches",
        place=place,
        path=desk.sheet.path(id),
        label=desk.sheet.label(id),
        sentence=sentence(place, words),
        indicator=id,
        computed=number.plain(score.least),
        arithmetic=desk.prover.line(indicator),
        numbers=(desk.sheet.keys[above], *desk.support.keys(id)),
    )


def _whichever(desk: Desk, id: str) -> Iterator[Phrase]:
    """That all readings give the same points, where there are several."""
    owners = desk.owners(id) - {one.id for one in desk.card.declared.rows}
    cards = [card for (owner, _), card in desk.scoring.read_otherwise.items() if owner in owners]
    if cards and all(card is not None and card[id].points == desk.card[id].points for card in cards):
        yield _EITHER


def completeness(scoring: Scoring) -> Iterator[Finding]:
    """How many points can be recomputed, where not all can."""
    kept = scoring.kept
    if kept is None or kept.total is None:
        return
    found = kept.completeness
    if not found.stated and not found.missing:
        return
    if any(one.verdict == "cannot_verify" for one in scoring.problems):  # a weight is not known
        return
    rests = [said(words, {"points": number.plain(points)}) for name, words in _RESTS.items() if (points := getattr(found, name))]
    whole = number.plain(kept.framework.points)
    zh, en = ("，".join(one[0] for one in rests), ", ".join(one[1] for one in rests))
    words = said(_COMPLETE, {"whole": whole, "parts": zh}, {"parts": en})
    about = Subject(SHEET, "completeness", "评价依据", TOTAL)
    yield remark("completeness", about, {}, stake=found.stated + found.missing, words=words)
