"""Adversarial rows for a formula: on its edges and one unit beside them, with missing facts, out of their domains."""

from collections.abc import Iterator
from fractions import Fraction
from random import Random

from attrs import frozen

from perfrules.domain import Domain
from perfrules.formula.syntax import Formula
from perfrules.formula.syntax import names as used_in
from perfrules.testing.trees import LITERALS, names
from tests.differential.edges import Edge, Row, onto

ROWS = 12
"""Rows for each formula."""

BESIDE = 0.4
"""The part of rows led to an edge that are moved one unit beside it."""

BASES = 6
"""Random rows from which an edge is tried."""


@frozen
class Case:
    """
    A row of values and what is particular about it.

    `on_edge` says that it stands exactly on an edge, or one unit of the last decimal of one fact beside; `missing` and `outside`
    name a fact that is left out, or whose value lies outside its domain.
    """

    values: Row
    on_edge: bool = False
    missing: str = ""
    outside: str = ""
    left_out: bool = False


def cases(dice: Random, formula: Formula, several: tuple[Edge, ...]) -> Iterator[Case]:
    """The rows for one formula."""
    special = dice.choice(("missing", "outside", "left_out"))
    for number in range(ROWS):
        found = _edged(dice, several) if number < ROWS - 3 else None
        values = random_row(dice) if found is None else found
        yield _particular(dice, formula, Case(values, _is_on_edge(several, values)), special if number == 0 else "")


def random_row(dice: Random) -> Row:
    """A value for each fact: limits, numbers that formulas use, one unit beside, often equal to one of the same kind."""
    found: dict[str, Fraction] = {}
    for name, domain in names().items():
        twins = [other for other in found if names()[other].kind == domain.kind]
        value = found[twins[0]] if twins and dice.random() < 0.5 else _value(dice, name)
        found[name] = min(max(value // domain.step * domain.step, domain.least), domain.most)
    return {name: bool(value) if names()[name].kind == "flag" else value for name, value in found.items()}


def plain_row(dice: Random) -> Row:
    """A value for each fact that aims at nothing: what rows from a random generator are."""
    return {name: bool(dice.randint(0, 1)) if one.kind == "flag" else _anywhere(dice, one) for name, one in names().items()}


def _value(dice: Random, name: str) -> Fraction:
    domain = names()[name]
    kind = dice.random()
    if kind < 0.2:
        return dice.choice((domain.least, domain.most))
    if kind < 0.5 and domain.kind != "date":
        return dice.choice(LITERALS) + dice.choice((-1, 0, 0, 1)) * domain.step
    return _anywhere(dice, domain)


def _anywhere(dice: Random, domain: Domain) -> Fraction:
    return domain.least + dice.randint(0, int((domain.most - domain.least) / domain.step)) * domain.step


def _edged(dice: Random, several: tuple[Edge, ...]) -> Row | None:
    """A row exactly on one of the edges, or one unit beside; None where a few tries find none."""
    kinds = sorted({edge.kind for edge in several})
    for _ in range(BASES if kinds else 0):
        kind = dice.choice(kinds)
        edge = dice.choice([edge for edge in several if edge.kind == kind])
        row = onto(dice, edge, random_row(dice))
        if row is not None:
            return _beside(dice, edge, row) if dice.random() < BESIDE else row
    return None


def _beside(dice: Random, edge: Edge, row: Row) -> Row:
    name = dice.choice(edge.names)
    domain = names()[name]
    value = Fraction(row[name]) + dice.choice((-1, 1)) * domain.step
    return {**row, name: value} if domain.least <= value <= domain.most else row


def _is_on_edge(several: tuple[Edge, ...], values: Row) -> bool:
    """Whether a row stands exactly on an edge, or one unit of the last decimal of one fact beside: measured, not meant."""
    deciding = [edge for edge in several if edge.kind != "divisor"]
    return any(edge.holds(row) for row in (values, *_neighbours(values)) for edge in deciding)


def _neighbours(values: Row) -> Iterator[Row]:
    """The rows in which one fact is one unit of its last decimal more or less."""
    for name, domain in names().items():
        for step in (-domain.step, domain.step) if domain.kind != "flag" else ():
            if domain.least <= values[name] + step <= domain.most:
                yield {**values, name: values[name] + step}


def _particular(dice: Random, formula: Formula, case: Case, special: str) -> Case:
    used = sorted(used_in(formula))
    numbers = [name for name in used if names()[name].kind != "flag"]
    if special == "missing" and used:
        return Case(case.values, case.on_edge, missing=dice.choice(used))
    if special == "outside" and numbers:
        name = dice.choice(numbers)
        return Case({**case.values, name: _outside(dice, name)}, outside=name)
    return Case(case.values, case.on_edge, left_out=special == "left_out")


def _outside(dice: Random, name: str) -> Fraction:
    domain = names()[name]
    return dice.choice((domain.least - domain.step, domain.most + domain.step, domain.least + domain.step / 2))
