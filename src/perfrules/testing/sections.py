"""The sections of a random framework beside facts, values and indicators: rows, tables, weights, remarks, what is left out."""

from collections.abc import Callable
from fractions import Fraction
from random import Random
from typing import TypeAlias

import attrs

from perfrules.domain import domain
from perfrules.formula.parse import parse, parse_condition
from perfrules.framework import Alert, Band, Fact, Framework, Grade, RowRules, Sum, Table
from perfrules.frozen import Pairs
from perfrules.indicator import Branch, Calculated, Indicator, Interpretation, Judgeable, Slot, Split, Unscored

Section: TypeAlias = Callable[[Framework, Random], Framework]
"""Gives a framework one section more."""

FIGURE = domain("number", "", 2, Fraction(0), Fraction(10**6))
WEIGHT = domain("number", "", 2, Fraction(0), Fraction(100))

ROWS = (
    RowRules(
        "standard",
        parse("rounded(min(ratio, 1) * weight)"),
        attrs.evolve(FIGURE, least=Fraction("0.01")),
        FIGURE,
        WEIGHT,
        Pairs.of(
            {
                "at_least": parse("actual / target"),
                "at_most": parse("1 if actual <= target else target / actual"),
                "equal": parse("1 if actual == target else 0.5"),
                "between": parse("1 if target <= actual <= target_most else 0"),
                "by_date": parse("1 if actual <= target else 0"),
            }
        ),
        (
            Band("好", Fraction(4, 5), Fraction(1)),
            Band("中", Fraction(3, 5), Fraction(4, 5)),
            Band("差", Fraction(0), Fraction(3, 5)),
        ),
        sums=(Sum("rows_reached", parse("1 if actual >= target else 0")), Sum("rows_weight", parse("weight"))),
        interpretations=(Interpretation("从严", parse("weight if ratio >= 1 else 0")),),
    ),
    RowRules(
        "shared",
        parse("0 if row_misuse else half_up(row_share * weight, 0.01)"),
        FIGURE,
        FIGURE,
        WEIGHT,
        columns=(
            Fact("row_share", "系数", domain("rate", decimals=4, most=Fraction(1)), better="higher"),
            Fact("row_misuse", "违规", domain("flag")),
        ),
        sums=(Sum("share_sum", parse("row_share")), Sum("share_count", parse("1"))),
    ),
)
TABLE = Table(
    "funds",
    "资金表",
    (
        Fact("row_arranged", "安排", domain("amount", "万元", decimals=2, most=Fraction(1000))),
        Fact("row_used", "使用", domain("amount", "万元", decimals=2, most=Fraction(1000))),
    ),
    (Sum("arranged_sum", parse("row_arranged")), Sum("used_sum", parse("row_used"))),
    rows_at_most=20,
)
SHARED = "cut(subtotal / applicable * weight, 0.01)"


def with_sections(framework: Framework, own: Section, dice: Random) -> Framework:
    """The framework with one section, and some of the others."""
    for section in SECTIONS:
        if section is own or (dice.random() < 1 / 4 and own is not unscored and section is not unscored):
            framework = section(framework, dice)
    return framework


def rows(framework: Framework, dice: Random) -> Framework:
    """Two slots: one with groups, one that shares out its weight and has a rule over its rows."""
    one = Slot("standard", Pairs.of({"数量指标": Fraction(6)}))
    split = Split(dice.randint(0, 2), dice.choice(("leave", "last")))
    other = Slot("shared", split=split, formula=parse("half_up(min(share_sum / share_count, 1) * weight, 0.01)"))
    slots = (Indicator("targets", "目标", Fraction(20), one), Indicator("shares", "均分", Fraction(7), other))
    return attrs.evolve(_more(framework, *slots), rows=ROWS)


def tables(framework: Framework, _: Random) -> Framework:
    """A table, and an indicator over its sums."""
    rule = Calculated(parse("rounded(min(used_sum / arranged_sum, 1) * weight) if arranged_sum > 0 else 0"))
    return attrs.evolve(_more(framework, Indicator("spending", "执行", Fraction(9), rule)), tables=(TABLE,))


def weights(framework: Framework, dice: Random) -> Framework:
    """Weights that are a case's, or open ones that share what is left."""
    if dice.random() < 1 / 2:
        return attrs.evolve(framework, has_adjustable_weights=True)
    open_ones = (Indicator(f"open_{name}", "待定", Fraction(0), Judgeable("any"), is_open=True) for name in ("one", "two"))
    limit = parse_condition("open_one + open_two >= 12 and open_one <= total")
    return attrs.evolve(
        framework, indicators=(*framework.indicators, *open_ones), points=framework.points + 12, constraints=(limit,)
    )


def left_out(framework: Framework, dice: Random) -> Framework:
    """A branch that shares out what is left out, with one in it that may do so too."""
    parts = [Indicator(f"part_{name}", "分项", Fraction(3), Judgeable("any"), not_applicable="leave_out") for name in "abc"]
    low = Indicator("low", "下级", Fraction(6), Branch(tuple(parts[:2]), dice.choice((None, parse(SHARED)))))
    return _more(framework, Indicator("high", "上级", Fraction(9), Branch((low, parts[2]), parse(SHARED))))


def adjustments(framework: Framework, _: Random) -> Framework:
    """Plus points that a person gives, minus points that follow from facts, and a total over them."""
    plus = Indicator("plus", "加分", Fraction(5), Judgeable("any"))
    minus = Indicator("minus", "扣分", Fraction(0), Calculated(parse("-3 if misuse else 0")), least=Fraction(-3))
    total = parse("max(min(subtotal + plus + minus, weight), 0)")
    return attrs.evolve(framework, adjustments=(plus, minus), total=total)


def remarks(framework: Framework, _: Random) -> Framework:
    """Alerts, relations, and a grade that something rules out."""
    alerts = (
        Alert("未用完", parse_condition("used < 0.8 * budget"), "预算未用完"),
        Alert("低分", parse_condition("total < 3 or misuse and disclosure == late")),
    )
    best, *others = framework.grades
    grades = (attrs.evolve(best, unless=parse_condition("misuse or share_used > 1")), Grade("中", best.at_least / 2), *others)
    return attrs.evolve(framework, alerts=alerts, grades=grades, relations=(parse_condition("used <= budget"),))


def unscored(framework: Framework, _: Random) -> Framework:
    """No points at all, but values, rows and an alert."""
    alert = (Alert("未达标", parse_condition("rows_reached < 2")),)
    leaves = (Indicator("quality", "质量", Fraction(0), Unscored()), Indicator("pieces", "产出", Fraction(0), Slot("standard")))
    both = (*leaves, Indicator("effect", "效益", Fraction(0), Branch((Indicator("wide", "影响", Fraction(0), Unscored()),))))
    bare = attrs.evolve(framework, is_scored=False, points=Fraction(0), total=None, grades=())
    return attrs.evolve(bare, indicators=both, rows=ROWS[:1], alerts=alert)


def _more(framework: Framework, *indicators: Indicator) -> Framework:
    """The framework with more indicators, and the points for them."""
    points = sum((one.weight for one in indicators), framework.points)
    return attrs.evolve(framework, indicators=(*framework.indicators, *indicators), points=points)


SECTIONS: tuple[Section, ...] = (rows, tables, left_out, adjustments, remarks, weights, unscored)
"""Every section, in the order in which they are added: what weights are left to a case is said of all of them."""
