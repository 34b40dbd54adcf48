"""
The full disturbance run: each printed number of invented right reports is made wrong in turn, and audited.

    python -m tests.disturbance.run [reports] [seed]

It writes its summary to `docs/reference/disturbance.md`, and fails where the audit misses what it should find.
"""

import sys
from collections import Counter
from collections.abc import Callable, Mapping
from itertools import product
from pathlib import Path
from random import Random

from rich.console import Console
from rich.progress import track

from perfrules.audit import audit
from perfrules.case import Case
from tests.disturbance.measure import Sight, outcomes, seen, summary
from tests.disturbance.reports import ROUNDINGS, department, form

PAGE = Path(__file__).parents[2] / "docs" / "reference" / "disturbance.md"
REPORTS = 1
SEED = 20231231

LEAST_TAKING_PART = LEAST_BLAMED = 0.9

CONSISTENT = 1000
"""How many consistent reports are audited, of all kinds and roundings together."""

KINDS: Mapping[str, Callable[..., Case]] = {"whole-department report": department, "form with target rows": form}

HEAD = """\
# Disturbance run

Invented reports in which everything agrees are audited: nothing is found. Then each printed number is made wrong, one at a time:
one unit of its last digit more or less, two neighbouring digits in the other order, ten or ten thousand times as much or as
little, the value of the number before or after it.
`make disturbance` writes this page; the run can be repeated from its seed, and everything below is measured.
"""


TAIL = """
## No false alarm

{reports} reports that the library printed itself, under frameworks that cut, round half up, half to even, and up: {error} errors,
{warning} warnings, {ok} checks that agree.
"""


def measured(sights: list[Sight]) -> Counter[str]:
    """What becomes of all changes to all numbers that take part in a check."""
    tally: Counter[str] = Counter()
    work = [(sight, key) for sight in sights for key in sight.taking_part]
    console = Console(stderr=True)
    for sight, key in track(work, description="", console=console, transient=True, disable=not sys.stderr.isatty()):
        tally += summary(outcomes(sight, key))
    tally["numbers"] = sum(len(sight.numbers) for sight in sights)
    tally["taking part"] = sum(len(sight.taking_part) for sight in sights)
    return tally


def alarms(reports: int, seed: int) -> Counter[str]:
    """How many findings of each severity consistent reports have, whatever way their framework rounds."""
    ways = list(product(KINDS.values(), ROUNDINGS))
    tally: Counter[str] = Counter()
    console = Console(stderr=True)
    for position in track(range(reports), description="", console=console, transient=True, disable=not sys.stderr.isatty()):
        make, rounding = ways[position % len(ways)]
        tally.update(one.severity for one in audit(make(Random(seed + position), rounding)))
    return tally


def page(tallies: Mapping[str, Counter[str]], quiet: Counter[str], reports: int, seed: int) -> str:
    """The page about a run."""
    lines = [HEAD, f"Reports of each kind: {reports}, seed {seed}.\n"]
    lines.append("| | " + " | ".join(tallies) + " |")
    lines.append("|---" * (len(tallies) + 1) + "|")
    lines += [f"| {label} | " + " | ".join(show(tally) for tally in tallies.values()) + " |" for label, show in _LINES]
    lines.append(TAIL.format(reports=CONSISTENT, **{name: quiet[name] for name in ("error", "warning", "ok")}))
    return "\n".join(lines)


def _part(of: str, whole: str) -> Callable[[Counter[str]], str]:
    return lambda tally: f"{tally[of]} of {tally[whole]} ({100 * tally[of] / max(1, tally[whole]):.1f} %)"


_LINES: tuple[tuple[str, Callable[[Counter[str]], str]], ...] = (
    ("printed numbers that take part in a check", _part("taking part", "numbers")),
    ("changes to these numbers", lambda tally: str(tally["changes"])),
    ("found", _part("found", "changes")),
    ("inside what the printed digits leave open", _part("invisible", "changes")),
    ("not found", _part("lost", "changes")),
    ("found, and the relation named as cause contains the number", _part("blamed", "found")),
    ("found by two checks or more, and the number itself is named", _part("named", "in two")),
)


def main(reports: int = REPORTS, seed: int = SEED) -> int:
    """Run, write the page, and say whether the audit missed something."""
    tallies = {
        name: measured([seen(make(Random(seed + position))) for position in range(reports)]) for name, make in KINDS.items()
    }
    quiet = alarms(CONSISTENT, seed)
    written = page(tallies, quiet, reports, seed)
    PAGE.write_text(written, encoding="utf-8")
    print(written)
    return int(quiet["error"] > 0 or any(fails(tally) for tally in tallies.values()))


def fails(tally: Counter[str]) -> bool:
    """Whether a run shows less than the audit promises."""
    return (
        tally["lost"] > 0
        or tally["taking part"] < LEAST_TAKING_PART * tally["numbers"]
        or tally["blamed"] < LEAST_BLAMED * tally["found"]
        or tally["named"] < tally["in two"]
    )


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:])))
