"""Runs each target under atheris for some seconds; prints executions and exceptions, and where the inputs stand."""

import re
import subprocess
import sys
from pathlib import Path

from tests.fuzz.targets import TARGETS

ROOT = Path(__file__).parents[2]
CORPUS = Path(__file__).parent / "corpus"
FOUND = ROOT / ".fuzz"
"""Where what a run grows and finds is kept until the next one."""

MOST_BYTES = 6000
MOST_SECONDS = 60
"""Seconds of the clock after which an input counts as one that hangs, on a machine that others use too."""
MOST_MEBIBYTES = 1024


def run(target: str, seconds: int) -> bool:
    """One target: prints its line; whether it has found nothing."""
    folder = FOUND / target
    (folder / "grown").mkdir(parents=True, exist_ok=True)
    for old in (file for file in folder.iterdir() if file.is_file()):
        old.unlink()
    log = _session(target, folder, seconds)
    (folder / "run.log").write_text(log, encoding="utf-8")
    stated = re.search(r"number_of_executed_units: *([0-9]+)", log)
    executed = int(stated[1]) if stated else 0
    findings = sorted(folder.glob("*.input")) + sorted(folder.glob("stopped-*"))
    slow = folder / "slowest.seconds"
    slowest = f", slowest {slow.read_text(encoding='utf-8')} s" if slow.exists() else ""
    print(f"{target:<22} {executed:>12,} executions {len(findings):>4} exceptions{slowest}", flush=True)
    for found in findings:
        print(f"    {found.relative_to(ROOT)}")
    return bool(executed) and not findings


def main() -> int:
    """Runs the named targets, or all; 1 where one has found something."""
    seconds, chosen = int(sys.argv[1]), sys.argv[2:] or list(TARGETS)
    sound = [run(target, seconds) for target in chosen]
    return 0 if all(sound) else 1


def _session(target: str, folder: Path, seconds: int) -> str:
    limits = (
        f"-max_total_time={seconds}",
        f"-max_len={MOST_BYTES}",
        f"-timeout={MOST_SECONDS}",
        f"-rss_limit_mb={MOST_MEBIBYTES}",
        f"-artifact_prefix={folder}/stopped-",
        "-print_final_stats=1",
    )
    command = [sys.executable, "-m", "tests.fuzz.session", target, str(folder), str(CORPUS / target), *limits]
    ended = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, errors="replace", check=False)
    return ended.stdout + ended.stderr


if __name__ == "__main__":
    sys.exit(main())
