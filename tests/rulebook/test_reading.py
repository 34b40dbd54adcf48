"""Frameworks are read from the data folder of a package, their heads first."""

from pathlib import Path

import pytest

from perfrules.errors import InvalidDocumentError, UnreadableDocumentError
from perfrules.framework import Validity
from perfrules.rulebook import framework_in, framework_sources

HEAD = 'perfrules: 1\nid: a.b\nedition: "{edition}"\ntitle: 题\npoints: {{total: 10}}\n'
BODY = "indicators:\n  - {id: one, label: 一, weight: 10, judged: any}\n"
NUMBERS = iter(range(1000))


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A package of its own, with an empty data folder."""
    home = tmp_path / f"own_package_{next(NUMBERS)}_{tmp_path.name}"
    (home / "data").mkdir(parents=True)
    (home / "__init__.py").touch()
    monkeypatch.syspath_prepend(tmp_path)
    return home


def framework_text(edition: str, body: str = BODY) -> str:
    """A framework file."""
    return HEAD.format(edition=edition) + body


def test_every_framework_file_is_a_source(package: Path) -> None:
    """
    Files that end as framework files do are found in the order of their names; hidden ones, others and folders are not.
    """
    for name in ("c.yml", "a.yaml", ".hidden.yaml", "notes.txt"):
        (package / "data" / name).write_text(framework_text(name), encoding="utf-8")
    (package / "data" / "B.JSON").write_text('{"id": "a.b", "edition": "json"}', encoding="utf-8")
    (package / "data" / "folder.yaml").mkdir()

    places = [(source.edition, source.place) for source in framework_sources(package.name)]

    folder = f"{package.name}/data"
    assert [("json", f"{folder}/B.JSON"), ("a.yaml", f"{folder}/a.yaml"), ("c.yml", f"{folder}/c.yml")] == places


def test_only_the_head_is_read(package: Path) -> None:
    """
    What stands below the head may be wrong: the source is found, and keeps its whole text.
    """
    text = framework_text("2023", "facts: [\n")
    (package / "data" / "a.yaml").write_text(text, encoding="utf-8")

    (source,) = framework_sources(package.name)

    assert ("a.b", "2023", Validity(), text) == (source.id, source.edition, source.valid, source.text)


def test_wrong_heads_are_reported_together(package: Path) -> None:
    """
    The problems of all heads come in one error, each with its place.
    """
    for name in ("a", "b"):
        (package / "data" / f"{name}.yaml").write_text("perfrules: 1\nid: a.b\n", encoding="utf-8")
    with pytest.raises(InvalidDocumentError) as caught:
        framework_sources(package.name)

    files = [problem.place.file for problem in caught.value.problems if problem.place]
    assert [f"{package.name}/data/a.yaml", f"{package.name}/data/b.yaml"] == files


def test_a_folder_without_frameworks_is_refused(package: Path) -> None:
    """
    A package whose data files were forgotten is refused, not empty.
    """
    with pytest.raises(UnreadableDocumentError) as caught:
        framework_sources(package.name)

    assert f"{package.name}/data: no file in this folder ends in .yaml, .yml, .json" == str(caught.value)


def test_a_package_without_data_is_refused(package: Path) -> None:
    """
    A package without a data folder is refused.
    """
    (package / "data").rmdir()
    with pytest.raises(UnreadableDocumentError) as caught:
        framework_sources(package.name)

    assert f"{package.name}/data: there is no such folder" == str(caught.value)


def test_a_framework_is_checked_when_it_is_read() -> None:
    """
    What `check` finds comes as problems of the document, all of them, each with its place.
    """
    body = 'indicators:\n  - {id: one, label: 一, weight: 4, formula: "9"}\n  - {id: two, label: 二, weight: 5, formula: "x"}\n'
    with pytest.raises(InvalidDocumentError) as caught:
        framework_in(framework_text("2023", body), "a.yaml")

    assert {6, 7, 8} >= {problem.place.line for problem in caught.value.problems if problem.place}
    assert len(caught.value.problems) > 1
    assert all(str(problem).startswith("a.yaml:") for problem in caught.value.problems)


def test_a_framework_says_where_it_comes_from() -> None:
    """
    The plugin stands on the framework and takes no part in its equality.
    """
    text = framework_text("2023")
    stamped = framework_in(text, "a.yaml", "own 1.0")

    assert "own 1.0" == stamped.plugin
    assert framework_in(text, "a.yaml") == stamped
