"""
What the pages show is what happens: the output of commands in console blocks, and of Python blocks.

A block ```` ```yaml title="first.yaml" ```` is written to that file first, in a copy of this repository's docs and frameworks;
a distribution that is written so, with its `pyproject.toml`, is installed for the commands of that page.
In the expected output a line `…` stands for any lines.
"""

import os
import re
import subprocess
import sys
import tomllib
from itertools import pairwise
from pathlib import Path
from shutil import copytree, ignore_patterns

import pytest
from attrs import frozen

ROOT = Path(__file__).parents[1]
PAGES = sorted([*ROOT.glob("README*.md"), *ROOT.glob("docs/**/*.md"), *ROOT.glob("frameworks/*/README.md")])
FENCE = re.compile(r'^```(\w+)(?: title="([^"]+)")?\n(.*?)^```$', re.MULTILINE | re.DOTALL)
RUNNABLE = ("perfrules ", "echo ", "cat ")
END = "\x1e"
ENVIRONMENT = {
    "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
    "LANG": "C.UTF-8",
    "NO_COLOR": "1",
    "COLUMNS": "100",
}


@frozen
class Block:
    """A fenced block of a page."""

    language: str
    title: str
    text: str


def blocks(page: Path) -> list[Block]:
    """The fenced blocks of a page, in order."""
    return [Block(*(group or "" for group in match.groups())) for match in FENCE.finditer(page.read_text(encoding="utf-8"))]


def show(page: Path, folder: Path) -> Path:
    """A folder with a copy of what this repository shows, and with the files that the page writes."""
    for name in ("docs", "frameworks"):
        copytree(ROOT / name, folder / name, ignore=ignore_patterns("*.egg-info", "__pycache__"))
    for block in blocks(page):
        if block.title:
            target = folder / block.title
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(block.text, encoding="utf-8")
    return folder


def installed(folder: Path) -> str:
    """Where Python finds the distributions that a page wrote, each described as an installer would describe it."""
    homes = []
    for described in sorted(path for path in folder.rglob("pyproject.toml") if not path.is_relative_to(folder / "frameworks")):
        project = tomllib.loads(described.read_text(encoding="utf-8"))["project"]
        home = described.parent / "src" if (described.parent / "src").is_dir() else described.parent
        metadata = home / f"{project['name'].replace('-', '_')}-{project['version']}.dist-info"
        metadata.mkdir()
        head = f"Metadata-Version: 2.1\nName: {project['name']}\nVersion: {project['version']}\n"
        entries = "".join(f"{name} = {module}\n" for name, module in project["entry-points"]["perfrules"].items())
        (metadata / "METADATA").write_text(head, encoding="utf-8")
        (metadata / "entry_points.txt").write_text(f"[perfrules]\n{entries}", encoding="utf-8")
        homes.append(str(home))
    return os.pathsep.join(homes)


def transcript(text: str) -> list[tuple[str, str]]:
    """The commands of a console block, each with the output below it."""
    return [
        (command, trimmed(output))
        for command, _, output in (piece.partition("\n") for piece in re.split(r"^\$ ", text, flags=re.MULTILINE)[1:])
    ]


def outputs(commands: list[str], folder: Path) -> list[str]:
    """What each command prints, all run in one shell, as a terminal of 100 columns would show it."""
    script = "".join(f"{command}\n_status=$?; printf '{END}'; (exit $_status)\n" for command in commands)
    run = subprocess.run(
        ["/bin/sh", "-c", script],
        cwd=folder,
        env={**ENVIRONMENT, "PYTHONPATH": installed(folder)},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        check=False,
    )
    return [trimmed(output) for output in run.stdout.split(END)[: len(commands)]]


def trimmed(output: str) -> str:
    """An output without the blanks that end its lines and the empty lines around it."""
    return "\n".join(line.rstrip() for line in output.splitlines()).strip("\n")


def fits(expected: str, found: str) -> bool:
    """Whether an output is the expected one; a line `…` stands for any lines."""
    pattern = "".join("(?:.*\n)*?" if line == "…" else f"{re.escape(line)}\n" for line in expected.splitlines())
    return re.fullmatch(pattern, f"{found}\n" if found else "") is not None


def of_language(language: str) -> list[object]:
    """Every page with a block in this language, as parameters of a test."""
    return [
        pytest.param(page, id=str(page.relative_to(ROOT)))
        for page in PAGES
        if any(block.language == language for block in blocks(page))
    ]


@pytest.mark.parametrize("page", of_language("console"))
def test_commands_print_what_the_page_shows(page: Path, tmp_path: Path) -> None:
    """
    Each command in a console block prints exactly what stands below it.
    """
    steps = [step for block in blocks(page) if block.language == "console" for step in transcript(block.text)]
    found = outputs([command for command, _ in steps], show(page, tmp_path))

    assert [] == [command for command, _ in steps if not command.startswith(RUNNABLE)]
    assert [] == [
        f"$ {command}\n{printed}"
        for (command, expected), printed in zip(steps, found, strict=True)
        if not fits(expected, printed)
    ]


@pytest.mark.parametrize("page", of_language("text"))
def test_python_prints_what_the_page_shows(page: Path, tmp_path: Path) -> None:
    """
    A Python block that is followed by a text block prints that text.
    """
    folder, found = show(page, tmp_path), blocks(page)
    for block, following in pairwise(found):
        if (block.language, following.language) == ("python", "text"):
            command = [sys.executable, "-c", block.text]
            run = subprocess.run(command, cwd=folder, env=ENVIRONMENT, capture_output=True, encoding="utf-8", check=False)

            assert "" == run.stderr
            assert fits(trimmed(following.text), trimmed(run.stdout)), run.stdout


@pytest.mark.parametrize(
    ("expected", "found", "outcome"),
    [
        ("a\nb", "a\nb", True),
        ("a\nb", "a\nc", False),
        ("a\n…\nz", "a\nb\nc\nz", True),
        ("a\n…\nz", "a\nz", True),
        ("…\nz", "a\nz", True),
        ("a\n…", "a\nb", True),
        ("a\n…\nz", "a\nb", False),
        ("a\n…\nz", "abz", False),
        ("…", "", True),
        ("", "", True),
        ("", "a", False),
        ("a…", "ab", False),
    ],
)
def test_a_line_of_dots_stands_for_any_lines(expected: str, found: str, *, outcome: bool) -> None:
    """
    Only a whole line `…` is a wildcard.
    """
    assert outcome == fits(expected, found)
