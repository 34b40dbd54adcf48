"""Trees are equal when they mean the same text, and can be walked."""

import pickle
from copy import deepcopy
from fractions import Fraction

import pytest

from perfrules.formula import parse, parse_condition
from perfrules.formula.syntax import NOWHERE, Flag, Name, Number, Stretch, Tree, names, nodes, parts, with_parts
from perfrules.formula.text import text

EVERY_NODE = "-min(a, 2) / b if not f and (g or 1 < a <= c) else d"


def test_the_place_of_a_node_is_no_part_of_it() -> None:
    """
    The same formula written elsewhere is equal, hashes alike and shows alike.
    """
    near, far = parse("a+1"), parse("( a  +\n1.0 )")

    assert near == far
    assert (hash(near), repr(near)) == (hash(far), repr(far))


def test_a_spelling_is_part_of_a_number() -> None:
    """
    A state and the bare number of its position differ, for they read differently.
    """
    assert Number(Fraction(1), "late") != Number(Fraction(1))


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("1", []),
        ("a", []),
        ("-a", ["a"]),
        ("a + 1", ["a", "1"]),
        ("max(a, b, 1)", ["a", "b", "1"]),
        ("a if f else b", ["f", "a", "b"]),
    ],
)
def test_parts_of_a_formula(written: str, expected: list[str]) -> None:
    """
    The parts of a formula are what stands directly below it; a choice has its condition first.
    """
    assert expected == [text(part) for part in parts(parse(written))]


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("f", []),
        ("not f", ["f"]),
        ("f and g and h", ["f", "g", "h"]),
        ("f or g", ["f", "g"]),
        ("1 < a <= 2", ["1", "a", "2"]),
    ],
)
def test_parts_of_a_condition(written: str, expected: list[str]) -> None:
    """
    The parts of a condition are what stands directly below it, from left to right.
    """
    assert expected == [text(part) for part in parts(parse_condition(written))]


def test_a_node_over_its_own_parts_is_itself() -> None:
    """
    Each node of a tree over its own parts is the same node, with its place.
    """
    found = list(nodes(parse(EVERY_NODE)))

    assert found == [with_parts(node, parts(node)) for node in found]
    assert [node.at for node in found] == [with_parts(node, parts(node)).at for node in found]


def test_a_node_takes_other_parts() -> None:
    """
    Each node takes new parts in the order in which `parts` gives them.
    """

    def renamed(node: Tree) -> Tree:
        if isinstance(node, Name):
            return Name(node.id.upper())
        if isinstance(node, Flag):
            return Flag(node.name.upper())
        return with_parts(node, tuple(renamed(part) for part in parts(node)))

    assert "-min(A, 2) / B if not F and (G or 1 < A <= C) else D" == text(renamed(parse(EVERY_NODE)))


def test_nodes_come_from_left_to_right() -> None:
    """
    A walk visits a node before its parts, and them in their order.
    """
    assert ["a + b * c", "a", "b * c", "b", "c"] == [text(node) for node in nodes(parse("a + b * c"))]


def test_names_are_names_and_flags() -> None:
    """
    The names of a tree are its names and flags, each once, without functions.
    """
    assert frozenset("abcdfg") == names(parse(EVERY_NODE))


def test_a_tree_pickles_and_copies() -> None:
    """
    A tree comes back from a pickle and from a copy equal, with its places.
    """
    tree = parse(EVERY_NODE)
    for copy in (pickle.loads(pickle.dumps(tree)), deepcopy(tree)):  # noqa: S301  # our own bytes
        assert (tree, tree.at, hash(tree)) == (copy, copy.at, hash(copy))


def test_nobody_wrote_a_node_that_was_made() -> None:
    """
    A node that was made and not parsed stands nowhere.
    """
    assert Stretch("", 0, 0) == NOWHERE == Name("a").at == Flag("f").at
