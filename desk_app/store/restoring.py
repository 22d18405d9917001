"""Putting a backup in a store's place: unpacked beside, opened and proved whole, then moved in; what was there stays.

Nothing is replaced before the backup has been opened with a passphrase and every page, record and link of its journal
has been checked.
"""

from __future__ import annotations

import shutil
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from desk_app import dates, plain_files, roles
from desk_app.problems import Problem
from desk_app.progress import Progress, silent
from desk_app.store import (
    attempts,
    branches,
    engine,
    handing_over,
    keys,
    opening,
    places,
    restored_alone,
    since,
    swapping,
    trouble,
)
from desk_app.store.carrying_over import carry_over
from desk_app.store.lock import Lock, take
from desk_app.store.since import Since
from desk_app.store.store import DATABASE, Store, utc_now
from desk_app.store.trouble import OnlyReadable

LARGEST = 64 << 30
NAMES = frozenset({keys.NAME, DATABASE})
CHUNK = 1 << 20
_LOCKED = 0x1  # of an entry's flags: it is encrypted in the way of ZIP files


class TodaysPassphraseNeeded(Problem):
    """The store that is there opens with another passphrase than the backup, and only who can open it replaces it."""


_NO_DAMAGE = (
    TodaysPassphraseNeeded, trouble.EarlierSchema, trouble.NewerProgram, places.OnNetwork, attempts.TooSoon,
    handing_over.OldBackup,
)  # fmt: skip
"""Why the store that is there is not read, though it is whole: then it is not replaced either."""


@dataclass(frozen=True, slots=True)
class Contents:
    """What a store holds: its cases, its changes, and when the last one was made."""

    store: str  # its lasting name, the same in every copy
    cases: int
    changes: int
    last_at: datetime | None
    last_verb: str


@dataclass(frozen=True, slots=True)
class Preview:
    """What restoring would do: what is in the backup, and in the store it would replace.

    `now` None: there is none, or (`unreadable`) it cannot be read. `newer` None: it is none, or another store.
    """

    backup: Contents
    now: Contents | None = None
    lost: int = 0  # changes that the store has and the backup lacks
    newer: Since | None = None
    unreadable: bool = False

    @property
    def in_words(self) -> str:
        """For people: what comes back, and what would be lost against now."""
        return " ".join((self._of_backup(), *self._against_now()))

    def _of_backup(self) -> str:
        made = f" of {dates.moment(self.backup.last_at)}" if self.backup.last_at else ""
        cases = _counted(self.backup.cases, "case")
        return f"The backup holds {cases}; its last change is “{self.backup.last_verb}”{made}."

    def _against_now(self) -> Iterator[str]:
        if self.unreadable:
            yield f"The store that is there cannot be read, so what would be lost is not known. {KEPT} {COMES_BACK}"
        elif self.now is None:
            yield f"Nothing is replaced, and there is no store to compare it with. {COMES_BACK}"
        elif self.newer is None:
            yield f"It is a backup of another store than the one that is there. {KEPT} {COMES_BACK}"
        else:
            gone = _counted(self.lost, "later change") if self.lost else "no change"
            yield f"Against the store that is there now, {gone} would be lost. {KEPT}"
            yield from carried(self.newer)
            yield from _unpublished(self.newer)
            if self.newer.taken_back:
                yield f"It takes back what managers did since: {'; '.join(self.newer.taken_back)}."
                if not self.newer.by_manager:
                    yield "So only a manager can restore it here."
            yield "It opens with today’s passphrases."

    @property
    def done_in_words(self) -> str:
        """For people, once it was done: how it opens, what was carried over, what is left to do."""
        if self.newer is None:
            return f"Open it with the passphrase of that day.{f' {COMES_BACK}' if self.now or self.unreadable else ''}"
        said = (*carried(self.newer), *_unpublished(self.newer), *self._to_do_again())
        return " ".join(("Open it with today’s passphrase.", *said))

    def _to_do_again(self) -> Iterator[str]:
        if self.newer is not None and self.newer.taken_back:
            yield f"Taken back of what managers did since: {'; '.join(self.newer.taken_back)}. Do it again."


KEPT = "That store is kept beside it."
COMES_BACK = (
    "Whatever was erased, put on hold or taken from the list of members since that day is in it as it was: do that "
    "again after restoring. It opens with the passphrases of that day."
)


def carried(newer: Since) -> Iterator[str]:
    """A sentence for each that restoring would undo, and that is carried over instead."""
    erased = [(len(newer.people), "person", "people"), (len(newer.cases), "case", "cases")]
    listed = " and ".join(f"{n:,} {one if n == 1 else many}" for n, one, many in erased if n)
    if listed:
        yield f"Erased since and still in the backup: {listed}. That is erased again."
    yield from (f"{each}." for each in newer.named)
    if newer.drafts:
        are = "is" if len(newer.drafts) == 1 else "are"
        yield f"{_counted(len(newer.drafts), 'draft')} of that day {are} left out, because people were erased since."
    if newer.holds:
        yield f"Put on legal hold since: {_counted(len(newer.holds), 'case')}. That stays."
    if newer.removed:
        yield f"Removed as members since: {', '.join(newer.removed)}. They stay removed."


def _unpublished(newer: Since) -> Iterator[str]:
    """A sentence on the published reports that are lost, and how what went out is had again."""
    if newer.reports:
        yield (
            f"Reports published since are not in the backup: {'; '.join(newer.reports)}. What went out is only in the "
            "store that is kept beside it: open that for reading, and save the published report under Annual report. "
            "Publishing that year again gives a report of its own, which may differ."
        )


def _counted(number: int, what: str) -> str:
    return f"{number:,} {what}{'' if number == 1 else 's'}"


def restore(
    backup: Path, out: Path, passphrase: str, *, today: str = "", replacing: bool = False, progress: Progress = silent
) -> tuple[Preview, Path | None]:
    """Put a backup at `out` (NAME.desk). What was done, and where the store that stood there is kept now.

    `passphrase`: one of the backup's day, or its recovery key. A store that is there is only replaced when asked, and
    only while nobody has it open, by who can open it: with the same passphrase or with `today`, one of today's. It is
    moved aside, never removed. What was erased, held and removed there since is carried over. Raises Problem; then
    nothing has changed.
    """
    out = out.absolute()
    if out.suffix != opening.SUFFIX:
        raise Problem(f"{out.name} is not a name for a store.", "End it with .desk.")
    with trouble.explained("restored"):
        _refuse_link(out)
        swapping.finish(out)
        if out.exists() and not replacing:
            raise Problem(f"There is something at {out} already.", "Choose another name, or ask to replace it.")
    with _held(out) as lock, trouble.explained("restored"), _unpacked(backup, out, progress) as folder:
        preview, key, by = _looked_at(folder, out, passphrase, today, progress)
        if preview.newer is not None:
            _require_manager(preview.newer)
            carry_over(folder, key, preview.newer, by, progress)
        elif preview.backup.last_at is not None and preview.backup.last_verb != handing_over.VERB:
            restored_alone.note(folder, key, preview.backup.last_at)
        aside = _move_in(folder, out, lock)
    progress(3, 3, "Restored")
    return preview, aside


def preview(backup: Path, out: Path, passphrase: str, progress: Progress = silent, *, today: str = "") -> Preview:
    """What `restore` would do. The backup is opened and checked; nothing is changed. Raises Problem."""
    out = out.absolute()
    with trouble.explained("read"):
        _refuse_link(out)
        swapping.finish(out)
    with _held(out), trouble.explained("read"), _unpacked(backup, out, progress) as folder:
        return _looked_at(folder, out, passphrase, today, progress)[0]


def _refuse_link(out: Path) -> None:
    """Only the link would be put aside, and the store it leads to would go on. Raises Problem."""
    if out.is_symlink():
        raise Problem(f"{out} is a link, so nothing was restored there.", f"Name what it leads to: {out.resolve()}.")


def _require_manager(newer: Since) -> None:
    """Raise NotAllowed where restoring takes back what a manager did, and whoever asks is none."""
    if newer.taken_back and not newer.by_manager:
        raise roles.NotAllowed(
            f"Only a manager can restore this backup here: it takes back {'; '.join(newer.taken_back)}.",
            "Ask a manager to restore it, with their passphrase of today. Nothing was changed.",
        )


@contextmanager
def _held(out: Path) -> Iterator[Lock | None]:
    """The lock of the store that is there, from before it is compared until it is replaced: nobody works in it
    meanwhile. None where there is none. Raises Problem where somebody has it open.
    """
    if not (out / DATABASE).exists():
        yield None
        return
    lock = _taken(out)
    try:
        yield lock
    finally:
        lock.release()


def _taken(out: Path) -> Lock:
    with trouble.explained("replaced"):
        try:
            return take(out)
        except OnlyReadable as held:
            raise Problem(
                f"{out.stem} cannot be replaced now: {held.message[0].lower()}{held.message[1:]} Nothing was changed.",
                "Close it there, then look again. Or restore under another name, such as "
                f"{out.stem} restored{opening.SUFFIX}.",
            ) from held


@contextmanager
def _unpacked(backup: Path, out: Path, progress: Progress) -> Iterator[Path]:
    """The backup's two files in a folder beside the target, which is gone afterwards unless it was moved in."""
    folder = swapping.beside(out, "restoring")
    swapping.forget_restoring(out)
    progress(0, 3, "Unpacking the backup")
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        plain_files.make_folder(folder, like=out)
        _unpack(backup, folder, progress)
        yield folder
    finally:
        swapping.forget_restoring(out)


def _unpack(backup: Path, folder: Path, progress: Progress) -> None:
    no_backup = Problem(f"{backup.name} is not a backup of a store.", "Choose a file that ends in .backup.")
    if backup.exists() and not backup.is_file():  # a folder; a pipe would be waited for
        raise no_backup
    try:
        with zipfile.ZipFile(backup) as packed:
            if not _is_ours(packed.infolist()):
                raise no_backup
            for name in sorted(NAMES):
                with packed.open(name) as stored, plain_files.writing(folder / name) as file:
                    while block := stored.read(CHUNK):
                        file.write(block)
                        progress(0, 3, "Unpacking the backup")
    except FileNotFoundError as error:
        raise Problem(f"There is no file {backup}.", "Check its name and folder.") from error
    except (zipfile.BadZipFile, EOFError, NotImplementedError, RuntimeError, ValueError, OverflowError) as error:
        raise Problem(f"{backup.name} is damaged, so it was not restored.", "Try the backup before it.") from error


def _is_ours(entries: list[zipfile.ZipInfo]) -> bool:
    """Whether its entries are those of a backup: neither packed, so that a small file does not become a very large
    one, nor encrypted in the way of ZIP files; and of a size that can be.
    """
    sizes = {entry.filename: entry.file_size for entry in entries}
    plain = all(entry.compress_type == zipfile.ZIP_STORED and not entry.flag_bits & _LOCKED for entry in entries)
    known = sizes.keys() == NAMES and len(entries) == len(NAMES)
    return plain and known and sizes[keys.NAME] <= keys.LARGEST and sum(sizes.values()) <= LARGEST


def _looked_at(folder: Path, out: Path, passphrase: str, today: str, progress: Progress) -> tuple[Preview, bytes, str]:
    """Open what was unpacked, prove it whole, and compare it with what is there; its key, and who restores it."""
    progress(1, 3, "Opening and checking it")

    def checking(_done: int, _total: int = 0, text: str = "") -> None:
        progress(1, 3, text or "Checking it")

    with _opened(folder, passphrase, progress) as store:
        proof = store.verify(checking)
        if not proof.ok:
            raise Problem("This backup is damaged, so it was not restored.", "Try the backup before it.")
        found = _contents(store)
        if not out.exists():
            return Preview(found), store.key, store.member
        try:
            return _against(store, found, out, passphrase, today)
        except (engine.DatabaseError, Problem) as error:
            if isinstance(error, _NO_DAMAGE):
                raise
            return Preview(found, unreadable=True), store.key, store.member


def _against(store: Store, found: Contents, out: Path, passphrase: str, today: str) -> tuple[Preview, bytes, str]:
    """The comparison with the store that is there, opened with today's passphrase, or that of the backup's day."""
    noting = bool(today) or _store_of(out) != found.store  # else one could try at it by backups of one's own
    try:
        opened = opening.open_store(out, today or passphrase, read_only=True, noting=noting, anybody=True)
    except trouble.WrongPassphrase as error:
        raise TodaysPassphraseNeeded(
            f"{'Today’s passphrase' if today else 'This passphrase'} does not open the store that is there.",
            f"To replace it, enter a passphrase of today as well. Without one, restore under another name, such as "
            f"{out.stem} restored{opening.SUFFIX}.",
        ) from error
    with opened as now:
        contents = _contents(now)
        if contents.store != found.store:
            return Preview(found, contents, contents.changes), store.key, now.member
        lost = since.changes_lost(now, store)
        handing_over.refuse_older(out, now.key, found.last_verb, lost)
        return Preview(found, contents, lost, since.read(now, store)), store.key, now.member


def _opened(folder: Path, passphrase: str, progress: Progress) -> Store:
    """What was unpacked, to be read. A backup of an earlier version is brought up to date first: it is only a copy."""
    with attempts.at_backup(_store_of(folder), utc_now):
        return _brought_up(folder, passphrase, progress)


def _store_of(folder: Path) -> str:
    """The lasting name of the store that was unpacked, "" where its keys are none: opening it says so."""
    try:
        return keys.read(folder).store
    except (OSError, ValueError):
        return ""


def _brought_up(folder: Path, passphrase: str, progress: Progress) -> Store:
    try:
        return opening.open_store(folder, passphrase, read_only=True, anybody=True)
    except trouble.EarlierSchema:
        progress(1, 3, "Bringing it up to date")
        opening.open_store(folder, passphrase, anybody=True).close()
        shutil.rmtree(swapping.beside(folder, "old"), ignore_errors=True)
        return opening.open_store(folder, passphrase, read_only=True, anybody=True)


def _contents(store: Store) -> Contents:
    [(cases,)] = store.read("SELECT count(*) FROM feedback_case")
    [(changes,)] = store.read("SELECT count(*) FROM change")
    last = store.history(limit=1)
    at, verb = (last[0][0].at, last[0][0].verb) if last else (None, "")
    return Contents(branches.recall(store.connection, "store"), cases, changes, at, verb)


def _move_in(folder: Path, out: Path, lock: Lock | None) -> Path | None:
    """Put the new folder in place; the old one is kept beside it under a name of its own."""
    if not out.exists():
        folder.rename(out)
        keys.sync_folder(out.parent)
        return None
    if lock is None and (out / DATABASE).exists():
        raise Problem(f"A store was put at {out} meanwhile, so nothing was restored.", "Look again what is there.")
    lock = lock or take(out)
    aside = swapping.free_name(out, "restoring")
    swapping.swap_in(folder, out, lock, aside).release()
    return aside
