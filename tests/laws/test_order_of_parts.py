"""The order in which things are declared never changes a score."""

import attrs
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.strategies import DataObject

from perfrules import FrameworkSource, Rulebook, Validity, hookimpl
from perfrules.assess import assess
from perfrules.evidence import Evidence
from perfrules.framework import Framework
from perfrules.frozen import Pairs
from perfrules.scorecard import Scorecard
from perfrules.testing.journeys import reordered
from perfrules.testing.tables import units
from perfrules.testing.unit import Unit
from tests.examples import Field, evidence, framework


def outcomes(card: Scorecard) -> tuple[object, ...]:
    """Everything on a card but the framework and the evidence."""
    return card.scores, card.whole, card.grade, card.completeness


@given(units())
def test_the_order_of_indicators_facts_values_and_functions_never_changes_a_score(unit: Unit) -> None:
    """
    A framework whose parts are declared in another order gives the same outcomes.
    """
    assert [] == list(reordered(unit))


@given(units(), st.data())
def test_the_order_of_evidence_never_changes_a_scorecard(unit: Unit, data: DataObject) -> None:
    """
    Evidence is the same whatever order its entries were given in.
    """
    other = unit.evidence
    for name, part in mappings(unit.evidence).items():
        entries: Field = Pairs.of(dict(data.draw(st.permutations(list(part.items())))))
        other = attrs.evolve(other, **{name: entries})

    assert unit.card() == assess(unit.framework, other)


def mappings(evidence: Evidence) -> dict[str, Pairs[object]]:
    """The mappings of evidence by name."""
    return {name: part for name, part in attrs.asdict(evidence, recurse=False).items() if isinstance(part, Pairs)}


class Contributes:
    """A plugin with one framework file."""

    def __init__(self, id: str) -> None:
        text = f'perfrules: 1\nid: {id}\nedition: "2023"\ntitle: 题\npoints: {{total: 10}}\n'
        self.source = FrameworkSource(id, "2023", Validity(), f"{id}.yaml", text + INDICATORS)

    @hookimpl
    def perfrules_frameworks(self) -> tuple[FrameworkSource, ...]:
        """The one framework."""
        return (self.source,)


INDICATORS = "indicators:\n  - {id: one, label: 一, weight: 10, judged: any}\n"


def test_the_order_of_plugins_never_changes_a_score() -> None:
    """
    Whoever is asked first, a framework is the same and scores the same.
    """
    first, second = Contributes("law.first"), Contributes("law.second")
    cards = [assess(book.framework("law.first"), Evidence()) for book in (Rulebook.of(first, second), Rulebook.of(second, first))]

    assert cards[0] == cards[1]


def test_the_framework_of_the_examples_can_be_declared_backwards() -> None:
    """
    A whole framework with a veto, written from its end to its start, scores the same.
    """
    small: Framework = framework()
    other = attrs.evolve(small, facts=small.facts[::-1], indicators=small.indicators[::-1])

    assert outcomes(assess(small, evidence())) == outcomes(assess(other, evidence()))
