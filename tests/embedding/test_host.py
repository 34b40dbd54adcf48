"""A host program uses the library as it stands: in any environment, beside any plugin."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

HOST = Path(__file__).with_name("host.py")
FRAMEWORKS = Path(__file__).parents[2] / "frameworks"
LONGGANG = FRAMEWORKS / "shenzhen" / "cases" / "longgang-2023.yaml"
EXAMPLE = FRAMEWORKS / "template" / "cases" / "example.yaml"
ENVIRONMENTS = (
    {"PYTHONHASHSEED": "1", "TZ": "Asia/Shanghai", "LC_ALL": "C.UTF-8"},
    {"PYTHONHASHSEED": "2", "TZ": "America/Anchorage", "LC_ALL": "C"},
    {"PYTHONHASHSEED": "3", "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
    {"PYTHONOPTIMIZE": "2", "LC_ALL": "POSIX", "TZ": "Pacific/Kiritimati"},
)
HOSTILE = {
    "exits": "import sys\nsys.exit(0)\n",
    "raises": "raise LookupError('缺')\n",
    "misspelt": "from perfrules import hookimpl\n@hookimpl\ndef perfrules_framework():\n    return []\n",
    "wrong": "from perfrules import hookimpl\n@hookimpl\ndef perfrules_frameworks():\n    return ['a']\n",
    "empty": "",
}


def run(*paths: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """The host, run on these cases."""
    command = [sys.executable, str(HOST), *map(str, paths)]
    return subprocess.run(command, env=environment, capture_output=True, encoding="utf-8", check=False)


def install(folder: Path, name: str, code: str) -> None:
    """A plugin of one module, as an installer leaves it."""
    described = folder / f"{name}-1.0.dist-info"
    described.mkdir()
    (folder / f"plugin_{name}.py").write_text(code, encoding="utf-8")
    (described / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n", encoding="utf-8")
    (described / "entry_points.txt").write_text(f"[perfrules]\n{name} = plugin_{name}\n", encoding="utf-8")


def test_a_host_of_thirty_lines_scores_cases() -> None:
    """
    Loading, scoring and printing takes a host no more than thirty lines.
    """
    done = run(LONGGANG, EXAMPLE)
    totals = [result["total"]["points"] for result in json.loads(done.stdout)]

    assert ("", 0) == (done.stderr, done.returncode)
    assert ["97.15", "95.23"] == totals
    assert len(HOST.read_text(encoding="utf-8").splitlines()) <= 31


def test_a_host_reports_what_is_wrong(tmp_path: Path) -> None:
    """
    One exception class catches whatever a wrong case can cause.
    """
    done = run(tmp_path / "no.yaml")

    assert (1, "", f"{tmp_path / 'no.yaml'}: there is no such file\n") == (done.returncode, done.stdout, done.stderr)


def test_the_same_inputs_give_the_same_bytes() -> None:
    """
    Hash seed, time zone, locale and optimisation change no byte of the output.
    """
    outputs = {run(LONGGANG, EXAMPLE, **environment).stdout for environment in ENVIRONMENTS}

    assert 1 == len(outputs)
    assert "97.15" in outputs.pop()


@pytest.mark.parametrize("names", [tuple(HOSTILE), ("exits",)])
def test_hostile_plugins_change_nothing(names: tuple[str, ...], tmp_path: Path) -> None:
    """
    Beside plugins that exit, raise or contribute nonsense the good ones give the same result, and each bad one is named.
    """
    for name in names:
        install(tmp_path, name, HOSTILE[name])
    done = run(EXAMPLE, PYTHONPATH=str(tmp_path), PATH=os.environ["PATH"], PYTHONDONTWRITEBYTECODE="1")

    named = [line.split("`")[1] for line in done.stderr.splitlines()]
    assert (0, sorted(names), run(EXAMPLE).stdout) == (done.returncode, named, done.stdout)
