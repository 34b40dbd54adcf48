"""`perfrules audit`."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import click
import pytest
from click.testing import Result
from jsonschema import Draft202012Validator

from perfrules import schema
from perfrules.cli.audit import Desk, Run
from perfrules.cli.command import program
from perfrules.cli.ending import Ending
from perfrules.cli.tally import Tally
from perfrules.framework import FrameworkSource, Validity
from perfrules.rulebook import Plugin, rulebook_from
from perfrules.rulebook.plugins import Contribution, Harvest
from tests.cli.test_listing import Broken

Command = Callable[..., Result]
Report = Callable[..., str]

WRONG = "[{printed: 9 万元, formula: basic + project, where: 一（二）, label: 预算}]"
RIGHT = "[{printed: 7 万元, formula: basic + project, where: 一（二）, label: 预算}]"


@pytest.fixture
def report(tmp_path: Path) -> Report:
    """Writes a bare report of this unit with these statements and gives its path."""

    def write(statements: str = WRONG, subject: str = "甲局", name: str = "report.yaml") -> str:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        head = f"framework: none\nsubject: {subject}\nperiod: '2023'\nfigures: {{basic: 3 万元, project: 4 万元}}\n"
        path.write_text(f"{head}statements: {statements}\n", encoding="utf-8")
        return str(path)

    return write


def audited(found: Result) -> dict[str, Any]:
    """The JSON of one audit."""
    document: dict[str, Any] = json.loads(found.stdout)
    return document


def finding(run: Command, path: str) -> str:
    """The id of the only error in a report."""
    (one,) = audited(run("audit", path, "--only", "error", "--format", "json"))["findings"]
    return str(one["id"])


def waivers(path: str, *ids: str, more: str = "") -> str:
    """The path of a file, beside a report, that accepts these findings."""
    target = Path(path).with_name("waivers.yaml")
    listed = "".join(f"  - {{id: {id}, reason: 已更正, by: 张三{more}}}\n" for id in ids)
    target.write_text(f"perfrules: 1\nwaivers:\n{listed}", encoding="utf-8")
    return str(target)


def test_an_error_ends_with_three(run: Command, report: Report) -> None:
    """
    It is printed first, with its arithmetic; `--exit-zero` ends with 0.
    """
    path = report()
    found, zero = run("audit", path), run("audit", path, "--exit-zero")

    assert (3, 0, "") == (found.exit_code, zero.exit_code, found.stderr)
    assert zero.stdout == found.stdout
    assert "错误（1 项）" in found.stdout
    assert "3 + 4" in found.stdout


def test_a_right_report_ends_with_zero(run: Command, report: Report) -> None:
    """
    What agrees is counted, and shown with `--all` or `--only ok`.
    """
    path = report(RIGHT)
    found = run("audit", path)

    assert 0 == found.exit_code
    assert "没有错误" in found.stdout
    assert ("相符（1 项）" not in found.stdout, True, True) == (
        True,
        "相符（1 项）" in run("audit", path, "--all").stdout,
        "相符（1 项）" in run("audit", path, "--only", "ok").stdout,
    )


def test_only_and_all_exclude_each_other(run: Command, report: Report) -> None:
    """
    Both cannot be meant.
    """
    found = run("audit", report(), "--only", "error", "--all")

    assert (2, "either --only or --all was expected, not both\n") == (found.exit_code, found.stderr)


def test_json_keeps_its_schema(run: Command, report: Report) -> None:
    """
    With the severities that were asked for; the summary counts everything.
    """
    path = report(f"{WRONG[:-1]}, {RIGHT[1:]}".replace("一（二）", "一", 1))
    every = audited(run("audit", path, "--format", "json"))
    errors = audited(run("audit", path, "--format", "json", "--only", "error", "--only", "warning"))

    assert Draft202012Validator(schema("audit")).is_valid(every)
    assert ("甲局", "none", ["error", "ok"]) == (
        every["subject"],
        every["framework"],
        [one["severity"] for one in every["findings"]],
    )
    assert ["error"] == [one["severity"] for one in errors["findings"]]
    assert every["summary"] == errors["summary"]


def test_standard_input_is_a_case(run: Command, report: Report) -> None:
    """
    `-` reads a case, and gives what the file gives.
    """
    path = report()
    piped = run("audit", "-", given=Path(path).read_bytes())

    assert (3, run("audit", path).stdout) == (piped.exit_code, piped.stdout)


def test_several_reports_end_with_a_summary(run: Command, report: Report, tmp_path: Path) -> None:
    """
    Each is printed when it is done; below them stand the counts.
    """
    for name, statements in (("a", WRONG), ("b", RIGHT), ("c", WRONG)):
        report(statements, f"{name}局", f"cases/{name}.yaml")
    found = run("audit", str(tmp_path / "cases"))

    assert 3 == found.exit_code
    assert ["单位：a局", "单位：b局", "单位：c局"] == [line for line in found.stdout.splitlines() if line.startswith("单位：")]
    assert [
        "汇总（3 份报告，2 份有错误）",
        "",
        " 类别       错误   警告   说明   相符",
        " ───────────────────────────────────────",
        " 正文数字      2      0      0      1",
        "",
        "有错误的报告（错误多者在前）",
        "",
        " 单位       错误   警告",
        " ─────────────────────────",
        " a局 2023      1      0",
        " c局 2023      1      0",
    ] == found.stdout.splitlines()[-13:-1]


def test_several_reports_are_a_list(run: Command, report: Report) -> None:
    """
    In JSON, on standard output as in a file, which is written as a whole.
    """
    first, second = report(WRONG, "甲局", "a.yaml"), report(RIGHT, "乙局", "b.yaml")
    output = Path(first).with_name("audit.json")
    shown, written = run("audit", first, second, "--format", "json"), run("audit", first, second, "-o", str(output))

    assert (3, "", "") == (written.exit_code, written.stdout, written.stderr)
    assert json.loads(shown.stdout) == json.loads(output.read_text(encoding="utf-8"))
    assert ["甲局", "乙局"] == [one["subject"] for one in json.loads(shown.stdout)]
    assert Draft202012Validator(schema("audit")).is_valid(json.loads(shown.stdout))


def test_a_text_is_written_into_a_file(run: Command, report: Report) -> None:
    """
    With `-o` and the ending `.txt` nothing goes to standard output.
    """
    path = report()
    output = Path(path).with_name("audit.txt")
    found = run("audit", path, "-o", str(output))

    assert (3, "", run("audit", path).stdout) == (found.exit_code, found.stdout, output.read_text(encoding="utf-8"))


@pytest.mark.parametrize("form", ["text", "json"])
def test_one_bad_case_does_not_stop_the_others(run: Command, report: Report, form: str) -> None:
    """
    It is named on standard error, and the code is 5, also with `--exit-zero`.
    """
    bad, good = report("[{printed: 9}]", "甲局", "bad.yaml"), report(WRONG, "乙局", "good.yaml")
    found = run("audit", bad, good, "--exit-zero", "--format", form)

    assert 5 == found.exit_code
    assert found.stderr.startswith(f"{bad}:5:14: statements/1: ")
    assert ("乙局" in found.stdout, "甲局" in found.stdout) == (True, False)


@pytest.mark.parametrize("count", [1, 2])
@pytest.mark.parametrize("name", ["audit.json", "audit.txt"])
def test_bad_cases_alone_give_no_data(run: Command, report: Report, name: str, count: int) -> None:
    """
    Where nothing can be audited no file is written.
    """
    paths = [report("[{printed: 9}]", "甲局", f"{position}.yaml") for position in range(count)]
    output = Path(paths[0]).with_name(name)
    found = run("audit", *paths, "-o", str(output))

    assert (5, "", False) == (found.exit_code, found.stdout, output.exists())


def test_an_accepted_finding_stands_apart(run: Command, report: Report) -> None:
    """
    It is no error any more, and the counts before are said.
    """
    path = report()
    accepted = waivers(path, finding(run, path))
    found = run("audit", path, "--waivers", accepted)
    written = audited(run("audit", path, "--waivers", accepted, "--format", "json"))

    assert (0, "") == (found.exit_code, found.stderr)
    assert "    张三接受：已更正\n" in found.stdout
    assert found.stdout.endswith("\n接受前：错误 1 项，警告 0 项，其他 0 项。\n")
    assert ([], "0", "1") == (
        written["findings"],
        written["summary"]["severities"]["error"],
        written["summary"]["before"]["error"],
    )


def test_an_expired_waiver_is_told(run: Command, report: Report) -> None:
    """
    The finding stands again.
    """
    path = report()
    name = finding(run, path)
    accepted = waivers(path, name, more=", until: 2020-12-31")
    found = run("audit", path, "--waivers", accepted)

    said = f"warning: {accepted}: the waiver of `{name}` by 张三 ended on 2020-12-31; it no longer counts\n"
    assert (3, said) == (found.exit_code, found.stderr)


def test_an_unused_waiver_is_told_once(run: Command, report: Report) -> None:
    """
    Of several reports one is enough to use it.
    """
    first, second = report(WRONG, "甲局", "a.yaml"), report(RIGHT, "乙局", "b.yaml")
    accepted = waivers(first, finding(run, first), "score-1a2b3c4d")
    found = run("audit", first, second, "--waivers", accepted)

    assert (0, f"note: {accepted}: the waiver of `score-1a2b3c4d` by 张三 fits no finding\n") == (found.exit_code, found.stderr)


def test_a_waiver_counts_for_its_subject_alone(run: Command, report: Report) -> None:
    """
    Two reports can have a finding of the same id; one that is accepted for one unit stands for the other.
    """
    first, second = report(WRONG, "甲局", "a.yaml"), report(WRONG, "乙局", "b.yaml")
    accepted = waivers(first, finding(run, first), more=", subject: 甲局")
    found = json.loads(run("audit", first, second, "--waivers", accepted, "--format", "json").stdout)

    assert finding(run, first) == finding(run, second)
    assert ["0", "1"] == [one["summary"]["severities"]["error"] for one in found]


def test_faulty_waivers_are_refused(run: Command, report: Report) -> None:
    """
    Before anything is audited, with all that is wrong.
    """
    path = report()
    found = run("audit", path, "--waivers", waivers(path, "statement"))

    assert (5, "") == (found.exit_code, found.stdout)
    assert ": waivers/statement/id: `statement` is no id of a finding" in found.stderr


def test_a_framework_can_come_from_a_file(run: Command, case: Callable[..., str], framework: str) -> None:
    """
    Sentences can be English; the title is that of the framework.
    """
    found = run("audit", case("facts: {used: 8, plan: 10}\n"), "--framework", framework, "--language", "en")

    assert (3, "") == (found.exit_code, found.stderr)
    assert found.stdout.startswith("部门评价 (edition 试行)\n")
    assert "errors (" in found.stdout


def test_a_case_on_which_perfrules_breaks_does_not_stop_the_others(
    report: Report, case: Callable[..., str], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """
    It gets one line and the code 1, and the others are audited, also where a terminal shows both data and a bar.
    """
    broken = FrameworkSource("trial.department", "试行", Validity(), "own", Broken("x"))
    rulebook = rulebook_from(Harvest((), (Contribution(Plugin("a"), broken),), ()))
    run = Run(Desk(rulebook, None, (), lambda _, found: found.subject), Tally())
    context = click.Context(program)
    context.params["debug"] = False
    path = case()
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    with context:
        written = list(run.written((path, report())))

    assert (["甲局"], {Ending.BROKE, Ending.FINDINGS}) == (written, run.endings)
    assert capsys.readouterr().err.startswith(f"{path}: perfrules broke: RuntimeError: no length; please report this")


@pytest.mark.parametrize("together", [False, True])
def test_a_bar_shows_how_far_it_is(report: Report, *, together: bool) -> None:
    """
    On a terminal, for several reports; what is written to that terminal stands there whole, what goes elsewhere is the same.
    """
    command = [sys.executable, "-m", "perfrules", "audit", report(WRONG, "甲局", "a.yaml"), report(RIGHT, "乙局", "b.yaml")]
    environment = {**os.environ, "TERM": "xterm", "COLUMNS": "80", "NO_COLOR": "1"}
    terminal, end = os.openpty()
    streams = {"stderr": end, "stdout": end if together else subprocess.PIPE}
    process = subprocess.Popen(command, stdin=subprocess.DEVNULL, env=environment, **streams)  # type: ignore[call-overload]  # both take a number
    os.close(end)
    shown = "".join(iter(partial(read_some, terminal), ""))
    data = shown if together else process.communicate()[0].decode()

    assert 3 == process.wait()
    assert "2/2" in shown
    assert [True] * 3 == [
        text in data.replace("\r", "") for text in ("单位：甲局\n", "单位：乙局\n", "汇总（2 份报告，1 份有错误）\n")
    ]


def read_some(terminal: int) -> str:
    """What stands in a terminal; nothing once nobody writes there any more."""
    try:
        return os.read(terminal, 65536).decode(errors="replace")
    except OSError:
        return ""
