"""The store as the rest of the program sees it: reading, and the one way to write."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, TypeVar

from desk_app import deadlines, lists, procedures, roles, settings, working_days
from desk_app.problems import Problem
from desk_app.progress import Progress, silent
from desk_app.records import (
    CaseFile,
    Change,
    ChangedRow,
    Holiday,
    ListEntry,
    ListName,
    Member,
    ProfileRecord,
    Record,
    SettingRecord,
    Step,
)
from desk_app.store import (
    arrangement_reviews,
    branches,
    calendar_entries,
    case_files,
    derived,
    engine,
    history,
    ids,
    journal,
    last_link,
    loose_files,
    matters,
    references,
    traces,
    trouble,
    upkeep,
    usage,
    wiping,
)
from desk_app.store.calendar_entries import Entry
from desk_app.store.connections import Connections
from desk_app.store.rows import codec, quoted

if TYPE_CHECKING:
    from desk_app.procedures import Profile
    from desk_app.settings import Settings
    from desk_app.store.changes import Changing
    from desk_app.store.lock import Lock
    from desk_app.store.verifying import Verification
    from desk_app.working_days import Calendar

R = TypeVar("R", bound=Record)
Params = Iterable[Any] | Mapping[str, Any]
Clock = Callable[[], datetime]

DATABASE = "store.db"
_WAITS = "done_on IS NULL AND due_on IS NOT NULL AND not_applicable = ''"
RULES = "rules"
"""What meta calls the rules that the derived rows were worked out by."""


def utc_now() -> datetime:
    """This moment."""
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class Draft:
    """Something typed and not yet saved."""

    key: str
    kind: str
    data: dict[str, Any]
    kept_at: datetime


class Store:
    """An open store. Made by `opening.create` and `opening.open_store`.

    Any thread may read, each through a connection of its own. One thread at a time writes, in `change`.
    """

    def __init__(
        self, path: Path, connections: Connections, *, member: str, lock: Lock | None, clock: Clock = utc_now
    ) -> None:
        self.path = path
        self.member = member
        self.read_only = lock is None
        self._connections = connections
        self._lock = lock
        self._clock = clock
        self._writer = threading.RLock()
        self._office: dict[str, Any] = {}
        self._waiting: dict[tuple[Any, ...], Step] = {}
        self._last_id = 0
        self.branch = branches.here(self.connection)
        self.lost = last_link.missing(self.connection, last_link.kept(path))
        """How many of the last changes were saved and are not here any more."""
        self.keys_changed = False
        """Whether keys.json is not as this program wrote it: then the store is only read."""

    # --- open and closed
    def __enter__(self) -> Store:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close every connection; the log is folded into the file, so that the folder is whole. Twice is harmless."""
        with self._writer:
            if self._connections.closed:
                return
            if not self.read_only:
                self.checkpoint()
            self._connections.close()
            if self._lock is not None:
                self._lock.release()

    def checkpoint(self) -> bool:
        """Fold the log into the file (a second after a change, say); False if somebody or a full disk was in the way.

        Never waits. What was saved stands in the log until another time.
        """
        if not self._writer.acquire(blocking=False):
            return False  # a job is writing
        try:
            with self._connections.writing() as connection:
                return engine.checkpoint(connection)
        except engine.OperationalError:
            return False
        finally:
            self._writer.release()

    @contextmanager
    def packing(self) -> Iterator[engine.Connection]:
        """The connection that writes, outside any transaction: for what cleans the whole file. No record is changed."""
        with self._writer, trouble.explained(), self._connections.writing() as connection:
            yield connection

    @property
    def log(self) -> Path:
        """The file of what was written and is not in the main file yet."""
        return self.path / f"{DATABASE}-wal"

    @property
    def is_being_written(self) -> bool:
        """Whether another thread is making a change: who makes one now would wait for it."""
        free = self._writer.acquire(blocking=False)
        if free:
            self._writer.release()
        return not free

    @property
    def connection(self) -> engine.Connection:
        """This thread's connection."""
        return self._connections.mine()

    @property
    def key(self) -> bytes:
        """The file's key, for what makes another file of this store."""
        return self._connections.key

    def now(self) -> datetime:
        """The store's clock."""
        return self._clock()

    def interrupt(self, thread_id: int) -> None:
        """Stop what a thread is reading; it meets Cancelled."""
        self._connections.interrupt(thread_id)

    # --- ids
    def new_id(self) -> int:
        """An id above every one in the store."""
        return self.new_ids(1)[0]

    def next_id(self) -> int:
        """An id for a record of the change that is being made: close after the one minted before."""
        self._last_id = ids.next_to(self._last_id)
        return self._last_id

    def new_ids(self, n: int) -> list[int]:
        """So many ids in rising order, above every one in the store."""
        with self._writer:
            last = self._last_id or journal.last_id(self.connection)
            minted = ids.mint_many(self._clock(), last, n)
            self._last_id = minted[-1] if minted else last
            return minted

    # --- writing
    @contextmanager
    def change(self, verb: str, by: str = "", progress: Progress = silent) -> Iterator[Changing]:
        """Make a change: all that is put in the block, its journal and what follows from it, or nothing.

        `verb` says what was done in staff's words; `by` who did it, by default the member. `progress` is told of
        what follows, where that is every case's dates; it may stop the change.
        """
        from desk_app.store.changes import Changing  # not before something is saved, as what undoes it: start-up

        with self._transaction() as connection:
            changing = Changing(self, connection, self.new_id(), verb, by or self.member, self._clock(), self.role)
            yield changing
            changing.finish(progress)
        if changing.link:
            last_link.keep(self.path, changing.link)
        if changing.touches_office:
            self.refresh()

    @contextmanager
    def _transaction(self) -> Iterator[engine.Connection]:
        """All or nothing, on the only connection that can write."""
        with self._writer, trouble.explained():
            if self.read_only:
                raise Problem("This store was opened for reading only, so nothing was saved.", "Open it for writing.")
            with self._connections.writing() as connection:
                connection.execute("BEGIN IMMEDIATE")
                try:
                    yield connection
                    connection.execute("COMMIT")
                except BaseException:
                    if connection.in_transaction:
                        connection.execute("ROLLBACK")
                    self.refresh()
                    raise

    def next_reference(self, received_on: date, changing: Changing) -> str:
        """A reference for a case received on that day, such as CF/2026-27/0001. Never given twice."""
        return changing.next_reference(received_on, self.settings().reference_prefix)

    def log_export(self, what: str, by: str = "") -> Change:
        """Record that something was exported or printed: a change with no rows."""
        with self.change(what, by) as change:
            pass
        return change.change

    def renew(self, progress: Progress = silent) -> None:
        """Work every date out again where an earlier version of the program had other rules. Not a change.

        First clean the file, where an erasure was cut before it had.
        """
        if wiping.is_due(self):
            with suppress(Problem):  # no room to pack it, say: it stays due, and the store opens
                wiping.wipe(self, progress)
        now = f"{deadlines.RULES} {traces.RULES}"
        if branches.recall(self.connection, RULES) == now:
            return
        with self._transaction() as connection:
            upkeep.renew(connection, self.rules(), progress)
            branches.remember(connection, {RULES: now})

    # --- undo
    def undo(self, by: str = "", change_id: int | None = None, progress: Progress = silent) -> Change:
        """Undo a change, by default one's own last; undoing an undo is redo. Problem with the reason when refused."""
        from desk_app.store import undo

        return undo.undo(self, by or self.member, change_id, progress)

    def undo_takes_long(self, change: Change) -> bool:
        """Whether undoing a change may take longer than a blink."""
        from desk_app.store import undo

        return undo.takes_long(self, change)

    def can_undo(self, by: str = "") -> Change | None:
        """The change that `undo` would undo."""
        from desk_app.store import undo

        return undo.candidate(self, by or self.member)

    def can_redo(self, by: str = "") -> Change | None:
        """One's own last undo that stands, if nothing else of one's own was done after it: undo it to redo."""
        from desk_app.store import undo

        return undo.redoable(self, by or self.member)

    # --- drafts
    def drafts(self) -> list[Draft]:
        """What was typed and not saved, latest first."""
        rows = self.read("SELECT key, kind, data, kept_at FROM draft ORDER BY kept_at DESC, key")
        return [Draft(key, kind, json.loads(data), datetime.fromisoformat(at)) for key, kind, data, at in rows]

    def keep_draft(self, key: str, kind: str, data: Mapping[str, Any]) -> None:
        """Keep what is typed so far. Not a change: it leaves no trace once it is saved or dropped."""
        row = (key, kind, json.dumps(dict(data), ensure_ascii=False, default=str), self._clock().isoformat())
        with self._transaction() as connection:
            connection.execute("INSERT OR REPLACE INTO draft(key, kind, data, kept_at) VALUES (?, ?, ?, ?)", row)

    def drop_draft(self, key: str) -> None:
        """Throw a draft away."""
        with self._transaction() as connection:
            connection.execute("DELETE FROM draft WHERE key = ?", (key,))

    def keep_file(self, data: bytes) -> str:
        """Keep a file that a draft brings along; its hash. Not a change, as a draft is none."""
        with self._transaction() as connection:
            return loose_files.keep(connection, data)

    def has_file(self, name: str) -> bool:
        """Whether the file of that hash is here."""
        return bool(self.read("SELECT 1 FROM blob WHERE hash = ?", (name,)))

    def forget_loose_files(self) -> int:
        """Remove the files of drafts that are gone; how many there were."""
        with self._transaction() as connection:
            return loose_files.forget(connection)

    # --- facts of this file alone
    def remember(self, facts: dict[str, str]) -> None:
        """Remember facts about this file. Not a change."""
        with self._transaction() as connection:
            branches.remember(connection, facts)

    # --- calendars
    def calendar_entries(self) -> list[Entry]:
        """What the last exported calendar said."""
        with trouble.explained("read"):
            return calendar_entries.kept(self.connection)

    def keep_calendar_entries(self, entries: Iterable[Entry]) -> None:
        """Remember what a calendar says now, where writing is possible. Not a change."""
        if not self.read_only:
            with self._transaction() as connection:
                calendar_entries.keep(connection, entries)

    # --- reading
    def read(self, sql: str, params: Params = ()) -> list[tuple[Any, ...]]:
        """The rows of a SELECT."""
        with trouble.explained("read"):
            rows: list[tuple[Any, ...]] = self.connection.execute(sql, params).fetchall()
            return rows

    @contextmanager
    def reading(self) -> Iterator[None]:
        """Everything read in the block is of one moment, whatever is written meanwhile."""
        connection = self.connection
        if connection.in_transaction:
            yield
            return
        connection.execute("BEGIN")
        try:
            yield
        finally:
            connection.execute("ROLLBACK")

    def get(self, cls: type[R], id: int) -> R | None:
        """The record of that id."""
        kept = codec(cls)
        rows = self.read(f"{kept.select} WHERE id = ?", (id,))
        return kept.from_row(rows[0]) if rows else None

    def all(self, cls: type[R], **equals: Any) -> list[R]:
        """The records with these field values, ordered by id."""
        kept = codec(cls)
        where = " AND ".join(f"{quoted(name)} IS ?" for name in equals)
        values = kept.values_of(equals)
        return kept.from_rows(self.read(f"{kept.select}{' WHERE ' + where if where else ''} ORDER BY id", values))

    def case_file(self, case_id: int) -> CaseFile:
        """All records of a case, or of a matter of the Ombudsman that is of none of our cases."""
        with trouble.explained("read"), self.reading():
            file = case_files.one(self.connection, case_id) or matters.one(self.connection, case_id)
        if file is None:
            raise Problem("This case is no longer in the store.", "Go back to the list of cases.")
        return file

    def case_files(self, ids: Iterable[int]) -> Iterator[CaseFile]:
        """All records of each of these cases, in their order."""
        with trouble.explained("read"):
            yield from case_files.many(self.connection, ids)

    def case_id(self, reference: str) -> int | None:
        """The case with that reference."""
        rows = self.read("SELECT id FROM feedback_case WHERE reference = ?", (reference.strip(),))
        return int(rows[0][0]) if rows else None

    def running_on(self, day: date) -> list[int]:
        """The cases that had a clock running on that day: what a holiday then may move."""
        return [row[0] for row in self.read(upkeep.RUNNING_ON, (day.isoformat(),))]

    def is_used(self, name: ListName, value: str) -> bool:
        """Whether anything has that word of that list."""
        with trouble.explained("read"):
            return usage.is_used(self.connection, name, value)

    def uses(self, name: ListName, value: str) -> int:
        """How many records of cases have that word of that list."""
        with trouble.explained("read"):
            return usage.count(self.connection, name, value)

    def using(self, name: ListName, value: str) -> Iterator[tuple[Record, str]]:
        """The records that have that word of that list, each with the field: of cases, and entries below it."""
        with trouble.explained("read"):
            yield from usage.using(self.connection, name, value)

    def erased(self, asked: Iterable[str]) -> frozenset[str]:
        """Which of these references belonged to a case that was erased."""
        digests = {references.digest(reference): reference for reference in asked}
        return frozenset(digests[digest] for digest in self.tombstones() if digest in digests)

    def tombstones(self) -> frozenset[str]:
        """What is kept of the references of erased cases, and of rows that a register knows without one."""
        rows = self.read("SELECT reference_hash FROM tombstone WHERE reference_hash <> ''")
        return frozenset(digest for (digest,) in rows)

    def reference(self, case_id: int) -> str:
        """The reference of a case, "" if it is gone."""
        return references.of(self.connection, case_id)

    def ombudsman(self) -> list[matters.MatterLine]:
        """The Ombudsman's matters, the latest first."""
        with trouble.explained("read"):
            return matters.lines(self.connection)

    def without_case(self, ids: Iterable[int]) -> frozenset[int]:
        """Which of these ids are of matters of the Ombudsman that are of none of our cases."""
        with trouble.explained("read"):
            return matters.among(self.connection, ids)

    def steps(self, case_id: int) -> tuple[Step, ...]:
        """The dated steps of a case, in the procedure's order; or of the Ombudsman's matter of that id."""
        found = tuple(codec(Step).from_rows(self.read(derived.SELECT_STEPS, (case_id,))))
        alone = None if found else matters.one(self.connection, case_id)
        return self.rules().steps(alone) if alone else found

    def blob(self, name: str) -> bytes:
        """The bytes of that hash."""
        rows = self.read("SELECT data FROM blob WHERE hash = ?", (name,))
        if not rows:
            raise Problem("This file is no longer in the store.", "Look for it in an earlier backup.")
        return bytes(rows[0][0])

    def open_steps(
        self, until: date | None = None, today: date | None = None, *, for_others: bool = False
    ) -> list[tuple[Step, str]]:
        """Steps not done that have a due date (up to `until`), soonest first, each with its case's reference.

        With `today` without the windows that had closed by then: every answered complaint has one. Reviews of contact
        arrangements are among them, and what the Ombudsman waits for in matters of none of our cases.
        """
        kept = codec(Step)
        last, now = (day.isoformat() if day else "" for day in (until or date.max, today))
        names = ", ".join(map(quoted, kept.names))
        sql = f"SELECT {names} FROM step INDEXED BY step_waiting WHERE {_WAITS} AND soft = ? AND due_on BETWEEN ? AND ?"
        with self.reading():
            rows = [*self.read(sql, (0, "", last)), *self.read(sql, (1, now, last))]
            ids = json.dumps(sorted({row[0] for row in rows}))
            named = (
                "SELECT case_id, reference FROM case_line INDEXED BY case_line_named"
                " WHERE case_id IN (SELECT value FROM json_each(?))"
            )
            references = dict(self.read(named, (ids,)))
            reviews = arrangement_reviews.steps(self.connection, last)
            alone = matters.waiting(self.connection, self.rules().steps, last, for_others=for_others)
        before = self._waiting  # most rows are those of the last time
        steps = [before.get(row) or kept.from_row(row) for row in rows]
        self._waiting = dict(zip(rows, steps, strict=True))
        return sorted([*((step, references[step.case_id]) for step in steps), *reviews, *alone], key=_by_due_date)

    def history(self, case_id: int | None = None, limit: int = 100) -> list[tuple[Change, tuple[ChangedRow, ...]]]:
        """Changes, newest first: of the store, or those that touched a case (with the rows of that case)."""
        with trouble.explained("read"), self.reading():
            return history.changes(self.connection, case_id, limit)

    # --- the office: kept in mind until a change touches it
    def refresh(self) -> None:
        """Forget what is kept in mind; it is read again when it is asked for."""
        self._office = {}

    def _kept(self, name: str, make: Callable[[], Any]) -> Any:
        office = self._office
        if name not in office:
            office[name] = make()
        return office[name]

    def settings(self) -> Settings:
        """The office's settings."""
        value: Settings = self._kept("settings", lambda: settings.from_rows(self.all(SettingRecord)))
        return value

    @property
    def role(self) -> str:
        """The role of who has the store open (roles.py). The recovery key is nobody's, and may all."""
        value: str = self._kept(f"role of {self.member}", self._role)
        return value

    def _role(self) -> str:
        if not self.member or not self.read("SELECT 1 FROM member LIMIT 1"):  # or it is just being set up
            return roles.MANAGER
        return next((member.role for member in self.all(Member, name=self.member)), roles.OFFICER)

    def calendar(self) -> Calendar:
        """The working days, with the office's own holidays and closures."""
        value: Calendar = self._kept("calendar", lambda: working_days.calendar(self.all(Holiday)))
        return value

    def profiles(self) -> dict[str, Profile]:
        """The procedure profiles by key: those shipped, and the office's own."""
        value: dict[str, Profile] = self._kept("profiles", self._profiles)
        return value

    def _profiles(self) -> dict[str, Profile]:
        own = [procedures.from_record(record) for record in self.all(ProfileRecord)]
        return {**procedures.shipped_by_key(), **{profile.key: profile for profile in own}}

    def lists(self) -> lists.Lists:
        """The entries of each list, in their order."""
        value: lists.Lists = self._kept("lists", lambda: lists.grouped(self.all(ListEntry)))
        return value

    def rules(self) -> derived.Rules:
        """What the steps of cases are worked out with."""
        return derived.Rules(self.profiles(), self.calendar(), self.settings())

    # --- proof and safekeeping
    @property
    def in_read_only_place(self) -> bool:
        """Whether nothing at all can be written where the store is."""
        return self._connections.immutable

    @contextmanager
    def maintenance(self) -> Iterator[engine.Connection]:
        """A connection of its own for what takes long; not query_only. Nothing is changed through it."""
        with trouble.explained("read"):
            connection = self._connections.separate()
            try:
                yield connection
            finally:
                connection.close()

    def note_backup(self, path: Path, digest: str) -> None:
        """Remember that a backup was made, where writing is possible."""
        if not self.read_only:
            row = (self._clock().isoformat(), str(path), path.stat().st_size, digest)
            with self._transaction() as connection:
                connection.execute("INSERT INTO backup_log(at, path, size, hash) VALUES (?, ?, ?, ?)", row)

    def begun_at(self) -> datetime | None:
        """When the first change was made: the store itself."""
        found = self.read("SELECT at FROM change ORDER BY id LIMIT 1")
        return datetime.fromisoformat(found[0][0]) if found else None

    def last_backup_at(self) -> datetime | None:
        """When the last backup of this file was made."""
        [(at,)] = self.read("SELECT max(at) FROM backup_log")
        return datetime.fromisoformat(at) if at else None

    def verify(self, progress: Progress = silent) -> Verification:
        """Prove that the store is whole: pages, journal, records, what is derived, full text."""
        from desk_app.store import verifying

        return verifying.verify(self, progress)


def _by_due_date(item: tuple[Step, str]) -> tuple[date, str]:
    step, reference = item
    assert step.due_on is not None
    return step.due_on, reference
