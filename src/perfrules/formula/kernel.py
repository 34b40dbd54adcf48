"""Integer steps to the text of one Python function, and that text to the function."""

import linecache
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from itertools import chain, count
from typing import TypeVar, assert_never, cast

from perfrules.formula.program import Program, Step

T = TypeVar("T")

MAX_DEPTH = 12
"""Operations inside one another in one printed expression."""

MAX_LABEL = 60
"""Characters of a name in a comment."""

_PLAIN = frozenset({"input", "constant"})
_BITS = frozenset({"<", "==", "and", "or", "not"})


def printed(program: Program, outputs: Sequence[tuple[str, int, int]], inputs: Sequence[str]) -> str:
    """
    The text of `points(inputs)`: for each output (its name, its step, the step of its defined-bit) an integer or UNDEFINED.

    Only steps are printed, never a text that anyone wrote; names stand in comments alone.
    """
    return _Printer(program, outputs, inputs).text()


def compiled(text: str, name: str, undefined: T) -> Callable[[Sequence[int]], tuple[int | T, ...]]:
    """The function of a printed text, with its lines registered so that a traceback shows them."""
    return cast("Callable[[Sequence[int]], tuple[int | T, ...]]", registered(text, name, {"UNDEFINED": undefined})["points"])


def registered(text: str, name: str, given: Mapping[str, object]) -> Mapping[str, object]:
    """What a printed text defines when it runs with these names alone, its lines registered for tracebacks."""
    space: dict[str, object] = {**given, "__builtins__": {}}
    code = compile(text, _listed(text, name), "exec")
    exec(code, space)  # noqa: S102  # printed from closed integer steps only, never from a user's text
    return space


def _listed(text: str, name: str) -> str:
    """The name under which the lines of a text stand; where another text has this name, it gets a number."""
    lines = text.splitlines(keepends=True)
    names = chain((name,), (f"{name.removesuffix('>')} {number}>" for number in count(2)))
    return next(one for one in names if (entry := (len(text), None, lines, one)) == linecache.cache.setdefault(one, entry))


class _Printer:
    def __init__(self, program: Program, outputs: Sequence[tuple[str, int, int]], inputs: Sequence[str]) -> None:
        self._program = program
        self._outputs = outputs
        self._inputs = inputs
        self._uses = self._count_uses()
        self._named: dict[int, str] = {}
        self._lines: list[str] = []

    def text(self) -> str:
        names = ", ".join(f"i{position}" for position in range(len(self._inputs)))
        for position, label in enumerate(self._inputs):
            self._lines.append(f"    # i{position}: {_comment(label)}")
        self._lines.append(f"    {names}, = inputs" if self._inputs else "    # no inputs")
        for step in sorted(self._uses):
            if self._needs_name(step):
                body = self._body(step)
                self._named[step] = f"s{step}"
                self._lines.append(f"    s{step} = {body}")
        results = [self._result(step, defined) for _, step, defined in self._outputs]
        rows = [f"        {result},  # {_comment(name)}" for (name, _, _), result in zip(self._outputs, results, strict=True)]
        return "\n".join(("def points(inputs):", *self._lines, "    return (", *rows, "    )", ""))

    def _result(self, step: int, defined: int) -> str:
        if self._program.certain(defined) == 0:
            return "UNDEFINED"
        number = self._expression(step)
        if self._program.steps[step].operator in _BITS:
            number = f"(1 if {number} else 0)"
        return number if self._program.certain(defined) == 1 else f"{number} if {self._expression(defined)} else UNDEFINED"

    def _count_uses(self) -> Counter[int]:
        """How often each step that an output needs is printed; the sides of a minimum are printed twice."""
        uses: Counter[int] = Counter()
        for _, step, defined in self._outputs:
            if self._program.certain(defined) != 0:
                uses.update((step, defined))
        for step in range(len(self._program.steps) - 1, -1, -1):
            if uses[step]:
                twice = self._program.steps[step].operator in {"min", "max"}
                for operand in self._program.steps[step].operands:
                    uses[operand] += 2 if twice else 1
        return +uses

    def _needs_name(self, step: int) -> bool:
        if self._program.steps[step].operator in _PLAIN:
            return False
        return self._uses[step] > 1 or self._depth(step) >= MAX_DEPTH

    def _depth(self, step: int) -> int:
        if step in self._named:
            return 0
        return 1 + max((self._depth(operand) for operand in self._program.steps[step].operands), default=-1)

    def _expression(self, step: int) -> str:
        if step in self._named:
            return self._named[step]
        body = self._body(step)
        return body if self._program.steps[step].operator in _PLAIN else f"({body})"

    def _body(self, step: int) -> str:
        found: Step = self._program.steps[step]
        parts = [self._expression(operand) for operand in found.operands]
        match found.operator:
            case "+" | "-" | "*" | "//" | "<" | "==" | "and" | "or":
                return f"{parts[0]} {found.operator} {parts[1]}"
            case "not":
                return f"not {parts[0]}"
            case "min":
                return f"{parts[0]} if {parts[0]} < {parts[1]} else {parts[1]}"
            case "max":
                return f"{parts[0]} if {parts[0]} > {parts[1]} else {parts[1]}"
            case "select":
                return f"{parts[1]} if {parts[0]} else {parts[2]}"
            case "input":
                return f"i{found.value}"
            case "constant":
                return str(found.value) if found.value >= 0 else f"({found.value})"
        assert_never(found.operator)


def _comment(label: str) -> str:
    """A label that stays in its line, whatever marks are in it."""
    return " ".join("".join(mark if mark.isprintable() else " " for mark in label[:MAX_LABEL]).split())
