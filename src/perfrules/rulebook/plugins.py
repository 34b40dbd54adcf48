"""Plugins: found, loaded and asked one by one, so that a broken one is named and the others stay usable."""

from collections.abc import Callable, Collection, Iterable
from datetime import date
from functools import partial
from itertools import islice
from typing import TYPE_CHECKING, cast

from attrs import frozen
from pluggy import HookCaller, PluginManager

from perfrules import hookspecs
from perfrules.errors import FaultyPluginError, PluginError
from perfrules.formula.gate import PUBLISHED, Limits
from perfrules.formula.syntax import Definition
from perfrules.framework import FrameworkSource, Validity
from perfrules.rulebook import functions
from perfrules.rulebook.containment import Watch
from perfrules.wording import shortened

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint

MAX_SOURCES = 5_000
"""Frameworks of one plugin; an endless iterable ends here."""

MAX_NAME = 200
"""Characters of an id, an edition, a place."""

FRAMEWORKS = "in `perfrules_frameworks`"
"""Where a plugin failed that contributes wrong frameworks."""

FUNCTIONS = "in `perfrules_functions`"
"""Where a plugin failed that contributes wrong functions."""


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
class SharedFunction:
    """A function that all frameworks can call, and the plugin it comes from."""

    plugin: Plugin
    definition: Definition


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
    functions: tuple[SharedFunction, ...] = ()


def installed() -> tuple[tuple["EntryPoint", ...], tuple[FaultyPluginError, ...]]:
    """The entry points of all plugins, and the distributions whose entry points cannot be read, plugins or not."""
    from importlib.metadata import entry_points

    try:
        return tuple(entry_points(group=hookspecs.PROJECT)), ()
    except Exception:  # noqa: BLE001  # one distribution is broken, which may be any: each is asked alone
        return _asked_alone()


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


def harvest(offers: Iterable[Offer], problems: tuple[PluginError, ...] = (), limits: Limits = PUBLISHED) -> Harvest:
    """
    What plugins contribute, each asked alone, under a plugin manager of its own; shared functions keep the limits.

    A plugin that fails contributes nothing and stops no other. This contains faults, not malice: a plugin is code in
    this process.
    """
    manager = PluginManager(hookspecs.PROJECT)
    manager.add_hookspecs(hookspecs)
    usable: list[Plugin] = []
    contributions: list[Contribution] = []
    shared: list[SharedFunction] = []
    faults = list(problems)
    for offer in offers:
        watch = Watch(offer.plugin.name)
        try:
            plugin = _registered(manager, offer, watch)
            sources, definitions = _sources(manager, plugin, watch), _definitions(manager, plugin, watch, limits)
        except FaultyPluginError as fault:
            faults.append(fault)
        else:
            usable.append(offer.plugin)
            contributions.extend(Contribution(offer.plugin, source) for source in sources)
            shared.extend(SharedFunction(offer.plugin, one) for one in definitions)
        faults.extend(watch.problems)
    return Harvest(tuple(usable), tuple(contributions), tuple(faults), tuple(shared))


def _described(entry: "EntryPoint") -> Plugin:
    return Plugin(entry.name, entry.dist.name or "", entry.dist.version or "") if entry.dist else Plugin(entry.name)


def _not_single(name: str, entries: list["EntryPoint"]) -> FaultyPluginError:
    if not entries:
        return FaultyPluginError(name, "to load", "it is not installed")
    homes = " and ".join(sorted(f"`{_described(entry)}`" for entry in entries))
    return FaultyPluginError(name, "to load", f"{homes} each have a plugin of this name")


def _asked_alone() -> tuple[tuple["EntryPoint", ...], tuple[FaultyPluginError, ...]]:
    from importlib.metadata import distributions

    found: dict[str, tuple[EntryPoint, ...]] = {}
    problems: list[FaultyPluginError] = []
    for distribution in distributions():
        watch = Watch(distribution.name or "")
        try:
            with watch.during("to name its entry points"):
                found.setdefault(watch.plugin, tuple(distribution.entry_points.select(group=hookspecs.PROJECT)))
        except FaultyPluginError as fault:
            problems.append(fault)
    return tuple(entry for entries in found.values() for entry in entries), tuple(problems)


def _named(plugin: object, position: int) -> Plugin:
    name = _own_name(plugin)
    if name is None:
        return Plugin(f"{type(plugin).__name__} {position}")
    homes = [_described(entry) for entry in installed()[0] if entry.value == name]
    return Plugin(name, homes[0].distribution, homes[0].version) if homes else Plugin(name)


def _own_name(plugin: object) -> str | None:
    try:
        name = getattr(plugin, "__name__", None)
    except Exception:  # noqa: BLE001  # what else is wrong with it is said when it is registered
        return None
    return name if type(name) is str else None


def _itself(plugin: object) -> object:
    return plugin


def _registered(manager: PluginManager, offer: Offer, watch: Watch) -> object:
    with watch.during("to load"):
        plugin = offer.load()
    with watch.during("to register"):
        fault = _version_fault(getattr(plugin, "perfrules_api", hookspecs.API))
        manager.register(plugin, offer.plugin.name)
        fault = fault or _hook_fault(manager, plugin)
    if fault:
        raise FaultyPluginError(offer.plugin.name, "to register", fault)
    return plugin


def _sources(manager: PluginManager, plugin: object, watch: Watch) -> tuple[FrameworkSource, ...]:
    with watch.during(FRAMEWORKS):
        found = _elements(manager.hook.perfrules_frameworks, plugin, MAX_SOURCES)
        fault = _fault(found)
    if fault:
        raise FaultyPluginError(watch.plugin, FRAMEWORKS, fault)
    return tuple(cast("list[FrameworkSource]", found))


def _definitions(manager: PluginManager, plugin: object, watch: Watch, limits: Limits) -> tuple[Definition, ...]:
    with watch.during(FUNCTIONS):
        found = _elements(manager.hook.perfrules_functions, plugin, functions.MAX_FUNCTIONS)
        fault = functions.fault(found)
        read = () if fault else functions.definitions(found, limits)
    if fault:
        raise FaultyPluginError(watch.plugin, FUNCTIONS, fault)
    return read


def _elements(caller: HookCaller, plugin: object, most: int) -> list[object]:
    """What the implementations of a hook return, all in one list, which ends behind one too many."""
    found: list[object] = []
    for implementation in caller.get_hookimpls():
        if implementation.plugin is plugin:
            result = implementation.function()
            found.extend(islice(iter(result), most + 1))  # type: ignore[call-overload]  # a wrong result is a fault
    return found


def _version_fault(version: object) -> str:
    if type(version) is not int:
        return "`perfrules_api` is no whole number"
    if version != hookspecs.API:
        return f"it is written for version {version} of the hooks, this is version {hookspecs.API}"
    return ""


def _hook_fault(manager: PluginManager, plugin: object) -> str:
    """What `check_pending` would find, but of this plugin alone, with all names; and a plugin without any hook."""
    callers = manager.get_hookcallers(plugin) or []
    if not callers:
        return "it has no hook; `@hookimpl` marks each"
    hooks = [(caller, one) for caller in callers for one in caller.get_hookimpls() if one.plugin is plugin]
    unknown = [f"`{caller.name}`" for caller, one in hooks if not (caller.has_spec() or one.optionalhook)]
    if unknown:
        known = ", ".join(f"`{name}`" for name in vars(hookspecs) if name.startswith("perfrules_"))
        return f"there is no hook {', '.join(sorted(unknown))}; known are {known}"
    wrappers = [f"`{caller.name}`" for caller, one in hooks if one.wrapper or one.hookwrapper]
    return f"{wrappers[0]} is a wrapper, but each plugin is asked alone" if wrappers else ""


def _fault(found: list[object]) -> str:
    """What is wrong with what a plugin contributes, if anything."""
    if len(found) > MAX_SOURCES:
        return f"it contributes more than {MAX_SOURCES} frameworks"
    first: dict[tuple[str, str], FrameworkSource] = {}
    for position, element in enumerate(found, 1):
        if type(element) is not FrameworkSource:
            return f"element {position} is a `{shortened(type(element).__name__)}`, a `FrameworkSource` was expected"
        if not _is_sound(element):
            return f"element {position} has a field of another type than `FrameworkSource` says"
        if not _is_legible(element):
            return f"element {position} has an id, an edition or a place that is too long or holds invisible characters"
        key = element.id, element.edition
        if key in first:
            places = f"from {first[key].place} and {element.place}"
            return f"framework `{element.id}` edition `{element.edition}` comes twice, {places}"
        first[key] = element
    return ""


def _is_sound(source: FrameworkSource) -> bool:
    """Whether the fields have just the types that they should have: nothing of the plugin runs when they are used."""
    texts = (source.id, source.edition, source.place, source.text)
    if type(source.valid) is not Validity or any(type(text) is not str for text in texts):
        return False
    return all(end is None or type(end) is date for end in (source.valid.start, source.valid.end))


def _is_legible(source: FrameworkSource) -> bool:
    return all(shortened(text, MAX_NAME) == text for text in (source.id, source.edition, source.place))
