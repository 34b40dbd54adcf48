"""Proof lines: the arithmetic behind a score, and what its settled and its open parts allow."""

from collections.abc import Callable, Iterator, Mapping
from fractions import Fraction
from functools import cached_property

from perfrules import number
from perfrules.audit.numbers import Numbers
from perfrules.audit.saying import quoted
from perfrules.audit.scores.local import Ends
from perfrules.audit.words import MOST_WRITTEN
from perfrules.explanation import Author
from perfrules.formula.explain import Decision, symbols
from perfrules.formula.explain import shown as exactly
from perfrules.formula.syntax import Formula
from perfrules.indicator import Indicator, Judgeable
from perfrules.phrases import Phrase
from perfrules.score import Gap, Subtotal
from perfrules.scorecard import Scorecard
from perfrules.wording import shortened

MOST_NAMED = 12
"""How many missing things are named."""

Worth = Callable[[str], Ends | None]
"""Between which points an indicator lies by its own rule; None where it cannot be."""


def limits(worth: Worth, indicator: Indicator, keys: Mapping[str, str], numbers: Numbers) -> Ends | None:
    """Between which points an indicator lies, with the printed scores of what stands below it."""
    if not indicator.children or indicator.rule.formula is not None:
        return worth(indicator.id)
    found = [_ends(worth, child, keys, numbers) for child in indicator.children]
    known = [one for one in found if one is not None]
    if len(known) < len(found):
        return None
    return sum((least for least, _ in known), Fraction(0)), sum((most for _, most in known), Fraction(0))


def _ends(worth: Worth, child: Indicator, keys: Mapping[str, str], numbers: Numbers) -> Ends | None:
    if child.id in keys:
        points = numbers[keys[child.id]].value
        return points, points
    return limits(worth, child, keys, numbers)


def within(card: Scorecard) -> Worth:
    """Between which points the indicators of a card lie."""
    return lambda id: (card[id].least, card[id].most)


def shown(ends: Ends | None) -> str:
    """Points, or their limits."""
    if ends is None:
        return "—"
    least, most = (number.plain(end) for end in ends)
    return least if least == most else f"[{least}, {most}]"


class Prover:
    """Writes the lines about one card, the same for every finding that asks."""

    def __init__(self, card: Scorecard) -> None:
        self._card = card
        self._lines: dict[str, str] = {}

    @cached_property
    def _author(self) -> Author:
        return Author(self._card, "zh")

    def line(self, indicator: Indicator) -> str:
        """The arithmetic of an indicator whose points are certain, empty where they are not."""
        if indicator.id not in self._lines:
            self._lines[indicator.id] = shortened(self._line(indicator), MOST_WRITTEN)
        return self._lines[indicator.id]

    def written(self, formula: Formula, known: Mapping[str, Fraction | bool]) -> str:
        """A formula with these numbers for its names."""
        found = symbols(formula, lambda name: exactly(Fraction(known[name])) if name in known else self._author.label(name))
        return shortened(self._author.signs(found), MOST_WRITTEN)

    def _line(self, indicator: Indicator) -> str:
        formula = None if self._card[indicator.id].points is None else self._author.formula(indicator.id)
        found = None if formula is None else self._author.explained(indicator, formula)
        if found is None or found.result is None:
            return ""
        steps = list(dict.fromkeys(self._author.signs(line) for line in (*found.lines[1:2], *found.lines[-1:])))
        result = " = ".join(steps) if len(steps) > 1 else f"得 {steps[0]} 分"
        return "，".join((*self._decided(found.conditions), result))

    def _decided(self, conditions: tuple[Decision, ...]) -> Iterator[str]:
        """What decided: the conditions that held, else the last one, which did not."""
        yield from (self._author.signs(one.numbers) for one in conditions if one.held)
        if conditions and not conditions[-1].held:
            yield f"{self._author.signs(conditions[-1].numbers)} 不成立"


def parts_line(card: Scorecard, indicator: Indicator, keys: Mapping[str, str], numbers: Numbers) -> str:
    """What the parts of an indicator can give: `“三公”经费控制率 3 + 日常公用经费控制率 [0, 3] = [3, 6]`."""
    if not indicator.children or indicator.rule.formula is not None:
        return ""
    worth = within(card)
    parts = [f"{quoted(child.label)} {shown(_ends(worth, child, keys, numbers))}" for child in indicator.children]
    return shortened(f"{' + '.join(parts)} = {shown(limits(worth, indicator, keys, numbers))}", MOST_WRITTEN)


def lacking(card: Scorecard, indicator: Indicator, keys: Mapping[str, str]) -> tuple[Phrase, ...]:
    """What would settle an indicator: facts by their labels, and what nobody judged; printed parts settle themselves."""
    return tuple(dict.fromkeys(_lacking(card, indicator, keys)))


def _lacking(card: Scorecard, indicator: Indicator, keys: Mapping[str, str]) -> Iterator[Phrase]:
    score = card[indicator.id]
    if not isinstance(score, Gap | Subtotal) or score.points is not None:
        return
    yield from _own(card, indicator, score)
    for child in indicator.children:
        if child.id not in keys:
            yield from _lacking(card, child, keys)


def _own(card: Scorecard, indicator: Indicator, score: Gap | Subtotal) -> Iterator[Phrase]:
    label = quoted(indicator.label)
    if isinstance(indicator.rule, Judgeable) and indicator.id not in card.evidence.judged:
        yield f"“{label}”的评定", f"a judgement of `{indicator.id}`"
    if isinstance(score, Gap) and score.reason == "undefined":
        yield f"“{label}”的数值（分母为零）", f"a value of `{indicator.id}`, which divides by zero"
    if isinstance(score, Gap) and score.reason == "incomplete":
        slot = card.framework.paths[indicator.id][-2]
        yield f"“{quoted(slot.label)}”未列出的指标", f"rows of `{slot.id}`"
    yield from ((quoted(card.framework.declared[fact].label), f"`{fact}`") for fact in score.missing)


def listed(phrases: tuple[Phrase, ...]) -> Phrase:
    """Missing things one after the other, the first of many."""
    more = ("等", " and more") if len(phrases) > MOST_NAMED else ("", "")
    zh, en = zip(*phrases[:MOST_NAMED], strict=True)
    return "、".join(zh) + more[0], ", ".join(en) + more[1]
