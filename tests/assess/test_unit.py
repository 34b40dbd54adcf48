"""The framework of one unit: what is proven of its rows, with their own weights and targets."""

from fractions import Fraction
from typing import Any

import attrs
import pytest

from perfrules.assess import assess
from perfrules.assess.unit import unit_of
from perfrules.check import check
from perfrules.errors import EvidenceError, InvalidFrameworkError, Place
from perfrules.evidence import Evidence, Judgement, Known
from perfrules.formula import parse
from perfrules.frozen import Pairs
from perfrules.rulebook import framework_in
from perfrules.score import Computed, Gap
from perfrules.targets import is_of_one_unit
from tests import examples
from tests.targets.forms import OUTPUT, SATISFACTION, UNIT, form, known, target

WRITTEN = Place("case.yaml", 7, 3)
FREE = ("    slot: standard\n    formula: rounded(min(ratios / count, 1) * weight)\n", "    slot: standard\n")
UNSCORED = """\
perfrules: 1
id: form.unscored
edition: "1"
title: 不计分
points: {total: none}
rows:
  standard:
    ratio: {at_least: actual / target}
    formula: cut(min(ratio, 1) * weight, 0.01)
    sums: {count: "1", reached: 1 if actual >= target else 0}
values:
  share: {label: 完成比例, formula: reached / count}
indicators:
  - {id: output, label: 产出, slot: standard}
"""


def problems(unit: Evidence, *changes: tuple[str, str]) -> list[tuple[str, str, str]]:
    """With what a unit is refused."""
    with pytest.raises(EvidenceError) as caught:
        assess(form(FREE, *changes), unit)
    return [(one.code, one.path, one.message) for one in caught.value.problems]


def one_row(**changes: Any) -> Evidence:  # noqa: ANN401  # any field of a row
    """A unit with one row of 30 points in the slot of benefits."""
    row = attrs.evolve(target("benefit", "发案下降", "30"), **changes)
    return attrs.evolve(UNIT, targets=(*OUTPUT, row, *SATISFACTION))


def test_an_invalid_framework_is_refused_first() -> None:
    """
    Before a row is looked at.
    """
    with pytest.raises(InvalidFrameworkError):
        unit_of(examples.framework(examples.leaf("a", 5, "spent")), Evidence())


def test_a_framework_without_rows_is_its_own_unit() -> None:
    """
    Nothing is unfolded and nothing is proven again.
    """
    made = examples.framework()
    unit = unit_of(made, examples.evidence())

    assert (made, examples.evidence()) == (unit.framework, unit.evidence)
    assert not is_of_one_unit(unit.framework)


def test_weights_of_a_case_make_a_unit_of_a_framework_without_slots() -> None:
    """
    The rules are proven with them.
    """
    made = attrs.evolve(examples.framework(examples.judged("a", 6), examples.judged("b", 4)), has_adjustable_weights=True)
    unit = unit_of(made, Evidence(weights=Pairs.of({"a": Fraction(7), "b": Fraction(3)})))

    assert [Fraction(7), Fraction(3)] == [one.weight for one in unit.framework.indicators]


def test_the_framework_of_a_unit_is_taken_as_it_is() -> None:
    """
    Unfolding it again gives it back.
    """
    unit = unit_of(form(FREE), UNIT)

    assert unit.framework is unit_of(unit.framework, unit.evidence).framework


def test_what_is_known_of_a_framework_is_not_said_again_of_a_unit() -> None:
    """
    The notes on a declared framework are said once, with it: that of its unit is proven, and has none.
    """
    unit = unit_of(form(FREE), UNIT)

    assert "not-used" in {problem.code for problem in check(form(FREE))}
    assert () == check(unit.framework)


def test_errors_of_a_row_say_which_row() -> None:
    """
    A rule of a row's own is proven with its weight and target.
    """
    found = problems(one_row(formula=parse("rounded(min(actual / target, 1.1) * weight)")))

    assert [("out-of-range", "targets/benefit/发案下降")] == [(code, path) for code, path, _ in found]


def test_a_rule_is_proven_with_the_weight_of_its_row() -> None:
    """
    Points that fit into its slot and its group are too many for a row that weighs less.
    """
    rows = (target("benefit", "一", "20", group="社会效益"), target("benefit", "二", "10", group="社会效益"))
    fixed = attrs.evolve(rows[0], formula=parse("30 if actual >= target else 0"))
    unit = attrs.evolve(UNIT, targets=(*OUTPUT, fixed, rows[1], *SATISFACTION))

    assert [("out-of-range", "targets/benefit/社会效益/一")] == [(code, path) for code, path, _ in problems(unit)]


def test_a_rule_is_proven_with_the_target_of_its_row() -> None:
    """
    What gives too many points with one target gives the right ones with another.
    """
    own = parse("rounded(target / 20 * weight) if actual >= target else 0")

    assert Fraction(30) == assess(form(FREE), one_row(formula=own, target=known("20"), actual=known("20")))["benefit"].points
    assert [("out-of-range", "targets/benefit/发案下降")] == [
        (code, path) for code, path, _ in problems(one_row(formula=own, target=known("21")))
    ]


def test_a_rule_that_only_may_have_no_value_is_a_gap_where_it_has_none() -> None:
    """
    A warning of a row is no error: what divides by the actual figure is undefined where that is 0.
    """
    own = parse("rounded(min(target / actual, 1) * weight)")
    found = [assess(form(FREE), one_row(formula=own, actual=known(text)))["benefit/发案下降"] for text in ("0", "20")]

    assert [Gap, Computed] == [type(one) for one in found]
    assert ("undefined", Fraction(15)) == (found[0].reason, found[1].points)  # type: ignore[union-attr]  # a gap has it


def test_a_zero_target_is_said_in_words_and_only_where_it_matters() -> None:
    """
    Where the rule divides by it; `at_most` zero accidents does not.
    """
    own = parse("rounded(min(actual / target, 1) * weight)")

    assert [("zero-target", "targets/benefit/发案下降")] == [
        (code, path) for code, path, _ in problems(one_row(target=known("0"), formula=own))
    ]
    assert Fraction(30) == assess(form(FREE), one_row(must="at_most", target=known("0"), actual=known("0")))["benefit"].points


def test_a_zero_target_is_said_where_only_some_units_would_divide_by_it() -> None:
    """
    A rule of which no more is known than that it can divide by the target is refused with that target too.
    """
    own = parse("rounded(weight if actual > 100 else min(actual / target, 1) * weight)")

    assert [("zero-target", "targets/benefit/发案下降")] == [
        (code, path) for code, path, _ in problems(one_row(target=known("0"), formula=own))
    ]


def test_rows_that_nobody_computes_are_not_proven() -> None:
    """
    Graded rows and parts of other rows have no rule to prove.
    """
    graded = attrs.evolve(
        target("benefit", "满意", "30", "", ""), must="graded", grade="达成", points=Fraction(30), by="评价组", reason="走访"
    )
    part = attrs.evolve(target("benefit", "其中", "1", "0"), of="benefit/满意")
    card = assess(form(FREE), attrs.evolve(UNIT, targets=(*OUTPUT, graded, part, *SATISFACTION)))

    assert Fraction(30) == card["benefit"].points
    assert "benefit/其中" not in card.scores


def test_constraints_hold_of_the_weights_of_a_unit() -> None:
    """
    Also where they name an adjustment.
    """
    made = examples.framework(
        examples.judged("a", 6),
        examples.judged("b", 4),
        adjustments=(examples.judged("extra", 2),),
        constraints=(examples.condition("a + extra >= 8"),),
        has_adjustable_weights=True,
    )
    with pytest.raises(EvidenceError) as caught:
        unit_of(made, Evidence(weights=Pairs.of({"a": Fraction(5), "b": Fraction(5)}), places=Pairs.of({"weights": WRITTEN})))

    assert [("5 + 2 = 7, at least 8 was asked", WRITTEN)] == [(one.message, one.place) for one in caught.value.problems]


def test_a_framework_without_scores_counts_rows_without_weights() -> None:
    """
    Its values are there to be computed, its rows are not scored.
    """
    made = framework_in(UNSCORED, "unscored.yaml")
    rows = (target("output", "一", "", "10", "9"), target("output", "二", "", "10", "10"))
    card = assess(made, Evidence(targets=rows))

    assert {"not-scored"} == {card[id].reason for id in ("output/一", "output/二")}  # type: ignore[union-attr]  # gaps have it
    assert (None, None) == (card.total, card.grade)
    assert "gap" == assess(made, Evidence())["output"].kind


def test_what_a_report_prints_of_a_sum_is_compared_and_not_refused() -> None:
    """
    A printed rate that contradicts the rows is left to the audit.
    """
    text = (
        "indicators:\n  - id: execution\n",
        "values: {use: {label: 使用率, formula: used_sum / arranged_sum}}\nindicators:\n  - id: execution\n",
    )
    made = form(FREE, text)
    printed = attrs.evolve(one_row(), values=Pairs.of({"use": Known(Fraction(12, 100), "12%")}))

    assert Fraction(9) == assess(made, printed)["execution"].points


def test_bonus_rows_stand_in_an_adjustment() -> None:
    """
    A slot outside the total takes the weight of its rows, and weighs nothing without any.
    """
    extra = (
        "adjustments:\n  - {id: bonus, label: 加分, weight: open, slot: standard}\n"
        "total: {formula: 'min(subtotal + bonus, weight)'}\n"
    )
    made = form(FREE, ("indicators:\n", f"{extra}indicators:\n"))
    rows = (target("bonus", "获奖", "3", "1", "2"), target("bonus", "试点", "2", "1", "1"))
    with_rows = assess(made, attrs.evolve(one_row(), targets=(*one_row().targets, *rows)))
    without = assess(made, one_row())

    assert (Fraction(5), Fraction(0)) == (with_rows["bonus"].points, without["bonus"].points)
    assert 5 == with_rows.framework.paths["bonus"][-1].weight


def test_a_judged_adjustment_is_scored() -> None:
    """
    Plus points and minus points that a person gives.
    """
    made = examples.framework(
        examples.judged("a", 10),
        adjustments=(examples.judged("minus", 0, least=Fraction(-5)),),
        total=parse("max(subtotal + minus, 0)"),
    )
    given = {"a": Judgement(Fraction(8), "甲", "查"), "minus": Judgement(Fraction(-3), "甲", "查")}

    card = assess(made, Evidence(judged=Pairs.of(given)))

    assert Fraction(5) == card.whole.points
    assert "figures 0, printed ratios 0, judged 10, stated 0, missing 0, not applicable 0" == str(card.completeness)
