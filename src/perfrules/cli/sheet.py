"""The sheet: a scorecard as an official reads it."""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import cast

import attrs
from rich.cells import cell_len
from rich.console import RenderableType

from perfrules import number
from perfrules.assess import Reading, other_readings
from perfrules.cli.layout import aligned, heading, paragraph, right, table
from perfrules.cli.words import WORDS, word
from perfrules.deduction import deductions
from perfrules.domain import Span
from perfrules.errors import ScoreOutOfRangeError
from perfrules.explanation import Author, basis
from perfrules.indicator import Indicator
from perfrules.phrases import Language, say
from perfrules.receipt import receipt
from perfrules.score import Computed, Gap, NotApplicable, Score, Stated
from perfrules.scorecard import (
    Scorecard,
    known_below,
    missing,
    rests_on_assumption,
    rests_on_statement,
    speaker,
    uncovered,
    whole,
)
from perfrules.wording import shortened

HASH = 8
"""Characters of each hash in the line of the receipt; the JSON form has them whole."""


_BASES = {
    "figures": "basis:computed",
    "printed_ratios": "basis:ratio",
    "judged": "basis:judged",
    "not_applicable": "basis:not_applicable",
}
"""What a share of `Completeness` is called."""


class Sheet:
    """Writes one scorecard in one language for one width; `printed` is the total that the report prints."""

    def __init__(self, card: Scorecard, language: Language, width: int, printed: Fraction | None = None) -> None:
        self._printed = printed
        self._card = card
        self._is_scored = card.framework.is_scored
        self._language = language
        self._width = width
        self._uncovered = {indicator.id for indicator, _ in uncovered(card)}
        self._others, self._span = other_readings(card)

    def parts(self) -> Iterator[RenderableType]:
        """Everything, from the title to the receipt."""
        yield from self._title()
        yield self._table()
        yield from self._outcome()
        yield from self._alerts()
        yield from self._points_and_reasons() if self._is_scored else self._values()
        yield from self._receipt()

    def _points_and_reasons(self) -> Iterator[RenderableType]:
        yield from self._deductions()
        yield from self._completeness()
        yield from self._readings()
        yield from self._missing()
        yield from self._faults()
        yield from self._statements()

    def faults(self) -> Iterator[str]:
        """What keeps other readings from being scored, for the one who maintains the framework."""
        for other in self._others:
            if other.fault is not None:
                name = f"`{shortened(other.name)}`" if other.name else "the framework's own reading"
                yield f"interpretations/{other.id}: {name} cannot be scored: {other.fault}"

    def _say(self, key: str, **parts: str) -> str:
        return word(self._language, key, **parts) if key in WORDS else say(self._language, key, **parts)

    def _title(self) -> Iterator[RenderableType]:
        framework, evidence = self._card.framework, self._card.evidence
        yield paragraph(self._say("edition", title=framework.title, edition=framework.edition), self._width, style="bold")
        yield paragraph(self._say("unit", subject=evidence.subject), self._width)
        yield paragraph(self._say("period", period=evidence.period), self._width)

    def _table(self) -> RenderableType:
        paths = list(self._card.framework.paths.values())
        scores = [self._card.scores[path[-1].id] for path in paths]
        labels = ["  " * (len(path) - 1) + path[-1].label for path in paths]
        weights = aligned(number.plain(path[-1].weight) if self._is_scored else "—" for path in paths)
        points = aligned(self._points(path[-1], score) for path, score in zip(paths, scores, strict=True))
        grounds = [self._ground(path[-1], score) for path, score in zip(paths, scores, strict=True)]
        styles = ["bold" if len(path) == 1 else "" for path in paths]
        heads = [self._say(f"head:{key}") for key in ("indicator", "weight", "points", "basis")]
        return table(heads, list(zip(labels, weights, points, grounds, strict=True)), self._width, styles)

    def _points(self, indicator: Indicator, score: Score) -> str:
        if not self._is_scored:
            return "—"
        if score.points is not None:
            return number.plain(score.points)
        return self._range(score.least, score.most) if indicator.id in self._uncovered else "—"

    def _range(self, least: Fraction, most: Fraction) -> str:
        return self._say("range", least=number.plain(least), most=number.plain(most))

    def _ground(self, indicator: Indicator, score: Score) -> str:
        above = speaker(self._card, indicator.id) if score.points is None else None
        if above is not None:
            return self._say("basis:not_applicable" if isinstance(above, NotApplicable) else "inside")
        if isinstance(score, Computed):
            return self._say("basis:ratio" if score.printed else "basis:computed")
        return self._say(f"basis:{score.reason if isinstance(score, Gap) else score.kind}")

    def _total(self, span: Span) -> str:
        """A total with its decimals."""
        least, most = (number.text(end, span.decimals) for end in (span.least, span.most))
        return least if span.is_point else self._say("range", least=least, most=most)

    def _outcome(self) -> Iterator[RenderableType]:
        if self._card.total is None:
            yield paragraph(self._say("no-scores"), self._width, style="bold")
            return
        line = self._say("total-line", total=self._total(self._card.total))
        if self._card.framework.grades:
            line += "  " + self._say("grade-line", grade=self._card.grade or self._say("no-grade"))
        yield paragraph(line, self._width, style="bold")
        if self._printed is not None and self._printed != self._card.whole.points:
            total = number.text(self._printed, self._card.framework.decimals)
            yield paragraph(self._say("printed-total", total=total), self._width)

    def _alerts(self) -> Iterator[RenderableType]:
        if not self._card.alerts:
            return
        yield heading(self._say("alerts"), self._width)
        yield from self._rows([(one.name, one.label if one.holds else self._say("alert-open")) for one in self._card.alerts])

    def _values(self) -> Iterator[RenderableType]:
        """What follows from the facts, where no score shows it."""
        yield heading(self._say("values"), self._width)
        author = Author(self._card, self._language)
        for value in self._card.framework.values:
            yield paragraph(author.value(value.id), self._width, "  ")

    def _deductions(self) -> Iterator[RenderableType]:
        lost = deductions(self._card, self._language)
        if not lost:
            yield heading(self._say("no-deductions"), self._width)
            return
        total = number.plain(sum((Fraction(one.points) for one in lost), Fraction(0)))
        yield heading(self._say("deductions", count=str(len(lost)), points=total), self._width)
        rows = [(number.plain(Fraction(one.points)), one.sentence) for one in lost]
        yield from self._rows([*rows, (total, self._say("sum"))], (self._say("head:lost"), self._say("head:reason")))

    def _rows(self, rows: Sequence[tuple[str, str]], head: tuple[str, str] = ("", "")) -> Iterator[RenderableType]:
        """Numbers on the left, a text beside each."""
        numbers = aligned(first for first, _ in rows)
        column = max(cell_len(text) for text in (head[0], *numbers))
        if head[0]:
            yield paragraph(head[1], self._width, f"  {right(head[0], column)}  ")
        for text, (_, sentence) in zip(numbers, rows, strict=True):
            yield paragraph(sentence, self._width, f"  {right(text, column)}  ")

    def _completeness(self) -> Iterator[RenderableType]:
        sums: dict[str, Fraction] = attrs.asdict(self._card.completeness)
        shares = {name: number.plain(points) for name, points in sums.items()}
        total = number.plain(sum(sums.values(), Fraction(0)))
        yield heading(self._say("completeness-title"), self._width)
        yield paragraph(self._say("completeness", total=total, **shares), self._width, "  ")
        if assumed := rests_on_assumption(self._card):
            yield paragraph(self._say("assumed-rules", points=number.plain(assumed)), self._width, "  ")

    def _readings(self) -> Iterator[RenderableType]:
        """What was adopted, what each other reading gives, those of one effect on one line, and the range over all."""
        if not self._others:
            return
        yield heading(self._say("readings"), self._width)
        for id, name in self._card.evidence.interpretations.items():
            yield paragraph(self._say("adopted", label=self._label(id), name=name), self._width, "  ")
        alike: dict[tuple[str, str], list[str]] = {}
        for other in self._others:
            alike.setdefault((other.id, self._outcome_of(other)), []).append(other.name)
        for (id, outcome), names in alike.items():
            sentence = self._say("read", label=self._label(id), name=self._names(names), outcome=outcome)
            yield paragraph(sentence, self._width, "  ")
        key = "readings-span" if all(other.fault is None for other in self._others) else "readings-span-rest"
        yield paragraph(self._say(key, total=self._total(self._span)), self._width, "  ")

    def _names(self, names: Sequence[str]) -> str:
        """Readings by name; the framework's own has none."""
        either = self._say("or")
        own = [self._say("read:own")] if "" in names else []
        named = either.join(self._say("read:name", name=name) for name in names if name)
        return either.join([*own, *([self._say("read:named", names=named)] if named else [])])

    def _outcome_of(self, other: Reading) -> str:
        """What a reading gives, or why it gives nothing."""
        if other.total is None:
            return self._beyond(other)
        total = self._total(other.total)
        if other.score is None:
            return self._say("read:total", total=total)
        return self._say("read:points", points=self._range_or_point(other.score), total=total)

    def _beyond(self, other: Reading) -> str:
        """Which points an indicator cannot have, by its name where it is not the rule that is read otherwise."""
        fault = cast("ScoreOutOfRangeError", other.fault)  # without a total there is one
        key = "read:fault" if fault.indicator == other.id else "read:fault-elsewhere"
        parts = {"points": fault.points, "least": fault.least, "most": fault.most}
        return self._say(key, label=self._label(fault.indicator), **parts)

    def _range_or_point(self, score: Score) -> str:
        return self._range(score.least, score.most) if score.points is None else number.plain(score.points)

    def _label(self, id: str) -> str:
        framework = self._card.framework
        if id in framework.named:
            return framework.named[id].label
        if id in self._card.declared.row_rules:
            return self._say("row-rules", id=id)
        return framework.paths[id][-1].label if id in framework.paths else self._say("word:total")

    def _missing(self) -> Iterator[RenderableType]:
        items = missing(self._card)
        if not items:
            return
        yield heading(self._say("open"), self._width)
        rows = []
        for item in items:
            indicators = self._say("comma").join(map(self._label, item.indicators))
            key = "open-fact" if item.kind == "fact" else "open-judgement"
            rows.append((number.plain(item.points), self._say(key, label=item.label, id=item.id, indicators=indicators)))
        yield from self._rows(rows)
        if sum(item.points for item in items) > self._card.whole.most - self._card.whole.least:
            yield paragraph(self._say("open-shared"), self._width, "  ")

    def _faults(self) -> Iterator[RenderableType]:
        """The gaps that no fact and no judgement would close alone."""
        author = Author(self._card, self._language)
        nodes = (*uncovered(self._card), (whole(self._card.framework), self._card.whole))
        gaps = [(one, score) for one, score in nodes if isinstance(score, Gap) and score.detail]
        if gaps:
            yield heading(self._say("faults"), self._width)
        for indicator, gap in gaps:
            reason = self._say("semicolon").join(basis(author, gap))
            yield paragraph(self._say("fault", label=indicator.label, reason=reason), self._width, "  ")

    def _statements(self) -> Iterator[RenderableType]:
        found = rests_on_statement(self._card)
        if not found:
            return
        weight = number.plain(self._card.completeness.stated)
        yield heading(self._say("statements", weight=weight), self._width)
        listed = (self._statement(indicator, score) for indicator, score in found)
        yield paragraph(self._say("comma").join(listed), self._width, "  ")

    def _statement(self, indicator: Indicator, score: Stated) -> str:
        """A printed score; its weight where that differs, and which part of it rests on more."""
        shares = known_below(self._card, indicator)
        bases = [(number.plain(shares[one]), self._say(basis)) for one, basis in _BASES.items() if one in shares]
        known = [self._say("share", points=points, basis=basis) for points, basis in bases]
        parts = []
        if score.points != indicator.weight:
            parts.append(self._say("statement:weight", weight=number.plain(indicator.weight)))
        if known:
            parts.append(self._say("statement:known", shares=self._say("comma").join(known)))
        more = self._say("brackets", text=self._say("clause-mark").join(parts)) if parts else ""
        return self._say("statement", label=indicator.label, points=number.plain(score.points)) + more

    def _receipt(self) -> Iterator[RenderableType]:
        found = receipt(self._card)
        hashes = "/".join(one[:HASH] for one in (found.framework_hash, found.evidence_hash, found.scores_hash))
        origin = found.plugin or f"{found.framework} {found.edition}"
        yield heading(f"{self._say('receipt')} perfrules {found.engine} · {origin} · {hashes}", self._width)
