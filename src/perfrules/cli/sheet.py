"""The sheet: a scorecard as an official reads it."""

from collections.abc import Iterator, Sequence
from fractions import Fraction

import attrs
from rich.cells import cell_len
from rich.console import RenderableType

from perfrules import number
from perfrules.assess import other_readings
from perfrules.cli.layout import aligned, heading, paragraph, right, table
from perfrules.cli.words import word
from perfrules.deduction import deductions
from perfrules.domain import Span
from perfrules.explanation import Author, basis
from perfrules.indicator import Indicator
from perfrules.phrases import Language
from perfrules.receipt import receipt
from perfrules.score import Computed, Gap, Score
from perfrules.scorecard import Scorecard, missing, rests_on_statement, uncovered, whole

HASH = 8
"""Characters of each hash in the line of the receipt; the JSON form has them whole."""


class Sheet:
    """Writes one scorecard in one language for one width."""

    def __init__(self, card: Scorecard, language: Language, width: int) -> None:
        self._card = card
        self._language = language
        self._width = width
        self._open = {indicator.id for indicator, _ in uncovered(card)}

    def parts(self) -> Iterator[RenderableType]:
        """Everything, from the title to the receipt."""
        yield from self._title()
        yield self._table()
        yield from self._outcome()
        yield from self._deductions()
        yield from self._completeness()
        yield from self._readings()
        yield from self._missing()
        yield from self._faults()
        yield from self._statements()
        yield from self._receipt()

    def _say(self, key: str, **parts: str) -> str:
        return word(self._language, key, **parts)

    def _title(self) -> Iterator[RenderableType]:
        framework, evidence = self._card.framework, self._card.evidence
        yield paragraph(self._say("edition", title=framework.title, edition=framework.edition), self._width, style="bold")
        yield paragraph(self._say("unit", subject=evidence.subject), self._width)
        yield paragraph(self._say("period", period=evidence.period), self._width)

    def _table(self) -> RenderableType:
        paths = list(self._card.framework.paths.values())
        scores = [self._card.scores[path[-1].id] for path in paths]
        labels = ["  " * (len(path) - 1) + path[-1].label for path in paths]
        weights = aligned(number.plain(path[-1].weight) for path in paths)
        points = aligned(self._points(path[-1], score) for path, score in zip(paths, scores, strict=True))
        grounds = [self._ground(path[-1], score) for path, score in zip(paths, scores, strict=True)]
        styles = ["bold" if len(path) == 1 else "" for path in paths]
        heads = [self._say(key) for key in ("indicator", "weight", "points", "basis")]
        return table(heads, list(zip(labels, weights, points, grounds, strict=True)), self._width, styles)

    def _points(self, indicator: Indicator, score: Score) -> str:
        if score.points is not None:
            return number.plain(score.points)
        return self._range(score.least, score.most) if indicator.id in self._open else "—"

    def _range(self, least: Fraction, most: Fraction) -> str:
        return self._say("range", least=number.plain(least), most=number.plain(most))

    def _ground(self, indicator: Indicator, score: Score) -> str:
        if score.points is None and indicator.id not in self._open:
            return self._say("inside")
        if isinstance(score, Computed):
            return self._say("ratio" if score.printed else "computed")
        return self._say(score.reason if isinstance(score, Gap) else score.kind)

    def _span(self, span: Span) -> str:
        """A total with its decimals."""
        least, most = (number.text(end, span.decimals) for end in (span.least, span.most))
        return least if span.is_point else self._say("range", least=least, most=most)

    def _outcome(self) -> Iterator[RenderableType]:
        line = self._say("total-line", total=self._span(self._card.total))
        if self._card.framework.grades:
            line += "  " + self._say("grade-line", grade=self._card.grade or self._say("no-grade"))
        yield paragraph(line, self._width, style="bold")

    def _deductions(self) -> Iterator[RenderableType]:
        lost = deductions(self._card, self._language)
        if not lost:
            yield heading(self._say("no-deductions"), self._width)
            return
        total = number.plain(sum((Fraction(one.points) for one in lost), Fraction(0)))
        yield heading(self._say("deductions", count=str(len(lost)), points=total), self._width)
        rows = [(number.plain(Fraction(one.points)), one.sentence) for one in lost]
        yield from self._rows([*rows, (total, self._say("sum"))], (self._say("lost"), self._say("reason")))

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

    def _readings(self) -> Iterator[RenderableType]:
        others, span = other_readings(self._card)
        if not others:
            return
        yield heading(self._say("readings"), self._width)
        for other in others:
            name = self._say("reading-named", name=other.name) if other.name else self._say("reading-own")
            parts = {"label": self._label(other.id), "name": name, "total": self._span(other.total)}
            if other.score is None:
                sentence = self._say("reading-value", **parts)
            else:
                sentence = self._say("reading", points=self._range_or_point(other.score), **parts)
            yield paragraph(sentence, self._width, "  ")
        yield paragraph(self._say("readings-span", total=self._span(span)), self._width, "  ")

    def _range_or_point(self, score: Score) -> str:
        return self._range(score.least, score.most) if score.points is None else number.plain(score.points)

    def _label(self, id: str) -> str:
        framework = self._card.framework
        if id in framework.named:
            return framework.named[id].label
        return framework.paths[id][-1].label if id in framework.paths else self._say("total")

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
        if sum(item.points for item in items) > self._card.total.most - self._card.total.least:
            yield paragraph(self._say("open-shared"), self._width, "  ")

    def _faults(self) -> Iterator[RenderableType]:
        """The gaps that no fact and no judgement would close alone."""
        author = Author(self._card, self._language)
        nodes = (*uncovered(self._card), (whole(self._card.framework), self._card.whole))
        gaps = [(one, score) for one, score in nodes if isinstance(score, Gap) and score.detail]
        if gaps:
            yield heading(self._say("faults"), self._width)
        for indicator, gap in gaps:
            reason = self._say("period-mark").join(basis(author, gap))
            yield paragraph(self._say("fault", label=indicator.label, reason=reason), self._width, "  ")

    def _statements(self) -> Iterator[RenderableType]:
        found = rests_on_statement(self._card)
        if not found:
            return
        weight = number.plain(self._card.completeness.stated)
        yield heading(self._say("statements", weight=weight), self._width)
        listed = (self._say("statement", label=one.label, points=number.plain(score.points)) for one, score in found)
        yield paragraph(self._say("comma").join(listed), self._width, "  ")

    def _receipt(self) -> Iterator[RenderableType]:
        found = receipt(self._card)
        hashes = "/".join(one[:HASH] for one in (found.framework_hash, found.evidence_hash, found.scores_hash))
        origin = found.plugin or f"{found.framework} {found.edition}"
        yield heading(f"{self._say('receipt')} perfrules {found.engine} · {origin} · {hashes}", self._width)


def is_open(card: Scorecard) -> bool:
    """Whether points are undecided."""
    return not card.total.is_point or any(score.points is None for _, score in uncovered(card))
