"""Scoring: what the evidence of a case scores, as it is printed and with other numbers, and what that moves."""

from collections.abc import Iterator, Mapping
from fractions import Fraction
from functools import cached_property

from attrs import evolve

from perfrules.assess import assess
from perfrules.assess.knowledge import Knowledge
from perfrules.audit.numbers import Numbers
from perfrules.audit.scores.changed import Change, fed_by, with_changes
from perfrules.audit.scores.fitting import Fitted, fitted
from perfrules.audit.scores.misfits import misfit_findings
from perfrules.case import Case
from perfrules.errors import EvidenceError, ScoreOutOfRangeError
from perfrules.evidence import Evidence
from perfrules.finding import Effect, Finding
from perfrules.framework import Framework
from perfrules.frozen import Memory, Pairs
from perfrules.rules import TOTAL, readings
from perfrules.scorecard import Scorecard, StatedPolicy

MOST_KEPT = 512
"""How many scorecards with other numbers are remembered."""


class Scoring:
    """
    The scores of one case, found when they are first asked for.

    In `card` what is only printed is a gap, in `kept` it is taken over; both are None where nothing can be scored. `problems` are
    findings about evidence that does not fit its framework, `memory` is for what others derive.
    """

    def __init__(self, case: Case, numbers: Numbers) -> None:
        self._case = case
        self.numbers = numbers
        self.memory = Memory()
        self._found: dict[tuple[StatedPolicy, tuple[Change, ...]], Scorecard | None] = {}

    @cached_property
    def _fitted(self) -> Fitted:
        return fitted(self._case.framework, self._case.evidence)

    @property
    def card(self) -> Scorecard | None:
        """The scores without any that is only printed."""
        return self._fitted.card

    @property
    def kept(self) -> Scorecard | None:
        """The scores with printed ones where nothing can be computed."""
        return self._fitted.kept

    @property
    def framework(self) -> Framework:
        """The framework of this unit, its rows unfolded; the declared one where nothing can be scored."""
        return self._case.framework if self.card is None else self.card.framework

    @property
    def problems(self) -> tuple[Finding, ...]:
        """What does not fit about the evidence, and rules that give points outside their indicator."""
        return tuple(misfit_findings(self._case, self._fitted, self.numbers))

    @cached_property
    def knowledge(self) -> Knowledge | None:
        """What the evidence says about each fact and value."""
        return None if self.card is None else Knowledge(self.card.framework, self.card.evidence)

    def rescored(self, numbers: Numbers) -> Scorecard | None:
        """The scores with the changed numbers, without those that are only printed; None where these cannot be scored."""
        return self._assessed("gap", numbers)

    def _assessed(self, policy: StatedPolicy, numbers: Numbers) -> Scorecard | None:
        changes = tuple(fed_by(self._case, numbers, stated=policy == "keep"))
        if not changes or self.card is None:
            return self.card if policy == "gap" else self.kept
        key = policy, changes
        if key not in self._found:
            if len(self._found) >= MOST_KEPT:
                self._found.clear()
            evidence = with_changes(self._case, self._fitted.evidence, changes)
            self._found[key] = self._score(evidence, policy)
        return self._found[key]

    def _score(self, evidence: Evidence, policy: StatedPolicy) -> Scorecard | None:
        try:
            return assess(self._fitted.framework, evidence, stated=policy)
        except (EvidenceError, ScoreOutOfRangeError):
            return None

    @cached_property
    def read_otherwise(self) -> Mapping[tuple[str, str], Scorecard | None]:
        """The scores with each other reading of a rule alone, by the rule and the name of the reading; printed ones are kept."""
        return {} if self.kept is None else dict(self._read_otherwise(self.kept))

    def _read_otherwise(self, kept: Scorecard) -> Iterator[tuple[tuple[str, str], Scorecard | None]]:
        adopted = kept.given.interpretations
        options: dict[str, list[str]] = {}
        for owner, name in readings(kept.declared):
            options.setdefault(owner, [""]).append(name)
        for owner, names in options.items():
            for name in names:
                if name != adopted.get(owner, ""):
                    chosen = {id: one for id, one in {**adopted, owner: name}.items() if one}
                    yield (owner, name), self._score(evolve(kept.given, interpretations=Pairs.of(chosen)), "keep")

    def moved(self, numbers: Numbers) -> Effect:
        """
        How points and the total move where these numbers are right: 0 where nothing of them feeds a score.

        None where there are no scores, or where they are not known.
        """
        if not self._case.framework.is_scored:
            return Effect()
        return Effect(self._moved_points(numbers), self._moved_total(numbers))

    def _moved_total(self, numbers: Numbers) -> Fraction | None:
        key = f"scores/{TOTAL}"
        if key in numbers.changed:
            return numbers[key].value - self.numbers[key].value
        again = self._assessed("keep", numbers)
        if again is self.kept:
            return Fraction(0)
        if again is None or self.kept is None:
            return None
        low, high = again.whole.least - self.kept.whole.least, again.whole.most - self.kept.whole.most
        return low if low == high else None

    def _moved_points(self, numbers: Numbers) -> Fraction | None:
        """By how much the lowest indicators move."""
        printed = {key.partition("/")[2]: key for key in numbers.changed if key.startswith("scores/")} | {
            key.removeprefix("targets/").removesuffix("/printed"): key
            for key in numbers.changed
            if key.startswith("targets/") and key.endswith("/printed")
        }
        lowest = [printed[id] for id in printed if id != TOTAL and not self._is_above(id, printed)]
        if lowest:
            return sum((numbers[key].value - self.numbers[key].value for key in lowest), Fraction(0))
        again = self._assessed("keep", numbers)
        if again is self.kept:
            return Fraction(0)
        return None if again is None or self.kept is None else _apart(self.kept, again)

    def _is_above(self, id: str, others: Mapping[str, str]) -> bool:
        """Whether an indicator stands above one of the others."""
        paths = self.framework.paths
        return any(id in {above.id for above in paths[other][:-1]} for other in others if other in paths)


def _apart(before: Scorecard, after: Scorecard) -> Fraction | None:
    """By how much the points of all leaves differ, None where those of one that changed are not known."""
    leaves = {id for card in (before, after) for id, path in card.framework.paths.items() if not path[-1].children}
    pairs = [(before.scores.get(id), after.scores.get(id)) for id in sorted(leaves)]
    total = Fraction(0)
    for old, new in pairs:
        if old == new:
            continue
        if old is None or new is None or old.points is None or new.points is None:
            return None
        total += new.points - old.points
    return total
