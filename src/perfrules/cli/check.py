"""`perfrules check`: what is wrong with a framework."""

from collections import Counter

import click

from perfrules.check import check
from perfrules.cli import options
from perfrules.cli.ending import Ending
from perfrules.cli.streams import emit
from perfrules.errors import InvalidDocumentError, Problem
from perfrules.rulebook import Rulebook, find_framework


@click.command(
    "check", epilog=options.examples("perfrules check shenzhen.longgang-department", "perfrules check my-framework.yaml")
)
@click.argument("framework", metavar="FRAMEWORK")
def check_framework(framework: str) -> int:
    """
    Check a framework before any case.

    Ends with 5 where there are errors (the framework would not load), 3 where there are warnings, else with 0.
    """
    problems = _problems(framework, options.rulebook())
    counts: Counter[str] = Counter(problem.severity for problem in problems)
    lines = [f"{problem.severity}: {problem}" for problem in problems]
    emit("\n".join([*lines, f"{framework}: {_counted(counts)}"]))
    if counts["error"]:
        return Ending.INVALID
    return Ending.FINDINGS if counts["warning"] else Ending.DONE


def _problems(framework: str, loaded: Rulebook) -> tuple[Problem, ...]:
    try:
        return check(find_framework(framework, loaded))
    except InvalidDocumentError as error:
        return error.problems


def _counted(counts: Counter[str]) -> str:
    found = [f"{counts[kind]} {kind}{'' if counts[kind] == 1 else 's'}" for kind in ("error", "warning", "note") if counts[kind]]
    return ", ".join(found) or "nothing to remark"
