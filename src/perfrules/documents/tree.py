"""Text to tree: YAML or JSON, whichever it is."""

import re

from perfrules.documents.file import MAX_BYTES
from perfrules.documents.node import Absent, Mapping, Node, Tree, named
from perfrules.documents.problems import Code, problem
from perfrules.errors import InvalidDocumentError, Place, Problem
from perfrules.wording import shortened

MAX_NAME = 400
"""Characters of the name of a file in messages."""

_JSON = re.compile(r"\s*(?:\[|\{\s*[\"}])")


def tree(text: str, file: str) -> Tree:
    """
    The tree of a document, with the problems that do not end the reading.

    A name that ends in `.json`, or a text that starts like JSON and has no YAML name, is JSON.
    Raises `InvalidDocumentError` where nothing more can be said: the rest cannot be read, or it is no mapping.
    """
    shown = shortened(file, MAX_NAME)
    _check_text(text, shown)
    root, stopped = _nodes(text, file, shown)
    problems: list[Problem] = []
    if root is not None:
        root = named(root, "", problems)
    if stopped:
        raise InvalidDocumentError((*problems, *stopped))
    if root is None or isinstance(root, Absent):
        raise _refusal("empty", "the document is empty", shown)
    if not isinstance(root, Mapping):
        raise _refusal("wrong-shape", "the document is no mapping: `key: value` is expected on its first line", shown, 1)
    return Tree(root, tuple(problems))


def is_json(text: str, file: str) -> bool:
    """Whether a document is read as JSON."""
    if file.lower().endswith((".yaml", ".yml")):
        return False
    return file.lower().endswith(".json") or _JSON.match(text) is not None


def _nodes(text: str, file: str, shown: str) -> tuple[Node | None, tuple[Problem, ...]]:
    if is_json(text, file):
        from perfrules.documents.json_tree import json_nodes

        return json_nodes(text, shown), ()
    from perfrules.documents.yaml_tree import yaml_nodes

    return yaml_nodes(text, shown)


def _check_text(text: str, file: str) -> None:
    if len(text) > MAX_BYTES:
        raise _refusal("too-large", f"the document is longer than {MAX_BYTES} characters", file)
    if not text.strip():
        raise _refusal("empty", "the document is empty", file)
    try:
        text.encode()
    except UnicodeEncodeError as error:
        line = text.count("\n", 0, error.start) + 1
        raise _refusal("encoding", f"the text has half a character (U+{ord(text[error.start]):04X})", file, line) from None


def _refusal(code: Code, message: str, file: str, line: int = 0) -> InvalidDocumentError:
    return InvalidDocumentError((problem(code, "", message, Place(file, line, min(line, 1))),))
