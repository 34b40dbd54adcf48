"""
The standard scoring functions: three in the kernel, the others defined in the language itself.

Each definition is data, so every reading of formulas knows the function without code of its own.
"""

from functools import cache

from attrs import frozen

KERNEL = {
    "min": "at least two numbers: the least",
    "max": "at least two numbers: the greatest",
    "floor": "one number: down to a whole one",
}
"""The functions that every reading carries out itself."""

ROUNDING = frozenset({"cut", "half_up", "half_even"})
"""The functions whose second argument is a step and must be a literal, so that scores provably stop there."""

RESERVED = frozenset({"weight", "subtotal", "applicable", "judged", "actual", "target", "target_most", "ratio", "total", "date"})
"""Names with a meaning of their own; nothing else may be called so."""


@frozen
class Standard:
    """A function of the language as its text, with what it means in both languages."""

    name: str
    parameters: tuple[str, ...]
    body: str
    meaning: str
    label: str


STANDARD = (
    Standard("abs", ("x",), "x if x >= 0 else -x", "the distance from zero", "绝对值"),
    Standard("ceil", ("x",), "-floor(-x)", "up to a whole number", "向上取整"),
    Standard(
        "cut",
        ("x", "step"),
        "floor(x / step) * step if x >= 0 else -(floor(-x / step) * step)",
        "x cut to a multiple of step, towards zero",
        "截尾",
    ),
    Standard(
        "half_up",
        ("x", "step"),
        "floor(x / step + 0.5) * step if x >= 0 else -(floor(-x / step + 0.5) * step)",
        "x rounded to a multiple of step, a half away from zero",
        "四舍五入",
    ),
    Standard(
        "half_even",
        ("x", "step"),
        "(2 * floor(x / step / 2 + 0.25) if x / step + 0.5 == floor(x / step + 0.5) else floor(x / step + 0.5)) * step",
        "x rounded to a multiple of step, a half to the even one",
        "四舍六入五成双",
    ),
    Standard(
        "attained",
        ("actual", "target", "weight"),
        "weight if actual >= target else max(actual, 0) / target * weight",
        "full when the target is met, else in proportion",
        "按完成比例得分",
    ),
    Standard(
        "attained_reverse",
        ("actual", "target", "weight"),
        "weight if actual <= target else max(target, 0) / actual * weight",
        "full when the limit is kept, else limit / actual",
        "反向指标按比值得分",
    ),
    Standard(
        "attained_linear",
        ("actual", "target", "weight"),
        "weight if actual <= target else max(1 - (actual - target) / target, 0) * weight",
        "full when the limit is kept, then falling to nothing at twice the limit",
        "反向指标按超出比例扣分",
    ),
)
"""The functions that are definitions in the language."""


@cache
def standard_names() -> frozenset[str]:
    """The names of all functions that the core gives."""
    return frozenset(KERNEL) | {function.name for function in STANDARD}
