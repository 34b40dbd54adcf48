"""A target row as a leaf: its rule with target and ratio written in, its actual figure as a fact."""

from collections.abc import Iterator
from datetime import date
from fractions import Fraction

from attrs import evolve, field, frozen

from perfrules import number
from perfrules.domain import MONEY, Domain, domain, misfit
from perfrules.errors import FormulaError, Problem
from perfrules.evidence import Evidence, Judgement, Known, TargetRow
from perfrules.formula.expand import substituted
from perfrules.formula.syntax import Formula, Name, Number, names
from perfrules.framework import Band, Fact, Framework, RowRules, Show, Value
from perfrules.indicator import Calculated, Indicator, Interpretation, Judgeable
from perfrules.number import PARTS
from perfrules.rules import own_rule, rules
from perfrules.targets.weights import row_problem

_SHOWN = Show("half_up", Fraction(1, 10**4), percent=True)


@frozen
class Leaf:
    """A target row as an indicator, with the facts and values on which it rests and what is known of them."""

    indicator: Indicator
    facts: tuple[Fact, ...] = ()
    values: tuple[Value, ...] = ()
    known: dict[str, Known] = field(factory=dict)
    ratios: dict[str, Known] = field(factory=dict)
    judged: dict[str, Judgement] = field(factory=dict)
    stated: dict[str, Fraction] = field(factory=dict)
    problems: tuple[Problem, ...] = ()


def leaf(framework: Framework, evidence: Evidence, rules_id: str, row: TargetRow, weight: Fraction) -> Leaf:
    """The leaf of a row that weighs this under these row rules."""
    made = Indicator(row.id, row.label, weight, Judgeable("any"), clause=row.target_text)
    stated = {} if row.printed is None else {row.id: row.printed}
    declared = framework.row_rules[rules_id]
    if problems := tuple(_misfits(evidence, declared, row, weight)):
        return Leaf(made, problems=problems)
    if row.must == "graded":
        judged = {} if row.points is None else {row.id: Judgement(row.points, row.by, row.reason)}
        return Leaf(made, judged=judged, stated=stated, problems=tuple(_outside(evidence, declared, row, weight)))
    return _calculated(framework, evidence, declared, row, evolve(Leaf(made), stated=stated))


def _misfits(evidence: Evidence, declared: RowRules, row: TargetRow, weight: Fraction) -> Iterator[Problem]:
    """What is wrong with the weight and the target of a row: its actual figure is a fact, which is looked at with the others."""
    if fault := misfit(weight, declared.weight):
        yield row_problem(evidence, "outside-domain", row, f"its weight {fault}")
    for known in _ends(row).values():
        if known is not None and (fault := misfit(known.value, figure(declared.target, row))):
            yield row_problem(evidence, "outside-domain", row, f"its target {fault}")


def _outside(evidence: Evidence, declared: RowRules, row: TargetRow, weight: Fraction) -> list[Problem]:
    """What is wrong with the points of a graded row: they lie outside the band of its grade."""
    band = next((band for band in declared.graded if band.name == row.grade), None)
    if band is None or row.points is None or _holds(band, row.points, weight):
        return []
    until = number.plain(band.end * weight)
    limits = f"{number.plain(band.start * weight)} to {until if band.end == 1 else f'below {until}'}"
    message = f"{number.plain(row.points)} points are outside `{band.name}`, which gives {limits} of {number.plain(weight)}"
    return [row_problem(evidence, "judged-points", row, message)]


def _holds(band: Band, points: Fraction, weight: Fraction) -> bool:
    below = points <= band.end * weight if band.end == 1 else points < band.end * weight
    return band.start * weight <= points and below


def _calculated(framework: Framework, evidence: Evidence, declared: RowRules, row: TargetRow, rough: Leaf) -> Leaf:
    try:
        formula = row_formula(framework, evidence, declared.id, row)
    except FormulaError as error:
        return evolve(rough, problems=(evolve(row_problem(evidence, error.code, row, error.sentence), excerpt=error.excerpt),))
    given = _given(declared, row)
    columns = {column.id: _column(row, column) for column in declared.columns}
    words: dict[str, Formula] = {name: Name(fact.id) for name, (fact, _) in (*given.items(), *columns.items())}
    words |= {name: _literal(row, known) for name, known in _ends(row).items() if known is not None}
    values: tuple[Value, ...] = ()
    if "ratio" in names(formula):
        ratio = rules(framework).rows[declared.id].ratio.get(row.must)
        if ratio is None:
            message = f"the row rules `{declared.id}` have no ratio for `{row.must}`"
            return evolve(rough, problems=(row_problem(evidence, "no-ratio", row, message),))
        values = (Value(f"{row.id} ratio", f"{row.label}完成率", substituted(ratio, words), _SHOWN),)
        words["ratio"] = Name(f"{row.id} ratio")
    used = names(substituted(formula, words)) | names_of(values)
    parts = [*given.values(), *columns.values()]
    return evolve(
        rough,
        indicator=evolve(
            rough.indicator,
            rule=Calculated(substituted(formula, words)),
            interpretations=tuple(_reading(framework, declared, row, one, words) for one in row.interpretations),
        ),
        facts=tuple(fact for fact, _ in parts if fact.id in used),
        values=values,
        known={fact.id: known for fact, known in parts if known is not None and fact.id in used},
        ratios={} if row.ratio is None or not values else {values[0].id: row.ratio},
    )


def names_of(values: tuple[Value, ...]) -> frozenset[str]:
    """All names in the formulas of values."""
    return frozenset().union(*(names(value.formula) for value in values))


def row_formula(framework: Framework, evidence: Evidence, rules_id: str, row: TargetRow) -> Formula:
    """The bound formula of a row: its own, or that of its rules as they are read; raises `FormulaError`."""
    if row.formula is not None:
        return own_rule(framework, rules_id, row.formula, row.must)
    bound = rules(framework).rows[rules_id]
    return bound.readings.get(evidence.interpretations.get(rules_id, ""), bound.formula)


def _reading(
    framework: Framework, declared: RowRules, row: TargetRow, one: Interpretation, words: dict[str, Formula]
) -> Interpretation:
    return Interpretation(one.name, substituted(own_rule(framework, declared.id, one.formula, row.must), words))


def _given(declared: RowRules, row: TargetRow) -> dict[str, tuple[Fact, Known | None]]:
    """The figures of a row as facts: the actual one, and its target where that is not known."""
    actual = Fact(f"{row.id} actual", f"{row.label}实际完成值", figure(declared.actual, row))
    found: dict[str, tuple[Fact, Known | None]] = {"actual": (actual, row.actual)}
    for name, known in _ends(row).items():
        if known is None:
            found[name] = (Fact(f"{row.id} {name}", f"{row.label}目标值", figure(declared.target, row)), None)
    return found


def _ends(row: TargetRow) -> dict[str, Known | None]:
    """What an actual figure is compared with."""
    return {"target": row.target} | ({"target_most": row.target_most} if row.must == "between" else {})


def _column(row: TargetRow, column: Fact) -> tuple[Fact, Known | None]:
    return evolve(column, id=f"{row.id} {column.id}", label=f"{row.label}{column.label}"), row.columns.get(column.id)


def figure(declared: Domain, row: TargetRow) -> Domain:
    """The domain of a figure in the unit of its row: a percentage is a rate, money an amount, a date a day."""
    if row.must == "by_date":
        return domain("date")
    if row.unit in PARTS:
        return domain("rate", "", declared.decimals + 2, declared.least, declared.most)
    kind = "amount" if row.unit in MONEY else declared.kind
    return evolve(declared, kind=kind, unit=row.unit if kind in {"amount", "count", "number"} else "")


def _literal(row: TargetRow, known: Known) -> Number:
    """A target as it stands in a formula."""
    value = Fraction(known.value)
    if row.must != "by_date":
        return Number(value)
    day = date.fromordinal(int(value))
    return Number(value, f"date({day.year}, {day.month}, {day.day})")
