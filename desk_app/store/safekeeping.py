"""Backups: one file, an uncompressed ZIP of the whole store, opened and checked before it counts.

It opens with the passphrases of its day. A copy made with the file manager while the store is open may lack rows;
this one does not.
"""

from __future__ import annotations

import hashlib
import os
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

from desk_app.problems import Problem
from desk_app.progress import Progress, silent
from desk_app.store import engine, keys, trouble
from desk_app.store.store import DATABASE

if TYPE_CHECKING:
    from desk_app.store.store import Store

_BLOCK = 1 << 20


def backup(store: Store, out: Path, progress: Progress = silent) -> None:
    """Write a backup of the store as it is now to `out`: whole, or not at all. Others may go on writing meanwhile."""
    out = out.absolute()
    if out.is_dir():
        raise Problem(f"{out} is a folder.", "Give the backup a file name, for example Team-2026-11-24.backup.")
    if out.is_relative_to(store.path):
        raise Problem("A backup inside the store would go with it.", "Choose another folder, best on another disk.")
    copy, archive = (out.with_name(f".{out.name}.{os.getpid()}.{part}") for part in ("copy", "part"))
    with trouble.explained("backed up"):
        try:
            archive.touch()  # first of all: may anything be written there
            progress(0, 4, "Copying the store")
            _copy(store, copy)
            progress(1, 4, "Checking the copy")
            _check(copy, store.key)
            progress(2, 4, "Writing the backup")
            digest = _pack(copy, store.path / keys.NAME, archive)
            progress(3, 4, "Reading it back")
            _read_back(archive, copy)
            archive.replace(out)
            keys.sync_folder(out.parent)
        finally:
            for left in (copy, archive, copy.with_name(copy.name + "-wal"), copy.with_name(copy.name + "-shm")):
                left.unlink(missing_ok=True)
    store.note_backup(out, digest)
    progress(4, 4, "Backed up")


def _copy(store: Store, copy: Path) -> None:
    copy.unlink(missing_ok=True)
    with store.maintenance() as connection:
        connection.execute("VACUUM INTO ?", (str(copy),))


def _check(copy: Path, key: bytes) -> None:
    connection = engine.connect(copy, key, immutable=True)
    try:
        wrong = engine.check_pages(connection)
    finally:
        connection.close()
    if wrong:
        raise Problem(
            f"The store is damaged, so this would be no good backup: {wrong[0]}",
            "Keep your earlier backups and do not replace them.",
        )


def _pack(copy: Path, key_file: Path, archive: Path) -> str:
    """Write the ZIP; returns the hash of the database in it."""
    with archive.open("wb") as file:
        with zipfile.ZipFile(file, "w", zipfile.ZIP_STORED) as packed:
            packed.writestr(keys.NAME, key_file.read_bytes())
            packed.write(copy, DATABASE)
        file.flush()
        os.fsync(file.fileno())
    return _digest(copy)


def _read_back(archive: Path, copy: Path) -> None:
    """What was written is what was to be written, and it can be unlocked."""
    with zipfile.ZipFile(archive) as packed:
        keys.parse(packed.read(keys.NAME))
        if packed.testzip() is not None:
            raise Problem("The backup could not be read back whole.", "Try another disk.")
        with packed.open(DATABASE) as stored, copy.open("rb") as original:
            while block := original.read(_BLOCK):
                if stored.read(len(block)) != block:
                    raise Problem("The backup could not be read back whole.", "Try another disk.")


def _digest(file: Path) -> str:
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
