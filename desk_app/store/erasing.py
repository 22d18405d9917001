"""Erasing people and cases: one change, whose own journal keeps no words either.

What is left is anonymous (desk_app/anonymous.py). Notes, documents, letters, examples, reminders and drafts go; salts
and bodies of all journal rows about them are emptied, and the chain still holds; files that nothing names any more go.
A tombstone keeps hashes, by which an import knows what not to bring back. wiping.py then cleans the file itself.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from desk_app.anonymous import anonymous
from desk_app.intake import match_key
from desk_app.records import RECORDS, Case, Change, Example, Party, Person, Record, Role
from desk_app.store import branches, engine, loose_files, merges, references, wiping
from desk_app.store.changes import Changing
from desk_app.store.drafts_about import Found, drafts_about
from desk_app.store.rows import Codec, Row, codec
from desk_app.store.store import Store

THEIR_WORDS = frozenset({Role.COMPLAINANT, Role.CHILD})
"""Whose words a case is: those who complained and the children it is about."""
_MANY = 20
SOME = "(SELECT value FROM json_each(?))"
_OF_CASES = f"""
SELECT "change", n FROM change_row WHERE salt IS NOT NULL AND "row" IN (
    SELECT "row" FROM change_row WHERE case_id IN {SOME} UNION SELECT value FROM json_each(?)
)
"""
_OF_PEOPLE = f"""
SELECT "change", n FROM change_row WHERE salt IS NOT NULL AND ("row" IN {SOME} OR person_id IN {SOME})
"""
_EMPTY = 'UPDATE change_row SET salt = NULL, before = NULL, after = NULL WHERE "change" = ? AND n = ?'


@dataclass(frozen=True, slots=True)
class Scope:
    """What is to be erased, by id."""

    cases: frozenset[int] = frozenset()
    people: frozenset[int] = frozenset()


@dataclass(slots=True)
class Erasing:
    """One erasure within a change."""

    store: Store
    changing: Changing
    scope: Scope
    on: date
    cases: str = field(init=False)  # with those of theirs that were undone, which only the journal still has
    people: str = field(init=False)  # with those who were merged into them

    def __post_init__(self) -> None:
        people = {*self.scope.people, *ghosts(self.connection, self.scope.people)}
        self.people = json.dumps(sorted(people))
        self.cases = json.dumps(sorted({*self.scope.cases, *undone_cases(self.connection, people)}))

    @property
    def connection(self) -> engine.Connection:
        """The change's."""
        return self.changing.connection

    def carry_out(self) -> None:
        """Erase. What is read from the words comes first."""
        if len(self.scope.cases) > _MANY:  # wiping.py builds the index anew, which is quicker than wiping each word
            self.connection.execute("INSERT INTO case_search(case_search, rank) VALUES ('secure-delete', 0)")
        self._bury()
        self._forget_names_of_files()
        drafts = drafts_about(self.connection, json.loads(self.cases), self.scope.people).own
        files = self._files(drafts)
        for draft in drafts:
            self.changing.drop_draft(draft.key)
        for cls in RECORDS:
            for row in self._rows(codec(cls)):
                self._erase(codec(cls), row)
        self._forget_calendar()
        self._empty_journal()
        for name in files:
            if not loose_files.is_named(self.connection, name):
                self.connection.execute("DELETE FROM blob WHERE hash = ?", (name,))
        branches.remember(self.connection, {wiping.DUE: "yes"})

    # --- records
    def _rows(self, kept: Codec[Any]) -> list[Row]:
        """The rows of a table that are about them. Of people on other cases what they are to those cases stays."""
        if kept.cls is Person:
            wheres = [("id", json.dumps(sorted(self.scope.people)))]
        elif kept.cls is Party:
            wheres = [("case_id", self.cases), ("person_id", self.people)]
        elif kept.case_at is not None:
            wheres = [("id" if kept.cls is Case else "case_id", self.cases)]
        elif kept.person_at is not None:
            wheres = [("person_id", self.people)]
        else:
            return []
        where = " OR ".join(f"{name} IN {SOME}" for name, _ in wheres)
        sql = f"{kept.select} WHERE {where} ORDER BY id"
        rows: list[Row] = self.connection.execute(sql, [ids for _, ids in wheres]).fetchall()
        return rows

    def _erase(self, kept: Codec[Any], row: Row) -> None:
        """Two entries: the first says that the words went and keeps none; the second proves what is left."""
        record: Record = kept.from_row(row)
        left = anonymous(record, self.on)
        after = None if left is None else (row[0], row[1] + 1, *kept.to_row(left)[2:])
        self.changing.restore(kept, row, after)
        self.changing.entries[-1] = self.changing.entries[-1]._replace(salt=None, before=None, after=None)
        if after is not None:
            self.changing.restore(kept, after, (after[0], after[1] + 1, *after[2:]))

    # --- what is beside the records
    def _files(self, drafts: Iterable[Found]) -> set[str]:
        """Hashes of the files that may go: of documents and letters, also of removed ones, and of drafts."""
        rows = self.connection.execute(
            'SELECT before, after FROM change_row WHERE "table" IN (\'document\', \'letter\')'
            f" AND case_id IN {SOME} AND salt IS NOT NULL", (self.cases,),
        ).fetchall()  # fmt: skip
        bodies = (json.loads(body) for pair in rows for body in pair if body)
        kept = {name for (name,) in self.connection.execute("SELECT hash FROM blob")}
        named = {body.get("blob_hash", "") for body in bodies}
        return {name for name in kept if name in named or any(name in draft.data for draft in drafts)}

    def _forget_names_of_files(self) -> None:
        from desk_app.store import names_of_files  # which finds names by what this module knows of people

        names_of_files.forget(self.connection, self.scope.people)

    def _forget_calendar(self) -> None:
        for case_id in self.scope.cases:
            self.connection.execute("DELETE FROM calendar_entry WHERE uid LIKE ?", (f"{case_id}-%",))

    def _empty_journal(self) -> None:
        rows = [
            *self.connection.execute(_OF_CASES, (self.cases, self.cases)).fetchall(),
            *self.connection.execute(_OF_PEOPLE, (self.people, self.people)).fetchall(),
            *merges.entangled(self.connection, self.scope.people),
        ]
        self.connection.executemany(_EMPTY, sorted(set(rows)))

    def _bury(self) -> None:
        """Tombstones: of each record, and of whatever an import might know its case by."""
        at = self.changing.at.isoformat()
        rows = [(person, Person.table, "", at) for person in json.loads(self.people)]
        for case_id in json.loads(self.cases):
            found = sorted(set(_known_by(self.connection, case_id)))
            rows += [(self.store.next_id(), Case.table, digest, at) for digest in found]
        sql = 'INSERT OR IGNORE INTO tombstone("row", "table", reference_hash, erased_at) VALUES (?, ?, ?, ?)'
        self.connection.executemany(sql, rows)


def _known_by(connection: engine.Connection, case_id: int) -> Iterator[str]:
    """Digests of every reference the case ever had, and of what a register without references knows it by."""
    names = {""}
    sql = 'SELECT DISTINCT person_id FROM change_row WHERE "table" = ? AND case_id = ? AND person_id IS NOT NULL'
    for (person_id,) in connection.execute(sql, (Party.table, case_id)).fetchall():
        names |= {match_key(body.get("name", "")) for body in _bodies(connection, Person.table, person_id)}
    for body in _bodies(connection, Case.table, case_id):
        if body.get("reference"):
            yield references.digest(body["reference"])
        for name in names:
            yield references.digest_of_row(body["received_on"], body["kind"], name, body.get("words", ""))


def _bodies(connection: engine.Connection, table: str, row: int) -> Iterator[dict[str, Any]]:
    """How a record stood, each time the journal says so."""
    sql = 'SELECT after FROM change_row WHERE "row" = ? AND "table" = ? AND after IS NOT NULL'
    for (body,) in connection.execute(sql, (row, table)).fetchall():
        yield json.loads(body)


def undone_cases(connection: engine.Connection, people: Iterable[int]) -> set[int]:
    """Cases that were logged as theirs and are no longer there, because logging them was undone."""
    sql = (
        f'SELECT case_id, before, after FROM change_row WHERE "table" = ? AND person_id IN {SOME}'
        " AND salt IS NOT NULL AND NOT EXISTS (SELECT 1 FROM feedback_case WHERE id = case_id)"
    )
    rows = connection.execute(sql, (Party.table, json.dumps(sorted(people)))).fetchall()
    return {
        case_id
        for case_id, *bodies in rows
        if any(json.loads(body).get("role", Role.COMPLAINANT) in THEIR_WORDS for body in bodies if body)
    }


def ghosts(connection: engine.Connection, people: Iterable[int]) -> set[int]:
    """People who are no longer there and were one of these: merged into them, or of the same name."""
    rows = connection.execute(
        'SELECT gone."row", gone.before FROM change_row AS gone WHERE gone."table" = \'person\''
        " AND gone.now IS NULL AND gone.before IS NOT NULL"
        ' AND NOT EXISTS (SELECT 1 FROM person WHERE person.id = gone."row")'
    ).fetchall()  # few: the journal is looked through once
    gone = {person_id: json.loads(body).get("match_key", "") for person_id, body in rows}
    if not gone:
        return set()
    wanted = list(people)
    sql = f"SELECT match_key FROM person WHERE match_key <> '' AND id IN {SOME}"
    keys = {key for (key,) in connection.execute(sql, (json.dumps(wanted),))}
    return {
        person_id
        for person_id, key in gone.items()
        if key in keys or any(_merged(connection, person_id, stays) for stays in wanted)
    }


def _merged(connection: engine.Connection, gone: int, stays: int) -> bool:
    """Whether the change that removed one person also touched the other."""
    sql = (
        'SELECT 1 FROM change_row AS went JOIN change_row AS other ON other."change" = went."change"'
        ' WHERE went."row" = ?1 AND went.now IS NULL AND (other."row" = ?2 OR other.person_id = ?2) LIMIT 1'
    )
    return connection.execute(sql, (gone, stays)).fetchone() is not None


def names_of(connection: engine.Connection, people: Iterable[int]) -> list[str]:
    """The names of people by which a text can be known to be about them: those of more than one word."""
    rows = connection.execute(f"SELECT name FROM person WHERE id IN {SOME}", (json.dumps(sorted(people)),)).fetchall()
    return sorted({" ".join(name.split()) for (name,) in rows if len(name.split()) > 1})


def examples_of(store: Store, cases: Iterable[int]) -> list[Example]:
    """The examples for a year's report that were made of these cases."""
    return [example for case_id in cases for example in store.all(Example, case_id=case_id)]


def erase(store: Store, scope: Scope, verb: str, on: date, by: str) -> Change:
    """Erase in one change that cannot be undone. `wiping.wipe` cleans the file afterwards; it is noted as due."""
    with store.change(verb, by) as changing:
        Erasing(store, changing, scope, on).carry_out()
    return changing.change
