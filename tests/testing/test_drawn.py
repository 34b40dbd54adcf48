"""Drawn evidence fits, aims, and shrinks."""

import pytest
from hypothesis import find, given, settings
from hypothesis import strategies as st
from hypothesis.errors import NoSuchExample
from hypothesis.strategies import DataObject

from perfrules.assess import assess
from perfrules.evidence import Evidence
from perfrules.framework import Framework
from perfrules.testing import evidence, frameworks
from perfrules.testing.plain import plain
from perfrules.testing.unit import Unit, apart
from tests import examples
from tests.testing.small import formula, table

THRESHOLD = formula("weight if spent / planned >= 0.9 else 0")


def least(made: Framework, wanted: str) -> tuple[Unit, Evidence]:
    """The simplest drawn evidence with a property."""
    wishes = {
        "on the edge": lambda one: (
            len(one.facts) == len(made.facts) and one.facts["spent"].value * 10 == one.facts["planned"].value * 9
        ),
        "without staff": lambda one: "staff" not in one.facts,
        "left out": lambda one: bool(one.not_applicable),
        "read otherwise": lambda one: bool(one.interpretations),
        "a printed ratio": lambda one: bool(one.values),
        "a printed score": lambda one: bool(one.stated),
    }
    found = find(evidence(made), wishes[wanted], settings=settings(max_examples=2000, database=None, derandomize=True))
    return Unit(made, found), found


@given(frameworks(), st.data())
def test_drawn_evidence_fits_its_framework(made: Framework, data: DataObject) -> None:
    """
    Whatever is drawn can be assessed, with rows, tables and weights too.
    """
    drawn = data.draw(evidence(made))

    assert drawn == assess(made, drawn).given


@pytest.mark.parametrize(("wanted", "most"), [("on the edge", 2), ("without staff", 1), ("a printed score", 1)])
def test_drawn_evidence_shrinks_to_few_changes(wanted: str, most: int) -> None:
    """
    What is left of a failure differs from the plain case in no more than it has to.
    """
    unit, _ = least(THRESHOLD, wanted)

    assert most >= len(apart(unit))


@pytest.mark.parametrize("wanted", ["left out", "read otherwise", "a printed ratio"])
def test_all_that_evidence_can_say_is_drawn(wanted: str) -> None:
    """
    What does not apply, other readings and printed ratios are drawn where a framework has them.
    """
    made = examples.framework(
        examples.leaf("a", 5, "weight if rate > 1 else 0", {"从严": "0"}),
        examples.judged("b", 5, not_applicable="zero"),
    )

    unit, _ = least(made, wanted)

    assert 1 == len(apart(unit))


def test_a_framework_without_edges_has_evidence_too() -> None:
    """
    Where all is judged there is nothing to aim at, and where nothing is known nothing to move.
    """
    judged, fixed = table("judged: any", facts=""), formula("weight", facts="")

    assert {} == dict(find(evidence(fixed), lambda _: True, settings=settings(database=None)).facts)
    with pytest.raises(NoSuchExample):
        find(evidence(judged), lambda one: bool(one.facts), settings=settings(database=None, max_examples=50))


def test_the_simplest_evidence_is_the_plain_case() -> None:
    """
    Nothing is changed where nothing has to be.
    """
    assert plain(THRESHOLD) == find(evidence(THRESHOLD), lambda _: True, settings=settings(database=None))
