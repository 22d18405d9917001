"""Small files in a folder that may come from somebody else: read and written as plain files, or not at all.

A link would lead reading and writing elsewhere, a pipe would keep the program waiting for ever, and a text of any size
or shape may stand where a few numbers were expected. What is no plain file, too long or not what it should be is an
OSError or a ValueError here, whatever it is.
"""

from __future__ import annotations

import errno
import io
import json
import os
import stat
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer

LARGEST = 1 << 16
"""Bytes of a note of this program; it writes some hundred."""
MOST = 2**53
_PLAINLY = (
    getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0)
    | getattr(os, "O_BINARY", 0)
)  # fmt: skip


def is_plain(path: Path) -> bool:
    """Whether it is a file, and no link; also when nothing is there yet."""
    try:
        return stat.S_ISREG(path.lstat().st_mode)
    except FileNotFoundError:
        return True


def read(path: Path, largest: int = LARGEST) -> bytes:
    """What is in it. Raises OSError, also where it is no plain file; ValueError where it is longer than that."""
    _refuse(path)
    with os.fdopen(os.open(path, os.O_RDONLY | _PLAINLY), "rb") as file:
        _refuse_other(file.fileno(), path)
        text = file.read(largest + 1)
    if len(text) > largest:
        raise ValueError("too long for a file of this kind")
    return text


class _Whole(io.FileIO):
    """What is written to it is written whole. A nearly full disk takes a part of it and says nothing but how much."""

    def write(self, data: ReadableBuffer, /) -> int:
        """All of it, at once: there is no buffer. Raises OSError where there is no room for the rest."""
        rest = memoryview(data).cast("B")
        size = len(rest)
        while rest:
            taken = super().write(rest)
            if not taken:
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
            rest = rest[taken:]
        return size


@contextmanager
def writing(path: Path, flags: int = os.O_TRUNC) -> Iterator[IO[bytes]]:
    """To write into it where it stands, made if it is not there. Raises OSError where it is no plain file."""
    with open_to_write(path, flags) as file:
        yield file


def open_to_write(path: Path, flags: int = 0) -> IO[bytes]:
    """The same for who keeps it open."""
    _refuse(path)
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | flags | _PLAINLY, rights_in(path.parent))
    try:
        _refuse_other(handle, path)
    except OSError:
        os.close(handle)
        raise
    return _Whole(handle, "wb")


def rights_in(folder: Path) -> int:
    """What a new file in it may let others do: what the folder lets them. An office's own choice is kept."""
    return folder.stat().st_mode & 0o666 if os.name == "posix" else 0o666


def make_folder(folder: Path, like: Path | None = None) -> None:
    """A new folder that only who runs the program can look into; or `like` another one, where that is there.

    On Windows the folder around it says who can. Raises OSError, also where it is there already.
    """
    folder.mkdir(mode=0o700, parents=True)
    if like is not None and like.is_dir():
        folder.chmod(like.stat().st_mode & 0o777)


def close_to_others(folder: Path) -> None:
    """Let nobody else read what is in a folder, or in one of its own."""
    for path in (folder, *folder.rglob("*")):
        path.chmod(0o700 if path.is_dir() else 0o600)


def noted(path: Path) -> Mapping[str, Any]:
    """The JSON object in it. Raises OSError, and ValueError for whatever else stands there."""
    return json_object(read(path))


def json_object(text: str | bytes) -> Mapping[str, Any]:
    """The same of a text."""
    try:
        found = json.loads(text)
    except (RecursionError, OverflowError) as error:
        raise ValueError("no JSON of this program") from error
    if not isinstance(found, dict):
        raise ValueError("no JSON object")
    return found


def number(value: object, most: int = MOST) -> int:
    """A whole number from 0 to `most`. Raises ValueError."""
    if type(value) is not int or not 0 <= value <= most:
        raise ValueError("no number that could stand here")
    return value


def _refuse(path: Path) -> None:
    """Where the system cannot say so while opening it."""
    if not is_plain(path):
        raise OSError(errno.ELOOP, "not a plain file", str(path))


def _refuse_other(handle: int, path: Path) -> None:
    if not stat.S_ISREG(os.fstat(handle).st_mode):
        raise OSError(errno.ELOOP, "not a plain file", str(path))
