"""The forms of provinces and platforms: each is the national one with a few lines changed; its case comes out as expected."""

from fractions import Fraction
from importlib.resources import files
from pathlib import Path

import attrs
import pytest
from hypothesis import settings

from perfrules import Rulebook, assess, check, read_case
from perfrules.case import Case
from perfrules.testing import check_framework

CASES = sorted((Path(__file__).parents[1] / "cases").glob("*.yaml"))
RULEBOOK = Rulebook.load(only=["provinces", "mof"])
NATIONAL = RULEBOOK.framework("mof.self-evaluation")
FORMS = [one.id for one in RULEBOOK.sources if not one.id.startswith("mof.")]

SWEPT = settings(max_examples=1, derandomize=True, database=None)
"""Every edge is met; hardly anything is drawn beside that: a form shares most of its rules with the national one."""


def case(name: str) -> Case:
    """The case of a place."""
    return next(read_case(path, RULEBOOK) for path in CASES if path.stem == name)


def total(form: Case) -> str:
    """The total of a case."""
    return str(assess(form.framework, form.evidence).total)


@pytest.mark.parametrize("path", CASES, ids=lambda path: str(path.stem))
def test_a_case_scores_as_expected(path: Path) -> None:
    """
    Its scores, its total and its grade.
    """
    form = read_case(path, RULEBOOK)
    card = assess(form.framework, form.evidence)

    assert {id: Fraction(text) for id, text in form.expected.scores.items()} == {
        id: card[id].points for id in form.expected.scores
    }
    assert (form.expected.total, form.expected.grade) == (str(card.total), card.grade)


@pytest.mark.parametrize("id", FORMS)
def test_a_form_is_derived_from_the_national_one_and_proven(id: str) -> None:
    """
    `check` has nothing to remark.
    """
    framework = RULEBOOK.framework(id)

    assert ["mof.self-evaluation@2020"] == [one.framework for one in framework.lineage[1:]]
    assert () == check(framework)


@pytest.mark.parametrize("id", FORMS)
def test_a_form_keeps_every_law(id: str) -> None:
    """
    On each of its edges.
    """
    check_framework(RULEBOOK.framework(id), settings=SWEPT)


def test_every_form_has_a_case() -> None:
    """
    One for each, of a unit that does not exist.
    """
    assert sorted(FORMS) == sorted(read_case(path, RULEBOOK).framework.id for path in CASES)
    assert {"示例单位"} == {read_case(path, RULEBOOK).evidence.subject for path in CASES}


@pytest.mark.parametrize("name", ["guangxi", "hebei", "hubei", "platform", "shanxi", "zhejiang"])
def test_a_new_place_takes_a_few_lines(name: str) -> None:
    """
    Below its head a form says no more than what it does otherwise.
    """
    text = (files("perfrules_provinces") / "data" / f"{name}.yaml").read_text(encoding="utf-8")
    said = [line for line in text.partition("\nsource:")[2].splitlines()[1:] if not line.lstrip().startswith("#")]

    assert len(said) <= 12


def test_two_reverse_formulas_part_where_a_limit_is_passed() -> None:
    """
    12 against a limit of 10 is 8.33 of 10 by the ratio and 8.00 by what is beyond it: of 50 points 41.67 and 40.
    """
    form = case("platform")
    national = assess(NATIONAL, form.evidence)["output"].points

    assert (Fraction("41.67"), Fraction(40)) == (national, assess(form.framework, form.evidence)["output"].points)


@pytest.mark.parametrize(("actual", "points"), [(10, 50), (15, 25), (20, 0), (21, 0), (0, 50)])
def test_the_platform_gives_nothing_from_twice_the_limit_on(actual: int, points: int) -> None:
    """
    In a line from the limit to twice the limit.
    """
    form = with_actual(case("platform"), 0, Fraction(actual))

    assert points == assess(form.framework, form.evidence)["output"].points


@pytest.mark.parametrize(("actual", "points"), [(0, 50), (1, 0)])
def test_a_limit_of_nothing_is_kept_or_not(actual: int, points: int) -> None:
    """
    A limit of 0 divides by nothing: 0 keeps it, 1 does not.
    """
    form = with_target(with_actual(case("platform"), 0, Fraction(actual)), 0, Fraction(0))

    assert points == assess(form.framework, form.evidence)["output"].points


@pytest.mark.parametrize(
    ("actual", "points"), [("6.6", 5), ("6.61", 3), ("6.9", 3), ("6.91", 1), ("5.4", 5), ("5.1", 3), ("7.2", 1), ("4.79", 0)]
)
def test_jiangxi_grades_a_deviation_on_both_sides(actual: str, points: int) -> None:
    """
    Ten, fifteen and twenty per cent belong to the better step, above the target and below it.
    """
    form = with_actual(case("jiangxi"), 1, Fraction(actual))

    assert points == assess(form.framework, form.evidence)["cost_control"].points


@pytest.mark.parametrize(("actual", "points"), [("0.9", 10), ("0.8999", 9), ("0.85", 9), ("0.8499", 8), ("0.4", 0), ("0.1", 0)])
def test_jiangxi_takes_a_point_for_each_step_that_has_begun(actual: str, points: int) -> None:
    """
    Satisfaction from 90 % on is full; the other reading takes a point only for a whole 5 %.
    """
    form = with_actual(case("jiangxi"), 3, Fraction(actual))

    assert points == assess(form.framework, form.evidence)["satisfaction"].points


@pytest.mark.parametrize(("actual", "raised"), [("12.99", 0), ("13", 1)])
def test_guangxi_asks_for_a_reason_from_130_per_cent_on(actual: str, raised: int) -> None:
    """
    13 against a target of 10 is far above it, 12.99 is not.
    """
    form = with_actual(case("guangxi"), 0, Fraction(actual))

    assert raised == len(assess(form.framework, form.evidence).alerts)


def with_actual(form: Case, row: int, actual: Fraction) -> Case:
    """A case in which one target came out otherwise."""
    return _with_row(form, row, "actual", actual)


def with_target(form: Case, row: int, target: Fraction) -> Case:
    """A case in which one target was another."""
    return _with_row(form, row, "target", target)


def _with_row(form: Case, position: int, key: str, value: Fraction) -> Case:
    rows = list(form.evidence.targets)
    changed = attrs.evolve(getattr(rows[position], key), value=value)
    rows[position] = attrs.evolve(rows[position], **{key: changed})
    return attrs.evolve(form, evidence=attrs.evolve(form.evidence, targets=tuple(rows)))
