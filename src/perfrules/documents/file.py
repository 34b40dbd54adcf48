"""Reading a file: bytes to text, with a sentence for everything that is no document."""

import codecs
import errno
import os
import re
import stat
from pathlib import Path

from perfrules.errors import UnreadableDocumentError

MAX_BYTES = 8 * 1024 * 1024
"""Bytes of a file."""

_REASONS = {
    errno.ENOENT: "there is no such file",
    errno.ENOTDIR: "there is no such file: a part of its path is no folder",
    errno.EACCES: "the file may not be read: no permission",
    errno.EPERM: "the file may not be read: no permission",
    errno.ENAMETOOLONG: "there is no such file: its name is too long",
    errno.ELOOP: "the file is a link that leads back to itself",
    errno.EISDIR: "this is a folder, not a file",
    errno.ENXIO: "this is a socket, not a file",
}
_SORTS = {stat.S_IFDIR: "folder", stat.S_IFIFO: "pipe", stat.S_IFCHR: "device", stat.S_IFBLK: "device"}
_WORKBOOKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
_IDEOGRAPH = re.compile("[\u4e00-\u9fff]")


def read_file(path: Path) -> str:
    """
    The text of a regular file in UTF-8, without its byte-order mark.

    Raises `UnreadableDocumentError` for everything else, and no `OSError`.
    """
    name = str(path)
    try:
        handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    except OSError as error:
        raise UnreadableDocumentError(name, _reason(error)) from None
    except ValueError:
        raise UnreadableDocumentError(name, "this is no name of a file") from None
    try:
        return decoded(_content(handle, name), name)
    finally:
        os.close(handle)


def decoded(content: bytes, name: str) -> str:
    """The text of bytes in UTF-8, or an `UnreadableDocumentError` that guesses what they are."""
    if len(content) > MAX_BYTES:
        raise UnreadableDocumentError(name, _too_large())
    if content.startswith(_WORKBOOKS):
        raise UnreadableDocumentError(name, "this is an Excel workbook, not YAML; write its data into a YAML or JSON file")
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        raise UnreadableDocumentError(name, "the file is not UTF-8; it looks like UTF-16: save it as UTF-8")
    if b"\0" in content:
        raise UnreadableDocumentError(name, f"this is no text: there is a NUL byte in line {_line(content, content.index(0))}")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UnreadableDocumentError(name, _not_utf8(content, error.start)) from None


def _content(handle: int, name: str) -> bytes:
    status = os.fstat(handle)
    if not stat.S_ISREG(status.st_mode):
        raise UnreadableDocumentError(name, f"this is a {_SORTS.get(stat.S_IFMT(status.st_mode), 'special file')}, not a file")
    if status.st_size > MAX_BYTES:
        raise UnreadableDocumentError(name, _too_large())
    try:
        with os.fdopen(handle, "rb", closefd=False) as file:
            return file.read(MAX_BYTES + 1)
    except OSError as error:
        raise UnreadableDocumentError(name, _reason(error)) from None


def _reason(error: OSError) -> str:
    return _REASONS.get(error.errno or 0, f"the file cannot be read: {(error.strerror or 'unknown reason').lower()}")


def _too_large() -> str:
    return f"the file is larger than {MAX_BYTES // 1024 // 1024} MiB"


def _not_utf8(content: bytes, start: int) -> str:
    try:
        chinese = _IDEOGRAPH.search(content.decode("gb18030")) is not None
    except UnicodeDecodeError:
        chinese = False
    if chinese:
        return "the file is not UTF-8; it looks like GBK: save it as UTF-8"
    return f"the file is not UTF-8: line {_line(content, start)} has the byte 0x{content[start]:02X}; save it as UTF-8"


def _line(content: bytes, position: int) -> int:
    return content.count(b"\n", 0, position) + 1
