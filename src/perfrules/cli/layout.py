"""Texts and tables in columns: wide characters take two, and no line breaks inside a number."""

import io
import re
from collections.abc import Iterable, Sequence

from rich import box
from rich.cells import cell_len, chop_cells
from rich.console import Console, RenderableType
from rich.table import Table
from rich.text import Text

_OPENING = "“‘（《〔【「"
_CLOSING = "，。；：！？、”’）》〕】」％"
_PIECE = re.compile(rf"\s+|[{_OPENING}]*(?:[!-~…]+(?: 分)?|[^\s!-~…{_OPENING}])[{_CLOSING}]*|[{_OPENING}]+")


def wrapped(text: str, width: int) -> list[str]:
    """
    A text in lines of at most this many columns.

    Chinese breaks between any two characters, but not before a closing mark or after an opening one; a number stays whole,
    and keeps its 分.
    """
    lines, used = [""], 0
    for piece in (part for found in _PIECE.findall(text) for part in _fitting(found, width)):
        if used + cell_len(piece.rstrip()) > width:
            lines.append("")
            used = 0
        added = piece if lines[-1] else piece.lstrip()
        lines[-1] += added
        used += cell_len(added)
    return [line.rstrip() for line in lines]


def _fitting(piece: str, width: int) -> list[str]:
    return [piece] if cell_len(piece) <= width or piece.isspace() else chop_cells(piece, width)


def paragraph(text: str, width: int, first: str = "", style: str = "") -> Text:
    """A text behind a first column that stays empty on its further lines."""
    indent = cell_len(first)
    lines = wrapped(text, width - indent)
    return Text("\n".join((first + lines[0], *(" " * indent + line for line in lines[1:]))), style=style)


def heading(text: str, width: int) -> Text:
    """The heading of a part, after an empty line."""
    return Text("\n") + paragraph(text, width, style="bold")


def aligned(numbers: Iterable[str]) -> list[str]:
    """Numbers with blanks behind them, so that their points stand below one another where they end on the right."""
    texts = list(numbers)
    behind = [len("".join(text.rpartition(".")[1:])) if "." in text else 0 for text in texts]
    most = max(behind, default=0)
    return [text + " " * (most - own) for text, own in zip(texts, behind, strict=True)]


def right(text: str, width: int) -> str:
    """A text at the right of its column."""
    return " " * (width - cell_len(text)) + text


def table(heads: Sequence[str], rows: Sequence[Sequence[str]], width: int, styles: Sequence[str] = ()) -> Table:
    """A table whose first column takes what the others leave, and alone wraps; the last is words, the rest are numbers."""
    drawn = Table(box=box.SIMPLE_HEAD, padding=(0, 1), pad_edge=False)
    for position, head in enumerate(heads):
        is_words = position in {0, len(heads) - 1}
        drawn.add_column(head, justify="left" if is_words else "right", no_wrap=True)
    others = sum(max(cell_len(text) for text in column) + 3 for column in list(zip(heads, *rows, strict=True))[1:])
    for position, (first, *rest) in enumerate(rows):
        drawn.add_row(_hanging(first, width - others - 2), *rest, style=styles[position] if styles else "")
    return drawn


def _hanging(label: str, width: int) -> str:
    """A label that keeps its indentation on its further lines."""
    indent = " " * (len(label) - len(label.lstrip(" ")))
    return "\n".join(indent + line for line in wrapped(label.strip(), max(width - len(indent), 8)))


def rendered(parts: Iterable[RenderableType], width: int, *, coloured: bool) -> str:
    """The parts as one text, without blanks at the ends of lines."""
    console = Console(
        file=io.StringIO(),
        width=width,
        force_terminal=coloured,
        no_color=not coloured,
        color_system="standard" if coloured else None,
        highlight=False,
        markup=False,
        emoji=False,
        force_jupyter=False,
        legacy_windows=False,
    )
    with console.capture() as captured:
        for part in parts:
            console.print(part, no_wrap=True, overflow="ignore", crop=False)
    return "\n".join(line.rstrip() for line in captured.get().splitlines()) + "\n"
