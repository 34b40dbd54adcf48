"""The names of a framework: each means one thing, and where it is unknown it may be known elsewhere."""

from collections.abc import Iterable, Iterator, Mapping

from perfrules.errors import Problem
from perfrules.formula import functions
from perfrules.framework import Fact, Framework, Sum
from perfrules.rules.paths import function_path, located, problem_at

TOTAL = "total"
"""The id of the root."""

_WORDS: Mapping[str, str] = {
    "weight": "only indicators, target rows and `total` have a `weight`",
    "subtotal": "only branches, slots and `total` have a `subtotal`",
    "applicable": "only branches, slots and `total` know what is `applicable`",
    "judged": "only indicators that are `judged` have it",
    "total": "only alerts, grades and constraints see the `total`",
    **dict.fromkeys(("actual", "target", "ratio"), "only the rules of target rows have it"),
    "target_most": "only the rules of target rows have it, and the ratio only where the actual figure lies `between` two",
}
"""Words that mean something, but not everywhere."""

_INSIDE: Mapping[str, str] = {
    "rows": "a target row is scored by its own figures alone: `actual`, `target`, `ratio`, `weight` and its columns",
    "tables": "a sum goes over the columns of its own table",
    "constraints": "a constraint is over weights: the id of an indicator stands for its weight",
    "relations": "a relation is over facts, values and sums",
}
"""What formulas in these parts of a framework are over."""

_POINTS = "only the branch right above an indicator, `total`, alerts and grades see its points"
_UNSCORED = "a framework without scores has no points"
_COLUMN = "only the sums and rules of its own rows see a column"

Named = tuple[str, str]
"""The path and the name of a part of a framework."""


def clashes(framework: Framework) -> Iterator[Problem]:
    """Names that two things share, and words of the language that were given as names."""
    yield from _shared(framework, _named(framework), {})
    for path, columns, sums in _rows(framework):
        own = ((f"{path}/columns/{column.id}", column.id) for column in columns)
        yield from _shared(framework, own, {one.id: f"{path}/sums/{one.id}" for one in sums})


def elsewhere(framework: Framework, path: str, name: str) -> str:
    """What to say where a formula with this path uses a name that it does not know; empty where nobody knows it."""
    part = path.partition("/")[0]
    is_id = name in framework.paths
    if part in _INSIDE and (is_id or name in {*framework.declared, *framework.named, *framework.sums}):
        return _INSIDE[part]
    if is_id:
        return _POINTS if framework.is_scored else _UNSCORED
    if name in _WORDS:
        return _WORDS[name]
    return _COLUMN if any(name == column.id for _, columns, _ in _rows(framework) for column in columns) else ""


def _named(framework: Framework) -> Iterator[Named]:
    """Everything with a name of its own, in the order in which the first has the better claim to it."""
    yield from ((f"facts/{fact.id}", fact.id) for fact in framework.facts)
    yield from ((f"values/{value.id}", value.id) for value in framework.values)
    yield from ((function_path(function), function.name) for function in framework.functions)
    for path, _, sums in _rows(framework):
        yield path, path.partition("/")[2]
        yield from ((f"{path}/sums/{one.id}", one.id) for one in sums)
    yield from ((where, path[-1].id) for where, path in located(framework))


def _rows(framework: Framework) -> Iterator[tuple[str, tuple[Fact, ...], tuple[Sum, ...]]]:
    """The tables and the rules of target rows: path, columns, sums."""
    yield from ((f"tables/{table.id}", table.columns, table.sums) for table in framework.tables)
    yield from ((f"rows/{rules.id}", rules.columns, rules.sums) for rules in framework.rows)


def _shared(framework: Framework, named: Iterable[Named], first: dict[str, str]) -> Iterator[Problem]:
    """The names that stand twice among these or in `first`, and those that are words of the language."""
    for path, name in named:
        if name in first:
            message = f"`{name}` is already the name of `{first[name]}`"
            yield problem_at(framework, "error", "duplicate-id", path, message)
        first.setdefault(name, path)
        if name in functions.RESERVED | functions.standard_names():
            message = f"`{name}` is a word of the language and cannot be an id"
            yield problem_at(framework, "error", "reserved-name", path, message)
