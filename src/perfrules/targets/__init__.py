"""Targets: what a unit brings itself, its target rows, weights and tables, becomes an ordinary framework for this unit."""

from collections.abc import Iterator
from fractions import Fraction

from attrs import evolve, frozen

from perfrules.errors import EvidenceError, Problem
from perfrules.evidence import Evidence, Known, TargetRow
from perfrules.formula.measure import PLAIN
from perfrules.formula.syntax import Number
from perfrules.framework import Fact, Framework, Value
from perfrules.frozen import Pairs
from perfrules.indicator import Branch, Calculated, Indicator, Slot, Unscored
from perfrules.rules import Rules, rules
from perfrules.targets.rows import Leaf, leaf, row_formula
from perfrules.targets.sums import Added, row_sums, slot_sums, table_sums
from perfrules.targets.weights import Weights, row_problem, scoring
from perfrules.wording import did_you_mean, near

__all__ = ["Unit", "declared_of", "is_folded", "is_of_one_unit", "row_formula", "sums_of_unit", "unfold"]

_DECLARED = "declared"
_SUMS = "sums of one unit"

REST = "rest"
"""What stands behind the id of a slot where rows of it are not all there."""


@frozen
class Unit:
    """A framework as it is for one unit, and what is known of that unit by the ids of this framework."""

    framework: Framework
    evidence: Evidence


def unfold(framework: Framework, evidence: Evidence) -> Unit:
    """
    The framework with the weights, target rows and tables of one unit, which become indicators, facts and values.

    A row is a leaf below its slot (`slot/group/label`) and its actual figure a fact (`slot/group/label actual`); a sum is a
    value. The same framework and evidence come back where there is nothing to unfold. Raises `EvidenceError` with all that does
    not fit the slots, and the weights that are missing or do not add up.
    """
    brought = evidence.weights or evidence.targets or evidence.tables
    if not brought and not is_folded(framework):
        return Unit(framework, evidence)
    return _Unfolding(framework, evidence).unit()


def is_of_one_unit(framework: Framework) -> bool:
    """Whether a framework was unfolded for one unit, so that compiling it is not worth while."""
    return declared_of(framework) is not framework


def declared_of(framework: Framework) -> Framework:
    """The framework that was unfolded; any other one itself."""
    return framework.memory.once(_DECLARED, lambda: framework)


def sums_of_unit(framework: Framework) -> frozenset[str]:
    """The values of a unit's framework that are sums over its rows; none in any other framework."""
    return framework.memory.once(_SUMS, frozenset)


def is_folded(framework: Framework) -> bool:
    """Whether a framework has slots, tables or open weights, which are those of a unit."""
    return framework.memory.once("is folded", lambda: _has_places(framework))


def _has_places(framework: Framework) -> bool:
    return bool(framework.tables or framework.slots) or any(path[-1].is_open for path in framework.paths.values())


class _Unfolding:
    """The unfolding of one unit."""

    def __init__(self, framework: Framework, evidence: Evidence) -> None:
        self._framework = framework
        self._evidence = evidence
        self._weights = Weights(framework, evidence)
        self._rows = scoring(evidence)
        self._leaves: list[Leaf] = []
        self._sums: list[Added] = []
        self._problems: list[Problem] = [*self._weights.problems, *self._strangers()]

    def unit(self) -> Unit:
        sums = (*table_sums(self._framework, self._evidence), *row_sums(self._framework, self._weights, self._rows))
        self._sums += sums
        indicators = tuple(self._indicator(one) for one in self._framework.indicators)
        adjustments = tuple(self._indicator(one) for one in self._framework.adjustments)
        if self._problems:
            raise EvidenceError(tuple(self._problems))
        framework = evolve(
            self._framework,
            indicators=indicators,
            adjustments=adjustments,
            facts=(*self._framework.facts, *self._facts()),
            values=(*self._framework.values, *self._values()),
            has_adjustable_weights=False,
            tables=(),
            rows=(),
        )
        bound = self._bound(framework)  # they are bound already: binding them again costs ten times as much
        framework.memory.once("rules", lambda: bound)
        framework.memory.once(_DECLARED, lambda: self._framework)
        framework.memory.once(_SUMS, lambda: frozenset(added.value.id for added in self._sums))
        return Unit(framework, self._known())

    def _strangers(self) -> Iterator[Problem]:
        """The rows for which there is no slot, and those that stand twice."""
        slots = self._framework.slots
        seen: set[str] = set()
        for row in self._evidence.targets:
            if row.slot not in slots:
                yield row_problem(
                    self._evidence,
                    "unknown-id",
                    row,
                    f"the framework has no slot `{row.slot}`{did_you_mean(near(row.slot, slots))}",
                )
            if row.id in seen:
                yield row_problem(self._evidence, "duplicate-id", row, f"`{row.id}` stands here twice; give each an `id`")
            seen.add(row.id)

    def _indicator(self, one: Indicator) -> Indicator:
        weighed = evolve(one, weight=self._weights.of(one), is_open=False)
        match one.rule:
            case Branch(children=children, formula=formula):
                return evolve(weighed, rule=Branch(tuple(self._indicator(child) for child in children), formula))
            case Slot():
                return self._slot(weighed, one.rule)
        return weighed

    def _slot(self, one: Indicator, slot: Slot) -> Indicator:
        rows = self._rows.get(one.id, ())
        if not rows and not one.weight:
            return evolve(one, rule=Unscored())
        children = list(self._groups(one, slot, rows))
        rest = one.weight - sum((child.weight for child in children), Fraction(0))
        if rest > 0 and (one.id in self._evidence.incomplete or not rows):
            children.append(Indicator(f"{one.id}/{REST}", "未列出的指标", rest, Unscored()))
        elif rest > 0 and slot.split is not None:
            left = Indicator(f"{one.id}/{REST}", "均分后的余数", rest, Calculated(Number(Fraction(0))))
            self._leaves.append(Leaf(left))
            children.append(left)
        elif rest and self._framework.is_scored:
            self._problems.append(self._weights.misfit(one, rows))
        formula, sums = slot_sums(self._framework, self._weights, one.id, slot, rows)
        self._sums += sums
        return evolve(one, rule=Branch(tuple(children), formula))

    def _groups(self, one: Indicator, slot: Slot, rows: tuple[TargetRow, ...]) -> Iterator[Indicator]:
        """The rows of a slot; those of a group stand together below a branch of its name."""
        for group in dict.fromkeys(row.group for row in rows):
            leaves = tuple(self._leaf(slot, row) for row in rows if row.group == group)
            if not group:
                yield from leaves
                continue
            weight = sum((leaf.weight for leaf in leaves), Fraction(0))
            yield Indicator(f"{one.id}/{group}", group, weight, Branch(leaves))

    def _leaf(self, slot: Slot, row: TargetRow) -> Indicator:
        made = leaf(self._framework, self._evidence, slot.rules, row, self._weights.of_row(row))
        self._problems += made.problems
        self._leaves.append(made)
        return made.indicator

    def _facts(self) -> Iterator[Fact]:
        for one in self._leaves:
            yield from one.facts
        for added in self._sums:
            yield from added.facts

    def _values(self) -> Iterator[Value]:
        for one in self._leaves:
            yield from one.values
        yield from (added.value for added in self._sums)

    def _bound(self, framework: Framework) -> Rules:
        """The rules of the unit's framework, from those of the declared one."""
        base = rules(self._framework)
        sums = tuple(added.value for added in self._sums)
        ratios = tuple(value for one in self._leaves for value in one.values)
        leaves = [one.indicator for one in self._leaves]
        slots = [framework.paths[id][-1] for id in self._framework.slots]
        formulas = {one.id: one.formula for one in (*sums, *ratios)}
        formulas |= {one.id: one.rule.formula for one in (*leaves, *slots) if one.rule.formula is not None}
        readings = {one.id: {other.name: other.formula for other in one.interpretations} for one in leaves}
        order = (*(one.id for one in sums), *base.values, *(one.id for one in ratios))
        measures = {id: base.measures.get(id, PLAIN) for id in order}
        return evolve(
            base,
            values=order,
            formulas={**base.formulas, **formulas},
            readings={**{id: {} for id in (*order, *framework.paths)}, **base.readings, **readings},
            measures=measures,
            rows={},
            sums={},
        )

    def _adopted(self) -> dict[str, str]:
        """The adopted readings, without those of row rules, which are written into the rows."""
        adopted = self._evidence.interpretations
        return {owner: name for owner, name in adopted.items() if owner not in self._framework.row_rules}

    def _known(self) -> Evidence:
        """The evidence with what is known of the rows."""
        facts: dict[str, Known] = dict(self._evidence.facts)
        values, judged, stated = dict(self._evidence.values), dict(self._evidence.judged), dict(self._evidence.stated)
        for one in self._leaves:
            facts |= one.known
            values |= one.ratios
            judged |= one.judged
            stated |= one.stated
        return evolve(
            self._evidence,
            facts=Pairs.of(facts),
            values=Pairs.of(values),
            judged=Pairs.of(judged),
            stated=Pairs.of(stated),
            interpretations=Pairs.of(self._adopted()),
            weights=Pairs(),
            targets=(),
            tables=Pairs(),
        )
