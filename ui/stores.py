"""Opening and making stores, before there is a session: what the unlock screen is given."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from desk_app import plain_files
from desk_app.problems import Problem
from desk_app.progress import Progress, part

if TYPE_CHECKING:
    from desk_app.store import Store

MADE_ON = "made-on.txt"
INSIDE = ("store.db", "keys.json")
LONGEST_KEYS = 1 << 20
"""Bytes."""


class WrongRecoveryKey(Problem):
    """What was typed is no recovery key, or another store's."""


def open_store(path: Path, passphrase: str, *, read_only: bool, progress: Progress, member: str = "") -> Store:
    """The store at `path`; with a member's name only their passphrase opens it, or the recovery key. Raises Problem."""
    from desk_app.store import opening

    opening.require_name(path, member)
    store = opening.open_store(path, passphrase, member=member, read_only=read_only, progress=progress)
    if not store.member:  # opened by the recovery key, which is nobody's
        members = opening.members(path)
        if len(members) != 1:
            store.close()
            raise Problem("This is the store’s recovery key.", "Choose “Passphrase forgotten?” and say who you are.")
        store.member = members[0]
    return store


def is_wrong_passphrase(problem: Problem) -> bool:
    """Whether a store did not open because of what was typed."""
    from desk_app.store import WrongPassphrase, attempts

    return isinstance(problem, WrongPassphrase | attempts.TooSoon)


def can_be_read(problem: Problem) -> bool:
    """Whether a store that did not open can be opened for reading only."""
    from desk_app.store import OnlyReadable

    return isinstance(problem, OnlyReadable)


def data_folder() -> Path:
    """Where stores live unless somebody chooses another place: local, never roaming."""
    from platformdirs import user_data_path

    return user_data_path("feedback-desk", appauthor=False, roaming=False)


def folder_of(path: Path) -> Path:
    """The store that was meant, where one of the files inside it was named."""
    return path.parent if path.name in INSIDE else path


def missing(paths: Sequence[Path], progress: Progress) -> list[Path]:
    """Which of these are not there. For a job: a drive that does not answer may take its time.

    A store whose last change of key, version or backup was cut is put back in its place first.
    """
    gone = []
    for n, path in enumerate(paths):
        progress(n, len(paths), "")
        if not _is_there(path):
            gone.append(path)
    return gone


def _is_there(path: Path) -> bool:
    from desk_app.store import swapping

    try:
        swapping.finish(path)
        path.stat()
    except OSError:
        return False
    return True


def members_of(path: Path) -> tuple[str, ...]:
    """Who can open the store at `path`. Raises Problem, also where there is no store."""
    from desk_app.store import opening

    return opening.members(path)


def is_on_network(folder: str) -> bool:
    """Whether a folder, as it was typed, is on another computer's disk."""
    from desk_app.store import places

    if folder.startswith(("\\\\", "//")):
        return True  # also where a Windows path is looked at elsewhere
    return places.is_remote(places.facts_of(Path(folder).expanduser()))


def names_in(path: Path, _progress: Progress) -> tuple[str, ...]:
    """Who can open the store at `path`, as far as that can be read at a glance: without what opening it needs."""
    try:
        members = plain_files.json_object(plain_files.read(folder_of(path) / INSIDE[1], LONGEST_KEYS))["members"]
        return tuple(map(str, members))
    except (OSError, ValueError, KeyError, TypeError):
        return ()


def open_backup(backup: Path, folder: Path, passphrase: str, progress: Progress) -> Store:
    """A backup, to be read only: unpacked in `folder`, still encrypted, where the one read before it goes.

    Raises Problem.
    """
    from desk_app.store import opening, restoring

    shutil.rmtree(folder, ignore_errors=True)
    path = folder / f"{backup.stem}{opening.SUFFIX}"
    restoring.restore(backup, path, passphrase, progress=progress)
    return opening.open_store(path, passphrase, read_only=True, anybody=True)


def last_backup(folder: str) -> Path | None:
    """The latest backup in a folder, None if there is none or it cannot be reached."""
    if not folder:
        return None
    try:
        found = [(path.stat().st_mtime, path) for path in Path(folder).glob("*.backup")]
    except OSError:
        return None
    return max(found)[1] if found else None


def open_with_recovery_key(
    path: Path, recovery_key: str, member: str, new_passphrase: str, progress: Progress
) -> Store:
    """The store at `path`, opened by `member` with the printed key; with a passphrase, that is theirs from now on.

    Raises Problem.
    """
    from desk_app.store import WrongPassphrase, keys, opening, passphrases

    try:
        keys.recovery_secret(recovery_key)  # a slip of the hand is told from a key of another store
    except Problem as problem:
        raise WrongRecoveryKey(problem.message, problem.remedy) from problem
    try:
        store = opening.open_store(path, recovery_key, member=member, progress=progress)
    except WrongPassphrase as problem:
        raise WrongRecoveryKey(
            "This recovery key is not the one of this store.", "Use the sheet with this store’s name on it."
        ) from problem
    try:
        if new_passphrase:
            progress(0, 0, "Setting the new passphrase")
            passphrases.renew(store, member, new_passphrase)
    except BaseException:
        store.close()
        raise
    return store


def look_at_backup(backup: Path, store: Path, passphrase: str, today: str, progress: Progress) -> str:
    """What restoring a backup would do, in words. Nothing is changed. Raises Problem."""
    from desk_app.store import restoring

    return restoring.preview(backup, store, passphrase, progress, today=today).in_words


def restore_backup(backup: Path, store: Path, passphrase: str, today: str, progress: Progress) -> str:
    """Put a backup in a store's place; what was done, in words. Raises Problem; then nothing is changed."""
    from desk_app.store import restoring

    done, aside = restoring.restore(backup, store, passphrase, today=today, replacing=True, progress=progress)
    kept = f" The store that was there is kept as {aside.name}." if aside is not None else ""
    return f"{done.done_in_words}{kept}"


def needs_todays_passphrase(problem: Problem) -> bool:
    """Whether the store that a backup would replace opens with another passphrase than the backup."""
    from desk_app.store import restoring

    return isinstance(problem, restoring.TodaysPassphraseNeeded)


def make_store(path: Path, member: str, passphrase: str, council: str, progress: Progress) -> tuple[Store, str]:
    """A new store and its recovery key. Raises Problem."""
    from desk_app.store import opening

    return opening.create(path, member=member, passphrase=passphrase, council=council, teams=False, progress=progress)


def open_as_sample(path: Path, progress: Progress) -> Store:
    """The store at `path` with the sample's public passphrase. Raises Problem."""
    from desk_app import sample

    return open_store(path, sample.PASSPHRASE, read_only=False, progress=progress)


def open_sample(folder: Path, today: date, progress: Progress) -> Store:
    """The sample store in `folder`, made anew where there is none of this day. Raises Problem."""
    from desk_app import sample

    path, stamp = folder / sample.NAME, folder / MADE_ON
    if not path.exists() or not stamp.exists() or stamp.read_text("utf-8") != today.isoformat():
        path = sample.make(folder, today, part(progress, 0, 80))
        progress = part(progress, 80, 100)
        stamp.write_text(today.isoformat(), "utf-8")
    return open_as_sample(path, progress)
