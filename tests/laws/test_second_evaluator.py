"""The evaluator and the one written by hand in `tests/formula/second.py` agree on every formula."""

from fractions import Fraction

from hypothesis import given, settings

from perfrules.errors import UndefinedError
from perfrules.formula import evaluate, holds, parse, resolve
from perfrules.formula.syntax import Condition, Formula
from perfrules.formula.text import text
from perfrules.testing.trees import FUNCTIONS, STATES, Values, resolved_conditions, scope, texts, values
from perfrules.testing.trees import formulas as trees
from tests.formula import second

CHOICES = {"disclosure": [state for state, _ in STATES]}


def first(formula: Formula, known: Values) -> Fraction | None:
    """What the library says; None where it says that there is no value."""
    try:
        return evaluate(formula, known)
    except UndefinedError:
        return None


@settings(max_examples=60)
@given(texts(), values())
def test_both_evaluators_agree_on_texts(written: str, known: Values) -> None:
    """
    A formula with blanks and brackets that nobody needs is worth the same to both, or has no value for both.
    """
    found = first(resolve(parse(written), scope()), known)

    assert second.worth(written, known, FUNCTIONS, CHOICES) == found


@settings(max_examples=60)
@given(trees(), values())
def test_both_evaluators_agree_on_canonical_texts(tree: Formula, known: Values) -> None:
    """
    The canonical text of a tree is worth to the second evaluator what the tree is worth to the first.
    """
    found = first(resolve(tree, scope()), known)

    assert second.worth(text(tree), known, FUNCTIONS, CHOICES) == found


@settings(max_examples=40)
@given(resolved_conditions(), values())
def test_both_evaluators_agree_on_conditions(condition: Condition, known: Values) -> None:
    """
    A condition holds for both, fails for both, or is undecided for both.
    """
    expected = second.worth(text(condition), known, FUNCTIONS, CHOICES)
    try:
        found = Fraction(holds(condition, known))
    except UndefinedError:
        found = None

    assert expected == found
