"""A rulebook finds the parents of frameworks among all its plugins, and reads files that extend them."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest

from perfrules import hookimpl
from perfrules.errors import InvalidDocumentError
from perfrules.framework import FrameworkSource, Validity
from perfrules.rulebook import Rulebook, find_framework, read_framework, rulebook_from
from perfrules.rulebook.plugins import given, harvest

LEAF = "  - {{id: {}, label: 甲, weight: {}, judged: any}}\n"
BODY = "points: {total: 10}\nindicators:\n" + LEAF.format("one", 4) + LEAF.format("two", 6)
ALWAYS = Validity()
EARLY, LATE = Validity(end=date(2022, 12, 31)), Validity(date(2023, 1, 1))


class Shelf:
    """A plugin with these sources."""

    def __init__(self, *sources: FrameworkSource) -> None:
        self.sources = sources

    @hookimpl
    def perfrules_frameworks(self) -> Sequence[FrameworkSource]:
        """All of them."""
        return self.sources


def source(body: str = BODY, id: str = "a.b", edition: str = "2023", valid: Validity = ALWAYS) -> FrameworkSource:
    """A framework."""
    ends = ", ".join(f"{key}: {end}" for key, end in (("from", valid.start), ("until", valid.end)) if end)
    in_force = f"valid: {{{ends}}}\n" if ends else ""
    text = f'perfrules: 1\nid: {id}\nedition: "{edition}"\ntitle: 表\n{in_force}{body}'
    return FrameworkSource(id, edition, valid, f"{id}-{edition}.yaml", text)


def child(body: str = "", extends: str = "a.b", id: str = "c.d", valid: Validity = ALWAYS) -> FrameworkSource:
    """A framework that extends another."""
    return source(f"extends: {extends}\n{body}", id, "2024", valid)


def refusals(rulebook: Rulebook, id: str = "c.d") -> list[str]:
    """What is wrong with a framework of a rulebook."""
    with pytest.raises(InvalidDocumentError) as caught:
        rulebook.framework(id)
    return [str(problem) for problem in caught.value.problems]


def test_a_parent_may_come_from_another_plugin() -> None:
    """
    A framework has the plugin that brought it, whoever brought its parents.
    """
    changes = "changes: {indicators: {one: {weight: 5}, two: {weight: 5}}}\n"
    found = Rulebook.of(Shelf(child(changes)), Shelf(child("", "c.d", "e.f"), source())).framework("e.f")

    assert ("Shelf 2", ["e.f@2024", "c.d@2024", "a.b@2023"]) == (found.plugin, [one.framework for one in found.lineage])
    assert [5, 5] == [one.weight for one in found.indicators]


def test_a_file_extends_what_a_rulebook_has(tmp_path: Path) -> None:
    """
    With a rulebook a file alone is enough for a new place; without one the message says what to give.
    """
    path = tmp_path / "county.yaml"
    path.write_text(child("points: {decimals: 1}\n").text, encoding="utf-8")
    rulebook = Rulebook.of(Shelf(source()))

    assert 1 == read_framework(path, rulebook).decimals == find_framework(str(path), rulebook).decimals
    with pytest.raises(InvalidDocumentError) as caught:
        read_framework(path)
    assert str(caught.value).endswith("none was given: `read_framework(path, Rulebook.load())`")


@pytest.mark.parametrize(
    ("extends", "valid", "edition"),
    [
        ("a.b@2022", LATE, "2022"),
        ("a.b", LATE, "2023"),
        ("a.b", Validity(date(2022, 12, 31)), "2022"),
    ],
)
def test_an_edition_is_extended(extends: str, valid: Validity, edition: str) -> None:
    """
    The one that is named, else the one in force when the child's validity starts.
    """
    rulebook = Rulebook.of(Shelf(source(edition="2022", valid=EARLY), source(valid=LATE), child("", extends, valid=valid)))

    assert f"a.b@{edition}" == rulebook.framework("c.d").lineage[1].framework


def test_the_only_edition_is_extended_whenever_it_is_in_force() -> None:
    """
    Where there is one edition alone there is nothing to choose.
    """
    found = Rulebook.of(Shelf(source(valid=EARLY), child(valid=LATE))).framework("c.d")

    assert "a.b@2023" == found.lineage[1].framework


@pytest.mark.parametrize(
    ("extends", "valid", "told"),
    [
        ("a.b", Validity(), "framework `a.b` has several editions; choose one of `2022`, `2023`"),
        ("a.b", Validity(date(2020, 1, 1)), "framework `a.b` has no edition for `2020-01-01`; it has `2022`, `2023`"),
        ("a.b@2021", LATE, "framework `a.b` has no edition for `2021`; it has `2022`, `2023`"),
        ("a.c", LATE, "no framework `a.c` is installed; did you mean `a.b`?"),
        ("x.y", LATE, "framework `x.y` edition `2023` comes from two plugins: `Shelf 1` and `Shelf 2`"),
    ],
)
def test_a_parent_that_cannot_be_found_is_refused(extends: str, valid: Validity, told: str) -> None:
    """
    At `extends`, with the reason that asking for the framework itself would give.
    """
    editions = source(edition="2022", valid=Validity(date(2022, 1, 1), date(2022, 12, 31))), source(valid=LATE)
    plugins = Shelf(*editions, source(id="x.y"), child("", extends, valid=valid)), Shelf(source(id="x.y"))
    rulebook = rulebook_from(harvest(given(plugins)))

    assert [told] == [one.partition("extends: ")[2] for one in refusals(rulebook)]


def test_errors_of_a_parent_are_reported_as_its_own() -> None:
    """
    With their place in the parent's file, behind what leads there; whatever else the child would have.
    """
    broken = source(BODY.replace("weight: 6", "weight: 7"))
    line = Shelf(broken, child("points: {total: ten}\n"), child("", "c.d", "e.f"))
    sums = "a.b-2023.yaml:7:3: indicators: the weights below add up to 4 + 7 = 11, `points.total` is 10"

    assert ["c.d-2024.yaml:5:10: extends: framework `a.b@2023` has errors", sums] == refusals(Rulebook.of(line))
    assert [
        "e.f-2024.yaml:5:10: extends: framework `c.d@2024` has errors",
        "c.d-2024.yaml:5:10: extends: framework `a.b@2023` has errors",
        sums,
    ] == refusals(Rulebook.of(line), "e.f")


def test_errors_of_a_child_are_its_own() -> None:
    """
    Where the parent is sound, what is wrong is what the child says.
    """
    rulebook = Rulebook.of(Shelf(source(), child("changes: {remove: [one]}\n")))

    assert ["c.d-2024.yaml:6:20: indicators: the weights below add up to 6, `points.total` is 10"] == refusals(rulebook)


def test_a_child_may_mend_its_parent() -> None:
    """
    A parent of which only a part is in use need not be sound itself.
    """
    broken = source(BODY.replace("weight: 6", "weight: 7"))
    found = Rulebook.of(Shelf(broken, child("points: {total: 11}\n"))).framework("c.d")

    assert 11 == found.points


def test_a_circle_is_refused() -> None:
    """
    Two frameworks that extend each other are both refused, each in its own way.
    """
    rulebook = Rulebook.of(Shelf(child("", "e.f"), child("", "c.d", "e.f")))

    circle = "`c.d@2024` extends itself: c.d@2024 → e.f@2024 → c.d@2024"
    assert [f"e.f-2024.yaml:5:10: extends: {circle}"] == refusals(rulebook)
    assert ["c.d-2024.yaml:5:10: extends: `e.f@2024` extends itself: e.f@2024 → c.d@2024 → e.f@2024"] == refusals(rulebook, "e.f")
