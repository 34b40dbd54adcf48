"""Which numbers a report prints: facts, ratios, figures, statements, tables, target rows, weights and scores, each with a key."""

import itertools
from collections.abc import Iterable, Iterator
from fractions import Fraction

import attrs

from perfrules import number
from perfrules.audit.numbers import Numbers, PrintedNumber, decimals_of
from perfrules.case import Case, OutlineRow, PrintedTable, Statement, measures, sites
from perfrules.domain import MONEY, Domain, Kind
from perfrules.errors import NumberError
from perfrules.evidence import Known, TargetRow
from perfrules.formula.syntax import names
from perfrules.formula.text import text
from perfrules.framework import Framework
from perfrules.rules import TOTAL

TRIVIAL = 100
"""Counts and percentages below this are too common to be taken for the same number because they are equal."""


def printed_numbers(case: Case) -> Numbers:
    """All numbers of a report by key; those that are the same number in several places stand together."""
    found = (
        *_facts(case),
        *_values(case),
        *_figures(case),
        *_statements(case),
        *_cells(case),
        *_declared_cells(case),
        *_rows(case),
        *_judged(case),
        *_weights(case),
        *_scores(case),
        *_outline(case.outline),
    )
    return Numbers(found, _alike(case, found))


def statement_keys(case: Case) -> tuple[str, ...]:
    """The keys of the statements in their order; the same statement at the same place has one key."""
    return tuple(f"{path}@{one.where}" for path, one in zip(statement_paths(case), case.statements, strict=True))


def statement_paths(case: Case) -> tuple[str, ...]:
    """What the statements are called: after their formulas; where one place prints several numbers for one, with their count."""
    seen: dict[tuple[str, str], list[Fraction | bool | None]] = {}
    found = []
    for one in case.statements:
        named = f"statements/{statement_text(one)}"
        said, value = seen.setdefault((named, one.where), []), None if one.printed is None else one.printed.value
        said += [] if value in said else [value]
        found.append(f"{named}#{said.index(value) + 1}" if said.index(value) else named)
    return tuple(found)


def statement_text(statement: Statement) -> str:
    """The formula or condition of a statement."""
    return text(statement.formula if statement.holds is None else statement.holds)  # type: ignore[arg-type]  # it has one of them


def row_labels(table: PrintedTable) -> tuple[str, ...]:
    """What the rows of a table are called; of rows with one label, from the second on, with their count; `total` is taken."""
    taken = {TOTAL: True}
    for row in table.rows:
        counted = (f"{row.label}#{count}" for count in itertools.count(2))
        taken[next(name for name in itertools.chain((row.label,), counted) if name not in taken)] = True
    return tuple(taken)[1:]


def of_known(key: str, label: str, known: Known, kind: Kind, unit: str = "") -> PrintedNumber:
    """A number that is read in a unit: money in 元; counts, flags and dates are exact."""
    size = Fraction(MONEY.get(unit, 1)) if kind == "amount" else Fraction(1)
    step = known.unit * size
    printed_in = step * 10**known.decimals if step else size
    value = Fraction(known.value) * size
    is_exact = kind in {"count", "flag", "choice", "date"}
    word = _word(known.text, kind, unit, printed_in)
    return PrintedNumber(key, label, value, kind, Fraction(0) if is_exact else step, printed_in, word, known.text, known.where)


def exactly(one: PrintedNumber) -> PrintedNumber:
    """A number of which the printed digits are all there are."""
    return attrs.evolve(one, step=Fraction(0))


def _word(written: str, kind: Kind, unit: str, size: Fraction) -> str:
    """The unit in which a number is printed."""
    if kind == "amount":
        return next((name for name, factor in MONEY.items() if factor == size), unit)
    if size < 1:
        return next((sign for sign, part in number.PARTS.items() if part == size), "")
    try:
        return number.quantity(written).unit or unit
    except NumberError:
        return unit


def _of_domain(key: str, label: str, known: Known, domain: Domain) -> PrintedNumber:
    return of_known(key, label, known, domain.kind, domain.unit)


def _facts(case: Case) -> Iterator[PrintedNumber]:
    for name, known in case.evidence.facts.items():
        if name in case.framework.declared:
            fact = case.framework.declared[name]
            yield _of_domain(f"facts/{name}", fact.label, known, fact.domain)


def _values(case: Case) -> Iterator[PrintedNumber]:
    domains = measures(case.framework) if case.evidence.values else {}
    for name, known in case.evidence.values.items():
        if name in domains:
            yield _of_domain(f"values/{name}", case.framework.named[name].label, known, domains[name])


def _figures(case: Case) -> Iterator[PrintedNumber]:
    for name, figure in case.figures.items():
        unit = "元" if figure.kind == "amount" else ""
        one = of_known(f"figures/{name}", figure.known.text, figure.known, figure.kind, unit)
        yield exactly(one) if figure.exact else one


def _statements(case: Case) -> Iterator[PrintedNumber]:
    for key, one in zip(statement_keys(case), case.statements, strict=True):
        if one.printed is not None:
            kind = kind_of(one.printed)
            unit = "元" if kind == "amount" else ""
            known = attrs.evolve(one.printed, where=one.where)
            found = of_known(key, one.label or known.text, known, kind, unit)
            yield exactly(found) if one.exact else found


def kind_of(known: Known) -> Kind:
    """What a printed number is that nobody declared: money, a ratio, a count where it is whole, else a number."""
    try:
        written = number.quantity(known.text)
    except NumberError:
        return "number"
    factor, name = number.multiplier(written.unit)
    if written.unit in number.PARTS:
        return "rate"
    if name == "元":
        return "amount"
    return "number" if written.decimals or factor > 1 else "count"


def _cells(case: Case) -> Iterator[PrintedNumber]:
    for table in case.tables:
        rows = list(zip(row_labels(table), table.rows, strict=True))
        rows += [] if table.total is None else [(TOTAL, table.total)]
        for name, row in rows:
            for column, cell in zip(table.columns, row.cells, strict=True):
                if cell is not None:
                    kind = kind_of(cell)
                    key, label = f"tables/{table.id}/{name}/{column}", f"{row.label} {column}"
                    known = attrs.evolve(cell, where=table.where)
                    yield of_known(key, label, known, kind, "元" if kind == "amount" else "")


def _declared_cells(case: Case) -> Iterator[PrintedNumber]:
    for table in case.framework.tables:
        columns = {column.id: column for column in table.columns}
        for position, row in enumerate(case.evidence.tables.get(table.id, ()), 1):
            for column, cell in row.cells.items():
                key = f"tables/{table.id}/{position}/{column}"
                yield _of_domain(key, f"{row.label} {columns[column].label}", cell, columns[column].domain)


def _rows(case: Case) -> Iterator[PrintedNumber]:
    for row in case.evidence.targets:
        yield from _row(case.framework, row)


def _row(framework: Framework, row: TargetRow) -> Iterator[PrintedNumber]:
    kind: Kind = "date" if row.must == "by_date" else "number"
    named = {"target": row.target, "target_most": row.target_most, "actual": row.actual}
    for name, known in named.items():
        if known is not None:
            key, label = f"targets/{row.id}/{name}", f"{row.label}的{_ROW_WORDS[name]}"
            yield of_known(key, label, known, kind, row.unit)
    columns = {column.id: column for column in sites(framework)[row.slot].rules.columns} if row.columns else {}
    for name, known in row.columns.items():
        yield _of_domain(f"targets/{row.id}/{name}", f"{row.label} {columns[name].label}", known, columns[name].domain)
    if row.ratio is not None:
        yield of_known(f"targets/{row.id}/ratio", f"{row.label}的{_ROW_WORDS['ratio']}", row.ratio, "rate")
    for name, points in (("weight", row.weight), ("printed", row.printed), ("points", row.points)):
        if points is not None:
            yield _points(f"targets/{row.id}/{name}", f"{row.label}的{_ROW_WORDS[name]}", points, row.where)


_ROW_WORDS = {
    "target": "目标值",
    "target_most": "目标值上限",
    "actual": "完成值",
    "ratio": "完成率",
    "weight": "分值",
    "printed": "得分",
    "points": "评定分",
}


def _points(key: str, label: str, points: Fraction, where: str = "", step: Fraction = Fraction(0)) -> PrintedNumber:
    return PrintedNumber(key, label, points, "number", step, text=number.plain(points), where=where)


def _label(case: Case, id: str) -> str:
    if id == TOTAL:
        return "合计"
    path = case.framework.paths.get(id)
    return id if path is None else path[-1].label


def _judged(case: Case) -> Iterator[PrintedNumber]:
    for id, given in case.evidence.judged.items():
        yield _points(f"judged/{id}", f"{_label(case, id)}的评定分", given.points)


def _weights(case: Case) -> Iterator[PrintedNumber]:
    for id, weight in {**case.evidence.weights, **case.printed.weights}.items():
        yield _points(f"weights/{id}", f"{_label(case, id)}的分值", weight)


def _scores(case: Case) -> Iterator[PrintedNumber]:
    step = score_step(case)
    for id, score in case.printed.scores.items():
        yield _points(f"scores/{id}", f"{_label(case, id)}的得分", score, step=step)
    if case.printed.total is not None:
        yield _points(f"scores/{TOTAL}", "总分", case.printed.total, step=step)
    for name, scorer in case.printed.scorers.items():
        for id, score in scorer.scores.items():
            yield _points(f"scorers/{name}/{id}", f"{_label(case, id)}的{name}得分", score, step=step)
        if scorer.total is not None:
            yield _points(f"scorers/{name}/{TOTAL}", f"{name}总分", scorer.total, step=step)


def score_step(case: Case) -> Fraction:
    """What one unit of the last digit of a score is worth: scores have the most decimals that one of them is printed with."""
    rows = (row.printed for row in case.evidence.targets if row.printed is not None)
    scores = (*case.printed.scores.values(), *rows, *_sketched(case.outline))
    totals = () if case.printed.total is None else (case.printed.total,)
    decimals = max((decimals_of(one) for one in (*scores, *totals)), default=0)
    return Fraction(1, 10**decimals)


def _sketched(rows: Iterable[OutlineRow]) -> Iterator[Fraction]:
    for row in rows:
        if row.score is not None:
            yield row.score
        yield from _sketched(row.children)


def _outline(rows: Iterable[OutlineRow]) -> Iterator[PrintedNumber]:
    for row in rows:
        for name, points in (("weight", row.weight), ("score", row.score), ("rule_points", row.rule_points)):
            if points is not None:
                yield _points(f"outline/{row.id}/{name}", f"{row.label}的{_OUTLINE_WORDS[name]}", points)
        yield from _outline(row.children)


_OUTLINE_WORDS = {"weight": "分值", "score": "得分", "rule_points": "评分标准所写分值"}


def _alike(case: Case, found: tuple[PrintedNumber, ...]) -> Iterator[tuple[str, ...]]:
    """
    Groups of keys that are one number: what a statement prints, and the fact or figure that it restates.

    They are equal, in the same unit, and no term of the statement; where several facts or figures are equal, none of them is.
    """
    results = dict(zip(statement_keys(case), case.statements, strict=True))
    for members in _equal(found):
        named = [key for key in members if key.startswith(("facts/", "values/", "figures/"))]
        said = [key for key in members if key.startswith("statements/") or "/total/" in key]
        used = {name for key in said if key in results for name in names(results[key].formula or results[key].holds)}  # type: ignore[arg-type]  # it has one of them
        if len(named) <= 1 and not used & {key.partition("/")[2] for key in named}:
            yield (*named, *said)


def _equal(found: tuple[PrintedNumber, ...]) -> Iterator[tuple[str, ...]]:
    groups: dict[tuple[Fraction, Fraction, Kind], list[str]] = {}
    for one in found:
        if one.kind == "amount" or (one.value.denominator > 1 and one.kind == "rate") or abs(one.value) >= TRIVIAL:
            groups.setdefault((one.value, one.size, one.kind), []).append(one.key)
    return (tuple(keys) for keys in groups.values() if len(keys) > 1)
