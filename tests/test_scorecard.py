"""Scorecards answer by id, and say what they rest on and what they lack."""

from fractions import Fraction

import pytest

from perfrules.assess import assess
from perfrules.errors import UnknownIndicatorError
from perfrules.evidence import Evidence
from perfrules.frozen import Pairs
from perfrules.score import Computed, NotApplicable, Stated
from perfrules.scorecard import (
    Completeness,
    Missing,
    is_open,
    known_below,
    missing,
    rests_on_statement,
    speaker,
    uncovered,
    whole,
)
from tests.assess.cards import card
from tests.examples import branch, evidence, framework, judged, judgements, known, leaf, value


def test_a_scorecard_answers_by_id() -> None:
    """
    The outcome of an indicator, or of the total, stands under its id.
    """
    found = assess(framework(), evidence())

    assert Computed(Fraction(15)) == found["execution"]
    assert found.whole == found["total"]


def test_an_unknown_id_is_refused_with_the_nearest() -> None:
    """
    An id that the framework does not have raises, and names what was probably meant.
    """
    found = assess(framework(), evidence())

    with pytest.raises(UnknownIndicatorError) as caught:
        found["exekution"]

    assert "no indicator `exekution`; did you mean `execution`?" == str(caught.value)


def test_completeness_reads_as_six_numbers() -> None:
    """
    The six numbers are written in the order of their fields.
    """
    found = Completeness(Fraction(12), Fraction(3), Fraction(0), Fraction("84.5"), Fraction("0.5"), Fraction(0))

    assert "figures 12, printed ratios 3, judged 0, stated 84.5, missing 0.5, not applicable 0" == str(found)


def test_what_is_missing_stands_with_the_points_that_hang_on_it() -> None:
    """
    Facts and judgements are listed with the most points first; a fact of two rules hangs on both.
    """
    found = card(
        leaf("a", 6, "weight if misuse else 0"),
        leaf("b", 2, "weight if misuse and staff > 5 else 0"),
        judged("c", 3),
        policy="gap",
    )

    assert (
        Missing("misuse", "fact", "存在违规支出", Fraction(8), ("a", "b")),
        Missing("c", "judgement", "c", Fraction(3), ("c",)),
        Missing("staff", "fact", "在编人数", Fraction(2), ("b",)),
    ) == missing(found)


def test_what_cannot_change_points_is_not_missing() -> None:
    """
    A fact on which no open points hang is not asked for.
    """
    found = card(
        branch("b", leaf("a", 5, "0 if misuse else weight"), formula="subtotal if staff > 5 else min(subtotal, 5)"),
        facts=known(misuse=True),
    )

    assert () == missing(found)


def test_a_fact_of_the_total_alone_hangs_on_the_total() -> None:
    """
    What only the formula of the total lacks is listed with the points of the total.
    """
    total = leaf("x", 1, "min(subtotal, 50) if misuse else subtotal").rule
    changes = {"total": total.formula}

    found = card(judged("a", 100), changes=changes, judged=judgements(a=80))

    assert (Missing("misuse", "fact", "存在违规支出", Fraction(30), ("total",)),) == missing(found)


def test_a_printed_score_that_cannot_be_still_asks_for_the_judgement() -> None:
    """
    A judged indicator whose printed score lies outside its range hangs on being judged.
    """
    found = card(judged("a", 5), stated=Pairs.of({"a": Fraction(7)}))

    assert ("a",) == tuple(one.id for one in missing(found))


def test_what_stands_below_a_taken_over_branch_is_covered() -> None:
    """
    The nodes below a branch that is stated or does not apply speak no more; the rest stands in reading order.
    """
    found = card(
        branch("first", judged("a", 5), judged("b", 5)),
        branch("second", judged("c", 5), not_applicable="full"),
        branch("third", judged("d", 5)),
        stated=Pairs.of({"first": Fraction(7)}),
        not_applicable=Pairs.of({"second": "无此项"}),
    )

    assert ["first", "second", "third", "d"] == [indicator.id for indicator, _ in uncovered(found)]
    assert ["first"] == [indicator.id for indicator, _ in rests_on_statement(found)]


def test_the_whole_table_is_an_indicator() -> None:
    """
    Above all indicators stands `total` with the points of the framework.
    """
    small = framework()

    assert ("total", small.points, small.indicators) == (whole(small).id, whole(small).weight, whole(small).children)


def test_a_range_has_no_points() -> None:
    """
    The total of a unit of which nothing is known is a range.
    """
    assert "0.00 to 100.00" == str(assess(framework(), Evidence()).total)


VETO = branch("b", leaf("a", 3, "0 if misuse else weight"), judged("j", 2), formula="0 if misuse else subtotal")


def test_what_a_leaf_and_the_rule_above_it_lack_counts_once() -> None:
    """
    A fact that a leaf and a veto above it lack hangs on the points of the branch, not on both.
    """
    found = card(VETO, judged("k", 5))

    assert (
        Missing("k", "judgement", "k", Fraction(5), ("k",)),
        Missing("misuse", "fact", "存在违规支出", Fraction(5), ("b", "a")),
        Missing("j", "judgement", "j", Fraction(2), ("j",)),
    ) == missing(found)


def test_what_a_rule_above_takes_away_does_not_hang_on_anything() -> None:
    """
    A cap above open indicators leaves only what it lets through; below a veto nothing hangs on them.
    """
    capped = branch("c", judged("k", 3), judged("l", 2), formula="min(subtotal, 1)")

    assert {"k": Fraction(1), "l": Fraction(1)} == {one.id: one.points for one in missing(card(capped))}
    assert {"j": Fraction(0)} == {one.id: one.points for one in missing(card(VETO, facts=known(misuse=True)))}


def test_points_are_open_until_every_indicator_is_settled() -> None:
    """
    A certain total with an indicator below a veto that nobody judged is open; one that is taken over is not.
    """
    assert is_open(card(VETO, facts=known(misuse=True)))
    assert not is_open(card(VETO, stated=Pairs.of({"b": Fraction(4)})))


def test_a_stated_or_inapplicable_branch_speaks_for_all_below_it() -> None:
    """
    The nearest one above counts; the top, and `total`, have none.
    """
    inner = branch("inner", judged("a", 1), not_applicable="full")
    found = card(
        branch("outer", inner, judged("b", 1)), stated=Pairs.of({"outer": Fraction(1)}), not_applicable=Pairs.of({"inner": "无"})
    )

    kinds = {id: type(speaker(found, id)) for id in ("a", "b", "inner", "outer", "total")}

    assert {"a": NotApplicable, "b": Stated, "inner": Stated, "outer": type(None), "total": type(None)} == kinds


def test_what_is_known_below_a_statement_is_weighed() -> None:
    """
    Computed, from a printed ratio, judged and inapplicable indicators count by their weight, however deep.
    """
    deep = branch("deep", leaf("a", 1, "weight if staff > 5 else 0"), leaf("b", 2, "weight if share > 0.5 else 0"))
    rule = branch("top", deep, judged("c", 4), judged("d", 8, not_applicable="zero"), judged("e", 16), judged("f", 32))
    found = card(
        rule,
        changes={"values": (value("share", "spent / budget"),)},
        facts=known(staff=46),
        values=known(share=1),
        judged=judgements(c=2),
        not_applicable=Pairs.of({"d": "无此项"}),
        stated=Pairs.of({"top": Fraction(30), "e": Fraction(16)}),
    )

    expected = {"figures": 1, "printed_ratios": 2, "judged": 4, "not_applicable": 8}
    assert expected == known_below(found, rule)
    assert rule.weight - sum(expected.values()) == found.completeness.stated
