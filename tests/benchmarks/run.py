"""
All benchmarks: prints the figures, writes them to `docs/reference/benchmarks.md`, and fails where a bar is missed.

    python -m tests.benchmarks.run
"""

import os
import platform
import sys
from collections.abc import Callable, Iterator, Mapping
from fractions import Fraction
from pathlib import Path
from statistics import median
from time import thread_time_ns

from attrs import frozen
from perfrules_shenzhen import perfrules_frameworks

from perfrules import Rulebook, assess, read_case
from perfrules.framework import Framework
from perfrules.kernel import Kernel
from perfrules.rulebook.reading import Home, framework_in
from tests.benchmarks import by_hand, forms, plain_simpleeval, reports
from tests.benchmarks.import_time import RUNS as IMPORTS
from tests.benchmarks.import_time import added
from tests.benchmarks.unit import decimals, decoded

ROOT = Path(__file__).parents[2]
CASE = ROOT / "frameworks" / "shenzhen" / "cases" / "longgang-2023.yaml"
PAGE = ROOT / "docs" / "reference" / "benchmarks.md"
ROUNDS = 301
FORMS = 1000

HEAD = """\
# Benchmarks

Medians of many runs, the contestants by turns, in processor time of one thread (the import in real time), on

- {machine}

`make bench` measures on your machine and writes this page.
"""


@frozen
class Bar:
    """One figure that must not be above another, in microseconds."""

    what: str
    taken: float
    most: float

    @property
    def is_kept(self) -> bool:
        """Whether it is not above."""
        return self.taken <= self.most


def interleaved(contestants: Mapping[str, tuple[Callable[[], object], int]], rounds: int = ROUNDS) -> dict[str, float]:
    """
    The median microseconds of one call of each, measured by turns; beside each stands how many calls a turn has.

    Processor time, so that what else runs on the machine does not count.
    """
    times: dict[str, list[float]] = {name: [] for name in contestants}
    for _ in range(rounds):
        for name, (call, count) in contestants.items():
            start = thread_time_ns()
            for _ in range(count):
                call()
            times[name].append((thread_time_ns() - start) / count / 1000)
    return {name: median(taken) for name, taken in times.items()}


def scoring(framework: Framework) -> dict[str, tuple[Callable[[], object], int]]:
    """The Longgang table by the kernel and by its rivals, all with the same total."""
    kernel = Kernel.of(framework)
    ints, given = decoded(kernel.compiled.inputs), decimals(kernel.compiled.inputs)
    exact = {name: one if isinstance(one, bool) else Fraction(one) for name, one in given.items()}
    floats = {name: one if isinstance(one, bool) else float(one) for name, one in given.items()}
    hand_float, hand_fraction = by_hand.table(float), by_hand.table(Fraction)
    plain_float, plain_fraction = plain_simpleeval.table(framework, float), plain_simpleeval.table(framework, Fraction)
    expected = kernel.score(given)["total"]
    _same(expected, kernel.points(ints)[-1], hand_fraction(exact) * 100, plain_fraction(exact) * 100)
    _same(expected, round(hand_float(floats) * 100), round(plain_float(floats) * 100))
    return {
        "kernel, from decoded integers": (lambda: kernel.points(ints), 40),
        "kernel, from a mapping of decimals": (lambda: kernel.score(given), 5),
        "by hand in float, inexact": (lambda: hand_float(floats), 20),
        "by hand in Fraction": (lambda: hand_fraction(exact), 1),
        "plain simpleeval in float, inexact": (lambda: plain_float(floats), 1),
        "plain simpleeval in Fraction": (lambda: plain_fraction(exact), 1),
    }


def _same(expected: object, *others: object) -> None:
    if any(other != expected for other in others):
        message = f"the contestants do not score the same table: {expected}, {others}"
        raise ValueError(message)


def assessing(rulebook: Rulebook) -> Callable[[], object]:
    """The assessment of the published case, its evidence ready."""
    case = read_case(CASE, rulebook)
    return lambda: assess(case.framework, case.evidence)


def loading() -> Callable[[], object]:
    """Reading, deriving, checking, lowering and printing the framework, from its text and that of its parent."""
    sources = {one.id: one for one in perfrules_frameworks()}
    own, home = sources["shenzhen.longgang-department"], Home(lambda name, *_: sources[name])
    return lambda: Kernel.of(framework_in(own.text, own.place, home=home)).text


def bars(table: Mapping[str, float], rulebook: Rulebook) -> Iterator[Bar]:
    """Every figure with a bar."""
    yield Bar(f"`import perfrules`, beside a bare interpreter (median of {IMPORTS})", added() * 1000, 150_000)
    yield Bar("`Kernel.points` on Longgang, from decoded integers", table["kernel, from decoded integers"], 5)
    yield Bar("`Kernel.score` on Longgang, from a mapping of decimals", table["kernel, from a mapping of decimals"], 40)
    yield Bar("`assess` on the published Longgang case", interleaved({"": (assessing(rulebook), 1)})[""], 150)
    yield Bar("a form of 40 target rows read, bound and scored", interleaved({"": (forms.scoring(rulebook), 1)}, 101)[""], 30_000)
    yield Bar("`audit` of the published Longgang case", interleaved({"": (reports.auditing(rulebook), 1)}, 31)[""], 500_000)
    yield Bar("Longgang read, derived, checked, lowered and printed", interleaved({"": (loading(), 1)}, 15)[""], 60_000)


def machine() -> str:
    """The machine in a line."""
    try:
        described = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        described = []
    model = next((line.partition(":")[2].strip() for line in described if line.startswith("model name")), platform.processor())
    python = f"{platform.python_implementation()} {platform.python_version()}"
    return f"{model}, {os.cpu_count()} cores, {python}, {platform.system()}"


def folders(memory: list[str]) -> Iterator[Bar]:
    """Folders through the command, once, in real time; what they need of memory is added to the lines."""
    for what, measured, seconds in (("score", forms.folder, 30), ("audit", reports.folder, 60)):
        (_, small), (taken, large) = measured(50), measured(FORMS)
        kind = "such forms" if what == "score" else "reports, the four published ones in turn"
        memory.append(f"`perfrules {what}` needs {small} MiB of memory for 50 {kind}, and {large} MiB for {FORMS:,}.")
        yield Bar(f"`perfrules {what}` of a folder of {FORMS:,} {kind} (once, in real time)", taken * 1e6, seconds * 1e6)


def page(kept: list[Bar], table: Mapping[str, float], memory: list[str]) -> Iterator[str]:
    """The lines of the page."""
    yield HEAD.format(machine=machine())
    yield "| what | median | bar | |"
    yield "|---|---|---|---|"
    for bar in kept:
        yield f"| {bar.what} | {_time(bar.taken)} | {_time(bar.most)} | {'pass' if bar.is_kept else 'fail'} |"
    yield ""
    yield from memory
    yield ""
    yield "## The same table in other ways"
    yield ""
    yield "One complete unit, 56 inputs, the whole Longgang table; all give the same total, those in float after rounding it."
    yield ""
    yield "| way | median | times the kernel |"
    yield "|---|---|---|"
    least = min(table.values())
    for name, taken in table.items():
        yield f"| {name} | {_time(taken)} | {taken / least:.1f} |"
    yield ""


def _time(microseconds: float) -> str:
    if microseconds >= 1_000_000:
        return f"{microseconds / 1_000_000:.3g} s"
    if microseconds >= 1000:
        return f"{microseconds / 1000:.3g} ms"
    return f"{microseconds:.3g} µs"


def main() -> None:
    """Measure, print, write the page."""
    rulebook = Rulebook.load()
    table = interleaved(scoring(rulebook.framework("shenzhen.longgang-department")))
    memory: list[str] = []
    measured = [*bars(table, rulebook), *folders(memory)]
    lines = "\n".join(page(measured, table, memory))
    PAGE.write_text(lines, encoding="utf-8")
    print(lines)
    sys.exit(not all(bar.is_kept for bar in measured))


if __name__ == "__main__":
    main()
