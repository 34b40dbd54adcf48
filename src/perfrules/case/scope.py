"""Which names the statements of a case see, and what these measure: money is in 元, dates are days, all else are bare numbers."""

from collections.abc import Mapping

from attrs import evolve

from perfrules.domain import Kind
from perfrules.formula.measure import Meaning
from perfrules.formula.scope import Scope
from perfrules.framework import Framework
from perfrules.rules import rules


def statement_scope(framework: Framework, figures: Mapping[str, Kind]) -> Scope:
    """The facts, values and sums of a framework, these figures by their kind, and the framework's functions."""
    bound = rules(framework)
    facts = {
        fact.id: Meaning(fact.domain.kind, fact.domain.unit, tuple(state for state, _ in fact.domain.states))
        for fact in framework.facts
    }
    stated = {name: Meaning(kind) for name, kind in figures.items()}
    return Scope({name: _in_yuan(one) for name, one in {**facts, **bound.measures, **stated}.items()}, bound.functions)


def _in_yuan(one: Meaning) -> Meaning:
    """Money of every unit as money of one, so that amounts can be added; other units say nothing."""
    return evolve(one, unit="元" if one.kind == "amount" else "")
