"""Backups: one file, an uncompressed ZIP of the whole store, opened and checked before it counts.

It opens with the passphrases of its day. A copy made with the file manager while the store is open may lack rows;
this one does not.
"""

from __future__ import annotations

import hashlib
import os
import zipfile
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from desk_app import atomic
from desk_app.problems import Problem
from desk_app.progress import Progress, silent
from desk_app.store import backups, engine, handing_over, heads, keys, trouble
from desk_app.store.store import DATABASE

if TYPE_CHECKING:
    from desk_app.store.store import Store

_BLOCK = 1 << 20


def backup(
    store: Store, out: Path, progress: Progress = silent, checked: Callable[[Path], None] = lambda _part: None
) -> None:
    """Write a backup of the store as it is now to `out`: whole, or not at all. Others may go on writing meanwhile.

    `checked` is told the file it is in, once that was read back and before it is renamed to `out`.
    """
    out = out.absolute()
    atomic.refuse_other(out)
    if out.is_dir():
        raise Problem(f"{out} is a folder.", "Give the backup a file name, for example Team-2026-11-24.backup.")
    if out.is_relative_to(store.path):
        raise Problem("A backup inside the store would go with it.", "Choose another folder, best on another disk.")
    copy, archive = (out.with_name(f".{out.name}.{os.getpid()}.{part}") for part in ("copy", "part"))
    with trouble.explained("backed up"):
        _refuse_what_is_none(store, out)
        try:
            archive.touch(0o600)  # first of all: may anything be written there
            if os.name == "posix" and out.exists():
                archive.chmod(out.stat().st_mode & 0o777)  # as the office lets others have it
            _remove_left(store, archive, out)
            progress(0, 4, "Copying the store")
            _copy(store, copy)
            progress(1, 4, "Checking the copy")
            ends = _check(copy, store.key)
            progress(2, 4, "Writing the backup")
            digest = _pack(copy, store.path / keys.NAME, archive, heads.printed(ends))
            progress(3, 4, "Reading it back")
            _read_back(archive, copy)
            checked(archive)
            archive.replace(out)
            keys.sync_folder(out.parent)
        finally:
            for left in (copy, archive, copy.with_name(copy.name + "-wal"), copy.with_name(copy.name + "-shm")):
                left.unlink(missing_ok=True)
    store.note_backup(out, digest)
    progress(4, 4, "Backed up")


def _refuse_what_is_none(store: Store, out: Path) -> None:
    """A file that is no backup of this very store is nobody's to replace by one. Raises Problem."""
    if out.exists() and not is_of(out, _lasting_name(store)):
        raise Problem(
            f"{out} is there already and is no backup of this store, so nothing was written.",
            "Give the backup another name, or move that file away first.",
        )


def _lasting_name(store: Store) -> str:
    """What it is called in every copy: by its keys, which can be read when the rest is damaged. "" if they cannot."""
    try:
        return keys.read(store.path).store
    except (OSError, ValueError, Problem):
        return ""


def _remove_left(store: Store, archive: Path, out: Path) -> None:
    """What a killed process left of earlier ones. Not while the store's folder says that one of them is what was handed
    over: that is looked at when the store is opened.
    """
    if not (store.path / handing_over.NAME).exists():
        atomic.remove_left(archive, lambda name: backups.is_left(name, store.path.stem, out.name))


def back_up_by_itself(store: Store, folder: Path, now: datetime, progress: Progress = silent) -> Path:
    """A backup into a folder, named by `now` (local time); those that need not be kept are removed. Raises Problem."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise Problem(
            f"The folder for backups cannot be reached: {folder}.",
            "Connect the drive, or choose another folder under Settings, Folders and backup.",
        ) from error
    out = folder / backups.name_of(store.path.stem, now)
    backup(store, out, progress)
    backups.tidy(by_itself(store, folder, now))
    return out


def _copy(store: Store, copy: Path) -> None:
    copy.unlink(missing_ok=True)
    copy.touch(0o600)
    with store.maintenance() as connection:
        connection.execute("VACUUM INTO ?", (str(copy),))


def _check(copy: Path, key: bytes) -> tuple[heads.JournalHead, ...]:
    """Look at every page; where the journal in it ends. Problem: it is damaged."""
    connection = engine.connect(copy, key, immutable=True)
    try:
        wrong = engine.check_pages(connection)
        ends = () if wrong else heads.of(connection)
    finally:
        connection.close()
    if wrong:
        raise Problem(
            f"The store is damaged, so this would be no good backup: {wrong[0]}",
            "Keep your earlier backups and do not replace them.",
        )
    return ends


def _pack(copy: Path, key_file: Path, archive: Path, ends: str) -> str:
    """Write the ZIP, where its journal ends as its comment; returns the hash of the database in it."""
    with archive.open("wb") as file:
        with zipfile.ZipFile(file, "w", zipfile.ZIP_STORED) as packed:
            packed.writestr(keys.NAME, key_file.read_bytes())
            packed.write(copy, DATABASE)
            packed.comment = ends.encode("ascii")
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


def by_itself(store: Store, folder: Path, now: datetime) -> list[backups.Kept]:
    """The backups of this very store that were made by themselves, up to `now` (local time), latest first.

    Not what only bears such a name: another store's, an empty file, one of a day when the clock was ahead.
    """
    known, until = backups.found(folder, store.path.stem), now.replace(tzinfo=None)
    mine = _lasting_name(store)
    return [kept for kept in known if kept.at <= until and is_of(kept.path, mine)]


def is_of(archive: Path, lasting_name: str) -> bool:
    """Whether it is a backup of that store, with a database in it. False for what is none."""
    try:
        with zipfile.ZipFile(archive) as packed:
            sizes = {entry.filename: entry.file_size for entry in packed.infolist()}
            if not sizes.get(DATABASE) or sizes.get(keys.NAME, 0) > _BLOCK:
                return False
            return keys.parse(packed.read(keys.NAME)).store == lasting_name != ""
    except (OSError, zipfile.BadZipFile, KeyError, ValueError, TypeError, NotImplementedError, RuntimeError):
        return False


def last_good(store: Store, folder: Path | None) -> Path | None:
    """The latest backup that was checked when it was made and is still where it was put: made by itself, or by hand.

    Of this very store, and of no day to come.
    """
    now, mine = store.now().astimezone(), _lasting_name(store)
    try:
        noted = store.read("SELECT at, path FROM backup_log")
    except (Problem, engine.DatabaseError):  # that part of the store may be what is damaged
        noted = []
    made = [(datetime.fromisoformat(at).astimezone(), Path(path)) for at, path in noted]
    if folder is not None:
        made += [(kept.at.astimezone(), kept.path) for kept in by_itself(store, folder, now)]
    return next((path for at, path in sorted(made, reverse=True) if at <= now and is_of(path, mine)), None)


def journal_of(archive: Path) -> str:
    """Where the journal in a backup ends, as its comment says: any program that shows a ZIP shows it.

    "" in one of an earlier version. Raises OSError, zipfile.BadZipFile.
    """
    with zipfile.ZipFile(archive) as packed:
        return packed.comment.decode("ascii", "replace")


def _digest(file: Path) -> str:
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
