"""Whatever fails while a file is written, and whoever kills the writer, the old file stands there or the new one."""

import errno
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from attrs import evolve

from perfrules import UnwritableDocumentError
from perfrules.documents.save import PREFIX, SYSTEM, save
from tests.hostile.faults import CALLS, Fault, Way, in_pieces

ROOT = Path(__file__).parents[2]
OLD, NEW = b"old" * 100, b"new" * 200
KILLED = """
import sys
from pathlib import Path
from perfrules.documents.save import save
from tests.hostile.faults import CALLS, Fault
from tests.hostile.test_writers import NEW, OLD, calls
import os
folder = Path(sys.argv[1])
for number, (call, nth) in enumerate(calls()):
    for way in ("kill before", "kill after"):
        path = folder / f"{call} {nth} {way}"
        path.write_bytes(OLD)
        child = os.fork()
        if not child:
            save(path, NEW, Fault(call, nth, way).system())
            os._exit(0)
        os.waitpid(child, 0)
"""


def calls() -> Iterator[tuple[str, int]]:
    """Every call that writing a file makes, by name and number."""
    path = Path(os.environ.get("TMPDIR", "/tmp")) / f"{PREFIX}counted-{os.getpid()}"  # noqa: S108  # gone at once
    path.write_bytes(OLD)
    counting = Fault("", 0, "fail")
    save(path, NEW, counting.system())
    path.unlink()
    yield from ((name, number + 1) for name in CALLS for number in range(counting.made.get(name, 0)))


def temporary(folder: Path) -> list[Path]:
    """The temporary files in a folder."""
    return [path for path in folder.iterdir() if path.name.startswith(PREFIX)]


@pytest.mark.parametrize("way", ["fail", "break"])
@pytest.mark.parametrize("error", [errno.EIO, errno.ENOSPC, errno.EROFS, errno.EDQUOT, errno.ESTALE])
def test_whichever_call_fails_the_file_is_whole(tmp_path: Path, way: Way, error: int) -> None:
    """
    Each call in turn fails, once or from then on: the old file stands there or the new one, and the failure is told.
    """
    for call, number in calls():
        for old in (OLD, None)[: 1 if call == "chmod" else 2]:  # a new file has no permissions to keep
            path = tmp_path / f"{call} {number} {old is None}"
            if old is not None:
                path.write_bytes(old)
            with pytest.raises(UnwritableDocumentError) as caught:
                save(path, NEW, Fault(call, number, way, error).system())

            assert (path.read_bytes() if path.exists() else None) in {old, NEW}
            assert os.strerror(error).lower() == caught.value.reason
            assert [] == temporary(tmp_path)


def test_every_call_is_tried() -> None:
    """
    Writing opens the file and its folder, flushes and closes both, and renames once; nothing needs to be removed.
    """
    made = dict(calls())

    assert {"open": 2, "write": 1, "chmod": 1, "fsync": 2, "close": 2, "replace": 1} == made


def test_a_temporary_file_that_cannot_be_removed_stays(tmp_path: Path) -> None:
    """
    Where the temporary file cannot be removed either, the first failure is told.
    """
    writing, removing = Fault("write", 1, "fail", errno.ENOSPC), Fault("unlink", 1, "fail", errno.EROFS)
    with pytest.raises(UnwritableDocumentError, match="no space left on device"):
        save(tmp_path / "file", NEW, evolve(writing.system(), unlink=removing.system().unlink))

    assert 1 == len(temporary(tmp_path)) == len(list(tmp_path.iterdir()))


@pytest.mark.parametrize("error", [errno.EINVAL, errno.ENOTSUP, errno.EACCES])
def test_a_folder_that_cannot_be_flushed_is_no_failure(tmp_path: Path, error: int) -> None:
    """
    Some systems flush no folders: the file is written all the same.
    """
    for fault in (Fault("fsync", 2, "fail", error), Fault("open", 2, "fail", error)):
        save(tmp_path / "file", NEW, fault.system())

        assert NEW == (tmp_path / "file").read_bytes()


@pytest.mark.parametrize("size", [1, 7, 599, 600, 601])
def test_a_system_may_write_in_pieces(tmp_path: Path, size: int) -> None:
    """
    Where a call writes only a part, the rest follows.
    """
    save(tmp_path / "file", NEW, evolve(SYSTEM, write=in_pieces(size)))

    assert NEW == (tmp_path / "file").read_bytes()


def test_an_interrupted_writer_leaves_nothing(tmp_path: Path) -> None:
    """
    An interrupt passes, and takes the temporary file with it.
    """

    def interrupt(*_: object) -> int:
        raise KeyboardInterrupt

    path = tmp_path / "file"
    path.write_bytes(OLD)
    with pytest.raises(KeyboardInterrupt):
        save(path, NEW, evolve(SYSTEM, write=interrupt))

    assert {path: OLD} == {one: one.read_bytes() for one in tmp_path.iterdir()}


def test_a_writer_that_is_killed_at_any_call_leaves_a_whole_file(tmp_path: Path) -> None:
    """
    A process is killed before and after each call: the old file stands there, and from the rename on the new one.
    """
    done = subprocess.run(
        [sys.executable, "-c", KILLED, str(tmp_path)], capture_output=True, encoding="utf-8", check=False, cwd=ROOT
    )
    found = {path.name: path.read_bytes() for path in tmp_path.iterdir() if not path.name.startswith(PREFIX)}
    late = {"replace 1 kill after"} | {
        f"{call} 2 kill {when}" for call in ("open", "fsync", "close") for when in ("before", "after")
    }

    assert (0, "") == (done.returncode, done.stderr)
    assert 2 * len(list(calls())) == len(found)
    assert late == {name for name, content in found.items() if content == NEW}
    assert {OLD, NEW} == set(found.values())


def test_killed_writers_never_tear_a_file() -> None:
    """
    Thirty writers are killed at random moments; `make crash` kills a thousand.
    """
    done = subprocess.run(
        [sys.executable, "-m", "tests.hostile.crash", "30"], capture_output=True, encoding="utf-8", check=False, cwd=ROOT
    )

    assert (0, "") == (done.returncode, done.stderr)
    assert "0 torn" in done.stdout
