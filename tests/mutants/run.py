"""Mutates the code and runs the tests: how many mutants they notice, module by module, and which survive."""

import os
import shutil
import subprocess
import sys
from collections import Counter
from pathlib import Path

from tests.mutants.modules import TESTS
from tests.mutants.session import read

ROOT = Path(__file__).parents[2]
WORK = ROOT / ".mutants"
"""A copy of what is tested, so that it stays as it is while a run lasts, and a file of results for each module."""

COPIED = ("src", "tests", "frameworks", "docs", "conftest.py", "pyproject.toml", "README.md")
LEAST = 95
"""Percent of a module's mutants that its tests must notice."""


def main() -> int:
    """Runs the named modules, or all; after `again` only the mutants that were not killed before. 1 where too many live."""
    chosen = [name for name in sys.argv[1:] if name != "again"] or list(TESTS)
    _copy()
    print(f"{'module':<22} {'mutants':>8} {'killed':>8} {'survived':>8} {'timed out':>9}   score", flush=True)
    enough = [_module(name, again="again" in sys.argv) for name in chosen]
    print(f"survivors: {WORK.name}/<module>.txt")
    return 0 if all(enough) else 1


def _copy() -> None:
    copy = WORK / "copy"
    shutil.rmtree(copy, ignore_errors=True)
    for name in COPIED:
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, copy / name, ignore=shutil.ignore_patterns("__pycache__", "*.egg-info"))
        else:
            shutil.copy(source, copy / name)


def _module(name: str, *, again: bool) -> bool:
    results = WORK / f"{name}.jsonl"
    sources = [WORK / "copy" / "src", *(WORK / "copy" / "frameworks").glob("*/src")]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(map(str, sources))}
    command = [sys.executable, "-m", "tests.mutants.session", name, str(results), *(["again"] if again else [])]
    if subprocess.run(command, cwd=WORK / "copy", env=environment, check=False).returncode:
        print(f"{name:<22} its tests fail without a mutation", flush=True)
        return False
    return _row(name, results)


def _row(name: str, results: Path) -> bool:
    found = read(results)
    lived = [one["change"] for one in found if one["outcome"] == "survived"]
    results.with_suffix(".txt").write_text("\n\n".join(lived), encoding="utf-8")
    count = Counter(one["outcome"] for one in found)
    score = 100 * (len(found) - len(lived)) / max(1, len(found))
    figures = f"{len(found):>8} {count['killed']:>8} {count['survived']:>8} {count['timed out']:>9}"
    print(f"{name:<22} {figures} {score:6.1f} %", flush=True)
    return score >= LEAST


if __name__ == "__main__":
    sys.exit(main())
