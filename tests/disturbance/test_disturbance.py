"""An audit of a right report finds nothing, and of a wrong one the number that is wrong."""

from functools import cache
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from perfrules.audit import audit
from tests.disturbance.changes import changed, wrong_values
from tests.disturbance.measure import Sight, outcome, seen
from tests.disturbance.reports import ROUNDINGS
from tests.disturbance.run import KINDS, LEAST_TAKING_PART

SEED = 7
SEEDS = st.integers(0, 10_000)


@cache
def sight(kind: str) -> Sight:
    """A right report of this kind, as the audit sees it."""
    return seen(KINDS[kind](Random(SEED)))


@pytest.mark.parametrize("kind", KINDS)
def test_a_right_report_has_no_finding(kind: str) -> None:
    """
    Where everything agrees an audit says only that.
    """
    assert [one.sentence[0] for one in audit(sight(kind).case) if one.verdict != "matches"] == []


@pytest.mark.parametrize("kind", KINDS)
def test_most_numbers_take_part(kind: str) -> None:
    """
    At least nine of ten printed numbers stand in a check.
    """
    assert len(sight(kind).taking_part) >= LEAST_TAKING_PART * len(sight(kind).numbers)


@pytest.mark.parametrize("kind", KINDS)
@settings(max_examples=30, deadline=None)
@given(data=st.data())
def test_a_wrong_number_is_found(kind: str, data: st.DataObject) -> None:
    """
    Every change to a number that takes part in a check is found, or lies inside what its printed digits leave open.

    The relation named as cause contains the number; where two checks or more see it, it is named itself.
    """
    here = sight(kind)
    one = here.numbers[data.draw(st.sampled_from(here.taking_part))]
    name, value = data.draw(st.sampled_from(list(wrong_values(one, here.numbers))))
    found = outcome(here, one, name, changed(here.case, one, value))

    assert found.invisible or found.blamed
    assert found.named or found.checks < 2


@pytest.mark.parametrize("rounding", ROUNDINGS)
@pytest.mark.parametrize("kind", KINDS)
@settings(max_examples=4, deadline=None)
@given(seed=SEEDS)
def test_a_consistent_report_has_no_error(kind: str, rounding: str, seed: int) -> None:
    """
    Reports that the library prints are right, however their framework rounds.
    """
    found = audit(KINDS[kind](Random(seed), rounding))

    assert [one.sentence[0] for one in found if one.severity == "error"] == []
