"""A file is written as a whole, and what was there stays there where that fails."""

import errno
import os
import stat
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from perfrules.documents.save import PREFIX, save, save_parts
from perfrules.errors import UnwritableDocumentError


def refused(path: Path) -> str:
    """Why a file cannot be written."""
    with pytest.raises(UnwritableDocumentError) as caught:
        save(path, b"new")
    return caught.value.reason


@pytest.mark.parametrize("content", [b"", b"new", b"x" * 1_000_000])
def test_a_file_gets_its_content(tmp_path: Path, content: bytes) -> None:
    """
    A new file and an old one hold just the content, and nothing else is left in the folder.
    """
    made, there = tmp_path / "made", tmp_path / "there"
    there.write_bytes(b"old" * 1000)
    save(made, content)
    save(there, content)

    assert {made: content, there: content} == {path: path.read_bytes() for path in tmp_path.iterdir()}


def test_a_file_keeps_its_permissions(tmp_path: Path) -> None:
    """
    Who could read the old file can read the new one, and nobody else; a new file is as open as the process says.
    """
    old, new, other = tmp_path / "old", tmp_path / "new", tmp_path / "other"
    old.touch()
    old.chmod(0o640)
    save(old, b"new")
    save(new, b"new")
    other.touch()

    assert 0o640 == stat.S_IMODE(old.stat().st_mode)
    assert other.stat().st_mode == new.stat().st_mode


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    """
    What a link leads to is replaced, in its own folder, and the link leads to it still.
    """
    folder, link = tmp_path / "folder", tmp_path / "link"
    folder.mkdir()
    (folder / "target").write_bytes(b"old")
    link.symlink_to(folder / "target")
    save(link, b"new")

    assert link.is_symlink()
    assert b"new" == (folder / "target").read_bytes()


def test_the_longest_name_is_written(tmp_path: Path) -> None:
    """
    A name as long as a folder allows needs no longer one for its temporary file.
    """
    path = tmp_path / ("x" * 255)
    save(path, b"new")

    assert b"new" == path.read_bytes()


def test_devices_and_pipes_are_written_to(tmp_path: Path) -> None:
    """
    A device stays a device, and who reads a pipe gets the content.
    """
    pipe, got = tmp_path / "pipe", list[bytes]()
    os.mkfifo(pipe)
    reader = threading.Thread(target=lambda: got.append(pipe.read_bytes()))
    reader.start()
    save(pipe, b"new")
    save(Path(os.devnull), b"new")
    reader.join()

    assert [b"new"] == got
    assert stat.S_ISCHR(Path(os.devnull).stat().st_mode)


def test_what_cannot_be_written_is_refused(tmp_path: Path) -> None:
    """
    A folder, a file below a file, a missing folder, a full device, a link to itself and an impossible name say why.
    """
    file, loop = tmp_path / "file", tmp_path / "loop"
    file.write_bytes(b"old")
    loop.symlink_to(loop)
    paths = [tmp_path, file / "below", tmp_path / "no" / "file", Path("/dev/full"), loop, Path("a\0b")]

    expected = [
        "is a directory",
        "not a directory",
        "no such file or directory",
        "no space left on device",
        "too many levels of symbolic links",
        "this is no name of a file",
    ]
    assert expected == [refused(path) for path in paths]
    assert {file: b"old"} == {path: path.read_bytes() for path in tmp_path.iterdir() if path.name != "loop"}


def test_a_refusal_names_its_cause(tmp_path: Path) -> None:
    """
    The error of the system stands behind the message.
    """
    with pytest.raises(UnwritableDocumentError) as caught:
        save(tmp_path / "no" / "file", b"new")

    assert isinstance(caught.value.__cause__, OSError)
    assert errno.ENOENT == caught.value.__cause__.errno
    assert f"{tmp_path / 'no' / 'file'}: the file cannot be written: no such file or directory" == str(caught.value)


def test_writers_of_one_file_do_not_mix(tmp_path: Path) -> None:
    """
    Eight threads that write one file at once leave the content of one of them, and no temporary file.
    """
    path, contents = tmp_path / "file", [bytes([65 + one]) * 100_000 for one in range(8)]
    threads = [threading.Thread(target=save, args=(path, content)) for content in contents]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert path.read_bytes() in contents
    assert [path] == [one for one in tmp_path.iterdir() if not one.name.startswith(PREFIX)] == list(tmp_path.iterdir())


def test_parts_are_written_as_one_file(tmp_path: Path) -> None:
    """
    In their order; no part gives an empty file.
    """
    save_parts(tmp_path / "some", (b"a", b"", b"bc"))
    save_parts(tmp_path / "none", ())

    assert (b"abc", b"") == ((tmp_path / "some").read_bytes(), (tmp_path / "none").read_bytes())


def test_a_file_stays_where_a_part_cannot_be_made(tmp_path: Path) -> None:
    """
    What is raised while the parts are made is raised, and neither old content nor folder is touched.
    """
    path = tmp_path / "there"
    path.write_bytes(b"old")

    def parts() -> Iterator[bytes]:
        yield b"new"
        raise RuntimeError("no more")

    with pytest.raises(RuntimeError, match="no more"):
        save_parts(path, parts())

    assert {path: b"old"} == {one: one.read_bytes() for one in tmp_path.iterdir()}
