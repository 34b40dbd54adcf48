"""How messages quote an author's text: shortened, made visible, with a caret, with what was probably meant."""

import unicodedata


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
    """`text` without control, bidi or surrogate characters, cut to `most` characters."""
    clean = "".join("\N{REPLACEMENT CHARACTER}" if unicodedata.category(mark)[0] == "C" else mark for mark in text[: most + 1])
    return clean if len(text) <= most else f"{clean[:most]}…"


def did_you_mean(near: tuple[str, ...]) -> str:
    """The tail of a message that offers what was probably meant."""
    return f"; did you mean {' or '.join(f'`{name}`' for name in near)}?" if near else ""
