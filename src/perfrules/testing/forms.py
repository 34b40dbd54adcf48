"""Forms: the target rows, tables and weights with which a framework is tried, of every kind that it has."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from fractions import Fraction
from typing import Any, get_args

import attrs
from attrs import frozen

from perfrules.assess.unit import unit_of
from perfrules.case import row_id
from perfrules.domain import MONEY, Domain
from perfrules.errors import EvidenceError
from perfrules.evidence import Evidence, Known, Must, TableRow, TargetRow
from perfrules.formula import parse
from perfrules.formula.syntax import names
from perfrules.framework import Framework, RowRules
from perfrules.frozen import Pairs
from perfrules.indicator import Indicator, Interpretation, Slot
from perfrules.targets import is_folded
from perfrules.testing.form import Form, form_of
from perfrules.testing.shares import Weights, said, weights

UNITS = (("次", Fraction(120)), ("%", Fraction(9, 10)), ("万元", Fraction(10)), ("", Fraction(8)))
"""Units that targets have in turn, with a usual target."""

DAYS = tuple(Fraction(date(2024, month, 30).toordinal()) for month in (6, 9))
OWN = parse("weight if actual >= target else 0")
OTHER = Interpretation("须超过", parse("weight if actual > target else 0"))
ROWS_OF_A_TABLE = 2


@frozen
class Kind:
    """What a target row asks: the word, the unit, one target or two."""

    must: Must
    unit: str = ""
    target: Fraction | None = None
    target_most: Fraction | None = None
    is_own: bool = False


def forms(framework: Framework) -> tuple[Form, ...]:
    """
    The forms with which a framework is tried, the usual one first; a framework to which a unit brings nothing has one.

    The usual one has a row of each kind in each slot; others have rows with a target at the end of its domain and with rules of
    their own, other weights, other readings of row rules, slots without rows and with some missing.
    """
    return framework.memory.once("forms", lambda: tuple(_forms(framework)))


def is_whole(form: Form) -> bool:
    """Whether every point of a form can be had: no row is missing, none shares what nobody gets, all can be told."""
    left = any(id.endswith("/rest") for id in form.framework.paths.keys() - form.declared.paths.keys())
    return not (left or form.untold or form.given.incomplete or form.given.interpretations)


def _forms(framework: Framework) -> Iterator[Form]:
    if not is_folded(framework) and not framework.has_adjustable_weights:
        yield form_of(framework, Evidence())
        return
    seen: set[Evidence] = set()
    for given in _given(framework):
        if given not in seen and _fits(framework, given):
            seen.add(given)
            yield form_of(framework, given)


def _fits(framework: Framework, given: Evidence) -> bool:
    """Whether rows and weights fit: a target or a rule of a row's own may not go with what the framework says."""
    try:
        unit_of(framework, given)
    except EvidenceError:
        return False
    return True


def _given(framework: Framework) -> Iterator[Evidence]:
    every = list(weights(framework))
    for found in every:
        usual = _filled(framework, found, {id: _usual(framework, slot) for id, slot in framework.slots.items()})
        yield usual
        for rules in framework.rows:
            for other in rules.interpretations:
                yield attrs.evolve(usual, interpretations=Pairs.of({rules.id: other.name}))
    for found in every[:1]:
        yield _filled(framework, found, {id: _odd(framework, slot) for id, slot in framework.slots.items()})
        yield from _lacking(framework, found)


def _usual(framework: Framework, slot: Slot) -> tuple[Kind, ...]:
    """A row for each word of `must` that the rules know, graded ones too unless sums need a ratio."""
    rules = framework.row_rules[slot.rules]
    musts: tuple[Must, ...] = tuple(must for must in get_args(Must) if must in rules.ratio)
    if not musts and "ratio" not in names(rules.formula):
        musts = ("at_least",)
    measured = tuple(_kind(rules, must, number) for number, must in enumerate(musts))
    needs_ratio = any("ratio" in names(one.formula) for one in rules.sums)
    return (*measured, Kind("graded")) if rules.graded and not (needs_ratio and measured) else measured


def _kind(rules: RowRules, must: Must, number: int) -> Kind:
    if must == "by_date":
        return Kind(must, "", DAYS[0])
    unit, wanted = _unit(rules.target, number)
    target = _inside(wanted, rules.target, unit)
    return Kind(must, unit, target, _inside(wanted * 2, rules.target, unit) if must == "between" else None)


def _unit(domain: Domain, number: int) -> tuple[str, Fraction]:
    if domain.kind == "rate":
        return UNITS[1]
    if domain.kind == "amount":
        return domain.unit, Fraction(10)
    return UNITS[number % len(UNITS)] if domain.decimals else UNITS[number % 2 * 3]


def _inside(wanted: Fraction, domain: Domain, unit: str) -> Fraction:
    step = domain.step / 100 if unit == "%" and domain.kind != "rate" else domain.step
    return min(max(wanted // step * step, domain.least), domain.most)


def _odd(framework: Framework, slot: Slot) -> tuple[Kind, ...]:
    """Rows that are out of the ordinary: targets at the ends of their domain, graded ones, and one with its own rule."""
    rules = framework.row_rules[slot.rules]
    usual = _usual(framework, slot)
    measured = [one for one in usual if one.must not in {"by_date", "graded"}]
    ends = [
        attrs.evolve(one, unit="次" if one.unit in {"%", *MONEY} and rules.target.kind == "number" else one.unit, target=end)
        for one, end in zip(measured, (rules.target.most, rules.target.least), strict=False)
        if one.must != "between"
    ]
    own = [attrs.evolve(one, must="at_least", target_most=None, is_own=True) for one in measured[:1]]
    graded = [Kind("graded")] if rules.graded and Kind("graded") not in usual else []
    return (*own, *ends, *graded) or usual


def _filled(framework: Framework, found: Weights, kinds: Mapping[str, Sequence[Kind]]) -> Evidence:
    """A unit with these rows in each slot, and two rows in each table."""
    rows = tuple(row for id, several in kinds.items() for row in _rows(framework, framework.paths[id][-1], found[id], several))
    parts = tuple(
        attrs.evolve(row, id=f"{row.id}其中", label=f"{row.label}其中", weight=Fraction(1), of=row.id)
        for row in rows[:1]
        if row.must not in {"graded", "between"}
    )
    tables = {table.id: _table(min(ROWS_OF_A_TABLE, table.rows_at_most)) for table in framework.tables}
    return Evidence(weights=Pairs.of(said(framework, found)), targets=(*rows, *parts), tables=Pairs.of(tables))


def _table(count: int) -> tuple[TableRow, ...]:
    return tuple(TableRow(f"第{number}项", Pairs()) for number in range(1, count + 1))


def _rows(framework: Framework, one: Indicator, weight: Fraction, kinds: Sequence[Kind]) -> Iterator[TargetRow]:
    slot: Any = one.rule
    groups = dict(slot.groups) or {"": weight}
    rest = weight - sum(groups.values(), Fraction(0))
    if rest > 0 and slot.split is None:
        groups["其他"] = rest
    step = max(framework.step, framework.row_rules[slot.rules].weight.step)
    for place, (group, part) in enumerate(groups.items()):
        here = kinds if len(groups) == 1 else [kind for number, kind in enumerate(kinds) if number % len(groups) == place]
        here = list(here or kinds[:1])[: max(int(part / step), 1)]
        if part or not framework.is_scored:
            yield from _of_group(one, group, here, _parts(framework, slot, part, here, step))


def _parts(framework: Framework, slot: Slot, whole: Fraction, kinds: Sequence[Kind], step: Fraction) -> Sequence[Fraction | None]:
    """What each row weighs; nothing where the slot shares out its weight, or nothing is scored."""
    if slot.split is not None or not framework.is_scored:
        return [None] * len(kinds)
    share = whole / len(kinds) // step * step
    return [*[share] * (len(kinds) - 1), whole - share * (len(kinds) - 1)]


def _of_group(one: Indicator, group: str, kinds: Sequence[Kind], parts: Sequence[Fraction | None]) -> Iterator[TargetRow]:
    for number, (kind, weight) in enumerate(zip(kinds, parts, strict=True), 1):
        label = f"指标{number}"
        row = TargetRow(row_id("", one.id, group, label), one.id, label, group, kind.must, weight, kind.unit)
        row = attrs.evolve(row, target=_known(kind.target), target_most=_known(kind.target_most))
        yield attrs.evolve(row, formula=OWN, interpretations=(OTHER,)) if kind.is_own else row


def _known(end: Fraction | None) -> Known | None:
    return None if end is None else Known(end)


def _lacking(framework: Framework, found: Weights) -> Iterator[Evidence]:
    """Forms in which something is missing: the rows of a slot, a page of them, the rows of tables, a target in numbers."""
    kinds = {id: _usual(framework, slot)[:1] for id, slot in framework.slots.items()}
    usual = _filled(framework, found, kinds)
    yield attrs.evolve(usual, tables=Pairs())
    words = tuple(attrs.evolve(row, target=None, target_most=None, target_text="明显提高") for row in usual.targets if not row.of)
    yield attrs.evolve(usual, targets=words)
    for id in framework.slots:
        others = tuple(row for row in usual.targets if row.slot != id)
        first = tuple(_halved(framework, row) for row in usual.targets if row.slot == id)[:1]
        yield attrs.evolve(usual, targets=others)
        yield attrs.evolve(usual, targets=(*others, *first), incomplete=Pairs.of({id: "缺页"}))


def _halved(framework: Framework, row: TargetRow) -> TargetRow:
    return row if row.weight is None else attrs.evolve(row, weight=row.weight / 2 // framework.step * framework.step)
