"""
Trials: units that are made up to run a rule that sees points.

A witness must be able to happen: the points below the rule follow from the same facts and judgements as the rule itself.
"""

import math
import random
from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction
from itertools import product
from operator import itemgetter

from attrs import frozen

from perfrules.check.declared import on_lattice
from perfrules.check.rule import Adopted, Rule, fits
from perfrules.domain import Domain
from perfrules.errors import UndefinedError
from perfrules.formula.evaluate import evaluate
from perfrules.formula.expand import steps
from perfrules.formula.syntax import Formula, names
from perfrules.formula.witness import MAX_NODES_RUN, MAX_RUNS, Values, worth_trying
from perfrules.framework import Framework
from perfrules.indicator import Indicator, Judgeable, choices, walk
from perfrules.rules import rules, spelled_out, with_weight

MAX_WAYS = 40
"""How often an indicator is tried alone, to find what gives it most and least."""

EFFORT = 10
"""As how many nodes of a formula an indicator counts, whatever its rule."""

MIN_RUNS = 6
"""How often a rule is run however large it is."""

Worth = tuple[Fraction | bool, ...]
Choices = Mapping[str, Worth]
Drawn = dict[str, Fraction | bool]
"""A value for each fact, points for each judged leaf, and by `_left_out` whether an indicator does not apply."""


@frozen
class Trial:
    """
    What is known of a unit that is made up, and the points that follow; what is `left_out` does not apply to it.

    `points` are those of indicators by id, and the `subtotal` that the rule sees.
    """

    facts: Values
    judged: Mapping[str, Fraction]
    left_out: frozenset[str]
    points: Mapping[str, Fraction]

    @property
    def values(self) -> Values:
        """What a formula that sees all this finds under each name."""
        return {**self.facts, **self.points}


def trials(framework: Framework, rule: Rule, formula: Formula, adopted: Adopted) -> Iterator[Trial]:
    """
    Units to run a rule with, whose formula is written out: all on the edges, or some at random.

    There are none where something below the rule cannot be computed.
    """
    below = _below(rule, names(formula))
    formulas = _formulas(framework, below, adopted)
    if formulas is not None:
        yield from _Trials(framework, rule, formula, below, formulas).all()


def sees_points(rule: Rule, formula: Formula) -> bool:
    """Whether a formula names points that follow from something else."""
    return bool(_below(rule, names(formula)))


def _below(rule: Rule, used: frozenset[str]) -> tuple[Indicator, ...]:
    """The indicators on which the points that a rule sees rest, each after those below it."""
    everything = tuple(path for path in walk(rule.summed) if "subtotal" in used or any(one.id in used for one in path))
    return tuple(path[-1] for path in reversed(everything))


def _formulas(framework: Framework, below: tuple[Indicator, ...], adopted: Adopted) -> dict[str, Formula] | None:
    """The formulas of indicators that have one, written out; None where one has no meaning or is too large."""
    bound = rules(framework).formulas
    found: dict[str, Formula] = {}
    for one in below:
        if one.rule.formula is None:
            continue
        if one.id not in bound:
            return None
        found[one.id] = spelled_out(framework, with_weight(bound[one.id], one.weight), adopted=adopted)
        if not fits(found[one.id]) or names(found[one.id]) & framework.named.keys():
            return None
    return found


class _Trials:
    """Trials of one rule."""

    def __init__(
        self, framework: Framework, rule: Rule, formula: Formula, below: tuple[Indicator, ...], formulas: dict[str, Formula]
    ) -> None:
        self._framework = framework
        self._rule = rule
        self._below = below
        self._formulas = formulas
        self._all = (formula, *formulas.values())
        self._choices = dict([*self._of_facts(), *self._of_people()])
        self._choices |= {_left_out(one): (False, True) for one in below if one.not_applicable != "refuse"}
        effort = EFFORT * len(below) + sum(steps(one) for one in self._all)
        self._runs = max(MIN_RUNS, min(MAX_RUNS, MAX_NODES_RUN // effort))
        self._dice = random.Random(0)  # noqa: S311  # a search that must repeat itself, no secret

    def all(self) -> Iterator[Trial]:
        """Every combination of what is worth trying, or as many at random as there is time for."""
        runs = self._runs
        drawn = self._draws(self._choices, runs) if _combinations(self._choices) <= runs else self._some()
        return (trial for one in drawn if (trial := self._trial(one)) is not None)

    def _of_facts(self) -> Iterator[tuple[str, Worth]]:
        used = [(formula, names(formula)) for formula in self._all]
        for fact in self._framework.facts:
            if using := [formula for formula, known in used if fact.id in known]:
                yield fact.id, worth_trying(fact.domain, using)

    def _of_people(self) -> Iterator[tuple[str, Worth]]:
        for leaf in self._below:
            if isinstance(leaf.rule, Judgeable):
                least = leaf.least if leaf.rule.formula is None else Fraction(0)
                domain = Domain("number", "", self._framework.decimals, least, leaf.weight)
                yield leaf.id, choices(leaf) or worth_trying(domain, self._all)

    def _draws(self, among: Choices, most: int) -> Iterator[Drawn]:
        """All combinations, or where there are more, so many at random."""
        if _combinations(among) <= most:
            return (dict(zip(among, values, strict=True)) for values in product(*among.values()))
        return ({name: self._dice.choice(values) for name, values in among.items()} for _ in range(most))

    def _some(self) -> Iterator[Drawn]:
        """Draws in which all have most points, all have least, and each leaf has what comes, in turn."""
        ways: dict[str, list[Drawn]] = {}
        for one in self._below:
            ways[one.id] = self._ways(one, ways)
        most, least = ([way[end] for way in ways.values()] for end in (-1, 0))
        leaves = [ways[one.id] for one in self._below if not one.children]
        for run, drawn in enumerate(self._draws(self._choices, self._runs)):
            mixed = [self._dice.choice(way) for way in leaves]
            yield _merged((drawn, *(most, least, mixed)[run % 3]))

    def _ways(self, one: Indicator, known: Mapping[str, list[Drawn]]) -> list[Drawn]:
        """What can be drawn for an indicator and all below it, from that with least points to that with most."""
        below = tuple(path[-1] for path in reversed(tuple(walk((one,)))))
        used = {one.id, _left_out(one), *(names(self._formulas[one.id]) if one.id in self._formulas else ())}
        own = {name: values for name, values in self._choices.items() if name in used}
        found = []
        for drawn in self._draws(own, min(MAX_WAYS, self._runs)):
            for end in (0, -1) if one.children else (0,):
                whole = _merged((*(known[part.id][end] for part in below[:-1]), drawn))
                points = self._reckoned(below, whole)
                found += [(points[one.id], whole)] if points is not None else []
        return [drawn for _, drawn in sorted(found, key=itemgetter(0))] or [{}]

    def _trial(self, drawn: Drawn) -> Trial | None:
        """The unit of whom this is known; None where something in it has no points, or points outside its own limits."""
        points = self._reckoned(self._below, drawn)
        if points is None:
            return None
        left_out = frozenset(one.id for one in self._below if drawn.get(_left_out(one)))
        facts = {fact.id: drawn[fact.id] for fact in self._framework.facts if fact.id in drawn}
        judged = {one.id: Fraction(drawn[one.id]) for one in self._below if isinstance(one.rule, Judgeable)}
        return Trial(facts, judged, left_out, {**points, "subtotal": _total(self._rule.summed, points)})

    def _reckoned(self, below: tuple[Indicator, ...], drawn: Drawn) -> dict[str, Fraction] | None:
        points: dict[str, Fraction] = {}
        for one in below:
            found = self._points(one, drawn, points)
            if found is None:
                return None
            points[one.id] = found
        return points

    def _points(self, one: Indicator, drawn: Drawn, below: Mapping[str, Fraction]) -> Fraction | None:
        if drawn.get(_left_out(one)):
            return one.weight if one.not_applicable == "full" else Fraction(0)
        subtotal = _total(one.children, below)
        if one.id not in self._formulas:
            return subtotal if one.children else Fraction(drawn[one.id])
        known = {**drawn, **below, "subtotal": subtotal, "judged": drawn.get(one.id, False)}
        try:
            found = evaluate(self._formulas[one.id], known)
        except UndefinedError:
            return None
        return found if one.least <= found <= one.weight and on_lattice(self._framework, found) else None


def _merged(draws: Iterable[Drawn]) -> Drawn:
    return {name: value for drawn in draws for name, value in drawn.items()}


def _combinations(among: Choices) -> int:
    return math.prod(len(values) for values in among.values())


def _total(indicators: tuple[Indicator, ...], points: Mapping[str, Fraction]) -> Fraction:
    return sum((points[one.id] for one in indicators if one.id in points), Fraction(0))


def _left_out(one: Indicator) -> str:
    """Under which name it is drawn whether an indicator does not apply; no id is like it."""
    return f"{one.id} is left out"
