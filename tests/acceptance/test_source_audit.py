"""
The audit of the four published reports finds what was found by hand, row by row.

`source_audit.csv` is written from a hand-made audit of every number relation in the reports, and knows nothing of the cases.
"""

import csv
from collections.abc import Collection
from functools import cache
from pathlib import Path

import pytest
from attrs import frozen

from perfrules import Rulebook, audit, read_case
from perfrules.finding import Finding
from perfrules.formula.syntax import names

FRAMEWORKS = Path(__file__).parents[2] / "frameworks"
REPORTS = {
    "longgang": FRAMEWORKS / "shenzhen/cases/longgang-2023.yaml",
    "futian": FRAMEWORKS / "shenzhen/cases/futian-2021.yaml",
    "jiaxing": FRAMEWORKS / "jiaxing/cases/jiabei-2021.yaml",
    "chongqing": FRAMEWORKS / "chongqing/cases/chaotianmen-2020.yaml",
}
DIFFERS = frozenset({"differs", "differs_without_effect"})
VERDICTS = {
    "OK": {"matches"},
    "ROUND": {"rounding_can_explain"},
    "ROUND/ERROR": {"rounding_can_explain", *DIFFERS},
    "ERROR": DIFFERS,
    "CONTRA": DIFFERS,
    "NOEV": {"cannot_verify"},
    "NOTE": {"remark", "ambiguous"},
    "truncated": {"matches", "remark"},
    "differs by 0.02": {"rounding_can_explain"},
    "the same warning": {"rounding_can_explain"},
}
"""What the words of the hand-made audit are called here."""

OTHERWISE = {
    **{row: {"remark"} for row in ("L52", "L53", "L54", "J13", "L60")},
}
"""A score beside a listed problem is a remark, and so is a condition that fails with a note."""

OUT_OF_REACH = frozenset({"L32", "L39", "L57", "L62", "L64", "F4", "F5", "F6", "F7", "F9", "F11", "J14", "J15", "C13", "C14"})
"""The rows that are no arithmetic."""

ROWS = (
    {f"L{number}" for number in range(1, 66)}
    | {"L37b"}
    | {f"F{number}" for number in range(1, 12)}
    | {f"J{number}" for number in range(1, 17)}
    | {f"C{number}" for number in range(1, 15)}
)


@frozen
class Row:
    """A row of the hand-made audit: what it is about, its verdict, and the numbers that its finding quotes."""

    row: str
    report: str
    source: str
    expected: str
    code: str
    about: str
    numbers: str
    why: str

    @property
    def verdicts(self) -> Collection[str]:
        """The verdicts that it can have."""
        return OTHERWISE.get(self.row, VERDICTS[self.source])


def _rows() -> list[Row]:
    with (Path(__file__).parent / "source_audit.csv").open(encoding="utf-8", newline="") as file:
        return [Row(**line) for line in csv.DictReader(file)]


TABLE = _rows()
CHECKED = [row for row in TABLE if row.code]


@cache
def findings(report: str) -> tuple[Finding, ...]:
    """What the audit says about a shipped case."""
    return audit(read_case(REPORTS[report], Rulebook.load()))


def found(row: Row) -> list[Finding]:
    """The findings that a row is about."""
    return [one for one in findings(row.report) if one.code == row.code and _is_about(one, row.about)]


def _is_about(finding: Finding, about: str) -> bool:
    first = finding.numbers[0].rpartition("/")[2] if finding.numbers else ""
    return about in {finding.indicator, finding.label, finding.path, first} or finding.path.endswith(f"/{about}")


def test_every_row_is_there() -> None:
    """
    No row of the hand-made audit is left out, and none is invented.
    """
    assert {row.row for row in TABLE} == ROWS


def test_only_words_are_out_of_reach() -> None:
    """
    Only the rows that are no arithmetic have no finding, each with a word why.
    """
    assert {row.row: bool(row.why) for row in TABLE if not row.code} == dict.fromkeys(OUT_OF_REACH, True)


@pytest.mark.parametrize("row", CHECKED, ids=lambda row: f"{row.row} {row.about}")
def test_a_row_has_its_verdict(row: Row) -> None:
    """
    What was found by hand is found here, with the same verdict.
    """
    verdicts = {one.verdict for one in found(row)}

    assert verdicts
    assert verdicts <= set(row.verdicts)


@pytest.mark.parametrize("row", CHECKED, ids=lambda row: f"{row.row} {row.about}")
def test_a_row_has_its_numbers(row: Row) -> None:
    """
    The finding quotes the numbers that were found by hand.
    """
    one = found(row)[0]
    quoted = " ".join((one.printed, one.computed, one.difference, one.arithmetic, *one.sentence))

    assert [number for number in row.numbers.split() if number not in quoted] == []


@pytest.mark.parametrize("row", CHECKED, ids=lambda row: f"{row.row} {row.about}")
def test_a_row_expects_what_its_source_says(row: Row) -> None:
    """
    The verdict written in the table is one that its source has.
    """
    assert row.expected in row.verdicts


@pytest.mark.parametrize("report", REPORTS)
def test_what_is_right_is_no_error(report: str) -> None:
    """
    Every error of the audit is a row that is no OK.
    """
    right = {one.id for row in CHECKED if row.report == report and row.source == "OK" for one in found(row)}

    assert [one.id for one in findings(report) if one.severity == "error" and one.id in right] == []


@pytest.mark.parametrize("report", REPORTS)
def test_every_error_was_found_by_hand(report: str) -> None:
    """
    The audit reports no error that the hand-made one does not have.
    """
    known = {one.id for row in CHECKED if row.report == report for one in found(row)}

    assert [one.sentence[0] for one in findings(report) if one.severity == "error" and one.id not in known] == []


@pytest.mark.parametrize(
    ("report", "cause", "follower"),
    [
        ("longgang", ("statement", "网格办支出 = 基本支出 + 项目支出"), ("statement", "整体支出 = 基本支出 + 项目支出")),
        ("longgang", ("statement", "网格办预算 = 基本支出 + 项目支出"), ("statement", "部门预算 = 基本支出 + 项目支出")),
        ("longgang", ("weights", "performance"), ("weights", "total")),
        ("jiaxing", ("statement", "网格员工资及网格管理占比（约）"), ("statement", "其余支出占比（约）")),
        ("chongqing", ("table-total", "arrangement/total/arranged"), ("statement", "arranged_sum")),
    ],
)
def test_consequences_follow_from_their_cause(report: str, cause: tuple[str, str], follower: tuple[str, str]) -> None:
    """
    A difference is reported once, where it comes from; what stands above it follows.
    """
    first, then = (found(Row("", report, "OK", "", *one, "", ""))[0] for one in (cause, follower))

    assert (first.id, "") == (then.follows_from, first.follows_from)


@pytest.mark.parametrize("report", REPORTS)
def test_no_statement_restates_itself(report: str) -> None:
    """
    Each statement names numbers that are printed elsewhere, or under another name.
    """
    case = read_case(REPORTS[report], Rulebook.load())
    formulas = [(one, one.formula) for one in case.statements if one.formula is not None]

    assert [one.label for one, formula in formulas if not names(formula)] == []
