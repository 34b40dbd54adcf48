"""The plain case has full marks, and everything that can be had is found."""

from fractions import Fraction

import pytest

from perfrules.assess import assess
from perfrules.testing.inputs import inputs, value
from perfrules.testing.plain import extreme, plain, reaching
from perfrules.testing.tables import FRAMEWORKS, framework
from perfrules.testing.world import World
from tests import examples
from tests.testing.small import formula, table


def test_the_plain_case_has_full_marks() -> None:
    """
    Of the plain case everything is known, and it scores all points.
    """
    made = examples.framework()
    card = assess(made, plain(made), stated="gap")

    assert made.points == card.whole.points
    assert 0 == World(made, extreme(made, "least")).points("total")


@pytest.mark.parametrize(
    ("rule", "most", "least"),
    [
        ("weight if 30 <= staff < 40 else 0", True, True),
        ("weight if staff * 3 == 90 else 0", True, True),
        ("weight if spent * planned == 899 else 1", True, False),
        ("min(staff, 9)", False, True),
        ("weight if finished == date(2024, 2, 29) and report == late and not misuse else 0", True, True),
    ],
)
def test_what_can_be_had_is_found(rule: str, *, most: bool, least: bool) -> None:
    """
    Full and least points are found at ends, at thresholds, on edges; where they cannot be had nothing is.
    """
    made = formula(rule)
    indicator = made.indicators[0]

    assert (most, least) == tuple(reaching(made, indicator, end) is not None for end in ("most", "least"))


def test_an_indicator_brings_no_other_down() -> None:
    """
    Two rules that cannot both be full leave one of them full.
    """
    made = examples.framework(
        examples.leaf("many", 5, "weight if staff >= 50 else 0"),
        examples.leaf("few", 5, "weight if staff < 10 else 0"),
    )

    assert 5 == World(made, extreme(made, "most")).points("total")


def test_what_a_person_gives_is_among_what_can_be_given() -> None:
    """
    Listed points are the only ones, in the plain case and beside it.
    """
    made = table("judged: [0, 5, 10]", facts="")
    (one,) = inputs(made).values()

    assert (0, 5, 10) == tuple(value(one, position) for position in range(one.count))
    assert {"judged of pace": Fraction(10)} == dict(extreme(made, "most"))


def test_every_random_framework_has_a_plain_case() -> None:
    """
    Evidence of the plain case fits its framework.
    """
    assert [] == [number for number in range(1, FRAMEWORKS + 1, 8) if assess(framework(number), plain(framework(number))) is None]
