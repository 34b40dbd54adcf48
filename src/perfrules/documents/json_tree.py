"""JSON to the tree: numbers stay texts exactly as they were written, and every node knows its line and column."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from json import JSONDecodeError
from json.decoder import scanstring  # type: ignore[attr-defined]  # typeshed leaves it out

from perfrules.documents.node import MAX_DEPTH, MAX_NODES, Absent, Flaw, Mapping, Node, Scalar, Sequence, text_flaws
from perfrules.documents.problems import Code, problem
from perfrules.errors import InvalidDocumentError, Place
from perfrules.wording import shortened

_SPACE = re.compile(r"[ \t\r\n]*")
_BREAK = re.compile(r"\r\n|\r|\n")
_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][-+]?[0-9]+)?(?![0-9A-Za-z_.])")
_WORD = re.compile(r"-?[A-Za-z]+|[-+.0-9][-+.0-9A-Za-z]*|.", re.DOTALL)


def json_nodes(text: str, file: str) -> Node:
    """
    The document of a text, without paths.

    Raises `InvalidDocumentError` with the first thing that is no JSON: what follows it cannot be read.
    """
    return _Reader(text, file).document()


class _Reader:
    """Stands before one position of a text and moves on."""

    def __init__(self, text: str, file: str) -> None:
        self._text = text
        self._file = file
        self._position = 0
        self._nodes = 0
        self._lines = [0, *(found.end() for found in _BREAK.finditer(text))]

    def document(self) -> Node:
        root = self._node(1)
        if self._next():
            raise self._refusal("syntax", f"the document has ended, and `{self._shown()}` follows")
        return root

    def _node(self, depth: int) -> Node:
        mark, place = self._next(), self._place()
        self._nodes += 1
        if self._nodes > MAX_NODES:
            raise self._refusal("too-large", f"a document has at most {MAX_NODES} texts, lists and mappings")
        if depth > MAX_DEPTH:
            raise self._refusal("too-deep", f"lists and mappings stand at most {MAX_DEPTH} deep in one another")
        match mark:
            case "{":
                return Mapping(tuple(self._pairs(depth)), place)
            case "[":
                return Sequence(tuple(self._items(depth)), place)
            case '"':
                return self._string()
        return self._bare(place)

    def _pairs(self, depth: int) -> Iterator[tuple[Scalar, Node]]:
        for _ in self._parts("}"):
            if self._next() != '"':
                raise self._refusal("syntax", f"a key in double quotes is expected, not {self._unexpected()}")
            key = self._string()
            self._nodes += 1
            if self._next() != ":":
                raise self._refusal("syntax", f"a `:` is expected behind the key, not `{self._shown()}`")
            self._position += 1
            yield key, self._node(depth + 1)

    def _items(self, depth: int) -> Iterator[Node]:
        for _ in self._parts("]"):
            yield self._node(depth + 1)

    def _parts(self, closing: str) -> Iterator[None]:
        self._position += 1
        if self._next() == closing:
            self._position += 1
            return
        while True:
            yield
            mark = self._next()
            if mark not in {",", closing}:
                raise self._refusal("syntax", f"a `,` or a `{closing}` is expected, not `{self._shown()}`")
            self._position += 1
            if mark == closing:
                return

    def _string(self) -> Scalar:
        place = self._place()
        try:
            text, self._position = scanstring(self._text, self._position + 1, True)  # noqa: FBT003  # C function, takes it by position
        except JSONDecodeError as error:
            self._position = min(error.pos, len(self._text))
            raise self._refusal("syntax", f"this is no text of JSON: {_reason(error)}") from None
        return Scalar(text, place, quoted=True, flaws=text_flaws(text))

    def _bare(self, place: Place) -> Node:
        number = _NUMBER.match(self._text, self._position)
        if number:
            self._position = number.end()
            return Scalar(number.group(), place)
        word = self._shown()
        if word in {"true", "false", "null"}:
            self._position += len(word)
            return Absent(place) if word == "null" else Scalar(word, place)
        if word.lstrip("-") in {"NaN", "Infinity"}:
            self._position += len(word)
            return Absent(place, flaws=(Flaw("invalid-number", f"`{word}` is no number"),), reported=True)
        raise self._refusal("syntax", f"a value is expected, not {self._unexpected()}")

    def _next(self) -> str:
        found = _SPACE.match(self._text, self._position)
        self._position = found.end() if found else self._position
        return self._text[self._position : self._position + 1]

    def _shown(self) -> str:
        found = _WORD.match(self._text, self._position)
        return shortened(found.group(), 40) if found else "the end of the file"

    def _unexpected(self) -> str:
        """What stands where something else should, and what is wrong before a closing bracket."""
        before = self._text[: self._position].rstrip(" \t\r\n")
        spare = before.endswith(",") and self._text.startswith(("}", "]"), self._position)
        return f"`{self._shown()}`{'; the comma before it is one too many' if spare else ''}"

    def _place(self) -> Place:
        line = bisect_right(self._lines, self._position)
        return Place(self._file, line, self._position - self._lines[line - 1] + 1)

    def _refusal(self, code: Code, message: str) -> InvalidDocumentError:
        return InvalidDocumentError((problem(code, "", message, self._place()),))


def _reason(error: JSONDecodeError) -> str:
    return error.msg.lower().removesuffix(" at")
