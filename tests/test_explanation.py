"""Explanations: from the clause to the points, each step a line, with the numbers that recompute."""

from datetime import date
from fractions import Fraction

import pytest
from attrs import evolve

from perfrules.errors import UnknownIndicatorError
from perfrules.evidence import Known
from perfrules.explanation import displayed, explain
from perfrules.formula import parse
from perfrules.framework import Fact, Show
from perfrules.frozen import Pairs
from perfrules.indicator import Source
from perfrules.phrases import Language
from perfrules.scorecard import Scorecard
from tests.assess.cards import card
from tests.examples import AMOUNT, CHOICE, branch, function, judged, judgements, known, leaf, readings, value

PERCENT = Show("half_up", Fraction(1, 10000), percent=True)
SHARE = value("share", "spent / budget", show=PERCENT)


def steps(found: Scorecard, id: str = "a", language: Language = "zh") -> list[str]:  # the field's word
    """The lines below the label."""
    return list(explain(found, id, language).steps)


def test_a_computed_leaf_is_explained_from_clause_to_points() -> None:
    """
    Clause, source, value, each step of the rule, and the points.
    """
    source = Source(document="评分表 第 3 行", basis="inferred")
    rule = leaf("a", 10, "rounded(min(share, 1) * weight)", clause="执行率 × 10 分。", source=source)

    found = card(rule, changes={"values": (SHARE,)}, facts=known(spent=1, budget=3))

    assert [
        "评分标准：执行率 × 10 分",
        "依据：评分表 第 3 行",
        "此项规则由列示的数字推断",
        "share = 执行数 ÷ 预算数 = 1 ÷ 3 ≈ 33.33%",
        "得分 = 截尾(取小(share, 1) × 分值, 0.01)",
        "  = 截尾(取小(0.333333…, 1) × 10, 0.01)",
        "  = 截尾(0.333333… × 10, 0.01)",
        "  = 截尾(3.333333…, 0.01)",
        "  = 3.33",
        "满分 10 分，得 3.33 分，扣 6.67 分",
    ] == steps(found)


def test_an_explanation_has_a_text_and_a_formula() -> None:
    """
    The text is the label with the steps below it, the formula is typeset with labels.
    """
    rule = evolve(leaf("a", 2, "rounded(min(progress, 1) * weight)"), label="执行")

    found = explain(card(rule, facts=known(progress=1)), "a")

    assert found.text.startswith("执行\n  得分 = ")
    assert r"\operatorname{截尾}\left(\min\left(\text{支出进度}, 1\right) \times \text{分值}, 0.01\right)" == found.latex


def test_only_a_function_that_names_a_rounding_is_written_as_one() -> None:
    """
    A function of the framework that does more keeps its own name.
    """
    twice = (function("twice", "x", "cut(x * 2, 0.01)"), function("later", "x y", "y"))

    found = card(leaf("a", 2, "later(1, twice(min(progress, 1)))"), changes={"functions": twice}, facts=known(progress=1))

    assert "得分 = later(1, twice(取小(支出进度, 1)))" == steps(found)[0]


def test_numbers_keep_their_printed_zeros() -> None:
    """
    What was printed as 27.40% or 12.50 is quoted so; what was read in another form is quoted exactly.
    """
    facts = {
        "progress": Known(Fraction("0.274"), "27.40％", decimals=2),
        "budget": Known(Fraction("12.5"), "12.50 万元", decimals=2),
        "spent": Known(Fraction(3), "3 万元"),
    }
    rule = leaf("a", 2, "1 if progress < spent / budget else 2")
    ratio = evolve(rule, rule=leaf("a", 2, "1 if progress < 0.5 and spent < budget else 2").rule)

    assert ["支出进度 < 执行数 ÷ 预算数：27.40% < 3 ÷ 12.50，不成立"] == steps(card(rule, facts=Pairs.of(facts)))[:1]
    assert ["支出进度 < 50%：27.40% < 50%，成立", "执行数 < 预算数：3 < 12.50，成立"] == steps(
        card(ratio, facts=Pairs.of(facts))
    )[:2]


def test_a_ratio_given_as_a_number_is_quoted_in_percent() -> None:
    """
    A rate of 0.2740 is quoted as 27.4%: the zeros of another form are not carried over.
    """
    found = card(
        leaf("a", 2, "1 if progress < 0.5 else 2"), facts=Pairs.of({"progress": Known(Fraction("0.274"), "0.2740", decimals=4)})
    )

    assert "支出进度 < 50%：27.4% < 50%，成立" == steps(found)[0]


def test_states_are_called_by_the_label_of_their_own_fact() -> None:
    """
    Two facts can have states of one id: each is called as its fact calls it.
    """
    other = evolve(CHOICE, states=(("on_time", "如期"), ("none", "没有")))
    changes = {"facts": (Fact("first", "甲", CHOICE), Fact("second", "乙", other)), "values": ()}
    rule = leaf("a", 2, "2 if first == on_time and second == on_time else 1")

    found = card(rule, changes=changes, facts=known(first=0, second=1))

    assert ["甲 = 按时：按时 = 按时，成立", "乙 = 如期：没有 = 如期，不成立"] == steps(found)[:2]
    assert ["first = on_time: 按时 = on_time holds", "second = on_time: 没有 = on_time does not hold"] == steps(
        found, language="en"
    )[:2]


def test_a_label_is_never_taken_for_a_sign() -> None:
    """
    Blanks, strokes and words in labels stay as they are.
    """
    changes = {"facts": (Fact("x", "GDP / 人 and 其他 * 项", AMOUNT),), "values": ()}

    found = card(leaf("a", 2, "1 if not (x * 2 >= 1 or x > 5) else 2"), changes=changes)

    assert "得分 = 若 非 (GDP / 人 and 其他 * 项 × 2 ≥ 1 或 GDP / 人 and 其他 * 项 > 5)，则 1；否则 2" == steps(found)[0]


def test_a_gap_says_what_is_known_and_what_is_missing() -> None:
    """
    The rule stands in symbols, then what is known, what is missing, and the limits.
    """
    found = card(
        leaf("a", 3, "weight if misuse or disclosure == on_time else 1 if disclosure == late else 0"), facts=known(disclosure=1)
    )

    assert [
        "得分 = 若 存在违规支出 或 公开情况 = 按时，则 分值；否则 若 公开情况 = 逾期，则 1；否则 0",
        "已知：公开情况 逾期",
        "缺少：存在违规支出",
        "满分 3 分，得分在 1 至 3 之间",
    ] == steps(found)


def test_a_certain_score_says_what_does_not_matter() -> None:
    """
    Where missing facts cannot change the points, they are named.
    """
    found = card(leaf("a", 3, "weight if misuse or disclosure == on_time else 0"), facts=known(disclosure=0))

    assert ["已知：公开情况 按时", "无论存在违规支出如何，得分不变", "满分 3 分，得 3 分"] == steps(found)[1:]


def test_a_missing_input_leaves_the_value_in_symbols() -> None:
    """
    A value that cannot be computed is written with labels only.
    """
    found = card(leaf("a", 3, "3 if share > 0.5 else 1"), changes={"values": (SHARE,)}, facts=known(spent=3))

    assert ["share = 执行数 ÷ 预算数", "得分 = 若 share > 50%，则 3；否则 1", "已知：执行数 3 万元", "缺少：预算数"] == steps(
        found
    )[:-1]


def test_a_printed_ratio_and_its_spread_are_told() -> None:
    """
    A stand-in is named with its printed text, and how far its rounding can move the points.
    """
    rule = leaf("a", 3, "3 if share < 0.9 else 2")
    values = Pairs.of({"share": Known(Fraction("0.9"), "90.0%", decimals=1, unit=Fraction(1, 1000))})

    found = card(rule, changes={"values": (SHARE,)}, values=values)

    assert [
        "share按报告列示的 90.0% 计算，其原始数据未提供",
        "share < 90%：90.0% < 90%，不成立",
        "得分 = 2",
        "列示比率如经四舍五入或截位，得分在 2 至 3 之间",
        "满分 3 分，得 2 分，扣 1 分",
    ] == steps(found)


def test_a_ratio_from_a_program_is_quoted_as_a_number() -> None:
    """
    A stand-in that nobody printed is quoted in the form of its value.
    """
    found = card(
        leaf("a", 3, "3 if share < 0.9 else 2"), changes={"values": (SHARE,)}, values=Pairs.of({"share": Known(Fraction("0.9"))})
    )

    assert "share按报告列示的 90% 计算，其原始数据未提供" == steps(found)[0]


def test_values_are_told_the_innermost_first() -> None:
    """
    A value stands after those that it names, with the interpretation that was adopted.
    """
    inner = value("inner", "staff / 100", {"按五十": "staff / 50"})
    outer = value("outer", "1 - inner")

    found = card(
        leaf("a", 3, "3 if outer > inner else 2"),
        changes={"values": (outer, inner)},
        facts=known(staff=10),
        interpretations=Pairs.of({"inner": "按五十"}),
    )

    assert ["inner = 在编人数 ÷ 50 = 10 ÷ 50 = 0.2", "采用的理解：按五十", "outer = 1 - inner = 1 - 0.2 = 0.8"] == steps(found)[
        :3
    ]


def test_an_undefined_value_ends_where_it_divides() -> None:
    """
    The value and the rule stop at the division by zero, and no points are given.
    """
    found = card(leaf("a", 3, "3 if share < 0.9 else 2"), changes={"values": (SHARE,)}, facts=known(spent=0, budget=0))

    assert [
        "share = 执行数 ÷ 预算数 = 0 ÷ 0，分母为零，没有数值",
        "得分 = 若 share < 90%，则 3；否则 2",
        "已知：预算数 0 万元、执行数 0 万元",
        "分母为零，不能计算得分",
        "满分 3 分，得分在 0 至 3 之间",
    ] == steps(found)


def test_a_rule_that_divides_by_zero_shows_its_numbers() -> None:
    """
    The last line of the rule is what divides by zero.
    """
    found = card(leaf("a", 3, "cut(min(spent / budget, 1) * 3, 0.01)"), facts=known(spent=2, budget=0))

    assert ["  = 截尾(取小(2 ÷ 0, 1) × 3, 0.01)", "分母为零，不能计算得分"] == steps(found)[1:3]


def test_a_judgement_is_told_with_its_rule() -> None:
    """
    Who gave how many points and why, and what the rule made of them.
    """
    found = card(judged("a", 5, "all_or_nothing", "cut(judged / 2, 0.01)"), judged=judgements(a=5))

    assert [
        "得分 = 截尾(评定分 ÷ 2, 0.01)",
        "  = 截尾(5 ÷ 2, 0.01)",
        "  = 截尾(2.5, 0.01)",
        "  = 2.5",
        "复核评定 5 分：抽查",
    ] == steps(found)[:-1]


def test_what_is_not_judged_says_so() -> None:
    """
    Without a judgement and without facts both are asked for.
    """
    found = card(judged("a", 5, "any", "0 if misuse else judged"))

    assert ["尚待评定", "缺少：存在违规支出"] == steps(found)[1:3]


@pytest.mark.parametrize(
    ("printed", "expected"),
    [("4", "按报告列示的得分计，现有数据不能复核（可能范围 0 至 5）"), ("7", "报告列示 7 分，与已知数据不符")],
)
def test_a_printed_score_is_told_with_what_is_possible(printed: str, expected: str) -> None:
    """
    Taken over or not, the reader learns why.
    """
    assert expected == steps(card(judged("a", 5), stated=Pairs.of({"a": Fraction(printed)})))[0]


def test_what_does_not_apply_says_why() -> None:
    """
    The rule stands in symbols, and the reason below it.
    """
    found = card(
        leaf("a", 5, "5 if misuse else 0", not_applicable="full"),
        facts=known(misuse=False),
        not_applicable=Pairs.of({"a": "无此项"}),
    )

    assert ["得分 = 若 存在违规支出，则 5；否则 0", "已知：存在违规支出 否", "不适用：无此项", "满分 5 分，得 5 分"] == steps(
        found
    )


VETO = branch("b", judged("j", 3), judged("k", 2), formula="0 if misuse else subtotal")


def test_a_branch_adds_up_its_children() -> None:
    """
    Points, and limits in brackets where they are open.
    """
    found = card(branch("b", judged("j", 3), judged("k", 2)), judged=judgements(j=1))

    assert ["小计 = 1 + [0, 2]", "满分 5 分，得分在 1 至 3 之间"] == steps(found, "b")


def test_a_branch_formula_quotes_the_subtotal() -> None:
    """
    Conditions, then the subtotal of the children.
    """
    found = card(VETO, facts=known(misuse=False), judged=judgements(j=1, k=2))

    assert ["存在违规支出：否", "得分 = 小计", "  = 3", "满分 5 分，得 3 分，扣 2 分"] == steps(found, "b")


def test_a_veto_over_open_children_is_explained() -> None:
    """
    What the veto never reaches need not be known.
    """
    assert ["存在违规支出：是", "得分 = 0", "满分 5 分，得 0 分，扣 5 分"] == steps(card(VETO, facts=known(misuse=True)), "b")


def test_a_branch_says_what_its_own_rule_lacks() -> None:
    """
    A missing fact of the rule is missing, or does not matter.
    """
    assert ["缺少：存在违规支出"] == steps(card(VETO), "b")[1:2]
    assert ["无论存在违规支出如何，得分不变"] == steps(card(VETO, judged=judgements(j=0, k=0)), "b")[1:2]


def test_the_total_is_explained() -> None:
    """
    `total` adds up the top, or follows its formula, which sees every id.
    """
    changes = {"total": parse("min(subtotal, 59) if misuse and j >= 1 else subtotal")}

    found = card(branch("t", judged("j", 100)), changes=changes, facts=known(misuse=True), judged=judgements(j=80))

    assert ["存在违规支出：是", "j ≥ 1：80 ≥ 1，成立", "得分 = 取小(小计, 59)", "  = 取小(80, 59)", "  = 59"] == steps(
        found, "total"
    )[:-1]
    assert "小计 = 80" == steps(card(judged("j", 100), judged=judgements(j=80)), "total")[0]


def test_an_adopted_reading_is_named() -> None:
    """
    The interpretation that gave the points stands below the rule.
    """
    found = card(leaf("a", 3, "3", {"从严": "1"}), interpretations=Pairs.of({"a": "从严"}))

    assert ["得分 = 1", "采用的理解：从严"] == steps(found)[:2]


def test_dates_are_quoted_as_days() -> None:
    """
    A date stands as a day, and the literal as its author wrote it.
    """
    found = card(leaf("a", 3, "3 if finished <= date(2023, 12, 31) else 0"), facts=known(finished=date(2023, 12, 31).toordinal()))

    assert "完成日期 ≤ date(2023, 12, 31)：2023-12-31 ≤ date(2023, 12, 31)，成立" == steps(found)[0]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        (Source(basis="assumed"), ["此项规则为推定，文件未写明"]),
        (Source(document="评分表 第 3 行"), ["依据：评分表 第 3 行"]),
        (None, []),
    ],
)
def test_a_rule_says_what_it_rests_on(source: Source | None, expected: list[str]) -> None:
    """
    The document is named, and a rule that no document states is marked.
    """
    found = card(judged("a", 3, source=source))

    assert expected == steps(found)[:-2]


def test_an_english_explanation_keeps_ids() -> None:
    """
    In English every name is an id, and the rule reads from points to condition.
    """
    found = card(leaf("a", 3, "weight if misuse else 1 if staff > 5 else 0"))

    assert [
        "points = weight if misuse; otherwise 1 if staff > 5; otherwise 0",
        "missing: misuse, staff",
        "between 0 and 3 of 3 points",
    ] == steps(found, language="en")


def test_an_unknown_indicator_is_refused() -> None:
    """
    An id that the framework does not have raises.
    """
    with pytest.raises(UnknownIndicatorError):
        explain(card(judged("a", 5)), "b")


@pytest.mark.parametrize(
    ("number", "show", "expected"),
    [
        (Fraction(1, 3), None, "0.333333…"),
        (Fraction(35, 81), PERCENT, "43.21%"),
        (Fraction("0.5"), PERCENT, "50.00%"),
        (Fraction("12.9"), Show("cut", Fraction(1)), "12"),
        (Fraction("-2.5"), Show("half_up", Fraction(1)), "-3"),
        (Fraction("2.5"), Show("half_even", Fraction(1)), "2"),
    ],
)
def test_a_value_is_printed_as_its_framework_says(number: Fraction, show: Show | None, expected: str) -> None:
    """
    Cut or rounded to a step, bare or in percent.
    """
    assert expected == displayed(number, show)


def test_an_adopted_reading_of_a_judged_leaf_or_a_branch_is_named() -> None:
    """
    Whatever gives the points, the interpretation of its rule stands below the rule.
    """
    rule = judged("a", 4, "any", "judged", interpretations=readings({"减半": "cut(judged / 2, 0.01)"}))
    top = branch("b", rule, formula="subtotal", interpretations=readings({"封顶": "min(subtotal, 1)"}))

    found = card(top, judged=judgements(a=4), interpretations=Pairs.of({"a": "减半", "b": "封顶"}))

    assert ["采用的理解：减半", "复核评定 4 分：抽查", "满分 4 分，得 2 分，扣 2 分"] == steps(found)[-3:]
    assert ["采用的理解：封顶", "满分 4 分，得 1 分，扣 3 分"] == steps(found, "b")[-2:]


def test_below_a_statement_the_points_are_counted_above() -> None:
    """
    A child that nobody judged is part of the printed score of the branch; below a branch that does not apply it does not.
    """
    rule = branch("b", judged("a", 3), judged("j", 2), not_applicable="zero")

    assert ["计入上级指标", "满分 3 分，得分在 0 至 3 之间"] == steps(card(rule, stated=Pairs.of({"b": Fraction(3)})))
    assert "不适用：无此项" == steps(card(rule, not_applicable=Pairs.of({"b": "无此项"})))[0]


STAFFING = value("part", "staff / 300", show=PERCENT)


@pytest.mark.parametrize(
    ("staff", "expected"),
    [
        (100, "part < 50%：33.33% < 50%，成立"),
        (149, "part < 50%：49.67% < 50%，成立"),
    ],
)
def test_a_condition_quotes_a_value_as_it_is_printed(staff: int, expected: str) -> None:
    """
    A value with a way of being printed is quoted so where it decides.
    """
    found = card(leaf("a", 2, "1 if part < 0.5 else 2"), changes={"values": (STAFFING,)}, facts=known(staff=staff))

    assert expected == steps(found)[1]


def test_a_printed_form_that_hides_the_decision_gives_way_to_the_number() -> None:
    """
    33.333…% lies above 33.33 %, which its printed form would deny.
    """
    found = card(leaf("a", 2, "1 if part > 0.3333 else 2"), changes={"values": (STAFFING,)}, facts=known(staff=100))

    assert "part > 33.33%：33.333333…% > 33.33%，成立" == steps(found)[1]


def test_a_condition_that_divides_by_a_printed_zero_quotes_the_number() -> None:
    """
    A value that is printed as zero is not zero.
    """
    small = value("part", "staff / 100000", show=PERCENT)
    found = card(leaf("a", 2, "1 if 1 / part > 5 else 2"), changes={"values": (small,)}, facts=known(staff=1))

    assert "1 ÷ part > 5：1 ÷ 0.001% > 5，成立" == steps(found)[1]


def test_a_line_of_points_has_no_percentages() -> None:
    """
    In the arithmetic of points a rate is a number, in that of a value that is printed in percent a percentage.
    """
    mean = value("mean", "(progress + 0.5 + min(1 - progress, 0.2)) / 2", show=PERCENT)
    facts = Pairs.of({"progress": Known(Fraction("0.274"), "27.40%", decimals=2)})
    found = card(leaf("a", 2, "cut(min(mean, 1) * progress, 0.01)"), changes={"values": (mean,)}, facts=facts)

    written = "(支出进度 + 50% + 取小(100% - 支出进度, 20%)) ÷ 2 = (27.40% + 50% + 取小(100% - 27.40%, 20%)) ÷ 2"
    assert f"mean = {written} = 48.70%" == steps(found)[0]
    assert "  = 截尾(取小(0.487, 1) × 0.274, 0.01)" == steps(found)[2]
