"""Writing a file beside its target and renaming it: a failure or Cancel leaves the old file as it was."""

from __future__ import annotations

import errno
import os
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from desk_app.problems import Problem

PART = ".desk.part"
LEFT_SECONDS = 3600
"""No file takes so long to write."""


@contextmanager
def replacing(target: Path) -> Iterator[Path]:
    """A path to write to in the block; afterwards it takes the target's place. Problem if it cannot."""
    _check_folder(target)
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


def write_bytes(target: Path, content: bytes) -> None:
    """Put `content` in the target's place."""
    with replacing(target) as part:
        part.write_bytes(content)


def refuse_other(target: Path) -> None:
    """A device, a pipe or a socket is never replaced by a file, nor through a link. Raises Problem."""
    try:
        other = target.exists() and not target.is_file() and not target.is_dir()
    except OSError as error:
        raise explained(error, target) from error
    if other:
        raise Problem(f"{target} is no file but a part of the system, so nothing was written.", "Name another file.")


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
    """Make the part durable, give it the rights a new file would have, and rename it."""
    with part.open("rb+") as file:
        os.fsync(file.fileno())
    if os.name == "posix":
        mask = os.umask(0)
        os.umask(mask)
        part.chmod(0o666 & ~mask)
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
