"""A folder of cases through the command, in a process of its own: how long it takes, and how much memory."""

import subprocess
import sys
import time
from collections.abc import Iterable
from pathlib import Path
from tempfile import TemporaryDirectory

COMMAND = """
import resource, sys
from perfrules.cli import main
try:
    main()
finally:
    sys.stderr.write("\\n" + str(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss))
"""


def measured(cases: Iterable[str], *arguments: str) -> tuple[float, int]:
    """The seconds that the command takes for a folder of these cases, and its memory in MiB."""
    with TemporaryDirectory() as home:
        for position, text in enumerate(cases):
            (Path(home) / f"case-{position:04}.yaml").write_text(text, encoding="utf-8")
        start = time.perf_counter()
        done = subprocess.run(
            [sys.executable, "-c", COMMAND, *arguments, home], capture_output=True, encoding="utf-8", check=False
        )
        return time.perf_counter() - start, int(done.stderr.splitlines()[-1]) // 1024
