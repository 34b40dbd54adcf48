"""Scorers: who gives scores in a report, the report itself and its reviewers, with the keys of what each prints."""

from collections.abc import Iterator, Mapping

from attrs import field, frozen

from perfrules.audit.lines import SHEET, added
from perfrules.audit.numbers import Numbers
from perfrules.audit.scores.misfits import place_below
from perfrules.case import Case
from perfrules.formula.syntax import Formula, Name
from perfrules.framework import Framework
from perfrules.indicator import Indicator
from perfrules.rules import TOTAL
from perfrules.scorecard import whole


@frozen(eq=False)
class Sheet:
    """The scores that one scorer prints: keys by indicator; `name` is empty for the report itself."""

    name: str
    framework: Framework
    keys: Mapping[str, str]
    wheres: Mapping[str, str] = field(factory=dict)

    def indicator(self, id: str) -> Indicator:
        """An indicator, or the whole."""
        return whole(self.framework) if id == TOTAL else self.framework.paths[id][-1]

    def place(self, id: str) -> str:
        """Where a score stands: its place in the report, else the lines above it in the score table."""
        if id == TOTAL:
            return SHEET
        return self.wheres.get(id) or place_below([above.label for above in self.framework.paths[id][:-1]])

    def label(self, id: str) -> str:
        """What people call a score: that of a reviewer with his name."""
        return f"{self.indicator(id).label}（{self.name}）" if self.name else self.indicator(id).label

    def path(self, id: str) -> str:
        """What a score is in the case."""
        return f"{self.name}/{id}" if self.name else id

    def above(self, id: str) -> str:
        """The nearest indicator above one that has a printed score, or `total`; empty where there is none."""
        for one in reversed(self.framework.paths[id][:-1]):
            if one.id in self.keys:
                return one.id
        return TOTAL if TOTAL in self.keys and self.is_inside(id) else ""

    def is_inside(self, id: str) -> bool:
        """Whether an indicator counts in the total; adjustments do not."""
        return self.framework.paths[id][0] in self.framework.indicators


def sheets(case: Case, framework: Framework, numbers: Numbers) -> Iterator[Sheet]:
    """The report's own scores, and those of each other scorer."""
    own = {id: f"scores/{id}" for id in (*case.printed.scores, TOTAL)}
    rows = {row.id: f"targets/{row.id}/printed" for row in case.evidence.targets if not row.of}
    wheres = {row.id: row.where for row in case.evidence.targets if row.where}
    yield _sheet("", framework, {**rows, **own}, numbers, wheres)
    for name, scorer in case.printed.scorers.items():
        keys = {id: f"scorers/{name}/{id}" for id in (*scorer.scores, TOTAL)}
        yield _sheet(name, framework, keys, numbers, wheres)


def _sheet(name: str, framework: Framework, keys: Mapping[str, str], numbers: Numbers, wheres: Mapping[str, str]) -> Sheet:
    known = {id: key for id, key in keys.items() if key in numbers and (id == TOTAL or id in framework.paths)}
    return Sheet(name, framework, known, wheres)


def together(sheet: Sheet, indicator: Indicator) -> Formula | None:
    """The printed scores nearest below an indicator, added up; None where they do not cover it."""
    terms = [term(sheet, child) for child in indicator.children]
    known = [term for term in terms if term is not None]
    return added(known) if known and len(known) == len(terms) else None


def term(sheet: Sheet, indicator: Indicator) -> Formula | None:
    """The printed score of an indicator, else those nearest below it; None where these do not cover it."""
    if indicator.id in sheet.keys:
        return Name(sheet.keys[indicator.id])
    return None if indicator.rule.formula is not None else together(sheet, indicator)
