"""What `check` finds, as codes."""

from perfrules.check import check
from perfrules.framework import Framework


def codes(made: Framework) -> list[str]:
    """The codes of all problems but of declarations that are not used."""
    return [problem.code for problem in check(made) if problem.code != "not-used"]
