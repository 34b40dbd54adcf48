"""Subtotals: a printed score against the printed scores below it, by addition or by the formula of its branch."""

from collections import ChainMap
from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import TypeAlias

from attrs import evolve, field, frozen

from perfrules import number
from perfrules.assess.knowledge import Knowledge
from perfrules.audit.numbers import Numbers
from perfrules.audit.relation import Compared, Detail, Equation, Relation
from perfrules.audit.saying import quoted
from perfrules.audit.scores.applicable import applicable
from perfrules.audit.scores.desks import Desk
from perfrules.audit.scores.rule_check import ROUNDED, has_fewer_digits, lost
from perfrules.audit.scores.scorers import Sheet, term, together
from perfrules.audit.words import said
from perfrules.errors import UndefinedError
from perfrules.formula.evaluate import evaluate, holds
from perfrules.formula.syntax import Choose, Formula, names
from perfrules.indicator import Indicator
from perfrules.phrases import Phrase
from perfrules.rules import TOTAL, rules
from perfrules.scorecard import Scorecard

Known: TypeAlias = Mapping[str, Fraction | bool]
"""What names are worth."""


@frozen(eq=False)
class Subtotal(Equation):
    """A printed score and those nearest below it, added up."""

    desk: Desk = field(kw_only=True, repr=False)
    id: str = field(kw_only=True)

    def compared(self, numbers: Numbers) -> Compared:
        """Whether they add up; scores that are rounded above their rules need not."""
        found = super().compared(numbers)
        if found.verdict == "differs" and not numbers.changed and self.id in self.desk.search.unequal:
            return evolve(found, verdict="rounding_can_explain")
        return found

    def detail(self, numbers: Numbers, compared: Compared) -> Detail:  # noqa: ARG002  # they are compared already
        """The points lost, or the rounding that explains why they do not add up."""
        if compared.verdict == "rounding_can_explain" and self.id in self.desk.search.unequal:
            return Detail(tail=(ROUNDED,), follows=self.desk.rounding)
        return Detail(tail=lost(self.desk.sheet.indicator(self.id), compared)) if compared.verdict == "matches" else Detail()


@frozen(eq=False)
class Combined(Relation):
    """A printed score and what the formula of its branch makes of those below it."""

    desk: Desk = field(kw_only=True, repr=False)
    id: str = field(kw_only=True)
    formula: Formula = field(kw_only=True)

    def compared(self, numbers: Numbers) -> Compared:
        """Whether the formula gives what is printed."""
        printed = numbers[self.result]
        card = self.desk.scoring.rescored(numbers)
        points = None if card is None else combined(self.desk.sheet, card, self.id, self.formula, numbers)
        if points is None:
            return Compared("differs" if numbers.changed else "cannot_verify", printed.value)
        if points == printed.value:
            return Compared("matches", printed.value, points)
        is_explained = not numbers.changed and self.id in self.desk.search.explained
        if is_explained or has_fewer_digits(printed, points, self.desk.card.framework.step):
            return Compared("rounding_can_explain", printed.value, points)
        return Compared("differs", printed.value, points)

    def arithmetic(self, numbers: Numbers) -> str:
        """The formula with its numbers: those of the card where it gives the same, else the scores as they are printed."""
        sheet, card, points = self.desk.sheet, self.desk.card, self.compared(numbers).computed
        if points is None or points == card[self.id].points:
            return self.desk.prover.line(sheet.indicator(self.id))
        known = _known(sheet, card, self.id, self.formula, numbers)
        return f"{self.desk.prover.written(_chosen(self.formula, known), known)} = {number.plain(points)}"

    def detail(self, numbers: Numbers, compared: Compared) -> Detail:
        """That a formula gives it, which may not be a sum."""
        like = numbers[self.result]
        computed = like.shown(compared.computed or Fraction(0))
        parts = {"label": quoted(self.label), "printed": like.shown(like.value), "computed": computed}
        return Detail(said(_WHOLE if self.id == TOTAL else _BRANCH, parts, {"label": self.indicator}))


_BRANCH: Phrase = (
    "{label}列示得分 {printed}，按公式由下级得分计算为 {computed}",
    "{label} has the printed score {printed}, its formula makes {computed} of the scores below it",
)
_WHOLE: Phrase = (
    "列示总分 {printed}，按总分公式计算为 {computed}",
    "the printed total is {printed}, its formula makes {computed} of the scores",
)


def combined(sheet: Sheet, card: Scorecard, id: str, formula: Formula, numbers: Numbers) -> Fraction | None:
    """What the formula of a branch makes of the printed scores below it; None where it names what is not known."""
    known = _known(sheet, card, id, formula, numbers)
    try:
        return evaluate(formula, known) if all(name in known for name in names(formula)) else None
    except UndefinedError:
        return None


def _chosen(formula: Formula, known: Known) -> Formula:
    """The part of a formula that its conditions choose."""
    while isinstance(formula, Choose):
        formula = formula.then if holds(formula.condition, known) else formula.otherwise
    return formula


def _known(sheet: Sheet, card: Scorecard, id: str, formula: Formula, numbers: Numbers) -> Known:
    """What the names of the formula of a branch are worth, with the scores as they are printed."""
    indicator = sheet.indicator(id)
    named = names(formula)
    own = {"weight": indicator.weight, "applicable": applicable(card, indicator)} | {
        child: worth for child in named & card.scores.keys() if (worth := _worth(sheet, card, child, numbers)) is not None
    }
    below = together(sheet, indicator)
    if below is not None:
        own["subtotal"] = _evaluated(below, numbers)
    return ChainMap(own, Knowledge(card.framework, card.evidence))  # type: ignore[arg-type]  # only read


def _worth(sheet: Sheet, card: Scorecard, id: str, numbers: Numbers) -> Fraction | None:
    """The points of an indicator: as printed, else those that are certain."""
    found = term(sheet, sheet.indicator(id))
    return card.scores[id].points if found is None else _evaluated(found, numbers)


def _evaluated(formula: Formula, numbers: Numbers) -> Fraction:
    return evaluate(formula, {key: numbers[key].value for key in names(formula)})


def subtotals(desk: Desk, numbers: Numbers, *, exact: bool) -> Iterator[Subtotal | Combined]:
    """The printed scores of branches and of the whole that follow from printed scores below them."""
    for id in desk.sheet.keys:
        found = _subtotal(desk, desk.sheet.indicator(id), numbers, exact=exact)
        if found is not None:
            yield found


def _subtotal(desk: Desk, indicator: Indicator, numbers: Numbers, *, exact: bool) -> Subtotal | Combined | None:
    sheet, id = desk.sheet, indicator.id
    if not indicator.children:
        return None
    code = "total" if id == TOTAL else "subtotal"
    about = (code, sheet.path(id), sheet.place(id), sheet.label(id), sheet.keys[id])
    below = together(sheet, indicator)
    formula = rules(sheet.framework).formula(id, desk.card.evidence.interpretations.get(id, ""))
    if formula is None:
        if below is None:
            return None
        cells = (sheet.keys[id], *_in_order(sheet, below))
        return Subtotal(*about, cells, indicator=id, formula=below, is_exact=exact, desk=desk, id=id)
    if _has_printed(sheet, indicator) and combined(sheet, desk.card, id, formula, numbers) is not None:
        printed = () if below is None else _in_order(sheet, below)
        cells = tuple(dict.fromkeys((sheet.keys[id], *printed, *desk.support.own_keys(id))))
        return Combined(*about, cells, indicator=id, formula=formula, desk=desk, id=id)
    return None


def _has_printed(sheet: Sheet, indicator: Indicator) -> bool:
    """Whether a score below is printed."""
    return any(child.id in sheet.keys or _has_printed(sheet, child) for child in indicator.children)


def _in_order(sheet: Sheet, formula: Formula) -> tuple[str, ...]:
    """The keys of a sum in the order of the table."""
    used = names(formula)
    return tuple(key for key in _by_table(sheet).values() if key in used)


def _by_table(sheet: Sheet) -> Mapping[str, str]:
    return {id: sheet.keys[id] for id in sheet.framework.paths if id in sheet.keys}
