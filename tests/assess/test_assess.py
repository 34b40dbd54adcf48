"""`assess` puts scores, grade and completeness together; `other_readings` says what ambiguous rules move."""

from fractions import Fraction

import pytest
from attrs import evolve

from perfrules.assess import Reading, assess, other_readings
from perfrules.domain import Span
from perfrules.errors import ScoreOutOfRangeError
from perfrules.evidence import Known
from perfrules.framework import Grade
from perfrules.frozen import Pairs
from perfrules.score import Computed
from perfrules.scorecard import Completeness
from tests.assess.cards import card
from tests.examples import branch, evidence, framework, judged, judgements, known, leaf, value

GRADES = (Grade("优", Fraction(90)), Grade("良", Fraction(80)), Grade("差", Fraction(10)))


def weights(*numbers: int) -> Completeness:
    """Completeness from whole numbers."""
    return Completeness(*(Fraction(number) for number in numbers))


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
