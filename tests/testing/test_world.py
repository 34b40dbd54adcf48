"""The definition gives each name its worth."""

from fractions import Fraction

from attrs import evolve

from perfrules.frozen import Pairs
from perfrules.testing.inputs import alone, evidence_of, given_by, nobody
from perfrules.testing.plain import extreme, plain
from perfrules.testing.world import World, world
from tests import examples
from tests.testing.small import formula


def test_names_are_worth_what_their_formulas_say() -> None:
    """
    Inputs, values, indicators and the total are names like any other.
    """
    made = examples.framework()
    here = world(made, examples.evidence())

    assert (Fraction(3, 4), Fraction(15), Fraction(35)) == (here["rate"], here["execution"], here["management"])
    assert "total" in here
    assert "budgte" not in here
    assert len(here) == len(list(here)) > len(made.facts)


def test_a_name_without_a_value_is_worth_nothing() -> None:
    """
    A division by zero and a missing input give no points; what never reaches them does.
    """
    made = formula("cut(min(spent / staff, weight), 0.01) if misuse else 0")
    given = {**extreme(made, "most"), "staff": Fraction(0)}
    unknown = {name: worth for name, worth in given.items() if name != "spent"}

    found = [World(made, one).points("pace") for one in ({**given, "misuse": True}, {**given, "misuse": False}, unknown)]

    assert [None, 0, None] == found


def test_what_does_not_apply_needs_nothing() -> None:
    """
    An indicator that is left out has the points of its framework, whatever is missing below it.
    """
    made = examples.framework(
        examples.branch("a", examples.judged("b", 5), not_applicable="full"),
        examples.judged("c", 5, not_applicable="zero"),
    )
    evidence = evolve(nobody(made), not_applicable=Pairs.of({"a": "无", "c": "无"}))

    assert [5, 0, 5] == [world(made, evidence).points(id) for id in ("a", "c", "total")]


def test_an_adopted_reading_is_followed() -> None:
    """
    The world of a unit reads its rules as the unit does.
    """
    made = examples.framework(examples.leaf("a", 5, "weight", {"从严": "0"}))
    strict = evolve(plain(made), interpretations=Pairs.of({"a": "从严"}))

    assert [5, 0] == [world(made, one).points("a") for one in (plain(made), strict)]
    assert plain(made) == alone(strict)


def test_evidence_is_what_is_given() -> None:
    """
    What is given becomes evidence, and evidence what is given.
    """
    made = examples.framework()

    assert extreme(made, "least") == given_by(evidence_of(made, extreme(made, "least")))
