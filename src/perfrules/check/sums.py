"""Sums over rows: between which values they lie, and some that can be."""

import random
from collections.abc import Iterator, Mapping
from fractions import Fraction
from itertools import islice, product
from math import prod

from perfrules.domain import Domain, domain
from perfrules.errors import UndefinedError
from perfrules.formula import interval
from perfrules.formula.bounds import bounds
from perfrules.formula.evaluate import evaluate
from perfrules.formula.expand import substituted
from perfrules.formula.extent import Bounds, common
from perfrules.formula.interval import Interval
from perfrules.formula.syntax import Formula, names
from perfrules.formula.witness import compared, worth_trying
from perfrules.framework import Fact, Framework, RowRules, Table
from perfrules.rules import rules

MOST_ROWS = 1000
"""Target rows of one unit."""

MOST_TRIED = 12
"""How many different rows of a table are tried."""

DATE = domain("date")

World = Mapping[str, Fraction]
"""What the sums of a table come to, all together."""


def sum_bounds(framework: Framework) -> Mapping[str, Bounds]:
    """Between which values each sum lies, by its id: so many times what a row gives, for every number of rows."""
    return framework.memory.once("bounds of sums", lambda: dict(_all_bounds(framework)))


def worlds(framework: Framework, table: Table) -> tuple[World, ...]:
    """What the sums of a table come to together for no row, one row, and as many as there can be; the same each time."""
    return framework.memory.once(f"worlds of {table.id}", lambda: tuple(_worlds(framework, table)))


def row_domains(rules: RowRules, must: str) -> dict[str, Domain]:
    """The domains of what a target row says whose actual figure must be like this."""
    actual, target = (DATE, DATE) if must == "by_date" else (rules.actual, rules.target)
    return {"actual": actual, "target": target, "target_most": target, **_columns(rules.columns)}


def _columns(columns: tuple[Fact, ...]) -> dict[str, Domain]:
    return {column.id: column.domain for column in columns}


def _all_bounds(framework: Framework) -> Iterator[tuple[str, Bounds]]:
    bound = rules(framework).sums
    for table in framework.tables:
        for one in table.sums:
            if one.id in bound:
                yield one.id, _added_up(bounds(bound[one.id], _columns(table.columns)), table.rows_at_most)
    for declared in framework.rows:
        for one in declared.sums:
            if one.id in bound:
                yield one.id, _added_up(_of_any_row(framework, declared, bound[one.id]), MOST_ROWS)


def _of_any_row(framework: Framework, declared: RowRules, formula: Formula) -> Bounds:
    """What a target row adds to a sum, whatever its actual figure must be; a ratio that only a report says is any number."""
    row = rules(framework).rows.get(declared.id)
    ratios: Mapping[str, Formula] = row.ratio if row else {}
    given = Bounds(interval.EVERYTHING, None, defined=True)
    musts = (*ratios, *(("graded",) if declared.graded or not ratios else ()))
    found = [
        bounds(
            substituted(formula, {"ratio": ratios[must]} if must in ratios else {}),
            {**row_domains(declared, must), "weight": declared.weight, "ratio": given},
        )
        for must in musts
    ]
    whole = found[0]
    for one in found[1:]:
        span = interval.union(whole.span, one.span)
        whole = Bounds(span, common(whole.lattice, one.lattice), whole.defined and one.defined)
    return whole


def _added_up(row: Bounds, most: int) -> Bounds:
    """Up to so many times the same; no row comes to 0."""
    if row.span.is_empty:
        return Bounds(interval.point(Fraction(0)), Fraction(0), defined=False)
    count = Interval(Fraction(0), Fraction(most))
    return Bounds(interval.multiplied(count, row.span), row.lattice, row.defined)


def _worlds(framework: Framework, table: Table) -> Iterator[World]:
    bound = rules(framework).sums
    sums = {one.id: bound[one.id] for one in table.sums if one.id in bound}
    yield dict.fromkeys(sums, Fraction(0))
    rows = [found for row in _rows(table, tuple(sums.values())) if (found := _worth(sums, row)) is not None]
    yield from rows
    yield from ({name: worth * table.rows_at_most for name, worth in row.items()} for row in rows)


def _rows(table: Table, formulas: tuple[Formula, ...]) -> Iterator[Mapping[str, Fraction | bool]]:
    """Some rows on the edges of their columns: all of them, or some at random."""
    used = frozenset[str]().union(*(names(formula) for formula in formulas))
    places = compared(*formulas)
    choices = {column.id: worth_trying(column.domain, places) for column in table.columns if column.id in used}
    if prod(len(one) for one in choices.values()) <= MOST_TRIED:
        return (dict(zip(choices, row, strict=True)) for row in product(*choices.values()))
    dice = random.Random(0)  # noqa: S311  # a search that must repeat itself, no secret
    return islice(iter(lambda: {name: dice.choice(values) for name, values in choices.items()}, None), MOST_TRIED)


def _worth(sums: Mapping[str, Formula], row: Mapping[str, Fraction | bool]) -> World | None:
    try:
        return {name: evaluate(formula, row) for name, formula in sums.items()}
    except UndefinedError:
        return None
