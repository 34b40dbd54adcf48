"""Random formulas and frameworks are sound."""

from hypothesis import given

from perfrules.check import check
from perfrules.formula import resolve
from perfrules.formula.syntax import Call, Formula, Name, Number
from perfrules.framework import Framework
from perfrules.testing import formulas, frameworks
from perfrules.testing.trees import STEPS, is_small, scope


@given(formulas())
def test_random_formulas_resolve(tree: Formula) -> None:
    """
    Each has a meaning in its scope.
    """
    resolve(tree, scope())

    assert is_small(tree)


def test_what_grows_too_large_is_not_drawn() -> None:
    """
    Functions of functions of functions are more than a formula may be.
    """
    tree: Formula = Name("rate")
    for _ in range(6):
        tree = Call("half_even", (tree, Number(STEPS[0])))

    assert not is_small(tree)


@given(frameworks())
def test_random_frameworks_are_sound(made: Framework) -> None:
    """
    Check finds no error in any of them.
    """
    assert [] == [problem for problem in check(made) if problem.severity == "error"]
