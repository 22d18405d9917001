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

from desk_app import dates
from desk_app.problems import Problem
from desk_app.progress import Progress, silent
from desk_app.store import attempts, branches, keys, opening, swapping, trouble
from desk_app.store.lock import take
from desk_app.store.store import DATABASE, Store, utc_now
from desk_app.store.trouble import OnlyReadable

LARGEST = 64 << 30
NAMES = frozenset({keys.NAME, DATABASE})
CHUNK = 1 << 20
_LOCKED = 0x1  # of an entry's flags: it is encrypted in the way of ZIP files


@dataclass(frozen=True, slots=True)
class Contents:
    """What a store holds: its cases, its changes, and when the last one was made."""

    store: str  # its lasting name, the same in every copy
    cases: int
    changes: int
    last_at: datetime | None
    last_verb: str
    erased: frozenset[tuple[str, int]] = frozenset()  # table and id of what was erased


@dataclass(frozen=True, slots=True)
class Preview:
    """What restoring would do: what is in the backup, and in the store it would replace (None: there is none)."""

    backup: Contents
    now: Contents | None
    lost: int  # changes made since the backup, which the store has and the backup lacks

    @property
    def in_words(self) -> str:
        """For people: what comes back, and what would be lost against now."""
        made = f" of {dates.moment(self.backup.last_at)}" if self.backup.last_at else ""
        said = f"The backup holds {self.backup.cases:,} cases; its last change is “{self.backup.last_verb}”{made}."
        if self.now is None:
            return f"{said} Nothing is replaced."
        if self.now.store != self.backup.store:
            return f"{said} It is a backup of another store than the one that is there."
        gone = f"{self.lost:,} later change{'' if self.lost == 1 else 's'}" if self.lost else "no change"
        lost = f"{said} Against the store that is there now, {gone} would be lost. That store is kept beside it."
        return f"{lost} {self._come_back()}".strip()

    def _come_back(self) -> str:
        """What was erased since the backup was made, and is still in it."""
        number = len(self.now.erased - self.backup.erased) if self.now else 0
        if not number:
            return ""
        what = (
            "1 record that was erased since comes" if number == 1 else f"{number:,} records that were erased since come"
        )
        return f"{what} back: erase them again after restoring."


def restore(
    backup: Path, out: Path, passphrase: str, *, replacing: bool = False, progress: Progress = silent
) -> tuple[Preview, Path | None]:
    """Put a backup at `out` (NAME.desk). What was done, and where the store that stood there is kept now.

    `passphrase`: one of the backup's day, or its recovery key. A store that is there is only replaced when asked, and
    only while nobody has it open; it is moved aside, never removed. Raises Problem; then nothing has changed.
    """
    out = out.absolute()
    if out.suffix != opening.SUFFIX:
        raise Problem(f"{out.name} is not a name for a store.", "End it with .desk.")
    if out.exists() and not replacing:
        raise Problem(f"There is something at {out} already.", "Choose another name, or ask to replace it.")
    _refuse_where_open(out)
    with trouble.explained("restored"), _unpacked(backup, out, progress) as folder:
        found = _proved(folder, passphrase, progress)
        preview = Preview(found, *_against(out, passphrase, found))
        aside = _move_in(folder, out)
    progress(3, 3, "Restored")
    return preview, aside


def preview(backup: Path, out: Path, passphrase: str, progress: Progress = silent) -> Preview:
    """What `restore` would do. The backup is opened and checked; nothing is changed. Raises Problem."""
    out = out.absolute()
    _refuse_where_open(out)
    with trouble.explained("read"), _unpacked(backup, out, progress) as folder:
        found = _proved(folder, passphrase, progress)
        return Preview(found, *_against(out, passphrase, found))


def _refuse_where_open(out: Path) -> None:
    """Before anything else: a store that somebody has open is not replaced. Raises Problem."""
    if not (out / DATABASE).exists():
        return
    with trouble.explained("replaced"):
        try:
            take(out).release()
        except OnlyReadable as held:
            raise Problem(
                f"{out.stem} cannot be replaced now: {held.message[0].lower()}{held.message[1:]} Nothing was changed.",
                "Close it there, then look again. Or restore under another name, such as "
                f"{out.stem} restored{opening.SUFFIX}.",
            ) from held


@contextmanager
def _unpacked(backup: Path, out: Path, progress: Progress) -> Iterator[Path]:
    """The backup's two files in a folder beside the target, which is gone afterwards unless it was moved in."""
    folder = out.with_name(f"{out.name}.restoring")
    shutil.rmtree(folder, ignore_errors=True)
    progress(0, 3, "Unpacking the backup")
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        folder.mkdir()
        _unpack(backup, folder, progress)
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _unpack(backup: Path, folder: Path, progress: Progress) -> None:
    no_backup = Problem(f"{backup.name} is not a backup of a store.", "Choose a file that ends in .backup.")
    try:
        with zipfile.ZipFile(backup) as packed:
            if not _is_ours(packed.infolist()):
                raise no_backup
            for name in sorted(NAMES):
                with packed.open(name) as stored, (folder / name).open("wb") as file:
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


def _proved(folder: Path, passphrase: str, progress: Progress) -> Contents:
    """Open what was unpacked and prove it whole."""
    progress(1, 3, "Opening and checking it")

    def checking(_done: int, _total: int = 0, text: str = "") -> None:
        progress(1, 3, text or "Checking it")

    with _opened(folder, passphrase, progress) as store:
        proof = store.verify(checking)
        if not proof.ok:
            raise Problem("This backup is damaged, so it was not restored.", "Try the backup before it.")
        return _contents(store)


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
        return opening.open_store(folder, passphrase, read_only=True)
    except trouble.EarlierSchema:
        progress(1, 3, "Bringing it up to date")
        opening.open_store(folder, passphrase).close()
        shutil.rmtree(swapping.beside(folder, "old"), ignore_errors=True)
        return opening.open_store(folder, passphrase, read_only=True)


def _contents(store: Store) -> Contents:
    [(cases,)] = store.read("SELECT count(*) FROM feedback_case")
    [(changes,)] = store.read("SELECT count(*) FROM change")
    last = store.history(limit=1)
    at, verb = (last[0][0].at, last[0][0].verb) if last else (None, "")
    erased = frozenset(store.read('SELECT "table", "row" FROM tombstone'))
    return Contents(branches.recall(store.connection, "store"), cases, changes, at, verb, erased)


def _against(out: Path, passphrase: str, found: Contents) -> tuple[Contents | None, int]:
    """What is in the store that is there, and how many of its changes the backup lacks.

    A store that the backup's passphrase does not open, or that is damaged, cannot be counted: then all that is known
    is that it is there.
    """
    if not out.exists():
        return None, 0
    try:
        with opening.open_store(out, passphrase, read_only=True) as store:
            now = _contents(store)
            since = found.last_at.isoformat() if found.last_at else ""
            [(later,)] = store.read("SELECT count(*) FROM change WHERE at > ?", (since,))
    except Problem:
        return Contents("", 0, 0, None, ""), 0
    return now, later if now.store == found.store else now.changes


def _move_in(folder: Path, out: Path) -> Path | None:
    """Put the new folder in place; the old one is kept beside it under a name of its own."""
    if not out.exists():
        folder.rename(out)
        keys.sync_folder(out.parent)
        return None
    lock = take(out)
    aside = _free_name(out)
    swapping.swap_in(folder, out, lock, aside).release()
    return aside


def _free_name(out: Path) -> Path:
    for n in range(1, 1000):
        name = out.with_name(f"{out.stem} before restoring{'' if n == 1 else f' {n}'}{out.suffix}")
        if not name.exists():
            return name
    raise Problem("There are too many earlier stores beside this one.", "Remove those you do not need.")
