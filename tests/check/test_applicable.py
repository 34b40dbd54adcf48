"""What applies is never nothing, and points never exceed it, as far as that is plain."""

from fractions import Fraction

import pytest

from perfrules.check.applicable import fewest_applicable, keeps_below, shares
from perfrules.formula import parse
from perfrules.framework import Framework
from perfrules.indicator import Indicator
from tests.examples import Field, branch, framework, function, judged, readings

SHARED = "cut(subtotal / applicable * weight, 0.01)"


def optional(id: str, weight: int) -> Indicator:
    """An indicator that is left out where it does not apply."""
    return judged(id, weight, not_applicable="leave_out")


@pytest.mark.parametrize(
    ("indicators", "expected"),
    [
        ((), 0),
        ((judged("a", 4), judged("b", 6)), 10),
        ((optional("a", 4), judged("b", 6)), 6),
        ((optional("a", 4), optional("b", 6)), 4),
        ((branch("a", optional("c", 4), judged("d", 1)), optional("b", 6)), 1),
        ((branch("a", optional("c", 4), optional("d", 1)), judged("b", 6)), 6),
        ((branch("a", optional("c", 4), judged("d", 1), formula=SHARED), optional("b", 6)), 5),
    ],
)
def test_the_least_that_applies_is_never_nothing(indicators: tuple[Indicator, ...], expected: int) -> None:
    """
    Where all are left out the branch above is left out itself; one that shares out its weight counts whole.
    """
    assert expected == fewest_applicable(indicators)


def made(formula: str, **changes: Field) -> Framework:
    """A framework with a branch that passes on what is left out."""
    top = branch("a", optional("b", 4), judged("c", 6), formula=formula, **changes)
    return framework(top, functions=(function("half", "x", "min(x, 5)"), function("more", "x", "x + 1")))


@pytest.mark.parametrize(
    ("formula", "expected"),
    [
        ("", True),
        ("subtotal", True),
        ("0 if misuse else subtotal", True),
        ("min(subtotal, 9)", True),
        ("half(subtotal)", True),
        ("half(subtotal) if misuse else min(4, subtotal)", True),
        (SHARED, True),
        ("more(subtotal)", False),
        ("6 if misuse else subtotal", False),
        ("b + c", False),
        ("max(subtotal, 3)", False),
        ("weight", False),
    ],
)
def test_a_branch_keeps_below_what_applies_where_that_is_plain(formula: str, expected: bool) -> None:  # noqa: FBT001  a case
    """
    Its formula is at most the subtotal, or shares out the weight itself.
    """
    one = made(formula)

    assert expected == keeps_below(one, one.indicators)


def test_other_readings_must_keep_below_too() -> None:
    """
    A formula that shares out its weight does so in every reading, or is taken as one that does not.
    """
    both = made(SHARED, interpretations=readings({"另": SHARED.replace("0.01", "0.1")}))
    one = made(SHARED, interpretations=readings({"另": "weight"}))

    assert [True, False] == [keeps_below(found, found.indicators) for found in (both, one)]


def test_a_formula_shares_out_what_is_left_out_by_its_word() -> None:
    """
    No formula shares nothing.
    """
    assert [True, False, False] == [shares(one) for one in (parse(SHARED), parse("subtotal"), None)]


def test_the_least_weight_is_exact() -> None:
    """
    Weights are fractions.
    """
    assert Fraction(1, 2) == fewest_applicable((judged("a", "0.5"),))
