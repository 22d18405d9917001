"""What changes the whole store builds a new one beside it and swaps the two, so that one of them is always whole."""

from __future__ import annotations

import os
import secrets
import shutil
from pathlib import Path

from desk_app import plain_files
from desk_app.problems import Problem
from desk_app.progress import Progress, silent
from desk_app.store import branches, engine, keys, migrations
from desk_app.store.lock import Lock, take
from desk_app.store.store import DATABASE

SUPERSEDED = "superseded"  # in an old folder that still opens with what a new key was to end
READY = "ready"  # in a new folder once everything in it is written and checked; holds the swap's name
MARK = "replaced-by"  # in the folder that a swap replaces; holds the same name


def beside(path: Path, kind: str) -> Path:
    """NAME.desk.new, NAME.desk.old or NAME.desk.restoring."""
    return path.with_name(f"{path.name}.{kind}")


def finish(path: Path) -> None:
    """Finish a swap that was cut after the old folder was moved aside. Touches nothing while the store is there."""
    new, old = beside(path, "new"), beside(path, "old")
    if path.exists():
        return
    if (new / READY).exists():
        _move_in(new, path)
    elif old.exists():
        old.rename(path)


def forget(path: Path) -> None:
    """Remove what a cut swap has left beside the store: a new folder that never took its place, and an old one that
    opens with what a new key was to end.

    Only for who holds the lock: it may be being built. What was not made from this store, or for it, is somebody's only
    copy: it is kept. Without a store in place nothing is removed, `finish` needs it.
    """
    if not path.exists():
        return
    forget_restoring(path)
    new, old = beside(path, "new"), beside(path, "old")
    if (new / READY).exists() and not _was_to_replace(new, path):
        new.rename(free_name(path, "this one"))
    shutil.rmtree(new, ignore_errors=True)
    if (old / SUPERSEDED).exists() and _keys_end(old, path, generations=1):
        shutil.rmtree(old, ignore_errors=True)
    for mark in (SUPERSEDED, MARK):
        (path / mark).unlink(missing_ok=True)


def forget_restoring(path: Path) -> None:
    """Remove a backup that was unpacked beside the store to be looked at or restored: people who were erased since are
    in it. Only for who holds the lock of the store, where there is one.
    """
    unpacked = beside(path, "restoring")
    for folder in (unpacked, beside(unpacked, "new"), beside(unpacked, "old")):
        shutil.rmtree(folder, ignore_errors=True)


def _was_to_replace(new: Path, path: Path) -> bool:
    """Whether a ready folder was made to replace the very folder that is in place."""
    try:
        return plain_files.read(new / READY) == plain_files.read(path / MARK) != b""
    except (OSError, ValueError):
        return False


def _keys_end(old: Path, path: Path, *, generations: int) -> bool:
    """Whether the store in place is the old one so many keys later, or more."""
    try:
        before, now = keys.read(old), keys.read(path)
    except (OSError, ValueError):
        return False
    return before.store == now.store and now.generation >= before.generation + generations


def free_name(path: Path, what: str) -> Path:
    """ "NAME before WHAT.desk", or the first after it that is free. Problem where there are very many."""
    for n in range(1, 1000):
        name = path.with_name(f"{path.stem} before {what}{'' if n == 1 else f' {n}'}{path.suffix}")
        if not name.exists():
            return name
    raise Problem("There are too many earlier stores beside this one.", "Remove those you do not need.")


def _move_in(new: Path, path: Path) -> None:
    try:
        new.rename(path)
    except FileNotFoundError:
        if not path.exists():  # else somebody who was just opening it has finished this for us
            raise
    keys.sync_folder(path.parent)
    (path / READY).unlink(missing_ok=True)


def swap(path: Path, lock: Lock, *, superseding: bool = False) -> Lock:
    """Put the new folder, ready and closed, in the store's place; the old one stays beside it.

    `superseding`: the old one is to go. Cut before that, it is removed at the next opening.
    """
    old = beside(path, "old")
    if old.exists() and not _keys_end(old, path, generations=0):
        old.rename(free_name(path, "this one"))
    shutil.rmtree(old, ignore_errors=True)
    if superseding:
        (path / SUPERSEDED).touch()
    return swap_in(beside(path, "new"), path, lock, old)


def swap_in(folder: Path, path: Path, lock: Lock, aside: Path) -> Lock:
    """Put a folder in the store's place, which moves aside. Cut at any moment, `finish` completes it."""
    new = beside(path, "new")
    name = secrets.token_hex(16).encode()
    try:
        for place in (path / MARK, folder / READY):
            with plain_files.writing(place) as file:
                file.write(name)
    except OSError:  # no room for it: it is not ready
        (folder / READY).unlink(missing_ok=True)
        raise
    keys.sync_folder(folder)
    if folder != new:
        shutil.rmtree(new, ignore_errors=True)
        folder.rename(new)
    if os.name == "nt":
        lock.release()  # a folder with an open file in it cannot be moved there
    path.rename(aside)
    lock.folder = aside
    lock.release()
    _move_in(new, path)
    return take(path)


def migrate(path: Path, file_key: bytes, store_id: str, lock: Lock, progress: Progress = silent) -> Lock:
    """Bring a store up to this program's schema: on a copy, which then takes its place."""
    new = beside(path, "new")
    plain_files.make_folder(new, like=path)
    try:
        progress(0, 3, "Copying the store aside")
        _copy(path, new, file_key)
        progress(1, 3, "Bringing the copy up to date")
        _bring_up(path, new, file_key, store_id)
        progress(2, 3, "Putting it in place")
    except BaseException:
        forget(path)
        raise
    return swap(path, lock)


def _copy(path: Path, new: Path, file_key: bytes) -> None:
    connection = engine.connect(path / DATABASE, file_key)
    plain_files.open_to_write(new / DATABASE).close()
    try:
        connection.execute("VACUUM INTO ?", (str(new / DATABASE),))
    finally:
        connection.close()
    with plain_files.writing(new / keys.NAME) as file:
        file.write(plain_files.read(path / keys.NAME, keys.LARGEST))


def _bring_up(path: Path, new: Path, file_key: bytes, store_id: str) -> None:
    was = engine.connect(path / DATABASE, file_key)
    same_place = branches.recall(was, "place") == branches.place_of(path / DATABASE, store_id)
    was.close()
    connection = engine.connect(new / DATABASE, file_key)
    try:
        migrations.apply(connection)
        engine.check_pages(connection)
        if same_place:  # the new file is this store at this place: no new branch
            branches.remember(connection, {"place": branches.place_of(new / DATABASE, store_id)})
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    finally:
        connection.close()
