"""Nodes fill frozen types; a fault of ours is no problem of the document."""

from fractions import Fraction

import pytest
from attrs import frozen

from perfrules.documents.shape import in_order, new_converter
from perfrules.documents.tree import tree
from perfrules.errors import Place, Problem


@frozen
class Weighed:
    """A class whose only field nobody has taught the converter."""

    weight: Fraction


def test_a_fault_of_a_conversion_is_not_swallowed() -> None:
    """
    An exception that is no problem of the document comes out as it is.
    """
    converter = new_converter()

    def broken(*_: object) -> Fraction:
        raise ZeroDivisionError

    converter.register_structure_hook(Fraction, broken)

    with pytest.raises(ZeroDivisionError):
        converter.structure(tree("weight: 1\n", "f.yaml").root, Weighed)


def test_problems_stand_in_the_order_of_the_file_and_once() -> None:
    """
    Problems are sorted by line and column; those without a place come first.
    """
    first, second, third = (Problem("error", "x", "", "x", place) for place in (None, Place("f", 2, 9), Place("f", 10, 1)))

    assert (first, second, third) == in_order([third, second, first, second])
