"""Data to standard output or a file, messages to standard error, both in UTF-8 whatever the locale."""

import io
import os
import shutil
import sys
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import IO, TextIO

import click

from perfrules.cli.ending import Ending
from perfrules.errors import UnwritableDocumentError
from perfrules.wording import line_by_line

FILE_WIDTH = 80
"""Columns of a text that does not go to a terminal, unless the environment variable COLUMNS says otherwise."""

LEAST_WIDTH = 60
"""Columns below which a table cannot be read."""


class UsageFault(click.ClickException):
    """Something on the command line that cannot be meant; the message stands alone, without the usage of the command."""

    exit_code = int(Ending.USAGE)

    def show(self, file: IO[str] | None = None) -> None:
        """Write the message to standard error."""
        click.echo(line_by_line(self.message), file=file, err=True)


def write_utf8(stream: TextIO) -> None:
    """Let a stream write UTF-8 and never fail at a character."""
    if isinstance(stream, io.TextIOWrapper):
        stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def tell(message: str) -> None:
    """Write a message to standard error, each of its lines short and legible."""
    click.echo(line_by_line(message), err=True)


def emit(text: str, output: Path | None = None) -> None:
    """Write data to standard output, or into a file, which is never left half-written."""
    emit_all((text if text.endswith("\n") else f"{text}\n",), output)


def emit_all(parts: Iterable[str], output: Path | None = None) -> None:
    """Write data part by part, each when it comes: none is kept, and a file is still never left half-written."""
    if output is None:
        for part in parts:
            click.echo(part, nl=False, color=True)
    else:
        _replace(output, parts)


def width() -> int:
    """Columns of a text: those of the terminal, or what COLUMNS says."""
    return max(LEAST_WIDTH, shutil.get_terminal_size((FILE_WIDTH, 24)).columns)


def is_coloured() -> bool:
    """Whether standard output is a terminal that shows colours, and nobody asked for none."""
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def close() -> None:
    """Give up standard output: what is still to be written goes nowhere, also when Python ends."""
    with suppress(OSError, ValueError):
        output = sys.stdout.fileno()
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, output)
        os.close(nowhere)


def _replace(path: Path, parts: Iterable[str]) -> None:
    from perfrules.documents.save import save_parts

    try:
        save_parts(path, (part.encode(errors="backslashreplace") for part in parts))
    except UnwritableDocumentError as error:
        raise UsageFault(str(error)) from None
