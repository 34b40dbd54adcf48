"""A case file becomes a `Case`."""

from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest

from perfrules.case import Case, Printed
from perfrules.documents import case_file, case_from, framework_from
from perfrules.errors import Place
from perfrules.evidence import Evidence, Judgement, Known
from perfrules.framework import Framework
from perfrules.frozen import Pairs
from perfrules.indicator import Source

FRAMEWORK = framework_from(
    """\
perfrules: 1
id: a.b
edition: "2023"
title: 题
points: {total: 10}
facts:
  used: {label: 支出, kind: amount, unit: 万元}
  staff: {label: 人数, kind: count, unit: 人}
  late: {label: 人数, kind: count, unit: 人, at_least: 1}
  open: {label: 公开, kind: flag}
values:
  rate: {label: 率, formula: staff / late, interpretations: [{name: 另, formula: late / staff}]}
  gap: {label: 率, formula: used / 2}
indicators:
  - {id: one, label: 一, weight: 6, judged: any}
  - {id: two, label: 二, weight: 4, formula: "1", interpretations: [{name: 又, formula: "2"}]}
""",
    "a.yaml",
)

WRITTEN = """\
framework: a.b
subject: 单位
period: 2023-06
source: {document: 报告}
facts:
  used: {value: 3106.80 元, printed: 3106.80 万元, where: 一（四）, note: 单位有误}
  staff: 46 名
  late: blank
  open: 是
values:
  rate: 98.79%
  gap: {value: blank}
judged:
  one: {points: 5.5, by: 复核, reason: 账实相符}
not_applicable: {two: 无项目}
interpretations: {rate: 另, two: 又}
printed: {total: 9.50, grade: 优, scores: {one: 5.5, two: blank}}
"""

EVIDENCE = Evidence(
    subject="单位",
    period="2023-06",
    facts=Pairs.of(
        {
            "used": Known(Fraction("0.31068"), "3106.80 万元", "一（四）", "单位有误", 2, Fraction(1, 10**6)),
            "staff": Known(Fraction(46), "46 名", unit=Fraction(1)),
            "open": Known(value=True, text="是"),
        },
    ),
    values=Pairs.of({"rate": Known(Fraction("0.9879"), "98.79%", decimals=2, unit=Fraction(1, 10000))}),
    judged=Pairs.of({"one": Judgement(Fraction("5.5"), "复核", "账实相符")}),
    stated=Pairs.of({"one": Fraction("5.5")}),
    not_applicable=Pairs.of({"two": "无项目"}),
    interpretations=Pairs.of({"rate": "另", "two": "又"}),
)
PRINTED = Printed(Pairs.of({"one": Fraction("5.5")}), Fraction("9.5"), "优")


def find(*_: object) -> Framework:
    """The one framework that there is."""
    return FRAMEWORK


def test_every_key_of_a_case_file_is_read() -> None:
    """
    Facts, stand-ins, judgements and printed scores become evidence; what is printed blank is left out.
    """
    assert Case(FRAMEWORK, EVIDENCE, PRINTED, Source("报告")) == case_from(WRITTEN, "c.yaml", find)


def test_a_blank_cell_and_another_unit_word_leave_a_note() -> None:
    """
    What was read, but not as it should be written, is noted with its place.
    """
    notes = case_from(WRITTEN, "c.yaml", find).notes

    blank = "the cell is printed blank: it counts as missing"
    expected = [
        "c.yaml:7:10: facts/staff: `名` is read as a count in 人",
        f"c.yaml:8:9: facts/late: {blank}",
        f"c.yaml:12:16: values/gap/value: {blank}",
        f"c.yaml:17:58: printed/scores/two: {blank}",
    ]
    assert expected == [str(note) for note in notes]
    assert {"note"} == {note.severity for note in notes}


def test_evidence_knows_where_each_part_was_written() -> None:
    """
    The place of a fact in its file is kept for problems that are found later.
    """
    assert Place("c.yaml", 7, 10) == case_from(WRITTEN, "c.yaml", find).evidence.places["facts/staff"]


@pytest.mark.parametrize(
    ("keys", "expected"),
    [
        ("period: 2023", (None, date(2023, 12, 31))),
        ("period: 2023年2月", (None, date(2023, 2, 28))),
        ("period: 2022-07-01/2023-06-30", (None, date(2023, 6, 30))),
        ("period: 2023\nedition: '2022'", ("2022", None)),
    ],
)
def test_a_framework_is_found_by_edition_or_by_the_last_day(keys: str, expected: tuple[str | None, date | None]) -> None:
    """
    A case without an edition asks for the framework in force on the last day of its period.
    """
    asked: list[tuple[str | None, date | None]] = []

    def finding(_: str, edition: str | None, on: date | None) -> Framework:
        asked.append((edition, on))
        return FRAMEWORK

    case_from(f"framework: a.b\nsubject: 单位\n{keys}\n", "c.yaml", finding)

    assert [expected] == asked


def test_a_case_is_read_from_a_file(tmp_path: Path) -> None:
    """
    A file gives the case in it.
    """
    path = tmp_path / "case.yaml"
    path.write_text(WRITTEN, encoding="utf-8")

    assert case_from(WRITTEN, "c.yaml", find) == case_file(path, find)
