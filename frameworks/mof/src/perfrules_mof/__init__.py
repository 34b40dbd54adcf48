"""The national evaluation frameworks and forms of the Ministry of Finance, as a plugin of perfrules."""

from perfrules import FrameworkSource, Function, framework_sources, hookimpl

FUNCTIONS = (
    Function("completed", ("actual", "target"), "1 if actual >= target else max(actual, 0) / target"),
    Function("kept", ("actual", "limit"), "1 if actual <= limit else max(limit, 0) / actual"),
)
"""完成率: the share of a target that was reached, at most all; and the same of a limit that should not be passed."""


@hookimpl
def perfrules_frameworks() -> tuple[FrameworkSource, ...]:
    """Every framework in the `data` folder."""
    return framework_sources("perfrules_mof")


@hookimpl
def perfrules_functions() -> tuple[Function, ...]:
    """The ratios of the self-evaluation form, for its regional variants too."""
    return FUNCTIONS
