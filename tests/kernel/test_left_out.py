"""The kernel leaves out what `assess` leaves out, for every mask."""

from collections.abc import Mapping
from fractions import Fraction

import pytest

from perfrules.assess import assess
from perfrules.formula import parse
from perfrules.framework import Framework
from perfrules.kernel import UNDEFINED, Kernel
from tests.assess.test_left_out import POINTS, SHARED, masks, nested, total, unit
from tests.examples import branch, framework, judged

Scores = Mapping[str, Fraction | None]


def by_assess(made: Framework, out: set[str], ids: str) -> Scores:
    """The points of a unit to which these do not apply; none where a division by zero is reached."""
    card = assess(made, unit(out, ids))
    return {id: card[id].points for id in (*made.paths, "total")}


def by_kernel(made: Framework, out: set[str]) -> Scores:
    """The same by the integers of the kernel."""
    kernel = Kernel.of(made)
    ints = [0 if one.id in out else POINTS[one.id] * one.scale for one in kernel.compiled.inputs]
    missing = sum(1 << place for place, id in enumerate(kernel.inputs) if id in out)
    left_out = sum(1 << place for place, id in enumerate(kernel.compiled.optional) if id in out)
    points = kernel.points(ints, missing, left_out)
    return {id: None if one is UNDEFINED else Fraction(one, 100) for id, one in zip(kernel.outputs, points, strict=True)}


@pytest.mark.parametrize("inner", ["", SHARED])
@pytest.mark.parametrize("policy", ["refuse", "full", "zero", "leave_out"])
def test_kernel_and_assess_agree_for_every_mask(inner: str, policy: str) -> None:
    """
    Whether the inner branch shares out itself or not, and whatever it gets where it does not apply.
    """
    made = nested(inner=inner, policy=policy)
    every = masks(("a", "b", "c", "e", *(["low"] if policy != "refuse" else [])))

    assert [by_assess(made, out, "abcdef") for out in every] == [by_kernel(made, out) for out in every]


@pytest.mark.parametrize("formula", [SHARED, f"0 if applicable == 0 else {SHARED}"])
def test_a_total_that_shares_out_agrees_for_every_mask(formula: str) -> None:
    """
    Also where nothing applies at all.
    """
    made = total(formula)

    assert [by_assess(made, out, "ab") for out in masks("ab")] == [by_kernel(made, out) for out in masks("ab")]


def test_adjustments_are_judged_and_counted() -> None:
    """
    Points outside the total stand among the inputs and the outputs, where the total asks for them.
    """
    made = framework(
        branch("a", judged("x", 10)), adjustments=(judged("extra", 5),), total=parse("min(subtotal + extra, weight)")
    )
    kernel = Kernel.of(made)

    assert ("x", "extra") == kernel.inputs[-2:]
    assert {"extra": 300, "x": 400, "a": 400, "total": 700} == kernel.score({"x": 4, "extra": 3})
