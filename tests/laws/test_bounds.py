"""The law of bounds: nothing that happens is denied, and nothing that is promised fails to happen."""

from collections.abc import Mapping
from fractions import Fraction

from hypothesis import event, given, settings
from hypothesis import strategies as st

from perfrules.domain import Domain
from perfrules.errors import UndefinedError
from perfrules.formula.bounds import bounds
from perfrules.formula.evaluate import evaluate
from perfrules.formula.extent import Bounds
from perfrules.formula.syntax import Formula
from perfrules.formula.witness import Proven, Refuted, inside
from perfrules.testing.trees import Values, names
from tests.laws.edges import formulas, worlds

OPEN = st.sampled_from([Fraction(-3), Fraction(0), Fraction(1), Fraction(10), Fraction(100)])


def worth(formula: Formula, some: Values) -> Fraction | None:
    """What a formula is worth, None where it has no value."""
    try:
        return evaluate(formula, some)
    except UndefinedError:
        return None


def denied(found: Bounds, value: Fraction | None) -> str:
    """What bounds deny of a value that happened; empty if nothing."""
    if value is None:
        return "it always has a value" if found.defined else ""
    if value not in found.span:
        return f"{value} lies outside {found.span}"
    on_lattice = found.lattice is None or value == 0 or (found.lattice != 0 and (value / found.lattice).denominator == 1)
    return "" if on_lattice else f"{value} is no multiple of {found.lattice}"


@settings(max_examples=200)
@given(formulas(), worlds())
def test_bounds_deny_nothing_that_happens(formula: Formula, world: tuple[Mapping[str, Domain], tuple[Values, ...]]) -> None:
    """
    Each value inside the domains gives a result inside the span and on the lattice, and a defined formula always has one.
    """
    domains, several = world
    found = bounds(formula, domains)
    event(f"defined {found.defined}, lattice {found.lattice is not None}, point {found.span.point is not None}")

    assert dict.fromkeys(range(len(several)), "") == {
        number: denied(found, worth(formula, some)) for number, some in enumerate(several)
    }


@settings(max_examples=200)
@given(formulas(), worlds())
def test_all_facts_known_leave_one_value(formula: Formula, world: tuple[Mapping[str, Domain], tuple[Values, ...]]) -> None:
    """
    With every fact known the bounds are the value itself, or say that there is none.
    """
    some = world[1][0]
    known = {
        name: Domain(one.kind, one.unit, one.decimals, Fraction(some[name]), Fraction(some[name]))
        for name, one in names().items()
    }
    value = worth(formula, some)

    found = bounds(formula, known)

    assert (value, value is None, value is not None) == (found.span.point, found.span.is_empty, found.defined)


@settings(max_examples=200)
@given(formulas(), worlds(), OPEN, OPEN)
def test_a_proof_is_never_wrong_and_a_witness_really_lies_outside(
    formula: Formula,
    world: tuple[Mapping[str, Domain], tuple[Values, ...]],
    least: Fraction,
    width: Fraction,
) -> None:
    """
    What is proven inside two limits stays inside for all values; what refutes it lies in the domains and gives a value outside.
    """
    domains, several = world
    outcome = inside(formula, domains, least, least + abs(width))
    event(type(outcome).__name__)
    results = [value for some in several if (value := worth(formula, some)) is not None]

    if isinstance(outcome, Proven):
        assert [] == [value for value in results if not least <= value <= least + abs(width)]
    if isinstance(outcome, Refuted):
        assert evaluate(formula, dict(outcome.values)) == outcome.result
        assert not least <= outcome.result <= least + abs(width)
        assert [] == [name for name, value in outcome.values if not domains[name].least <= value <= domains[name].most]
