"""The outcome of each node: computed, judged, stated, or a gap with the limits that what is known allows."""

from fractions import Fraction

import pytest
from attrs import evolve

from perfrules.assess import assess
from perfrules.domain import Domain
from perfrules.errors import ScoreOutOfRangeError
from perfrules.evidence import Evidence, Known
from perfrules.formula import parse
from perfrules.framework import Fact
from perfrules.frozen import Pairs
from perfrules.indicator import Indicator, NotApplicablePolicy
from perfrules.score import Computed, Gap, Judged, NotApplicable, Score, Stated, Subtotal
from tests.assess.cards import card
from tests.examples import COUNT, FACTS, Field, branch, framework, judged, judgements, known, leaf, readings, value

RATIO = value("share", "spent / budget")


def points(**given: int | str | Fraction) -> Pairs[Fraction]:
    """Printed scores."""
    return Pairs.of({name: Fraction(one) for name, one in given.items()})


# Leaves that are computed.


def test_a_leaf_with_all_its_facts_is_computed() -> None:
    """
    The rule gives the points, exactly and rounded where the rule says so.
    """
    found = card(leaf("a", 6, "rounded(min(rate, 1) * weight)"), facts=known(spent=1, budget=3))

    assert Computed(Fraction(2)) == found["a"]


@pytest.mark.parametrize(
    ("disclosure", "classified", "expected"),
    [
        (0, None, Computed(Fraction(3), whatever=("misuse",))),
        (None, True, Computed(Fraction(3), whatever=("disclosure",))),
        (1, None, Gap(Fraction(1), Fraction(3), "missing", ("misuse",))),
        (None, None, Gap(Fraction(0), Fraction(3), "missing", ("disclosure", "misuse"))),
        (None, False, Gap(Fraction(0), Fraction(3), "missing", ("disclosure",))),
    ],
)
def test_points_can_be_certain_whatever_is_missing(disclosure: int | None, classified: bool | None, expected: Score) -> None:  # noqa: FBT001  # a flag of the unit
    """
    A missing fact that cannot change the points leaves them certain, any other leaves a gap with proven limits.
    """
    given = {name: fact for name, fact in (("disclosure", disclosure), ("misuse", classified)) if fact is not None}

    rule = "weight if misuse or disclosure == on_time else 1 if disclosure == late else 0"

    assert expected == card(leaf("a", 3, rule), facts=known(**given))["a"]


def test_known_facts_narrow_a_gap_through_values() -> None:
    """
    A leaf whose value lacks one input is bounded with the other input as a point, on the steps of a score.
    """
    rule = leaf("a", 10, "cut(weight - share, 0.01)")
    per_head = value("share", "staff / budget if budget > 300 else 0")

    found = card(rule, changes={"values": (per_head,)}, facts=known(budget=301))

    assert Gap(Fraction("6.67"), Fraction(10), "missing", ("staff",)) == found["a"]


def test_a_division_by_zero_that_is_reached_is_a_gap() -> None:
    """
    A leaf that divides by zero has no points, and no limits but its own.
    """
    rule = "cut(max(min(spent / budget, 1) * weight, 1), 0.01)"

    found = card(leaf("a", 10, rule, least=Fraction(1)), facts=known(spent=1, budget=0))

    assert Gap(Fraction(1), Fraction(10), "undefined", detail=rule) == found["a"]


def test_a_division_by_zero_that_is_not_reached_harms_nobody() -> None:
    """
    A choice that takes another way is computed.
    """
    found = card(
        leaf("a", 10, "0 if budget == 0 else cut(min(share, 1) * 10, 0.01)"),
        changes={"values": (RATIO,)},
        facts=known(spent=1, budget=0),
    )

    assert Computed(Fraction(0)) == found["a"]


def test_an_undefined_value_names_its_own_formula() -> None:
    """
    The detail of the gap is the formula that divides.
    """
    found = card(leaf("a", 10, "weight if share >= 1 else 0"), changes={"values": (RATIO,)}, facts=known(spent=0, budget=0))

    assert Gap(Fraction(0), Fraction(10), "undefined", detail="spent / budget") == found["a"]


def test_where_a_division_by_zero_is_possible_so_are_all_points() -> None:
    """
    A missing divisor that may be zero leaves the limits of the indicator: the unit may have no value at all.
    """
    found = card(leaf("a", 10, "min(budget / budget, 1) * 10"))

    assert Gap(Fraction(0), Fraction(10), "missing", ("budget",)) == found["a"]


def test_a_rule_that_divides_by_zero_whatever_is_missing_is_undefined() -> None:
    """
    Where the known facts already divide by zero, the gap says so.
    """
    found = card(leaf("a", 10, "weight if share >= 1 else 0"), changes={"values": (RATIO,)}, facts=known(budget=0))

    assert Gap(Fraction(0), Fraction(10), "undefined", ("spent",), "weight if share >= 1 else 0") == found["a"]


def test_an_adopted_reading_scores() -> None:
    """
    The case's interpretation takes the place of the rule, and its name stays with the points.
    """
    found = card(leaf("a", 10, "0", {"全部得分": "weight"}), interpretations=Pairs.of({"a": "全部得分"}))

    assert Computed(Fraction(10), reading="全部得分") == found["a"]


def test_an_adopted_reading_of_a_value_scores() -> None:
    """
    The case's interpretation of a value holds wherever the value is named.
    """
    share = value("share", "spent / 100", {"按预算": "spent / 10"})
    rule = leaf("a", 10, "weight if share >= 1 else 0")
    given: dict[str, Field] = {"facts": known(spent=10), "interpretations": Pairs.of({"share": "按预算"})}

    found = card(rule, changes={"values": (share,)}, **given)

    assert Computed(Fraction(10)) == found["a"]


def test_an_adopted_reading_bounds_a_gap() -> None:
    """
    A gap is that of the adopted reading, not of the rule.
    """
    found = card(leaf("a", 10, "0", {"看人数": "weight if staff > 5 else 4"}), interpretations=Pairs.of({"a": "看人数"}))

    assert Gap(Fraction(4), Fraction(10), "missing", ("staff",)) == found["a"]


CURVE = leaf("a", 4, "cut(16.5 * progress * (1 - progress), 0.01)")
SMALL = (Fact("progress", "进度", Domain("rate", "", 4, Fraction(0), Fraction(1))),)


def test_points_of_a_rule_that_is_not_proven_are_checked() -> None:
    """
    A rule that gives more than its weight raises when it happens: nothing is clamped silently.
    """
    with pytest.raises(ScoreOutOfRangeError) as caught:
        card(CURVE, changes={"facts": SMALL, "values": ()}, facts=known(progress="0.5"))

    assert ("a", "4.12", "0", "4") == (caught.value.indicator, caught.value.points, caught.value.least, caught.value.most)


def test_points_that_are_certain_whatever_is_missing_are_checked() -> None:
    """
    A rule that is not proven raises too where a missing fact cannot save it.
    """
    rule = "cut(16.5 * progress * (1 - progress), 0.01)"
    changes = {"facts": (*SMALL, FACTS[4]), "values": ()}

    with pytest.raises(ScoreOutOfRangeError) as caught:
        card(leaf("a", 4, f"{rule} if misuse else {rule}"), changes=changes, facts=known(progress="0.5"))

    assert "4.12" == caught.value.points


@pytest.mark.parametrize(
    ("one", "other", "told"),
    [
        ("cut(16.5 * progress * (1 - progress), 0.01)", "cut(16.8 * progress * (1 - progress), 0.01)", "4.12"),
        ("4 - cut(16.5 * progress * (1 - progress), 0.01)", "4 - cut(16.8 * progress * (1 - progress), 0.01)", "-0.12"),
    ],
)
def test_points_that_are_all_outside_are_refused_with_the_nearest(one: str, other: str, told: str) -> None:
    """
    Where a missing fact decides between points that are all too many, or too few, those next to the limit are told.
    """
    changes = {"facts": (*SMALL, FACTS[4]), "values": ()}

    with pytest.raises(ScoreOutOfRangeError) as caught:
        card(leaf("a", 4, f"{one} if misuse else {other}"), changes=changes, facts=known(progress="0.5"))

    assert told == caught.value.points


def test_points_of_a_printed_ratio_are_checked() -> None:
    """
    A ratio too fine to be counted raises where the definition gives more than the weight.
    """
    changes = {"facts": SMALL, "values": (value("third", "progress / 3"),)}
    printed = Pairs.of({"third": Known(Fraction(1, 6))})

    with pytest.raises(ScoreOutOfRangeError) as caught:
        card(leaf("a", 4, "cut(16.5 * 3 * third * (1 - 3 * third), 0.01)"), changes=changes, values=printed)

    assert "4.12" == caught.value.points


def test_a_rule_that_is_not_proven_scores_where_it_stays_inside() -> None:
    """
    The same rule gives points where they fit.
    """
    found = card(CURVE, changes={"facts": SMALL, "values": ()}, facts=known(progress="0.1"))

    assert Computed(Fraction("1.48")) == found["a"]


# Printed ratios.

BANDS = leaf("a", 3, "3 if share < 0.9 else 2 if share <= 1 else 0")


def ratios(text: str, value: str, unit: str = "0.0001") -> Pairs[Known]:
    """A printed ratio, and what one unit of its last digit is worth."""
    return Pairs.of({"share": Known(Fraction(value), text, unit=Fraction(unit))})


@pytest.mark.parametrize(
    ("text", "unit", "share", "expected"),
    [
        ("98.79%", "0.0001", "0.9879", Computed(Fraction(2), ("share",))),
        ("90.0%", "0.001", "0.9", Computed(Fraction(2), ("share",), (Fraction(2), Fraction(3)))),
        ("90％", "0.01", "0.9", Computed(Fraction(2), ("share",), (Fraction(2), Fraction(3)))),
        ("1", "1", "1", Computed(Fraction(2), ("share",), (Fraction(0), Fraction(3)))),
        ("约九成", "0.01", "0.95", Computed(Fraction(2), ("share",))),
        ("", "0", "0.9", Computed(Fraction(2), ("share",))),
        ("1000‰", "0.001", "1", Computed(Fraction(2), ("share",), (Fraction(0), Fraction(2)))),
    ],
)
def test_a_printed_ratio_stands_in(text: str, unit: str, share: str, expected: Score) -> None:
    """
    The point scores; where the ratio was rounded across the edge of a band, the points say how far they can move.
    """
    found = card(BANDS, changes={"values": (RATIO,)}, values=ratios(text, share, unit))

    assert expected == found["a"]


def test_a_printed_ratio_below_zero_is_cut_towards_zero() -> None:
    """
    What is printed as -5% may have been -5.9%, but not more than -4.5%.
    """
    growth = value("share", "spent - budget")
    rule = "3 if share < -0.05 else 2 if share <= -0.04 else 0"

    found = card(leaf("a", 3, rule), changes={"values": (growth,)}, values=ratios("-5%", "-0.05", "0.01"))

    assert Computed(Fraction(2), ("share",), (Fraction(2), Fraction(3))) == found["a"]


def test_a_printed_ratio_whose_inputs_are_known_is_not_used() -> None:
    """
    A stand-in stands in for missing inputs only.
    """
    found = card(BANDS, changes={"values": (RATIO,)}, values=ratios("98.79%", "0.9879"), facts=known(spent=1, budget=2))

    assert Computed(Fraction(3)) == found["a"]


@pytest.mark.parametrize("facts", [known(spent=0, budget=0), known(budget=0)])
def test_a_printed_ratio_never_stands_in_for_an_undefined_value(facts: Pairs[Known]) -> None:
    """
    Nought by nought stays a gap, whatever was printed.
    """
    found = card(BANDS, changes={"values": (RATIO,)}, values=ratios("98.79%", "0.9879"), facts=facts)

    assert ("gap", "undefined") == (found["a"].kind, getattr(found["a"], "reason", ""))


def test_a_printed_ratio_stands_in_where_one_input_is_known() -> None:
    """
    A ratio with a known divisor and a missing part is taken as printed.
    """
    found = card(BANDS, changes={"values": (RATIO,)}, values=ratios("95.00%", "0.95"), facts=known(budget=2))

    assert Computed(Fraction(2), ("share",)) == found["a"]


def test_a_value_of_a_printed_ratio_rests_on_it() -> None:
    """
    A value that follows from a printed ratio is computed from it, and its own printed number is not used.
    """
    saved = value("saved", "1 - share")
    given = {**ratios("95.00%", "0.95"), "saved": Known(Fraction(1), "100%")}

    found = card(leaf("a", 10, "weight if saved > 0.04 else 0"), changes={"values": (RATIO, saved)}, values=Pairs.of(given))

    assert Computed(Fraction(10), ("share",)) == found["a"]


def test_a_printed_ratio_and_a_missing_fact_can_be_certain() -> None:
    """
    Points that rest on a printed ratio can be certain whatever a missing fact is.
    """
    rule = leaf("a", 3, "0 if misuse or share > 0.5 else weight")

    found = card(rule, changes={"values": (RATIO,)}, values=ratios("95.00%", "0.95"))

    assert Computed(Fraction(0), ("share",), None, ("misuse",)) == found["a"]


def test_a_printed_ratio_is_a_point_in_a_gap() -> None:
    """
    Beside a missing fact a printed ratio narrows the gap like a known one.
    """
    rule = leaf("a", 3, "1 if misuse else 3 if share < 0.5 else 2")

    found = card(rule, changes={"values": (RATIO,)}, values=ratios("95.00%", "0.95"))

    assert Gap(Fraction(1), Fraction(2), "missing", ("misuse",)) == found["a"]


def test_a_printed_ratio_narrows_a_gap_for_its_own_unit_only() -> None:
    """
    Beside a ratio that is printed for one unit, a rule with nothing else known is another one than for a unit without it.
    """
    table = framework(leaf("a", 3, "3 if share < 0.5 else 2 if spent > budget else 1"), values=(RATIO,))
    printed = Evidence(values=ratios("95.00%", "0.95"))

    found = [assess(table, unit)["a"] for unit in (Evidence(), printed, Evidence())]

    assert ["0 to 3", "1 to 2", "0 to 3"] == [f"{one.least} to {one.most}" for one in found]


def test_a_branch_can_rest_on_a_printed_ratio() -> None:
    """
    The formula of a branch over certain children and a printed ratio is certain.
    """
    table = branch("b", judged("j", 5), formula="cut(subtotal * min(share, 1), 0.01)")

    found = card(table, changes={"values": (RATIO,)}, values=ratios("50%", "0.5", "0.01"), judged=judgements(j=4))

    assert Subtotal(Fraction(2), Fraction(2)) == found["b"]


def test_an_adopted_reading_of_a_judged_rule_scores_and_can_divide_by_zero() -> None:
    """
    Where another reading is adopted, a judgement counts in it; where that has no value, the gap says what divides.
    """
    rule = evolve(
        judged("a", 5, formula="judged"), interpretations=readings({"按比例": "cut(min(judged * spent / budget, 5), 0.01)"})
    )
    adopted: dict[str, Field] = {"interpretations": Pairs.of({"a": "按比例"}), "judged": judgements(a=4)}

    scored = card(rule, facts=known(spent=1, budget=2), **adopted)["a"]
    divided = card(rule, facts=known(spent=1, budget=0), **adopted)["a"]

    assert Judged(Fraction(2), "复核", "抽查", Fraction(4)) == scored
    assert Gap(Fraction(0), Fraction(5), "undefined", detail="cut(min(judged * spent / budget, 5), 0.01)") == divided


# Judged leaves.


def test_a_judgement_gives_points_with_name_and_reason() -> None:
    """
    What a person gave is the score.
    """
    found = card(judged("a", 5), judged=judgements(a="3.5"))

    assert Judged(Fraction("3.5"), "复核", "抽查", Fraction("3.5")) == found["a"]


def test_a_rule_can_make_points_of_a_judgement() -> None:
    """
    The rule reads what was given as `judged`; both numbers stay.
    """
    percent = judged("a", 5, (Fraction(0), Fraction(50), Fraction(100)), "judged / 100 * weight")

    found = card(percent, judged=judgements(a=50))

    assert Judged(Fraction("2.5"), "复核", "抽查", Fraction(50)) == found["a"]


def test_what_was_not_judged_is_a_gap() -> None:
    """
    Without a judgement the points lie between least and weight.
    """
    found = card(judged("a", 5, least=Fraction(1)))

    assert Gap(Fraction(1), Fraction(5), "not-judged") == found["a"]


def test_a_rule_bounds_what_was_not_judged() -> None:
    """
    The limits of what can be judged pass through the rule, also where the list goes beyond the weight.
    """
    percent = judged("a", 5, (Fraction(20), Fraction(80)), "judged / 100 * weight")

    assert Gap(Fraction(1), Fraction(4), "not-judged") == card(percent)["a"]


GUARDED = judged("a", 5, "any", "0 if misuse else judged")


@pytest.mark.parametrize(
    ("misuse", "given", "expected"),
    [
        (True, None, Computed(Fraction(0))),
        (False, None, Gap(Fraction(0), Fraction(5), "not-judged")),
        (None, None, Gap(Fraction(0), Fraction(5), "not-judged", ("misuse",))),
        (None, 4, Gap(Fraction(0), Fraction(4), "missing", ("misuse",))),
        (None, 0, Judged(Fraction(0), "复核", "抽查", Fraction(0))),
        (True, 4, Judged(Fraction(0), "复核", "抽查", Fraction(4))),
        (False, 4, Judged(Fraction(4), "复核", "抽查", Fraction(4))),
    ],
)
def test_facts_and_judgement_settle_a_guarded_leaf_together(misuse: bool | None, given: int | None, expected: Score) -> None:  # noqa: FBT001  # a flag of the unit
    """
    A judged leaf with a veto is certain as soon as one of the two decides.
    """
    facts = known() if misuse is None else known(misuse=misuse)
    given_points = judgements() if given is None else judgements(a=given)

    assert expected == card(GUARDED, facts=facts, judged=given_points)["a"]


def test_a_judged_leaf_can_divide_by_zero() -> None:
    """
    A rule over a judgement that divides by zero is a gap like any other.
    """
    rule = judged("a", 5, "any", "cut(min(judged * spent / budget, weight), 0.01)")

    found = card(rule, facts=known(spent=1, budget=0), judged=judgements(a=4))

    assert ("gap", "undefined") == (found["a"].kind, getattr(found["a"], "reason", ""))


# Branches.

VETO = branch("b", leaf("a", 2, "weight if staff > 5 else 0"), judged("j", 3), formula="0 if misuse else subtotal")


def test_a_branch_is_the_sum_of_its_children() -> None:
    """
    Limits add up.
    """
    found = card(branch("b", leaf("a", 2, "weight if staff > 5 else 0"), judged("j", 3)), facts=known(staff=6))

    assert Subtotal(Fraction(2), Fraction(5)) == found["b"]


@pytest.mark.parametrize(
    ("facts", "given", "expected"),
    [
        (known(misuse=True), judgements(), Subtotal(Fraction(0), Fraction(0))),
        (known(misuse=False, staff=6), judgements(j=1), Subtotal(Fraction(3), Fraction(3))),
        (known(misuse=False, staff=6), judgements(), Subtotal(Fraction(2), Fraction(5))),
        (known(staff=6), judgements(j=1), Subtotal(Fraction(0), Fraction(3), ("misuse",))),
        (known(staff=1), judgements(j=0), Subtotal(Fraction(0), Fraction(0), ("misuse",))),
    ],
)
def test_a_veto_works_on_what_is_known(facts: Pairs[Known], given: Pairs[Judged], expected: Score) -> None:
    """
    The branch is certain where the veto, or its children, leave one number.
    """
    assert expected == card(VETO, facts=facts, judged=given)["b"]


def test_a_branch_can_divide_by_zero() -> None:
    """
    A branch whose rule divides by zero is a gap with its own limits.
    """
    rule = branch("b", leaf("a", 2, "weight"), formula="cut(min(subtotal * spent / budget, 2), 0.01)")

    found = card(rule, facts=known(spent=1, budget=0))

    assert Gap(Fraction(0), Fraction(2), "undefined", detail="cut(min(subtotal * spent / budget, 2), 0.01)") == found["b"]


def test_a_branch_that_must_divide_by_zero_is_undefined() -> None:
    """
    Also with children open, a known zero below the line decides.
    """
    rule = branch("b", judged("a", 2), formula="cut(min(subtotal * 1 / budget, 2), 0.01)")

    assert "undefined" == getattr(card(rule, facts=known(budget=0))["b"], "reason", "")


def test_a_branch_reads_its_children_by_name() -> None:
    """
    A rule over single children scores and bounds with their points.
    """
    rule = branch("b", judged("x", 4), judged("y", 6), formula="x + y if x >= 2 else 0")

    assert Subtotal(Fraction(5), Fraction(5)) == card(rule, judged=judgements(x=2, y=3))["b"]
    assert Subtotal(Fraction(0), Fraction(0)) == card(rule, judged=judgements(x=1))["b"]


def test_a_branch_reads_all_that_its_child_can_be() -> None:
    """
    A child that may have no value lies between its own limits, also for a rule that names it.
    """
    part = leaf("x", 10, "0 if misuse else cut(min(spent / budget, 1) * weight, 0.01)")

    found = card(branch("b", part, formula="x"), facts=known(budget=0, spent=1))

    assert Subtotal(Fraction(0), Fraction(10)) == found["b"]


# Printed scores.


def test_a_printed_score_is_taken_over() -> None:
    """
    What nothing computes is stated, with the range that what is known allows.
    """
    found = card(judged("a", 5), stated=points(a=4))

    assert Stated(Fraction(4), (Fraction(0), Fraction(5))) == found["a"]
    assert Gap(Fraction(0), Fraction(5), "not-judged") == card(judged("a", 5), policy="gap", stated=points(a=4))["a"]


@pytest.mark.parametrize("printed", ["5.5", "4.001"])
def test_a_printed_score_that_cannot_be_is_a_gap(printed: str) -> None:
    """
    A printed score outside the range, or with more decimals than a score has, is not taken over; the gap says so.
    """
    found = card(judged("a", 5), stated=points(a=printed))

    assert Gap(Fraction(0), Fraction(5), "stated-out-of-range", (), printed) == found["a"]


def test_a_printed_score_never_replaces_a_computed_or_judged_one() -> None:
    """
    Computed and judged come before stated.
    """
    found = card(
        leaf("a", 5, "weight if staff > 5 else 0"),
        judged("b", 5),
        facts=known(staff=6),
        judged=judgements(b=2),
        stated=points(a=1, b=1),
    )

    assert (Computed(Fraction(5)), Fraction(2)) == (found["a"], found["b"].points)


def test_a_branch_is_taken_over_beside_its_computed_children() -> None:
    """
    Reports print an indicator, not its criteria: computed children stay computed and narrow the range.
    """
    rule = branch("b", leaf("a", 2, "weight if staff > 5 else 0"), judged("j", 3))

    found = card(rule, facts=known(staff=6), stated=points(b=4))

    assert Stated(Fraction(4), (Fraction(2), Fraction(5))) == found["b"]
    assert (Computed(Fraction(2)), Gap(Fraction(0), Fraction(3), "not-judged")) == (found["a"], found["j"])


def test_a_printed_branch_outside_what_its_parts_allow_is_a_gap() -> None:
    """
    A branch printed with less than its computed child is not taken over.
    """
    rule = branch("b", leaf("a", 2, "weight if staff > 5 else 0"), judged("j", 3))

    found = card(rule, facts=known(staff=6), stated=points(b=1))

    assert Gap(Fraction(2), Fraction(5), "stated-out-of-range", (), "1") == found["b"]
    assert (Fraction(2), Fraction(5)) == (found.whole.least, found.whole.most)


def test_a_printed_score_keeps_what_is_possible_for_its_own_unit() -> None:
    """
    Two units of one framework with the same printed score have the limits that each one's figures allow.
    """
    table = framework(branch("b", leaf("a", 2, "weight if staff > 5 else 0"), judged("j", 3)))

    found = [assess(table, Evidence(facts=known(staff=staff), stated=points(b=2)))["b"] for staff in (6, 1)]

    assert [Stated(Fraction(2), (Fraction(2), Fraction(5))), Stated(Fraction(2), (Fraction(0), Fraction(3)))] == found


def test_a_branch_of_certain_points_is_not_taken_over() -> None:
    """
    Where the children give the points, the printed score of the branch is only compared.
    """
    rule = branch("b", leaf("a", 2, "weight if staff > 5 else 0"))

    assert Subtotal(Fraction(2), Fraction(2)) == card(rule, facts=known(staff=6), stated=points(b=1))["b"]


@pytest.mark.parametrize("printed", [points(a=8), points(b=8), points(top=8)])
def test_a_printed_score_never_stands_in_for_an_undefined_value(printed: Pairs[Fraction]) -> None:
    """
    A division by zero stays a gap on its leaf and on every branch above it.
    """
    rule = branch("top", branch("b", leaf("a", 10, "weight if share >= 1 else 0")))

    found = card(rule, changes={"values": (RATIO,)}, facts=known(spent=0, budget=0), stated=printed)

    assert "undefined" == getattr(found["a"], "reason", "")
    assert ("0.00 to 10.00", {"gap", "subtotal"}) == (str(found.total), {one.kind for one in found.scores.values()})


def test_an_undefined_value_below_what_does_not_apply_covers_nothing() -> None:
    """
    Where the undefined part does not apply, the branch above can be taken over.
    """
    part = branch("part", leaf("a", 5, "weight if share >= 1 else 0"), not_applicable="zero")
    given: dict[str, Field] = {
        "facts": known(spent=0, budget=0),
        "not_applicable": Pairs.of({"part": "无此项"}),
        "stated": points(top=3),
    }

    found = card(branch("top", part, judged("j", 5)), changes={"values": (RATIO,)}, **given)

    assert Stated(Fraction(3), (Fraction(0), Fraction(5))) == found["top"]


# What does not apply.


@pytest.mark.parametrize(("policy", "expected"), [("full", 5), ("zero", 0)])
@pytest.mark.parametrize("made", [judged("a", 5), branch("a", judged("j", 5))])
def test_what_does_not_apply_has_the_points_of_its_policy(policy: NotApplicablePolicy, expected: int, made: Indicator) -> None:
    """
    Full or zero points, on a leaf and on a branch, with the reason.
    """
    found = card(evolve(made, not_applicable=policy), not_applicable=Pairs.of({"a": "无此项"}))

    assert NotApplicable(Fraction(expected), policy, "无此项") == found["a"]
    assert Fraction(expected) == found.whole.points


def optional(id: str, weight: int) -> Indicator:
    """A judged indicator that is left out where it does not apply."""
    return judged(id, weight, not_applicable="leave_out")


def test_a_branch_of_which_nothing_applies_gives_the_first_reason() -> None:
    """
    What stands below it can have several.
    """
    low = branch("low", optional("a", 2), optional("b", 3))
    table = branch("top", low, judged("d", 5), formula="cut(subtotal / applicable * weight, 0.01)")

    found = card(table, not_applicable=Pairs.of({"a": "无项目", "b": "无资产"}))

    assert NotApplicable(Fraction(0), "leave_out", "无项目") == found["low"]


def test_a_branch_of_which_nothing_applies_allows_no_points() -> None:
    """
    Beside it a printed score keeps the limits of what applies.
    """
    inner = branch("inner", branch("low", optional("a", 2)), judged("d", 5))
    table = branch("top", inner, judged("e", 5), formula="cut(subtotal / applicable * weight, 0.01)")

    found = [card(table, not_applicable=Pairs.of({"a": "无"}), stated=points(inner=printed))["inner"] for printed in (0, 5, 6)]

    assert [Stated(Fraction(printed), (Fraction(0), Fraction(5))) for printed in (0, 5)] == found[:2]
    assert Gap(Fraction(0), Fraction(5), "stated-out-of-range", (), "6") == found[2]


# The total.


def total(formula: str) -> dict[str, object]:
    """The change that gives a framework a formula for its total."""
    return {"total": parse(formula)}


def test_the_total_is_the_sum() -> None:
    """
    Without a formula the total adds up the top.
    """
    found = card(judged("a", 40), judged("b", 60), judged=judgements(a=30))

    assert Subtotal(Fraction(30), Fraction(90)) == found.whole


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        (known(misuse=True), Subtotal(Fraction(59), Fraction(59))),
        (known(misuse=False), Subtotal(Fraction(80), Fraction(80))),
        (known(), Subtotal(Fraction(59), Fraction(80), ("misuse",))),
    ],
)
def test_a_formula_caps_the_total(facts: Pairs[Known], expected: Score) -> None:
    """
    The formula of the total sees every id, facts and `subtotal`.
    """
    changes = total("min(subtotal, 59) if misuse and a + b > 59 else subtotal")

    found = card(branch("t", judged("a", 40), judged("b", 60)), changes=changes, facts=facts, judged=judgements(a=30, b=50))

    assert expected == found.whole


def test_a_total_can_divide_by_zero() -> None:
    """
    An undefined total is a gap from nothing to everything.
    """
    changes = total("cut(min(subtotal / budget, 100), 0.01)")

    found = card(judged("a", 100), changes=changes, facts=known(budget=0), judged=judgements(a=30))

    assert Gap(Fraction(0), Fraction(100), "undefined", detail="cut(min(subtotal / budget, 100), 0.01)") == found.whole


def test_a_unit_unlike_another_shares_nothing_with_it() -> None:
    """
    What is remembered of leaves of which nothing is known never reaches a unit that knows more.
    """
    rule = leaf("a", 10, "weight if staff > 5 else 4")
    changes = {"facts": (*FACTS[:2], Fact("staff", "人数", COUNT), *FACTS[4:5]), "values": ()}

    found = [card(rule, changes=changes, facts=facts)["a"] for facts in (known(), known(staff=1), known())]

    assert [None, Fraction(4), None] == [one.points for one in found]
