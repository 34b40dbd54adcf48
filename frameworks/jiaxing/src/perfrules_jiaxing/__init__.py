"""Jiaxing's published evaluation frameworks, as a plugin of perfrules."""

from perfrules import FrameworkSource, framework_sources, hookimpl


@hookimpl
def perfrules_frameworks() -> tuple[FrameworkSource, ...]:
    """Every framework in the `data` folder."""
    return framework_sources("perfrules_jiaxing")
