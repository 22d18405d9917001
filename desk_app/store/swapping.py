"""What changes the whole store builds a new one beside it and swaps the two, so that one of them is always whole."""

from __future__ import annotations

import shutil
from pathlib import Path

from desk_app import plain_files
from desk_app.progress import Progress, silent
from desk_app.store import branches, engine, keys, migrations
from desk_app.store.lock import Lock, take
from desk_app.store.store import DATABASE

SUPERSEDED = "superseded"  # in an old folder that still opens with what a new key was to end
READY = "ready"  # in a new folder once everything in it is written and checked


def beside(path: Path, kind: str) -> Path:
    """NAME.desk.new or NAME.desk.old."""
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
    """Remove a new folder that never took the store's place, and an old one that a cut removal of a member has left.

    Only for who holds the lock: it may be being built.
    """
    shutil.rmtree(beside(path, "new"), ignore_errors=True)
    if (beside(path, "old") / SUPERSEDED).exists():
        shutil.rmtree(beside(path, "old"), ignore_errors=True)
    (path / SUPERSEDED).unlink(missing_ok=True)


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
    shutil.rmtree(old, ignore_errors=True)
    if superseding:
        (path / SUPERSEDED).touch()
    return swap_in(beside(path, "new"), path, lock, old)


def swap_in(folder: Path, path: Path, lock: Lock, aside: Path) -> Lock:
    """Put a folder in the store's place, which moves aside. Cut at any moment, `finish` completes it."""
    new = beside(path, "new")
    (folder / READY).touch()
    keys.sync_folder(folder)
    if folder != new:
        shutil.rmtree(new, ignore_errors=True)
        folder.rename(new)
    lock.release()
    path.rename(aside)
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
