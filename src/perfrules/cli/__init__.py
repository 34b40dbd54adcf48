"""The `perfrules` command; click and rich come with the extra `cli`."""

import sys
from importlib.util import find_spec

from perfrules.cli.ending import Ending

__all__ = ["main"]

LIBRARIES = ("click", "rich")
"""What the extra `cli` brings."""


def main() -> None:
    """Run the command that stands in `sys.argv`, and end the program with its exit code."""
    absent = [name for name in LIBRARIES if find_spec(name) is None]
    if absent:
        needed = " and ".join(absent)
        sys.stderr.write(f"the command needs {needed}, which is not installed: pip install 'perfrules[cli]'\n")
        sys.exit(Ending.USAGE)
    from perfrules.cli.command import program
    from perfrules.cli.streams import write_utf8

    write_utf8(sys.stdout)
    write_utf8(sys.stderr)
    program(prog_name="perfrules")
