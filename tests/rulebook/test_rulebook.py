"""A rulebook finds frameworks; files are read with or without one."""

import pickle
import subprocess
import sys
from collections.abc import Sequence
from datetime import date
from fractions import Fraction
from pathlib import Path

import perfrules_template
import pytest
from hypothesis import given
from hypothesis import strategies as st

from perfrules import hookimpl
from perfrules.errors import (
    DuplicateFrameworkError,
    EditionError,
    FaultyPluginError,
    InvalidDocumentError,
    UnknownFrameworkError,
    UnreadableDocumentError,
)
from perfrules.framework import FrameworkSource, Validity
from perfrules.rulebook import Rulebook, case_in, find_framework, framework_in, read_case, read_framework, rulebook_from
from perfrules.rulebook.plugins import given as offered
from perfrules.rulebook.plugins import harvest

ALWAYS = Validity()
EARLY = Validity(end=date(2022, 12, 31))
LATE = Validity(date(2023, 1, 1))
TEMPLATE = Path(__file__).parents[2] / "frameworks" / "template"
EXAMPLE = TEMPLATE / "src" / "perfrules_template" / "data" / "example.yaml"
CASE = "framework: {framework}\nsubject: 单位\nperiod: {period}\njudged:\n  one: {{points: 7, by: 复核, reason: 抽查}}\n"


class Shelf:
    """A plugin with these sources."""

    def __init__(self, *sources: FrameworkSource) -> None:
        self.sources = sources

    @hookimpl
    def perfrules_frameworks(self) -> Sequence[FrameworkSource]:
        """All of them."""
        return self.sources


def source(edition: str = "2023", valid: Validity = ALWAYS, id: str = "a.b", weight: int = 10) -> FrameworkSource:
    """A framework with one indicator."""
    ends = ", ".join(f"{key}: {end}" for key, end in (("from", valid.start), ("until", valid.end)) if end)
    head = f'perfrules: 1\nid: {id}\nedition: "{edition}"\ntitle: 题\npoints: {{total: 10}}\n'
    in_force = f"valid: {{{ends}}}\n" if ends else ""
    text = f"{head}{in_force}indicators:\n  - {{id: one, label: 一, weight: {weight}, judged: any}}\n"
    return FrameworkSource(id, edition, valid, f"{id}-{edition}.yaml", text)


def loaded(*plugins: object) -> Rulebook:
    """A rulebook with its problems kept, as `load` makes one."""
    return rulebook_from(harvest(offered(plugins)))


def test_a_framework_is_read_once_and_shared() -> None:
    """
    The same framework is given out each time, equal to the one in its text.
    """
    rulebook = Rulebook.of(Shelf(source()))
    framework = rulebook.framework("a.b")

    assert framework is rulebook.framework("a.b", edition="2023")
    assert framework_in(source().text, "a.yaml") == framework
    assert "Shelf 1" == framework.plugin


def test_nothing_is_read_before_it_is_asked_for() -> None:
    """
    A framework with errors stops nobody until it is asked for; then every error comes with its place, each time.
    """
    rulebook = Rulebook.of(Shelf(source(weight=9), source(id="c.d")))

    assert "c.d" == rulebook.framework("c.d").id
    for _ in range(2):
        with pytest.raises(InvalidDocumentError) as caught:
            rulebook.framework("a.b")
        told = "a.b-2023.yaml:7:3: indicators: the weights below add up to 9, `points.total` is 10"
        assert [told] == [str(one) for one in caught.value.problems]


def test_sources_are_sorted() -> None:
    """
    The order of plugins and of what they return does not show.
    """
    first, second, third = source("2022", EARLY), source("2023", LATE), source(id="c.d")
    one, other = Rulebook.of(Shelf(third, second), Shelf(first)), Rulebook.of(Shelf(first), Shelf(second, third))

    assert (first, second, third) == one.sources == other.sources


@pytest.mark.parametrize(
    ("asked", "hint"),
    [
        ("shenzen.departement", "; did you mean `shenzhen.department`?"),
        ("mof", "; did you mean `mof.project`?"),
        ("department", "; did you mean `shenzhen.department`?"),
        ("jiaxing", ""),
        (" ", ""),
    ],
)
def test_an_unknown_id_is_refused_with_the_nearest(asked: str, hint: str) -> None:
    """
    The error names what was probably meant: an id that looks alike, or one of which a part was written.
    """
    rulebook = Rulebook.of(Shelf(source(id="shenzhen.department"), source(id="mof.project")))
    with pytest.raises(UnknownFrameworkError) as caught:
        rulebook.framework(asked)

    assert f"no framework `{asked}` is installed{hint}" == str(caught.value)


def test_an_edition_is_a_text() -> None:
    """
    A number would never be an edition, so it is a mistake and not an unknown edition.
    """
    with pytest.raises(TypeError) as caught:
        Rulebook.of(Shelf(source())).framework("a.b", edition=2023)  # type: ignore[arg-type]  # a program's mistake

    assert '`edition` is a text such as `"2023"`, not `2023`' == str(caught.value)


def test_the_edition_is_chosen_by_name_or_day() -> None:
    """
    Both ends of `valid` belong to an edition.
    """
    rulebook = Rulebook.of(Shelf(source("2022", EARLY), source("2023", LATE)))

    assert "2022" == rulebook.framework("a.b", edition="2022").edition
    assert "2022" == rulebook.framework("a.b", on=date(2022, 12, 31)).edition
    assert "2023" == rulebook.framework("a.b", on=date(2023, 1, 1)).edition
    assert "2023" == rulebook.framework("a.b", edition="2023", on=date(2023, 1, 1)).edition


@pytest.mark.parametrize(
    ("edition", "on", "told"),
    [
        (None, None, "framework `a.b` has several editions; choose one of `2022`, `2024`"),
        ("2023", None, "framework `a.b` has no edition for `2023`; it has `2022`, `2024`"),
        (None, date(2023, 6, 30), "framework `a.b` has no edition for `2023-06-30`; it has `2022`, `2024`"),
        ("2022", date(2024, 6, 30), "framework `a.b` has no edition for `2022`; it has `2022`, `2024`"),
    ],
)
def test_an_edition_that_is_not_there_is_refused(edition: str | None, on: date | None, told: str) -> None:
    """
    Several editions without a choice, and a choice that none fits, list the editions.
    """
    rulebook = Rulebook.of(Shelf(source("2022", EARLY), source("2024", Validity(date(2024, 1, 1)))))
    with pytest.raises(EditionError) as caught:
        rulebook.framework("a.b", edition=edition, on=on)

    assert told == str(caught.value)


def test_two_plugins_cannot_share_a_framework() -> None:
    """
    A framework that two plugins claim is refused, and both are named.
    """
    with pytest.raises(DuplicateFrameworkError) as caught:
        Rulebook.of(Shelf(source()), Shelf(source()))

    assert ("Shelf 1", "Shelf 2") == caught.value.plugins


def test_a_claimed_framework_is_withdrawn_alone() -> None:
    """
    Where problems are kept, a framework that several plugins claim is in no list, asking for it raises, the rest works.
    """
    rulebook = loaded(
        *(Shelf(source("2023", LATE), source("2022", EARLY, f"own.{name}")) for name in "xyz"), Shelf(source("2022", EARLY))
    )

    told = "framework `a.b` edition `2023` comes from two plugins: `Shelf {}` and `Shelf {}`"
    assert [told.format(1, 2), told.format(2, 3)] == [str(problem) for problem in rulebook.problems]
    assert ["a.b", "own.x", "own.y", "own.z"] == [one.id for one in rulebook.sources]
    assert "2022" == rulebook.framework("a.b", edition="2022").edition
    for edition in ("2023", None):
        with pytest.raises(DuplicateFrameworkError):
            rulebook.framework("a.b", edition=edition)


def test_an_error_is_new_each_time_it_is_raised() -> None:
    """
    Threads never share the traceback of a clash.
    """
    rulebook = loaded(Shelf(source()), Shelf(source()))
    raised = []
    for _ in range(2):
        with pytest.raises(DuplicateFrameworkError) as caught:
            rulebook.framework("a.b")
        raised.append(caught.value)

    assert raised[0] is not raised[1]
    assert raised[0] is not rulebook.problems[0]


def test_overlapping_editions_are_a_problem() -> None:
    """
    Two editions in force on one day are a problem; each is found by its name, and the day is answered with both.
    """
    plugins = (Shelf(source("2022", Validity(end=date(2023, 3, 31)))), Shelf(source("2023", LATE)))
    rulebook = loaded(*plugins)

    told = (
        "plugin `Shelf 2` failed in `perfrules_frameworks`: framework `a.b` edition `2023` is in force on days of edition `2022`"
    )
    assert [f"{told} of plugin `Shelf 1`"] == [str(problem) for problem in rulebook.problems]
    assert "2022" == rulebook.framework("a.b", edition="2022").edition
    assert "2023" == rulebook.framework("a.b", on=date(2023, 4, 1)).edition
    with pytest.raises(EditionError) as caught:
        rulebook.framework("a.b", on=date(2023, 3, 31))
    assert ("2022", "2023") == caught.value.editions
    with pytest.raises(FaultyPluginError):
        Rulebook.of(*plugins)


DAYS = st.none() | st.integers(1, 6).map(lambda day: date(2023, 1, day))


@given(st.lists(st.tuples(DAYS, DAYS), min_size=1, max_size=5))
def test_editions_without_a_problem_share_no_day(spans: list[tuple[date | None, date | None]]) -> None:
    """
    A rulebook has no problem exactly if at most one edition is in force on each day.
    """
    forces = [Validity(start, end) for start, end in spans if start is None or end is None or start <= end]
    rulebook = loaded(Shelf(*(source(str(year), valid) for year, valid in enumerate(forces))))
    days = (date(2022, 12, 31), *(date(2023, 1, day) for day in range(1, 8)))

    shared = any(sum(valid.includes(day) for valid in forces) > 1 for day in days)

    assert shared == bool(rulebook.problems)


def test_a_plugin_that_announces_something_else_is_refused() -> None:
    """
    A text that is not the framework that its source announced is never given out.
    """
    announced = FrameworkSource("c.d", "2023", ALWAYS, "c.yaml", source().text)
    with pytest.raises(FaultyPluginError) as caught:
        Rulebook.of(Shelf(announced)).framework("c.d")

    told = "c.yaml does not hold what was announced: framework `c.d` edition `2023`"
    assert f"plugin `Shelf 1` failed in `perfrules_frameworks`: {told}" == str(caught.value)


def test_a_broken_plugin_is_contained_where_problems_are_kept() -> None:
    """
    `of` raises what `load` keeps.
    """
    with pytest.raises(FaultyPluginError):
        Rulebook.of(Shelf(source()), object())

    assert (("a.b",), 1) == (tuple(one.id for one in loaded(Shelf(source()), object()).sources), 1)


def test_installed_plugins_are_loaded() -> None:
    """
    `load` finds the plugins of this repository, and says which distribution brought them.
    """
    rulebook = Rulebook.load(only=("template", "no-such-plugin"))

    assert ["perfrules-template 0.1.0"] == [str(plugin) for plugin in rulebook.plugins]
    assert ["plugin `no-such-plugin` failed to load: it is not installed"] == [str(problem) for problem in rulebook.problems]
    assert "perfrules-template 0.1.0" == rulebook.framework("template.example").plugin
    assert {"shenzhen", "template"} <= {plugin.name for plugin in Rulebook.load().plugins}


def test_loading_can_be_switched_off() -> None:
    """
    With PERFRULES_DISABLE_PLUGIN_AUTOLOAD only plugins that are named are loaded.
    """
    script = "from perfrules import Rulebook as R; print(len(R.load().plugins), len(R.load(only=['template']).plugins))"
    environment = {"PERFRULES_DISABLE_PLUGIN_AUTOLOAD": "1"}
    run = subprocess.run([sys.executable, "-c", script], env=environment, capture_output=True, text=True, check=True)

    assert "0 1\n" == run.stdout


def test_a_rulebook_can_be_sent_to_another_process() -> None:
    """
    A pickled rulebook gives the same frameworks.
    """
    rulebook = loaded(Shelf(source()), Shelf(source(id="c.d")), object())
    again = pickle.loads(pickle.dumps(rulebook))  # noqa: S301  # we made the bytes

    assert rulebook.sources == again.sources
    assert rulebook.framework("a.b") == again.framework("a.b")
    assert [str(problem) for problem in rulebook.problems] == [str(problem) for problem in again.problems]


def test_a_framework_file_needs_no_plugin() -> None:
    """
    A file is read and checked alone; a text says the same as a path.
    """
    framework = read_framework(EXAMPLE)

    assert ("template.example", "") == (framework.id, framework.plugin)
    assert framework == read_framework(str(EXAMPLE), Rulebook.of())


def test_a_framework_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    """
    A missing file and a folder are named.
    """
    for path, told in ((tmp_path / "a.yaml", "there is no such file"), (tmp_path, "this is a folder, not a file")):
        with pytest.raises(UnreadableDocumentError) as caught:
            read_framework(path)

        assert f"{path}: {told}" == str(caught.value)


def test_a_case_is_read_with_its_framework() -> None:
    """
    The framework is the shared one of the rulebook, the facts are read as it declares them.
    """
    rulebook = Rulebook.of(perfrules_template)
    case = read_case(TEMPLATE / "cases" / "example.yaml", rulebook)

    assert rulebook.framework("template.example") is case.framework
    assert Fraction("115.37") == case.evidence.facts["spent"].value
    assert case == read_case(str(TEMPLATE / "cases" / "example.yaml"), rulebook)


@pytest.mark.parametrize(
    ("period", "edition"),
    [("2022", "2022"), ("2022-07-01/2023-06-30", "2023"), ("2022-12", "2022"), ('"2023"\nedition: "2022"', "2022")],
)
def test_a_case_takes_the_edition_of_its_last_day(period: str, edition: str) -> None:
    """
    The edition that a case names, else the one in force on the last day of its period.
    """
    rulebook = Rulebook.of(Shelf(source("2022", EARLY), source("2023", LATE)))
    case = case_in(CASE.format(framework="a.b", period=period), "case.yaml", rulebook)

    assert edition == case.framework.edition


@pytest.mark.parametrize(
    ("framework", "period", "told"),
    [
        ("a.c", "2023", "1:12: framework: no framework `a.c` is installed; did you mean `a.b`?"),
        (
            "a.b",
            "2022",
            "3:9: period: no edition of framework `a.b` is in force on 2022-12-31, the last day of `2022`; it has `2023`",
        ),
        ("a.b", '"2023"\nedition: "2022"', "4:10: edition: framework `a.b` has no edition for `2022`; it has `2023`"),
    ],
)
@pytest.mark.parametrize("alone", [False, True])
def test_a_case_without_its_framework_is_refused(framework: str, period: str, told: str, *, alone: bool) -> None:
    """
    A framework that is not there is a problem of the case, at what asked for it, with a rulebook or one framework.
    """
    rulebook = Rulebook.of(Shelf(source("2023", LATE)))
    given_alone = rulebook.framework("a.b") if alone else None
    with pytest.raises(InvalidDocumentError) as caught:
        case_in(CASE.format(framework=framework, period=period), "case.yaml", rulebook, framework=given_alone)

    assert [f"case.yaml:{told}"] == [str(problem) for problem in caught.value.problems]


def test_a_case_can_be_read_with_a_framework_that_is_given(tmp_path: Path) -> None:
    """
    A framework from a file stands in for the rulebook's.
    """
    path = tmp_path / "case.yaml"
    path.write_text(CASE.format(framework="a.b", period="2023"), encoding="utf-8")
    framework = framework_in(source().text, "a.yaml")

    assert framework is read_case(path, Rulebook.of(), framework=framework).framework


@pytest.mark.parametrize("asked", ["a.b@2022", "{folder}/a.yaml", "{folder}/a.YML", "{folder}/named"])
def test_a_framework_is_found_by_path_or_id(asked: str, tmp_path: Path) -> None:
    """
    A path has a separator; without one it is an id, with its edition behind an `@`.
    """
    for name in ("a.yaml", "a.YML", "named"):
        (tmp_path / name).write_text(source("2022", EARLY).text, encoding="utf-8")
    rulebook = Rulebook.of(Shelf(source("2022", EARLY), source("2023", LATE)))

    assert "2022" == find_framework(asked.format(folder=tmp_path), rulebook).edition


def test_a_file_in_the_working_folder_is_a_path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """
    A name without separator is a path if it ends as one does or a file of that name is there; a folder is not.
    """
    monkeypatch.chdir(tmp_path)
    (tmp_path / "named").write_text(source().text, encoding="utf-8")
    (tmp_path / "a.b").mkdir()
    rulebook = Rulebook.of(Shelf(source()))

    assert "" == find_framework("named", rulebook).plugin
    assert "Shelf 1" == find_framework("a.b", rulebook).plugin
    with pytest.raises(UnreadableDocumentError):
        find_framework("no.yaml", rulebook)


@given(st.text(max_size=30) | st.sampled_from(["", "@", "a.b@", "a.b@\0", "x" * 5000, "\0", "..", "a\\b", "\ud800"]))
def test_any_text_finds_a_framework_or_is_refused(asked: str) -> None:
    """
    Whatever a person writes, the outcome is a framework or an error of ours.
    """
    rulebook = Rulebook.of(Shelf(source()))
    try:
        found = find_framework(asked, rulebook).id
    except (UnknownFrameworkError, EditionError, UnreadableDocumentError, InvalidDocumentError) as error:
        found = type(error).__name__

    assert found in {"a.b", "UnknownFrameworkError", "EditionError", "UnreadableDocumentError", "InvalidDocumentError"}
