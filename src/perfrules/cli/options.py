"""The options that several commands share, and the rulebook they work with."""

from collections.abc import Callable
from typing import TypeVar

import click

from perfrules.cli.streams import tell
from perfrules.framework import Framework
from perfrules.rulebook import Rulebook, find_framework

F = TypeVar("F", bound=Callable[..., int])


def examples(*commands: str) -> str:
    """The end of a command's help: how it is called."""
    return "\n".join(("\b", "Example:" if len(commands) == 1 else "Examples:", *(f"  {command}" for command in commands)))


def language(command: F) -> F:
    """The option `--language`."""
    return click.option(
        "--language",
        type=click.Choice(["zh", "en"]),
        default="zh",
        show_default=True,
        help="The language of the sentences; labels stay as the framework has them.",
    )(command)


def stated(command: F) -> F:
    """The option `--stated`."""
    return click.option(
        "--stated",
        type=click.Choice(["keep", "gap"]),
        default="keep",
        show_default=True,
        help="Take over scores that the report only prints, or leave a gap.",
    )(command)


def own_framework(command: F) -> F:
    """The option `--framework`, for commands that read a case."""
    return click.option(
        "--framework",
        metavar="FRAMEWORK",
        help="A framework file, for cases whose framework no plugin brings.",
    )(command)


def rulebook() -> Rulebook:
    """The rulebook of the installed plugins; each one that cannot be used is named once, as a warning."""
    loaded = Rulebook.load()
    for problem in loaded.problems:
        tell(f"warning: {problem}")
    return loaded


def chosen(framework: str | None, loaded: Rulebook) -> Framework | None:
    """The framework that `--framework` names."""
    return None if framework is None else find_framework(framework, loaded)
