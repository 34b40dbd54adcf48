"""No plugin hurts its host: each is contained and named, and the good ones score as if it were not there."""

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from importlib.metadata import entry_points
from pathlib import Path
from typing import Any

import pytest

from perfrules import DisturbingPluginError, Rulebook, hookimpl
from perfrules.framework import FrameworkSource
from perfrules.rulebook.plugins import given, harvest, installed
from tests.hostile.plugins import DISTURBING, FAULTY, GOOD

HOST = Path(__file__).with_name("host.py")
OURS = frozenset(entry.name for entry in entry_points(group="perfrules"))
"""The plugins of this repository, which are installed."""

COMMAND = "import sys; from perfrules.cli import main; sys.argv[0] = 'perfrules'; sys.exit(main())"


def install(folder: Path, name: str, module: str) -> None:
    """A plugin of one module, as an installer leaves it."""
    described = folder / f"{name}-1.0.dist-info"
    described.mkdir()
    (folder / f"plugin_{name}.py").write_text(module, encoding="utf-8")
    (described / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n", encoding="utf-8")
    (described / "entry_points.txt").write_text(f"[perfrules]\n{name} = plugin_{name}\n", encoding="utf-8")


def run(folder: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """A process that finds the plugins of a folder."""
    surrounding = {"PATH": os.environ["PATH"], "PYTHONPATH": str(folder), "PYTHONDONTWRITEBYTECODE": "1"} | environment
    return subprocess.run([sys.executable, *arguments], env=surrounding, capture_output=True, encoding="utf-8", check=False)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with every plugin installed, and a distribution whose entry points nobody can read."""
    made = tmp_path_factory.mktemp("plugins")
    for name, (module, _) in {**FAULTY, **DISTURBING}.items():
        install(made, name, module)
    for name, module in GOOD.items():
        install(made, name, module)
    broken = made / "broken-1.0.dist-info"
    broken.mkdir()
    (broken / "METADATA").write_text("Metadata-Version: 2.1\nName: broken\n", encoding="utf-8")
    (broken / "entry_points.txt").write_text("[perfrules]\nno value\n", encoding="utf-8")
    return made


@pytest.fixture(scope="module")
def noticed(folder: Path) -> Mapping[str, Any]:
    """What a host notices among all of them."""
    done = run(folder, str(HOST))
    assert (0, "") == (done.returncode, done.stderr)
    return dict(json.loads(done.stdout))


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Any]:
    """What a host notices without them."""
    return dict(json.loads(run(tmp_path_factory.mktemp("empty"), str(HOST)).stdout))


def test_every_hostile_plugin_is_named_with_its_fault(noticed: Mapping[str, Any]) -> None:
    """
    Whatever a plugin raises, returns or forgets, a problem names it and says where.
    """
    told = [text for _, text in noticed["problems"]]
    expected = {name: f"plugin `{name}` {fault}" for name, (_, fault) in {**FAULTY, **DISTURBING}.items()}

    assert {} == {name: start for name, start in expected.items() if not any(text.startswith(start) for text in told)}


def test_nothing_else_is_named(noticed: Mapping[str, Any]) -> None:
    """
    Good plugins are in no problem, but for the framework that two of them claim.
    """
    named = {text.split("`")[1] for _, text in noticed["problems"]}

    assert {*FAULTY, *DISTURBING, "broken", "claimed"} == named


def test_what_can_be_used_is_used(noticed: Mapping[str, Any]) -> None:
    """
    Good plugins and those that only disturb are loaded, in the order of their names; the others are not.
    """
    assert sorted({*GOOD, *DISTURBING, *OURS} - {"traps"}) == noticed["plugins"]


def test_scores_do_not_notice(noticed: Mapping[str, Any], undisturbed: Mapping[str, Any]) -> None:
    """
    The score of a good framework is the same to the last byte, and nothing of the process has changed.
    """
    assert undisturbed["score"] == noticed["score"]
    assert [] == undisturbed["problems"]
    assert all(noticed["unchanged"])
    assert all(undisturbed["unchanged"])


def test_what_a_framework_says_is_found_when_it_is_asked_for(noticed: Mapping[str, Any]) -> None:
    """
    A framework that two claim, one with a hostile text and one that was never contributed are errors of their own.
    """
    kinds = {name: told.partition(":")[0] for name, told in noticed["asked"].items()}

    assert {"claimed": "DuplicateFrameworkError", "wrong": "InvalidDocumentError", "late": "UnknownFrameworkError"} == kinds


def test_no_message_is_long_or_illegible(noticed: Mapping[str, Any]) -> None:
    """
    What is said of plugins has less than 2,000 characters and moves no cursor.
    """
    told = [text for _, text in noticed["problems"]]

    assert all(len(text) < 2000 and text.replace("\n", "").isprintable() for text in told)


def test_the_command_names_them_all(folder: Path) -> None:
    """
    `perfrules plugins` lists what can be used, warns of each of the others, and ends with 3.
    """
    done = run(folder, "-c", COMMAND, "plugins")

    assert 3 == done.returncode
    assert {*FAULTY, *DISTURBING, "broken", "claimed"} <= {line.split("`")[1] for line in done.stderr.splitlines() if "`" in line}
    assert {*GOOD, *DISTURBING, *OURS} - {"traps"} == {line.split()[0] for line in done.stdout.splitlines()}


def test_only_the_named_ones_are_loaded(folder: Path) -> None:
    """
    With `only`, and with the environment variable, no line of another plugin runs.
    """
    script = (
        "import sys; from perfrules import Rulebook; found = Rulebook.load(only={}); "
        "print([plugin.name for plugin in found.plugins], len(found.problems))"
    )
    loaded = "; print(sorted(name for name in sys.modules if name.startswith('plugin_')))"
    (folder / "broken-1.0.dist-info" / "entry_points.txt").rename(folder / "entry_points.moved")
    try:
        named = run(folder, "-c", script.format("['template', 'api_right']") + loaded)
        none = run(folder, "-c", script.format("None") + loaded, PERFRULES_DISABLE_PLUGIN_AUTOLOAD="1")
    finally:
        (folder / "entry_points.moved").rename(folder / "broken-1.0.dist-info" / "entry_points.txt")

    assert ("", "['api_right', 'template'] 0\n['plugin_api_right']\n") == (named.stderr, named.stdout)
    assert ("", "[] 0\n[]\n") == (none.stderr, none.stdout)


def test_unreadable_entry_points_hide_no_plugin(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """
    Where one distribution is broken, the plugins of the others are found all the same.
    """
    whole, _ = installed()
    monkeypatch.syspath_prepend(folder)
    found, problems = installed()

    assert {entry.name for entry in whole} | {*FAULTY, *DISTURBING, *GOOD} == {entry.name for entry in found}
    assert ["broken"] == [problem.plugin for problem in problems]


class Nameless:
    """A plugin that refuses to say its name."""

    def __getattr__(self, name: str) -> object:
        raise RuntimeError(name)

    @hookimpl
    def perfrules_frameworks(self) -> list[FrameworkSource]:
        """No framework."""
        return []


class Spending:
    """A plugin that changes a limit."""

    @hookimpl
    def perfrules_frameworks(self) -> list[FrameworkSource]:
        """No framework, but a disturbance."""
        sys.setrecursionlimit(sys.getrecursionlimit() + 1)
        return []


def test_a_disturbance_is_no_reason_to_refuse() -> None:
    """
    `Rulebook.of` keeps a disturbance among its problems, and the plugin can be used.
    """
    before = sys.getrecursionlimit()
    rulebook = Rulebook.of(Spending())

    told = "plugin `Spending 1` changed the recursion limit in `perfrules_frameworks`, which was changed back"
    assert [(DisturbingPluginError, told)] == [(type(problem), str(problem)) for problem in rulebook.problems]
    assert before == sys.getrecursionlimit()


def test_an_object_that_refuses_its_name_is_named_after_its_type() -> None:
    """
    A plugin whose attributes raise is refused under the name of its type.
    """
    (problem,) = harvest(given((Nameless(),))).problems

    assert "plugin `Nameless 1` failed to register: RuntimeError: perfrules_api" == str(problem)
