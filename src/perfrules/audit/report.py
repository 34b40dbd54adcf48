"""Report: one case as the audit sees it, its printed numbers, and what its evidence scores."""

from functools import cached_property
from typing import TYPE_CHECKING

from perfrules.audit.numbers import Numbers
from perfrules.audit.printed import printed_numbers
from perfrules.case import Case

if TYPE_CHECKING:
    from perfrules.audit.scores.scoring import Scoring


class Report:
    """One case, its printed numbers by key, and its scores."""

    def __init__(self, case: Case) -> None:
        self.case = case

    @cached_property
    def numbers(self) -> Numbers:
        """The printed numbers, and those of the framework beside which they stand."""
        from perfrules.audit.structure import extra_numbers

        printed = printed_numbers(self.case)
        return printed.joined(extra_numbers(self.case, printed))

    @cached_property
    def scoring(self) -> "Scoring":
        """What the evidence scores, as far as it can be scored."""
        from perfrules.audit.scores.scoring import Scoring

        return Scoring(self.case, self.numbers)
