"""What SQLite and the system say, as Problems with their remedy. What is not listed is a bug and passes through."""

from __future__ import annotations

import errno
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from desk_app.problems import Problem
from desk_app.progress import Cancelled
from desk_app.store import engine


class OnlyReadable(Problem):
    """The store cannot be written to now or here, but it can be opened for reading only."""


class EarlierSchema(Problem):
    """The store was written by an earlier version and has to be brought up to date before it can be read."""


class NewerProgram(Problem):
    """A newer program wrote the store: it is whole, and this one leaves it alone."""


class WrongPassphrase(Problem):
    """What was typed opens nothing: neither a member's passphrase nor the recovery key."""


KEYS_CHANGED = OnlyReadable(
    "keys.json, which holds what passphrases open, was damaged or changed by something else than this program, so the "
    "store is not written to.",
    "Open it for reading only to see what is in it, then restore the last backup.",
)
FULL = Problem("The disk is full, so nothing was saved.", "Free some space on it and try again.")
NOT_WRITTEN = Problem(
    "The disk with the store on it cannot be read or written.",
    "Check that it is connected and not full, then open the store again.",
)
FULL_TO_OPEN = OnlyReadable(
    "The disk with the store on it is full, so the store cannot be written to.",
    "Free some space on it and open the store again. Until then it can be opened for reading only, and a backup to "
    "another disk can be made.",
)
LEAST_ROOM = 1 << 17
"""Bytes: what SQLite needs beside a file to open it at all, and some more."""
_NO_ROOM = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
_NAMED: dict[str, tuple[str, str]] = {
    "SQLITE_FULL": (FULL.message, FULL.remedy),
    "SQLITE_BUSY": (
        "Another process is writing to the store, so nothing was saved.",
        "Wait for it to finish and try again.",
    ),
    "SQLITE_READONLY": ("The store can only be read here, so nothing was saved.", "Open it where you may write."),
    "SQLITE_CORRUPT": (
        "The store's file is damaged.",
        "Keep it as it is, do not work on in it, and open a good backup.",
    ),
    "SQLITE_NOTADB": (
        "The store's file is damaged, or it is not a store.",
        "Keep it as it is, do not work on in it, and open a good backup.",
    ),
    "SQLITE_IOERR": (NOT_WRITTEN.message, NOT_WRITTEN.remedy),
    "SQLITE_CANTOPEN": ("The store's file cannot be opened.", "Check that it is still there and that you may read it."),
}


def lost(changes: int) -> Problem:
    """The store was opened, and its last changes are not there."""
    what = "The last change is" if changes == 1 else f"The last {changes} changes are"
    return Problem(
        f"{what} missing: a file of the store was damaged, or its folder was not copied whole.",
        "Look whether your latest entries are there, and enter again what is not. A backup made since may have them.",
    )


def of_database(error: Exception) -> Problem | Cancelled | None:
    """What a database error means to the user, if it means anything to them."""
    name = str(getattr(error, "sqlite_errorname", "") or "")
    if name.startswith("SQLITE_INTERRUPT"):
        return Cancelled()
    for prefix, (message, remedy) in _NAMED.items():
        if name.startswith(prefix):
            return Problem(message, remedy)
    if str(error) == "UNIQUE constraint failed: feedback_case.reference":
        return Problem("Another case has this reference already, so nothing was saved.", "Use another reference.")
    if str(error) == "FOREIGN KEY constraint failed":
        return Problem(
            "Other records still refer to what was to be removed, so nothing was saved.", "Look at the case again."
        )
    return None


def of_system(error: OSError, what: str) -> Problem | None:
    """What an error of the file system means; `what` was being done, for example "made"."""
    if error.errno in _NO_ROOM:
        return FULL
    if error.errno == errno.EIO:
        return NOT_WRITTEN
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return Problem(f"The store cannot be {what} here: this place can only be read.", "Choose another folder.")
    if error.errno in (errno.ENOENT, errno.ENOTDIR):
        return Problem(f"The store cannot be {what} here: the folder is missing.", "Choose another folder.")
    if error.errno == errno.EEXIST:
        return Problem(
            f"The store cannot be {what} here: a file is where a folder should be.", "Choose another folder."
        )
    if error.errno in (errno.ENAMETOOLONG, errno.EINVAL, errno.EILSEQ):
        return Problem(f"The store cannot be {what} under this name.", "Choose a shorter or simpler name.")
    return None


@contextmanager
def explained(what: str = "written") -> Iterator[None]:
    """Turn errors the user can act on into Problems."""
    try:
        yield
    except engine.DatabaseError as error:
        meaning = of_database(error)
        if meaning is None:
            raise
        raise meaning from error
    except OSError as error:
        problem = of_system(error, what)
        if problem is None:
            raise
        raise problem from error


def is_full(error: Exception, folder: Path) -> bool:
    """Whether an error says, or can only mean, that the disk a folder is on is full."""
    if isinstance(error, OSError):
        return error.errno in _NO_ROOM
    name = str(getattr(error, "sqlite_errorname", "") or "")
    if name.startswith(("SQLITE_IOERR", "SQLITE_CANTOPEN")):  # no room for the file of locks beside it
        return shutil.disk_usage(folder).free < LEAST_ROOM
    return name.startswith("SQLITE_FULL")


def is_read_only(error: OSError) -> bool:
    """Whether an error says that nothing may be written there."""
    return error.errno in (errno.EACCES, errno.EPERM, errno.EROFS)
