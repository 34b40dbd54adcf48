"""The author: calls things by their labels and writes down how a number came about."""

from collections import ChainMap
from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import cast

from perfrules import number
from perfrules.assess.knowledge import Knowledge
from perfrules.domain import shown
from perfrules.formula import explain as reading
from perfrules.formula.evaluate import evaluate
from perfrules.formula.scope import standard
from perfrules.formula.syntax import Call, Compare, Formula, Name, Number, Tree, names, parts, with_parts
from perfrules.framework import Framework, Show
from perfrules.indicator import Indicator
from perfrules.phrases import Language, say
from perfrules.rules import rules
from perfrules.scorecard import Scorecard

_SIGNS = {
    "zh": {" * ": " × ", " / ": " ÷ ", " >= ": " ≥ ", " <= ": " ≤ ", " == ": " = ", " != ": " ≠ ", " and ": " 且 ", " or ": " 或 ",
           "not ": "非 ", " if ": " 若 ", " else ": " 否则 "},
    "en": {" * ": " × ", " / ": " ÷ ", " >= ": " ≥ ", " <= ": " ≤ ", " == ": " = ", " != ": " ≠ "},
}  # fmt: skip


class Author:
    """Writes about one scorecard in one language."""

    def __init__(self, card: Scorecard, language: Language) -> None:
        self.card = card
        self.language = language
        self.knowledge = Knowledge(card.framework, card.evidence)
        self._rules = rules(card.framework)
        self._labels = _labels(card.framework, language)

    def say(self, key: str, **parts: str) -> str:
        """A phrase in the language of this author."""
        return say(self.language, key, **parts)

    def label(self, name: str) -> str:
        """What people call a fact, value, indicator, state or word of the language."""
        return self._labels.get(name, name)

    def listed(self, ids: tuple[str, ...]) -> str:
        """The labels of some names, one after the other."""
        return self.say("comma").join(self.label(one) for one in ids)

    def formula(self, id: str) -> Formula | None:
        """The adopted formula of a value or indicator."""
        return self._rules.formula(id, self.card.evidence.interpretations.get(id, ""))

    def symbols(self, formula: Formula) -> str:
        """A formula with labels for names and the signs that people write."""
        return self.signs(reading.symbols(self._with_percent(formula), self.label))

    def signs(self, text: str) -> str:
        """A line of a formula with the signs that people write."""
        for sign, written in _SIGNS[self.language].items():
            text = text.replace(sign, written)
        return text

    def explained(self, indicator: Indicator, formula: Formula) -> reading.Explained:
        """The steps of an indicator's formula; everything it names is known."""
        below = {child.id: self.card.scores[child.id].least for child in indicator.children}
        around: dict[str, Fraction | bool] = {**below, "weight": indicator.weight, "subtotal": sum(below.values(), Fraction(0))}
        if indicator.id in self.card.evidence.judged:
            around["judged"] = self.card.evidence.judged[indicator.id].points
        return self._explained(formula, around)

    def _explained(self, formula: Formula, around: dict[str, Fraction | bool]) -> reading.Explained:
        known: Mapping[str, Fraction | bool] = ChainMap(around, self.knowledge)  # type: ignore[arg-type]  # only read
        return reading.explained(cast("Formula", self._with_percent(formula)), known, self.label, self.quote)

    def values(self, formula: Formula) -> Iterator[str]:
        """How the values behind a formula follow from facts, the innermost first."""
        for value in self._values_behind(formula):
            yield self.value(value)

    def _values_behind(self, formula: Formula) -> tuple[str, ...]:
        named = self.card.framework.named.keys()
        found: set[str] = set()
        waiting = [formula]
        while waiting:
            for name in (names(waiting.pop()) & named) - found:
                found.add(name)
                own = self.formula(name)
                waiting += [own] if own is not None and not self._stands_in(name) else []
        return tuple(value for value in self._rules.values if value in found)

    def facts_behind(self, formula: Formula) -> tuple[str, ...]:
        """The known facts and printed ratios on which a formula rests, in the framework's order."""
        behind = (formula, *(own for value in self._values_behind(formula) if (own := self.formula(value)) and not self._stands_in(value)))
        named = {name for one in behind for name in names(one)}
        facts = [fact.id for fact in self.card.framework.facts if fact.id in named & self.card.evidence.facts.keys()]
        return (*facts, *(value for value in self._rules.values if value in named and self._stands_in(value)))

    def _stands_in(self, value: str) -> bool:
        return value in self.knowledge.stand_ins

    def value(self, id: str) -> str:
        """How one value follows: `比率 = 编外人数 ÷ (在编人数 + 编外人数) = 35 ÷ (46 + 35) = 43.21%`."""
        value = self.card.framework.named[id]
        if self._stands_in(id):
            return self.say("printed", label=self.label(id), value=self.card.evidence.values[id].text)
        formula = self.formula(id)
        if formula is None or id not in self.knowledge:
            return self.label(id) if formula is None else f"{self.label(id)} = {self.symbols(formula)}"
        found = self._explained(formula, {})
        if found.result is None:
            return self.say("undefined", text=self.signs(" = ".join((self.label(id), *found.lines))))
        written = displayed(found.result, value.show)
        sign = " = " if number.read(written.rstrip("…")) == found.result else " ≈ "
        return self.signs(" = ".join((self.label(id), *found.lines[:2]))) + sign + written

    def quote(self, name: str, value: Fraction) -> str:
        """The number of a name as it stands in a formula: a rate in percent, everything else bare."""
        framework = self.card.framework
        if name in framework.declared and framework.declared[name].domain.kind in {"rate", "date", "choice"}:
            return shown(value, framework.declared[name].domain)
        return f"{reading.shown(value * 100)}%" if self._in_percent(name) else reading.shown(value)

    def _in_percent(self, name: str) -> bool:
        """Whether people read a fact or value as a percentage."""
        framework = self.card.framework
        if name in framework.declared:
            return framework.declared[name].domain.kind == "rate"
        show = framework.named[name].show if name in framework.named else None
        return show is not None and show.percent

    def _with_percent(self, tree: Tree) -> Tree:
        """The tree with the numbers beside a percentage written as percentages."""
        below = tuple(self._with_percent(part) for part in parts(tree))
        if isinstance(tree, Compare) and any(isinstance(side, Name) and self._in_percent(side.id) for side in below):
            below = tuple(_percentage(side) if isinstance(side, Number) else side for side in below)
        return with_parts(tree, below)


def _percentage(literal: Number) -> Number:
    return Number(literal.value, literal.spelling or f"{reading.shown(literal.value * 100)}%")


def displayed(value: Fraction, show: Show | None) -> str:
    """A value as its framework prints it; without a word about that, exact or broken off with `…`."""
    if show is None:
        return reading.shown(value)
    rounded = evaluate(Call(show.mode, (Number(value), Number(show.step)), standard()[show.mode]), {})
    factor = 100 if show.percent else 1
    decimals = len(number.plain(show.step * factor).partition(".")[2])
    return number.text(rounded * factor, decimals) + ("%" if show.percent else "")


def _labels(framework: Framework, language: Language) -> dict[str, str]:
    words = {word: say(language, f"word:{word}") for word in ("weight", "subtotal", "judged", "total")}
    if language == "en":
        return words
    states = {state: label for fact in framework.facts for state, label in fact.domain.states}
    facts = {fact.id: fact.label for fact in framework.facts}
    values = {value.id: value.label for value in framework.values}
    return {**states, **words, **facts, **values, **{id: path[-1].label for id, path in framework.paths.items()}}
