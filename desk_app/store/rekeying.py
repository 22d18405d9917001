"""A new key for the whole store: on a copy beside it, which then takes its place.

When somebody was removed: they know the old key, or had it in the memory of their computer. And when a passphrase or
the recovery key was replaced: an earlier keys.json, which lies in every backup, would go on opening the store with the
earlier one. That is due then, and done when the store is next opened to write, since it must be closed for it. Backups
and copies made before open with the passphrases of their day.
"""

from __future__ import annotations

import secrets
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from desk_app import plain_files
from desk_app.problems import Problem
from desk_app.progress import Progress, silent
from desk_app.records import Member
from desk_app.store import branches, engine, keys, last_link, swapping, trouble
from desk_app.store.connections import Connections
from desk_app.store.lock import Lock, take
from desk_app.store.store import DATABASE, Clock, Store, utc_now

if TYPE_CHECKING:
    from desk_app.store.changes import Changing

STEPS = 4
DUE = "new key due"
"""What the store remembers: the seals of keys.json since a passphrase or the recovery key was replaced."""
Note = Callable[["Changing", Store], None]


def without(
    path: Path, file_key: bytes, member: Member, by: str, *, progress: Progress = silent, clock: Clock = utc_now
) -> bytes:
    """Remove a member of a closed store and give it a new key; that key. Whole, or not at all. Raises Problem.

    What is known before the removal stays known: the change says who was removed, by whom.
    """
    path = path.absolute()
    with trouble.explained():
        swapping.finish(path)
        lock = take(path)
        try:
            swapping.forget(path)
            new_key = secrets.token_bytes(engine.KEY_BYTES)
            before = _keys_of(path, file_key)
            staying = {name: wrapped for name, wrapped in before.members.items() if name != member.name}
            after = keys.rekeyed(replace(before, members=staying), new_key)
            _build(path, file_key, new_key, after, progress)
            _done(path, new_key)
            _note(swapping.beside(path, "new"), new_key, member, by, clock)
            progress(STEPS - 1, STEPS, "Putting it in place")
            lock = swapping.swap(path, lock, superseding=True)
        except BaseException:
            swapping.forget(path)
            raise
        finally:
            lock.release()
        shutil.rmtree(swapping.beside(path, "old"), ignore_errors=True)  # it opens with the old key
        progress(STEPS, STEPS, "Done")
        return new_key


def due(connection: engine.Connection) -> tuple[str, ...]:
    """The seals that keys.json may have while a new key is due; none where none is."""
    return tuple((branches.recall(connection, DUE) or "").split())


def renewed(path: Path, file_key: bytes, lock: Lock, progress: Progress = silent) -> tuple[bytes, Lock]:
    """Give a store whose lock is held its new key, where one is due; the key and the lock that it has then.

    Problem where an earlier keys.json was put back meanwhile. When the copy cannot be made (no room, or a passphrase of
    the first format, which cannot be carried over) it stays due, and the store is as it was.
    """
    connection = engine.connect(path / DATABASE, file_key)
    try:
        seals = due(connection)
    finally:
        connection.close()
    if not seals:
        return file_key, lock
    before = _keys_of(path, file_key)
    if before.seal.hex() not in seals:
        raise trouble.KEYS_CHANGED
    new_key = secrets.token_bytes(engine.KEY_BYTES)
    try:
        with trouble.explained():
            _build(path, file_key, new_key, keys.rekeyed(before, new_key), progress)
            _done(path, new_key)
    except Problem:
        swapping.forget(path)
        return file_key, lock
    except BaseException:
        swapping.forget(path)
        raise
    try:
        lock = swapping.swap(path, lock, superseding=True)
    except OSError as error:
        if lock.folder != path or not trouble.is_full(error, path):  # else nothing has moved
            raise
        swapping.forget(path)
        return file_key, lock
    shutil.rmtree(swapping.beside(path, "old"), ignore_errors=True)
    return new_key, lock


def _done(path: Path, new_key: bytes) -> None:
    """It is due no more; and what the journal's last link was is still known."""
    new = swapping.beside(path, "new")
    connection = engine.connect(new / DATABASE, new_key)
    try:
        branches.remember(connection, {DUE: ""})
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    finally:
        connection.close()
    if (link := last_link.kept(path)) is not None:
        last_link.keep(new, link)


def _keys_of(path: Path, file_key: bytes) -> keys.Keys:
    before = keys.read(path)
    if not keys.is_whole(before, file_key):
        raise trouble.KEYS_CHANGED
    return before


def _build(path: Path, file_key: bytes, new_key: bytes, after: keys.Keys, progress: Progress) -> None:
    new = swapping.beside(path, "new")
    plain_files.make_folder(new, like=path)
    plain_files.open_to_write(new / DATABASE).close()  # with the rights of its folder
    progress(0, STEPS, "Copying the store aside")
    old = engine.connect(path / DATABASE, file_key)
    try:
        same_place = branches.recall(old, "place") == branches.place_of(path / DATABASE, after.store)
        old.execute("VACUUM INTO ?", (str(new / DATABASE),))
    finally:
        old.close()
    progress(1, STEPS, "Changing its key")
    rekey(new / DATABASE, file_key, new_key)
    keys.write(new, after)
    progress(2, STEPS, "Checking it")
    _settle(new, new_key, after.store, same_place)


def rekey(file: Path, old_key: bytes, new_key: bytes) -> None:
    """Encrypt a closed file anew, with another key. Problem where there is no room for it; then it is as it was."""
    connection = engine.connect(file, old_key)
    try:
        connection.execute("PRAGMA journal_mode = DELETE")
        connection.execute(f"PRAGMA rekey = \"x'{new_key.hex()}'\"")
    except engine.OperationalError as error:
        if "PRAGMA key or rekey" not in str(error):
            raise
        connection.close()  # what it has written beside the file is given back
        has_room = shutil.disk_usage(file.parent).free > file.stat().st_size + trouble.LEAST_ROOM
        raise (trouble.NOT_WRITTEN if has_room else trouble.FULL) from error  # SQLCipher says only that it failed
    finally:
        connection.close()


def _settle(new: Path, new_key: bytes, store_id: str, same_place: bool) -> None:
    connection = engine.connect(new / DATABASE, new_key)
    try:
        if wrong := engine.check_pages(connection):
            raise Problem(f"The copy with the new key is damaged, so nothing was changed: {wrong[0]}.", "Try again.")
        if same_place:  # the new file is this store at this place: no new branch
            branches.remember(connection, {"place": branches.place_of(new / DATABASE, store_id)})
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    finally:
        connection.close()


def _note(new: Path, new_key: bytes, member: Member, by: str, clock: Clock) -> None:
    lock = take(new)
    store = Store(new, Connections(new / DATABASE, new_key), member=by, lock=lock, clock=clock)
    with store, store.change(f"remove member: {member.name}") as change:
        change.put(member, None)
