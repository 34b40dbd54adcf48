"""
Frameworks that take as much work to check as any: each is checked in a process of its own; prints what came of it.

Runs as `python -m tests.check.hostile`.
"""

import json
import os
import resource
import sys
import time
from collections import Counter
from collections.abc import Callable, Mapping
from fractions import Fraction
from functools import partial
from types import MappingProxyType

from attrs import evolve

from perfrules.check import check
from perfrules.domain import domain
from perfrules.formula import parse
from perfrules.framework import Fact, Framework
from perfrules.rules import rules
from tests.examples import branch, framework, judged, leaf, readings, value
from tests.hostile.formulas import COSTLY, NAMES

NUMBER = domain("number", decimals=2, least=Fraction(-100), most=Fraction(100))
NUMBERS = tuple(Fact(name, name, NUMBER) for name in NAMES)
SQUARE = "cut(subtotal * subtotal / weight - subtotal * 0.5 + weight * 0.1, 0.01)"
FEW = 3


def unproven(count: int) -> Framework:
    """Branches whose rules keep their limits, which nothing proves."""
    return framework(*(branch(f"b{one}", judged(f"j{one}", 9), judged(f"k{one}", 1), formula=SQUARE) for one in range(count)))


def costly() -> Framework:
    """A thousand leaves with the costliest rules that there are."""
    alike = tuple(leaf("l", 1, text) for text in COSTLY.values())
    return framework(*(evolve(alike[one % len(alike)], id=f"l{one}") for one in range(1000)), facts=NUMBERS, values=())


def deep(levels: int, below: int) -> Framework:
    """Branches inside branches, each with a rule, over many leaves."""
    node = branch("b", *(judged(f"w{one}", 1) for one in range(below)), formula=SQUARE)
    for one in range(levels):
        node = branch(f"b{one}", node, judged(f"j{one}", 1), formula=SQUARE)
    return framework(node, total=parse(SQUARE))


def read_otherwise() -> Framework:
    """A hundred rules, each of which can be read in 256 ways."""
    values = tuple(value(f"v{one}", "progress", {"半": "progress / 2"}) for one in range(8))
    rule = f"cut(({' + '.join(f'v{one} * v{one}' for one in range(8))}) / 100, 0.01)"
    return framework(*(leaf(f"l{one}", 1, rule) for one in range(100)), values=values)


def of_values() -> Framework:
    """A thousand rules over values that all rest on one another."""
    values = tuple(value(f"v{one}", f"v{one - 1} + progress" if one % 90 else "progress") for one in range(1000))
    return framework(*(leaf(f"l{one}", 1, f"cut(min(v{one} / 90, 1), 0.01)") for one in range(1000)), values=values)


def read_in_many_ways() -> Framework:
    """A branch over thousands of leaves whose rule has many readings."""
    others = readings({f"r{one}": f"subtotal - w{one} + w{one}" for one in range(250)})
    return framework(branch("b", *(judged(f"w{one}", 1) for one in range(1900)), formula="subtotal", interpretations=others))


def judged_finely() -> Framework:
    """Points of which a person has thousands to choose from."""
    points = tuple(Fraction(one, 100) for one in range(1500))
    return framework(*(judged(f"j{one}", 30, points, "judged") for one in range(30)))


FRAMEWORKS: Mapping[str, Callable[[], Framework]] = MappingProxyType(
    {
        "unproven branches": partial(unproven, 320),
        "a thousand costly rules": costly,
        "deep": partial(deep, 60, 1),
        "deep and wide": partial(deep, 29, 2000),
        "read otherwise": read_otherwise,
        "values": of_values,
        "read in many ways": read_in_many_ways,
        "judged finely": judged_finely,
    }
)


def told(make: Callable[[], Framework]) -> dict[str, object]:
    """What comes of checking a framework whose formulas have their meaning already, and what that takes."""
    made = make()
    rules(made)
    start = time.process_time()
    found = check(made)
    return {
        "seconds": time.process_time() - start,
        "codes": Counter(problem.code for problem in found),
        "messages": sorted({str(problem) for problem in found}, key=len)[-FEW:],
        "mebibytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    }


def alone(make: Callable[[], Framework]) -> dict[str, object]:
    """What comes of it in a process of its own."""
    ours, theirs = os.pipe()
    if not os.fork():
        with os.fdopen(theirs, "w", encoding="utf-8") as pipe:
            json.dump(told(make), pipe)
        os._exit(0)
    os.close(theirs)
    with os.fdopen(ours, encoding="utf-8") as pipe:
        found = dict(json.load(pipe))
    os.wait()
    return found


if __name__ == "__main__":
    sys.stdout.write(json.dumps({name: alone(make) for name, make in FRAMEWORKS.items()}))
