"""`perfrules frameworks` and `perfrules plugins`: what is installed."""

import click

from perfrules.cli import options
from perfrules.cli.ending import Ending, worst
from perfrules.cli.streams import emit, tell
from perfrules.errors import PerfrulesError
from perfrules.framework import FrameworkSource, Validity
from perfrules.rulebook import Rulebook


@click.command("frameworks", epilog=options.examples("perfrules frameworks"))
def list_frameworks() -> int:
    """
    List the installed frameworks.

    Id, edition, from when until when it is in force, title.
    """
    loaded = options.rulebook()
    rows = [(source.id, source.edition, in_force(source.valid), *_title(source, loaded)) for source in loaded.sources]
    if not rows:
        tell("no framework is installed")
        return Ending.DONE
    emit(_columns([row[:4] for row in rows]))
    return worst(row[4] for row in rows)


@click.command("plugins", epilog=options.examples("perfrules plugins"))
def list_plugins() -> int:
    """
    List the installed plugins.

    Name, distribution, version. Ends with 3 where one cannot be used.
    """
    loaded = options.rulebook()
    if loaded.plugins:
        emit(_columns([(one.name, one.distribution or "—", one.version or "—") for one in loaded.plugins]))
    else:
        tell("no plugin is installed")
    return Ending.FINDINGS if loaded.problems else Ending.DONE


def in_force(valid: Validity) -> str:
    """From when until when; `…` where it is open."""
    start, end = ("…" if day is None else day.isoformat() for day in (valid.start, valid.end))
    return f"{start} to {end}"


def _title(source: FrameworkSource, loaded: Rulebook) -> tuple[str, Ending]:
    try:
        return loaded.framework(source.id, edition=source.edition).title, Ending.DONE
    except PerfrulesError as error:
        tell(str(error))
        return "—", Ending.INVALID


def _columns(rows: list[tuple[str, ...]]) -> str:
    """Rows with their texts below one another, two blanks between."""
    from rich.cells import cell_len

    widths = [max(map(cell_len, column)) for column in zip(*rows, strict=True)]
    padded = ((text + " " * (width - cell_len(text)) for text, width in zip(row, widths, strict=True)) for row in rows)
    return "\n".join("  ".join(texts).rstrip() for texts in padded)
