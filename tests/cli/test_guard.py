"""The guard: every exception becomes a message and an exit code."""

from collections.abc import Callable
from pathlib import Path

import click
import pytest

from perfrules.cli.guard import CaseFault, blamed, blaming, ending, guarded, told
from perfrules.cli.streams import UsageFault
from perfrules.errors import (
    DuplicateFrameworkError,
    EditionError,
    EvidenceError,
    FormulaError,
    NumberError,
    PerfrulesError,
    UndefinedError,
    UnknownFrameworkError,
    UnknownIndicatorError,
    UnreadableDocumentError,
)


def raising(error: BaseException) -> Callable[[], int]:
    """A command that raises."""

    def command() -> int:
        raise error

    return command


@pytest.mark.parametrize(
    ("error", "code", "message"),
    [
        (UndefinedError("1 / 0"), 4, "a division by zero was reached in `1 / 0`\n"),
        (KeyboardInterrupt(), 130, ""),
        (click.Abort(), 130, ""),
        (BrokenPipeError(32, "Broken pipe"), 141, ""),
        (OSError(28, "No space left on device"), 1, "the output cannot be written: no space left on device\n"),
        (OSError("strange"), 1, "the output cannot be written: strange\n"),
        (
            ValueError("one\ntwo"),
            1,
            "perfrules broke: ValueError: one two; please report this with what `perfrules --debug …` prints\n",
        ),
    ],
)
def test_what_is_raised_becomes_a_message(
    capsys: pytest.CaptureFixture[str], error: BaseException, code: int, message: str
) -> None:
    """
    An exception ends the command with its code and one message.
    """
    found = guarded(raising(error), debug=False)

    assert (code, message) == (found, capsys.readouterr().err)


def test_debugging_shows_the_traceback(capsys: pytest.CaptureFixture[str]) -> None:
    """
    With `--debug` the traceback of an unexpected exception is shown.
    """
    found = guarded(raising(ValueError("one")), debug=True)

    assert 1 == found
    assert capsys.readouterr().err.startswith("Traceback (most recent call last):\n")


@pytest.mark.parametrize("error", [UsageFault("no"), click.UsageError("no"), click.exceptions.Exit(0)])
def test_click_handles_its_own_exceptions(error: Exception) -> None:
    """
    What click raises passes.
    """
    with pytest.raises(type(error)) as caught:
        guarded(raising(error), debug=False)

    assert error is caught.value


def test_a_command_that_ends_well_gives_its_code() -> None:
    """
    The code of a command is passed on.
    """
    assert 3 == guarded(lambda: 3, debug=False)


@pytest.mark.parametrize(
    ("error", "expected"),
    [
        (UndefinedError("1 / 0"), 4),
        (UnknownFrameworkError("a"), 2),
        (UnknownIndicatorError("a"), 2),
        (EditionError("a", "", ("1", "2")), 2),
        (NumberError("x", "is no number"), 2),
        (FormulaError("x", 0, 1, "no"), 2),
        (UnreadableDocumentError("no such file.yaml", "there is no such file"), 2),
        (UnreadableDocumentError("x" * 9999, "there is no such file"), 2),
        (UnreadableDocumentError(__file__, "the file is not UTF-8"), 5),
        (EvidenceError(()), 5),
        (DuplicateFrameworkError("a", "1", ("b", "c")), 5),
    ],
)
def test_an_error_has_its_code(error: PerfrulesError, expected: int) -> None:
    """
    What was asked wrongly is 2, what is wrong in a file 5, what has no value 4.
    """
    assert expected == ending(error)


@pytest.mark.parametrize(
    ("error", "expected"),
    [
        (NumberError("1/3", "is no decimal number"), "c.yaml: `1/3` is no decimal number"),
        (UnreadableDocumentError("c.yaml", "there is no such file"), "c.yaml: there is no such file"),
    ],
)
def test_an_error_of_a_case_begins_with_its_file(error: PerfrulesError, expected: str) -> None:
    """
    The file is named once.
    """
    assert expected == blamed("c.yaml", error)


def test_what_scoring_raises_is_the_fault_of_the_case() -> None:
    """
    A number that cannot be printed, or points outside their range, end with 5 when a case is scored, never with 2.
    """
    with pytest.raises(CaseFault) as caught, blaming("c.yaml"):
        raise NumberError("1/3", "is no decimal number")

    assert (5, "c.yaml: `1/3` is no decimal number") == (caught.value.exit_code, caught.value.message)


def test_an_unknown_framework_leads_to_the_list() -> None:
    """
    Where no id is near, the message names the command that lists them; else it names what is near.
    """
    found = (told(UnknownFrameworkError("a")), told(UnknownFrameworkError("a", ("b",))))

    lonely = "no framework `a` is installed; `perfrules frameworks` lists those that are"
    assert (lonely, "no framework `a` is installed; did you mean `b`?") == found


def test_the_folder_of_this_test_is_no_file() -> None:
    """
    A folder where a file was expected is 2.
    """
    assert 2 == ending(UnreadableDocumentError(str(Path(__file__).parent), "this is a folder, not a file"))
