"""
How long `assess` takes for the published Longgang report: the median of 50 runs after the first.

    python tests/benchmarks/assess_time.py
"""

import sys
from pathlib import Path
from statistics import median
from time import perf_counter

from perfrules import Case, Rulebook, assess, read_case

BAR = 10  # milliseconds
RUNS = 50
LONGGANG = Path(__file__).parents[2] / "frameworks" / "shenzhen" / "cases" / "longgang-2023.yaml"


def milliseconds(case: Case) -> float:
    """How long one assessment takes."""
    start = perf_counter()
    assess(case.framework, case.evidence)
    return (perf_counter() - start) * 1000


def main() -> None:
    """Print the figures beside the bar, and fail above it."""
    case = read_case(LONGGANG, Rulebook.load())
    first = milliseconds(case)
    usual = median(milliseconds(case) for _ in range(RUNS))
    print(f"assess Longgang: {usual:.2f} ms, bar {BAR} ms (median of {RUNS}; the first took {first:.1f} ms)")
    sys.exit(usual > BAR)


if __name__ == "__main__":
    main()
