"""Problem and place: what is wrong, where, and how several problems are listed."""

from itertools import accumulate
from typing import Literal

from attrs import field, frozen

from perfrules.wording import cleaned, shortened

Severity = Literal["error", "warning", "note"]

MAX_FILE = 400
"""Characters of the name of a file in messages."""

MAX_PATH = 400
"""Characters of a path."""

MAX_SENTENCE = 1000
"""Characters of what one problem says."""

MAX_EXCERPT = 300
"""Characters of a formula with its carets, of which a part is shown."""

MAX_PROBLEMS = 100
"""Problems that are listed one below the other."""

MAX_LISTING = 1800
"""Characters of the problems in one message, and of one problem."""


@frozen
class Place:
    """Where something stands in a file: line and column count from 1, 0 means unknown; `str()` shows the name legibly."""

    file: str
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        file = shortened(self.file, MAX_FILE)
        return f"{file}:{self.line}:{self.column}" if self.line else file


def _path(given: str) -> str:
    return shortened(given, MAX_PATH)


def _sentence(given: str) -> str:
    return shortened(given, MAX_SENTENCE)


def _excerpt(given: str) -> str:
    return cleaned(given, MAX_EXCERPT)


@frozen
class Problem:
    """
    One thing wrong with a document, a framework or evidence.

    `path` names the spot by ids (`indicators/execution/mean/formula`), `place` the spot in a file.
    `excerpt` is the formula with a caret below it, where there is one. Labels, units and names of authors may hold anything,
    so the three are made legible and cut to their limits here, whoever words them.
    """

    severity: Severity
    code: str
    path: str = field(converter=_path)
    message: str = field(converter=_sentence)
    place: Place | None = None
    excerpt: str = field(default="", converter=_excerpt)

    def __str__(self) -> str:
        where = ": ".join(str(part) for part in (self.place, self.path) if part)
        head = f"{where}: {self.message}" if where else self.message
        return f"{shortened(head, MAX_LISTING - MAX_EXCERPT - 3)}\n{self.excerpt}" if self.excerpt else head


def listing(problems: tuple[Problem, ...], most: int = MAX_PROBLEMS, characters: int = MAX_LISTING) -> str:
    """Problems, one below the other: the first `most` of them, as far as they have room, but the first in any case."""
    written = [str(problem)[:characters] for problem in problems[:most]]
    ends = accumulate(len(text) + 1 for text in written)
    shown = max(sum(end <= characters for end in ends), min(1, len(written)))
    rest = [f"and {len(problems) - shown} more"] if len(problems) > shown else []
    return "\n".join((*written[:shown], *rest))
