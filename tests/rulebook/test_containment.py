"""What a plugin raises, changes or delays is told with its name."""

import decimal
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType, SimpleNamespace

import pytest

from perfrules import hookimpl
from perfrules.errors import FaultyPluginError, InvalidDocumentError, Problem
from perfrules.framework import FrameworkSource, Validity
from perfrules.rulebook.containment import Watch, is_raised_by_code, told
from perfrules.rulebook.plugins import MAX_NAME, given, harvest


def clock(*seconds: float) -> Iterator[float]:
    """A clock that shows these seconds, one after the other."""
    return iter(seconds)


def spend() -> None:
    """Change the precision, and fail."""
    decimal.getcontext().prec = 3
    raise LookupError


@contextmanager
def handled(handler: object) -> Iterator[None]:
    """With another handler of the user's interrupt."""
    before = signal.signal(signal.SIGINT, handler)  # type: ignore[arg-type]  # each of them is one
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def stop(_: int, frame: FrameType | None) -> None:
    """A handler of a host, in Python."""
    raise KeyboardInterrupt(frame is None)


@pytest.mark.parametrize(("seconds", "problems"), [(1.0, []), (1.1, ["plugin `p` needed more than 1 s to load"])])
def test_what_takes_long_is_named(seconds: float, problems: list[str]) -> None:
    """
    A second is allowed, more is a problem.
    """
    shown = clock(5.0, 5.0 + seconds)
    watch = Watch("p", lambda: next(shown))
    with watch.during("to load"):
        pass

    assert problems == [str(problem) for problem in watch.problems]


def test_the_context_that_somebody_holds_is_the_one_that_is_restored() -> None:
    """
    Whoever holds the decimal context of the thread holds it afterwards, with its old precision and traps, and is told once.
    """
    held, watch = decimal.getcontext(), Watch("p")
    before = held.copy()
    with watch.during("to load"):
        held.prec, held.traps[decimal.Inexact] = 3, True
        decimal.setcontext(decimal.Context(prec=7))
        sys.setrecursionlimit(sys.getrecursionlimit() + 1)

    assert held is decimal.getcontext()
    assert (before.prec, before.traps) == (held.prec, held.traps)
    told_of = "plugin `p` changed the decimal context and the recursion limit to load, which was changed back"
    assert [told_of] == [str(problem) for problem in watch.problems]


def test_what_fails_is_restored_as_well() -> None:
    """
    A plugin that changes the context and then raises is named for both.
    """
    before, watch = decimal.getcontext().prec, Watch("p")
    with pytest.raises(FaultyPluginError), watch.during("to load"):
        spend()

    assert before == decimal.getcontext().prec
    assert 1 == len(watch.problems)


@pytest.mark.parametrize("handler", [signal.default_int_handler, stop])
def test_the_interrupt_of_a_signal_is_the_users(handler: object) -> None:
    """
    What the user's signal raises passes, whichever handler the host has.
    """
    with handled(handler), pytest.raises(KeyboardInterrupt) as caught, Watch("p").during("to load"):
        signal.raise_signal(signal.SIGINT)

    assert isinstance(caught.value, KeyboardInterrupt)


def test_an_interrupt_that_code_raises_is_its_own() -> None:
    """
    A `raise` in a plugin is no signal, even where the host ignores signals.
    """
    with handled(signal.SIG_IGN), pytest.raises(FaultyPluginError) as caught, Watch("p").during("to load"):
        raise KeyboardInterrupt

    assert is_raised_by_code(caught.value.__cause__ or caught.value)


def test_an_error_of_perfrules_is_told_with_its_lines() -> None:
    """
    The problems of a document keep their lines, each of them legible, and as many as have room.
    """
    problems = tuple(Problem("error", "x", "", f"{number} \x1b wrong") for number in range(50))
    lines = told(InvalidDocumentError(problems)).splitlines()

    assert "0 \N{REPLACEMENT CHARACTER} wrong" == lines[0]
    assert 20 == len(lines)


@pytest.mark.parametrize(
    ("version", "reason"),
    [
        (1, ""),
        (2, "it is written for version 2 of the hooks, this is version 1"),
        (0, "it is written for version 0 of the hooks, this is version 1"),
        ("1", "`perfrules_api` is no whole number"),
        (True, "`perfrules_api` is no whole number"),
    ],
)
def test_a_plugin_may_say_for_which_hooks_it_is_written(version: object, reason: str) -> None:
    """
    Another version than this one is refused.
    """
    plugin = SimpleNamespace(__name__="own", perfrules_api=version, perfrules_frameworks=hookimpl(lambda: ()))
    found = [str(problem).partition("register: ")[2] for problem in harvest(given((plugin,))).problems]

    assert ([reason] if reason else []) == found


@pytest.mark.parametrize(
    ("source", "readable"),
    [
        (FrameworkSource("a", "1", Validity(), "own", "\x1b"), True),
        (FrameworkSource("a" * MAX_NAME, "1", Validity(), "own", ""), True),
        (FrameworkSource("a" * (MAX_NAME + 1), "1", Validity(), "own", ""), False),
        (FrameworkSource("a", "1\u202e", Validity(), "own", ""), False),
        (FrameworkSource("a", "1", Validity(), "own\n", ""), False),
    ],
)
def test_what_people_read_of_a_source_is_legible(source: FrameworkSource, *, readable: bool) -> None:
    """
    An id, an edition and a place are short and have no invisible character; the text is read later.
    """
    plugin = SimpleNamespace(__name__="own", perfrules_frameworks=hookimpl(lambda: [source]))
    problems = harvest(given((plugin,))).problems

    assert readable is not bool(problems)
    assert all(str(problem).endswith("too long or holds invisible characters") for problem in problems)
