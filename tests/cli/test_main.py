"""The entry of the command: what it needs, in which encoding it writes, and how it ends, in real processes."""

import os
import pty
import runpy
import subprocess
import sys
from collections.abc import Callable, Mapping
from contextlib import suppress

import pytest
from click.testing import Result

from perfrules.cli import main

Command = Callable[..., Result]

COMMAND = (sys.executable, "-m", "perfrules")


def process(*arguments: str, environment: Mapping[str, str] | None = None) -> subprocess.CompletedProcess[bytes]:
    """A finished process of the command."""
    surrounding = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "LC_", "LANG"))}
    return subprocess.run([*COMMAND, *arguments], capture_output=True, check=False, env=surrounding | dict(environment or {}))


def test_a_missing_library_names_the_extra(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """
    Without rich the command says what to install, and ends with 2.
    """
    monkeypatch.setitem(sys.modules, "rich", None)
    with pytest.raises(SystemExit) as caught:
        main()

    assert 2 == caught.value.code
    assert "the command needs rich, which is not installed: pip install 'perfrules[cli]'\n" == capsys.readouterr().err


def test_a_process_without_click_and_rich_names_the_extra() -> None:
    """
    In an interpreter that has neither click nor rich nothing else is imported, and nothing breaks.
    """
    hidden = "import sys; sys.modules['click'] = sys.modules['rich'] = None; from perfrules.cli import main; main()"
    run = subprocess.run([sys.executable, "-c", hidden], capture_output=True, text=True, check=False)

    expected = "the command needs click and rich, which is not installed: pip install 'perfrules[cli]'\n"
    assert (2, "", expected) == (run.returncode, run.stdout, run.stderr)


def test_the_module_is_the_command(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """
    `python -m perfrules` runs the command under its own name.
    """
    monkeypatch.setattr(sys, "argv", ["perfrules", "--version"])
    with pytest.raises(SystemExit) as caught:
        runpy.run_module("perfrules", run_name="__main__")

    assert 0 == caught.value.code
    assert capsys.readouterr().out.startswith("perfrules 0.")


def test_importing_the_module_runs_nothing() -> None:
    """
    Importing `perfrules.__main__` does not run the command.
    """
    found = runpy.run_module("perfrules.__main__", run_name="perfrules.__main__")

    assert found["main"] is main


@pytest.mark.parametrize(
    "environment",
    [{"LC_ALL": "C", "PYTHONUTF8": "0"}, {"PYTHONIOENCODING": "gbk", "TZ": "Asia/Shanghai"}],
)
def test_the_bytes_do_not_depend_on_the_locale(run: Command, longgang: str, environment: dict[str, str]) -> None:
    """
    The sheet of Longgang is the same UTF-8 under every locale.
    """
    expected = run("score", longgang).stdout.encode()
    found = process("score", longgang, environment=environment | {"COLUMNS": "80"})

    assert (0, b"") == (found.returncode, found.stderr)
    assert expected == found.stdout


def test_a_closed_pipe_is_silent(example: str) -> None:
    """
    A reader that closes its end early gets no traceback.
    """
    reading, writing = os.pipe()
    os.close(reading)
    run = subprocess.run([*COMMAND, "score", example], stdout=writing, stderr=subprocess.PIPE, check=False)
    os.close(writing)

    assert (141, b"") == (run.returncode, run.stderr)


def test_a_full_disk_is_said(example: str) -> None:
    """
    Where standard output takes no more bytes, one line says so, and the code is 1.
    """
    with open("/dev/full", "wb") as full:  # noqa: PTH123  # a device
        run = subprocess.run([*COMMAND, "score", example], stdout=full, stderr=subprocess.PIPE, check=False)

    assert (1, b"the output cannot be written: no space left on device\n") == (run.returncode, run.stderr)


@pytest.mark.parametrize(("environment", "expected"), [({}, True), ({"NO_COLOR": "1"}, False)])
def test_only_a_terminal_gets_colours(example: str, environment: dict[str, str], *, expected: bool) -> None:
    """
    A terminal gets colours, unless NO_COLOR is set.
    """
    controlling, terminal = pty.openpty()
    surrounding = os.environ | {"TERM": "xterm", "COLUMNS": "80"} | environment
    found = b""
    with subprocess.Popen([*COMMAND, "score", example], stdout=terminal, env=surrounding):
        os.close(terminal)
        with suppress(OSError):  # how a terminal without writers ends
            while piece := os.read(controlling, 1000):
                found += piece
    os.close(controlling)

    assert expected == (b"\x1b[" in found)


def test_the_help_imports_neither_rich_nor_yaml() -> None:
    """
    `perfrules --help` does not wait for what only a command needs.
    """
    script = (
        "import sys\nfrom perfrules.cli import main\nsys.argv = ['perfrules', '--help']\n"
        "try:\n    main()\nexcept SystemExit:\n    print(sorted({'rich.console', 'yaml', 'cattrs'} & sys.modules.keys()))"
    )
    run = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)

    assert "[]" == run.stdout.splitlines()[-1]
