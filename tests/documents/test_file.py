"""A file is read as UTF-8 text, or refused with a sentence."""

import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from perfrules.documents.file import MAX_BYTES, decoded, read_file
from perfrules.errors import UnreadableDocumentError

AS_NOBODY = """
import os, sys
from pathlib import Path
from perfrules.documents.file import read_file
from perfrules.errors import UnreadableDocumentError
if os.geteuid() == 0:
    os.setuid(65534)
try:
    read_file(Path(sys.argv[1]))
except UnreadableDocumentError as error:
    print(error.reason)
"""


def reason(path: Path) -> str:
    """Why a path is refused."""
    with pytest.raises(UnreadableDocumentError) as caught:
        read_file(path)
    return caught.value.reason


def test_a_byte_order_mark_is_no_part_of_the_text(tmp_path: Path) -> None:
    """
    A file with a byte-order mark reads like one without.
    """
    path = tmp_path / "marked.yaml"
    path.write_bytes("\ufeff标题: 甲".encode())

    assert "标题: 甲" == read_file(path)


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("标题: 龙岗".encode("gbk"), "the file is not UTF-8; it looks like GBK: save it as UTF-8"),
        ("标题: 龙岗".encode("utf-16"), "the file is not UTF-8; it looks like UTF-16: save it as UTF-8"),
        (b"PK\x03\x04rest", "this is an Excel workbook, not YAML; write its data into a YAML or JSON file"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "this is an Excel workbook, not YAML; write its data into a YAML or JSON file"),
        (b"a: 1\nb: \x00", "this is no text: there is a NUL byte in line 2"),
        (b"a: 1\nb: \xff\xff", "the file is not UTF-8: line 2 has the byte 0xFF; save it as UTF-8"),
        (b"a: \xa1\xa1", "the file is not UTF-8: line 1 has the byte 0xA1; save it as UTF-8"),
        (b" " * (MAX_BYTES + 1), "the file is larger than 8 MiB"),
    ],
)
def test_bytes_that_are_no_utf_8_are_refused_with_a_guess_what_they_are(tmp_path: Path, content: bytes, expected: str) -> None:
    """
    The sentence says what the bytes look like and what to do.
    """
    path = tmp_path / "file.yaml"
    path.write_bytes(content)

    assert expected == reason(path)


def test_a_text_that_grew_while_it_was_read_is_too_large_all_the_same() -> None:
    """
    The limit holds for the bytes that were read, whatever the folder said.
    """
    with pytest.raises(UnreadableDocumentError) as caught:
        decoded(b" " * (MAX_BYTES + 1), "grown.yaml")

    assert "grown.yaml: the file is larger than 8 MiB" == str(caught.value)


def test_what_is_no_regular_file_is_refused_without_waiting(tmp_path: Path) -> None:
    """
    A folder, a pipe nobody writes to, a device and a socket are named as what they are.
    """
    pipe, plug = tmp_path / "pipe", tmp_path / "plug"
    os.mkfifo(pipe)
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(plug))

        found = [reason(path) for path in (tmp_path, pipe, Path(os.devnull), plug)]

    assert ["this is a folder, not a file", "this is a pipe, not a file", "this is a device, not a file"] == found[:3]
    assert "this is a socket, not a file" == found[3]


def test_a_path_that_leads_to_no_file_is_refused(tmp_path: Path) -> None:
    """
    What is not there, hangs below a file, has an impossible name or is a link to itself gets its own sentence.
    """
    file, loop = tmp_path / "file", tmp_path / "loop"
    file.touch()
    loop.symlink_to(loop)
    paths = [tmp_path / "missing", file / "below", tmp_path / ("x" * 300), loop, Path("a\0b"), Path("/proc/self/mem")]

    expected = [
        "there is no such file",
        "there is no such file: a part of its path is no folder",
        "there is no such file: its name is too long",
        "the file is a link that leads back to itself",
        "this is no name of a file",
        "the file cannot be read: input/output error",
    ]
    assert expected == [reason(path) for path in paths]


def test_a_file_without_permission_is_refused(tmp_path: Path) -> None:
    """
    Whoever may not read a file is told so.
    """
    path = tmp_path / "secret.yaml"
    path.touch(mode=0o000)

    told = subprocess.run([sys.executable, "-c", AS_NOBODY, str(path)], capture_output=True, text=True, check=True)

    assert "the file may not be read: no permission\n" == told.stdout


@given(st.binary(max_size=200))
def test_bytes_give_a_text_or_an_unreadable_document(content: bytes) -> None:
    """
    Nothing but a text or an `UnreadableDocumentError` comes out of bytes.
    """
    try:
        text = decoded(content, "bytes")
    except UnreadableDocumentError as error:
        text = str(error)

    assert isinstance(text, str)
