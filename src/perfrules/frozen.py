"""What frozen types hold: a mapping that hashes and pickles, and a memory outside equality."""

import os
from collections.abc import Callable, Iterator, Mapping
from threading import RLock
from typing import TypeVar, cast

from attrs import field, frozen

V = TypeVar("V")
T = TypeVar("T")


class Memory:
    """
    What a frozen value has already derived from itself, each thing once, under a lock.

    Two memories are always equal and a pickled one is empty, so it never shows.
    """

    __slots__ = ("_known", "_lock", "_process")

    def __init__(self) -> None:
        self._known: dict[str, object] = {}
        self._lock, self._process = RLock(), os.getpid()

    def once(self, name: str, derive: Callable[[], T]) -> T:
        """What `derive` returned when it was first called under this name."""
        if name not in self._known:
            with self._own_lock():
                if name not in self._known:
                    self._known[name] = derive()
        return cast("T", self._known[name])

    def _own_lock(self) -> RLock:
        """The lock; a new one in a forked process, where the thread that held the old one does not run."""
        if self._process != os.getpid():
            self._lock, self._process = RLock(), os.getpid()
        return self._lock

    def __reduce__(self) -> tuple[type["Memory"], tuple[()]]:
        return Memory, ()

    def __deepcopy__(self, memo: object) -> "Memory":
        return Memory()


@frozen(repr=False)
class Pairs(Mapping[str, V]):
    """
    A read-only mapping by id that hashes, compares and pickles; sorted, whatever order it was given in.

    >>> Pairs.of({"b": 2, "a": 1})
    Pairs({'a': 1, 'b': 2})
    """

    pairs: tuple[tuple[str, V], ...] = ()
    _memory: Memory = field(factory=Memory, init=False, eq=False)

    @classmethod
    def of(cls, mapping: Mapping[str, V]) -> "Pairs[V]":
        """The pairs of a mapping."""
        return cls(tuple(sorted(mapping.items(), key=lambda pair: pair[0])))

    def _index(self) -> dict[str, V]:
        return self._memory.once("index", lambda: dict(self.pairs))

    def __getitem__(self, key: str) -> V:
        return self._index()[key]

    def __contains__(self, key: object) -> bool:
        return key in self._index()

    def __iter__(self) -> Iterator[str]:
        return (key for key, _ in self.pairs)

    def __len__(self) -> int:
        return len(self.pairs)

    def __repr__(self) -> str:
        return f"Pairs({dict(self.pairs)!r})"
