"""Rulebooks, threads and processes share frozen values and nothing else."""

import json
import pickle
import subprocess
import sys
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from threading import Barrier

import perfrules_shenzhen
import perfrules_template
import pytest

from perfrules import Case, Rulebook, UnknownFrameworkError, as_json, assess, deductions, read_case

THREADS = 16
LONGGANG = Path(__file__).parents[2] / "frameworks" / "shenzhen" / "cases" / "longgang-2023.yaml"
FRESH = """
import json, sys
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
import perfrules
from perfrules import Rulebook, assess, read_case
start = Barrier(16)
def score(_):
    start.wait()
    case = read_case(sys.argv[1], Rulebook.load())
    return json.dumps(perfrules.as_json(assess(case.framework, case.evidence)))
with ThreadPoolExecutor(16) as pool:
    print(*set(pool.map(score, range(16))), sep="\\n")
"""


@pytest.fixture(scope="module")
def case() -> Case:
    """The published Longgang report."""
    return read_case(LONGGANG, Rulebook.of(perfrules_shenzhen))


def written(case: Case) -> str:
    """Everything that is said about a case."""
    card = assess(case.framework, case.evidence)
    return json.dumps([as_json(card), [lost.sentence for lost in deductions(card)]])


def test_two_rulebooks_live_side_by_side() -> None:
    """
    Each rulebook knows its own plugins, whatever another one has loaded.
    """
    shenzhen, template, both = (
        Rulebook.of(perfrules_shenzhen),
        Rulebook.of(perfrules_template),
        Rulebook.of(perfrules_shenzhen, perfrules_template),
    )

    assert both.sources == (*shenzhen.sources, *template.sources)
    assert both.framework("template.example") == template.framework("template.example")
    assert both.framework("template.example") is not template.framework("template.example")
    with pytest.raises(UnknownFrameworkError):
        shenzhen.framework("template.example")


def test_threads_share_one_rulebook(case: Case) -> None:
    """
    Sixteen threads that ask for one framework at once get the same object, and score to the same bytes.
    """
    rulebook, start = Rulebook.of(perfrules_shenzhen), Barrier(THREADS)

    def score(_: int) -> tuple[int, str]:
        start.wait()
        found = read_case(LONGGANG, rulebook)
        return id(found.framework), written(found)

    with ThreadPoolExecutor(THREADS) as pool:
        results = set(pool.map(score, range(THREADS)))

    assert {(id(rulebook.framework("shenzhen.longgang-department")), written(case))} == results


def test_threads_may_be_the_first_users(case: Case) -> None:
    """
    In a fresh process sixteen threads that load, read and score at once come to one result, without a word of complaint.
    """
    command = [sys.executable, "-W", "error", "-c", FRESH, str(LONGGANG)]
    run = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)

    assert ("", json.dumps(as_json(assess(case.framework, case.evidence))) + "\n") == (run.stderr, run.stdout)


def test_values_go_to_a_spawned_process_and_back(case: Case) -> None:
    """
    A framework, evidence and a scorecard sent to another process come back equal, and print the same bytes there.
    """
    card = assess(case.framework, case.evidence)
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        again = pool.submit(assess, case.framework, case.evidence).result()
        there = pool.submit(as_json, card).result()

    assert (card, case.framework, case.evidence) == (again, again.framework, again.evidence)
    assert hash(card) == hash(again)
    assert json.dumps(as_json(card)) == json.dumps(there) == json.dumps(as_json(again))


def test_a_pickle_does_not_depend_on_use(case: Case) -> None:
    """
    What a framework has derived from itself is in no pickle: used and unused ones are equal, and as large.
    """
    unused = pickle.loads(pickle.dumps(case))  # noqa: S301  # we made the bytes
    size = len(pickle.dumps(unused))
    written(unused)

    assert case == unused
    assert size == len(pickle.dumps(unused))
