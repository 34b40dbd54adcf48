"""Ending: how a command ends, as an exit code, and which of several is the worst."""

from collections.abc import Iterable
from enum import IntEnum


class Ending(IntEnum):
    """The exit codes of `perfrules`."""

    DONE = 0
    BROKE = 1
    USAGE = 2
    FINDINGS = 3
    UNDECIDED = 4
    INVALID = 5
    INTERRUPTED = 130
    CLOSED = 141


_WORST_FIRST = (Ending.BROKE, Ending.INVALID, Ending.FINDINGS, Ending.UNDECIDED, Ending.DONE)


def worst(endings: Iterable[Ending]) -> Ending:
    """The worst of several endings; without any, all is done."""
    return min(endings, key=_WORST_FIRST.index, default=Ending.DONE)
