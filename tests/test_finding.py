"""Findings have stable ids, waivers accept them."""

from datetime import date

import attrs
import pytest

from perfrules.finding import SEVERITIES, AuditReport, Finding, Severity, Verdict, Waived, Waiver, waive
from tests.findings import CAUSE, EVERY, FOLLOWER, LAST, OVER, PROBLEM, ROUNDED, UNEXPLAINED

TODAY = date(2024, 6, 30)


def waiver(finding: Finding, until: date | None = None, subject: str = "") -> Waiver:
    """An acceptance of a finding."""
    return Waiver(finding.id, "已更正", "复核", until, subject)


def test_an_id_is_made_of_code_place_and_path() -> None:
    """
    Numbers and sentences can change; code, place and path cannot.
    """
    same = attrs.evolve(CAUSE, printed="3", sentence=("甲", "a"), verdict="matches")
    others = [attrs.evolve(CAUSE, code="x"), attrs.evolve(CAUSE, place="x"), attrs.evolve(CAUSE, path="x")]

    assert CAUSE.id == same.id
    assert 4 == len({CAUSE.id, *(one.id for one in others)})


def test_ids_of_these_findings_differ() -> None:
    """
    Each finding has an id of its own.
    """
    assert len(EVERY) == len({one.id for one in EVERY})


@pytest.mark.parametrize(("verdict", "severity"), SEVERITIES.items())
def test_each_verdict_has_its_severity(verdict: Verdict, severity: Severity) -> None:
    """
    The severity follows from the verdict.
    """
    assert severity == attrs.evolve(CAUSE, verdict=verdict).severity


def test_a_remark_can_be_a_warning() -> None:
    """
    Only where it says so; other verdicts do not listen.
    """
    found = [PROBLEM.severity, OVER.severity, attrs.evolve(CAUSE, warns=True).severity]

    assert ["warning", "note", "error"] == found


def test_a_sentence_is_said_in_a_language() -> None:
    """
    Chinese or English.
    """
    assert ("三：超额完成。", "三: more than the target.") == (OVER.said("zh"), OVER.said("en"))


def test_without_waivers_everything_stands() -> None:
    """
    And nothing is accepted.
    """
    assert Waived(EVERY, (), (), ()) == waive(EVERY, (), TODAY)


@pytest.mark.parametrize("until", [None, TODAY, date(2025, 1, 1)])
def test_a_waiver_in_force_accepts_its_finding(until: date | None) -> None:
    """
    On its last day it still counts.
    """
    given = waiver(ROUNDED, until)
    found = waive((ROUNDED, OVER), (given,), TODAY)

    assert Waived((OVER,), ((ROUNDED, given),), (), ()) == found


def test_an_expired_waiver_does_not_count() -> None:
    """
    The finding stands again, and the waiver is named.
    """
    given = waiver(ROUNDED, date(2024, 6, 29))

    assert Waived((ROUNDED,), (), (given,), ()) == waive((ROUNDED,), (given,), TODAY)


def test_what_follows_is_accepted_with_its_cause() -> None:
    """
    Also what follows from what follows; the other way round nothing is accepted.
    """
    given, other = waiver(CAUSE), waiver(LAST)
    found = (CAUSE, FOLLOWER, LAST, UNEXPLAINED)

    assert Waived((UNEXPLAINED,), ((CAUSE, given), (FOLLOWER, given), (LAST, given)), (), ()) == waive(found, (given,), TODAY)
    assert Waived((CAUSE, FOLLOWER, UNEXPLAINED), ((LAST, other),), (), ()) == waive(found, (other,), TODAY)


def test_findings_that_follow_from_each_other_end() -> None:
    """
    A circle of causes is no cause at all.
    """
    first = attrs.evolve(CAUSE, follows_from=FOLLOWER.id)

    assert Waived((first, FOLLOWER), (), (), ()) == waive((first, FOLLOWER), (), TODAY)


def test_a_waiver_without_finding_is_unused() -> None:
    """
    It is named, so that a file can be cleaned.
    """
    given = waiver(OVER)

    assert Waived((ROUNDED,), (), (), (given,)) == waive((ROUNDED,), (given,), TODAY)


def test_what_agrees_needs_no_waiver() -> None:
    """
    A finding that agrees by now, or in the report of another unit, stands, and its waiver is unused.
    """
    agrees, given = attrs.evolve(ROUNDED, verdict="matches"), waiver(ROUNDED)

    assert Waived((agrees,), (), (), (given,)) == waive((agrees,), (given,), TODAY)


def test_a_waiver_can_be_for_one_subject() -> None:
    """
    In the report of another unit it is left aside, neither used nor unused.
    """
    given = waiver(ROUNDED, subject="甲局")

    assert Waived((), ((ROUNDED, given),), (), ()) == waive((ROUNDED,), (given,), TODAY, "甲局")
    assert Waived((ROUNDED,), (), (), ()) == waive((ROUNDED,), (given,), TODAY, "乙局")


def test_a_report_has_the_findings_that_stand() -> None:
    """
    Accepted ones stand beside them.
    """
    report = AuditReport("甲局", "trial.department", waive((ROUNDED, OVER), (waiver(OVER),), TODAY))

    assert (ROUNDED,) == report.findings
