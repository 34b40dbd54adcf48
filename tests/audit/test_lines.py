"""A score table as lines: its numbers by key, from a framework, from a unit's rows, or from an outline."""

from fractions import Fraction

from perfrules.audit.lines import MOST_ADDED, Line, added, below, beside, lower, score_of, table, terms, walk, weight_of
from perfrules.audit.report import Report
from perfrules.formula import parse
from perfrules.formula.evaluate import evaluate
from perfrules.formula.syntax import Name
from perfrules.frozen import Pairs
from perfrules.indicator import Split
from tests.audit.reports import line, outlined, points, printed, report, row
from tests.examples import Field, branch, judged, slot


def lines(one: Report) -> dict[str, Line]:
    """The lines of a report by id."""
    tops = (table(one.case, one.numbers), *beside(one.case, one.numbers))
    return {path[-1].id: path[-1] for top in tops for path in walk(top)}


def test_a_printed_weight_stands_before_that_of_the_framework() -> None:
    """
    A line has the printed weight; one that is not printed has what the document prints otherwise, or the framework's own.
    """
    own = branch("a", judged("b", 3), judged("c", 4, printed_weight=Fraction(5)), judged("d", 6))
    found = lines(report(own, says=printed(points(b=3, c=4))))
    otherwise = lines(report(own))

    assert ("weights/b", "framework/b/weight") == (found["b"].weight, found["b"].declared)
    assert ("weights/c", "framework/c/weight") == (found["c"].weight, found["c"].declared)
    assert ("framework/c/printed_weight", "framework/c/weight") == (otherwise["c"].weight, otherwise["c"].declared)
    assert "framework/d/weight" == found["d"].weight == found["d"].declared


def test_a_line_says_where_it_stands() -> None:
    """
    The place of a line names those above it.
    """
    found = lines(report(branch("a", branch("b", judged("c", 3)))))

    assert ["评分表", "评分表 a", "评分表 a/b"] == [found[id].place for id in "abc"]
    assert "评分表 a/b/c" == lower(found["c"].place, found["c"].label)


def test_rows_stand_below_their_slot_and_group() -> None:
    """
    The target rows of a slot are lines, those of a group below a line of their own; a row that is part of another is none.
    """
    rows = (row("巡防", 6, group="数量"), row("培训", 4), row("夜间", 2, of="output/培训"))
    found = lines(report(slot("output", 10, groups=Pairs.of({"数量": Fraction(6)})), targets=rows))

    assert ["output/数量", "output/培训"] == [one.id for one in found["output"].children]
    assert ("", "framework/output/数量/weight") == (found["output/数量"].weight, found["output/数量"].declared)
    assert "targets/output/巡防/weight" == found["output/巡防"].weight
    assert "output/夜间" not in found


def test_the_place_of_a_row_is_its_own() -> None:
    """
    Where a row says where it stands, that is its place.
    """
    found = lines(report(slot("output", 10), targets=(row("巡防", 6, where="第二页"), row("培训", 4))))

    assert ["第二页", "评分表 output"] == [one.place for one in found["output"].children]


def test_rows_that_share_a_weight_do_not_add_up() -> None:
    """
    Neither a slot that shares its weight out nor one whose rows are not all there must weigh what its rows do.
    """
    shared = slot("shared", 10, split=Split())
    given: dict[str, Field] = {"targets": (row("巡防", slot="shared"),), "incomplete": Pairs.of({"lacking": "缺页"})}
    found = lines(report(shared, slot("lacking", 10), slot("whole", 10), **given))

    assert {"shared": False, "lacking": False, "whole": True} == {id: found[id].adds_up for id in ("shared", "lacking", "whole")}


def test_an_adjustment_may_make_its_own_of_its_children() -> None:
    """
    An adjustment with a formula over its children need not weigh what they do.
    """
    bonus = branch("bonus", judged("honours", 3), judged("thanks", 2), weight=4, formula="min(subtotal, 4)")
    plain = branch("plain", judged("other", 3))
    found = lines(report(judged("a", 10), changes={"adjustments": (bonus, plain)}))

    assert (False, True) == (found["bonus"].adds_up, found["plain"].adds_up)


def test_an_outline_has_its_own_numbers() -> None:
    """
    The lines of an outline carry its weights, scores and rule points; what stands under `printed` fills in.
    """
    one = outlined(
        line("决策", None, None, line("目标", 8, 7, rule_points=Fraction(6))), says=printed(points(决策=8), points(决策=7), 97)
    )
    found = lines(one)

    assert ("weights/决策", "scores/决策", "") == (found["决策"].weight, found["决策"].score, found["决策"].rule_points)
    assert ("outline/目标/weight", "outline/目标/score") == (found["目标"].weight, found["目标"].score)
    assert "outline/目标/rule_points" == found["目标"].rule_points
    assert ("", "scores/total") == (found["total"].weight, found["total"].score)


def test_a_framework_without_scores_has_no_weights() -> None:
    """
    Where a framework gives no scores, only printed weights count.
    """
    unscored = {"is_scored": False, "points": Fraction(0)}
    found = lines(report(judged("a", 0), judged("b", 0), says=printed(points(b=3)), changes=unscored))

    assert ["", "weights/b", ""] == [found[id].weight for id in ("a", "b", "total")]


def test_a_line_without_a_number_is_worth_what_stands_below_it() -> None:
    """
    An open weight is that of its children, and so is a score that is not printed; where one is not known there is none.
    """
    children = Line("b", "b", "", "wb", "sb"), Line("c", "c", "", "wc")
    whole = Line("a", "a", "", children=children)

    assert parse("wb + wc") == weight_of(whole)
    assert score_of(whole) is None
    assert below(children[0], weight_of) is None
    assert Name("sb") == score_of(children[0])


def test_a_long_sum_is_a_sum_of_sums() -> None:
    """
    However many terms are added, the formula stays shallow and is worth the same.
    """
    names = [f"x{number}" for number in range(MOST_ADDED * 3)]
    found = added([Name(name) for name in names])

    assert tuple(names) == terms(found)
    assert 3 * MOST_ADDED == evaluate(found, {name: Fraction(1) for name in names})


def test_a_slot_without_rows_has_no_children() -> None:
    """
    A slot without rows is a line without children.
    """
    assert () == lines(report(slot("output", 10)))["output"].children
