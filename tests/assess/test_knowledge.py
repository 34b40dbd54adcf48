"""Knowledge: the names of one unit with what they are worth, as far as that is known."""

from fractions import Fraction

import pytest

from perfrules.assess.knowledge import Knowledge, Support, around_printed, widened, worth
from perfrules.errors import UndefinedError
from perfrules.evidence import Evidence, Known
from perfrules.formula import parse
from perfrules.frozen import Pairs
from tests.examples import Field, framework, known, leaf, value

VALUES = (value("share", "spent / budget"), value("saved", "1 - share"))


def knowledge(**given: Field) -> Knowledge:
    """What is known under the small framework with two values."""
    table = framework(leaf("saving", "100", "cut(max(min(saved, 1), 0) * weight, 0.01)"), values=VALUES)
    return Knowledge(table, Evidence(**given))


def test_values_follow_from_facts() -> None:
    """
    A value is computed from facts and earlier values when it is asked for.
    """
    found = knowledge(facts=known(spent=1, budget=4))

    assert {"spent": 1, "budget": 4, "share": Fraction(1, 4), "saved": Fraction(3, 4)} == dict(found)
    assert 4 == len(found)


def test_a_value_without_its_inputs_is_not_known() -> None:
    """
    Names that hang on a missing fact are not in the mapping; nor are names that nobody declared.
    """
    found = knowledge(facts=known(spent=1))

    assert ["spent"] == list(found)
    assert "nothing" not in found


def test_a_value_that_divides_by_zero_raises_when_it_is_reached() -> None:
    """
    Only who asks for the value meets the division.
    """
    found = knowledge(facts=known(spent=1, budget=0))

    with pytest.raises(UndefinedError) as caught:
        found["saved"]

    assert "spent / budget" == caught.value.text


def test_a_printed_ratio_is_what_its_followers_rest_on() -> None:
    """
    A stand-in is worth what was printed, and so are the values that name it.
    """
    found = knowledge(values=known(share="0.9"))

    assert ({"share"}, Fraction(1, 10)) == (set(found.stand_ins), found["saved"])
    assert Support(printed=frozenset({"share"})) == found.support(parse("saved + weight"))


@pytest.mark.parametrize(
    ("reading", "facts", "expected"),
    [
        ("", known(budget=0), set()),
        ("", known(budget=1), {"saved"}),
        ("按人数", known(budget=0), {"saved"}),
        ("按人数", known(staff=5), set()),
        ("按人数", known(staff=4), {"saved"}),
    ],
)
def test_nothing_stands_in_for_what_surely_divides_by_zero(reading: str, facts: Pairs[Known], expected: set[str]) -> None:
    """
    What is known of a value behind the printed one, in the reading that is adopted, can already rule out that it has a value.
    """
    share = value("share", "spent / budget", {"按人数": "spent / (staff - 5)"})
    table = framework(leaf("a", 10, "weight if saved > 0.5 else 0"), values=(share, value("saved", "1 - share")))
    adopted = Pairs.of({"share": reading} if reading else {})

    found = Knowledge(table, Evidence(facts=facts, values=known(saved="0.9"), interpretations=adopted))

    assert expected == found.stand_ins


def test_support_says_what_is_given_and_what_is_missing() -> None:
    """
    Facts behind values count as named.
    """
    found = knowledge(facts=known(spent=1))

    assert Support(given=frozenset({"spent"}), missing=frozenset({"budget"})) == found.support(parse("saved"))


def test_worth_is_a_number_or_the_reason_why_there_is_none() -> None:
    """
    A formula over known names is worth its value; one that divides by zero says so.
    """
    assert Fraction(3) == worth(parse("spent + 1"), {"spent": Fraction(2)})
    assert UndefinedError("1 / spent").text == getattr(worth(parse("1 / spent"), {"spent": Fraction(0)}), "text", "")


@pytest.mark.parametrize(
    ("count", "expected"),
    [(90, (85, 100)), (1, (-4, 11)), (0, (-10, 10)), (-1, (-11, 4)), (-90, (-100, -85))],
)
def test_what_is_printed_alike_was_rounded_by_half_or_cut_towards_zero(count: int, expected: tuple[int, int]) -> None:
    """
    A number can have been larger by a whole unit of its last digit, away from zero, and smaller by half of it.
    """
    assert expected == widened(count, 5, 10)


def test_a_printed_number_says_by_its_last_digit_how_far_it_was_rounded() -> None:
    """
    90 % can have been 89.5 %, and what was never printed is what it is.
    """
    share = Fraction(9, 10)

    assert (Fraction("0.895"), Fraction("0.91")) == around_printed(Known(share, unit=Fraction(1, 100)))
    assert (share, share) == around_printed(Known(share, unit=Fraction(0)))
