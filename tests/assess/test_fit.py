"""Evidence that does not fit its framework is refused, with all that is wrong with it; what fits is not."""

from fractions import Fraction
from typing import Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from perfrules.assess import assess, misfits
from perfrules.assess.fit import CODES, fitted
from perfrules.errors import EvidenceError, Place, Problem
from perfrules.evidence import Evidence, Judgement
from perfrules.framework import Framework, Show
from perfrules.frozen import Pairs
from perfrules.indicator import Indicator
from tests.examples import Field, evidence, framework, judged, judgements, known, leaf, value

PERCENT = Show("half_up", Fraction(1, 10000), percent=True)
NUMBERS = st.builds(Fraction, st.integers(-210, 210), st.sampled_from((1, 2, 3, 100)))
SCALE = (Fraction(0), Fraction(50), Fraction(100))


def test_fitting_evidence_has_no_problems() -> None:
    """
    Complete evidence inside its domains fits.
    """
    assert () == misfits(framework(), evidence())


def test_all_misfits_come_together() -> None:
    """
    One error names everything that does not fit, each with its code.
    """
    wrong = Evidence(
        facts=known(staff=-1, stuff=1, progress=3),
        values=known(rat=1, rate=-1),
        judged=Pairs.of({**judgements(execution=1, accounting=3, effect=1), "effects": Judgement(Fraction(1), "", "抽查")}),
        stated=Pairs.of({"efects": Fraction(1)}),
        not_applicable=Pairs.of({"pace": "无此项", "nothing": "无此项"}),
        interpretations=Pairs.of({"pace": "另一种"}),
    )

    with pytest.raises(EvidenceError) as caught:
        assess(framework(), wrong)

    assert [
        ("unknown-id", "facts/stuff"),
        ("unknown-id", "values/rat"),
        ("unknown-id", "judged/effect"),
        ("unknown-id", "printed/scores/efects"),
        ("unknown-id", "not_applicable/nothing"),
        ("outside-domain", "facts/progress"),
        ("outside-domain", "facts/staff"),
        ("outside-domain", "values/rate"),
        ("judged-points", "judged/accounting"),
        ("not-judgeable", "judged/execution"),
        ("judged-unsigned", "judged/effects/by"),
        ("not-applicable", "not_applicable/pace"),
        ("unknown-reading", "interpretations/pace"),
    ] == [(problem.code, problem.path) for problem in caught.value.problems]
    assert set(CODES) == {problem.code for problem in caught.value.problems}


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({"facts": known(stuff=1)}, "the framework has no fact `stuff`; did you mean `staff`?"),
        ({"values": known(rat=1)}, "the framework has no value `rat`; did you mean `rate`?"),
        ({"judged": judgements(effect=1)}, "the framework has no indicator `effect`; did you mean `effects`?"),
        ({"stated": Pairs.of({"effect": Fraction(1)})}, "the framework has no indicator `effect`; did you mean `effects`?"),
        ({"not_applicable": Pairs.of({"effect": "无此项"})}, "the framework has no indicator `effect`; did you mean `effects`?"),
    ],
)
def test_an_unknown_id_hears_what_it_is_called(given: dict[str, Field], expected: str) -> None:
    """
    A fact, value or indicator that the framework does not have is told with the nearest one that it has.
    """
    assert [expected] == [one.message for one in misfits(framework(), Evidence(**given))]


def test_each_judgement_is_looked_at() -> None:
    """
    One that nobody can give does not hide the next.
    """
    table = framework(leaf("a", 5, "weight if staff > 5 else 0"), judged("b", 5))

    found = misfits(table, Evidence(judged=judgements(a=1, b=6)))

    assert [("not-judgeable", "judged/a"), ("judged-points", "judged/b")] == [(one.code, one.path) for one in found]
    assert {"error"} == {one.severity for one in found}


def test_a_misfit_stands_at_its_place_in_the_file() -> None:
    """
    Where the evidence was read from a file, the problem names line and column instead of the unit.
    """
    place = Place("case.yaml", 4, 3)
    wrong = evidence(facts=known(staff=-1), places=Pairs.of({"facts/staff": place}))

    (found,) = misfits(framework(), wrong)

    assert ("facts/staff", place) == (found.path, found.place)


@pytest.mark.parametrize(
    ("indicator", "points"),
    [
        (judged("a", 5), "2.25"),
        (judged("a", 5, least=Fraction(1)), "1"),
        (judged("a", 5, "all_or_nothing"), "5"),
        (judged("a", 5, "all_or_nothing", least=Fraction(1)), "1"),
        (judged("a", 5, (Fraction(2), Fraction(5))), "2"),
        (judged("a", 5, SCALE, "judged / 100 * weight"), "100"),
        (judged("a", 5, "any", "max(judged, 1)", least=Fraction(1)), "0"),
        (judged("a", 5, "all_or_nothing", "max(judged, 1)", least=Fraction(1)), "0"),
    ],
)
def test_points_that_can_be_given_fit(indicator: Indicator, points: str) -> None:
    """
    Any points on the decimals of a score, all or nothing, or one of a list.
    """
    assert () == misfits(framework(indicator), Evidence(judged=judgements(a=points)))


def test_known_readings_fit() -> None:
    """
    An interpretation of a value fits under its name.
    """
    other = framework(values=(value("rate", "spent / 100", {"按预算": "spent / 10"}),))

    assert () == misfits(other, Evidence(interpretations=Pairs.of({"rate": "按预算"})))


@pytest.mark.parametrize("blank", ["", " ", "\u3000", "\t\n", "\u200b", "\ufeff \u00a0"])
def test_what_cannot_be_seen_signs_nothing(blank: str) -> None:
    """
    Author, reason and the reason why something does not apply are said with characters that people see.
    """
    spared = framework(judged("a", 5), judged("b", 5, not_applicable="full"))
    given = Pairs.of({"a": Judgement(Fraction(5), blank, blank)})

    found = misfits(spared, Evidence(judged=given, not_applicable=Pairs.of({"b": blank})))

    assert ["judged/a/by", "judged/a/reason", "not_applicable/b"] == [one.path for one in found]
    assert {"judged-unsigned"} == {one.code for one in found}


@pytest.mark.parametrize(
    ("allowed", "expected"),
    [
        ("any", "1 to 5 with at most 2 decimals"),
        ("all_or_nothing", "1 or 5"),
        ((Fraction(5), Fraction(2)), "5 or 2"),
        ((), "1 or 5"),
    ],
)
def test_a_judgement_that_cannot_be_given_hears_what_can(
    allowed: Literal["any", "all_or_nothing"] | tuple[Fraction, ...], expected: str
) -> None:
    """
    The points between which a person can choose stand in the message; an empty list means the ends.
    """
    table = framework(judged("a", 5, allowed, least=Fraction(1)))

    (found,) = misfits(table, Evidence(judged=judgements(a="0.125")))

    assert f"0.125 points cannot be given, expected {expected}" == found.message


def test_what_fits_is_counted() -> None:
    """
    Facts and judgements that fit are counts of their last decimals.
    """
    assert {"staff": 6, "spent": 150, "effects": 250} == fitted(
        framework(), Evidence(facts=known(staff=6, spent="1.5"), judged=judgements(effects="2.5"))
    )


@given(staff=NUMBERS, progress=NUMBERS, share=NUMBERS, points=NUMBERS)
def test_evidence_is_refused_exactly_where_something_does_not_fit(
    staff: Fraction, progress: Fraction, share: Fraction, points: Fraction
) -> None:
    """
    The glance that suffices for most units never overlooks what a closer look finds.
    """
    table = framework(values=(value("share", "spent / budget", show=PERCENT),))
    unit = Evidence(facts=known(staff=staff, progress=progress), values=known(share=share), judged=judgements(effects=points))

    refused = _refused(table, unit)

    assert misfits(table, unit) == refused


def _refused(table: Framework, unit: Evidence) -> tuple[Problem, ...]:
    """The problems with which a unit is refused, none if it is not."""
    try:
        fitted(table, unit)
    except EvidenceError as error:
        return error.problems
    return ()
