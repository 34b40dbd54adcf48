"""
Starts processes whose first act is to parse in many threads at once, and looks at what each thread reads.

CPython's parser counts its depth in one place for all threads, so parsing is tried again where they disturb one another.
`python -m tests.hostile.starts 300` prints how often that was needed, and ends with 1 where a process fails, hangs, or a
thread reads anything else than one alone.
"""

import subprocess
import sys
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).parents[2]
THREADS = 16
SECONDS = 60
"""After which a process counts as one that hangs."""

CHILD = f"""
import ast, gc, sys
from threading import Barrier, Thread, get_ident
from time import sleep

from perfrules.formula import parse
from tests.hostile.formulas import COSTLY

plainly, building, disturbed, found, start = ast.parse, set(), [], {{}}, Barrier({THREADS})
texts = [*COSTLY.values()][::5]

def watched(*given, **named):
    building.add(get_ident())
    try:
        return plainly(*given, **named)
    except (SystemError, RecursionError) as error:
        disturbed.append(error)
        raise
    finally:
        building.remove(get_ident())

def give_way(*_):
    if get_ident() in building:
        sleep(1e-5)

def read(number):
    start.wait()
    found[number] = [parse(text) for text in texts]

ast.parse = watched
gc.callbacks.append(give_way)
gc.set_threshold(100)
threads = [Thread(target=read, args=(number,)) for number in range({THREADS})]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
gc.callbacks.clear()
alone = [parse(text) for text in texts]
print(len(disturbed))
sys.exit(not all(found.get(number) == alone for number in range({THREADS})))
"""
"""While Python's parser builds a tree, the collector lets other threads parse, which else happens seldom."""


def started() -> tuple[str, int]:
    """What went wrong in one process, nothing where every thread read what one alone reads; how often parses were disturbed."""
    try:
        done = subprocess.run(
            [sys.executable, "-c", CHILD], capture_output=True, text=True, check=False, cwd=ROOT, timeout=SECONDS
        )
    except subprocess.TimeoutExpired:
        return f"no end after {SECONDS} s", 0
    fault = done.stderr.strip() or (f"exit code {done.returncode}" if done.returncode else "")
    return fault, int(done.stdout or 0)


def main(times: int) -> int:
    """Start so many processes."""
    found, faults = Counter[str](), Counter[str]()
    for _ in range(times):
        fault, disturbed = started()
        faults.update([fault.splitlines()[-1]] if fault else [])
        found.update(disturbed=bool(disturbed), tries=disturbed)
    told = f"{faults.total()} failed; in {found['disturbed']} of them parses were tried again, {found['tries']} times in all"
    sys.stdout.write(f"{times} processes with {THREADS} threads that parse at once: {told}\n")
    sys.stdout.writelines(f"    {count} times: {fault}\n" for fault, count in faults.items())
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1])))
