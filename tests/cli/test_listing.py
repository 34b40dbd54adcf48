"""`perfrules frameworks` and `perfrules plugins`, with good plugins, broken ones, and none."""

from collections.abc import Callable
from pathlib import Path

import click
import perfrules_shenzhen
import pytest
from click.testing import Result

from perfrules import FrameworkSource, Plugin, Rulebook, Validity
from perfrules.cli.command import program
from perfrules.cli.ending import Ending
from perfrules.cli.score import Desk, scored
from perfrules.rulebook import rulebook_from
from perfrules.rulebook.plugins import Contribution, Harvest

Command = Callable[..., Result]
NONE = {"PERFRULES_DISABLE_PLUGIN_AUTOLOAD": "1"}


class Broken(str):
    """A text that cannot be measured; what a plugin contributes is never one."""

    __slots__ = ()

    def __len__(self) -> int:
        message = "no length"
        raise RuntimeError(message)


def install(folder: Path, name: str, module: str) -> None:
    """A distribution with one plugin in a folder of the path."""
    (folder / f"{name}_plugin.py").write_text(module, encoding="utf-8")
    metadata = folder / f"perfrules_{name}-1.0.dist-info"
    metadata.mkdir()
    (metadata / "METADATA").write_text(f"Metadata-Version: 2.1\nName: perfrules-{name}\nVersion: 1.0\n", encoding="utf-8")
    (metadata / "entry_points.txt").write_text(f"[perfrules]\n{name} = {name}_plugin\n", encoding="utf-8")


def contributing(framework: str) -> str:
    """A plugin module with this framework."""
    return (
        "from perfrules import FrameworkSource, Validity, hookimpl\n\n\n@hookimpl\ndef perfrules_frameworks():\n"
        f"    return [FrameworkSource('trial.department', '试行', Validity(), 'own', {framework!r})]\n"
    )


def test_frameworks_are_listed(run: Command) -> None:
    """
    Each framework has a line with id, edition, validity and title.
    """
    found = run("frameworks")

    assert 0 == found.exit_code
    lines = found.stdout.splitlines()
    assert lines == sorted(lines)
    assert {
        ("shenzhen.longgang-department", "2023", "2023-01-01", "to", "2023-12-31", "龙岗区部门整体支出绩效评价共性指标体系框架"),
        ("template.example", "2024", "2024-01-01", "to", "2024-12-31", "示例：一级指标评分表"),
    } <= {tuple(line.split()) for line in lines}


def test_plugins_are_listed(run: Command) -> None:
    """
    Each plugin has a line with its distribution and version.
    """
    found = run("plugins")

    assert 0 == found.exit_code
    lines = [line.split() for line in found.stdout.splitlines()]
    assert [[name, f"perfrules-{name}", "0.1.0"] for name, *_ in lines] == lines
    assert {"shenzhen", "template"} <= {name for name, *_ in lines}


@pytest.mark.parametrize(
    ("command", "message"), [("frameworks", "no framework is installed\n"), ("plugins", "no plugin is installed\n")]
)
def test_nothing_installed_is_said(run: Command, command: str, message: str) -> None:
    """
    Without any plugin the lists are empty, and that is no failure.
    """
    found = run(command, environment=NONE)

    assert (0, "", message) == (found.exit_code, found.stdout, found.stderr)


def test_a_broken_plugin_is_named_once_and_the_rest_works(
    run: Command, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, longgang: str
) -> None:
    """
    A plugin that fails is a warning, cases of the others are scored, and `plugins` ends with 3.
    """
    install(tmp_path, "broken", "raise RuntimeError('no luck')\n")
    monkeypatch.syspath_prepend(tmp_path)
    scored, listed = run("score", longgang), run("plugins")

    warning = "warning: plugin `broken` failed to load: RuntimeError: no luck\n"
    assert (0, warning) == (scored.exit_code, scored.stderr)
    assert (3, warning) == (listed.exit_code, listed.stderr)
    assert "总分 97.15" in scored.stdout


def test_a_case_on_which_perfrules_breaks_does_not_stop_the_others(longgang: str, case: Callable[..., str]) -> None:
    """
    Where reading a framework breaks, its case gets one line and the code 1, and the others are scored.
    """
    broken = FrameworkSource("trial.department", "试行", Validity(), "own", Broken("x"))
    shenzhen = Rulebook.of(perfrules_shenzhen).contributions
    desk = Desk(
        rulebook_from(Harvest((), (Contribution(Plugin("a"), broken), *shenzhen), ())),
        None,
        "keep",
        lambda _, __, card: card.total,
    )
    context = click.Context(program)
    context.params["debug"] = False
    path = case()
    with context:
        first, second = scored((path, longgang), desk)

    assert (Ending.BROKE, Ending.DONE) == (first.ending, second.ending)
    assert first.message.startswith(f"{path}: perfrules broke: RuntimeError: no length; please report this")
    assert "97.15" == str(second.form)


def test_a_framework_with_errors_is_named_in_the_list(
    run: Command, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, framework: str
) -> None:
    """
    A framework that would not load stands in the list without title, with its errors as messages, and the code is 5.
    """
    install(tmp_path, "wrong", contributing(Path(framework).read_text(encoding="utf-8").replace("weight: 10", "weight: 9")))
    monkeypatch.syspath_prepend(tmp_path)
    found = run("frameworks")

    assert 5 == found.exit_code
    assert ["trial.department", "试行", "…", "to", "…", "—"] in [line.split() for line in found.stdout.splitlines()]
    assert "own:20:3: indicators: the weights below add up to 9 + 6 + 4 = 19, `points.total` is 20" in found.stderr


def test_two_plugins_with_one_id_are_both_named(
    run: Command, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, framework: str
) -> None:
    """
    Neither is used; asking for the id gives both names and 5.
    """
    for name in ("first", "second"):
        install(tmp_path, name, contributing(Path(framework).read_text(encoding="utf-8")))
    monkeypatch.syspath_prepend(tmp_path)
    found = run("show", "trial.department")

    clash = "framework `trial.department` edition `试行` comes from two plugins: `first` and `second`"
    assert (5, f"warning: {clash}\n{clash}\n") == (found.exit_code, found.stderr)
