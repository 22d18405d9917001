"""Who has the store open to write: one process at a time.

The lock is the operating system's, on a file of its own, so that it ends with the process however that ends.
open.json beside it only says who it is; one that a dead process left means nothing.
"""

from __future__ import annotations

import json
import os
import platform
import sys
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import IO

from desk_app import plain_files
from desk_app.store.trouble import OnlyReadable

LOCK, WHO = "open.lock", "open.json"

if sys.platform == "win32":
    import msvcrt

    def _take(file: IO[bytes]) -> bool:
        try:
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True
else:
    import fcntl

    def _take(file: IO[bytes]) -> bool:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True


@dataclass(slots=True)
class Lock:
    """Held while the store is open to write."""

    folder: Path
    _file: IO[bytes]

    def name(self, member: str, now: datetime) -> None:
        """Say who holds it, for whoever comes next."""
        who = {"by": member, "machine": platform.node(), "process": os.getpid(), "since": now.isoformat()}
        with plain_files.writing(self.folder / WHO) as file:
            file.write(json.dumps(who, ensure_ascii=False).encode())

    def release(self) -> None:
        """Let others in. Done once: afterwards it may be somebody else's."""
        if self._file.closed:
            return
        (self.folder / WHO).unlink(missing_ok=True)
        self._file.close()


def take(folder: Path) -> Lock:
    """Take the lock; OnlyReadable naming who has it."""
    file = plain_files.open_to_write(folder / LOCK)
    if not _take(file):
        file.close()
        raise OnlyReadable(
            f"The store is open elsewhere{_holder(folder)}, so it cannot be written to now.",
            "Close it there first, or open it for reading only.",
        )
    return Lock(folder, file)


def _holder(folder: Path) -> str:
    """ " by Alex Example since 24 November, 10:05 (process 4711 on DESK-3)", as far as it is known."""
    try:
        who = plain_files.noted(folder / WHO)
        since = datetime.fromisoformat(who["since"]).astimezone()
        name = f" by {who['by']}" if who["by"] else ""
        return f"{name} since {since.day} {since:%B, %H:%M} (process {who['process']} on {who['machine']})"
    except (OSError, ValueError, KeyError, TypeError, OverflowError):  # a year that no clock here can show
        return ""
