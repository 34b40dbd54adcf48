"""The rules of a framework as they are checked: what surrounds each, and between which points it must lie."""

from collections import ChainMap
from collections.abc import Iterator, Mapping
from fractions import Fraction

from attrs import evolve, frozen

from perfrules import number
from perfrules.check.applicable import SHARED, fewest_applicable, keeps_below, shares
from perfrules.check.spelling import Adopted, spelling
from perfrules.check.sums import sum_bounds
from perfrules.check.verdict import Domains
from perfrules.check.weights import filled, is_open_within, weighed
from perfrules.domain import Domain
from perfrules.formula.expand import MAX_LEVELS, MAX_STEPS, size, substituted
from perfrules.formula.extent import Bounds
from perfrules.formula.syntax import Arithmetic, Choose, Compare, Condition, Formula, Name, Number, names
from perfrules.framework import Framework
from perfrules.indicator import Branch, Indicator, Slot, choices, walk
from perfrules.rules import TOTAL, located, rule_path, rules


@frozen
class Rule:
    """
    A formula to be checked: where it stands, what surrounds it, between which points it must lie.

    `given` replaces names that follow from the indicator, `sums` the points that follow from others beside them.
    `summed` are the indicators whose points make the subtotal, `beside` others that it sees; `adopted` is false for the other
    readings of a rule. `assuming` always holds; `told` says with which weight, where the
    framework does not say it; `is_possible` that a case could set it.
    """

    path: str
    formula: Formula
    given: Mapping[str, Formula]
    sums: Mapping[str, Formula]
    domains: Domains
    summed: tuple[Indicator, ...]
    least: Fraction
    weight: Fraction
    adopted: bool = True
    beside: tuple[Indicator, ...] = ()
    assuming: Condition | None = None
    told: str = ""
    is_possible: bool = False


def scored(framework: Framework) -> Iterator[Rule]:
    """Each rule that gives points: of indicators in every reading, and of the total; several times where a weight is open."""
    for where, path in located(framework):
        for one in weighed(framework, path[-1]):
            found = _readings(framework, where, path, one.indicator)
            yield from (evolve(rule, told=one.told, is_possible=one.is_possible) if one.told else rule for rule in found)
    if TOTAL in rules(framework).formulas:
        yield _total(framework, rules(framework).formulas[TOTAL])


def _readings(framework: Framework, where: str, path: tuple[Indicator, ...], indicator: Indicator) -> Iterator[Rule]:
    bound = rules(framework)
    known = bound.readings.get(indicator.id, {})
    if indicator.id not in bound.formulas and not known:
        return
    rule = _surrounded(framework, indicator)
    if indicator.id in bound.formulas:
        yield _with_formula(framework, rule, rule_path(framework, path), bound.formulas[indicator.id])
    for position, other in enumerate(indicator.interpretations, 1):
        if other.name in known:
            place = f"{where}/interpretations/{position}/formula"
            yield evolve(_with_formula(framework, rule, place, known[other.name]), adopted=False)


def fewest(indicator: Indicator) -> Fraction:
    """The fewest points that an indicator can come to, also where it does not apply."""
    return min(indicator.least, Fraction(0)) if indicator.not_applicable in {"zero", "leave_out"} else indicator.least


def written_out(framework: Framework, rule: Rule, adopted: Adopted) -> tuple[Formula, Mapping[str, Formula]]:
    """A rule's formula with all its values, and what was given for its names: sums too, unless they make it too large."""
    with_sums = {**rule.given, **rule.sums}
    values = spelling(framework, adopted)
    formula = values.written(substituted(rule.formula, with_sums))
    if not rule.sums or fits(formula):
        return formula, with_sums
    return values.written(substituted(rule.formula, rule.given)), rule.given


def fits(formula: Formula) -> bool:
    """Whether a formula is small enough to be computed."""
    found = size(formula)
    return found.steps <= MAX_STEPS and found.levels <= MAX_LEVELS


def _with_formula(framework: Framework, rule: Rule, path: str, formula: Formula) -> Rule:
    """A rule in one of its readings."""
    assuming = _assuming(framework, formula, rule.summed)
    return evolve(rule, path=path, formula=formula, sums=_sums(formula, rule.summed), assuming=assuming)


def _surrounded(framework: Framework, indicator: Indicator) -> Rule:
    """What is the same for all readings of an indicator's rule."""
    children = indicator.children
    given: dict[str, Formula] = {"weight": Number(indicator.weight)}
    domains: dict[str, Domain | Bounds] = {**_points(framework, children, children)}
    if isinstance(indicator.rule, Slot):
        whole = Domain("number", "", framework.decimals, Fraction(0), indicator.weight)
        domains |= {"subtotal": whole, "applicable": evolve(whole, least=indicator.weight)}
    if listed := choices(indicator):
        given["judged"] = _chosen(listed)
        states = tuple((points, points) for points in map(number.plain, listed))
        domains["judged"] = Domain("choice", "", 0, Fraction(0), Fraction(len(listed) - 1), states)
    else:
        domains["judged"] = Domain("number", "", framework.decimals, min(indicator.least, Fraction(0)), indicator.weight)
    every = ChainMap(domains, _known(framework))
    return Rule("", Name("subtotal"), given, {}, every, children, indicator.least, indicator.weight)


def _total(framework: Framework, formula: Formula) -> Rule:
    top, beside = framework.indicators, framework.adjustments
    is_open = any(is_open_within(one) for one in top)
    if is_open:
        top = filled(framework, Indicator(TOTAL, TOTAL, framework.points, Branch(top)), framework.step).children
    everything = tuple(path[-1] for path in walk((*top, *beside)))
    domains: dict[str, Domain | Bounds] = {**_known(framework), **_points(framework, everything, top)}
    if is_open:
        domains |= {one.id: Domain("number", "", framework.decimals, Fraction(0), framework.points) for *_, one in walk(top)}
    given = {"weight": Number(framework.points)}
    sums = {} if is_open else _sums(formula, top)
    limits, assuming = (Fraction(0), framework.points), _assuming(framework, formula, top)
    return Rule("total/formula", formula, given, sums, domains, top, *limits, beside=beside, assuming=assuming)


def _assuming(framework: Framework, formula: Formula, summed: tuple[Indicator, ...]) -> Condition | None:
    return SHARED if shares(formula) and keeps_below(framework, summed) else None


def _known(framework: Framework) -> dict[str, Domain | Bounds]:
    """The domains of facts, and what is proven of sums."""
    return framework.memory.once("domains of names", lambda: dict(_of_names(framework)))


def _of_names(framework: Framework) -> Iterator[tuple[str, Domain | Bounds]]:
    yield from ((fact.id, fact.domain) for fact in framework.facts)
    yield from sum_bounds(framework).items()


def _points(framework: Framework, seen: tuple[Indicator, ...], summed: tuple[Indicator, ...]) -> dict[str, Domain]:
    """The domains of points that a formula sees, of the sum of some of them, and of the weight that applies."""
    ends = {one.id: (fewest(one), one.weight) for one in seen}
    weight = sum((one.weight for one in summed), Fraction(0))
    ends["subtotal"] = sum((fewest(one) for one in summed), Fraction(0)), weight
    ends["applicable"] = min(fewest_applicable(summed), weight), weight
    return {name: Domain("number", "", framework.decimals, least, most) for name, (least, most) in ends.items()}


def _sums(formula: Formula, top: tuple[Indicator, ...]) -> dict[str, Formula]:
    """The subtotal, and each branch that is a mere sum, as the sum of what stands below it, where that is named beside it."""
    used = names(formula)
    found = {one.id: _part(one, used) for *_, one in walk(top) if one.id in used}
    if len(top) < MAX_STEPS and _is_above(top, used):
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
    return _among(listed, 0, len(listed))


def _among(listed: tuple[Fraction, ...], start: int, end: int) -> Formula:
    """The points of the states from `start` to before `end`; halved again and again, so that it stays flat."""
    if end - start == 1:
        return Number(listed[start])
    middle = (start + end) // 2
    is_before = Compare(Name("judged"), (("<", Number(Fraction(middle))),))
    return Choose(is_before, _among(listed, start, middle), _among(listed, middle, end))
