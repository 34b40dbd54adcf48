"""`perfrules eval`: one formula with its numbers, step by step."""

from collections.abc import Mapping
from fractions import Fraction

import click

from perfrules import number
from perfrules.cli import options
from perfrules.cli.ending import Ending
from perfrules.cli.streams import UsageFault, emit, tell
from perfrules.cli.words import word
from perfrules.domain import FLAGS, Measurement, measured
from perfrules.errors import NumberError
from perfrules.formula import Scope, parse, resolve
from perfrules.formula.evaluate import evaluate
from perfrules.formula.explain import explained
from perfrules.formula.measure import Meaning
from perfrules.formula.syntax import Name, names
from perfrules.framework import Framework
from perfrules.phrases import Language
from perfrules.rulebook import find_framework
from perfrules.rules import rules


@click.command("eval")
@click.argument("formula", metavar="FORMULA")
@click.argument("given", nargs=-1, metavar="[NAME=VALUE]…")
@click.option("--framework", metavar="FRAMEWORK", help="A framework whose functions, facts and values can be used.")
@options.language
def evaluate_formula(formula: str, given: tuple[str, ...], framework: str | None, language: Language) -> int:
    """
    Evaluate a formula, exactly, with its steps.

    A value is a number (0.25, 25%, 3万) or a flag (yes, no, 是, 否); with a framework it is read as the fact that it names.
    Put -- before a formula that starts with a minus.

    \b
    Examples:
      perfrules eval "cut(used / total, 0.01)" used=57 total=110
      perfrules eval "rounded(q1)" q1=27.25% --framework shenzhen.longgang-department
    """
    home = None if framework is None else find_framework(framework, options.rulebook())
    known = _known(given, home)
    functions = Scope.of({}).functions if home is None else rules(home).functions
    bound = resolve(parse(formula), Scope({name: _meaning(name, value, home) for name, value in known.items()}, functions))
    found = explained(bound, known)
    for decision in found.conditions:
        emit(word(language, "holds" if decision.held else "fails", written=decision.written, numbers=decision.numbers))
    emit("\n  = ".join(found.lines))
    if found.result is None:
        tell("the formula has no value: a division by zero was reached")
        return Ending.UNDECIDED
    return Ending.DONE


def _known(given: tuple[str, ...], home: Framework | None) -> dict[str, Measurement]:
    """What was given, and the values of the framework that follow from it."""
    known = dict(_pair(argument, home) for argument in given)
    if home is not None:
        bound = rules(home)
        for value in bound.values:
            formula = bound.formula(value)
            if formula is not None and value not in known and names(formula) <= known.keys():
                known[value] = evaluate(formula, known)
    return known


def _pair(argument: str, home: Framework | None) -> tuple[str, Measurement]:
    name, sign, text = (part.strip() for part in argument.partition("="))
    if not sign or not isinstance(parse(name or argument), Name):
        raise UsageFault(f"`{argument}`: a name and its value were expected, such as `used=57`")
    try:
        if home is not None and name in home.declared:
            return name, measured(text, home.declared[name].domain).value
        return name, FLAGS[text.lower()] if text.lower() in FLAGS else number.read(text)
    except NumberError as error:
        raise UsageFault(f"`{name}`: {error}") from None


def _meaning(name: str, value: Measurement, home: Framework | None) -> Meaning:
    if home is not None and name in home.declared:
        domain = home.declared[name].domain
        return Meaning(domain.kind, domain.unit if domain.kind == "amount" else "", tuple(state for state, _ in domain.states))
    return Meaning("flag") if isinstance(value, bool) else Meaning()


Known = Mapping[str, Fraction | bool]
