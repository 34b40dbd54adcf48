"""A unit knows how far it is from the plain case, and finds the way back."""

from fractions import Fraction

from attrs import evolve

from perfrules.evidence import Known
from perfrules.frozen import Pairs
from perfrules.testing.inputs import evidence_of
from perfrules.testing.plain import extreme, plain
from perfrules.testing.unit import Unit, apart, described, simplest, touched
from tests import examples
from tests.testing.small import formula

SMALL = examples.framework()


def changed(**mappings: examples.Field) -> Unit:
    """The plain case with other mappings."""
    entries: examples.Field = {name: Pairs.of(one) for name, one in mappings.items()}
    return Unit(SMALL, evolve(plain(SMALL), **entries))


def test_the_plain_case_is_no_way_from_itself() -> None:
    """
    Nothing is apart, nothing is described, and all of it counts as touched.
    """
    usual = Unit(SMALL, plain(SMALL))

    assert ((), ()) == (apart(usual), tuple(described(usual)))
    assert (*SMALL.paths, "total") == touched(usual)


def test_what_differs_is_described_in_words() -> None:
    """
    Facts with their units, what is missing, points, ratios and texts: a line for each.
    """
    facts = {**plain(SMALL).facts, "staff": Known(Fraction(51)), "misuse": Known(value=True)}
    del facts["budget"]
    judged = {
        "accounting": plain(SMALL).judged["accounting"],
        "effects": evolve(plain(SMALL).judged["effects"], points=Fraction(7)),
    }
    unit = changed(facts=facts, judged=judged, stated={"pace": Fraction(3)}, values={"rate": Known(Fraction(9, 10))})
    odd = changed(not_applicable={"pace": "无"})

    assert [
        "budget is missing, 500000 万元 in the plain case",
        "misuse is 是, 否 in the plain case",
        "staff is 51 人, 50 人 in the plain case",
        "judged/effects is 7, 40 in the plain case",
        "values/rate is 0.9, missing in the plain case",
        "stated/pace is 3, missing in the plain case",
    ] == sorted(described(unit), key=lambda line: line.startswith(("judged", "values", "stated")))
    assert ["not_applicable/pace is `无`, missing in the plain case"] == list(described(odd))


def test_a_failing_unit_is_brought_back_as_far_as_it_fails() -> None:
    """
    What has no part in a failure goes back to the plain case.
    """
    given = {**extreme(SMALL, "least"), "staff": Fraction(77)}
    unit = Unit(SMALL, evolve(evidence_of(SMALL, given), stated=Pairs.of({"pace": Fraction(1)})))

    found = simplest(unit, lambda one: one.evidence.facts["staff"].value == 77)  # the staff above

    assert (("facts", "staff"),) == apart(found)


def test_what_is_missing_is_brought_back_too() -> None:
    """
    A failure that hangs on one missing fact is told with that fact alone.
    """
    unit = Unit(SMALL, evolve(plain(SMALL), facts=Pairs(), judged=Pairs()))

    found = simplest(unit, lambda one: "spent" not in one.evidence.facts)

    assert (("facts", "spent"),) == apart(found)


def test_only_rules_that_see_a_change_are_touched() -> None:
    """
    A fact touches its indicator and what stands above, a printed score those above it, a judgement its own.
    """
    facts = {**plain(SMALL).facts, "staff": Known(Fraction(51))}

    assert ("management", "staffing", "total") == touched(changed(facts=facts))
    assert ("results", "pace", "total") == touched(changed(stated={"pace": Fraction(3)}))
    assert ("results", "effects", "total") == touched(changed(judged={"accounting": plain(SMALL).judged["accounting"]}))


def test_a_scorecard_is_made_once() -> None:
    """
    A unit keeps its scorecards, one for each policy.
    """
    unit = Unit(SMALL, plain(SMALL))

    assert unit.card() is unit.card("keep")
    assert unit.card("gap") is not unit.card()


def test_one_fact_is_enough_for_a_framework() -> None:
    """
    The least framework has a plain case too.
    """
    made = formula("weight if staff > 5 else 0")

    assert "10.00" == str(Unit(made, plain(made)).card().total)
