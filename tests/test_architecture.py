"""The folder is the architecture: imports go one way, and every outside library has its place."""

import ast
import sys
from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

ORDER = """
    wording ◀ errors ◀ frozen ◀ number ◀ domain ◀ formula ◀ indicator ◀ evidence ◀ framework ◀ rules
    ◀ check, derive, targets ◀ kernel ◀ case ◀ score ◀ scorecard ◀ receipt ◀ assess ◀ phrases ◀ explanation ◀ deduction
    ◀ finding ◀ audit ◀ documents ◀ hookspecs ◀ rulebook ◀ testing, cli
"""
"""A module may import what stands left of it. `perfrules` itself, the tour, may import everything."""

LIBRARIES = {
    "attrs": ("*",),
    "simpleeval": ("formula",),
    "cattrs": ("documents",),
    "yaml": ("documents",),
    "pluggy": ("hookspecs", "rulebook"),
    "hypothesis": ("testing",),
    "click": ("cli",),
    "rich": ("cli",),
}
"""Which parts of the core may import which library; everything else is a plugin's."""

FOLDERS = {"docs", "frameworks", "src", "tests"}
MOST_LINES = 300

ROOT = Path(__file__).parents[1]
CORE = ROOT / "src" / "perfrules"
LEVELS = [[name.strip() for name in level.split(",")] for level in ORDER.split("◀")]
RANK = {name: rank for rank, level in enumerate(LEVELS) for name in level}


def modules() -> dict[str, Path]:
    """The files of the core by dotted name, `formula.parse`; a folder's own file by the folder's name."""
    paths = {".".join(path.relative_to(CORE).with_suffix("").parts): path for path in sorted(CORE.rglob("*.py"))}
    return {name.removesuffix("__init__").removesuffix("."): path for name, path in paths.items()}


def is_typing_only(node: ast.AST) -> bool:
    """Whether a statement is `if TYPE_CHECKING`."""
    return isinstance(node, ast.If) and ast.unparse(node.test).endswith("TYPE_CHECKING")


def running(node: ast.AST) -> Iterator[ast.AST]:
    """Every node below that can run; what stands under `if TYPE_CHECKING` cannot."""
    for child in ast.iter_child_nodes(node):
        if is_typing_only(child):
            continue
        yield child
        yield from running(child)


def package_of(name: str, path: Path) -> list[str]:
    """The package in which a relative import of a module starts."""
    parts = ["perfrules", *name.split(".")] if name else ["perfrules"]
    return parts if path.name == "__init__.py" else parts[:-1]


def imported(name: str, path: Path) -> Iterator[str]:
    """The full dotted names that a file imports when it runs, early or late."""
    for node in running(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        if isinstance(node, ast.ImportFrom):
            package = package_of(name, path)
            above = package[: len(package) - node.level + 1] if node.level else []
            origin = ".".join([*above, *([node.module] if node.module else [])])
            yield from (f"{origin}.{alias.name}" for alias in node.names)


def arrows() -> Iterator[tuple[str, str]]:
    """Pairs of modules of the core: who imports whom."""
    known = modules()
    for name, path in known.items():
        for target in imported(name, path):
            if part(target) != "perfrules":
                continue
            inner = target.removeprefix("perfrules").removeprefix(".")
            yield name, inner if inner in known else inner.rpartition(".")[0]


def part(name: str) -> str:
    """The first word of a dotted name: a part of the core, or a library."""
    return name.partition(".")[0]


def test_every_part_has_its_place() -> None:
    """
    Every module and folder of the core stands in the list at the top.
    """
    found = {part(name) for name in modules()} - {"", "__main__"}

    assert set() == found - RANK.keys()


def test_imports_go_one_way() -> None:
    """
    A module imports only what stands left of it in the list at the top.
    """
    crossing = {(part(source), part(target)) for source, target in arrows() if part(source) != part(target)}

    wrong = [f"{source} imports {target}" for source, target in sorted(crossing) if not may_import(source, target)]

    assert [] == wrong


def may_import(source: str, target: str) -> bool:
    """Whether the list allows this arrow; nothing imports the tour but the command's entry."""
    if source in {"", "__main__"}:
        return True
    return target in RANK and source in RANK and RANK[target] < RANK[source]


def test_no_import_runs_in_a_circle() -> None:
    """
    The modules can be put in an order in which each imports earlier ones only.
    """
    graph: dict[str, set[str]] = {}
    for source, target in arrows():
        if source != target:
            graph.setdefault(source, set()).add(target)

    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        pytest.fail(" ◀ ".join(error.args[1]))


def test_every_library_has_its_place() -> None:
    """
    The core imports the standard library, and each outside library in one place only: no data frame, no solver, no plugin.
    """
    wrong = [
        f"{name} imports {target}"
        for name, path in modules().items()
        for target in imported(name, path)
        if not is_at_home(part(target), part(name))
    ]

    assert [] == wrong


def is_at_home(library: str, place: str) -> bool:
    """Whether a part of the core may import this library."""
    if library == "perfrules" or library in sys.stdlib_module_names:
        return True
    places = LIBRARIES.get(library, ())
    return "*" in places or place in places


def test_no_module_is_long() -> None:
    """
    No module of the core has more than 300 lines.
    """
    lengths = {name: len(path.read_text(encoding="utf-8").splitlines()) for name, path in modules().items()}

    assert {} == {name: length for name, length in lengths.items() if length > MOST_LINES}


def test_the_core_never_computes_with_binary_fractions() -> None:
    """
    Nothing in the core calls `float` or `round`.
    """
    calls = [
        f"{name}:{node.lineno}: {node.func.id}"
        for name, path in modules().items()
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in {"float", "round"}
    ]

    assert [] == calls


def test_the_top_level_folders_are_the_given_ones() -> None:
    """
    The folders at the top are exactly the given ones.
    """
    found = {path.name for path in ROOT.iterdir() if path.is_dir() and not path.name.startswith((".", "__"))}

    assert found == FOLDERS
