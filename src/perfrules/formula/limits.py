"""Integer steps to the text of one Python function over intervals: what a rule can give where something is missing."""

from collections.abc import Callable, Iterator, Sequence
from typing import cast

from perfrules.formula.kernel import registered
from perfrules.formula.program import Program

Limits = Callable[[Sequence[int], Sequence[int]], tuple[int, int, int, int]]
"""From the least and most of each input: least and most of the result, and of its defined-bit."""


def limits(program: Program, step: int, defined: int, name: str) -> Limits:
    """The function that finds between which integers a step and its defined-bit lie."""
    return cast("Limits", registered(printed(program, step, defined), name, {"min": min, "max": max})["limits"])


def printed(program: Program, step: int, defined: int) -> str:
    """The text of `limits(least, most)`; only steps are printed."""
    needed = sorted(_needed(program, {step, defined}))
    lines = [line for one in needed for line in _lines(program, one)]
    (least, most), (never, ever) = _ends(program, step), _ends(program, defined)
    body = (f"    {line}" for line in (*lines, f"return {least}, {most}, {never}, {ever}"))
    return "\n".join(("def limits(least, most):", *body, ""))


def _needed(program: Program, steps: set[int]) -> set[int]:
    found: set[int] = set()
    waiting = list(steps)
    while waiting:
        step = waiting.pop()
        if step not in found:
            found.add(step)
            waiting.extend(program.steps[step].operands)
    return found


def _ends(program: Program, step: int) -> tuple[str, str]:
    """How the ends of a step are called."""
    certain = program.certain(step)
    return (f"a{step}", f"b{step}") if certain is None else (str(certain), str(certain))


def _lines(program: Program, step: int) -> Iterator[str]:
    found = program.steps[step]
    ends = [_ends(program, operand) for operand in found.operands]
    low, high = f"a{step}", f"b{step}"
    match found.operator:
        case "constant":
            return
        case "input":
            yield f"{low} = least[{found.value}]; {high} = most[{found.value}]"
        case "not":
            yield f"{low} = not {ends[0][1]}; {high} = not {ends[0][0]}"
        case "select":
            yield from _choice(low, high, ends)
        case _:
            left, right = ends
            least, most = _pair(program, found.operator, found.operands, (*left, *right))
            yield f"{low} = {least}; {high} = {most}"


def _choice(low: str, high: str, ends: Sequence[tuple[str, str]]) -> Iterator[str]:
    (surely, perhaps), (a, b), (c, d) = ends
    yield f"if {surely}: {low} = {a}; {high} = {b}"
    yield f"elif {perhaps}: {low} = {a} if {a} < {c} else {c}; {high} = {b} if {b} > {d} else {d}"
    yield f"else: {low} = {c}; {high} = {d}"


def _pair(program: Program, operator: str, operands: tuple[int, ...], ends: tuple[str, str, str, str]) -> tuple[str, str]:
    """The ends of an operation on two steps whose ends are a to b and c to d."""
    a, b, c, d = ends
    match operator:
        case "+":
            return f"{a} + {c}", f"{b} + {d}"
        case "-":
            return f"{a} - {d}", f"{b} - {c}"
        case "*":
            return _product(program, operands, ends)
        case "//":
            return f"{a} // {c} if {a} < 0 else {a} // {d}", f"{b} // {d} if {b} < 0 else {b} // {c}"
        case "min":
            return f"{a} if {a} < {c} else {c}", f"{b} if {b} < {d} else {d}"
        case "max":
            return f"{a} if {a} > {c} else {c}", f"{b} if {b} > {d} else {d}"
        case "<":
            return f"{b} < {c}", f"{a} < {d}"
        case "==":
            return f"{a} == {b} == {c} == {d}", f"{a} <= {d} and {c} <= {b}"
        case "and" | "or":
            return f"{a} {operator} {c}", f"{b} {operator} {d}"
    raise AssertionError(operator)  # pragma: no cover  # the closed list of operators ends here


def _product(program: Program, operands: tuple[int, ...], ends: tuple[str, str, str, str]) -> tuple[str, str]:
    a, b, c, d = ends
    (left, _), (right, _) = (program.steps[operand].ends for operand in operands)
    if left >= 0 and right >= 0:
        return f"{a} * {c}", f"{b} * {d}"
    corners = f"({a} * {c}, {a} * {d}, {b} * {c}, {b} * {d})"
    return f"min{corners}", f"max{corners}"
