"""Integer steps: equal ones are one, certain ones are constants, every value lies in its ends."""

from collections.abc import Callable, Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from perfrules.formula.program import Ends, Operator, Program, Step

ENDS = {"x": (-3, 5), "y": (0, 4), "z": (2, 9), "yes": (0, 1), "no": (0, 1)}


@pytest.fixture
def program() -> Program:
    """A program with nothing in it."""
    return Program()


def inputs(program: Program) -> list[int]:
    """One input for each of `ENDS`."""
    return [program.input(position, ends) for position, ends in enumerate(ENDS.values())]


def made(program: Program, step: int) -> tuple[Operator, tuple[int, ...], Ends]:
    """What a step is."""
    found = program.steps[step]
    return found.operator, found.operands, found.ends


def run(program: Program, step: int, given: Sequence[int]) -> int:
    """What a step is worth, by the definition of its operator."""
    found: Step = program.steps[step]
    below = [run(program, operand, given) for operand in found.operands]
    actions: dict[Operator, Callable[[], int]] = {
        "input": lambda: given[found.value],
        "constant": lambda: found.value,
        "+": lambda: below[0] + below[1],
        "-": lambda: below[0] - below[1],
        "*": lambda: below[0] * below[1],
        "//": lambda: below[0] // below[1],
        "min": lambda: min(below),
        "max": lambda: max(below),
        "<": lambda: int(below[0] < below[1]),
        "==": lambda: int(below[0] == below[1]),
        "and": lambda: min(below),
        "or": lambda: max(below),
        "not": lambda: 1 - below[0],
        "select": lambda: below[1] if below[0] else below[2],
    }
    return actions[found.operator]()


def test_equal_steps_are_one(program: Program) -> None:
    """
    The same operation on the same steps is one step, and the order of a sum, product or comparison for equality is no matter.
    """
    x, y, *_ = inputs(program)

    assert program.add(x, y) == program.add(y, x)
    assert program.multiply(x, y) == program.multiply(y, x)
    assert program.equal(x, y) == program.equal(y, x)
    assert program.subtract(x, y) != program.subtract(y, x)
    assert program.input(0, ENDS["x"]) == x
    assert program.constant(7) == program.constant(7)


def test_constants_are_worked_out(program: Program) -> None:
    """
    An operation on constants is a constant, rounded down where it divides.
    """
    seven, two, minus = program.constant(7), program.constant(2), program.constant(-7)

    assert [9, 5, 14, 3, -4, 2, 7] == [
        program.certain(step)
        for step in (
            program.add(seven, two),
            program.subtract(seven, two),
            program.multiply(seven, two),
            program.divide(seven, two),
            program.divide(minus, two),
            program.least(seven, two),
            program.greatest(seven, two),
        )
    ]
    assert [0, 1, 0, 1] == [
        program.certain(step)
        for step in (
            program.below(seven, two),
            program.below(two, seven),
            program.equal(seven, two),
            program.equal(two, program.constant(2)),
        )
    ]


def test_an_input_with_one_value_is_a_constant(program: Program) -> None:
    """
    An input whose ends are one number is that number.
    """
    assert ("constant", (), (4, 4)) == made(program, program.input(0, (4, 4)))


def test_what_changes_nothing_is_left_out(program: Program) -> None:
    """
    Zero added or taken away, one as a factor or divisor, and a step taken from itself leave no operation behind.
    """
    x, *_ = inputs(program)
    zero, one = program.constant(0), program.constant(1)
    before = len(program.steps)

    assert [x] * 7 == [
        program.add(x, zero),
        program.add(zero, x),
        program.subtract(x, zero),
        program.multiply(x, one),
        program.multiply(one, x),
        program.divide(x, one),
        program.least(x, x),
    ]
    assert [zero] * 3 == [program.subtract(x, x), program.multiply(x, zero), program.multiply(zero, x)]
    assert [x, zero, one] == [program.greatest(x, x), program.below(x, x), program.equal(x, x)]
    assert before == len(program.steps)


def test_ends_follow_from_the_ends_of_operands(program: Program) -> None:
    """
    The ends of a sum, difference, product, quotient, minimum and maximum are those of its corners.
    """
    x, y, z, *_ = inputs(program)

    assert (-3, 9) == program.steps[program.add(x, y)].ends
    assert (-7, 5) == program.steps[program.subtract(x, y)].ends
    assert (-12, 20) == program.steps[program.multiply(x, y)].ends
    assert (-27, 45) == program.steps[program.multiply(x, z)].ends
    assert (-2, 2) == program.steps[program.divide(x, z)].ends
    assert (-3, 4) == program.steps[program.least(x, y)].ends
    assert (0, 5) == program.steps[program.greatest(x, y)].ends


def test_factors_of_constants_are_joined(program: Program) -> None:
    """
    A constant times a constant times a step is one constant times the step, in whatever order they were written.
    """
    x, y, *_ = inputs(program)
    three, four = program.constant(3), program.constant(4)
    twelve = program.multiply(program.constant(12), x)

    assert twelve == program.multiply(three, program.multiply(four, x))
    assert twelve == program.multiply(program.multiply(x, four), three)
    assert (-144, 240) == program.steps[program.multiply(program.constant(12), program.multiply(x, y))].ends


def test_a_choice_between_constants_takes_a_factor_inside(program: Program) -> None:
    """
    A constant times a choice between constants is a choice between their products, also inside a choice.
    """
    *_, yes, no = inputs(program)
    two, three = program.constant(2), program.constant(3)
    inner = program.select(yes, two, three)
    outer = program.select(no, inner, two)

    expected = program.select(no, program.select(yes, program.constant(20), program.constant(30)), program.constant(20))

    assert expected == program.multiply(program.constant(10), outer)
    open_choice = program.select(yes, program.input(0, (-3, 5)), two)
    assert "*" == program.steps[program.multiply(two, open_choice)].operator


def test_sides_that_never_meet_decide_a_minimum_and_a_comparison(program: Program) -> None:
    """
    Where the ends of two steps do not overlap, the minimum, the maximum and every comparison are known.
    """
    low, high = program.input(0, (0, 3)), program.input(1, (4, 9))

    assert [low, low] == [program.least(low, high), program.least(high, low)]
    assert [high, high] == [program.greatest(low, high), program.greatest(high, low)]
    assert [1, 0, 0, 0, 1, 0] == [
        program.certain(step)
        for step in (
            program.below(low, high),
            program.below(high, low),
            program.equal(low, high),
            program.equal(high, low),
            program.at_most(low, high),
            program.at_most(high, low),
        )
    ]


def test_sides_that_touch_decide_only_what_is_certain(program: Program) -> None:
    """
    Where one step ends at the number at which another starts, they may be equal, but the first is never above the second.
    """
    low, high = program.input(0, (0, 4)), program.input(1, (4, 9))

    assert low == program.least(low, high)
    assert 0 == program.certain(program.below(high, low))
    assert program.certain(program.below(low, high)) is None
    assert program.certain(program.equal(low, high)) is None
    assert 1 == program.certain(program.at_most(low, high))


def test_conditions_are_shortened(program: Program) -> None:
    """
    A condition joined with itself or with what is certain is the condition or what is certain; two negations cancel.
    """
    *_, yes, no = inputs(program)
    zero, one = program.constant(0), program.constant(1)

    assert [zero, zero, yes, yes, yes] == [
        program.both(yes, zero),
        program.both(zero, yes),
        program.both(yes, one),
        program.both(one, yes),
        program.both(yes, yes),
    ]
    assert [one, one, yes, yes, yes] == [
        program.either(yes, one),
        program.either(one, yes),
        program.either(yes, zero),
        program.either(zero, yes),
        program.either(yes, yes),
    ]
    assert [one, zero, yes] == [program.negate(zero), program.negate(one), program.negate(program.negate(yes))]
    assert "and" == program.steps[program.both(yes, no)].operator
    assert "or" == program.steps[program.either(yes, no)].operator


def test_a_condition_that_another_implies_is_left_out(program: Program) -> None:
    """
    A choice between what is certain and a condition holds wherever the condition does, on either side of `and`.
    """
    *_, yes, no = inputs(program)
    one = program.constant(1)
    third = program.input(7, (0, 1))
    weaker = program.select(no, one, yes)
    weakest = program.select(third, weaker, one)

    assert [yes, yes, yes] == [program.both(yes, weaker), program.both(weaker, yes), program.both(weakest, yes)]
    assert [weaker] == [program.both(weaker, weaker)]
    assert "and" == program.steps[program.both(no, program.select(third, yes, one))].operator


def test_a_choice_that_is_no_choice_is_left_out(program: Program) -> None:
    """
    A choice under a certain condition, or between one step and itself, is that step.
    """
    x, y, _, yes, _ = inputs(program)

    assert [x, y, x] == [
        program.select(program.constant(1), x, y),
        program.select(program.constant(0), x, y),
        program.select(yes, x, x),
    ]
    assert (-3, 5) == program.steps[program.select(yes, x, y)].ends


NUMBERS = ("add", "subtract", "multiply", "divide", "least", "greatest")
BITS = ("below", "at_most", "equal")
JOINS = ("both", "either")
MOVES = st.lists(
    st.tuples(st.sampled_from((*NUMBERS, *BITS, *JOINS, "negate", "select", "constant")), *[st.integers(0, 99)] * 3),
    min_size=1,
    max_size=12,
)


@settings(max_examples=150)
@given(MOVES, st.tuples(*(st.integers(*ends) | st.sampled_from(ends) for ends in ENDS.values())))
def test_every_value_is_right_and_lies_in_its_ends(moves: list[tuple[str, int, int, int]], given: tuple[int, ...]) -> None:
    """
    Whatever is built, each step is worth what its operation says, shortened or not, and lies between its ends.
    """
    program = Program()
    x, y, z, yes, no = inputs(program)
    numbers, bits = {x: given[0], y: given[1], z: given[2]}, {yes: given[3], no: given[4]}

    for move, *picks in moves:
        step, value, is_bit = _moved(program, move, picks, numbers, bits)
        (bits if is_bit else numbers)[step] = value
        assert value == run(program, step, given)
    assert [] == [
        step
        for step, found in enumerate(program.steps)
        if found.operator != "input" and not found.ends[0] <= run(program, step, given) <= found.ends[1]
    ]


def _moved(program: Program, move: str, picks: list[int], numbers: dict[int, int], bits: dict[int, int]) -> tuple[int, int, bool]:
    """A new step, what it is worth, and whether it is a condition."""
    (left, a), (right, b) = (list(numbers.items())[pick % len(numbers)] for pick in picks[:2])
    (one, p), (other, q) = (list(bits.items())[pick % len(bits)] for pick in picks[1:])
    positive = program.greatest(right, program.constant(1))
    match move:
        case "constant":
            return program.constant(picks[0] - 50), picks[0] - 50, False
        case "negate":
            return program.negate(one), 1 - p, True
        case "select":
            return program.select(other, left, right), a if q else b, False
        case "divide":
            return program.divide(left, positive), a // max(b, 1), False
        case "both" | "either":
            return getattr(program, move)(one, other), min(p, q) if move == "both" else max(p, q), True
        case "below" | "at_most" | "equal":
            held = {"below": a < b, "at_most": a <= b, "equal": a == b}[move]
            return getattr(program, move)(left, right), int(held), True
    worth = {"add": a + b, "subtract": a - b, "multiply": a * b, "least": min(a, b), "greatest": max(a, b)}[move]
    return getattr(program, move)(left, right), worth, False
