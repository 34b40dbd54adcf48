"""A system whose n-th call of one sort fails, or kills the process, once or from then on: the real calls otherwise."""

import errno
import os
import signal
from collections.abc import Callable
from typing import Any, Literal

from attrs import define, field, fields

from perfrules.documents.save import SYSTEM, System

Way = Literal["fail", "break", "kill before", "kill after"]
"""Fail once, fail from then on, be killed before the call is made, or after it."""

CALLS = tuple(one.name for one in fields(System))


@define
class Fault:
    """The n-th call of one name goes wrong in one way; `made` counts the calls of each name."""

    call: str
    number: int
    way: Way
    error: int = errno.EIO
    made: dict[str, int] = field(factory=dict)

    def system(self) -> System:
        """The calls of the real system, watched."""
        return System(**{name: self._watched(name, getattr(SYSTEM, name)) for name in CALLS})

    def _watched(self, name: str, real: Callable[..., Any]) -> Callable[..., Any]:
        def call(*arguments: Any) -> Any:  # noqa: ANN401  # whatever the real one takes and gives
            self.made[name] = self.made.get(name, 0) + 1
            if name != self.call or self.made[name] < self.number or (self.way != "break" and self.made[name] > self.number):
                return real(*arguments)
            if self.way in {"fail", "break"}:
                raise OSError(self.error, os.strerror(self.error))
            if self.way == "kill after":
                real(*arguments)
            os.kill(os.getpid(), signal.SIGKILL)
            raise AssertionError

        return call


def in_pieces(size: int) -> Callable[[int, memoryview], int]:
    """A write that takes only so many bytes at a time."""
    return lambda handle, content: os.write(handle, content[:size])
