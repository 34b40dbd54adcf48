"""`perfrules explain`: why indicators of a case have their points."""

import click

from perfrules.assess import assess
from perfrules.cli import options
from perfrules.cli.cases import names, read
from perfrules.cli.ending import Ending
from perfrules.cli.streams import UsageFault, emit
from perfrules.explanation import Explanation, explain
from perfrules.phrases import Language
from perfrules.scorecard import StatedPolicy


@click.command(
    "explain",
    epilog=options.examples("perfrules explain report.yaml quarters mean", "perfrules explain report.yaml quarters --latex"),
)
@click.argument("case", metavar="CASE")
@click.argument("ids", nargs=-1, required=True, metavar="ID…")
@options.stated
@click.option("--latex", is_flag=True, help="The formula alone, as LaTeX.")
@options.own_framework
@options.language
def explain_case(  # noqa: PLR0913, PLR0917  # what the command line has
    case: str,
    ids: tuple[str, ...],
    stated: StatedPolicy,
    latex: bool,  # noqa: FBT001  # click passes options by name
    framework: str | None,
    language: Language,
) -> int:
    """
    Explain why indicators have their points.

    From the clause and the formula, with its numbers and roundings, to the points.

    CASE is a file or - for standard input; ID is the id of an indicator, as `perfrules show` lists it.
    """
    loaded = options.rulebook()
    (name, *others) = names((case,))
    if others or name != case:
        raise UsageFault(f"{case}: this is a folder, one case was expected")
    found = read(name, loaded, options.chosen(framework, loaded))
    card = assess(found.framework, found.evidence, stated=stated)
    emit("\n\n".join(_shown(explain(card, id, language), latex=latex) for id in ids))
    is_open = any(card[id].points is None for id in ids)
    return Ending.UNDECIDED if is_open else Ending.DONE


def _shown(found: Explanation, *, latex: bool) -> str:
    if not latex:
        return found.text
    if not found.latex:
        raise UsageFault(f"indicator `{found.id}` has no formula")
    return found.latex
