"""A tree and its text say the same."""

from hypothesis import given, settings
from hypothesis import strategies as st

from perfrules.formula import parse, parse_condition, resolve, resolve_condition
from perfrules.formula.syntax import Condition, Formula, Name, Number, nodes
from perfrules.formula.text import text
from perfrules.testing.trees import conditions, formulas, scope, texts, written

TREES = settings(max_examples=40)


@TREES
@given(formulas())
def test_a_formula_is_what_its_text_says(tree: Formula) -> None:
    """
    Parsing the text of a formula gives that formula.
    """
    assert tree == parse(text(tree))


@TREES
@given(conditions())
def test_a_condition_is_what_its_text_says(tree: Condition) -> None:
    """
    Parsing the text of a condition gives that condition.
    """
    assert tree == parse_condition(text(tree))


@TREES
@given(formulas(), st.data())
def test_blanks_and_needless_brackets_mean_nothing(tree: Formula, data: st.DataObject) -> None:
    """
    However a formula is spaced and bracketed, its tree is the same.
    """
    assert tree == parse(data.draw(written(tree)))


@TREES
@given(texts())
def test_canonical_text_is_a_fixpoint(given_text: str) -> None:
    """
    The text of a parsed text is canonical: a second pass changes nothing.
    """
    canonical = text(parse(given_text))

    assert canonical == text(parse(canonical))


@TREES
@given(formulas())
def test_resolving_keeps_the_text(tree: Formula) -> None:
    """
    A bound formula prints states and dates as they were written.
    """
    assert text(tree) == text(resolve(tree, scope()))


@TREES
@given(conditions())
def test_resolving_a_condition_keeps_its_text(tree: Condition) -> None:
    """
    A bound condition prints states and dates as they were written.
    """
    assert text(tree) == text(resolve_condition(tree, scope()))


@TREES
@given(texts())
def test_every_name_and_number_knows_its_place(given_text: str) -> None:
    """
    The place of a name or number in the tree holds exactly its letters or digits.
    """
    found = [node for node in nodes(parse(given_text)) if isinstance(node, Name | Number)]

    assert [text(node) for node in found] == [node.at.text[node.at.start : node.at.end] for node in found]
