"""Small frameworks, made in a line: facts, values, indicators, and a whole framework around them."""

from datetime import date
from fractions import Fraction
from typing import Any, Literal, TypeAlias

from perfrules.domain import domain
from perfrules.evidence import Evidence, Judgement, Known
from perfrules.formula import parse
from perfrules.formula.syntax import Choose, Condition, Definition
from perfrules.framework import Fact, Framework, RowRules, Sum, Table, Value
from perfrules.frozen import Pairs
from perfrules.indicator import Branch, Calculated, Indicator, Interpretation, Judgeable, Slot

Number: TypeAlias = Fraction | int | str
Field: TypeAlias = Any
"""A field of what is made, whatever its type."""

AMOUNT = domain("amount", "万元", decimals=2, most=Fraction(1000000))
COUNT = domain("count", "人", most=Fraction(1000))
RATE = domain("rate", decimals=4, most=Fraction(2))
FLAG = domain("flag")
CHOICE = domain("choice", states=(("on_time", "按时"), ("late", "逾期"), ("none", "未公开")))
DAY = domain("date")
ACTUAL = domain("number", decimals=2, least=Fraction(0), most=Fraction(10**6))
TARGET = domain("number", decimals=2, least=Fraction("0.01"), most=Fraction(10**6))
SCORE = domain("number", decimals=2, least=Fraction(0), most=Fraction(100))


def readings(others: dict[str, str]) -> tuple[Interpretation, ...]:
    """Interpretations from their names and formulas."""
    return tuple(Interpretation(name, parse(formula)) for name, formula in others.items())


def value(id: str, formula: str, others: dict[str, str] | None = None, **changes: Field) -> Value:
    """A value, labelled with its id; `others` are its interpretations."""
    return Value(id, id, parse(formula), interpretations=readings(others or {}), **changes)


def leaf(id: str, weight: Number, formula: str, others: dict[str, str] | None = None, **changes: Field) -> Indicator:
    """A computed indicator, labelled with its id; `others` are its interpretations."""
    rule = Calculated(parse(formula))
    return Indicator(id, id, Fraction(weight), rule, interpretations=readings(others or {}), **changes)


def judged(
    id: str,
    weight: Number,
    allowed: Literal["any", "all_or_nothing"] | tuple[Fraction, ...] = "any",
    formula: str = "",
    **changes: Field,
) -> Indicator:
    """An indicator that a person judges, labelled with its id."""
    return Indicator(id, id, Fraction(weight), Judgeable(allowed, parse(formula) if formula else None), **changes)


def branch(id: str, *children: Indicator, formula: str = "", **changes: Field) -> Indicator:
    """A branch, labelled with its id; without a `weight` it weighs what its children do."""
    weight = changes.pop("weight", sum((child.weight for child in children), Fraction(0)))
    return Indicator(id, id, Fraction(weight), Branch(children, parse(formula) if formula else None), **changes)


def condition(text: str) -> Condition:
    """A condition from its text."""
    found = parse(f"1 if {text} else 0")
    assert isinstance(found, Choose)
    return found.condition


def slot(id: str, weight: Number, rules: str = "standard", formula: str = "", **changes: Field) -> Indicator:
    """A place for target rows, labelled with its id; `groups` and `split` are those of the slot."""
    own = {name: changes.pop(name) for name in ("groups", "split") if name in changes}
    rule = Slot(rules, **own, formula=parse(formula) if formula else None)
    return Indicator(id, id, Fraction(weight), rule, **changes)


def sums(formulas: dict[str, str]) -> tuple[Sum, ...]:
    """Sums from their names and the formulas of a row."""
    return tuple(Sum(name, parse(formula)) for name, formula in formulas.items())


def table(id: str, *columns: Fact, totals: dict[str, str] | None = None, **changes: Field) -> Table:
    """A table, labelled with its id; `totals` are its sums."""
    return Table(id, id, columns, sums(totals or {}), **changes)


def row_rules(id: str, formula: str, ratio: dict[str, str] | None = None, **changes: Field) -> RowRules:
    """Rules of target rows; a target lies above zero where nothing else is said."""
    ratios = {"at_least": "actual / target"} if ratio is None else ratio
    own = {"target": TARGET, "actual": ACTUAL, "weight": SCORE, **changes}
    own["sums"] = sums(own.get("sums", {}))
    return RowRules(id, parse(formula), **own, ratio=Pairs.of({must: parse(one) for must, one in ratios.items()}))


def function(name: str, parameters: str, body: str) -> Definition:
    """A function of a framework; its parameters stand in one text: `x y`."""
    return Definition(name, tuple(parameters.split()), parse(body))


FACTS = (
    Fact("budget", "预算数", AMOUNT),
    Fact("spent", "执行数", AMOUNT),
    Fact("staff", "在编人数", COUNT),
    Fact("progress", "支出进度", RATE, better="higher"),
    Fact("misuse", "存在违规支出", FLAG),
    Fact("disclosure", "公开情况", CHOICE),
    Fact("finished", "完成日期", DAY),
)
"""One fact of each kind."""

VALUES = (value("rate", "spent / budget if budget > 0 else 0"),)

FUNCTIONS = (function("rounded", "x", "cut(x, 0.01)"),)

INDICATORS = (
    branch(
        "management",
        leaf("execution", 20, "rounded(min(rate, 1) * weight)"),
        leaf("openness", 5, "weight if disclosure == on_time else 2 if disclosure == late else 0"),
        leaf("staffing", 5, "weight if staff <= 50 else 0"),
        judged("accounting", 10, "all_or_nothing"),
        formula="0 if misuse else subtotal",
    ),
    branch(
        "results",
        leaf("pace", 10, "rounded(min(progress, 1) * weight)"),
        leaf("timeliness", 10, "weight if finished <= date(2023, 12, 31) else 0"),
        judged("effects", 40),
    ),
)


def framework(*indicators: Indicator, **changes: Field) -> Framework:
    """
    A sound framework of 100 points, with changes; `check` finds nothing in it.

    Where its indicators are given, it is worth what they weigh.
    """
    given = {"facts": FACTS, "values": VALUES, "functions": FUNCTIONS, **changes}
    top = indicators or INDICATORS
    given.setdefault("points", sum((indicator.weight for indicator in top), Fraction(0)))
    return Framework(**{"id": "example.small", "edition": "2023", "title": "示例", "indicators": top, **given})


def known(**facts: Number | bool) -> Pairs[Known]:
    """What is known of facts or values; a text is a number."""
    return Pairs.of({name: Known(one if isinstance(one, bool) else Fraction(one), str(one)) for name, one in facts.items()})


def judgements(**points: Number) -> Pairs[Judgement]:
    """Points that somebody gave."""
    return Pairs.of({name: Judgement(Fraction(one), "复核", "抽查") for name, one in points.items()})


def evidence(**changes: Field) -> Evidence:
    """Evidence of one unit, complete for the framework above, with changes."""
    last = date(2023, 12, 29).toordinal()
    facts = known(budget=200, spent=150, staff=46, progress="0.5", misuse=False, disclosure=0, finished=last)
    given: dict[str, Field] = {
        "subject": "某单位",
        "period": "2023",
        "facts": facts,
        "judged": judgements(accounting=10, effects=35),
        **changes,
    }
    return Evidence(**given)
