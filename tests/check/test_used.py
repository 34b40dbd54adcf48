"""What no formula uses is noticed."""

from fractions import Fraction

from perfrules.check import check
from perfrules.indicator import Indicator, Unscored
from tests.examples import FACTS, framework, function, leaf, value


def test_declarations_that_nothing_uses_are_notes() -> None:
    """
    Facts, values and functions are used if a formula, another reading, or a function names them.
    """
    made = framework(
        leaf("a", 10, "outer(progress) * weight", {"另": "weight if misuse else 0"}),
        values=(value("idle", "1"),),
        functions=(
            function("inner", "x", "min(x, 1)"),
            function("outer", "x", "cut(inner(x), 0.001)"),
            function("idle_too", "x y", "x"),
        ),
    )

    assert [fact.id for fact in FACTS if fact.id not in {"progress", "misuse"}] + ["idle", "idle_too(x, y)"] == [
        problem.path.rpartition("/")[2] for problem in check(made) if problem.code == "not-used"
    ]
    assert {"note"} == {problem.severity for problem in check(made)}


def test_values_are_of_use_where_nothing_is_scored() -> None:
    """
    Without scores the values are what is computed; facts that no value names are still noticed.
    """
    made = framework(Indicator("a", "a", Fraction(0), Unscored()), is_scored=False, points=Fraction(0), functions=())

    assert {"facts"} == {problem.path.removeprefix("example.small / ").partition("/")[0] for problem in check(made)}
    assert not any(problem.path.endswith(("spent", "budget")) for problem in check(made))
