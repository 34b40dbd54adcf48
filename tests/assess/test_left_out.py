"""What is left out counts neither in points nor in weight: by hand, for every way to leave something out."""

from collections.abc import Sequence
from fractions import Fraction
from itertools import product

import pytest

from perfrules.assess import assess
from perfrules.check import check
from perfrules.evidence import Evidence
from perfrules.formula import parse
from perfrules.framework import Framework
from perfrules.frozen import Pairs
from perfrules.indicator import Indicator
from perfrules.score import Gap, NotApplicable, Subtotal
from tests.examples import branch, framework, judged, judgements

SHARED = "cut(subtotal / applicable * weight, 0.01)"
POINTS = {"a": 3, "b": 1, "c": 5, "d": 2, "e": 4, "f": 0}


def optional(id: str, weight: int) -> Indicator:
    """A judged indicator that is left out where it does not apply."""
    return judged(id, weight, not_applicable="leave_out")


def nested(*, inner: str = "", policy: str = "refuse") -> Framework:
    """Twenty points in two levels, all of which can be left out; the upper branch shares out, the lower one if it has a rule."""
    low = branch("low", optional("a", 4), optional("b", 2), formula=inner, not_applicable=policy)
    high = branch("high", low, optional("c", 6), judged("d", 3), formula=SHARED)
    return framework(high, branch("side", optional("e", 5), judged("f", 0), formula=SHARED), facts=(), values=())


def cut(points: Fraction) -> Fraction:
    """Points without what stands behind their second decimal."""
    return Fraction(int(points * 100), 100)


def low_by_hand(out: set[str], *, shares: bool) -> tuple[Fraction, Fraction]:
    """Points and weight that the lower branch brings upward."""
    parts = {"a": 4, "b": 2}
    applies = sum(weight for id, weight in parts.items() if id not in out)
    points = Fraction(sum(POINTS[id] for id in parts if id not in out))
    if not applies:
        return Fraction(0), Fraction(0)
    return (cut(points / applies * 6), Fraction(6)) if shares else (points, Fraction(applies))


def high_by_hand(out: set[str], *, shares: bool) -> Fraction:
    """The points of the upper branch."""
    points, applies = low_by_hand(out, shares=shares)
    if "c" not in out:
        points, applies = points + POINTS["c"], applies + 6
    return cut((points + POINTS["d"]) / (applies + 3) * 15)


def unit(out: set[str], ids: str = "abcdef") -> Evidence:
    """A unit to which some of these do not apply; nobody judges them."""
    given = {id: POINTS[id] for id in ids if id not in out}
    return Evidence(judged=judgements(**given), not_applicable=Pairs.of(dict.fromkeys(out, "无此项")))


def masks(ids: Sequence[str]) -> list[set[str]]:
    """Every set of these ids."""
    return [{id for id, bit in zip(ids, bits, strict=True) if bit} for bits in product((0, 1), repeat=len(ids))]


@pytest.mark.parametrize("inner", ["", SHARED])
def test_what_is_left_out_is_shared_out_once(inner: str) -> None:
    """
    For every set of indicators the branches are worth what they are by hand, whether the inner one shares out itself or not.
    """
    made = nested(inner=inner)
    found = {frozenset(out): assess(made, unit(out)) for out in masks("abc")}

    assert [] == [problem.message for problem in check(made) if problem.severity == "error"]
    assert {out: high_by_hand(set(out), shares=bool(inner)) for out in found} == {
        out: card["high"].points for out, card in found.items()
    }


@pytest.mark.parametrize("inner", ["", SHARED])
def test_a_branch_of_which_nothing_applies_is_left_out(inner: str) -> None:
    """
    It counts nowhere, and gives the reason of what stands below it; with one child left it is scored.
    """
    made = nested(inner=inner)

    assert NotApplicable(Fraction(0), "leave_out", "无此项") == assess(made, unit({"a", "b"}))["low"]
    assert "subtotal" == assess(made, unit({"a"}))["low"].kind


@pytest.mark.parametrize(("policy", "points"), [("full", 6), ("zero", 0)])
@pytest.mark.parametrize("inner", ["", SHARED])
@pytest.mark.parametrize("out", [{"low"}, {"low", "a"}, {"low", "a", "b"}])
def test_a_branch_that_does_not_apply_itself_counts_whole(policy: str, points: int, inner: str, out: set[str]) -> None:
    """
    What is said of it speaks for all below: its weight applies, whatever is left out there.
    """
    card = assess(nested(inner=inner, policy=policy), unit(out))

    assert Fraction(points) == card["low"].points
    assert cut(Fraction(points + POINTS["c"] + POINTS["d"], 15) * 15) == card["high"].points


def total(formula: str) -> Framework:
    """Ten points of which everything can be left out, shared out by the total."""
    return framework(optional("a", 4), optional("b", 6), total=parse(formula), facts=(), values=())


@pytest.mark.parametrize(
    ("out", "expected"),
    [(set(), Subtotal(Fraction(4), Fraction(4))), ({"a"}, Subtotal(Fraction("1.66"), Fraction("1.66")))],
)
def test_a_total_shares_out_what_is_left_out(out: set[str], expected: Subtotal) -> None:
    """
    One of six points is 1.66 of ten.
    """
    assert expected == assess(total(SHARED), unit(out, "ab")).whole


def test_a_table_of_which_nothing_applies_has_no_total() -> None:
    """
    Nothing divided by nothing is a gap, and no crash, unless the formula says what such a unit gets.
    """
    nothing = assess(total(SHARED), unit({"a", "b"}, "ab")).whole
    said = assess(total(f"0 if applicable == 0 else {SHARED}"), unit({"a", "b"}, "ab")).whole

    assert Gap(Fraction(0), Fraction(10), "undefined", detail=SHARED) == nothing
    assert Subtotal(Fraction(0), Fraction(0)) == said


def test_a_missing_judgement_is_bounded_by_what_applies() -> None:
    """
    Where `c` is left out, `a` decides between 3 + 0 and 3 + 4 of nine points, in proportion to fifteen.
    """
    found = assess(nested(), unit({"c"}, "bcdef"))["high"]

    assert (cut(Fraction(3, 9) * 15), cut(Fraction(7, 9) * 15)) == (found.least, found.most)


def test_a_branch_in_which_only_weightless_parts_apply_is_undefined() -> None:
    """
    It is not left out, and nothing of its weight is there to divide by.
    """
    found = assess(nested(), unit({"e"}))["side"]

    assert ("gap", "undefined") == (found.kind, getattr(found, "reason", ""))
