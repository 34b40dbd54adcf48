"""Target rows beside one another: whether each has a name of its own, and is a part of what there is."""

from collections.abc import Collection, Iterator, Mapping, Sequence

from perfrules.case.row import Fault
from perfrules.evidence import TargetRow
from perfrules.framework import Framework
from perfrules.wording import did_you_mean, near, shortened


def taken_ids(framework: Framework, rows: Sequence[TargetRow]) -> frozenset[str]:
    """The ids that rows cannot have: those of the framework, and of the groups in which rows stand."""
    groups = (f"{row.slot}/{row.group}" for row in rows if row.group)
    return frozenset((*framework.paths, *framework.declared, *framework.named, *framework.sums, *groups))


def clashes(rows: Sequence[TargetRow], taken: Collection[str]) -> Iterator[tuple[int, Fault]]:
    """
    What does not fit between rows, with the position of the row: an id that stands twice or is `taken`, a row as part of nothing.

    Rows need no figures for this.
    """
    ids: dict[str, int] = {}
    for position, row in enumerate(rows):
        if row.id in ids:
            yield position, Fault("label", "invalid-id", f"`{shortened(row.id)}` stands here twice; give one of them an `id`")
        elif row.id in taken:
            message = f"`{shortened(row.id)}` is something else in the framework; give the row another `id`"
            yield position, Fault("id", "invalid-id", message)
        ids.setdefault(row.id, position)
    owners, labelled = {row.id: row.of for row in rows}, {row.label: row.id for row in rows}
    for position, row in enumerate(rows):
        if row.of and row.of not in owners:
            others = (id for id in owners if id != row.id)
            hint = did_you_mean((labelled[row.of],) if row.of in labelled else near(row.of, others))
            yield position, Fault("of", "unknown-id", f"no row has the id `{shortened(row.of)}`{hint}")
    for circle in _circles(owners):
        message = f"the row is part of itself: {shortened(' → '.join((*circle, circle[0])), 200)}"
        yield ids[circle[0]], Fault("of", "unknown-id", message)


def _circles(owners: Mapping[str, str]) -> Iterator[tuple[str, ...]]:
    """The ids that lead back to themselves, each circle once."""
    done: set[str] = set()
    for start in owners:
        way: dict[str, None] = {}
        name = start
        while name in owners and name not in done and name not in way:
            way[name] = None
            name = owners[name]
        if name in way:
            walked = tuple(way)
            yield walked[walked.index(name) :]
        done.update(way)
