"""What a new user gets wrong on the command line, with the exact message and exit code."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from perfrules.cli.command import program

LONGGANG = Path(__file__).parents[2] / "frameworks/shenzhen/cases/longgang-2023.yaml"
HEAD = "framework: shenzhen.longgang-department\nsubject: 甲局\nperiod: '2023'\n"

NOT_INDICATORS = (
    "`budget_publication` is a fact, not an indicator; "
    "`perfrules show shenzhen.longgang-department budget_publication` shows it\n"
    "`daily_rate` is a value, not an indicator; `perfrules show shenzhen.longgang-department daily_rate` shows it\n"
)

Refused = tuple[int, str, str]


def refused(*arguments: str, given: bytes | None = None) -> Refused:
    """The exit code, the data and the messages of a command."""
    found = CliRunner().invoke(program, arguments, input=given)
    return found.exit_code, found.stdout, found.stderr


@pytest.fixture
def case(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], str]:
    """Writes `c.yaml` with this body into the current folder, and gives its name."""
    monkeypatch.chdir(tmp_path)

    def write(body: str) -> str:
        Path("c.yaml").write_text(HEAD + body, encoding="utf-8")
        return "c.yaml"

    return write


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("facts:\n  stafff: 46 人\n", "c.yaml:5:3: facts/stafff: the framework has no `stafff` here; did you mean `staff`?\n"),
        ("facts:\n  q1: 27.25\n", "c.yaml:5:7: facts/q1: 2725% lies above 200%; did you mean `27.25%`?\n"),
        ("facts:\n  staff: 46.5 人\n", "c.yaml:5:10: facts/staff: 46.5 人 is no whole number\n"),
        ("facts:\n  budget: 46%\n", "c.yaml:5:11: facts/budget: `46%` is a percentage, an amount in 万元 was expected\n"),
    ],
)
def test_a_wrong_fact(case: Callable[[str], str], body: str, expected: str) -> None:
    """
    A typo, a percentage without its sign, half a person, a percentage of money.
    """
    assert (5, "", expected) == refused("score", case(body))


def test_a_judgement_above_its_weight(case: Callable[[str], str]) -> None:
    """
    A score above its weight.
    """
    found = refused("score", case("judged:\n  benefits:\n    points: 26\n    by: 甲\n    reason: 好\n"))

    assert (5, "", "c.yaml:6:5: judged/benefits: 26 points cannot be given, expected 0 to 25 with at most 2 decimals\n") == found


def test_a_missing_quarter_is_a_gap(tmp_path: Path) -> None:
    """
    A case without its third quarter is scored, and says what hangs on it.
    """
    lines = LONGGANG.read_text(encoding="utf-8").splitlines(keepends=True)
    text = "".join(line for line in lines if not line.startswith(("  q3:", "    execution:", "    quarters:", "    mean:")))
    path = tmp_path / "c.yaml"
    path.write_text(text, encoding="utf-8")
    code, data, messages = refused("score", str(path))

    assert (4, "") == (code, messages)
    assert "三季度累计支出进度（q3）：季度执行、全年平均" in data


def test_an_unknown_framework_in_a_case(case: Callable[[str], str]) -> None:
    """
    A case that names a framework that no plugin brings.
    """
    case("")
    Path("c.yaml").write_text(HEAD.replace("longgang", "longang"), encoding="utf-8")

    expected = (
        "c.yaml:1:12: framework: no framework `shenzhen.longang-department` is installed; "
        "did you mean `shenzhen.longgang-department` or `shenzhen.district-department`?\n"
    )
    assert (5, "", expected) == refused("score", "c.yaml")


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"", "c.yaml: the document is empty\n"),
        ((HEAD + "facts: {}\n").encode("gbk"), "c.yaml: the file is not UTF-8; it looks like GBK: save it as UTF-8\n"),
        (b"PK\x03\x04rest", "c.yaml: this is an Excel workbook, not YAML; write its data into a YAML or JSON file\n"),
    ],
)
def test_a_file_that_is_no_case(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, content: bytes, expected: str) -> None:
    """
    An empty file, a file in GBK, an Excel workbook.
    """
    monkeypatch.chdir(tmp_path)
    Path("c.yaml").write_bytes(content)

    assert (5, "", expected) == refused("score", "c.yaml")


def test_standard_input_that_is_no_case() -> None:
    """
    Nothing on standard input.
    """
    assert (5, "", "<stdin>: the document is empty\n") == refused("score", "-", given=b"")


def test_no_standard_input(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """
    A process whose standard input is closed.
    """
    monkeypatch.setattr("sys.stdin", None)
    with pytest.raises(SystemExit) as caught:
        program(["score", "-"])

    assert (5, "<stdin>: there is no standard input\n") == (caught.value.code, capsys.readouterr().err)


def test_a_formula_with_a_comma_in_a_flow_mapping(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """
    A comma that splits a formula in braces.
    """
    monkeypatch.chdir(tmp_path)
    Path("f.yaml").write_text(
        "perfrules: 1\nid: a.b\nedition: '1'\ntitle: 题\npoints: {total: 1}\n"
        "indicators:\n  - {id: one, label: 一, weight: 1, formula: min(1, 1)}\n",
        encoding="utf-8",
    )
    code, data, messages = refused("check", "f.yaml")

    assert (5, "") == (code, messages)
    assert "inside `{…}` a comma, `: `, `?` or ` #` ends a text: put the whole text in quotes\n" in data


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (["score", "nix.yaml"], "nix.yaml: there is no such file\n"),
        (["score", "dangling.yaml"], "dangling.yaml: there is no such file\n"),
        (["score", "n" * 300], f"{'n' * 300}: there is no such file: its name is too long\n"),
        (["score", "empty"], "empty: there is no case in this folder; a case is a file that ends in .yaml, .yml, .json\n"),
        (["explain", "folder", "a"], "folder: this is a folder, one case was expected\n"),
        (["check", "nix.yaml"], "nix.yaml: there is no such file\n"),
        (["check", "nix"], "no framework `nix` is installed; `perfrules frameworks` lists those that are\n"),
        (["show", "template.exampl"], "no framework `template.exampl` is installed; did you mean `template.example`?\n"),
        (["show", "template.example@1999"], "framework `template.example` has no edition for `1999`; it has `2024`\n"),
        (
            ["show", "template.example", "spnt"],
            "framework `template.example` has no fact, value or indicator `spnt`; did you mean `spent`?\n",
        ),
        (["explain", str(LONGGANG), "quartrs"], "no indicator `quartrs`; did you mean `quarters`?\n"),
        (
            ["explain", str(LONGGANG), "xyz"],
            "no indicator `xyz`; `perfrules show shenzhen.longgang-department` lists them\n",
        ),
        (
            ["explain", str(LONGGANG), "budget_publication", "daily_rate"],
            NOT_INDICATORS,
        ),
        (["explain", str(LONGGANG), "fund_detail", "--latex"], "indicator `fund_detail` has no formula\n"),
        (["eval", "a + bb", "a=1", "b=2"], "unknown name `bb`; did you mean `b`?\n    a + bb\n        ^^\n"),
        (["eval", "a + b", "a=1"], "unknown name `b`; add `b=…`\n    a + b\n        ^\n"),
        (
            ["eval", "1 if a else a", "a=yes"],
            "`a` is a flag, not a number; write `1 if a else 0`\n    1 if a else a\n                ^\n",
        ),
        (["eval", "a", "a=?"], "`a`: `?` is no number\n"),
        (["eval", "a", "a=full"], "`a`: `full` is no number; a state needs `--framework`\n"),
        (["eval", "a", "a=1", "a=2"], "`a` is given twice\n"),
        (["eval", "a", "a="], "`a` has no value\n"),
        (["eval", "a", "a"], "`a`: a name and its value were expected, such as `used=57`\n"),
        (["eval", "a", "2=3"], "`2=3`: a name and its value were expected, such as `used=57`\n"),
        (
            ["eval", "execution_rate", "spent=1", "--framework", "template.example"],
            "no value for `budget`; add `budget=…`\n",
        ),
        (
            ["eval", "execution_rate", "--framework", "template.example"],
            "no value for `budget`, `spent`; add `budget=… spent=…`\n",
        ),
        (
            ["score", str(LONGGANG), "-o", "card.docx"],
            "card.docx: a name that ends in .json or .txt was expected, or the option --format\n",
        ),
        (["score", str(LONGGANG), "-o", "card.txt", "--format", "json"], "card.txt: the ending says text, --format says json\n"),
        (
            ["score", str(LONGGANG), "-o", "nowhere/card.txt"],
            "nowhere/card.txt: the file cannot be written: there is no folder `nowhere`\n",
        ),
    ],
)
def test_what_was_asked_cannot_be_meant(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str], expected: str
) -> None:
    """
    Files, folders, ids, names and options that are not there.
    """
    monkeypatch.chdir(tmp_path)
    Path("dangling.yaml").symlink_to("gone.yaml")
    for folder in ("empty", "folder"):
        Path(folder).mkdir()
    Path("empty", "framework.yaml").write_text("perfrules: 1\nid: a.b\n", encoding="utf-8")
    Path("folder", "c.yaml").write_text(HEAD, encoding="utf-8")

    assert (2, "", expected) == refused(*arguments)


def test_a_dangling_link_in_a_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """
    A file of a folder that cannot be read is a bad case, not bad usage: the others are scored.
    """
    monkeypatch.chdir(tmp_path)
    Path("dangling.yaml").symlink_to("gone.yaml")
    Path("c.yaml").write_text(HEAD, encoding="utf-8")
    code, data, messages = refused("score", ".")

    assert (5, "dangling.yaml: there is no such file\n") == (code, messages)
    assert "甲局 2023" in data


def test_a_file_in_which_one_may_not_look(tmp_path: Path) -> None:
    """
    A pipe with the name of a case is not waited for.
    """
    os.mkfifo(tmp_path / "c.yaml")

    assert (5, "", f"{tmp_path}/c.yaml: this is a pipe, not a file\n") == refused("score", str(tmp_path))
