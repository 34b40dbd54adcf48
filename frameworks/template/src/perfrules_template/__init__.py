"""The smallest complete framework plugin of perfrules: copy it, then replace the data."""

from perfrules import FrameworkSource, framework_sources, hookimpl


@hookimpl
def perfrules_frameworks() -> tuple[FrameworkSource, ...]:
    """Every framework in the `data` folder."""
    return framework_sources("perfrules_template")
