"""A framework is a frozen value: it compares by what it says, and finds its parts by id."""

import pickle
from datetime import date
from fractions import Fraction

import attrs
import pytest

from perfrules.errors import Place
from perfrules.framework import FrameworkSource, Validity
from perfrules.frozen import Pairs
from tests.examples import FACTS, VALUES, framework

FIRST, LAST = date(2023, 1, 1), date(2023, 12, 31)


@pytest.mark.parametrize(
    ("valid", "day", "expected"),
    [
        (Validity(FIRST, LAST), date(2022, 12, 31), False),
        (Validity(FIRST, LAST), FIRST, True),
        (Validity(FIRST, LAST), LAST, True),
        (Validity(FIRST, LAST), date(2024, 1, 1), False),
        (Validity(FIRST), date.max, True),
        (Validity(FIRST), date(2022, 12, 31), False),
        (Validity(None, LAST), date.min, True),
        (Validity(None, LAST), date(2024, 1, 1), False),
        (Validity(), date(1949, 10, 1), True),
    ],
)
def test_both_ends_of_a_validity_belong_to_it(valid: Validity, day: date, *, expected: bool) -> None:
    """
    An edition is in force from its first to its last day; an end that is not given is open.
    """
    assert expected == valid.includes(day)


@pytest.mark.parametrize(("decimals", "expected"), [(0, Fraction(1)), (1, Fraction(1, 10)), (2, Fraction(1, 100))])
def test_scores_stop_at_the_decimals_of_their_framework(decimals: int, expected: Fraction) -> None:
    """
    Two scores differ by one unit of the last decimal at least.
    """
    assert expected == framework(decimals=decimals).step


def test_a_framework_finds_its_parts_by_id() -> None:
    """
    Indicators come with those above them, in reading order; facts and values as they were declared.
    """
    made = framework()

    assert ["management", "execution", "openness", "staffing", "accounting", "results", "pace", "timeliness", "effects"] == list(
        made.paths
    )
    assert ["results", "effects"] == [one.id for one in made.paths["effects"]]
    assert {fact.id: fact for fact in FACTS} == made.declared
    assert {value.id: value for value in VALUES} == made.named
    assert {} == made.slots


def test_places_and_plugin_are_no_part_of_a_framework() -> None:
    """
    The same scheme is equal, and hashes alike, whichever file and plugin it comes from.
    """
    one, other = framework(places=Pairs.of({"facts": Place("a.yaml", 1, 1)}), plugin="a"), framework(plugin="b")

    assert one == other
    assert hash(one) == hash(other)
    assert one != attrs.evolve(other, edition="2024")


def test_a_framework_pickles_without_what_it_has_derived() -> None:
    """
    What comes back from another process is equal, and derives its paths anew.
    """
    went = framework()
    before = pickle.dumps(went)
    paths = went.paths
    after = pickle.dumps(went)
    back = pickle.loads(after)  # noqa: S301  # our own bytes

    assert before == after
    assert went == back
    assert paths == back.paths


def test_a_source_does_not_print_its_text() -> None:
    """
    The text of a framework may be long, so a source shows its key and place only.
    """
    source = FrameworkSource("a.b", "2023", Validity(), "a.yaml", "perfrules: 1")

    assert "a.yaml" in repr(source)
    assert "perfrules: 1" not in repr(source)
