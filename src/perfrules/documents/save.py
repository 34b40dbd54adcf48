"""Writing a file as a whole: whatever fails and whoever kills the process, the old content stands there or the new one."""

import errno
import os
import stat
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path
from secrets import token_hex

from attrs import frozen

from perfrules.errors import UnwritableDocumentError

PREFIX = ".perfrules-"
"""How the name of a temporary file begins; a process that was killed may leave one in the folder."""

_MODE, _PRIVATE = 0o666, 0o600
_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)
_FOLDER = os.O_RDONLY | getattr(os, "O_DIRECTORY", 0) | getattr(os, "O_CLOEXEC", 0)
_NO_FOLDERS = frozenset({errno.EACCES, errno.EPERM, errno.EINVAL, errno.ENOTSUP, errno.EISDIR})
"""What systems answer that do not flush folders."""


@frozen
class System:
    """The calls of the operating system that change or flush files."""

    open: Callable[[Path, int, int], int] = os.open
    write: Callable[[int, memoryview], int] = os.write
    chmod: Callable[[Path, int], None] = os.chmod
    fsync: Callable[[int], None] = os.fsync
    close: Callable[[int], None] = os.close
    replace: Callable[[Path, Path], None] = os.replace
    unlink: Callable[[Path], None] = os.unlink


SYSTEM = System()


def save(path: Path, content: bytes, system: System = SYSTEM) -> None:
    """Give a file this content, as `save_parts` does."""
    save_parts(path, (content,), system)


def save_parts(path: Path, parts: Iterable[bytes], system: System = SYSTEM) -> None:
    """
    Give a file these parts as its content, all of them or none; each is written when it comes.

    Whatever making a part raises leaves the file as it was. A link stays, and what it leads to is replaced; a pipe or a
    device is written to as it is.
    Raises `UnwritableDocumentError`, and no `OSError`.
    """
    try:
        target = Path(os.path.realpath(path))
        mode = _mode(target)
        if mode is None or stat.S_ISREG(mode):
            _replace(target, parts, mode, system)
        else:
            _pour(system.open(target, os.O_WRONLY, _MODE), parts, system)
    except OSError as error:
        raise UnwritableDocumentError(str(path), (error.strerror or "unknown reason").lower()) from error
    except ValueError:
        raise UnwritableDocumentError(str(path), "this is no name of a file") from None


def _mode(target: Path) -> int | None:
    try:
        return target.stat().st_mode
    except FileNotFoundError:
        return None


def _replace(target: Path, parts: Iterable[bytes], mode: int | None, system: System) -> None:
    temporary = target.with_name(f"{PREFIX}{token_hex(8)}")
    try:
        _pour(system.open(temporary, _NEW, _MODE if mode is None else _PRIVATE), parts, system, flush=True)
        if mode is not None:
            system.chmod(temporary, stat.S_IMODE(mode))
        system.replace(temporary, target)
    except BaseException:
        with suppress(OSError):
            system.unlink(temporary)
        raise
    _flush_folder(target.parent, system)


def _pour(handle: int, parts: Iterable[bytes], system: System, *, flush: bool = False) -> None:
    try:
        for content in parts:
            left = memoryview(content)
            while left:
                left = left[system.write(handle, left) :]
        if flush:
            system.fsync(handle)
    finally:
        system.close(handle)


def _flush_folder(folder: Path, system: System) -> None:
    """Flush the new name; where a system does not flush folders there is nothing to do."""
    try:
        handle = system.open(folder, _FOLDER, _MODE)
        try:
            system.fsync(handle)
        finally:
            system.close(handle)
    except OSError as error:
        if error.errno not in _NO_FOLDERS:
            raise
