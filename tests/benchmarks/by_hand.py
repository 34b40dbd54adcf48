"""The Longgang table written by hand in Python, over any kind of number, as a programmer would write it."""

from collections.abc import Callable, Mapping
from math import floor
from typing import Any

Facts = Mapping[str, Any]
"""Numbers of one kind, and flags, by id."""


def table(number: Callable[[str], Any]) -> Callable[[Facts], Any]:
    """The total of the table over numbers that `number` makes of a text: `float` or `Fraction`."""
    zero, one, hundred = number("0"), number("1"), number("100")
    tenth, cent = number("0.1"), number("0.01")
    assets = [(number(bar), number(points)) for bar, points in (("0.9", "1"), ("0.75", "0.7"), ("0.6", "0.4"))]
    content = [(number(bar), number(points)) for bar, points in (("0.95", "6"), ("0.9", "4"), ("0.8", "2"))]
    half, half_more, two, three, four, five = (number(text) for text in ("0.5", "1.5", "2", "3", "4", "5"))
    six, eight, quarter, three_quarters = (number(text) for text in ("6", "8", "0.25", "0.75"))
    five_percent, ninety_percent = number("0.05"), number("0.9")

    def cut(points: Any) -> Any:  # noqa: ANN401  # any kind of number
        return floor(points * hundred) / hundred

    def first(bands: list[tuple[Any, Any]], share: Any, otherwise: Any) -> Any:  # noqa: ANN401  # any kind of number
        for bar, points in bands:
            if share >= bar:
                return points
        return otherwise

    def disclosed(state: Any, is_classified: Any) -> Any:  # noqa: ANN401  # any kind of number
        return half_more if is_classified or state == 0 else one if state == 1 else zero

    def spending(spent: Any, budget: Any) -> Any:  # noqa: ANN401  # any kind of number
        rate = spent / budget
        return three if rate < ninety_percent else two if rate <= 1 else zero

    def decision(unit: Facts) -> Any:  # noqa: ANN401  # any kind of number
        rationality = sum(
            unit[name] for name in ("duty_alignment", "priority_allocation", "fund_detail", "classification", "flexibility")
        )
        goals = ("goal_breakdown", "effect_indicators", "measurable_values", "quantified_indicators", "target_basis")
        conformity, completeness = max(zero, five - unit["budget_breaches"]), max(zero, three - unit["goal_breaches"])
        return rationality + conformity + completeness + sum(unit[name] for name in goals)

    def funds(unit: Facts) -> Any:  # noqa: ANN401  # any kind of number
        plan, actual = unit["purchase_plan"], unit["purchase_actual"]
        purchase = zero if actual > plan else cut(min(actual / plan, one))
        adjustment = cut(max(zero, one - tenth * max(zero, unit["budget_adjustments"] / unit["budget"] - tenth) / cent))
        compliance = zero if unit["misuse"] else unit["spending_norms"] + adjustment + unit["accounting"]
        secret = unit["classified"]
        published = disclosed(unit["budget_publication"], secret) + disclosed(unit["accounts_publication"], secret)
        return purchase + unit["purchase_policy"] + compliance + published

    def management(unit: Facts) -> Any:  # noqa: ANN401  # any kind of number
        inspection = zero if not unit["has_inspection_proof"] or unit["fund_rated_poor"] else unit["inspection"]
        projects = unit["project_approval"] + unit["project_delivery"] + unit["monitoring"] + inspection
        in_use = first(assets, unit["fixed_assets_in_use"] / unit["fixed_assets"], zero)
        staff, others = unit["staff"], unit["contract_staff"]
        rate = others / (staff + others)
        contract = one if rate < five_percent else half if rate <= tenth else zero
        people = (one if staff / unit["establishment"] <= 1 else zero) + contract
        made = half if unit["has_financial_rules"] else zero
        rules = made + unit["rules_followed"] + unit["performance_rules"]
        return funds(unit) + projects + unit["asset_keeping"] + unit["asset_disposal"] + in_use + people + rules

    def performance(unit: Facts) -> Any:  # noqa: ANN401  # any kind of number
        costs = spending(unit["three_public_spent"], unit["three_public_budget"]) + spending(
            unit["daily_spent"], unit["daily_budget"]
        )
        q1, q2, q3, q4 = unit["q1"], unit["q2"], unit["q3"], unit["q4"]
        quarters = cut(min(q1 / quarter, one) + min(q2 / half, one) + min(q3 / three_quarters, one) + min(q4, one))
        mean = cut(min((q1 + q2 + q3 + q4) / four * two, two))
        tasks = max(zero, eight - four * unit["key_tasks_missed"])
        timely = cut(min(unit["projects_completed"] / unit["projects_planned"], one) * six)
        petitions = unit["petitions"]
        channel = one if unit["has_petition_channel"] else zero
        answered = one if unit["petitions_answered"] / petitions >= 1 else zero
        in_time = one if unit["petitions_in_time"] / petitions >= 1 else zero
        satisfied = first(content, unit["satisfaction"], one)
        return costs + quarters + mean + tasks + timely + unit["benefits"] + channel + answered + in_time + satisfied

    return lambda unit: decision(unit) + management(unit) + performance(unit)
