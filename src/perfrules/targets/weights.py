"""The weights of one unit: those of its case, of its target rows, shared out by a slot, or what is left of the total."""

from collections.abc import Iterator, Mapping
from fractions import Fraction

from perfrules import number
from perfrules.errors import Problem
from perfrules.evidence import Evidence, TargetRow
from perfrules.framework import Framework
from perfrules.indicator import Indicator, Judgeable, Slot, Split, walk

Rows = tuple[TargetRow, ...]


def scoring(evidence: Evidence) -> Mapping[str, Rows]:
    """The target rows that score, by slot; a row that is part of another does not."""
    found: dict[str, Rows] = {}
    for row in evidence.targets:
        if not row.of:
            found[row.slot] = (*found.get(row.slot, ()), row)
    return found


def row_problem(evidence: Evidence, code: str, row: TargetRow, message: str) -> Problem:
    """What does not fit about a target row."""
    path = f"targets/{row.id}"
    return Problem("error", code, path, message, evidence.places.get(path))


class Weights:
    """The weights of one unit, and what is wrong with them."""

    def __init__(self, framework: Framework, evidence: Evidence) -> None:
        self.problems: list[Problem] = []
        self._framework = framework
        self._evidence = evidence
        self._shares: dict[str, Fraction] = {}
        self._found: dict[str, Fraction] = {}
        self._find(scoring(evidence))

    def of(self, indicator: Indicator) -> Fraction:
        """The weight of an indicator; 0 where it has none, which is among the problems."""
        return self._found.get(indicator.id, indicator.weight)

    def of_row(self, row: TargetRow) -> Fraction:
        """The weight of a target row."""
        return self._shares[row.id] if row.weight is None else row.weight

    def _find(self, rows: Mapping[str, Rows]) -> None:
        leaves = _leaves(self._framework.indicators)
        beside = _leaves(self._framework.adjustments)
        for leaf in (*leaves, *beside):
            if isinstance(leaf.rule, Slot):
                self._share(leaf, leaf.rule, rows.get(leaf.id, ()))
        for leaf in leaves:
            weight = self._own(leaf, rows.get(leaf.id, ()))
            if weight is not None:
                self._found[leaf.id] = weight
        self._fill([leaf for leaf in leaves if leaf.id not in self._found])
        self._found |= {leaf.id: self._own(leaf, rows.get(leaf.id, ())) or Fraction(0) for leaf in beside}
        for *_, one in reversed(tuple(walk(self._framework.indicators))):
            if one.children:
                self._found[one.id] = self._of_branch(one)
        self._check_total()
        self._check_lists(leaves)

    def _own(self, leaf: Indicator, rows: Rows) -> Fraction | None:
        """The weight of a leaf, None where it is what others leave."""
        given = self._evidence.weights.get(leaf.id)
        if given is not None:
            return given
        if not leaf.is_open:
            return leaf.weight
        if not rows or leaf.id in self._evidence.incomplete:
            return None
        return sum((self.of_row(row) for row in rows), Fraction(0))

    def _fill(self, unknown: list[Indicator]) -> None:
        if len(unknown) == 1 and self._framework.is_scored:
            rest = self._framework.points - sum(self._found.values(), Fraction(0))
            self._found[unknown[0].id] = max(rest, Fraction(0))
            return
        for leaf in unknown:
            self._report(leaf, "its weight is open, and neither rows nor `weights` say what it is")

    def _of_branch(self, branch: Indicator) -> Fraction:
        """The weight of a branch; one that the framework or the case gives must be that of its children."""
        below = sum((self.of(child) for child in branch.children), Fraction(0))
        given = self._evidence.weights.get(branch.id, None if branch.is_open else branch.weight)
        if given is None:
            return below
        if given != below:
            terms = " + ".join(number.plain(self.of(child)) for child in branch.children)
            self._report(
                branch, f"the weights below add up to {terms} = {number.plain(below)}, its weight is {number.plain(given)}"
            )
        return given

    def _check_total(self) -> None:
        top = self._framework.indicators
        found = sum((self.of(one) for one in top), Fraction(0))
        if found != self._framework.points and self._framework.is_scored and not self.problems:
            terms = " + ".join(number.plain(self.of(one)) for one in top)
            message = (
                f"the weights add up to {terms} = {number.plain(found)}, the total is {number.plain(self._framework.points)}"
            )
            self.problems.append(Problem("error", "weights", "weights", message, self._evidence.places.get("weights")))

    def _check_lists(self, leaves: list[Indicator]) -> None:
        """A weight that a case gives leaves room for the points between which a person chooses."""
        for leaf in leaves:
            most = max(leaf.rule.allowed) if isinstance(leaf.rule, Judgeable) and isinstance(leaf.rule.allowed, tuple) else None
            if most is not None and most > self.of(leaf):
                message = f"its weight is {number.plain(self.of(leaf))}, a person can give {number.plain(most)} points"
                self._report(leaf, message)

    def _share(self, leaf: Indicator, slot: Slot, rows: Rows) -> None:
        """The shares of rows without a weight; and whether those of a group are what the slot says."""
        whole = self._evidence.weights.get(leaf.id, leaf.weight)
        for group in dict.fromkeys(row.group for row in rows):
            members = tuple(row for row in rows if row.group == group)
            weight = slot.groups.get(group) if slot.groups else whole
            if slot.split is not None and weight is not None:
                ids = sorted(row.id for row in members)  # whatever order the rows stand in
                self._shares |= zip(ids, _shares(weight, len(members), slot.split), strict=True)
            self.problems += self._unshared(leaf, slot, group, members)

    def _unshared(self, leaf: Indicator, slot: Slot, group: str, members: Rows) -> Iterator[Problem]:
        bare = [row for row in members if row.weight is None and row.id not in self._shares]
        for row in bare:
            self._shares[row.id] = Fraction(0)
        for row in bare if self._framework.is_scored else ():
            yield row_problem(self._evidence, "weights", row, "the row has no weight, and its slot shares none out")
        wanted = slot.groups.get(group)
        found = sum((self.of_row(row) for row in members), Fraction(0))
        if (
            wanted is not None
            and not bare
            and slot.split is None
            and found != wanted
            and leaf.id not in self._evidence.incomplete
        ):
            message = f"the rows of `{group}` weigh {number.plain(found)}, the group weighs {number.plain(wanted)}"
            yield row_problem(self._evidence, "weights", members[0], message)

    def misfit(self, slot: Indicator, rows: Rows) -> Problem:
        """The problem of a slot whose rows weigh more or less than it."""
        found = sum((self.of_row(row) for row in rows), Fraction(0))
        terms = " + ".join(number.plain(self.of_row(row)) for row in rows)
        sentence = f"{terms} = {number.plain(found)}" if len(rows) > 1 else terms
        message = f"its rows weigh {sentence}, the slot weighs {number.plain(slot.weight)}"
        return Problem("error", "weights", f"targets/{slot.id}", message, self._evidence.places.get("targets"))

    def _report(self, one: Indicator, message: str) -> None:
        path = f"weights/{one.id}"
        self.problems.append(Problem("error", "weights", path, message, self._evidence.places.get(path)))


def _leaves(indicators: tuple[Indicator, ...]) -> list[Indicator]:
    return [path[-1] for path in walk(indicators) if not path[-1].children]


def _shares(weight: Fraction, count: int, split: Split) -> list[Fraction]:
    """An even share for each, rounded half up; the last one, by id, has what remains, or it is left."""
    step = Fraction(1, 10**split.decimals)
    share = (weight / count / step + Fraction(1, 2)).__floor__() * step
    shares = [share] * count
    if split.remainder == "last":
        shares[-1] = weight - share * (count - 1)
    return shares
