"""Evidence that does not fit is taken out, told, and the rest is scored."""

from fractions import Fraction

import pytest
from attrs import evolve

from perfrules.audit.report import Report
from perfrules.audit.scores.fitting import Fitted, fitted
from perfrules.audit.scores.openness import completeness
from perfrules.case import Case
from perfrules.evidence import Evidence, Judgement, TargetRow
from perfrules.finding import Finding
from perfrules.formula import parse
from perfrules.framework import BARE, Framework
from perfrules.frozen import Pairs
from perfrules.indicator import Indicator
from tests.assess.test_assess import CURVE
from tests.examples import Field, branch, condition, evidence, framework, judged, judgements, known, leaf
from tests.targets.forms import UNIT, form, target
from tests.targets.forms import known as number

FORM = form()


def fit(given: Evidence, own: Framework | None = None) -> Fitted:
    """What of evidence can be scored."""
    return fitted(own or framework(), given)


def told(given: Evidence, own: Framework | None = None) -> tuple[Finding, ...]:
    """What is said about evidence that does not fit."""
    return Report(Case(own or framework(), given)).scoring.problems


def row(label: str) -> TargetRow:
    """A row of the unit by its label."""
    return next(one for one in UNIT.targets if one.label == label)


def with_row(label: str, **changes: Field) -> Evidence:
    """The unit with one of its rows changed."""
    return evolve(UNIT, targets=tuple(evolve(one, **changes) if one.label == label else one for one in UNIT.targets))


def points(found: Fitted, id: str) -> tuple[Fraction, Fraction]:
    """Between which points an indicator lies."""
    assert found.card is not None
    return found.card[id].least, found.card[id].most


def ends(least: int, most: int) -> tuple[Fraction, Fraction]:
    """Limits in whole points."""
    return Fraction(least), Fraction(most)


def test_what_fits_is_scored_as_it_is() -> None:
    """
    Sound evidence loses nothing.
    """
    found = fit(evidence())

    assert ((), ()) == (found.problems, found.faults)
    assert ends(85, 85) == points(found, "total")


@pytest.mark.parametrize(
    ("rows", "limits"), [(("output", "benefit"), ends(20, 100)), (("output",), ends(20, 100)), ((), ends(0, 100))]
)
def test_slots_that_nobody_weighs_are_open(rows: tuple[str, ...], limits: tuple[Fraction, Fraction]) -> None:
    """
    Each may weigh all that is left of the points; that is no error, and nothing is said of what their points rest on.
    """
    opened = [(f"    weight: {weight}\n", "    weight: open\n") for weight in (50, 30)]
    own = form(*opened, (", groups: {数量指标: 30}", ""))
    targets = tuple(target(slot, "巡防", "20") for slot in rows)
    given = Evidence("某局", "2023", targets=targets, incomplete=Pairs.of(dict.fromkeys(rows, "缺页")))

    assert limits == points(fit(given, own), "total")
    assert {"cannot_verify"} == {one.verdict for one in told(given, own)}
    assert [] == list(completeness(Report(Case(own, given)).scoring))


def test_a_bare_table_is_not_scored() -> None:
    """
    Without a framework there are no scores.
    """
    assert fit(evidence(), BARE).card is None


@pytest.mark.parametrize(
    ("changes", "path", "code", "says"),
    [
        ({"facts": known(staff=5000)}, "facts/staff", "outside-domain", "在编人数列示 5000，不在可能的范围 0 人 至 1000 人 之内"),
        ({"facts": known(stuff=5)}, "facts/stuff", "misfit", "stuff不在评价框架之内"),
        ({"values": known(rate=-1)}, "values/rate", "outside-domain", "rate列示 -1，不在可能的范围之内"),
        ({"values": known(ratio=1)}, "values/ratio", "misfit", "ratio不在评价框架之内"),
        ({"judged": judgements(accounting=7)}, "judged/accounting", "misfit", "accounting的评定分不在可给的分值之内"),
        ({"judged": judgements(pace=7)}, "judged/pace", "misfit", "pace由公式计算，不能评定"),
        ({"judged": Pairs.of({"effects": Judgement(Fraction(1), "", "理由")})}, "judged/effects/by", "misfit", "没有署名或理由"),
        ({"not_applicable": Pairs.of({"pace": "不适用"})}, "not_applicable/pace", "misfit", "pace不能按不适用处理"),
        ({"interpretations": Pairs.of({"pace": "另读"})}, "interpretations/pace", "misfit", "pace没有所采用的这种理解"),
        ({"stated": Pairs.of({"pacing": Fraction(1)})}, "printed/scores/pacing", "misfit", "pacing不在评价框架之内"),
    ],
)
def test_an_entry_that_does_not_fit_is_taken_out(changes: dict[str, Field], path: str, code: str, says: str) -> None:
    """
    Each entry that does not fit is told with its place, and what is left is scored.
    """
    given = evidence(**changes)
    (one,) = told(given)

    assert (code, path, "differs") == (one.code, one.path, one.verdict)
    assert says in one.sentence[0]
    assert fit(given).card is not None


def test_a_rule_outside_its_indicator_is_open() -> None:
    """
    An indicator whose rule gives too much is a gap of its own weight; its neighbours are scored.
    """
    own = framework(leaf("a", 4, CURVE), leaf("b", 6, "weight"))
    given = evidence(facts=known(progress="0.7"), judged=Pairs())

    assert ends(0, 4) == points(fit(given, own), "a")
    assert ends(6, 10) == points(fit(given, own), "total")
    (one,) = told(given, own)
    assert ("out-of-range", "a", "4.1", "0.1") == (one.code, one.path, one.computed, one.difference)


def test_a_rule_below_its_indicator_is_open() -> None:
    """
    Too few points are outside too.
    """
    own = framework(branch("top", leaf("a", 4, f"cut(3 - {CURVE}, 0.01)"), leaf("b", 6, "weight")))
    (one,) = told(evidence(facts=known(progress="0.7"), judged=Pairs()), own)

    assert "-1.1" == one.difference


def test_a_branch_outside_its_weight_is_open() -> None:
    """
    A branch whose formula gives too much is open between its limits, and so is the whole.
    """
    scores = branch("top", leaf("a", 2, "weight"), leaf("b", 2, "weight"), formula=f"{CURVE} + subtotal * 0")
    whole = framework(leaf("a", 2, "weight"), leaf("b", 2, "weight"), total=parse(f"{CURVE} + subtotal * 0"))
    given = evidence(facts=known(progress="0.7"), judged=Pairs())

    assert ends(0, 4) == points(fit(given, framework(scores)), "top")
    assert ends(0, 4) == points(fit(given, whole), "total")
    assert "总分" == told(given, whole)[0].label


def test_a_judged_leaf_outside_its_weight_is_open() -> None:
    """
    What a person gave is no longer judged where the rule makes too much of it.
    """
    own = framework(judged("a", 4, formula=f"{CURVE} + judged * 0"), leaf("b", 6, "weight"))

    assert ends(6, 10) == points(fit(evidence(facts=known(progress="0.7"), judged=judgements(a=1)), own), "total")


def test_a_row_outside_its_weight_loses_its_figures() -> None:
    """
    A row whose own rule gives too much is one that nobody has scored.
    """
    curve = "cut(max(weight + 0.1 - 100 * (actual - 0.7) * (actual - 0.7), 0), 0.01)"
    given = with_row("知晓", formula=parse(curve), actual=number("0.7"), target=number("1"))

    assert ends(0, 15) == points(fit(given, FORM), "benefit/知晓")


@pytest.mark.parametrize(
    ("label", "changes", "path", "key"),
    [
        ("培训", {"actual": number("-5")}, "facts/output/数量指标/培训 actual", "actual"),
        ("居民", {"columns": Pairs.of({"share": number("7")})}, "facts/satisfaction/居民 share", "share"),
        ("培训", {"target": number("-5")}, "targets/output/数量指标/培训", "target"),
        ("培训", {"must": "between", "target_most": number("-5")}, "targets/output/数量指标/培训", "target_most"),
    ],
)
def test_a_row_with_a_number_that_cannot_be_is_open(label: str, changes: dict[str, Field], path: str, key: str) -> None:
    """
    A figure or target outside its domain leaves its row open, and is named.
    """
    given = with_row(label, **changes)
    (one,) = told(given, FORM)

    assert ("outside-domain", path, (f"targets/{row(label).id}/{key}",)) == (one.code, one.path, one.numbers)
    assert f"列示 {one.printed}，不在可能的范围之内" in one.sentence[0]
    assert points(fit(given, FORM), row(label).id)[0] < points(fit(given, FORM), row(label).id)[1]


def test_a_printed_ratio_that_cannot_be_leaves_its_row_open() -> None:
    """
    A ratio that no figures can give does not stand in for them.
    """
    given = with_row("培训", ratio=number("-5"), actual=None)
    (one,) = told(given, FORM)

    assert ("outside-domain", ("targets/output/数量指标/培训/ratio",)) == (one.code, one.numbers)


def test_a_target_of_zero_leaves_its_row_open() -> None:
    """
    A rule that divides by its target of zero cannot be scored.
    """
    own = parse("cut(min(actual / target, 1) * weight, 0.01)")
    given = with_row("培训", target=number("0"), formula=own)

    assert "培训的目标值为零" in told(given, FORM)[0].sentence[0]
    assert ends(0, 10) == points(fit(given, FORM), "output/数量指标/培训")


def test_a_graded_row_outside_its_band_is_open() -> None:
    """
    Points outside the band of their grade are left out.
    """
    said = {"must": "graded", "grade": "达成", "points": Fraction(1), "by": "复核", "reason": "抽查"}
    changes = {**said, "target": None, "actual": None}
    (one,) = told(with_row("知晓", **changes), FORM)

    assert ("misfit", ("targets/benefit/知晓/points",)) == (one.code, one.numbers)


def test_rows_that_weigh_less_are_not_all_there() -> None:
    """
    A slot whose rows weigh less than it keeps the rest open.
    """
    found = fit(with_row("验收", weight=Fraction(15)), FORM)

    assert ends(0, 5) == points(found, "output/rest")
    assert () == told(with_row("验收", weight=Fraction(15)), FORM)


def test_rows_that_weigh_more_make_their_slot_heavier() -> None:
    """
    A slot whose rows weigh more than it weighs what they do, and the whole with it.
    """
    found = fit(with_row("验收", weight=Fraction(25)), FORM)

    assert found.card is not None
    assert 105 == found.card.framework.points


def test_a_group_that_does_not_add_up_is_not_all_there() -> None:
    """
    The rows of a group with a weight of its own may be incomplete.
    """
    given = with_row("培训", weight=Fraction(5))

    assert fit(evolve(given, incomplete=Pairs.of({"benefit": "缺页"})), FORM).card is not None


def test_a_row_without_weight_is_left_out() -> None:
    """
    A row that has no weight cannot be scored; the others are.
    """
    given = with_row("验收", weight=None)
    (one,) = told(given, FORM)

    assert ("misfit", "验收") == (one.code, one.label)
    assert fit(given, FORM).card is not None


def test_a_row_whose_weight_cannot_be_is_left_out() -> None:
    """
    A weight outside its domain takes its row along, for nobody knows what it weighs.
    """
    given = with_row("验收", weight=Fraction(10**6))
    found = fit(given, FORM)

    assert row("验收").id not in {one.id for one in found.evidence.targets}
    assert ("targets/output/质量指标/验收/weight",) == told(given, FORM)[0].numbers


def test_rows_of_strangers_are_left_out() -> None:
    """
    A row without a slot, and one that stands twice, are told and left out.
    """
    twice = evolve(UNIT, targets=(*UNIT.targets, row("培训"), target("outcome", "别的", "5")))

    assert {("培训", "misfit"), ("别的", "misfit")} == {(one.label, one.code) for one in told(twice, FORM)}
    assert fit(twice, FORM).card is not None


def test_weights_of_a_case_that_do_not_add_up_are_those_of_the_leaves() -> None:
    """
    Where branches contradict their leaves, they weigh what these do.
    """
    given = evidence(weights=Pairs.of({"results": Fraction(70), "effects": Fraction(45)}))
    found = fit(given, framework(has_adjustable_weights=True))

    assert found.card is not None
    assert 105 == found.card.framework.points
    assert 65 == found.card.framework.paths["results"][-1].weight


def test_open_weights_that_nobody_gives_are_told() -> None:
    """
    Leaves without a weight are told, and the others are scored.
    """
    blank = [Indicator(id, id, Fraction(0), judged(id, 0).rule, is_open=True) for id in ("a", "b")]
    own = framework(*blank, leaf("c", 10, "weight"), points=Fraction(20))

    assert ["a", "b"] == [one.indicator for one in told(evidence(judged=Pairs()), own)]
    assert ends(10, 10) == points(fit(evidence(judged=Pairs()), own), "total")


def test_adjustments_are_outside_the_sum() -> None:
    """
    What stands beside the total does not make it heavier.
    """
    bonus = branch("bonus", leaf("extra", 2, "0"))
    given = evidence(weights=Pairs.of({"results": Fraction(70)}))

    assert 100 == fit(given, framework(has_adjustable_weights=True, adjustments=(bonus,))).framework.points


def test_constraints_that_break_are_let_go() -> None:
    """
    The weights of a case that break a condition are still scored.
    """
    own = framework(has_adjustable_weights=True, constraints=(condition("effects >= 40"),))
    given = evidence(weights=Pairs.of({"effects": Fraction(35), "pace": Fraction(15), "results": Fraction(60)}), judged=Pairs())

    assert fit(given, own).card is not None


def test_what_cannot_be_mended_is_not_scored() -> None:
    """
    Where nothing more can be taken out, there are no scores.
    """
    given = evidence(weights=Pairs.of({"effects": Fraction(5)}), judged=Pairs())
    own = framework(judged("effects", 40, (Fraction(0), Fraction(40))), has_adjustable_weights=True)

    assert fit(given, own).card is None


def test_a_row_with_an_endless_name_ends_the_scoring() -> None:
    """
    A row whose problem cannot be told apart by its path is not mended.
    """
    given = evolve(UNIT, targets=(*UNIT.targets, evolve(row("验收"), id="x" * 500, weight=Fraction(10**6))))

    assert fit(given, FORM).card is None
