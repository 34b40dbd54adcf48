"""`perfrules explain`: why indicators of a case have their points."""

import click

from perfrules.assess import assess
from perfrules.cli import options
from perfrules.cli.cases import label, names, read
from perfrules.cli.ending import Ending
from perfrules.cli.guard import blaming
from perfrules.cli.streams import UsageFault, emit
from perfrules.errors import UnknownIndicatorError
from perfrules.explanation import explain
from perfrules.framework import Framework
from perfrules.phrases import Language
from perfrules.rules import TOTAL
from perfrules.scorecard import Scorecard, StatedPolicy, speaker
from perfrules.wording import near


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
    own = options.chosen(framework, loaded)
    with blaming(label(name)):
        found = read(name, loaded, own)
        card = assess(found.framework, found.evidence, stated=stated)
    known = [id for id in ids if id == TOTAL or id in card.framework.paths]
    with blaming(label(name)):
        explained = [explain(card, id, language) for id in known]
    good = [one for one in explained if one.latex or not latex]
    if good:
        emit("\n\n".join(one.latex if latex else one.text for one in good))
    faults = [_fault(id, card.framework, framework or card.framework.id) for id in ids if id not in known]
    faults += [f"indicator `{one.id}` has no formula" for one in explained if one not in good]
    if faults:
        raise UsageFault("\n".join(faults))
    return Ending.UNDECIDED if any(_is_open(card, id) for id in known) else Ending.DONE


def _fault(id: str, framework: Framework, written: str) -> str:
    """Why there is no explanation for an id, and which command leads on."""
    kind = "fact" if id in framework.declared else "value" if id in framework.named else ""
    if kind:
        return f"`{id}` is a {kind}, not an indicator; `perfrules show {written} {id}` shows it"
    alike = near(id, framework.paths)
    return f"{UnknownIndicatorError(id, alike)}{'' if alike else f'; `perfrules show {written}` lists them'}"


def _is_open(card: Scorecard, id: str) -> bool:
    return card[id].points is None and speaker(card, id) is None
