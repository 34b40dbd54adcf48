"""A bare case has the outline of its score table."""

from fractions import Fraction

import pytest

from perfrules.case import OutlineRow
from perfrules.framework import BARE
from tests.documents.case.form import BARE_HEAD, case, notes, refusals

OUTLINE = """\
outline:
  - label: 决策
    weight: 20
    children:
      - {label: 立项, weight: 6, score: 6, rule_points: 8}
      - {id: goal, label: 目标, score: blank}
  - {label: 过程}
printed: {total: 97, scores: {goal: 5, 决策/立项: 6}}
problems: [{indicator: goal, text: 弱}]
expect: {scores: {决策: "11"}}
"""


def test_an_outline_is_read_with_its_rows() -> None:
    """
    A row without an id is called after its label and those above it.
    """
    found = case(OUTLINE, BARE_HEAD)

    assert BARE is found.framework
    assert (
        OutlineRow(
            "决策",
            "决策",
            Fraction(20),
            children=(
                OutlineRow("决策/立项", "立项", Fraction(6), Fraction(6), Fraction(8)),
                OutlineRow("goal", "目标"),
            ),
        ),
        OutlineRow("过程", "过程"),
    ) == found.outline
    assert ["9: outline/1/goal/score: the cell is printed blank: it counts as missing"] == notes(OUTLINE, BARE_HEAD)


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("outline: [{label: 甲}, {label: 甲}]", ["4: outline/2: `甲` stands in the outline twice; give one of them an `id`"]),
        ("outline: [{weight: 甲}]", ["4: outline/1: key `label` is missing", "4: outline/1/weight: `甲` is no number"]),
        ("outline: [甲]", ["4: outline/1: a mapping is expected here, not a text"]),
        (
            "outline: [{label: 甲, children: [{labl: 乙}]}]",
            ["4: outline/1/1/labl: unknown key `labl`; did you mean `label`?"],
        ),
        (
            "printed: {scores: {乙: 3}}\noutline: [{label: 甲}]",
            ["4: printed/scores/乙: the framework has no `乙` here; expected one of `甲`"],
        ),
    ],
)
def test_an_outline_that_cannot_be_read_is_refused(body: str, expected: list[str]) -> None:
    """
    Rows with one name, without a label, with other keys.
    """
    assert expected == refusals(f"{body}\n", BARE_HEAD)
