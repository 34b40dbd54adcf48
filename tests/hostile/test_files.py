"""No file hurts its reader: it is refused with its name and place, at once, in little memory, and nothing else happens."""

import json
import subprocess
import sys
import unicodedata
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from tests.hostile.documents import JSON, YAML
from tests.hostile.reader import SECONDS

ROOT = Path(__file__).parents[2]
Found = Mapping[str, Mapping[str, Any]]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with every hostile file."""
    made = tmp_path_factory.mktemp("files")
    for ending, files in (("yaml", YAML), ("json", JSON)):
        for name, content in files.items():
            (made / f"{name}.{ending}").write_bytes(content)
    return made


@pytest.fixture(scope="module")
def found(folder: Path) -> Found:
    """What came of reading each of them."""
    command = [sys.executable, "-m", "tests.hostile.reader", str(folder)]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False, cwd=ROOT)
    assert (0, "") == (done.returncode, done.stderr)
    return dict(json.loads(done.stdout))


def is_legible(text: str) -> bool:
    """Whether a message has no control, bidi or half character, and no line end but the plain one."""
    return all(mark == "\n" or unicodedata.category(mark) not in {"Cc", "Cf", "Cs", "Zl", "Zp"} for mark in text)


def test_every_hostile_file_is_refused(found: Found) -> None:
    """
    Each is an unreadable or an invalid document, as a framework and as a case; nothing else is ever raised.
    """
    documented = {"UnreadableDocumentError", "InvalidDocumentError"}
    strange = {name: one for name, one in found.items() if one["error"] not in documented}

    assert {} == strange


def test_every_refusal_names_the_file_and_a_place(found: Found) -> None:
    """
    A message begins with the file, and each problem has the file for its place.
    """
    for name, one in found.items():
        file = name.split("/")[-1].partition(" ")[2] if "special" not in name else ".yaml"
        shown = file if file.isprintable() else ".yaml"

        assert shown in one["message"].split(": ")[0] + ": ", name
        assert all(shown in place for place in one["places"]), name


def test_no_refusal_is_long_or_illegible(found: Found) -> None:
    """
    A message has less than 2,000 characters, and nothing in it moves a cursor, turns a line or breaks an encoding.
    """
    for name, one in found.items():
        assert all(0 < len(text) < 2000 for text in (one["message"], *one["problems"])), name
        assert all(is_legible(text) for text in (one["message"], *one["problems"])), name


def test_every_refusal_comes_in_time(found: Found) -> None:
    """
    Two seconds of a processor and 128 MiB are enough for every file.
    """
    assert [] == [(name, one["seconds"]) for name, one in found.items() if one["seconds"] > SECONDS]
    assert [] == [(name, one["mebibytes"]) for name, one in found.items() if one["mebibytes"] > 128]


def test_reading_does_nothing_else(found: Found, folder: Path) -> None:
    """
    No reader runs a program, opens a connection or writes, and the folder holds what it held.
    """
    ours = {f"{name}.yaml" for name in YAML} | {f"{name}.json" for name in JSON} | {"special"}

    assert [] == [(name, one["done"]) for name, one in found.items() if one["done"]]
    assert ours == {path.name for path in folder.iterdir()}
