"""A form names the figures of rows as facts, and finds the way back; its sums follow from its rows."""

import pickle
from fractions import Fraction

import attrs
import pytest

from perfrules.assess import assess
from perfrules.evidence import Evidence
from perfrules.targets import unfold
from perfrules.testing.form import Form, fold, form_of, opened
from perfrules.testing.forms import forms
from perfrules.testing.inputs import evidence_of, inputs, judgement
from perfrules.testing.plain import extreme, usual
from perfrules.testing.sweep import sweep
from perfrules.testing.world import world
from tests import examples
from tests.targets.forms import UNIT, form
from tests.testing.rows import rows

FORM = forms(rows())[0]


def test_folding_and_opening_lead_back() -> None:
    """
    Whatever a sweep says of rows and tables is found again under its own name.
    """
    made = rows()
    every = [(form_of(made, one), one) for one in sweep(made)]

    assert [fold(found, opened(found, one)) for found, one in every] == [one for _, one in every]


def test_a_unit_without_rows_is_its_own_form() -> None:
    """
    Nothing is folded.
    """
    made, unit = examples.framework(), examples.evidence()
    found = form_of(made, unit)

    assert not found.is_folded
    assert unit is fold(found, unit)
    assert unit is opened(found, unit)


def test_units_with_the_same_rows_share_a_form() -> None:
    """
    Their figures make no difference.
    """
    made = form()
    other = attrs.evolve(UNIT, targets=tuple(attrs.evolve(row, actual=None) for row in UNIT.targets))

    assert form_of(made, UNIT) is form_of(made, other)


@pytest.mark.parametrize("made", [form(), rows()])
def test_sums_over_open_figures_are_worth_what_unfolding_adds_up(made: examples.Field) -> None:
    """
    The framework of a form gives by definition what the framework of the unit gives.
    """
    units = [one for one in sweep(made) if not one.values and not one.stated][:40]
    found = [(form_of(made, one), one) for one in units]
    by_form = [{id: world(one.framework, opened(one, unit)).points(id) for id in one.framework.named} for one, unit in found]
    own = [unfold(made, unit) for unit in units]
    by_unit = [{id: world(one.framework, one.evidence).points(id) for id in one.framework.named} for one in own]

    assert by_form == by_unit


@pytest.mark.parametrize(("points", "grade"), [("10", "好"), ("8", "好"), ("7.99", "差"), ("0", "差")])
def test_a_graded_row_has_the_grade_of_its_points(points: str, grade: str) -> None:
    """
    Of ten points; the upper end belongs to the best one alone.
    """
    made = _graded(10)
    row = next(row for row in made.given.targets if row.must == "graded")
    own = evidence_of(made.framework, {**extreme(made.framework, "most"), judgement(row.id): Fraction(points)})

    assert [grade] == [one.grade for one in fold(made, own).targets if one.id == row.id]


def _graded(weight: int) -> Form:
    """A form whose graded row weighs this."""
    given = FORM.given
    kinds = {row.id: row for row in given.targets if not row.of}
    graded = next(row for row in kinds.values() if row.must == "graded")
    rest = Fraction(15 - weight)
    other = attrs.evolve(next(row for row in kinds.values() if row.group != graded.group), weight=rest)
    whole = attrs.evolve(graded, weight=Fraction(weight))
    return form_of(rows(("{数量指标: 10}", "{}")), Evidence(targets=(whole, other), tables=given.tables))


def test_points_without_a_band_have_no_grade() -> None:
    """
    A row may be judged where no band is.
    """
    made = rows(("      - {name: 差, from: 0%, to: 80%}\n", ""))
    first = forms(made)[0]
    own = evidence_of(first.framework, extreme(first.framework, "least"))

    assert {""} == {row.grade for row in fold(first, own).targets if row.must == "graded"}


def test_the_ends_of_bands_are_worth_trying() -> None:
    """
    Points of a graded row stand on them and right before them.
    """
    row = next(row for row in FORM.given.targets if row.must == "graded")
    weight = FORM.framework.paths[row.id][-1].weight
    start = Fraction(-(-weight * Fraction(4, 5) * 100 // 1), 100)

    assert {start - Fraction(1, 100), start, Fraction(0)} <= set(inputs(FORM.framework)[judgement(row.id)].notable)


def test_what_nobody_can_give_is_no_input() -> None:
    """
    A target in words, a sum over no rows.
    """
    untold = [one for one in forms(rows()) if one.untold]

    assert {"target", "rows"} <= {name.rpartition(" ")[2] for one in untold for name in one.untold}
    assert all(one.untold.isdisjoint(inputs(one.framework)) for one in untold)


def test_the_plain_case_of_a_form_is_full_and_pickles() -> None:
    """
    It is ordinary evidence.
    """
    unit = usual(FORM)

    assert Fraction(20) == assess(rows(), unit).whole.points
    assert unit == pickle.loads(pickle.dumps(unit))  # noqa: S301  # our own bytes
