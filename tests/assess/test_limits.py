"""Limits: between which counts of points a rule lies, with printed ratios, too fine ones, and rules without integer form."""

from fractions import Fraction

from perfrules.evidence import Known
from perfrules.frozen import Pairs
from perfrules.indicator import Judgeable
from perfrules.score import Computed, Gap, Score, Stated
from tests.assess.cards import card
from tests.examples import Field, branch, judged, judgements, known, leaf, value

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
    table = branch("a", rule, leaf("c", 5, "weight if staff > 0 else 0"))

    printed = card(table, facts=known(budget=0, spent=1, staff=1), stated=Pairs.of({"a": Fraction(5)}))

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
