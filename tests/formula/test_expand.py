"""Names give way to formulas, calls to the bodies of their functions; and growth is counted before it happens."""

import time
from collections.abc import Sequence
from fractions import Fraction

import pytest
from hypothesis import given

from perfrules.errors import FormulaError
from perfrules.formula import Scope, evaluate, parse, parse_condition, resolve
from perfrules.formula.expand import MAX_LEVELS, MAX_STEPS, Size, expanded, size, steps, substituted
from perfrules.formula.measure import Meaning
from perfrules.formula.syntax import Call, Definition, Formula, Name, Number, Tree, nodes, parts
from perfrules.formula.text import text
from perfrules.testing.trees import resolved


def scope_of(*own: tuple[str, Sequence[str], str]) -> Scope:
    """A scope with the names a and b, and these functions: name, parameters, body."""
    made = [Definition(name, tuple(parameters), parse(body)) for name, parameters, body in own]
    return Scope.of({"a": Meaning(), "b": Meaning()}, made)


def written_out(tree: Tree) -> Size:
    """The size of a tree as it is, without a look into functions."""
    return Size(sum(1 for _ in nodes(tree)), 1 + max((written_out(part).levels for part in parts(tree)), default=0))


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("1", "1"),
        ("a", "b + 1"),
        ("c", "c"),
        ("-a", "-(b + 1)"),
        ("a * c", "(b + 1) * c"),
        ("min(a, c)", "min(b + 1, c)"),
        ("a if 1 < a <= c else a", "b + 1 if 1 < b + 1 <= c else b + 1"),
        ("1 if not (f and a < c or g) else 0", "1 if not (f and b + 1 < c or g) else 0"),
    ],
)
def test_names_are_replaced_everywhere(written: str, expected: str) -> None:
    """
    Each place of a name takes the formula, other names and flags stay.
    """
    assert expected == text(substituted(parse(written), {"a": parse("b + 1")}))


def test_names_are_replaced_at_once() -> None:
    """
    A formula that stands for one name is not searched for the others.
    """
    assert "b < a" == text(substituted(parse_condition("a < b"), {"a": Name("b"), "b": Name("a")}))


def test_a_call_is_written_out() -> None:
    """
    A call becomes the body of its function over its arguments; a kernel function stays.
    """
    scope = scope_of(("share", "xy", "x / (x + y)"))
    share, least = (resolve(parse(written), scope) for written in ("share(a, b + 1)", "min(a, b)"))

    assert isinstance(share, Call)
    assert isinstance(least, Call)
    assert "a / (a + (b + 1))" == text(expanded(share))
    assert least == expanded(least)


@given(resolved())
def test_nothing_is_counted_too_low(tree: Formula) -> None:
    """
    A tree with its outermost function written out is no larger and no deeper than was counted before.
    """
    found = size(tree)
    out = expanded(tree) if isinstance(tree, Call) else tree

    assert written_out(tree).steps <= found.steps
    assert written_out(tree).levels <= found.levels
    assert size(out).steps <= found.steps
    assert size(out).levels <= found.levels


def test_steps_count_what_is_written_out() -> None:
    """
    A call counts itself, its arguments, and the body with them in place of the parameters.
    """
    tree = resolve(parse("twice(a + b)"), scope_of(("twice", "x", "x + x")))

    assert (Size(11, 4), 11) == (size(tree), steps(tree))


def test_counting_stops_beyond_the_limit() -> None:
    """
    A formula that would double twenty times is refused at once.
    """
    own = [("f0", "x", "x + x"), *((f"f{number}", "x", f"f{number - 1}(x) + f{number - 1}(x)") for number in range(1, 21))]
    start = time.process_time()
    with pytest.raises(FormulaError, match=f"more than {MAX_STEPS} steps"):
        scope_of(*own)

    assert time.process_time() - start < 0.5


def test_a_formula_of_the_most_levels_is_bound_and_worth_something() -> None:
    """
    A formula with `MAX_LEVELS` levels, its functions written out, is bound; with one more it is refused.
    """
    scope = scope_of(("more", "x", f"x{' + 1' * 59}"))
    inside = "+".join("a" * (MAX_LEVELS - 60))
    deepest = resolve(parse(f"more({inside})"), scope)
    with pytest.raises(FormulaError, match=f"more than {MAX_LEVELS} levels"):
        resolve(parse(f"more({inside} + a)"), scope)

    assert MAX_LEVELS == size(deepest).levels
    assert Fraction(59 + (MAX_LEVELS - 60)) == evaluate(deepest, {"a": Fraction(1)})


def test_a_tower_of_functions_is_refused() -> None:
    """
    Functions that each call the one before are refused when they pile up too high, and nothing overflows.
    """
    tower = [("f0", "x", "x + 1"), *((f"f{number}", "x", f"f{number - 1}(x) + 1") for number in range(1, 400))]
    with pytest.raises(FormulaError, match=f"more than {MAX_LEVELS} levels"):
        scope_of(*reversed(tower))


def test_an_argument_that_is_not_used_counts() -> None:
    """
    What a function ignores is worked out all the same, and counts.
    """
    tree = resolve(parse(f"one({'+'.join('a' * 90)})"), scope_of(("one", "x", "1")))

    assert Size(181, 91) == size(tree)


def test_a_flag_takes_another_name() -> None:
    """
    And is left alone where a formula would stand in its place.
    """
    scope = Scope.of({"done": "flag"})
    chosen = resolve(parse("1 if done else 0"), scope)

    assert "1 if finished else 0" == text(substituted(chosen, {"done": Name("finished")}))
    assert chosen == substituted(chosen, {"done": Number(Fraction(1))})
