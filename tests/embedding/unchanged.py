"""Does everything that a host can ask for, and prints what of the process is not as it was before the first import."""

import decimal
import gc
import locale
import logging
import os
import random
import signal
import socket
import sys
import threading
import warnings


def surroundings() -> dict[str, object]:
    """What belongs to the whole process or thread, by name."""
    context, root = decimal.getcontext(), logging.getLogger()
    fields = (context.prec, context.rounding, context.Emin, context.Emax, context.capitals, context.clamp)
    return {
        "recursion limit": sys.getrecursionlimit(),
        "limit of digits": sys.get_int_max_str_digits(),
        "switch interval": sys.getswitchinterval(),
        "signals": [signal.getsignal(number) for number in sorted(signal.valid_signals())],
        "alarm": signal.getitimer(signal.ITIMER_REAL),
        "warnings": list(warnings.filters),
        "locale": locale.setlocale(locale.LC_ALL),
        "decimal context": (fields, dict(context.traps), dict(context.flags)),
        "logging": (root.level, list(root.handlers), logging.Logger.manager.disable, logging.getLoggerClass()),
        "hooks": (sys.excepthook, sys.displayhook, sys.unraisablehook, threading.excepthook, sys.gettrace(), sys.getprofile()),
        "streams": (sys.stdout, sys.stderr, sys.stdin, sys.stdout.encoding),
        "environment": dict(os.environ),
        "folder": os.getcwd(),  # noqa: PTH109  # as the system says it
        "threads": threading.active_count(),
        "path": list(sys.path),
        "random": random.getstate(),
        "collector": (gc.isenabled(), gc.get_threshold()),
        "sockets": socket.getdefaulttimeout(),
    }


def work(path: str) -> None:
    """Import, load, read, score, explain, hash."""
    from perfrules import Rulebook, as_json, assess, deductions, explain, read_case, receipt

    case = read_case(path, Rulebook.load())
    card = assess(case.framework, case.evidence)
    as_json(card)
    deductions(card)
    explain(card, "mean")
    receipt(card)


if __name__ == "__main__":
    before = surroundings()
    work(sys.argv[1])
    sys.stdout.write(f"{[name for name, value in surroundings().items() if value != before[name]]}\n")
