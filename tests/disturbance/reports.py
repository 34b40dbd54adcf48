"""Invented reports in which everything agrees: a whole-department table with its text, and a form with target rows."""

import re
from collections.abc import Iterator, Mapping
from fractions import Fraction
from functools import cache
from pathlib import Path
from random import Random

from attrs import evolve
from perfrules_mof import perfrules_functions

from perfrules import number
from perfrules.assess import assess
from perfrules.case import RATIO, Case, Figure, Printed, Statement, figure_from, known_from, measures
from perfrules.documents import framework_from
from perfrules.errors import UndefinedError
from perfrules.evidence import Evidence, Judgement, Known, TargetRow
from perfrules.explanation import displayed
from perfrules.formula import parse
from perfrules.formula.evaluate import evaluate
from perfrules.framework import Fact, Framework
from perfrules.frozen import Pairs
from perfrules.indicator import Judgeable, choices
from perfrules.rules import rules, spelled_out
from perfrules.scorecard import Scorecard

FRAMEWORKS = Path(__file__).parents[2] / "frameworks"
DEPARTMENT = FRAMEWORKS / "shenzhen/src/perfrules_shenzhen/data/district-department.yaml"
FORM = FRAMEWORKS / "mof/src/perfrules_mof/data/self-evaluation-2020.yaml"

ROUNDINGS: Mapping[str, str] = {
    "cut": "cut(x, 0.01)",
    "half up": "half_up(x, 0.01)",
    "half even": "half_even(x, 0.01)",
    "up": "ceil(x / 0.01) * 0.01",
}
"""How the frameworks of invented reports round, by name."""

_FULL = Fraction(9, 10)
"""How often a criterion is judged to be met."""


@cache
def framework(file: Path, rounding: str) -> Framework:
    """A shipped framework that rounds in another way."""
    text = file.read_text(encoding="utf-8")
    for pattern, plain in _PLAIN:
        text = re.sub(pattern, plain, text)
    return framework_from(re.sub(r"(?m)^  rounded\(x\):.*$", _rounded(rounding), text), file.name)


_PLAIN = (
    (r"(?m)^ +interpretations:\n(?: +- name: .*\n +formula: .*\n)+", ""),
    (r"(?m)^ +least: 1\n", ""),
    (r"- \{else: 1\}", "- {else: 0}"),
    (r"basis: (?:inferred|assumed)", "basis: printed"),
)
"""What makes a shipped framework one without ambiguous rules, and without anything that nobody has printed."""


def _rounded(rounding: str) -> str:
    """The line of a framework that rounds, and the functions that plugins share."""
    return f"  rounded(x): {ROUNDINGS[rounding]}\n" + "\n".join(
        f"  {one.name}({', '.join(one.parameters)}): {one.body}" for one in perfrules_functions()
    )


def department(random: Random, rounding: str = "cut") -> Case:
    """The report of a department: its facts with the parts they are added from, printed ratios, weights and scores."""
    table = framework(DEPARTMENT, rounding)
    facts = {fact.id: _known(fact, random) for fact in table.facts}
    facts |= {name: known_from(text, table.declared[name].domain) for name, text in _fitting(random)}
    figures, statements = dict[str, Figure](), list[Statement]()
    for fact in table.facts:
        if fact.domain.kind in {"amount", "count", "rate"}:
            statements += _told_again(fact, facts[fact.id], figures, random)
    judged = Pairs.of(dict(_judged(table, random)))
    evidence = Evidence("示例单位", "2023", Pairs.of(facts), judged=judged)
    evidence = evolve(evidence, values=Pairs.of(dict(_ratios(table, evidence))))
    case = Case(table, evidence, figures=Pairs.of(figures), statements=tuple(statements))
    return printed(case)


def form(random: Random, rounding: str = "half up", rows: int = 10) -> Case:
    """A form with target rows, printed with the ratio and the score of each."""
    table = framework(FORM, rounding)
    budget = random.randint(100_00, 9_000_00)
    amounts = {"budget": budget, "spent": random.randint(budget // 2, budget - 1)}
    domains = {name: fact.domain for name, fact in table.declared.items()}
    facts = {name: known_from(f"{number.text(Fraction(cents, 100), 2)} 万元", domains[name]) for name, cents in amounts.items()}
    figures, statements = dict[str, Figure](), list[Statement]()
    for fact in table.facts:
        statements += _told_again(fact, facts[fact.id], figures, random)
    evidence = Evidence("示例单位", "2023", Pairs.of(facts), targets=tuple(_rows(random, rows)))
    evidence = evolve(evidence, values=Pairs.of(dict(_ratios(table, evidence))))
    case = Case(table, evidence, figures=Pairs.of(figures), statements=tuple(statements))
    return printed(case)


def printed(case: Case) -> Case:
    """The report with the weights, scores, total and grade that follow from it, as its framework rounds."""
    card = assess(case.framework, case.evidence)
    points = {id: score.points for id, score in card.scores.items() if score.points is not None}
    own = {id: points[id] for id in case.framework.paths if id in points}
    weights = {id: path[-1].weight for id, path in case.framework.paths.items()} | {"total": case.framework.points}
    targets = tuple(evolve(row, printed=points[row.id]) for row in case.evidence.targets)
    total = card.whole.points
    said = Printed(Pairs.of(own), total, card.grade or "", Pairs.of(weights))
    return evolve(case, printed=said, evidence=evolve(case.evidence, targets=targets, stated=said.scores))


def score(case: Case) -> Scorecard:
    """What the report comes to."""
    return assess(case.framework, case.evidence)


def _known(fact: Fact, random: Random) -> Known:
    domain = fact.domain
    match domain.kind:
        case "flag":
            return known_from(random.choice(("是", "否")), domain)
        case "choice":
            return known_from(random.choice(domain.states)[0], domain)
        case "amount":
            return known_from(f"{_pennies(random)} {domain.unit}", domain)
        case "rate":
            return known_from(f"{random.randint(2000, 10000) / 100:.2f}%", domain)
    count = random.choice((0, 0, 1, 2)) if fact.better == "lower" else random.randint(1, 400)
    return known_from(f"{count} {domain.unit}", domain)


def _fitting(random: Random) -> Iterator[tuple[str, str]]:
    """Facts that hang together: spending is the progress of a budget, and what is a part is less than all."""
    budget, progress = random.randint(10, 99) * 100, random.randint(9000, 9999)
    yield "progress_budget", f"{budget}.00 万元"
    yield "q4", f"{number.text(Fraction(progress, 100), 2)}%"
    yield "spent", f"{number.text(Fraction(budget * progress, 10_000), 2)} 万元"
    for whole, part, unit in _PARTS:
        most = random.randint(20, 900)
        yield whole, f"{most} {unit}" if unit != "万元" else f"{most}.00 万元"
        least = random.randint(most // 2, most - 1)
        yield part, f"{least} {unit}" if unit != "万元" else f"{least}.{random.randint(10, 99)} 万元"


_PARTS = (
    ("purchase_plan", "purchase_actual", "万元"),
    ("budget", "budget_adjustments", "万元"),
    ("fixed_assets", "fixed_assets_in_use", "万元"),
    ("three_public_budget", "three_public_spent", "万元"),
    ("daily_budget", "daily_spent", "万元"),
    ("establishment", "staff", "人"),
    ("projects_planned", "projects_completed", "个"),
    ("petitions", "petitions_answered", "件"),
)
"""Facts of which the second is a part of the first."""


def _pennies(random: Random) -> str:
    return number.text(Fraction(random.randint(5_000, 900_000), 100), 2)


def _told_again(fact: Fact, known: Known, figures: dict[str, Figure], random: Random) -> Iterator[Statement]:
    """The second printing of a fact, and of an amount or a count the two parts from which it is added."""
    unit = fact.domain.unit
    kind, again = figure_from(known.text)
    again = evolve(again, where="评分表")
    yield Statement(again, parse(fact.id), where="评分表", label=f"{fact.label}（再次列示）")
    if kind == "rate" or not known.value:
        return
    decimals = known.decimals
    part = Fraction(random.randint(0, int(known.value * 10**decimals)), 10**decimals)
    for name, value in (("own", part), ("other", Fraction(known.value) - part)):
        text = f"{number.text(value, decimals)} {unit}"
        figures[f"{fact.id}_{name}"] = Figure(evolve(figure_from(text)[1], where="一、基本情况"), kind)
    formula = parse(f"{fact.id}_own + {fact.id}_other")
    yield Statement(again, formula, where="一、基本情况", label=f"{fact.label} = 本级 + 下属")


def _judged(table: Framework, random: Random) -> Iterator[tuple[str, Judgement]]:
    for id, path in table.paths.items():
        rule = path[-1].rule
        if isinstance(rule, Judgeable):
            offered = choices(path[-1]) or (Fraction(0), path[-1].weight / 2, path[-1].weight)
            points = path[-1].weight if random.random() < _FULL else random.choice(offered)
            yield id, Judgement(points, "复核组", "查阅了档案")


def _ratios(table: Framework, evidence: Evidence) -> Iterator[tuple[str, Known]]:
    """The values as the framework shows them, where they have one."""
    facts = {name: known.value for name, known in evidence.facts.items()}
    domains, bound = measures(table), rules(table)
    for value in table.values:
        own = bound.formula(value.id, "")
        if own is None:
            continue
        formula = spelled_out(table, own)
        try:
            worth = evaluate(formula, facts)
        except UndefinedError:
            continue
        yield value.id, known_from(displayed(worth, value.show), domains[value.id])


def _rows(random: Random, count: int) -> Iterator[TargetRow]:
    """Target rows whose weights add up in each slot, each with what was done, and the ratio."""
    for slot, weight, many in (("output", 50, count - 3), ("benefit", 30, 2), ("satisfaction", 10, 1)):
        shares = _shares(random, weight, many)
        for position, share in enumerate(shares, 1):
            yield _row(random, slot, f"{_LABELS[slot]}{position}", share)


_LABELS = {"output": "完成数量", "benefit": "受益情况", "satisfaction": "满意度"}


def _shares(random: Random, weight: int, count: int) -> list[Fraction]:
    """A weight in so many whole parts, none of them zero."""
    cuts = sorted(random.sample(range(1, weight), count - 1))
    return [Fraction(end - start) for start, end in zip([0, *cuts], [*cuts, weight], strict=True)]


def _row(random: Random, slot: str, label: str, weight: Fraction) -> TargetRow:
    target = random.randint(20, 900)
    actual = random.randint(target // 2, target - 1)
    ratio = f"{number.text(Fraction(round(Fraction(actual, target) * 10000), 100), 2)}%"
    return TargetRow(
        f"{slot}/{label}",
        slot,
        label,
        weight=weight,
        unit="件",
        target=Known(Fraction(target), f"{target} 件", decimals=0, unit=Fraction(1)),
        actual=Known(Fraction(actual), f"{actual} 件", decimals=0, unit=Fraction(1)),
        ratio=known_from(ratio, RATIO),
        where=f"{label}一行",
    )
