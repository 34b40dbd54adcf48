"""`perfrules check`: problems of a framework, and the code that they give."""

from collections.abc import Callable
from pathlib import Path

from click.testing import Result

Command = Callable[..., Result]


def test_notes_alone_are_no_failure(run: Command, framework: str) -> None:
    """
    Notes are printed and counted, and the code is 0.
    """
    found = run("check", framework)

    assert 0 == found.exit_code
    assert f"note: {framework}:11:11: facts/signed: no formula uses it" in found.stdout.splitlines()
    assert f"{framework}: 3 notes" == found.stdout.splitlines()[-1]


def test_a_framework_without_problems_is_said_to_have_none(run: Command, tmp_path: Path) -> None:
    """
    Where there is nothing to remark, one line says so.
    """
    path = tmp_path / "plain.yaml"
    path.write_text(
        "perfrules: 1\nid: a.b\nedition: '1'\ntitle: 题\npoints: {total: 1}\n"
        "indicators: [{id: one, label: 一, weight: 1, judged: any}]\n",
        encoding="utf-8",
    )
    found = run("check", str(path))

    assert (0, f"{path}: nothing to remark\n") == (found.exit_code, found.stdout)


def test_a_warning_is_a_finding(run: Command, framework_of: Callable[[str], str]) -> None:
    """
    A warning gives 3.
    """
    path = framework_of("grades: [{name: 优, at_least: 10}]\n")
    found = run("check", path)

    assert 3 == found.exit_code
    assert f"warning: {path}:6:9: grades: totals below 10 have no grade" in found.stdout.splitlines()
    assert f"{path}: 1 warning, 3 notes" == found.stdout.splitlines()[-1]


def test_an_error_makes_a_framework_invalid(run: Command, framework: str) -> None:
    """
    Errors give 5, all of them together.
    """
    Path(framework).write_text(
        Path(framework).read_text(encoding="utf-8").replace("weight: 10", "weight: 9").replace("min(rate", "min(rat"),
        encoding="utf-8",
    )
    found = run("check", framework)
    lines = found.stdout.splitlines()

    assert 5 == found.exit_code
    assert f"{framework}: 2 errors" == lines[-1]
    assert any(line.endswith("unknown name `rat`; did you mean `rate`?") for line in lines)


def test_an_installed_framework_is_checked_by_its_id(run: Command) -> None:
    """
    An id is checked as a path is.
    """
    found = run("check", "shenzhen.longgang-department")

    assert 0 == found.exit_code
    assert found.stdout.splitlines()[-1].startswith("shenzhen.longgang-department: ")
