"""`perfrules eval`: one formula with its numbers, step by step."""

from fractions import Fraction
from functools import partial

import click

from perfrules import number
from perfrules.cli import options
from perfrules.cli.ending import Ending
from perfrules.cli.streams import UsageFault, emit, tell
from perfrules.domain import FLAGS, Domain, Measurement, measured, shown
from perfrules.errors import NumberError
from perfrules.formula import Scope, parse, resolve
from perfrules.formula import explain as reading
from perfrules.formula.evaluate import evaluate
from perfrules.formula.measure import Meaning
from perfrules.formula.syntax import Formula, Name, names
from perfrules.framework import Framework
from perfrules.phrases import Language, say
from perfrules.rulebook import find_framework
from perfrules.rules import rules


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
    known = dict(_pair(argument, home) for argument in given)
    bound = resolve(parse(formula), _scope(known, home))
    if home is not None:
        known |= _followed(bound, home, known)
    found = reading.explained(bound, known, quote=partial(_quote, home))
    for decision in found.conditions:
        key = ("flag-" if decision.numbers == decision.written else "") + ("holds" if decision.held else "fails")
        emit(say(language, key, written=decision.written, numbers=decision.numbers))
    emit("\n  = ".join(found.lines))
    if found.result is None:
        tell("the formula has no value: a division by zero was reached")
        return Ending.UNDECIDED
    return Ending.DONE


def _followed(formula: Formula, home: Framework, known: dict[str, Measurement]) -> dict[str, Measurement]:
    """The values of the framework that a formula needs, from what was given."""
    formulas = {value: own for value, own in rules(home).formulas.items() if value in home.named and value not in known}
    needed, waiting = set[str](), [formula]
    while waiting:
        fresh = names(waiting.pop()) - needed
        needed |= fresh
        waiting += [formulas[name] for name in fresh & formulas.keys()]
    lacking = sorted(needed - known.keys() - formulas.keys())
    if lacking:
        raise UsageFault(f"no value for {', '.join(f'`{name}`' for name in lacking)}; add `{lacking[0]}=…`")
    found = dict(known)
    for value in rules(home).values:
        if value in needed & formulas.keys():
            found[value] = evaluate(formulas[value], found)
    return found


def _scope(known: dict[str, Measurement], home: Framework | None) -> Scope:
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
    try:
        if home is not None and name in home.declared:
            return name, measured(text, home.declared[name].domain).value
        return name, FLAGS[text.lower()] if text.lower() in FLAGS else number.read(text)
    except NumberError as error:
        raise UsageFault(f"`{name}`: {error}") from None


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
