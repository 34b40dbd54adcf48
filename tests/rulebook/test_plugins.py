"""Plugins are asked one by one; a broken one is named and contained."""

import signal
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from importlib.metadata import Distribution, EntryPoint
from itertools import repeat
from pathlib import Path
from types import ModuleType
from typing import Any

import perfrules_template
import pytest
from attrs import evolve

from perfrules import hookimpl
from perfrules.errors import FaultyPluginError, UnreadableDocumentError
from perfrules.framework import FrameworkSource, Validity
from perfrules.rulebook.plugins import MAX_SOURCES, Offer, Plugin, chosen, given, harvest

SOURCE = FrameworkSource("a.b", "2023", Validity(), "a.yaml", "text")


class Contributes:
    """A plugin that contributes what it was made with, however it gets it."""

    def __init__(self, result: Callable[[], object]) -> None:
        self.result = result

    @hookimpl
    def perfrules_frameworks(self) -> object:
        """Whatever the result is."""
        return self.result()


class Optional:
    """A plugin for a later version: its only hook is not known yet."""

    @hookimpl(optionalhook=True)
    def perfrules_weather(self) -> None:
        """Nothing yet."""


class Misspelt:
    """A plugin with a hook that nobody calls."""

    @hookimpl
    def perfrules_framework(self) -> tuple[FrameworkSource, ...]:
        """A framework that would never be found."""
        return (SOURCE,)


class Wrapper:
    """A plugin that wants to see what others contribute."""

    @hookimpl(wrapper=True)
    def perfrules_frameworks(self) -> Iterator[None]:
        """What the others contribute."""
        return (yield)


class Demanding:
    """A plugin whose hook wants an argument that there is not."""

    @hookimpl
    def perfrules_frameworks(self, weather: str) -> tuple[FrameworkSource, ...]:
        """Something that depends on the weather."""
        return (SOURCE,) if weather else ()


class Unmarked:
    """A plugin that forgot the mark."""

    def perfrules_frameworks(self) -> tuple[FrameworkSource, ...]:
        """A framework that would never be found."""
        return (SOURCE,)


class UnprintableError(BaseException):
    """An exception that fails to print itself."""

    def __str__(self) -> str:
        raise SystemExit


def raising(error: BaseException) -> Callable[[], object]:
    """A hook that raises."""

    def hook() -> object:
        raise error

    return hook


def failing_late() -> Iterator[FrameworkSource]:
    """A framework, and then a failure."""
    yield SOURCE
    message = "no more"
    raise LookupError(message)


def reasons(*plugins: object) -> list[str]:
    """What is wrong with these plugins."""
    return [str(problem) for problem in harvest(given(plugins)).problems]


def entry(name: str, value: str) -> EntryPoint:
    """An entry point of no distribution."""
    return EntryPoint(name, value, "perfrules")


def distribution(folder: Path, name: str, *modules: str) -> list[EntryPoint]:
    """The entry points of a distribution, all named `demo`."""
    described = folder / f"{name}-1.0.dist-info"
    described.mkdir()
    (described / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n", encoding="utf-8")
    entries = "".join(f"demo = {module}\n" for module in modules)
    (described / "entry_points.txt").write_text(f"[perfrules]\n{entries}", encoding="utf-8")
    return list(Distribution.at(described).entry_points)


def test_a_plugin_contributes() -> None:
    """
    What a hook returns is contributed with its plugin, be it a list or a generator.
    """
    other = evolve(SOURCE, edition="2024")
    found = harvest(given((Contributes(lambda: [SOURCE]), Contributes(lambda: iter([other])))))

    assert [("Contributes 1", SOURCE), ("Contributes 2", other)] == [(one.plugin.name, one.source) for one in found.contributions]
    assert (Plugin("Contributes 1"), Plugin("Contributes 2")) == found.plugins
    assert () == found.problems


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (LookupError("no\nsuch\x1b row"), "LookupError: no such\N{REPLACEMENT CHARACTER} row"),
        (LookupError(), "LookupError"),
        (SystemExit(0), "SystemExit: 0"),
        (GeneratorExit(), "GeneratorExit"),
        (StopIteration(1), "StopIteration: 1"),
        (RecursionError("deep"), "RecursionError: deep"),
        (UnprintableError(), "UnprintableError"),
        (LookupError("x" * 500), f"LookupError: {'x' * 400}…"),
        (UnreadableDocumentError("a.yaml", "there is no such file"), "a.yaml: there is no such file"),
    ],
)
def test_what_a_hook_raises_is_contained(error: BaseException, told: str) -> None:
    """
    Whatever a hook raises, the plugin is named with it, and the others contribute.
    """
    found = harvest(given((Contributes(raising(error)), Contributes(lambda: [SOURCE]))))

    assert [f"plugin `Contributes 1` failed in `perfrules_frameworks`: {told}"] == [str(one) for one in found.problems]
    assert [SOURCE] == [one.source for one in found.contributions]
    assert error is found.problems[0].__cause__


def test_the_user_can_interrupt() -> None:
    """
    A keyboard interrupt of the user passes.
    """
    with pytest.raises(KeyboardInterrupt):
        harvest(given((Contributes(lambda: signal.raise_signal(signal.SIGINT)),)))


def test_a_plugin_cannot_pretend_to_be_the_user() -> None:
    """
    A keyboard interrupt that a plugin raises itself is contained like anything else.
    """
    (told,) = reasons(Contributes(raising(KeyboardInterrupt())))

    assert "plugin `Contributes 1` failed in `perfrules_frameworks`: KeyboardInterrupt" == told


@pytest.mark.parametrize(
    ("result", "told"),
    [
        (lambda: None, "TypeError: 'NoneType' object is not iterable"),
        (failing_late, "LookupError: no more"),
        (lambda: "a.b", "element 1 is a `str`, a `FrameworkSource` was expected"),
        (lambda: [SOURCE, {"id": "a.b"}], "element 2 is a `dict`, a `FrameworkSource` was expected"),
        (lambda: repeat(SOURCE), f"it contributes more than {MAX_SOURCES} frameworks"),
        (
            lambda: [SOURCE, evolve(SOURCE, place="b.yaml")],
            "framework `a.b` edition `2023` comes twice, from a.yaml and b.yaml",
        ),
    ],
)
def test_a_wrong_result_is_contained(result: Callable[[], object], told: str) -> None:
    """
    A result that is not an iterable of frameworks is refused as a whole, and what it is is named.
    """
    plugin = Contributes(result)

    assert [f"plugin `Contributes 1` failed in `perfrules_frameworks`: {told}"] == reasons(plugin)
    assert () == harvest(given((plugin,))).contributions


@pytest.mark.parametrize(
    "fields",
    [
        {"id": 1},
        {"text": b"text"},
        {"valid": None},
        {"valid": Validity("2023")},  # type: ignore[arg-type]  # what a careless plugin does
        {"valid": Validity(date(2023, 1, 1), datetime(2023, 12, 31, tzinfo=UTC))},
    ],
)
def test_fields_of_another_type_are_refused(fields: dict[str, Any]) -> None:
    """
    A source whose fields are not what they should be is refused before anything sorts or compares them.
    """
    told = "element 1 has a field of another type than `FrameworkSource` says"
    source = evolve(SOURCE, **fields)

    assert [f"plugin `Contributes 1` failed in `perfrules_frameworks`: {told}"] == reasons(Contributes(lambda: [source]))


@pytest.mark.parametrize(
    ("plugin", "told"),
    [
        (Misspelt(), "there is no hook `perfrules_framework`; known are `perfrules_frameworks`, `perfrules_functions`"),
        (Unmarked(), "it has no hook; `@hookimpl` marks each"),
        (None, "it has no hook; `@hookimpl` marks each"),
        (Wrapper(), "`perfrules_frameworks` is a wrapper, but each plugin is asked alone"),
    ],
)
def test_a_plugin_with_wrong_hooks_is_refused(plugin: object, told: str) -> None:
    """
    A misspelt hook, a forgotten mark and a wrapper are refused when the plugin is registered.
    """
    assert [f"plugin `{type(plugin).__name__} 1` failed to register: {told}"] == reasons(plugin)


def test_an_unknown_argument_is_refused() -> None:
    """
    A hook that wants an argument which the hook does not have is refused, and the argument is named.
    """
    (told,) = reasons(Demanding())

    assert told.startswith("plugin `Demanding 1` failed to register: PluginValidationError: ")
    assert "weather" in told


def test_a_hook_of_a_later_version_may_be_optional() -> None:
    """
    An optional hook that nobody knows yet is no problem, and nobody calls it.
    """
    found = harvest(given((Optional(),)))

    assert ((Plugin("Optional 1"),), (), ()) == (found.plugins, found.contributions, found.problems)


def test_one_plugin_cannot_be_given_twice() -> None:
    """
    The second of two equal plugins is refused.
    """
    (told,) = reasons(perfrules_template, perfrules_template)

    assert told.startswith("plugin `perfrules_template` failed to register: ValueError: Plugin name already registered")


def test_a_plugin_is_named_after_its_module_and_distribution() -> None:
    """
    A module that an installed distribution offers carries its name and version, another one only its own name.
    """
    names = [str(offer.plugin) for offer in given((perfrules_template, ModuleType("own"), Optional()))]

    assert ["perfrules-template 0.1.0", "own", "Optional 3"] == names


def test_entry_points_are_loaded_in_the_order_of_their_names() -> None:
    """
    The order in which an installer left entry points does not matter.
    """
    offers, problems = chosen([entry("b", "json"), entry("c", "json"), entry("a", "json")])

    assert (["a", "b", "c"], ()) == ([offer.plugin.name for offer in offers], problems)


def test_only_the_plugins_that_were_named_are_loaded() -> None:
    """
    `only` names plugins, one name or several; one that is not installed is a problem.
    """
    entries = [entry("a", "json"), entry("b", "json")]
    several, problems = chosen(entries, ["b", "z"])
    single, _ = chosen(entries, "a")
    none, _ = chosen(entries, ())

    assert ["b"] == [offer.plugin.name for offer in several]
    assert ["plugin `z` failed to load: it is not installed"] == [str(problem) for problem in problems]
    assert (["a"], ()) == ([offer.plugin.name for offer in single], none)


def test_two_plugins_of_one_name_are_refused(tmp_path: Path) -> None:
    """
    Where two distributions have a plugin of one name neither is loaded, and both are named.
    """
    offers, problems = chosen([*distribution(tmp_path, "second", "json"), *distribution(tmp_path, "first", "json")])

    told = "plugin `demo` failed to load: `first 1.0` and `second 1.0` each have a plugin of this name"
    assert ((), [told]) == (offers, [str(problem) for problem in problems])


def test_a_module_that_is_not_there_is_contained(tmp_path: Path) -> None:
    """
    An entry point whose module is missing is named with its distribution's plugin.
    """
    offers, _ = chosen(distribution(tmp_path, "lost", "no_such_module_anywhere"))
    (problem,) = harvest(offers).problems

    assert Plugin("demo", "lost", "1.0") == offers[0].plugin
    told = "plugin `demo` failed to load: ModuleNotFoundError: No module named 'no_such_module_anywhere'"
    assert told == str(problem)


def test_earlier_problems_are_kept() -> None:
    """
    What was wrong before plugins were loaded stands first.
    """
    before = FaultyPluginError("z", "to load", "it is not installed")
    found = harvest([Offer(Plugin("a"), lambda: None)], (before,))

    assert [before.plugin, "a"] == [problem.plugin for problem in found.problems if isinstance(problem, FaultyPluginError)]
