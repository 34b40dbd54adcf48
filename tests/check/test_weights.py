"""Weights that are not known are filled in where rules are proven, and added up where they are known."""

from fractions import Fraction

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from perfrules.check.rule import scored
from perfrules.check.weights import filled, is_open_within, tried, weighed
from perfrules.formula import parse
from perfrules.indicator import Indicator, walk
from tests.check.codes import codes
from tests.examples import branch, framework, judged, leaf

TEN = Fraction(10)


def opened(one: Indicator) -> Indicator:
    """The indicator with an open weight."""
    return evolve(one, weight=Fraction(0), is_open=True)


def weights(one: Indicator) -> dict[str, Fraction]:
    """The weights of an indicator and all below it."""
    return {path[-1].id: path[-1].weight for path in walk((one,))}


@pytest.mark.parametrize(
    ("one", "expected"),
    [
        (judged("a", 3), {"a": 3}),
        (opened(judged("a", 0)), {"a": 10}),
        (opened(branch("a", opened(judged("b", 0)), judged("c", 4))), {"a": 14, "b": 10, "c": 4}),
        (branch("a", opened(judged("b", 0)), judged("c", 4), weight=9), {"a": 9, "b": 5, "c": 4}),
        (branch("a", opened(judged("b", 0)), judged("c", 9), weight=4), {"a": 4, "b": 0, "c": 9}),
        (
            branch("a", opened(branch("b", opened(judged("d", 0)), opened(judged("e", 0)))), judged("c", 4), weight=9),
            {"a": 9, "b": 5, "c": 4, "d": Fraction(5, 2), "e": Fraction(5, 2)},
        ),
    ],
)
def test_open_weights_are_filled_in(one: Indicator, expected: dict[str, int]) -> None:
    """
    An open leaf has the weight that is tried, an open branch that of its children, and a fixed branch shares out what is left.
    """
    found = filled(framework(judged("x", 1)), one, TEN)

    assert expected == weights(found)
    assert not is_open_within(found)


@given(st.integers(1, 7), st.integers(1, 2000))
def test_what_is_shared_out_adds_up(count: int, hundredths: int) -> None:
    """
    Any weight goes to any number of open children on the decimals of scores.
    """
    whole = Fraction(hundredths, 100)
    made = branch("a", *(opened(judged(f"b{one}", 0)) for one in range(count)), weight=whole)
    found = filled(framework(judged("x", 1)), made, TEN)

    assert whole == sum(child.weight for child in found.children)
    assert all((child.weight * 100).denominator == 1 for child in found.children)


def test_weights_are_tried_as_far_as_scores_can_have_them() -> None:
    """
    Without decimals twelve and a half is no weight.
    """
    assert [1, 10, Fraction(25, 2)] == list(tried(framework(judged("a", 1))))
    assert [1, 10] == list(tried(framework(judged("a", 1), decimals=0)))


def test_a_weight_that_is_known_is_the_only_one() -> None:
    """
    Where a case may set it others are tried after it, and each weight once.
    """
    one = judged("a", 10)
    adjustable = framework(one, has_adjustable_weights=True)

    assert [("", False)] == [(found.told, found.is_possible) for found in weighed(framework(one), one)]
    assert [("", False), ("with a weight of 1, ", True), ("with a weight of 12.5, ", True)] == [
        (found.told, found.is_possible) for found in weighed(adjustable, one)
    ]


def test_the_total_over_open_weights_is_proven_for_all_of_them() -> None:
    """
    Each indicator with an open weight may have all points, and what it has is no fixed part of the subtotal.
    """
    made = framework(opened(leaf("a", 0, "weight")), opened(judged("b", 0)), points=TEN, total=parse("min(a + b, weight)"))
    rule = tuple(scored(made))[-1]

    assert [Fraction(10)] * 2 == [getattr(rule.domains[name], "most", None) for name in ("a", "b")]
    assert [] == codes(made)
    assert ["out-of-range"] == codes(evolve(made, total=parse("subtotal + 1")))
