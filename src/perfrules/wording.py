"""How messages quote an author's text: cleaned, shortened, made visible, with a caret, with what was probably meant."""

import unicodedata
from collections.abc import Iterable
from itertools import islice

MOST_COMPARED = 500
"""With how many known names an unknown one is compared."""

MAX_MESSAGE = 1990
"""Characters of a whole message, carets and all."""


def caret(text: str, start: int, end: int, width: int = 72) -> str:
    """
    The part of `text` around `start` with carets below `start` to `end`, indented by four.

    Wide characters take two columns, so the carets stand right in a terminal.

    >>> print(caret("支出 / spnet", 5, 10))
        支出 / spnet
               ^^^^^
    """
    first = max(0, min(start, len(text)) - width // 2)
    shown = "".join(" " if unicodedata.category(mark)[0] in "CZ" else mark for mark in text[first : first + width])
    before, marked = shown[: start - first], shown[start - first : end - first]
    return f"    {shown}".rstrip() + f"\n    {' ' * _columns(before)}{'^' * max(1, _columns(marked))}"


def _columns(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(mark) in "WF" else 1 for mark in text)


def shortened(text: str, most: int = 60) -> str:
    """`text` without control, bidi or surrogate characters, line ends too, cut to `most` characters."""
    clean = _seen(text[:most])
    return clean if len(text) <= most else f"{clean}…"


def cleaned(text: str, most: int = MAX_MESSAGE) -> str:
    """
    `text` in its lines, without control, bidi or surrogate characters, cut to `most` characters.

    A mark stands for each character that nobody can see, so that carets below stay where they are.

    >>> cleaned("1 \u202e万元")
    '1 �万元'
    """
    lines = "\n".join(_seen(line) for line in text[:most].split("\n"))
    return lines if len(text) <= most else f"{lines}…"


def line_by_line(text: str) -> str:
    """Messages, one below the other, each legible and cut to its limit by itself."""
    return "\n".join(cleaned(line) for line in text.split("\n"))


def _seen(text: str) -> str:
    """The text with a mark in the place of each that cannot be seen."""
    return text if text.isprintable() else "".join("\N{REPLACEMENT CHARACTER}" if _is_invisible(mark) else mark for mark in text)


def _is_invisible(mark: str) -> bool:
    return unicodedata.category(mark) in {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}


def near(name: str, known: Iterable[str], most: int = 1) -> tuple[str, ...]:
    """
    The known names that look like an unknown one, the nearest first; a long name or list is cut, so that it ends in time.

    Large and small letters are the same here, and characters that nobody can see are not there.

    >>> near("SPNET", ("planned", "spent"))
    ('spent',)
    """
    from difflib import get_close_matches

    names: dict[str, list[str]] = {}
    for one in islice(known, MOST_COMPARED):
        names.setdefault(_folded(one), []).append(one)
    found = get_close_matches(_folded(name[:100]), names, n=most)
    return tuple(one for folded in found for one in names[folded])[:most]


def _folded(name: str) -> str:
    return "".join(mark for mark in name.casefold() if unicodedata.category(mark)[0] != "C")


def stranger(name: str) -> str:
    """
    The tail of a message about a name with a character that no name has: one that cannot be seen, or that looks like a letter.

    >>> stranger("pаce")
    '; its `а` is no ordinary letter (cyrillic small letter a)'
    """
    for mark in name:
        if unicodedata.category(mark)[0] in "CZ" and mark != " ":
            return f"; it holds an invisible character (U+{ord(mark):04X})"
        if mark.isalpha() and not mark.isascii() and not unicodedata.name(mark, "").startswith("CJK"):
            return f"; its `{mark}` is no ordinary letter ({unicodedata.name(mark, f'U+{ord(mark):04X}').lower()})"
    return ""


def did_you_mean(names: tuple[str, ...]) -> str:
    """The tail of a message that offers what was probably meant."""
    return f"; did you mean {' or '.join(f'`{shortened(name, 100)}`' for name in names)}?" if names else ""


def require_one_of(name: str, given: object, known: tuple[str, ...]) -> None:
    """Raise `ValueError` where a program gives an argument that is none of its words."""
    if given not in known:
        raise ValueError(f"`{name}` is {' or '.join(f'`{one}`' for one in known)}, not `{shortened(str(given))}`")
