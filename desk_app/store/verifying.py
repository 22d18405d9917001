"""Proof that a store is whole: pages, journal, records, what is derived, full text, kept files."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from desk_app.progress import Progress, silent
from desk_app.records import RECORDS
from desk_app.store import case_files, chain, derived, engine, references, schema, traces, trouble
from desk_app.store.rows import body, codec

if TYPE_CHECKING:
    from desk_app.store.store import Store

_SHOWN = 20  # findings of one kind; the rest are counted
_CHUNK = 500


@dataclass(slots=True)
class Verification:
    """What was looked at (`lines`, for people) and what is wrong (`findings`; none, if all is well)."""

    lines: list[str] = field(default_factory=list)
    findings: list[str] = field(default_factory=list)

    @property
    def ok(self) -> bool:
        """Whether all is well."""
        return not self.findings


def verify(store: Store, progress: Progress = silent) -> Verification:
    """Look at everything, on a connection of its own and as of one moment."""
    report = Verification()
    with store.maintenance() as connection:
        check = _Check(store, connection, report, progress)
        for number, (name, step) in enumerate(_STEPS):
            progress(number, len(_STEPS), f"Checking {name}")
            check.carry_out(name, step)
    progress(len(_STEPS), len(_STEPS), "Checked")
    return report


def wrong_pages(store: Store) -> list[str]:
    """What is wrong with the store's pages: the part of a verification that is quick. Nothing, if all is well."""
    with store.maintenance() as connection:
        try:
            return engine.check_pages(connection)
        except engine.DatabaseError as error:
            if not str(getattr(error, "sqlite_errorname", "")).startswith(("SQLITE_CORRUPT", "SQLITE_NOTADB")):
                raise
            return [str(error)]


@dataclass(slots=True)
class _Check:
    """The parts of a verification."""

    store: Store
    connection: engine.Connection
    report: Verification
    progress: Progress

    def carry_out(self, name: str, step: Any) -> None:
        """One part: its findings, or one line that says what was found in order."""
        found: list[str] = []
        try:
            with _reading(self.connection):
                what = step(self, found)
        except engine.DatabaseError as error:
            meaning = trouble.of_database(error)
            if meaning is not None and not hasattr(meaning, "message"):
                raise meaning from error  # cancelled
            found.append(f"{name} could not be read: {error}")
            what = ""
        if found:
            self.report.findings += found[:_SHOWN]
            self.report.lines += [f"{name}: {text}" for text in found[:_SHOWN]]
            if len(found) > _SHOWN:
                self.report.lines.append(f"{name}: and {len(found) - _SHOWN:,} more")
        else:
            self.report.lines.append(f"{name}: {what}")

    # --- the parts
    def pages(self, found: list[str]) -> str:
        """Each page's seal, how the pages hang together, and that each index has what its table has."""
        found += [f"damaged: {text}" for text in engine.check_pages(self.connection)]
        if not found:
            whole = self.connection.execute("PRAGMA integrity_check").fetchall()
            found += [f"damaged: {text}" for (text,) in whole if text != "ok"]
        [(count,)] = self.connection.execute("PRAGMA page_count").fetchall()
        return f"all {count:,} whole"

    def schema(self, found: list[str]) -> str:
        """Tables, indices and triggers are as the migrations make them."""
        found += schema.differences(self.connection)
        return "as this program makes them"

    def links(self, found: list[str]) -> str:
        """What a record refers to is there."""
        for table, row, parent, _ in self.connection.execute("PRAGMA foreign_key_check"):
            found.append(f"{table} {row} refers to a {parent} that is not there")
        return "every record that is referred to is there"

    def journal(self, found: list[str]) -> str:
        """The chain holds, and every record is as the journal left it."""
        walk = chain.Walk(self.connection, found, self.progress)
        walk.branches()
        self._records(walk, found)
        branches = "1 branch" if walk.branch_count == 1 else f"{walk.branch_count} branches"
        return f"{walk.changes:,} changes in {branches}, every record as they left it"

    def _records(self, walk: chain.Walk, found: list[str]) -> None:
        for cls in RECORDS:
            kept = codec(cls)
            for row in self.connection.execute(kept.select):
                left = walk.left.pop(row[0], None)
                marks = (chain.mark(kept.table, row[1], body(kept, row)), chain.mark(kept.table, row[1], None))
                if left is None:
                    found.append(f"{self._named(cls, row)} is not in the journal")
                elif left not in marks:
                    found.append(f"{self._named(cls, row)} is not as the journal left it")
        found += [f"a record ({row_id}) that the journal has is gone" for row_id in walk.left]

    def _named(self, cls: type[Any], row: engine.Row) -> str:
        kept = codec(cls)
        case_id = row[kept.case_at] if kept.case_at is not None else None
        reference = references.of(self.connection, case_id) if case_id else ""
        return f"{reference or cls.table.replace('_', ' ')} ({cls.table} {row[0]})"

    def follows(self, found: list[str]) -> str:
        """Due dates, lines and search text are what the records give."""
        rules = self.store.rules()
        ids = [case_id for (case_id,) in self.connection.execute("SELECT id FROM feedback_case ORDER BY id")]
        for at in range(0, len(ids), _CHUNK):
            self.progress(at, len(ids), "Working out every case's dates")
            self._derived_of(ids[at : at + _CHUNK], rules, found)
        for table in ("step", "case_line", "case_text"):
            sql = f"SELECT count(*) FROM {table} WHERE case_id NOT IN (SELECT id FROM feedback_case)"
            if orphans := self.connection.execute(sql).fetchone()[0]:
                found.append(f"{orphans:,} rows of {table} belong to no case")
        kept = self.connection.execute("SELECT on_day, number FROM working_day ORDER BY on_day").fetchall()
        if tuple(kept) != derived.working_days(rules.days):
            found.append("the working days are not those of the calendar")
        if traces.kept(self.connection) != traces.expected(self.connection):
            found.append("what people are found by is not what their records give")
        return f"dates, list lines and search text of {len(ids):,} cases as worked out anew"

    def _derived_of(self, ids: list[int], rules: derived.Rules, found: list[str]) -> None:
        stands = derived.kept(self.connection, ids)
        for file in case_files.many(self.connection, ids):
            for what in derived.differences(stands[file.case.id], derived.of(file, rules)):
                found.append(f"{file.case.reference or file.case.id}: the {what} kept is not what its records give")

    def full_text(self, found: list[str]) -> str:
        """The index of words is that of the search text."""
        if self.store.in_read_only_place:
            return "not compared, since this place can only be read"
        try:
            self.connection.execute("INSERT INTO case_search(case_search, rank) VALUES ('integrity-check', 1)")
        except engine.DatabaseError as error:
            if not str(getattr(error, "sqlite_errorname", "")).startswith("SQLITE_CORRUPT"):
                raise
            found.append("the index of words is not that of the search text")
        return "finds every word"

    def files(self, found: list[str]) -> str:
        """Kept files are whole, and those that records name are there."""
        count = 0
        for name, size, data in self.connection.execute("SELECT hash, size, data FROM blob"):
            count += 1
            if len(data) != size or hashlib.sha256(data).hexdigest() != name:
                found.append(f"file {name[:12]} was altered")
        for what, sql in _NAMES_A_FILE.items():
            lacks = f"SELECT id FROM ({sql}) WHERE file <> '' AND file NOT IN (SELECT hash FROM blob)"
            found += [f"the file of {what} {row_id} is missing" for (row_id,) in self.connection.execute(lacks)]
        return f"all {count:,} whole"


_NAMES_A_FILE = {
    "document": "SELECT id, blob_hash AS file FROM document",
    "letter": "SELECT id, blob_hash AS file FROM letter",
    "published report": "SELECT year AS id, pdf_hash AS file FROM publication",
    "published web page and open data": "SELECT year AS id, files_hash AS file FROM publication",
    "template": "SELECT key AS id, json_extract(value, '$.blob') AS file FROM setting WHERE key GLOB 'letter: *'",
}
"""What names a file, as (id, file): the team's own templates of letters are settings (desk/letters.py)."""
_STEPS: tuple[tuple[str, Any], ...] = (
    ("Pages", _Check.pages),
    ("Tables", _Check.schema),
    ("Links", _Check.links),
    ("Journal", _Check.journal),
    ("Derived", _Check.follows),
    ("Full text", _Check.full_text),
    ("Files", _Check.files),
)


@contextmanager
def _reading(connection: engine.Connection) -> Iterator[None]:
    connection.execute("BEGIN")
    try:
        yield
    finally:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
