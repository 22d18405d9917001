"""Whether a folder is a good place for a store: on this computer's own disk, where nothing else copies or syncs it."""

from __future__ import annotations

import re
import sys
from pathlib import Path

from PySide6.QtCore import QStorageInfo

SYNCED = re.compile(
    r"^(onedrive|dropbox|google ?drive|my drive|icloud|nextcloud|owncloud|sharepoint|box( sync)?$|mega)", re.IGNORECASE
)
"""Names of folders that a service copies elsewhere."""
OF_THE_NETWORK = re.compile(r"^(nfs|cifs|smb|afs|afp|9p|webdav|davfs|fuse\.(sshfs|davfs|gvfs|rclone))", re.IGNORECASE)
"""Kinds of file systems that are on another computer."""
ADVICE = "Choose a folder on this computer’s own disk; backups may go there."
REMOTE_DRIVE = 4


def concern(folder: str) -> str:
    """What speaks against keeping a store in that folder, and what to do; "" if nothing is known."""
    if not folder.strip():
        return ""
    parts = re.split(r"[\\/]", folder)
    service = next((found[0] for part in parts if (found := SYNCED.match(part))), "")
    if service:
        return (
            f"This looks like a folder that {service} copies to other computers. It does so while the store is being "
            f"written, which can damage it. {ADVICE}"
        )
    if folder.startswith(("\\\\", "//")) or _is_remote(Path(folder).expanduser()):
        return (
            "This looks like a network drive. When the connection drops, changes to a store on it can be lost. "
            f"{ADVICE}"
        )
    return ""


def _is_remote(folder: Path) -> bool:
    there = next((place for place in (folder, *folder.parents) if place.exists()), None)
    if there is None:
        return False
    if sys.platform == "win32":
        import ctypes

        return bool(ctypes.windll.kernel32.GetDriveTypeW(there.anchor) == REMOTE_DRIVE)
    return bool(OF_THE_NETWORK.match(QStorageInfo(str(there)).fileSystemType().toStdString()))
