"""`assess` puts scores, grade and completeness together; `other_readings` says what ambiguous rules move."""

from fractions import Fraction
from importlib import import_module

import pytest
from attrs import evolve

from perfrules.assess import Reading, assess, other_readings
from perfrules.domain import Span
from perfrules.errors import EvidenceError, Place, Problem, ScoreOutOfRangeError
from perfrules.evidence import Known
from perfrules.formula import parse
from perfrules.framework import Alert, Grade
from perfrules.frozen import Pairs
from perfrules.score import Computed
from perfrules.scorecard import Completeness
from tests.assess.cards import card
from tests.examples import branch, condition, evidence, framework, judged, judgements, known, leaf, value
from tests.targets.forms import OUTPUT, SATISFACTION, UNIT, form, target

GRADES = (Grade("优", Fraction(90)), Grade("良", Fraction(80)), Grade("差", Fraction(10)))


def weights(*numbers: int) -> Completeness:
    """Completeness from whole numbers."""
    return Completeness(*(Fraction(number) for number in numbers))


def test_each_name_that_the_package_lists_can_be_had() -> None:
    """
    Its `__all__` names what others take from it.
    """
    package = import_module("perfrules.assess")

    assert {name for name in package.__all__ if hasattr(package, name)} == set(package.__all__)


def test_a_unit_is_scored() -> None:
    """
    Total, policy and inputs stand on the card.
    """
    small, unit = framework(), evidence()

    found = assess(small, unit)

    assert ("85.00", "keep", small, unit) == (str(found.total), found.policy, found.framework, found.evidence)


@pytest.mark.parametrize(
    ("points", "grade"),
    [("100", "优"), ("90", "优"), ("89.99", "良"), ("80", "良"), ("10", "差"), ("9.99", None)],
)
def test_the_lower_bound_belongs_to_the_grade(points: str, grade: str | None) -> None:
    """
    A total on the bound has the better grade; below the last one there is none.
    """
    found = card(judged("a", 100), changes={"grades": GRADES}, judged=judgements(a=points))

    assert grade == found.grade


@pytest.mark.parametrize(("given", "grade"), [(82, "良"), (78, None)])
def test_a_range_inside_one_band_has_its_grade(given: int, grade: str | None) -> None:
    """
    The grade is known as soon as both ends of the total lie in one band.
    """
    found = card(judged("a", 93), judged("b", 7), changes={"grades": GRADES}, judged=judgements(a=given))

    assert grade == found.grade


def test_without_grades_there_is_none() -> None:
    """
    A framework without bands gives no grade.
    """
    assert assess(framework(), evidence()).grade is None


def test_completeness_counts_weights_by_what_they_rest_on() -> None:
    """
    Figures, printed ratios, judgements, statements, gaps, and what does not apply add up to the total.
    """
    found = card(
        leaf("a", 1, "weight if staff > 5 else 0"),
        leaf("b", 2, "weight if share > 0.5 else 0"),
        judged("c", 4),
        branch("d", judged("e", 8)),
        leaf("f", 16, "weight if spent > 5 else 0"),
        branch("g", judged("h", 32), not_applicable="zero"),
        changes={"values": (value("share", "spent / budget"),)},
        facts=known(staff=6),
        values=Pairs.of({"share": Known(Fraction(1))}),
        judged=judgements(c=1),
        stated=Pairs.of({"d": Fraction(3)}),
        not_applicable=Pairs.of({"g": "无此项"}),
    )

    assert weights(1, 2, 4, 8, 16, 32) == found.completeness


def test_a_stated_branch_counts_without_its_known_children() -> None:
    """
    Children that are computed, judged or do not apply keep their weight; the rest of the branch is stated.
    """
    rule = branch(
        "b",
        leaf("a", 1, "weight if staff > 5 else 0"),
        judged("j", 2),
        judged("n", 4, not_applicable="full"),
        judged("s", 8),
        judged("m", 16),
    )

    found = card(
        rule,
        facts=known(staff=6),
        judged=judgements(j=1),
        not_applicable=Pairs.of({"n": "无此项"}),
        stated=Pairs.of({"b": Fraction(20), "s": Fraction(7)}),
    )

    assert weights(1, 0, 2, 24, 0, 4) == found.completeness


def test_a_branch_that_is_a_gap_counts_by_its_children() -> None:
    """
    A branch whose printed score cannot be leaves its children as they are.
    """
    rule = branch("b", leaf("a", 1, "weight if staff > 5 else 0"), judged("j", 2))

    found = card(rule, facts=known(staff=6), stated=Pairs.of({"b": Fraction(0)}))

    assert weights(1, 0, 0, 0, 2, 0) == found.completeness


SHARE = value("share", "staff / 100", {"按五十": "staff / 50"})
BOTH = (leaf("a", 10, "weight if share >= 1 else 0"), leaf("b", 5, "1", {"从宽": "3", "从严": "0"}))


def test_other_readings_stand_alone_and_together() -> None:
    """
    Each other reading is reported with the adopted ones elsewhere, and the least and most over all combinations.
    """
    alone, span = other_readings(card(*BOTH, changes={"values": (SHARE,)}, facts=known(staff=50)))

    assert (
        Reading("share", "按五十", None, Span(Fraction(11), Fraction(11), 2)),
        Reading("b", "从宽", Computed(Fraction(3), reading="从宽"), Span(Fraction(3), Fraction(3), 2)),
        Reading("b", "从严", Computed(Fraction(0), reading="从严"), Span(Fraction(0), Fraction(0), 2)),
    ) == alone
    assert Span(Fraction(0), Fraction(13), 2) == span


def test_where_another_reading_is_adopted_the_rule_itself_is_another() -> None:
    """
    A case that adopts a reading still learns what the rule as it stands would give.
    """
    adopted = card(*BOTH, changes={"values": (SHARE,)}, facts=known(staff=50), interpretations=Pairs.of({"b": "从宽"}))

    alone, span = other_readings(adopted)

    assert [("share", "按五十", "13.00"), ("b", "", "1.00"), ("b", "从严", "0.00")] == [
        (one.id, one.name, str(one.total)) for one in alone
    ]
    assert "0.00 to 13.00" == str(span)


def test_a_clear_framework_has_no_other_readings() -> None:
    """
    Without interpretations there is nothing to report, and the total is the only one.
    """
    found = assess(framework(), evidence())

    assert ((), found.total) == other_readings(found)


def test_other_readings_keep_the_policy() -> None:
    """
    What rests on figures alone is read otherwise on figures alone.
    """
    found = card(*BOTH, policy="gap", changes={"values": (SHARE,)}, stated=Pairs.of({"a": Fraction(10)}))

    assert "0.00 to 13.00" == str(other_readings(found)[1])


CURVE = "cut(max(4.1 - 100 * (progress - 0.7) * (progress - 0.7), 0), 0.01)"


def test_a_reading_that_cannot_be_scored_is_told_and_left_out() -> None:
    """
    Points outside an indicator in one reading are its fault; the others are reported as ever.
    """
    rule = leaf("a", 4, "1", {"曲线": CURVE, "从宽": "3"})

    alone, span = other_readings(card(rule, facts=known(progress="0.7")))

    fault = ScoreOutOfRangeError("a", "4.1", "0", "4")
    lenient = Computed(Fraction(3), reading="从宽")
    assert (
        Reading("a", "曲线", None, None, fault),
        Reading("a", "从宽", lenient, Span(Fraction(3), Fraction(3), 2)),
    ) == alone
    assert Span(Fraction(1), Fraction(3), 2) == span
    assert 1 == len({alone[0], evolve(alone[0], fault=ScoreOutOfRangeError("a", "4.1", "0", "4"))})


@pytest.mark.parametrize(
    ("when", "expected"),
    [
        ("b >= 3", [True]),
        ("b >= 4", []),
        ("share >= 0.5", [True]),
        ("share > 0.79", []),
        ("spent / budget >= 0", [None]),
        ("budget * 0 >= 0", [True]),
    ],
)
def test_an_alert_asks_for_one_indicator_or_ratio(when: str, expected: list[bool | None]) -> None:
    """
    The points of that indicator count, not the total; what may divide by zero is open, though it holds wherever it has a value.
    """
    changes = {"values": (value("share", "spent / budget"),), "alerts": (Alert("提醒", condition(when)),)}
    printed = Pairs.of({"share": Known(Fraction(79, 100), "79%")})
    rules = judged("a", 5), judged("b", 5), leaf("c", 5, "weight if share > 0.5 else 0")

    found = card(*rules, changes=changes, values=printed, judged=judgements(a=5, b=3))

    assert expected == [one.holds for one in found.alerts]


def test_what_is_wrong_with_rows_is_told_where_they_stand() -> None:
    """
    A rule that gives too much and a target of zero are told of every row, also behind one that nobody computes.
    """
    graded = evolve(
        target("benefit", "满意", "10", "", ""), must="graded", grade="达成", points=Fraction(9), by="甲", reason="访"
    )
    much = evolve(target("benefit", "降低", "10"), formula=parse("rounded(min(actual / target, 1.1) * weight)"))
    zero = evolve(target("benefit", "知晓", "10", "0"), formula=parse("rounded(min(actual / target, 1) * weight)"))
    paths = "targets/benefit/降低", "targets/benefit/知晓"
    places = Pairs.of({path: Place("case.yaml", line, 3) for line, path in enumerate(paths, 1)})

    with pytest.raises(EvidenceError) as caught:
        assess(form(), evolve(UNIT, targets=(*OUTPUT, graded, much, zero, *SATISFACTION), places=places))

    too_much, divides = caught.value.problems
    words = "the target is 0, and the rule of the row divides by it; give another target, or a rule of its own"
    assert ("error", "out-of-range", paths[0], 1) == (too_much.severity, too_much.code, too_much.path, line_of(too_much))
    assert Problem("error", "zero-target", paths[1], words, places[paths[1]]) == divides


def line_of(problem: Problem) -> int:
    """The line to which a problem points, 0 without one."""
    return 0 if problem.place is None else problem.place.line
