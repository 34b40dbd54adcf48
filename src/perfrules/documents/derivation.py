"""Derivation: the tree of a framework that `extends` another, whole, with its line of descent."""

from collections.abc import Callable, Iterable
from contextlib import suppress
from datetime import date
from functools import cache
from typing import TypeAlias, TypeVar

from attrs import evolve, fields_dict, frozen
from cattrs import Converter

from perfrules.documents.changes import ChangesEntry, changed, with_keys
from perfrules.documents.node import MAX_DEPTH, MAX_NODES, Absent, Mapping, Node, Scalar, Sequence, Tree, named, under
from perfrules.documents.overlay import without
from perfrules.documents.problems import problem
from perfrules.documents.shape import completed, expected, only, refusal
from perfrules.documents.texts import FrameworkId, text_converter
from perfrules.documents.tree import tree
from perfrules.errors import FrameworkError, InvalidDocumentError, PluginError, Problem
from perfrules.framework import FrameworkSource, Origin, Validity
from perfrules.indicator import Source
from perfrules.rules.paths import inherited
from perfrules.wording import shortened

MAX_GENERATIONS = 16
"""Frameworks above one another in a line of descent."""

Find: TypeAlias = Callable[[str, str | None, date | None], FrameworkSource]
"""
What finds a parent by its id, in an edition; without one in its only edition, or in the one in force on a day.

Raises `FrameworkError` or `PluginError` where there is none.
"""

T = TypeVar("T")

_NO_RULEBOOK = "it is looked up in a rulebook, and none was given: `read_framework(path, Rulebook.load())`"


@frozen
class Kin:
    """What a framework in a line of descent says of itself."""

    id: FrameworkId
    edition: str
    valid: Validity = Validity()
    source: Source = Source()
    extends: Scalar | None = None

    @property
    def key(self) -> str:
        """How messages call it."""
        return f"{self.id}@{self.edition}"


@frozen
class Generation:
    """One framework in a line of descent: its tree, and what it says of itself."""

    document: Tree
    kin: Kin


@frozen
class Descent:
    """A whole tree with where its parts come from: the framework itself, its parent, and so on."""

    document: Tree
    lineage: tuple[Origin, ...] = ()


def descended(document: Tree, find: Find | None) -> Descent:
    """
    The whole tree of a framework: its own, or its parent's with what it says otherwise.

    Raises `InvalidDocumentError` where a parent cannot be found or read; what else is wrong is among the tree's problems.
    """
    if isinstance(under(document.root, "extends"), Absent):
        return _alone(document)
    line = _line(document, find)
    *children, whole = (one.document for one in line)
    for child in reversed(children):
        whole = _derived(whole, child)
    root = expected(named(whole.root, "", []), Mapping)
    return Descent(evolve(whole, root=root), tuple(_origin(one.document, one.kin) for one in line))


def completed_from(descent: Descent, task: Callable[[], T]) -> T:
    """What the task makes of a whole tree that has no problems; raises `InvalidDocumentError` with all of them, as `told`."""
    try:
        return completed(descent.document, task)
    except InvalidDocumentError as error:
        raise InvalidDocumentError(told(error.problems, descent.lineage)) from None


def parent_of(document: Tree, find: Find | None) -> tuple[FrameworkSource, Problem] | None:
    """
    The parent of a framework that has one, and what is said at its `extends` where the parent has errors.

    Raises `InvalidDocumentError` where a parent cannot be found or read.
    """
    extends = under(document.root, "extends")
    if isinstance(extends, Absent):
        return None
    own, *_ = _line(document, find)
    found = _found(own.kin, expected(extends, Scalar), find)
    return found, _has_errors(extends, found)


def told(problems: Iterable[Problem], lineage: tuple[Origin, ...]) -> tuple[Problem, ...]:
    """Problems file by file, the framework's own first; those of what it inherits say so."""
    generations = {origin.file: generation for generation, origin in enumerate(lineage)}
    by_file = sorted(problems, key=lambda one: generations.get(one.place.file, 0) if one.place else 0)
    return tuple(evolve(one, message=inherited(lineage, one.place, one.message)) for one in by_file)


def _alone(document: Tree) -> Descent:
    changes = next((key for key, _ in document.root.pairs if key.text == "changes"), None)
    if changes is not None:
        lost = problem("missing-key", "changes", "`changes` are those of a parent; key `extends` is missing", changes.place)
        document = Tree(without(document.root, frozenset({"changes"})), (*document.problems, lost))
    try:
        return Descent(document, (_origin(document, _kin(document)),))
    except InvalidDocumentError:
        return Descent(document)  # what is wrong with its head is said when the whole is read


def _line(document: Tree, find: Find | None) -> tuple[Generation, ...]:
    try:
        line = [Generation(document, _kin(document))]
        while (extends := line[-1].kin.extends) is not None:
            line.append(_parent(line, extends, find))
    except InvalidDocumentError as error:
        raise InvalidDocumentError((*document.problems, *error.problems)) from None
    return tuple(line)


def _parent(line: list[Generation], extends: Scalar, find: Find | None) -> Generation:
    _check_new(line, extends, extends.text)
    found = _found(line[-1].kin, extends, find)
    key = f"{found.id}@{found.edition}"
    _check_new(line, extends, key)
    if len(line) > MAX_GENERATIONS:
        raise refusal("too-deep", extends, f"frameworks extend one another at most {MAX_GENERATIONS} deep")
    is_taken = found.place in {_file(one.document) for one in line}
    try:
        document = tree(found.text, f"{key}/{found.place}" if is_taken else found.place)
        kin = _kin(document)
    except InvalidDocumentError as error:
        raise InvalidDocumentError((_has_errors(extends, found), *error.problems)) from None
    if kin.key != key:
        raise refusal("unknown-framework", extends, f"{found.place} does not hold what was announced: framework `{key}`")
    return Generation(document, kin)


def _check_new(line: list[Generation], extends: Scalar, key: str) -> None:
    keys = [one.kin.key for one in line]
    if key in keys:
        circle = " → ".join((*keys[keys.index(key) :], key))
        raise refusal("cycle", extends, f"`{shortened(key)}` extends itself: {shortened(circle, 400)}")


def _found(kin: Kin, extends: Scalar, find: Find | None) -> FrameworkSource:
    name, _, edition = extends.text.partition("@")
    if find is None:
        raise refusal("unknown-framework", extends, f"no framework `{shortened(name)}` is known here; {_NO_RULEBOOK}")
    try:
        return find(name, edition or None, kin.valid.start)
    except (FrameworkError, PluginError) as error:
        raise refusal("unknown-framework", extends, str(error)) from None


def _has_errors(extends: Node, parent: FrameworkSource) -> Problem:
    return problem("unknown-framework", "extends", f"framework `{parent.id}@{parent.edition}` has errors", extends.place)


def _derived(parent: Tree, child: Tree) -> Tree:
    """The tree of a parent with what a child says otherwise, and the problems of both."""
    root, changes, wrong = with_keys(parent.root, child.root), under(child.root, "changes"), tuple[Problem, ...]()
    if not isinstance(changes, Absent):
        entry, unread = _changes(changes)
        root, unmade = changed(root, entry)
        wrong = (*unread, *unmade)
    _check_size(root, under(child.root, "extends"))
    return Tree(root, (*parent.problems, *child.problems, *wrong))


def _changes(node: Node) -> tuple[ChangesEntry, tuple[Problem, ...]]:
    """The changes that can be read, key by key, and what is wrong with the others."""
    structure = _converter().structure
    try:
        return structure(node, ChangesEntry), ()
    except InvalidDocumentError as error:
        entry = ChangesEntry()
        for key in fields_dict(ChangesEntry):
            with suppress(InvalidDocumentError):  # it is among the problems of the whole
                entry = evolve(entry, **{key: getattr(structure(only(expected(node, Mapping), (key,)), ChangesEntry), key)})
        return entry, error.problems


def _check_size(root: Mapping, extends: Node) -> None:
    depth, count = _size(root)
    if depth > MAX_DEPTH:
        raise refusal("too-deep", extends, f"with its parent, lists and mappings stand more than {MAX_DEPTH} deep in one another")
    if count > MAX_NODES:
        raise refusal("too-large", extends, f"with its parent it has more than {MAX_NODES} texts, lists and mappings")


def _size(node: Node) -> tuple[int, int]:
    """How many lists and mappings stand inside one another, and how many nodes there are, keys included."""
    match node:
        case Sequence(items=items):
            below, keys = [_size(item) for item in items], 0
        case Mapping(pairs=pairs):
            below, keys = [_size(value) for _, value in pairs], len(pairs)
        case _:
            return 0, 1
    return 1 + max((depth for depth, _ in below), default=0), 1 + keys + sum(count for _, count in below)


def _kin(document: Tree) -> Kin:
    keys = ("id", "edition", "valid", "source", "extends")
    kin: Kin = _converter().structure(only(document.root, keys), Kin)
    return kin


def _origin(document: Tree, kin: Kin) -> Origin:
    return Origin(kin.key, kin.source, _file(document))


def _file(document: Tree) -> str:
    return document.root.place.file


@cache
def _converter() -> Converter:
    converter = text_converter()
    converter.register_structure_hook(Mapping, lambda node, _: expected(node, Mapping))
    return converter
