"""`perfrules eval`: a formula with its steps."""

from collections.abc import Callable

import pytest
from click.testing import Result

Command = Callable[..., Result]


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (
            ["cut(used / total, 0.01)", "used=57", "total=110"],
            "cut(used / total, 0.01)\n  = cut(57 / 110, 0.01)\n  = cut(0.518181…, 0.01)\n  = 0.51\n",
        ),
        (["支出 / 预算", "支出=1", "预算=3"], "支出 / 预算\n  = 1 / 3\n  = 0.333333…\n"),
        (["1 if open else 0", "open=是"], "open：是\n1\n"),
        (["1 if open else 0", "open=No", "--language", "en"], "open: no\n0\n"),
        (["2 if x > 1 else 1", "x=3万"], "x > 1：30000 > 1，成立\n2\n"),
        (["2 if x > 1 else 1", "x=25%"], "x > 1：0.25 > 1，不成立\n1\n"),
        (["--", "-x", "x=-2"], "-x\n  = -(-2)\n  = 2\n"),
    ],
)
def test_a_formula_is_shown_step_by_step(run: Command, arguments: list[str], expected: str) -> None:
    """
    The formula, its numbers and its result stand below one another, after the conditions that decided.
    """
    found = run("eval", *arguments)

    assert (0, expected, "") == (found.exit_code, found.stdout, found.stderr)


def test_a_framework_lends_its_functions_facts_and_values(run: Command, framework: str) -> None:
    """
    A value of the framework is computed from facts, which are read with their units and states.
    """
    found = run(
        "eval", "rate if open == full else x", "used=80000元", "plan=10", "open=全部公开", "--framework", framework, "x=1"
    )

    assert "open == full：full == full，成立\nrate\n  = 0.8\n" == found.stdout


@pytest.mark.parametrize(
    ("formula", "given", "expected"),
    [
        ("begun - date(2023, 1, 1)", "begun=2023-01-31", "begun - date(2023, 1, 1)\n  = 2023-01-31 - date(2023, 1, 1)\n  = 30\n"),
        ("rate * 2", "rate=50%", "rate * 2\n  = 0.5 * 2\n  = 1\n"),
        ("used * 2", "used=3", "used * 2\n  = 3 * 2\n  = 6\n"),
    ],
)
def test_facts_are_quoted_as_they_are_read(run: Command, framework: str, formula: str, given: str, expected: str) -> None:
    """
    A date stays a date, a value that is given is taken, an amount is a number.
    """
    assert expected == run("eval", formula, given, "--framework", framework).stdout


def test_a_division_by_zero_is_undecided(run: Command) -> None:
    """
    Where a formula has no value the code is 4.
    """
    found = run("eval", "a / b", "a=1", "b=0")

    assert (4, "a / b\n  = 1 / 0\n") == (found.exit_code, found.stdout)
    assert "the formula has no value: a division by zero was reached\n" == found.stderr


def test_a_value_that_is_not_reached_does_no_harm(run: Command, framework: str) -> None:
    """
    A value that divides by zero matters only where the formula comes to it.
    """
    given = ("used=0", "plan=0", "--framework", framework)
    found = [run("eval", formula, *given) for formula in ("0 if plan == 0 else rate", "rate if plan == 0 else 0")]

    assert [0, 4] == [one.exit_code for one in found]
    assert "plan == 0：0 == 0，成立\n0\n" == found[0].stdout


def test_a_form_with_slots_lends_them_too(run: Command) -> None:
    """
    Its rows are a unit's, its functions, facts and values are not.
    """
    found = run("eval", "completed(spent, budget)", "spent=97.5万元", "budget=100", "--framework", "mof.self-evaluation")

    assert (0, "completed(spent, budget)\n  = completed(97.5, 100)\n  = 0.975\n") == (found.exit_code, found.stdout)
