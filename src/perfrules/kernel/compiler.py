"""A framework to integer steps and their function: inputs first, then values, then indicators from the leaves upward."""

from collections.abc import Callable, Mapping, Sequence
from enum import Enum
from fractions import Fraction
from functools import reduce
from types import MappingProxyType
from typing import Final, TypeAlias

from attrs import frozen

from perfrules import number
from perfrules.check import shares
from perfrules.errors import InvalidFrameworkError, ScoreOutOfRangeError, UndefinedError
from perfrules.formula.evaluate import evaluate
from perfrules.formula.expand import substituted
from perfrules.formula.kernel import compiled, printed
from perfrules.formula.lower import MAX_STEPS, Lowering, NotLoweredError, Quotient
from perfrules.formula.program import Program
from perfrules.formula.syntax import Formula, Name, Number, names
from perfrules.framework import Framework
from perfrules.indicator import Indicator, Unscored, walk
from perfrules.kernel.inputs import Input, inputs
from perfrules.rules import TOTAL, problem_at, rule_path, rules, spelled_out
from perfrules.targets import is_folded

__all__ = ["UNDEFINED", "Compiled", "Input", "Points", "compile_framework"]


class Undefined(Enum):
    """The type of `UNDEFINED`."""

    UNDEFINED = "undefined"

    def __repr__(self) -> str:
        return self.name


UNDEFINED: Final = Undefined.UNDEFINED
"""What a kernel gives for an output that has no value, or hangs on something missing."""

Points: TypeAlias = int | Undefined

_BEYOND = 10**40
"""More counts of a score's last decimal than any rule means to give; steps over a rule that was not lowered rely on it."""


@frozen
class Output:
    """An indicator or the total: the inputs it names itself as bits, its children's positions, its bit in `optional`."""

    id: str
    needs: int
    children: tuple[int, ...]
    optional: int


@frozen
class Evaluated:
    """A rule that was not lowered: its points come from the definition, two inputs more for the function."""

    indicator: Indicator
    formula: Formula
    step: Fraction
    inputs: tuple[Input, ...]

    def points(self, ints: Sequence[int]) -> tuple[int, int]:
        """The count of a score's last decimal and 1, or 0 and 0 where the rule has no value."""
        used = names(self.formula)
        given = {one.id: _value(one, found) for one, found in zip(self.inputs, ints, strict=False) if one.id in used}
        try:
            count = int(evaluate(self.formula, given) / self.step)
        except UndefinedError:
            return 0, 0
        if abs(count) > _BEYOND:
            ends = number.plain(self.indicator.least), number.plain(self.indicator.weight)
            raise ScoreOutOfRangeError(self.indicator.id, "far too many" if count > 0 else "far too few", *ends)
        return count, 1


@frozen(eq=False)
class Compiled:
    """What is left of a framework when it is compiled; `refused` says why a rule was not lowered."""

    inputs: tuple[Input, ...]
    optional: tuple[str, ...]
    evaluated: tuple[Evaluated, ...]
    outputs: tuple[Output, ...]
    refused: Mapping[str, str]
    text: str
    run: Callable[[Sequence[int]], tuple[Points, ...]]


def compile_framework(framework: Framework, most: int = MAX_STEPS) -> Compiled:
    """
    The function of a framework that has no errors; a rule that needs more than `most` steps is left to the definition.

    Raises `InvalidFrameworkError` where that is the rule of a branch or of the total, and for a framework that has no points
    before it is unfolded for a unit.
    """
    if not framework.is_scored or is_folded(framework):
        message = (
            "it gives no scores" if not framework.is_scored else "its slots, tables or open weights are a unit's: `unfold` it"
        )
        problem = problem_at(framework, "error", "not-compiled", "indicators", f"there is nothing to compile: {message}")
        raise InvalidFrameworkError(framework.id, (problem,))
    return _Compiler(framework, most).compiled()


def _value(column: Input, found: int) -> Fraction | bool:
    return bool(found) if column.is_flag else Fraction(found, column.scale)


Indicators: TypeAlias = tuple[Indicator, ...]

Found: TypeAlias = tuple[int, int]
"""The step of a count of points, and of its defined-bit."""


class _Compiler:
    def __init__(self, framework: Framework, most: int) -> None:
        self._framework = framework
        self._rules = rules(framework)
        self._program = Program()
        self._one = self._program.constant(1)
        self._inputs = tuple(inputs(framework))
        self._bits = {one.id: 1 << position for position, one in enumerate(self._inputs)}
        self._optional = tuple(id for id, path in framework.paths.items() if path[-1].not_applicable != "refuse")
        self._names: dict[str, Quotient] = {}
        self._flags: dict[str, int] = {}
        self._lowering = Lowering(self._program, self._names, self._flags, most)
        self._evaluated: list[Evaluated] = []
        self._refused: dict[str, str] = {}
        self._found: dict[str, Found] = {}
        self._applies: dict[str, int] = {}
        self._gone: dict[str, int] = {}
        self._outputs: list[Output] = []
        self._positions: dict[str, int] = {}

    def compiled(self) -> Compiled:
        for position, one in enumerate(self._inputs):
            self._read(one, self._program.input(position, (one.least, one.most)))
        for value in self._rules.values:
            self._value(value)
        for indicator in (*self._framework.adjustments, *self._framework.indicators):
            self._indicator(indicator)
        self._total()
        hidden = [f"{what} of {one.indicator.id}" for one in self._evaluated for what in ("points", "value")]
        labels = [*(one.id for one in self._inputs), *(f"{one} is left out" for one in self._optional), *hidden]
        text = printed(self._program, [(one.id, *self._found[one.id]) for one in self._outputs], labels)
        name = f"<perfrules kernel of {self._framework.id} {self._framework.edition}>"
        return Compiled(
            inputs=self._inputs,
            optional=self._optional,
            evaluated=tuple(self._evaluated),
            outputs=tuple(self._outputs),
            refused=MappingProxyType(self._refused),
            text=text,
            run=compiled(text, name, UNDEFINED),
        )

    def _read(self, one: Input, step: int) -> None:
        if one.is_flag:
            self._flags[one.id] = step
            return
        name = one.id if one.id in self._framework.declared else _judged(one.id)
        self._names[name] = Quotient(Fraction(1, one.scale), step, self._one, self._one)

    def _value(self, value: str) -> None:
        try:
            self._names[value] = self._lowering.formula(self._rules.formulas[value])
        except NotLoweredError as error:
            self._refused[value] = str(error)

    def _indicator(self, indicator: Indicator) -> None:
        for child in indicator.children:
            self._indicator(child)
        formula = self._rules.formulas.get(indicator.id)
        found = self._rule(indicator, formula) if formula is not None else self._without_rule(indicator)
        found, applies = self._where_it_applies(indicator, found)
        bit = 0
        if indicator.id in self._optional:
            position = self._optional.index(indicator.id)
            left_out = self._program.input(len(self._inputs) + position, (0, 1))
            found, bit = self._unless_left_out(indicator, left_out, found), 1 << position
            whole, gone = (0, 1) if indicator.not_applicable == "leave_out" else (int(indicator.weight / self._framework.step), 0)
            applies = self._program.select(left_out, self._program.constant(whole), applies)
            ways = self._program.constant(gone), self._gone[indicator.id]
            self._gone[indicator.id] = self._program.select(left_out, *ways)
        self._applies[indicator.id] = applies
        self._keep(indicator.id, found, formula, indicator.children, bit)

    def _without_rule(self, indicator: Indicator) -> Found:
        """The sum of what stands below an indicator, what a person gave for it, or no value where nobody scores it."""
        if indicator.children:
            return self._sum(indicator.children)
        nothing = self._program.constant(0)
        return (nothing, nothing) if isinstance(indicator.rule, Unscored) else self._given(indicator.id)

    def _where_it_applies(self, indicator: Indicator, found: Found) -> tuple[Found, int]:
        """The points of an indicator and its weight, both 0 where everything below it is left out."""
        whole = self._program.constant(int(indicator.weight / self._framework.step))
        nothing = self._gone[indicator.id] = self._program.constant(0)
        if not any(one.not_applicable == "leave_out" for *_, one in walk(indicator.children)):
            return found, whole
        is_gone = self._gone[indicator.id] = reduce(self._program.both, [self._gone[one.id] for one in indicator.children])
        points = self._program.select(is_gone, nothing, found[0]), self._program.either(is_gone, found[1])
        below = self._applicable(indicator.children)
        return points, self._program.select(is_gone, nothing, whole) if shares(indicator.rule.formula) else below

    def _applicable(self, parts: Indicators) -> int:
        """The weight of indicators that is not left out, as a count of a score's last decimal."""
        return reduce(self._program.add, (self._applies[one.id] for one in parts))

    def _total(self) -> None:
        formula = self._rules.formulas.get(TOTAL)
        top = self._framework.indicators
        if formula is None:
            self._keep(TOTAL, self._sum(top), None, top, 0)
            return
        everything = tuple(path[-1] for path in self._framework.paths.values())
        named = tuple(one for one in everything if one.id in names(formula))
        parts = (*named, *(top if "subtotal" in names(formula) else ()))
        try:
            found = self._lowered(TOTAL, formula, self._framework.points, everything, top)
        except NotLoweredError as error:
            raise self._too_large("total/formula", str(error)) from None
        self._keep(TOTAL, found, formula, parts, 0)

    def _rule(self, indicator: Indicator, formula: Formula) -> Found:
        """The points of an indicator by its rule."""
        children = indicator.children
        try:
            return self._lowered(indicator.id, formula, indicator.weight, children, children)
        except NotLoweredError as error:
            if children:
                path = rule_path(self._framework, self._framework.paths[indicator.id])
                raise self._too_large(path, str(error)) from None
            return self._by_definition(indicator, formula, str(error))

    def _lowered(self, id: str, formula: Formula, weight: Fraction, seen: Indicators, summed: Indicators) -> Found:
        """The points of a rule; its own words, and the points that it sees, go by names that no fact or value has."""
        own: dict[str, Formula] = {one.id: Name(_points(one.id)) for one in seen}
        own |= {"weight": Number(weight), "judged": Name(_judged(id)), "subtotal": Name(f"subtotal of {id}")}
        own["applicable"] = Name(f"applicable of {id}")
        if summed:
            self._names[f"subtotal of {id}"] = self._counted(*self._sum(summed))
        if summed and "applicable" in names(formula):
            self._names[f"applicable of {id}"] = self._counted(self._applicable(summed), self._one)
        found = self._lowering.formula(substituted(formula, own))
        return self._lowering.count(found, self._framework.step), found.defined

    def _by_definition(self, leaf: Indicator, formula: Formula, reason: str) -> Found:
        self._refused[leaf.id] = reason
        own: dict[str, Formula] = {"weight": Number(leaf.weight), "judged": Name(leaf.id)}
        spelled = spelled_out(self._framework, substituted(formula, own))
        position = len(self._inputs) + len(self._optional) + 2 * len(self._evaluated)
        self._evaluated.append(Evaluated(leaf, spelled, self._framework.step, self._inputs))
        return self._program.input(position, (-_BEYOND, _BEYOND)), self._program.input(position + 1, (0, 1))

    def _too_large(self, path: str, reason: str) -> InvalidFrameworkError:
        problem = problem_at(self._framework, "error", "too-large", path, f"the rule cannot be computed: {reason}")
        return InvalidFrameworkError(self._framework.id, (problem,))

    def _given(self, id: str) -> Found:
        return self._lowering.count(self._names[_judged(id)], self._framework.step), self._one

    def _sum(self, parts: Indicators) -> Found:
        counts, defined = zip(*(self._found[one.id] for one in parts), strict=True)
        return reduce(self._program.add, counts), reduce(self._program.both, defined)

    def _unless_left_out(self, indicator: Indicator, left_out: int, found: Found) -> Found:
        worth = indicator.weight if indicator.not_applicable == "full" else Fraction(0)
        points = self._program.constant(int(worth / self._framework.step))
        return self._program.select(left_out, points, found[0]), self._program.either(left_out, found[1])

    def _keep(self, id: str, found: Found, formula: Formula | None, below: Indicators, bit: int) -> None:
        self._found[id] = found
        self._names[_points(id)] = self._counted(*found)
        self._positions[id] = len(self._outputs)
        self._outputs.append(Output(id, self._needs(id, formula), tuple(self._positions[one.id] for one in below), bit))

    def _counted(self, count: int, defined: int) -> Quotient:
        return Quotient(self._framework.step, count, self._one, defined)

    def _needs(self, id: str, formula: Formula | None) -> int:
        """The facts that a rule names, also through values, and its own judgement, as bits."""
        named = {"judged"} if formula is None else names(spelled_out(self._framework, formula))
        needed = {*(named & self._framework.declared.keys()), *({id} if "judged" in named else ())}
        return sum(self._bits.get(name, 0) for name in needed)


def _judged(id: str) -> str:
    """The name of the points that a person gave, where a rule may make others of them."""
    return f"judged of {id}"


def _points(id: str) -> str:
    """The name of an indicator's points."""
    return f"points of {id}"
