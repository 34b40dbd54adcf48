"""What a kernel reads: facts and judged points as integers."""

from decimal import Decimal
from fractions import Fraction

import pytest

from perfrules.domain import Domain
from perfrules.framework import Fact
from perfrules.kernel import Kernel
from perfrules.kernel.inputs import Given, counted, inputs, inputs_by_id
from tests.examples import AMOUNT, CHOICE, FACTS, FLAG, framework, judged


def test_inputs_are_facts_and_judged_leaves_in_order() -> None:
    """
    The inputs are the facts as they are declared, then the judged leaves as they are read; each is a count of its last decimal.
    """
    found = list(inputs(framework()))

    assert ["budget", "spent", "staff", "progress", "misuse", "disclosure", "finished", "accounting", "effects"] == [
        one.id for one in found
    ]
    assert [100, 100, 1, 10000, 1, 1, 1, 100, 100] == [one.scale for one in found]
    assert [(0, 10**8), (0, 1), (0, 2), (1, 3652059)] == [
        (one.least, one.most) for one in found if one.id in {"budget", "misuse", "disclosure", "finished"}
    ]
    assert ["misuse"] == [one.id for one in found if one.is_flag]


def test_points_that_can_be_listed_may_have_more_decimals() -> None:
    """
    Points that a person can choose from keep all their decimals, and a third is a third, where a rule makes scores of them.
    """
    listed = (Fraction(0), Fraction("0.125"), Fraction(1, 3), Fraction(1))
    found = Kernel.of(framework(judged("share", 10, listed, formula="cut(judged * weight, 0.01)")))

    assert [0, 125, 333, 1000] == [found.score({"share": one})["share"] for one in listed]
    assert 3000 == found.compiled.inputs[-1].scale


def test_a_rule_makes_points_of_a_judgement_from_zero() -> None:
    """
    The indicator's least is the least of what a person gives only where no rule makes other points of it.
    """
    plain = judged("plain", 10, "all_or_nothing", least=Fraction(2))
    made = judged("made", 10, "all_or_nothing", formula="max(judged, 2)", least=Fraction(2))
    found = list(inputs(framework(plain, made)))

    assert [(200, 1000), (0, 1000)] == [one.allowed for one in found[-2:]]


def test_where_no_points_are_listed_none_but_the_ends_can_be_given() -> None:
    """
    An empty list of points means the ends.
    """
    (*_, found) = inputs(framework(judged("share", 10, ())))

    assert (0, 1000) == found.allowed


@pytest.mark.parametrize(
    ("domain", "value", "expected"),
    [
        (AMOUNT, Fraction("12.5"), 1250),
        (AMOUNT, Decimal("12.50"), 1250),
        (AMOUNT, 12, 1200),
        (AMOUNT, Fraction(1, 3), None),
        (AMOUNT, Fraction("-0.01"), None),
        (AMOUNT, Fraction("1000000.01"), None),
        (AMOUNT, Decimal("1E+100"), None),
        (AMOUNT, True, None),
        (FLAG, True, 1),
        (FLAG, 1, None),
        (CHOICE, Fraction(2), 2),
        (CHOICE, Fraction(3), None),
    ],
)
def test_a_value_is_counted_where_it_fits(domain: Domain, value: Given, expected: int | None) -> None:
    """
    A value of the domain is a count of its last decimal; whatever else is given is none.
    """
    table = framework(facts=(*FACTS, Fact("given", "给定", domain)))

    assert expected == counted(value, inputs_by_id(table).facts["given"])


@pytest.mark.parametrize("end", [Fraction(1, 3), Fraction(2, 3)])
def test_an_end_between_two_counts_is_not_reached(end: Fraction) -> None:
    """
    Where a domain ends between two counts, its inputs stay inside.
    """
    (*_, found) = inputs_by_id(
        framework(facts=(*FACTS, Fact("given", "给定", Domain("number", "", 0, end, end + 5))))
    ).facts.values()

    assert (1, 5) == (found.least, found.most)
