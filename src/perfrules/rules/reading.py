"""What is asked of rules: values written out, weights as numbers, rows with rules of their own, which readings there are."""

from collections.abc import Collection, Iterator, Mapping
from fractions import Fraction
from functools import lru_cache, partial
from types import MappingProxyType
from typing import TypeVar

from perfrules.evidence import Must
from perfrules.formula.expand import substituted
from perfrules.formula.measure import PLAIN
from perfrules.formula.scope import Scope
from perfrules.formula.syntax import Condition, Formula, Number, names
from perfrules.framework import Framework
from perfrules.rules.binding import Binding, Rules, resolved
from perfrules.rules.paths import located
from perfrules.rules.scopes import of_row

MAX_READINGS = 256
"""In how many ways a framework can be read, all its interpretations together."""

MOST_KEPT = 1024
"""How many rules of single rows a framework remembers."""

T = TypeVar("T", Formula, Condition)


def rules(framework: Framework) -> Rules:
    """The rules of a framework, made once; what cannot be bound is among their problems."""
    return framework.memory.once("rules", lambda: Binding(framework).rules())


def own_rule(framework: Framework, rules_id: str, formula: Formula, must: Must = "at_least") -> Formula:
    """
    The formula that scores one target row alone, bound in the scope of its row rules; raises `FormulaError`.

    Where the actual figure must be there `by_date`, it and the target are dates.
    """
    bind = framework.memory.once("own rules of rows", lambda: lru_cache(MOST_KEPT)(partial(_own_rule, framework)))
    return bind(rules_id, formula, must)


def _own_rule(framework: Framework, rules_id: str, formula: Formula, must: Must) -> Formula:
    return resolved(formula, Scope(of_row(framework.row_rules[rules_id], must), rules(framework).functions), PLAIN)


def spelled_out(
    framework: Framework,
    formula: T,
    keep: Collection[str] = (),
    adopted: Mapping[str, str] = MappingProxyType({}),
) -> T:
    """A bound formula or condition with each value replaced by its own in the adopted reading, but for those to keep."""
    bound = rules(framework)
    needed: dict[str, Formula] = {}
    named = set(names(formula))
    for value in reversed(bound.values):
        own = bound.formula(value, adopted.get(value, "")) if value in named and value not in keep else None
        if own is not None:
            needed[value] = own
            named |= names(own)
    known: dict[str, Formula] = {}
    for value in reversed(needed):
        known[value] = substituted(needed[value], known)
    return substituted(formula, known)


def with_weight(formula: Formula, weight: Fraction) -> Formula:
    """A bound formula with its `weight` as a number."""
    return substituted(formula, {"weight": Number(weight)})


def readings(framework: Framework) -> Iterator[tuple[str, str]]:
    """Each interpretation of each value, indicator and of rules for target rows, as id and name."""
    for declared in framework.rows:
        yield from ((declared.id, other.name) for other in declared.interpretations)
    for value in framework.values:
        yield from ((value.id, other.name) for other in value.interpretations)
    for _, path in located(framework):
        yield from ((path[-1].id, other.name) for other in path[-1].interpretations)
