"""Trees to integer steps: cross-multiplied comparisons, floor divisions, bits that say where there is a value."""

from collections.abc import Mapping
from fractions import Fraction

import pytest
from hypothesis import given, settings

from perfrules.domain import Domain, domain
from perfrules.errors import UndefinedError
from perfrules.formula import Scope, evaluate, parse, resolve
from perfrules.formula.evaluate import holds
from perfrules.formula.kernel import compiled, printed
from perfrules.formula.lower import MAX_BITS, Lowering, NotLoweredError, Quotient
from perfrules.formula.measure import Meaning
from perfrules.formula.parse import parse_condition
from perfrules.formula.program import Program
from perfrules.formula.scope import resolve_condition, standard
from perfrules.formula.syntax import Condition, Definition, Formula, Name
from perfrules.testing.trees import names, resolved, resolved_conditions, values
from tests.formula.lowered import Column, Values, columns, lowering, reading, text
from tests.laws.edges import tied, worlds

NUMBER = domain("number", decimals=0, least=Fraction(-1000), most=Fraction(1000))
COUNT = domain("count")
CENTS = domain("number", decimals=2, least=Fraction(-100), most=Fraction(100))
FLAG = domain("flag")
DOMAINS = {"a": NUMBER, "b": NUMBER, "c": NUMBER, "n": COUNT, "m": COUNT, "x": CENTS, "y": CENTS, "ok": FLAG, "misuse": FLAG}
OWN = (
    *(Definition(name, ("first", "second"), Name(used)) for name, used in (("earlier", "first"), ("later", "second"))),
    Definition("inverse", ("x",), parse("1 / x")),
)


def bound(written: str, domains: Mapping[str, Domain] = DOMAINS) -> Formula:
    """A formula with its names bound."""
    return resolve(parse(written), Scope.of({name: Meaning(one.kind) for name, one in domains.items()}, OWN))


def steps(written: str, domains: Mapping[str, Domain] = DOMAINS) -> str:
    """The printed steps of a formula without their frame: what computes numerator and denominator."""
    tree = bound(written, domains)
    used = {name: one for name, one in domains.items() if name in written}
    lines = text(tree, columns(used)).splitlines()
    start = next(number for number, line in enumerate(lines) if line.endswith("= inputs") or "no inputs" in line)
    return "\n".join(line.strip() for line in lines[start + 1 :])


def worth(written: str, **given: str | bool) -> Fraction | None:
    """What the steps of a formula are worth; values are texts of numbers."""
    exact = {name: one if isinstance(one, bool) else Fraction(one) for name, one in given.items()}
    return reading(bound(written), columns(DOMAINS))(exact)


def bit(condition: Condition, domains: Mapping[str, Domain], given: Values) -> bool | None:
    """What the steps of a condition say, None where they say that it is undecided."""
    given_as = columns(domains)
    program, lower = lowering(given_as)
    found = lower.condition(condition)
    run = compiled(printed(program, [("holds", found.holds, found.defined)], list(domains)), "<lowered condition>", None)
    (result,) = run([one.counted(given[name]) for name, one in given_as.items()])
    return None if result is None else bool(result)


def first(formula: Formula, known: Values) -> Fraction | None:
    """What the definition says; None where there is no value."""
    try:
        return evaluate(formula, known)
    except UndefinedError:
        return None


def test_a_ratio_is_compared_by_multiplying_across() -> None:
    """
    A comparison of a ratio with a percentage needs no division: `10 n >= 9 m` for `n / m * 100 >= 90`.
    """
    more = {"n": COUNT, "m": domain("count", least=Fraction(1))}

    assert "(1 if (not ((i0 * 10) < (i1 * 9))) else 0),  # numerator" in steps("1 if n / m * 100 >= 90 else 0", more)


def test_scaled_inputs_cancel() -> None:
    """
    Two amounts of the same decimals are compared as the integers that they are.
    """
    assert "return (\n(1 if (not (i1 < i0)) else 0),  # numerator\n1,  # denominator\n)" == steps("1 if x <= y else 0")


def test_a_rounding_is_one_floor_division() -> None:
    """
    A ratio of counts cut down to cents is one floor division of integers.
    """
    found = steps("floor(n / (m + 1) * 100) / 100")

    assert 1 == found.count("//")


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("floor(x)", "-3"),
        ("ceil(x)", "-2"),
        ("cut(x, 0.1)", "-2.6"),
        ("half_up(x, 0.1)", "-2.7"),
        ("half_even(x, 0.1)", "-2.6"),
        ("half_up(x, 1)", "-3"),
        ("abs(x)", "2.65"),
        ("floor(-x)", "2"),
        ("floor(x / -2)", "1"),
        ("floor(-x / 2)", "1"),
    ],
)
def test_roundings_are_right_for_negatives(written: str, expected: str) -> None:
    """
    A rounding of a negative number goes where its definition says, not where a division of integers would.
    """
    assert Fraction(expected) == worth(written, x="-2.65")


@pytest.mark.parametrize("divisor", ["-3", "-1", "1", "3"])
def test_a_divisor_of_any_sign_divides(divisor: str) -> None:
    """
    A divisor that can be below and above zero divides in both cases, in quotients, roundings and comparisons.
    """
    exact = Fraction(divisor)

    assert 7 / exact == worth("a / b", a="7", b=divisor)
    assert 7 / exact // 1 == worth("floor(a / b)", a="7", b=divisor)
    assert Fraction(7 / exact < 2) == worth("1 if a / b < 2 else 0", a="7", b=divisor)
    assert 7 / exact + 5 / exact == worth("a / b + 5 / b", a="7", b=divisor)


def test_a_divisor_that_is_always_negative_turns_the_signs() -> None:
    """
    A divisor that is proven to lie below zero needs no choice: the signs are turned.
    """
    below = {"a": NUMBER, "b": domain("number", decimals=0, least=Fraction(-9), most=Fraction(-1))}

    assert " if " not in steps("a / b", below)
    assert Fraction(-7, 3) == reading(bound("a / b", below), columns(below))({"a": Fraction(7), "b": Fraction(-3)})


def test_a_divisor_that_is_always_positive_has_no_bit() -> None:
    """
    A quotient over what is proven to lie above zero is always defined, and no step asks.
    """
    assert "UNDEFINED" not in steps("n / (m + 1)")
    assert "==" not in steps("n / (m + 1)")


@pytest.mark.parametrize(
    ("written", "given"),
    [
        ("a / b", {"a": "1", "b": "0"}),
        ("a / b", {"a": "0", "b": "0"}),
        ("1 if a / b >= 0 else 0", {"a": "0", "b": "0"}),
        ("1 if a / b == a / b else 0", {"a": "0", "b": "0"}),
        ("5 if 1 / a > 0 else 5", {"a": "0"}),
        ("0 * (1 / a)", {"a": "0"}),
        ("1 / a - 1 / a", {"a": "0"}),
        ("a / a", {"a": "0"}),
        ("a / (b - b)", {"a": "1", "b": "1"}),
        ("1 / (0 * a)", {"a": "1"}),
        ("1 / 0", {}),
        ("min(0, 1 / a)", {"a": "0"}),
        ("later(1 / a, 2)", {"a": "0"}),
        ("earlier(2, 1 / a)", {"a": "0"}),
        ("floor(1 / a)", {"a": "0"}),
        ("-(1 / a)", {"a": "0"}),
        ("1 if a < 1 / a else 0", {"a": "0"}),
        ("1 if -1 < a < 1 / a else 0", {"a": "0"}),
        ("1 if 1 / a > 1 and ok else 0", {"a": "0", "ok": False}),
        ("1 if ok and 1 / a > 1 else 0", {"a": "0", "ok": True}),
        ("1 if ok or 1 / a > 1 else 0", {"a": "0", "ok": False}),
        ("1 if not 1 / a > 1 else 0", {"a": "0"}),
        ("1 / a if ok else 2", {"a": "0", "ok": True}),
        ("1 if ok else 1 / a", {"a": "0", "ok": False}),
    ],
)
def test_a_division_by_zero_that_is_reached_leaves_no_value(written: str, given: dict[str, str | bool]) -> None:
    """
    Where a division by zero is reached there is no value, whatever the formula does with it and however it could be shortened.
    """
    assert worth(written, **given) is None


@pytest.mark.parametrize(
    ("written", "given", "expected"),
    [
        ("1 / a if ok else 2", {"a": "0", "ok": False}, 2),
        ("a / b if b > 0 else 0", {"a": "1", "b": "0"}, 0),
        ("1 if ok and 1 / a > 1 else 0", {"a": "0", "ok": False}, 0),
        ("1 if ok or 1 / a > 1 else 0", {"a": "0", "ok": True}, 1),
        ("1 if ok and misuse and 1 / a > 1 else 0", {"a": "0", "ok": True, "misuse": False}, 0),
        ("1 if misuse or ok or 1 / a > 1 else 0", {"a": "0", "ok": True, "misuse": False}, 1),
        ("1 if 1 < a < 1 / b else 0", {"a": "1", "b": "0"}, 0),
        ("1 if a != 0 and 1 / a < 1 else 0", {"a": "0"}, 0),
        ("0 if b == 0 else a / b", {"a": "1", "b": "0"}, 0),
    ],
)
def test_a_division_by_zero_that_is_not_reached_does_no_harm(written: str, given: dict[str, str | bool], expected: int) -> None:
    """
    A branch that is not taken, and a condition after the one that decides, may divide by zero.
    """
    assert Fraction(expected) == worth(written, **given)


@pytest.mark.parametrize(("operator", "expected"), [("<", 0), ("<=", 1), (">", 0), (">=", 1), ("==", 1), ("!=", 0)])
def test_equal_sides_decide_a_comparison_exactly(operator: str, expected: int) -> None:
    """
    Where both sides are equal fractions each comparison says what its sign means.
    """
    assert Fraction(expected) == worth(f"1 if x / 0.3 {operator} y / 0.7 else 0", x="0.3", y="0.7")


def test_chains_stop_at_the_first_that_fails() -> None:
    """
    A chain of comparisons holds where each pair does.
    """
    rows = (("0", "5"), ("1", "1"), ("9", "9"), ("9", "10"))

    assert [0, 1, 1, 0] == [worth("1 if 0 < a <= b < 10 else 0", a=a, b=b) for a, b in rows]


def test_extremes_share_a_denominator() -> None:
    """
    The least of a ratio and a number is one minimum over one denominator, and extremes over several denominators are exact.
    """
    assert 1 == steps("min(n / (m + 1), 1)").count(" < ")
    assert Fraction(1, 3) == worth("min(a / b, x / y, 1)", a="1", b="3", x="0.5", y="1")
    assert Fraction(1, 2) == worth("max(a / b, x / y, -1)", a="1", b="3", x="0.5", y="1")
    assert Fraction(-1, 3) == worth("max(a / b, x / y)", a="1", b="-3", x="-0.5", y="1")


def test_equal_ratios_cancel() -> None:
    """
    What stands over itself is a number, with the bit that says where it has a value.
    """
    assert "return (\n2,  # numerator\n1,  # denominator\n)" == steps("2 * (n + 1) / (n + 1)")
    assert [Fraction(2), None] == [worth("2 * a / a", a=a) for a in ("-3", "0")]


def test_a_choice_between_numbers_stays_a_choice_between_numbers() -> None:
    """
    A table of bands times a weight is a table of products.
    """
    found = steps("(1 if a < 5 else 0.5 if a < 10 else 0) * 4")

    assert "*" not in found
    assert Fraction(2) == worth("(1 if a < 5 else 0.5 if a < 10 else 0) * 4", a="5")


def test_names_without_an_integer_form_are_refused() -> None:
    """
    A formula over a name that was not lowered itself is not lowered, and the reason names it.
    """
    program = Program()

    with pytest.raises(NotLoweredError) as caught:
        Lowering(program, {}, {}).formula(parse("share + 1"))

    assert "`share` has no integer form" == str(caught.value)


def test_a_formula_of_many_steps_is_refused() -> None:
    """
    A formula that needs more steps than it may is not lowered, and the next one starts to count anew.
    """
    _, lower = lowering(columns(DOMAINS), most=6)

    with pytest.raises(NotLoweredError) as caught:
        lower.formula(bound("(a + b) * (a + c) * (b + c) * (a + 1) * (b + 1)"))

    assert "it needs more than 6 steps" == str(caught.value)
    assert isinstance(lower.formula(bound("a * 3 + c")), Quotient)


@pytest.mark.parametrize("written", ["(a + b) * (a + c)", "a / b", "1 if a < b and ok else c"])
def test_a_formula_may_need_as_many_steps_as_it_may(written: str) -> None:
    """
    A formula that needs exactly as many steps as it may is lowered; with one step less it is not.
    """
    program, lower = lowering(columns(DOMAINS))
    known = len(program.steps)
    lower.formula(bound(written))
    needed = len(program.steps) - known

    assert isinstance(lowering(columns(DOMAINS), most=needed)[1].formula(bound(written)), Quotient)
    with pytest.raises(NotLoweredError):
        lowering(columns(DOMAINS), most=needed - 1)[1].formula(bound(written))


def test_a_number_may_have_as_many_bits_as_it_may() -> None:
    """
    An integer of 4,096 bits is lowered, one of 4,097 is refused, above zero and below.
    """
    for sign in (1, -1):
        least, most = sorted((0, sign * (2**4096 - 1)))
        _, lower = lowering({"v": Column(Fraction(1), least, most)})
        assert isinstance(lower.formula(parse("v * 3")), Quotient)
        least, most = sorted((0, sign * 2**4096))
        _, lower = lowering({"v": Column(Fraction(1), least, most)})
        with pytest.raises(NotLoweredError):
            lower.formula(parse("v * 3"))


def test_a_factor_may_have_as_many_bits_as_a_number() -> None:
    """
    Numbers of a formula that multiply to more bits than an integer may have are refused, above its fraction line and below.
    """
    for operator in ("*", "/"):
        _, lower = lowering(columns({"x": CENTS}))
        several = f" {operator} ".join(["x", *["9" * 40] * 32])
        with pytest.raises(NotLoweredError):
            lower.formula(parse(several))


def test_a_divisor_of_one_value_divides_like_a_number() -> None:
    """
    A fact that can only be 3 divides by 3.
    """
    tree = parse("a / three + 1")
    run = reading(tree, {"a": Column(Fraction(1), -9, 9), "three": Column(Fraction(1), 3, 3)})

    assert Fraction(5, 3) == run({"a": Fraction(2), "three": Fraction(3)})


def test_a_function_has_no_value_where_its_body_has_none() -> None:
    """
    A division by zero inside a function leaves the call without a value, whatever its argument.
    """
    assert [None, Fraction(1, 2)] == [worth("inverse(a)", a=a) for a in ("0", "2")]
    assert [None, Fraction(3, 2)] == [worth("inverse(a) + 1 if ok else 0", a=a, ok=True) for a in ("0", "2")]


def test_a_formula_of_large_numbers_is_refused() -> None:
    """
    A formula whose integers could need more bits than a number may have is not lowered.
    """
    wide = {f"v{number}": domain("number", decimals=0, least=Fraction(0), most=Fraction(10**39)) for number in range(40)}
    _, lower = lowering(columns(wide))

    with pytest.raises(NotLoweredError) as caught:
        lower.formula(bound(" * ".join(wide), wide))

    assert f"its numbers need more than {MAX_BITS} bits" == str(caught.value)
    with pytest.raises(NotLoweredError):
        lower.formula(bound(f"min({', '.join(f'1 / ({name} + 1)' for name in wide)})", wide))


@pytest.mark.parametrize(
    ("written", "expected"),
    [("x", 265), ("x * 100", 26500), ("floor(x)", 200), ("x * 0", 0), ("1.5 if x > 1 else 0.25", 150)],
)
def test_points_are_counted_in_the_last_decimal(written: str, expected: int) -> None:
    """
    A count says how many times the step of scores goes into a number that is a multiple of it.
    """
    program, lower = lowering(columns({"x": CENTS}))
    found = lower.formula(bound(written))
    count = lower.count(found, Fraction(1, 100))
    run = compiled(printed(program, [("count", count, found.defined)], ["x"]), "<lowered count>", None)

    assert (expected,) == run([265])


def test_a_standard_function_needs_no_code_of_its_own() -> None:
    """
    Each standard function is lowered through its definition.
    """
    arguments = {1: "(a)", 2: "(a, 2)", 3: "(a, b, 10)"}
    given = {"a": "7", "b": "4"}
    several = [f"{name}{arguments[len(one.parameters)]}" for name, one in standard().items()]

    assert {one: worth(one, **given) for one in several} == {
        one: evaluate(bound(one), {name: Fraction(value) for name, value in given.items()}) for one in several
    }


@settings(max_examples=80)
@given(resolved() | tied(), values())
def test_steps_agree_with_the_definition(formula: Formula, known: Values) -> None:
    """
    The steps of a formula give what the definition gives, and have no value where it has none.
    """
    assert first(formula, known) == reading(formula, columns(names()))(known)


@settings(max_examples=80)
@given(resolved() | tied(), worlds())
def test_steps_over_narrow_domains_agree_with_the_definition(
    formula: Formula, world: tuple[Mapping[str, Domain], tuple[Values, ...]]
) -> None:
    """
    What is shortened because domains are narrow, or one value each, is worth the same, and has no value in the same places.
    """
    domains, several = world
    lowered = reading(formula, columns(domains))

    assert [first(formula, known) for known in several] == [lowered(known) for known in several]


@settings(max_examples=60)
@given(resolved_conditions(), values())
def test_bits_agree_with_the_definition(condition: Condition, known: Values) -> None:
    """
    The bit of a condition is 1 where it holds, 0 where it fails, and undefined where it is undecided.
    """
    try:
        expected: bool | None = holds(condition, known)
    except UndefinedError:
        expected = None

    assert expected == bit(condition, names(), known)


def test_flags_are_bits() -> None:
    """
    A flag is the input itself, its negation 1 less the input.
    """
    condition = resolve_condition(parse_condition("not ok"), Scope.of({"ok": Meaning("flag")}))

    assert [False, True] == [bit(condition, {"ok": FLAG}, {"ok": one}) for one in (True, False)]
