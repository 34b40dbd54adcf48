"""The printed Longgang table of 2023 in Python, written from the page: a second statement of what the framework file says."""

from collections.abc import Mapping
from fractions import Fraction
from types import MappingProxyType

from perfrules.testing import Facts, Reading, Rule, by_rules

ALL_OR_NOTHING: Mapping[str, Fraction | int] = {
    "duty_alignment": 1,
    "priority_allocation": 1,
    "fund_detail": 1,
    "classification": 1,
    "flexibility": 1,
    "goal_breakdown": 2,
    "effect_indicators": 2,
    "measurable_values": 1,
    "quantified_indicators": 1,
    "target_basis": 1,
    "project_approval": 1,
    "project_delivery": 1,
    "monitoring": 1,
    "asset_keeping": 1,
    "asset_disposal": 1,
    "rules_followed": Fraction("1.5"),
    "performance_rules": 1,
}
"""Criteria that are met or not, with their points."""

AT_DISCRETION = {"purchase_policy": 1, "spending_norms": 1, "accounting": 1, "benefits": 25}
"""Criteria with points at discretion, and the most of them."""


def cut(points: Fraction) -> Fraction:
    """Points without what stands behind their second decimal."""
    return Fraction(int(points * 100), 100)


def purchase(facts: Facts) -> Fraction:
    """政府采购执行率: in proportion to the plan, nothing beyond it."""
    actual, plan = facts["purchase_actual"], facts["purchase_plan"]
    return Fraction(0) if actual > plan else cut(min(actual / plan, Fraction(1)))


def adjustment(facts: Facts) -> Fraction:
    """资金调整、调剂: full up to 10 %, then 0.1 off for each point of percent."""
    share = facts["budget_adjustments"] / facts["budget"] * 100
    return cut(max(Fraction(0), 1 - max(Fraction(0), share - 10) / 10))


def compliance(facts: Facts) -> Fraction:
    """财务合规性: three criteria, nothing where money was misused."""
    return Fraction(0) if facts["misuse"] else facts["spending_norms"] + adjustment(facts) + facts["accounting"]


def disclosed(state: str, facts: Facts) -> Fraction:
    """信息公开: secrets score in full."""
    if facts["classified"] or state == "compliant":
        return Fraction("1.5")
    return Fraction(1) if state == "deficient" else Fraction(0)


def inspection(facts: Facts) -> int:
    """检查监督: nothing without proof, nothing where a fund was rated 差."""
    if not facts["has_inspection_proof"] or facts["fund_rated_poor"]:
        return 0
    return 1 if facts["inspection"] else 0


def asset_use(facts: Facts) -> Fraction:
    """固定资产利用率: 90, 75, 60 %."""
    share = facts["fixed_assets_in_use"] / facts["fixed_assets"]
    steps = ((90, "1"), (75, "0.7"), (60, "0.4"))
    return next((Fraction(points) for percent, points in steps if share >= Fraction(percent, 100)), Fraction(0))


def contract(facts: Facts) -> Fraction:
    """编外人员控制率: below 5 % 1, up to 10 % 0.5."""
    share = facts["contract_staff"] / (facts["staff"] + facts["contract_staff"])
    return Fraction(1) if share < Fraction(5, 100) else Fraction(1, 2) if share <= Fraction(10, 100) else Fraction(0)


def spending(spent: Fraction, budget: Fraction) -> int:
    """公用经费: below 90 % 3, up to 100 % 2."""
    share = spent / budget
    return 3 if share < Fraction(9, 10) else 2 if share <= 1 else 0


def quarters(facts: Facts) -> Fraction:
    """季度执行: each quarter against 25, 50, 75, 100 %."""
    return cut(sum((min(facts[f"q{one}"] * 4 / one, Fraction(1)) for one in (1, 2, 3, 4)), Fraction(0)))


def mean(facts: Facts) -> Fraction:
    """全年平均: the mean of the four, times 2."""
    return cut(min((facts["q1"] + facts["q2"] + facts["q3"] + facts["q4"]) / 2, Fraction(2)))


def timeliness(facts: Facts) -> Fraction:
    """项目完成及时性: in proportion to the plan, 6 points."""
    return cut(min(facts["projects_completed"] * 6 / facts["projects_planned"], Fraction(6)))


def satisfaction(facts: Facts) -> int:
    """满意度: 95, 90, 80 %, and a point for less."""
    steps = ((95, 6), (90, 4), (80, 2))
    return next((points for percent, points in steps if facts["satisfaction"] >= Fraction(percent, 100)), 1)


def _judged(id: str, points: Fraction | int) -> Rule:
    return lambda facts: points if facts[id] else 0


def _discretion(id: str, points: int) -> Rule:
    return lambda facts: min(facts[id], Fraction(points))


RULES: Mapping[str, Rule] = MappingProxyType(
    {
        **{id: _judged(id, points) for id, points in ALL_OR_NOTHING.items()},
        **{id: _discretion(id, points) for id, points in AT_DISCRETION.items()},
        "conformity": lambda facts: max(0, 5 - facts["budget_breaches"]),
        "goal_completeness": lambda facts: max(0, 3 - facts["goal_breaches"]),
        "purchase_execution": purchase,
        "adjustment": adjustment,
        "compliance": compliance,
        "budget_disclosure": lambda facts: disclosed(facts["budget_publication"], facts),
        "accounts_disclosure": lambda facts: disclosed(facts["accounts_publication"], facts),
        "inspection": inspection,
        "asset_use": asset_use,
        "staff_control": lambda facts: 1 if facts["staff"] / facts["establishment"] <= 1 else 0,
        "contract_control": contract,
        "rules_made": lambda facts: Fraction("0.5") if facts["has_financial_rules"] else 0,
        "three_public_control": lambda facts: spending(facts["three_public_spent"], facts["three_public_budget"]),
        "daily_control": lambda facts: spending(facts["daily_spent"], facts["daily_budget"]),
        "quarters": quarters,
        "mean": mean,
        "execution": lambda facts: quarters(facts) + mean(facts),
        "key_tasks": lambda facts: max(0, 8 - 4 * facts["key_tasks_missed"]),
        "timeliness": timeliness,
        "petition_channel": lambda facts: 1 if facts["has_petition_channel"] else 0,
        "petition_reply": lambda facts: 1 if facts["petitions_answered"] / facts["petitions"] >= 1 else 0,
        "petition_timely": lambda facts: 1 if facts["petitions_in_time"] / facts["petitions"] >= 1 else 0,
        "public_satisfaction": satisfaction,
    }
)
"""What the page says of each criterion, by the id that the framework gives it."""

by_hand: Reading = by_rules(RULES)
