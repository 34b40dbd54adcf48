"""Forms are tried with rows of every kind, with weights of every kind, and with something missing."""

from fractions import Fraction

import pytest

from perfrules.assess import assess
from perfrules.domain import domain
from perfrules.framework import Framework
from perfrules.testing.forms import forms, is_whole
from perfrules.testing.plain import usual
from perfrules.testing.sections import ROWS
from perfrules.testing.shares import weights
from perfrules.testing.tables import PLAIN, framework
from tests import examples
from tests.targets.forms import form
from tests.testing.rows import rows
from tests.testing.small import formula


def test_a_framework_to_which_a_unit_brings_nothing_has_one_form() -> None:
    """
    It is the framework itself.
    """
    made = formula("weight if staff > 5 else 0")
    (only,) = forms(made)

    assert made is only.framework
    assert is_whole(only)


def test_the_usual_form_has_a_row_of_every_kind() -> None:
    """
    Every word of `must` that the rules know, and graded ones; tables have rows.
    """
    first = forms(framework(PLAIN + 3))[0].given

    assert {"at_least", "at_most", "equal", "between", "by_date"} <= {row.must for row in first.targets}
    assert "graded" in {row.must for row in forms(rows())[0].given.targets}
    assert 2 == len(forms(rows())[0].given.tables["funds"])


def test_every_form_can_be_assessed() -> None:
    """
    Rows fit their slots and groups, and the usual one has full marks.
    """
    made = form()
    cards = [assess(made, usual(one)) for one in forms(made)]

    assert made.points == cards[0].whole.points
    assert {True, False} == {is_whole(one) for one in forms(made)}


def test_forms_have_rows_out_of_the_ordinary() -> None:
    """
    Rules of their own, targets at the ends of their domain, parts of rows, other readings, words for numbers, missing pages.
    """
    every = [one.given for one in forms(rows())]
    targets = [row for one in every for row in one.targets]

    assert {True, False} == {row.formula is not None for row in targets}
    assert {Fraction(1000), Fraction(120)} <= {row.target.value for row in targets if row.target}
    assert {"从严"} == {name for one in every for name in one.interpretations.values()}
    assert any(row.of for row in targets)
    assert any(row.target_text for row in targets)
    assert [True, True] == [any(getattr(one, name) for one in every) for name in ("incomplete", "tables")]


@pytest.mark.parametrize(
    ("target", "unit"),
    [("{kind: rate, decimals: 4, at_most: 100%}", "%"), ("{decimals: 0, at_least: 1, at_most: 1000}", "次")],
)
def test_targets_have_the_units_of_their_domain(target: str, unit: str) -> None:
    """
    A ratio is a percentage, whole numbers are counted.
    """
    made = rows(
        ("target: {decimals: 2, at_least: 1, at_most: 1000}", f"target: {target}"),
        ("actual: {decimals: 2, at_most: 1000}", f"actual: {target}"),
    )

    assert {unit, ""} >= {row.unit for row in forms(made)[0].given.targets if row.must != "graded"}


def test_targets_in_money_keep_its_unit() -> None:
    """
    An amount has one.
    """
    amount = domain("amount", "万元", decimals=2, least=Fraction(1), most=Fraction(100))
    made = examples.framework(
        examples.slot("a", 10),
        rows=(examples.row_rules("standard", "cut(min(ratio, 1) * weight, 0.01)", target=amount, actual=amount),),
    )

    assert {"万元"} == {row.unit for row in forms(made)[0].given.targets}


def test_a_group_without_weight_has_no_rows() -> None:
    """
    Nothing could stand there.
    """
    made = rows(("{数量指标: 10}", "{数量指标: 15, 质量指标: 0}"))

    assert {"数量指标"} == {row.group for row in forms(made)[0].given.targets}


def test_row_rules_without_a_ratio_need_none() -> None:
    """
    Where only columns say what a row is worth, one kind of row is enough.
    """
    made = examples.framework(examples.slot("a", 10, "shared"), rows=ROWS[1:], functions=())

    assert {"at_least"} == {row.must for row in forms(made)[0].given.targets}


def open_weights(*conditions: str) -> Framework:
    """Two open weights beside a fixed one, with constraints."""
    leaves = (examples.judged(name, 0, is_open=True) for name in "bc")
    limits = tuple(examples.condition(one) for one in conditions)
    return examples.framework(examples.judged("a", 4), *leaves, points=Fraction(10), constraints=limits)


def test_open_weights_share_what_is_left() -> None:
    """
    Evenly, or as the constraints want it.
    """
    even, uneven = (next(weights(open_weights(*limits))) for limits in ((), ("b >= 2 * c",)))

    assert {"a": 4, "b": 3, "c": 3} == even
    assert uneven["b"] >= 2 * uneven["c"]
    assert 10 == sum(uneven.values())


def test_constraints_that_nothing_keeps_leave_no_form() -> None:
    """
    There is nothing to try then.
    """
    assert [] == list(weights(open_weights("b + c > 7")))
    assert () == forms(open_weights("b + c > 7"))


def test_adjustable_weights_are_tried_twice() -> None:
    """
    As the framework has them, and otherwise.
    """
    made = examples.framework(
        examples.branch("a", examples.judged("b", 7), examples.judged("c", 1)),
        examples.judged("d", 2),
        has_adjustable_weights=True,
    )
    found = list(weights(made))

    assert [{"a": 8, "b": 7, "c": 1, "d": 2}, {"a": 5, "b": 2, "c": 3, "d": 5}] == found
    assert {"a": 5, "b": 2, "c": 3, "d": 5} == dict(forms(made)[1].given.weights)
    assert dict(forms(made)[0].given.weights) == {}


def test_weights_that_cannot_be_made_are_skipped() -> None:
    """
    An adjustable framework whose own weights break its constraint is tried with others alone.
    """
    made = examples.framework(
        examples.judged("a", 9),
        examples.judged("b", 1),
        constraints=(examples.condition("b >= 2"),),
        has_adjustable_weights=True,
    )

    assert [{"a": 5, "b": 5}] == list(weights(made))


def test_weights_that_leave_no_room_for_listed_points_are_no_form() -> None:
    """
    Six points can be given: five are too few.
    """
    listed = examples.judged("a", 6, (Fraction(0), Fraction(6)))
    made = examples.framework(listed, examples.judged("b", 4), has_adjustable_weights=True)

    assert [{}] == [dict(one.given.weights) for one in forms(made)]
