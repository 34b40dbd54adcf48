"""RuleCheck: a printed score against what its rule gives, in every reading, with every rounding, or between its limits."""

from collections.abc import Iterator
from fractions import Fraction

from attrs import field, frozen

from perfrules import number
from perfrules.audit.numbers import Numbers, PrintedNumber
from perfrules.audit.relation import Agreement, Compared, Detail, Relation
from perfrules.audit.saying import quoted
from perfrules.audit.scores.desks import Desk
from perfrules.audit.scores.local import Ends
from perfrules.audit.scores.proof import lacking, limits, listed, parts_line, shown, within
from perfrules.audit.solving import solved
from perfrules.audit.words import said
from perfrules.domain import Span
from perfrules.finding import OtherReading
from perfrules.formula.interval import Interval
from perfrules.indicator import Indicator
from perfrules.phrases import Phrase
from perfrules.score import Stated


@frozen(eq=False)
class RuleCheck(Relation):
    """A printed score, and what the evidence gives in its place."""

    desk: Desk = field(kw_only=True, repr=False)
    id: str = field(kw_only=True)

    def compared(self, numbers: Numbers) -> Compared:
        """Whether the rule gives what is printed; where it lacks something, whether that can be reached."""
        printed, ends = numbers[self.result], self._ends(numbers)
        if ends is None:
            return Compared("differs", printed.value)
        if ends[0] != ends[1]:
            is_possible = Interval(*ends)
            reached = printed.value in is_possible or _meets(printed, is_possible)
            return Compared("cannot_verify" if reached else "differs", printed.value)
        return Compared(self._agreement(printed, ends[0], is_printed=not numbers.changed), printed.value, ends[0])

    def _agreement(self, printed: PrintedNumber, points: Fraction, *, is_printed: bool) -> Agreement:
        if printed.value == points:
            return "matches"
        if has_fewer_digits(printed, points, self.desk.card.framework.step):
            return "rounding_can_explain"
        if is_printed and any(self._fitting(printed.value)):
            return "ambiguous"
        return "rounding_can_explain" if is_printed and self.is_explained else "differs"

    def _ends(self, numbers: Numbers) -> Ends | None:
        desk = self.desk
        return limits(lambda id: desk.local.ends(id, numbers), self._indicator, desk.sheet.keys, numbers)

    @property
    def _indicator(self) -> Indicator:
        return self.desk.sheet.indicator(self.id)

    def solutions(self, numbers: Numbers, key: str) -> tuple[Fraction, ...] | None:
        """The values of a number with which the rule gives what is printed."""
        if key == self.result:
            return None
        wanted = numbers[self.result].value

        def excess(value: Fraction) -> Fraction | None:
            ends = self._ends(numbers.replaced(key, value))
            return ends[0] - wanted if ends is not None and ends[0] == ends[1] else None

        return solved(excess, numbers[key])

    @property
    def is_explained(self) -> bool:
        """Whether another rounding explains it, with all other scores."""
        return self.id in self.desk.search.explained

    def _fitting(self, points: Fraction) -> Iterator[OtherReading]:
        """The other readings that give these points."""
        owners, desk = self.desk.owners(self.id), self.desk
        for (owner, name), card in desk.scoring.read_otherwise.items():
            if card is None or owner not in owners or isinstance(card[self.id], Stated):
                continue
            numbers = desk.scoring.numbers
            if limits(within(card), self._indicator, desk.sheet.keys, numbers) == (points, points):
                yield OtherReading(name, Span(points, points, card.framework.decimals), card.total)

    def arithmetic(self, numbers: Numbers) -> str:
        """The rule with its numbers; where it lacks something, what its parts allow."""
        desk, indicator = self.desk, self._indicator
        own = "" if indicator.children and indicator.rule.formula is None else desk.prover.line(indicator)
        return own or parts_line(desk.card, indicator, desk.sheet.keys, numbers)

    def detail(self, numbers: Numbers, compared: Compared) -> Detail:
        """The points lost, the limits and what is missing, the readings that fit, or the rounding that explains it."""
        match compared.verdict:
            case "matches":
                return Detail(tail=lost(self._indicator, compared))
            case "ambiguous":
                fitting = tuple(self._fitting(numbers[self.result].value))
                names = "、".join(f"“{one.name or '评分标准本文'}”" for one in fitting)
                english = ", ".join(f"`{one.name or 'the rule itself'}`" for one in fitting)
                return Detail(tail=(said(_OTHERWISE, {"names": names}, {"names": english}),), interpretations=fitting)
            case "rounding_can_explain" if self.is_explained and not self._has_fewer_digits(numbers, compared):
                return Detail(tail=(ROUNDED,), follows=self.desk.rounding)
            case "cannot_verify":
                return self._open(numbers, _OPEN)
            case "differs" if compared.computed is None:
                return self._open(numbers, _UNREACHED)
        return Detail()

    def _has_fewer_digits(self, numbers: Numbers, compared: Compared) -> bool:
        points = compared.computed
        return points is not None and has_fewer_digits(numbers[self.result], points, self.desk.card.framework.step)

    def _open(self, numbers: Numbers, head: Phrase) -> Detail:
        """What is said where the points are not certain: their limits, and what is missing."""
        card, keys, indicator = self.desk.card, self.desk.sheet.keys, self._indicator
        least, most = limits(within(card), indicator, keys, numbers) or (indicator.least, indicator.weight)
        missing = lacking(card, indicator, keys)
        zh, en = listed(missing) if missing else ("", "")
        parts = {
            "label": quoted(self.label),
            "printed": numbers[self.result].shown(numbers[self.result].value),
            "least": number.plain(least),
            "most": number.plain(most),
        }
        tail = (said(_LACKS, {"missing": zh}, {"missing": en}),) if missing else (("", ""),)
        stake = most - least if head is _OPEN else Fraction(0)
        return Detail(said(head, parts, {"label": self.indicator}), tail, shown((least, most)), stake)


def lost(indicator: Indicator, compared: Compared) -> tuple[Phrase, ...]:
    """That a score agrees, and the points that are lost."""
    if compared.printed is None or compared.printed >= indicator.weight:
        return (_AGREES,)
    parts = {"weight": number.plain(indicator.weight), "lost": number.plain(indicator.weight - compared.printed)}
    return _AGREES, said(_LOST, parts)


def has_fewer_digits(printed: PrintedNumber, points: Fraction, step: Fraction) -> bool:
    """Whether a score is printed with fewer decimals than scores have, and these points are printed so."""
    return printed.step > step and (points in printed.half or printed.value <= points < printed.value + printed.step)


def _meets(printed: PrintedNumber, possible: Interval) -> bool:
    """Whether what is printed with fewer decimals can be reached."""
    return any(end in possible for span in (printed.half, printed.cut) for end in (span.least, span.most) if end is not None)


_AGREES: Phrase = ("相符", "which agrees")
_LOST: Phrase = ("满分 {weight} 分，扣 {lost} 分", "{lost} of {weight} points are lost")
_OTHERWISE: Phrase = ("与采用的理解不符，按{names}则相符", "another reading than the adopted one gives it: {names}")
ROUNDED: Phrase = ("另一种舍入可以解释", "another rounding explains it")
_OPEN: Phrase = (
    "{label}列示得分 {printed}，现有数据只能确定在 {least} 至 {most} 分之间，不能复核",
    "{label} has the printed score {printed}; what is known allows {least} to {most}, so it cannot be verified",
)
_UNREACHED: Phrase = (
    "{label}列示得分 {printed}，现有数据只允许 {least} 至 {most} 分",
    "{label} has the printed score {printed}, which cannot be reached: what is known allows {least} to {most}",
)
_LACKS: Phrase = ("缺少{missing}", "missing: {missing}")
