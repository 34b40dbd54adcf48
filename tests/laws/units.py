"""
Random small units: frameworks of two or three levels, and what is known of one unit.

Leaves of many shapes, judged leaves, vetoes, missing facts, printed ratios and scores. There are `FRAMEWORKS` frameworks, each
made from its number, so that each is checked once.
"""

from collections.abc import Mapping
from fractions import Fraction
from functools import cache
from itertools import count
from random import Random
from typing import TypeVar

from attrs import frozen
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from perfrules.assess import assess
from perfrules.evidence import Evidence, Judgement, Known
from perfrules.formula import parse
from perfrules.formula.syntax import Definition, Formula
from perfrules.framework import Fact, Framework, Grade, Value
from perfrules.frozen import Pairs
from perfrules.indicator import Branch, Calculated, Indicator, Interpretation, Judgeable, NotApplicablePolicy, Rule
from perfrules.scorecard import Scorecard, StatedPolicy
from tests.strategies import FUNCTIONS, names

FRAMEWORKS = 48

FACTS = tuple(Fact(name, f"标签 {name}", one) for name, one in names().items())
VALUES = (
    Value("share_used", "使用率", parse("used / budget"), interpretations=(Interpretation("另", parse("used / (budget + 1)")),)),
    Value("unused", "结余率", parse("1 - share_used")),
)
OWN = tuple(Definition(name, parameters, parse(body)) for name, (parameters, body) in FUNCTIONS.items())

LEAVES = (
    "rounded(min(share_used, 1) * weight)",
    "rounded(max(0, weight - 0.1 * max(0, unused) / 0.01))",
    "weight if rate >= 0.95 else 1 if rate >= 0.9 else 0",
    "weight if ok or disclosure == on_time else 1 if disclosure == late else 0",
    "max(0, weight - staff)",
    "0 if misuse else rounded(min(used / max(budget, 1), 1) * weight)",
    "weight if finished <= due else rounded(weight / (1 + (finished - due)))",
    "half_up(min(attained(used, budget, weight), weight), 0.01)",
    "rounded(min(staff / (staff + used), 1) * weight)",
    "weight if unused <= 0.1 and not misuse else rounded(min(rate, 2) / 2 * min(weight, 1))",
)
JUDGED = ("", "", "0 if misuse else judged", "rounded(judged * min(rate, 1))")
BRANCHES = (
    "",
    "",
    "0 if misuse else subtotal",
    "min(subtotal, weight - 1)",
    "subtotal if staff <= 50 else rounded(subtotal / 2)",
)
TOTALS = ("", "", "min(subtotal, weight - 1) if misuse else subtotal")
POLICIES: tuple[NotApplicablePolicy, ...] = ("refuse", "full", "zero")
AMBIGUOUS = ("i1", "i2", "i5", "i8")
"""Few, so that all readings together stay few."""

EDGES: Mapping[str, tuple[str, ...]] = {
    "used": ("0", "0.01", "9", "10", "200"),
    "budget": ("0", "10", "100", "200"),
    "staff": ("0", "1", "50", "51"),
    "rate": ("0", "0.8999", "0.9", "0.95", "2"),
    "disclosure": ("0", "1", "2"),
    "finished": ("738521", "738700"),
    "due": ("738521", "738699", "738885"),
}
"""Values on the edges of the rules."""

T = TypeVar("T")


@frozen
class Unit:
    """A framework and evidence that fits it."""

    framework: Framework
    evidence: Evidence

    def card(self, policy: StatedPolicy = "keep") -> Scorecard:
        """Its scorecard."""
        return assess(self.framework, self.evidence, stated=policy)


@st.composite
def units(draw: DrawFn) -> Unit:
    """A framework, and a unit of which much is known."""
    made = framework(draw(st.integers(1, FRAMEWORKS)))
    indicators = [path[-1] for path in made.paths.values()]
    left_out = {one.id: st.just("无此项") for one in indicators if one.not_applicable != "refuse"}
    judged = {one.id: _given(one).map(_judgement) for one in indicators if isinstance(one.rule, Judgeable)}
    stated = {one.id: _cents(one.weight) for one in indicators}
    ratios = {"share_used": st.sampled_from((Known(Fraction("0.9"), "90.0%", decimals=1), Known(Fraction("1.02"))))}
    readings = {one.id: st.just("从严") for one in indicators if one.interpretations} | {"share_used": st.just("另")}
    evidence = Evidence(
        "某单位",
        "2023",
        Pairs.of(draw(_facts())),
        Pairs.of(draw(_some(ratios))),
        Pairs.of(draw(_some(judged))),
        Pairs.of(draw(_some(stated))),
        Pairs.of(draw(st.just({}) | _some(left_out))),
        Pairs.of(draw(st.just({}) | _some(readings))),
    )
    return Unit(made, evidence)


@cache
def framework(number: int) -> Framework:
    """The framework with this number."""
    dice, ids = Random(number), count()  # noqa: S311  # the same number makes the same framework
    top = tuple(_branch(dice, ids, 1) for _ in range(dice.randint(1, 3)))
    points = sum((one.weight for one in top), Fraction(0))
    grades = (Grade("优", points * Fraction(9, 10)), Grade("差", Fraction(0)))
    total = _perhaps(dice, TOTALS)
    return Framework("law.random", str(number), "随机", points, top, FACTS, VALUES, OWN, grades, total=total)


def _branch(dice: Random, ids: "count[int]", depth: int) -> Indicator:
    name = f"i{next(ids)}"
    nested = [depth > 0 and dice.random() < 1 / 2 for _ in range(dice.randint(1, 3))]
    children = tuple(_branch(dice, ids, depth - 1) if deeper else _leaf(dice, f"i{next(ids)}") for deeper in nested)
    weight = sum((child.weight for child in children), Fraction(0))
    return _indicator(dice, name, weight, Branch(children, _perhaps(dice, BRANCHES)))


def _leaf(dice: Random, name: str) -> Indicator:
    weight = Fraction(dice.randint(1, 10))
    if dice.random() < 2 / 3:
        return _indicator(dice, name, weight, Calculated(parse(dice.choice(LEAVES))))
    listed = (Fraction(0), weight / 2, weight)
    return _indicator(dice, name, weight, Judgeable(dice.choice(("any", "all_or_nothing", listed)), _perhaps(dice, JUDGED)))


def _indicator(dice: Random, name: str, weight: Fraction, rule: Rule) -> Indicator:
    others = (Interpretation("从严", parse("0")),) if name in AMBIGUOUS and isinstance(rule, Calculated) else ()
    return Indicator(name, f"指标 {name}", weight, rule, not_applicable=dice.choice(POLICIES), interpretations=others)


def _perhaps(dice: Random, texts: tuple[str, ...]) -> Formula | None:
    text = dice.choice(texts)
    return parse(text) if text else None


def _facts() -> SearchStrategy[dict[str, Known]]:
    numbers = {name: st.sampled_from(edges).map(Fraction) for name, edges in EDGES.items()}
    values = {**numbers, "ok": st.booleans(), "misuse": st.booleans()}
    facts = {name: st.builds(Known, value, where=st.just(f"表 {name}")) for name, value in values.items()}
    return st.fixed_dictionaries(facts) | _some(facts)


def _some(given: Mapping[str, SearchStrategy[T]]) -> SearchStrategy[dict[str, T]]:
    return st.fixed_dictionaries({}, optional=dict(given))


def _given(indicator: Indicator) -> SearchStrategy[Fraction]:
    """Points that a person can give."""
    allowed = indicator.rule.allowed if isinstance(indicator.rule, Judgeable) else "any"
    if isinstance(allowed, tuple):
        return st.sampled_from(allowed)
    return st.sampled_from((Fraction(0), indicator.weight)) if allowed == "all_or_nothing" else _cents(indicator.weight)


def _judgement(points: Fraction) -> Judgement:
    return Judgement(points, "复核", "抽查。")


def _cents(weight: Fraction) -> SearchStrategy[Fraction]:
    """Points with two decimals up to a weight, often its ends."""
    ends = st.sampled_from((0, int(weight * 100)))
    return (ends | st.integers(0, int(weight * 100))).map(lambda cents: Fraction(cents, 100))
