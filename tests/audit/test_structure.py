"""Weights add up at each level, fit the framework, its rules and its constraints, and hold the scores."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from perfrules.audit.cause import traced
from perfrules.audit.numbers import Numbers
from perfrules.audit.relation import Claim
from perfrules.audit.report import Report
from perfrules.audit.structure import extra_numbers, findings, relations
from perfrules.case import Printed, Scorer
from perfrules.framework import Alert
from perfrules.frozen import Pairs
from perfrules.indicator import Split
from tests.audit.reports import Result, line, outlined, points, printed, report, results, row, verdicts
from tests.examples import Field, Number, branch, condition, judged, leaf, slot


def found(one: Report, *codes: str) -> list[Result]:
    """What the relations come to."""
    return verdicts(relations(one), one, *codes)


def test_printed_weights_add_up_at_each_level() -> None:
    """
    The weights below a line are compared with its own, level 1 with the total; the framework stands in for what is not printed.
    """
    own = branch("a", judged("b", 3), judged("c", 4)), judged("d", 5)

    assert [("weights", "a", "matches"), ("weights", "total", "matches")] == found(
        report(*own, says=printed(points(a=7, b=3))), "weights"
    )
    assert [("weights", "a", "differs"), ("weights", "total", "differs")] == found(
        report(*own, says=printed(points(a=6, b=3))), "weights"
    )


def test_the_total_is_that_of_the_report_or_of_the_framework() -> None:
    """
    Level 1 is compared with the printed total, and without one with the points of the framework.
    """
    own = judged("a", 40), judged("b", 60)
    (with_total,) = [one for one in relations(report(*own, says=printed(points(total=100)))) if one.code == "weights"]
    (without,) = [one for one in relations(report(*own, says=printed(points(a=40)))) if one.code == "weights"]

    assert ("weights/total", "framework/total/weight") == (with_total.result, without.result)
    assert ("framework/total/weight", "weights/a") == without.cells  # of the terms only what is printed can be wrong


def test_a_level_that_is_not_printed_is_passed_over() -> None:
    """
    Between printed weights stand those of the lines below an indicator that prints none, as people add them up.
    """
    own = branch("a", branch("b", judged("c", 20), judged("d", 10)))
    one = report(own, says=printed(points(a=30, c=20, d=10)))
    sums = {relation.path: relation.arithmetic(one.numbers) for relation in relations(one) if relation.code == "weights"}

    assert {"a": "20 + 10 = 30", "b": "20 + 10 = 30", "total": ""} == sums


def test_a_framework_alone_is_not_compared_with_itself() -> None:
    """
    Where the report prints no weights there is nothing to say of them; a number that the document contradicts is enough.
    """
    assert [] == found(report(branch("a", judged("b", 3)), judged("c", 4)))
    assert [("weights", "a", "differs"), ("weight", "a", "differs"), ("weights", "total", "differs")] == found(
        report(branch("a", judged("b", 3), printed_weight=Fraction(2)), judged("c", 4))
    )


def test_a_printed_weight_is_that_of_the_framework() -> None:
    """
    Each printed weight is compared with the framework's own.
    """
    one = report(judged("a", 3), judged("b", 4), says=printed(points(a=3, b=5)))

    assert [("weight", "a", "matches"), ("weight", "b", "differs")] == found(one, "weight")


def test_the_weights_of_a_case_stand_for_the_framework() -> None:
    """
    Where a case sets weights, they count, and what the report prints is compared with them.
    """
    changes = {"has_adjustable_weights": True}
    own = branch("a", judged("b", 3), judged("c", 4), weight=7)
    more: dict[str, Field] = {"changes": changes, "weights": points(b=4, c=3)}

    assert [("weights", "a", "matches"), ("weights", "total", "matches")] == found(report(own, **more), "weights", "weight")
    assert [("weights", "a", "differs"), ("weight", "b", "differs"), ("weights", "total", "differs")] == found(
        report(own, says=printed(points(b=5)), **more), "weights", "weight"
    )


def test_an_open_weight_is_known_only_where_it_is_given() -> None:
    """
    An open weight is compared only where the case gives it, and is known as what stands below it.
    """
    own = slot("output", 0, is_open=True), judged("a", 60)
    changes = {"points": Fraction(100)}
    rows = row("甲", 30), row("乙", 10)

    assert [("weights", "total", "matches")] == found(report(*own, changes=changes, targets=rows), "weights")
    assert [("weights", "output", "differs"), ("weights", "total", "matches")] == found(
        report(*own, changes=changes, targets=rows[:1], weights=points(output=40)), "weights"
    )
    assert [] == found(report(*own, changes=changes), "weights")


def test_the_rows_of_a_slot_weigh_what_it_does() -> None:
    """
    Rows add up to the weight of their slot, those of a group to that of the group.
    """
    own = slot("output", 30, groups=Pairs.of({"数量": Fraction(20)}))
    rows = row("甲", 10, group="数量"), row("乙", 5, group="数量"), row("丙", 10, group="质量"), row("丁", 5)

    assert {"output": "matches", "output/数量": "differs", "total": "matches"} == {
        path: verdict for _, path, verdict in found(report(own, targets=rows), "weights")
    }


@pytest.mark.parametrize("lacks", [{"incomplete": Pairs.of({"output": "缺页"})}, {}])
def test_rows_that_are_not_all_there_need_not_add_up(lacks: dict[str, Field]) -> None:
    """
    Nothing is compared where rows are missing, or share out the weight.
    """
    own = slot("output", 30, split=None if lacks else Split())

    assert [] == found(report(own, targets=(row("甲", 10),), **lacks), "weights")


def test_open_rows_that_are_not_all_there_have_no_weight() -> None:
    """
    What rows weigh that are not all there is not the weight of their slot, so nothing is known of what stands above it.
    """
    own = slot("output", 0, is_open=True), judged("opinion", 10)
    given: dict[str, Field] = {"targets": (row("甲", 50),), "incomplete": Pairs.of({"output": "缺页"})}

    assert [] == found(report(*own, changes={"points": Fraction(100)}, **given), "weights")


def test_a_number_in_a_rule_text_is_the_weight() -> None:
    """
    Points in the text of a rule are compared with the weight, in a framework and in an outline.
    """
    one = report(judged("a", 3, printed_rule_points=Fraction(8)))
    bare = outlined(
        line("甲", 8, rule_points=Fraction(8)), line("乙", 8, rule_points=Fraction(6)), line("丙", rule_points=Fraction(6))
    )

    assert [("rule-points", "a", "differs")] == found(one)
    assert [("rule-points", "甲", "matches"), ("rule-points", "乙", "differs")] == found(bare, "rule-points")


@pytest.mark.parametrize(("score", "verdict"), [("2.99", "matches"), ("3", "matches"), ("3.01", "differs")])
def test_no_score_is_above_its_weight(score: Number, verdict: str) -> None:
    """
    A printed score of the report, a row, the total or a second scorer is at most its weight.
    """
    scorers = Pairs.of({"复核": Scorer(points(a=score))})
    one = report(judged("a", 3), says=Printed(points(a=score), Fraction(score), scorers=scorers))
    form = report(slot("output", 3), targets=(row("甲", 3, printed=Fraction(score)),))

    code = "score-above-weight"
    assert [(code, "a", verdict), (code, "复核/a", verdict), (code, "total", verdict)] == found(one, code)
    assert [(code, "output/甲", verdict)] == found(form, code)


def test_bonus_points_can_lift_the_total_above_the_weights() -> None:
    """
    Where there are adjustments, the total may be more than the weights; the score of an adjustment may not.
    """
    bonus = judged("bonus", 2)
    one = report(judged("a", 3), changes={"adjustments": (bonus,)}, says=printed(scores=points(bonus=2), total=5))

    assert [("score-above-weight", "bonus", "matches")] == found(one, "score-above-weight")


def test_constraints_are_claims_over_weights() -> None:
    """
    A condition in which an id is its weight holds or not; one over a weight that is not known cannot be verified.
    """
    changes = {"constraints": (condition("a + b >= 60"), condition("total == 100"), condition("output >= bonus"))}
    own = judged("a", 30), judged("b", 30), slot("output", 0, is_open=True)
    more: dict[str, Field] = {"changes": {**changes, "adjustments": (judged("bonus", 5),), "points": Fraction(100)}}

    assert [
        ("constraint", "a + b >= 60", "matches"),
        ("constraint", "total == 100", "matches"),
        ("constraint", "output >= bonus", "cannot_verify"),
    ] == found(report(*own, **more), "constraint")
    broken = found(report(*own, says=printed(points(a=29)), **more), "constraint")
    assert ("constraint", "a + b >= 60", "differs") == broken[0]


def test_a_constraint_is_spoken_with_labels() -> None:
    """
    A constraint is called by the labels of its indicators, and written with their weights; other conditions are none.
    """
    changes = {"constraints": (condition("a + b >= 60"),), "alerts": (Alert("none", condition("a == 0")),)}
    one = report(judged("a", 30), judged("b", 30), changes=changes)
    (claim,) = relations(one)

    assert isinstance(claim, Claim)
    assert ("a + b ≥ 60", "30 + 30 ≥ 60") == (claim.label, claim.arithmetic(one.numbers))


def test_a_part_of_a_row_has_neither_weight_nor_score() -> None:
    """
    A row that is part of another one would count twice with points of its own.
    """
    whole = row("甲", 30)
    parts = row("乙", of="output/甲"), row("丙", 5, of="output/甲"), row("丁", 0, of="output/甲", printed=Fraction(0))

    assert [("of-which", "output/丙", "differs"), ("of-which", "output/丁", "matches")] == found(
        report(slot("output", 30), targets=(whole, *parts)), "of-which"
    )


def test_the_numbers_of_the_framework_stand_beside_those_of_the_report() -> None:
    """
    Weights, what the document prints otherwise, and the weights of groups have keys; a framework without scores has none.
    """
    own = judged("a", 3, printed_weight=Fraction(4), printed_rule_points=Fraction(8))
    form = slot("output", 30, groups=Pairs.of({"数量": Fraction(20)}))
    one = report(own, form, slot("open", 0, is_open=True))
    keys = {number.key: number.value for number in extra_numbers(one.case, Numbers(()))}
    unscored = report(judged("a", 0), changes={"is_scored": False, "points": Fraction(0)})

    assert {
        "framework/total/weight": 33,
        "framework/a/weight": 3,
        "framework/a/printed_weight": 4,
        "framework/a/rule_points": 8,
        "framework/output/weight": 30,
        "framework/output/数量/weight": 20,
    } == keys
    assert [] == list(extra_numbers(unscored.case, Numbers(())))


@pytest.mark.parametrize(
    ("formula", "least"),
    [
        ("6 if satisfaction >= 0.95 else 4 if satisfaction >= 0.9 else 1", "1"),
        ("6 if satisfaction >= 0.95 else 0", ""),
        ("6 if satisfaction >= 0.95 else weight", ""),
        ("weight if satisfaction >= 0.95 else 1", ""),
        ("6", ""),
    ],
)
def test_bands_without_a_zero_are_remarkable(formula: str, least: str) -> None:
    """
    Where even the last band gives points, that is a remark; rules that are no bands of numbers are left alone.
    """
    one = report(branch("fairness", leaf("satisfaction_score", 6, formula.replace("satisfaction", "progress"))))
    remarks = [one.said("zh") for one in findings(one)]

    told = f"评分表 fairness：satisfaction_score最低一档仍得 {least} 分，没有 0 分档。"
    assert ([told] if least else []) == remarks


SHEETS = st.lists(st.lists(st.integers(1, 20), min_size=2, max_size=4), min_size=2, max_size=4)
"""The weights of leaves, by the branch in which they stand."""


def sheet(weights: list[list[int]], changed: str = "", by: int = 0) -> Report:
    """A table of two levels that adds up, but for one number, which is changed."""

    def as_printed(id: str, weight: int) -> int:
        return weight + by if id == changed else weight

    rows = [
        line(
            f"{top}",
            as_printed(f"{top}", sum(leaves)),
            None,
            *(line(id, as_printed(id, leaf)) for id, leaf in named(top, leaves)),
        )
        for top, leaves in enumerate(weights)
    ]
    return outlined(*rows, says=printed(points(total=as_printed("total", sum(map(sum, weights))))))


def named(top: int, leaves: list[int]) -> list[tuple[str, int]]:
    """The leaves of a branch by their ids."""
    return [(f"{top}-{position}", leaf) for position, leaf in enumerate(leaves)]


@given(SHEETS)
def test_a_table_that_adds_up_is_no_false_alarm(weights: list[list[int]]) -> None:
    """
    In a consistent table every relation matches, and nothing is remarkable.
    """
    one = sheet(weights)

    assert {"matches"} == {verdict for _, _, verdict in found(one)}
    assert [] == results(findings(one))


@given(SHEETS, st.data(), st.integers(-1, 1).filter(bool))
def test_a_changed_weight_is_found_and_named(weights: list[list[int]], data: st.DataObject, by: int) -> None:
    """
    One point more or less in one weight is a difference, and that weight is among its causes; one in two sums is the likeliest.
    """
    branches = {f"{top}": f"outline/{top}/weight" for top in range(len(weights))}
    leaves = {id: f"outline/{id}/weight" for top, below in enumerate(weights) for id, _ in named(top, below)}
    keys = {"total": "weights/total", **branches, **leaves}
    changed = data.draw(st.sampled_from(sorted(keys)))
    one = sheet(weights, changed, by)
    told = tuple(relations(one))
    traces = [
        trace for relation, trace in traced(told, one.numbers).items() if relation.compared(one.numbers).verdict == "differs"
    ]

    assert traces
    assert all(keys[changed] in {key for key, _ in trace.repairs} for trace in traces)
    assert changed not in branches or {keys[changed]} == {trace.repairs[0][0] for trace in traces}


def test_all_that_is_remarkable_about_a_table_is_found() -> None:
    """
    Lines that are not filled in, points that have moved and bands without a zero come together.
    """
    bands = leaf("c", 10, "10 if progress >= 0.9 else 1")
    one = report(judged("a", 10), judged("b", 10), bands, says=printed(points(a=12, b=8), points(a=12, b=8)))

    assert [("unscored-row", "c", "remark"), ("moved-points", "a/b", "remark"), ("no-zero", "c", "remark")] == results(
        findings(one)
    )
