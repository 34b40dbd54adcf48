"""
Thirty errors of transcription, planted one at a time in copies of Longgang's two files, and what finds each of them.

    python -m tests.testing.planted

prints the table of `docs/explanation/testing.md`; it takes some minutes. The errors stand in `planted.csv`, which was written
before anything was run.
"""

import csv
import re
import sys
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from random import Random

from attrs import frozen

from perfrules.check import check
from perfrules.errors import Problem
from perfrules.evidence import Evidence
from perfrules.framework import Framework
from perfrules.testing import BrokenLawError, check_framework
from perfrules.testing.inputs import evidence_of, inputs, value
from perfrules.testing.laws import agreeing
from perfrules.testing.sweep import sweep
from perfrules.testing.unit import Unit
from tests.longgang import OWN, PARENT, longgang
from tests.testing.longgang_by_hand import by_hand

ERRORS = Path(__file__).with_name("planted.csv")
SEED = 20231231


@frozen
class Planted:
    """An error: in the rule, value or function called `where`, `new` stands for `old`."""

    kind: str
    where: str
    old: str
    new: str


@frozen
class Found:
    """What found an error: a load check, a law alone, and in how many of so many units an independent statement did."""

    checked: str
    law: str
    on_edges: int
    at_random: int
    units: int


def planted() -> tuple[Planted, ...]:
    """The errors, in the order of their table."""
    with ERRORS.open(encoding="utf-8", newline="") as file:
        return tuple(Planted(**row) for row in csv.DictReader(file))


@cache
def sound() -> Framework:
    """The framework as it is."""
    return longgang()


def with_error(one: Planted) -> Framework:
    """The framework with an error in the text in which the rule stands: its own, else that of its parent."""
    own, parent = planted_in(OWN, one), planted_in(PARENT, one)
    if own is not None:
        return longgang(own)
    if parent is None:
        raise LookupError(one.where)
    return longgang(parent=parent)


def planted_in(text: str, one: Planted) -> str | None:
    """The text with an error, nothing where the rule does not stand in it."""
    where = re.search(rf"(?m)^ *- id: {one.where}$|^  {re.escape(one.where)}:", text)
    if where is None:
        return None
    start = text.index(one.old, where.start())
    return text[:start] + one.new + text[start + len(one.old) :]


def checked(framework: Framework) -> Problem | None:
    """The gravest problem that a load check finds, which the sound framework does not have."""
    usual = {(problem.code, problem.path) for problem in check(sound())}
    new = [problem for problem in check(framework) if (problem.code, problem.path) not in usual]
    return min(new, key=lambda problem: ("error", "warning", "note").index(problem.severity), default=None)


def at_random(framework: Framework, count: int) -> Iterator[Evidence]:
    """Units whose facts and judgements are drawn evenly from all that they can be."""
    dice = Random(SEED)  # noqa: S311  # the study can be repeated
    for _ in range(count):
        yield evidence_of(framework, {name: value(one, dice.randrange(one.count)) for name, one in inputs(framework).items()})


def differing(framework: Framework, units: Iterable[Evidence]) -> Iterator[Evidence]:
    """The units in which the framework and the statement by hand differ."""
    law = agreeing(by_hand)
    return (one for one in units if next(law(Unit(framework, one)), None) is not None)


def broken(framework: Framework) -> str:
    """The law that a framework breaks by itself, empty if it breaks none."""
    try:
        check_framework(framework)
    except BrokenLawError as error:
        return error.law
    return ""


def found(one: Planted) -> Found:
    """What finds an error."""
    framework = with_error(one)
    problem = checked(framework)
    if problem is not None and problem.severity == "error":
        return Found(f"{problem.severity}: {problem.code}", "", 0, 0, 0)
    told = "" if problem is None else f"{problem.severity}: {problem.code}"
    units = sweep(framework)
    drawn = tuple(at_random(framework, len(units)))
    on_edges, random = (sum(1 for _ in differing(framework, several)) for several in (units, drawn))
    return Found(told, broken(framework), on_edges, random, len(units))


def row(one: Planted, what: Found) -> str:
    """A line of the table."""
    edges, random = ("" if not what.units else f"{count} of {what.units}" for count in (what.on_edges, what.at_random))
    cells = (one.kind, f"`{one.where}`", f"`{one.old}`", f"`{one.new}`", what.checked, what.law, edges, random)
    return f"| {' | '.join(cells)} |"


def main() -> None:
    """Print the table, row by row, and what it comes to."""
    everything = []
    for one in planted():
        everything.append(found(one))
        sys.stdout.write(f"{row(one, everything[-1])}\n")
        sys.stdout.flush()
    caught = [what for what in everything if what.checked]
    open_ones = [what for what in everything if not what.checked]
    counts = (
        ("load checks", len(caught)),
        ("laws alone, of the rest", sum(1 for what in open_ones if what.law)),
        ("statement on edges, of the rest", sum(1 for what in open_ones if what.on_edges)),
        ("statement at random, of the rest", sum(1 for what in open_ones if what.at_random)),
    )
    sys.stdout.writelines(f"{name}: {count}\n" for name, count in counts)


if __name__ == "__main__":
    main()
