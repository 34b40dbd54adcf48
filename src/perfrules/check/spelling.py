"""Formulas with their values written out, in one reading of these values; each value is written out once."""

from collections.abc import Iterator, Mapping

from perfrules.formula.expand import T, substituted
from perfrules.formula.syntax import Formula, names
from perfrules.framework import Framework, Value
from perfrules.rules import rules

Adopted = Mapping[str, str]
"""The names of readings by the ids of values; an empty name, or none, is the adopted one."""


class Spelling:
    """The values of a framework in one reading of each."""

    def __init__(self, framework: Framework, adopted: Adopted) -> None:
        self._rules = rules(framework)
        self._named = framework.named
        self._adopted = adopted
        self._found: dict[str, Formula] = {}
        self._seen: set[str] = set()

    def written(self, tree: T) -> T:
        """A bound formula or condition with each value replaced by its own formula; a value without a meaning stays."""
        if new := self._missing(names(tree)):
            for value in (value for value in self._rules.values if value in new):
                self._found[value] = substituted(new[value], self._found)
        return substituted(tree, self._found)

    def _missing(self, used: frozenset[str]) -> dict[str, Formula]:
        """The formulas of values that these names need and that were not yet written out; they have been seen then."""
        waiting = list(used & self._named.keys())
        new: dict[str, Formula] = {}
        while waiting:
            name = waiting.pop()
            own = None if name in self._seen else self._rules.formula(name, self._adopted.get(name, ""))
            self._seen.add(name)
            if own is not None:
                new[name] = own
                waiting += names(own) & self._named.keys()
        return new


def spelling(framework: Framework, adopted: Adopted) -> Spelling:
    """One reading of the values of a framework; where all are as adopted, it is made once."""
    if any(adopted.values()):
        return Spelling(framework, adopted)
    return framework.memory.once("spelling", lambda: Spelling(framework, {}))


def ambiguous(framework: Framework, formula: Formula) -> list[Value]:
    """The values that can be read otherwise and on which a formula rests, in whatever reading."""
    if not any(value.interpretations for value in framework.values):
        return []
    beneath = framework.memory.once("beneath values", lambda: _beneath(framework))
    needed, waiting = set[str](), list(names(formula))
    while waiting:
        name = waiting.pop()
        if name in beneath and name not in needed:
            needed.add(name)
            waiting += beneath[name]
    return [value for value in framework.values if value.id in needed and value.interpretations]


def _beneath(framework: Framework) -> Mapping[str, frozenset[str]]:
    """What each value names, in all its readings together."""
    bound = rules(framework)

    def read(value: str) -> Iterator[Formula]:
        yield from (bound.formulas[value],) if value in bound.formulas else ()
        yield from bound.readings.get(value, {}).values()

    return {value: frozenset[str]().union(*(names(one) for one in read(value))) for value in bound.values}
