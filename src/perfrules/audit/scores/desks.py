"""Desks: the printed scores of each scorer, with all that their checks share."""

from collections.abc import Iterator

from attrs import frozen

from perfrules.audit.lines import SHEET
from perfrules.audit.report import Report
from perfrules.audit.scores.local import Local
from perfrules.audit.scores.proof import Prover
from perfrules.audit.scores.scorers import Sheet, sheets
from perfrules.audit.scores.scoring import Scoring
from perfrules.audit.scores.search import Search
from perfrules.audit.scores.support import Support
from perfrules.finding import finding_id
from perfrules.scorecard import Scorecard


@frozen(eq=False)
class Desk:
    """What all checks of one scorer's sheet share."""

    scoring: Scoring
    card: Scorecard
    sheet: Sheet
    support: Support
    local: Local
    prover: Prover
    search: Search

    @property
    def rounding(self) -> str:
        """The id of the finding about rounding."""
        return finding_id("rounding", SHEET, rounding_path(self.sheet))

    def owners(self, id: str) -> frozenset[str]:
        """The rules behind an indicator that may be read in several ways."""
        rows = {one.id for one in self.card.declared.rows}
        return frozenset({*self.support.below(id), *self.support.values(id), *rows})


def desks(report: Report) -> tuple[Desk, ...]:
    """The sheet of each scorer with what its checks share; none where nothing can be scored."""
    return report.scoring.memory.once("desks", lambda: tuple(_desks(report)))


def _desks(report: Report) -> Iterator[Desk]:
    scoring = report.scoring
    card, known = scoring.card, scoring.knowledge
    if card is None or known is None or card.total is None:
        return
    support = Support(report.case, card, known.stand_ins, report.numbers)
    local, prover = Local(report.case, scoring, card, support), Prover(card)
    for sheet in sheets(report.case, card.framework, report.numbers):
        search = Search(card, known, sheet, report.numbers)
        yield Desk(scoring, card, sheet, support, local, prover, search)


def rounding_path(sheet: Sheet) -> str:
    """What the finding about the rounding of one scorer is about."""
    return f"{sheet.name}/rounding" if sheet.name else "rounding"
