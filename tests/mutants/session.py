"""
One module: each mutant of it meets the module's tests in a process of its own.

First the tests are collected once, and each mutant that only changes functions is tried in a fork of that process.
What survives there, and every other mutant, is imported anew in a fork of a process that has not imported the library.
"""

import gc
import importlib
import json
import multiprocessing
import os
import resource
import sys
import time
from collections.abc import Callable, Sequence
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec, PathFinder, SourceFileLoader
from multiprocessing.process import BaseProcess
from pathlib import Path
from types import CodeType, ModuleType

import pytest
from attrs import define, field
from hypothesis import Phase, settings

from tests.mutants.exchange import exchange
from tests.mutants.modules import TESTS
from tests.mutants.mutant import Mutant, mutants

WARM = ("cattrs", "pluggy", "simpleeval", "yaml")
"""What the library imports from outside: imported once, before the forks, as are pytest and its plugins."""

LEAST_SECONDS = 4.0
"""A mutant may take this long, or five times what the tests take without a mutation."""
OPTIONS = (
    *("-x", "-q", "-s", "--tb=no", "--no-header", "--assert=plain", "--failed-first"),
    *("-p", "no:xdist", "-p", "no:unraisableexception", "-p", "no:threadexception"),
)
"""What noticed the mutant before is asked first; nothing is collected after each run, as each process ends with it."""
MOST_SECONDS = 3600.0
"""How long a whole module may take."""
MOST_BYTES = 2 * 1024**3

_FORK = multiprocessing.get_context("fork")
Write = Callable[[Mutant, str], None]


class _Quick:
    """Makes hypothesis stop at the first failing example, without making it smaller; the same examples each time."""

    @staticmethod
    def pytest_configure() -> None:
        phases = (Phase.explicit, Phase.generate)
        settings.register_profile("mutants", derandomize=True, report_multiple_bugs=False, phases=phases, deadline=None)
        settings.load_profile("mutants")


@define
class _Collected:
    """Tries mutants of functions on tests that are collected; keeps those that are not killed."""

    name: str
    text: str
    mutants: Sequence[Mutant]
    write: Write
    seconds: float
    items: list[pytest.Item] = field(factory=list)
    failed: int = -1

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Takes the place of the ordinary run of the tests."""
        self.items = list(session.items)
        gc.collect()
        gc.freeze()
        for mutant in self.mutants:
            failed = _FORK.Value("i", -1)
            if forked(self.seconds, self._try, session, mutant, failed) == 1 and failed.value >= 0:
                self.write(mutant, "killed")
                self.items.insert(0, self.items.pop(failed.value))
        return True

    def _try(self, session: pytest.Session, mutant: Mutant, failed: "multiprocessing.sharedctypes.Synchronized[int]") -> None:
        if not exchange(sys.modules[self.name], self.text, mutant.text):
            return
        for place, (item, following) in enumerate(zip(self.items, [*self.items[1:], None], strict=True)):
            item.config.hook.pytest_runtest_protocol(item=item, nextitem=following)
            if session.testsfailed:
                failed.value = place
                os._exit(1)


class _Changed(SourceFileLoader):
    """Loads the text of a mutant in place of the file."""

    text = ""

    def get_code(self, fullname: str) -> CodeType:
        return compile(self.text, self.get_filename(fullname), "exec", dont_inherit=True)


class _Finder(MetaPathFinder):
    def __init__(self, name: str, text: str) -> None:
        self._name = name
        self._text = text

    def find_spec(self, name: str, path: Sequence[str] | None, target: ModuleType | None = None) -> ModuleSpec | None:
        spec = PathFinder.find_spec(name, path, target) if name == self._name else None
        if spec is not None and spec.origin is not None:
            spec.loader = _Changed(name, spec.origin)
            spec.loader.text = self._text
        return spec


def forked(seconds: float, act: Callable[..., None], *given: object) -> int | None:
    """The exit code of a process that does this, silently and in limited memory; None where it was stopped."""
    process: BaseProcess = _FORK.Process(target=_limited, args=(act, *given))
    process.start()
    process.join(seconds)
    if not process.is_alive():
        return process.exitcode
    process.kill()
    process.join()
    return None


def _limited(act: Callable[..., None], *given: object) -> None:
    nowhere = os.open(os.devnull, os.O_WRONLY)
    for stream in (1, 2):
        os.dup2(nowhere, stream)
    gc.disable()
    resource.setrlimit(resource.RLIMIT_AS, (MOST_BYTES, MOST_BYTES))
    act(*given)


def _imported(name: str, text: str, tests: Sequence[str]) -> None:
    sys.meta_path.insert(0, _Finder(name, text))
    sys.exit(pytest.main([*OPTIONS, *tests], plugins=[_Quick()]))


def _collected(tests: Sequence[str], collected: _Collected) -> None:
    pytest.main([*OPTIONS, *tests], plugins=[_Quick(), collected])


def main() -> int:
    """Tries the mutants of the module named first, writes a line for each; with a third argument those that lived."""
    module, results = sys.argv[1], Path(sys.argv[2])
    again = bool(sys.argv[3:]) and results.exists()
    lived = {_lines(one["change"]) for one in read(results) if one["outcome"] != "killed"} if again else set[str]()
    path = Path("src", "perfrules", *module.split("."))
    path = path / "__init__.py" if path.is_dir() else path.with_suffix(".py")
    name, text, tests = f"perfrules.{module}", path.read_text(encoding="utf-8"), TESTS[module]
    _warm_up()
    start = time.monotonic()
    if forked(MOST_SECONDS, _imported, name, text, tests) != 0:
        return 1
    limit = max(LEAST_SECONDS, 5 * (time.monotonic() - start))
    found = [mutant for mutant in mutants(path) if not again or _lines(mutant.change) in lived]
    with results.open("w", encoding="utf-8") as file:

        def write(mutant: Mutant, outcome: str) -> None:
            print(json.dumps({"outcome": outcome, "change": mutant.change}, ensure_ascii=False), file=file, flush=True)

        forked(MOST_SECONDS, _collected, tests, _Collected(name, text, found, write, limit))
        noticed = {one["change"] for one in read(results)}
        for mutant in (one for one in found if one.change not in noticed):
            code = forked(limit, _imported, name, mutant.text, tests)
            write(mutant, "timed out" if code is None else "killed" if code else "survived")
    return 0


def _lines(change: str) -> str:
    """A change without its place, which another change of the file moves."""
    return "\n".join(line for line in change.splitlines() if not line.startswith("@@"))


def _warm_up() -> None:
    for one in WARM:
        importlib.import_module(one)
    pytest.main(["--assert=plain", "-p", "no:terminal", "conftest.py"])
    if any(name.partition(".")[0] == "perfrules" for name in sys.modules):
        raise ImportError("perfrules is imported before it is mutated")


def read(results: Path) -> list[dict[str, str]]:
    """What a session has written."""
    return [json.loads(line) for line in results.read_text(encoding="utf-8").splitlines()]


if __name__ == "__main__":
    sys.exit(main())
