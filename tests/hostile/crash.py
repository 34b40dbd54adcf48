"""
Kills a process that writes one file over and over, at a random moment, and looks at what is left; then starts others.

`python -m tests.hostile.crash 1000 [SEED]` prints what it found, and ends with 1 if a file was ever torn, or if one of
300 processes failed whose threads parse at once (`tests/hostile/starts.py`).
"""

import os
import random
import signal
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from perfrules.documents.save import PREFIX, save
from tests.hostile import starts

LONGEST = 0.02
"""Seconds after which a writer is killed at the latest."""


def content(version: int) -> bytes:
    """A whole file: its first line says how it ends."""
    return b"%d\n" % version + b"x" * (version % 7 * 50_000) + b"\n%d\n" % version


def write_for_ever(path: Path) -> None:
    """Write version after version, until killed."""
    version = 0
    while True:
        version += 1
        save(path, content(version))


def killed(path: Path, seconds: float) -> None:
    """Let a process of its own write, and kill it."""
    child = os.fork()
    if not child:
        write_for_ever(path)
    time.sleep(seconds)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)


def state(path: Path) -> str:
    """Whether a file is whole, and whether it is the first one or a later one."""
    found = path.read_bytes()
    version = int(found.partition(b"\n")[0] or -1)
    if found != content(version):
        return "torn"
    return "new" if version else "old"


def main(times: int, seed: int) -> int:
    """Kill so many writers."""
    moments, found = random.Random(seed), Counter[str]()  # noqa: S311  # no secret: the same moments for the same seed
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "file")
        for _ in range(times):
            path.write_bytes(content(0))
            killed(path, moments.uniform(0, LONGEST))
            found[state(path)] += 1
        left = sum(one.name.startswith(PREFIX) for one in Path(folder).iterdir())
    counted = ", ".join(f"{found[name]} {name}" for name in ("old", "new", "torn"))
    sys.stdout.write(f"{times} writers killed (seed {seed}): {counted}; {left} temporary files left\n")
    return 1 if found["torn"] else 0


if __name__ == "__main__":
    count = int(sys.argv[1])
    torn = main(count, int(sys.argv[2]) if len(sys.argv) > 2 else 1)
    sys.exit(max(torn, starts.main(count * 3 // 10)))
