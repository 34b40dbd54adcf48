"""What is left out, worked out a second time: what `assess` gives, on every way to leave something out."""

from fractions import Fraction

import pytest

from perfrules.assess import assess
from perfrules.testing.left_out import applicable, left_out, weights
from perfrules.testing.world import world
from tests.assess.test_left_out import SHARED, masks, nested, unit
from tests.examples import branch, framework, judged, readings


@pytest.mark.parametrize("inner", ["", SHARED])
@pytest.mark.parametrize("policy", ["refuse", "full", "leave_out"])
def test_definition_and_assess_agree_for_every_mask(inner: str, policy: str) -> None:
    """
    Points of all indicators, whatever does not apply; where the definition has none, nothing is certain.
    """
    made = nested(inner=inner, policy=policy)
    ids = ("a", "b", "c", "e", *(["low"] if policy != "refuse" else []))

    for out in masks(ids):
        here, card = world(made, unit(out)), assess(made, unit(out))
        expected = {id: here.points(id) for id in (*made.paths, "total")}

        assert expected == {id: card[id].points for id in (*made.paths, "total")}


def test_the_weight_that_applies_has_a_name_where_a_rule_asks_for_it() -> None:
    """
    Where nothing is left out it is that of all children.
    """
    made = nested(inner=SHARED)

    assert {applicable("high"): 15, applicable("low"): 6, applicable("side"): 5} == dict(weights(made, {}))
    assert {} == left_out(made, {}, {})


def test_a_rule_that_is_read_otherwise_may_not_share_out() -> None:
    """
    Then what is left out below it is left out above it as well.
    """
    parts = judged("a", 4, not_applicable="leave_out"), judged("b", 2)
    low = branch("low", *parts, formula=SHARED, interpretations=readings({"不分摊": "subtotal"}))
    made = framework(branch("high", low, judged("c", 4), formula=SHARED))
    found = [left_out(made, {"a": "无"}, adopted)[applicable("high")] for adopted in ({}, {"low": "不分摊"})]

    assert [Fraction(10), Fraction(6)] == found
