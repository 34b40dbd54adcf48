"""Scorecards of small frameworks, made in a line."""

from perfrules.assess import assess
from perfrules.evidence import Evidence
from perfrules.indicator import Indicator
from perfrules.scorecard import Scorecard, StatedPolicy
from tests.examples import Field, framework


def card(
    *indicators: Indicator, policy: StatedPolicy = "keep", changes: dict[str, Field] | None = None, **given: Field
) -> Scorecard:
    """The scorecard of these indicators with this evidence; `changes` are those of the framework."""
    return assess(framework(*indicators, **(changes or {})), Evidence(**given), stated=policy)
