"""The framework of Longgang from its two files, its own and that of its parent, as they are or with other texts."""

from pathlib import Path

from perfrules.documents import framework_from, source_from
from perfrules.framework import Framework

DATA = Path(__file__).parents[1] / "frameworks/shenzhen/src/perfrules_shenzhen/data"
OWN = (DATA / "longgang-department-2023.yaml").read_text(encoding="utf-8")
PARENT = (DATA / "district-department.yaml").read_text(encoding="utf-8")


def longgang(own: str = OWN, parent: str = PARENT) -> Framework:
    """The framework in a text that extends the one in another."""
    above = source_from(parent, "district-department.yaml")
    return framework_from(own, "longgang-department-2023.yaml", find=lambda *_: above)
