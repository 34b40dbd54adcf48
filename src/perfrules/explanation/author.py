"""The author: calls things by their labels and writes down how a number came about."""

import re
from collections import ChainMap
from collections.abc import Iterator, Mapping
from fractions import Fraction
from functools import partial
from typing import get_args

from perfrules import number
from perfrules.assess.knowledge import Knowledge
from perfrules.domain import shown
from perfrules.errors import UndefinedError
from perfrules.explanation.words import displayed, in_percent, in_percentages, labels, rounded, worded
from perfrules.formula import explain as reading
from perfrules.formula.evaluate import holds
from perfrules.formula.syntax import Choose, Condition, Formula, Number, names
from perfrules.framework import Show
from perfrules.indicator import Indicator
from perfrules.phrases import Language, say
from perfrules.rules import TOTAL, rules
from perfrules.scorecard import Scorecard
from perfrules.wording import require_one_of

_SIGNS = {" * ": " × ", " / ": " ÷ ", " >= ": " ≥ ", " <= ": " ≤ ", " == ": " = ", " != ": " ≠ "}
_CHINESE = {" and ": " 且 ", " or ": " 或 ", " if ": " 若 ", " else ": " 否则 "}
_UNBROKEN = "\N{NO-BREAK SPACE}"

Names = Mapping[str, Fraction | bool]


class Author:
    """Writes about one scorecard in one language."""

    def __init__(self, card: Scorecard, language: Language) -> None:
        require_one_of("language", language, get_args(Language))
        self.card = card
        self.language = language
        self.knowledge = Knowledge(card.framework, card.evidence)
        self._rules = rules(card.framework)
        self._labels = labels(card.framework, language)

    def say(self, key: str, **parts: str) -> str:
        """A phrase in the language of this author."""
        return say(self.language, key, **parts)

    def label(self, name: str) -> str:
        """What people call a fact, value, indicator, function or word of the language."""
        return self._labels.get(name, name)

    def listed(self, ids: tuple[str, ...]) -> str:
        """The labels of some names, one after the other."""
        return self.say("comma").join(self.label(one) for one in ids)

    def formula(self, id: str) -> Formula | None:
        """The adopted formula of a value or indicator, bound."""
        return self._rules.formula(id, self.card.evidence.interpretations.get(id, ""))

    def worded(self, formula: Formula) -> Formula:
        """A formula as it is shown: percentages, states by their labels, rounding by its name."""
        return worded(formula, self.card.framework, self.language)

    def symbols(self, formula: Formula) -> str:
        """A formula with labels for names and the signs that people write."""
        return self._chosen(self.worded(formula))

    def _chosen(self, formula: Formula) -> str:
        if not isinstance(formula, Choose):
            return self.signs(reading.symbols(formula, self._spelled))
        condition, then = (self.signs(reading.symbols(part, self._spelled)) for part in (formula.condition, formula.then))
        return self.say("choose", condition=condition, then=then, otherwise=self._chosen(formula.otherwise))

    def _spelled(self, name: str) -> str:
        """A label in a formula; its blanks are marked, so that `signs` leaves its words alone."""
        return self.label(name).replace(" ", _UNBROKEN)

    def signs(self, text: str) -> str:
        """A line of a formula with the signs that people write."""
        for sign, written in (_SIGNS | _CHINESE if self.language == "zh" else _SIGNS).items():
            text = text.replace(sign, written)
        if self.language == "zh":
            text = re.sub(r"\bnot ", "非 ", text)
        return text.replace(_UNBROKEN, " ")

    def explained(self, indicator: Indicator, formula: Formula) -> reading.Explained | None:
        """The steps of an indicator's formula, None where it hangs on something that is not known."""
        around = self._around(indicator)
        known: Names = ChainMap(around, self.knowledge)  # type: ignore[arg-type]  # only read
        return self._explained(formula, known, self._bare) if _is_settled(formula, known) else None

    def _around(self, indicator: Indicator) -> dict[str, Fraction | bool]:
        """What surrounds an indicator's formula, as far as it is known."""
        ids = list(self.card.scores) if indicator.id == TOTAL else [child.id for child in indicator.children]
        below = {one: points for one in ids if (points := self.card.scores[one].points) is not None}
        around: dict[str, Fraction | bool] = {**below, "weight": indicator.weight}
        if all(child.id in below for child in indicator.children):
            around["subtotal"] = sum((below[child.id] for child in indicator.children), Fraction(0))
        if indicator.id in self.card.evidence.judged:
            around["judged"] = self.card.evidence.judged[indicator.id].points
        return around

    def _explained(self, formula: Formula, known: Names, quote: reading.Quote) -> reading.Explained:
        return reading.explained(self.worded(formula), known, self._spelled, quote, partial(self._compared, known))

    def _compared(self, known: Names, condition: Condition) -> reading.Quote:
        """Values as they are printed, unless that would hide why the condition holds or fails."""
        try:
            printed = {name: rounded(Fraction(known[name]), self._show(name)) for name in names(condition) if self._show(name)}
            tells = holds(condition, ChainMap(printed, known)) == holds(condition, known)  # type: ignore[arg-type]  # only read
        except UndefinedError:
            return self._quoted
        return self._printed if tells else self._quoted

    def _show(self, name: str) -> Show | None:
        """How a value is printed, where the framework says so and the report does not."""
        named = self.card.framework.named
        return named[name].show if name in named and not self._stands_in(name) else None

    def values(self, formula: Formula) -> Iterator[str]:
        """How the values behind a formula follow from facts, the innermost first."""
        for value in self._values_behind(formula):
            yield self.value(value)
            yield from self.adopted(value)

    def adopted(self, id: str) -> Iterator[str]:
        """The interpretation of a value or indicator that the case adopted, if it did."""
        if name := self.card.evidence.interpretations.get(id):
            yield self.say("reading", name=name)

    def _values_behind(self, formula: Formula) -> tuple[str, ...]:
        named = self.card.framework.named.keys()
        found: set[str] = set()
        waiting = [formula]
        while waiting:
            for name in (names(waiting.pop()) & named) - found:
                found.add(name)
                waiting += self._own(name)
        return tuple(value for value in self._rules.values if value in found)

    def _own(self, value: str) -> list[Formula]:
        """The formula on which a value rests, none where it is taken as printed."""
        formula = None if self._stands_in(value) else self.formula(value)
        return [] if formula is None else [formula]

    def facts_behind(self, formula: Formula) -> tuple[str, ...]:
        """The known facts and printed ratios on which a formula rests, in the framework's order."""
        behind = [formula, *(own for value in self._values_behind(formula) for own in self._own(value))]
        named = {name for one in behind for name in names(one)}
        facts = [fact.id for fact in self.card.framework.facts if fact.id in named & self.card.evidence.facts.keys()]
        return (*facts, *(value for value in self._rules.values if value in named and self._stands_in(value)))

    def known(self, formula: Formula) -> Iterator[str]:
        """What is known of the facts behind a formula that hangs on others."""
        facts = [fact for fact in self.facts_behind(formula) if fact in self.card.evidence.facts]
        if facts:
            yield self.say("known", text=self.say("comma").join(f"{self.label(fact)} {self._fact(fact)}" for fact in facts))

    def _fact(self, fact: str) -> str:
        """What is known of a fact, with its unit."""
        return shown(self.card.evidence.facts[fact].value, self.card.framework.declared[fact].domain)

    def _stands_in(self, value: str) -> bool:
        return value in self.knowledge.stand_ins

    def value(self, id: str) -> str:
        """How one value follows: `比率 = 编外人数 ÷ (在编人数 + 编外人数) = 35 ÷ (46 + 35) ≈ 43.21%`."""
        value = self.card.framework.named[id]
        if self._stands_in(id):
            taken = self.card.evidence.values[id]
            return self.say("printed", label=self.label(id), value=taken.text or self.quote(id, Fraction(taken.value)))
        if isinstance(value.formula, Number):
            return f"{self.label(id)} = {self._bare(id, value.formula.value)}"
        is_rate = in_percent(id, self.card.framework)
        formula = in_percentages(self._own(id)[0], self.card.framework) if is_rate else self._own(id)[0]
        if id not in self.knowledge:
            return f"{self.label(id)} = {self.symbols(formula)}"
        found = self._explained(formula, self.knowledge, self._quoted if is_rate else self._bare)
        written = self.signs(" = ".join((self._spelled(id), *found.lines[:2])))
        if found.result is None:
            return self.say("undefined-value", text=written)
        sign = "=" if rounded(found.result, value.show) == found.result else "≈"
        return f"{written} {sign} {displayed(found.result, value.show)}"

    def _quoted(self, name: str, value: Fraction) -> str:
        return self.quote(name, value).replace(" ", _UNBROKEN)

    def _printed(self, name: str, value: Fraction) -> str:
        show = self._show(name)
        return self._quoted(name, value) if show is None else displayed(value, show)

    def _bare(self, name: str, value: Fraction) -> str:
        """A number among others that are no percentages: one line has either."""
        return self._written(name, value, percent=False).replace(" ", _UNBROKEN)

    def quote(self, name: str, value: Fraction) -> str:
        """The number of a name as it stands in a formula: a rate in percent, a state by its label, everything else bare."""
        return self._written(name, value, percent=in_percent(name, self.card.framework))

    def _written(self, name: str, value: Fraction, *, percent: bool) -> str:
        framework, evidence = self.card.framework, self.card.evidence
        if name in framework.declared and framework.declared[name].domain.kind in {"date", "choice"}:
            return shown(value, framework.declared[name].domain)
        given = evidence.facts.get(name) or (evidence.values[name] if self._stands_in(name) else None)
        written = reading.shown(value * 100 if percent else value)
        if given is not None and percent is ("%" in number.narrow(given.text)):
            written = _padded(written, given.decimals)
        return f"{written}%" if percent else written


def _is_settled(formula: Formula, known: Names) -> bool:
    """Whether everything that a formula reaches is known."""
    while isinstance(formula, Choose) and all(name in known for name in names(formula.condition)):
        try:
            formula = formula.then if holds(formula.condition, known) else formula.otherwise
        except UndefinedError:
            return True
    return all(name in known for name in names(formula))


def _padded(written: str, decimals: int) -> str:
    """A number with the zeros at its end that were printed."""
    if not decimals or "/" in written or "…" in written:
        return written
    whole, _, rest = written.partition(".")
    return f"{whole}.{rest.ljust(decimals, '0')}"
