"""
Reads hostile files, each in a process of its own with two seconds and a watch on what it does; prints what came of each.

Runs as `python -m tests.hostile.reader FOLDER`; `FOLDER/special` has pipes, links and devices.
"""

import json
import os
import resource
import socket
import sys
import time
from collections.abc import Callable
from pathlib import Path

from perfrules import DocumentError, Rulebook, read_case, read_framework

SECONDS = 2
FEW = 10
SPARSE = 10 * 2**30
WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
FORBIDDEN = ("os.system", "os.exec", "os.posix_spawn", "os.fork", "os.remove", "os.rename", "os.mkdir", "subprocess", "socket.")
DONE: list[str] = []


def watch(event: str, arguments: tuple[object, ...]) -> None:
    """Keep in mind what no reader does: run something, connect, write."""
    writes = event == "open" and isinstance(arguments[2], int) and arguments[2] & WRITING
    if writes or event.startswith(FORBIDDEN):
        DONE.append(f"{event} {arguments[0]!r}"[:200])


def special(folder: Path) -> None:
    """Everything in a folder that is no ordinary file."""
    folder.mkdir()
    os.mkfifo(folder / "pipe.yaml")
    (folder / "folder.yaml").mkdir()
    devices = {"zero": "/dev/zero", "null": "/dev/null", "random": "/dev/urandom"}
    for name, target in {**devices, "lost": "nowhere", "pipe": "pipe.yaml"}.items():
        (folder / f"link to {name}.yaml").symlink_to(target)
    (folder / "round.yaml").symlink_to("round.yaml")
    with (folder / "sparse.yaml").open("wb") as file:
        file.truncate(SPARSE)
    server = socket.socket(socket.AF_UNIX)
    os.chdir(folder)
    server.bind("socket.yaml")
    (folder / os.fsdecode(b"\xff\x1b[2J.yaml")).write_bytes(b"a: 1")
    (folder / "bidi \u202e\u2066 name.yaml").write_bytes(b"a: 1")
    (folder / "below").mkdir()


def said(read: Callable[[], object]) -> dict[str, object]:
    """What came of reading."""
    try:
        read()
    except DocumentError as error:
        problems = getattr(error, "problems", ())
        longest = sorted((str(problem) for problem in problems), key=len)[-FEW:]
        places = sorted({str(problem.place).rstrip("0123456789:") for problem in problems})
        return {"error": type(error).__name__, "message": str(error), "problems": longest, "places": places[:FEW]}
    except BaseException as error:  # noqa: BLE001  # what must not happen is reported
        return {"error": type(error).__name__, "message": str(error)[:2000], "problems": [], "places": []}
    return {"error": "", "message": "", "problems": [], "places": []}


def alone(read: Callable[[], object]) -> dict[str, object]:
    """What came of reading in a forked process, its processor time and its memory; `None` where it was killed."""
    ours, theirs = os.pipe()
    child = os.fork()
    if not child:
        resource.setrlimit(resource.RLIMIT_CPU, (2 * SECONDS, 2 * SECONDS))
        sys.addaudithook(watch)
        start = time.process_time()
        found = said(read) | {"seconds": time.process_time() - start, "done": tuple(DONE)}
        found["mebibytes"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        with os.fdopen(theirs, "w", encoding="utf-8") as pipe:
            pipe.write(json.dumps(found))
        os._exit(0)
    os.close(theirs)
    with os.fdopen(ours, encoding="utf-8") as pipe:
        written = pipe.read()
    os.waitpid(child, 0)
    killed = {"error": "killed", "message": "", "problems": [], "places": [], "seconds": 99.0}
    return dict(json.loads(written)) if written else killed


def main(folder: Path) -> None:
    """Read every file as a framework and as a case."""
    special(folder / "special")
    rulebook = Rulebook.load()
    said(lambda: read_framework(folder / "special" / "below" / "lost.yaml"))
    said(lambda: read_case(folder / "special" / os.fsdecode(b"\xff\x1b[2J.yaml"), rulebook))
    files = sorted([*folder.glob("*.*"), *(folder / "special").glob("*.yaml")])
    found = {}
    for file in files:
        name = str(file.relative_to(folder)).encode(errors="replace").decode()
        found[f"framework {name}"] = alone(lambda file=file: read_framework(file))  # type: ignore[misc]  # mypy cannot infer its type
        found[f"case {name}"] = alone(lambda file=file: read_case(file, rulebook))  # type: ignore[misc]  # the same
    sys.stdout.write(json.dumps(found))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
