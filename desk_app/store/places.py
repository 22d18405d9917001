"""Where a store must not live: on another computer's disk. A backup may.

SQLite's locks and its log need a disk of this computer: over a network two people could write at once, and a
connection that drops takes saved changes along (https://sqlite.org/useovernet.html).
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from desk_app import plain_files
from desk_app.problems import Problem

OF_THE_NETWORK = re.compile(
    r"^(nfs\d?|cifs|smb\d?|smbfs|smb2|afs|afpfs|ncpfs|webdav|davfs|ceph|glusterfs|lustre"
    r"|fuse\.(sshfs|davfs2?|rclone|gvfsd-fuse|glusterfs|smbnetfs|curlftpfs))$"
)
"""Types of file systems (/proc/mounts) whose files are on another computer."""
REMOTE_DRIVE = 4  # GetDriveType's DRIVE_REMOTE
MOUNTS = Path("/proc/mounts")


@dataclass(frozen=True, slots=True)
class Facts:
    """What the system says of a place: the path in full, its Windows drive's kind (0: no Windows), what is mounted."""

    path: str
    drive: int = 0
    mounts: tuple[tuple[str, str], ...] = ()  # (where, type), in the order they were mounted


class OnNetwork(Problem):
    """A store that is not on this computer's own disk."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            f"{path.name} is on a network drive. A store is not opened or made there: when the connection drops, what "
            "was saved can be lost.",
            "Copy the whole folder to a disk of this computer and open it there. Backups may go to the network drive.",
        )


def is_remote(facts: Facts) -> bool:
    """Whether a place is on another computer. Pure."""
    if facts.path.startswith(("\\\\", "//")):
        return not facts.path.startswith(("\\\\?\\", "\\\\.\\")) or facts.path[4:8].upper() == "UNC\\"
    if facts.drive == REMOTE_DRIVE:
        return True
    return bool(OF_THE_NETWORK.match(_type_of(facts.path, facts.mounts)))


def _type_of(path: str, mounts: Iterable[tuple[str, str]]) -> str:
    """The type of the file system that a path is on: the longest mount above it, of equal ones the last."""
    best, kind = "", ""
    for where, what in mounts:
        above = path == where or path.startswith(where.rstrip("/") + "/")
        if above and len(where) >= len(best):
            best, kind = where, what
    return kind


def parse_mounts(text: str) -> tuple[tuple[str, str], ...]:
    """(where, type) of each line of /proc/mounts; a blank in a path is written there as \\040."""
    lines = (line.split(" ") for line in text.splitlines())
    return tuple((_plain(parts[1]), parts[2]) for parts in lines if len(parts) > 3)


def _plain(where: str) -> str:
    return re.sub(r"\\([0-7]{3})", lambda found: chr(int(found[1], 8)), where)


def facts_of(path: Path) -> Facts:
    """What this system says of a place, or of the nearest folder above it that is there."""
    if sys.platform == "win32":
        import ctypes

        whole = path.absolute()
        drive = 0 if str(whole).startswith("\\\\") else ctypes.windll.kernel32.GetDriveTypeW(whole.anchor)
        return Facts(str(whole), drive)
    whole = Path(os.path.realpath(path))
    try:
        return Facts(str(whole), mounts=parse_mounts(MOUNTS.read_text("utf-8", "surrogateescape")))
    except OSError:
        return Facts(str(whole))  # a system without it: nothing is known


def refuse_network(path: Path) -> None:
    """Raise OnNetwork for a place on another computer."""
    if is_remote(facts_of(path)):
        raise OnNetwork(path)


def refuse_links(folder: Path) -> None:
    """Raise Problem where something in a store's folder is a link, a pipe or a device: writing would follow it.

    This program makes plain files only. A link to the store's whole folder is somebody's own way to it.
    """
    if not folder.is_dir():
        return
    for path in sorted(folder.iterdir()):
        if not plain_files.is_plain(path) and (path.is_symlink() or not path.is_dir()):
            raise Problem(
                f"{path.name} in the folder {folder.name} is a link to something else, or no file at all, so the store "
                "is not opened. Nothing was changed.",
                "This program never makes such a thing. Ask where the folder comes from, or open a backup.",
            )
