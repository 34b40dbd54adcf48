"""Containment: what a plugin's own code raises, changes or delays becomes a problem with its name."""

import decimal
import locale
import signal
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from opcode import opmap
from time import perf_counter
from types import CodeType, TracebackType
from typing import Any

from attrs import define, field

from perfrules.errors import DisturbingPluginError, FaultyPluginError, PerfrulesError, PluginError
from perfrules.wording import shortened

MAX_SECONDS = 1
"""Seconds that a plugin may need to be loaded, or in a hook, before it is named as slow."""

MAX_LINES = 20
"""Lines of what a plugin says of its own failure."""

_CONTEXT = ("prec", "rounding", "Emin", "Emax", "capitals", "clamp")


@define
class Watch:
    """One plugin while its code runs, and how it disturbed the process so far."""

    plugin: str
    clock: Callable[[], float] = perf_counter
    problems: list[PluginError] = field(factory=list)

    @contextmanager
    def during(self, stage: str) -> Iterator[None]:
        """Whatever is raised inside becomes a `FaultyPluginError`; what takes long, or changes the process, is kept in mind."""
        start, context, before = self.clock(), decimal.getcontext(), _surroundings()
        saved = context.copy()
        try:
            yield
        except KeyboardInterrupt as error:
            if not is_raised_by_code(error):
                raise
            raise FaultyPluginError(self.plugin, stage, told(error)) from error
        except BaseException as error:  # `sys.exit` in a plugin must not end the host
            raise FaultyPluginError(self.plugin, stage, told(error)) from error
        finally:
            if self.clock() - start > MAX_SECONDS:
                self._disturbed(f"needed more than {MAX_SECONDS} s {stage}")
            changed = [name for name, value in _surroundings().items() if value != before[name]]
            if changed:
                _restore(context, saved, before)
                self._disturbed(f"changed the {' and the '.join(changed)} {stage}, which was changed back")

    def _disturbed(self, reason: str) -> None:
        self.problems.append(DisturbingPluginError(self.plugin, reason))


def told(error: BaseException) -> str:
    """What an exception says, as far as it can be asked."""
    try:
        written = str(error)
    except BaseException:  # noqa: BLE001  # a plugin's exception may fail to print itself
        written = ""
    if isinstance(error, PerfrulesError):
        return "\n".join(shortened(line, 400) for line in written.splitlines()[:MAX_LINES])
    return ": ".join(part for part in (shortened(type(error).__name__), shortened(" ".join(written.split()), 400)) if part)


def is_raised_by_code(error: BaseException) -> bool:
    """
    Whether a `raise` of the code itself raised this.

    What a signal of the user raises comes between two steps of the code, or out of the signal's own handler.
    """
    handler = getattr(signal.getsignal(signal.SIGINT), "__code__", None)
    steps = _steps(error.__traceback__)
    return all(code is not handler for code, _ in steps) and steps[-1][1] == opmap["RAISE_VARARGS"]


def _steps(trace: TracebackType | None) -> list[tuple[CodeType, int]]:
    """The code of each frame that an exception passed, from the outermost, with the operation that it stood at."""
    steps: list[tuple[CodeType, int]] = []
    while trace is not None:
        code = trace.tb_frame.f_code
        steps.append((code, code.co_code[trace.tb_lasti]))
        trace = trace.tb_next
    return steps


def _surroundings() -> dict[str, object]:
    """What belongs to the whole thread or process, by name."""
    context = decimal.getcontext()
    return {
        "decimal context": (*(getattr(context, name) for name in _CONTEXT), *context.traps.items()),
        "locale": locale.setlocale(locale.LC_ALL),
        "recursion limit": sys.getrecursionlimit(),
        "limit of digits": sys.get_int_max_str_digits(),
    }


def _restore(context: decimal.Context, saved: decimal.Context, before: Mapping[str, Any]) -> None:
    """Set back what was changed; whoever holds the context of the thread still holds the right one."""
    for name in _CONTEXT:
        setattr(context, name, getattr(saved, name))
    context.traps.update(saved.traps)
    decimal.setcontext(context)
    locale.setlocale(locale.LC_ALL, before["locale"])
    sys.setrecursionlimit(before["recursion limit"])
    sys.set_int_max_str_digits(before["limit of digits"])
