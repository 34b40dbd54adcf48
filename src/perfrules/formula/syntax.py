"""
The closed tree of the formula language: two sorts, one class per meaning.

    Formula   = Number | Name | Negate | Arithmetic | Choose | Call          worth a number
    Condition = Compare | Flag | Not | And | Or                              holds or not

Trees are equal when they mean the same text; where they were written (`at`) takes no part in that.
"""

from collections.abc import Iterator
from fractions import Fraction
from typing import Any, Literal, TypeAlias, assert_never

from attrs import field, frozen

ArithmeticOperator = Literal["+", "-", "*", "/"]
CompareOperator = Literal["<", "<=", ">", ">=", "==", "!="]


@frozen
class Stretch:
    """A part of an author's text: the characters from `start` to before `end`."""

    text: str
    start: int
    end: int


NOWHERE = Stretch("", 0, 0)
"""The place of a node that no author wrote."""


def _written() -> Stretch:
    return field(default=NOWHERE, eq=False, repr=False, kw_only=True)


@frozen(cache_hash=True)
class Number:
    """A literal; `spelling` is what the author wrote where that is more than digits: a state, a date."""

    value: Fraction
    spelling: str = ""
    at: Stretch = _written()


@frozen(cache_hash=True)
class Name:
    """What stands for a number: a fact, a value, an indicator, a parameter."""

    id: str
    at: Stretch = _written()


@frozen(cache_hash=True)
class Negate:
    """`-operand`."""

    operand: "Formula"
    at: Stretch = _written()


@frozen(cache_hash=True)
class Arithmetic:
    """`left operator right`."""

    left: "Formula"
    operator: ArithmeticOperator
    right: "Formula"
    at: Stretch = _written()


@frozen(cache_hash=True)
class Choose:
    """`then if condition else otherwise`."""

    condition: "Condition"
    then: "Formula"
    otherwise: "Formula"
    at: Stretch = _written()


@frozen(cache_hash=True)
class Call:
    """`function(arguments…)`; `definition` is set by `resolve`, and stays None for the kernel functions."""

    function: str
    arguments: tuple["Formula", ...]
    definition: "Definition | None" = None
    at: Stretch = _written()


@frozen(cache_hash=True)
class Compare:
    """`first operator operand operator operand …`, from left to right, stopping at the first that fails."""

    first: "Formula"
    rest: tuple[tuple[CompareOperator, "Formula"], ...]
    at: Stretch = _written()


@frozen(cache_hash=True)
class Flag:
    """A flag fact that holds or not."""

    name: str
    at: Stretch = _written()


@frozen(cache_hash=True)
class Not:
    """`not operand`."""

    operand: "Condition"
    at: Stretch = _written()


@frozen(cache_hash=True)
class And:
    """Holds if all operands hold; stops at the first that does not."""

    operands: tuple["Condition", ...]
    at: Stretch = _written()


@frozen(cache_hash=True)
class Or:
    """Holds if one operand holds; stops at the first that does."""

    operands: tuple["Condition", ...]
    at: Stretch = _written()


@frozen(cache_hash=True)
class Definition:
    """A function of the language, defined in the language: called by value, over numbers."""

    name: str
    parameters: tuple[str, ...]
    body: "Formula"


Formula: TypeAlias = Number | Name | Negate | Arithmetic | Choose | Call
Condition: TypeAlias = Compare | Flag | Not | And | Or
Tree: TypeAlias = Formula | Condition


def parts(tree: Tree) -> tuple[Tree, ...]:
    """What stands directly below a node, from left to right."""
    match tree:
        case Number() | Name() | Flag():
            return ()
        case Negate(operand=operand) | Not(operand=operand):
            return (operand,)
        case Arithmetic(left=left, right=right):
            return left, right
        case Choose(condition=condition, then=then, otherwise=otherwise):
            return condition, then, otherwise
        case Call(arguments=arguments):
            return arguments
        case Compare(first=first, rest=rest):
            return first, *(side for _, side in rest)
        case And(operands=operands) | Or(operands=operands):
            return operands
    assert_never(tree)


def with_parts(tree: Tree, below: tuple[Any, ...]) -> Tree:
    """The same node over other parts, given from left to right as `parts` gives them."""
    match tree:
        case Number() | Name() | Flag():
            return tree
        case Negate(at=at):
            return Negate(below[0], at=at)
        case Not(at=at):
            return Not(below[0], at=at)
        case Arithmetic(operator=operator, at=at):
            return Arithmetic(below[0], operator, below[1], at=at)
        case Choose(at=at):
            return Choose(below[0], below[1], below[2], at=at)
        case Call(function=function, definition=definition, at=at):
            return Call(function, below, definition, at=at)
        case Compare(rest=rest, at=at):
            sides = zip((operator for operator, _ in rest), below[1:], strict=True)
            return Compare(below[0], tuple(sides), at=at)
        case And(at=at):
            return And(below, at=at)
        case Or(at=at):
            return Or(below, at=at)
    assert_never(tree)


def nodes(tree: Tree) -> Iterator[Tree]:
    """A node and all below it, from left to right."""
    waiting = [tree]
    while waiting:
        node = waiting.pop()
        yield node
        waiting += reversed(parts(node))


def names(tree: Tree) -> frozenset[str]:
    """The names and flags of a tree."""
    found: set[str] = set()
    waiting = [tree]
    while waiting:
        node = waiting.pop()
        if isinstance(node, Name):
            found.add(node.id)
        elif isinstance(node, Flag):
            found.add(node.name)
        else:
            waiting += parts(node)
    return frozenset(found)
