"""The guard around every command: whatever is raised becomes a message and an exit code, never a traceback."""

import os
import sys
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import click

from perfrules.cli.ending import Ending
from perfrules.cli.streams import UsageFault, close, tell
from perfrules.errors import (
    MAX_LISTING,
    MAX_PROBLEMS,
    EditionError,
    EvidenceError,
    FormulaError,
    InvalidDocumentError,
    NumberError,
    PerfrulesError,
    UndefinedError,
    UnknownFrameworkError,
    UnknownIndicatorError,
    UnreadableDocumentError,
    listing,
)
from perfrules.wording import shortened

_ASKED_WRONGLY = (EditionError, FormulaError, NumberError, UnknownFrameworkError, UnknownIndicatorError)


def guarded(run: Callable[[], int], *, debug: bool) -> int:
    """The exit code of a command, with a message for everything that it raises; click handles its own exceptions."""
    try:
        code = run()
        sys.stdout.flush()
    except (click.ClickException, click.exceptions.Exit):
        raise
    except PerfrulesError as error:
        tell(told(error))
        return ending(error)
    except (KeyboardInterrupt, click.Abort):
        return Ending.INTERRUPTED
    except BrokenPipeError:
        close()
        return Ending.CLOSED
    except OSError as error:
        close()
        tell(f"the output cannot be written: {(error.strerror or str(error)).lower()}")
        return Ending.BROKE
    except Exception as error:  # noqa: BLE001  # no traceback reaches a user
        tell(broke(error, debug=debug))
        return Ending.BROKE
    return code


def ending(error: PerfrulesError) -> Ending:
    """The exit code that an error stands for when it ends a command."""
    if isinstance(error, UndefinedError):
        return Ending.UNDECIDED
    if isinstance(error, UnreadableDocumentError):
        is_there = os.path.isfile(error.file)  # noqa: PTH113  # unlike `Path.is_file` it takes any text, however long
        return Ending.INVALID if is_there else Ending.USAGE
    return Ending.USAGE if isinstance(error, _ASKED_WRONGLY) else Ending.INVALID


def told(error: PerfrulesError) -> str:
    """The message of an error: all problems of a file, and the command that leads on where nothing near was found."""
    if isinstance(error, UnknownFrameworkError) and not error.near:
        return f"{error}; `perfrules frameworks` lists those that are"
    if isinstance(error, EvidenceError | InvalidDocumentError):
        return listing(error.problems, characters=MAX_PROBLEMS * MAX_LISTING)
    return str(error)


class CaseFault(UsageFault):
    """Something in a case, or in the rules that score it, that keeps it from being scored."""

    exit_code = int(Ending.INVALID)


@contextmanager
def blaming(label: str) -> Iterator[None]:
    """What goes wrong inside is the fault of the case with this label, never of the command line."""
    try:
        yield
    except PerfrulesError as error:
        raise CaseFault(blamed(label, error)) from None


def blamed(label: str, error: PerfrulesError) -> str:
    """The message of an error of one case, which begins with its label."""
    message = told(error)
    return message if message.startswith(label) else f"{label}: {message}"


def broke(error: Exception, *, debug: bool) -> str:
    """The message of an exception that nobody expected; with its traceback for those who mend it."""
    if debug:
        return "".join(traceback.format_exception(error)).rstrip()
    name, reason = type(error).__name__, shortened(" ".join(str(error).split()), 400)
    return f"perfrules broke: {name}: {reason}; please report this with what `perfrules --debug …` prints"
