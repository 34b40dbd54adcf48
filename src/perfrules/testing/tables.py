"""
Random small frameworks of two or three levels, and units under them.

Leaves of many shapes, judged leaves, vetoes, readings, what does not apply; slots, tables, open weights, adjustments, remarks.
There are `FRAMEWORKS` of them, each made from its number, so that each is checked once.
"""

from fractions import Fraction
from functools import cache
from itertools import count
from random import Random

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from perfrules.formula import parse
from perfrules.formula.syntax import Definition, Formula
from perfrules.framework import Fact, Framework, Grade, Value
from perfrules.indicator import Branch, Calculated, Indicator, Interpretation, Judgeable, NotApplicablePolicy, Rule
from perfrules.testing.drawn import evidence
from perfrules.testing.sections import SECTIONS, with_sections
from perfrules.testing.trees import FUNCTIONS, names
from perfrules.testing.unit import Unit

PLAIN = 32
"""How many random frameworks have facts, values and indicators alone."""

FRAMEWORKS = PLAIN + len(SECTIONS) * 2
"""How many random frameworks there are."""

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


def frameworks() -> SearchStrategy[Framework]:
    """Sound frameworks of every shape."""
    return st.integers(1, FRAMEWORKS).map(framework)


@st.composite
def units(draw: DrawFn) -> Unit:
    """A framework, and a unit of which much is known."""
    made = draw(frameworks())
    return Unit(made, draw(evidence(made)))


@cache
def framework(number: int) -> Framework:
    """The framework with this number; those above `PLAIN` have other sections too."""
    made = _plain(number)
    return made if number <= PLAIN else with_sections(made, SECTIONS[number % len(SECTIONS)], Random(number))  # noqa: S311  # as below


def _plain(number: int) -> Framework:
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
