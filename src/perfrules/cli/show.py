"""`perfrules show`: a framework, or one of its facts, values or indicators."""

import json
from collections.abc import Iterator

import click

from perfrules import number
from perfrules.cli import options
from perfrules.cli.ending import Ending
from perfrules.cli.listing import in_force
from perfrules.cli.streams import UsageFault, emit
from perfrules.domain import Domain, shown
from perfrules.formula.text import text
from perfrules.framework import Fact, Framework, Table, Value
from perfrules.indicator import Branch, Indicator, Interpretation, Judgeable, Slot
from perfrules.kernel import Kernel
from perfrules.phrases import Language
from perfrules.rulebook import find_framework
from perfrules.wording import did_you_mean, near, shortened


@click.command(
    "show",
    epilog=options.examples(
        "perfrules show shenzhen.longgang-department",
        "perfrules show shenzhen.longgang-department quarters",
        "perfrules show shenzhen.longgang-department --kernel",
        "perfrules show shenzhen.longgang-department quarters --origin",
    ),
)
@click.argument("framework", metavar="FRAMEWORK")
@click.argument("id", required=False, metavar="[ID]")
@click.option("--kernel", is_flag=True, help="The Python function over integers that it is compiled to.")
@click.option("--origin", "origins", is_flag=True, help="From which document, file and line each weight, rule and label comes.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), help="With --origin: text for people, or JSON.")
@options.language
def show_framework(  # noqa: PLR0913  # what the command line has
    framework: str, id: str | None, *, kernel: bool, origins: bool, form: str | None, language: Language
) -> int:
    """
    Show a framework, or one part of it.

    The tree of its indicators, the fact, value or indicator with this ID, its kernel, or where its parts come from.
    """
    if kernel and (id is not None or origins):
        raise UsageFault(f"--kernel shows the whole framework, without {'--origin' if origins else 'an ID'}")
    if form and not origins:
        raise UsageFault("--format goes with --origin")
    found = find_framework(framework, options.rulebook())
    if kernel:
        emit(Kernel.of(found).text.rstrip("\n"))
    elif origins:
        emit(_origins(found, id, form, language))
    else:
        emit("\n".join(_whole(found) if id is None else _one(found, id)))
    return Ending.DONE


def _origins(framework: Framework, id: str | None, form: str | None, language: Language) -> str:
    from perfrules.cli import origin

    if id is not None:
        _one(framework, id)
    if form == "json":
        return json.dumps(origin.as_json(framework, id), ensure_ascii=False, indent=2)
    return "\n".join(origin.lines(framework, id, language))


def _whole(framework: Framework) -> Iterator[str]:
    yield framework.title
    yield f"id: {framework.id}"
    yield f"edition: {framework.edition}, in force {in_force(framework.valid)}"
    if framework.source.document:
        yield f"source: {framework.source.document}"
    yield f"points: {number.plain(framework.points)}, {framework.decimals} decimals" if framework.is_scored else "points: none"
    if framework.grades:
        yield "grades: " + ", ".join(f"{grade.name} from {number.plain(grade.at_least)}" for grade in framework.grades)
    yield "indicators:"
    for path in framework.paths.values():
        yield f"{'  ' * len(path)}{path[-1].label} ({path[-1].id}) {_weight(path[-1])}"
    yield from _declarations("facts", framework.facts)
    yield from _declarations("values", framework.values)
    yield from _declarations("tables", framework.tables)


def _weight(indicator: Indicator) -> str:
    return "open" if indicator.is_open else number.plain(indicator.weight)


def _declarations(title: str, declared: tuple[Fact | Value | Table, ...]) -> Iterator[str]:
    if declared:
        yield f"{title}:"
    for one in declared:
        yield f"  {one.label} ({one.id}){f' {kind(one.domain)}' if isinstance(one, Fact) else ''}"


def _one(framework: Framework, id: str) -> Iterator[str]:
    if id in framework.declared:
        return _fact(framework.declared[id])
    if id in framework.named:
        return _value(framework.named[id])
    if id in framework.paths:
        return _indicator(framework.paths[id][-1])
    alike = near(id, (*framework.declared, *framework.named, *framework.paths))
    raise UsageFault(f"framework `{framework.id}` has no fact, value or indicator `{shortened(id)}`{did_you_mean(alike)}")


def _fact(fact: Fact) -> Iterator[str]:
    yield f"{fact.label} ({fact.id})"
    yield f"kind: {kind(fact.domain)}"
    if fact.domain.kind not in {"flag", "choice"}:
        yield f"range: {shown(fact.domain.least, fact.domain)} to {shown(fact.domain.most, fact.domain)}"
    yield from (f"state: {state} ({label})" for state, label in fact.domain.states)
    if fact.definition:
        yield f"definition: {fact.definition}"


def _value(value: Value) -> Iterator[str]:
    yield f"{value.label} ({value.id})"
    yield f"formula: {text(value.formula)}"
    yield from _readings(value.interpretations)


def _indicator(indicator: Indicator) -> Iterator[str]:
    yield f"{indicator.label} ({indicator.id})"
    yield f"weight: {_weight(indicator)}"
    if indicator.printed_weight is not None:
        yield f"weight as printed: {number.plain(indicator.printed_weight)}"
    if indicator.printed_rule_points is not None:
        yield f"points in the printed rule: {number.plain(indicator.printed_rule_points)}"
    if indicator.clause:
        yield f"clause: {indicator.clause}"
    if indicator.evidence:
        yield f"evidence: {indicator.evidence}"
    yield from _rule(indicator)
    yield from _readings(indicator.interpretations)


def _rule(indicator: Indicator) -> Iterator[str]:
    rule = indicator.rule
    if isinstance(rule, Branch):
        yield f"children: {', '.join(child.id for child in rule.children)}"
    if isinstance(rule, Judgeable):
        yield f"judged: {allowed(rule)}"
    if isinstance(rule, Slot):
        yield f"slot: rows by `{rule.rules}`"
    if rule.formula is not None:
        yield f"formula: {text(rule.formula)}"


def _readings(others: tuple[Interpretation, ...]) -> Iterator[str]:
    yield from (f"interpretation `{other.name}`: {text(other.formula)}" for other in others)


def kind(domain: Domain) -> str:
    """The kind of a fact with its unit."""
    return f"{domain.kind} {domain.unit}".rstrip()


def allowed(rule: Judgeable) -> str:
    """Which points a person may give."""
    if isinstance(rule.allowed, tuple):
        return ", ".join(number.plain(points) for points in rule.allowed)
    return rule.allowed
