"""The cases that a command line names: files, folders with all their cases, `-` for standard input."""

import os
import re
import sys
from collections.abc import Iterator
from pathlib import Path

from perfrules.case import Case
from perfrules.cli.streams import UsageFault, tell
from perfrules.errors import UnreadableDocumentError
from perfrules.framework import Framework
from perfrules.rulebook import Rulebook, case_in

STANDARD_INPUT = "-"
ENDINGS = (".yaml", ".yml", ".json")

_FRAMEWORK = re.compile(r"""^["']?perfrules["']?[ \t]*:|^\s*\{?\s*"perfrules"\s*:""", re.MULTILINE)


def names(arguments: tuple[str, ...]) -> tuple[str, ...]:
    """
    What each argument stands for, in order, each file once.

    Raises `UsageFault` for a folder without cases, and `UnreadableDocumentError` where there is nothing.
    """
    found = [name for argument in arguments for name in _behind(argument)]
    return tuple(dict.fromkeys(found))


def are_many(arguments: tuple[str, ...]) -> bool:
    """Whether the answer is a list: several arguments, or a folder."""
    return len(arguments) > 1 or _is_folder(arguments[0])


def read(name: str, rulebook: Rulebook, framework: Framework | None) -> Case:
    """The case with this name; its notes go to standard error."""
    case = case_in(text_of(name), label(name), rulebook, framework=framework)
    for note in case.notes:
        tell(f"{note.severity}: {note}")
    return case


def text_of(name: str) -> str:
    """The text of the case with this name."""
    from perfrules.documents.file import MAX_BYTES, decoded, read_file

    if name != STANDARD_INPUT:
        return read_file(Path(name))
    if sys.stdin is None:
        raise UnreadableDocumentError(label(name), "there is no standard input")
    return decoded(sys.stdin.buffer.read(MAX_BYTES + 1), label(name))


def label(name: str) -> str:
    """What messages call the case with this name."""
    return "<stdin>" if name == STANDARD_INPUT else name


def _behind(argument: str) -> Iterator[str]:
    if argument == STANDARD_INPUT:
        yield argument
    elif _is_folder(argument):
        yield from _in_folder(argument)
    else:
        _require(argument)
        yield argument


def _in_folder(folder: str) -> tuple[str, ...]:
    """The case files below a folder, sorted; hidden files and folders, and frameworks, are left out."""
    found: list[Path] = []
    for above, folders, files in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        paths = [Path(above, name) for name in files if name.lower().endswith(ENDINGS) and not name.startswith(".")]
        found += [path for path in paths if not _is_framework(path)]
    if not found:
        raise UsageFault(f"{folder}: there is no case in this folder; a case is a file that ends in {', '.join(ENDINGS)}")
    return tuple(str(path) for path in sorted(found))


def _is_framework(path: Path) -> bool:
    """Whether a file says that it is a framework; why one cannot be read is said when it is scored."""
    from perfrules.documents.file import read_file

    try:
        return _FRAMEWORK.search(read_file(path)) is not None
    except UnreadableDocumentError:
        return False


def _require(name: str) -> None:
    """Say at once that there is no such file, before anything is scored."""
    from perfrules.documents.file import read_file

    if not os.path.exists(name):  # noqa: PTH110  # unlike `Path.exists` it takes any text, however long
        read_file(Path(name))


def _is_folder(name: str) -> bool:
    return os.path.isdir(name)  # noqa: PTH112  # unlike `Path.is_dir` it takes any text, however long
