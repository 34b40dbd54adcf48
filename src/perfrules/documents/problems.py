"""The codes of the problems that a document can have, and how a problem is made."""

from typing import Literal, get_args

from perfrules.errors import MAX_PATH, Place, Problem
from perfrules.wording import did_you_mean, near, shortened, stranger

Code = Literal[
    "alias",
    "anchor",
    "blank",
    "control-character",
    "cycle",
    "duplicate-key",
    "empty",
    "encoding",
    "invalid-choice",
    "invalid-date",
    "invalid-domain",
    "invalid-formula",
    "invalid-id",
    "invalid-number",
    "missing-key",
    "no-value",
    "one-of",
    "several-documents",
    "syntax",
    "tag",
    "too-deep",
    "too-large",
    "unit",
    "unknown-framework",
    "unknown-id",
    "unknown-key",
    "unsupported",
    "weights",
    "wrong-key",
    "wrong-shape",
]
CODES: tuple[Code, ...] = get_args(Code)
"""Every code of a problem that reading a document can find."""

MOST_NAMED = 12
"""Words that a message names where it says what was expected."""


def problem(code: Code, path: str, message: str, place: Place | None = None, excerpt: str = "") -> Problem:
    """An error in a document."""
    return Problem("error", code, path, message, place, excerpt)


def note(code: Code, path: str, message: str, place: Place) -> Problem:
    """Something that was read all the same, but that people should know."""
    return Problem("note", code, path, message, place)


def below(path: str, part: str) -> str:
    """The path of what stands under `part` in what has `path`."""
    name = shortened(part)
    whole = f"{path}/{name}" if path else name
    return whole if len(whole) <= MAX_PATH else shortened(whole, MAX_PATH)


def nearest(word: str, known: tuple[str, ...]) -> str:
    """The tail of a message about an unknown word: what it is near to, else the first that there are."""
    strange, found = stranger(word), near_to(word, known)
    if found:
        return f"{strange}{did_you_mean(found)}"
    listed = ", ".join(f"`{shortened(name, 40)}`" for name in known[:MOST_NAMED])
    rest = ", …" if len(known) > MOST_NAMED else ""
    return f"{strange}; expected one of {listed}{rest}" if known else strange


def near_to(word: str, known: tuple[str, ...]) -> tuple[str, ...]:
    """The known words that look like `word`, the nearest first, at most two."""
    return near(word, known, 2)
