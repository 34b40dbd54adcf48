"""What a framework says, part by part and key by key, as its file would; for comparing two, and for saying where each is from."""

from collections.abc import Callable, Iterator
from typing import Any, TypeAlias, cast

from attrs import frozen

from perfrules.documents.framework_json import framework_json
from perfrules.framework import Framework
from perfrules.rules.paths import written_path

SECTIONS = (
    "",
    "grades",
    "functions",
    "facts",
    "values",
    "tables",
    "rows",
    "indicators",
    "adjustments",
    "alerts",
    "constraints",
    "relations",
)
"""The keys below which parts stand, in reading order; what has no key of its own is the framework itself."""

Json: TypeAlias = dict[str, Any]

_NAMED_OUTSIDE = frozenset({"perfrules", "id", "edition"})


@frozen
class Key:
    """One thing that is said: its name within the part (`source/basis`), its text, and its path in the file."""

    name: str
    text: str
    path: str


@frozen
class Part:
    """
    Something that a framework declares: a fact, an indicator, a grade, or the framework itself.

    `above` is the indicator below which an indicator stands, empty at the top.
    """

    section: str
    id: str
    label: str
    keys: tuple[Key, ...]
    above: str = ""


def parts(framework: Framework) -> tuple[Part, ...]:
    """The parts of a framework, in reading order."""
    written = cast("Json", framework_json(framework))
    head = {key: value for key, value in written.items() if key not in {*SECTIONS, *_NAMED_OUTSIDE}}
    found = [Part("", framework.id, framework.title, tuple(_keys(head, "", "")))]
    for section in SECTIONS[1:]:
        found.extend(_READERS[section](framework, section, written[section]) if section in written else ())
    return tuple(found)


def _declared(_: Framework, section: str, mapping: Json) -> Iterator[Part]:
    for id, entry in mapping.items():
        yield Part(section, id, entry.get("label", ""), tuple(_keys(entry, "", f"{section}/{id}")))


def _functions(_: Framework, section: str, mapping: Json) -> Iterator[Part]:
    for signature, body in mapping.items():
        yield Part(section, signature.partition("(")[0], "", (Key("", f"{signature} = {body}", f"{section}/{signature}"),))


def _listed(_: Framework, section: str, items: list[Json | str]) -> Iterator[Part]:
    for position, item in enumerate(items, 1):
        path = f"{section}/{position}"
        if isinstance(item, str):
            yield Part(section, item, "", (Key("", item, path),))
        else:
            yield Part(section, item["name"], item.get("label", ""), tuple(_keys(item, "", path)))


def _indicators(framework: Framework, path: str, items: list[Json], above: str = "") -> Iterator[Part]:
    section = path.partition("/")[0]
    for item in items:
        where = f"{path}/{item['id']}"
        own = {key: value for key, value in item.items() if key not in {"id", "children"}}
        keys = tuple(_with_rule(framework, where, key) for key in _keys(own, "", where))
        yield Part(section, item["id"], item["label"], keys, above)
        yield from _indicators(framework, where, item.get("children", []), item["id"])


def _with_rule(framework: Framework, where: str, key: Key) -> Key:
    """A formula under the key that its author wrote."""
    return Key(key.name, key.text, written_path(framework, where)) if key.name == "formula" else key


def _keys(entry: Json, name: str, path: str) -> Iterator[Key]:
    for key, value in entry.items():
        yield from _said(value, _below(name, key), _below(path, key))


def _said(value: object, name: str, path: str) -> Iterator[Key]:
    match value:
        case dict():
            yield from _keys(value, name, path)
        case [dict(), *_]:
            for position, item in enumerate(cast("list[Json]", value), 1):
                yield from _keys(item, _below(name, item["name"]), f"{path}/{position}")
        case list():
            yield Key(name, ", ".join(value), path)
        case _:
            yield Key(name, str(value), path)


def _below(path: str, part: str) -> str:
    return f"{path}/{part}" if path else part


_READERS: dict[str, Callable[..., Iterator[Part]]] = {
    **dict.fromkeys(("facts", "values", "tables", "rows"), _declared),
    **dict.fromkeys(("grades", "alerts", "constraints", "relations"), _listed),
    **dict.fromkeys(("indicators", "adjustments"), _indicators),
    "functions": _functions,
}
