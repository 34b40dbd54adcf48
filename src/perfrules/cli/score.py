"""`perfrules score`: cases to scorecards, for people or as JSON."""

import json
import sys
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Any

import click
from attrs import frozen

from perfrules.assess import assess
from perfrules.case import Case
from perfrules.cli import options
from perfrules.cli.cases import are_many, label, names, read
from perfrules.cli.ending import Ending, worst
from perfrules.cli.guard import blamed, broke
from perfrules.cli.streams import UsageFault, emit, is_coloured, tell, width
from perfrules.errors import PerfrulesError
from perfrules.framework import Framework
from perfrules.phrases import Language
from perfrules.rulebook import Rulebook
from perfrules.scorecard import Scorecard, StatedPolicy, is_open

Shape = Callable[[str, Case, Scorecard], object]
"""What becomes of the scorecard of a case with this name; nothing else of it is kept, however many cases there are."""

FORMATS = {".json": "json", ".txt": "text"}
"""What the ending of a file says about its format."""


@frozen
class Desk:
    """What all cases of one run are scored with, and what becomes of each scorecard."""

    rulebook: Rulebook
    framework: Framework | None
    stated: StatedPolicy
    shape: Shape


@frozen
class Scored:
    """What became of a case, or the message that says why it has no scorecard."""

    form: Any
    ending: Ending
    message: str = ""


@click.command(
    "score",
    epilog=options.examples(
        "perfrules score report.yaml",
        "perfrules score cases/ --format json -o scores.json",
        "perfrules score report.yaml --stated gap",
    ),
)
@click.argument("cases", nargs=-1, required=True, metavar="CASE…")
@options.stated
@click.option("--format", "form", type=click.Choice(["text", "json"]), help="Text for people, or JSON with numbers as texts.")
@click.option("-o", "--output", type=click.Path(path_type=Path), help="Write into a file that ends in .json or .txt.")
@options.own_framework
@options.language
def score_cases(  # noqa: PLR0913, PLR0917  # what the command line has
    cases: tuple[str, ...],
    stated: StatedPolicy,
    form: str | None,
    output: Path | None,
    framework: str | None,
    language: Language,
) -> int:
    """
    Score cases and say why points were lost.

    CASE is a file, a folder with all its cases, or - for standard input. One case gives a sheet, several give a table.
    """
    chosen, many = file_format(form, output), are_many(cases)
    alone = partial(_line, language) if many else partial(_sheet, language, coloured=_coloured(output))
    shape = _json if chosen == "json" else alone
    loaded = options.rulebook()
    found = list(scored(names(cases), Desk(loaded, options.chosen(framework, loaded), stated, shape)))
    for one in found:
        if one.message:
            tell(one.message)
    forms = [one.form for one in found if not one.message]
    if forms and chosen == "json":
        emit("[\n" + ",\n".join(forms) + "\n]" if many else forms[0], output)
    elif forms:
        emit(_table(forms, language, coloured=_coloured(output)) if many else forms[0], output)
    return worst(one.ending for one in found)


def file_format(form: str | None, output: Path | None) -> str:
    """The format that was asked for, by name or by the ending of the file."""
    if output is None:
        return form or "text"
    ending = FORMATS.get(output.suffix.lower())
    if not output.parent.is_dir():
        raise UsageFault(f"{output}: the file cannot be written: there is no folder `{output.parent}`")
    if ending is None and form is None:
        raise UsageFault(f"{output}: a name that ends in {' or '.join(FORMATS)} was expected, or the option --format")
    if ending and form and ending != form:
        raise UsageFault(f"{output}: the ending says {ending}, --format says {form}")
    return form or str(ending)


def scored(cases: Sequence[str], desk: Desk) -> Iterator[Scored]:
    """Each case in turn, with a bar on a terminal that shows how far it is."""
    if len(cases) == 1:
        yield _one(cases[0], desk)
        return
    from rich.console import Console
    from rich.progress import track

    console = Console(stderr=True)
    for name in track(cases, description="", console=console, transient=True, disable=not sys.stderr.isatty()):
        yield _one(name, desk)


def _one(name: str, desk: Desk) -> Scored:
    try:
        case = read(name, desk.rulebook, desk.framework)
        card = assess(case.framework, case.evidence, stated=desk.stated)
        return Scored(desk.shape(name, case, card), Ending.UNDECIDED if is_open(card) else Ending.DONE)
    except PerfrulesError as error:
        return Scored(None, Ending.INVALID, blamed(label(name), error))
    except Exception as error:  # noqa: BLE001  # the other cases are scored
        debug = click.get_current_context().find_root().params["debug"]
        return Scored(None, Ending.BROKE, f"{label(name)}: {broke(error, debug=debug)}")


def _coloured(output: Path | None) -> bool:
    return output is None and is_coloured()


def _json(_: str, __: Case, card: Scorecard) -> str:
    from perfrules.documents import as_json

    return json.dumps(as_json(card), ensure_ascii=False, indent=2, allow_nan=False)


def _line(language: Language, _: str, __: Case, card: Scorecard) -> tuple[str, ...]:
    from perfrules.cli.overview import line

    return line(card, language)


def _sheet(language: Language, name: str, case: Case, card: Scorecard, *, coloured: bool) -> str:
    """The sheet of a case; readings that cannot be scored are told."""
    from perfrules.cli.layout import rendered
    from perfrules.cli.sheet import Sheet

    sheet = Sheet(card, language, width(), case.printed.total)
    for fault in sheet.faults():
        tell(f"warning: {label(name)}: {fault}")
    return rendered(sheet.parts(), width(), coloured=coloured)


def _table(lines: Sequence[tuple[str, ...]], language: Language, *, coloured: bool) -> str:
    from perfrules.cli.layout import rendered
    from perfrules.cli.overview import overview

    return rendered(overview(lines, language, width()), width(), coloured=coloured)
