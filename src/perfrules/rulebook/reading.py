"""Reading frameworks: the heads of a plugin's files, and whole texts, checked."""

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING

from attrs import evolve

from perfrules.check import check
from perfrules.errors import InvalidDocumentError, UnreadableDocumentError
from perfrules.formula.gate import PUBLISHED, Limits
from perfrules.framework import Framework, FrameworkSource

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

ENDINGS = (".yaml", ".yml", ".json")
"""How the name of a framework file ends."""


def framework_sources(package: str) -> tuple[FrameworkSource, ...]:
    """
    Every framework in the `data` folder of a package, its head read: what a plugin returns from `perfrules_frameworks`.

    Files whose name starts with a dot and folders are left out. Raises `DocumentError` where a file cannot be read, its head is
    wrong, or there is none.
    """
    from importlib.resources import files

    from perfrules.documents.shape import collected

    place = f"{package}/data"
    found = sorted(_framework_files(files(package) / "data", place), key=lambda file: file.name)
    if not found:
        raise UnreadableDocumentError(place, f"no file in this folder ends in {', '.join(ENDINGS)}")
    return tuple(collected(partial(_source, file, f"{place}/{file.name}") for file in found))


def framework_in(text: str, name: str, plugin: str = "", limits: Limits = PUBLISHED) -> Framework:
    """
    The framework in a text, checked; `name` is what messages call its file, `plugin` where it comes from.

    Raises `InvalidDocumentError` with everything that is wrong with it.
    """
    from perfrules.documents import framework_from

    framework = evolve(framework_from(text, name, limits), plugin=plugin)
    errors = tuple(problem for problem in check(framework) if problem.severity == "error")
    if errors:
        raise InvalidDocumentError(errors)
    return framework


def _framework_files(folder: "Traversable", place: str) -> Iterator["Traversable"]:
    if not folder.is_dir():
        raise UnreadableDocumentError(place, "there is no such folder")
    for file in folder.iterdir():
        if file.name.lower().endswith(ENDINGS) and not file.name.startswith(".") and file.is_file():
            yield file


def _source(file: "Traversable", place: str) -> FrameworkSource:
    from perfrules.documents import source_from
    from perfrules.documents.file import decoded

    return source_from(decoded(file.read_bytes(), place), place)
