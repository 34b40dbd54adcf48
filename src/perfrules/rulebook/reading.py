"""Reading frameworks: the heads of a plugin's files, and whole texts, checked."""

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING

from attrs import evolve, frozen

from perfrules.check import check
from perfrules.errors import InvalidDocumentError, UnreadableDocumentError
from perfrules.formula.gate import PUBLISHED, Limits
from perfrules.framework import Framework, FrameworkSource
from perfrules.rulebook.functions import Pool, with_functions

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

    from perfrules.documents.derivation import Find

ENDINGS = (".yaml", ".yml", ".json")
"""How the name of a framework file ends."""


@frozen
class Home:
    """What a framework can lean on: what finds the parent that it extends, and the functions that plugins share."""

    find: "Find | None" = None
    pool: Pool = Pool()


ALONE = Home()
"""Where there is no other framework, and no plugin."""


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


def framework_in(text: str, name: str, plugin: str = "", limits: Limits = PUBLISHED, home: Home = ALONE) -> Framework:
    """
    The framework in a text, checked; `name` is what messages call its file, `plugin` where it comes from.

    Raises `InvalidDocumentError` with everything that is wrong with it, or with what is wrong with the parent that it extends.
    """
    try:
        return _checked(text, name, plugin, limits, home)
    except InvalidDocumentError as error:
        raise _of_parent(text, name, limits, home) or error from None


def _checked(text: str, name: str, plugin: str, limits: Limits, home: Home) -> Framework:
    from perfrules.documents import framework_from

    framework = evolve(with_functions(framework_from(text, name, limits, home.find), home.pool), plugin=plugin)
    errors = tuple(problem for problem in check(framework) if problem.severity == "error")
    if errors:
        raise InvalidDocumentError(errors)
    return framework


def _of_parent(text: str, name: str, limits: Limits, home: Home) -> InvalidDocumentError | None:
    """What is wrong with the framework that a text extends, if it is that one which is wrong."""
    from perfrules.documents.derivation import parent_of
    from perfrules.documents.tree import tree

    try:
        parent = parent_of(tree(text, name), home.find)
    except InvalidDocumentError:
        return None
    if parent is None:
        return None
    source, at_extends = parent
    try:
        framework_in(source.text, source.place, limits=limits, home=home)
    except InvalidDocumentError as error:
        return InvalidDocumentError((at_extends, *error.problems))
    return None


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
