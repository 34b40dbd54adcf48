"""Deductions: a sentence for each loss, whose numbers recompute, and which add up to what the total lacks."""

from decimal import Decimal
from fractions import Fraction

from attrs import evolve

from perfrules.assess import assess
from perfrules.deduction import Deduction, deductions
from perfrules.evidence import Judgement, Known
from perfrules.formula import parse
from perfrules.frozen import Pairs
from perfrules.scorecard import Scorecard
from tests.assess.cards import card
from tests.examples import branch, evidence, framework, judged, judgements, known, leaf, readings, value

SHARE = value("share", "spent / budget")


def lost(found: Scorecard) -> dict[str, str]:
    """The points that each indicator lost."""
    return {one.id: str(one.points) for one in deductions(found)}


def sentence(found: Scorecard) -> str:
    """The sentence of the only deduction."""
    (one,) = deductions(found)
    return one.sentence


def test_full_points_need_no_sentence() -> None:
    """
    Nothing is said about an indicator with its full weight.
    """
    assert () == deductions(card(judged("a", 5), judged=judgements(a=5)))


def test_a_computed_loss_quotes_rule_numbers_and_place() -> None:
    """
    Value, arithmetic, place in the report and clause follow the points.
    """
    rule = leaf("a", 10, "rounded(min(rate, 1) * weight)", clause="执行率 × 10 分。")
    facts = Pairs.of(
        {"budget": Known(Fraction(8), "8.00 万元", "表 1", decimals=2), "spent": Known(Fraction(6), "6 万元", "表 2")}
    )

    found = deductions(card(rule, facts=facts))

    expected = (
        "a：扣 2.5 分（满分 10 分，得 7.5 分）；rate = 执行数 ÷ 预算数 = 6 ÷ 8.00 = 0.75；"
        "得分 = 截尾(取小(0.75, 1) × 10, 0.01) = 截尾(7.5, 0.01) = 7.5；数据出处：表 1、表 2；评分标准：执行率 × 10 分。"
    )
    assert (Deduction("a", Decimal("2.5"), expected),) == found


def test_a_band_names_the_bound_that_was_missed() -> None:
    """
    The last two conditions stand in the sentence: why not more, and why not less.
    """
    rule = leaf("a", 6, "6 if progress >= 0.95 else 4 if progress >= 0.9 else 2 if progress >= 0.8 else 1")

    found = card(rule, facts=Pairs.of({"progress": Known(Fraction("0.9"), "90.00%", decimals=2)}))

    assert (
        "a：扣 2 分（满分 6 分，得 4 分）；支出进度 ≥ 95%：90.00% ≥ 95%，不成立；支出进度 ≥ 90%：90.00% ≥ 90%，成立。"
        == sentence(found)
    )


def test_a_judged_loss_names_who_gave_what() -> None:
    """
    Name, points and reason stand in the sentence, without doubled marks.
    """
    given = Pairs.of({"a": Judgement(Fraction(3), "复核组", "抽查凭证 30 份，2 份不合规。")})

    assert "a：扣 2 分（满分 5 分，得 3 分）；复核组评定 3 分：抽查凭证 30 份，2 份不合规。" == sentence(
        card(judged("a", 5), judged=given)
    )


def test_a_veto_over_a_judgement_is_said() -> None:
    """
    Where a rule takes what a person gave, the sentence says both.
    """
    found = card(judged("a", 5, "any", "0 if misuse else judged"), facts=known(misuse=True), judged=judgements(a=5))

    assert "a：扣 5 分（满分 5 分，得 0 分）；复核评定 5 分：抽查；存在违规支出：是。" == sentence(found)


def test_a_stated_loss_says_that_nothing_confirms_it() -> None:
    """
    A printed score that lost points has no arithmetic.
    """
    found = card(judged("a", 5), stated=Pairs.of({"a": Fraction("4.5")}))

    assert "a：扣 0.5 分（满分 5 分，得 4.5 分）；报告列示得分 4.5 分，现有数据不足以复核。" == sentence(found)


def test_what_does_not_apply_says_why() -> None:
    """
    An indicator worth nothing because it does not apply gives the reason.
    """
    found = card(judged("a", 5, not_applicable="zero"), not_applicable=Pairs.of({"a": "本年度无此项"}))

    assert "a：扣 5 分（满分 5 分，得 0 分）；不适用：本年度无此项。" == sentence(found)


def test_a_certain_loss_names_what_does_not_matter() -> None:
    """
    Points that are certain whatever a fact is say what is known and what is not.
    """
    rule = leaf("a", 3, "0 if misuse and staff < 5 else 1")

    assert "a：扣 2 分（满分 3 分，得 1 分）；已知：在编人数 46 人；无论存在违规支出如何，得分不变。" == sentence(
        card(rule, facts=known(staff=46))
    )


def test_an_adopted_reading_is_named() -> None:
    """
    The sentence says which interpretation gave the points.
    """
    found = card(leaf("a", 3, "3", {"从严": "1"}), interpretations=Pairs.of({"a": "从严"}))

    assert "a：扣 2 分（满分 3 分，得 1 分）；采用的理解：从严。" == sentence(found)


def test_an_adopted_reading_of_a_judged_leaf_or_a_branch_is_named() -> None:
    """
    Points that a judgement or a branch lost by an adopted interpretation name it too.
    """
    rule = judged("a", 4, "any", "judged", interpretations=readings({"减半": "cut(judged / 2, 0.01)"}))
    top = branch("b", rule, formula="subtotal", interpretations=readings({"封顶": "min(subtotal, 1)"}))

    found = deductions(card(top, judged=judgements(a=4), interpretations=Pairs.of({"a": "减半", "b": "封顶"})))

    assert ["采用的理解：封顶。", "采用的理解：减半。"] == [one.sentence[-9:] for one in found]


def test_a_printed_ratio_is_named_with_its_place() -> None:
    """
    The sentence says that the ratio was taken as printed, and where it stands.
    """
    rule = leaf("a", 3, "3 if share < 0.9 else 2")
    values = Pairs.of({"share": Known(Fraction("0.95"), "95%", "评分表")})

    found = card(rule, changes={"values": (SHARE,)}, values=values)

    expected = "a：扣 1 分（满分 3 分，得 2 分）；share按报告列示的 95% 计算，其原始数据未提供；share < 0.9：0.95 < 0.9，不成立；"
    assert expected + "数据出处：评分表。" == sentence(found)


VETO = branch("b", leaf("a", 2, "weight if staff > 5 else 1"), judged("j", 3), formula="0 if misuse else subtotal")


def test_a_branch_speaks_for_what_its_rule_takes() -> None:
    """
    A veto takes what is left after the losses below, and the sentence says so.
    """
    found = deductions(card(VETO, facts=known(misuse=True, staff=1), judged=judgements(j=3)))

    assert [
        ("b", Decimal(4), "b：扣 4 分（满分 5 分，得 0 分，另 1 分已在下级指标扣减）；存在违规支出：是。"),
        ("a", Decimal(1), "a：扣 1 分（满分 2 分，得 1 分）；在编人数 > 5：1 > 5，不成立。"),
    ] == [(one.id, one.points, one.sentence) for one in found]


def test_a_veto_takes_open_points_too() -> None:
    """
    Where the veto is certain and the children are open, the branch lost everything.
    """
    assert {"b": "5"} == lost(card(VETO, facts=known(misuse=True)))


def test_a_branch_at_nothing_whatever_the_veto_says_so() -> None:
    """
    A branch whose children have nothing lost it below, not by its rule.
    """
    found = card(
        branch("b", judged("j", 3), judged("k", 2), formula="0 if misuse else min(subtotal, 1)"), judged=judgements(j=0, k=0)
    )

    assert {"j": "3", "k": "2"} == lost(found)


def test_a_rule_that_caps_whatever_is_missing_is_explained() -> None:
    """
    A branch that loses points by its rule although a fact is missing says that the fact does not matter.
    """
    rule = branch("b", judged("j", 3), formula="min(subtotal, 1) if staff > 5 else min(subtotal, 1)")

    found = {one.id: one.sentence for one in deductions(card(rule, judged=judgements(j=3)))}

    assert {"b": "b：扣 2 分（满分 3 分，得 1 分）；无论在编人数如何，得分不变。"} == found


def test_where_a_rule_gives_points_back_the_branch_speaks_alone() -> None:
    """
    Losses that a branch makes good are not counted.
    """
    rule = branch("b", judged("j", 3), judged("k", 3), formula="min(subtotal + 1, 5)")

    assert {"b": "2"} == lost(card(rule, judged=judgements(j=2, k=1)))


def test_a_stated_branch_keeps_the_losses_of_its_computed_children() -> None:
    """
    What a computed child lost stands at the child; the branch speaks for the rest.
    """
    rule = branch("b", leaf("a", 2, "weight if staff > 5 else 1"), judged("j", 3))

    assert {"b": "1", "a": "1"} == lost(card(rule, facts=known(staff=1), stated=Pairs.of({"b": Fraction(3)})))
    assert {"a": "1"} == lost(card(rule, facts=known(staff=1), stated=Pairs.of({"b": Fraction(4)})))


def test_open_points_are_not_lost() -> None:
    """
    A gap loses nothing yet; a certain loss beside it does.
    """
    rule = branch("b", leaf("a", 2, "weight if staff > 5 else 1"), judged("j", 3))

    assert {"a": "1"} == lost(card(rule, facts=known(staff=1)))


def test_the_total_speaks_for_its_own_formula() -> None:
    """
    What the formula of the total takes stands under `total`.
    """
    changes = {"total": parse("min(subtotal, 59) if misuse else subtotal")}

    found = deductions(card(judged("a", 100), changes=changes, facts=known(misuse=True), judged=judgements(a=80)))

    assert [
        (
            "total",
            "总分：扣 21 分（满分 100 分，得 59 分，另 20 分已在下级指标扣减）；存在违规支出：是；得分 = 取小(80, 59) = 59。",
        ),
        ("a", "a：扣 20 分（满分 100 分，得 80 分）；复核评定 80 分：抽查。"),
    ] == [(one.id, one.sentence) for one in found]


def test_an_english_sentence_names_ids() -> None:
    """
    In English the ids stand for the labels.
    """
    rule = evolve(leaf("a", 3, "3 if progress >= 0.5 else 1"), label="预算执行")

    (found,) = deductions(card(rule, facts=known(progress="0.4")), "en")

    assert "a: 2 lost (1 of 3 points); progress ≥ 50%: 40% ≥ 50% does not hold." == found.sentence


def test_deductions_stand_in_reading_order() -> None:
    """
    A branch stands before its children, indicators as in the framework.
    """
    facts = known(budget=200, spent=100, staff=60, progress="0.5", misuse=True, disclosure=1, finished=1)

    found = lost(assess(framework(), evidence(facts=facts)))

    assert ["management", "execution", "openness", "staffing", "pace", "effects"] == list(found)
