"""How long `import perfrules` takes: what a fresh interpreter needs more than a bare one."""

import subprocess
import sys
from statistics import median
from time import perf_counter

RUNS = 20


def milliseconds(code: str) -> float:
    """How long a fresh interpreter takes to run `code`."""
    start = perf_counter()
    subprocess.run([sys.executable, "-c", code], check=True)
    return (perf_counter() - start) * 1000


def added() -> float:
    """What the import adds in milliseconds: medians of warm runs, the two kinds by turns."""
    times: dict[str, list[float]] = {"pass": [], "import perfrules": []}
    for code in times:
        milliseconds(code)
    for _ in range(RUNS):
        for code, taken in times.items():
            taken.append(milliseconds(code))
    return median(times["import perfrules"]) - median(times["pass"])
