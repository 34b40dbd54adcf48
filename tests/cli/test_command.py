"""The program: help, version, and what is common to its commands."""

from collections.abc import Callable

import pytest
from click.testing import Result

from perfrules.cli.command import program

Command = Callable[..., Result]


@pytest.mark.parametrize("name", sorted(program.commands))
def test_the_help_of_each_command_shows_how_it_is_called(run: Command, name: str) -> None:
    """
    Every command has an example in its help.
    """
    found = run(name, "--help")

    assert 0 == found.exit_code
    assert f"    perfrules {name} " in f"{found.stdout} ".replace("\n", " ")


def test_the_help_of_the_program_lists_the_exit_codes(run: Command) -> None:
    """
    The help ends with what each exit code means.
    """
    expected = [
        "  Exit codes:",
        "    0 done  1 broke  2 usage  3 findings  4 undecided: something is missing",
        "    5 invalid framework or case",
    ]

    assert expected == run("-h").stdout.splitlines()[-3:]


@pytest.mark.parametrize("arguments", [["nix"], ["--nix"], ["score"], ["score", "a", "--format", "xml"], ["explain", "a"]])
def test_a_command_that_cannot_be_meant_is_usage(run: Command, arguments: list[str]) -> None:
    """
    An unknown command or option, or a missing argument, gives 2 and a message.
    """
    found = run(*arguments)

    assert (2, "") == (found.exit_code, found.stdout)
    assert "Error: " in found.stderr
