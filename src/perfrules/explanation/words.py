"""What things are called: labels of names and functions, percentages, states, and how a value is printed."""

from fractions import Fraction

import attrs

from perfrules import number
from perfrules.formula.evaluate import evaluate
from perfrules.formula.explain import shown
from perfrules.formula.functions import ROUNDING, STANDARD
from perfrules.formula.scope import standard
from perfrules.formula.syntax import Arithmetic, Call, Compare, Formula, Name, Number, Tree, parts, with_parts
from perfrules.framework import Framework, Show
from perfrules.phrases import PHRASES, Language, say

_WORD = "word:"


def labels(framework: Framework, language: Language) -> dict[str, str]:
    """What people call each name in a language; ids have labels in Chinese only."""
    words = {key.removeprefix(_WORD): say(language, key) for key in PHRASES if key.startswith(_WORD)}
    if language == "en":
        return words
    functions = {function.name: function.label for function in STANDARD}
    facts = {fact.id: fact.label for fact in framework.facts}
    values = {value.id: value.label for value in framework.values}
    return {**functions, **words, **facts, **values, **{id: path[-1].label for id, path in framework.paths.items()}}


def in_percent(name: str, framework: Framework) -> bool:
    """Whether people read a fact or value as a percentage."""
    if name in framework.declared:
        return framework.declared[name].domain.kind == "rate"
    show = framework.named[name].show if name in framework.named else None
    return show is not None and show.percent


def worded(formula: Formula, framework: Framework, language: Language) -> Formula:
    """
    A bound formula as it is shown.

    A number compared with a percentage is one, a state has its label, and a function of the framework that only names a
    rounding is that rounding: `rounded(x)` is `cut(x, 0.01)`.
    """
    return _worded(formula, framework, language)  # type: ignore[return-value]  # a formula stays one


def _worded(tree: Tree, framework: Framework, language: Language) -> Tree:
    tree = with_parts(tree, tuple(_worded(part, framework, language) for part in parts(tree)))
    if isinstance(tree, Compare):
        return _compared(tree, framework, language)
    return _rounding(tree) if isinstance(tree, Call) else tree


def _compared(tree: Compare, framework: Framework, language: Language) -> Tree:
    beside = [side.id for side in parts(tree) if isinstance(side, Name)]
    if any(in_percent(name, framework) for name in beside):
        return with_parts(tree, tuple(_percentage(side) for side in parts(tree)))
    states = {
        state: label for name in beside if name in framework.declared for state, label in framework.declared[name].domain.states
    }
    return with_parts(tree, tuple(_state(side, states) for side in parts(tree))) if language == "zh" else tree


def _percentage(side: Tree) -> Tree:
    return Number(side.value, side.spelling or f"{shown(side.value * 100)}%") if isinstance(side, Number) else side


def in_percentages(tree: Formula, framework: Framework) -> Formula:
    """A formula whose numbers are percentages where they are added to rates, or compared with them by `min` and `max`."""
    return _added(tree, framework)  # type: ignore[return-value]  # a formula stays one


def _added(tree: Tree, framework: Framework) -> Tree:
    tree = with_parts(tree, tuple(_added(part, framework) for part in parts(tree)))
    if _is_sum(tree) and _is_rate(tree, framework):
        return with_parts(tree, tuple(_percentage(part) for part in parts(tree)))
    return tree


def _is_sum(tree: Tree) -> bool:
    if isinstance(tree, Arithmetic):
        return tree.operator in "+-"
    return isinstance(tree, Call) and tree.function in {"min", "max"}


def _is_rate(tree: Tree, framework: Framework) -> bool:
    if isinstance(tree, Name):
        return in_percent(tree.id, framework)
    return _is_sum(tree) and any(_is_rate(part, framework) for part in parts(tree))


def _state(side: Tree, states: dict[str, str]) -> Tree:
    return Number(side.value, states.get(side.spelling, side.spelling)) if isinstance(side, Number) else side


def _rounding(call: Call) -> Call:
    body = None if call.definition is None else call.definition.body
    if isinstance(body, Call) and body.function in ROUNDING and isinstance(body.arguments[0], Name):
        return attrs.evolve(body, arguments=(*call.arguments, *body.arguments[1:]))
    return call


def rounded(value: Fraction, show: Show | None) -> Fraction:
    """The value that is printed for this one."""
    if show is None:
        return value
    return evaluate(Call(show.mode, (Number(value), Number(show.step)), standard()[show.mode]), {})


def displayed(value: Fraction, show: Show | None) -> str:
    """A value as its framework prints it; without a word about that, exact or broken off with `…`."""
    if show is None:
        return shown(value)
    factor = 100 if show.percent else 1
    decimals = len(number.plain(show.step * factor).partition(".")[2])
    return number.text(rounded(value, show) * factor, decimals) + ("%" if show.percent else "")
