"""`perfrules audit`: what published reports got wrong, for people or as JSON."""

import json
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import UTC, datetime
from functools import partial
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, cast

import click
from attrs import frozen

from perfrules.audit import audit
from perfrules.case import Case
from perfrules.cli import options
from perfrules.cli.cases import are_many, label, names, read
from perfrules.cli.choice import SEVERITIES, Choice
from perfrules.cli.ending import Ending, worst
from perfrules.cli.guard import blamed, broke
from perfrules.cli.score import file_format
from perfrules.cli.streams import UsageFault, emit_all, is_coloured, tell, width
from perfrules.cli.tally import Tally
from perfrules.errors import PerfrulesError
from perfrules.framework import Framework
from perfrules.phrases import Language
from perfrules.rulebook import Rulebook

if TYPE_CHECKING:
    from perfrules.finding import AuditReport, Severity, Waiver

Shape = Callable[[Case, "AuditReport"], str]
"""What is written of an audit."""


@frozen
class Desk:
    """What all cases of one run are audited with, and what becomes of each audit."""

    rulebook: Rulebook
    framework: Framework | None
    waivers: "tuple[Waiver, ...]"
    shape: Shape


@frozen
class Audited:
    """What is written of a case, and the audit itself; or the message that says why there is none."""

    name: str
    found: "AuditReport | None"
    ending: Ending
    written: str = ""
    message: str = ""


@click.command(
    "audit",
    epilog=options.examples(
        "perfrules audit report.yaml",
        "perfrules audit reports/ --only error --format json -o findings.json",
        "perfrules audit report.yaml --waivers accepted.yaml",
    ),
)
@click.argument("cases", nargs=-1, required=True, metavar="CASE…")
@click.option("--only", type=click.Choice(SEVERITIES), multiple=True, help="Show findings of this severity alone; repeatable.")
@click.option("--all", "everything", is_flag=True, help="Show also what agrees, and remarks.")
@click.option("--exit-zero", is_flag=True, help="End with 0 also where there are errors.")
@click.option("--waivers", metavar="FILE", help="A file of findings that are accepted.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), help="Text for people, or JSON with numbers as texts.")
@click.option("-o", "--output", type=click.Path(path_type=Path), help="Write into a file that ends in .json or .txt.")
@options.own_framework
@options.language
def audit_cases(  # noqa: PLR0913, PLR0917  # what the command line has
    cases: tuple[str, ...],
    only: "tuple[Severity, ...]",
    everything: bool,  # noqa: FBT001  # click passes options by name
    exit_zero: bool,  # noqa: FBT001  # click passes options by name
    waivers: str | None,
    form: str | None,
    output: Path | None,
    framework: str | None,
    language: Language,
) -> int:
    """
    Say what published reports got wrong: whether their numbers follow from the rules and from each other.

    CASE is a file, a folder with all its cases, or - for standard input. Ends with 3 where a finding is an error.
    """
    if only and everything:
        raise UsageFault("either --only or --all was expected, not both")
    chosen, many, choice = file_format(form, output), are_many(cases), Choice(frozenset(only), everything)
    coloured = output is None and is_coloured()
    text = partial(_text, choice, language, coloured=coloured)
    accepted = _waivers(waivers)
    loaded = options.rulebook()
    desk = Desk(loaded, options.chosen(framework, loaded), accepted, partial(_json, choice) if chosen == "json" else text)
    tally = Tally()
    run = Run(desk, tally)
    written = run.written(names(cases))
    if many and chosen == "json":
        written = _listed(written)
    elif many:
        written = chain(_apart(written), _summary(tally, language, coloured=coloured))
    _emit(written, output)
    run.tell_of_waivers(waivers or "")
    return worst(Ending.DONE if exit_zero and one == Ending.FINDINGS else one for one in run.endings)


def _waivers(path: str | None) -> "tuple[Waiver, ...]":
    from perfrules.documents.waivers import read_waivers

    return () if path is None else read_waivers(path)


class Run:
    """One run over cases: each is audited when what is written of it is asked for, and then forgotten."""

    def __init__(self, desk: Desk, tally: Tally) -> None:
        self.endings: set[Ending] = set()
        self._desk = desk
        self._tally = tally
        self._today = datetime.now(UTC).astimezone().date()
        self._unused = set(desk.waivers)

    def written(self, cases: Sequence[str]) -> Iterator[str]:
        """What is written of each case; why one cannot be audited is told."""
        for one in _each(cases, self._audited):
            self.endings.add(one.ending)
            if one.found is None:
                tell(one.message)
                continue
            case_waivers = {waiver for waiver in self._desk.waivers if waiver.subject in {"", one.found.subject}}
            self._unused -= case_waivers - set(one.found.waived.unused)
            self._tally.add(one.name, one.found.findings)
            yield one.written

    def tell_of_waivers(self, file: str) -> None:
        """Say which waivers no longer count, and which fit no finding."""
        for one in self._desk.waivers:
            if one.until is not None and one.until < self._today:
                tell(f"warning: {file}: the waiver of `{one.id}` by {one.by} ended on {one.until}; it no longer counts")
            elif one in self._unused:
                tell(f"note: {file}: the waiver of `{one.id}` by {one.by} fits no finding")

    def _audited(self, name: str) -> Audited:
        from perfrules.finding import AuditReport, waive

        try:
            case = read(name, self._desk.rulebook, self._desk.framework)
            subject = case.evidence.subject
            waived = waive(audit(case), self._desk.waivers, self._today, subject)
            found = AuditReport(subject, case.framework.id, waived)
            is_wrong = any(one.severity == "error" for one in found.findings)
            ending = Ending.FINDINGS if is_wrong else Ending.DONE
            return Audited(f"{subject} {case.evidence.period}", found, ending, self._desk.shape(case, found))
        except PerfrulesError as error:
            return Audited(name, None, Ending.INVALID, message=blamed(label(name), error))
        except Exception as error:  # noqa: BLE001  # the other cases are audited
            debug = click.get_current_context().find_root().params["debug"]
            return Audited(name, None, Ending.BROKE, message=f"{label(name)}: {broke(error, debug=debug)}")


def _each(cases: Sequence[str], audited: Callable[[str], Audited]) -> Iterator[Audited]:
    """Each case in turn, with a bar on a terminal that makes room for what is written to that terminal."""
    if len(cases) == 1:
        yield audited(cases[0])
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TimeRemainingColumn

    columns = (BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    console, absent = Console(stderr=True), not sys.stderr.isatty()
    with Progress(*columns, console=console, transient=True, disable=absent, redirect_stdout=False) as progress:
        for name in progress.track(cases):
            one = audited(name)
            if sys.stdout.isatty():
                progress.stop()
            yield one
            progress.start()


def _text(choice: Choice, language: Language, case: Case, found: "AuditReport", *, coloured: bool) -> str:
    from perfrules.cli.layout import rendered
    from perfrules.cli.report import Report

    return rendered(Report(case, found, choice, language, width()).parts(), width(), coloured=coloured)


def _json(choice: Choice, _: Case, found: "AuditReport") -> str:
    """The audit as JSON, with all findings or those of the severities that were asked for; the summary counts all."""
    from perfrules.documents.audit_json import audit_json

    written = audit_json(found)
    if choice.only:
        shown = zip(found.findings, cast("list[object]", written["findings"]), strict=True)
        written["findings"] = [form for one, form in shown if choice.includes(one)]
    return f"{json.dumps(written, ensure_ascii=False, indent=2, allow_nan=False)}\n"


def _listed(written: Iterable[str]) -> Iterator[str]:
    """JSON documents as a list."""
    start = "["
    for one in written:
        yield f"{start}\n{one.rstrip()}"
        start = ","
    if start == ",":
        yield "\n]\n"


def _apart(written: Iterable[str]) -> Iterator[str]:
    """Texts with empty lines between them."""
    for one in written:
        yield f"{one}\n\n"


def _summary(tally: Tally, language: Language, *, coloured: bool) -> Iterator[str]:
    from perfrules.cli.layout import rendered

    if tally.reports:
        yield rendered(tally.parts(language, width()), width(), coloured=coloured)


def _emit(written: Iterator[str], output: Path | None) -> None:
    """Write the data as it comes; where there is none no file is made."""
    first = next(written, None)
    if first is not None:
        emit_all(chain((first,), written), output)
