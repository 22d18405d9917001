"""Writing a file beside its target and renaming it: a failure or Cancel leaves the old file as it was.

What goes out of a store is for who wrote it: nobody else can read a new file, where the system has such rights.
"""

from __future__ import annotations

import errno
import os
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from desk_app.problems import Problem

PART = ".desk.part"
STORE = ".desk"
"""What the folder of a store ends with: nothing but the program's own files is written into one."""
LEFT_SECONDS = 3600
"""No file takes so long to write."""


@contextmanager
def replacing(target: Path, *, within_store: bool = False) -> Iterator[Path]:
    """A path to write to in the block; afterwards it takes the target's place. Problem if it cannot.

    `within_store`: it is one of a store's own files.
    """
    _check_folder(target)
    if not within_store:
        refuse_in_store(target)
    try:
        handle, name = tempfile.mkstemp(prefix=f".{target.name[:40]}.", suffix=PART, dir=target.parent)
    except OSError as error:
        raise _no_room_for(error, target) from error
    os.close(handle)
    part = Path(name)
    remove_left(part, lambda name: name.endswith(PART))
    try:
        yield part
        _settle(part, target)
    except OSError as error:
        raise explained(error, target) from error
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)


def remove_left(part: Path, is_left: Callable[[str], bool]) -> None:
    """What a process that was killed began to write beside this part, and nobody can be writing any more.

    Of the hidden files with such a name those that nobody has written to for an hour.
    """
    with suppress(OSError):
        now = part.stat().st_mtime  # by the clock of that disk
        for left in (path for path in part.parent.glob(".*") if is_left(path.name)):
            with suppress(OSError):
                if left.is_file() and not left.is_symlink() and now - left.stat().st_mtime > LEFT_SECONDS:
                    left.unlink()


def write_bytes(target: Path, content: bytes, *, within_store: bool = False) -> None:
    """Put `content` in the target's place."""
    with replacing(target, within_store=within_store) as part:
        part.write_bytes(content)


def refuse_other(target: Path) -> None:
    """A device, a pipe or a socket is never replaced by a file, nor through a link. Raises Problem."""
    try:
        other = target.exists() and not target.is_file() and not target.is_dir()
    except OSError as error:
        raise explained(error, target) from error
    if other:
        raise Problem(f"{target} is no file but a part of the system, so nothing was written.", "Name another file.")


def refuse_in_store(target: Path) -> None:
    """What is written out can be read by anybody who gets it; in a store's folder nothing can. Raises Problem."""
    store = next((folder for folder in target.resolve().parents if folder.suffix.lower() == STORE), None)
    if store is not None:
        raise Problem(
            f"{store.name} is the folder of a store, and only the store’s own files belong in it. Nothing was written.",
            "Choose another folder.",
        )


def _check_folder(target: Path) -> None:
    refuse_other(target)
    try:
        is_folder, has_folder = target.is_dir(), target.parent.is_dir()
    except OSError as error:  # a name that the system cannot even look for: too long
        raise explained(error, target) from error
    if is_folder:
        raise Problem(f"{target} is a folder, so nothing was written.", "Give the file a name.")
    if not has_folder:
        raise Problem(
            f"The folder {target.parent} is not there, so nothing was written.", "Choose a folder that exists."
        )


def _no_room_for(error: OSError, target: Path) -> Problem:
    """Why no file can be made beside the target: mostly its folder does not let one."""
    refused = error.errno in (errno.EACCES, errno.EPERM, errno.ENOENT, errno.EROFS)
    if refused and target.parent.is_dir():
        return Problem(
            f"The folder {target.parent} does not let you save files in it, so nothing was written.",
            "Choose another folder.",
        )
    return explained(error, target)


def _settle(part: Path, target: Path) -> None:
    """Make the part durable, give it the rights of the file it replaces, if there is one, and rename it.

    A new one keeps those it was made with: nobody else's.
    """
    with part.open("rb+") as file:
        os.fsync(file.fileno())
    if os.name == "posix" and target.exists():
        part.chmod(target.stat().st_mode & 0o777)
    part.replace(target)


def explained(error: OSError, target: Path) -> Problem:
    """What an error of the operating system means for somebody who wants a file written there."""
    safe = "The old file, if there was one, is as it was."
    if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
        return Problem(
            f"The disk is full, so {target.name} was not written. {safe}", "Make room or choose another disk."
        )
    if error.errno == errno.EROFS:
        return Problem(f"{target.parent} can only be read, so {target.name} was not written.", "Choose another folder.")
    if error.errno in (errno.EACCES, errno.EPERM, errno.EBUSY, errno.ETXTBSY):
        return Problem(
            f"{target.name} could not be written: it is open elsewhere, or the folder does not let you. {safe}",
            "Close it where it is open, or save under another name.",
        )
    if error.errno == errno.ENOENT:
        return Problem(f"The folder {target.parent} has gone. Nothing was written.", "Choose a folder that exists.")
    if error.errno in (errno.ENAMETOOLONG, errno.EINVAL, errno.EILSEQ):
        return Problem(f"“{target.name[:60]}” cannot be a file’s name here.", "Choose a shorter or simpler name.")
    return Problem(
        f"{target.name} could not be written ({error.strerror or error}). {safe}", "Try again, or choose another place."
    )
