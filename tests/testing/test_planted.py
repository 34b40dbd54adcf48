"""Planted errors of transcription are found, most of them only where evidence aims at edges."""

import re
from pathlib import Path

import pytest

from perfrules.testing.sweep import sweep
from tests.testing.planted import Planted, at_random, checked, differing, planted, sound, with_error

PAGE = (Path(__file__).parents[2] / "docs/explanation/testing.md").read_text(encoding="utf-8")
ROWS = [[cell.strip() for cell in line.split("|")[1:-1]] for line in PAGE.splitlines() if re.match(r"\| \w+ \| `", line)]
STRICTNESS = next(one for one in planted() if (one.kind, one.where) == ("strictness", "contract_control"))


def test_the_statement_by_hand_agrees_with_the_framework() -> None:
    """
    The table in Python and the table in the file give the same points, on every edge and at random.
    """
    assert [] == list(differing(sound(), (*sweep(sound()), *at_random(sound(), 50))))


@pytest.mark.parametrize("number", range(30))
def test_each_planted_error_is_found_as_the_page_says(number: int) -> None:
    """
    A load check finds it, or the statement by hand differs on an edge; the page says which.
    """
    one, row = planted()[number], ROWS[number]
    framework = with_error(one)
    problem = checked(framework)
    refused = problem is not None and problem.severity == "error"
    on_edges = not refused and next(differing(framework, sweep(framework)), None) is not None
    told = "" if problem is None else f"{problem.severity}: {problem.code}"

    assert one == Planted(row[0], *(cell.strip("`") for cell in row[1:4]))
    assert (row[4], bool(row[6]) and not row[6].startswith("0 ")) == (told, on_edges)
    assert refused or on_edges


def test_random_evidence_misses_what_stands_on_an_edge() -> None:
    """
    Below 5 % or up to 5 %: two hundred units drawn evenly do not tell, a few on the edge do.
    """
    framework = with_error(STRICTNESS)

    assert [] == list(differing(framework, at_random(framework, 200)))
    assert 0 < sum(1 for _ in differing(framework, sweep(framework)))


def test_thirty_errors_are_planted() -> None:
    """
    The table of the study and the page have the same thirty errors.
    """
    assert (30, 30) == (len(planted()), len(ROWS))


def test_an_error_that_cannot_be_planted_is_no_error() -> None:
    """
    A place that the file does not have is refused.
    """
    with pytest.raises(LookupError):
        with_error(Planted("bound", "nowhere", "1", "2"))
