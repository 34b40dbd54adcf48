"""Problems say where something stands: in the file of a framework, or by its path."""

import pytest

from perfrules.errors import Place
from perfrules.frozen import Pairs
from perfrules.rules import located, problem_at, rule_path
from tests.examples import branch, framework, judged, leaf


def test_a_problem_stands_at_the_nearest_place_above_it() -> None:
    """
    Where a path is not in the file, the problem is shown at what contains it; without a file the framework is named.
    """
    place = Place("a.yaml", 3, 1)
    written = framework(places=Pairs.of({"indicators/a": place}))

    assert "a.yaml:3:1: indicators/a/formula: x" == str(problem_at(written, "error", "weights", "indicators/a/formula", "x"))
    assert "example.small / facts/b: x" == str(problem_at(written, "error", "weights", "facts/b", "x"))


@pytest.mark.parametrize("key", ["bands", "met", "formula"])
def test_a_rule_is_named_by_the_key_that_was_written(key: str) -> None:
    """
    Bands and conditions become formulas, but their author finds them where he wrote them.
    """
    made = framework(leaf("a", 10, "10"), places=Pairs.of({f"indicators/a/{key}": Place("a.yaml", 3, 1)}))

    assert f"indicators/a/{key}" == rule_path(made, made.indicators)


def test_adjustments_stand_behind_indicators() -> None:
    """
    Everything with points is found by its path, adjustments at the end, also what stands below one.
    """
    made = framework(branch("a", judged("b", 10)), adjustments=(branch("more", leaf("c", 2, "2")),))

    assert ["indicators/a", "indicators/a/b", "adjustments/more", "adjustments/more/c"] == [where for where, _ in located(made)]
    assert "adjustments/more/c/formula" == rule_path(made, made.paths["c"])
