"""Kernel: a framework compiled to one function over integers."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from fractions import Fraction

from attrs import field, frozen

from perfrules.check import require_valid
from perfrules.domain import misfit
from perfrules.errors import EvidenceError, Problem
from perfrules.framework import Framework
from perfrules.kernel.compiler import UNDEFINED, Compiled, Input, Points, compile_framework
from perfrules.kernel.inputs import EXACT, Given, counted, is_moderate
from perfrules.number import MAX_BITS, plain
from perfrules.wording import shortened

__all__ = ["UNDEFINED", "Kernel", "Points"]


@frozen(eq=False, repr=False)
class Kernel:
    """
    A framework as one function over integers.

    `inputs` are its facts, then its judged leaves; `outputs` its indicators, children before their branch, then `total`.
    Points are counts of a score's last decimal: 389 is 3.89.
    """

    compiled: Compiled
    inputs: tuple[str, ...] = field(init=False)
    outputs: tuple[str, ...] = field(init=False)

    @inputs.default
    def _inputs_in_order(self) -> tuple[str, ...]:
        return tuple(one.id for one in self.compiled.inputs)

    @outputs.default
    def _outputs_in_order(self) -> tuple[str, ...]:
        return tuple(one.id for one in self.compiled.outputs)

    @classmethod
    def of(cls, framework: Framework) -> "Kernel":
        """The kernel of a framework, compiled once; raises `InvalidFrameworkError`."""
        require_valid(framework)
        return framework.memory.once("kernel", lambda: cls(compile_framework(framework)))

    @property
    def text(self) -> str:
        """The function as Python text."""
        return self.compiled.text

    def points(self, ints: Sequence[int], missing: int = 0, left_out: int = 0) -> tuple[Points, ...]:
        """
        The points of every output.

        `ints` go by `inputs` and must lie inside their domains, which is not checked here. Bit n of `missing` says that
        input n is missing; bit n of `left_out` that the n-th indicator that may be left out does not apply. An output is
        UNDEFINED where it divides by zero, and where it hangs on something missing.
        """
        compiled = self.compiled
        if compiled.optional:
            ints = (*ints, *(left_out >> position & 1 for position in range(len(compiled.optional))))
        if compiled.evaluated:
            ints = (*ints, *(found for one in compiled.evaluated for found in one.points(ints)))
        found = compiled.run(ints)
        return self._known(found, missing, left_out) if missing else found

    def _known(self, found: tuple[Points, ...], missing: int, left_out: int) -> tuple[Points, ...]:
        known: list[bool] = []
        for output in self.compiled.outputs:
            computed = not missing & output.needs and all(known[child] for child in output.children)
            known.append(computed or bool(left_out & output.optional))
        return tuple(points if one else UNDEFINED for points, one in zip(found, known, strict=True))

    def score(self, given: Mapping[str, Given]) -> dict[str, Points]:
        """
        The points of every output by id, from exact numbers by id; what is not given is missing.

        Raises `EvidenceError` with all that is unknown, a float, or outside its domain.
        """
        ints: list[int] = []
        missing = known = 0
        for position, column in enumerate(self.compiled.inputs):
            value = given.get(column.id)
            if value is None:
                missing |= 1 << position
                ints.append(column.least)
                continue
            known += 1
            count = counted(value, column)
            if count is None:
                raise EvidenceError(tuple(self._problems(given)))
            ints.append(count)
        if known < len(given):
            raise EvidenceError(tuple(self._problems(given)))
        return dict(zip(self.outputs, self.points(ints, missing), strict=True))

    def _problems(self, given: Mapping[str, Given]) -> list[Problem]:
        columns = {column.id: column for column in self.compiled.inputs}
        found = []
        for name, value in given.items():
            if name not in columns:
                message = f"the framework has no fact and no judged indicator `{shortened(str(name))}`"
                found.append(Problem("error", "unknown-id", shortened(str(name)), message))
            elif counted(value, columns[name]) is None:
                found.append(Problem("error", "outside-domain", name, _fault(value, columns[name])))
        return found


def _fault(value: object, column: Input) -> str:
    if isinstance(value, bool):
        return misfit(value, column.domain)
    if not isinstance(value, EXACT):
        return f"`{shortened(repr(value))}` is not exact; give a decimal, a fraction or an integer"
    if isinstance(value, Decimal) and not is_moderate(value):
        return f"`{shortened(str(value))}` is no number that can be measured"
    exact = Fraction(value)
    if max(exact.numerator.bit_length(), exact.denominator.bit_length()) > MAX_BITS:
        return f"it has more than {MAX_BITS} bits"
    if reason := misfit(exact, column.domain):
        return reason
    expected = " or ".join(plain(Fraction(one, column.scale)) for one in column.allowed)
    return f"{plain(exact)} points cannot be given, expected {expected}"
