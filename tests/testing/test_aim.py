"""Facts are put exactly onto an edge, and one step of their last decimal beside it."""

from fractions import Fraction

import pytest

from perfrules.framework import Framework
from perfrules.testing.aim import Side, aimed
from perfrules.testing.edge import edges
from perfrules.testing.inputs import Worth
from perfrules.testing.plain import extreme
from perfrules.testing.world import World
from tests.testing.small import formula


def on(framework: Framework, number: int, name: str, side: Side = 0, **given: Worth) -> dict[str, Worth] | None:
    """What aiming at one of the edges gives."""
    found = aimed(framework, {**extreme(framework, "most"), **given}, edges(framework)[number], name, side)
    return None if found is None else dict(found)


@pytest.mark.parametrize(("side", "spent"), [(-1, "89.99"), (0, "90"), (1, "90.01")])
def test_a_threshold_is_met_from_both_sides(side: Side, spent: str) -> None:
    """
    Of a budget of 100 the ratio 0.9 is 90, and one cent beside it.
    """
    found = on(formula("weight if spent / planned >= 0.9 else 0"), 0, "spent", side, planned=Fraction(100))

    assert found is not None
    assert Fraction(spent) == found["spent"]


def test_another_fact_gives_way_so_that_the_edge_is_met_exactly() -> None:
    """
    A nineteenth of 100 people is no whole person, of 95 people it is.
    """
    facts = "facts:\n" + "".join(f"  {name}: {{label: 人, kind: count, unit: 人, at_most: 100}}\n" for name in ("hired", "staff"))
    framework = formula("weight if hired / (staff + hired) < 0.05 else 0", facts)

    found = on(framework, 0, "hired", staff=Fraction(100))

    assert found is not None
    assert (5, 95) == (found["hired"], found["staff"])


def test_where_no_fact_can_give_way_the_neighbours_stand_for_the_edge() -> None:
    """
    A third of a single fact is met by no value: the next one on either side is taken.
    """
    framework = formula("weight if staff >= 100 / 3 else 0")

    assert [33, 34, 34] == [(on(framework, 0, "staff", side) or {})["staff"] for side in (-1, 0, 1)]


def test_a_fact_that_gives_way_stays_inside_its_domain() -> None:
    """
    Of 97 people none may go so that a third of them is whole: the next whole number stands for the edge.
    """
    limits = {"hired": "at_least: 0, at_most: 100", "staff": "at_least: 97, at_most: 98"}
    facts = "facts:\n" + "".join(f"  {name}: {{label: 人, kind: count, unit: 人, {one}}}\n" for name, one in limits.items())

    found = on(formula("weight if hired < staff / 3 else 0", facts), 0, "hired", staff=Fraction(97))

    assert found is not None
    assert (33, 97) == (found["hired"], found["staff"])


def test_an_edge_at_the_end_of_a_domain_has_one_side() -> None:
    """
    Beyond the most that a fact can be nothing is found, and nothing where the edge cannot be met.
    """
    framework = formula("weight if staff >= 100 or staff > 200 else 0")

    assert (99, None) == ((on(framework, 0, "staff", -1) or {})["staff"], on(framework, 0, "staff", 1))
    assert on(framework, 1, "staff") is None


def test_a_rounding_is_met_where_it_turns() -> None:
    """
    Cut to cents, the ratio turns where a hundred times it is whole.
    """
    framework = formula("cut(min(spent / planned, 1) * weight, 0.01)")
    (rounding,) = (number for number, edge in enumerate(edges(framework)) if edge.right is None and "Negate" not in str(edge))

    found = on(framework, rounding, "spent", spent=Fraction("123.45"), planned=Fraction(700))

    assert found is not None
    turning = World(framework, found).of(edges(framework)[rounding].left)
    assert turning is not None
    assert 1 == turning.denominator
    assert found["spent"] != Fraction("123.45")


def test_a_rounding_without_a_value_is_not_met() -> None:
    """
    Where what is rounded divides by zero, there is nothing to aim at.
    """
    framework = formula("cut(min(spent / staff, weight), 0.01)")
    (rounding,) = (number for number, edge in enumerate(edges(framework)) if edge.right is None and "Negate" not in str(edge))

    assert on(framework, rounding, "spent", staff=Fraction(0)) is None


def test_a_date_is_put_onto_its_deadline() -> None:
    """
    A deadline is met on its day.
    """
    found = on(formula("weight if finished <= date(2024, 6, 30) else 0"), 0, "finished")

    assert found is not None
    assert 739067 == found["finished"]


def test_edges_inside_functions_and_values_are_found_and_others_are_not() -> None:
    """
    A function is spelled out; a flag, a state and a number alone are no edges.
    """
    assert [] == list(edges(formula("0 if misuse or report == late or 1 > 2 else weight")))
    assert 4 == len(edges(formula("half_up(min(spent / planned, 1) * weight, 0.01)")))
