"""Every row of `tests/cases/formula.csv`, through every reading that gives a value."""

import csv
from collections.abc import Callable, Mapping
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest
from attrs import frozen

from perfrules.domain import Measurement
from perfrules.errors import UndefinedError
from perfrules.formula import Scope, evaluate, parse, resolve
from perfrules.formula.measure import Meaning
from tests.formula import second
from tests.formula.lowered import Column, reading

FILE = Path(__file__).parents[1] / "cases" / "formula.csv"
STATES = ("on_time", "late", "none")
WORDS = {"yes": True, "no": False}


@frozen
class Row:
    """One formula, the values of its names, and what it is worth; None where it has no value."""

    text: str
    values: Mapping[str, Fraction | bool]
    meanings: Mapping[str, Meaning]
    expected: Fraction | None


def read(line: Mapping[str, str]) -> Row:
    """A row from its line in the file."""
    given = dict(pair.split("=") for pair in line["values"].split(", ") if pair)
    expected = None if line["expected"] == "undefined" else Fraction(line["expected"])
    values = {name: value(written) for name, written in given.items()}
    return Row(line["text"], values, {name: meaning(written) for name, written in given.items()}, expected)


def value(written: str) -> Fraction | bool:
    """A flag, a state's position, a day number, or a fraction."""
    if written in WORDS:
        return WORDS[written]
    if written in STATES:
        return Fraction(STATES.index(written))
    return Fraction(date.fromisoformat(written).toordinal()) if written.count("-") == 2 else Fraction(written)


def meaning(written: str) -> Meaning:
    """What a name with this value means."""
    if written in WORDS:
        return Meaning("flag")
    if written in STATES:
        return Meaning("choice", "", STATES)
    return Meaning("date") if written.count("-") == 2 else Meaning()


def evaluated(row: Row) -> Fraction | None:
    """The reading `evaluate`."""
    try:
        return evaluate(resolve(parse(row.text), Scope.of(row.meanings)), row.values)
    except UndefinedError:
        return None


def evaluated_by_hand(row: Row) -> Fraction | None:
    """The second evaluator of these tests."""
    return second.worth(row.text, row.values, states={name: STATES for name, one in row.meanings.items() if one.states})


def lowered(row: Row) -> Fraction | None:
    """The integer steps, over columns as wide as the values of most facts, so that little is known before."""
    tree = resolve(parse(row.text), Scope.of(row.meanings))
    return reading(tree, {name: _column(one) for name, one in row.values.items()})(row.values)


def _column(found: Measurement) -> Column:
    """A flag, or a number that counts a part into which the value goes and may be of either sign."""
    if isinstance(found, bool):
        return Column(Fraction(1), 0, 1, is_flag=True)
    return Column(Fraction(1, found.denominator), -(10**12), 10**12)


READINGS: Mapping[str, Callable[[Row], Fraction | None]] = {
    "evaluate": evaluated,
    "by hand": evaluated_by_hand,
    "lowered": lowered,
}
"""Every reading that gives a value: add one here, and it runs every row."""

with FILE.open(encoding="utf-8", newline="") as file:
    ROWS = [read(line) for line in csv.DictReader(file)]


def test_the_file_has_many_rows() -> None:
    """
    The file holds at least 150 formulas, none of them twice with the same values.
    """
    lines = FILE.read_text(encoding="utf-8").splitlines()[1:]

    assert len(lines) == len(set(lines))
    assert 150 <= len(lines)


@pytest.mark.parametrize("reading", READINGS)
@pytest.mark.parametrize("row", [pytest.param(row, id=f"{number} {row.text}") for number, row in enumerate(ROWS, 2)])
def test_every_reading_gives_the_expected_value(reading: str, row: Row) -> None:
    """
    A reading gives the value that the file expects, or none where it expects `undefined`.
    """
    assert row.expected == READINGS[reading](row)
