"""Many users at once, threads, tasks and processes, get the same bytes, and nobody waits for a lock that nobody gives back."""

import asyncio
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from threading import Barrier, Event, Thread

import perfrules_shenzhen
import perfrules_template
import pytest

from perfrules import Case, FrameworkSource, Rulebook, as_json, assess, deductions, hookimpl, read_case
from perfrules.frozen import Memory
from tests.hostile.starts import started

THREADS = 64
TASKS = 1000
SECONDS = 60
ROOT = Path(__file__).parents[2] / "frameworks"
LONGGANG = ROOT / "shenzhen" / "cases" / "longgang-2023.yaml"
EXAMPLE = ROOT / "template" / "cases" / "example.yaml"
FORKED = """
import os, sys
from threading import Event, Thread
from perfrules.frozen import Memory
from tests.hostile.starts import started
memory, held, end = Memory(), Event(), Event()
def derive():
    held.set()
    end.wait()
    return "slow"
thread = Thread(target=memory.once, args=("thing", derive))
thread.start()
held.wait()
child = os.fork()
if not child:
    os._exit(0 if memory.once("thing", lambda: "own") == "own" else 1)
_, status = os.waitpid(child, 0)
end.set()
thread.join()
print(os.waitstatus_to_exitcode(status), memory.once("thing", lambda: "late"))
"""


@pytest.fixture(scope="module")
def case() -> Case:
    """The published Longgang report."""
    return read_case(LONGGANG, Rulebook.of(perfrules_shenzhen))


def written(case: Case) -> str:
    """Everything that is said about a case."""
    card = assess(case.framework, case.evidence)
    return json.dumps([as_json(card), [lost.sentence for lost in deductions(card)]])


def read_and_written(path: str) -> str:
    """Everything that is said about the case in a file, with the installed plugins."""
    return written(read_case(path, Rulebook.load()))


def test_threads_may_come_in_crowds(case: Case) -> None:
    """
    Sixty-four threads that read and score at once get the same bytes.
    """
    rulebook, start = Rulebook.of(perfrules_shenzhen, perfrules_template), Barrier(THREADS)

    def score(number: int) -> tuple[bool, str]:
        start.wait()
        return bool(number % 2), written(read_case(LONGGANG if number % 2 else EXAMPLE, rulebook))

    with ThreadPoolExecutor(THREADS) as pool:
        found = set(pool.map(score, range(THREADS)))

    assert {(True, written(case)), (False, read_and_written(str(EXAMPLE)))} == found


def test_threads_may_be_the_first_to_parse() -> None:
    """
    Threads of a new process that parse at once, and disturb one another in CPython's parser, read what one alone reads.

    `make crash` starts three hundred such processes.
    """
    fault, _ = started()

    assert "" == fault


def test_tasks_may_come_in_crowds() -> None:
    """
    A thousand tasks of one loop, in its thread and in others, get the same bytes.
    """
    rulebook = Rulebook.of(perfrules_template)

    async def score(number: int) -> str:
        found = read_case(EXAMPLE, rulebook)
        await asyncio.sleep(0)
        return written(found) if number % 2 else await asyncio.to_thread(written, found)

    async def crowd() -> set[str]:
        return set(await asyncio.gather(*(score(number) for number in range(TASKS))))

    assert {read_and_written(str(EXAMPLE))} == asyncio.run(crowd())


@pytest.mark.parametrize("way", ["fork", "spawn", "forkserver"])
def test_processes_write_the_same_bytes(case: Case, way: str) -> None:
    """
    However processes are started, what they read and what they are sent gives the same bytes as here.
    """
    expected = written(case)
    with ProcessPoolExecutor(2, mp_context=get_context(way)) as pool:
        sent = list(pool.map(written, [case] * 4, timeout=SECONDS))
        read = list(pool.map(read_and_written, [str(LONGGANG)] * 4, timeout=SECONDS))

    assert [expected] * 8 == [*sent, *read]


def test_a_forked_process_does_not_wait_for_a_thread_that_it_does_not_have() -> None:
    """
    What another thread was deriving when the process forked is derived again in the child.
    """
    done = subprocess.run([sys.executable, "-c", FORKED], capture_output=True, text=True, check=False, timeout=SECONDS)

    assert ("0 slow\n", "") == (done.stdout, done.stderr)


def test_one_thing_is_derived_once_in_a_process() -> None:
    """
    Threads that ask a memory at once get what the first of them derived.
    """
    memory, start, made = Memory(), Barrier(8), list[int]()

    def derive(number: int) -> int:
        made.append(number)
        return number

    def ask(number: int) -> int:
        start.wait()
        return memory.once("thing", lambda: derive(number))

    with ThreadPoolExecutor(8) as pool:
        found = set(pool.map(ask, range(8)))

    assert set(made) == found
    assert 1 == len(made)


def test_a_memory_of_another_process_gets_a_lock_of_its_own() -> None:
    """
    The lock is new where the process is another one, and what was derived before the fork stays.
    """
    memory = Memory()
    memory.once("thing", lambda: "early")
    memory._process = -1  # noqa: SLF001  # what a fork leaves behind

    assert ("early", "late") == (memory.once("thing", lambda: "again"), memory.once("other", lambda: "late"))


class Asking:
    """A plugin whose hook asks a rulebook, and loads another, from another thread."""

    def __init__(self, rulebook: Rulebook) -> None:
        self.rulebook = rulebook
        self.found: list[str] = []

    @hookimpl
    def perfrules_frameworks(self) -> Iterator[FrameworkSource]:
        """No framework, once the other thread has ended; a lock that is held here would keep it from that."""
        done = Event()
        Thread(target=self._ask, args=(done,), daemon=True).start()
        assert done.wait(SECONDS)
        yield from ()

    def _ask(self, done: Event) -> None:
        self.found.append(written(read_case(EXAMPLE, self.rulebook)))
        self.found.append(written(read_case(EXAMPLE, Rulebook.of(perfrules_template))))
        done.set()


def test_no_lock_is_held_while_a_plugin_runs() -> None:
    """
    A hook may use a rulebook from another thread, and load one there, and wait for it.
    """
    asking = Asking(Rulebook.of(perfrules_template))
    rulebook = Rulebook.of(asking, perfrules_shenzhen)

    assert [read_and_written(str(EXAMPLE))] * 2 == asking.found
    assert () == rulebook.problems


def test_nothing_of_the_process_changes() -> None:
    """
    Importing, loading, reading, scoring and explaining change nothing that belongs to the host.

    Not its recursion limit, signals, warnings, locale, decimal context, logging, hooks, environment, threads, folder.
    """
    script = Path(__file__).with_name("unchanged.py")
    done = subprocess.run(
        [sys.executable, str(script), str(LONGGANG)], capture_output=True, encoding="utf-8", check=False, env=os.environ
    )

    assert (0, "", "[]\n") == (done.returncode, done.stderr, done.stdout)
