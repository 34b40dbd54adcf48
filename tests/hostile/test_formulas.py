"""No formula text hurts its host: it is read or refused, at once, in little memory, on a small stack."""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from perfrules import FormulaError, Limits, NumberError, Rulebook, hookimpl, parse, read_framework
from perfrules.errors import InvalidDocumentError
from perfrules.formula import gate
from perfrules.formula.lower import MAX_BITS
from perfrules.formula.parse import parse_condition
from perfrules.framework import Framework, FrameworkSource, Validity
from tests.hostile.formulas import AT_A_LIMIT, COSTLY
from tests.hostile.readings import MILLISECONDS, ROWS, Step

NOT_LOWERED = (f"not lowered: its numbers need more than {MAX_BITS} bits",)
ROOT = Path(__file__).parents[2]
FRAMEWORK = """\
perfrules: 1
id: a.b
edition: "2024"
title: 表
points: {total: 10}
facts:
  used: {label: 支出, kind: rate, decimals: 2, at_most: 100%}
functions:
  halved(x): x / 2
indicators:
  - {id: rule, label: 一, weight: 6, formula: "cut(min(used * weight, weight), 0.01)"}
  - {id: whether, label: 二, weight: 2, met: used >= 0.5 and used <= 0.9}
  - id: bands
    label: 三
    weight: 2
    bands: {of: used, steps: [{below: 0.1, points: 1}, {below: 0.2, points: 2}, {else: 0}]}
"""


@pytest.fixture(scope="module")
def found() -> Mapping[str, tuple[list[Step], float]]:
    """What came of every hostile formula, in a thread with a stack of 256 KiB."""
    command = [sys.executable, "-m", "tests.hostile.readings"]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False, cwd=ROOT)
    assert (0, "") == (done.returncode, done.stderr)
    return dict(json.loads(done.stdout))


def outcomes(found: Mapping[str, tuple[list[Step], float]], kind: str) -> dict[str, str]:
    """The last thing that came of each formula of one kind."""
    return {name: steps[-1][1] for name, (steps, _) in found.items() if name.startswith(kind)}


def test_nothing_but_documented_errors_comes_of_a_text(found: Mapping[str, tuple[list[Step], float]]) -> None:
    """
    Whatever a text is, each reading gives a result or a refusal with a caret in less than 2,000 characters.
    """
    fair = {"done", "refused", *NOT_LOWERED}
    strange = [(name, step) for name, (steps, _) in found.items() for step in steps if step[1] not in fair]

    assert [] == strange


def test_what_has_no_integer_form_says_why(found: Mapping[str, tuple[list[Step], float]]) -> None:
    """
    Only lowering refuses what the other readings take, for its numbers alone, and then nothing is printed.
    """
    refused = {name: steps for name, (steps, _) in found.items() for step in steps if step[1] in NOT_LOWERED}

    assert {"costly: long denominators", "costly: long products"} == set(refused)
    assert {("lower", *NOT_LOWERED)} == {(name, told) for name, told, _ in (steps[-1] for steps in refused.values())}


def test_integers_are_worth_what_the_definition_says(found: Mapping[str, tuple[list[Step], float]]) -> None:
    """
    Every formula that is lowered was run as a printed kernel and over limits, and agreed with `evaluate` in every row.
    """
    lowered = [steps for steps, _ in found.values() if any((step[0], step[1]) == ("lower", "done") for step in steps)]
    expected = ["lower", *(name for kind in ("kernel", "limits") for name in (kind, *[f"{kind} is evaluate"] * len(ROWS)))]

    assert len(lowered) >= len(AT_A_LIMIT) + len(COSTLY) - 2
    assert all(expected == [step[0] for step in steps[-len(expected) :]] for steps in lowered)


def test_a_text_at_a_limit_is_read_by_every_reading(found: Mapping[str, tuple[list[Step], float]]) -> None:
    """
    What is just as large as a limit allows is parsed, printed, resolved, evaluated, bounded and lowered.
    """
    assert {"done"} == set(outcomes(found, "at").values())


@pytest.mark.parametrize("kind", ["beyond", "no"])
def test_a_text_past_a_limit_or_of_another_language_is_refused(found: Mapping[str, tuple[list[Step], float]], kind: str) -> None:
    """
    One more than a limit allows, and whatever is no formula, is refused.
    """
    assert {"refused"} == set(outcomes(found, kind).values())


def test_no_reading_takes_long(found: Mapping[str, tuple[list[Step], float]]) -> None:
    """
    Each reading of each text ends within 50 ms, or 100 ms where more programs run than there are processors.
    """
    is_crowded = os.getloadavg()[0] > (os.cpu_count() or 1)
    most = MILLISECONDS * (2 if is_crowded else 1)

    assert [] == [(name, step) for name, (steps, _) in found.items() for step in steps if step[2] > most]


def test_no_reading_takes_much_memory(found: Mapping[str, tuple[list[Step], float]]) -> None:
    """
    All readings of a text together take at most 16 MiB.
    """
    assert [] == [(name, peak) for name, (_, peak) in found.items() if peak > 16]


@pytest.mark.parametrize("name", ["length", "brackets", "operators", "signs", "digits", "name"])
def test_a_limit_can_be_lowered_and_never_raised(name: str) -> None:
    """
    Each limit takes whole numbers from 1 to its published constant, and refuses everything else with a sentence.
    """
    most = getattr(gate, f"MAX_{name.upper()}")
    kept = [getattr(Limits(**{name: value}), name) for value in (1, most)]
    refused = []
    for value in (0, -1, most + 1, 10**5000, 1.0, True, None, "1"):
        with pytest.raises(NumberError) as caught:
            Limits(**{name: value})  # type: ignore[arg-type]  # what configuration may hold
        refused.append(str(caught.value))

    assert [1, most] == kept
    assert {f"`{name}` is a whole number from 1 to {most}: a limit can be lowered, never raised"} == set(refused)


@pytest.mark.parametrize(
    ("limits", "text", "told"),
    [
        (Limits(length=9), "used + 1.5", "a formula has at most 9 characters"),
        (Limits(length=9), "a+b+c+d", "with a blank on each side of its operators a formula has at most 9 characters"),
        (Limits(brackets=1), "((a))", "a formula has at most 1 brackets inside one another"),
        (Limits(operators=1), "a + b + c", "a formula has at most 1 operators"),
        (Limits(signs=1), "--a", "a formula has at most 1 signs in a row"),
        (Limits(digits=2), "a + 100", "a number has at most 2 digits"),
        (Limits(name=3), "used", "a name has at most 3 characters"),
    ],
)
def test_a_lowered_limit_is_kept(limits: Limits, text: str, told: str) -> None:
    """
    A text within the constants is refused beyond a lower limit, as a formula and as a condition.
    """
    with pytest.raises(FormulaError) as formula:
        parse(text, limits)
    with pytest.raises(FormulaError) as condition:
        parse_condition(text, limits)

    assert [told, told] == [formula.value.reason, condition.value.reason]


class Shelf:
    """A plugin with one framework."""

    @hookimpl
    def perfrules_frameworks(self) -> list[FrameworkSource]:
        """The framework above."""
        return [FrameworkSource("a.b", "2024", Validity(), "a.yaml", FRAMEWORK)]


def refusals(read: Callable[[], Framework]) -> list[str]:
    """At which paths a framework is refused."""
    try:
        read()
    except InvalidDocumentError as error:
        return [problem.path for problem in error.problems]
    return []


@pytest.mark.parametrize(
    ("limits", "paths"),
    [
        (Limits(), []),
        (Limits(name=6), ["indicators/whether/id"]),
        (Limits(operators=2), ["indicators/rule/formula", "indicators/whether/met", "indicators/bands/bands"]),
        (
            Limits(length=8),
            ["functions/halved(x)", "indicators/rule/formula", "indicators/whether/met", "indicators/bands/bands"],
        ),
    ],
)
def test_the_limits_of_a_rulebook_hold_for_all_that_it_reads(tmp_path: Path, limits: Limits, paths: list[str]) -> None:
    """
    Formulas, conditions, bands, ids and signatures keep the limits of the rulebook, from a plugin and from a file.
    """
    rulebook = Rulebook.of(Shelf(), limits=limits)
    path = tmp_path / "a.yaml"
    path.write_text(FRAMEWORK, encoding="utf-8")

    assert paths == refusals(lambda: rulebook.framework("a.b"))
    assert paths == refusals(lambda: read_framework(path, rulebook))


def test_the_published_limits_are_those_of_the_constants() -> None:
    """
    Where nobody lowers them, the largest texts pass.
    """
    assert all(parse(text) for name, text in AT_A_LIMIT.items() if name not in {"conditions", "nots"})
