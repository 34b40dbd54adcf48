"""Frozen mappings hash, compare and pickle; what they remember never shows."""

import pickle
from concurrent.futures import ThreadPoolExecutor
from copy import copy, deepcopy
from itertools import count
from time import sleep

import pytest
from attrs.exceptions import FrozenInstanceError

from perfrules.frozen import Memory, Pairs

ONE = Pairs.of({"b": 2, "a": 1})


def test_pairs_are_a_mapping() -> None:
    """
    Pairs answer like the mapping they were made of, in the order of their keys.
    """
    assert {"a": 1, "b": 2} == dict(ONE)
    assert ["a", "b"] == list(ONE)
    assert (2, 2, None) == (len(ONE), ONE["b"], ONE.get("c"))
    assert "a" in ONE


def test_a_missing_key_is_a_key_error() -> None:
    """
    A key that is not there raises what a mapping raises.
    """
    with pytest.raises(KeyError, match="c"):
        ONE["c"]


def test_pairs_are_equal_whatever_their_order() -> None:
    """
    The order in which pairs were given shows neither in equality, hash and representation, nor in the bytes of a pickle.
    """
    other = Pairs.of({"a": 1, "b": 2})
    assert ONE["a"] == 1

    assert (ONE, hash(ONE), repr(ONE)) == (other, hash(other), "Pairs({'a': 1, 'b': 2})")
    assert pickle.dumps(ONE) == pickle.dumps(other)


def test_pairs_can_be_empty() -> None:
    """
    No pairs are an empty mapping.
    """
    assert Pairs() == Pairs.of({})
    assert {} == dict(Pairs())
    assert "Pairs({})" == repr(Pairs())


def test_pairs_cannot_be_changed() -> None:
    """
    Neither a field nor a key of pairs can be set.
    """
    with pytest.raises(FrozenInstanceError):
        ONE.pairs = ()  # type: ignore[misc]  # the mistake that is tried here
    with pytest.raises(TypeError):
        ONE["a"] = 2  # type: ignore[index]  # the mistake that is tried here


def test_pairs_pickle_and_copy() -> None:
    """
    Pairs come back equal from a pickle, a copy and a deep copy, and answer.
    """
    for other in (pickle.loads(pickle.dumps(ONE)), copy(ONE), deepcopy(ONE)):  # noqa: S301  # our own bytes
        assert (ONE, 2) == (other, other["b"])


def test_a_memory_derives_once() -> None:
    """
    What was derived under a name is kept, also where it is None; another name is derived by itself.
    """
    memory, numbers = Memory(), count()

    assert [0, 0, 1, 0] == [memory.once(name, lambda: next(numbers)) for name in ("a", "a", "b", "a")]
    assert memory.once("nothing", lambda: None) is None
    assert memory.once("nothing", lambda: 1) is None


def test_a_memory_derives_once_for_all_threads() -> None:
    """
    Sixteen threads that ask at the same time get the one thing that was derived.
    """
    memory, numbers = Memory(), count()

    def slow() -> int:
        sleep(0.02)
        return next(numbers)

    with ThreadPoolExecutor(16) as pool:
        found = list(pool.map(lambda _: memory.once("a", slow), range(16)))

    assert [0] * 16 == found


def test_a_memory_may_ask_itself() -> None:
    """
    Deriving one thing may derive another on the way.
    """
    memory = Memory()

    assert 2 == memory.once("b", lambda: memory.once("a", lambda: 1) + 1)


def test_a_failed_derivation_is_not_kept() -> None:
    """
    Where deriving fails the error comes through, and the next one may succeed.
    """
    memory = Memory()
    with pytest.raises(ZeroDivisionError):
        memory.once("a", lambda: 1 // 0)

    assert 1 == memory.once("a", lambda: 1)


def test_a_copied_memory_is_empty() -> None:
    """
    A memory forgets in a pickle and in a deep copy.
    """
    memory = Memory()
    memory.once("a", lambda: 1)

    for other in (pickle.loads(pickle.dumps(memory)), deepcopy(memory)):  # noqa: S301  # our own bytes
        assert 2 == other.once("a", lambda: 2)
