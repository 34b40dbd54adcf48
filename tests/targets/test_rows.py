"""A target row as a leaf: units, dates, ranges, grades, ratios that are printed, rules of its own."""

from fractions import Fraction
from typing import Any

import attrs
import pytest

from perfrules import assess, explain
from perfrules.errors import EvidenceError
from perfrules.evidence import Evidence, TargetRow
from perfrules.formula import parse
from perfrules.formula.syntax import Formula
from perfrules.frozen import Pairs
from perfrules.indicator import Interpretation
from perfrules.score import Score
from tests.targets.forms import OUTPUT, SATISFACTION, UNIT, form, known

ROW = TargetRow("benefit/一", "benefit", "指标", weight=Fraction(30), unit="次", target=known("10"), actual=known("8"))
FREE = ("    slot: standard\n    formula: rounded(min(ratios / count, 1) * weight)\n", "    slot: standard\n")


def unit(**changes: Any) -> Evidence:  # noqa: ANN401  # any field of a row
    """A unit whose slot of 30 points holds one row, with these changes."""
    row = attrs.evolve(ROW, **changes)
    return attrs.evolve(UNIT, targets=(*OUTPUT, row, *SATISFACTION))


def score(**changes: Any) -> Score:  # noqa: ANN401  # any field of a row
    """What that row is worth."""
    return assess(form(FREE), unit(**changes))["benefit/一"]


def test_a_percentage_is_a_fraction() -> None:
    """
    81 % of 90 % are nine tenths.
    """
    assert Fraction(27) == score(unit="%", target=known("0.9"), actual=known("0.81")).points


def test_money_is_read_in_the_unit_of_its_target() -> None:
    """
    And explained in it.
    """
    card = assess(form(FREE), unit(unit="万元", must="at_most", target=known("10"), actual=known("12")))

    assert Fraction(25) == card["benefit/一"].points
    assert "10 ÷ 12" in explain(card, "benefit/一").text


@pytest.mark.parametrize(("day", "points"), [(738793, 30), (738794, 0)])
def test_a_date_is_kept_or_missed(day: int, points: int) -> None:
    """
    The day itself is in time.
    """
    assert points == score(must="by_date", unit="", target=known("738793"), actual=known(str(day))).points


@pytest.mark.parametrize(("actual", "points"), [("9", 0), ("10", 30), ("12", 30), ("13", 0)])
def test_a_figure_lies_between_two(actual: str, points: int) -> None:
    """
    Both ends belong to the range.
    """
    assert points == score(must="between", target_most=known("12"), actual=known(actual)).points


def test_a_graded_row_is_judged() -> None:
    """
    Its points have an author and a reason.
    """
    found = score(must="graded", grade="达成", points=Fraction(25), by="评价组", reason="走访证实")

    assert ("judged", Fraction(25)) == (found.kind, found.points)


def test_a_graded_row_without_points_waits_for_them() -> None:
    """
    Unless the report prints a score.
    """
    assert "gap" == score(must="graded", grade="达成").kind
    assert ("stated", Fraction(25)) == (score(must="graded", printed=Fraction(25)).kind, Fraction(25))


@pytest.mark.parametrize(
    ("grade", "points", "limits"),
    [("达成", "23.99", "24 to 30"), ("未达成", "24", "0 to below 24")],
)
def test_points_lie_in_the_band_of_their_grade(grade: str, points: str, limits: str) -> None:
    """
    The upper end belongs to the top band alone.
    """
    with pytest.raises(EvidenceError) as caught:
        score(must="graded", grade=grade, points=Fraction(points), by="评价组", reason="见底稿")

    message = f"{points} points are outside `{grade}`, which gives {limits} of 30"
    assert [message] == [problem.message for problem in caught.value.problems]


def test_a_grade_that_no_band_has_is_left_to_the_reader() -> None:
    """
    Without a band the points only keep the weight.
    """
    assert Fraction(30) == score(must="graded", grade="", points=Fraction(30), by="评价组", reason="见底稿").points


def test_a_printed_ratio_stands_in() -> None:
    """
    Where the actual figure is missing.
    """
    found = score(actual=None, ratio=known("0.8"))

    assert ("computed", Fraction(24)) == (found.kind, found.points)


def test_a_word_of_must_without_ratio_is_refused() -> None:
    """
    The row rules say nothing about equal targets.
    """
    with pytest.raises(EvidenceError) as caught:
        score(must="equal")

    assert ["the row rules `standard` have no ratio for `equal`"] == [problem.message for problem in caught.value.problems]


def rule(text: str) -> Formula:
    """A formula that a row brings itself."""
    return parse(text)


def test_a_row_can_have_a_rule_of_its_own() -> None:
    """
    And other readings of it.
    """
    own: dict[str, Any] = {
        "formula": rule("rounded(max(weight - 5 * max(target - actual, 0), 0))"),
        "interpretations": (Interpretation("减半", rule("rounded(weight / 2)")),),
    }
    adopted = attrs.evolve(unit(**own), interpretations=Pairs.of({"benefit/一": "减半"}))

    assert Fraction(20) == score(**own).points
    assert Fraction(15) == assess(form(FREE), adopted)["benefit/一"].points


def test_an_own_rule_that_means_nothing_is_refused() -> None:
    """
    With the place of the row and the text.
    """
    with pytest.raises(EvidenceError) as caught:
        score(formula=rule("rounded(actul * weight)"))

    problem = caught.value.problems[0]
    assert ("targets/benefit/一", "unknown name `actul`; did you mean `actual`?") == (problem.path, problem.message)
    assert "^^^^^" in problem.excerpt


def test_a_target_of_zero_is_refused_where_the_rule_divides_by_it() -> None:
    """
    In words: nobody reaches nothing in proportion.
    """
    with pytest.raises(EvidenceError) as caught:
        score(target=known("0"), formula=rule("rounded(min(actual / target, 1) * weight)"))

    message = "the target is 0, and the rule of the row divides by it; give another target, or a rule of its own"
    assert [message] == [problem.message for problem in caught.value.problems]


def test_an_own_rule_that_gives_too_much_is_refused() -> None:
    """
    It is proven with the row's own weight and target.
    """
    with pytest.raises(EvidenceError) as caught:
        score(formula=rule("weight + 1"))

    assert ["out-of-range"] == [problem.code for problem in caught.value.problems]


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"target": known("-1")}, "its target -1 次 lies below 0 次"),
        ({"must": "between", "target_most": known("0.0000001")}, "its target 0.0000001 次 has more than 6 decimals"),
        ({"weight": Fraction(30001, 1000)}, "its weight 30.001 has more than 2 decimals"),
    ],
)
def test_targets_and_weights_lie_in_their_domains(changes: dict[str, Any], message: str) -> None:
    """
    Those that the row rules give them.
    """
    with pytest.raises(EvidenceError) as caught:
        score(**changes)

    assert message in [problem.message for problem in caught.value.problems]
