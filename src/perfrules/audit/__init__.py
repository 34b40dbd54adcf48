"""audit(case) -> findings: whether the numbers of a published report follow from its rules and from each other."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from perfrules.case import Case
    from perfrules.finding import Finding

__all__ = ["audit"]


def audit(case: "Case") -> "tuple[Finding, ...]":
    """
    What a published report got wrong, and why: errors first, each with what follows from it.

    Never raises for what a report says; raises `InvalidFrameworkError` where its framework cannot be used.
    """
    from perfrules.audit.whole import findings  # only who audits pays for it

    return findings(case)
