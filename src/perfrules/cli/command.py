"""The program: its commands, and what is common to them."""

from functools import partial

import click

from perfrules.cli.audit import audit_cases
from perfrules.cli.check import check_framework
from perfrules.cli.diff import diff_frameworks
from perfrules.cli.evaluation import evaluate_formula
from perfrules.cli.explain import explain_case
from perfrules.cli.guard import guarded
from perfrules.cli.listing import list_frameworks, list_plugins
from perfrules.cli.schema import show_schema
from perfrules.cli.score import score_cases
from perfrules.cli.show import show_framework
from perfrules.cli.skeleton import new_case

_EPILOG = """\b
Example:
  perfrules score frameworks/shenzhen/cases/longgang-2023.yaml

\b
Exit codes:
  0 done  1 broke  2 usage  3 findings  4 undecided: something is missing
  5 invalid framework or case
"""


class Program(click.Group):
    """A group whose commands return their exit code, and never show a traceback."""

    def invoke(self, ctx: click.Context) -> None:
        """Run the command that was asked for."""
        ctx.exit(guarded(partial(super().invoke, ctx), debug=ctx.params["debug"]))


@click.group(cls=Program, epilog=_EPILOG, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="perfrules", message="%(prog)s %(version)s")
@click.option("--debug", is_flag=True, help="Show where perfrules broke, if it does.")
def program(*, debug: bool) -> None:
    """
    Score budget performance evaluations (预算绩效评价) exactly, and explain every point.

    FRAMEWORK is an id that `perfrules frameworks` lists, or the path of a file.
    """


for _command in (
    score_cases,
    explain_case,
    audit_cases,
    check_framework,
    evaluate_formula,
    list_frameworks,
    show_framework,
    diff_frameworks,
    list_plugins,
    new_case,
    show_schema,
):
    program.add_command(_command)
