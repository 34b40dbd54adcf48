"""Conditions are decided as far as weights and domains go."""

from fractions import Fraction

from attrs import evolve

from perfrules.check import broken_constraints
from perfrules.check.conditions import fixed_weights
from perfrules.framework import Alert
from tests.check.codes import codes
from tests.examples import condition, framework, judged, leaf

WEIGHTS = {"a": Fraction(30), "b": Fraction(20)}


def test_constraints_are_asked_with_the_weights_of_a_case() -> None:
    """
    Those over weights that are not given are left alone.
    """
    constraints = (condition("a + b >= 60"), condition("a >= 30"), condition("c > 1"), condition("total < 51"))
    made = framework(
        judged("a", 0, is_open=True), judged("b", 0, is_open=True), judged("c", 1), constraints=constraints, points=Fraction(100)
    )

    assert ["30 + 20 = 50, at least 60 was asked", "100, less than 51 was asked"] == [
        one.message for one in broken_constraints(made, WEIGHTS)
    ]


def test_fixed_weights_are_those_that_are_not_open() -> None:
    """
    Those that are open are not there.
    """
    made = framework(judged("a", 0, is_open=True), judged("b", 4), points=Fraction(10))

    assert {"b": Fraction(4)} == fixed_weights(made)


def test_points_of_an_open_weight_have_no_end() -> None:
    """
    A remark over them is not decided, where one over the same fixed weight is.
    """
    alerts = (Alert("多", condition("a > 20")),)
    fixed = framework(judged("a", 10), alerts=alerts)

    assert ["decided"] == codes(fixed)
    assert [] == codes(evolve(fixed, has_adjustable_weights=True))
    assert [] == codes(framework(leaf("a", 0, "weight", is_open=True), alerts=alerts, points=Fraction(30)))
