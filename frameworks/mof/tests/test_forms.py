"""The national forms and frameworks: their invented cases come out as expected, and `check` finds only what the README lists."""

from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import settings
from perfrules_mof import FUNCTIONS

from perfrules import Rulebook, assess, check, evaluate, parse, read_case
from perfrules.testing import check_framework

CASES = sorted((Path(__file__).parents[1] / "cases").glob("*.yaml"))
RULEBOOK = Rulebook.load(only=["mof"])
FINDINGS = {
    ("mof.department", "2013"): {"not-used"},
    ("mof.project", "2020"): {"not-used", "perhaps-undefined"},
    ("mof.self-evaluation", "2020"): set[str](),
    ("mof.self-evaluation-cost", "2021"): set[str](),
}
"""The codes of what `check` remarks, all of them notes."""
SWEPT = settings(max_examples=1, derandomize=True, database=None)
"""Every edge is met; hardly anything is drawn beside that: the rules of the two forms are the same."""


@pytest.mark.parametrize("id", ["mof.project", "mof.department", "mof.self-evaluation"])
def test_the_framework_keeps_every_law(id: str) -> None:
    """
    On each of its edges, and on drawn evidence.
    """
    check_framework(RULEBOOK.framework(id))


def test_the_form_with_costs_keeps_every_law() -> None:
    """
    On each of its edges.
    """
    check_framework(RULEBOOK.framework("mof.self-evaluation-cost"), settings=SWEPT)


@pytest.mark.parametrize("path", CASES, ids=lambda path: str(path.stem))
def test_a_case_scores_as_expected(path: Path) -> None:
    """
    Its scores, its total, its grade, and what the form prints.
    """
    case = read_case(path, RULEBOOK)
    card = assess(case.framework, case.evidence)

    assert {name: Fraction(text) for name, text in case.expected.scores.items()} == {
        name: card[name].points for name in case.expected.scores
    }
    assert (case.expected.total, case.expected.grade) == (str(card.total), card.grade)
    assert (case.printed.total, case.printed.grade) == (card.whole.points, card.grade)
    assert [row.printed for row in case.evidence.targets] == [card[row.id].points for row in case.evidence.targets]


def test_check_remarks_only_what_is_listed() -> None:
    """
    No errors and no warnings; the notes of the two frameworks without weights are facts about them.
    """
    frameworks = {(one.id, one.edition): RULEBOOK.framework(one.id, edition=one.edition) for one in RULEBOOK.sources}
    found = {key: {(problem.severity, problem.code) for problem in check(one)} for key, one in frameworks.items()}

    assert {key: {("note", code) for code in codes} for key, codes in FINDINGS.items()} == found


@pytest.mark.parametrize(
    ("id", "weights"),
    [
        ("mof.self-evaluation", {"execution": 10, "output": 50, "benefit": 30, "satisfaction": 10}),
        ("mof.self-evaluation-cost", {"execution": 10, "cost": 20, "output": 40, "benefit": 20, "satisfaction": 10}),
    ],
)
def test_the_weights_of_a_form_are_those_of_its_regulation(id: str, weights: dict[str, int]) -> None:
    """
    10, 50, 30, 10; with costs 10, 20, 40, 20, 10.
    """
    assert weights == {one.id: one.weight for one in RULEBOOK.framework(id).indicators}


@pytest.mark.parametrize("id", ["mof.project", "mof.department"])
def test_a_framework_for_reference_leaves_its_weights_open(id: str) -> None:
    """
    Whoever uses it sets them: no number in it weighs anything.
    """
    framework = RULEBOOK.framework(id)

    assert {(True, Fraction(0))} == {(path[-1].is_open, path[-1].weight) for path in framework.paths.values()}
    assert "referenced" == framework.source.basis


@pytest.mark.parametrize(
    ("call", "expected"),
    [
        ("completed(9, 12)", "0.75"),
        ("completed(12, 12)", "1"),
        ("completed(13, 12)", "1"),
        ("completed(-1, 12)", "0"),
        ("completed(0, 0)", "1"),
        ("kept(12, 10)", "10/12"),
        ("kept(10, 10)", "1"),
        ("kept(1, -1)", "0"),
    ],
)
def test_a_shared_ratio_ends_at_all_and_at_nothing(call: str, expected: str) -> None:
    """
    More than the target is the target, less than nothing is nothing, and a limit of 10 that became 12 was kept to 10/12.
    """
    name, _, given = call.partition("(")
    function = next(one for one in FUNCTIONS if one.name == name)
    arguments = dict(zip(function.parameters, (Fraction(one) for one in given.rstrip(")").split(",")), strict=True))

    assert Fraction(expected) == evaluate(parse(function.body), arguments)
