"""One target under atheris: finds inputs that break it, keeps the shortest for each fault, and goes on."""

import re
import sys
import time
import traceback
from pathlib import Path

import atheris
from attrs import define, field

with atheris.instrument_imports(include=["perfrules"]):
    from tests.fuzz.targets import TARGETS, Target

MARKS = r"""
"\xef\xbb\xbf"
"\xe2\x80\xae"
"\x00"
"\xff"
"%"
"---"
"..."
"? "
"&a"
"*a"
"!!str"
"\\ud800"
"1e999"
"""
"""What hostile files hold besides the words of the corpus, as libFuzzer spells it."""

MOST_WORDS = 400
SLOW = 0.25
"""Seconds of computing from which an input is kept as the slowest one."""


@define
class Session:
    """The runs of one target, with the faults that it has found."""

    target: Target
    folder: Path
    slowest: float = SLOW
    shortest: dict[str, int] = field(factory=dict)

    def run(self, given: bytes) -> None:
        """The target with one input; what it raises is kept as a finding."""
        start = time.process_time()
        try:
            self.target(given)
        except Exception as error:  # noqa: BLE001  # whatever it is, it is a finding
            self._keep(given, error)
        taken = time.process_time() - start
        if taken > self.slowest:
            self.slowest = taken
            (self.folder / "slowest").write_bytes(given)
            (self.folder / "slowest.seconds").write_text(f"{taken:.2f}", encoding="utf-8")

    def _keep(self, given: bytes, error: Exception) -> None:
        name = fault(error)
        if len(given) < self.shortest.get(name, len(given) + 1):
            self.shortest[name] = len(given)
            (self.folder / f"{name}.input").write_bytes(given)
            (self.folder / f"{name}.trace").write_bytes("".join(traceback.format_exception(error)).encode(errors="replace"))


def fault(error: Exception) -> str:
    """What tells one fault from another: the sort of an exception, and the last lines on the way to it."""
    lines = [f"{Path(frame.filename).stem}-{frame.lineno}" for frame in traceback.extract_tb(error.__traceback__)]
    return "_".join((type(error).__name__, *lines[-3:]))


def dictionary(corpus: Path) -> str:
    """The words of a corpus and hostile marks, as libFuzzer reads them."""
    found = {word.decode() for file in sorted(corpus.iterdir()) for word in re.findall(rb"[A-Za-z_]{2,20}", file.read_bytes())}
    return MARKS + "".join(f'"{word}"\n' for word in sorted(found)[:MOST_WORDS])


def main() -> None:
    """Runs the target, its working folder and its corpus given as the first three arguments; the rest is for libFuzzer."""
    name, folder, corpus = sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3])
    words = folder / "dictionary"
    words.write_text(dictionary(corpus), encoding="utf-8")
    session = Session(TARGETS[name], folder)
    atheris.Setup([sys.argv[0], str(folder / "grown"), str(corpus), f"-dict={words}", *sys.argv[4:]], session.run)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
