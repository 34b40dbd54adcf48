"""Local: points with changed numbers, of which only the rules that they feed are computed again."""

from collections import ChainMap
from collections.abc import Mapping
from fractions import Fraction

from perfrules.assess.knowledge import Knowledge
from perfrules.audit.numbers import Numbers
from perfrules.audit.scores.changed import changed_row, fed_by, with_changes
from perfrules.audit.scores.scoring import Scoring
from perfrules.audit.scores.support import Support
from perfrules.case import Case, sites
from perfrules.domain import misfit
from perfrules.errors import PerfrulesError
from perfrules.evidence import TargetRow
from perfrules.formula.evaluate import evaluate
from perfrules.formula.syntax import names
from perfrules.indicator import Calculated, Indicator
from perfrules.rules import TOTAL, rules
from perfrules.score import Computed, Judged
from perfrules.scorecard import Scorecard
from perfrules.targets.rows import figure, row_formula

Ends = tuple[Fraction, Fraction]
"""The least and the most points."""


class Local:
    """The points of indicators with changed numbers; a whole unit is only scored again where a rule alone does not tell."""

    def __init__(self, case: Case, scoring: Scoring, card: Scorecard, support: Support) -> None:
        self._case = case
        self._scoring = scoring
        self._card = card
        self._support = support
        self._rows: Mapping[str, TargetRow] = {row.id: row for row in case.evidence.targets}
        self._known: dict[tuple[tuple[str, Fraction], ...], Knowledge | None] = {}

    def ends(self, id: str, numbers: Numbers) -> Ends | None:
        """Between which points an indicator, or the total, lies; None where these numbers cannot be."""
        if numbers.changed.isdisjoint(self._support.keys(id)):
            score = self._card[id]
            return score.least, score.most
        if id != TOTAL and self._is_alone(id):
            points = self._points(self._card.framework.paths[id][-1], numbers)
            return None if points is None else (points, points)
        again = self._scoring.rescored(numbers)
        return None if again is None else (again[id].least, again[id].most)

    def _is_alone(self, id: str) -> bool:
        """Whether the rule of a leaf tells its points: it lacks nothing, and its weight is that of the framework or the row."""
        indicator, score = self._card.framework.paths[id][-1], self._card.scores[id]
        if indicator.children or id in self._card.given.weights:
            return False
        if id in self._rows:
            return isinstance(score, Computed | Judged) and self._rows[id].weight is not None and not _printed(score)
        return isinstance(indicator.rule, Calculated) and isinstance(score, Computed) and not score.whatever

    def _points(self, indicator: Indicator, numbers: Numbers) -> Fraction | None:
        try:
            points = self._of_row(numbers, indicator.id) if indicator.id in self._rows else self._of_rule(numbers, indicator)
        except PerfrulesError:  # a division by zero, or a rule that needs more than this
            return None
        weight = numbers[f"targets/{indicator.id}/weight"].value if indicator.id in self._rows else indicator.weight
        fits = points is not None and indicator.least <= points <= weight
        return points if fits and points is not None and (points / self._card.framework.step).denominator == 1 else None

    def _of_rule(self, numbers: Numbers, indicator: Indicator) -> Fraction | None:
        knowledge = self._knowledge(numbers)
        formula = rules(self._card.framework).formula(indicator.id, self._card.evidence.interpretations.get(indicator.id, ""))
        if knowledge is None or formula is None:
            return None
        return evaluate(formula, ChainMap({"weight": indicator.weight}, knowledge))  # type: ignore[arg-type]  # only read

    def _knowledge(self, numbers: Numbers) -> Knowledge | None:
        """What is known with these numbers, None where a fact cannot be so."""
        changes = tuple(one for one in fed_by(self._case, numbers, stated=False) if one[0].startswith(("facts/", "values/")))
        if changes not in self._known:
            evidence = with_changes(self._case, self._card.evidence, changes)
            ids = (key.removeprefix("facts/") for key, _ in changes if key.startswith("facts/"))
            fits = not any(misfit(evidence.facts[id].value, self._card.framework.declared[id].domain) for id in ids)
            self._known = {changes: Knowledge(self._card.framework, evidence) if fits else None}
        return self._known[changes]

    def _of_row(self, numbers: Numbers, id: str) -> Fraction | None:
        framework, evidence = self._case.framework, self._case.evidence
        row = changed_row(self._case, self._rows[id], numbers)
        if row.must == "graded":
            return row.points
        site = sites(framework)[row.slot].rules
        figures = {"actual": row.actual, "target": row.target, "target_most": row.target_most, **row.columns}
        known: dict[str, Fraction | bool] = {name: one.value for name, one in figures.items() if one is not None}
        domains = {"actual": site.actual, "target": site.target, "target_most": site.target}
        if any(name in known and misfit(known[name], figure(declared, row)) for name, declared in domains.items()):
            return None
        formula = row_formula(framework, evidence, site.id, row)
        if "ratio" in names(formula):
            known["ratio"] = evaluate(rules(framework).rows[site.id].ratio[row.must], known)
        return evaluate(formula, {**known, "weight": row.weight or Fraction(0)})


def _printed(score: Computed | Judged) -> bool:
    return isinstance(score, Computed) and bool(score.printed or score.whatever)
