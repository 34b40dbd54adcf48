"""What a formula over printed numbers is worth, and where it lay before they were rounded; most are plain sums, which is fast."""

import operator
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from fractions import Fraction
from functools import lru_cache
from itertools import product
from math import lcm

from perfrules.audit.numbers import PrintedNumber
from perfrules.formula import syntax
from perfrules.formula.bounds import bounds
from perfrules.formula.evaluate import evaluate, holds
from perfrules.formula.extent import Bounds
from perfrules.formula.interval import Interval
from perfrules.formula.linear import linear
from perfrules.formula.syntax import Arithmetic, Compare, CompareOperator, Condition, Formula, Name, Number, Tree

PrintedNumbers = Mapping[str, PrintedNumber]
_Ends = tuple[Fraction, Fraction]
_Ratio = tuple[int, int]
_Term = tuple[str, int, int]
"""A key, and the numerator and the denominator of its factor."""

MOST_SHARED = 4
"""Of how many numbers a quotient is tried at all its corners."""

_COMPARED: Mapping[CompareOperator, Callable[[Fraction, Fraction], bool]] = {
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
    "==": operator.eq,
    "!=": operator.ne,
}


def first_formula(formula: Formula) -> Formula:
    """The first of all formulas that are equal to this one: what is remembered of that is found at a glance."""
    return _first(formula)  # type: ignore[return-value]  # an equal tree is of the same sort


def first_condition(condition: Condition) -> Condition:
    """The first of all conditions that are equal to this one."""
    return _first(condition)  # type: ignore[return-value]  # an equal tree is of the same sort


@lru_cache(maxsize=4096)
def _first(tree: Tree) -> Tree:
    return tree


@lru_cache(maxsize=4096)
def names(tree: Tree) -> frozenset[str]:
    """The keys in a formula or condition."""
    return syntax.names(tree)


def values(tree: Tree, numbers: PrintedNumbers) -> Mapping[str, Fraction]:
    """The values of the numbers in a formula or condition."""
    return {key: numbers[key].value for key in names(tree)}


def worth(formula: Formula, numbers: PrintedNumbers) -> Fraction:
    """What a formula is worth; raises `UndefinedError` where it divides by zero."""
    found = _plain(formula, numbers)
    return evaluate(formula, values(formula, numbers)) if found is None else found


def is_held(condition: Condition, numbers: PrintedNumbers) -> bool:
    """Whether a condition holds; raises `UndefinedError` where it divides by zero."""
    if isinstance(condition, Compare) and len(condition.rest) == 1:
        sign, side = condition.rest[0]
        left, right = _plain(condition.first, numbers), _plain(side, numbers)
        if left is not None and right is not None:
            return _COMPARED[sign](left, right)
    return holds(condition, values(condition, numbers))


def _plain(formula: Formula, numbers: PrintedNumbers) -> Fraction | None:
    """What sums, products and quotients are worth; None for all else, and where a division by zero is reached."""
    terms = _terms(formula)
    if terms is not None:
        return _total(terms, numbers)
    if isinstance(formula, Number):
        return formula.value
    if not isinstance(formula, Arithmetic):
        return None
    left, right = _plain(formula.left, numbers), _plain(formula.right, numbers)
    if left is None or right is None or (formula.operator == "/" and not right):
        return None
    return _ARITHMETIC[formula.operator](left, right)


_ARITHMETIC: Mapping[syntax.ArithmeticOperator, Callable[[Fraction, Fraction], Fraction]] = {
    "+": operator.add,
    "-": operator.sub,
    "*": operator.mul,
    "/": operator.truediv,
}


def span(formula: Formula, numbers: PrintedNumbers, *, cut: bool) -> Interval:
    """Where a formula lay before its numbers were rounded, or cut."""
    quick = _of_sum(formula, numbers, cut=cut) or _of_quotient(formula, numbers, cut=cut)
    if quick is not None:
        return Interval(*quick)
    return bounds(formula, {key: Bounds(one, None, defined=True) for key, one in _ranges(formula, numbers, cut=cut).items()}).span


def is_far(formula: Formula, printed: PrintedNumber, numbers: PrintedNumbers) -> bool:
    """Whether what is printed is further from a sum, or a quotient of sums, than rounding and cutting together take it."""
    sides = _sides(formula)
    if sides is None:
        return False
    (above, above_reach), (below, below_reach) = ((_total(side, numbers), _reach(side, numbers)) for side in sides)
    if len(sides[1]) == 0:
        below = Fraction(1)
    if below <= below_reach:
        return False
    reach = above_reach + abs(printed.value) * below_reach + printed.step * (below + below_reach)
    return abs(above - printed.value * below) > reach


@lru_cache(maxsize=4096)
def _sides(formula: Formula) -> tuple[tuple[_Term, ...], tuple[_Term, ...]] | None:
    """The sums of a quotient whose span is found quickly; a sum is one over nothing."""
    whole = _terms(formula)
    if whole is not None:
        return whole, ()
    if not isinstance(formula, Arithmetic) or formula.operator != "/":
        return None
    above, below = _terms(formula.left), _terms(formula.right)
    is_shared = not names(formula.left).isdisjoint(names(formula.right))
    if above is None or not below or (is_shared and len(names(formula)) > MOST_SHARED):
        return None
    return above, below


def _reach(terms: Iterable[_Term], numbers: PrintedNumbers) -> Fraction:
    """What one unit of the last digit of each number of a sum makes together."""
    found = ((numbers[key].step.as_integer_ratio(), top, bottom) for key, top, bottom in terms)
    return _added((step * abs(top), part * bottom) for (step, part), top, bottom in found)


def slope(formula: Formula, keys: Collection[str]) -> Fraction | None:
    """By how much a plain sum rises where these numbers rise by 1; None where it is none."""
    terms = _terms(formula)
    return None if terms is None else sum((Fraction(top, bottom) for key, top, bottom in terms if key in keys), Fraction(0))


def _ranges(formula: Formula, numbers: PrintedNumbers, *, cut: bool) -> Mapping[str, Interval]:
    return {key: numbers[key].cut if cut else numbers[key].half for key in names(formula)}


def _of_sum(formula: Formula, numbers: PrintedNumbers, *, cut: bool) -> _Ends | None:
    """The ends of a plain sum."""
    terms = _terms(formula)
    if terms is None:
        return None
    middle = _total(terms, numbers)
    below, above = (_added(_slacks(terms, numbers, cut=cut, up=up)) for up in (False, True))
    return middle - below, middle + above


def _slacks(terms: Iterable[_Term], numbers: PrintedNumbers, *, cut: bool, up: bool) -> Iterator[_Ratio]:
    """By how much each term of a sum may be more, or less, than it is."""
    for key, top, bottom in terms:
        one = numbers[key]
        step, part = one.step.as_integer_ratio()
        if not cut:
            yield step * abs(top), part * bottom * 2
        elif not one.value or (one.value > 0) is (up is (top > 0)):
            yield step * abs(top), part * bottom


def _of_quotient(formula: Formula, numbers: PrintedNumbers, *, cut: bool) -> _Ends | None:
    """The ends of one plain sum over another that is above zero."""
    if not isinstance(formula, Arithmetic) or formula.operator != "/":
        return None
    above, below = (_of_sum(side, numbers, cut=cut) for side in (formula.left, formula.right))
    if above is None or below is None or below[0] <= 0:
        return None
    if names(formula.left).isdisjoint(names(formula.right)):
        return above[0] / below[above[0] >= 0], above[1] / below[above[1] < 0]
    return _at_corners(formula, _ranges(formula, numbers, cut=cut)) if len(names(formula)) <= MOST_SHARED else None


def _at_corners(formula: Arithmetic, ranges: Mapping[str, Interval]) -> _Ends:
    """The ends of a quotient of sums of the same numbers: it rises or falls with each of them, so they are at its corners."""
    found = []
    keys = sorted(names(formula))
    for corner in product(*((ranges[key].least, ranges[key].most) for key in keys)):
        given = {key: end or Fraction(0) for key, end in zip(keys, corner, strict=True)}
        found.append(_sum(formula.left, given) / _sum(formula.right, given))
    return min(found), max(found)


def _sum(formula: Formula, given: Mapping[str, Fraction]) -> Fraction:
    return sum((given[key] * Fraction(top, bottom) for key, top, bottom in _terms(formula) or ()), Fraction(0))


def _total(terms: Iterable[_Term], numbers: PrintedNumbers) -> Fraction:
    """A plain sum, over one denominator: in a fraction of the time that fractions take."""
    total, whole = 0, 1
    for key, times, over in terms:
        top, bottom = numbers[key].value.as_integer_ratio()
        bottom *= over
        if whole % bottom:
            total, whole = total * (lcm(whole, bottom) // whole), lcm(whole, bottom)
        total += top * times * (whole // bottom)
    return Fraction(total, whole)


def _added(ratios: Iterable[_Ratio]) -> Fraction:
    """Ratios added up over one denominator."""
    total, whole = 0, 1
    for top, bottom in ratios:
        if whole % bottom:
            total, whole = total * (lcm(whole, bottom) // whole), lcm(whole, bottom)
        total += top * (whole // bottom)
    return Fraction(total, whole)


@lru_cache(maxsize=4096)
def _terms(formula: Formula) -> tuple[_Term, ...] | None:
    """The keys of a plain sum with their factors; None for everything else."""
    found = linear(formula)
    keys = tuple(part.id for part in found.factors if isinstance(part, Name))
    if found.constant or len(keys) < len(found.factors) or names(formula) != frozenset(keys):
        return None
    return tuple((key, *factor.as_integer_ratio()) for key, factor in zip(keys, found.factors.values(), strict=True))
