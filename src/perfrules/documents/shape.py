"""Nodes to frozen types: cattrs fills each class from a mapping, and every problem of a document is collected."""

from collections.abc import Callable, Iterable
from functools import partial
from itertools import islice
from typing import Any, TypeVar, get_args, get_origin

from attrs import evolve, fields
from attrs import has as is_class
from cattrs import ClassValidationError, Converter, ForbiddenExtraKeysError
from cattrs.gen import make_dict_structure_fn, override

from perfrules.documents.node import FULL_WIDTH_COLON, Absent, Mapping, Node, Scalar, Sequence, Tree
from perfrules.documents.problems import Code, below, near_to, nearest, problem
from perfrules.errors import InvalidDocumentError, Place, Problem
from perfrules.wording import shortened

T = TypeVar("T")
N = TypeVar("N", Scalar, Mapping, Sequence)
Fill = Callable[[dict[str, Any], type[T]], T]

MAX_PROBLEMS = 200
"""Problems after which the reading of a document stops."""

_SORTS = {Scalar: "a text", Sequence: "a list", Mapping: "a mapping", Absent: "nothing"}
_KEYS = {"start": "from", "end": "until", "otherwise": "else"}
"""Fields whose key in a file is another word, mostly because Python keeps that word for itself."""


def key_of(field: str) -> str:
    """The key in a file that fills a field."""
    return _KEYS.get(field, field)


def new_converter() -> Converter:
    """A converter that knows classes, lists, mappings and texts; what texts mean is added by its users."""
    converter = Converter()
    converter.register_structure_hook_factory(is_class, lambda shape: class_hook(shape, converter))
    converter.register_structure_hook_func(
        is_shape(tuple),
        lambda node, shape: _items(node, get_args(shape)[0], converter),
    )
    converter.register_structure_hook_func(
        is_shape(dict),
        lambda node, shape: _entries(node, get_args(shape)[0], get_args(shape)[1], converter),
    )
    converter.register_structure_hook(Scalar, lambda node, _: expected(node, Scalar))
    converter.register_structure_hook(str, lambda node, _: expected(node, Scalar).text)
    return converter


def is_shape(origin: object) -> Callable[[Any], bool]:
    """Whether a type is made from `origin`, as `tuple[int, ...]` is from `tuple`."""
    return lambda shape: get_origin(shape) is origin


def expected(node: Node, sort: type[N]) -> N:
    """The node, which must be a text, a list or a mapping."""
    if isinstance(node, sort):
        return node
    colon = sort is Mapping and isinstance(node, Scalar) and "：" in node.text
    hint = f"; {FULL_WIDTH_COLON}" if colon else ""
    raise refusal("wrong-shape", node, f"{_SORTS[sort]} is expected here, not {_SORTS[type(node)]}{hint}")


def refusal(code: Code, node: Node, message: str, excerpt: str = "") -> InvalidDocumentError:
    """What is raised where one node is wrong."""
    return InvalidDocumentError((problem(code, node.path, message, node.place, excerpt),))


def completed(document: Tree, task: Callable[[], T]) -> T:
    """
    What the task makes of a document that has no problems.

    Raises `InvalidDocumentError` with those of the document and of the task, in the order of the file.
    """
    problems = document.problems
    try:
        result = task()
    except InvalidDocumentError as error:
        problems = (*problems, *error.problems)
    if problems:
        raise InvalidDocumentError(in_order(problems))
    return result


def only(node: Mapping, keys: tuple[str, ...]) -> Mapping:
    """The mapping with these keys alone."""
    return evolve(node, pairs=tuple(pair for pair in node.pairs if pair[0].text in keys))


def in_order(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Problems in the order of the file, each once."""
    places = {found: found.place or Place("") for found in problems}
    return tuple(sorted(places, key=lambda found: (places[found].line, places[found].column)))


def check_not_empty(node: Mapping, key: str) -> None:
    """Raises `InvalidDocumentError` if the list under this key is there and has no items."""
    for name, value in node.pairs:
        if name.text == key and isinstance(value, Sequence) and not value.items:
            raise refusal("empty", value, f"`{key}` has at least one item")


def collected(tasks: Iterable[Callable[[], T]]) -> list[T]:
    """What all tasks return; or one `InvalidDocumentError` with the problems of all of them, if they are not too many."""
    results: list[T] = []
    problems: list[Problem] = []
    failed = False  # a task can fail without a problem of its own: what is wrong was said when the node was read
    for task in tasks:
        try:
            results.append(task())
        except InvalidDocumentError as error:
            failed = True
            problems.extend(error.problems)
        if len(problems) >= MAX_PROBLEMS:
            break
    if failed:
        raise InvalidDocumentError(tuple(problems))
    return results


def class_hook(shape: type[Any], converter: Converter) -> Callable[[Node, type[Any]], Any]:
    """How a class is filled from a mapping: each field is a key."""
    names = [field.name for field in fields(shape)]
    renamed = {name: override(rename=_KEYS[name]) for name in names if name in _KEYS}
    fill = make_dict_structure_fn(
        shape,
        converter,
        _cattrs_forbid_extra_keys=True,
        _cattrs_detailed_validation=True,
        **renamed,  # type: ignore[arg-type]  # overrides have the names of fields
    )
    known = tuple(key_of(name) for name in names)
    return lambda node, wanted: _filled(expected(node, Mapping), wanted, known, fill)


def _filled(node: Mapping, shape: type[T], known: tuple[str, ...], fill: Fill[T]) -> T:
    present = {key.text: value for key, value in node.pairs if not isinstance(value, Absent)}
    try:
        return fill(present, shape)
    except ClassValidationError as group:
        raise InvalidDocumentError(tuple(_problems(group, node, known))) from None


def _problems(group: ClassValidationError, node: Mapping, known: tuple[str, ...]) -> list[Problem]:
    written = {key.text for key, _ in node.pairs}
    strange = list(islice((key for key, _ in node.pairs if key.text not in known), MAX_PROBLEMS))
    meant = {near for key in strange for near in near_to(key.text, known)[:1]}
    problems: list[Problem] = []
    for error in group.exceptions:
        match error:
            case InvalidDocumentError():
                problems.extend(error.problems)
            case ForbiddenExtraKeysError():
                problems.extend(_unknown_key(node, key, known) for key in strange if key.text in error.extra_fields)
            case KeyError(args=[str(key)]):
                if key not in written | meant:
                    problems.append(problem("missing-key", node.path, f"key `{key}` is missing", node.place))
            case _:
                raise error
    return problems


def _unknown_key(node: Mapping, key: Scalar, known: tuple[str, ...]) -> Problem:
    message = f"unknown key `{shortened(key.text)}`{nearest(key.text, known)}"
    return problem("unknown-key", below(node.path, key.text), message, key.place)


def _items(node: Node, shape: type[T], converter: Converter) -> tuple[T, ...]:
    items = [item for item in expected(node, Sequence).items if not isinstance(item, Absent)]
    return tuple(collected(partial(converter.structure, item, shape) for item in items))


def _entries(node: Node, name: type[T], shape: type[Any], converter: Converter) -> dict[T, Any]:
    pairs = [(key, value) for key, value in expected(node, Mapping).pairs if not isinstance(value, Absent)]
    return dict(collected(partial(_entry, key, value, (name, shape), converter) for key, value in pairs))


def _entry(key: Node, value: Node, shapes: tuple[type[T], type[Any]], converter: Converter) -> tuple[T, Any]:
    name, entry = collected(partial(converter.structure, *pair) for pair in zip((key, value), shapes, strict=True))
    return name, entry
