"""A text becomes the tree that it says; whatever it is, nothing but a `FormulaError` can come of it."""

import threading
import time
from collections.abc import Callable
from contextlib import suppress
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from perfrules.errors import FormulaError, UndefinedError
from perfrules.formula import Scope, evaluate, holds, parse, parse_condition, resolve, resolve_condition, text
from perfrules.formula.gate import MAX_BRACKETS, MAX_LENGTH, MAX_OPERATORS, Limits
from perfrules.formula.measure import Meaning
from perfrules.formula.parse import MAX_DEPTH, patiently
from perfrules.formula.syntax import (
    And,
    Arithmetic,
    Call,
    Choose,
    Compare,
    Condition,
    Flag,
    Formula,
    Name,
    Negate,
    Not,
    Number,
    Or,
    Stretch,
    Tree,
)

A, B, C = Name("a"), Name("b"), Name("c")
ONE, TWO, THREE = (Number(Fraction(value)) for value in (1, 2, 3))
F, G, H = Flag("f"), Flag("g"), Flag("h")

WORDS = (
    *("a", "b", "f", "1", "0.5", "0", "min", "cut", "date", "2023", "支出"),
    *("(", ")", ",", "+", "-", "*", "/", "<", "<=", ">", ">=", "==", "!=", "and", "or", "not", "if", "else", " "),
)

DEEP = {
    "brackets": "(" * MAX_BRACKETS + "a" + ")" * MAX_BRACKETS,
    "brackets and signs": "(-----" * MAX_BRACKETS + "a" + ")" * MAX_BRACKETS,
    "brackets and nots": "(not not not not not " * MAX_BRACKETS + "f" + ")" * MAX_BRACKETS,
    "calls": "floor(" * MAX_BRACKETS + "a" + ")" * MAX_BRACKETS,
    "calls of definitions": "half_even(" * 3 + "a" + ", 1)" * 3,
    "sum": "+".join("a" * MAX_DEPTH),
    "sum that is too deep": "+".join("a" * MAX_OPERATORS),
    "choices": "a if f else " * (MAX_DEPTH - 1) + "a",
    "choices that are too deep": "a if f else " * (MAX_OPERATORS // 2) + "a",
    "choices inside": "a if " * (MAX_OPERATORS // 2) + "f" + " else a" * (MAX_OPERATORS // 2),
    "bracketed choices": "(a if f and a < " * MAX_BRACKETS + "b" + " else b)" * MAX_BRACKETS,
    "and": " and ".join("f" * MAX_OPERATORS),
    "chain": " < ".join("a" * MAX_OPERATORS),
    "open": "(" * 2000 + "a",
    "signs": "-" * 4000,
}

SCOPE = Scope.of({"a": Meaning(), "b": Meaning(), "支出": Meaning(), "f": Meaning("flag")})
VALUES: dict[str, Fraction | bool] = {"a": Fraction(1, 3), "b": Fraction(2), "支出": Fraction(0), "f": True}


def run(written: str) -> None:
    """Parse, resolve, write and evaluate a text as a formula and as a condition, as far as it goes."""
    with suppress(FormulaError, UndefinedError):
        formula = resolve(parse(written), SCOPE)
        assert formula == resolve(parse(text(formula)), SCOPE)
        evaluate(formula, VALUES)
    with suppress(FormulaError, UndefinedError):
        condition = resolve_condition(parse_condition(written), SCOPE)
        assert condition == resolve_condition(parse_condition(text(condition)), SCOPE)
        holds(condition, VALUES)


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("1", ONE),
        ("0.50", Number(Fraction(1, 2))),
        ("支出", Name("支出")),
        ("-a", Negate(A)),
        ("a - -b", Arithmetic(A, "-", Negate(B))),
        ("a - b - c", Arithmetic(Arithmetic(A, "-", B), "-", C)),
        ("a - (b - c)", Arithmetic(A, "-", Arithmetic(B, "-", C))),
        ("a + b * c", Arithmetic(A, "+", Arithmetic(B, "*", C))),
        ("-a * b / c", Arithmetic(Arithmetic(Negate(A), "*", B), "/", C)),
        ("a if f else b if g else c", Choose(F, A, Choose(G, B, C))),
        ("(a if f else b) if g else c", Choose(G, Choose(F, A, B), C)),
        ("min(a, 1)", Call("min", (A, ONE))),
        ("f (\n)", Call("f", ())),
        ("date(1, 2, 3)", Call("date", (ONE, TWO, THREE))),
    ],
)
def test_a_text_becomes_the_tree_that_it_says(written: str, expected: Formula) -> None:
    """
    Each form of a formula has its node, and precedence nests them.
    """
    assert expected == parse(written)


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("f", F),
        ("not not f", Not(Not(F))),
        ("a < b", Compare(A, (("<", B),))),
        ("1 <= a != b > c >= 2 == 3", Compare(ONE, (("<=", A), ("!=", B), (">", C), (">=", TWO), ("==", THREE)))),
        ("f and g and h", And((F, G, H))),
        ("(f and g) and h", And((And((F, G)), H))),
        ("f or g and not h", Or((F, And((G, Not(H)))))),
        ("not a < b", Not(Compare(A, (("<", B),)))),
        ("(f or g) and h", And((Or((F, G)), H))),
    ],
)
def test_a_condition_becomes_the_tree_that_it_says(written: str, expected: Condition) -> None:
    """
    Each form of a condition has its node, and precedence nests them.
    """
    assert expected == parse_condition(written)


def test_a_node_knows_its_place_in_characters() -> None:
    """
    Places count characters, also behind Chinese names, and brackets around a node are not part of it.
    """
    written = "支出\n/ (预算)"
    tree = parse(written)

    assert isinstance(tree, Arithmetic)
    assert (Stretch(written, 0, 9), Stretch(written, 6, 8)) == (tree.at, tree.right.at)


@pytest.mark.parametrize("written", ["0.5", "支出", "-a", "a - b", "1 if f else 2", "min(a, b)"])
def test_a_formula_reaches_from_the_start_to_the_end_of_its_text(written: str) -> None:
    """
    Each class of formula has a place, which is its whole text.
    """
    assert Stretch(written, 0, len(written)) == parse(written).at


@pytest.mark.parametrize("written", ["f", "not f", "f and g", "f or g", "a < b", "1 <= a != b"])
def test_a_condition_reaches_from_the_start_to_the_end_of_its_text(written: str) -> None:
    """
    Each class of condition has a place, which is its whole text.
    """
    assert Stretch(written, 0, len(written)) == parse_condition(written).at


@pytest.mark.parametrize("read", [parse, parse_condition])
def test_a_host_can_lower_the_limits(read: Callable[[str, Limits], Tree]) -> None:
    """
    A text that keeps the published limits is refused where a host's are lower.
    """
    with pytest.raises(FormulaError, match="a name has at most 3 characters"):
        read("used", Limits(name=3))


@pytest.mark.parametrize(
    ("written", "place"),
    [("*a", (0, 1)), ("a*/b", (2, 3)), ("a b", (0, 1)), ("(*a)", (1, 2)), ("支出 * / b", (5, 6)), ("a+", (1, 2))],
)
def test_a_caret_stands_where_a_text_breaks_off(written: str, place: tuple[int, int]) -> None:
    """
    The place of a text that is no formula is the word at which it fails to go on.
    """
    with pytest.raises(FormulaError, match="breaks off or has two things side by side") as caught:
        parse(written)

    assert place == (caught.value.start, caught.value.end)


@given(st.lists(st.sampled_from(WORDS), max_size=16), st.sampled_from(("", " ")))
@settings(max_examples=150)
def test_words_in_any_order_parse_or_are_refused(words: list[str], between: str) -> None:
    """
    The words of the language in any order become a formula, or are refused.
    """
    run(between.join(words))


@given(st.text(st.characters(min_codepoint=0, max_codepoint=0x10FFFF), max_size=20))
@settings(max_examples=100)
def test_any_characters_parse_or_are_refused(written: str) -> None:
    """
    Characters of any kind become a formula, or are refused; surrogates and NUL too.
    """
    run(written)


@pytest.mark.parametrize("written", ["\0", "a\0", "\ud800", "a\udfff", "a\\\n+ 1", "\x0c", "a;", "\u2028a", "\ufeff"])
def test_control_characters_are_refused(written: str) -> None:
    """
    What the parser behind the gate would stumble over never reaches it.
    """
    with pytest.raises(FormulaError):
        parse(written)
    with pytest.raises(FormulaError):
        parse_condition(written)


@pytest.mark.parametrize("mark", ["a", "(", "-", " ", "1", "支", "\0", "\ud800", "'", "#", "not ", "a,", "1 ", "a+", "if a "])
def test_a_long_text_is_decided_quickly(mark: str) -> None:
    """
    The longest text of anything is read or refused within 50 ms, its message too.
    """
    assert quickest((mark * MAX_LENGTH)[:MAX_LENGTH]) < 0.05


def quickest(written: str) -> float:
    """The seconds of work that reading a text takes, with the message that comes of it; the best of three."""
    times = []
    for _ in range(3):
        start = time.process_time()
        str(refusal(written))
        times.append(time.process_time() - start)
    return min(times)


def refusal(written: str) -> FormulaError | None:
    """What a text is refused with, if it is."""
    try:
        parse(written)
    except FormulaError as error:
        return error
    return None


@pytest.mark.parametrize("written", DEEP.values(), ids=DEEP)
def test_deep_texts_are_safe_in_a_small_thread(written: str) -> None:
    """
    A text at the limits is read, bound, written and evaluated in a thread with a stack of 256 KiB.
    """
    assert ["done"] == in_small_thread(lambda: run(written))


def in_small_thread(work: Callable[[], None]) -> list[str]:
    """What came of this work in a thread with a small stack."""
    found: list[str] = []

    def recorded() -> None:
        work()
        found.append("done")

    before = threading.stack_size(256 * 1024)
    try:
        thread = threading.Thread(target=recorded)
        thread.start()
        thread.join()
    finally:
        threading.stack_size(before)
    return found


def test_the_deepest_tree_is_read_and_one_level_more_is_refused() -> None:
    """
    A tree of `MAX_DEPTH` levels parses, one of one level more is refused under its deepest node.
    """
    deepest = "+".join("a" * MAX_DEPTH)
    with pytest.raises(FormulaError, match="at most 100 levels") as caught:
        parse(f"{deepest}+a")

    assert deepest == text(parse(deepest)).replace(" ", "")
    assert (0, 1) == (caught.value.start, caught.value.end)


def test_the_deepest_condition_is_read_and_one_level_more_is_refused() -> None:
    """
    A condition counts its levels like a formula: the comparison is one, the names below it are another.
    """
    sides = "+".join("a" * (MAX_DEPTH - 1))
    with pytest.raises(FormulaError, match="at most 100 levels"):
        parse_condition(f"{sides}+a < 1")

    assert f"{sides} < 1".replace(" ", "") == text(parse_condition(f"{sides} < 1")).replace(" ", "")


def test_a_reading_disturbed_by_another_thread_is_tried_again() -> None:
    """
    CPython's parser can fail for what another thread parses at the same time; the next try gives the tree.
    """
    faults = iter((SystemError("depth mismatch"), RecursionError()))

    def read() -> str:
        for fault in faults:
            raise fault
        return "tree"

    assert "tree" == patiently(read)


def test_a_reading_that_always_fails_fails_in_the_end() -> None:
    """
    A fault that stays is not hidden: it is met a hundred times, and then told.
    """
    met = []

    def read() -> str:
        met.append("fault")
        raise SystemError

    with pytest.raises(SystemError):
        patiently(read)

    assert 100 + 1 == len(met)
