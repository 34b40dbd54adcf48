"""Problem and place: what is wrong, where, and how several problems are listed."""

from itertools import accumulate
from typing import Literal

from attrs import frozen

Severity = Literal["error", "warning", "note"]


@frozen
class Place:
    """Where something stands in a file: line and column count from 1, 0 means unknown."""

    file: str
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}" if self.line else self.file


@frozen
class Problem:
    """
    One thing wrong with a document, a framework or evidence.

    `path` names the spot by ids (`indicators/execution/mean/formula`), `place` the spot in a file.
    `excerpt` is the formula with a caret below it, where there is one.
    """

    severity: Severity
    code: str
    path: str
    message: str
    place: Place | None = None
    excerpt: str = ""

    def __str__(self) -> str:
        where = ": ".join(str(part) for part in (self.place, self.path) if part)
        head = f"{where}: {self.message}" if where else self.message
        return f"{head}\n{self.excerpt}" if self.excerpt else head


MAX_PROBLEMS = 100
"""Problems that are listed one below the other."""

MAX_LISTING = 1800
"""Characters of the problems in one message."""


def listing(problems: tuple[Problem, ...], most: int = MAX_PROBLEMS, characters: int = MAX_LISTING) -> str:
    """Problems, one below the other: the first `most` of them, as far as they have room, but the first in any case."""
    written = [str(problem)[:characters] for problem in problems[:most]]
    ends = accumulate(len(text) + 1 for text in written)
    shown = max(sum(end <= characters for end in ends), min(1, len(written)))
    rest = [f"and {len(problems) - shown} more"] if len(problems) > shown else []
    return "\n".join((*written[:shown], *rest))
