"""Target rows of a case file are read, and refused with their place."""

from fractions import Fraction

import pytest

from perfrules.errors import InvalidDocumentError, Place
from perfrules.evidence import Known, TargetRow
from perfrules.formula import parse
from perfrules.frozen import Pairs
from perfrules.indicator import Interpretation
from tests.documents.case.form import case, notes, refusals

WHOLE = """\
targets:
  - slot: output
    group: 数量指标
    label: 巡防
    must: graded
    weight: 10
    target: 120 次
    target_text: 足额
    actual: 133 次
    actual_text: 完成
    ratio: 80%
    asked: 12 份
    points: 9
    grade: 达成
    by: 甲
    reason: 好
    printed: 8.50
    formula: weight
    interpretations: [{name: 又, formula: "0"}]
    of: all
    where: 表
    note: 注
  - {slot: output, label: 全部, id: all, must: between, target: [90%, 110%], actual: 95%, weight: 10, printed: blank}
interpretations: {output/数量指标/巡防: 又, standard: 另}
"""


def test_every_key_of_a_row_is_read() -> None:
    """
    A row becomes a target row with its figures in the unit of its target.
    """
    found = case(WHOLE).evidence

    assert (
        TargetRow(
            id="output/数量指标/巡防",
            slot="output",
            group="数量指标",
            label="巡防",
            must="graded",
            weight=Fraction(10),
            unit="次",
            target=Known(Fraction(120), "120 次", unit=Fraction(1)),
            target_text="足额",
            actual=Known(Fraction(133), "133 次", unit=Fraction(1)),
            actual_text="完成",
            ratio=Known(Fraction(4, 5), "80%", unit=Fraction(1, 100)),
            columns=Pairs.of({"asked": Known(Fraction(12), "12 份", unit=Fraction(1))}),
            points=Fraction(9),
            grade="达成",
            by="甲",
            reason="好",
            printed=Fraction("8.5"),
            formula=parse("weight"),
            interpretations=(Interpretation("又", parse("0")),),
            of="all",
            where="表",
            note="注",
        )
        == found.targets[0]
    )
    assert ("all", "%", None) == (found.targets[1].id, found.targets[1].unit, found.targets[1].printed)
    assert {"output/数量指标/巡防": "又", "standard": "另"} == dict(found.interpretations)


def test_rows_have_their_places_under_their_ids() -> None:
    """
    What is found later about a row can name its place.
    """
    places = case(WHOLE).evidence.places

    assert Place("c.yaml", 5, 5) == places["targets/output/数量指标/巡防"]
    assert Place("c.yaml", 26, 63) == places["targets/all/target"]


def test_what_is_blank_or_words_is_noted() -> None:
    """
    A blank cell, words in the place of a number, and another unit in a column.
    """
    body = (
        "targets:\n  - {slot: output, label: 甲, weight: 1, target: blank, actual_text: 良好, asked: 3 张}\n"
        "  - {slot: output, label: 乙, weight: 1, must: graded, points: 1, target_text: 良好}\n"
    )

    assert [
        "5: targets/1/target: the cell is printed blank: it counts as missing",
        "5: targets/1/actual_text: words stand where a number should be: it counts as missing",
        "5: targets/1/asked: `张` is read as a count in 份",
    ] == notes(body)


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ("甲", ["5: targets/1: a mapping is expected here, not a text"]),
        ("{label: 甲}", ["5: targets/1: key `slot` is missing"]),
        ("{slot: output, weight: 1}", ["5: targets/1: key `label` is missing"]),
        (
            "{slot: ouput, label: 甲, weigth: 1, samples: 3}",
            [
                "5: targets/1/slot: the framework has no slot `ouput`; did you mean `output`?",
                "5: targets/1/weigth: unknown key `weigth`; did you mean `weight`?",
            ],
        ),
        ("{slot: [output], label: 甲}", ["5: targets/1/slot: a text is expected here, not a list"]),
        (
            "{slot: output, label: 甲, weight: 1, askd: 3}",
            ["5: targets/1/askd: unknown key `askd`; did you mean `asked`?"],
        ),
        ("{slot: output, label: 甲, weight: 1, asked: [3]}", ["5: targets/1/asked: a text is expected here, not a list"]),
        ("{slot: output, label: 甲, weight: 1, asked: }", ["5: targets/1/asked: key `asked` has no value; inside"]),
        (
            "{slot: output, label: 甲, weight: 1, target: {a: b}}",
            ["5: targets/1/target: a list is expected here, not a mapping"],
        ),
        (
            "{slot: output, label: 甲, weight: 1, target: 120 次, actual: 95%}",
            ["5: targets/1/actual: `95%` is a percentage, its target `120 次` is in `次`"],
        ),
        (
            "{slot: output, label: 甲, weight: 1, target: 50 亩, actual: 3 公顷}",
            ["5: targets/1/actual: `3 公顷` is in `公顷`, its target `50 亩` is in `亩`"],
        ),
        (
            "{slot: output, label: 甲, weight: 1, must: by_date, target: 9月}",
            [
                ("5: targets/1/target: `9月` is no date, a month such as `2023-02` was expected; words go under `target_text`"),
            ],
        ),
        (
            "{slot: output, label: 甲, weight: 1, actual: ≥90%}",
            ["5: targets/1/actual: `≥90%` is a comparison, not a number; words go under `actual_text`"],
        ),
        ("{slot: output, label: 甲}", ["5: targets/1: key `weight` is missing"]),
        ("{slot: output, label: ' ', weight: 1}", ["5: targets/1/label: a row has a label"]),
        ("{slot: '', label: 甲}", ["5: targets/1/slot: the framework has no slot ``"]),
        (
            "{slot: output, label: 甲, weight: x, target: 3 次, actual: 5%, printed: y}",
            [
                "5: targets/1/weight: `x` is no number",
                "5: targets/1/actual: `5%` is a percentage, its target `3 次` is in `次`",
                "5: targets/1/printed: `y` is no number",
            ],
        ),
        (
            "{slot: output, label: 甲, weight: x, must: by_date, target: 9}",
            [
                "5: targets/1/weight: `x` is no number",
                "5: targets/1/target: `9` is no date, a month such as `2023-02` was expected; words go under `target_text`",
            ],
        ),
        (
            "{slot: output, label: 甲, weight: 1, of: output/乙}",
            ["5: targets/1/of: no row has the id `output/乙`"],
        ),
        (
            "{slot: output, label: 甲, weight: 1, id: opinion}",
            ["5: targets/opinion/id: `opinion` is something else in the framework; give the row another `id`"],
        ),
        (
            "{slot: output, label: 甲, weight: 1, must: more}",
            ["5: targets/1/must: `more` is not known here; expected one of"],
        ),
    ],
)
def test_a_row_that_cannot_be_read_is_refused(row: str, expected: list[str]) -> None:
    """
    Each problem stands at the key that it is about.
    """
    found = refusals(f"targets:\n  - {row}\n")

    assert len(expected) == len(found)
    assert all(one.startswith(start) for one, start in zip(found, expected, strict=True)), found


def test_rows_are_compared_with_one_another() -> None:
    """
    The same row twice asks for an id; where there is one, it is what stands twice.
    """
    row = "  - {slot: output, label: 甲, weight: 1}\n"
    own = "  - {slot: output, label: 乙, weight: 1, id: x}\n"

    assert [
        "6: targets/2/label: `output/甲` stands here twice; give one of them an `id`",
        "8: targets/x/id: `x` stands here twice; give one of them an `id`",
    ] == refusals(f"targets:\n{row}{row}{own}{own}")


def test_a_problem_stands_at_its_key() -> None:
    """
    The place of a fault is that of the value that is wrong.
    """
    with pytest.raises(InvalidDocumentError) as caught:
        case("targets:\n  - {slot: output, label: 甲, weight: 1, target: 120 次, actual: 95%}\n")

    assert Place("c.yaml", 5, 64) == caught.value.problems[0].place


def test_a_group_is_no_row() -> None:
    """
    A row cannot be called like a group of its slot.
    """
    body = "targets:\n  - {slot: output, label: 数量, weight: 1}\n  - {slot: output, group: 数量, label: 甲, weight: 1}\n"

    expected = "5: targets/1/label: `output/数量` is something else in the framework; give the row another `id`"
    assert [expected] == refusals(body)


def test_all_problems_of_all_rows_come_together() -> None:
    """
    What is wrong in one row does not hide what is wrong in the next, or between them.
    """
    body = (
        "targets:\n  - {slot: output, label: 甲, weight: x}\n  - {slot: output, label: 甲, weight: 1, actual: y}\n"
        "interpretations: {output/甲: 另, output/丙: 另}\n"
    )

    assert [
        "5: targets/1/weight: `x` is no number",
        "6: targets/2/label: `output/甲` stands here twice; give one of them an `id`",
        "6: targets/2/actual: `y` is no number; words go under `actual_text`",
        "7: interpretations/output/甲: `output/甲` has no other interpretations",
        "7: interpretations/output/丙: the framework has no `output/丙` here; expected one of `standard`",
    ] == refusals(body)


def test_readings_of_a_row_have_names() -> None:
    """
    Only an interpretation with a name can be adopted.
    """
    row = "{slot: output, label: 甲, weight: 1, formula: '1', interpretations: [{name: [又], formula: '0'}]}"

    expected = ["5: targets/1/interpretations/1/name: a text is expected here, not a list"]
    assert expected == refusals(f"targets:\n  - {row}\n")
