"""The printed grade against the printed total, and totals that stand on the edge of a grade."""

from collections.abc import Iterator
from fractions import Fraction
from typing import get_args

from attrs import field, frozen

from perfrules import number
from perfrules.assess.plan import plan
from perfrules.assess.remarks import Remarks
from perfrules.audit.lines import SHEET
from perfrules.audit.numbers import Numbers
from perfrules.audit.relation import Agreement, Compared, Detail, Relation
from perfrules.audit.saying import Subject, quoted, remark
from perfrules.audit.scores.desks import Desk
from perfrules.audit.scores.rounded import Mode
from perfrules.audit.scores.search import Way
from perfrules.audit.words import said
from perfrules.finding import Finding
from perfrules.phrases import Phrase
from perfrules.rules import TOTAL
from perfrules.score import Subtotal
from perfrules.scorecard import Scorecard


def grade_of(card: Scorecard, total: Fraction) -> str | None:
    """The grade of this total; None where that is not certain, or there are no grades."""
    own = plan(card.framework, card.evidence.interpretations)
    return Remarks(own, card.evidence, card.scores, Subtotal(total, total)).grade()


@frozen(eq=False)
class GradeCheck(Relation):
    """The printed grade, and that of the printed total; of the total that is scored where none is printed."""

    desk: Desk = field(kw_only=True, repr=False)
    printed: str = field(kw_only=True)

    def compared(self, numbers: Numbers) -> Compared:
        """Whether the total lies in the band of the grade."""
        found = [grade_of(self._card, total) for total in self._totals(numbers)]
        if not found or found[0] is None:
            return Compared("cannot_verify")
        verdict: Agreement = "matches" if found[0] == self.printed else "differs"
        return Compared("rounding_can_explain" if verdict == "differs" and self.printed in found else verdict)

    @property
    def _card(self) -> Scorecard:
        return self.desk.scoring.kept or self.desk.card

    def _totals(self, numbers: Numbers) -> Iterator[Fraction]:
        """The total, and what else is printed like it."""
        if not self.cells:
            total = self._card.whole.points
            yield from () if total is None else (total,)
            return
        yield numbers[self.cells[0]].value
        yield from around(numbers, self.cells[0], self._card.framework.step)

    def arithmetic(self, numbers: Numbers) -> str:  # noqa: ARG002  # a grade is no sum
        """Nothing: a grade is looked up."""
        return ""

    def detail(self, numbers: Numbers, compared: Compared) -> Detail:
        """Both grades, and the total."""
        totals = list(self._totals(numbers))
        grade = grade_of(self._card, totals[0]) if totals else None
        parts = {"printed": quoted(self.printed), "computed": grade or "—", "total": number.plain(totals[0]) if totals else "—"}
        return Detail(said(_HEADS[compared.verdict], parts), (("", ""),), grade or "")


def around(numbers: Numbers, key: str, step: Fraction) -> Iterator[Fraction]:
    """The ends of what is printed like a number with fewer decimals than scores have."""
    one = numbers[key]
    if one.step > step:
        yield from (one.value - one.step / 2, one.value + one.step - step)


def grade_relations(desk: Desk, printed: str) -> Iterator[GradeCheck]:
    """The check of the printed grade, where the framework has any."""
    if printed and desk.card.framework.grades:
        key = desk.sheet.keys.get(TOTAL)
        cells = () if key is None else (key,)
        yield GradeCheck("grade", "grade", SHEET, "等级", "", cells, indicator=TOTAL, desk=desk, printed=printed)


def edge(desk: Desk, numbers: Numbers) -> Iterator[Finding]:
    """The remark that the grade hangs on how scores are rounded."""
    key, framework = desk.sheet.keys.get(TOTAL), desk.card.framework
    if key is None or not framework.grades:
        return
    printed = numbers[key].value
    modes = [desk.search.shown(TOTAL, Way(mode, framework.decimals, "part")) for mode in get_args(Mode)]
    rounded = modes if desk.search.ways or printed in modes else ()  # a total that no rounding gives has another cause
    totals = [total for total in (*rounded, *around(numbers, key, framework.step)) if total is not None]
    card = desk.scoring.kept or desk.card
    grade = grade_of(card, printed)
    for total in totals:
        other = grade_of(card, total)
        if None not in {grade, other} and other != grade:
            parts = {
                "total": number.plain(printed),
                "grade": quoted(str(grade)),
                "other": quoted(str(other)),
                "otherwise": number.plain(total),
            }
            about = Subject(SHEET, "grade", "等级", TOTAL)
            yield remark("grade-on-edge", about, parts, numbers=(key,), words=_EDGE)
            return


_HEADS: dict[Agreement, Phrase] = {
    "matches": ("列示等级“{printed}”与总分 {total} 相符", "the printed grade `{printed}` is that of {total}"),
    "differs": (
        "列示等级“{printed}”，总分 {total} 属“{computed}”",
        "the printed grade is `{printed}`, that of {total} is `{computed}`",
    ),
    "rounding_can_explain": (
        "列示等级“{printed}”，总分 {total} 属“{computed}”，舍入可以解释",
        "the printed grade is `{printed}`, that of {total} is `{computed}`, which rounding can explain",
    ),
    "cannot_verify": ("列示等级“{printed}”不能复核", "the printed grade `{printed}` cannot be verified"),
}
_EDGE: Phrase = (
    "总分 {total} 为“{grade}”，换一种舍入为 {otherwise}，属“{other}”",
    "the total {total} is `{grade}`; rounded otherwise it is {otherwise}, which is `{other}`",
)
