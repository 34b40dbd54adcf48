"""Where each part of a framework comes from."""

import pytest
from attrs import evolve

from perfrules.derive import origin
from perfrules.framework import Origin
from perfrules.frozen import Pairs
from perfrules.indicator import Source
from tests.documents.line import derived

FRAMEWORK = derived("changes: {indicators: {pace: {weight: 7}, openness: {weight: 3}}}\n")
CHILD = Origin("c.d@2024", Source("乙文"), "child.yaml")
PARENT = Origin("a.b@2023", Source("甲文", basis="referenced"), "parent.yaml")


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("indicators/money/pace/weight", CHILD),
        ("indicators/money/pace/label", PARENT),
        ("facts/spent/unit", PARENT),
        ("facts/spent/better", PARENT),
        ("title", CHILD),
        ("nothing/of/the/sort", CHILD),
    ],
)
def test_a_part_comes_from_where_it_was_last_written(path: str, expected: Origin) -> None:
    """
    What was not written comes from where the thing above it was.
    """
    assert expected == origin(FRAMEWORK, path)


def test_what_a_program_made_comes_from_itself() -> None:
    """
    Without a file there is one origin, with the framework's own document.
    """
    made = evolve(FRAMEWORK, lineage=(), places=Pairs())

    assert Origin("c.d@2024", Source("乙文"), "") == origin(made, "facts/spent")
