"""The findings of relations: what is printed, what follows, by how much they differ, why, and what that moves."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from fractions import Fraction

from attrs import frozen

from perfrules import number
from perfrules.audit.cause import Trace
from perfrules.audit.numbers import Numbers, PrintedNumber
from perfrules.audit.relation import Compared, Detail, Relation
from perfrules.audit.saying import quoted
from perfrules.audit.words import HEADS, TAILS, said, sentence
from perfrules.finding import Effect, Finding, Repair, Verdict, finding_id
from perfrules.phrases import Phrase

Moved = Callable[[Numbers], Effect]
"""What it moves when numbers are otherwise than printed."""

MOST_REPAIRS = 12
"""How many numbers that could be the cause are named."""

FEEDING = ("facts/", "values/", "judged/", "targets/", "tables/", "weights/", "scores/", "framework/", "outline/")
"""The keys of numbers that bear on the score; figures and statements alone do not."""

_NAMELESS = ("figures/", "statements/")
"""The keys of numbers that have no label of their own."""

_UNITS: Mapping[Fraction, str] = {
    Fraction(10**4): "万元",
    Fraction(1, 10**4): "元",
    Fraction(10**8): "亿元",
    Fraction(1, 10**8): "元",
}


@frozen
class _Draft:
    """What is known of one relation before its finding is written."""

    relation: Relation
    compared: Compared
    trace: Trace
    detail: Detail
    effect: Effect
    verdict: Verdict
    like: PrintedNumber | None
    arithmetic: str

    def shown(self, value: Fraction | None) -> str:
        """A value as the number of this relation is printed."""
        if value is None:
            return ""
        return number.plain(value) if self.like is None else self.like.shown(value)

    @property
    def difference(self) -> str:
        """By how much they differ; empty where they do not."""
        return self.shown(self.compared.difference) if self.compared.difference else ""

    @property
    def computed(self) -> str:
        """What was computed, a number or a range."""
        return self.detail.computed or self.shown(self.compared.computed)


class Writer:
    """Writes the findings of one report."""

    def __init__(self, relations: Sequence[Relation], numbers: Numbers, traces: Mapping[Relation, Trace], moved: Moved) -> None:
        self._numbers = numbers
        self._traces = traces
        self._moved = moved
        self._speaking = {key: one for one in reversed(relations) for key in numbers.same_as(one.result) if " = " in one.label}

    def finding(self, relation: Relation) -> Finding:
        """What an audit says about one relation."""
        draft = self._draft(relation)
        is_damaged = self._is_damaged(relation, draft.trace)
        follows = "" if draft.trace.follows is None else _id(draft.trace.follows)
        return Finding(
            code=relation.code,
            verdict=draft.verdict,
            place=relation.place,
            path=relation.path,
            label=relation.label,
            sentence=sentence(relation.place, tuple(self._parts(draft, is_damaged=is_damaged))),
            indicator=relation.indicator,
            printed=draft.shown(draft.compared.printed),
            computed=draft.computed,
            difference=draft.difference,
            arithmetic=draft.arithmetic,
            effect=Effect() if follows else draft.effect,
            cause=tuple(self._repair(key, value) for key, value in draft.trace.repairs[:MOST_REPAIRS]),
            follows_from=draft.detail.follows or follows,
            interpretations=draft.detail.interpretations,
            stake=draft.detail.stake,
            possible_extraction_damage=is_damaged,
            numbers=relation.cells,
        )

    def _draft(self, relation: Relation) -> _Draft:
        compared, trace = relation.found(self._numbers), self._traces.get(relation, Trace())
        effect = self._effect(relation, compared, trace)
        return _Draft(
            relation,
            compared,
            trace,
            relation.detail(self._numbers, compared),
            effect,
            _verdict(relation, compared, effect),
            self._numbers.get(relation.result),
            relation.arithmetic(self._numbers),
        )

    def _effect(self, relation: Relation, compared: Compared, trace: Trace) -> Effect:
        if compared.verdict != "differs":
            return Effect()
        if trace.mended is not None:
            return self._moved(trace.mended)
        bears = any(key.startswith(FEEDING) for key in relation.cells)
        return Effect() if bears else Effect(Fraction(0), Fraction(0))

    def _repair(self, key: str, value: Fraction) -> Repair:
        one = self._numbers[key]
        return Repair(key, self._called(key), one.shown(one.value), one.shown(value))

    def _called(self, key: str) -> str:
        """What people call a number: as a statement about it does, else as it is printed and where."""
        one = self._numbers[key]
        if key in self._speaking and key.startswith(_NAMELESS):
            return self._speaking[key].label.partition(" = ")[0]
        return f"{one.label}（{one.where}）" if key.startswith("figures/") and one.where else one.label

    def _is_damaged(self, relation: Relation, trace: Trace) -> bool:
        """Whether a number is likelier to have lost or gained marks when the text was extracted."""
        numbers = [self._numbers[key] for key in relation.cells if key in self._numbers]
        return any(one.is_broken for one in numbers) or (bool(trace.repairs) and self._is_unit(*trace.repairs[0]))

    def _is_unit(self, key: str, value: Fraction) -> bool:
        """Whether only the unit would have to be another: 元 for 万元."""
        printed = self._numbers[key].value
        return bool(printed) and value / printed in _UNITS and self._numbers[key].kind == "amount"

    def _parts(self, draft: _Draft, *, is_damaged: bool) -> Iterator[Phrase]:
        """What the sentence says, in order."""
        relation = draft.relation
        yield draft.detail.head or _head(draft)
        yield from draft.detail.tail or (_tail(draft),)
        if draft.arithmetic and draft.verdict != "cannot_verify":
            yield said(TAILS["arithmetic"], {"arithmetic": draft.arithmetic})
        yield from relation.hints(self._numbers, draft.compared)
        yield from self._why(draft)
        if relation.note:
            yield said(TAILS["note"], {"note": relation.note})
        if is_damaged:
            yield TAILS["damage"]

    def _why(self, draft: _Draft) -> Iterator[Phrase]:
        """The cause, and what it moves."""
        trace = draft.trace
        if trace.follows is not None:
            yield said(TAILS["follows"], {"cause": quoted(trace.follows.label)}, {"cause": quoted(trace.follows.path)})
            return
        if draft.compared.verdict == "differs" and self._is_clear(draft):
            yield self._cause(*trace.repairs[0])
        if draft.verdict == "differs_without_effect":
            yield TAILS["no-effect"]
        elif draft.effect.total and self._is_clear(draft):  # else nobody sees with which number it would
            yield said(TAILS["effect"], {"total": _signed(draft.effect.total)})

    def _is_clear(self, draft: _Draft) -> bool:
        """Whether one number is likelier to be wrong than all others."""
        repairs = draft.trace.repairs
        return len(repairs) == 1 or (bool(repairs) and repairs[0][0] in self._numbers.same_as(draft.relation.result))

    def _cause(self, key: str, value: Fraction) -> Phrase:
        one = self._numbers[key]
        words = {"number": quoted(self._called(key)), "printed": one.shown(one.value)}
        if self._is_unit(key, value):
            return said(TAILS["unit"], {**words, "word": _UNITS[value / one.value]})
        return said(TAILS["cause"], {**words, "value": one.shown(value)})


def _verdict(relation: Relation, compared: Compared, effect: Effect) -> Verdict:
    if compared.verdict != "differs":
        return compared.verdict
    if not relation.result and relation.note:
        return "remark"
    return "differs_without_effect" if effect.total == 0 and not effect.points else "differs"


def _head(draft: _Draft) -> Phrase:
    relation = draft.relation
    label, _, formula = relation.label.partition(" = ")
    key = "equation" if relation.code == "statement" and formula else relation.code
    computed = draft.shown(draft.compared.computed) or "—"
    parts = {"label": quoted(label if formula and relation.result else relation.label), "formula": quoted(formula)}
    parts |= {"printed": draft.shown(draft.compared.printed), "computed": computed}
    return said(HEADS.get(key, HEADS["statement"]), parts, {"label": quoted(relation.path.partition("/")[2] or relation.path)})


def _tail(draft: _Draft) -> Phrase:
    is_claim = not draft.relation.result
    match draft.compared.verdict:
        case "matches":
            return TAILS["holds" if is_claim else "matches"]
        case "cannot_verify" if draft.compared.missing:
            return said(TAILS["missing"], {"missing": "、".join(key.partition("/")[2] for key in draft.compared.missing)})
        case "cannot_verify":
            return TAILS["undefined"]
        case "rounding_can_explain":
            return said(TAILS["may-hold" if is_claim else "rounding"], {"difference": draft.difference})
    return said(TAILS["fails" if is_claim else "differs"], {"difference": draft.difference})


def _signed(value: Fraction) -> str:
    return f"{'+' if value > 0 else ''}{number.plain(value)}"


def _id(relation: Relation) -> str:
    return finding_id(relation.code, relation.place, relation.path)


def ordered(findings: Sequence[Finding]) -> tuple[Finding, ...]:
    """Errors first, each with what follows from it; then warnings, notes and what agrees, each in the order of the report."""
    once: dict[str, Finding] = {}
    for one in findings:
        once.setdefault(one.id, one)
    below: dict[str, list[str]] = {id: [] for id in once}
    for id, one in once.items():
        if one.follows_from in below:
            below[one.follows_from].append(id)
    heads = sorted((id for id, one in once.items() if one.follows_from not in below), key=lambda id: _rank(once[id]))
    return tuple(once[id] for head in heads for id in _with_followers(head, below))


def _with_followers(head: str, below: Mapping[str, Sequence[str]]) -> Iterator[str]:
    yield head
    for one in below[head]:
        yield from _with_followers(one, below)


def _rank(finding: Finding) -> int:
    return _RANK.index(finding.severity)


_RANK = ("error", "warning", "note", "ok")
