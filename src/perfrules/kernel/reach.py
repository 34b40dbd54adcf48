"""Reach: between which points one rule lies, from the least and most of each name in it."""

from collections.abc import Mapping
from fractions import Fraction

from attrs import frozen

from perfrules.formula.limits import Limits, limits
from perfrules.formula.lower import Lowering, NotLoweredError, Quotient
from perfrules.formula.program import Program
from perfrules.formula.syntax import Flag, Formula, nodes

Ends = tuple[int, int]
"""The least and most count of something."""


@frozen
class Column:
    """A name as an integer count of `1 / scale`, between `least` and `most` where nothing more is known."""

    scale: int
    least: int
    most: int


@frozen(eq=False)
class Reach:
    """
    A rule as a function over intervals.

    `run` takes the least and most of each of `names`, and gives the least and most count of points, and of the bit that says
    whether there is a value.
    """

    names: tuple[str, ...]
    run: Limits


def reach(formula: Formula, columns: Mapping[str, Column], step: Fraction, name: str) -> Reach | None:
    """
    The reach of a rule over names with these columns, in counts of `step`; None where it has no integer form.

    The rule has its values spelled out and its weight as a number. `name` is what a traceback calls it.
    """
    program = Program()
    one = program.constant(1)
    names: dict[str, Quotient] = {}
    flags: dict[str, int] = {}
    used = {node.name for node in nodes(formula) if isinstance(node, Flag)}
    for position, (id, column) in enumerate(columns.items()):
        found = program.input(position, (column.least, column.most))
        if id in used:
            flags[id] = found
        else:
            names[id] = Quotient(Fraction(1, column.scale), found, one, one)
    lowering = Lowering(program, names, flags)
    try:
        result = lowering.formula(formula)
    except NotLoweredError:
        return None
    count = lowering.count(result, step)
    return Reach(tuple(columns), limits(program, count, result.defined, name))
