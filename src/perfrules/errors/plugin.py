"""The errors that speak of plugins."""

from typing import ClassVar

from attrs import define

from perfrules.errors.root import PerfrulesError
from perfrules.wording import shortened


class PluginError(PerfrulesError):
    """A plugin that cannot be used; the others stay usable."""

    code: ClassVar[str] = "plugin"


@define
class FaultyPluginError(PluginError):
    """A plugin failed: `stage` says where, `reason` what it raised."""

    code: ClassVar[str] = "faulty-plugin"
    plugin: str
    stage: str
    reason: str

    def _told(self) -> str:
        first, *_ = self.reason.split("\n")
        return f"plugin `{shortened(self.plugin)}` failed {self.stage}: {first}"

    def _below(self) -> str:
        return self.reason.partition("\n")[2]


@define
class DisturbingPluginError(PluginError):
    """A plugin is slow, or changed what belongs to the whole process; it was changed back, and the plugin can be used."""

    code: ClassVar[str] = "disturbing-plugin"
    plugin: str
    reason: str

    def _told(self) -> str:
        return f"plugin `{shortened(self.plugin)}` {self.reason}"


@define
class DuplicateFrameworkError(PluginError):
    """Two plugins contribute a framework under one id and edition; neither is used."""

    code: ClassVar[str] = "duplicate-framework"
    id: str
    edition: str
    plugins: tuple[str, str]

    def _told(self) -> str:
        first, second = map(shortened, self.plugins)
        framework = f"framework `{shortened(self.id)}` edition `{shortened(self.edition)}`"
        return f"{framework} comes from two plugins: `{first}` and `{second}`"


@define
class DuplicateFunctionError(PluginError):
    """Two plugins share a function under one name; a framework that calls it cannot be used."""

    code: ClassVar[str] = "duplicate-function"
    name: str
    plugins: tuple[str, str]

    def _told(self) -> str:
        first, second = map(shortened, self.plugins)
        return f"function `{shortened(self.name)}` comes from two plugins: `{first}` and `{second}`"
