"""The rules of a framework as they are checked: what surrounds each, and between which points it must lie."""

from collections.abc import Iterator, Mapping
from fractions import Fraction

from attrs import evolve, frozen

from perfrules import number
from perfrules.domain import Domain
from perfrules.formula.expand import MAX_LEVELS, MAX_STEPS, size, substituted
from perfrules.formula.syntax import Arithmetic, Choose, Compare, Formula, Name, Number, names
from perfrules.framework import Framework
from perfrules.indicator import Branch, Indicator, choices, walk
from perfrules.rules import TOTAL, indicator_path, rule_path, rules, spelled_out

Adopted = Mapping[str, str]


@frozen
class Rule:
    """
    A formula to be checked: where it stands, what surrounds it, between which points it must lie.

    `given` replaces names that follow from the indicator, `sums` the points that follow from others beside them.
    `summed` are the indicators whose points make the subtotal; `adopted` is false for the other readings of a rule.
    """

    path: str
    formula: Formula
    given: Mapping[str, Formula]
    sums: Mapping[str, Formula]
    domains: Mapping[str, Domain]
    summed: tuple[Indicator, ...]
    least: Fraction
    weight: Fraction
    adopted: bool = True


def scored(framework: Framework) -> Iterator[Rule]:
    """Each rule that gives points: of indicators in every reading, and of the total."""
    bound = rules(framework)
    for path in walk(framework.indicators):
        indicator = path[-1]
        if indicator.id in bound.formulas:
            yield _rule(framework, rule_path(framework, path), bound.formulas[indicator.id], indicator)
        known = bound.readings.get(indicator.id, {})
        for position, other in enumerate(indicator.interpretations, 1):
            if other.name in known:
                where = f"{indicator_path(path)}/interpretations/{position}/formula"
                yield evolve(_rule(framework, where, known[other.name], indicator), adopted=False)
    if TOTAL in bound.formulas:
        yield _total(framework, bound.formulas[TOTAL])


def fewest(indicator: Indicator) -> Fraction:
    """The fewest points that an indicator can come to, also where it does not apply."""
    return min(indicator.least, Fraction(0)) if indicator.not_applicable == "zero" else indicator.least


def written_out(framework: Framework, rule: Rule, adopted: Adopted) -> tuple[Formula, Mapping[str, Formula]]:
    """A rule's formula with all its values, and what was given for its names: sums too, unless they make it too large."""
    with_sums = {**rule.given, **rule.sums}
    formula = spelled_out(framework, substituted(rule.formula, with_sums), adopted=adopted)
    if fits(formula) or not rule.sums:
        return formula, with_sums
    return spelled_out(framework, substituted(rule.formula, rule.given), adopted=adopted), rule.given


def fits(formula: Formula) -> bool:
    """Whether a formula is small enough to be computed."""
    found = size(formula)
    return found.steps <= MAX_STEPS and found.levels <= MAX_LEVELS


def _rule(framework: Framework, path: str, formula: Formula, indicator: Indicator) -> Rule:
    children = indicator.children
    given: dict[str, Formula] = {"weight": Number(indicator.weight)}
    domains = {**_facts(framework), **_points(framework, children, children)}
    if listed := choices(indicator):
        given["judged"] = _chosen(listed)
        states = tuple((number.plain(points), number.plain(points)) for points in listed)
        domains["judged"] = Domain("choice", "", 0, Fraction(0), Fraction(len(listed) - 1), states)
    else:
        domains["judged"] = Domain("number", "", framework.decimals, Fraction(0), indicator.weight)
    return Rule(path, formula, given, _sums(formula, children), domains, children, indicator.least, indicator.weight)


def _total(framework: Framework, formula: Formula) -> Rule:
    top = framework.indicators
    everything = tuple(path[-1] for path in walk(top))
    domains = {**_facts(framework), **_points(framework, everything, top)}
    given = {"weight": Number(framework.points)}
    return Rule("total/formula", formula, given, _sums(formula, top), domains, top, Fraction(0), framework.points)


def _facts(framework: Framework) -> dict[str, Domain]:
    return {fact.id: fact.domain for fact in framework.facts}


def _points(framework: Framework, seen: tuple[Indicator, ...], summed: tuple[Indicator, ...]) -> dict[str, Domain]:
    """The domains of points that a formula sees, and of the sum of some of them."""
    ends = {one.id: (fewest(one), one.weight) for one in seen}
    ends["subtotal"] = sum((fewest(one) for one in summed), Fraction(0)), sum((one.weight for one in summed), Fraction(0))
    return {name: Domain("number", "", framework.decimals, least, most) for name, (least, most) in ends.items()}


def _sums(formula: Formula, top: tuple[Indicator, ...]) -> dict[str, Formula]:
    """The subtotal, and each branch that is a mere sum, as the sum of what stands below it, where that is named beside it."""
    used = names(formula)
    found = {one.id: _part(one, used) for *_, one in walk(top) if one.id in used}
    if _is_above(top, used):
        found["subtotal"] = _sum(top, used)
    return {name: part for name, part in found.items() if part != Name(name)}


def _part(indicator: Indicator, used: frozenset[str]) -> Formula:
    """The points of an indicator: its name, or a sum."""
    is_sum = indicator.rule == Branch(indicator.children) and indicator.not_applicable == "refuse"
    if is_sum and _is_above(indicator.children, used):
        return _sum(indicator.children, used)
    return Name(indicator.id)


def _is_above(indicators: tuple[Indicator, ...], used: frozenset[str]) -> bool:
    return any(path[-1].id in used for path in walk(indicators))


def _sum(indicators: tuple[Indicator, ...], used: frozenset[str]) -> Formula:
    """The sum of some indicators; halved again and again, so that it stays flat."""
    if len(indicators) == 1:
        return _part(indicators[0], used)
    middle = len(indicators) // 2
    return Arithmetic(_sum(indicators[:middle], used), "+", _sum(indicators[middle:], used))


def _chosen(listed: tuple[Fraction, ...]) -> Formula:
    """What a person chose, as a choice with a state for each number of points: nothing between them can be given."""
    chain: Formula = Number(listed[-1])
    for position, points in enumerate(listed[:-1]):
        chain = Choose(Compare(Name("judged"), (("==", Number(Fraction(position))),)), Number(points), chain)
    return chain
