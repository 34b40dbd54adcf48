"""`perfrules schema`: the JSON Schema of a document."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from perfrules import schema
from perfrules.cli.schema import NAMES
from perfrules.documents.schema import SCHEMAS

Command = Callable[..., Result]


def test_every_schema_has_its_name() -> None:
    """
    The command knows the schemas that there are.
    """
    assert tuple(SCHEMAS) == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_a_schema_is_printed(run: Command, name: str) -> None:
    """
    Standard output is the schema as JSON.
    """
    found = run("schema", name)

    assert (0, schema(name)) == (found.exit_code, json.loads(found.stdout))


def test_a_schema_is_written_into_a_file(run: Command, tmp_path: Path) -> None:
    """
    With `-o` the schema stands in a file, for an editor.
    """
    path = tmp_path / "framework.schema.json"
    found = run("schema", "framework", "-o", str(path))

    assert (0, "") == (found.exit_code, found.stdout)
    assert schema("framework") == json.loads(path.read_text(encoding="utf-8"))


def test_an_unknown_name_is_a_usage_fault(run: Command) -> None:
    """
    A document without a schema is named, and the code is 2.
    """
    found = run("schema", "frame")

    assert 2 == found.exit_code
    assert "'frame' is not one of 'framework', 'case', 'scorecard'" in found.stderr
