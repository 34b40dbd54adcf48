"""`perfrules eval`: one formula with its numbers, step by step."""

from collections import ChainMap
from collections.abc import Mapping
from fractions import Fraction
from functools import partial
from typing import TypeAlias

import attrs
import click

from perfrules import evidence, number
from perfrules.assess.knowledge import Knowledge
from perfrules.cli import options
from perfrules.cli.ending import Ending
from perfrules.cli.streams import UsageFault, emit, tell
from perfrules.domain import FLAGS, Domain, Measurement, measured, shown
from perfrules.errors import FormulaError, NumberError
from perfrules.formula import Scope, parse, resolve
from perfrules.formula import explain as reading
from perfrules.formula.measure import Meaning
from perfrules.formula.syntax import Formula, Name, names
from perfrules.framework import Framework
from perfrules.frozen import Pairs
from perfrules.phrases import Language, say
from perfrules.rulebook import find_framework
from perfrules.rules import rules

Known: TypeAlias = Mapping[str, Measurement]


@click.command(
    "eval",
    epilog=options.examples(
        'perfrules eval "cut(used / total, 0.01)" used=57 total=110',
        'perfrules eval "rounded(q1)" q1=27.25% --framework shenzhen.longgang-department',
    ),
)
@click.argument("formula", metavar="FORMULA")
@click.argument("given", nargs=-1, metavar="[NAME=VALUE]…")
@click.option("--framework", metavar="FRAMEWORK", help="A framework whose functions, facts and values can be used.")
@options.language
def evaluate_formula(formula: str, given: tuple[str, ...], framework: str | None, language: Language) -> int:
    """
    Evaluate a formula, exactly, with its steps.

    A value is a number (0.25, 25%, 3万) or a flag (yes, no, 是, 否); with a framework it is read as the fact that it names.
    Put -- before a formula that starts with a minus.
    """
    home = None if framework is None else find_framework(framework, options.rulebook())
    given_names = _given(given, home)
    bound = _bound(parse(formula), given_names, home)
    known = given_names if home is None else _followed(bound, home, given_names)
    found = reading.explained(bound, known, quote=partial(_quote, home))
    for decision in found.conditions:
        key = ("flag-" if decision.numbers == decision.written else "") + ("holds" if decision.held else "fails")
        emit(say(language, key, written=decision.written, numbers=decision.numbers))
    emit("\n  = ".join(found.lines))
    if found.result is None:
        tell("the formula has no value: a division by zero was reached")
        return Ending.UNDECIDED
    return Ending.DONE


def _bound(formula: Formula, known: Known, home: Framework | None) -> Formula:
    """The formula with its names bound; where one is not known and nothing is near, how to give it."""
    try:
        return resolve(formula, _scope(known, home))
    except FormulaError as error:
        name = error.text[error.start : error.end]
        if error.reason != f"unknown name `{name}`":
            raise
        raise attrs.evolve(error, hint=f"add `{name}=…`") from None


def _followed(formula: Formula, home: Framework, known: Known) -> Known:
    """What was given, and the values of the framework that follow, each computed when it is reached."""
    formulas = {value: own for value, own in rules(home).formulas.items() if value in home.named and value not in known}
    needed, waiting = set[str](), [formula]
    while waiting:
        fresh = names(waiting.pop()) - needed
        needed |= fresh
        waiting += [formulas[name] for name in fresh & formulas.keys()]
    lacking = sorted(needed - known.keys() - formulas.keys())
    if lacking:
        listed = ", ".join(f"`{name}`" for name in lacking)
        raise UsageFault(f"no value for {listed}; add `{' '.join(f'{name}=…' for name in lacking)}`")
    facts = {name: evidence.Known(value) for name, value in known.items() if name in home.declared}
    values = {name: evidence.Known(value) for name, value in known.items() if name in home.named}
    return ChainMap(dict(known), Knowledge(home, evidence.Evidence(facts=Pairs.of(facts), values=Pairs.of(values))))  # type: ignore[arg-type]  # only read


def _given(arguments: tuple[str, ...], home: Framework | None) -> Known:
    """The names and values of the command line."""
    found: dict[str, Measurement] = {}
    for argument in arguments:
        name, value = _pair(argument, home)
        if name in found:
            raise UsageFault(f"`{name}` is given twice")
        found[name] = value
    return found


def _scope(known: Known, home: Framework | None) -> Scope:
    meanings = {name: Meaning("flag") if isinstance(value, bool) else Meaning() for name, value in known.items()}
    if home is None:
        return Scope.of(meanings)
    values = {value.id: Meaning() for value in home.values}
    facts = {fact.id: _meaning(fact.domain) for fact in home.facts}
    return Scope({**meanings, **values, **facts}, rules(home).functions)


def _pair(argument: str, home: Framework | None) -> tuple[str, Measurement]:
    name, sign, text = (part.strip() for part in argument.partition("="))
    if not sign or not isinstance(parse(name or argument), Name):
        raise UsageFault(f"`{argument}`: a name and its value were expected, such as `used=57`")
    if not text:
        raise UsageFault(f"`{name}` has no value")
    try:
        if home is not None and name in home.declared:
            return name, measured(text, home.declared[name].domain).value
        return name, FLAGS[text.lower()] if text.lower() in FLAGS else number.read(text)
    except NumberError as error:
        is_state = home is None and text.isidentifier()
        raise UsageFault(f"`{name}`: {error}{'; a state needs `--framework`' if is_state else ''}") from None


def _meaning(domain: Domain) -> Meaning:
    return Meaning(domain.kind, domain.unit if domain.kind == "amount" else "", tuple(state for state, _ in domain.states))


def _quote(home: Framework | None, name: str, value: Fraction) -> str:
    """A number as it stands in the formula: a state by its id, a rate in percent."""
    if home is None or name not in home.declared:
        return reading.shown(value)
    domain = home.declared[name].domain
    if domain.kind == "choice":
        return domain.states[int(value)][0]
    return shown(value, domain) if domain.kind in {"rate", "date"} else reading.shown(value)
