"""Bounds: between which values a formula lies, on which lattice, and whether it always has a value."""

from fractions import Fraction
from time import perf_counter

import pytest

from perfrules.domain import Domain, domain
from perfrules.errors import FormulaError
from perfrules.formula.assumption import Assumptions
from perfrules.formula.bounds import Analysis, bounds
from perfrules.formula.extent import Bounds
from perfrules.formula.interval import EVERYTHING, NOTHING, Interval, point
from perfrules.formula.measure import Meaning
from perfrules.formula.parse import parse
from perfrules.formula.scope import Scope, resolve
from perfrules.formula.syntax import Definition, Formula

COUNT = domain("count", most=Fraction(100))
NUMBER = domain("number", decimals=1, least=Fraction(-10), most=Fraction(10))
OPEN = Bounds(EVERYTHING, None, defined=True)
ABOVE = Bounds(Interval(Fraction(0), None), None, defined=True)
FACTS: dict[str, Domain | Bounds] = {
    "a": COUNT,
    "b": COUNT,
    "c": COUNT,
    "u": domain("count", least=Fraction(1), most=Fraction(100)),
    "x": NUMBER,
    "y": NUMBER,
    "open": OPEN,
    "above": ABOVE,
    "three": domain("count", least=Fraction(3), most=Fraction(3)),
    "f": domain("flag"),
    "g": domain("flag"),
    "yes": Domain("flag", "", 0, Fraction(1), Fraction(1)),
    "level": domain("choice", states=(("high", "高"), ("middle", "中"), ("low", "低"))),
    "day": domain("date"),
}
SECOND = Definition("second", ("first", "last"), parse("last"))


def bound(text: str) -> Formula:
    """A formula over the facts."""
    meanings = {
        name: Meaning(one.kind, "", tuple(state for state, _ in one.states)) if isinstance(one, Domain) else Meaning()
        for name, one in FACTS.items()
    }
    return resolve(parse(text), Scope.of(meanings, [SECOND]))


def found(text: str) -> Bounds:
    """The bounds of a formula over the facts."""
    return bounds(bound(text), FACTS)


def span(text: str) -> tuple[str | None, ...]:
    """The ends of a formula as texts."""
    one = found(text).span
    return tuple(None if end is None else str(end) for end in (one.least, one.most))


def lattice(text: str) -> str | None:
    """The lattice of a formula as a text."""
    one = found(text).lattice
    return None if one is None else str(one)


def spans(*rows: tuple[str, str | None, str | None]) -> pytest.MarkDecorator:
    """Formulas with the ends that are expected."""
    return pytest.mark.parametrize(("text", "least", "most"), rows)


@spans(
    ("2.5", "5/2", "5/2"),
    ("-x", "-10", "10"),
    ("a + x", "-10", "110"),
    ("a - b", "-100", "100"),
    ("a * x", "-1000", "1000"),
    ("a / 4", "0", "25"),
    ("x / -4", "-5/2", "5/2"),
    ("floor(x / 3)", "-4", "3"),
    ("min(a, x)", "-10", "10"),
    ("max(a, x)", "0", "100"),
    ("abs(x)", "0", "10"),
    ("day - date(2000, 1, 1)", "-730119", "2921939"),
)
def test_each_operation_carries_the_ends_on(text: str, least: str, most: str) -> None:
    """
    The ends of a formula follow from those of its parts.
    """
    assert (least, most) == span(text)


@spans(
    ("a - a", "0", "0"),
    ("a - b - a", "-100", "0"),
    ("a + 1 - a", "1", "1"),
    ("a + b + (1 - a)", "1", "101"),
    ("(a + b) / 2 - a / 2", "0", "50"),
    ("x * x", "0", "100"),
    ("(a - b) * (a - b)", "0", "10000"),
    ("open - open", "0", "0"),
    ("three * x - x * 3", "0", "0"),
)
def test_equal_terms_cancel(text: str, least: str, most: str) -> None:
    """
    What is added and taken away again leaves nothing, and a square is not below zero.
    """
    assert (least, most) == span(text)


@spans(
    ("0 if a > b else a / b", "0", "1"),
    ("a / b if a <= b else 0", "0", "1"),
    ("a / b if a < b else 1", "0", "1"),
    ("a / b if a >= b else 1", "1", "100"),
    ("a / b if a == b else 1", "1", "1"),
    ("0 if a != b else a / b", "0", "1"),
    ("2 * a / b if a <= b else 0", "0", "2"),
    ("a / (4 * b) if a <= b else 0", "0", "1/4"),
    ("-a / b if a <= b else 0", "-1", "0"),
    ("-a / b if a <= b else -1", "-1", "0"),
    ("a / -b if a <= b else 0", "-100", "0"),
    ("(a - b) / b if b < a < 3 * b else 0", "0", "2"),
    ("a / b if 10 * a >= 6 * b else 1", "3/5", "100"),
    ("(a + c) / (b + c) if a <= b else 1", "0", "1"),
    ("a / (a + b)", "0", "1"),
    ("b / (a + b)", "0", "1"),
    ("(a + b) / a", "1", "200"),
    ("u / (u + a)", "1/200", "1"),
    ("above / (above + a)", "0", "1"),
)
def test_the_order_of_two_parts_limits_their_quotient(text: str, least: str, most: str) -> None:
    """
    What is at most another is at most once the other, where that is above zero.
    """
    assert (least, most) == span(text)


@spans(
    ("min(a, b) / b", "0", "1"),
    ("min(a, b) / max(c, b)", "0", "1"),
    ("min(a, b) / max(b, a)", "0", "1"),
    ("a / max(a, b)", "0", "1"),
    ("max(a, b) / u", "0", "100"),
    ("max(a, b) / min(c, u) if a <= c and b <= c and a <= u and b <= u else 1", "0", "1"),
    ("max(min(a, u), min(b, u)) / u", "0", "1"),
    ("max(a, b) / b", "1", "100"),
    ("min(a, c) / min(b, c)", "0", "100"),
    ("2 * min(a, b) / (4 * b)", "0", "1/2"),
    ("4 * max(a, b) / (2 * b)", "2", "200"),
)
def test_minima_and_maxima_are_ordered_with_their_parts(text: str, least: str, most: str) -> None:
    """
    A minimum is at most each of its parts, a maximum at least each, and at most what all of them are at most.
    """
    assert (least, most) == span(text)


@spans(
    ("a if a < 5 else 0", "0", "4"),
    ("a if a <= 5 else 7", "0", "7"),
    ("a if a > 5 else 6", "6", "100"),
    ("a if a >= 5 else 6", "5", "100"),
    ("a if 5 <= a < 9 else 6", "5", "8"),
    ("a if 5 <= a and a < 9 else 6", "5", "8"),
    ("6 if a < 5 or a >= 9 else a", "5", "8"),
    ("6 if not (5 <= a < 9) else a", "5", "8"),
    ("a if a == 5 else 6", "5", "6"),
    ("6 if a != 5 else a", "5", "6"),
    ("a if x == a else 0", "0", "10"),
    ("x if x < 0.25 else 0", "-10", "1/5"),
    ("x if x > open else 0", "-10", "10"),
    ("open if 0 < open < 1 else 0", "0", "1"),
    ("a / 4 * 100 if a / 4 * 100 < 60 else 0", "0", "50"),
    ("a / b * 5 if 60 <= a / b * 100 < 100 else 3", "3", "5"),
    ("5 - a - b if a + b <= 5 else 0", "0", "5"),
    ("5 - a - b if a + b < 5 else 0", "0", "5"),
    ("x * 2 if x + 3 <= a else 0", "-20", "20"),
    ("a if a * 2 + b <= 10 else 0", "0", "5"),
    ("a if 0 == three - a else 3", "3", "3"),
)
def test_a_branch_knows_its_condition(text: str, least: str, most: str) -> None:
    """
    Where a branch is reached its condition holds, or has failed, and that narrows what was compared.
    """
    assert (least, most) == span(text)


@spans(
    ("1 if a >= 0 else 2", "1", "1"),
    ("1 if a > 100 else 2", "2", "2"),
    ("1 if a - a == 0 else 2", "1", "1"),
    ("1 if a != a else 2", "2", "2"),
    ("1 if three != 3 else 2", "2", "2"),
    ("1 if a == x + 200 else 2", "2", "2"),
    ("1 if yes else 2", "1", "1"),
    ("1 if not yes else 2", "2", "2"),
    ("1 if f and not f else 2", "2", "2"),
    ("(1 if f else 2) if f else 3", "1", "3"),
    ("(1 if f else 2) if not f else 3", "2", "3"),
    ("1 if f or not f else 2", "1", "1"),
    ("1 if level == high and level == low else 2", "2", "2"),
    ("(2 if level == low else 1) if level == high else 1", "1", "1"),
    ("(2 if a > 5 else 1) if a < 3 else 1", "1", "1"),
    ("1 if a > 2.5 and a < 2.7 else 2", "2", "2"),
    ("1 if a < b and b < a else 2", "2", "2"),
    ("1 if above < 0 else 2", "2", "2"),
    ("1 if a == 2.5 else 2", "2", "2"),
    ("(1 if a + b != 5 else 2) if a + b == 5 else 2", "2", "2"),
    ("1 if a <= b else 2 if a > b else 3", "1", "2"),
    ("1 if a >= 0 and b >= 0 else 2", "1", "1"),
)
def test_a_condition_that_is_decided_leaves_one_branch(text: str, least: str, most: str) -> None:
    """
    A branch that can never be reached adds nothing.
    """
    assert (least, most) == span(text)


@spans(
    ("3 / u", "3/100", "3"),
    ("3 / a", "3/100", "3"),
    ("3 / x", "-30", "30"),
    ("3 / (x - 20)", "-3/10", "-1/10"),
    ("3 / (a - 100)", "-3", "-3/100"),
    ("1 / above", "0", None),
    ("-1 / above", None, "0"),
    ("1 / open", None, None),
    ("open / u", None, None),
    ("u / (above + 1)", "0", "100"),
    ("0 / open", "0", "0"),
)
def test_a_divisor_keeps_away_from_zero_by_its_lattice(text: str, least: str | None, most: str | None) -> None:
    """
    A divisor with a step limits its quotient; one that comes near zero leaves no limit, one without end leaves zero.
    """
    assert (least, most) == span(text)


@pytest.mark.parametrize(
    "text",
    [
        "1 / 0",
        "a / (b - b)",
        "1 if 1 / 0 > 0 else 2",
        "1 if 1 / 0 == 0 else 2",
        "1 if 0 == 1 / 0 else 2",
        "1 if 0 != 1 / 0 else 2",
        "1 / 0 + a",
        "min(a, 1 / 0)",
        "floor(1 / 0)",
        "-(1 / 0)",
        "second(1 / 0, 5)",
    ],
)
def test_a_formula_that_never_has_a_value_lies_nowhere(text: str) -> None:
    """
    Where a division by zero is always reached the span is empty, and so is what is made of it.
    """
    assert Bounds(NOTHING, Fraction(0), defined=False) == found(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a", "1"),
        ("0.25", "1/4"),
        ("-0.25 * a", "1/4"),
        ("a * x", "1/10"),
        ("a + 0.25 * b", "1/4"),
        ("0.4 * a - 0.6 * b", "1/5"),
        ("a / 8", "1/8"),
        ("a / -0.5", "2"),
        ("a / b", None),
        ("a / b * 0", "0"),
        ("a / b + 1", None),
        ("1 + a / b", None),
        ("a * (a / b)", None),
        ("floor(a / b)", "1"),
        ("floor(3 * a)", "3"),
        ("floor(x)", "1"),
        ("min(0.4 * a, 6, 1 / 5)", "1/5"),
        ("max(a, a / b)", None),
        ("0.5 if f else 0.75", "1/4"),
        ("a / b if f else 1", None),
        ("x if x == three else 6", "3"),
        ("three * a", "3"),
        ("3 * a if yes else 1", "3"),
        ("max(three * a, 3 * b)", "3"),
        ("1 / 3 if f else 0", "1/3"),
        ("cut(a / b, 0.01)", "1/100"),
        ("half_up(open, 0.1)", "1/10"),
        ("half_even(a / u, 0.25)", "1/4"),
        ("-ceil(open)", "1"),
        ("open", None),
    ],
)
def test_all_values_lie_on_the_lattice(text: str, expected: str | None) -> None:
    """
    A formula is a whole multiple of its lattice: what its parts have in common, the step of its rounding, or nothing known.
    """
    assert expected == lattice(text)


@spans(
    ("cut(a / u, 0.01)", "0", "100"),
    ("cut(a / 3, 1)", "0", "33"),
    ("cut(x / 3, 1)", "-3", "3"),
    ("half_up(x / 3, 1)", "-3", "3"),
    ("half_up(a / 3, 0.1)", "0", "333/10"),
    ("half_even(a / 10, 1)", "0", "10"),
    ("half_up(a / 8, 1)", "0", "13"),
    ("cut(a / b * 6, 0.01) if a <= b else 6", "0", "6"),
    ("half_up(a / b * 6, 0.01) if a <= b else 6", "0", "6"),
    ("half_even(a / b * 7.01, 0.01) if a <= b else 6", "0", "701/100"),
    ("ceil(x / 3)", "-3", "4"),
)
def test_rounding_keeps_the_ends_on_its_step(text: str, least: str, most: str) -> None:
    """
    Cut towards zero, rounded to the nearest, to the even one: the ends are rounded as values are.
    """
    assert (least, most) == span(text)


@spans(
    ("attained(a, b, 10)", "0", "10"),
    ("attained(x, u, 10)", "0", "10"),
    ("attained_reverse(a, b, 10)", "0", "10"),
    ("attained_reverse(a, x, 10)", "0", "10"),
    ("attained_linear(a, b, 10)", "0", "10"),
    ("attained_linear(a / u, b, 10)", "0", "10"),
    ("second(a, 5)", "5", "5"),
)
def test_the_shapes_of_scoring_stay_inside_their_weight(text: str, least: str, most: str) -> None:
    """
    The standard functions give nothing below zero and nothing above the weight.
    """
    assert (least, most) == span(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a / u", True),
        ("a / b", False),
        ("a / b if b > 0 else 1", True),
        ("a / b if b != 0 else 1", True),
        ("1 if b == 0 else a / b", True),
        ("1 if 0 == b else a / b", True),
        ("a / above if above > 0 else 1", True),
        ("1 if above <= 0 else a / above", True),
        ("a / open if open < 0 else 1", True),
        ("a / open if 0 != open else 1", True),
        ("a / (open - 1) if open - 1 != 0 else 1", True),
        ("a / open if open != 5 else 1", False),
        ("a / open if 5 != open else 1", False),
        ("a / open if open <= 0 else 1", False),
        ("a / above if above >= 0 else 1", False),
        ("a / open if open == above else 1", False),
        ("1 / (a - b) if a > b else 0", True),
        ("1 / (a - b) if a < b else 0", True),
        ("1 / (a - b) if a >= b else 0", False),
        ("attained(a, b, 10)", True),
        ("attained_reverse(a, b, 10)", True),
        ("attained_linear(a, b, 10)", False),
        ("a / b * 0", False),
        ("a / b - a / b", False),
        ("min(1, a / b)", False),
        ("1 + a / b", False),
        ("a / b + 1", False),
        ("1 / (a / b + 1)", False),
        ("-(a / b)", False),
        ("floor(a / b)", False),
    ],
)
def test_a_formula_is_defined_if_no_division_by_zero_is_reached(text: str, expected: bool) -> None:  # noqa: FBT001  # an expected answer
    """
    A formula is defined where each divisor that is reached cannot be zero, whatever becomes of the quotient.
    """
    assert expected == found(text).defined


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1 if a / b > 1 else 0", False),
        ("1 if b > 0 and a / b > 1 else 0", True),
        ("1 if a / b > 1 and b > 0 else 0", False),
        ("1 if b == 0 or a / b > 1 else 0", True),
        ("1 if a / b > 1 or b == 0 else 0", False),
        ("1 if 0 < b < a / b else 0", True),
        ("1 if 0 <= b < a / b else 0", False),
        ("1 if not (b == 0) and a / b > 1 else 0", True),
        ("1 if f and 1 / 0 > 0 else 0", False),
        ("1 if not yes and 1 / 0 > 0 else 0", True),
        ("1 if yes or 1 / 0 > 0 else 0", True),
        ("1 if 1 / 0 > 0 and yes else 0", False),
        ("1 if three > 5 > 1 / 0 else 0", True),
        ("1 / 0 if not yes else 0", True),
        ("1 / 0 if a < 0 else 0", True),
    ],
)
def test_conditions_are_read_from_left_to_right_and_stop_early(text: str, expected: bool) -> None:  # noqa: FBT001  # an expected answer
    """
    What stands behind a condition that decides is not reached, and what stands before it is.
    """
    assert expected == found(text).defined


@pytest.mark.parametrize("text", ["second(1 / 0, 5)", "second(a / b, 5)", "abs(1 / 0)"])
def test_arguments_are_worked_out_though_nobody_uses_them(text: str) -> None:
    """
    A function is called by value: an argument without a value leaves the call without one.
    """
    assert not found(text).defined


def test_what_several_conditions_leave_open_is_not_assumed() -> None:
    """
    Where an `and` fails, either part may have failed, so neither is taken for granted.
    """
    assert ("0", "100") == span("1 if a < 50 and b < 50 else a")
    assert ("0", "100") == span("1 if a < 50 and b < 50 else b")
    assert ("50", "100") == span("60 if a < 50 and a >= 0 else a")


@spans(
    ("a + b if a + b <= 5", "0", "5"),
    ("a + b if a + b < 5", "0", "4"),
    ("a + b if 190 <= a + b", "0", "200"),
    ("1 / (a + b) if 190 <= a + b", "0", "1/190"),
    ("1 / (a + b) if 190 < a + b", "0", "1/191"),
)
def test_many_conditions_do_not_make_the_first_forgotten(text: str, least: str, most: str) -> None:
    """
    A sum that was compared stays narrowed however many comparisons follow, though only the newest are kept as such.
    """
    following = " and ".join(f"c > {number}" for number in range(12))

    assert (least, most) == span(f"{text} and {following} else 0")


def test_a_fact_with_one_value_counts_as_a_number() -> None:
    """
    A weight that is given as a name of one value scales a quotient as a number does.
    """
    assert ("0", "3") == span("a / b * three if a <= b else 0")
    assert ("-300", "0") == span("three * a - 3 * (a + a)")


def test_all_that_is_proven_of_one_formula() -> None:
    """
    One analysis gives span, lattice and definedness together.
    """
    assert Bounds(Interval(Fraction(0), Fraction(6)), Fraction(1, 100), defined=True) == found("cut(attained(a, b, 6), 0.01)")


def test_conditions_inside_conditions_take_no_longer_than_others() -> None:
    """
    Each part of a formula is read once where it stands, however deep it stands in conditions.
    """
    text = "a"
    for _ in range(30):
        text = f"(1 if {text} > 1 else 2)"
    began = perf_counter()

    assert (("1", "2"), True) == (span(text), perf_counter() - began < 5)


def test_an_analysis_that_grows_too_long_goes_on_without_narrowing() -> None:
    """
    Beyond its limit an analysis still decides conditions, but no longer narrows: what it says is wider and as true.
    """
    analysis = Analysis(FACTS, most=0)
    spans = [analysis.formula(bound(text), Assumptions()).span for text in ("a if a < 5 else 0", "1 if a >= 0 else a / b")]

    assert [Interval(Fraction(0), Fraction(100)), Interval(Fraction(1), Fraction(1))] == spans


def test_an_analysis_narrows_until_its_work_is_done() -> None:
    """
    One analysis narrows the first of many formulas and, its work used up, no longer the last.
    """
    analysis = Analysis(FACTS, most=50)
    mosts = [analysis.formula(bound(f"a if a < {number} else 0"), Assumptions()).span.most for number in range(1, 60)]

    assert [Fraction(0), Fraction(100)] == [mosts[0], mosts[-1]]


def test_chains_inside_chains_end_in_time() -> None:
    """
    A side that stands between two others is read for both, and the limit keeps that from growing without end.
    """
    text = "a"
    for _ in range(30):
        text = f"(1 if 0 < {text} < 2 else 2)"
    began = perf_counter()

    assert (("1", "2"), True) == (span(text), perf_counter() - began < 5)


def test_one_analysis_serves_several_formulas() -> None:
    """
    What was found for a formula is found again for a part of another.
    """
    analysis = Analysis(FACTS)
    known = Assumptions()
    first = analysis.formula(bound("a / u"), known)

    assert first is analysis.formula(bound("a / u"), known)


def test_assumptions_that_are_gone_are_not_taken_for_new_ones() -> None:
    """
    What was found under assumptions is theirs alone, though Python may keep later ones at the same address.
    """
    analysis = Analysis(FACTS)
    a = bound("a")
    found = [analysis.formula(a, Assumptions({a: point(Fraction(number))})).span for number in range(100)]

    assert [point(Fraction(number)) for number in range(100)] == found


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("cut(a, 0.01)", "`cut` is not resolved; call `resolve` first"),
        ("a + spnet", "`spnet` has no domain here; call `resolve` first if it is a state"),
        ("1 if level == low else 0", "`low` has no domain here; call `resolve` first if it is a state"),
        ("1 if spnet else 0", "`spnet` has no domain here; call `resolve` first if it is a state"),
    ],
)
def test_a_formula_that_is_not_resolved_is_refused(written: str, expected: str) -> None:
    """
    A function without its definition, or a name without its domain, is an error of the formula.
    """
    with pytest.raises(FormulaError) as caught:
        bounds(parse(written), FACTS)

    assert expected == caught.value.sentence
