"""Small frameworks for the tests of the kit, and a unit whose scorecard lies."""

from collections.abc import Callable

from attrs import evolve, frozen

from perfrules.documents import framework_from
from perfrules.evidence import Evidence
from perfrules.framework import Framework
from perfrules.scorecard import Scorecard, StatedPolicy
from perfrules.testing.unit import Unit

HEAD = 'perfrules: 1\nid: example.table\nedition: "2024"\ntitle: 评分表\npoints: {total: 10}\n'

FACTS = """\
facts:
  spent: {label: 支出, kind: amount, unit: 万元, decimals: 2, at_most: 1000 万元, better: higher}
  planned: {label: 预算, kind: amount, unit: 万元, decimals: 2, at_least: 1 万元, at_most: 1000 万元}
  staff: {label: 在编人数, kind: count, unit: 人, at_most: 100}
  misuse: {label: 违规, kind: flag}
  report: {label: 公开, kind: choice, states: {timely: 按时, late: 逾期}}
  finished: {label: 完成日期, kind: date, at_least: 2024-01-01, at_most: 2024-12-31}
"""


def table(rule: str, facts: str = FACTS) -> Framework:
    """A framework with one indicator of 10 points, called `pace`; `rule` is how its points are given."""
    return framework_from(f"{HEAD}{facts}indicators:\n  - id: pace\n    label: 进度\n    weight: 10\n    {rule}\n", "table.yaml")


def formula(text: str, facts: str = FACTS) -> Framework:
    """A framework with one computed indicator."""
    return table(f'formula: "{text}"', facts)


@frozen
class Lying(Unit):
    """A unit whose scorecard was tampered with."""

    change: Callable[[Scorecard], Scorecard] = lambda card: card

    def card(self, stated: StatedPolicy = "keep") -> Scorecard:
        """Its scorecard, tampered with."""
        return self.change(super().card(stated))

    def having(self, evidence: Evidence) -> "Lying":
        """Another unit, tampered with in the same way."""
        return evolve(self, evidence=evidence)
