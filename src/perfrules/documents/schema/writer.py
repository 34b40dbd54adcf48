"""Classes that a reader fills, as JSON Schema: each becomes a definition, its fields the keys of a mapping."""

import re
from collections.abc import Mapping
from fractions import Fraction
from types import NoneType, UnionType
from typing import Any, Literal, TypeAlias, Union, get_args, get_origin

import attrs

from perfrules.documents.shape import key_of
from perfrules.number import plain

Json: TypeAlias = dict[str, object]

_AT_LEAST_ONE: Json = {"minItems": 1, "minProperties": 1}


@attrs.frozen
class Vocabulary:
    """
    What the shapes of one kind of document mean.

    `words` are the schemas of single texts by their type, `entries` the classes that are filled in the place of others, `alone`
    what may stand in the place of a mapping, `more` what a class asks for beyond its keys. `replaced` are the shapes of fields,
    by class and name, that are read later than the rest of their mapping, `filled` those with at least one item.
    Where `has_null`, what is not there is null; otherwise it is left out.
    """

    words: Mapping[Any, Json]
    entries: Mapping[Any, Any] = attrs.field(factory=dict)
    alone: Mapping[Any, Json] = attrs.field(factory=dict)
    more: Mapping[Any, Json] = attrs.field(factory=dict)
    replaced: Mapping[tuple[Any, str], Any] = attrs.field(factory=dict)
    filled: frozenset[tuple[Any, str]] = frozenset()
    has_null: bool = False


class Writer:
    """Writes schemas, and keeps those of classes as `definitions`, each once."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.definitions: Json = {}
        self._vocabulary = vocabulary

    def schema(self, shape: Any, *, is_part: bool = False) -> Json:  # noqa: ANN401  # a type, a union or an alias
        """
        The schema of what fills this shape.

        A part stands over something that is there already: no key of a mapping is required, lists are whole.
        """
        if shape in self._vocabulary.words:
            return dict(self._vocabulary.words[shape])
        shape = self._vocabulary.entries.get(shape, shape)
        arguments, origin = get_args(shape), get_origin(shape)
        if origin is Literal:
            return {"enum": list(arguments)}
        if origin in {Union, UnionType}:
            return self._any(arguments, is_part=is_part)
        if origin is tuple:
            return {"type": "array", "items": self.schema(arguments[0])}
        if origin is dict:
            key, value = self.schema(arguments[0]), self.schema(arguments[1], is_part=is_part)
            names: Json = {"propertyNames": key} if "pattern" in key else {}
            return {"type": "object", **names, "additionalProperties": value}
        return self._reference(shape, is_part=is_part)

    def _any(self, shapes: tuple[Any, ...], *, is_part: bool) -> Json:
        null: list[Json] = [{"type": "null"}] if self._vocabulary.has_null and NoneType in shapes else []
        found = [self.schema(shape, is_part=is_part) for shape in shapes if shape is not NoneType] + null
        return found[0] if len(found) == 1 else {"anyOf": found}

    def _reference(self, shape: type, *, is_part: bool) -> Json:
        name = f"{'part_of_' if is_part else ''}{_name(shape)}"
        if name not in self.definitions:
            self.definitions[name] = {}  # a class may hold itself
            self.definitions[name] = self.mapping(shape, is_part=is_part)
        reference: Json = {"$ref": f"#/$defs/{name}"}
        alone = self._vocabulary.alone.get(shape)
        return reference if alone is None else {"anyOf": [alone, reference]}

    def mapping(self, shape: type, *, is_part: bool = False, without: frozenset[str] = frozenset()) -> Json:
        """The schema of a class itself, without some of its keys."""
        required = [key_of(one.name) for one in attrs.fields(shape) if one.default is attrs.NOTHING]
        asked: Json = {"required": required} if required else {}
        return {
            "description": _description(shape),
            "type": "object",
            "properties": {
                key_of(one.name): self._property(shape, one, is_part=is_part)
                for one in attrs.fields(shape)
                if one.name not in without
            },
            **({} if is_part else asked),
            "additionalProperties": False,
            **({} if is_part else self._vocabulary.more.get(shape, {})),
        }

    def _property(self, owner: type, one: "attrs.Attribute[Any]", *, is_part: bool) -> Json:
        shape = self._vocabulary.replaced.get((owner, one.name), one.type)
        written = self.schema(shape, is_part=is_part) | _default(one.default)
        return written | (_AT_LEAST_ONE if (owner, one.name) in self._vocabulary.filled else {})


def _name(shape: type) -> str:
    words = re.findall("[A-Z][a-z]*", shape.__name__.removesuffix("Entry").removesuffix("Shape"))
    return "_".join(words).lower()


def _description(shape: type) -> str:
    return " ".join((shape.__doc__ or "").partition("\n\n")[0].split())


def _default(value: object) -> Json:
    match value:
        case bool() | int():
            return {"default": value}
        case str() if value:
            return {"default": value}
        case Fraction():
            return {"default": plain(value)}
    return {}
