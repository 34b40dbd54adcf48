"""A host with hostile plugins: prints as JSON what it notices of them."""

import decimal
import json
import locale
import logging
import signal
import sys
import warnings
from pathlib import Path

from perfrules import PerfrulesError, Rulebook, as_json, assess, read_case

LONGGANG = Path(__file__).parents[2] / "frameworks" / "shenzhen" / "cases" / "longgang-2023.yaml"


def surroundings() -> list[str]:
    """What belongs to the whole process."""
    context, root = decimal.getcontext(), logging.getLogger()
    return [
        repr((context.prec, context.rounding, context.Emin, context.Emax, list(context.traps.items()))),
        locale.setlocale(locale.LC_ALL),
        repr((sys.getrecursionlimit(), sys.get_int_max_str_digits(), sys.getswitchinterval())),
        repr([signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM, signal.SIGALRM)]),
        repr((len(warnings.filters), root.level, root.handlers, logging.Logger.manager.disable)),
        repr((sys.getprofile(), sys.gettrace(), sys.stdout.encoding)),
    ]


def asked(rulebook: Rulebook, name: str) -> str:
    """What comes of asking for a framework."""
    try:
        return rulebook.framework(name).title
    except PerfrulesError as error:
        return f"{type(error).__name__}: {error}"


def main() -> None:
    """Load, score and tell."""
    locale.setlocale(locale.LC_ALL, "C.UTF-8")
    before = surroundings()
    rulebook = Rulebook.load()
    case = read_case(LONGGANG, rulebook)
    found = {
        "problems": [[type(problem).__name__, str(problem)] for problem in rulebook.problems],
        "plugins": [plugin.name for plugin in rulebook.plugins],
        "score": as_json(assess(case.framework, case.evidence)),
        "asked": {name: asked(rulebook, name) for name in ("claimed", "wrong", "late")},
        "unchanged": [was == now for was, now in zip(before, surroundings(), strict=True)],
    }
    sys.stdout.write(json.dumps(found))


if __name__ == "__main__":
    main()
