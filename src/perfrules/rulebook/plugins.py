"""Plugins: found, loaded and asked one by one, so that a broken one is named and the others stay usable."""

from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import contextmanager
from datetime import date
from functools import partial
from itertools import islice
from typing import TYPE_CHECKING

from attrs import frozen
from pluggy import HookImpl, PluginManager

from perfrules import hookspecs
from perfrules.errors import FaultyPluginError, PerfrulesError, PluginError
from perfrules.framework import FrameworkSource, Validity
from perfrules.wording import shortened

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint

MAX_SOURCES = 10_000
"""Frameworks of one plugin; an endless iterable ends here."""

FRAMEWORKS = "in `perfrules_frameworks`"
"""Where a plugin failed that contributes wrong frameworks."""


@frozen
class Plugin:
    """Where hooks come from: a name, with the distribution and version that brought it, if one did."""

    name: str
    distribution: str = ""
    version: str = ""

    def __str__(self) -> str:
        return f"{self.distribution} {self.version}".strip() or self.name


@frozen
class Contribution:
    """A framework before it is read, and the plugin it comes from."""

    plugin: Plugin
    source: FrameworkSource


@frozen
class Offer:
    """A plugin before it is loaded."""

    plugin: Plugin
    load: Callable[[], object]


@frozen
class Harvest:
    """What the usable plugins contribute, and why the others cannot be used."""

    plugins: tuple[Plugin, ...]
    contributions: tuple[Contribution, ...]
    problems: tuple[PluginError, ...]


def installed() -> tuple["EntryPoint", ...]:
    """The entry points of all plugins, whatever distribution they come from."""
    from importlib.metadata import entry_points

    return tuple(entry_points(group=hookspecs.PROJECT))


def chosen(
    entries: Iterable["EntryPoint"], only: Collection[str] | None = None
) -> tuple[tuple[Offer, ...], tuple[PluginError, ...]]:
    """The plugins at these entry points, sorted by name, all or those in `only`; and why some of them cannot be loaded."""
    named = {only} if isinstance(only, str) else set(only or ())
    found: dict[str, list[EntryPoint]] = {name: [] for name in named}
    for entry in entries:
        if only is None or entry.name in named:
            found.setdefault(entry.name, []).append(entry)
    offers = [Offer(_described(ones[0]), ones[0].load) for _, ones in sorted(found.items()) if len(ones) == 1]
    problems = [_not_single(name, ones) for name, ones in sorted(found.items()) if len(ones) != 1]
    return tuple(offers), tuple(problems)


def given(plugins: tuple[object, ...]) -> tuple[Offer, ...]:
    """Modules or other objects as plugins; what has no name of its own is named after its type and its position."""
    return tuple(Offer(_named(plugin, position), partial(_itself, plugin)) for position, plugin in enumerate(plugins, 1))


def harvest(offers: Iterable[Offer], problems: tuple[PluginError, ...] = ()) -> Harvest:
    """
    What plugins contribute, each asked alone, under a plugin manager of its own.

    A plugin that fails contributes nothing and stops no other. This contains faults, not malice: a plugin is code in
    this process.
    """
    manager = PluginManager(hookspecs.PROJECT)
    manager.add_hookspecs(hookspecs)
    usable: list[Plugin] = []
    contributions: list[Contribution] = []
    faults = list(problems)
    for offer in offers:
        try:
            sources = _sources(manager, offer)
        except FaultyPluginError as fault:
            faults.append(fault)
            continue
        usable.append(offer.plugin)
        contributions.extend(Contribution(offer.plugin, source) for source in sources)
    return Harvest(tuple(usable), tuple(contributions), tuple(faults))


def _described(entry: "EntryPoint") -> Plugin:
    return Plugin(entry.name, entry.dist.name, entry.dist.version) if entry.dist else Plugin(entry.name)


def _not_single(name: str, entries: list["EntryPoint"]) -> FaultyPluginError:
    if not entries:
        return FaultyPluginError(name, "to load", "it is not installed")
    homes = " and ".join(sorted(f"`{_described(entry)}`" for entry in entries))
    return FaultyPluginError(name, "to load", f"{homes} each have a plugin of this name")


def _named(plugin: object, position: int) -> Plugin:
    name = getattr(plugin, "__name__", None)
    if not isinstance(name, str):
        return Plugin(f"{type(plugin).__name__} {position}")
    homes = [_described(entry) for entry in installed() if entry.value == name]
    return Plugin(name, homes[0].distribution, homes[0].version) if homes else Plugin(name)


def _itself(plugin: object) -> object:
    return plugin


def _sources(manager: PluginManager, offer: Offer) -> tuple[FrameworkSource, ...]:
    name = offer.plugin.name
    with _contained(name, "to load"):
        plugin = offer.load()
    with _contained(name, "to register"):
        manager.register(plugin, name)
    if fault := _hook_fault(manager, plugin):
        raise FaultyPluginError(name, "to register", fault)
    found: list[object] = []
    for implementation in _implementations(manager, plugin):
        with _contained(name, FRAMEWORKS):
            result = implementation.function()
            found.extend(islice(iter(result), MAX_SOURCES + 1))  # type: ignore[call-overload]  # a wrong result is a fault
    return _checked(name, found)


def _hook_fault(manager: PluginManager, plugin: object) -> str:
    """What `check_pending` would find, but of this plugin alone, with all names; and a plugin without any hook."""
    callers = manager.get_hookcallers(plugin) or []
    if not callers:
        return "it has no hook; `@hookimpl` marks each"
    hooks = [(caller, one) for caller in callers for one in caller.get_hookimpls() if one.plugin is plugin]
    unknown = [f"`{caller.name}`" for caller, one in hooks if not (caller.has_spec() or one.optionalhook)]
    if unknown:
        known = ", ".join(f"`{name}`" for name in vars(hookspecs) if name.startswith("perfrules_"))
        return f"there is no hook {', '.join(sorted(unknown))}; known is {known}"
    wrappers = [f"`{caller.name}`" for caller, one in hooks if one.wrapper or one.hookwrapper]
    return f"{wrappers[0]} is a wrapper, but each plugin is asked alone" if wrappers else ""


def _implementations(manager: PluginManager, plugin: object) -> list[HookImpl]:
    return [one for one in manager.hook.perfrules_frameworks.get_hookimpls() if one.plugin is plugin]


def _checked(name: str, found: list[object]) -> tuple[FrameworkSource, ...]:
    if len(found) > MAX_SOURCES:
        raise FaultyPluginError(name, FRAMEWORKS, f"it contributes more than {MAX_SOURCES} frameworks")
    sources: dict[tuple[str, str], FrameworkSource] = {}
    for position, element in enumerate(found, 1):
        if not isinstance(element, FrameworkSource):
            fault = f"element {position} is a `{type(element).__name__}`, a `FrameworkSource` was expected"
            raise FaultyPluginError(name, FRAMEWORKS, fault)
        if not _is_sound(element):
            raise FaultyPluginError(
                name, FRAMEWORKS, f"element {position} has a field of another type than `FrameworkSource` says"
            )
        first = sources.setdefault((element.id, element.edition), element)
        if first is not element:
            key = f"framework `{element.id}` edition `{element.edition}`"
            raise FaultyPluginError(name, FRAMEWORKS, f"{key} comes twice, from {first.place} and {element.place}")
    return tuple(sources.values())


def _is_sound(source: FrameworkSource) -> bool:
    texts = (source.id, source.edition, source.place, source.text)
    if not isinstance(source.valid, Validity) or not all(isinstance(text, str) for text in texts):
        return False
    return all(end is None or type(end) is date for end in (source.valid.start, source.valid.end))


@contextmanager
def _contained(name: str, stage: str) -> Iterator[None]:
    """A plugin's own code: whatever it raises becomes a `FaultyPluginError`."""
    try:
        yield
    except KeyboardInterrupt:
        raise  # most likely the user's own: one that a plugin raises can hardly be told apart
    except BaseException as error:  # `sys.exit` in a plugin must not end the host
        raise FaultyPluginError(name, stage, _told(error)) from error


def _told(error: BaseException) -> str:
    try:
        written = str(error)
    except BaseException:  # noqa: BLE001  # a plugin's exception may fail to print itself
        written = ""
    if isinstance(error, PerfrulesError):
        return written
    return ": ".join(part for part in (type(error).__name__, shortened(" ".join(written.split()), 400)) if part)
