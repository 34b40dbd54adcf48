"""YAML and JSON give one tree."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from perfrules.documents.node import MAX_DEPTH, Mapping, Node, Scalar, Sequence, places
from perfrules.documents.tree import is_json, tree
from perfrules.errors import InvalidDocumentError, Place

WRITTEN = """\
id: example
indicators:
  - id: execution
    weight: 6
    children:
      - {id: mean, formula: "min(a, 1)"}
      - {formula: x}
  - [1, 27.250%]
"""

texts = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Cn", "Zl", "Zp")), max_size=12)
documents = st.dictionaries(
    texts.filter(bool),
    st.recursive(
        texts,
        lambda below: st.lists(below, max_size=4) | st.dictionaries(texts.filter(bool), below, max_size=4),
        max_leaves=20,
    ),
    max_size=4,
)


def plain(node: Node) -> object:
    """A node as Python's own lists, mappings and texts."""
    match node:
        case Scalar(text=text):
            return text
        case Sequence(items=items):
            return [plain(item) for item in items]
        case Mapping(pairs=pairs):
            return {key.text: plain(value) for key, value in pairs}
    raise AssertionError(node)


def test_a_node_is_named_by_the_ids_above_it() -> None:
    """
    A list item with an id is named by it, another by its number, and `children` leaves no trace.
    """
    paths = dict(places(tree(WRITTEN, "example.yaml").root))

    assert Place("example.yaml", 6, 29) == paths["indicators/execution/mean/formula"]
    assert Place("example.yaml", 7, 19) == paths["indicators/execution/2/formula"]
    assert Place("example.yaml", 8, 9) == paths["indicators/2/2"]


def test_a_very_long_path_is_cut() -> None:
    """
    Long ids deep inside one another cannot blow up messages.
    """
    deep = "".join(f"{'  ' * depth}{'长' * 100}{depth}:\n" for depth in range(50)) + "  " * 50 + "x: 1\n"

    assert max(len(path) for path, _ in places(tree(deep, "deep").root)) == 401


def test_a_scalar_stays_the_text_that_was_written() -> None:
    """
    No number, date or word is converted, neither in YAML nor in JSON.
    """
    yaml = "a: 1.50\nb: no\nc: 2023-02-30\nd: 1:30\ne: 012\nf: true\ng: 'null'\n"
    in_json = '{"a": 1.50, "b": "no", "c": "2023-02-30", "d": "1:30", "e": "012", "f": true, "g": "null"}'

    expected = {"a": "1.50", "b": "no", "c": "2023-02-30", "d": "1:30", "e": "012", "f": "true", "g": "null"}
    assert [expected, expected] == [plain(tree(yaml, "a.yaml").root), plain(tree(in_json, "a.json").root)]


@given(documents)
def test_a_json_text_says_the_same_as_json_and_as_yaml(document: dict[str, object]) -> None:
    """
    Both readings of a JSON text give what was written.
    """
    written = json.dumps(document)

    assert document == plain(tree(written, "a.json").root)


@given(documents, st.sampled_from([None, 2]))
def test_json_is_yaml_in_one_line_or_many(document: dict[str, object], indent: int | None) -> None:
    """
    JSON with the characters of a file that people write reads as YAML too.
    """
    written = json.dumps(document, ensure_ascii=False, indent=indent).replace("\x7f", "").replace("\ufeff", "")
    read = json.loads(written)

    assert read == plain(tree(written, "a.yaml").root)


@given(
    st.text(st.sampled_from(list("{}[]:,#&*!|>'\"%@`-? \n\tab1：中\0\x85\u2028\ud800\ufeff")), max_size=60),
    st.sampled_from(["x.yaml", "x.json", "-"]),
)
def test_every_text_is_a_tree_or_an_invalid_document(text: str, name: str) -> None:
    """
    Nothing but a tree or an `InvalidDocumentError` comes out of a text, and its message stays short.
    """
    try:
        messages = [str(problem) for problem in tree(text, name).problems]
    except InvalidDocumentError as error:
        messages = [str(problem) for problem in error.problems]

    assert all(len(message) < 2000 for message in messages)


def test_a_document_may_be_as_deep_as_the_limit() -> None:
    """
    Lists and mappings stand 64 deep in one another, in YAML and in JSON.
    """
    deep = '{"a": ' + "[" * (MAX_DEPTH - 2) + "1" + "]" * (MAX_DEPTH - 2) + "}"

    assert () == tree(deep, "a.yaml").problems + tree(deep, "a.json").problems


@pytest.mark.parametrize(
    ("text", "file", "expected"),
    [
        ("{}", "a.yaml", False),
        ("a: 1", "a.JSON", True),
        (' {"a": 1}', "-", True),
        ("{a: 1}", "-", False),
        ("[1]", "-", True),
        ("a: 1", "-", False),
    ],
)
def test_a_document_is_json_by_its_name_or_else_by_its_start(text: str, file: str, *, expected: bool) -> None:  # an expectation
    """
    The ending of a name decides; without one the first characters do.
    """
    assert expected == is_json(text, file)


def test_an_empty_quoted_text_is_a_value() -> None:
    """
    A text in quotes may be empty, and so may a block.
    """
    assert {"a": "", "b": "", "c": []} == plain(tree("a: ''\nb: |\nc: []\n", "a.yaml").root)
