"""Weights and missing rows of a case file stand where they can."""

from fractions import Fraction

import pytest

from perfrules.frozen import Pairs
from tests.documents.case.form import case, refusals


def test_weights_and_missing_rows_are_read() -> None:
    """
    The weight of an open indicator, and the slots of which rows are missing.
    """
    found = case("weights: {effect: 40}\nincomplete: {effect: 缺页}\n").evidence

    assert Pairs.of({"effect": Fraction(40)}) == found.weights
    assert Pairs.of({"effect": "缺页"}) == found.incomplete


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (
            "weights: {output: 40}",
            (
                "4: weights/output: the framework says what `output` weighs; "
                "a case sets only weights that are `open`, or `adjustable`"
            ),
        ),
        ("weights: {efect: 40}", "4: weights/efect: the framework has no `efect` here; did you mean `effect`?"),
        (
            "incomplete: {opinion: 缺页}",
            "4: incomplete/opinion: `opinion` is neither a slot nor a branch, so no rows of it can be missing",
        ),
    ],
)
def test_weights_and_missing_rows_are_refused_elsewhere(body: str, expected: str) -> None:
    """
    A fixed weight, an unknown indicator, and one that has no rows.
    """
    assert [expected] == refusals(f"{body}\n")
