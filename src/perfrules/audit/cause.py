"""Which printed number would have to be otherwise for everything to hold: the cause of differences, and what follows from it."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from fractions import Fraction

from attrs import evolve, frozen

from perfrules.audit.numbers import Numbers, stepped
from perfrules.audit.relation import Relation
from perfrules.audit.solving import solved

MOST_TRACED = 60
"""How many differing relations of one report are traced; further ones have no cause."""

MOST_CELLS = 60
"""How many numbers of one relation are tried as its cause."""

MOST_SEARCHED = 16
"""For how many numbers of one report a value is searched by trying, where a rule does not say it; each costs many scores."""

MOST_STEPS = 40
"""How many results are corrected after one number, from the lowest row upwards."""


@frozen
class Trace:
    """
    Why a relation fails: the numbers and the values that would mend it, the likeliest first, and the relation it follows from.

    `mended` are the numbers as they would be then.
    """

    repairs: tuple[tuple[str, Fraction], ...] = ()
    follows: Relation | None = None
    mended: Numbers | None = None


@frozen
class _Attempt:
    """A number with another value: what that mends, and how many numbers change with it; it breaks nothing."""

    key: str
    value: Fraction
    mended: tuple[Relation, ...]
    changed: int
    numbers: Numbers

    def among(self, relations: Collection[Relation]) -> "_Attempt":
        """The attempt, judged by these relations alone."""
        return evolve(self, mended=tuple(one for one in self.mended if one in relations))

    def rank(self) -> tuple[int, int, bool]:
        """The better an attempt, the less; results stand before their terms."""
        return -len(self.mended), self.changed, not any(one.result == self.key for one in self.mended)


def traced(relations: Sequence[Relation], numbers: Numbers) -> Mapping[Relation, Trace]:
    """The causes of all relations that differ, and of those that only rounding can explain."""
    verdicts = {one: one.found(numbers).verdict for one in relations}
    search = _Search(relations, numbers, verdicts)
    differ = [one for one in relations if verdicts[one] == "differs"]
    rounded = [one for one in relations if verdicts[one] == "rounding_can_explain"]
    return search.explained(differ, frozenset({"differs"})) | search.explained(rounded, frozenset(_VERDICTS) - {"matches"})


class _Search:
    """The search in one report."""

    def __init__(self, relations: Sequence[Relation], numbers: Numbers, verdicts: Mapping[Relation, str]) -> None:
        self._numbers = numbers
        self._verdicts = verdicts
        self._searches = MOST_SEARCHED
        self._order = {one: position for position, one in enumerate(relations)}
        self._with: dict[str, list[Relation]] = defaultdict(list)
        for one in relations:
            for key in one.cells:
                self._with[key].append(one)

    def explained(self, failing: Sequence[Relation], fails: Collection[str]) -> dict[Relation, Trace]:
        """The causes of failing relations, the one that explains most first; `fails` are the verdicts that are mended."""
        found: dict[Relation, Trace] = {}
        waiting = set(failing[:MOST_TRACED])
        attempts = tuple(self._attempts(failing[:MOST_TRACED], fails))
        while waiting:
            attempts = tuple(one.among(waiting) for one in attempts)
            useful = [one for one in attempts if one.mended]
            if not useful:
                break
            best = min(useful, key=_Attempt.rank)
            alike = [one for one in useful if one.changed == best.changed and set(one.mended) == set(best.mended)]
            found |= self._traces(sorted(alike, key=_Attempt.rank))
            waiting -= found.keys()
        return {one: found.get(one, Trace()) for one in failing}

    def _traces(self, attempts: Sequence[_Attempt]) -> dict[Relation, Trace]:
        best = attempts[0]
        same = self._numbers.same_as(best.key)
        mended = sorted(best.mended, key=lambda one: (0 if one.result in same else len(one.cells), self._order[one]))
        repairs = tuple({one.key: one.value for one in reversed(attempts)}.items())[::-1]
        first = mended[0]
        rest = {one: Trace(repairs, first, best.numbers) for one in mended[1:]}
        return {first: Trace(repairs, None, best.numbers), **rest}

    def _attempts(self, waiting: Sequence[Relation], fails: Collection[str]) -> Iterator[_Attempt]:
        """The numbers and values that mend something and break nothing."""
        tried: set[tuple[str, Fraction]] = set()
        for relation in waiting:
            for key in relation.cells[:MOST_CELLS]:
                if key not in self._numbers or _is_given(key):
                    continue
                for value in self._values(relation, key):
                    name = self._name(key)
                    if (name, value) in tried or value == self._numbers[key].value:
                        continue
                    tried.add((name, value))
                    attempt = self._attempt(key, value, waiting, fails)
                    if attempt is not None and attempt.mended:
                        yield attempt

    def _values(self, relation: Relation, key: str) -> tuple[Fraction, ...]:
        """What the number would have to be for the relation to hold, exactly and as it would be printed."""
        solutions = relation.solutions(self._numbers, key) if self._searches else None
        if solutions is not None:
            self._searches -= 1
            return solutions
        exact, one = self._exact(relation, key), self._numbers[key]
        if exact is None and (not relation.result or not self._searches):
            return ()
        if exact is None:
            self._searches -= 1
            return solved(lambda value: _excess(relation, self._numbers.replaced(key, value)), one)
        if exact < 0 <= one.value:
            return ()
        if one.kind in {"count", "date"}:
            return (stepped(exact, Fraction(1)),)
        if not one.step:
            return (exact,)
        both = stepped(exact, one.step), exact
        return tuple(dict.fromkeys(reversed(both) if one.is_points and one.holds(exact) else both))

    def _exact(self, relation: Relation, key: str) -> Fraction | None:
        """The value of a number with which a relation holds exactly, None where there is no such value."""
        slope, near = relation.slope(self._numbers.same_as(key)), self._numbers[key].value
        residual = None if slope is None else relation.residual(self._numbers)
        if slope is None or residual is None:
            return root(lambda value: relation.residual(self._numbers.replaced(key, value)), near)
        return near - residual / slope if slope else None

    def _attempt(self, key: str, value: Fraction, waiting: Sequence[Relation], fails: Collection[str]) -> _Attempt | None:
        """What becomes of another value, carried upwards to the results that no longer hold; None where something breaks."""
        numbers = self._numbers.replaced(key, value)
        carried: list[Relation] = []
        for _ in range(MOST_STEPS):
            broken = next((one for one in self._touched(numbers) if self._breaks(one, numbers, fails)), None)
            if broken is None:
                touched = (one for one in self._touched(numbers) if one in waiting)
                return self._ended(key, value, numbers, carried, [one for one in touched if not _fails(one, numbers, fails)])
            is_open = broken.result and broken.result not in numbers.changed and not _is_given(broken.result)
            residual = broken.residual(numbers) if is_open else None
            if residual is None:
                return None
            carried.append(broken)
            numbers = numbers.replaced(broken.result, numbers[broken.result].value + residual)
        return None

    def _ended(
        self, key: str, value: Fraction, numbers: Numbers, carried: Sequence[Relation], holding: Sequence[Relation]
    ) -> _Attempt | None:
        """The attempt, if all that was corrected on the way was needed to mend something."""
        above: list[Relation] = list(holding)
        for one in reversed(carried):
            if not any(self._numbers.same_as(one.result) & set(other.cells) for other in above):
                return None
            above.append(one)
        return _Attempt(key, value, tuple(holding), 1 + len(carried), numbers)

    def _name(self, key: str) -> str:
        """The first of the keys under which a number is printed."""
        return min(self._numbers.same_as(key))

    def _breaks(self, relation: Relation, numbers: Numbers, fails: Collection[str]) -> bool:
        """Whether a relation that held, as far as is asked, no longer does."""
        return self._verdicts[relation] not in {"differs", *fails} and _fails(relation, numbers, fails)

    def _touched(self, numbers: Numbers) -> Iterable[Relation]:
        return dict.fromkeys(one for key in sorted(numbers.changed) for one in self._with[key])


def _is_given(key: str) -> bool:
    """Whether a number is that of the framework, which no report makes wrong."""
    return key.startswith("framework/") and key.endswith("/weight")


def _fails(relation: Relation, numbers: Numbers, fails: Collection[str]) -> bool:
    return relation.compared(numbers).verdict in fails


def _excess(relation: Relation, numbers: Numbers) -> Fraction | None:
    """By how much a relation fails, 0 where it holds as printed."""
    compared = relation.compared(numbers)
    return Fraction(0) if compared.verdict == "matches" else compared.difference


_VERDICTS = ("matches", "differs", "rounding_can_explain", "cannot_verify", "ambiguous")


def root(residual: Callable[[Fraction], Fraction | None], near: Fraction) -> Fraction | None:
    """
    Where a quotient of two linear functions of one number is zero; None where there is no such place.

    Sums, products and ratios of printed numbers are of this form in each of them; what is not must be tried after.
    """
    apart = abs(near) / 16 or Fraction(1)
    points = [near, near + apart, near + 2 * apart]
    found = [residual(point) for point in points]
    if any(one is None for one in found):
        return None
    (x0, x1, x2), (y0, y1, y2) = points, found
    if y0 is None or y1 is None or y2 is None or len({y0, y1, y2}) < len(points):
        return None
    if not y0:
        return x0
    if not y2:
        return x2
    ratio = y0 * (y1 - y2) / (y2 * (y1 - y0))
    divisor = (x1 - x2) - ratio * (x1 - x0)
    return (x0 * (x1 - x2) - ratio * x2 * (x1 - x0)) / divisor if divisor else None
