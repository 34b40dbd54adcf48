"""A sweep meets every edge from both sides, in few units, and is always the same."""

from fractions import Fraction

from attrs import evolve

from perfrules.assess import assess, misfits
from perfrules.testing.edge import distance, edges
from perfrules.testing.plain import plain
from perfrules.testing.sweep import neighbours, sweep
from perfrules.testing.tables import framework
from perfrules.testing.world import world
from tests import examples
from tests.testing.small import formula, table


def test_every_edge_is_met_and_passed() -> None:
    """
    Each edge has units exactly on it, before it and behind it.
    """
    made = formula("weight if spent / planned >= 0.9 else 4 if spent / planned >= 0.6 else 0")
    found = [
        [distance(edge, world(made, one)) for one in sweep(made) if len(one.facts) == len(made.facts)] for edge in edges(made)
    ]
    signs = [{(far > 0) - (far < 0) for far in several if far is not None} for several in found]

    assert [{-1, 0, 1}] * 2 == signs


def test_a_sweep_is_always_the_same() -> None:
    """
    An equal framework is swept with equal units, none twice.
    """
    made, again = examples.framework(), examples.framework()

    assert sweep(made) == sweep(again)
    assert len(sweep(made)) == len(set(sweep(made)))


def test_every_unit_of_a_sweep_fits_its_framework() -> None:
    """
    Random frameworks are swept with units that can be assessed.
    """
    for made in (framework(10), framework(17), examples.framework(), table("judged: any", facts="")):
        assert [()] * len(sweep(made)) == [misfits(made, one) for one in sweep(made)]


def test_every_fact_is_missing_once() -> None:
    """
    For each fact and judgement there is a unit without it, of which the rest is known.
    """
    made = examples.framework()
    missing = {name for one in sweep(made) if one.facts for name in made.declared.keys() - one.facts.keys()}

    assert made.declared.keys() == missing


def test_what_stands_in_no_rule_together_moves_together() -> None:
    """
    Few units hold many moves: inputs of different rules are moved at the same time.
    """
    made = examples.framework()
    beside = neighbours(made)

    assert {"staff"} == beside["staff"]
    assert {"spent", "budget"} == beside["spent"]
    assert any(
        one.facts["staff"] != plain(made).facts["staff"] and one.facts["spent"] != plain(made).facts["spent"]
        for one in sweep(made)
        if {"staff", "spent"} <= one.facts.keys()
    )


def test_other_readings_and_what_does_not_apply_are_swept() -> None:
    """
    Each interpretation is adopted, each optional indicator left out, ratios and scores are printed without their facts.
    """
    made = evolve(framework(5))
    found = sweep(made)
    optional = {id for id, path in made.paths.items() if path[-1].not_applicable != "refuse"}

    assert optional == {id for one in found for id in one.not_applicable}
    assert {value.id for value in made.values if value.interpretations} <= {
        owner for one in found for owner in one.interpretations
    }
    assert {True, False} == {bool(one.values) for one in found} & {bool(one.stated) for one in found}


def test_the_edges_of_another_reading_are_swept_under_it() -> None:
    """
    A threshold that only another reading has is met where that is adopted.
    """
    made = examples.framework(examples.leaf("a", 5, "weight if staff > 5 else 0", {"从严": "weight if staff > 77 else 0"}))
    met = {one.facts["staff"].value for one in sweep(made) if one.interpretations}

    assert {76, 77, 78} <= met


def test_a_unit_of_which_nothing_is_known_is_swept_too() -> None:
    """
    All is open then.
    """
    made = examples.framework()
    (nothing,) = (one for one in sweep(made) if not one.facts and not one.stated and not one.values)

    assert (Fraction(0), made.points) == (assess(made, nothing).whole.least, assess(made, nothing).whole.most)
