"""A framework that extends another: its line of descent, and what breaks it."""

import json
from datetime import date
from fractions import Fraction

import pytest

from perfrules.check import check
from perfrules.documents import framework_from
from perfrules.documents.derivation import parent_of
from perfrules.documents.framework_json import framework_json
from perfrules.documents.tree import tree
from perfrules.indicator import Source
from tests.documents.line import HEAD, PARENT, Shelf, derived, source

UNKNOWN = "unknown name `spent`; did you mean `open`?\n    spent / plan\n    ^^^^^"

CHILD = HEAD + "changes: {indicators: {result: {label: 成效}}}\n"
GRANDCHILD = 'perfrules: 1\nid: e.f\nedition: "1"\ntitle: 孙表\nextends: c.d@2024\npoints: {decimals: 2}\n'


def test_a_line_of_descent_is_kept() -> None:
    """
    Grandparents count, and each framework in the line has its key, its document and its file.
    """
    found = framework_from(GRANDCHILD, "grandchild.yaml", find=Shelf(source(PARENT, "parent.yaml"), source(CHILD, "child.yaml")))

    assert [
        ("e.f@1", Source(), "grandchild.yaml"),
        ("c.d@2024", Source("乙文"), "child.yaml"),
        ("a.b@2023", Source("甲文", basis="referenced"), "parent.yaml"),
    ] == [(one.framework, one.source, one.file) for one in found.lineage]
    assert (Fraction(20), 2, "成效") == (found.points, found.decimals, found.paths["result"][-1].label)
    assert ["grandchild.yaml", "child.yaml", "parent.yaml"] == [
        found.places[path].file for path in ("points/decimals", "indicators/result/label", "indicators/money/label")
    ]


def test_a_framework_without_a_parent_is_a_line_of_its_own() -> None:
    """
    Its own document is where everything comes from.
    """
    found = framework_from(PARENT, "parent.yaml")

    assert [("a.b@2023", "parent.yaml")] == [(one.framework, one.file) for one in found.lineage]


def test_a_derived_framework_is_written_flat() -> None:
    """
    As a document it has no parent, and reading it gives an equal framework.
    """
    found = derived("changes: {remove: [plan, rate, openness], indicators: {pace: {weight: 10, judged: any}}}\n")
    text = json.dumps(framework_json(found), ensure_ascii=False)

    assert "extends" not in text
    assert found == framework_from(text, "flat.json")


@pytest.mark.parametrize(
    ("extends", "valid", "asked"),
    [
        ("a.b", "", ("a.b", None, None)),
        ("a.b", "valid: {from: 2024-02-03}\n", ("a.b", None, date(2024, 2, 3))),
        ("a.b@2023", "", ("a.b", "2023", None)),
        ("a.b@2023", "valid: {until: 2024-02-03}\n", ("a.b", "2023", None)),
    ],
)
def test_a_parent_is_asked_for(extends: str, valid: str, asked: tuple[str, str | None, date | None]) -> None:
    """
    By its id and edition; where there is none, with the day on which the child's validity starts.
    """
    shelf = Shelf(source(PARENT, "parent.yaml"))
    framework_from(HEAD.replace("a.b", extends) + valid, "child.yaml", find=shelf)

    assert [asked] == shelf.asked


def test_two_files_of_one_name_are_told_apart() -> None:
    """
    A parent whose file is called as the child's is named with its key.
    """
    found = framework_from(HEAD, "one.yaml", find=Shelf(source(PARENT, "one.yaml")))

    assert ["one.yaml", "a.b@2023/one.yaml"] == [one.file for one in found.lineage]
    assert "a.b@2023/one.yaml" == found.places["indicators/money/label"].file


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (
            "changes: {indicators: {pace: {weight: 5}}}\n",
            "child.yaml:7:39: indicators/money: the weights below add up to 5 + 4 = 9, its weight is 10",
        ),
        (
            "changes: {remove: [openness]}\n",
            "child.yaml:7:20: indicators/money: the weights below add up to 6, its weight is 10",
        ),
        (
            "changes: {add: [{under: money, indicator: {id: new, label: 新, weight: 1, judged: any}}]}\n",
            "child.yaml:7:43: indicators/money: the weights below add up to 6 + 4 + 1 = 11, its weight is 10",
        ),
        (
            "changes: {indicators: {money: {children: [{id: new, label: 新, weight: 1, judged: any}]}}}\n",
            "child.yaml:7:42: indicators/money: the weights below add up to 1, its weight is 10",
        ),
        ("points: {total: 30}\n", "child.yaml:7:17: indicators: the weights below add up to 10 + 10 = 20, `points.total` is 30"),
        (
            "changes: {remove: [spent]}\n",
            f"parent.yaml:16:31: values/rate/formula: inherited by `c.d@2024`: {UNKNOWN}",
        ),
    ],
)
def test_what_no_longer_fits_leads_to_the_change(body: str, expected: str) -> None:
    """
    Weights that no longer add up have the place of the change; what is inherited says by whom.
    """
    assert expected in [str(problem) for problem in check(derived(body))]


def test_a_branch_of_another_weight_leads_to_it() -> None:
    """
    It fits neither what stands below nor what stands beside it.
    """
    problems = check(derived("changes: {indicators: {money: {weight: 5}}}\n"))

    assert [
        "child.yaml:7:40: indicators: the weights below add up to 5 + 10 = 15, `points.total` is 20",
        "child.yaml:7:40: indicators/money: the weights below add up to 6 + 4 = 10, its weight is 5",
    ] == [str(problem) for problem in problems if problem.code == "weights"]


def test_a_framework_knows_its_parent() -> None:
    """
    The source of the parent, and what is said where that one has errors; nothing for a framework without one.
    """
    parent = source(PARENT, "parent.yaml")
    found = parent_of(tree(HEAD, "child.yaml"), Shelf(parent))

    assert found is not None
    assert (parent, "child.yaml:6:10: extends: framework `a.b@2023` has errors") == (found[0], str(found[1]))
    assert parent_of(tree(PARENT, "parent.yaml"), None) is None
