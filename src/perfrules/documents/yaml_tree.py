"""YAML to the tree, from the events of the C parser alone: nothing is composed, constructed or resolved."""

from collections.abc import Iterator
from typing import Protocol

import yaml
from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    Event,
    MappingEndEvent,
    MappingStartEvent,
    NodeEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from perfrules.documents.node import (
    FULL_WIDTH_COLON,
    MAX_DEPTH,
    MAX_NODES,
    Absent,
    Flaw,
    Mapping,
    Node,
    Scalar,
    Sequence,
    text_flaws,
)
from perfrules.documents.problems import Code, problem
from perfrules.errors import Place, Problem
from perfrules.wording import shortened

_QUOTE = "put texts with `: `, ` #`, `,`, `[`, `{`, `@`, `%`, `` ` ``, `*`, `&` or `!` in quotes"
_STRANGE_START = "found character that cannot start any token"
_MISSING_COLON = ("mapping values are not allowed in this context", "could not find expected ':'", "did not find expected key")
_SENTENCES = {
    "mapping values are not allowed in this context": f"a `: ` stands inside a text, or the indentation is wrong; {_QUOTE}",
    _STRANGE_START: f"a text cannot start like this; {_QUOTE}",
    "did not find expected ',' or '}'": f"a `,` or a `}}` is expected here; {_QUOTE}",
    "did not find expected ',' or ']'": f"a `,` or a `]` is expected here; {_QUOTE}",
    "did not find expected key": f"a key is expected: something follows a complete text, or the indentation is wrong; {_QUOTE}",
    "did not find expected '-' indicator": "a `-` is expected here, or the indentation is wrong",
    "could not find expected ':'": "a key without a `: ` behind it",
    "found unexpected end of stream": "a quoted text is never closed",
    "did not find expected node content": f"a value is expected here; {_QUOTE}",
    "block sequence entries are not allowed in this context": "a list starts on its own line",
    "found invalid Unicode character escape code": "this escape is no character",
    "found unknown escape character": "this escape is unknown; write `\\\\` for a backslash, or use single quotes",
}
_NOTHING = frozenset({"null", "Null", "NULL", "~", ""})


def yaml_nodes(text: str, file: str) -> tuple[Node | None, tuple[Problem, ...]]:
    """
    The first document of a text, without paths, and the problem that ended the reading early.

    Where there is such a problem, the tree holds what was read before it.
    """
    reader = _Reader(text, file)
    return reader.document(), tuple(reader.problems)


class Mark(Protocol):
    """A place in a text as PyYAML gives it, from C or from Python, counting from 0."""

    line: int
    column: int


class _Reader:
    """Takes events one by one; after a problem there are none any more, and what is open is closed."""

    def __init__(self, text: str, file: str) -> None:
        self._text = text
        self._file = file
        self._events = self._guarded()
        self._nodes = 0
        self.problems: list[Problem] = []

    def document(self) -> Node | None:
        root: Node | None = None
        for event in self._events:
            if isinstance(event, NodeEvent) and root is None:
                root = self._node(event, 1)
                self._check_root(event)
            elif isinstance(event, DocumentStartEvent) and root is not None:
                self._stop("several-documents", "a second document starts here; a file holds one", self._place(event.start_mark))
        return root

    def _check_root(self, event: Event) -> None:
        """A document that is one plain text had a key in mind, if a full-width colon stands in it."""
        if isinstance(event, ScalarEvent) and not event.style:
            first = self._place(event.start_mark).line - 1
            colon = self._colon(first, first)
            if colon is not None:
                self._stop("syntax", FULL_WIDTH_COLON, colon)

    def _guarded(self) -> Iterator[Event]:
        try:
            for event in yaml.parse(self._text, Loader=yaml.CLoader):
                yield event
                if self.problems:
                    return
        except yaml.MarkedYAMLError as error:
            colon = self._colon_before(error)
            self._stop("syntax", FULL_WIDTH_COLON if colon else self._sentence(error), colon or self._place(error.problem_mark))
        except yaml.reader.ReaderError as error:
            before = self._text.encode()[: error.position].decode(errors="ignore")
            place = Place(self._file, before.count("\n") + 1, len(before) - before.rfind("\n"))
            self._stop("control-character", f"the text has a control character (U+{error.character:04X})", place)

    def _node(self, event: Event, depth: int) -> Node:
        place, flaws = self._place(event.start_mark), _flaws(event)
        self._nodes += 1
        if self._nodes > MAX_NODES:
            self._stop("too-large", f"a document has at most {MAX_NODES} texts, lists and mappings", place)
        if depth > MAX_DEPTH:
            self._stop("too-deep", f"lists and mappings stand at most {MAX_DEPTH} deep in one another", place)
        if self.problems:
            return Absent(place, reported=True)
        match event:
            case ScalarEvent():
                return self._scalar(event, place, flaws)
            case SequenceStartEvent():
                return Sequence(tuple(self._items(depth)), place, flaws=flaws)
            case MappingStartEvent():
                return Mapping(tuple(self._pairs(depth)), place, flaws=flaws, inline=bool(event.flow_style))
        return Absent(place, flaws=flaws, reported=True)

    def _items(self, depth: int) -> Iterator[Node]:
        for event in self._events:
            if isinstance(event, SequenceEndEvent):
                return
            yield self._node(event, depth + 1)

    def _pairs(self, depth: int) -> Iterator[tuple[Scalar, Node]]:
        for event in self._events:
            if isinstance(event, MappingEndEvent):
                return
            key = self._key(event, depth + 1)
            following = next(self._events, None)
            yield key, Absent(key.place, reported=True) if following is None else self._node(following, depth + 1)

    def _key(self, event: Event, depth: int) -> Scalar:
        place = self._place(event.start_mark)
        self._nodes += 1
        if not isinstance(event, ScalarEvent):
            self._node(event, depth)
            return Scalar("?", place, flaws=(Flaw("wrong-key", "a list or a mapping stands where a key is expected"),))
        return Scalar(event.value, place, bool(event.style), flaws=(*_flaws(event), *text_flaws(event.value)))

    def _scalar(self, event: ScalarEvent, place: Place, flaws: tuple[Flaw, ...]) -> Node:
        if not event.style and event.value in _NOTHING:
            return Absent(place, flaws=flaws)
        return Scalar(event.value, place, bool(event.style), flaws=(*flaws, *text_flaws(event.value)))

    def _place(self, mark: Mark | None) -> Place:
        return Place(self._file, mark.line + 1, mark.column + 1) if mark else Place(self._file)

    def _stop(self, code: Code, message: str, place: Place) -> None:
        self.problems.append(problem(code, "", message, place))

    def _colon_before(self, error: yaml.MarkedYAMLError) -> Place | None:
        """The full-width colon that stands where a key should have ended, on the line of an error or on the one before."""
        if error.problem not in _MISSING_COLON or error.problem_mark is None:
            return None
        return self._colon(max(0, error.problem_mark.line - 1), error.problem_mark.line)

    def _colon(self, first: int, last: int) -> Place | None:
        """The full-width colon in one of these lines that has no other colon; lines count from 0."""
        for number, line in enumerate(self._text.splitlines()[first : last + 1], first + 1):
            if "：" in line and ": " not in line:
                return Place(self._file, number, line.index("：") + 1)
        return None

    def _sentence(self, error: yaml.MarkedYAMLError) -> str:
        reason, line = error.problem or "", error.problem_mark.line if error.problem_mark else 0
        if reason == _STRANGE_START and "".join(self._text.splitlines()[line : line + 1]).lstrip(" ").startswith("\t"):
            return "lines are indented with spaces, not with tabs"
        return _SENTENCES.get(reason, f"this is no YAML: {shortened(reason)}")


def _flaws(event: Event) -> tuple[Flaw, ...]:
    anchor, tag = getattr(event, "anchor", None), getattr(event, "tag", None)
    return () if anchor is None and tag is None else tuple(_found_flaws(event, shortened(str(anchor)), tag))


def _found_flaws(event: Event, anchor: str, tag: str | None) -> Iterator[Flaw]:
    if isinstance(event, AliasEvent):
        yield Flaw("alias", f"`*{anchor}` repeats another part; write that part out, or put a text in quotes")
    elif isinstance(event, NodeEvent) and event.anchor is not None:
        yield Flaw("anchor", f"`&{anchor}` names a part for repetition; delete it, or put a text in quotes")
    if tag is not None:
        yield Flaw("tag", f"the tag `{shortened(tag)}` is not allowed; delete it, or put a text in quotes")
