"""Limits: between which counts of points a rule lies, with printed ratios, too fine ones, and rules without integer form."""

from fractions import Fraction

import pytest

from perfrules.assess.fit import fitted
from perfrules.assess.limits import Unit
from perfrules.assess.plan import plan
from perfrules.evidence import Evidence, Known
from perfrules.framework import Fact
from perfrules.frozen import Pairs
from perfrules.indicator import Judgeable
from perfrules.score import Computed, Gap, Score, Stated
from tests.assess.cards import card
from tests.examples import AMOUNT, Field, branch, framework, judged, judgements, known, leaf, table, value

RATIO = value("share", "spent / budget")


def outcome(formula: str, **given: Field) -> Score:
    """The outcome of one leaf of ten points over a printed ratio."""
    return card(leaf("a", 10, formula), changes={"values": (RATIO,)}, **given)["a"]


def test_a_printed_ratio_finer_than_any_count_is_bounded_by_what_holds_of_every_unit() -> None:
    """
    A stand-in with more than twelve decimals gives exact points; where its rounding leads is told as widely as it is proven.
    """
    fine = Pairs.of({"share": Known(Fraction(1, 3), text="0.3333333333333", decimals=13)})

    found = outcome("cut(min(share, 1) * weight, 0.01)", values=fine)

    assert isinstance(found, Computed)
    assert (Fraction(333, 100), (Fraction(0), Fraction(10))) == (found.points, found.spread)


def test_a_rule_that_a_printed_ratio_keeps_from_stopping_is_open_as_a_whole() -> None:
    """
    Thirds that are printed as decimals can give points that no score has: then what is proven of a rule says nothing of its gap.
    """
    third, printed = value("share", "staff / 3"), Pairs.of({"share": Known(Fraction(3335, 10000), text="0.3335", decimals=4)})

    found = card(leaf("a", 10, "0 if misuse else min(share * 3, 5)"), changes={"values": (third,)}, values=printed)["a"]

    assert Gap(Fraction(0), Fraction(10), "missing", ("misuse",)) == found


def test_a_rule_without_integer_form_keeps_the_limits_of_every_unit() -> None:
    """
    A rule whose numbers grow too large for integer steps is bounded all the same, by its proof.
    """
    product = " * ".join(["spent"] * 60)
    rule = f"cut(min((({product}) * ({product}) * ({product})), 1) * weight, 0.01) if staff > 0 else 0"

    found = card(leaf("a", 10, rule), facts=known(staff=1))["a"]

    assert Gap(Fraction(0), Fraction(10), "missing", ("spent",)) == found


def test_a_judgement_between_listed_points_is_bounded_by_its_list() -> None:
    """
    Nobody judged: points listed with more decimals than a score are all thought of.
    """
    listed = (Fraction(0), Fraction(666, 1000), Fraction(1))

    found = card(judged("a", 1, listed, formula="1 if 0.66 < judged < 0.67 else 0"))["a"]

    assert Gap(Fraction(0), Fraction(1), "not-judged") == found


def test_a_printed_score_keeps_what_is_possible_where_there_is_a_value() -> None:
    """
    With a divisor of zero the only points are those of the other branch; a printed score beside them is not taken over.
    """
    rule = leaf("a", 10, "0 if misuse else cut(min(spent / budget, 1) * weight, 0.01)")

    found = card(rule, facts=known(budget=0, spent=1), stated=Pairs.of({"a": Fraction(5)}))["a"]

    assert Gap(Fraction(0), Fraction(10), "stated-out-of-range", ("misuse",), "5") == found


def test_a_printed_score_of_a_branch_keeps_what_its_children_can_give() -> None:
    """
    Limits for printed scores add up along the branches, without the points of children that have no value.
    """
    rule = leaf("b", 10, "0 if misuse else cut(min(spent / budget, 1) * weight, 0.01)")
    made = branch("a", rule, leaf("c", 5, "weight if staff > 0 else 0"))

    printed = card(made, facts=known(budget=0, spent=1, staff=1), stated=Pairs.of({"a": Fraction(5)}))

    assert Stated(Fraction(5), (Fraction(5), Fraction(5))) == printed["a"]


def test_the_rounding_of_a_printed_ratio_is_told_beside_a_judgement() -> None:
    """
    A judged rule over a printed ratio has a spread of its own, with the judgement or with any.
    """
    rule = judged("a", 10, formula="judged if share >= 0.9 else 0")
    edge = Pairs.of({"share": Known(Fraction(9, 10), text="90%", decimals=0)})

    open_ = card(rule, changes={"values": (RATIO,)}, values=edge)["a"]
    given = card(rule, changes={"values": (RATIO,)}, values=edge, judged=judgements(a=4))["a"]

    assert Gap(Fraction(0), Fraction(10), "not-judged") == open_
    assert isinstance(rule.rule, Judgeable)
    assert Fraction(4) == given.points


def test_a_printed_ratio_that_gives_no_whole_points_leaves_a_gap() -> None:
    """
    5.33 is an honest print of 16 / 3, but twelve times that is no score: the points stay open, with or without other facts.
    """
    third = value("third", "staff / 3")
    printed = Pairs.of({"third": Known(Fraction(533, 100), text="5.33", decimals=2)})
    changes = {"values": (third,), "decimals": 0}

    alone = card(leaf("a", 100, "min(third * 12, weight)"), changes=changes, values=printed)["a"]
    beside = card(leaf("a", 100, "0 if misuse else min(third * 12, weight)"), changes=changes, values=printed)["a"]

    assert Gap(Fraction(0), Fraction(100), "missing", ("staff",)) == alone
    assert Gap(Fraction(0), Fraction(100), "missing", ("misuse",)) == beside


def test_a_printed_ratio_that_happens_to_give_whole_points_is_computed() -> None:
    """
    Twelve times 5.25 is a score; as a neighbour would give none, nothing is said of how far its rounding moves it.
    """
    printed = Pairs.of({"third": Known(Fraction(525, 100), text="5.25", decimals=2)})
    changes = {"values": (value("third", "staff / 3"),), "decimals": 0}

    found = card(leaf("a", 100, "min(third * 12, weight)"), changes=changes, values=printed)["a"]

    assert Computed(Fraction(63), ("third",), (Fraction(0), Fraction(100))) == found


def test_a_ratio_finer_than_any_count_can_give_the_least() -> None:
    """
    The definition gives points between least and weight, both included.
    """
    fine = [Pairs.of({"share": Known(worth, decimals=13)}) for worth in (Fraction(1, 10**13), 1 - Fraction(1, 10**13))]
    rule = "half_up(min(share, 1) * weight, 0.01)"

    assert [Fraction(0), Fraction(10)] == [outcome(rule, values=one).points for one in fine]


@pytest.mark.parametrize(
    ("share", "decimals", "spread"),
    [
        ("0.9", 3, (Fraction(2), Fraction(3))),
        ("0.333333333333", 12, (Fraction(0), Fraction(10))),
        ("0.33333333334", 11, None),
    ],
)
def test_a_printed_ratio_was_rounded_by_half_of_its_last_digit(
    share: str, decimals: int, spread: tuple[Fraction, Fraction] | None
) -> None:
    """
    90.0 % can have been 89.95 %; half of a digit too fine to be halved leaves what is proven.
    """
    printed = Pairs.of({"share": Known(Fraction(share), decimals=decimals, unit=Fraction(1, 10**decimals))})

    found = outcome("3 if share < 0.8996 and share > 0.5 else 2 if share > 0.5 else 10 if share < 0.1 else 0", values=printed)

    assert spread == getattr(found, "spread", None)


def test_a_rule_of_a_form_is_narrowed_by_what_is_known() -> None:
    """
    Where a framework is unfolded for each unit, and not compiled, a known fact narrows what a missing one leaves open.
    """
    rule = leaf("a", 10, "0 if misuse else cut(min(share, 1) * weight, 0.01)")
    changes = {"values": (RATIO,), "tables": (table("funds", Fact("used", "使用", AMOUNT)),)}

    found = card(rule, changes=changes, facts=known(spent=1, budget=4))["a"]

    assert Gap(Fraction(0), Fraction(5, 2), "missing", ("misuse",)) == found


@pytest.mark.parametrize(
    ("adopted", "given", "expected"),
    [
        ({}, {"facts": known(spent=1, budget=4)}, 250),
        ({}, {"facts": known(spent=1, budget=0)}, None),
        ({}, {"values": known(share="0.25")}, 250),
        ({}, {"values": Pairs.of({"share": Known(Fraction(1, 3))})}, None),
        ({"share": "按人数"}, {"facts": known(spent=1, staff=5)}, 200),
        ({"share": "按人数"}, {"facts": known(spent=1, staff=0)}, None),
    ],
)
def test_points_are_counted_without_the_definition(
    adopted: dict[str, str], given: dict[str, Field], expected: int | None
) -> None:
    """
    The kernel counts them, or the reach of a rule with a printed ratio or another reading; without a value neither does.
    """
    share = value("share", "spent / budget", {"按人数": "spent / staff"})
    made = framework(leaf("a", 10, "cut(min(share, 1) * weight, 0.01)"), values=(share,))
    evidence = Evidence(interpretations=Pairs.of(adopted), **given)
    own = plan(made, evidence.interpretations)
    unit = Unit(own, evidence, fitted(made, evidence))
    rule = own.nodes[0].rule

    assert rule is not None
    assert expected == unit.exact(own.nodes[0], rule, {})
