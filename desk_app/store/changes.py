"""The one writer: records, journal and what is derived from them change together, or not at all."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import TYPE_CHECKING, Any, TypeVar, overload

from desk_app import roles
from desk_app.problems import Problem
from desk_app.progress import Progress, silent
from desk_app.records import Case, Change, Holiday, ListEntry, Member, Person, ProfileRecord, Record, SettingRecord
from desk_app.store import engine, guarded, journal, last_link, references, upkeep
from desk_app.store.rows import Codec, Row, body, codec

if TYPE_CHECKING:
    from desk_app.store.store import Store

R = TypeVar("R", bound=Record)
UNDO, REDO = "undo: ", "redo: "
OFFICE = frozenset(cls.table for cls in (Holiday, SettingRecord, ProfileRecord, ListEntry, Member))
"""What the store keeps in mind between changes."""


@dataclass(slots=True)
class Changing:
    """A change being made. `put` as often as needed; after the block `change` says what was done."""

    store: Store
    connection: engine.Connection
    id: int
    verb: str
    by: str
    at: datetime
    role: str  # of who makes it, as it was before
    undoes: int | None = None
    entries: list[journal.Entry] = field(default_factory=list)
    upkeep: upkeep.Upkeep = field(default_factory=upkeep.Upkeep)
    touches_office: bool = False
    link: last_link.Link | None = None  # its place in the journal, once it is written
    _done: Change | None = None

    @property
    def change(self) -> Change:
        """What was done. Only after the block."""
        if self._done is None:
            raise RuntimeError("the change is not finished")
        return self._done

    @overload
    def put(self, old: R | None, new: R) -> R: ...
    @overload
    def put(self, old: Record, new: None) -> None: ...
    def put(self, old: Record | None, new: Record | None) -> Record | None:
        """Save a new record (old None), a changed one, or remove one (new None). Returns it as saved.

        A new record without an id gets one; the version goes up by one. Raises Problem when the record
        was changed since `old` was read.
        """
        if old is None:
            if new is None:
                raise ValueError("nothing to put")
            return self._insert(new)
        if new is None:
            self._delete(old)
            return None
        if (type(old), old.id) != (type(new), new.id):
            raise ValueError(f"{old!r} cannot become {new!r}")
        return self._update(old, new)

    def put_many(self, records: Iterable[R]) -> list[R]:
        """Save new records, a class at a time where they come so: the way for imports.

        Those without an id get one; give them ids (`store.new_ids`) where others refer to them.
        """
        saved: list[R] = []
        group: list[R] = []
        for record in records:
            if group and type(group[0]) is not type(record):
                saved += self._insert_group(group)
                group = []
            group.append(record)
        if group:
            saved += self._insert_group(group)
        return saved

    def next_reference(self, received_on: Any, prefix: str) -> str:
        """A reference that was never used, for a case received on that day."""
        reference = references.take(self.connection, prefix, received_on, self.store.branch.letter)
        self.upkeep.taken.add(reference)
        return reference

    def put_blob(self, data: bytes) -> str:
        """Keep the bytes of a document or letter; returns the hash by which a record names them."""
        name = hashlib.sha256(data).hexdigest()
        self.connection.execute("INSERT OR IGNORE INTO blob VALUES (?, ?, ?)", (name, len(data), data))
        return name

    def require(self, task: roles.Task | None) -> None:
        """Raise NotAllowed where what is put is not for whoever makes the change; then nothing is saved."""
        if task is not None:
            roles.require(self.role, task)

    def bury(self, digests: Collection[str]) -> None:
        """Keep what another store says was erased there: an import refuses it here too. For managers, as erasing is."""
        if not digests:
            return
        self.require(roles.Task.ERASE)
        at = self.at.isoformat()
        rows = [(self.store.next_id(), Case.table, digest, at) for digest in sorted(digests)]
        sql = 'INSERT INTO tombstone("row", "table", reference_hash, erased_at) VALUES (?, ?, ?, ?)'
        self.connection.executemany(sql, rows)

    def drop_draft(self, key: str) -> None:
        """Drop the draft that what is saved here replaces."""
        self.connection.execute("DELETE FROM draft WHERE key = ?", (key,))

    # --- one record
    def _insert(self, new: R) -> R:
        saved = replace(new, id=new.id or self.store.next_id(), version=1)
        kept = codec(type(saved))
        row = kept.to_row(saved)
        self.connection.execute(kept.insert, row)
        self._note(kept, None, row, os.urandom(journal.SALT_BYTES))
        self.upkeep.added(saved)
        return saved

    def _insert_group(self, group: list[R]) -> list[R]:
        missing = sum(not record.id for record in group)
        ids = iter(self.store.new_ids(missing))
        saved = [replace(record, id=record.id or next(ids), version=1) for record in group]
        kept = codec(type(saved[0]))
        rows = [kept.to_row(record) for record in saved]
        self.connection.executemany(kept.insert, rows)
        salts = os.urandom(journal.SALT_BYTES * len(rows))
        for at, row in enumerate(rows):
            self._note(kept, None, row, salts[at * journal.SALT_BYTES : (at + 1) * journal.SALT_BYTES])
        self.upkeep.added_many(saved)
        return saved

    def _update(self, old: R, new: R) -> R:
        kept = codec(type(new))
        before = self._stored(kept, old)
        saved = replace(new, version=old.version + 1)
        self.restore(kept, before, kept.to_row(saved))
        return saved

    def _delete(self, old: Record) -> None:
        kept = codec(type(old))
        self.restore(kept, self._stored(kept, old), None)

    def restore(self, kept: Codec[Any], before: Row | None, after: Row | None) -> None:
        """Put one row in place of another, as rows. Undo uses it too."""
        if before is None and after is not None:
            self.connection.execute(kept.insert, after)
        elif before is not None and after is None:
            self.connection.execute(f"DELETE FROM {kept.table} WHERE id = ?", before[:1])
        elif before is not None and after is not None:
            self.connection.execute(kept.update, (*after, *before[:2]))
        self._note(kept, before, after, os.urandom(journal.SALT_BYTES))
        for row in (before, after):
            if row is not None:
                self.upkeep.touched(kept, row)

    def _stored(self, kept: Codec[Any], old: Record) -> Row:
        """The row as it stands; Problem unless it is the version that was read."""
        row: Row | None = self.connection.execute(f"{kept.select} WHERE id = ?", (old.id,)).fetchone()
        if row is None or row[1] != old.version:
            raise Problem(
                f"{self._named(old)} was changed meanwhile, so nothing was saved.",
                "Look at it as it is now, then make your change again.",
            )
        return row

    def _named(self, record: Record) -> str:
        case_id = record.id if isinstance(record, Case) else getattr(record, "case_id", None)
        reference = references.of(self.connection, case_id) if case_id else ""
        if reference:
            return f"Case {reference}"
        if isinstance(record, Person):
            return f"The record of {record.name or 'this person'}"
        return f"This {record.table.replace('_', ' ')}"

    def _note(self, kept: Codec[Any], before: Row | None, after: Row | None, salt: bytes) -> None:
        """Note a row for the journal."""
        row = after if after is not None else before
        assert row is not None
        self.require(guarded.of_row(kept, before, after))
        old = None if before is None else body(kept, before)
        new = None if after is None else body(kept, after)
        self.entries.append(
            journal.Entry(
                self.id,
                len(self.entries) + 1,
                kept.table,
                row[0],
                _case_of(kept, before, after),
                row[kept.person_at] if kept.person_at is not None else None,
                None if before is None else before[1],
                None if after is None else after[1],
                journal.body_hash(salt, old, new),
                salt,
                old,
                new,
            )
        )

    # --- the end of the block
    def finish(self, progress: Progress = silent) -> None:
        """Rewrite what follows from what was put, and write the journal. The caller commits."""
        tables = frozenset(entry.table for entry in self.entries)
        self.require(guarded.of_lists(tables, puts_back=self._puts_an_entry_back()))
        self.touches_office = bool(tables & OFFICE)
        if self.touches_office:
            self.store.refresh()
        self.upkeep.carry_out(self.connection, self.store, progress)
        self._write_journal()
        case_ids = frozenset(entry.case_id for entry in self.entries if entry.case_id)
        reference = references.of(self.connection, next(iter(case_ids))) if len(case_ids) == 1 else ""
        self._done = Change(self.id, self.verb, self.by, self.at, self.undoes, case_ids, tables, reference)

    def _puts_an_entry_back(self) -> bool:
        """By undoing a removal; or it goes again by redoing one."""
        entries = [entry for entry in self.entries if entry.table == ListEntry.table]
        undone = self.verb.startswith(UNDO) and any(entry.was is None for entry in entries)
        return undone or (self.verb.startswith(REDO) and any(entry.now is None for entry in entries))

    def _write_journal(self) -> None:
        branch = self.store.branch
        seq, prev = journal.last(self.connection, branch.id, branch.forked_from)
        head = journal.Head(self.id, branch.id, seq + 1, self.at.isoformat(), self.by, self.verb, self.undoes)
        chain = journal.start(prev, head)
        for entry in self.entries:
            journal.add(chain, entry)
        journal.write(self.connection, head, prev, chain.digest(), self.entries)
        self.link = (branch.id, head.seq, chain.digest())


def _case_of(kept: Codec[Any], before: Row | None, after: Row | None) -> int | None:
    """The case a row is of, or was: that a matter of the Ombudsman was tied to it and that this was undone are its."""
    if kept.case_at is None:
        return None
    case_id: int | None = None if after is None else after[kept.case_at]
    return before[kept.case_at] if case_id is None and before is not None else case_id
