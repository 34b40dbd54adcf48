"""The comparison itself: kernel, `evaluate` and the evaluator written by hand, row for row, and what a run has met."""

from collections import Counter
from collections.abc import Iterator
from fractions import Fraction
from math import floor
from random import Random

from attrs import field, frozen

from perfrules.errors import EvidenceError, UndefinedError
from perfrules.formula import evaluate, parse, resolve
from perfrules.formula.lower import NotLoweredError
from perfrules.formula.syntax import Definition, Formula
from perfrules.formula.text import text
from perfrules.framework import Fact, Framework
from perfrules.indicator import Calculated, Indicator
from perfrules.kernel import UNDEFINED, Kernel, Points
from perfrules.kernel.compiler import compile_framework
from perfrules.testing.trees import FUNCTIONS, STATES, names, scope
from tests.differential.edges import Row, edges
from tests.differential.formulas import features, formula, rule
from tests.differential.planted import planted
from tests.differential.rows import Case, cases, plain_row
from tests.formula import second
from tests.formula.lowered import Worth, columns, reading

WEIGHT = 10
COLUMNS = columns(names())
FACTS = tuple(Fact(name, name, one) for name, one in names().items())
OWN = tuple(Definition(name, parameters, parse(body)) for name, (parameters, body) in FUNCTIONS.items())
CHOICES = {"disclosure": [state for state, _ in STATES]}


@frozen
class Summary:
    """What a run has met: formulas by feature, rows by kind, errors planted and found, differences in words."""

    seed: int
    formulas: int
    features: Counter[str] = field(factory=Counter)
    rows: Counter[str] = field(factory=Counter)
    planted: Counter[str] = field(factory=Counter)
    refused: list[str] = field(factory=list)
    differences: list[str] = field(factory=list)

    def share_of_formulas(self, feature: str) -> Fraction:
        """The part of all formulas that holds a feature."""
        return Fraction(self.features[feature], self.formulas)

    def share_of_rows(self, kind: str) -> Fraction:
        """The part of all rows that is of a kind."""
        return Fraction(self.rows[kind], self.rows["all"])


def compare(seed: int, count: int) -> Summary:
    """Compare all readings over so many random formulas."""
    dice = Random(seed)  # noqa: S311  # the same seed makes the same run
    summary = Summary(seed, count)
    for number in range(count):
        _formula(Compared(formula(dice), number), dice, summary)
    return summary


def _formula(one: "Compared", dice: Random, summary: Summary) -> None:
    summary.features.update(features(one.tree))
    if one.refused:
        summary.refused.append(f"{one.refused}: {text(one.tree)}")
    rows = tuple(cases(dice, one.bound, edges(one.bound)))
    summary.planted.update(one.faults(dice, rows))
    for case in rows:
        summary.rows.update(one.kinds(case))
        summary.differences.extend(f"{text(one.tree)} with {dict(case.values)}: {found}" for found in one.differences(case))


class Compared:
    """One formula in all its readings: alone, and rounded down to two decimals as the only rule of a framework."""

    def __init__(self, tree: Formula, number: int) -> None:
        self.tree = tree
        self.bound = resolve(tree, scope())
        self.refused = ""
        self._by_hand = second.Parser(text(tree), FUNCTIONS, CHOICES).whole()
        self._exact = self._lowered(number)
        self._kernel = Kernel(compile_framework(_framework(tree, number)))

    def _lowered(self, number: int) -> Worth | None:
        try:
            return reading(self.bound, COLUMNS, f"<formula {number}>")
        except NotLoweredError as error:
            self.refused = str(error)
            return None

    def kinds(self, case: Case) -> Iterator[str]:
        """What kinds of row a case is."""
        yield "all"
        present = {
            "on an edge": case.on_edge,
            "missing": bool(case.missing),
            "out of domain": bool(case.outside),
            "not applicable": case.left_out,
            "undefined": not case.missing and _worth(self.bound, case.values) is None,
        }
        found = [kind for kind, there in present.items() if there]
        yield from found
        if set(found) - {"on an edge"}:
            yield "without points of its own"

    def faults(self, dice: Random, rows: tuple[Case, ...]) -> Iterator[str]:
        """Whether an error planted in the formula shows in one of the rows."""
        other = planted(dice, self.bound)
        if other is not None:
            yield "planted"
            yield from ["found"] * self._shows(other, [case.values for case in rows if not case.missing])
            yield from ["found by plain rows"] * self._shows(other, [plain_row(dice) for _ in rows])

    def _shows(self, other: Formula, rows: list[Row]) -> bool:
        return any(_worth(other, row) != _worth(self.bound, row) for row in rows)

    def differences(self, case: Case) -> Iterator[str]:
        """Where the readings differ in value or definedness."""
        if case.missing:
            yield from self._points(case, UNDEFINED)
            return
        expected, by_hand = _worth(self.bound, case.values), self._worth_by_hand(case)
        if expected != by_hand:
            yield f"evaluate {expected}, by hand {by_hand}"
        if case.outside:
            yield from self._refusal(case)
            return
        if self._exact is not None and self._exact(case.values) != expected:
            yield f"evaluate {expected}, lowered {self._exact(case.values)}"
        points = UNDEFINED if expected is None else floor(expected * 100)
        yield from self._points(case, 100 * WEIGHT if case.left_out else points)

    def _worth_by_hand(self, case: Case) -> Fraction | None:
        try:
            return Fraction(self._by_hand(case.values))
        except second.NoValueError:
            return None

    def _points(self, case: Case, expected: Points) -> Iterator[str]:
        ints = [column.counted(case.values[name]) for name, column in COLUMNS.items()]
        missing = 1 << self._kernel.inputs.index(case.missing) if case.missing else 0
        found = self._kernel.points(ints, missing, int(case.left_out))
        if found != (expected, expected):
            yield f"expected points {expected}, kernel {found}"
        given = {name: value for name, value in case.values.items() if name != case.missing}
        if not case.left_out and (scored := self._kernel.score(given)) != dict(zip(self._kernel.outputs, found, strict=True)):
            yield f"kernel {found}, from a mapping {scored}"

    def _refusal(self, case: Case) -> Iterator[str]:
        try:
            found: object = self._kernel.score(case.values)
        except EvidenceError as error:
            found = [(problem.code, problem.path) for problem in error.problems]
        if found != [("outside-domain", case.outside)]:
            yield f"`{case.outside}` is out of its domain, kernel {found}"


def _worth(formula: Formula, row: Row) -> Fraction | None:
    try:
        return evaluate(formula, row)
    except UndefinedError:
        return None


def _framework(tree: Formula, number: int) -> Framework:
    leaf = Indicator("leaf", "指标", Fraction(WEIGHT), Calculated(rule(tree)), not_applicable="full")
    return Framework("differential", str(number), "随机", Fraction(WEIGHT), (leaf,), FACTS, (), OWN)
