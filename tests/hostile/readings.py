"""
Every reading of every hostile formula, in a thread with a small stack; prints what came of each as JSON.

A crash ends the process that runs this, so it runs in one of its own: `python -m tests.hostile.readings`.
"""

import json
import sys
import threading
import time
import tracemalloc
from collections.abc import Callable, Iterator, Mapping
from fractions import Fraction
from functools import partial
from typing import TypeVar

from perfrules import Domain, FormulaError, Meaning, Scope, UndefinedError, bounds, evaluate, parse, resolve, text
from perfrules.formula.linear import linear
from perfrules.formula.lower import NotLoweredError
from perfrules.formula.parse import parse_condition
from perfrules.formula.syntax import Formula
from tests.formula.lowered import columns
from tests.hostile.formulas import AT_A_LIMIT, BEYOND_A_LIMIT, CHOICE, COSTLY, FLAG, NAMES, NOTHING_OF_THE_LANGUAGE, STATES
from tests.hostile.integers import agree, by_kernel, by_limits, lowered

STACK = 256 * 1024
MILLISECONDS = 50
FEWEST_TRIES, MOST_TRIES = 3, 10
RANGE = Domain("number", "", 2, Fraction(0), Fraction(10**6))
SCOPE = Scope.of({**dict.fromkeys(NAMES, "number"), FLAG: "flag", CHOICE: Meaning("choice", "", STATES)})
NUMBERS = {name: Fraction(10**39 - 7 * place, 10**place) for place, name in enumerate(NAMES)}
VALUES: dict[str, Fraction | bool] = {**NUMBERS, FLAG: True, CHOICE: Fraction(1)}
DOMAINS = dict.fromkeys(NAMES, RANGE) | {
    FLAG: Domain("flag", "", 0, Fraction(0), Fraction(1)),
    CHOICE: Domain("choice", "", 0, Fraction(0), Fraction(1), tuple((state, state) for state in STATES)),
}
COLUMNS = columns(DOMAINS)
ROWS = tuple(
    {name: bool(value) if one.kind == "flag" else value for (name, one), value in zip(DOMAINS.items(), values, strict=True)}
    for values in (
        [one.least for one in DOMAINS.values()],
        [one.most for one in DOMAINS.values()],
        [min(Fraction(place), one.most) for place, one in enumerate(DOMAINS.values())],
        [min(Fraction(10**4 + 7**place, 100), one.most) for place, one in enumerate(DOMAINS.values())],
    )
)
"""Values inside their domains: the least, the greatest, small whole numbers, numbers with decimals."""

KINDS: dict[str, Mapping[str, str]] = {
    "at": AT_A_LIMIT,
    "beyond": BEYOND_A_LIMIT,
    "costly": COSTLY,
    "no": {str(place): one for place, one in enumerate(NOTHING_OF_THE_LANGUAGE)},
}
T = TypeVar("T")
Step = tuple[str, str, float]
"""A reading, what came of it, and its milliseconds."""


def steps(formula: str) -> Iterator[Step]:
    """What comes of each reading, up to the first that refuses."""
    yield timed("condition", lambda: parse_condition(formula))[0]
    parsed, tree = timed("parse", lambda: parse(formula))
    yield parsed
    if tree is None:
        return
    yield timed("text", lambda: text(tree))[0]
    bound, resolved = timed("resolve", lambda: resolve(tree, SCOPE))
    yield bound
    if resolved is not None:
        yield timed("evaluate", lambda: evaluate(resolved, VALUES))[0]
        yield timed("bounds", lambda: bounds(resolved, DOMAINS))[0]
        yield from integers(resolved)


def integers(formula: Formula) -> Iterator[Step]:
    """What comes of the readings as integer steps, up to the first that refuses."""
    step, found = timed("lower", partial(lowered, formula, COLUMNS))
    yield step
    if found is None:
        return
    for name, read in (("kernel", by_kernel), ("limits", by_limits)):
        step, worth = timed(name, partial(read, formula, COLUMNS))
        yield step
        if worth is not None:
            yield from (timed(f"{name} is evaluate", partial(agree, formula, worth, row))[0] for row in ROWS)


def timed(name: str, read: Callable[[], T]) -> tuple[Step, T | None]:
    """
    One reading with its processor time: the least of three, of ten if need be, for others use the processor too.

    Where memory is counted time is not.
    """
    found, value, least = "", None, 1000.0
    for tries in range(1, MOST_TRIES + 1):
        linear.cache_clear()
        start = time.thread_time()
        found, value = outcome(read)
        least = min(least, 1000 * (time.thread_time() - start))
        enough = MILLISECONDS / 2 if tries < FEWEST_TRIES else MILLISECONDS
        if least < enough or tracemalloc.is_tracing():
            break
    return (name, found, least), value


def outcome(read: Callable[[], T]) -> tuple[str, T | None]:
    """What came of a reading, by name."""
    try:
        return "done", read()
    except FormulaError as error:
        return ("refused" if len(str(error)) < 2000 and error.excerpt else "refused badly"), None
    except UndefinedError:
        return "undefined", None
    except NotLoweredError as error:
        return f"not lowered: {error}", None
    except BaseException as error:  # noqa: BLE001  # what must not happen is reported
        return type(error).__name__, None


def peak(formula: str) -> float:
    """The most memory that all readings together need, in MiB."""
    tracemalloc.start()
    tuple(steps(formula))
    most = tracemalloc.get_traced_memory()[1] / 2**20
    tracemalloc.stop()
    return most


def report() -> None:
    """Everything about every formula."""
    tuple(steps("min(a / b, 1) if a < b and flag else cut(a, 0.01)"))
    found = {f"{kind}: {name}": (tuple(steps(one)), peak(one)) for kind, texts in KINDS.items() for name, one in texts.items()}
    sys.stdout.write(json.dumps(found))


if __name__ == "__main__":
    threading.stack_size(STACK)
    thread = threading.Thread(target=report)
    thread.start()
    thread.join()
