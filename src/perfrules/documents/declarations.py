"""What a framework declares: facts with their domains, values with how they are printed, functions."""

import re
from fractions import Fraction
from functools import partial
from typing import Literal

from attrs import field, frozen
from cattrs import Converter

from perfrules import number
from perfrules.documents.node import Node, Scalar
from perfrules.documents.shape import collected, expected, refusal
from perfrules.documents.texts import Decimals, Id, measured_as
from perfrules.domain import MONEY, Domain, Kind, Precision, domain, measured
from perfrules.errors import FormulaError, NumberError
from perfrules.formula.gate import Limits
from perfrules.formula.parse import parse
from perfrules.formula.syntax import Call, Formula, Name
from perfrules.framework import Fact, Show
from perfrules.indicator import Interpretation
from perfrules.wording import shortened

SHOW = re.compile(r"(cut|half_up|half_even)\(([0-9.]+)(%?)\)")
"""How a value is printed, as a text."""


@frozen
class Signature:
    """The name of a function and its parameters: `rounded(x)`."""

    name: str
    parameters: tuple[str, ...]


@frozen
class FactEntry:
    """What stands under the id of a fact; its limits are texts until its kind and unit are known."""

    label: str
    kind: Kind
    unit: str = ""
    decimals: Decimals | None = None
    at_least: Scalar | None = None
    at_most: Scalar | None = None
    states: dict[Id, str] = field(factory=dict)
    precision: Precision = "day"
    better: Literal["higher", "lower"] | None = None
    definition: str = ""


@frozen
class ValueEntry:
    """What stands under the id of a value."""

    label: str
    formula: Formula
    show: Show | None = None
    interpretations: tuple[Interpretation, ...] = ()


def add_declarations(converter: Converter, limits: Limits) -> None:
    """Teaches a converter facts (still without their id), signatures within these limits and how values are printed."""
    converter.register_structure_hook(Fact, lambda node, _: _fact(node, converter.structure(node, FactEntry)))
    converter.register_structure_hook(Signature, lambda node, _: _signature(expected(node, Scalar), limits))
    converter.register_structure_hook(Show, lambda node, _: _show(expected(node, Scalar)))


def _fact(node: Node, entry: FactEntry) -> Fact:
    states = tuple(entry.states.items())
    if entry.kind == "amount" and entry.unit not in MONEY:
        raise refusal("invalid-domain", node, f"a fact of kind `amount` needs a unit, one of {', '.join(MONEY)}")
    rough = Domain(entry.kind, entry.unit, entry.decimals or 0, Fraction(0), Fraction(0), states, entry.precision)
    least, most = limits_in((entry.at_least, entry.at_most), rough)
    try:
        made = domain(entry.kind, entry.unit, entry.decimals, least, most, states, entry.precision)
    except NumberError as error:
        raise refusal("invalid-domain", node, f"a fact of kind {error}") from None
    return Fact("", entry.label, made, entry.definition, entry.better or "")


def limits_in(ends: tuple[Scalar | None, ...], rough: Domain) -> list[Fraction | None]:
    """What texts say as ends of a domain of which kind and unit are known; None where nothing is said."""
    return collected(partial(_limit, end, rough) for end in ends)


def _limit(end: Scalar | None, rough: Domain) -> Fraction | None:
    return None if end is None else Fraction(measured_as(end, lambda text: measured(text, rough)).value)


def _signature(scalar: Scalar, limits: Limits) -> Signature:
    wanted = "a function is declared as `name(x)` or `name(x, y)`"
    try:
        match parse(scalar.text, limits):
            case Call(function=name, arguments=arguments):
                parameters = tuple(argument.id for argument in arguments if isinstance(argument, Name))
                if len(set(parameters)) == len(arguments):
                    return Signature(name, parameters)
    except FormulaError as error:
        raise refusal("invalid-formula", scalar, f"{wanted}: {error.sentence}", error.excerpt) from None
    raise refusal("invalid-formula", scalar, f"{wanted}, with different names as parameters")


def _show(scalar: Scalar) -> Show:
    found = SHOW.fullmatch(scalar.text)
    if found is None:
        message = f"`{shortened(scalar.text)}` is no way to print a value, one such as `half_up(0.01%)` or `cut(1)` was expected"
        raise refusal("invalid-choice", scalar, message)
    mode, step, percent = found.groups()
    size = measured_as(scalar, lambda _: number.read(step + percent))
    if not size:
        raise refusal("invalid-number", scalar, "a step is greater than 0")
    return Show(mode, size, bool(percent))  # type: ignore[arg-type]  # the pattern lets only these three words through
