"""A derived framework keeps every law that a flat one keeps, and its flat form is equal to it."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.strategies import DataObject

from perfrules import FrameworkSource, Rulebook, Validity, hookimpl
from perfrules.assess import assess
from perfrules.documents import as_json, framework_from
from perfrules.testing import evidence
from perfrules.testing.conformance import LAWS, SLOW, TRAVELS
from perfrules.testing.sections import SECTIONS
from perfrules.testing.tables import PLAIN, framework
from perfrules.testing.unit import Unit
from tests.testing.rows import ROWS

CHILD = """\
perfrules: 1
id: example.child
edition: "2025"
title: 下级自评表
extends: example.rows
grades:
  - {name: 优, at_least: 19}
  - {name: 差, at_least: 0}
changes:
  tables:
    funds: {sums: {both_sum: arranged + used}}
  rows:
    standard:
      ratio: {at_most: "1 if actual <= target else target / actual"}
      formula: cut(ratio * weight, 0.1)
  indicators:
    execution: {weight: 4}
  add:
    - {after: execution, indicator: {id: volume, label: 规模, weight: 1, formula: 1 if both_sum >= 2 else 0}}
"""


class Shelf:
    """A plugin with one framework file."""

    def __init__(self, id: str, edition: str, text: str) -> None:
        self.source = FrameworkSource(id, edition, Validity(), f"{id}.yaml", text)

    @hookimpl
    def perfrules_frameworks(self) -> tuple[FrameworkSource, ...]:
        """The one framework."""
        return (self.source,)


PARENT_SHELF, CHILD_SHELF = Shelf("example.rows", "2024", ROWS), Shelf("example.child", "2025", CHILD)
DERIVED = Rulebook.of(PARENT_SHELF, CHILD_SHELF).framework("example.child")
FLAT = framework_from(json.dumps(as_json(DERIVED)), "flat.json")


def test_the_flat_form_of_a_derived_framework_is_equal_to_it() -> None:
    """
    Written and read, it is the same without its parent.
    """
    assert DERIVED == FLAT
    assert (2, 0) == (len(DERIVED.lineage), len(FLAT.lineage[1:]))


@pytest.mark.parametrize("law", [*LAWS, *SLOW, *TRAVELS])
@given(st.data())
def test_a_derived_framework_keeps_every_law(law: object, data: DataObject) -> None:
    """
    Whatever its parent gave it.
    """
    assert [] == list(law(Unit(DERIVED, data.draw(evidence(DERIVED)))))  # type: ignore[operator]  # a law


@given(st.data())
def test_a_derived_framework_scores_what_its_flat_form_scores(data: DataObject) -> None:
    """
    Where a number is from changes no score.
    """
    unit = data.draw(evidence(FLAT))

    assert assess(DERIVED, unit) == assess(FLAT, unit)


def test_the_order_of_files_changes_nothing() -> None:
    """
    A child that is read before its parent is the same.
    """
    assert DERIVED == Rulebook.of(CHILD_SHELF, PARENT_SHELF).framework("example.child")


def renamed(number: int) -> str:
    """A random framework as a file that another one extends."""
    return json.dumps(as_json(framework(number)))


@pytest.mark.parametrize("number", range(PLAIN + 1, PLAIN + 1 + len(SECTIONS)))
def test_a_framework_that_changes_nothing_is_its_parent_under_another_name(number: int) -> None:
    """
    Every section is inherited, and written flat.
    """
    parent = framework(number)
    head = f'perfrules: 1\nid: law.child\nedition: "1"\ntitle: 随机\nextends: law.random@{number}\n'
    shelves = Shelf("law.random", str(number), renamed(number)), Shelf("law.child", "1", head)
    child = Rulebook.of(*shelves).framework("law.child")
    flat = framework_from(json.dumps(as_json(child)), "flat.json")

    assert child == flat
    assert (parent.indicators, parent.rows, parent.tables, parent.alerts) == (
        flat.indicators,
        flat.rows,
        flat.tables,
        flat.alerts,
    )
