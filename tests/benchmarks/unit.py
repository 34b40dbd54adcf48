"""A complete unit for the Longgang table, as scoring in bulk meets it: every fact known, every leaf judged."""

from collections.abc import Mapping
from decimal import Decimal
from types import MappingProxyType

from perfrules.kernel.compiler import Input

FACTS: Mapping[str, str | bool] = MappingProxyType(
    {
        "budget_breaches": "1",
        "goal_breaches": "0",
        "purchase_plan": "312.40",
        "purchase_actual": "298.75",
        "budget": "5481.65",
        "budget_adjustments": "566.34",
        "misuse": False,
        "classified": False,
        "budget_publication": "0",
        "accounts_publication": "1",
        "has_inspection_proof": True,
        "fund_rated_poor": False,
        "fixed_assets": "11328.99",
        "fixed_assets_in_use": "9800.15",
        "staff": "46",
        "establishment": "52",
        "contract_staff": "4",
        "has_financial_rules": True,
        "three_public_budget": "12.50",
        "three_public_spent": "8.05",
        "daily_budget": "210.00",
        "daily_spent": "207.46",
        "q1": "0.2725",
        "q2": "0.4538",
        "q3": "0.8090",
        "q4": "0.9885",
        "key_tasks_missed": "1",
        "projects_planned": "19",
        "projects_completed": "17",
        "has_petition_channel": True,
        "petitions": "120",
        "petitions_answered": "120",
        "petitions_in_time": "118",
        "satisfaction": "0.9312",
        "purchase_policy": "0.85",
        "spending_norms": "1",
        "accounting": "0.5",
        "benefits": "22.75",
    },
)
"""Facts and points at discretion as they are written; criteria that are met or not are met."""


def decimals(inputs: tuple[Input, ...]) -> dict[str, Decimal | bool]:
    """Each input as a decimal, or as what a flag is."""
    return {one.id: _read(FACTS.get(one.id, str(one.allowed[-1] / one.scale if one.allowed else 0))) for one in inputs}


def _read(written: str | bool) -> Decimal | bool:  # noqa: FBT001  # a flag stands among texts
    return written if isinstance(written, bool) else Decimal(written)


def decoded(inputs: tuple[Input, ...]) -> tuple[int, ...]:
    """The same as integers in the order of a kernel's inputs."""
    given = decimals(inputs)
    return tuple(int(given[one.id] * one.scale) for one in inputs)
