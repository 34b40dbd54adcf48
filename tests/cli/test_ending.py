"""The exit codes, and the worst of several."""

import pytest

from perfrules.cli.ending import Ending, worst


@pytest.mark.parametrize(
    ("endings", "expected"),
    [
        ([], Ending.DONE),
        ([Ending.DONE], Ending.DONE),
        ([Ending.DONE, Ending.UNDECIDED], Ending.UNDECIDED),
        ([Ending.UNDECIDED, Ending.FINDINGS], Ending.FINDINGS),
        ([Ending.FINDINGS, Ending.INVALID], Ending.INVALID),
        ([Ending.INVALID, Ending.BROKE, Ending.DONE], Ending.BROKE),
    ],
)
def test_the_worst_ending_wins(endings: list[Ending], expected: Ending) -> None:
    """
    The order from the worst is 1, 5, 3, 4, 0.
    """
    assert expected is worst(endings)
