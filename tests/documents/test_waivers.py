"""A waiver file becomes waivers."""

from datetime import date
from pathlib import Path

import pytest

from perfrules.documents import case_from
from perfrules.documents.waivers import read_waivers, waivers_from
from perfrules.errors import InvalidDocumentError, UnreadableDocumentError
from perfrules.finding import Waiver
from perfrules.framework import BARE

WRITTEN = """\
perfrules: 1
waivers:
  - id: statement-1a2b3c4d
    reason: 已在更正公告中说明
    by: 张三
    until: 2024-12-31
  - {id: table-total-00ff00ff, reason: 提取损伤, by: 李四, subject: 甲局}
"""
FORM = "one such as `statement-1a2b3c4d` was expected, as `perfrules audit` shows it"
WAIVERS = (
    Waiver("statement-1a2b3c4d", "已在更正公告中说明", "张三", date(2024, 12, 31)),
    Waiver("table-total-00ff00ff", "提取损伤", "李四", None, "甲局"),
)


def problems(text: str) -> list[str]:
    """What is wrong with a waiver file."""
    with pytest.raises(InvalidDocumentError) as caught:
        waivers_from(text, "w.yaml")
    return [str(one) for one in caught.value.problems]


def test_a_file_is_read(tmp_path: Path) -> None:
    """
    By its path, or the text of its path.
    """
    path = tmp_path / "w.yaml"
    path.write_text(WRITTEN, encoding="utf-8")

    assert WAIVERS == read_waivers(path) == read_waivers(str(path))


def test_json_is_read_too() -> None:
    """
    With the same keys; the number of the format is one.
    """
    text = '{"perfrules": 1, "waivers": [{"id": "score-1a2b3c4d", "reason": "a", "by": "b"}]}'

    assert (Waiver("score-1a2b3c4d", "a", "b"),) == waivers_from(text, "w.json")


def test_a_file_can_be_without_waivers() -> None:
    """
    An empty list accepts nothing.
    """
    assert () == waivers_from("perfrules: 1\nwaivers: []\n", "w.yaml")


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    """
    With its name and the reason.
    """
    with pytest.raises(UnreadableDocumentError, match="there is no such file"):
        read_waivers(tmp_path / "w.yaml")


def test_everything_wrong_is_said_at_once() -> None:
    """
    Each with line, column and path; an unknown key with the nearest one.
    """
    text = """\
perfrules: 2
waivers:
  - id: statement
    reason: ""
    by: " "
    untill: 2024-12-31
  - {id: score-1a2b3c4d, reason: a, by: b, until: 2024-13-01}
  - {id: score-1a2b3c4d, reason: a}
"""

    assert [
        "w.yaml:1:12: perfrules: format `2` is not known; this version reads format 1",
        f"w.yaml:3:9: waivers/statement/id: `statement` is no id of a finding, {FORM}",
        "w.yaml:4:13: waivers/statement/reason: an empty text stands here",
        "w.yaml:5:9: waivers/statement/by: an empty text stands here",
        "w.yaml:6:5: waivers/statement/untill: unknown key `untill`; did you mean `until`?",
        "w.yaml:7:51: waivers/score-1a2b3c4d/until: `2024-13-01` is not in the calendar",
        "w.yaml:8:5: waivers/score-1a2b3c4d: key `by` is missing",
        "w.yaml:8:10: waivers/score-1a2b3c4d/id: finding `score-1a2b3c4d` is accepted here again; it already is in line 7",
    ] == problems(text)


def test_one_finding_can_be_accepted_for_several_subjects() -> None:
    """
    Once for each.
    """
    text = """\
perfrules: 1
waivers:
  - {id: score-1a2b3c4d, reason: a, by: b, subject: 甲局}
  - {id: score-1a2b3c4d, reason: a, by: b, subject: 乙局}
"""

    assert ["甲局", "乙局"] == [one.subject for one in waivers_from(text, "w.yaml")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("perfrules: 1\n", "w.yaml:1:1: key `waivers` is missing"),
        ("perfrules: 1\nwaivers: x\n", "w.yaml:2:10: waivers: a list is expected here, not a text"),
        ("perfrules: 1\nwaivers: [x]\n", "w.yaml:2:11: waivers/1: a mapping is expected here, not a text"),
        ("perfrules: [1]\nwaivers: []\n", "w.yaml:1:12: perfrules: a text is expected here, not a list"),
        (
            "perfrules: 1\nwaivers: [{id: [x], reason: a, by: b}]\n",
            "w.yaml:2:16: waivers/1/id: a text is expected here, not a list",
        ),
        ("[]", "w.yaml:1:1: the document is no mapping: `key: value` is expected on its first line"),
    ],
)
def test_another_shape_is_refused(text: str, expected: str) -> None:
    """
    What should be a list, a mapping or a text is named where it stands.
    """
    assert [expected] == problems(text)


def test_a_waiver_file_is_no_case() -> None:
    """
    Who gives it in the place of a case is told which option takes it.
    """
    with pytest.raises(InvalidDocumentError, match="this is a waiver file, not a case; `perfrules audit --waivers` takes it"):
        case_from(WRITTEN, "w.yaml", lambda *_: BARE)
