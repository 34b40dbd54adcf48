"""The printed function: readable, only from steps, each step once, registered for tracebacks."""

import linecache
import re
import traceback
from collections.abc import Callable

import pytest

from perfrules.formula.kernel import MAX_DEPTH, MAX_LABEL, compiled, printed, registered
from perfrules.formula.program import Program

UNDEFINED = "nothing"


@pytest.fixture
def program() -> Program:
    """A program of two numbers and two flags."""
    program = Program()
    for position, ends in enumerate(((-9, 9), (-9, 9), (0, 1), (0, 1))):
        program.input(position, ends)
    return program


def points(program: Program, step: int, *given: int, defined: int | None = None) -> object:
    """What the printed function gives for one step."""
    text = printed(program, [("x", step, program.constant(1) if defined is None else defined)], ["a", "b", "p", "q"])
    (found,) = compiled(text, "<test>", UNDEFINED)(given)
    return found


OPERATIONS: dict[str, tuple[Callable[[Program], int], int]] = {
    "+": (lambda program: program.add(0, 1), 1),
    "-": (lambda program: program.subtract(0, 1), -13),
    "*": (lambda program: program.multiply(0, 1), -42),
    "//": (lambda program: program.divide(0, program.constant(4)), -2),
    "min": (lambda program: program.least(0, 1), -6),
    "max": (lambda program: program.greatest(0, 1), 7),
    "<": (lambda program: program.below(0, 1), 1),
    "==": (lambda program: program.equal(0, 1), 0),
    "and": (lambda program: program.both(2, 3), 0),
    "or": (lambda program: program.either(2, 3), 1),
    "not": (lambda program: program.negate(3), 1),
    "select": (lambda program: program.select(2, 0, 1), -6),
    "input": (lambda _: 1, 7),
    "constant": (lambda program: program.constant(-5), -5),
}


@pytest.mark.parametrize("operator", OPERATIONS)
def test_each_operation_is_printed_as_what_it_means(program: Program, operator: str) -> None:
    """
    The printed form of each operator gives what the operator means, for negative numbers too, and always an integer.
    """
    make, expected = OPERATIONS[operator]

    found = points(program, make(program), -6, 7, 1, 0)

    assert (expected, int) == (found, type(found))


def test_every_operation_works_inside_another(program: Program) -> None:
    """
    Brackets keep the meaning where operations stand inside one another.
    """
    minus = program.subtract(program.constant(-3), program.subtract(0, 1))
    chosen = program.select(program.either(program.negate(2), 3), minus, program.constant(-8))

    assert -7 == points(program, program.add(chosen, program.add(0, 1)), -6, 7, 1, 0)
    assert -51 == points(program, program.multiply(chosen, program.constant(3)), -6, -20, 0, 0)


def test_an_output_without_a_value_is_the_word_for_it(program: Program) -> None:
    """
    Where the defined-bit is 0 the output is the given word; where it is certain no bit is asked.
    """
    number = program.add(0, 1)

    assert [3, UNDEFINED] == [points(program, number, 1, 2, bit, 0, defined=2) for bit in (1, 0)]
    assert UNDEFINED == points(program, number, 1, 2, 1, 1, defined=program.constant(0))


def test_the_text_is_readable(program: Program) -> None:
    """
    The text names its inputs and outputs in comments, and each shared step once.
    """
    shared = program.multiply(0, 1)
    text = printed(
        program,
        [("单价", program.add(shared, 2), 3), ("total", program.add(shared, program.constant(-4)), program.constant(1))],
        ["used", "budget", "ok", "known"],
    )

    assert text == (
        "def points(inputs):\n"
        "    # i0: used\n"
        "    # i1: budget\n"
        "    # i2: ok\n"
        "    # i3: known\n"
        "    i0, i1, i2, i3, = inputs\n"
        "    s4 = i0 * i1\n"
        "    return (\n"
        "        (i2 + s4) if i3 else UNDEFINED,  # 单价\n"
        "        (s4 + (-4)),  # total\n"
        "    )\n"
    )


def test_dead_steps_are_not_printed(program: Program) -> None:
    """
    Steps that no output needs, also those of an output that never has a value, are not printed.
    """
    dead = program.multiply(program.multiply(0, 1), program.multiply(0, 1))
    never = printed(
        program, [("x", program.add(dead, dead), program.constant(0)), ("y", 0, program.constant(1))], ["a", "b", "p", "q"]
    )

    assert "*" not in never
    assert "        UNDEFINED,  # x\n        i0,  # y\n" in never


def test_a_step_is_worked_out_once(program: Program) -> None:
    """
    The sides of a minimum are printed twice, so they have names of their own.
    """
    text = printed(
        program, [("x", program.least(program.multiply(0, 1), program.add(0, 1)), program.constant(1))], ["a", "b", "p", "q"]
    )

    assert 1 == text.count(" * ")
    assert 1 == text.count(" + ")


def test_long_expressions_are_broken_into_lines(program: Program) -> None:
    """
    Operations stand inside one another only so deep, however long a chain is.
    """
    step = 0
    for number in range(200):
        step = program.add(program.select(2, step, program.constant(number)), 1)
    text = printed(program, [("x", step, program.constant(1))], ["a", "b", "p", "q"])

    assert max(_depth(line) for line in text.splitlines()) <= MAX_DEPTH + 1
    assert 403 == compiled(text, "<test>", UNDEFINED)((3, 2, 1, 0))[0]


def _depth(line: str) -> int:
    depth = most = 0
    for mark in line:
        depth += (mark == "(") - (mark == ")")
        most = max(most, depth)
    return most


def test_a_program_without_inputs_has_a_function_too() -> None:
    """
    Steps of constants alone make a function of nothing; so do no outputs at all.
    """
    program = Program()
    text = printed(program, [("x", program.constant(7), program.constant(1))], [])

    assert (7,) == compiled(text, "<test>", UNDEFINED)(())
    assert () == compiled(printed(program, [], []), "<test>", UNDEFINED)(())


@pytest.mark.parametrize(
    "label", ["a\nb", "a\r\nimport os", "a\x0bb", "a\x85b", "a\u2028b", "a\0b", "a\ud800b", "a\u202eb", "长" * 500]
)
def test_a_label_stays_in_its_comment(program: Program, label: str) -> None:
    """
    A label of any marks is one line of printable marks, so that no name becomes code and a reader sees what stands there.
    """
    plain = printed(program, [("x", 0, program.constant(1))], ["a", "b", "p", "q"])
    text = printed(program, [(label, 0, program.constant(1))], [label, "b", "p", "q"])

    assert plain.count("\n") == text.count("\n")
    assert all(mark.isprintable() for line in text.split("\n") for mark in line)
    assert max(len(comment) for comment in re.findall("# .*", text)) <= MAX_LABEL + len("# i0: ")
    assert (4,) == compiled(text, "<test>", UNDEFINED)((4, 0, 0, 0))


def test_lines_are_registered_for_tracebacks(program: Program) -> None:
    """
    A traceback through the function shows the line that failed.
    """
    run = compiled(printed(program, [("x", program.add(0, 1), program.constant(1))], ["a", "b", "p", "q"]), "<test>", UNDEFINED)

    with pytest.raises(ValueError, match="unpack") as caught:
        run((1, 2))

    assert "i0, i1, i2, i3, = inputs" in "".join(traceback.format_tb(caught.tb))


def test_two_texts_of_one_name_keep_their_own_lines() -> None:
    """
    Another text under a known name gets a number; the same text again does not.
    """
    names = [
        registered(f"def points():\n    return {number}\n", "<two texts>", {})["points"].__code__.co_filename  # type: ignore[attr-defined]  # what is registered is a function
        for number in (1, 2, 1)
    ]

    assert ["<two texts>", "<two texts 2>", "<two texts>"] == names
    assert "    return 2\n" == linecache.getline("<two texts 2>", 2)


def test_a_printed_function_reaches_nothing() -> None:
    """
    Not even the names that Python always knows stand in the space of a printed function.
    """
    space = registered("def points():\n    return len\n", "<bare>", {})

    with pytest.raises(NameError):
        space["points"]()  # type: ignore[operator]  # the same
