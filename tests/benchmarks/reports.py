"""The four published reports audited: the largest alone, and a thousand in turn through the command."""

from collections.abc import Callable, Iterator
from pathlib import Path

from perfrules import Rulebook, audit, read_case
from tests.benchmarks import folders

FRAMEWORKS = Path(__file__).parents[2] / "frameworks"
PUBLISHED = (
    "shenzhen/cases/longgang-2023.yaml",
    "shenzhen/cases/futian-2021.yaml",
    "jiaxing/cases/jiabei-2021.yaml",
    "chongqing/cases/chaotianmen-2020.yaml",
)


def auditing(rulebook: Rulebook) -> Callable[[], object]:
    """The audit of the published Longgang case, ready in memory."""
    case = read_case(FRAMEWORKS / PUBLISHED[0], rulebook)
    return lambda: audit(case)


def folder(count: int) -> tuple[float, int]:
    """The seconds that the command takes to audit so many reports, and its memory in MiB."""
    return folders.measured(_reports(count), "audit", "--format", "json")


def _reports(count: int) -> Iterator[str]:
    """The published reports in turn, each of another unit."""
    texts = [(FRAMEWORKS / path).read_text(encoding="utf-8") for path in PUBLISHED]
    for position in range(count):
        yield texts[position % len(texts)].replace("subject: ", f"subject: 单位{position} ", 1)
