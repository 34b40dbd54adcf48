"""`perfrules schema`: the JSON Schema of a document."""

import json
from pathlib import Path

import click

from perfrules.cli import options
from perfrules.cli.ending import Ending
from perfrules.cli.streams import emit

NAMES = ("framework", "case", "scorecard", "audit", "waivers")
"""The documents that have a schema."""


@click.command(
    "schema",
    epilog=options.examples(
        "perfrules schema framework",
        "perfrules schema case -o case.schema.json",
    ),
)
@click.argument("name", type=click.Choice(NAMES))
@click.option("-o", "--output", type=click.Path(path_type=Path), help="Write into a file.")
def show_schema(name: str, output: Path | None) -> int:
    """
    Print the JSON Schema of a document.

    Editors that know it complete and check the keys of framework, case and waiver files while they are written.
    """
    from perfrules.documents.schema import schema

    emit(json.dumps(schema(name), ensure_ascii=False, indent=2), output)
    return Ending.DONE
