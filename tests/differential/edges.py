"""Where a formula changes its mind: sides of comparisons, steps of roundings, divisors; and rows that stand exactly there."""

from collections.abc import Callable, Iterator, Mapping
from fractions import Fraction
from itertools import pairwise
from random import Random

from attrs import frozen

from perfrules.formula.expand import expanded
from perfrules.formula.syntax import Arithmetic, Call, Compare, Formula, Name, Number, Tree, parts
from perfrules.formula.text import text
from perfrules.testing.trees import FUNCTIONS, names
from tests.differential.formulas import ROUNDINGS
from tests.formula import second

Row = Mapping[str, Fraction | bool]
TRIES = 4
"""Facts that are tried before an edge is given up."""
NEAREST = 12
"""Neighbouring steps of a rounding that are tried for one fact."""


@frozen(eq=False)
class Edge:
    """
    A number that decides something where it is a whole multiple of `step`; 0 says where it is zero.

    `worth` gives the number, or None where it has none; `names` are the facts on which it rests.
    """

    kind: str
    step: Fraction
    names: tuple[str, ...]
    worth: Callable[[Row], Fraction | None]

    def holds(self, row: Row) -> bool:
        """Whether a row stands exactly on it."""
        value = self.worth(row)
        return value is not None and self.distance(value) == 0

    def distance(self, value: Fraction) -> Fraction:
        """How far a value lies from the nearest multiple, with its sign."""
        return value - round(value / self.step) * self.step if self.step else value


def edges(formula: Formula) -> tuple[Edge, ...]:
    """The edges of a formula, also inside the functions that it calls."""
    return tuple(_edges(formula))


def _edges(tree: Tree) -> Iterator[Edge]:
    match tree:
        case Compare(first=first, rest=rest):
            for left, right in pairwise((first, *(side for _, side in rest))):
                yield from _comparison(left, right)
        case Arithmetic(operator="/", right=right):
            yield from _edge("divisor", right, Fraction(0))
        case Call(function=function, arguments=arguments) if function in ROUNDINGS:
            yield from _edge("rounding", arguments[0], _step(function, arguments))
        case Call(definition=definition) if definition is not None:
            yield from _edges(expanded(tree))
    for part in parts(tree):
        yield from _edges(part)


def _comparison(left: Formula, right: Formula) -> Iterator[Edge]:
    for choice, state in ((left, right), (right, left)):
        if isinstance(choice, Name) and isinstance(state, Number) and names()[choice.id].kind == "choice":
            yield _state(choice.id, state.value)
            return
    yield from _edge("comparison", Arithmetic(left, "-", right), Fraction(0))


def _state(choice: str, position: Fraction) -> Edge:
    return Edge("comparison", Fraction(0), (choice,), lambda row: row[choice] - position)


def _edge(kind: str, number: Formula, step: Fraction) -> Iterator[Edge]:
    written = second.Parser(text(number), FUNCTIONS, {"disclosure": ("on_time", "late", "none")}).whole()

    def worth(row: Row) -> Fraction | None:
        try:
            return Fraction(written(row))
        except second.NoValueError:
            return None

    found = tuple(sorted(name for name in _used(number) if names()[name].kind not in {"flag", "choice"}))
    if found:
        yield Edge(kind, step, found, worth)


def _used(tree: Tree) -> set[str]:
    own = {tree.id} if isinstance(tree, Name) else set()
    return own.union(*(_used(part) for part in parts(tree)))


def _step(function: str, arguments: tuple[Formula, ...]) -> Fraction:
    """The distance of the numbers at which a rounding jumps, or of those that it leaves alone."""
    step = arguments[1].value if len(arguments) > 1 and isinstance(arguments[1], Number) else Fraction(1)
    if function == "rounded":
        return Fraction(1, 100)
    return step / 2 if function.startswith("half") else step


def onto(dice: Random, edge: Edge, row: Row) -> Row | None:
    """The row with one fact changed so that it stands exactly on an edge, where a few tries find one."""
    if edge.holds(row):
        return row
    several = list(edge.names)
    dice.shuffle(several)
    for name in several[:TRIES]:
        found = _choice(edge, name, row) if names()[name].kind == "choice" else _solved(edge, name, row)
        if found is not None:
            return found
    return None


def _choice(edge: Edge, name: str, row: Row) -> Row | None:
    several = ({**row, name: Fraction(position)} for position in range(len(names()[name].states)))
    return next((one for one in several if edge.holds(one)), None)


def _solved(edge: Edge, name: str, row: Row) -> Row | None:
    """One fact moved along the line through two of its values, a few times, for curves come near only."""
    domain = names()[name]
    here = Fraction(row[name])
    for _ in range(3):
        there = here + domain.step if here < domain.most else here - domain.step
        now, then = edge.worth({**row, name: here}), edge.worth({**row, name: there})
        if now is None or then is None or now == then:
            return None
        slope = (then - now) / (there - here)
        aims = [here - (edge.distance(now) + number * edge.step) / slope for number in _around(edge)]
        inside = [aim for aim in aims if domain.least <= aim <= domain.most]
        for aim in inside:
            moved = {**row, name: _on_lattice(aim, domain.step)}
            if edge.holds(moved):
                return moved
        if not inside or _on_lattice(inside[0], domain.step) == here:
            return None
        here = _on_lattice(inside[0], domain.step)
    return None


def _around(edge: Edge) -> tuple[int, ...]:
    return tuple(sorted(range(-NEAREST, NEAREST + 1), key=abs)) if edge.step else (0,)


def _on_lattice(value: Fraction, step: Fraction) -> Fraction:
    return round(value / step) * step
