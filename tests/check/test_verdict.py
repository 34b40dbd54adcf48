"""What is taken for granted helps a proof, and no witness goes against it."""

from fractions import Fraction

import pytest

from perfrules.check.verdict import Domains, out_of_range, outcome, proven
from perfrules.domain import Domain, domain
from perfrules.formula import interval, parse
from perfrules.formula.extent import Bounds
from perfrules.formula.interval import Interval
from perfrules.formula.witness import NotProven, Proven, Refuted
from tests.examples import condition

HUNDRED = domain("number", decimals=0, least=Fraction(0), most=Fraction(100))
ENDS: Domains = {"low": HUNDRED, "high": HUNDRED, "part": HUNDRED, "whole": domain("count", most=Fraction(100))}
RISING = condition("low <= high")
LIMITS = Fraction(0), Fraction(100)


def test_what_is_taken_for_granted_narrows_a_proof() -> None:
    """
    A difference is proven not to fall below zero only where its order is known.
    """
    assert Interval(Fraction(-100), Fraction(100)) == proven(parse("high - low"), ENDS, None).span
    assert Interval(Fraction(0), Fraction(100)) == proven(parse("high - low"), ENDS, RISING).span


def test_a_condition_over_other_names_says_nothing() -> None:
    """
    Only a condition over names of the formula is looked at.
    """
    assert proven(parse("high - part"), ENDS, None) == proven(parse("high - part"), ENDS, RISING)


def test_no_witness_goes_against_what_is_taken_for_granted() -> None:
    """
    A rule that breaks its limits only where the condition fails is proven, and one that breaks them elsewhere is refuted.
    """
    squared = parse("high * high - low * low - 0 * (high - low)")

    assert isinstance(outcome(parse("high - low"), ENDS, LIMITS, RISING), Proven)
    assert isinstance(outcome(parse("high - low"), ENDS, LIMITS), Refuted)
    found = outcome(squared, ENDS, LIMITS, RISING)
    assert isinstance(found, Refuted)
    assert dict(found.values)["low"] <= dict(found.values)["high"]


def test_values_that_are_given_are_the_only_ones_tried() -> None:
    """
    Without a witness among them a rule is not proven.
    """
    known = {"low": Fraction(1), "high": Fraction(2)}

    assert isinstance(outcome(parse("low - high + 1"), ENDS, LIMITS, runs=[known]), NotProven)
    assert Refuted((("high", Fraction(2)), ("low", Fraction(1))), Fraction(-1)) == outcome(
        parse("low - high"), ENDS, LIMITS, runs=[known]
    )


def test_a_condition_that_cannot_hold_changes_nothing() -> None:
    """
    The limits of the names decide before a condition does.
    """
    assert proven(parse("high"), ENDS, None) == proven(parse("high"), ENDS, condition("high > 200"))


@pytest.mark.parametrize(
    ("result", "expected"),
    [
        (Refuted((("low", Fraction(3)),), Fraction(-2)), "gives -2 points for low = 3, outside 0 to 100; write `max(…, 0)`"),
        (
            Refuted((("sum", Fraction(7, 2)),), Fraction(101)),
            "gives 101 points for sum = 3.5, outside 0 to 100; write `min(…, weight)`",
        ),
        (
            NotProven(Bounds(interval.EVERYTHING, None, defined=True)),
            "it is not proven that the points lie in 0 to 100; write `min(…, weight)` or `max(…, 0)`",
        ),
    ],
)
def test_a_verdict_shows_values_as_people_read_them(result: Refuted | NotProven, expected: str) -> None:
    """
    A sum has no domain of its own and is shown as a number.
    """
    domains: dict[str, Domain | Bounds] = {"low": HUNDRED, "sum": Bounds(interval.EVERYTHING, None, defined=True)}

    assert expected == out_of_range(result, domains, LIMITS)


def test_a_share_of_a_whole_is_at_most_one() -> None:
    """
    The order of two names is carried into their quotient.
    """
    assert Interval(Fraction(0), Fraction(1)) == proven(parse("low / high if high > 0 else 0"), ENDS, RISING).span
