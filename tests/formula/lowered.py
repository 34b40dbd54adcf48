"""The reading of the integer steps: a formula lowered, printed, compiled, and its result as the exact fraction it stands for."""

from collections.abc import Callable, Mapping
from fractions import Fraction

from attrs import frozen

from perfrules.domain import Domain, Measurement
from perfrules.formula.kernel import compiled, printed
from perfrules.formula.lower import MAX_STEPS, Lowering, Quotient
from perfrules.formula.program import Program
from perfrules.formula.syntax import Formula, names

Values = Mapping[str, Measurement]
Worth = Callable[[Values], Fraction | None]


@frozen
class Column:
    """A name as an integer count of `step`, between `least` and `most`; a flag is read as a condition."""

    step: Fraction
    least: int
    most: int
    is_flag: bool = False

    def counted(self, value: Measurement) -> int:
        """A value as such a count."""
        return int(value / self.step)


def columns(domains: Mapping[str, Domain]) -> dict[str, Column]:
    """Names by their domains."""
    return {
        name: Column(one.step, int(one.least / one.step), int(one.most / one.step), one.kind == "flag")
        for name, one in domains.items()
    }


def lowering(given: Mapping[str, Column], most: int = MAX_STEPS) -> tuple[Program, Lowering]:
    """An empty program, and a lowering into it that knows these names in their order."""
    program = Program()
    one = program.constant(1)
    known: dict[str, Quotient] = {}
    flags: dict[str, int] = {}
    for position, (name, column) in enumerate(given.items()):
        step = program.input(position, (column.least, column.most))
        if column.is_flag:
            flags[name] = step
        else:
            known[name] = Quotient(column.step, step, one, one)
    return program, Lowering(program, known, flags, most)


def text(formula: Formula, given: Mapping[str, Column]) -> str:
    """The printed function of a formula: its numerator and its denominator."""
    program, lower = lowering(given)
    found = lower.formula(formula)
    top = program.multiply(program.constant(found.factor.numerator), found.numerator)
    bottom = program.multiply(program.constant(found.factor.denominator), found.denominator)
    return printed(program, [("numerator", top, found.defined), ("denominator", bottom, found.defined)], list(given))


def reading(formula: Formula, given: Mapping[str, Column], name: str = "<lowered formula>") -> Worth:
    """The function that gives what a formula is worth for values inside these columns, or None where it has no value."""
    used = {one: column for one, column in given.items() if one in names(formula)}
    run = compiled(text(formula, used), name, None)

    def worth(values: Values) -> Fraction | None:
        top, bottom = run([column.counted(values[one]) for one, column in used.items()])
        return None if top is None or bottom is None else Fraction(top, bottom)

    return worth
