"""A small run of the differential comparison; `make differential` makes the full one."""

from fractions import Fraction

import pytest

from tests.differential.comparison import Summary, compare
from tests.differential.run import LEAST_OF_FORMULAS, LEAST_OF_ROWS, MOST_REFUSED, report

SEED = 2
FORMULAS = 120


@pytest.fixture(scope="module")
def summary() -> Summary:
    """A run over a few formulas."""
    return compare(SEED, FORMULAS)


def test_all_readings_agree(summary: Summary) -> None:
    """
    Kernel, `evaluate` and the evaluator written by hand agree in value and definedness on every row.
    """
    assert [] == summary.differences


def test_few_formulas_are_refused(summary: Summary) -> None:
    """
    Less than two in a hundred formulas are not lowered.
    """
    assert Fraction(len(summary.refused), FORMULAS) < MOST_REFUSED


def test_the_mix_is_as_fixed(summary: Summary) -> None:
    """
    Enough formulas divide, round, choose, and read states or dates; enough rows stand on an edge or have no points of their own.
    """
    assert {} == {name: one for name, least in LEAST_OF_FORMULAS.items() if (one := summary.share_of_formulas(name)) < least}
    assert {} == {name: one for name, least in LEAST_OF_ROWS.items() if (one := summary.share_of_rows(name)) < least}


def test_rows_find_a_planted_error(summary: Summary) -> None:
    """
    Where one comparison of a formula is made strict or loose, the rows show it more than twice as often as plain random rows.
    """
    assert summary.planted["found"] > 2 * summary.planted["found by plain rows"]
    assert summary.planted["found"] * 4 > summary.planted["planted"] > 0


def test_the_same_seed_makes_the_same_run() -> None:
    """
    A run can be repeated from its seed.
    """
    assert compare(SEED, 10) == compare(SEED, 10)


def test_the_report_says_what_was_met(summary: Summary) -> None:
    """
    The report names the seed, the counts, the shares and that nothing differs.
    """
    found = report(summary)

    assert f"seed {SEED}" in found
    assert f"| formulas | {FORMULAS} |" in found
    assert "| differences | 0 |" in found
