"""The report of an audit as a reviewer reads it: errors first, each with its arithmetic, why, and what follows from it."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from fractions import Fraction

from rich.cells import cell_len
from rich.console import RenderableType

from perfrules import number
from perfrules.case import Case
from perfrules.cli.choice import SECTIONS, Choice, section_of
from perfrules.cli.layout import aligned, heading, paragraph, right
from perfrules.cli.words import word
from perfrules.finding import AuditReport, Finding, OtherReading, Waiver
from perfrules.framework import BARE, Framework
from perfrules.phrases import Language, say
from perfrules.rules import TOTAL
from perfrules.wording import shortened

MOST_SHOWN = 2000
"""Characters of one line of a finding."""

_STOPS = "。；，.;, "
_TAB = "     "


def at_stake(findings: Iterable[Finding], framework: Framework) -> Fraction:
    """The points that hang on findings: of each indicator its own or those of what stands below it, whichever are more."""
    own: dict[str, Fraction] = {}
    for one in findings:
        own[one.indicator] = max(own.get(one.indicator, Fraction(0)), one.stake)
    below: dict[str, Fraction] = dict.fromkeys(own, Fraction(0))
    lowest_first = sorted(own.keys() - {TOTAL}, key=lambda id: -len(_above(id, framework)))
    for id in lowest_first:
        nearest = next((above for above in reversed(_above(id, framework)) if above in own), TOTAL)
        below[nearest] = below.get(nearest, Fraction(0)) + max(own[id], below[id])
    return min(max(own.get(TOTAL, Fraction(0)), below.get(TOTAL, Fraction(0))), framework.points)


def _above(id: str, framework: Framework) -> tuple[str, ...]:
    """The ids of what stands above an indicator, from the top; a target row stands below its slot."""
    slot = id.partition("/")[0]
    return tuple(one.id for one in framework.paths.get(slot, ()) if one.id != id)


class Report:
    """Writes what an audit found in one case, in one language for one width."""

    def __init__(self, case: Case, found: AuditReport, choice: Choice, language: Language, width: int) -> None:
        self._case = case
        self._found = found
        self._language = language
        self._width = width
        shown = [one for one in found.findings if choice.includes(one)]
        ids = {one.id for one in shown}
        self._heads = [one for one in shown if one.follows_from not in ids]
        self._followers = {id: [one for one in shown if one.follows_from == id] for id in ids}

    def parts(self) -> Iterator[RenderableType]:
        """Everything, from the title to the line with the counts."""
        yield from self._title()
        for section in SECTIONS:
            heads = [one for one in self._heads if section_of(one) == section]
            if heads:
                yield from self._section(section, heads)
            elif section == "errors" and not any(one.severity == "error" for one in self._found.findings):
                yield heading(self._say("audit:no-errors"), self._width)
        yield from self._accepted()
        yield from self._closing()

    def _say(self, key: str, **parts: str) -> str:
        return word(self._language, key, **parts)

    def _line(self, text: str, first: str = "", style: str = "") -> RenderableType:
        """A text of the report, legible whatever it quotes, behind a first column."""
        return paragraph(shortened(text, MOST_SHOWN), self._width, first, style)

    def _title(self) -> Iterator[RenderableType]:
        framework, evidence = self._case.framework, self._case.evidence
        named = framework is not BARE
        title = self._say("edition", title=framework.title, edition=framework.edition) if named else self._say("audit:bare")
        yield self._line(title, style="bold")
        yield self._line(self._say("unit", subject=evidence.subject))
        yield self._line(self._say("period", period=evidence.period))

    def _section(self, section: str, heads: Sequence[Finding]) -> Iterator[RenderableType]:
        more = sum(1 for head in heads for _ in self._below(head))
        key = "audit:errors-and-more" if section == "errors" and more else f"audit:{section}"
        parts = {"count": str(len(heads))} | ({"more": str(more)} if key == "audit:errors-and-more" else {})
        yield heading(self._say(key, **parts), self._width)
        if section == "open":
            yield from self._open(heads)
        else:
            for position, head in enumerate(heads, 1):
                yield from self._finding(head, f"{position:>3}. ")
                yield from self._consequences(head)

    def _finding(self, finding: Finding, first: str) -> Iterator[RenderableType]:
        yield self._line(self._where(finding), first, "bold" if finding.severity == "error" else "")
        readings = (one for one in finding.interpretations if one.name not in finding.said(self._language))
        for line in (self._numbers(finding), self._why(finding), *map(self._reading, readings)):
            if line:
                yield self._line(line, " " * cell_len(first))

    def _consequences(self, head: Finding) -> Iterator[RenderableType]:
        below = list(self._below(head))
        if below:
            yield self._line(self._say("audit:follows"), _TAB)
        for one in below:
            line = say(self._language, "colon").join(filter(None, (self._where(one), self._numbers(one))))
            yield self._line(line, f"{_TAB}- ")

    def _below(self, head: Finding) -> Iterator[Finding]:
        for one in self._followers[head.id]:
            yield one
            yield from self._below(one)

    def _where(self, finding: Finding) -> str:
        """Where it stands, what it is, and its id."""
        named = say(self._language, "colon").join(filter(None, (finding.place, finding.label)))
        return f"{named}  [{finding.id}]"

    def _numbers(self, finding: Finding) -> str:
        """What is printed, computed, their difference, and the arithmetic."""
        figures = {"printed": finding.printed, "computed": finding.computed, "difference": finding.difference}
        said = [self._say(f"audit:{key}", value=value) for key, value in figures.items() if value]
        if not said and finding.severity == "error":
            said.append(self._say("audit:fails"))
        if finding.arithmetic:
            said.append(self._say("audit:arithmetic", text=finding.arithmetic))
        return say(self._language, "semicolon").join(said)

    def _why(self, finding: Finding) -> str:
        """What the sentence says after the numbers; all of it where they are not in it, or where an error has nothing else."""
        body = finding.said(self._language).removeprefix(finding.place).lstrip("：: ")
        difference = finding.difference and self._say("audit:difference", value=finding.difference)
        for last in (finding.arithmetic, difference):
            if last and last in body:
                rest = body.partition(last)[2].lstrip(_STOPS)
                return rest or (body if finding.severity == "error" else "")
        return body

    def _reading(self, reading: OtherReading) -> str:
        ends = {"points": reading.points, "total": reading.total}
        said = [self._say(f"audit:reading-{key}", **{key: str(span)}) for key, span in ends.items() if span is not None]
        outcome = say(self._language, "comma").join(said) or "—"
        return self._say("audit:reading", name=reading.name, outcome=outcome)

    def _open(self, heads: Sequence[Finding]) -> Iterator[RenderableType]:
        """What cannot be verified, with the points that hang on it first."""
        ordered = sorted(heads, key=lambda one: -one.stake)
        stakes = aligned(number.plain(one.stake) if one.stake else "—" for one in ordered)
        most = max(map(cell_len, stakes))
        for one, stake in zip(ordered, stakes, strict=True):
            yield self._line(f"{one.said(self._language)}  [{one.id}]", f"  {right(stake, most)}  ")

    def _accepted(self) -> Iterator[RenderableType]:
        accepted = self._found.waived.accepted
        if accepted:
            yield heading(self._say("audit:accepted", count=str(len(accepted))), self._width)
        for finding, waiver in accepted:
            yield self._line(self._where(finding), "  - ")
            yield self._line(self._waiver(waiver), "    ")

    def _waiver(self, waiver: Waiver) -> str:
        if waiver.until is None:
            return self._say("audit:waiver", by=waiver.by, reason=waiver.reason)
        return self._say("audit:waiver-until", by=waiver.by, reason=waiver.reason, until=waiver.until.isoformat())

    def _closing(self) -> Iterator[RenderableType]:
        """The counts of all findings, shown or not, and what they were before any was accepted."""
        waived = self._found.waived
        counts = _counts(waived.standing)
        parts = {"error": "errors", "warning": "warnings", "open": "open", "remark": "remarks", "right": "right"}
        counted = {name: str(counts[section]) for name, section in parts.items()}
        yield heading(self._say("audit:closing", stake=self._stake(), **counted) + say(self._language, "stop"), self._width)
        if waived.accepted:
            before = _counts((*waived.standing, *(finding for finding, _ in waived.accepted)))
            others = sum(before[section] for section in SECTIONS[2:])
            said = self._say("audit:before", error=str(before["errors"]), warning=str(before["warnings"]), note=str(others))
            yield self._line(said + say(self._language, "stop"))

    def _stake(self) -> str:
        framework = self._case.framework
        points = at_stake((one for one in self._found.findings if one.verdict == "cannot_verify"), framework)
        if not points:
            return ""
        return self._say("audit:stake", points=number.plain(points), total=number.plain(framework.points))


def _counts(findings: Collection[Finding]) -> dict[str, int]:
    return {section: sum(section_of(one) == section for one in findings) for section in SECTIONS}
