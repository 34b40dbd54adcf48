"""What breaks a line of descent, and changes that cannot be made, with the exact message."""

import pytest

from perfrules.documents import framework_from
from perfrules.documents.derivation import MAX_GENERATIONS
from perfrules.errors import InvalidDocumentError
from perfrules.framework import FrameworkSource, Validity
from tests.documents.line import HEAD, PARENT, Shelf, source

EVERYTHING = "`money`, `pace`, `openness`, `result`, `honours`, `spent`, `plan`, `open`, `rate`, `rounded`, `standard`, `staff`"
NO_INDICATOR = "the parent has no `zzz` in its `indicators`; a new one stands under `add`"
NO_FUNCTION = "the parent has no `rond` in its `functions`; did you mean `rounded`?"
NO_FACT = "the parent has no `zzz` in its `facts`; a new one stands under `facts` at the top"
GRANDCHILD = 'perfrules: 1\nid: e.f\nedition: "1"\ntitle: 孙表\nextends: c.d@2024\npoints: {decimals: 2}\n'


def generation(number: int) -> str:
    """A framework that extends the one before it, the first one the parent."""
    before = f"x.{number - 1}" if number else "a.b"
    return f'perfrules: 1\nid: x.{number}\nedition: "1"\ntitle: 表\nextends: {before}\n'


def refusals(text: str, *others: FrameworkSource) -> list[str]:
    """The problems of a framework whose parents stand on a shelf."""
    with pytest.raises(InvalidDocumentError) as caught:
        framework_from(text, "child.yaml", find=Shelf(source(PARENT, "parent.yaml"), *others))
    return [str(problem) for problem in caught.value.problems]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (
            "changes: {indicators: {pce: {weight: 5}}}\n",
            ["child.yaml:7:24: changes/indicators/pce: the parent has no `pce` in its `indicators`; did you mean `pace`?"],
        ),
        (
            "changes: {indicators: {zzz: {weight: 5}}, facts: {zzz: {label: 一}}}\n",
            [
                f"child.yaml:7:24: changes/indicators/zzz: {NO_INDICATOR}",
                f"child.yaml:7:51: changes/facts/zzz: {NO_FACT}",
            ],
        ),
        (
            "changes: {functions: {'rond(x)': x}}\n",
            [
                f"child.yaml:7:23: changes/functions/rond(x): {NO_FUNCTION}",
            ],
        ),
        ("changes: {remove: [spnet]}\n", ["child.yaml:7:20: changes/remove/1: the parent has no `spnet`; did you mean `spent`?"]),
        (
            "changes: {add: [{under: mony, indicator: {id: new}}]}\n",
            ["child.yaml:7:25: changes/add/1/under: the parent has no `mony` in its `indicators`; did you mean `money`?"],
        ),
        (
            "changes: {add: [{under: pace, indicator: {id: new}}]}\n",
            ["child.yaml:7:25: changes/add/1/under: `pace` has no `children` to which one could be added"],
        ),
        (
            "changes: {add: [{under: money, after: reslt, indicator: {id: new}}]}\n",
            ["child.yaml:7:39: changes/add/1/after: no `reslt` stands right below `money`; expected one of `pace`, `openness`"],
        ),
        (
            "changes: {add: [{after: pace, indicator: {id: new}}]}\n",
            ["child.yaml:7:25: changes/add/1/after: no `pace` stands at the top; expected one of `money`, `result`"],
        ),
        (
            "changes: {add: [{indicatr: {id: new}}], remove: [zzz], indicator: {}, facts: 1}\n",
            [
                "child.yaml:7:18: changes/add/1/indicatr: unknown key `indicatr`; did you mean `indicator`?",
                f"child.yaml:7:50: changes/remove/1: the parent has no `zzz`; expected one of {EVERYTHING}",
                "child.yaml:7:56: changes/indicator: unknown key `indicator`; did you mean `indicators`?",
                "child.yaml:7:78: changes/facts: a mapping is expected here, not a text",
            ],
        ),
        ("changes: 1\n", ["child.yaml:7:10: changes: a mapping is expected here, not a text"]),
        (
            "indicators: 1\nchanges: {add: [{indicator: {id: new}}]}\n",
            ["child.yaml:7:13: indicators: a list is expected here, not a text"],
        ),
        (
            "changes: {indicators: {pace: 1}, facts: {spent: {kind: flagg, kind: flag}}}\n",
            [
                "child.yaml:7:30: indicators/money/1: a mapping is expected here, not a text",
                "child.yaml:7:56: facts/spent/kind: `flagg` is not known here; did you mean `flag`?",
                "child.yaml:7:63: changes/facts/spent/kind: key `kind` stands here again; it already stands in line 7",
            ],
        ),
        (
            "tables: {staff: {columns: {bonus: {kind: count}}}}\nfacts: {spent: {unit: 美元}}\nrows: {standard: 1}\n",
            [
                "child.yaml:7:35: tables/staff/columns/bonus: key `label` is missing",
                "child.yaml:8:16: facts/spent: a fact of kind `amount` needs a unit, one of 元, 万元, 亿元",
                "child.yaml:9:18: rows/standard: a mapping is expected here, not a text",
            ],
        ),
        (
            "changes: {remove: [standard], indicators: {result: {slot: standard}}}\n",
            ["child.yaml:7:59: indicators/result/slot: the framework has no row rules `standard`"],
        ),
    ],
)
def test_changes_that_cannot_be_made_are_refused(body: str, expected: list[str]) -> None:
    """
    All at once, each at its place in the child's file, with what is near or where a new one stands.
    """
    assert expected == refusals(HEAD + body)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            HEAD.replace("a.b", "a.c"),
            ["child.yaml:6:10: extends: no framework `a.c` is installed; did you mean `a.b`?"],
        ),
        (
            HEAD.replace("a.b", "a.b@2022"),
            ["child.yaml:6:10: extends: framework `a.b` has no edition for `2022`; it has `2023`"],
        ),
        (
            HEAD.replace("a.b", "c.d@2024"),
            ["child.yaml:6:10: extends: `c.d@2024` extends itself: c.d@2024 → c.d@2024"],
        ),
        (HEAD.replace("a.b", "[a.b]"), ["child.yaml:6:10: extends: a text is expected here, not a list"]),
        (
            HEAD.replace("id: c.d", "id: 1 d").replace("title: 子表", "title: 子\ntitle: 表"),
            [
                "child.yaml:5:1: title: key `title` stands here again; it already stands in line 4",
                "child.yaml:2:5: id: `1 d` is no id of a framework, one such as `shenzhen.department` was expected",
            ],
        ),
        (
            PARENT + "changes: {remove: [spent]}\n",
            ["child.yaml:34:1: changes: `changes` are those of a parent; key `extends` is missing"],
        ),
        (
            PARENT.replace("id: a.b", "id: 1 b"),
            ["child.yaml:2:5: id: `1 b` is no id of a framework, one such as `shenzhen.department` was expected"],
        ),
    ],
)
def test_a_broken_line_of_descent_is_refused(text: str, expected: list[str]) -> None:
    """
    A missing parent or edition, a framework that extends itself, a head that cannot be read, changes of nothing.
    """
    assert expected == refusals(text)


def test_a_parent_needs_a_rulebook() -> None:
    """
    Without one the message says how to give it.
    """
    with pytest.raises(InvalidDocumentError) as caught:
        framework_from(HEAD, "child.yaml")

    assert (
        "child.yaml:6:10: extends: no framework `a.b` is known here; "
        "it is looked up in a rulebook, and none was given: `read_framework(path, Rulebook.load())`"
    ) == str(caught.value)


def test_a_circle_is_named() -> None:
    """
    Also one that only begins further up; it is said where it closes.
    """
    first = source(GRANDCHILD.replace("e.f", "g.h").replace("c.d@2024", "e.f"), "first.yaml")
    second = source(GRANDCHILD.replace("c.d@2024", "g.h"), "second.yaml")

    assert ["second.yaml:5:10: extends: `g.h@1` extends itself: g.h@1 → e.f@1 → g.h@1"] == refusals(
        HEAD.replace("a.b", "g.h"), first, second
    )


def test_a_line_of_descent_is_not_endless() -> None:
    """
    As many parents as are allowed are read, one more is not.
    """
    shelf = [source(generation(number), f"{number}.yaml") for number in range(MAX_GENERATIONS + 1)]
    most = HEAD.replace("a.b", f"x.{MAX_GENERATIONS - 2}")

    assert 20 == framework_from(most, "child.yaml", find=Shelf(source(PARENT, "parent.yaml"), *shelf)).points
    assert ["0.yaml:5:10: extends: frameworks extend one another at most 16 deep"] == refusals(
        HEAD.replace("a.b", f"x.{MAX_GENERATIONS - 1}"), *shelf
    )


def test_what_is_wrong_with_a_parent_follows() -> None:
    """
    A parent that cannot be read is named where it is extended, and its problems stand in its own file.
    """
    broken = source(PARENT.replace("a.b", "i.j") + "title: [\n", "broken.yaml")
    found = refusals(HEAD.replace("a.b", "i.j"), broken)

    assert "child.yaml:6:10: extends: framework `i.j@2023` has errors" == found[0]
    assert found[1].startswith("broken.yaml:")


def test_a_parent_holds_what_was_announced() -> None:
    """
    A plugin that announces another framework than the text holds is found out.
    """
    lying = FrameworkSource("i.j", "2023", Validity(), "lying.yaml", PARENT)

    assert ["child.yaml:6:10: extends: lying.yaml does not hold what was announced: framework `i.j@2023`"] == refusals(
        HEAD.replace("a.b", "i.j"), lying
    )


def test_problems_come_file_by_file() -> None:
    """
    Those of the child first, then those of what it inherits, each in the order of its file.
    """
    parent = PARENT.replace("a.b", "i.j").replace("weight: 6", "weight: six").replace("kind: choice", "kind: choise")
    found = refusals(HEAD.replace("a.b", "i.j") + "points: {total: many}\n", source(parent, "parent.yaml"))

    assert ["child.yaml:7:17", "parent.yaml:14:27", "parent.yaml:26:39"] == [one.partition(": ")[0] for one in found]
    assert all(": inherited by `c.d@2024`: " in one for one in found[1:])


def test_together_they_are_not_too_large() -> None:
    """
    A child cannot nest or multiply without end what its parent already nests and multiplies.
    """
    deep = "changes: {indicators: {pace: {children: " + "[{id: i, children: " * 29 + "[]" + "}]" * 29 + "}}}\n"
    deeper = source(HEAD.replace("c.d", "k.l") + deep.replace("id: i", "id: j"), "deep.yaml")
    wide = "constraints: [" + "a, " * 30_000 + "]\n"
    many = source(HEAD.replace("c.d", "m.n") + wide, "wide.yaml")

    assert [
        "child.yaml:6:10: extends: with its parent, lists and mappings stand more than 64 deep in one another",
    ] == refusals(HEAD.replace("a.b", "k.l") + deep.replace("pace", "j"), deeper)
    assert [
        "child.yaml:6:10: extends: with its parent it has more than 50000 texts, lists and mappings",
    ] == refusals(HEAD.replace("a.b", "m.n") + wide.replace("constraints", "relations"), many)
