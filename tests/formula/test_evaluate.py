"""Evaluation is exact, shares nothing, and reaches nothing but what it was given."""

import pickle
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from perfrules.errors import FormulaError, UndefinedError
from perfrules.formula import Scope, evaluate, holds, parse, parse_condition, resolve, resolve_condition
from perfrules.formula.measure import Meaning
from perfrules.formula.syntax import Call, Definition, Name

THIRD = Fraction(1, 3)


def test_evaluation_is_exact() -> None:
    """
    Numbers that have no end in decimals or bits are added and compared exactly.
    """
    tree = parse("a + a + a if 0.1 + 0.2 == 0.3 and a * 3 == 1 else 0")

    assert Fraction(1) == evaluate(tree, {"a": THIRD})


def test_the_worth_of_a_formula_is_a_fraction() -> None:
    """
    Whatever stands in a formula, it is worth a fraction, and a condition holds or not.
    """
    found = [evaluate(parse(written), {"a": THIRD}) for written in ("1", "-a", "floor(a)", "min(a, 1)", "1 if a > 0 else 0")]

    assert [Fraction] * 5 == [type(one) for one in found]
    assert [True, False] == [holds(parse_condition(written), {"a": THIRD}) for written in ("a > 0", "not a > 0")]


def test_flags_are_looked_up() -> None:
    """
    A flag is what was given for it.
    """
    tree = parse("2 if ok and not misuse else 1")

    assert [2, 1] == [evaluate(tree, {"ok": True, "misuse": misuse}) for misuse in (False, True)]


def test_an_undefined_formula_says_which() -> None:
    """
    Where a division by zero is reached, the error quotes the whole formula, and comes back from a pickle.
    """
    with pytest.raises(UndefinedError) as caught:
        evaluate(parse("used/total*2"), {"used": THIRD, "total": Fraction(0)})

    copy = pickle.loads(pickle.dumps(caught.value))  # noqa: S301  # our own bytes
    assert "a division by zero was reached in `used / total * 2`" == str(caught.value) == str(copy)


def test_an_undefined_condition_says_which() -> None:
    """
    A condition that reaches a division by zero neither holds nor fails.
    """
    with pytest.raises(UndefinedError, match="`1 / a > 0`"):
        holds(parse_condition("1 / a > 0"), {"a": Fraction(0)})


def test_arguments_are_worked_out_first() -> None:
    """
    A function whose body ignores an argument has no value where that argument has none.
    """
    scope = Scope.of({"a": Meaning()}, [Definition("second", ("x", "y"), parse("y"))])
    tree = resolve(parse("second(1 / a, 5)"), scope)

    assert Fraction(5) == evaluate(tree, {"a": Fraction(1)})
    with pytest.raises(UndefinedError, match="second"):
        evaluate(tree, {"a": Fraction(0)})


def test_a_name_without_a_value_is_an_error() -> None:
    """
    A name that nobody gave is an error with its name, never zero; one that is not reached does not matter.
    """
    with pytest.raises(FormulaError, match="`name` has no value here") as caught:
        evaluate(parse("name + 1"), {})

    assert ("name", 0, 4) == (caught.value.text, caught.value.start, caught.value.end)
    assert Fraction(1) == evaluate(parse("1 if ok else a"), {"ok": True})


@pytest.mark.parametrize(
    ("written", "function"), [("cut(1.239, 0.01)", "cut"), ("1 if date(2024, 1, 31) > a else 0", "date"), ("f(a)", "f")]
)
def test_a_formula_that_is_not_resolved_is_refused(written: str, function: str) -> None:
    """
    A function without its definition has no meaning yet, and the error shows where it stands and says what to do.
    """
    with pytest.raises(FormulaError) as caught:
        evaluate(parse(written), {"a": THIRD})

    assert f"`{function}` is not resolved; call `resolve` first" == caught.value.sentence
    assert (written, written.index(function)) == (caught.value.text, caught.value.start)


@pytest.mark.parametrize("value", [0.1, 1, Decimal("0.1"), "1", None])
def test_only_exact_fractions_are_taken(value: Any) -> None:  # noqa: ANN401  # what a caller may give by mistake
    """
    A float, a whole number that would divide into a float, a text: all are refused.
    """
    with pytest.raises(FormulaError, match="`name` is no exact fraction here") as caught:
        evaluate(parse("name / 3"), {"name": value})

    assert ("name", 0, 4) == (caught.value.text, caught.value.start, caught.value.end)


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("not cut(a, 1) > 2", True),
        ("cut(a, 1) > 2 and a > 2", False),
        ("a > 2 and cut(a, 1) > 2", False),
        ("cut(a, 1) > 2 or a > 2", True),
        ("2 < cut(a, 1)", False),
    ],
)
def test_a_function_is_called_wherever_it_stands(written: str, *, expected: bool) -> None:
    """
    A function has its worth in each place of a condition: 2.5 cut to whole ones is not above 2.
    """
    condition = resolve_condition(parse_condition(written), Scope.of({"a": Meaning()}))

    assert expected is holds(condition, {"a": Fraction("2.5")})


def test_two_functions_of_one_name_stay_apart() -> None:
    """
    A formula can call two functions that share their name, as those of a framework and of its parent may.
    """
    one, two = (Definition("f", ("x",), parse(body)) for body in ("x + 1", "x * 10"))
    tree = Call("max", (Call("f", (Name("a"),), one), Call("f", (Name("a"),), two), Call("f", (Name("b"),), one)))

    assert Fraction(30) == evaluate(tree, {"a": Fraction(3), "b": Fraction(4)})


@pytest.mark.parametrize("name", ["print", "__import__", "eval", "int", "True_", "min_", "rand", "open"])
def test_nothing_of_python_can_be_called(name: str) -> None:
    """
    No builtin, and nothing that the evaluator knows by default, can be reached by name.
    """
    with pytest.raises(FormulaError, match=f"unknown function `{name}`"):
        resolve(parse(f"{name}(1)"), Scope.of({}))
    with pytest.raises(FormulaError, match=f"`{name}` has no value here"):
        evaluate(parse(name), {})


def test_threads_share_nothing() -> None:
    """
    One tree evaluated by eight threads with other values gives each its own result.
    """
    scope = Scope.of({"a": Meaning(), "ok": Meaning("flag")})
    tree = resolve(parse("half_up(attained(a, 100, 10), 0.01) + (1 if ok else 0)"), scope)
    given: list[dict[str, Fraction | bool]] = [{"a": Fraction(number), "ok": number % 2 == 0} for number in range(400)]
    expected = [evaluate(tree, one) for one in given]
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(lambda one: evaluate(tree, one), given))

    assert expected == found


def test_the_values_stay_as_they_were() -> None:
    """
    Evaluating adds nothing to the mapping that was given.
    """
    given = {"a": THIRD}
    evaluate(resolve(parse("cut(a, 0.01)"), Scope.of({"a": Meaning()})), given)

    assert {"a": THIRD} == given
