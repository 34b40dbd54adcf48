"""The work of a check is counted, so that no framework takes long, and shared out, so that what stands first gets it first."""

import json
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from attrs import evolve

from perfrules.check import check
from perfrules.check.allowance import LEAST_RUNNING, NARROWING, NARROWING_ONE, PROVING, RUNNING, RUNNING_ONE, Allowance, Effort
from perfrules.check.proof import proofs
from perfrules.check.rows import row_rules as row_rules_checked
from perfrules.documents.framework import framework_file
from tests.check.hostile import FRAMEWORKS, read_otherwise, unproven
from tests.examples import framework, leaf, row_rules, slot

ROOT = Path(__file__).parents[2]
SECONDS = 2
PUBLISHED = sorted(
    path for path in ROOT.glob("frameworks/*/src/*/data/*.yaml") if "\nextends:" not in path.read_text(encoding="utf-8")
)
PROVEN = "cut(min(progress, 1) * weight, 0.01)"


@pytest.fixture(scope="module")
def found() -> Mapping[str, Mapping[str, Any]]:
    """What comes of checking each hostile framework."""
    command = [sys.executable, "-m", "tests.check.hostile"]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False, cwd=ROOT)
    assert (0, "") == (done.returncode, done.stderr)
    return dict(json.loads(done.stdout))


def test_no_framework_takes_long_to_check(found: Mapping[str, Mapping[str, Any]]) -> None:
    """
    Two seconds of a processor and 128 MiB are enough for every framework, however many rules it has and however large.
    """
    assert sorted(FRAMEWORKS) == sorted(found)
    assert [] == [(name, one["seconds"]) for name, one in found.items() if one["seconds"] > SECONDS]
    assert [] == [(name, one["mebibytes"]) for name, one in found.items() if one["mebibytes"] > 128]


def test_what_is_left_unproven_is_said_with_its_reason(found: Mapping[str, Mapping[str, Any]]) -> None:
    """
    Rules for which no effort is left are the warning of every rule that is not proven, and say why.
    """
    expected = "it is not proven that the points lie in 0 to 10, as the effort for one framework is used up"

    assert 320 == found["unproven branches"]["codes"]["perhaps-out-of-range"]
    assert all(expected in message for message in found["unproven branches"]["messages"])


def test_what_is_too_large_is_refused_once(found: Mapping[str, Mapping[str, Any]]) -> None:
    """
    Where the decimals of a rule can no longer be proven either, one error names the rule at which proofs end.
    """
    names = "a thousand costly rules", "read otherwise", "values", "read in many ways"

    assert [1] * len(names) == [found[name]["codes"]["too-large"] for name in names]


def test_an_allowance_ends_at_nothing() -> None:
    """
    Who takes more than is left leaves nothing.
    """
    allowance = Allowance(5)
    allowance.take(3)
    left = allowance.left
    allowance.take(3)

    assert (2, 0) == (left, allowance.left)


def test_proofs_stop_to_narrow_before_they_stop() -> None:
    """
    One rule takes a part of what all have for narrowing, and a part of all is kept for proofs without it.
    """
    effort = Effort()
    first = effort.narrowing
    effort.proving.take(NARROWING - 1)
    last = effort.narrowing
    effort.proving.take(1)

    assert (NARROWING_ONE, 1, 0, PROVING - NARROWING) == (first, last, effort.narrowing, effort.proving.left)
    assert effort.is_used_up


def test_rules_that_stand_first_are_run_most() -> None:
    """
    Each rule may use the same part of what those before it left, until that is too little to run anything.
    """
    effort = Effort()
    parts = []
    while part := effort.running_one:
        parts.append(part)
        effort.running.take(part)

    assert (RUNNING_ONE, RUNNING_ONE * 2 // 3, True) == (*parts[:2], parts[-1] >= LEAST_RUNNING)
    assert (True, True, sorted(parts, reverse=True)) == (effort.is_used_up, sum(parts) <= RUNNING, parts)


def test_a_framework_is_proven_in_the_order_of_its_rules() -> None:
    """
    The first rules that are not proven are run, the last ones are not and say so.
    """
    said = ["used up" in problem.message for problem in check(unproven(90)) if problem.code == "perhaps-out-of-range"]

    assert (90, False, True) == (len(said), said[0], said[-1])
    assert sorted(said) == said


def test_a_rule_that_needs_no_effort_is_proven_behind_those_that_do() -> None:
    """
    Behind any number of rules that are run in vain, one that its bounds prove is still proven.
    """
    made = unproven(90)
    made = evolve(made, indicators=(*made.indicators, leaf("last", 10, PROVEN)), points=made.points + 10)

    assert [] == [problem for problem in check(made) if "last" in problem.path]


def test_proofs_end_at_a_rule_with_one_error() -> None:
    """
    The rule before which proofs end is named, and nothing is said of those behind it.
    """
    problems = [problem for problem in check(read_otherwise()) if problem.severity == "error"]
    message = f"the rules are too many or too large together: proofs end before this one, after {PROVING} steps of work"

    assert [("too-large", message)] == [(problem.code, problem.message) for problem in problems]


def test_rules_of_rows_have_what_other_rules_left() -> None:
    """
    Where nothing is left the first rule of rows is refused, and where proofs have ended already nothing is said again.
    """
    made = framework(slot("a", 10), rows=(row_rules("standard", "cut(min(ratio, 1) * weight, 0.01)"),))
    effort = Effort()
    effort.proving.take(PROVING)
    first, again = (list(row_rules_checked(made, effort)) for _ in range(2))

    assert (["too-large"], []) == ([problem.code for problem in first], again)


@pytest.mark.parametrize("path", PUBLISHED, ids=lambda path: path.name)
def test_published_frameworks_need_little_of_it(path: Path) -> None:
    """
    A whole published table takes less than a quarter of what there is before proofs get weaker.
    """
    effort = Effort()
    list(proofs(framework_file(path), effort))

    assert PROVING - effort.proving.left < NARROWING // 4
    assert RUNNING - effort.running.left < RUNNING // 4
