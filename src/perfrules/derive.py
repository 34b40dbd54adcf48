"""Where a derived framework has its parts from; its tree is made by `documents/derivation`, before anything is structured."""

from perfrules.framework import Framework, Origin
from perfrules.rules.paths import place_of


def origin(framework: Framework, path: str) -> Origin:
    """
    The framework in the line of descent in whose file a part was last written: `indicators/execution/weight`.

    Of what nobody wrote, and of a framework that was made by a program, that is the framework itself.
    """
    place = place_of(framework, path)
    itself = Origin(f"{framework.id}@{framework.edition}", framework.source, "")
    found = (one for one in framework.lineage if place is not None and one.file == place.file)
    return next(found, next(iter(framework.lineage), itself))
