"""`check` proves what can be known of a framework before any evidence, and stays silent where all is well."""

import time
from fractions import Fraction

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from perfrules.check import CODES, check, require_valid
from perfrules.domain import domain
from perfrules.errors import InvalidFrameworkError
from perfrules.framework import Fact, Framework, Grade
from perfrules.indicator import Indicator
from perfrules.rules import MAX_READINGS
from tests.examples import FACTS, branch, framework, function, judged, leaf, value


def codes(made: Framework) -> list[str]:
    """The codes of all problems but of declarations that are not used."""
    return [problem.code for problem in check(made) if problem.code != "not-used"]


def test_a_sound_framework_has_no_problems() -> None:
    """
    Nothing is said of a framework whose rules are all proven and used.
    """
    assert () == check(framework())


def test_a_framework_is_checked_once() -> None:
    """
    The second call gives the very same problems.
    """
    made = framework()

    assert check(made) is check(made)


def test_only_errors_refuse_a_framework() -> None:
    """
    Warnings and notes let a framework pass, an error does not.
    """
    doubtful = framework(leaf("a", 10, "cut(min(progress * 5, 9), 0.01)"))
    wrong = framework(leaf("a", 10, "cut(progress * 6, 0.01)"))

    require_valid(doubtful)
    with pytest.raises(InvalidFrameworkError) as caught:
        require_valid(wrong)

    assert ("example.small", ["out-of-range"]) == (caught.value.id, [problem.code for problem in caught.value.problems])


def test_the_codes_are_sorted_and_each_stands_once() -> None:
    """
    The published list of codes is a list that people can search.
    """
    assert sorted(set(CODES)) == list(CODES)


@pytest.mark.parametrize(
    "indicator",
    [
        leaf("a", 10, "cut(min(progress, 1) * weight, 0.01)"),
        leaf("a", 10, "max(0, weight - staff)"),
        leaf("a", 10, "weight if progress >= 0.9 else 7 if progress >= 0.6 else 0"),
        leaf("a", 10, "weight if disclosure == on_time or misuse else 0"),
        leaf("a", 10, "weight", {"另": "0"}),
        judged("a", 10, (Fraction(0), Fraction("2.5"), Fraction(10))),
        judged("a", 10, (Fraction(0), Fraction(50), Fraction(100)), "judged / 10"),
        judged("a", 10, (Fraction(0), Fraction("0.375"), Fraction(1)), "cut(judged * weight, 0.01)"),
        judged("a", 10, (Fraction(1),), "judged * weight"),
        judged("a", 10, (Fraction(0), Fraction(4), Fraction(10)), "weight if judged >= 4 else judged"),
        judged("a", 10, "all_or_nothing", "0 if misuse else judged", least=Fraction(0)),
        branch("a", judged("b", 4), judged("c", 6), formula="subtotal - b + b"),
        branch("a", judged("b", 4), judged("c", 6), formula="max(b + c, subtotal - c)"),
        branch("a", judged("b", 4, least=Fraction(1)), judged("c", 6), least=Fraction(1)),
    ],
)
def test_a_rule_that_keeps_its_limits_is_proven(indicator: Indicator) -> None:
    """
    Points that lie inside least and weight, and stop where scores do, are proven and need no word.
    """
    assert [] == codes(framework(indicator))


@given(st.integers(1, 40), st.integers(0, 80))
def test_a_witness_is_found_wherever_a_cap_is_missing(most: int, cap: int) -> None:
    """
    A count that is worth a point each is refused exactly where the count can exceed the weight.
    """
    facts = (Fact("done", "完成数", domain("count", "项", most=Fraction(most))),)
    found = codes(framework(leaf("a", max(cap, 1), "done"), facts=facts, values=()))

    expected = ["out-of-range"] if most > max(cap, 1) else ["never-full"] if most < max(cap, 1) else []
    assert expected == found


@given(st.integers(0, 4), st.integers(0, 4))
def test_decimals_are_proven_exactly(own: int, allowed: int) -> None:
    """
    A fact's own decimals may be scored as they are only where scores have as many.
    """
    facts = (Fact("index", "指数", domain("number", decimals=own, least=Fraction(0), most=Fraction(10))),)
    found = codes(framework(leaf("a", 10, "index"), facts=facts, values=(), decimals=allowed))

    assert ([] if own <= allowed else ["off-lattice"]) == found


@given(st.lists(st.integers(-1, 11), min_size=1, max_size=4))
def test_grades_fall_from_one_to_the_next(bounds: list[int]) -> None:
    """
    Grades are sound exactly if their lower bounds fall, stay inside the points, and reach down to zero.
    """
    grades = tuple(Grade(str(position), Fraction(bound)) for position, bound in enumerate(bounds))
    found = codes(framework(leaf("a", 10, "10"), grades=grades))

    sound = bounds == sorted(set(bounds), reverse=True) and bounds[0] <= 10 and bounds[-1] <= 0
    assert sound == (found == [])


def test_values_are_checked_in_each_of_their_readings() -> None:
    """
    A rule over an ambiguous value is proven for every reading of it, also through other values.
    """
    values = (value("inner", "floor(progress)", {"另": "progress"}), value("outer", "inner * 5"))
    made = framework(leaf("a", 10, "outer"), values=values)

    assert ["off-lattice"] == codes(made)
    assert [] == codes(evolve(made, values=(value("inner", "floor(progress)"), values[1])))


def test_readings_may_be_as_many_as_can_be_reported() -> None:
    """
    The largest number of combinations is accepted, and one more is not.
    """
    others = {str(number): f"weight - 0.01 * {number}" for number in range(1, MAX_READINGS)}
    most, more = others, {**others, "more": "weight - 9"}

    assert [] == codes(framework(leaf("a", 10, "weight", most)))
    assert ["too-many-readings"] == codes(framework(leaf("a", 10, "weight", more)))


@pytest.mark.parametrize("step", ["{0} + {0}", "min({0}, 1) * {0}"])
def test_values_that_double_each_other_end_quickly(step: str) -> None:
    """
    Forty values, each naming the one before it twice, are refused as too large within a second.
    """
    values = tuple(value(f"v{one}", step.format(f"v{one - 1}") if one else "progress") for one in range(41))
    start = time.perf_counter()
    found = codes(framework(leaf("a", 10, "min(v40 * weight, weight)"), values=values))

    assert ["too-large"] == found
    assert time.perf_counter() - start < 1


@pytest.mark.parametrize("count", [99, 150, 1500])
@pytest.mark.parametrize("turn", [1, -1])
def test_values_that_need_one_another_deeply_are_refused(count: int, turn: int) -> None:
    """
    A chain of values is too large whichever end it is written from, and never breaks the check.
    """
    values = tuple(value(f"v{one}", f"v{one - 1} + 1" if one else "progress") for one in range(count))[::turn]
    found = codes(framework(leaf("a", 10, f"cut(min(v{count - 1} * weight, weight), 0.01)"), values=values))

    assert {"too-large"} == set(found)


def test_a_rule_whose_names_are_known_is_proven_beside_one_whose_are_not() -> None:
    """
    One misspelt name does not hide what is wrong with the other rules.
    """
    made = framework(
        leaf("a", 5, "spnet"),
        leaf("b", 5, "cut(progress * 5, 0.01)", {"错": "progres", "对": "progress * 9"}),
        leaf("c", 5, "broken"),
        values=(value("broken", "spnet"),),
    )

    assert ["invalid-formula"] * 3 + ["out-of-range"] * 2 == codes(made)


def test_names_that_clash_are_not_proven() -> None:
    """
    Where two things share an id nobody knows which is meant, so only the clash is reported.
    """
    made = framework(leaf("spent", 10, "progress * 100"))

    assert ["duplicate-id"] == codes(made)


def test_declarations_that_nothing_uses_are_notes() -> None:
    """
    Facts, values and functions are used if a formula, another reading, or a function names them.
    """
    made = framework(
        leaf("a", 10, "outer(progress) * weight", {"另": "weight if misuse else 0"}),
        values=(value("idle", "1"),),
        functions=(
            function("inner", "x", "min(x, 1)"),
            function("outer", "x", "cut(inner(x), 0.001)"),
            function("idle_too", "x y", "x"),
        ),
    )

    assert [fact.id for fact in FACTS if fact.id not in {"progress", "misuse"}] + ["idle", "idle_too(x, y)"] == [
        problem.path.rpartition("/")[2] for problem in check(made) if problem.code == "not-used"
    ]
    assert {"note"} == {problem.severity for problem in check(made)}
