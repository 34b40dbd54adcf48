"""On figures alone, knowing less never narrows what is possible."""

import attrs
from hypothesis import assume, given
from hypothesis import strategies as st
from hypothesis.strategies import DataObject

from perfrules.assess import assess
from perfrules.frozen import Pairs
from tests.laws.units import Unit, units


@given(units(), st.data())
def test_removing_a_fact_never_raises_the_least_nor_lowers_the_most(unit: Unit, data: DataObject) -> None:
    """
    Under `stated="gap"` and without printed ratios, a fact less leaves every outcome at least as wide.
    """
    assume(unit.evidence.facts)
    more = attrs.evolve(unit.evidence, values=Pairs())
    removed = data.draw(st.sampled_from(list(more.facts)))
    less = attrs.evolve(more, facts=Pairs.of({name: fact for name, fact in more.facts.items() if name != removed}))

    known, unknown = (assess(unit.framework, one, stated="gap") for one in (more, less))

    inside = {id: unknown[id].least <= known[id].least and known[id].most <= unknown[id].most for id in (*known.scores, "total")}
    assert dict.fromkeys(inside, True) == inside


@given(units(), st.data())
def test_removing_a_judgement_never_raises_the_least_nor_lowers_the_most(unit: Unit, data: DataObject) -> None:
    """
    Under `stated="gap"` a judgement less leaves the total at least as wide.
    """
    assume(unit.evidence.judged)
    removed = data.draw(st.sampled_from(list(unit.evidence.judged)))
    less = attrs.evolve(
        unit.evidence, judged=Pairs.of({name: one for name, one in unit.evidence.judged.items() if name != removed})
    )

    known, unknown = (assess(unit.framework, one, stated="gap").total for one in (unit.evidence, less))

    assert (True, True) == (unknown.least <= known.least, known.most <= unknown.most)
