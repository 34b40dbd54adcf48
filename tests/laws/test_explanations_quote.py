"""An explanation ends with the score that it explains."""

from hypothesis import given

from perfrules import number
from perfrules.explanation import explain
from perfrules.indicator import Indicator
from perfrules.score import Score
from perfrules.scorecard import whole
from tests.laws.units import Unit, units


def expected(indicator: Indicator, score: Score) -> str:
    """How the last line ends, from the numbers alone."""
    weight, least, most = (number.plain(points) for points in (indicator.weight, score.least, score.most))
    if score.points is None:
        return f"满分 {weight} 分，得分在 {least} 至 {most} 之间"
    lost = indicator.weight - score.points
    return f"满分 {weight} 分，得 {least} 分" + (f"，扣 {number.plain(lost)} 分" if lost else "")


@given(units())
def test_the_last_line_quotes_the_score(unit: Unit) -> None:
    """
    Each indicator's explanation, and the total's, ends with its points or its limits.
    """
    card = unit.card()
    indicators = [*(path[-1] for path in unit.framework.paths.values()), whole(unit.framework)]

    assert [expected(one, card[one.id]) for one in indicators] == [explain(card, one.id).steps[-1] for one in indicators]


@given(units())
def test_the_steps_of_a_computed_leaf_end_in_its_points(unit: Unit) -> None:
    """
    Where a rule is shown with its numbers, its last line is the number that was scored.
    """
    card = unit.card()
    shown = {one: explain(card, one, "en").steps for one, score in card.scores.items() if score.kind == "computed"}
    ends = {one: [step for step in steps if step.startswith("  = ")][-1:] for one, steps in shown.items()}

    assert {} == {one: end for one, end in ends.items() if end and end != [f"  = {number.plain(card[one].least)}"]}
