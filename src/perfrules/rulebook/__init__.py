"""Rulebook: what the plugins of an application contribute; and the reading of framework and case files."""

import os
from collections.abc import Collection, Iterable, Iterator
from datetime import date
from functools import partial
from itertools import groupby, pairwise
from pathlib import Path

from attrs import field, frozen

from perfrules.case import Case
from perfrules.errors import (
    DisturbingPluginError,
    DuplicateFrameworkError,
    DuplicateFunctionError,
    EditionError,
    FaultyPluginError,
    PluginError,
    UnknownFrameworkError,
)
from perfrules.formula.gate import PUBLISHED, Limits
from perfrules.framework import Framework, FrameworkSource
from perfrules.frozen import Memory
from perfrules.rulebook.functions import Pool
from perfrules.rulebook.plugins import (
    FRAMEWORKS,
    Contribution,
    Harvest,
    Plugin,
    SharedFunction,
    chosen,
    given,
    harvest,
    installed,
)
from perfrules.rulebook.reading import ENDINGS, Home, framework_in, framework_sources
from perfrules.wording import near, shortened

__all__ = [
    "Plugin",
    "Rulebook",
    "case_in",
    "find_framework",
    "framework_in",
    "framework_sources",
    "read_case",
    "read_framework",
    "rulebook_from",
]

NO_AUTOLOAD = "PERFRULES_DISABLE_PLUGIN_AUTOLOAD"
"""The environment variable that keeps `Rulebook.load` from loading what it was not told by name."""


@frozen(eq=False)
class Rulebook:
    """
    What the plugins of one application contribute: read on first use, shared by its threads, alone in no global.

    `plugins` are those that can be used, `problems` says why others cannot, what some of them disturb, which frameworks two
    plugins claim, and which editions are in force on the same days. Formulas keep its `limits`, and every framework can call
    its `functions`. Make one with `load` or `of`.
    """

    plugins: tuple[Plugin, ...]
    contributions: tuple[Contribution, ...] = field(repr=False)
    problems: tuple[PluginError, ...]
    limits: Limits = PUBLISHED
    functions: tuple[SharedFunction, ...] = field(default=(), repr=False)
    memory: Memory = field(factory=Memory, init=False, repr=False)

    @classmethod
    def load(cls, *, only: Collection[str] | None = None, limits: Limits = PUBLISHED) -> "Rulebook":
        """
        The rulebook of the installed plugins, or of those with these names; formulas keep the limits.

        A plugin that fails is contained and named in `problems`. With PERFRULES_DISABLE_PLUGIN_AUTOLOAD set in the environment
        only those in `only` are loaded.
        """
        wanted = () if only is None and os.environ.get(NO_AUTOLOAD) else only
        entries, broken = installed()
        offers, missing = chosen(entries, wanted)
        return rulebook_from(harvest(offers, (*broken, *missing), limits), limits)

    @classmethod
    def of(cls, *plugins: object, limits: Limits = PUBLISHED) -> "Rulebook":
        """The rulebook of these modules or objects; raises the first `PluginError`, but none for a disturbance."""
        made = rulebook_from(harvest(given(plugins), limits=limits), limits)
        for problem in made.problems:
            if not isinstance(problem, DisturbingPluginError):
                raise problem
        return made

    @property
    def sources(self) -> tuple[FrameworkSource, ...]:
        """The frameworks that can be asked for, sorted; without those that two plugins claim."""
        single = (group for group in _by_key(self.contributions) if len(group) == 1)
        return tuple(group[0].source for group in single)

    def framework(self, id: str, *, edition: str | None = None, on: date | None = None) -> Framework:
        """
        The framework with this id: in one edition, in the one in force on a day, or in the only one.

        Raises `UnknownFrameworkError`, `EditionError`, `DuplicateFrameworkError` where two plugins claim it, and
        `InvalidDocumentError` where it has errors; `TypeError` for an edition that is no text.
        """
        if edition is not None and not isinstance(edition, str):
            raise TypeError(f'`edition` is a text such as `"2023"`, not `{shortened(repr(edition))}`')
        found = _single(id, _candidates(self.contributions, id, edition, on))
        return self.memory.once(f"{id}@{found.source.edition}", partial(_read, found, self))


def read_framework(source: Path | str, rulebook: Rulebook | None = None) -> Framework:
    """
    The framework in a file, checked; a plugin is needed for what it extends, and for the shared functions that it calls.

    Formulas keep the limits of the rulebook.

    Raises `UnreadableDocumentError`, or `InvalidDocumentError` with everything that is wrong with it.
    """
    from perfrules.documents.file import read_file

    path = Path(source)
    if rulebook is None:
        return framework_in(read_file(path), str(path))
    return framework_in(read_file(path), str(path), limits=rulebook.limits, home=_home(rulebook))


def read_case(source: Path | str, rulebook: Rulebook, *, framework: Framework | None = None) -> Case:
    """
    The case in a file, with its framework from the rulebook: in the edition it names, else the one in force on its last day.

    A `framework` that is given is the one that the case must name, instead of the rulebook's.
    Raises `UnreadableDocumentError`, or `InvalidDocumentError` with everything that is wrong with the case.
    """
    from perfrules.documents.file import read_file

    path = Path(source)
    return case_in(read_file(path), str(path), rulebook, framework=framework)


def case_in(text: str, name: str, rulebook: Rulebook, *, framework: Framework | None = None) -> Case:
    """The case in a text, as `read_case` gives it; `name` is what messages call its file."""
    from perfrules.documents import case_from

    return case_from(text, name, partial(_found, rulebook if framework is None else framework))


def find_framework(source: str, rulebook: Rulebook) -> Framework:
    """
    The framework that a person means: a file's path, an id, or `id@edition`.

    A path has a separator or the ending of a framework file, or is a file that is there.
    """
    if "/" in source or "\\" in source or source.lower().endswith(ENDINGS) or _is_file(source):
        return read_framework(source, rulebook)
    name, _, edition = source.partition("@")
    return rulebook.framework(name, edition=edition or None)


def rulebook_from(found: Harvest, limits: Limits = PUBLISHED) -> Rulebook:
    """The rulebook of what plugins contribute, with what they contradict each other in among its problems."""
    contributions = tuple(sorted(found.contributions, key=lambda one: (*_key(one), one.plugin.name)))
    functions = tuple(sorted(found.functions, key=lambda one: (one.definition.name, one.plugin.name)))
    clashes = _function_clashes(functions)
    problems = (*found.problems, *_clashes(contributions), *_overlaps(contributions), *clashes.values())
    return Rulebook(found.plugins, contributions, problems, limits, functions)


def _key(one: Contribution) -> tuple[str, str]:
    return one.source.id, one.source.edition


def _by_key(contributions: Iterable[Contribution]) -> Iterator[list[Contribution]]:
    for _, group in groupby(contributions, _key):
        yield list(group)


def _clashes(contributions: Iterable[Contribution]) -> Iterator[DuplicateFrameworkError]:
    """Each framework that two plugins claim; sorted contributions are expected."""
    for group in _by_key(contributions):
        for first, second in pairwise(group):
            yield DuplicateFrameworkError(*_key(first), (first.plugin.name, second.plugin.name))


def _overlaps(contributions: Iterable[Contribution]) -> Iterator[FaultyPluginError]:
    """Each edition that is in force on days on which an earlier one of the same framework still is."""
    for name, group in groupby(contributions, lambda one: one.source.id):
        first, *later = sorted((ones[0] for ones in _by_key(group)), key=lambda one: one.source.valid.start or date.min)
        for one in later:
            if (first.source.valid.end or date.max) >= (one.source.valid.start or date.min):
                other = f"edition `{first.source.edition}` of plugin `{first.plugin.name}`"
                reason = f"framework `{name}` edition `{one.source.edition}` is in force on days of {other}"
                yield FaultyPluginError(one.plugin.name, FRAMEWORKS, reason)
            first = max(first, one, key=lambda one: one.source.valid.end or date.max)


def _candidates(
    among: tuple[Contribution, ...], name: str, edition: str | None = None, on: date | None = None
) -> list[Contribution]:
    """The frameworks with this id that are asked for, by edition, by a day, or both."""
    known = [one for one in among if one.source.id == name]
    if not known:
        raise UnknownFrameworkError(name, _near(name, sorted({one.source.id for one in among})))
    found = [one for one in known if _is_asked_for(one.source, edition, on)]
    if not found:
        raise EditionError(name, edition or str(on), tuple(sorted({one.source.edition for one in known})))
    return found


def _single(name: str, found: list[Contribution]) -> Contribution:
    """The one that was found, where it is not several."""
    for clash in _clashes(found):
        raise clash
    if len(found) > 1:
        raise EditionError(name, "", tuple(one.source.edition for one in found))
    return found[0]


def _near(name: str, known: list[str]) -> tuple[str, ...]:
    """The ids that were probably meant: those that look alike, else those in which the name is a part."""
    return near(name, known, 2) or tuple(one for one in known if name.strip() and name.strip() in one)[:2]


def _is_asked_for(source: FrameworkSource, edition: str | None, on: date | None) -> bool:
    return edition in {None, source.edition} and (on is None or source.valid.includes(on))


def _function_clashes(functions: tuple[SharedFunction, ...]) -> dict[str, DuplicateFunctionError]:
    """The names under which two plugins share a function; sorted functions are expected."""
    pairs = ((one, other) for one, other in pairwise(functions) if one.definition.name == other.definition.name)
    return {
        one.definition.name: DuplicateFunctionError(one.definition.name, (one.plugin.name, other.plugin.name))
        for one, other in pairs
    }


def _home(rulebook: Rulebook) -> Home:
    """What a framework that is read with this rulebook can lean on."""
    clashes = _function_clashes(rulebook.functions)
    single = {one.definition.name: one.definition for one in rulebook.functions if one.definition.name not in clashes}
    return Home(partial(_parent, rulebook.contributions), Pool(single, clashes))


def _parent(among: tuple[Contribution, ...], name: str, edition: str | None, on: date | None) -> FrameworkSource:
    """What another framework extends: without an edition the only one, else the one in force on a day."""
    known = _candidates(among, name, edition)
    is_only = len({one.source.edition for one in known}) == 1
    return _single(name, known if is_only or on is None else _candidates(among, name, edition, on)).source


def _read(one: Contribution, rulebook: Rulebook) -> Framework:
    source = one.source
    framework = framework_in(source.text, source.place, str(one.plugin), rulebook.limits, _home(rulebook))
    if (framework.id, framework.edition, framework.valid) != (source.id, source.edition, source.valid):
        reason = f"{source.place} does not hold what was announced: framework `{source.id}` edition `{source.edition}`"
        raise FaultyPluginError(one.plugin.name, FRAMEWORKS, reason)
    return framework


def _found(home: Rulebook | Framework, name: str, edition: str | None, on: date | None) -> Framework:
    if isinstance(home, Rulebook):
        return home.framework(name, edition=edition, on=on)
    if name != home.id:
        raise UnknownFrameworkError(name, (home.id,))
    if edition not in {None, home.edition} or not (on is None or home.valid.includes(on)):
        raise EditionError(name, edition or str(on), (home.edition,))
    return home


def _is_file(source: str) -> bool:
    return os.path.isfile(source)  # noqa: PTH113  # unlike `Path.is_file` it takes any text, however long
