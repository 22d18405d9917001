"""Making and opening a store: unlock it, refuse what cannot be opened and say why, bring it up to date."""

from __future__ import annotations

import os
import secrets
import shutil
from pathlib import Path

from desk_app import lists, plain_files, settings
from desk_app.problems import Problem
from desk_app.progress import Progress, silent
from desk_app.records import ListName, Member
from desk_app.store import (
    attempts,
    branches,
    derived,
    engine,
    handing_over,
    keys,
    migrations,
    places,
    rekeying,
    schema,
    swapping,
    trouble,
    unfinished,
)
from desk_app.store.connections import Connections
from desk_app.store.lock import Lock, take
from desk_app.store.store import DATABASE, Clock, Store, utc_now
from desk_app.working_days import calendar

SUFFIX = ".desk"


def create(
    path: Path,
    *,
    member: str,
    passphrase: str,
    council: str = "",
    teams: bool = True,
    recovery: bool = True,
    progress: Progress = silent,
    clock: Clock = utc_now,
    weak_for_tests: bool = False,
) -> tuple[Store, str]:
    """Make an empty store at `path` (NAME.desk) and open it; also returns the recovery key, to be shown once.

    `council`: its name, the first of the settings. `teams`: with the shipped ones, which are those of the model
    council: no store of a real office has them. `recovery=False` makes no key ("").
    `weak_for_tests` makes unlocking fast and guessing easy: for tests only.
    """
    path = path.absolute()
    if not passphrase:
        raise Problem("The passphrase is empty.", "Choose a passphrase of several words.")
    with trouble.explained("made"):
        swapping.finish(path)
    if path.exists():
        raise Problem(f"There is something at {path} already.", "Choose another name.")
    places.refuse_network(path)
    cost = keys.WEAK_FOR_TESTS if weak_for_tests else keys.STRONG
    building = path.with_name(path.name + ".making")
    with trouble.explained("made"):
        shutil.rmtree(building, ignore_errors=True)
        try:
            plain_files.make_folder(building)
            recovery_key = _furnish(building, member, passphrase, recovery, cost, progress, clock)
            building.rename(path)
            keys.sync_folder(path.parent)
        except BaseException:
            shutil.rmtree(building, ignore_errors=True)
            raise
    # no more Cancel: the store stands, and its recovery key is shown only now
    return _begin(open_store(path, passphrase, member=member, clock=clock), member, council, teams=teams), recovery_key


def _furnish(
    folder: Path, member: str, passphrase: str, recovery: bool, cost: int, progress: Progress, clock: Clock
) -> str:
    """Write the parts of a new store into an empty folder; returns the recovery key."""
    file_key, store_id = secrets.token_bytes(engine.KEY_BYTES), secrets.token_hex(16)
    progress(0, 3, "Locking the store with the passphrase")
    members = {member: keys.wrap(file_key, passphrase, store_id, 1, f"member:{member}", cost)}
    recovery_key, wrapped = "", None
    if recovery:
        progress(1, 3, "Making the recovery key")
        recovery_key = keys.new_recovery_key()
        secret = keys.recovery_secret(recovery_key)
        wrapped = keys.wrap(file_key, secret, store_id, 1, "recovery", cost)
    progress(2, 3, "Making the tables")
    plain_files.open_to_write(folder / DATABASE).close()  # with the rights of its folder; SQLite gives its own
    connection = engine.connect(folder / DATABASE, file_key, create=True)
    try:
        migrations.apply(connection)
        connection.execute("BEGIN IMMEDIATE")
        branches.remember(connection, {"store": store_id})
        branches.begin(connection, branches.place_of(folder / DATABASE, store_id), clock())
        derived.write_working_days(connection, calendar())
        connection.execute("COMMIT")
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    finally:
        connection.close()
    keys.write(folder, keys.sealed(keys.Keys(store_id, 1, members, wrapped), file_key))
    if recovery:
        progress(2, 3, "Trying the recovery key")
        check_recovery(folder, recovery_key, file_key)
    progress(3, 3, "Made")
    return recovery_key


def check_recovery(folder: Path, recovery_key: str, file_key: bytes) -> None:
    """Open what was just written with the recovery key as it will be printed. Problem if it does not."""
    if keys.unlock(keys.read(folder), recovery_key) != (file_key, ""):
        raise Problem("The recovery key that was made does not open the store.", "Try again, or use another disk.")


def _begin(store: Store, member: str, council: str, *, teams: bool) -> Store:
    """The first change: who made the store and for which council, and the lists it starts with."""
    try:
        with store.change("set up", member) as change:
            change.put(None, Member(name=member, role="manager"))
            change.put_many([entry for entry in lists.shipped() if teams or entry.list is not ListName.TEAM])
            if council:
                change.put(None, settings.to_row("council", council))
    except BaseException:
        store.close()
        raise
    return store


def open_store(
    path: Path,
    passphrase: str,
    *,
    member: str = "",
    read_only: bool = False,
    noting: bool = True,
    anybody: bool = False,
    progress: Progress = silent,
    clock: Clock = utc_now,
) -> Store:
    """Open a store with a member's passphrase or the recovery key.

    To write, nobody else may have it open (else OnlyReadable, a Problem); to read, anybody may. With `member` only
    that member's passphrase opens. `noting` False: a passphrase that was not meant for this store is no wrong attempt.
    `anybody`: without a name, one that several members chose opens for an officer; else it does not, as if it were
    wrong: nobody is to act as somebody else, nor to learn of another's passphrase.
    """
    path = path.absolute()
    with trouble.explained("opened"):
        places.refuse_network(path)
        swapping.finish(path)
        wrapped = _keys_of(path)
        if member not in wrapped.members:
            member = next((name for name in wrapped.members if keys.shown(name) == member), member)
        if member and member not in wrapped.members:
            raise Problem(
                f"{member} is not a member of this store.", f"Choose one of: {', '.join(members(path)) or 'nobody'}."
            )
        attempts.refuse_too_soon(path, clock)
        progress(0, 2, "Unlocking")
        unlocked = keys.unlock(wrapped, passphrase, member)
        if unlocked is None or (unlocked[1] == keys.SEVERAL and not anybody):
            if noting:
                attempts.note_wrong(path, clock)
            raise trouble.WrongPassphrase(
                "This passphrase does not open the store.",
                "Check capital letters and try again, or use the recovery key that was printed when it was made.",
            )
        attempts.forget(path)
        file_key, whose = unlocked
        is_whole = keys.is_whole(wrapped, file_key)
        if not read_only and not is_whole:
            raise trouble.KEYS_CHANGED
        progress(1, 2, "Opening")
        if read_only:
            store = _reader(path, file_key, whose or member, clock)
            store.keys_changed = not is_whole
        else:
            store = _writer_with_room(path, file_key, wrapped.store, whose or member, progress, clock)
    try:
        progress(2, 2, "Open")
    except BaseException:  # cancelled in the last moment: nobody would close it
        store.close()
        raise
    return store


def reopen(path: Path, file_key: bytes, member: str, *, progress: Progress = silent, clock: Clock = utc_now) -> Store:
    """Open a store again that was just open, to write, without asking anew: its key is at hand. Raises Problem."""
    with trouble.explained("opened"):
        swapping.finish(path)
        return _writer_with_room(path, file_key, _keys_of(path).store, member, progress, clock)


def members(path: Path) -> tuple[str, ...]:
    """Who can open the store at `path` with a passphrase. Problem when it is no store, or only half of one."""
    path = path.absolute()
    with trouble.explained("opened"):
        swapping.finish(path)
        return tuple(dict.fromkeys(map(keys.shown, _keys_of(path).members)))


def require_name(path: Path, member: str) -> None:
    """Raise Problem where several open the store and nobody said who they are: two may have the same passphrase."""
    if not member and len(known := members(path)) > 1:
        raise Problem("Several people open this store: say who you are.", f"Choose one of: {', '.join(known)}.")


def _keys_of(path: Path) -> keys.Keys:
    """The store's keys.json, after checking that all parts are there."""
    if not path.exists():
        raise Problem(f"There is no store at {path}.", "Check the name, or look where it was moved to.")
    places.refuse_links(path)
    database, key_file = path / DATABASE, path / keys.NAME
    has = (database.is_file(), key_file.is_file())
    if not path.is_dir() or has == (False, False):
        raise Problem(f"{path.name} is not a store.", f"Choose a folder whose name ends in {SUFFIX}.")
    if not has[0]:
        raise Problem(
            f"Half of the store is missing: {DATABASE} is not in {path.name}, only its keys.",
            "Copy the whole folder again from where it came, or open a backup.",
        )
    if not has[1]:
        raise Problem(
            f"Half of the store is missing: {keys.NAME} is not in {path.name}, and without it nothing opens the rest.",
            "Copy the whole folder again from where it came, or open a backup.",
        )
    if database.stat().st_size == 0:
        raise Problem(
            f"The store's file {DATABASE} is empty: it was not copied completely.",
            "Copy the whole folder again from where it came, or open a backup.",
        )
    try:
        return keys.read(path)
    except ValueError as error:
        raise Problem(
            f"The store's {keys.NAME} is damaged, or a newer program wrote it.",
            "Install the newest version of this program; if that does not help, open a backup.",
        ) from error


def _connect(path: Path, file_key: bytes, *, immutable: bool = False) -> engine.Connection:
    try:
        return engine.connect(path / DATABASE, file_key, immutable=immutable)
    except engine.DatabaseError as error:
        if "NOTADB" in str(getattr(error, "sqlite_errorname", "")):
            raise Problem(
                f"{DATABASE} and {keys.NAME} do not belong together, or the file is damaged.",
                "Copy the whole folder again from where it came, or open a backup.",
            ) from error
        raise


def _refuse_newer(connection: engine.Connection) -> None:
    """Problem when a newer program has changed the schema, or when it is no store at all."""
    schema.refuse_views(connection)
    had = migrations.applied(connection)
    if not had:
        raise Problem("The store's file holds nothing of ours.", "Open a backup.")
    [(version,)] = connection.execute("PRAGMA user_version").fetchall()
    if version > len(migrations.MIGRATIONS) or set(had) - set(migrations.names()):
        raise trouble.NewerProgram(
            "This store was written by a newer version of the program, so this one leaves it alone.",
            "Install the newest version and open the store with that.",
        )


def _writer_with_room(
    path: Path, file_key: bytes, store_id: str, member: str, progress: Progress, clock: Clock
) -> Store:
    """The same; on a full disk it can still be read, which OnlyReadable says."""
    try:
        return _writer(path, file_key, store_id, member, progress, clock)
    except (OSError, engine.DatabaseError) as error:
        if trouble.is_full(error, path):
            raise trouble.FULL_TO_OPEN from error
        raise


def _writer(path: Path, file_key: bytes, store_id: str, member: str, progress: Progress, clock: Clock) -> Store:
    if not _may_write(path):
        raise trouble.OnlyReadable(
            "The store is in a place that can only be read.", "Open it for reading only, or copy the whole folder."
        )
    handing_over.refuse(path, file_key)
    lock = take(path)
    try:
        lock.name(member, clock())
        handing_over.forget_cut(path, file_key)
        swapping.forget(path)
        if _prepare(path, file_key, store_id, clock):
            lock = swapping.migrate(path, file_key, store_id, lock, progress)
            lock.name(member, clock())
            _prepare(path, file_key, store_id, clock)
        before = file_key
        file_key, lock = rekeying.renewed(path, file_key, lock, progress)
        if file_key != before:
            lock.name(member, clock())
        store = Store(path, Connections(path / DATABASE, file_key), member=member, lock=lock, clock=clock)
    except BaseException:
        lock.release()
        raise
    try:
        store.renew(progress)
        unfinished.remove_left(store)
        if store.lost:  # said once, and in the journal for good
            with store.change(f"opened without the last {store.lost} changes, which are missing"):
                pass
    except BaseException:
        store.close()
        raise
    return store


def _prepare(path: Path, file_key: bytes, store_id: str, clock: Clock) -> bool:
    """Look whether a store may be written to; True if it has to be brought up to date first.

    Else settle it: when the last process did not close it, or when it came from elsewhere, its pages are looked at;
    and at another place than before it begins a branch.
    """
    log = path / f"{DATABASE}-wal"
    was_cut = log.exists() and log.stat().st_size > 0
    connection = _connect(path, file_key)
    try:
        _refuse_newer(connection)
        if len(migrations.applied(connection)) < len(migrations.MIGRATIONS):
            schema.refuse_foreign(connection, is_old=True)
            return True
        place = branches.place_of(path / DATABASE, store_id)
        has_moved = branches.recall(connection, "place") != place
        if was_cut:  # a power cut tears pages while the log is folded in: whole they stand in the log, which mends them
            engine.checkpoint(connection)
        if was_cut or has_moved:
            _check_pages(connection)
            schema.refuse_foreign(connection)
        if has_moved:
            connection.execute("BEGIN IMMEDIATE")
            branches.begin(connection, place, clock())
            connection.execute("COMMIT")
    finally:
        connection.close()
    return False


def _check_pages(connection: engine.Connection) -> None:
    if wrong := engine.check_pages(connection):
        raise Problem(
            f"The store's file is damaged: {wrong[0]}.",
            "Keep it as it is, do not work on in it, and open a good backup. Reading it may still be possible.",
        )


def _reader(path: Path, file_key: bytes, member: str, clock: Clock) -> Store:
    immutable = not _may_write(path)
    try:
        _look(path, file_key, immutable=immutable)
    except engine.OperationalError as error:
        if immutable or not trouble.is_full(error, path):
            raise
        immutable = True  # SQLite finds no room for its locks: nobody else does either, so it is read without
        _look(path, file_key, immutable=True)
    connections = Connections(path / DATABASE, file_key, immutable=immutable)
    return Store(path, connections, member=member, lock=None, clock=clock)


def _look(path: Path, file_key: bytes, *, immutable: bool) -> None:
    """Whether a store can be read: the schema is this program's, and nothing stands in a log that cannot be read."""
    log = path / f"{DATABASE}-wal"
    if immutable and log.exists() and log.stat().st_size:
        raise _unread_log(path)
    connection = _connect(path, file_key, immutable=immutable)
    try:
        _refuse_newer(connection)
        if len(migrations.applied(connection)) < len(migrations.MIGRATIONS):
            raise trouble.EarlierSchema(
                "This store was written by an older version and has to be brought up to date first.",
                "Open it once for writing, in a place that can be written to.",
            )
    finally:
        connection.close()


def _unread_log(path: Path) -> Problem:
    if _may_write(path):
        return Problem(
            "The disk with the store on it is full, and the store was not closed: its latest changes cannot be read.",
            "Free some space on it, or copy the whole folder to another disk and open it there.",
        )
    return Problem(
        "The store was not closed before it came to this read-only place: its latest changes cannot be read here.",
        "Copy the whole folder to a disk that can be written to and open it there.",
    )


def _may_write(path: Path) -> bool:
    """Whether files can be made in the folder. Asked by trying: permissions alone do not tell of read-only mounts."""
    probe = path / f".probe-{os.getpid()}-{secrets.token_hex(4)}"
    try:
        probe.touch()
        probe.unlink()
    except PermissionError:
        return False
    except OSError as error:
        if trouble.is_read_only(error):
            return False
        if not trouble.is_full(error, path):
            raise
    return True


__all__ = ["Lock", "check_recovery", "create", "members", "open_store", "reopen"]
