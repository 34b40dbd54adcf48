"""Relations between printed numbers: what was rounded or cut explains a difference, and nothing else does."""

from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal
from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from perfrules.audit.numbers import Numbers
from perfrules.audit.relation import Compared, Detail
from tests.audit.sheet import claim, equation, numbers, printed

EXACT = st.integers(-(10**7), 10**7)
"""Exact numbers, in thousandths."""
FORMULAS = ("a + b", "a - b", "a + b - c", "2 * a + c", "(a + b) / 2", "a * b")


def rounded(value: Fraction, mode: str) -> str:
    """A value with two decimals."""
    exact = Decimal(value.numerator) / Decimal(value.denominator)
    return str(exact.quantize(Decimal("0.01"), rounding=mode))


@given(a=EXACT, b=EXACT, c=EXACT, mode=st.sampled_from([ROUND_HALF_UP, ROUND_DOWN]))
@pytest.mark.parametrize("formula", FORMULAS)
def test_what_was_printed_from_exact_numbers_never_differs(formula: str, a: int, b: int, c: int, mode: str) -> None:
    """
    Whether all numbers were rounded half up or cut, the printed result agrees or rounding explains it.
    """
    exact = {key: Fraction(value, 1000) for key, value in zip("abc", (a, b, c), strict=True)}
    result = Fraction(eval(formula, {}, exact))  # noqa: S307  # the formula is one of those above, over exact fractions
    given_ = numbers(result=rounded(result, mode), **{key: rounded(value, mode) for key, value in exact.items()})

    assert equation("result", formula).compared(given_).verdict in {"matches", "rounding_can_explain"}


@given(a=EXACT, b=EXACT, c=EXACT, by=st.integers(-(10**6), 10**6))
def test_a_change_beyond_all_rounding_always_differs(a: int, b: int, c: int, by: int) -> None:
    """
    Three terms and their sum can be off by four half units where they were rounded, by four units where they were cut.
    """
    assume(abs(by) >= 4)
    printed_ = {key: Fraction(value // 10, 100) for key, value in zip("abc", (a, b, c), strict=True)}
    total = sum(printed_.values()) + Fraction(by, 100)
    known = numbers(result=rounded(total, ROUND_DOWN), **{key: rounded(value, ROUND_DOWN) for key, value in printed_.items()})

    assert "differs" == equation("result", "a + b + c").compared(known).verdict


@given(a=EXACT, b=st.integers(1, 10**7), mode=st.sampled_from([ROUND_HALF_UP, ROUND_DOWN]))
def test_a_printed_ratio_never_differs_from_its_exact_terms(a: int, b: int, mode: str) -> None:
    """
    A quotient of exact numbers agrees with its rounding, and with its cut.
    """
    known = Numbers([printed("result", rounded(Fraction(a, b), mode)), printed("a", str(a), 1), printed("b", str(b), 1)])

    assert equation("result", "a / b", exact=False).compared(known).verdict == "matches"


def test_an_exact_statement_is_off_by_nothing() -> None:
    """
    Where the digits are all there are, rounding explains nothing.
    """
    known = numbers(result="3.01", a="1.00", b="2.00")

    assert ["rounding_can_explain", "differs"] == [
        equation("result", "a + b", exact=exact).compared(known).verdict for exact in (False, True)
    ]


def test_ends_that_only_touch_explain_nothing_where_digits_were_cut() -> None:
    """
    Two terms that were cut are together less than two units more than printed.
    """
    assert ["differs", "rounding_can_explain"] == [
        equation("result", "a + b").compared(numbers(result=total, a="1.00", b="2.00")).verdict for total in ("3.02", "2.99")
    ]


def test_a_number_that_is_not_printed_is_missing() -> None:
    """
    Of an equation and of a condition, with what is printed.
    """
    known = numbers(result="3.00", a="1.00")

    assert Compared("cannot_verify", Fraction(3), missing=("b",)) == equation("result", "a + b").compared(known)
    assert Compared("cannot_verify", missing=("b",)) == claim("a == b").compared(known)
    assert ("a + b", None, None) == (
        equation("result", "a + b").arithmetic(known).replace("1.00", "a"),
        equation("result", "a + b").residual(known),
        claim("a == b").residual(known),
    )


def test_a_division_by_zero_gives_nothing() -> None:
    """
    Neither a number nor a residual, and nothing is missing.
    """
    known = numbers(result="3.00", a="1.00", b="0.00")
    ratio, equal = equation("result", "a / b"), claim("a / b == 1")

    assert (Compared("cannot_verify", Fraction(3)), Compared("cannot_verify")) == (ratio.compared(known), equal.compared(known))
    assert (None, None) == (ratio.residual(known), equal.residual(known))
    assert "1.00 ÷ 0.00" == ratio.arithmetic(known)


@pytest.mark.parametrize(
    ("condition", "expected"), [("a == b", 1), ("a > b", None), ("a == b == 2", None), ("a > 0 and b > 0", None), ("b == a", -1)]
)
def test_only_an_equality_has_a_residual(condition: str, expected: int | None) -> None:
    """
    The second side less the first.
    """
    assert expected == claim(condition).residual(numbers(a="1.00", b="2.00"))


def test_the_arithmetic_is_a_line_that_can_be_checked() -> None:
    """
    With the printed numbers, negative ones in brackets, and the result, marked where it does not end; one number says nothing.
    """
    known = numbers(result="0.33", a="1.00", b="-3.00")

    assert ["1.00 + (-3.00) = -2.00 元", "1.00 ÷ (-3.00) ≈ -0.3333 元", ""] == [
        equation("result", formula).arithmetic(known) for formula in ("a + b", "a / b", "a")
    ]


def test_most_relations_need_no_words_of_their_own() -> None:
    """
    Neither hints nor other words.
    """
    one, known = equation("result", "a"), numbers(result="1.00", a="1.00")
    compared = one.compared(known)

    assert ((), Detail(), Fraction(0)) == (one.hints(known, compared), one.detail(known, compared), compared.difference)


@pytest.mark.parametrize(("again", "verdict"), [("5.01", "matches"), ("5.02", "differs"), ("5.0", "matches"), ("5.1", "differs")])
def test_a_second_printing_is_the_same_number(again: str, verdict: str) -> None:
    """
    With the same decimals it has the same value; with fewer, that value rounded or cut.
    """
    report = numbers(again=again, once="5.01")

    assert verdict == equation("again", "once").compared(report).verdict
