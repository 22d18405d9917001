"""Copies of documents for other programs to open: private, read-only, and removed again.

They lie in a folder of this process alone, in the user's own place for temporary files. While the process lives it
holds a lock there; a folder without one was left by a process that was killed, and is removed at the next start.
"""

from __future__ import annotations

import os
import shutil
import stat
import sys
import tempfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

from desk_app import file_names
from desk_app.problems import Problem
from desk_app.store import lock
from desk_app.store.trouble import OnlyReadable

PREFIX = "feedback-desk-open-"
OPENS = frozenset({
    ".pdf", ".png", ".jpg", ".jpeg", ".gif", ".tif", ".tiff", ".bmp", ".webp", ".heic", ".txt", ".csv", ".rtf", ".doc",
    ".docx", ".odt", ".xls", ".xlsx", ".ods", ".ppt", ".pptx", ".odp", ".eml", ".msg", ".mp3", ".m4a", ".wav", ".ogg",
    ".mp4", ".mov",
})  # fmt: skip
"""What is shown by the program that opens it. Everything else might be run by it."""
FROM_ELSEWHERE = "[ZoneTransfer]\r\nZoneId=3\r\n"
"""Tells Word on Windows to open it in its protected view."""


def opens(name: str) -> bool:
    """Whether a file of that name is opened at all."""
    return file_names.ending(name) in OPENS


class OpenCopies:
    """The copies of one process. `parent` is where the system keeps temporary files."""

    def __init__(self, parent: Path | None = None) -> None:
        self._parent = parent or Path(tempfile.gettempdir())
        self._folder: Path | None = None
        self._lock: lock.Lock | None = None
        self._count = 0

    @property
    def folder(self) -> Path | None:
        """Where they lie, None while there are none."""
        return self._folder

    def put(self, name: str, data: bytes) -> Path:
        """A read-only copy. Raises Problem: a kind of file that is not opened, or no room.

        Its own name stays in the store: the system and the program that opens it keep lists of what was opened last.
        """
        if not opens(name):
            raise Problem(
                f"“{name}” is not opened from here: a file of this kind can run as a program.",
                "If you know where it comes from, save a copy and open that.",
            )
        try:
            place = self._own_folder() / str(self._count + 1)
            place.mkdir(mode=0o700)
            self._count += 1
            path = place / f"Document {self._count}{file_names.ending(name)}"
            path.touch(mode=0o600, exist_ok=False)
            path.write_bytes(data)
            if sys.platform == "win32":
                with suppress(OSError):  # not every file system has room for it
                    Path(f"{path}:Zone.Identifier").write_text(FROM_ELSEWHERE, "ascii", newline="")
            path.chmod(stat.S_IREAD)
        except OSError as error:
            raise Problem(
                f"A copy of “{name}” to open could not be made ({error.strerror or error}).",
                "Make room on the disk, or save a copy elsewhere.",
            ) from error
        return path

    def _own_folder(self) -> Path:
        if self._folder is None:
            made = Path(tempfile.mkdtemp(prefix=PREFIX, dir=self._parent))  # for its owner alone
            self._lock = lock.take(made)
            self._folder = made
        return self._folder

    def remove(self) -> bool:
        """Remove all copies; whether nothing is left. What another program holds open goes at the next start."""
        if self._lock is not None:
            self._lock.release()
        folder, self._folder, self._lock, self._count = self._folder, None, None, 0
        return folder is None or _removed(folder)


def sweep(parent: Path | None = None) -> int:
    """Remove what killed processes of this user left; how many folders."""
    place = parent or Path(tempfile.gettempdir())
    return sum(_is_ours(folder) and _is_left(folder) and _removed(folder) for folder in place.glob(f"{PREFIX}*"))


def _is_ours(folder: Path) -> bool:
    """A real folder of this user: never what somebody else has put there under such a name."""
    with suppress(OSError):
        found = folder.lstat()
        return stat.S_ISDIR(found.st_mode) and (sys.platform == "win32" or found.st_uid == os.getuid())
    return False


def _is_left(folder: Path) -> bool:
    try:
        lock.take(folder).release()
    except (OnlyReadable, OSError):
        return False
    return True


def _removed(folder: Path) -> bool:
    shutil.rmtree(folder, onerror=_once_more)
    return not folder.exists()


def _once_more(remove: Callable[[str], object], path: str, _error: Any) -> None:
    """Windows does not remove what is read-only; what is open elsewhere stays."""
    with suppress(OSError):
        Path(path).chmod(stat.S_IRWXU)
        remove(path)
