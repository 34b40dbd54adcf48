"""
How much `import perfrules` adds to a bare interpreter: the median of 20 warm runs of each.

    python tests/benchmarks/import_time.py
"""

import subprocess
import sys
from statistics import median
from time import perf_counter

BAR = 150  # milliseconds
RUNS = 20


def milliseconds(code: str) -> float:
    """How long a fresh interpreter takes to run `code`."""
    start = perf_counter()
    subprocess.run([sys.executable, "-c", code], check=True)
    return (perf_counter() - start) * 1000


def typical(code: str) -> float:
    """The median over all runs, after one that warms the caches."""
    milliseconds(code)
    return median(milliseconds(code) for _ in range(RUNS))


def main() -> None:
    """Print the figure beside the bar, and fail above it."""
    added = typical("import perfrules") - typical("pass")
    print(f"import perfrules: adds {added:.1f} ms, bar {BAR} ms (median of {RUNS}, warm)")
    sys.exit(added > BAR)


if __name__ == "__main__":
    main()
