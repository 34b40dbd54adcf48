"""Figures beside their targets that a reviewer should look at."""

from fractions import Fraction

import pytest
from attrs import evolve

from perfrules.audit.remarks.achievement import achievement
from perfrules.audit.report import Report
from perfrules.evidence import Known
from perfrules.framework import Fact
from perfrules.frozen import Pairs
from perfrules.indicator import Split
from tests.audit.reports import Result, line, outlined, report, results, row
from tests.examples import RATE, Field, judged, known, slot, value


def form(*rows: Field, **more: Field) -> Report:
    """A form with these rows."""
    return report(slot("output", 30), targets=rows, **more)


def found(one: Report, *codes: str) -> list[Result]:
    """What is said of the figures."""
    return results(achievement(one), *codes)


@pytest.mark.parametrize(("actual", "told"), [("12.99", []), ("13", ["over-achieved"]), ("26", ["over-achieved"])])
def test_far_more_than_the_target_is_remarkable(actual: str, told: list[str]) -> None:
    """
    From 130 % of its target on, what must be at least that is a remark.
    """
    assert told == [code for code, _, _ in found(form(row("甲", 30, "10", actual)))]


def test_the_share_of_the_target_is_quoted() -> None:
    """
    The remark says target, actual figure and the share, rounded where it does not end.
    """
    whole, rest = row("甲", 15, "10", "26"), row("乙", 15, "3", "4", where="第二页")
    sentences = [one.said("zh") for one in achievement(form(whole, rest))]

    assert "评分表：甲完成值 26，为目标值 10 的 260%，请复核目标是否偏低。" == sentences[0]
    assert "第二页：乙完成值 4，为目标值 3 的 ≈ 133.33%，请复核目标是否偏低。" == sentences[1]


@pytest.mark.parametrize("more", [{"must": "at_most"}, {"must": "equal"}, {"target": "0"}])
def test_only_what_should_be_much_can_be_too_much(more: dict[str, str]) -> None:
    """
    A figure that must be small or equal, or a target of zero, has no share that says anything.
    """
    given = {"target": "10", "actual": "26", **more}

    assert [] == found(form(row("甲", 30, **given)))


def test_a_target_without_an_actual_figure_cannot_be_verified() -> None:
    """
    A target of which nothing is reported cannot be verified, and its weight is at stake.
    """
    (missing,) = achievement(form(row("甲", 30, "4", where="一（二）")))

    assert ("no-actual", "cannot_verify", "一（二）") == (missing.code, missing.verdict, missing.place)
    assert 30 == missing.stake
    assert "一（二）：甲目标值 4，未列示完成值，不能复核。" == missing.said("zh")


def test_an_actual_figure_without_a_target_cannot_be_verified() -> None:
    """
    What was done cannot be judged where no target is given.
    """
    (missing,) = achievement(form(row("甲", None, "", "5")))

    assert ("no-target", "cannot_verify") == (missing.code, missing.verdict)
    assert 0 == missing.stake


def test_a_shared_weight_is_at_stake() -> None:
    """
    A row that has a share of its slot's weight has that at stake.
    """
    own = slot("output", 30, split=Split())
    missing, _ = achievement(report(own, targets=(row("甲", None, "4"), row("乙", None, "4"))))

    assert 15 == missing.stake


@pytest.mark.parametrize(
    "more",
    [
        {"target": "4", "actual_text": "基本完成"},
        {"target": "4", "points": Fraction(3), "must": "graded"},
        {"target": "4", "ratio": Known(Fraction(1))},
        {"actual": "4", "columns": Pairs.of({"share": Known(Fraction(1))})},
        {"target_text": "明显改善"},
    ],
)
def test_words_points_ratios_and_columns_stand_for_a_figure(more: dict[str, Field]) -> None:
    """
    Nothing is missing where words, a person's points, a printed ratio or columns say what became of a target.
    """
    assert [] == found(form(row("甲", 30, **more)), "no-actual", "no-target")


def test_figures_that_all_equal_their_targets_are_remarkable() -> None:
    """
    From three rows on it is strange that each is exactly on its target.
    """
    exact = [row(label, 10, "7", "7") for label in "甲乙丙"]
    (strange,) = achievement(form(*exact))

    assert ("all-on-target", "remark", "targets") == (strange.code, strange.verdict, strange.path)
    assert "3 项指标的完成值都恰等于目标值" in strange.said("zh")
    assert [] == found(form(*exact[:2]))
    assert [] == found(form(*exact, row("丁", 10, "7", "8")))
    assert [] == found(form(*exact[:2], row("丁", 10, "7", "7", must="between")))


@pytest.mark.parametrize(("rate", "told"), [("1", []), ("1.0118", ["over-executed"])])
def test_spending_above_all_is_remarkable(rate: str, told: list[str]) -> None:
    """
    A printed rate of spending above 100 % is a remark; 执行 or 进度 in its label says that it is one.
    """
    facts = Fact("spending", "预算执行率", RATE), Fact("other", "上座率", RATE)
    one = report(judged("a", 3), changes={"facts": facts, "values": ()}, facts=known(spending=rate, other=rate))

    assert told == [code for code, _, _ in found(one)]


def test_a_computed_rate_above_all_is_remarkable() -> None:
    """
    A rate that follows from the facts counts although the report does not print it; one without a value is none.
    """
    values = tuple(
        value(id, formula)
        for id, formula in {
            "执行率": "spent / budget",
            "执行差": "spent - budget",
            "进度": "spent / (budget - budget)",
            "执行": "staff / budget",
            "占比": "spent / budget",
        }.items()
    )
    one = report(judged("a", 3), changes={"values": values}, facts=known(budget=80, spent=90))
    (over,) = achievement(one)

    assert ("over-executed", "values/执行率", "执行率") == (over.code, over.path, over.indicator)
    assert "执行率为 112.5%，超过 100%。" == over.said("zh")


def test_a_target_above_all_is_no_spending() -> None:
    """
    What a row of spending aims at is not looked at, what it reached is.
    """
    target, actual = (Known(Fraction(share), unit=Fraction(1, 100)) for share in ("1.2", "1.1"))
    one = form(evolve(row("资金执行率", 30, unit="%"), target=target, actual=actual))

    assert [("over-executed", "targets/output/资金执行率/actual", "remark")] == found(one)


def test_what_cannot_be_scored_has_no_computed_rates() -> None:
    """
    A table without framework has only printed figures.
    """
    assert [] == found(outlined(line("预算执行率", 10, 10)))
