"""Integer steps: the hash-consed list that lowered formulas share, each step with the span of its values."""

from typing import Literal, TypeAlias

from attrs import frozen

Operator: TypeAlias = Literal["input", "constant", "+", "-", "*", "//", "min", "max", "<", "==", "and", "or", "not", "select"]
Ends: TypeAlias = tuple[int, int]


@frozen
class Step:
    """
    One integer: an input, a constant, or an operation on earlier steps.

    Comparisons and `and or not` are 0 or 1; `select` is its second operand where the first is 1, else its third. The divisor
    of `//` is proven to be above zero. `value` is the position of an input, or a constant. Every value lies in `ends`.
    """

    operator: Operator
    operands: tuple[int, ...]
    value: int
    ends: Ends


class Program:
    """Steps in an order in which each stands after its operands; equal steps are one, and what is certain is a constant."""

    def __init__(self) -> None:
        self.steps: list[Step] = []
        self._known: dict[tuple[Operator, tuple[int, ...], int], int] = {}

    def constant(self, value: int) -> int:
        """A number."""
        return self._step("constant", (), value, (value, value))

    def input(self, position: int, ends: Ends) -> int:
        """The input at a position."""
        return self._step("input", (), position, ends)

    def certain(self, step: int) -> int | None:
        """The only value of a step, if there is one."""
        least, most = self.steps[step].ends
        return least if least == most else None

    def add(self, left: int, right: int) -> int:
        """`left + right`."""
        if self.certain(left) == 0:
            return right
        if self.certain(right) == 0:
            return left
        (a, b), (c, d) = self._ends(left, right)
        return self._step("+", _sorted(left, right), 0, (a + c, b + d))

    def subtract(self, left: int, right: int) -> int:
        """`left - right`."""
        if left == right:
            return self.constant(0)
        if self.certain(right) == 0:
            return left
        (a, b), (c, d) = self._ends(left, right)
        return self._step("-", (left, right), 0, (a - d, b - c))

    def multiply(self, left: int, right: int) -> int:
        """`left * right`."""
        for one, other in ((left, right), (right, left)):
            if self.certain(one) in {0, 1}:
                return one if self.certain(one) == 0 else other
            factor = self.certain(one)
            if factor is not None and self._is_constant_choice(other):
                condition, then, otherwise = self.steps[other].operands
                return self.select(condition, self.multiply(one, then), self.multiply(one, otherwise))
            if factor is not None and self.steps[other].operator == "*":
                constant, rest = sorted(self.steps[other].operands, key=lambda part: self.certain(part) is None)
                if self.certain(constant) is not None:
                    return self.multiply(self.multiply(one, constant), rest)
        corners = [a * b for a in self.steps[left].ends for b in self.steps[right].ends]
        return self._step("*", _sorted(left, right), 0, (min(corners), max(corners)))

    def divide(self, left: int, right: int) -> int:
        """`left // right`, rounded down; the divisor lies above zero."""
        if self.certain(right) == 1:
            return left
        corners = [a // b for a in self.steps[left].ends for b in self.steps[right].ends]
        return self._step("//", (left, right), 0, (min(corners), max(corners)))

    def least(self, left: int, right: int) -> int:
        """The least of two."""
        (a, b), (c, d) = self._ends(left, right)
        if b <= c or left == right:
            return left
        return right if d <= a else self._step("min", _sorted(left, right), 0, (min(a, c), min(b, d)))

    def greatest(self, left: int, right: int) -> int:
        """The greatest of two."""
        (a, b), (c, d) = self._ends(left, right)
        if d <= a or left == right:
            return left
        return right if b <= c else self._step("max", _sorted(left, right), 0, (max(a, c), max(b, d)))

    def below(self, left: int, right: int) -> int:
        """`left < right`."""
        (a, b), (c, d) = self._ends(left, right)
        if b < c or a >= d or left == right:
            return self.constant(int(b < c))
        return self._step("<", (left, right), 0, (0, 1))

    def at_most(self, left: int, right: int) -> int:
        """`left <= right`."""
        return self.negate(self.below(right, left))

    def equal(self, left: int, right: int) -> int:
        """`left == right`."""
        (a, b), (c, d) = self._ends(left, right)
        if left == right or b < c or d < a:
            return self.constant(int(left == right))
        return self._step("==", _sorted(left, right), 0, (0, 1))

    def both(self, left: int, right: int) -> int:
        """`left and right`."""
        if 0 in {self.certain(left), self.certain(right)}:
            return self.constant(0)
        if self.certain(left) == 1 or self._implies(right, left):
            return right
        if self.certain(right) == 1 or self._implies(left, right):
            return left
        return self._step("and", _sorted(left, right), 0, (0, 1))

    def either(self, left: int, right: int) -> int:
        """`left or right`."""
        if 1 in {self.certain(left), self.certain(right)}:
            return self.constant(1)
        if self.certain(left) == 0 or left == right:
            return right
        return left if self.certain(right) == 0 else self._step("or", _sorted(left, right), 0, (0, 1))

    def negate(self, step: int) -> int:
        """`not step`."""
        certain = self.certain(step)
        if certain is not None:
            return self.constant(1 - certain)
        if self.steps[step].operator == "not":
            return self.steps[step].operands[0]
        return self._step("not", (step,), 0, (0, 1))

    def select(self, condition: int, then: int, otherwise: int) -> int:
        """`then if condition else otherwise`."""
        certain = self.certain(condition)
        if certain is not None or then == otherwise:
            return otherwise if certain == 0 else then
        (a, b), (c, d) = self._ends(then, otherwise)
        return self._step("select", (condition, then, otherwise), 0, (min(a, c), max(b, d)))

    def _implies(self, left: int, right: int) -> bool:
        """Whether the second is 1 wherever the first is, seen from its form: `left`, or a choice between 1 and `left`."""
        if left == right:
            return True
        if self.steps[right].operator != "select":
            return False
        return all(self.certain(arm) == 1 or self._implies(left, arm) for arm in self.steps[right].operands[1:])

    def _is_constant_choice(self, step: int) -> bool:
        """Whether a step only chooses between constants."""
        if self.steps[step].operator != "select":
            return False
        return all(self.certain(arm) is not None or self._is_constant_choice(arm) for arm in self.steps[step].operands[1:])

    def _ends(self, left: int, right: int) -> tuple[Ends, Ends]:
        return self.steps[left].ends, self.steps[right].ends

    def _step(self, operator: Operator, operands: tuple[int, ...], value: int, ends: Ends) -> int:
        if ends[0] == ends[1] and operator != "constant":
            return self.constant(ends[0])
        key = operator, operands, value
        if key not in self._known:
            self._known[key] = len(self.steps)
            self.steps.append(Step(operator, operands, value, ends))
        return self._known[key]


def _sorted(left: int, right: int) -> tuple[int, int]:
    return (left, right) if left <= right else (right, left)
