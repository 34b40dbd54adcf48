"""Loosening: a framework without one of its rules, or with the weights that its leaves have, so that the rest can be scored."""

from collections.abc import Callable
from fractions import Fraction

from attrs import evolve

from perfrules.domain import Domain
from perfrules.evidence import Evidence, TargetRow
from perfrules.formula import parse
from perfrules.formula.syntax import Call, Name, Number
from perfrules.framework import Fact, Framework
from perfrules.indicator import Branch, Calculated, Indicator, Slot
from perfrules.rules import TOTAL

Change = Callable[[Indicator], Indicator]


def bare(row: TargetRow) -> TargetRow:
    """A row as if nobody had scored it: its figures and its own rule are not there."""
    return evolve(
        row,
        must="graded",
        grade="",
        target=None,
        target_most=None,
        actual=None,
        ratio=None,
        points=None,
        formula=None,
        interpretations=(),
    )


def blanked(framework: Framework, id: str, most: Fraction | None = None) -> Framework:
    """A framework in which nobody knows the points of an indicator, or of the whole: its rule is a fact that is not given."""
    name = f"{id.replace('/', '_')}_out_of_range"
    weight, least = framework.points, Fraction(0)
    if id != TOTAL:
        weight, least = framework.paths[id][-1].weight if most is None else most, framework.paths[id][-1].least
    fact = Fact(name, "按评分标准的得分", Domain("number", "", framework.decimals, least, weight))
    made = evolve(framework, facts=(*framework.facts, fact))
    if id == TOTAL:
        return _trusted(evolve(made, total=Name(name)))
    return _trusted(_changed(made, lambda one: _unknown(one, name) if one.id == id else one))


def _unknown(one: Indicator, name: str) -> Indicator:
    formula = Name(name)
    rule = evolve(one.rule, formula=formula) if isinstance(one.rule, Branch | Slot) else Calculated(formula)
    return evolve(one, rule=rule, interpretations=())


def loosened(framework: Framework, evidence: Evidence, slot: str = "") -> tuple[Framework, dict[str, Fraction]]:
    """
    A framework whose branches weigh what stands below them, and the whole what all leaves do; with the weights of the case.

    A `slot` weighs what its rows do. Of slots whose weight nobody knows each may weigh all that is left of the points.
    """
    leaves = [path[-1] for path in framework.paths.values() if not path[-1].children]
    open_ids = unweighed(framework, evidence)
    weights = {one.id: _weight(one, evidence, slot) for one in leaves if one.id not in open_ids}
    beside = {one.id for top in framework.adjustments for one in _below(top)}
    points = sum((weight for id, weight in weights.items() if id not in beside), Fraction(0))
    made = _changed(framework, lambda one: evolve(one, weight=Fraction(0), is_open=True) if one.children else one)
    if open_ids:
        left = max(framework.points - points, Fraction(0))
        weights |= dict.fromkeys(open_ids, left)
        for id in sorted(open_ids):
            made = blanked(made, id, left) if framework.paths[id][-1].rule.formula is not None else made
        total = framework.total or parse("subtotal")
        made, points = evolve(made, total=Call("min", (total, Number(framework.points)))), framework.points
    return _trusted(evolve(made, points=points, constraints=())), weights


def unweighed(framework: Framework, evidence: Evidence) -> frozenset[str]:
    """The slots with an open weight that neither the case nor all their rows give."""
    slots = (id for id in framework.slots if framework.paths[id][-1].is_open and id not in evidence.weights)
    return frozenset(id for id in slots if id in evidence.incomplete or not weight_of_rows(evidence, id))


def _below(one: Indicator) -> list[Indicator]:
    return [one, *(found for child in one.children for found in _below(child))]


def _weight(leaf: Indicator, evidence: Evidence, slot: str) -> Fraction:
    """What a leaf weighs: what the case or the framework says, else what its rows weigh."""
    if leaf.id != slot and leaf.id in evidence.weights:
        return evidence.weights[leaf.id]
    return weight_of_rows(evidence, leaf.id) if leaf.is_open or leaf.id == slot else leaf.weight


def weight_of_rows(evidence: Evidence, slot: str) -> Fraction:
    """What the rows of a slot weigh together."""
    rows = (row for row in evidence.targets if row.slot == slot and not row.of)
    return sum((row.weight for row in rows if row.weight is not None), Fraction(0))


def _changed(framework: Framework, change: Change) -> Framework:
    return evolve(
        framework,
        indicators=tuple(_each(one, change) for one in framework.indicators),
        adjustments=tuple(_each(one, change) for one in framework.adjustments),
    )


def _each(one: Indicator, change: Change) -> Indicator:
    """An indicator and all below it, changed."""
    if isinstance(one.rule, Branch):
        one = evolve(one, rule=evolve(one.rule, children=tuple(_each(child, change) for child in one.children)))
    return change(one)


def _trusted(framework: Framework) -> Framework:
    """A framework that need not be checked: what it was made from has been."""
    framework.memory.once("check", tuple)
    return framework
