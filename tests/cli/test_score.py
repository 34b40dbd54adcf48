"""`perfrules score`: sheets, tables, JSON, files, exit codes."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result
from rich.cells import cell_len

Command = Callable[..., Result]
Write = Callable[..., str]

ALL = "facts: {used: 8, plan: 10, open: full, score: 3}\njudged:\n" + "".join(
    f"  {id}: {{points: 2, by: 甲, reason: 好}}\n" for id in ("survey", "visit", "marks")
)


def test_longgang_is_scored_as_its_report_prints_it(run: Command, longgang: str) -> None:
    """
    The published total, the grade, the points lost and their sum, and what rests on what, stand in the sheet.
    """
    found = run("score", longgang)
    lines = found.stdout.splitlines()

    assert (0, "") == (found.exit_code, found.stderr)
    assert [
        "龙岗区部门整体支出绩效评价共性指标体系框架（2023 版）",
        "单位：中共深圳市龙岗区委政法委员会",
        "期间：2023",
    ] == lines[:3]
    assert "     预算执行率                              6    5.15   小计" in lines
    assert "       季度执行                              4    3.89   按数据计算" in lines
    assert "       日常公用经费控制率                    3       2   按列示比率" in lines
    assert "       符合职责与方针政策                    1       —   计入上级指标" in lines
    assert "总分 97.15  等级 优" in lines
    assert "扣分（4 项，共 2.85 分）" in lines
    assert "  2.85  合计" in lines
    assert "按数据计算12分，按列示比率3分，评定0分，仅有报告列示85分，缺数据0分，不适用0分。" in "".join(found.stdout.split())
    assert "  全年平均若理解为“进度与序时之比”：得 2 分，总分 97.89" in lines
    assert "  各种理解组合起来，总分为 97.15 至 97.89" in lines
    assert "仅有报告列示的得分（分值 85 分，现有数据不能复核）" in lines
    assert "财务合规性3分（其中1分按数据计算）、" in "".join(found.stdout.split())
    assert lines[-1].startswith("计算凭据 perfrules 0.1.0 · perfrules-shenzhen 0.1.0 · ")


def test_no_line_is_wider_than_the_terminal(run: Command, longgang: str) -> None:
    """
    At 80 columns every line fits.
    """
    lines = run("score", longgang, "--stated", "gap").stdout.splitlines()

    assert [] == [line for line in lines if cell_len(line) > 80]


def test_without_printed_scores_longgang_is_a_range(run: Command, longgang: str) -> None:
    """
    With `--stated gap` the total is a range, the missing points are listed, and the code is 4.
    """
    found = run("score", longgang, "--stated", "gap", "--language", "en")

    assert 4 == found.exit_code
    assert "total 12.15 to 97.15  grade open" in found.stdout
    assert "  25    社会、经济、生态效益及可持续影响等 (benefits): to be judged" in found.stdout
    assert "   8    未按期保质保量完成的重点工作 (key_tasks_missed): 重点工作完成情况" in found.stdout
    assert "some hang on the same points: do not add them up." in found.stdout
    assert "rest on printed scores only" not in found.stdout


def test_json_says_everything_with_numbers_as_texts(run: Command, longgang: str) -> None:
    """
    The JSON of one case is one mapping: total, completeness, each score, the receipt, what is missing, what was lost.
    """
    found = json.loads(run("score", longgang, "--format", "json").stdout)

    first = ["framework", "edition", "subject", "period", "total", "grade", "completeness", "scores", "receipt"]
    assert [*first, "missing", "alerts", "deductions"] == list(found)
    assert {"points": "97.15", "least": "97.15", "most": "97.15"} == found["total"]
    assert {
        "figures": "12",
        "printed_ratios": "3",
        "judged": "0",
        "stated": "85",
        "missing": "0",
        "not_applicable": "0",
    } == found["completeness"]
    assert "3.89" == next(score["points"] for score in found["scores"] if score["id"] == "quarters")


def test_standard_input_is_a_case(run: Command, longgang: str) -> None:
    """
    `-` reads a case, and gives what the file gives.
    """
    piped = run("score", "-", given=Path(longgang).read_bytes())

    assert run("score", longgang).stdout == piped.stdout


def test_several_cases_give_a_table(run: Command, case: Write, framework: str, tmp_path: Path) -> None:
    """
    A folder gives one line for each of its cases, however deep, and the worst code.
    """
    case(ALL, "cases/b/one.yaml")
    case("", "cases/a.yaml")
    case("", "cases/.hidden/c.yaml")
    found = run("score", str(tmp_path / "cases"), "--framework", framework)

    assert [
        "",
        " 单位                 总分   有据   列示   待补   不适用   等级",
        " ──────────────────────────────────────────────────────────────",
        " 甲局 2023   0.00 至 20.00      0      0     20        0   —",
        " 甲局 2023           18.00     20      0      0        0   —",
        "",
        "各列为分值：有据，指按数据、按列示比率或经评定得出；列示，指仅有报告列示的得分；",
        "待补，指缺数据或待评定；不适用，指该指标不适用于本单位。等级“未定”指总分区间跨两",
        "个等级。",
    ] == found.stdout.splitlines()
    assert (4, "") == (found.exit_code, found.stderr)


def test_several_cases_give_a_list(run: Command, case: Write, framework: str) -> None:
    """
    The JSON of several cases is a list in the order of the arguments.
    """
    first, second = case(ALL, "first.yaml"), case("", "second.yaml")
    found = run("score", first, second, first, "--framework", framework, "--format", "json")

    assert ["18.00", None] == [one["total"]["points"] for one in json.loads(found.stdout)]


def test_one_bad_case_does_not_stop_the_others(run: Command, case: Write, framework: str) -> None:
    """
    The good cases are scored, the bad ones are named, and the code is 5.
    """
    good, bad = case(ALL, "good.yaml"), case("facts: {used: 2000}\n", "bad.yaml")
    found = run("score", bad, good, "--framework", framework, "--format", "json")

    assert 5 == found.exit_code
    assert ["18.00"] == [one["total"]["points"] for one in json.loads(found.stdout)]
    assert f"{bad}:5:15: facts/used: 2000 万元 lies above 1000 万元\n" == found.stderr


def test_a_bad_case_alone_gives_no_data(run: Command, case: Write, framework: str, tmp_path: Path) -> None:
    """
    Where nothing can be scored no file is written.
    """
    output = tmp_path / "card.json"
    found = run("score", case("facts: {used: 2000}\n"), "--framework", framework, "-o", str(output))

    assert (5, "", False) == (found.exit_code, found.stdout, output.exists())


@pytest.mark.parametrize(("name", "beginning"), [("card.json", "{\n"), ("card.TXT", "部门评价（试行 版）\n")])
def test_a_file_has_the_format_of_its_ending(run: Command, case: Write, framework: str, name: str, beginning: str) -> None:
    """
    With `-o` the sheet goes into the file, in the format of its ending, and nothing to standard output.
    """
    output = Path(framework).with_name(name)
    found = run("score", case(ALL), "--framework", framework, "-o", str(output))

    assert (0, "") == (found.exit_code, found.output)
    assert output.read_text(encoding="utf-8").startswith(beginning)


def test_a_format_can_be_named_for_any_ending(run: Command, case: Write, framework: str, tmp_path: Path) -> None:
    """
    `--format` decides where the ending says nothing.
    """
    output = tmp_path / "card"
    run("score", case(ALL), "--framework", framework, "-o", str(output), "--format", "json")

    assert "18.00" == json.loads(output.read_text(encoding="utf-8"))["total"]["points"]


def test_notes_go_to_standard_error(run: Command, case: Write, framework: str) -> None:
    """
    A cell that is printed blank is scored as missing, and said.
    """
    path = case("facts:\n  used: blank\n")
    found = run("score", path, "--framework", framework)

    assert f"note: {path}:6:9: facts/used: the cell is printed blank: it counts as missing\n" == found.stderr


CURVED = """\
    interpretations:
      - name: 曲线
        formula: cut(max(10.1 - 100 * (rate - 0.7) * (rate - 0.7), 0), 0.01)
"""
USED = "facts: {used: 7, plan: 10}\n"


def curved(framework: str) -> str:
    """The framework with a second reading of its first indicator, which gives 10.1 of 10 points at 70 percent."""
    path = Path(framework)
    head, leaf, tail = path.read_text(encoding="utf-8").partition("    formula: cut(min(rate, 1) * weight, 0.01)\n")
    path.write_text(head + leaf + CURVED + tail, encoding="utf-8")
    return framework


def test_a_reading_that_cannot_be_scored_is_said_with_its_file(run: Command, case: Write, framework: str) -> None:
    """
    The sheet is there all the same; a warning names file, indicator and reading.
    """
    path = case(USED)
    found = run("score", path, "--framework", curved(framework))

    assert 4 == found.exit_code
    assert "  预算执行若理解为“曲线”：此理解下得分 10.1 分，超出 0 至 10" in found.stdout.splitlines()
    expected = "`曲线` cannot be scored: indicator `spending`: 10.1 points lie outside 0 to 10"
    assert f"warning: {path}: interpretations/spending: {expected}\n" == found.stderr


@pytest.mark.parametrize("arguments", [("score",), ("explain",)])
def test_an_adopted_reading_that_cannot_be_scored_ends_the_case(
    run: Command, case: Write, framework: str, arguments: tuple[str, ...]
) -> None:
    """
    Where the case adopts it there is no score: the message begins with the file, and the code is 5.
    """
    path = case(USED + "interpretations: {spending: 曲线}\n")
    ids = ("spending",) if arguments == ("explain",) else ()
    found = run(*arguments, path, *ids, "--framework", curved(framework))

    expected = f"{path}: indicator `spending`: 10.1 points lie outside 0 to 10\n"
    assert (5, "", expected) == (found.exit_code, found.stdout, found.stderr)


def test_what_is_wrong_on_standard_input_is_called_so(run: Command, case: Write, framework: str) -> None:
    """
    A case without a file is named `<stdin>`.
    """
    given = Path(case(USED + "interpretations: {spending: 曲线}\n")).read_text(encoding="utf-8")
    found = run("score", "-", "--framework", curved(framework), given=given)

    assert "<stdin>: indicator `spending`: 10.1 points lie outside 0 to 10\n" == found.stderr
