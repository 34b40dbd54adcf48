"""The hooks that a plugin may implement; a hook is added together with its first user."""

from collections.abc import Iterable

from pluggy import HookimplMarker, HookspecMarker

from perfrules.framework import FrameworkSource, Function

PROJECT = "perfrules"
"""What plugins are found by: the group of their entry points, and the prefix of each hook."""

API = 1
"""The version of the hooks; a plugin may say for which it was written, as `perfrules_api = 1`."""

hookspec = HookspecMarker(PROJECT)
hookimpl = HookimplMarker(PROJECT)
"""Marks a function of a plugin as its implementation of the hook of that name."""


@hookspec
def perfrules_frameworks() -> Iterable[FrameworkSource]:
    """
    Contribute evaluation frameworks.

    Called once for each `Rulebook`, which reads a source on first use.
    The order of the result does not matter; an id and edition that
    another plugin already uses is an error.
    """
    raise NotImplementedError


@hookspec
def perfrules_functions() -> Iterable[Function]:
    """
    Contribute functions that every framework can call.

    Called once for each `Rulebook`. The order of the result does not
    matter; a function calls standard ones and those of its own plugin.
    A name that another plugin already uses is an error, and a function
    of the framework itself hides a shared one. What a framework calls
    becomes part of it.
    """
    raise NotImplementedError
