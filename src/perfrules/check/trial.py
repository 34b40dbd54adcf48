"""
Trials: units that are made up to run a rule that sees points.

A witness must be able to happen: the points below the rule follow from the same facts and judgements as the rule itself.
"""

import math
import random
from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction
from itertools import product, takewhile
from operator import itemgetter

from attrs import evolve, frozen

from perfrules.check.allowance import RUNNING_ONE, Allowance
from perfrules.check.reckoning import Reckoning, left_out
from perfrules.check.rule import Rule, fits
from perfrules.check.spelling import Adopted, spelling
from perfrules.check.sums import worlds
from perfrules.domain import Domain
from perfrules.formula.expand import steps
from perfrules.formula.syntax import Formula, names
from perfrules.formula.witness import MAX_RUNS, Values, compared, worth_trying
from perfrules.framework import Framework, Table
from perfrules.indicator import Indicator, Judgeable, Slot, Unscored, choices, walk
from perfrules.rules import rules, with_weight

MAX_WAYS = 40
"""How often an indicator is tried alone, to find what gives it most and least; all together take half of what may be run."""

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

    `facts` holds the sums of tables too, `points` those of indicators by id, with the `subtotal` and `applicable` of the rule.
    """

    facts: Values
    judged: Mapping[str, Fraction]
    left_out: frozenset[str]
    points: Mapping[str, Fraction]

    @property
    def values(self) -> Values:
        """What a formula that sees all this finds under each name."""
        return {**self.facts, **self.points}


def trials(
    framework: Framework, rule: Rule, formula: Formula, adopted: Adopted, running: Allowance | None = None
) -> Iterator[Trial]:
    """
    Units to run a rule with, whose formula is written out: all on the edges, or some at random, as `running` allows.

    There are none where something below the rule cannot be computed.
    """
    running = Allowance(RUNNING_ONE) if running is None else running
    below = _below(rule, names(formula)) if running.left else ()
    if running.left <= EFFORT * len(below):
        return
    formulas = _formulas(framework, below, adopted)
    if formulas is not None and not _names_rows(framework, (formula, *formulas.values())):
        yield from _Trials(framework, evolve(rule, formula=formula), below, formulas, running).all()


def needs_trials(framework: Framework, rule: Rule, formula: Formula) -> bool:
    """Whether a formula names points or sums, which follow from something else."""
    return bool(_below(rule, names(formula)) or names(formula) & framework.sums.keys())


def _names_rows(framework: Framework, formulas: Iterable[Formula]) -> bool:
    """Whether a formula names a sum over target rows, on which the points of their slot rest too, or over no table at all."""
    over_tables = {name for table in framework.tables for name in worlds(framework, table)[0]}
    return any((names(formula) & framework.sums.keys()) - over_tables for formula in formulas)


def _below(rule: Rule, used: frozenset[str]) -> tuple[Indicator, ...]:
    """The indicators on which the points that a rule sees rest, each after those below it."""
    all_count = not used.isdisjoint({"subtotal", "applicable"})
    summed = [path for path in walk(rule.summed) if all_count or any(one.id in used for one in path)]
    beside = [path for path in walk(rule.beside) if any(one.id in used for one in path)]
    return tuple(path[-1] for path in reversed((*summed, *beside)))


def _formulas(framework: Framework, below: tuple[Indicator, ...], adopted: Adopted) -> dict[str, Formula] | None:
    """The formulas of indicators that have one, written out; None where one has no meaning or is too large."""
    bound, values = rules(framework).formulas, spelling(framework, adopted)
    found: dict[str, Formula] = {}
    for one in below:
        if one.rule.formula is None:
            continue
        if one.id not in bound:
            return None
        found[one.id] = values.written(with_weight(bound[one.id], one.weight))
        if not fits(found[one.id]) or names(found[one.id]) & framework.named.keys():
            return None
    return found


class _Trials:
    """Trials of one rule, whose formula is written out."""

    def __init__(
        self,
        framework: Framework,
        rule: Rule,
        below: tuple[Indicator, ...],
        formulas: dict[str, Formula],
        running: Allowance,
    ) -> None:
        self._framework = framework
        self._rule = rule
        self._below = below
        self._formulas = formulas
        self._all = (rule.formula, *formulas.values())
        self._sees_all = not names(rule.formula).isdisjoint({"subtotal", "applicable"})
        self._choices = dict([*self._of_facts(), *self._of_tables(), *self._of_people()])
        self._choices |= {left_out(one): (False, True) for one in below if one.not_applicable != "refuse"}
        self._costs = {one.id: EFFORT + (steps(formulas[one.id]) if one.id in formulas else 0) for one in below}
        effort = sum(self._costs.values()) + steps(rule.formula)
        self._runs = max(MIN_RUNS, min(MAX_RUNS, RUNNING_ONE // effort))
        self._running = running
        self._kept = running.left // 2
        self._dice = random.Random(0)  # noqa: S311  # a search that must repeat itself, no secret

    def all(self) -> Iterator[Trial]:
        """Every combination of what is worth trying, or as many at random as there is time for."""
        runs = self._runs
        drawn = self._draws(self._choices, runs) if _combinations(self._choices) <= runs else self._some()
        allowed = takewhile(lambda _: self._running.left, drawn)
        return (trial for one in allowed if (trial := self._trial(one)) is not None)

    def _of_facts(self) -> Iterator[tuple[str, Worth]]:
        places: dict[str, dict[Fraction, None]] = {}
        for formula in self._all:
            near = dict.fromkeys(compared(formula))
            for name in names(formula):
                places.setdefault(name, {}).update(near)
        for fact in self._framework.facts:
            if fact.id in places:
                yield fact.id, worth_trying(fact.domain, places[fact.id])

    def _of_tables(self) -> Iterator[tuple[str, Worth]]:
        """The tables of which sums are used; what is drawn is one of their worlds, by its number."""
        used = {name for formula in self._all for name in names(formula)}
        for table in self._framework.tables:
            if used & {one.id for one in table.sums}:
                yield _rows(table), tuple(Fraction(number) for number in range(len(worlds(self._framework, table))))

    def _of_people(self) -> Iterator[tuple[str, Worth]]:
        places = compared(*self._all)
        for leaf in self._below:
            if isinstance(leaf.rule, Judgeable):
                least = leaf.least if leaf.rule.formula is None else Fraction(0)
                domain = Domain("number", "", self._framework.decimals, min(least, leaf.weight), leaf.weight)
                yield leaf.id, choices(leaf) or worth_trying(domain, places)
            if isinstance(leaf.rule, Slot | Unscored):
                yield leaf.id, (Fraction(0), leaf.weight)

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
        if self._running.left <= self._kept:
            return [{}]
        below = tuple(path[-1] for path in reversed(tuple(walk((one,)))))
        used = {one.id, left_out(one), *(names(self._formulas[one.id]) if one.id in self._formulas else ())}
        used |= {_rows(table) for table in self._framework.tables if used & {total.id for total in table.sums}}
        own = {name: self._choices[name] for name in sorted(used) if name in self._choices}
        found, whole = [], Drawn()
        for drawn in self._draws(own, min(MAX_WAYS, self._runs)):
            for end in (0, -1) if one.children else (0,):
                whole = _merged((*(known[child.id][end] for child in one.children), drawn))
                reckoned = self._reckoned(below, self._with_sums(whole))
                found += [(reckoned.points[one.id], whole)] if reckoned.is_sound else []
        return [drawn for _, drawn in sorted(found, key=itemgetter(0))] or [whole]

    def _trial(self, drawn: Drawn) -> Trial | None:
        """The unit of whom this is known; None where something in it has no points, or points outside its own limits."""
        summed, known = self._rule.summed, self._with_sums(drawn)
        reckoned = self._reckoned(self._below, known)
        if not reckoned.is_sound or (summed and self._sees_all and not reckoned.applicable(summed)):
            return None
        out = frozenset(one.id for one in self._below if drawn.get(left_out(one)))
        facts = {name: known[name] for name in (*self._framework.declared, *self._framework.sums) if name in known}
        judged = {one.id: Fraction(drawn[one.id]) for one in self._below if isinstance(one.rule, Judgeable)}
        words = {"subtotal": reckoned.subtotal(summed), "applicable": reckoned.applicable(summed)}
        return Trial(facts, judged, out, {**reckoned.points, **words})

    def _reckoned(self, below: tuple[Indicator, ...], known: Drawn) -> Reckoning:
        self._running.take(sum(self._costs[one.id] for one in below))
        return Reckoning(self._framework, self._formulas, known).add(below)

    def _with_sums(self, drawn: Drawn) -> Drawn:
        """What is drawn, and the sums of the tables that were drawn."""
        found = dict(drawn)
        for table in self._framework.tables:
            if _rows(table) in drawn:
                found |= worlds(self._framework, table)[int(drawn[_rows(table)])]
        return found


def _merged(draws: Iterable[Drawn]) -> Drawn:
    return {name: value for drawn in draws for name, value in drawn.items()}


def _combinations(among: Choices) -> int:
    return math.prod(len(values) for values in among.values())


def _rows(table: Table) -> str:
    """Under which name it is drawn which rows a table has; no id is like it."""
    return f"rows of {table.id}"
