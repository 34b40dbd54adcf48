"""The weights of one unit: open ones, those of a case, those of its rows, and what is left."""

from fractions import Fraction

import attrs
import pytest

from perfrules import assess
from perfrules.errors import EvidenceError
from perfrules.evidence import Evidence
from perfrules.framework import Framework
from perfrules.frozen import Pairs
from perfrules.rulebook import framework_in
from tests.targets.forms import BENEFIT, SATISFACTION, UNIT, form, target

OPEN = """\
perfrules: 1
id: form.open
edition: "1"
title: 权重待定
points: {total: 100}
constraints: ["output + benefit >= 60"]
rows:
  standard:
    ratio: {at_least: "1 if actual >= target else actual / target"}
    formula: half_up(ratio * weight, 0.01)
indicators:
  - id: decision
    label: 决策
    weight: open
    children:
      - {id: approval, label: 立项, weight: open, judged: any}
      - {id: goals, label: 目标, weight: open, judged: any}
  - {id: output, label: 产出, weight: open, slot: standard}
  - {id: benefit, label: 效益, weight: open, slot: standard}
"""
ROWS = (target("output", "一", "40"), target("benefit", "二", "30"))


def framework(text: str = OPEN) -> Framework:
    """A framework whose weights are open."""
    return framework_in(text, "open.yaml")


def evidence(**weights: int) -> Evidence:
    """A unit with these weights."""
    return Evidence("单位", "2023", targets=ROWS, weights=Pairs.of({id: Fraction(weight) for id, weight in weights.items()}))


def messages(framework: Framework, unit: Evidence) -> list[str]:
    """Why a unit is refused."""
    with pytest.raises(EvidenceError) as caught:
        assess(framework, unit)
    return [f"{problem.path}: {problem.message}" for problem in caught.value.problems]


def test_open_weights_are_those_of_case_and_rows() -> None:
    """
    A branch weighs what its children weigh.
    """
    card = assess(framework(), evidence(approval=10, goals=20))

    weights = {id: path[-1].weight for id, path in card.framework.paths.items()}
    assert (Fraction(30), Fraction(40), Fraction(30)) == (weights["decision"], weights["output"], weights["benefit"])
    assert "70.00 to 100.00" == str(card.total)


def test_one_open_weight_is_what_is_left() -> None:
    """
    Of the total.
    """
    card = assess(framework(), evidence(approval=10))

    assert Fraction(20) == card.framework.paths["goals"][-1].weight


def test_two_open_weights_are_not_guessed() -> None:
    """
    Each is named.
    """
    told = "its weight is open, and neither rows nor `weights` say what it is"
    assert [f"weights/approval: {told}", f"weights/goals: {told}"] == messages(framework(), evidence())


def test_an_incomplete_slot_takes_what_is_left() -> None:
    """
    Its rows are not all there, so what they weigh says nothing.
    """
    unit = attrs.evolve(evidence(approval=10, goals=10), incomplete=Pairs.of({"benefit": "缺页"}))
    card = assess(framework(), unit)

    assert Fraction(40) == card.framework.paths["benefit"][-1].weight
    assert Fraction(10) == card["benefit/rest"].most


def test_weights_that_miss_the_total_are_refused() -> None:
    """
    With the sum.
    """
    assert ["weights: the weights add up to 40 + 40 + 30 = 110, the total is 100"] == messages(
        framework(), evidence(approval=20, goals=20)
    )


def test_a_branch_weighs_what_its_children_weigh() -> None:
    """
    A case cannot give it another weight.
    """
    assert ["weights/decision: the weights below add up to 10 + 20 = 30, its weight is 31"] == messages(
        framework(), evidence(approval=10, goals=20, decision=31)
    )


def test_a_constraint_is_kept_by_every_unit() -> None:
    """
    Here output and benefit weigh less than 60.
    """
    unit = attrs.evolve(evidence(approval=30, goals=20), targets=(target("output", "一", "20"), target("benefit", "二", "30")))

    assert ["weights (constraints/1): 20 + 30 = 50, at least 60 was asked"] == [
        one.replace("`output + benefit` is ", "") for one in messages(framework(), unit)
    ]


def test_adjustable_weights_are_those_of_the_case() -> None:
    """
    Where the framework lets a case set them.
    """
    text = OPEN.replace("weights", "weights").replace("title: 权重待定\n", "title: 权重可调\nweights: adjustable\n")
    text = text.replace("id: approval, label: 立项, weight: open", "id: approval, label: 立项, weight: 15")
    card = assess(framework(text), evidence(approval=10, goals=20))

    assert Fraction(10) == card.framework.paths["approval"][-1].weight


def test_a_branch_keeps_the_weight_that_its_framework_gives_it() -> None:
    """
    Where its children have that together.
    """
    text = OPEN.replace("id: decision\n    label: 决策\n    weight: open", "id: decision\n    label: 决策\n    weight: 30")
    card = assess(framework(text), evidence(approval=10, goals=20))

    assert Fraction(30) == card.framework.paths["decision"][-1].weight


def test_adjustments_take_the_weight_of_their_rows() -> None:
    """
    They are no part of what is left of the total; an incomplete one weighs what its rows weigh, which is not known: nothing.
    """
    extra = (
        "adjustments:\n  - {id: bonus, label: 加分, weight: open, slot: standard}\n"
        "total: {formula: 'min(subtotal + bonus, weight)'}\n"
    )
    made = framework(OPEN.replace("indicators:\n  - id: decision", f"{extra}indicators:\n  - id: decision"))
    unit = attrs.evolve(evidence(approval=10), targets=(*ROWS, target("bonus", "三", "5")))
    cut_off = attrs.evolve(evidence(approval=10), incomplete=Pairs.of({"bonus": "缺页"}))

    assert [(Fraction(5), Fraction(20)), (Fraction(0), Fraction(20))] == [
        tuple(assess(made, one).framework.paths[id][-1].weight for id in ("bonus", "goals")) for one in (unit, cut_off)
    ]


def test_a_weight_that_cannot_be_shared_out_is_refused() -> None:
    """
    Three points among five rows, in whole points, would leave the last one less than nothing.
    """
    made = form(("weight: 10\n    slot: {rules: scored", "weight: 3\n    slot: {rules: scored"), ("weight: 50", "weight: 57"))
    rows = tuple(attrs.evolve(SATISFACTION[0], id=f"satisfaction/{one}", label=one) for one in "一二三四五")
    output = (target("output", "巡防", "30", group="数量指标"), target("output", "验收", "27", group="质量指标"))

    assert ["targets/satisfaction/四: its weight -1 lies below 0"] == messages(
        made, attrs.evolve(UNIT, targets=(*output, *BENEFIT, *rows))
    )


def test_a_weight_leaves_room_for_the_points_that_can_be_given() -> None:
    """
    Five are too few where a person gives six or none.
    """
    text = OPEN.replace("label: 立项, weight: open, judged: any", "label: 立项, weight: open, judged: [0, 6]")

    assert ["weights/approval: its weight is 5, a person can give 6 points"] == messages(
        framework(text), evidence(approval=5, goals=25)
    )
